//! A step of the funnel, or a rate between two, by day: with the periods compared with, the target,
//! and gaps where no report speaks of the day.

use super::gmv::{daily_spec, day_series, legend, notes};
use super::{Chart, Input, KeyEntry, change_phrase};
use crate::chart::look::Ink;
use crate::chart::spec::Spec;
use crate::chart::table::{Cell, Jump, Table, TableRow};
use crate::domain::{Day, Period};
use crate::insight::Thresholds;
use crate::metric::{Counting, Figure, Metric, StepKind, metric, steady_funnel};
use crate::text::{Lang, iso_day, percent_text, phrase};

/// What is drawn.
pub(super) struct Trend {
    id: &'static str,
    /// The metrics that count people and times; the latter may lack.
    people: &'static str,
    times: Option<&'static str>,
    step: StepKind,
    /// The step that a rate is over.
    over: Option<StepKind>,
    /// In millionths.
    target: Option<fn(&Thresholds) -> i64>,
}

use StepKind::{Carts, Clicks, Impressions, Paid};

pub(super) static IMPRESSIONS: Trend =
    Trend::of("trend-impressions", "impressions", Some("impression-times"), Impressions);
pub(super) static CLICKS: Trend = Trend::of("trend-clicks", "clicks", Some("click-times"), Clicks);
pub(super) static CARTS: Trend = Trend::of("trend-carts", "carts", None, Carts);
pub(super) static PAID: Trend = Trend::of("trend-paid", "paid-people", Some("paid-orders"), Paid);
pub(super) static CTR: Trend = Trend {
    over: Some(Impressions),
    target: Some(Thresholds::ctr_target),
    ..Trend::of("trend-ctr", "ctr", Some("ctr-times"), Clicks)
};
pub(super) static CART_RATE: Trend = Trend {
    over: Some(Clicks),
    target: Some(Thresholds::cart_target),
    ..Trend::of("trend-cart-rate", "cart-rate", None, Carts)
};
pub(super) static CLICK_PAY: Trend = Trend {
    over: Some(Clicks),
    ..Trend::of("trend-click-pay", "click-pay-rate", Some("click-pay-times"), Paid)
};

impl Trend {
    const fn of(
        id: &'static str,
        people: &'static str,
        times: Option<&'static str>,
        step: StepKind,
    ) -> Trend {
        Trend { id, people, times, step, over: None, target: None }
    }

    fn figure(&self, input: &Input<'_>, period: Period) -> Figure {
        let query = input.query.over(period);
        let wanted = [self.step, self.over.unwrap_or(self.step)];
        let funnel = steady_funnel(input.book, &query, input.counting, &wanted);
        match self.over {
            None => funnel.figure(self.step, period),
            Some(over) => funnel.rate(self.step, over, period),
        }
    }
}

pub(super) fn build(input: &Input<'_>, trend: &Trend) -> Chart {
    let lang = input.lang;
    let counted = match input.counting {
        Counting::People => Some(trend.people),
        Counting::Times => trend.times,
    };
    let known = metric(counted.unwrap_or(trend.people));
    let name = known.map_or("", |metric| metric.name.text(lang)).to_owned();
    let chart = Chart { id: trend.id, name, ..Chart::default() };
    let Some(metric) = known.filter(|_| counted.is_some()) else {
        let note = phrase(
            "罗盘只按人数统计加购，没有次数。",
            "Compass counts carts in people only, not in times.",
        );
        return Chart { notes: vec![note.text(lang).to_owned()], ..chart };
    };
    let series = day_series(input, &|period| trend.figure(input, period), &chart.name);
    let table = table(input, trend, metric, &chart.name);
    let days: Vec<i64> =
        series.iter().take(1).flat_map(|s| s.values.iter().flatten()).copied().collect();
    if days.is_empty() {
        return Chart { notes: vec![absent(trend, lang)], ..chart };
    }
    let total = trend.figure(input, input.query.period);
    let target = trend.target.map(|of| of(input.thresholds));
    let mut legend = legend(input, &series);
    legend.extend(target.map(|target| KeyEntry {
        ink: Ink::Profit,
        text: phrase("目标 {}", "target {}").fill(lang, &[&percent_text(target)]),
    }));
    let finding = finding(input, trend, &total, &days, target);
    let mut spec = daily_spec(input, series);
    (spec.unit, spec.target) = (metric.unit, target);
    let silent = input.query.period.len() - i32::try_from(days.len()).unwrap_or(0);
    let mut notes = notes(input, &total.with_missing(silent), &spec);
    if total.upper && input.query.period.len() > 1 {
        let note = phrase(
            "合计是各天人数相加，同一个人会重复算，只是上限；每一天的数字是准的。",
            "The total adds up people of days and may count one twice: an upper bound. Each day by itself is exact.",
        );
        notes.push(note.text(lang).to_owned());
    }
    Chart { finding, spec: Some(Spec::Daily(spec)), legend, table, notes, ..chart }
}

/// Which file would fill it.
fn absent(trend: &Trend, lang: Lang) -> String {
    let note = match trend.times {
        None => phrase(
            "没有每天的加购人数：自助取数 · 店铺不含加购。按单天导出的「罗盘 商品列表」才有，导入几天就画几天。",
            "No carts by day: the shop extract has none. Product lists exported for single days do.",
        ),
        Some(_) => phrase(
            "没有按天的数据。导入「罗盘 自助取数 · 店铺」（自然日累计，勾选商品曝光和商品点击的人数、次数）或「成交分析」。",
            "Nothing by day. Import a Compass extract of the shop by day, with impressions and clicks in people and times, or the deal analysis.",
        ),
    };
    note.text(lang).to_owned()
}

/// `4.26%，较上期 ▼0.8pp，9 天低于目标`.
fn finding(
    input: &Input<'_>,
    trend: &Trend,
    total: &Figure,
    days: &[i64],
    target: Option<i64>,
) -> String {
    let lang = input.lang;
    let mut said: Vec<String> = total.value.map(|value| value.short(lang)).into_iter().collect();
    said.extend(input.compare.iter().filter_map(|compare| {
        let before = trend.figure(input, compare.period);
        change_phrase(total, &before, compare.name().text(lang), lang)
    }));
    if let Some(target) = target {
        let low = days.iter().filter(|&&day| day < target).count();
        said.push(match low {
            0 => phrase("有数据的 {} 天都达标", "on target on {} day[s] of data")
                .fill(lang, &[&days.len().to_string()]),
            _ => phrase("{} 天低于目标", "{} day[s] below target").fill(lang, &[&low.to_string()]),
        });
    }
    said.join(if lang == Lang::Zh { "，" } else { ", " })
}

/// One row a day, each comparison under its own day.
fn table(input: &Input<'_>, trend: &Trend, metric: &Metric, name: &str) -> Table {
    let lang = input.lang;
    let mut columns = vec![phrase("日期", "Day").text(lang).to_owned(), name.to_owned()];
    columns.extend(input.compare.iter().map(|compare| compare.name().text(lang).to_owned()));
    let cell = |day: Day| {
        let period = Period::day(day);
        let figure = trend.figure(input, period);
        Cell::new(metric.id, figure, period).keyed("day", iso_day(day))
    };
    let rows = input.query.period.days().enumerate().map(|(place, day)| {
        let place = i32::try_from(place).unwrap_or(0);
        let before = input.compare.iter().map(|compare| compare.period.from.plus(place));
        TableRow {
            heading: iso_day(day),
            cells: std::iter::once(day).chain(before).map(cell).collect(),
            jump: Some(Jump::Day(day)),
            ..TableRow::default()
        }
    });
    Table { columns, rows: rows.collect() }
}
