//! A chart with its finding, its overlay (hover, touch, keyboard cursor), legend, table and PNG.

use std::rc::Rc;

use super::super::live::{Show, live, told};
use leptos::prelude::*;

use super::sight::follow_sight;
use crate::app::App;
use crate::app::route::Page;
use crate::browser::{Watch, place_markup, place_svg, pointer_place, watch_width};
use crate::chart::{Chart, Input, Jump, Look, Mark, Plot, Run, Spec, render};
use crate::report::{Html, table_markup};
use crate::text::phrase;

/// One of [`crate::chart::CHARTS`], kept up to date with the question in the address.
#[component]
pub fn ChartCard(
    app: App,
    id: &'static str,
    /// How much of the row it takes, as a CSS class.
    #[prop(optional)]
    width: &'static str,
    /// Its table is open from the start.
    #[prop(optional)]
    with_table: bool,
    /// What to do with the key of the mark that is clicked, instead of leading to its part.
    #[prop(optional)]
    pick: Option<Callback<String>>,
) -> impl IntoView {
    let card = NodeRef::<leptos::html::Section>::new();
    let seen = follow_sight(card);
    let turns = app.turns(app.slot(), seen);
    let chart = Memo::new(move |_| {
        turns.track();
        untrack(|| build(app, id))
    });
    let open = RwSignal::new(with_table);
    let table = NodeRef::<leptos::html::Div>::new();
    show_table(app, table, chart, Signal::derive(move || open.get_untracked() && seen.get_value()));
    view! {
        <section class=format!("card chart-card {width}") node_ref=card>
            <header>
                <h2>{told(move || chart.with(|chart| chart.name.clone()))}</h2>
                <small>{told(move || chart.with(|chart| chart.finding.clone()))}</small>
                <span class="more">
                    <button type="button" class="quiet" data-action="table" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                        {app.words(phrase("表格", "Table"))}
                    </button>
                    <Show when=move || chart.with(|chart| chart.spec.is_some())>
                        <button type="button" class="quiet" on:click=move |_| chart.with_untracked(|chart| app.save_table(chart))>
                            "CSV"
                        </button>
                        <button type="button" class="quiet" on:click=move |_| app.save_picture(chart.get_untracked())>
                            {app.words(phrase("存图", "PNG"))}
                        </button>
                    </Show>
                </span>
            </header>
            <figure data-chart=id>
                <Canvas app chart pick />
                <figcaption>
                    <div class="legend">
                        {live(move || chart.with(|chart| chart.legend.iter().map(|entry| {
                            view! { <span><i class=entry.ink.id()></i>{entry.text.clone()}</span> }
                        }).collect_view()))}
                    </div>
                    {live(move || chart.with(|chart| chart.notes.iter().map(|note| {
                        view! { <p class="note">{note.clone()}</p> }
                    }).collect_view()))}
                    {live(move || advice(app, id, chart))}
                </figcaption>
                <div class="table-box" node_ref=table hidden=told(move || !open.get())></div>
            </figure>
        </section>
    }
}

/// What to do about the chart, unless this is the page where it is done.
fn advice(app: App, id: &str, chart: Memo<Chart>) -> Option<AnyView> {
    let page = (id == "mix").then_some(Page::Mix)?;
    let words = chart.with(|chart| chart.advice)?;
    let route = app.route.get();
    let elsewhere = route.page != page;
    elsewhere.then(|| {
        let href = route.on(page).href();
        view! { <p class="advice no-print"><a href=href>{words.text(app.lang.get())}</a></p> }
            .into_any()
    })
}

fn build(app: App, id: &str) -> Chart {
    let make = |input: &Input<'_>| {
        let kind = crate::chart::CHARTS.iter().find(|kind| kind.id == id);
        kind.map_or_else(Chart::default, |kind| kind.chart(input))
    };
    app.with_input(None, make)
}

/// The picture and what moves over it.
#[component]
fn Canvas(app: App, chart: Memo<Chart>, pick: Option<Callback<String>>) -> impl IntoView {
    let width = RwSignal::new(0u32);
    let cursor = RwSignal::new(None::<usize>);
    let place = NodeRef::<leptos::html::Div>::new();
    let picture = NodeRef::<leptos::html::Div>::new();
    follow_width(place, width);
    let plot = Memo::new(move |_| match (chart.with(|chart| chart.spec.clone()), width.get()) {
        (Some(spec), width) if width > 0 => render(&spec, Look::Screen, width),
        _ => Plot::default(),
    });
    show_plot(picture, chart, plot, cursor);
    // A finger has left the picture by the time that its tap is a click.
    let pressed = StoredValue::new(None::<usize>);
    let run = move || chart.with(|chart| chart.spec.as_ref().map_or(Run::Down, Spec::run));
    let point = move |event: leptos::ev::PointerEvent| {
        let Some(place) = pointer_place(&event) else { return };
        let found = plot.with(|plot| nearest(&plot.marks, place, run()));
        pressed.set_value(found);
        cursor.set(found);
    };
    let jump = move |at: Option<usize>| {
        let row = at.and_then(|at| plot.with_untracked(|plot| Some(plot.marks.get(at)?.row)));
        go_to_row(app, chart, row, pick);
    };
    let step = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            jump(cursor.get_untracked());
        }
        let count = plot.with(|plot| plot.marks.len());
        if let Some(next) = stepped(&event.key(), cursor.get_untracked(), count) {
            event.prevent_default();
            cursor.set(next);
        }
    };
    let hint = app.words(phrase("图表，用方向键看每个点", "chart; arrow keys walk its points"));
    let has_plot = move || plot.with(|plot| !plot.marks.is_empty());
    view! {
        <div
            class="canvas"
            node_ref=place
            tabindex=told(move || has_plot().then_some("0"))
            role="group"
            aria-label=hint
            on:pointermove=point
            on:pointerdown=point
            on:click=move |_| jump(pressed.get_value())
            on:pointerleave=move |_| cursor.set(None)
            on:blur=move |_| cursor.set(None)
            on:keydown=step
        >
            <div class="picture" node_ref=picture></div>
            {live(move || {
                let mark = cursor.get().and_then(|at| plot.with(|plot| plot.marks.get(at).cloned()));
                mark.map(|mark| view! { <Cursor mark plot run=run() /> })
            })}
        </div>
    }
}

