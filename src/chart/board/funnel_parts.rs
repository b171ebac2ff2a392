//! The funnels of products and of 载体: where buyers are lost, against the targets and the shop's
//! own median.

use std::cmp::Reverse;

use super::funnel::{RATES, STEPS, metric_id, rate_id, short_name};
use super::{Chart, Input};
use crate::chart::look::Ink;
use crate::chart::spec::{BarRow, BarsSpec, Spec};
use crate::chart::table::{Cell, Jump, Table, TableRow};
use crate::domain::{Word, sort_by_key};
use crate::metric::{
    Counting, Dimension, FEW, Funnel, Lost, StepKind, Value, Wanted, by_carrier, by_product,
    lost_buyers, median_rate,
};
use crate::text::{Lang, compact_count, count_text, decimal_text, percent_text, phrase};

/// Bars drawn, and rows of the table.
const BARS: usize = 8;
const ROWS: usize = 50;

/// A product or a 载体 with what it loses.
#[derive(Clone)]
struct PartRow {
    key: Word,
    funnel: Funnel,
    lost: Option<Lost>,
}

pub(super) fn products(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("各商品的漏斗", "Funnels of products").text(lang).to_owned();
    let chart = Chart { id: "funnel-products", name, ..Chart::default() };
    let funnels = by_product(input.book, &input.query, input.counting);
    if funnels.is_empty() {
        let note = phrase(
            "按商品看漏斗要「罗盘 商品列表」正好导出这段日期，或「自助取数 · 商品」勾选曝光和点击（按天，人数相加只是上限）。成交分析和店铺数据不分商品。",
            "Funnels of products need a product list of exactly these days, or a product extract with impressions and clicks (by day: people are an upper bound).",
        );
        return Chart { notes: vec![note.text(lang).to_owned()], ..chart };
    }
    let wanted = wanted(input, &funnels);
    let mut rows: Vec<PartRow> = funnels
        .into_iter()
        .map(|(key, funnel)| PartRow { key, lost: lost_buyers(&funnel, &wanted), funnel })
        .collect();
    let first = |row: &PartRow| row.funnel.steps.first().map_or(0, |step| step.count);
    sort_by_key(&mut rows, |row| {
        let id = input.book.words.text(row.key).to_owned();
        (Reverse(row.lost.map_or(0, |lost| lost.buyers)), Reverse(first(row)), id)
    });
    let count = rows.len();
    let worse = rows.iter().filter(|row| row.lost.is_some()).count();
    let finding = match rows.first().and_then(|row| Some((row, row.lost?))) {
        None => phrase("没有商品拖后腿", "no product lags").text(lang).to_owned(),
        Some((row, lost)) => {
            let words = phrase(
                "「{}」的{}最该先改，到标准约多 {} 成交；共 {} 个商品偏低",
                "“{}”: mend its {} first, about {} more; {} product[s] lag",
            );
            let product = input.book.product_name(row.key);
            let step = short_name(lost.wanted.to, lang);
            let worse = worse.to_string();
            words.fill(lang, &[product, step, &count_text(lost.buyers), &worse])
        }
    };
    rows.truncate(ROWS);
    let bars = rows.iter().take(BARS).filter_map(|row| Some(bar(input, row, row.lost?))).collect();
    let notes = product_notes(input, &wanted, &rows, count);
    let table = table(input, Dimension::Product, &rows);
    let spec = Some(Spec::Bars(BarsSpec { rows: bars }));
    let spec = spec.filter(|_| worse > 0);
    Chart { finding, spec, table, notes, ..chart }
}

/// The targets, and the shop's own median for the last step, which has none.
fn wanted(input: &Input<'_>, funnels: &[(Word, Funnel)]) -> Vec<Wanted> {
    let (ctr, cart) = (input.thresholds.ctr_target(), input.thresholds.cart_target());
    let paid = median_rate(funnels, StepKind::Paid, StepKind::Clicks);
    let rates = [Some(ctr), Some(cart), paid];
    let all = RATES.into_iter().zip(rates);
    all.filter_map(|((to, from), rate)| Some(Wanted { to, from, rate: rate? })).collect()
}

