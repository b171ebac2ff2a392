//! Refunds by day on both bases: under the day their orders were paid, and under the day the money
//! moved. Only the first has a rate, since only there part and whole are the same orders.

use super::net::{figure_of, series, young_days};
use super::{
    Chart, Input, KeyEntry,
    gmv::{daily_spec, legend},
};
use crate::chart::look::Ink;
use crate::chart::spec::Spec;
use crate::chart::table::{Cell, Jump, Table, TableRow};
use crate::domain::Period;
use crate::metric::Value;
use crate::text::{Lang, phrase};

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("退款：两种口径", "Refunds on both bases").text(lang).to_owned();
    let period = input.query.period;
    let by_pay = figure_of(input, "refund-by-pay", period);
    let by_refund = figure_of(input, "refund-by-refund", period);
    if by_pay.value.or(by_refund.value).is_none() {
        let note = phrase(
            "退款要有订单文件（按支付时间）或售后文件（按退款时间）。导入「订单导出」和「售后单导出」。",
            "Refunds need an order export (by pay time) or an after-sale export (by refund time).",
        );
        let notes = vec![note.text(lang).to_owned()];
        return Chart { id: "refunds", name, notes, ..Chart::default() };
    }
    let names = [
        phrase("按支付时间", "By pay time").text(lang),
        phrase("按退款时间", "By refund time").text(lang),
    ];
    let mut all = vec![
        series(input, "refund-by-pay", names[0], Ink::Main),
        series(input, "refund-by-refund", names[1], Ink::Loss),
    ];
    all.retain(|series| series.values.iter().any(Option::is_some));
    let mut legend = legend(input, &all);
    let mut spec = daily_spec(input, all);
    if let Some(shade) = young_days(input) {
        spec.shades.push(shade);
        let text = phrase("退款未成熟", "refunds still coming in").text(lang).to_owned();
        legend.push(KeyEntry { ink: Ink::Young, text });
    }
    let rate = figure_of(input, "refund-rate", period).value;
    let told = [(by_pay.value, names[0]), (by_refund.value, names[1])];
    let told = told
        .into_iter()
        .filter_map(|(value, name)| Some(format!("{name} {}", Value::short(value?, lang))));
    let rate = rate.map(|rate| {
        phrase("退款率（按支付）{}", "rate by pay time {}").fill(lang, &[&rate.short(lang)])
    });
    let finding: Vec<String> = told.chain(rate).collect();
    Chart {
        id: "refunds",
        name,
        finding: finding.join(if lang == Lang::Zh { "，" } else { ", " }),
        spec: Some(Spec::Daily(spec)),
        legend,
        table: table(input),
        notes: notes(input, by_pay.value, by_refund.value, by_pay.approx),
        ..Chart::default()
    }
}

fn notes(
    input: &Input<'_>,
    by_pay: Option<Value>,
    by_refund: Option<Value>,
    approx: Option<&str>,
) -> Vec<String> {
    let told = [
        (
            true,
            phrase(
                "退款率只按支付时间算：同一批订单的退款 ÷ 成交。按退款时间的钱来自更早的订单，不能除以当天成交。",
                "The rate is by pay time only: refunds of orders ÷ their sales. Money that moved on a day is of earlier orders and is not divided by that day's sales.",
            ),
        ),
        (
            by_refund.is_none(),
            phrase(
                "订单文件没有退款日期，按退款时间要导入「售后单导出」。",
                "Order files do not date refunds; by refund time needs an after-sale export.",
            ),
        ),
        (
            by_pay.is_none(),
            phrase(
                "没有订单文件，不知道退款属于哪天支付的单，也没有退款率。导入「订单导出」。",
                "Without an order export nobody knows when the refunded orders were paid, and there is no rate.",
            ),
        ),
        (
            approx == Some("refund"),
            phrase(
                "有退款是按订单里的售后状态估算的（整行退）。",
                "Some refunds are estimated from the order's status, as whole lines.",
            ),
        ),
    ];
    let told = told.into_iter().filter(|(holds, _)| *holds);
    told.map(|(_, note)| note.text(input.lang).to_owned()).collect()
}

fn table(input: &Input<'_>) -> Table {
    let lang = input.lang;
    let columns = [
        phrase("日期", "Day"),
        phrase("退款（支付时间）", "Refunds by pay time"),
        phrase("退款率（支付时间）", "Rate by pay time"),
        phrase("退款（退款时间）", "Refunds by refund time"),
    ];
    let rows = input.query.period.days().map(|day| {
        let (key, period) = (crate::text::iso_day(day), Period::day(day));
        let cell = |id: &'static str| {
            Cell::new(id, figure_of(input, id, period), period).keyed("day", key.clone())
        };
        let cells = ["refund-by-pay", "refund-rate", "refund-by-refund"].map(cell).into();
        TableRow { heading: key.clone(), cells, jump: Some(Jump::Day(day)), ..TableRow::default() }
    });
    let columns = columns.iter().map(|column| column.text(lang).to_owned()).collect();
    Table { columns, rows: rows.collect() }
}
