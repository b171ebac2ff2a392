//! An event of one's own, typed in.

use super::super::live::told;
use leptos::html::Input;
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::parse_day;
use crate::browser::focus;
use crate::domain::{Day, Period};
use crate::plan::{LONGEST_NOTE, LONGEST_TITLE, OwnEvent};
use crate::text::{iso_day, phrase};

#[component]
pub fn EventForm(app: App, picked: RwSignal<Option<Day>>) -> impl IntoView {
    let [title, from, to, note, product] = [(); 5].map(|()| NodeRef::<Input>::new());
    let wrong = RwSignal::new(false);
    // A day of the month that was clicked is the first and the last one.
    Effect::new(move |_| {
        if let Some(day) = picked.get() {
            for field in [from, to].iter().filter_map(|field| field.get_untracked()) {
                field.set_value(&iso_day(day));
            }
            focus("event-title");
        }
    });
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text =
            |node: NodeRef<Input>| node.get_untracked().map(|it| it.value()).unwrap_or_default();
        let first = parse_day(&text(from));
        let last = parse_day(&text(to)).or(first);
        let days = first.zip(last).and_then(|(first, last)| Period::new(first, last));
        let added = days.is_some_and(|days| {
            let product = Some(text(product).trim().to_owned()).filter(|id| !id.is_empty());
            let (title, note) = (text(title), text(note));
            app.add_event(OwnEvent { number: 0, title, days, note, product })
        });
        wrong.set(!added);
        if added {
            [title, note, product]
                .iter()
                .filter_map(|it| it.get_untracked())
                .for_each(|it| it.set_value(""));
        }
    };
    let today = iso_day(app.now.get_untracked().day());
    let date = |node: NodeRef<Input>, id: &'static str, name| {
        view! {
            <label>{app.words(name)}<input node_ref=node id=id type="date" min="2000-01-01" max="2099-12-31" value=today.clone() aria-invalid=told(move || wrong.get().then_some("true")) /></label>
        }
        .into_any()
    };
    let text = |node: NodeRef<Input>, id: &'static str, name, most: usize| {
        view! { <label>{app.words(name)}<input node_ref=node id=id type="text" maxlength=most.to_string() /></label> }
            .into_any()
    };
    view! {
        <section class="card w12 event-form">
            <header><h2>{app.words(phrase("加自己的事件", "Add an event of your own"))}</h2>
                <small>{app.words(phrase("会标在成交等按天的图上", "it is marked on the charts by day"))}</small></header>
            <form on:submit=add>
                {text(title, "event-title", phrase("做什么", "What"), LONGEST_TITLE)}
                {date(from, "event-from", phrase("从", "From"))}
                {date(to, "event-to", phrase("到", "To"))}
                {text(note, "event-note", phrase("备注", "Note"), LONGEST_NOTE)}
                {text(product, "event-product", phrase("商品ID（可不填）", "Product id (optional)"), 40)}
                <button type="submit" id="event-save" class="primary" disabled=app.watching()>{app.words(phrase("加入日历", "Add"))}</button>
            </form>
            <p class="field-hint bad" role="alert" hidden=told(move || !wrong.get())>{app.words(phrase("没有保存：要有名称，结束不能早于开始，最多 400 天。", "Not saved: it needs a name, and its end must not be before its start, 400 days at most."))}</p>
        </section>
    }
}
