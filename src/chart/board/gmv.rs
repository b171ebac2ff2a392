//! 成交金额 by day, with the periods compared with, and the day that is not over.

use super::{Chart, Compare, CompareKind, Input, KeyEntry, change_phrase};
use crate::chart::look::Ink;
use crate::chart::spec::{DailySpec, Series, Shade, Spec};
use crate::chart::table::{Cell, Jump, Table, TableRow};
use crate::domain::{Day, Period};
use crate::insight::DayMark;
use crate::metric::{Figure, Unit, Value, metric};
use crate::text::{Lang, Style, day_name, period_text, phrase, short_day};

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("成交金额", "GMV").text(lang).to_owned();
    let total = figure_of(input, input.query.period);
    let Some(value) = total.value else {
        let note = phrase(
            "这段日期没有成交数据。导入「订单导出」就能看到每天的成交。",
            "No sales are known for these days. Import an order export to see them.",
        );
        let notes = vec![note.text(lang).to_owned()];
        let (table, legend, finding) = (Table::default(), Vec::new(), String::new());
        return Chart { id: "gmv", name, finding, legend, table, notes, ..Chart::default() };
    };
    let series = day_series(input, &|period| figure_of(input, period), &name);
    let legend = legend(input, &series);
    let changes: Vec<String> =
        input.compare.iter().filter_map(|compare| change(input, &total, *compare)).collect();
    let finding = [vec![value.short(lang)], changes].concat().join(if lang == Lang::Zh {
        "，"
    } else {
        ", "
    });
    let spec = daily_spec(input, series);
    let notes = notes(input, &total, &spec);
    Chart {
        id: "gmv",
        name,
        finding,
        spec: Some(Spec::Daily(spec)),
        legend,
        table: table(input),
        notes,
        ..Chart::default()
    }
}

pub(super) fn daily_spec(input: &Input<'_>, series: Vec<Series>) -> DailySpec {
    let days: Vec<_> = input.query.period.days().collect();
    let open = |day: &crate::domain::Day| {
        input.book.coverage.open_days.contains(day) || *day == input.anchor.today
    };
    DailySpec {
        headings: days
            .iter()
            .map(|&day| format!("{} {}", short_day(day), day_name(day, input.lang)))
            .collect(),
        open: days.iter().enumerate().filter(|(_, day)| open(day)).map(|(at, _)| at).collect(),
        days: days.into_iter().map(short_day).collect(),
        series,
        unit: Unit::Money,
        target: None,
        shades: campaigns(input).map(|(_, shade)| shade).collect(),
        pins: event_pins(input),
        band: Vec::new(),
        lang: input.lang,
    }
}

