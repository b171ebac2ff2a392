//! After-sales: why things come back, and what it costs.

use leptos::prelude::*;

use super::super::part::{ChartCard, DataTabs, FigureStrip, PageHead, PeriodPicker};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::text::phrase;

/// The figures of the strip.
const FIGURES: &[&str] =
    &["returns", "return-rate", "refund-by-pay", "refund-rate", "refund-by-refund"];

#[component]
pub fn ReturnsPage() -> impl IntoView {
    let app = expect_context::<App>();
    let title = Signal::derive(move || phrase("售后", "Returns").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || period_lead(app));
    view! {
        <DataTabs app />
        <PageHead title lead><PeriodPicker app /></PageHead>
        <FilterLine app />
        <FigureStrip app ids=FIGURES />
        <div class="grid">
            <ChartCard app id="returns" width="w5" />
            <ChartCard app id="net" width="w7" />
        </div>
    }
}
