//! The funnel with the rate into each step, the rate of the first step, and the targets.

use super::{Chart, Input};
use crate::chart::spec::{FunnelBar, FunnelSpec, Spec};
use crate::chart::table::{Cell, Table, TableRow};
use crate::insight::Thresholds;
use crate::metric::{Counting, Figure, Funnel, FunnelSource, Step, StepKind, Value, metric};
use crate::text::{Lang, Phrase, compact_count, percent_text, phrase, points_text};

/// The steps, and the rates between them that are judged: each over its step before.
pub(super) const STEPS: [StepKind; 4] = StepKind::ALL;
pub(super) const RATES: [(StepKind, StepKind); 3] = [
    (StepKind::Clicks, StepKind::Impressions),
    (StepKind::Carts, StepKind::Clicks),
    (StepKind::Paid, StepKind::Clicks),
];

/// The target for the rate into a step, in millionths.
fn target(kind: StepKind, thresholds: &Thresholds) -> Option<i64> {
    match kind {
        StepKind::Clicks => Some(thresholds.ctr_target()),
        StepKind::Carts => Some(thresholds.cart_target()),
        StepKind::Impressions | StepKind::Paid => None,
    }
}

pub(super) fn name(kind: StepKind, counting: Counting) -> Phrase {
    match (kind, counting) {
        (StepKind::Impressions, Counting::People) => phrase("曝光人数", "Impressions"),
        (StepKind::Impressions, Counting::Times) => phrase("曝光次数", "Impressions, times"),
        (StepKind::Clicks, Counting::People) => phrase("点击人数", "Clicks"),
        (StepKind::Clicks, Counting::Times) => phrase("点击次数", "Clicks, times"),
        (StepKind::Carts, _) => phrase("加购人数", "Carts"),
        (StepKind::Paid, Counting::People) => phrase("成交人数", "Buyers"),
        (StepKind::Paid, Counting::Times) => phrase("成交订单", "Orders"),
    }
}

/// The rate into a step, in few words.
pub(super) fn short_name(kind: StepKind, lang: Lang) -> &'static str {
    let name = match kind {
        StepKind::Impressions => phrase("曝光", "impressions"),
        StepKind::Clicks => phrase("点击率", "click rate"),
        StepKind::Carts => phrase("加购率", "cart rate"),
        StepKind::Paid => phrase("成交率", "pay rate"),
    };
    name.text(lang)
}

pub(super) fn metric_id(kind: StepKind, counting: Counting) -> &'static str {
    match (kind, counting) {
        (StepKind::Impressions, Counting::People) => "impressions",
        (StepKind::Impressions, Counting::Times) => "impression-times",
        (StepKind::Clicks, Counting::People) => "clicks",
        (StepKind::Clicks, Counting::Times) => "click-times",
        (StepKind::Carts, _) => "carts",
        (StepKind::Paid, Counting::People) => "paid-people",
        (StepKind::Paid, Counting::Times) => "paid-orders",
    }
}

/// The metric of the rate into a step of [`RATES`].
pub(super) fn rate_id(kind: StepKind, counting: Counting) -> &'static str {
    match (kind, counting) {
        (StepKind::Impressions | StepKind::Clicks, Counting::People) => "ctr",
        (StepKind::Impressions | StepKind::Clicks, Counting::Times) => "ctr-times",
        (StepKind::Carts, _) => "cart-rate",
        (StepKind::Paid, Counting::People) => "click-pay-rate",
        (StepKind::Paid, Counting::Times) => "click-pay-times",
    }
}

/// The notes of a funnel that is not there: which file has its steps.
fn absent(counting: Counting) -> Phrase {
    match counting {
        Counting::People => phrase(
            "漏斗要有罗盘的曝光和点击。导入「罗盘 自助取数 · 店铺」（选上商品曝光人数、商品点击人数）或「商品列表」。",
            "The funnel needs impressions and clicks: import a Compass extract of the shop with both, or the product list.",
        ),
        Counting::Times => phrase(
            "已导入的罗盘文件在这段日期没有曝光次数和点击次数。自助取数时勾选「商品曝光次数、商品点击次数」，或导入「商品列表」「成交分析」。",
            "The Compass files of these days state no impression and click times: extract them as well, or import the product list or the deal analysis.",
        ),
    }
}

