//! 交易构成: what the sales are made of, shipping that is due with a text to send, and the
//! reconciliation by day.

use super::super::live::{live, told};
use leptos::prelude::*;

use super::super::part::{ChartCard, DataTabs, FigureStrip, PageHead, PeriodPicker};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::domain::{Moment, SortedMap, Word, sort_by_key};
use crate::import::FORMATS;
use crate::metric::{Margin, Reading, reconcile};
use crate::text::{
    Lang, count_text, full_money, iso_day, moment_text, near_moment, phrase, short_day,
};

/// The figures of the strip.
const FIGURES: &[&str] = &["gmv", "orders", "line-value", "cancel-rate"];
/// The figures of shipping.
const SHIPPING: &[&str] = &["due-24h", "overdue", "ship-48h-rate", "cancelled"];

/// The due lines of one product.
#[derive(Clone, Default, PartialEq)]
struct Group {
    name: String,
    lines: usize,
    overdue: usize,
    units: i64,
    first: Option<Moment>,
}

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
        <Due app />
        <ByDay app />
    }
}

/// How far the 48 h rate is from the platform's line, in orders.
fn margin(app: App) -> Option<String> {
    let (query, lang) = (app.query.get(), app.lang.get());
    let goal = app.settings.get().thresholds.ship_percent;
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

/// What is due within a day or overdue, by product, the most urgent first.
fn groups(app: App) -> Vec<Group> {
    let (query, lang) = (app.query.get(), app.lang.get());
    let now = query.now;
    let limit = now.plus_hours(24);
    app.book.with(|book| {
        let mut groups: SortedMap<Option<Word>, Group> = SortedMap::new();
        let reading = Reading::new(book, query);
        for line in reading.waiting().filter(|line| line.promised <= limit) {
            let product = line.dims.product;
            let group = groups.slot(product);
            group.lines += 1;
            group.overdue += usize::from(line.promised < now);
            group.units += line.units;
            group.first = Some(group.first.map_or(line.promised, |first| first.min(line.promised)));
            let several = phrase("（多商品订单）", "(several products)").text(lang);
            group.name = product.map_or(several, |product| book.product_name(product)).to_owned();
        }
        let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
        sort_by_key(&mut groups, |group| (std::cmp::Reverse(group.overdue), group.first));
        groups
    })
}

#[component]
fn Due(app: App) -> impl IntoView {
    let lang = move || app.lang.get();
    let newest = move || app.book.with(|book| book.newest_orders);
    let known = move || newest().is_some();
    let due = Memo::new(move |_| groups(app));
    let copy = move |_| {
        let text = due.with_untracked(|due| reminder(due, app.lang.get_untracked()));
        app.copy(text, phrase("催单文案已复制", "Copied"));
    };
    let nothing = move || due.with(Vec::is_empty);
    let as_of = move || {
        let newest = newest();
        newest.map(|at| {
            phrase("按 {} 导出的订单", "from orders exported {}").fill(lang(), &[&moment_text(at)])
        })
    };
    view! {
        <section class="card due">
            <header>
                <h2>{app.words(phrase("临期与超时", "Due and overdue"))}</h2>
                <small>{told(as_of)}</small>
                <span class="more">
                    <button type="button" disabled=told(nothing) on:click=copy>{app.words(phrase("复制催单文案", "Copy reminder"))}</button>
                </span>
            </header>
            {live(move || if known() { due_list(&due.get(), lang()) } else { no_orders(lang()) })}
        </section>
    }
}

/// Which file would fill the list, and where it is exported.
fn no_orders(lang: Lang) -> AnyView {
    let format = FORMATS.iter().find(|format| format.id == "orders");
    let (name, place) =
        format.map_or(("", ""), |format| (format.name.text(lang), format.place.text(lang)));
    let text = phrase("要看发货，先导入「{}」：{}。", "Shipping needs the export “{}”: {}.");
    view! {
        <p class="flat">{text.fill(lang, &[name, place])}</p>
        <p><a class="button" href="#/import">{phrase("去导入", "Import").text(lang)}</a></p>
    }
    .into_any()
}

fn due_list(groups: &[Group], lang: Lang) -> AnyView {
    if groups.is_empty() {
        let none =
            phrase("没有 24 小时内到期或超时的单。", "Nothing is due within 24 h or overdue.");
        return view! { <p class="flat">{none.text(lang)}</p> }.into_any();
    }
    let line = |group: &Group| {
        let first = group.first.map(near_moment).unwrap_or_default();
        let (lines, units) = (group.lines.to_string(), group.units.to_string());
        let overdue = group.overdue.to_string();
        view! {
            <li>
                <b>{group.name.clone()}</b>
                <span>{phrase("{} 单 {} 件", "{} order[s], {} piece[s]").fill(lang, &[&lines, &units])}</span>
                {(group.overdue > 0).then(|| view! { <span class="bad">{phrase("超时 {}", "{} overdue").fill(lang, &[&overdue])}</span> })}
                <span class="flat">{phrase("最早 {}", "first {}").fill(lang, &[&first])}</span>
            </li>
        }
    };
    view! { <ul class="due-list">{groups.iter().map(line).collect_view()}</ul> }.into_any()
}

/// A text for the supplier: products, counts, deadlines; no buyer in it.
fn reminder(groups: &[Group], lang: Lang) -> String {
    let head = phrase("麻烦今天优先发这些单：", "Please ship these first today:").text(lang);
    let lines = groups.iter().map(|group| {
        let first = group.first.map(near_moment).unwrap_or_default();
        let overdue = if group.overdue > 0 {
            phrase("（其中 {} 单已超时）", " ({} overdue)")
                .fill(lang, &[&group.overdue.to_string()])
        } else {
            String::new()
        };
        phrase("· {}：{} 件，最早 {} 前发出{}", "· {}: {} piece[s], first by {}{}")
            .fill(lang, &[&group.name, &group.units.to_string(), &first, &overdue])
    });
    std::iter::once(head.to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}

#[component]
fn ByDay(app: App) -> impl IntoView {
    let lang = move || app.lang.get();
    let gaps = move || {
        let query = app.query.get();
        app.book.with(|book| reconcile(&Reading::new(book, query)))
    };
    let table = move || {
        let (gaps, lang) = (gaps(), lang());
        if gaps.is_empty() {
            let none = if app.query.get().filter.is_none() {
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
        let heads = heads.map(|head| view! { <th scope="col">{head.text(lang)}</th> });
        let rows = gaps.into_iter().rev().map(|gap| {
            view! {
                <tr>
                    <th scope="row" title=iso_day(gap.day)>{short_day(gap.day)}</th>
                    <td>{full_money(gap.orders)}</td>
                    <td>{full_money(gap.compass)}</td>
                    <td>{full_money(gap.gap())}</td>
                </tr>
            }
        });
        view! {
            <div class="table-box">
                <table>
                    <thead><tr>{heads.collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card by-day">
            <header><h2>{app.words(phrase("按天对账", "Reconciliation by day"))}</h2></header>
            {live(table)}
        </section>
    }
}
