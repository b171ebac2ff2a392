//! 成交变化: which parts the change against the period before is made of. The parts add up to the
//! change exactly.

use std::cmp::Reverse;

use super::rolled::inseparable;
use super::{Chart, Compare, Input};
use crate::chart::look::Ink;
use crate::chart::spec::{Spec, Step, StepsSpec};
use crate::chart::table::{Cell, Jump, Table, TableRow};
use crate::domain::{Money, Word, ratio_millionths, sort_by_key};
use crate::metric::{Dimension, Filter, PartChange, Query, Reading, metric, part_changes};
use crate::text::{Lang, Phrase, compact_money, count_text, decimal_text, phrase, signed_money};

/// Parts shown by themselves; the rest are joined.
const PARTS: usize = 7;
/// Rows of the table for what is joined, at most.
const ROWS: usize = 60;

/// One split of the change.
pub(super) struct Split {
    pub id: &'static str,
    pub dimension: Dimension,
    pub name: Phrase,
    pub unnamed: Phrase,
}

pub(super) const PRODUCT: Split = Split {
    id: "change-product",
    dimension: Dimension::Product,
    name: phrase("成交变化 · 商品", "Change by product"),
    unnamed: phrase("多商品订单", "orders of several products"),
};
pub(super) const CREATOR: Split = Split {
    id: "change-creator",
    dimension: Dimension::Creator,
    name: phrase("成交变化 · 达人", "Change by creator"),
    unnamed: phrase("自营（没有达人）", "own sales"),
};
pub(super) const CARRIER: Split = Split {
    id: "change-carrier",
    dimension: Dimension::Carrier,
    name: phrase("成交变化 · 载体", "Change by carrier"),
    unnamed: phrase("未标明", "not stated"),
};

type KeyedPart = (Option<Word>, PartChange);

pub(super) fn build(input: &Input<'_>, split: &Split) -> Chart {
    let lang = input.lang;
    let chart = Chart { id: split.id, name: split.name.text(lang).to_owned(), ..Chart::default() };
    let Some(&compare) = input.compare.first() else {
        let note = phrase("选一个对比的时段，就能看到变在哪里。", "Pick a period to compare with.");
        return Chart { notes: vec![note.text(lang).to_owned()], ..chart };
    };
    let by_line = split.dimension.is_of_lines().then(|| inseparable(input, compare)).flatten();
    if let Some(note) = by_line.or_else(|| incomparable(input, compare)) {
        return Chart { notes: vec![note], ..chart };
    }
    let parts = parts(input, compare, split.dimension);
    let rise: Money = parts.iter().map(|(_, part)| part.rise()).sum();
    let name = |key: Option<Word>| name_of(input, split, key);
    let mut sorted = parts;
    sort_by_key(&mut sorted, |&(key, part)| (Reverse(part.rise().cents().abs()), name(key)));
    let rest = sorted.split_off(sorted.len().min(PARTS));
    let rest_name = {
        let count = i64::try_from(rest.len()).unwrap_or(0);
        phrase("其余 {} 个", "{} more").fill(lang, &[&count_text(count)])
    };
    let mut named: Vec<(String, Money)> =
        sorted.iter().map(|&(key, part)| (name(key), part.rise())).collect();
    if !rest.is_empty() {
        named.push((rest_name, rest.iter().map(|(_, part)| part.rise()).sum()));
    }
    let before = input.reading_of(compare.period).totals.gmv;
    Chart {
        finding: finding(&named, rise, compare, lang),
        spec: Some(Spec::Steps(steps(&named, before, compare, lang))),
        table: table(input, split, compare, &sorted, &rest),
        ..chart
    }
}

/// Why the two periods cannot be set side by side, if they cannot.
pub(super) fn incomparable(input: &Input<'_>, compare: Compare) -> Option<String> {
    let lang = input.lang;
    let rolled = || inseparable(input, compare);
    if let Some(note) = input.query.filter.asks_of_lines().then(rolled).flatten() {
        return Some(note);
    }
    let missing = |period| input.reading_of(period).totals_missing();
    let days = [input.query.period, compare.period].map(missing);
    let name = compare.name().text(lang);
    let [now, before] = days.map(|days| count_text(i64::from(days)));
    match days {
        [0, 0] => None,
        [_, 0] => Some(
            phrase(
                "这段日期缺 {} 天订单，和{}比不出真正的变化。",
                "{} day[s] of this period [has|have] no orders: no fair comparison with {}.",
            )
            .fill(lang, &[&now, name]),
        ),
        [_, _] => Some(
            phrase(
                "{}缺 {} 天订单，比不出真正的变化。导入那几天的「订单导出」就能看到。",
                "{} lacks the orders of {} day[s]. Import them to see the change.",
            )
            .fill(lang, &[name, &before]),
        ),
    }
}

