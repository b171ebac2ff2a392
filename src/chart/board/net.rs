//! Net sales and refunds by day of payment; young days are shaded because their refunds are
//! still coming in.

use super::gmv::{daily_spec, legend};
use super::{Chart, Input, KeyEntry};
use crate::chart::look::Ink;
use crate::chart::spec::{Series, Shade, Spec};
use crate::chart::table::{Cell, Jump, Table, TableRow};
use crate::domain::{Day, Period};
use crate::metric::{Figure, Value, metric};
use crate::text::{Lang, phrase};

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("净成交与退款", "Net GMV and refunds").text(lang).to_owned();
    let total = figure_of(input, "net-gmv", input.query.period);
    let rate = figure_of(input, "refund-rate", input.query.period);
    let Some(value) = total.value else {
        let note = phrase(
            "净成交要有订单文件。导入「订单导出」；再导入「售后单导出」，退款会更准。",
            "Net sales need an order export; an after-sale export makes refunds exact.",
        );
        let notes = vec![note.text(lang).to_owned()];
        let (table, legend, finding) = (Table::default(), Vec::new(), String::new());
        return Chart { id: "net", name, finding, legend, table, notes, ..Chart::default() };
    };
    let net_name = phrase("净成交金额", "Net GMV").text(lang);
    let refund_name = phrase("退款金额（支付时间）", "Refunds by pay time").text(lang);
    let series = vec![
        series(input, "net-gmv", net_name, Ink::Main),
        series(input, "refund-by-pay", refund_name, Ink::Loss),
    ];
    let mut legend = legend(input, &series);
    let mut spec = daily_spec(input, series);
    let mut notes = Vec::new();
    if let Some(shade) = young_days(input) {
        spec.shades.push(shade);
        let text = phrase("退款未成熟", "refunds still coming in").text(lang).to_owned();
        legend.push(KeyEntry { ink: Ink::Young, text });
        let days = input.thresholds.maturity_days().to_string();
        notes.push(
            phrase(
                "最近 {} 天的退款还没走完，净成交会再降。",
                "Refunds of the last {} day[s] are still coming in; net sales will fall.",
            )
            .fill(lang, &[&days]),
        );
    }
    if total.approx == Some("refund") {
        let note = phrase(
            "有退款是按订单里的售后状态估算的（整行退）。导入「售后单导出」就是准数。",
            "Some refunds are estimated from the order's status; an after-sale export makes them exact.",
        );
        notes.push(note.text(lang).to_owned());
    }
    let rate = rate
        .value
        .map(|rate| phrase("退款率 {}", "refund rate {}").fill(lang, &[&rate.short(lang)]));
    let comma = if lang == Lang::Zh { "，" } else { ", " };
    let finding: Vec<String> = std::iter::once(value.short(lang)).chain(rate).collect();
    Chart {
        id: "net",
        name,
        finding: finding.join(comma),
        spec: Some(Spec::Daily(spec)),
        legend,
        table: table(input),
        notes,
        ..Chart::default()
    }
}

pub(super) fn figure_of(input: &Input<'_>, id: &str, period: Period) -> Figure {
    metric(id).map_or_else(Figure::default, |metric| (metric.figure)(&input.reading_of(period)))
}

pub(super) fn series(input: &Input<'_>, id: &str, name: &str, ink: Ink) -> Series {
    let days = input.query.period.days();
    let figures: Vec<Figure> = days.map(|day| figure_of(input, id, Period::day(day))).collect();
    Series {
        name: name.to_owned(),
        ink,
        filled: ink == Ink::Main,
        values: figures.iter().map(|figure| figure.value.map(Value::number)).collect(),
        texts: figures.iter().map(|f| f.value.map(Value::full).unwrap_or_default()).collect(),
    }
}

/// The days of the period that are within the maturity of the newest export.
pub(super) fn young_days(input: &Input<'_>) -> Option<Shade> {
    let first = input.book.first_young_day(input.thresholds.maturity_days())?;
    let period = input.query.period;
    let from = first.max(period.from);
    let place = |day: Day| usize::try_from(day.since(period.from)).ok();
    let shade = Shade { from: place(from)?, to: place(period.to)?, ink: Ink::Young };
    (from <= period.to).then_some(shade)
}

fn table(input: &Input<'_>) -> Table {
    let lang = input.lang;
    let columns = [
        phrase("日期", "Day"),
        phrase("净成交金额", "Net GMV"),
        phrase("退款金额（支付时间）", "Refunds by pay time"),
    ];
    let rows = input.query.period.days().map(|day| {
        let (key, period) = (crate::text::iso_day(day), Period::day(day));
        let cell = |id: &'static str| {
            Cell::new(id, figure_of(input, id, period), period).keyed("day", key.clone())
        };
        let cells = vec![cell("net-gmv"), cell("refund-by-pay")];
        TableRow { heading: key.clone(), cells, jump: Some(Jump::Day(day)), ..TableRow::default() }
    });
    let columns = columns.iter().map(|column| column.text(lang).to_owned()).collect();
    Table { columns, rows: rows.collect() }
}
