//! Returns by reason: all nine classes, "未识别" always among them, each opening to the reasons
//! as worded.

use super::{Chart, Input};
use crate::chart::look::Ink;
use crate::chart::spec::{BarRow, BarsSpec, Spec};
use crate::chart::table::{Cell, Table, TableRow};
use crate::domain::{ReasonClass, ratio_millionths, sort_by_key};
use crate::metric::{Figure, Reasons, SourceKind, Value, metric, reason_name, reasons};
use crate::text::{Lang, count_text, decimal_text, phrase};

/// What the shop can mend stands out from what buyers just do.
fn ink(class: ReasonClass) -> Ink {
    match class {
        ReasonClass::Quality | ReasonClass::Mismatch => Ink::Loss,
        ReasonClass::Logistics | ReasonClass::WrongOrMissing | ReasonClass::Late => Ink::Image,
        ReasonClass::Unwanted | ReasonClass::Price | ReasonClass::Other | ReasonClass::Unknown => {
            Ink::Unset
        }
    }
}

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let title = phrase("退货原因", "Return reasons").text(lang).to_owned();
    let reading = input.reading();
    let found = reasons(&reading);
    if !found.known {
        let note = phrase(
            "退货原因要有售后文件。导入「售后单导出」就能看到原因、退货率和准确的退款。",
            "Return reasons need an after-sale export; it also gives return rates and exact refunds.",
        );
        let notes = vec![note.text(lang).to_owned()];
        // The classes are there all the same, empty: a reader finds them unknown, not absent.
        let table = table(input, &found, &ReasonClass::ALL, None);
        return Chart { id: "returns", name: title, table, notes, ..Chart::default() };
    }
    let missing = reading_missing(input);
    let mut classes: Vec<ReasonClass> = ReasonClass::ALL.to_vec();
    sort_by_key(&mut classes, |&class| {
        (class == ReasonClass::Unknown, std::cmp::Reverse(found.count(class)))
    });
    let rows = classes.iter().map(|&class| {
        let cases = found.count(class);
        let share = ratio_millionths(cases, found.total()).unwrap_or(0);
        BarRow {
            name: reason_name(class).text(lang).to_owned(),
            value: cases,
            text: format!("{} · {}%", count_text(cases), decimal_text(share, 4, 0)),
            ink: ink(class),
        }
    });
    let spec = Spec::Bars(BarsSpec { rows: rows.collect() });
    let mut notes = Vec::new();
    if found.quality_cases > 0 {
        let cases = count_text(found.quality_cases);
        notes.push(
            phrase(
                "其中 {} 件被标为「商品品质原因」，可看能否申诉。",
                "{} [is|are] marked as quality case[s]; some may be appealed.",
            )
            .fill(lang, &[&cases]),
        );
    }
    Chart {
        id: "returns",
        name: title,
        finding: finding(input, &found),
        spec: Some(spec),
        table: table(input, &found, &classes, Some(missing)),
        notes,
        ..Chart::default()
    }
}

fn reading_missing(input: &Input<'_>) -> i32 {
    let covered = input.book.coverage.aftersales.count_in(input.query.period);
    input.query.period.len() - covered
}

fn finding(input: &Input<'_>, found: &Reasons) -> String {
    let lang = input.lang;
    let cases = count_text(found.total());
    let mut text = phrase("{} 件售后", "{} case[s]").fill(lang, &[&cases]);
    let rate = metric("return-rate").map(|metric| (metric.figure)(&input.reading()));
    if let Some(Value::Rate(rate)) = rate.and_then(|figure| figure.value) {
        let rate = crate::text::percent_text(rate);
        text += &phrase("，退货率 {}", ", return rate {}").fill(lang, &[&rate]);
    }
    text
}

fn table(
    input: &Input<'_>,
    found: &Reasons,
    classes: &[ReasonClass],
    missing: Option<i32>,
) -> Table {
    let lang = input.lang;
    let period = input.query.period;
    let columns =
        [phrase("原因", "Reason"), phrase("件数", "Cases"), phrase("买家选的原因", "As worded")];
    let rows = classes.iter().map(|&class| {
        let figure = match missing {
            None => Figure::unknown(period),
            Some(missing) => Figure::of(Value::Count(found.count(class)), SourceKind::Orders)
                .with_missing(missing),
        };
        TableRow {
            heading: reason_name(class).text(lang).to_owned(),
            cells: vec![Cell::new("returns", figure, period).keyed("reason", class.id())],
            texts: vec![worded(input, found, class, lang)],
            jump: None,
        }
    });
    let rows = rows.collect();
    Table { columns: columns.iter().map(|c| c.text(lang).to_owned()).collect(), rows }
}

/// `尺码不合适 12、不喜欢 3`.
fn worded(input: &Input<'_>, found: &Reasons, class: ReasonClass, lang: Lang) -> String {
    let Some(count) = found.classes.get(&class) else { return String::new() };
    let empty = phrase("（空）", "(empty)").text(lang);
    let texts: Vec<String> = count
        .reasons
        .iter()
        .map(|&(reason, cases)| {
            let reason = reason.map_or(empty, |reason| input.book.words.text(reason));
            format!("{reason} {}", count_text(cases))
        })
        .collect();
    texts.join(if lang == Lang::Zh { "、" } else { ", " })
}