fn parts(input: &Input<'_>, compare: Compare, dimension: Dimension) -> Vec<KeyedPart> {
    let Query { period, filter, .. } = input.query;
    let mut parts = part_changes(input.book, &filter, dimension, compare.period, period);
    parts.retain(|(_, part)| part.rise() != Money::ZERO);
    parts
}

fn name_of(input: &Input<'_>, split: &Split, key: Option<Word>) -> String {
    let name = |key| input.book.part_name(split.dimension, key);
    key.map_or(split.unnamed.text(input.lang), name).to_owned()
}

/// From the amount before, part by part, to the amount now.
pub(super) fn steps(
    parts: &[(String, Money)],
    before: Money,
    compare: Compare,
    lang: Lang,
) -> StepsSpec {
    let total = |name: &str, amount: Money| Step {
        row: 0,
        name: name.to_owned(),
        from: 0,
        to: amount.cents(),
        text: compact_money(amount, lang),
        ink: Ink::Before,
    };
    let mut steps = vec![total(compare.name().text(lang), before)];
    let mut reached = before;
    for (name, rise) in parts {
        let from = reached.cents();
        reached += *rise;
        let ink = if *rise < Money::ZERO { Ink::Down } else { Ink::Up };
        let (row, to) = (steps.len(), reached.cents());
        steps.push(Step { row, name: name.clone(), from, to, text: signed_money(*rise), ink });
    }
    let now = total(phrase("本期", "now").text(lang), reached);
    steps.push(Step { ink: Ink::Main, ..now });
    StepsSpec { steps }
}

/// `多 ¥3,200.00，其中 纯棉T恤 +¥2,100.00（66%）`.
fn finding(parts: &[(String, Money)], rise: Money, compare: Compare, lang: Lang) -> String {
    let against = compare.name().text(lang);
    if rise == Money::ZERO {
        return phrase("和{}一样", "the same as {}").fill(lang, &[against]);
    }
    let words = if rise > Money::ZERO {
        phrase("比{}多 {}", "{}: {} more")
    } else {
        phrase("比{}少 {}", "{}: {} less")
    };
    let size = compact_money(Money(rise.cents().abs()), lang);
    let mut text = words.fill(lang, &[against, &size]);
    // The part that moved most in the direction of the whole.
    let same_way = |amount: Money| (amount > Money::ZERO) == (rise > Money::ZERO);
    if let Some((name, part)) = parts.iter().find(|(_, part)| same_way(*part)) {
        let share = ratio_millionths(part.cents(), rise.cents()).unwrap_or(0);
        let share = decimal_text(share, 4, 0);
        text += &phrase("，{} {}（{}%）", ", {} {} ({}%)")
            .fill(lang, &[name, &signed_money(*part), &share]);
    }
    text
}

/// The whole, the parts, then what the last step joins.
fn table(
    input: &Input<'_>,
    split: &Split,
    compare: Compare,
    parts: &[KeyedPart],
    rest: &[KeyedPart],
) -> Table {
    let lang = input.lang;
    let gmv = metric("gmv");
    let cells = |filter: Filter, part: &PartChange| {
        [(compare.period, part.before), (input.query.period, part.now)].map(|(period, totals)| {
            let query = input.query.over(period).filtered(filter);
            let reading = Reading::of_totals(input.book, query, totals);
            Cell::new("gmv", gmv.map(|gmv| (gmv.figure)(&reading)).unwrap_or_default(), period)
        })
    };
    let row = |&(key, part): &KeyedPart| {
        let id = key.map_or("none", |key| input.book.words.text(key));
        let cells = cells(input.query.filter.only(split.dimension, key), &part);
        TableRow {
            heading: name_of(input, split, key),
            cells: cells.map(|cell| cell.keyed(split.dimension.id(), id)).to_vec(),
            texts: vec![signed_money(part.rise())],
            jump: key.map(|_| Jump::Only(split.dimension, id.to_owned())),
        }
    };
    let whole = PartChange {
        before: input.reading_of(compare.period).totals,
        now: input.reading_of(input.query.period).totals,
    };
    let all = TableRow {
        heading: phrase("合计", "All").text(lang).to_owned(),
        cells: cells(input.query.filter, &whole).to_vec(),
        texts: vec![signed_money(whole.rise())],
        jump: None,
    };
    let columns = [
        split.dimension.name().text(lang),
        compare.name().text(lang),
        phrase("本期", "now").text(lang),
        phrase("变化", "Change").text(lang),
    ];
    let rows = parts.iter().chain(rest.iter().take(ROWS)).map(row);
    Table {
        columns: columns.map(str::to_owned).to_vec(),
        rows: std::iter::once(all).chain(rows).collect(),
    }
}
