//! 成交变化的原因: what exposure, click rate, pay rate and value per buyer each brought.

use super::change::{incomparable, steps};
use super::{Chart, Compare, Input};
use crate::chart::spec::Spec;
use crate::chart::table::{Table, TableRow};
use crate::domain::{Money, ratio_millionths};
use crate::insight::factor_name;
use crate::metric::{Factor, FactorChange, FactorSource, factor_change};
use crate::text::{
    Lang, Phrase, count_text, decimal_text, full_money, percent_text, phrase, signed_money,
};

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("成交变化 · 原因", "Change by cause").text(lang).to_owned();
    let chart = Chart { id: "change", name, ..Chart::default() };
    let Some(&compare) = input.compare.first() else {
        let note = phrase("选一个对比的时段，就能看到变的原因。", "Pick a period to compare with.");
        return Chart { notes: vec![note.text(lang).to_owned()], ..chart };
    };
    let change = factor_change(&input.reading_of(compare.period), &input.reading());
    let Some(change) = change else {
        let why = incomparable(input, compare).unwrap_or_else(|| {
            phrase("有一边没有成交，拆不出原因。", "One side has no sales to split.")
                .text(lang)
                .to_owned()
        });
        return Chart { notes: vec![why], ..chart };
    };
    let named: Vec<(String, Money)> = change
        .parts
        .iter()
        .map(|&(factor, part)| (factor_name(factor).text(lang).to_owned(), part))
        .collect();
    Chart {
        finding: finding(&change, lang),
        spec: Some(Spec::Steps(steps(&named, change.before, compare, lang))),
        table: table(&change, compare, lang),
        notes: notes(&change, lang),
        ..chart
    }
}

/// The factor that brought most in the direction of the change, with its share where it is one.
fn finding(change: &FactorChange, lang: Lang) -> String {
    let Some((factor, part)) = change.main() else { return String::new() };
    let share = ratio_millionths(part.cents(), change.rise().cents()).unwrap_or(0);
    let share = decimal_text(share, 4, 0);
    phrase("主要是{}：{}（{}%）", "mostly {}: {} ({}%)")
        .fill(lang, &[factor_name(factor).text(lang), &signed_money(part), &share])
}

fn notes(change: &FactorChange, lang: Lang) -> Vec<String> {
    let mut notes = vec![note(change.source).text(lang).to_owned()];
    if change.assumes() {
        let words = phrase(
            "有一期的某一步是 0，后面的比率无从算起，按另一期的算，变化都归给变成 0 的那一步。",
            "In one period a step is 0: later rates count as in the other period, and the step that fell to 0 explains the change.",
        );
        notes.push(words.text(lang).to_owned());
    }
    notes
}

fn note(source: FactorSource) -> Phrase {
    match source {
        FactorSource::CompassRange => phrase(
            "罗盘口径：成交金额 = 曝光人数 × 曝光-点击率 × 点击-成交率 × 人均成交，各项相加正好等于变化。",
            "By Compass: GMV = impressions × click rate × pay rate × GMV per buyer; the parts sum to the change exactly.",
        ),
        FactorSource::CompassDays => phrase(
            "罗盘口径，人数按天相加（同一个人会重复算），所以曝光和比率是近似；各项相加正好等于变化。",
            "By Compass, people added up over days, so exposure and rates are approximate; the parts sum to the change exactly.",
        ),
        FactorSource::Orders => phrase(
            "两段日期没有都带曝光的罗盘数据，只能拆成订单数 × 笔单价。导入罗盘「自助取数 · 店铺」（勾上曝光、点击、成交人数）能拆得更细。",
            "Without Compass exposure for both periods only orders × value per order can be told apart. Import the Compass shop extract with exposure, clicks and buyers.",
        ),
    }
}

/// The whole, then each factor with its level in both periods.
fn table(change: &FactorChange, compare: Compare, lang: Lang) -> Table {
    let row = |(place, &(factor, part)): (usize, &(Factor, Money))| {
        let level = |side: fn(&(i64, i64)) -> i64| {
            let above = place.checked_sub(1).and_then(|above| change.levels.get(above)).map(side);
            let own = change.levels.get(place).map_or(0, side);
            level_text(factor, own, above)
        };
        let texts = vec![level(|pair| pair.0), level(|pair| pair.1), signed_money(part)];
        TableRow {
            heading: factor_name(factor).text(lang).to_owned(),
            texts,
            ..TableRow::default()
        }
    };
    let whole = TableRow {
        heading: phrase("成交金额", "GMV").text(lang).to_owned(),
        texts: vec![full_money(change.before), full_money(change.now), signed_money(change.rise())],
        ..TableRow::default()
    };
    let columns = [
        phrase("因素", "Factor").text(lang),
        compare.name().text(lang),
        phrase("本期", "now").text(lang),
        phrase("带来的变化", "Brought").text(lang),
    ];
    let rows = change.parts.iter().enumerate().map(row);
    Table {
        columns: columns.map(str::to_owned).to_vec(),
        rows: std::iter::once(whole).chain(rows).collect(),
    }
}

/// A factor's own value: a count, a rate, or money per head.
fn level_text(factor: Factor, own: i64, above: Option<i64>) -> String {
    let none = || "—".to_owned();
    match (factor, above) {
        (Factor::ClickRate | Factor::PayRate, Some(above)) => {
            ratio_millionths(own, above).map_or_else(none, percent_text)
        }
        (Factor::BuyerValue | Factor::LineValue, Some(above)) => {
            Money(own).over(above).map_or_else(none, full_money)
        }
        _ => count_text(own),
    }
}
