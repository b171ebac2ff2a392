//! Returns by the days from payment to application: regret comes at once, defects with the parcel.

use super::{Chart, Input};
use crate::chart::look::Ink;
use crate::chart::spec::{BarRow, BarsSpec, Spec};
use crate::chart::table::{Cell, Table, TableRow};
use crate::domain::ratio_millionths;
use crate::metric::{AGE_BANDS, Figure, SourceKind, Value, return_ages};
use crate::text::{Lang, count_text, decimal_text, percent_text, phrase};

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("支付后第几天来售后", "Days from payment to the case").text(lang).to_owned();
    let period = input.query.period;
    let covered = input.book.coverage.aftersales.count_in(period);
    let ages = return_ages(&input.reading());
    let matched: i64 = ages.bands.iter().sum();
    let mut notes = Vec::new();
    if covered == 0 || matched + ages.unmatched == 0 {
        let note = if covered == 0 {
            phrase(
                "要有售后文件和订单文件：导入「售后单导出」和「订单导出」，按商品单号对上支付时间。",
                "Needs an after-sale and an order export: cases meet their payment by sub-order number.",
            )
        } else {
            phrase("这段日期没有售后。", "No cases in these days.")
        };
        let notes = vec![note.text(lang).to_owned()];
        return Chart { id: "return-age", name, notes, ..Chart::default() };
    }
    if ages.unmatched > 0 {
        notes.push(
            phrase(
                "另有 {} 件对不上订单（那天的订单文件没有导入），不知道支付时间。",
                "{} more case[s] [is|are] of orders that no order file has, so their payment is unknown.",
            )
            .fill(lang, &[&count_text(ages.unmatched)]),
        );
    }
    let share = |cases| ratio_millionths(cases, matched).unwrap_or(0);
    let bar = |(&band, &cases): (&(i32, i32), &i64)| BarRow {
        name: band_name(band, lang),
        value: cases,
        text: format!("{} · {}%", count_text(cases), decimal_text(share(cases), 4, 0)),
        ink: Ink::Main,
    };
    let rows: Vec<BarRow> = AGE_BANDS.iter().zip(&ages.bands).map(bar).collect();
    let first: i64 = ages.bands.iter().take(2).sum();
    let finding = phrase("{} 在支付后两天内", "{} within a day of payment")
        .fill(lang, &[&percent_text(share(first))]);
    let missing = period.len() - covered;
    Chart {
        id: "return-age",
        name,
        finding: if matched > 0 { finding } else { String::new() },
        spec: (matched > 0).then_some(Spec::Bars(BarsSpec { rows })),
        table: table(input, &ages, missing),
        notes,
        ..Chart::default()
    }
}

/// `第 4–7 天`.
fn band_name((from, to): (i32, i32), lang: Lang) -> String {
    match (from, to) {
        (0, _) => phrase("支付当天", "the same day").text(lang).to_owned(),
        (from, i32::MAX) => {
            phrase("第 {} 天及以后", "day {} and later").fill(lang, &[&from.to_string()])
        }
        (from, to) if from == to => phrase("第 {} 天", "day {}").fill(lang, &[&from.to_string()]),
        (from, to) => {
            phrase("第 {}–{} 天", "days {}–{}").fill(lang, &[&from.to_string(), &to.to_string()])
        }
    }
}

/// `0`, `4-7`, `16+`.
fn band_key((from, to): (i32, i32)) -> String {
    match to {
        i32::MAX => format!("{from}+"),
        _ if from == to => from.to_string(),
        _ => format!("{from}-{to}"),
    }
}

fn table(input: &Input<'_>, ages: &crate::metric::ReturnAges, missing: i32) -> Table {
    let lang = input.lang;
    let columns = [phrase("支付后", "After payment"), phrase("售后件数", "Cases")];
    let row = |name: String, key: String, cases: i64| {
        let figure = Figure::of(Value::Count(cases), SourceKind::Orders).with_missing(missing);
        let cell = Cell::new("returns", figure, input.query.period).keyed("age", key);
        TableRow { heading: name, cells: vec![cell], ..TableRow::default() }
    };
    let bands = AGE_BANDS.iter().zip(&ages.bands);
    let mut rows: Vec<TableRow> =
        bands.map(|(&band, &cases)| row(band_name(band, lang), band_key(band), cases)).collect();
    let unmatched = phrase("对不上订单", "order unknown").text(lang).to_owned();
    rows.push(row(unmatched, "unknown".to_owned(), ages.unmatched));
    Table { columns: columns.iter().map(|c| c.text(lang).to_owned()).collect(), rows }
}