/// Which report, for people.
pub(super) fn source_name(source: FunnelSource) -> Phrase {
    match source {
        FunnelSource::ProductList => phrase("罗盘商品列表", "Compass product list"),
        FunnelSource::ShopDaily => phrase("罗盘自助取数", "Compass extract"),
        FunnelSource::ProductDaily => phrase("罗盘自助取数 · 商品", "Compass extract of products"),
        FunnelSource::Deal => phrase("罗盘成交分析", "Compass deal analysis"),
    }
}

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let title = phrase("转化漏斗", "Funnel").text(lang).to_owned();
    let reading = input.reading();
    let funnel = reading.funnel_in(input.counting);
    let source = funnel.source.filter(|_| funnel.steps.len() > 1);
    let Some(source) = source else {
        let note = absent(input.counting);
        let notes = vec![note.text(lang).to_owned()];
        let (table, legend, finding) = (Table::default(), Vec::new(), String::new());
        return Chart {
            id: "funnel",
            name: title,
            finding,
            legend,
            table,
            notes,
            ..Chart::default()
        };
    };
    let bars: Vec<FunnelBar> =
        (0..funnel.steps.len()).filter_map(|row| bar(input, funnel, row)).collect();
    let mut notes = Vec::new();
    if funnel.upper {
        let note = phrase(
            "人数是几天或几个商品相加的，同一个人会重复算，只是上限；比率按这个上限算。",
            "People were added up over days or products and may count twice: upper bounds, and so are the rates.",
        );
        notes.push(note.text(lang).to_owned());
    }
    if funnel.missing > 0 {
        let days = funnel.missing.to_string();
        notes.push(
            phrase("有 {} 天没有罗盘数据。", "{} day[s] [has|have] no Compass data.")
                .fill(lang, &[&days]),
        );
    }
    notes.extend(weakest(input, funnel));
    let words = match input.counting {
        Counting::People => phrase("人数口径，{}", "in people, {}"),
        Counting::Times => phrase("次数口径，{}", "in times, {}"),
    };
    let finding = words.fill(lang, &[source_name(source).text(lang)]);
    Chart {
        id: "funnel",
        name: title,
        finding,
        spec: Some(Spec::Funnel(FunnelSpec { bars })),
        table: table(input, funnel),
        notes,
        ..Chart::default()
    }
}

/// `part ÷ whole` of two steps in millionths.
fn share(part: &Step, whole: &Step) -> Option<i64> {
    crate::domain::ratio_millionths(part.count, whole.count)
}

fn bar(input: &Input<'_>, funnel: &Funnel, row: usize) -> Option<FunnelBar> {
    let lang = input.lang;
    let step = funnel.steps.get(row)?;
    let first = funnel.steps.first()?;
    let previous = row.checked_sub(1).and_then(|before| funnel.steps.get(before));
    let mut rates = String::new();
    let mut bad = false;
    if let Some(previous) = previous {
        let of_previous = share(step, previous);
        rates = format!("↓ {}", of_previous.map_or_else(|| "—".to_owned(), percent_text));
        if row > 1 {
            let of_first = share(step, first).map_or_else(|| "—".to_owned(), percent_text);
            rates += &phrase(" · 占首步 {}", " · {} of the first").fill(lang, &[&of_first]);
        }
        let follows = funnel.steps.get(row.wrapping_sub(1)).map(|step| step.kind);
        if let (Some(rate), Some(target)) =
            (of_previous, target_after(step.kind, follows, input.thresholds))
        {
            bad = rate < target;
            rates += &target_text(rate, target, lang);
        }
    }
    let text = compact_count(step.count, lang);
    Some(FunnelBar {
        name: name(step.kind, input.counting).text(lang).to_owned(),
        people: step.count,
        text,
        rates,
        bad,
    })
}