fn bar(input: &Input<'_>, row: &PartRow, lost: Lost) -> BarRow {
    let lang = input.lang;
    let words = phrase("约少 {} · {} {}，标准 {}", "about {} lost · {} {}, wanted {}");
    let (rate, wanted) = (percent_text(lost.rate), percent_text(lost.wanted.rate));
    let step = short_name(lost.wanted.to, lang);
    let whole = input.book.product_name(row.key);
    let mut name: String = whole.chars().take(10).collect();
    if name.len() < whole.len() {
        name.push('…');
    }
    BarRow {
        name,
        value: lost.buyers,
        text: words.fill(lang, &[&count_text(lost.buyers), step, &rate, &wanted]),
        ink: Ink::Bad,
    }
}

/// One row a part: its steps and rates, then where it loses.
fn table(input: &Input<'_>, dimension: Dimension, rows: &[PartRow]) -> Table {
    let lang = input.lang;
    let (counting, period) = (input.counting, input.query.period);
    let has = |kind| rows.iter().any(|row| row.funnel.count(kind).is_some());
    let steps: Vec<StepKind> = STEPS.into_iter().filter(|&kind| has(kind)).collect();
    let rates: Vec<_> = RATES.into_iter().filter(|&(to, from)| has(to) && has(from)).collect();
    let names = steps.iter().map(|&kind| super::funnel::name(kind, counting).text(lang));
    let rate_names = rates.iter().map(|&(to, _)| short_name(to, lang));
    let products = dimension == Dimension::Product;
    let last = products.then(|| {
        [phrase("最差一步", "Worst step").text(lang), phrase("约少成交", "About lost").text(lang)]
    });
    let columns = std::iter::once(dimension.name().text(lang)).chain(names).chain(rate_names);
    let columns = columns.chain(last.into_iter().flatten()).map(str::to_owned).collect();
    let row = |row: &PartRow| {
        let id = input.book.words.text(row.key).to_owned();
        let cell =
            |metric, figure| Cell::new(metric, figure, period).keyed(dimension.id(), id.clone());
        let counts = steps
            .iter()
            .map(|&kind| cell(metric_id(kind, counting), row.funnel.figure(kind, period)));
        let shares = rates
            .iter()
            .map(|&(to, from)| cell(rate_id(to, counting), row.funnel.rate(to, from, period)));
        let cells = counts.chain(shares).collect();
        let texts = match row.lost {
            _ if !products => Vec::new(),
            None => vec![String::new(), String::new()],
            Some(lost) => {
                let gap = decimal_text(lost.wanted.rate - lost.rate, 4, 2);
                let words = phrase("{}低 {}pp", "{} {}pp low");
                let step = words.fill(lang, &[short_name(lost.wanted.to, lang), &gap]);
                vec![step, count_text(lost.buyers)]
            }
        };
        let heading = match dimension {
            Dimension::Product => input.book.product_name(row.key).to_owned(),
            _ => id.clone(),
        };
        TableRow { heading, cells, texts, jump: Some(Jump::Only(dimension, id.clone())) }
    };
    Table { columns, rows: rows.iter().map(row).collect() }
}

fn product_notes(
    input: &Input<'_>,
    wanted: &[Wanted],
    rows: &[PartRow],
    count: usize,
) -> Vec<String> {
    let lang = input.lang;
    let against: Vec<String> = wanted
        .iter()
        .map(|wanted| format!("{} {}", short_name(wanted.to, lang), percent_text(wanted.rate)))
        .collect();
    let mut notes = vec![
        phrase(
            "标准：{}（点击率和加购率是设置里的目标，成交率是点击不少于 {} 的商品的中位数）。约少成交 = 上一步 × (标准 − 实际)，再按后面几步现在的比率折成成交。",
            "Wanted: {} (targets of the settings; the last is the median of products with at least {} clicks). Lost = the step before × (wanted − actual), through the later rates as they are.",
        )
        .fill(lang, &[&against.join(" · "), &FEW.to_string()]),
    ];
    if rows.iter().any(|row| row.funnel.upper) {
        notes.push(upper_note(lang));
    }
    if count > rows.len() {
        let shown = rows.len().to_string();
        notes.push(
            phrase("共 {} 个商品，只列前 {} 个。", "{} product[s]; the first {} are listed.")
                .fill(lang, &[&count_text(i64::try_from(count).unwrap_or(i64::MAX)), &shown]),
        );
    }
    notes
}