/// The campaigns of the calendar that touch the period, each with its place.
fn campaigns<'a>(input: &Input<'a>) -> impl Iterator<Item = (&'a DayMark, Shade)> + use<'a> {
    let period = input.query.period;
    let marks = input.plan.marks.iter().filter(|mark| mark.main.is_some());
    marks.filter_map(move |mark| {
        let days = mark.days.common(period)?;
        let place = |day: Day| usize::try_from(day.since(period.from)).ok();
        Some((mark, Shade { from: place(days.from)?, to: place(days.to)?, ink: Ink::Image }))
    })
}

/// Own events stand on each of their days, campaigns on their main day.
fn event_pins(input: &Input<'_>) -> Vec<(usize, String)> {
    let period = input.query.period;
    let pins = |mark: &DayMark| {
        let days = mark.main.map_or(mark.days, Period::day).common(period);
        let text = format!("{} {}", mark.name, period_text(mark.days, Style::Short, input.lang));
        let place = move |day: Day| usize::try_from(day.since(period.from)).ok();
        let days = days.into_iter().flat_map(Period::days);
        days.filter_map(place).map(move |at| (at, text.clone())).collect::<Vec<_>>()
    };
    input.plan.marks.iter().flat_map(pins).collect()
}

/// The campaigns in sight, for the legend.
pub(super) fn campaign_keys(input: &Input<'_>) -> Vec<KeyEntry> {
    let key = |(mark, shade): (&DayMark, Shade)| KeyEntry {
        ink: shade.ink,
        text: format!("{} {}", mark.name, period_text(mark.days, Style::Short, input.lang)),
    };
    campaigns(input).map(key).collect()
}

fn ink_of(kind: CompareKind) -> Ink {
    match kind {
        CompareKind::Previous => Ink::Before,
        CompareKind::Year | CompareKind::Campaign => Ink::YearBefore,
    }
}

fn figure_of(input: &Input<'_>, period: Period) -> Figure {
    metric("gmv").map_or_else(Figure::default, |gmv| (gmv.figure)(&input.reading_of(period)))
}

fn change(input: &Input<'_>, total: &Figure, compare: Compare) -> Option<String> {
    let before = figure_of(input, compare.period);
    change_phrase(total, &before, compare.name().text(input.lang), input.lang)
}

pub(super) fn legend(input: &Input<'_>, series: &[Series]) -> Vec<KeyEntry> {
    let series = series.iter().map(|s| KeyEntry { ink: s.ink, text: s.name.clone() });
    series.chain(campaign_keys(input)).collect()
}

/// A metric by day: the period, and each comparison that some file speaks of.
pub(super) fn day_series(
    input: &Input<'_>,
    figure_of: &dyn Fn(Period) -> Figure,
    name: &str,
) -> Vec<Series> {
    let length = usize::try_from(input.query.period.len()).unwrap_or(0);
    let of = |period: Period, name: &str, ink: Ink| {
        let figure = |day| figure_of(Period::day(day)).value;
        let figures: Vec<_> = period.days().take(length).map(figure).collect();
        Series {
            name: name.to_owned(),
            ink,
            filled: ink == Ink::Main,
            values: figures.iter().map(|value| value.map(Value::number)).collect(),
            texts: figures.iter().map(|value| value.map(Value::full).unwrap_or_default()).collect(),
        }
    };
    let mut series = vec![of(input.query.period, name, Ink::Main)];
    for compare in input.compare {
        let name = compare.name().text(input.lang);
        series.push(of(compare.period, name, ink_of(compare.kind)));
    }
    // A comparison that no file speaks of would be an invisible line with a name.
    series.retain(|series| series.filled || series.values.iter().any(Option::is_some));
    series
}

/// One row a day: sales, orders, and each comparison's sales under its own day.
fn table(input: &Input<'_>) -> Table {
    let lang = input.lang;
    let orders = metric("orders");
    let mut columns: Vec<String> = ["日期|Day", "成交金额|GMV", "成交订单数|Orders"]
        .into_iter()
        .map(|pair| {
            let (zh, en) = pair.split_once('|').unwrap_or((pair, pair));
            if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() }
        })
        .collect();
    columns.extend(input.compare.iter().map(|compare| compare.name().text(lang).to_owned()));
    let rows = input.query.period.days().enumerate().map(|(place, day)| {
        let key = crate::text::iso_day(day);
        let period = Period::day(day);
        let cell = |metric, figure| Cell::new(metric, figure, period).keyed("day", key.clone());
        let mut cells = vec![cell("gmv", figure_of(input, period))];
        if let Some(orders) = orders {
            cells.push(cell("orders", (orders.figure)(&input.reading_of(period))));
        }
        let place = i32::try_from(place).unwrap_or(0);
        for compare in input.compare {
            let before = compare.period.from.plus(place);
            if compare.period.contains(before) {
                let period = Period::day(before);
                let key = crate::text::iso_day(before);
                let figure = figure_of(input, period);
                cells.push(Cell::new("gmv", figure, period).keyed("day", key));
            }
        }
        TableRow { heading: key.clone(), cells, jump: Some(Jump::Day(day)), ..TableRow::default() }
    });
    Table { columns, rows: rows.collect() }
}

pub(super) fn notes(input: &Input<'_>, total: &Figure, spec: &DailySpec) -> Vec<String> {
    let lang = input.lang;
    let mut notes = Vec::new();
    if total.missing > 0 {
        let days = total.missing.to_string();
        notes.push(
            phrase(
                "有 {} 天没有数据，图上断开；合计只含有数据的天。",
                "{} day[s] [has|have] no data: the line has gaps there and the sum leaves them out.",
            )
            .fill(lang, &[&days]),
        );
    }
    let open: Vec<&str> =
        spec.open.iter().filter_map(|&at| spec.days.get(at)).map(String::as_str).collect();
    if !open.is_empty() {
        notes.push(
            phrase(
                "{} 还没过完，空心点只是到导出时为止。",
                "{} is not over; its hollow point is as of the export.",
            )
            .fill(lang, &[&open.join("、")]),
        );
    }
    notes
}
