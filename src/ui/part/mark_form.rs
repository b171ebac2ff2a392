//! What was done to a product on a day, typed in.

use super::super::live::told;
use leptos::html::{Input, Select};
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::parse_day;
use crate::metric::EventKind;
use crate::plan::LONGEST_MARK;
use crate::text::{iso_day, phrase};

#[component]
pub fn MarkForm(app: App, product: String) -> impl IntoView {
    // The operator looks at a timeline: its last day is the one that is meant most often.
    let last = iso_day(app.query.get_untracked().period.to);
    let (day, words) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let kind = NodeRef::<Select>::new();
    let wrong = RwSignal::new(false);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let field = |node: NodeRef<Input>| node.get_untracked();
        let Some((day, words)) = field(day).zip(field(words)) else { return };
        let parsed = parse_day(&day.value());
        wrong.set(parsed.is_none());
        let kind = kind.get_untracked().map(|kind| kind.value()).unwrap_or_default();
        let added = parsed.is_some_and(|day| {
            app.add_mark(&product, day, EventKind::from_id(&kind), &words.value())
        });
        if added {
            words.set_value("");
        }
    };
    let options = EventKind::TYPED
        .map(|kind| view! { <option value=kind.id()>{app.words(kind.name())}</option> });
    view! {
        <form class="mark-form no-print" on:submit=add>
            <input
                node_ref=day
                type="date"
                id="mark-day"
                min="2000-01-01"
                max="2099-12-31"
                value=last
                aria-label=app.words(phrase("日期", "Day"))
                aria-invalid=told(move || wrong.get().then_some("true"))
            />
            <select node_ref=kind id="mark-kind" aria-label=app.words(phrase("做了什么", "What was done"))>
                {options.collect_view()}
            </select>
            <input
                node_ref=words
                type="text"
                id="mark-words"
                maxlength=LONGEST_MARK.to_string()
                placeholder=app.words(phrase("说明，如：换成场景图", "in a few words"))
                aria-label=app.words(phrase("说明", "In words"))
            />
            <button type="submit" data-action="add-mark" disabled=app.watching()>{app.words(phrase("加标注", "Add"))}</button>
        </form>
    }
}
