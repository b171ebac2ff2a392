//! 交易构成: what the sales are made of, shipping that is due with a text to send, and the
//! reconciliation by day.

use super::super::live::live;
use leptos::prelude::*;

use super::super::part::{
    ChartCard, DataTabs, DueCard, FigureStrip, PageHead, PeriodPicker, plain, unhurried,
};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::metric::{Margin, Reading, reconcile};
use crate::report::Html;
use crate::text::{count_text, full_money, iso_day, phrase, short_day};

/// The figures of the strip.
const FIGURES: &[&str] = &["gmv", "orders", "line-value", "cancel-rate"];
/// The figures of shipping.
const SHIPPING: &[&str] = &["due-24h", "overdue", "ship-48h-rate", "cancelled"];

#[component]
pub fn OrdersPage() -> impl IntoView {
    let app = expect_context::<App>();
    let title = Signal::derive(move || {
        phrase("交易构成", "Sales and shipping").text(app.lang.get()).to_owned()
    });
    let lead = Signal::derive(move || period_lead(app));
    view! {
        <DataTabs app />
        <PageHead title lead><PeriodPicker app /></PageHead>
        <FilterLine app />
        <FigureStrip app ids=FIGURES />
        <div class="grid">
            <ChartCard app id="by-carrier" width="w6" />
            <ChartCard app id="by-side" width="w6" />
            <ChartCard app id="by-ad" width="w6" />
            <ChartCard app id="by-origin" width="w6" />
            <ChartCard app id="by-channel" width="w6" />
            <ChartCard app id="hours" width="w6" />
            <ChartCard app id="by-category" width="w6" />
            <ChartCard app id="by-price" width="w6" />
            <ChartCard app id="by-province" width="w12" />
        </div>
        <h2 class="part">{app.words(phrase("发货", "Shipping"))}</h2>
        <FigureStrip app ids=SHIPPING />
        {live(move || margin(app).map(|text| view! { <p class="note">{text}</p> }))}
        <DueCard app />
        <ByDay app />
    }
}

/// How far the 48 h rate is from the platform's line, in orders.
fn margin(app: App) -> Option<String> {
    let (query, lang) = (app.query.get(), app.lang.get());
    let goal = app.settings.get().thresholds.ship_percent();
    let shipped = app.book.with(|book| Reading::new(book, query).totals.shipped);
    let (words, lines) = match Margin::of(shipped, goal) {
        Margin::Unknown => return None,
        Margin::Spare(lines) => (
            phrase(
                "48 小时发货率：再漏 {} 单跌破 {}%。",
                "Shipped within 48 h: {} more late order[s] and it falls below {}%.",
            ),
            lines,
        ),
        Margin::Short(lines) => (
            phrase(
                "48 小时发货率：接下来 {} 单都按时发，才能回到 {}%。",
                "Shipped within 48 h: the next {} order[s] must be in time to get back to {}%.",
            ),
            lines,
        ),
    };
    Some(words.fill(lang, &[&count_text(lines), &goal.to_string()]))
}

#[component]
fn ByDay(app: App) -> impl IntoView {
    let place = NodeRef::new();
    view! {
        <section class="card by-day" node_ref=place>
            <header><h2>{app.words(phrase("按天对账", "Reconciliation by day"))}</h2></header>
            {unhurried(app, place, move || by_day(app))}
        </section>
    }
}

fn by_day(app: App) -> AnyView {
    let (query, lang) = (app.query.get(), app.lang.get());
    let gaps = app.book.with(|book| reconcile(&Reading::new(book, query)));
    if gaps.is_empty() {
        let none = if query.filter.is_none() {
            phrase(
                "这段日期要同时有订单文件和罗盘自助取数，才能对账。",
                "Reconciling needs both an order export and a Compass extract of these days.",
            )
        } else {
            phrase(
                "正在只看一部分订单，罗盘只有全店的数，不能相比。去掉筛选就能对账。",
                "Only part of the orders is shown and Compass states the whole shop, so they cannot be compared. Take the filter away to reconcile.",
            )
        };
        return view! { <p class="flat">{none.text(lang)}</p> }.into_any();
    }
    let heads = [
        phrase("日期", "Day"),
        phrase("订单算出", "From orders"),
        phrase("罗盘", "Compass"),
        phrase("差额", "Gap"),
    ];
    let mut html = Html::default();
    html.element("table", &[], |html| {
        html.element("thead", &[], |html| {
            html.element("tr", &[], |html| {
                for head in heads {
                    html.leaf("th", &[("scope", "col")], head.text(lang));
                }
            });
        });
        html.element("tbody", &[], |html| {
            for gap in gaps.into_iter().rev() {
                html.element("tr", &[], |html| {
                    let day = [("scope", "row"), ("title", &*iso_day(gap.day))];
                    html.leaf("th", &day, &short_day(gap.day));
                    for money in [gap.orders, gap.compass, gap.gap()] {
                        html.leaf("td", &[], &full_money(money));
                    }
                });
            }
        });
    });
    plain("table-box", html)
}
