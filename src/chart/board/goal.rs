//! 成交目标: what has been reached day by day against the plan, and where it will end.

use super::{Chart, Input, KeyEntry, gmv};
use crate::chart::look::Ink;
use crate::chart::spec::{DailySpec, Series, Spec};
use crate::chart::table::{Cell, Jump, Table, TableRow};
use crate::domain::{Money, Period};
use crate::insight::{GoalPlan, PlanDay};
use crate::metric::{Figure, Filter, Reading, metric};
use crate::text::{compact_money, decimal_text, full_money, iso_day, percent_text, phrase};

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("成交目标", "GMV goal").text(lang).to_owned();
    let empty = |note: &str| Chart {
        id: "goal",
        name: name.clone(),
        notes: vec![note.to_owned()],
        ..Chart::default()
    };
    if !input.query.filter.is_none() {
        let whole = phrase(
            "目标是全店的：只看一部分时不画。",
            "The goal is the whole shop's: it is not drawn for a part of it.",
        );
        return empty(whole.text(lang));
    }
    let percent = input.thresholds.goal_percent();
    let plan = GoalPlan::of(input.book, &input.anchor, percent, &input.plan.goal);
    let Some(goal) = plan.goal else {
        let note = plan.origin(percent, lang);
        let stop = phrase(
            "。目标在「目标」页填；完成的数字来自「订单导出」。",
            ". Type the goal on the page of goals; what is reached comes from order exports.",
        );
        return empty(&format!("{note}{}", stop.text(lang)));
    };
    let done = plan.done().map(percent_text).unwrap_or_default();
    let finding = phrase("{}：目标 {}，完成 {}", "{}: goal {}, {} done")
        .fill(lang, &[&plan.span.name(lang), &compact_money(goal, lang), &done]);
    let spec = spec(input, &plan);
    let keys = spec.series.iter().map(|s| KeyEntry { ink: s.ink, text: s.name.clone() });
    Chart {
        id: "goal",
        name: name.clone(),
        finding,
        legend: keys.chain(gmv::campaign_keys(input)).collect(),
        table: table(input, &plan),
        notes: std::iter::once(plan.basis(lang)).chain(plan.outlook(lang)).collect(),
        spec: Some(Spec::Daily(spec)),
        ..Chart::default()
    }
}

fn spec(input: &Input<'_>, plan: &GoalPlan) -> DailySpec {
    let lang = input.lang;
    let period = plan.span.days();
    let of_days = |query| gmv::daily_spec(&Input { query, ..*input }, Vec::new());
    let mut spec = of_days(input.query.over(period));
    spec.open.clear();
    let sums = |of: &dyn Fn(&PlanDay) -> Option<Money>| -> Vec<Option<Money>> {
        let mut sum = Money::ZERO;
        let add = |day: &PlanDay| {
            sum += of(day)?;
            Some(sum)
        };
        plan.days.iter().map(add).collect()
    };
    let series = |name: &str, ink, filled, values: Vec<Option<Money>>| Series {
        name: name.to_owned(),
        ink,
        filled,
        texts: values.iter().map(|value| value.map(full_money).unwrap_or_default()).collect(),
        values: values.into_iter().map(|value| value.map(Money::cents)).collect(),
    };
    let reached = sums(&|day| day.reached);
    let planned = sums(&|day| Some(day.plan));
    spec.series = vec![
        series(phrase("累计完成", "reached so far").text(lang), Ink::Main, true, reached),
        series(phrase("累计目标", "planned so far").text(lang), Ink::Profit, false, planned),
    ];
    if plan.forecast.is_some() {
        // From the last known day on; unknown days before it are expected too.
        let last = plan.days.iter().rposition(|day| day.reached.is_some());
        let levels = [0, 1, 2].map(|level: usize| {
            let expected = |day: &PlanDay| plan.expected(day)?.get(level).copied();
            sums(&|day| day.reached.or_else(|| expected(day)))
        });
        let from = last.unwrap_or(0);
        let [low, middle, high] = levels.map(|sums| {
            sums.into_iter()
                .enumerate()
                .map(move |(at, sum)| sum.filter(|_| at >= from))
                .collect::<Vec<_>>()
        });
        let edges = low.iter().zip(&high).enumerate();
        spec.band = edges
            .filter_map(|(at, (low, high))| {
                Some((at, low.as_ref()?.cents(), high.as_ref()?.cents()))
            })
            .collect();
        let name = phrase(
            "预测（中间，带是 25–75 百分位）",
            "forecast (middle; band 25th–75th percentile)",
        );
        spec.series.push(series(name.text(lang), Ink::YearBefore, false, middle));
    }
    spec
}

/// One row a day: what it and the days up to it brought, then what they should bring.
fn table(input: &Input<'_>, plan: &GoalPlan) -> Table {
    let lang = input.lang;
    let columns = [
        phrase("日期", "Day"),
        phrase("当天完成", "That day"),
        phrase("累计完成", "So far"),
        phrase("当天目标", "Planned"),
        phrase("累计目标", "Planned so far"),
        phrase("权重", "Weight"),
    ];
    let figure = |period: Period| {
        let query = input.query.over(period).filtered(Filter::default());
        let reading = Reading::new(input.book, query);
        metric("gmv").map_or_else(Figure::default, |gmv| (gmv.figure)(&reading))
    };
    let mean =
        plan.days.iter().map(|day| day.weight).sum::<i64>() / i64::from(plan.span.days().len());
    let (mut planned, mut reached) = (Money::ZERO, Money::ZERO);
    let row = |it: &PlanDay| {
        let (key, period) = (iso_day(it.day), Period::day(it.day));
        planned += it.plan;
        reached += it.reached.unwrap_or_default();
        let cell = Cell::new("gmv", figure(period), period).keyed("day", key.clone());
        // Of the mean day of the span.
        let weight = Money(it.weight).prorate(Money(100), Money(mean)).cents();
        let so_far = it.reached.map(|_| full_money(reached)).unwrap_or_default();
        let texts =
            vec![so_far, full_money(it.plan), full_money(planned), decimal_text(weight, 2, 2)];
        TableRow { heading: key, cells: vec![cell], texts, jump: Some(Jump::Day(it.day)) }
    };
    let rows = plan.days.iter().map(row).collect();
    Table { columns: columns.iter().map(|column| column.text(lang).to_owned()).collect(), rows }
}
