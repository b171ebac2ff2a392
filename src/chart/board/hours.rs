//! 下单时段: orders by hour and weekday, with the peak named, so that advertising and live rooms
//! can be set to it.

use super::{Chart, Input};
use crate::chart::spec::{HeatSpec, Spec};
use crate::chart::table::{Cell, Table, TableRow};
use crate::domain::ratio_millionths;
use crate::metric::{HOURS, Value, WEEKDAYS, orders_by_hour};
use crate::text::{Lang, count_text, percent_text, phrase, weekday_name};

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("支付时段", "When people pay").text(lang).to_owned();
    let chart = Chart { id: "hours", name, ..Chart::default() };
    let orders = orders_by_hour(input.book, input.query.period, &input.query.filter);
    let whole: i64 = orders.iter().flatten().sum();
    if whole == 0 {
        let note = phrase(
            "这段日期没有订单。导入「订单导出」就能看到一周里几点单最多。",
            "No orders of these days. Import an order export to see the busiest hours.",
        );
        return Chart { notes: vec![note.text(lang).to_owned()], ..chart };
    }
    let spec = HeatSpec {
        rows: (0..WEEKDAYS).map(|day| weekday_name(day, lang).to_owned()).collect(),
        columns: (0..HOURS).map(|hour| hour.to_string()).collect(),
        values: orders.iter().map(|day| day.to_vec()).collect(),
        unit: phrase("单", "order[s]").text(lang).to_owned(),
    };
    Chart {
        finding: finding(&orders, whole, lang),
        spec: Some(Spec::Heat(spec)),
        table: table(input, &orders),
        notes: notes(input, &orders, whole),
        ..chart
    }
}

/// Orders of an hour over all weekdays.
fn of_hour(orders: &[[i64; HOURS]; WEEKDAYS], hour: usize) -> i64 {
    orders.iter().filter_map(|day| day.get(hour)).sum()
}

/// `20–22 点最多，占 24.10%`: the two hours in a row that most orders are paid in.
fn finding(orders: &[[i64; HOURS]; WEEKDAYS], whole: i64, lang: Lang) -> String {
    let pair = |from: usize| of_hour(orders, from) + of_hour(orders, from + 1);
    let best = (0..HOURS - 1).rev().max_by_key(|&from| pair(from)).unwrap_or(0);
    let share = ratio_millionths(pair(best), whole).map(percent_text).unwrap_or_default();
    phrase("{}–{} 点最多，占 {}", "most from {} to {} h: {}")
        .fill(lang, &[&best.to_string(), &(best + 2).to_string(), &share])
}

fn notes(input: &Input<'_>, orders: &[[i64; HOURS]; WEEKDAYS], whole: i64) -> Vec<String> {
    let lang = input.lang;
    let mut notes = Vec::new();
    let cells = orders.iter().enumerate().flat_map(|(day, hours)| {
        hours.iter().enumerate().map(move |(hour, &count)| (count, day, hour))
    });
    if let Some((count, day, hour)) = cells.rev().max_by_key(|&(count, ..)| count) {
        let (from, to) = (hour.to_string(), (hour + 1).to_string());
        let share = ratio_millionths(count, whole).map(percent_text).unwrap_or_default();
        let peak = phrase(
            "最高的一格是{} {}–{} 点：{} 单，占 {}。投放和直播可以往前半小时开。",
            "The peak is {} {}–{} h: {} order[s], {}. Advertising and live rooms may begin half an hour before.",
        );
        notes.push(
            peak.fill(lang, &[weekday_name(day, lang), &from, &to, &count_text(count), &share]),
        );
    }
    if input.reading().totals.guessed_times > 0 {
        let guessed = phrase(
            "有的文件没有支付完成时间，用的是提交时间，近似。",
            "Some files have no pay time; the time of placing stands for it.",
        );
        notes.push(guessed.text(lang).to_owned());
    }
    if input.query.period.len() < 7 {
        let short =
            phrase("不到一周，星期之间不能比。", "Less than a week: weekdays cannot be compared.");
        notes.push(short.text(lang).to_owned());
    }
    notes
}

/// One row an hour: all days, then each weekday.
fn table(input: &Input<'_>, orders: &[[i64; HOURS]; WEEKDAYS]) -> Table {
    let lang = input.lang;
    let period = input.query.period;
    let reading = input.reading();
    let cell = |count: i64, dim: &'static str, key: String| {
        Cell::new("orders", reading.order_figure(Value::Count(count)), period).keyed(dim, key)
    };
    let row = |hour: usize| {
        let day = |(day, hours): (usize, &[i64; HOURS])| {
            let count = hours.get(hour).copied().unwrap_or(0);
            cell(count, "weekday-hour", format!("{}-{hour}", day + 1))
        };
        let all = cell(of_hour(orders, hour), "hour", hour.to_string());
        TableRow {
            heading: phrase("{} 点", "{} h").fill(lang, &[&hour.to_string()]),
            cells: std::iter::once(all).chain(orders.iter().enumerate().map(day)).collect(),
            ..TableRow::default()
        }
    };
    let heads = [phrase("支付时间", "Paid at"), phrase("订单", "Orders")];
    let heads = heads.map(|head| head.text(lang).to_owned());
    let days = (0..WEEKDAYS).map(|day| weekday_name(day, lang).to_owned());
    Table { columns: heads.into_iter().chain(days).collect(), rows: (0..HOURS).map(row).collect() }
}
