//! The month or quarter that a page of the plan shows.

use super::super::live::{live, told};
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::{Page, Route};
use crate::insight::Span;
use crate::metric::PeriodChoice;
use crate::text::phrase;

/// The route of a page over a span.
fn over(app: App, page: Page, span: Span) -> String {
    let route = app.route.with(|route| route.beside(page));
    Route { period: Some(PeriodChoice::Custom(span.days())), ..route }.href()
}

/// The span before, the running one, the one after; and months or quarters where both can be.
#[component]
pub fn SpanPicker(
    app: App,
    page: Page,
    span: Memo<Span>,
    #[prop(optional)] quarters: bool,
) -> impl IntoView {
    let kinds = move || {
        let (now, today) = (span.get(), app.anchor.get().today);
        let day = now.days().from.max(today.min(now.days().to));
        let kind = |to: Span, name| {
            let current = (to == now).then_some("true");
            view! { <a href=over(app, page, to) aria-current=current>{app.words(name)}</a> }
                .into_any()
        };
        [
            kind(Span::month(day), phrase("月", "Month")),
            kind(Span::quarter(day), phrase("季", "Quarter")),
        ]
        .collect_view()
    };
    let step = move |steps: i32| told(move || over(app, page, span.get().plus(steps)));
    view! {
        {quarters.then(|| view! { <div class="segments span-picker">{live(kinds)}</div> })}
        <div class="segments span-picker">
            <a href=step(-1) data-action="earlier" aria-label=app.words(phrase("上一段", "Earlier"))>"‹"</a>
            <a href=app.beside(page)>{app.words(phrase("现在", "Now"))}</a>
            <a href=step(1) data-action="later" aria-label=app.words(phrase("下一段", "Later"))>"›"</a>
        </div>
    }
}