/// A target holds only for the rate between the steps that it was set for.
fn target_after(
    kind: StepKind,
    previous: Option<StepKind>,
    thresholds: &Thresholds,
) -> Option<i64> {
    let fits = match kind {
        StepKind::Clicks => previous == Some(StepKind::Impressions),
        StepKind::Carts => previous == Some(StepKind::Clicks),
        StepKind::Impressions | StepKind::Paid => false,
    };
    target(kind, thresholds).filter(|_| fits)
}

fn target_text(rate: i64, target: i64, lang: Lang) -> String {
    let goal = crate::text::axis_percent(target);
    let mut text = phrase(" · 目标 ≥{}", " · target ≥{}").fill(lang, &[&goal]);
    if rate < target {
        let short = points_text(target - rate);
        text += &phrase("，差 {}", ", {} short").fill(lang, &[short.trim_start_matches('+')]);
    }
    text
}

/// The step that misses its target, with what to look at.
fn weakest(input: &Input<'_>, funnel: &Funnel) -> Option<String> {
    let lang = input.lang;
    let pairs = funnel.steps.windows(2);
    pairs.into_iter().find_map(|pair| {
        let [before, step] = pair else { return None };
        let target = target_after(step.kind, Some(before.kind), input.thresholds)?;
        let rate = share(step, before).filter(|&rate| rate < target)?;
        let left = crate::text::count_text(before.count - step.count);
        let advice = match (step.kind, input.counting) {
            (StepKind::Clicks, Counting::Times) => phrase(
                "点击率 {} 低于目标：{} 次看到没有点，先看主图、标题和价格。",
                "The click rate of {} is below target: seen {} times without a click; check picture, title and price.",
            ),
            (StepKind::Clicks, Counting::People) => phrase(
                "点击率 {} 低于目标：{} 人看到没有点，先看主图、标题和价格。",
                "The click rate of {} is below target: {} people saw and did not click; check picture, title and price.",
            ),
            _ => phrase(
                "加购率 {} 低于目标：{} 人点开没有加购，先看详情、价格和评价。",
                "The cart rate of {} is below target: {} people opened and did not add; check details, price and reviews.",
            ),
        };
        Some(advice.fill(lang, &[&percent_text(rate), &left]))
    })
}

fn table(input: &Input<'_>, funnel: &Funnel) -> Table {
    let lang = input.lang;
    let period = input.query.period;
    let columns = [
        phrase("步骤", "Step"),
        match input.counting {
            Counting::People => phrase("人数", "People"),
            Counting::Times => phrase("次数", "Times"),
        },
        phrase("占上一步", "Of the step before"),
        phrase("占首步", "Of the first"),
    ];
    let mut rows: Vec<TableRow> = Vec::new();
    for (row, step) in funnel.steps.iter().enumerate() {
        let figure = funnel.figure(step.kind, period);
        let previous = row.checked_sub(1).and_then(|before| funnel.steps.get(before));
        let text = |whole: Option<&Step>| {
            whole.and_then(|whole| share(step, whole)).map_or_else(String::new, percent_text)
        };
        let first = funnel.steps.first().filter(|_| row > 0);
        rows.push(TableRow {
            heading: name(step.kind, input.counting).text(lang).to_owned(),
            cells: vec![Cell::new(metric_id(step.kind, input.counting), figure, period)],
            texts: vec![text(previous), text(first)],
            jump: None,
        });
    }
    let reading = input.reading();
    let rates: &[&str] = match input.counting {
        Counting::People => &["ctr", "cart-rate", "click-pay-rate", "impression-pay-rate"],
        Counting::Times => &["ctr-times", "click-pay-times"],
    };
    for id in rates {
        let Some(metric) = metric(id) else { continue };
        let figure: Figure = (metric.figure)(&reading);
        if matches!(figure.value, Some(Value::Rate(_))) {
            let heading = metric.name.text(lang).to_owned();
            let cells = vec![Cell::new(metric.id, figure, period)];
            let texts = vec![String::new(), String::new()];
            rows.push(TableRow { heading, cells, texts, jump: None });
        }
    }
    Table { columns: columns.iter().map(|c| c.text(lang).to_owned()).collect(), rows }
}