fn upper_note(lang: Lang) -> String {
    phrase(
        "没有正好是这段日期的一行，人数是各天相加的上限。",
        "No row states this very period: people of days were added up, an upper bound.",
    )
    .text(lang)
    .to_owned()
}

pub(super) fn carriers(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("各载体的漏斗", "Funnels of carriers").text(lang).to_owned();
    let chart = Chart { id: "funnel-carriers", name, ..Chart::default() };
    let funnels = by_carrier(input.book, &input.query, input.counting);
    if funnels.is_empty() {
        let note = phrase(
            "按载体看漏斗要「罗盘 成交分析」（全店成交分析 → 下载明细，含曝光和点击列），或载体拆开的「商品列表」。自助取数不分载体。",
            "Funnels of carriers need the deal analysis with its impressions and clicks, or a product list split by carrier; shop extracts are not.",
        );
        return Chart { notes: vec![note.text(lang).to_owned()], ..chart };
    }
    let mut rows: Vec<PartRow> =
        funnels.into_iter().map(|(key, funnel)| PartRow { key, funnel, lost: None }).collect();
    let paid = |row: &PartRow| row.funnel.count(StepKind::Paid).unwrap_or(0);
    sort_by_key(&mut rows, |row| (Reverse(paid(row)), input.book.words.text(row.key).to_owned()));
    let bars = rows.iter().map(|row| BarRow {
        name: input.book.words.text(row.key).to_owned(),
        value: paid(row),
        text: phrase("{} · 点击-成交率 {}", "{} · click-to-pay {}").fill(
            lang,
            &[
                &compact_count(paid(row), lang),
                &pay_rate(input, row).map_or_else(|| "—".to_owned(), percent_text),
            ],
        ),
        ink: Ink::Main,
    });
    let spec = Some(Spec::Bars(BarsSpec { rows: bars.collect() }));
    let finding = carrier_finding(input, &rows);
    let mut notes = Vec::new();
    if rows.iter().any(|row| row.funnel.upper) {
        notes.push(upper_note(lang));
    }
    if input.counting == Counting::People && rows.len() > 1 {
        let note = phrase(
            "同一个人可能在几个载体都看过，各载体人数相加会多于全店。",
            "One person may be seen in several carriers: together they exceed the shop.",
        );
        notes.push(note.text(lang).to_owned());
    }
    Chart { finding, spec, table: table(input, Dimension::Carrier, &rows), notes, ..chart }
}

/// 点击-成交率 of a part, in millionths.
fn pay_rate(input: &Input<'_>, row: &PartRow) -> Option<i64> {
    let figure = row.funnel.rate(StepKind::Paid, StepKind::Clicks, input.query.period);
    figure.value.map(Value::number)
}

/// The best and the worst 载体 of those that have clicks enough to judge.
fn carrier_finding(input: &Input<'_>, rows: &[PartRow]) -> String {
    let lang = input.lang;
    let enough = |row: &&PartRow| row.funnel.count(StepKind::Clicks).is_some_and(|it| it >= FEW);
    let judged =
        rows.iter().filter(enough).filter_map(|row| Some((pay_rate(input, row)?, row.key)));
    let mut judged: Vec<(i64, Word)> = judged.collect();
    sort_by_key(&mut judged, |&(rate, key)| (rate, input.book.words.text(key).to_owned()));
    match judged.as_slice() {
        [low, .., high] if low.0 < high.0 => phrase(
            "点击-成交率{}最高 {}，{}最低 {}",
            "click-to-pay rate: {} highest at {}, {} lowest at {}",
        )
        .fill(
            lang,
            &[
                input.book.words.text(high.1),
                &percent_text(high.0),
                input.book.words.text(low.1),
                &percent_text(low.0),
            ],
        ),
        _ => String::new(),
    }
}
