//! The funnel: who saw, opened, put in the cart and paid; which step changed, day by day, and where
//! products and carriers lose buyers.

use leptos::prelude::*;

use super::super::live::live;
use super::super::part::{ChartCard, DataTabs, FigureStrip, PageHead, PeriodPicker};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::app::route::Page;
use crate::metric::Counting;
use crate::text::{Phrase, phrase};

/// The figures of the strip, in people and in times.
const PEOPLE: &[&str] =
    &["impressions", "ctr", "cart-rate", "click-pay-rate", "impression-pay-rate"];
const TIMES: &[&str] =
    &["impression-times", "click-times", "ctr-times", "click-pay-times", "paid-orders"];

/// The charts, each with how much of the row it takes.
const CHARTS: [(&str, &str); 11] = [
    ("funnel", "w6"),
    ("funnel-change", "w6"),
    ("funnel-products", "w12"),
    ("funnel-carriers", "w12"),
    ("trend-ctr", "w4"),
    ("trend-cart-rate", "w4"),
    ("trend-click-pay", "w4"),
    ("trend-impressions", "w6"),
    ("trend-clicks", "w6"),
    ("trend-carts", "w6"),
    ("trend-paid", "w6"),
];

#[component]
pub fn FunnelPage() -> impl IntoView {
    let app = expect_context::<App>();
    let title =
        Signal::derive(move || phrase("转化漏斗", "Funnel").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || period_lead(app));
    let counting = Memo::new(move |_| app.route.with(|route| route.counting));
    let strip = move || {
        let ids = if counting.get() == Counting::People { PEOPLE } else { TIMES };
        view! { <FigureStrip app ids /> }
    };
    // Without any report of 罗盘 one card says so, with the way to the import; eleven would shout.
    let silent = Memo::new(move |_| app.book.with(|book| book.compass.is_empty()));
    let cards = move || {
        let silent = silent.get();
        let card = |(id, width): (&'static str, &'static str)| {
            let with_table = width == "w12";
            view! { <ChartCard app id width with_table /> }.into_any()
        };
        let shown = if silent { 1 } else { CHARTS.len() };
        let way = silent.then(|| view! { <p class="advice"><a href=app.beside(Page::Import)>{app.words(phrase("去导入罗盘文件", "Import a Compass file"))}</a></p> });
        view! { <div class="grid">{CHARTS.into_iter().take(shown).map(card).collect_view()}</div>{way} }
    };
    view! {
        <DataTabs app />
        <PageHead title lead><PeriodPicker app /></PageHead>
        <FilterLine app />
        <CountPicker app />
        {live(strip)}
        {live(cards)}
    }
}

/// People or times.
#[component]
fn CountPicker(app: App) -> impl IntoView {
    const COUNTS: [(Counting, Phrase); 2] = [
        (Counting::People, phrase("按人数", "People")),
        (Counting::Times, phrase("按次数", "Times")),
    ];
    view! {
        <div class="segments" role="group" aria-label=app.words(phrase("口径", "Count"))>
            {live(move || app.route.with(|route| COUNTS.into_iter().map(|(counting, name)| {
                let mut other = route.clone();
                other.counting = counting;
                let current = (route.counting == counting).then_some("true");
                view! { <a href=other.href() aria-current=current data-count=counting.id()>{name.text(app.lang.get())}</a> }
            }).collect_view()))}
        </div>
    }
}