/// Puts the drawing in its place whenever it is another one.
fn show_plot(
    picture: NodeRef<leptos::html::Div>,
    chart: Memo<Chart>,
    plot: Memo<Plot>,
    cursor: RwSignal<Option<usize>>,
) {
    Effect::new(move |_| {
        if let Some(element) = picture.get() {
            let label = chart.with(|chart| format!("{} {}", chart.name, chart.finding));
            plot.with(|plot| place_svg(&element, &plot.svg, &label));
        }
        cursor.set(None);
    });
}

/// Puts the numbers of a chart in their place: at once where they are looked at, else when all
/// that is looked at has been drawn.
fn show_table(
    app: App,
    place: NodeRef<leptos::html::Div>,
    chart: Memo<Chart>,
    at_once: Signal<bool>,
) {
    let slot = app.slot();
    let draw = move || {
        let Some(Some(element)) = place.try_get_untracked() else { return };
        let route = app.route.get_untracked();
        let leads = |jump: &Jump| route.jumped(jump).href();
        let markup = chart.try_with_untracked(|chart| table_markup(&chart.table, &leads));
        place_markup(&element, &markup.map(Html::into_text).unwrap_or_default());
    };
    Effect::new(move |_| {
        // The rows lead to where the page would be without its other filters.
        place.track();
        chart.track();
        app.route.track();
        if at_once.get_untracked() { draw() } else { app.later(slot, draw) }
    });
}

/// Keeps `width` at that of an element.
fn follow_width(place: NodeRef<leptos::html::Div>, width: RwSignal<u32>) {
    let watch = StoredValue::new_local(None::<Rc<Watch>>);
    Effect::new(move |_| {
        if let Some(element) = place.get() {
            watch.set_value(watch_width(&element, move |w| width.set(w)).map(Rc::new));
        }
    });
}

/// Asks for what a row of the chart's table stands for.
fn go_to_row(app: App, chart: Memo<Chart>, row: Option<usize>, pick: Option<Callback<String>>) {
    if let Some((pick, row)) = pick.zip(row) {
        let key = chart.with_untracked(|chart| {
            let (_, key) = chart.table.rows.get(row)?.cells.first()?.dim.as_ref()?;
            Some(key.clone())
        });
        return key.into_iter().for_each(|key| pick.run(key));
    }
    let jump = row.and_then(|row| chart.with_untracked(|c| c.table.rows.get(row)?.jump.clone()));
    if let Some(jump) = jump {
        app.go(&app.route.with_untracked(|route| route.jumped(&jump)));
    }
}

/// Where a key takes the cursor among so many marks; nothing for other keys.
fn stepped(key: &str, now: Option<usize>, count: usize) -> Option<Option<usize>> {
    let last = count.checked_sub(1)?;
    Some(match key {
        "ArrowRight" | "ArrowDown" => Some(now.map_or(0, |now| (now + 1).min(last))),
        "ArrowLeft" | "ArrowUp" => Some(now.map_or(0, |now| now.saturating_sub(1))),
        "Home" => Some(0),
        "End" => Some(last),
        "Escape" => None,
        _ => return None,
    })
}

/// The mark next to a point, by the direction in which the chart runs.
fn nearest(marks: &[Mark], (x, y): (i32, i32), run: Run) -> Option<usize> {
    let distance = |mark: &Mark| {
        let (across, down) = ((mark.x - x).abs(), (mark.y - y).abs());
        match run {
            Run::Across => across,
            Run::Down => down,
            Run::Free => across * across + down * down,
        }
    };
    marks.iter().enumerate().min_by_key(|(_, mark)| distance(mark)).map(|(at, _)| at)
}

/// The cursor line, the point and the tooltip.
#[component]
fn Cursor(mark: Mark, plot: Memo<Plot>, run: Run) -> impl IntoView {
    let (width, (top, bottom)) =
        plot.with_untracked(|plot| (i32::try_from(plot.width).unwrap_or(0), plot.area));
    // The tooltip stands on the side with more room.
    let right = mark.x > width / 2;
    let (left, end) = if right {
        ("auto".to_owned(), format!("{}px", width - mark.x + 12))
    } else {
        (format!("{}px", mark.x + 12), "auto".to_owned())
    };
    let line = (run == Run::Across).then(|| {
        view! {
            <i class="cursor-line" style:left=format!("{}px", mark.x) style:top=format!("{top}px") style:height=format!("{}px", bottom - top)></i>
        }
    });
    let point = (run != Run::Down).then(|| {
        view! {
            <i class="cursor-point" style:left=format!("{}px", mark.x) style:top=format!("{}px", mark.y)></i>
        }
    });
    view! {
        {line}
        {point}
        <div class="tooltip" role="status" style:left=left style:right=end style:top=format!("{}px", (mark.y - 20).max(0))>
            <b>{mark.heading}</b>
            {mark.lines.into_iter().map(|line| view! { <span>{line}</span> }).collect_view()}
        </div>
    }
}
