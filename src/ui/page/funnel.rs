//! The funnel: who saw, opened, put in the cart and paid.

use leptos::prelude::*;

use super::super::part::{ChartCard, DataTabs, FigureStrip, PageHead, PeriodPicker};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::text::phrase;

/// The figures of the strip.
const FIGURES: &[&str] =
    &["impressions", "ctr", "cart-rate", "click-pay-rate", "impression-pay-rate"];

#[component]
pub fn FunnelPage() -> impl IntoView {
    let app = expect_context::<App>();
    let title =
        Signal::derive(move || phrase("转化漏斗", "Funnel").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || period_lead(app));
    view! {
        <DataTabs app />
        <PageHead title lead><PeriodPicker app /></PageHead>
        <FilterLine app />
        <FigureStrip app ids=FIGURES />
        <div class="grid">
            <ChartCard app id="funnel" width="w12" />
        </div>
    }
}
