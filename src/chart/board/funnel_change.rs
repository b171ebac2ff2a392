//! Which step explains a change: the change of 成交人数 split exactly over 曝光, 点击率 and
//! 点击-成交率, both periods from one report.

use super::funnel::{metric_id, source_name};
use super::{Chart, Compare, Input};
use crate::chart::look::Ink;
use crate::chart::spec::{BarRow, BarsSpec, Spec};
use crate::chart::table::{Cell, Table, TableRow};
use crate::domain::{Period, ratio_millionths};
use crate::metric::{
    Counting, Figure, FunnelChange, NoChange, SourceKind, StepKind, Value, by_weight,
    funnel_change, metric,
};
use crate::text::{Lang, change_text, count_text, decimal_text, phrase, signed_count};

/// The factors: metrics whose change is told, in people and in times.
const FACTORS: [(&str, &str); 3] = [
    ("impressions", "impression-times"),
    ("ctr", "ctr-times"),
    ("click-pay-rate", "click-pay-times"),
];

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("哪一步变了", "Which step changed").text(lang).to_owned();
    let chart = Chart { id: "funnel-change", name, ..Chart::default() };
    let Some(compare) = input.compare.first() else {
        let note =
            phrase("选一个对比期，就能看是哪一步带来的变化。", "Pick a period to compare with.");
        return Chart { notes: vec![note.text(lang).to_owned()], ..chart };
    };
    match funnel_change(input.book, &input.query, compare.period, input.counting) {
        Err(why) => Chart { notes: vec![reason(why, input.counting, lang)], ..chart },
        Ok(change) => Chart {
            finding: sentence(&change, input, compare),
            spec: Some(Spec::Bars(BarsSpec { rows: bars(&change, input) })),
            table: table(&change, input, compare),
            notes: notes(&change, lang),
            ..chart
        },
    }
}

fn reason(why: NoChange, counting: Counting, lang: Lang) -> String {
    match why {
        NoChange::NoSteps => {
            let words = match counting {
                Counting::People => phrase(
                    "两段日期都要有同一种罗盘报表的曝光、点击和成交人数。导入含这两段日期的「自助取数 · 店铺」或「成交分析」。",
                    "Both periods need impressions, clicks and buyers of the same Compass report: import a shop extract or a deal analysis that has both.",
                ),
                Counting::Times => phrase(
                    "两段日期都要有同一种罗盘报表的曝光次数、点击次数和成交订单数。自助取数时勾选次数，或导入「成交分析」。",
                    "Both periods need impression times, click times and orders of the same Compass report: extract the times as well, or import a deal analysis.",
                ),
            };
            words.text(lang).to_owned()
        }
        NoChange::Missing(days) => phrase(
            "两段日期合起来缺 {} 天的罗盘数据，拆开会把没数据当成下跌。补上这几天再看。",
            "Compass data of {} day[s] of the two periods is missing; a split would take gaps for a fall. Import them first.",
        )
        .fill(lang, &[&days.to_string()]),
        NoChange::Impossible => phrase(
            "罗盘的数字自相矛盾（有成交却没有点击），不能拆解。",
            "The figures contradict each other (buyers without clicks) and cannot be split.",
        )
        .text(lang)
        .to_owned(),
    }
}

/// The metric of a factor, and its figures before and now.
fn factor(
    change: &FunnelChange,
    place: usize,
    counting: Counting,
) -> (&'static str, Figure, Figure) {
    let (people, times) = FACTORS.get(place).copied().unwrap_or_default();
    let id = if counting == Counting::People { people } else { times };
    let figure = |levels: &[i64; 3]| {
        let level = |place: usize| levels.get(place).copied().unwrap_or(0);
        let figure = match place.checked_sub(1) {
            None => Figure::of(Value::Count(level(0)), SourceKind::Compass),
            Some(before) => Figure::rate(level(place), level(before), SourceKind::Compass),
        };
        figure.with_upper(change.upper)
    };
    (id, figure(&change.before), figure(&change.now))
}

fn factor_name(id: &str, lang: Lang) -> &'static str {
    match id {
        "ctr" | "ctr-times" => phrase("点击率", "click rate").text(lang),
        "click-pay-rate" | "click-pay-times" => {
            phrase("点击-成交率", "click-to-pay rate").text(lang)
        }
        _ => phrase("曝光", "impressions").text(lang),
    }
}

/// `点击率跌 0.80pp`, `曝光多 12.0%`.
fn moved(id: &str, before: Figure, now: Figure, lang: Lang) -> String {
    let name = factor_name(id, lang);
    let (old, new) = (before.value.map(Value::number), now.value.map(Value::number));
    let Some((old, new)) = old.zip(new) else { return name.to_owned() };
    let rate = matches!(now.value, Some(Value::Rate(_)));
    let size = match (rate, ratio_millionths(new - old, old)) {
        (true, _) => format!("{}pp", decimal_text((new - old).saturating_abs(), 4, 2)),
        (false, Some(share)) => {
            change_text(share.saturating_abs()).trim_start_matches('+').to_owned()
        }
        (false, None) => count_text((new - old).saturating_abs()),
    };
    let words = match (rate, new.cmp(&old)) {
        (_, std::cmp::Ordering::Equal) => return phrase("{}没变", "{} level").fill(lang, &[name]),
        (true, std::cmp::Ordering::Less) => phrase("{}跌 {}", "{} down {}"),
        (true, std::cmp::Ordering::Greater) => phrase("{}升 {}", "{} up {}"),
        (false, std::cmp::Ordering::Less) => phrase("{}少 {}", "{} down {}"),
        (false, std::cmp::Ordering::Greater) => phrase("{}多 {}", "{} up {}"),
    };
    words.fill(lang, &[name, &size])
}

