//! Every product with its figures.

use leptos::prelude::*;

use super::super::part::{ChartCard, DataTabs, FigureStrip, PageHead, PeriodPicker};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::text::phrase;

/// The figures of the strip.
const FIGURES: &[&str] = &["gmv", "orders", "units", "line-value", "refund-rate"];

#[component]
pub fn ProductsPage() -> impl IntoView {
    let app = expect_context::<App>();
    let title = Signal::derive(move || phrase("商品", "Products").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || period_lead(app));
    view! {
        <DataTabs app />
        <PageHead title lead><PeriodPicker app /></PageHead>
        <FilterLine app />
        <FigureStrip app ids=FIGURES />
        <div class="grid">
            <ChartCard app id="gmv" width="w12" />
        </div>
    }
}