/// `较上期成交人数少了 120：点击率跌 0.80pp 解释 −95，…`.
fn sentence(change: &FunnelChange, input: &Input<'_>, compare: &Compare) -> String {
    let lang = input.lang;
    let whole = change.whole();
    let than = compare.name().text(lang);
    let size = count_text(whole.saturating_abs());
    let head = match (input.counting, whole.signum()) {
        (Counting::People, -1) => phrase("较{}成交人数少了 {}", "vs {}, {} buyers fewer"),
        (Counting::People, 1) => phrase("较{}成交人数多了 {}", "vs {}, {} buyers more"),
        (Counting::People, _) => phrase("较{}成交人数持平", "vs {}, as many buyers"),
        (Counting::Times, -1) => phrase("较{}成交订单少了 {}", "vs {}, {} orders fewer"),
        (Counting::Times, 1) => phrase("较{}成交订单多了 {}", "vs {}, {} orders more"),
        (Counting::Times, _) => phrase("较{}成交订单持平", "vs {}, as many orders"),
    };
    let parts = by_weight(&change.parts).into_iter().filter_map(|place| {
        let part = change.parts.get(place).copied().filter(|&part| part != 0)?;
        let (id, before, now) = factor(change, place, input.counting);
        let moved = moved(id, before, now, lang);
        Some(phrase("{} 解释 {}", "{} explains {}").fill(lang, &[&moved, &signed_count(part)]))
    });
    let parts: Vec<String> = parts.collect();
    let (colon, comma) = if lang == Lang::Zh { ("：", "，") } else { (": ", ", ") };
    let head = head.fill(lang, &[than, &size]);
    if parts.is_empty() { head } else { format!("{head}{colon}{}", parts.join(comma)) }
}

fn bars(change: &FunnelChange, input: &Input<'_>) -> Vec<BarRow> {
    let row = |(place, &part): (usize, &i64)| {
        let (id, before, now) = factor(change, place, input.counting);
        let shown = |figure: Figure| figure.value.map_or_else(|| "—".to_owned(), Value::full);
        BarRow {
            name: factor_name(id, input.lang).to_owned(),
            value: part.saturating_abs(),
            text: format!("{} · {} → {}", signed_count(part), shown(before), shown(now)),
            ink: if part < 0 { Ink::Bad } else { Ink::Main },
        }
    };
    change.parts.iter().enumerate().map(row).collect()
}

/// One row a factor, and the whole. The figures say which report they are of: that of the funnel
/// may have more steps, but lack the earlier period.
fn table(change: &FunnelChange, input: &Input<'_>, compare: &Compare) -> Table {
    let lang = input.lang;
    let paid = metric_id(StepKind::Paid, input.counting);
    let report = |id, figure, period: Period| {
        Cell::new(id, figure, period).keyed("report", change.source.format())
    };
    let count =
        |value: i64| Figure::of(Value::Count(value), SourceKind::Compass).with_upper(change.upper);
    let row = |heading: &str, id, (before, now), part: i64| {
        let mut explained = Cell::new(paid, count(part), input.query.period).keyed("factor", id);
        explained.text = Some(signed_count(part));
        let cells = vec![
            report(id, before, compare.period),
            report(id, now, input.query.period),
            explained,
        ];
        TableRow { heading: heading.to_owned(), cells, ..TableRow::default() }
    };
    let mut rows: Vec<TableRow> = Vec::new();
    for (place, &part) in change.parts.iter().enumerate() {
        let (id, before, now) = factor(change, place, input.counting);
        let heading = metric(id).map_or("", |metric| metric.name.text(lang));
        rows.push(row(heading, id, (before, now), part));
    }
    let [_, _, old] = change.before;
    let [_, _, new] = change.now;
    let heading = metric(paid).map_or("", |metric| metric.name.text(lang));
    rows.push(row(heading, paid, (count(old), count(new)), change.whole()));
    let columns = [
        phrase("因素", "Factor").text(lang),
        compare.name().text(lang),
        phrase("本期", "Now").text(lang),
        phrase("解释的成交变化", "Explains").text(lang),
    ];
    Table { columns: columns.map(str::to_owned).to_vec(), rows }
}

fn notes(change: &FunnelChange, lang: Lang) -> Vec<String> {
    let source = source_name(change.source).text(lang);
    let method = phrase(
        "成交 = 曝光 × 点击率 × 点击-成交率，两期都用{}；各步谁先变都算过再平均（Shapley），加起来正好是总变化。",
        "Buyers = impressions × click rate × click-to-pay rate, both periods from {}; averaged over every order in which the steps may change (Shapley), so the parts sum to the change.",
    );
    let mut notes = vec![method.fill(lang, &[source])];
    if change.upper {
        notes.push(
            phrase(
                "没有正好是这两段日期的一行，用的是各天人数之和，只是上限。导入正好是这两段日期的报表（如带「全部」行的商品列表）就不重复计人。",
                "No single row states these periods, so people of days were added up: upper bounds. Export the period as one range for people counted once.",
            )
            .text(lang)
            .to_owned(),
        );
    }
    if change.assumes() {
        notes.push(
            phrase(
                "有一期的曝光或点击是 0，后面的比率无从算起，按另一期的算，变化都归给变成 0 的那一步。",
                "In one period impressions or clicks are 0: later rates count as in the other period, and the step that fell to 0 explains the change.",
            )
            .text(lang)
            .to_owned(),
        );
    }
    notes
}
