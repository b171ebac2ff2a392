//! 成交构成: what the sales are made of, by one dimension a chart. A click asks for that part.

use std::cmp::Reverse;

use super::{Chart, Input};
use crate::chart::look::Ink;
use crate::chart::spec::{BarRow, BarsSpec, Spec};
use crate::chart::table::{Cell, Jump, Table, TableRow};
use crate::domain::{Money, Word, ratio_millionths, sort_by_key};
use crate::metric::{Dimension, Filter, Metric, PRICE_BANDS, Reading, Totals, by_key, metric};
use crate::text::{Phrase, count_text, percent_text, phrase};

/// Bars shown; the rest share one, and stand below it in the table.
const BARS: usize = 10;
/// Rows of the table at most: who sells by thousands of creators has their own page.
const ROWS: usize = 60;
/// The figures of a part.
const FIGURES: [&str; 4] = ["gmv", "orders", "line-value", "refund-rate"];

/// One split.
pub(super) struct Split {
    pub id: &'static str,
    pub dimension: Dimension,
    pub name: Phrase,
    /// What sales are called that say nothing of it.
    pub unnamed: Phrase,
    /// Which file says it, when none of the sales does.
    pub needs: Phrase,
}

const UNSAID: Phrase = phrase("未标明", "not stated");
const BY_ORDERS: Phrase = phrase(
    "订单文件里没有这一列。重新导出订单时不要删列，就能看到构成。",
    "The order files lack this column. Export orders with all columns to see it.",
);

pub(super) const CARRIER: Split = Split {
    id: "by-carrier",
    dimension: Dimension::Carrier,
    name: phrase("载体构成", "By carrier"),
    unnamed: UNSAID,
    needs: BY_ORDERS,
};
pub(super) const SIDE: Split = Split {
    id: "by-side",
    dimension: Dimension::Side,
    name: phrase("自营与合作", "Own and creators"),
    unnamed: UNSAID,
    needs: BY_ORDERS,
};
pub(super) const ORIGIN: Split = Split {
    id: "by-origin",
    dimension: Dimension::Origin,
    name: phrase("流量来源", "By origin"),
    unnamed: UNSAID,
    needs: BY_ORDERS,
};
pub(super) const AD: Split = Split {
    id: "by-ad",
    dimension: Dimension::Ad,
    name: phrase("自然与广告", "Natural and paid"),
    unnamed: UNSAID,
    needs: BY_ORDERS,
};
pub(super) const CHANNEL: Split = Split {
    id: "by-channel",
    dimension: Dimension::Channel,
    name: phrase("流量渠道", "By channel"),
    unnamed: UNSAID,
    needs: BY_ORDERS,
};
pub(super) const PROVINCE: Split = Split {
    id: "by-province",
    dimension: Dimension::Province,
    name: phrase("省份", "By province"),
    unnamed: UNSAID,
    needs: BY_ORDERS,
};
pub(super) const CATEGORY: Split = Split {
    id: "by-category",
    dimension: Dimension::Category,
    name: phrase("品类贡献", "By category"),
    unnamed: phrase("没有品类", "no category"),
    needs: phrase(
        "订单文件里没有品类。导入一份罗盘「商品列表」，商品就有了品类。",
        "Order files do not state categories. Import a Compass product list to give products theirs.",
    ),
};
pub(super) const PRICE: Split = Split {
    id: "by-price",
    dimension: Dimension::Price,
    name: phrase("价格带", "By price band"),
    unnamed: phrase("没写件数", "no quantity"),
    needs: BY_ORDERS,
};

/// A part of the sales.
type Part = (Option<Word>, Totals);

pub(super) fn build(input: &Input<'_>, split: &Split) -> Chart {
    let lang = input.lang;
    let chart = Chart { id: split.id, name: split.name.text(lang).to_owned(), ..Chart::default() };
    let query = input.query;
    let keys = by_key(input.book, query.period, &query.filter, split.dimension);
    let mut parts: Vec<Part> = keys.into_iter().filter(|(_, part)| part.orders > 0).collect();
    let whole: Money = parts.iter().map(|(_, part)| part.gmv).sum();
    if parts.iter().all(|(key, _)| key.is_none()) {
        let none = phrase(
            "这段日期没有订单。导入「订单导出」就能看到成交的构成。",
            "No orders of these days. Import an order export to see what sales are made of.",
        );
        let why = if parts.is_empty() { none } else { split.needs };
        return Chart { notes: vec![why.text(lang).to_owned()], ..chart };
    }
    sort_by_key(&mut parts, |(key, part)| {
        let name = key.map(|key| name_of(input, split, Some(key)));
        (key.is_none(), band(input, split, *key), Reverse(part.gmv), name)
    });
    let rest = parts.split_off(parts.len().min(BARS));
    let mut bars: Vec<BarRow> = parts.iter().map(|part| bar(input, split, part, whole)).collect();
    bars.extend(rest_bar(input, &rest, whole));
    Chart {
        finding: finding(input, split, &parts, whole),
        spec: Some(Spec::Bars(BarsSpec { rows: bars })),
        table: table(input, split, &parts, &rest),
        notes: notes(input, split, &parts, whole),
        ..chart
    }
}

/// Price bands stand in their own order, everything else by its sales.
fn band(input: &Input<'_>, split: &Split, key: Option<Word>) -> usize {
    if split.dimension != Dimension::Price {
        return 0;
    }
    let name = key.map_or("", |key| input.book.words.text(key));
    PRICE_BANDS.iter().position(|(_, band)| *band == name).unwrap_or(0)
}

fn name_of(input: &Input<'_>, split: &Split, key: Option<Word>) -> String {
    let name = |key| input.book.part_name(split.dimension, key);
    key.map_or(split.unnamed.text(input.lang), name).to_owned()
}

fn share_text(part: Money, whole: Money) -> String {
    ratio_millionths(part.cents(), whole.cents()).map_or_else(|| "—".to_owned(), percent_text)
}

fn bar(input: &Input<'_>, split: &Split, (key, part): &Part, whole: Money) -> BarRow {
    let gmv = crate::text::compact_money(part.gmv, input.lang);
    BarRow {
        name: name_of(input, split, *key),
        value: part.gmv.cents(),
        text: format!("{gmv} · {}", share_text(part.gmv, whole)),
        ink: if key.is_some() { Ink::Main } else { Ink::Unset },
    }
}

fn rest_name(input: &Input<'_>, rest: &[Part]) -> String {
    let count = i64::try_from(rest.len()).unwrap_or(0);
    phrase("其余 {} 个", "{} more").fill(input.lang, &[&count_text(count)])
}

fn rest_bar(input: &Input<'_>, rest: &[Part], whole: Money) -> Option<BarRow> {
    let gmv: Money = rest.iter().map(|(_, part)| part.gmv).sum();
    let text = crate::text::compact_money(gmv, input.lang);
    (!rest.is_empty()).then(|| BarRow {
        name: rest_name(input, rest),
        value: gmv.cents(),
        text: format!("{text} · {}", share_text(gmv, whole)),
        ink: Ink::Unset,
    })
}

/// `直播 62.10%，商品卡 25.03%`.
fn finding(input: &Input<'_>, split: &Split, parts: &[Part], whole: Money) -> String {
    let mut largest: Vec<&Part> = parts.iter().filter(|(key, _)| key.is_some()).collect();
    sort_by_key(&mut largest, |(_, part)| Reverse(part.gmv));
    let tell = |(key, part): &&Part| {
        format!("{} {}", name_of(input, split, *key), share_text(part.gmv, whole))
    };
    let told: Vec<String> = largest.iter().take(2).map(tell).collect();
    told.join(if input.lang == crate::text::Lang::Zh { "，" } else { ", " })
}

/// The rows stand as the bars do; what the last bar joins follows.
fn table(input: &Input<'_>, split: &Split, parts: &[Part], rest: &[Part]) -> Table {
    let lang = input.lang;
    let metrics: Vec<&Metric> = FIGURES.into_iter().filter_map(metric).collect();
    let cells = |filter: Filter, totals: Totals, id: &str| {
        let reading = Reading::of_totals(input.book, input.query.filtered(filter), totals);
        let cell = |metric: &&Metric| {
            Cell::new(metric.id, (metric.figure)(&reading), input.query.period)
                .keyed(split.dimension.id(), id)
        };
        metrics.iter().map(cell).collect()
    };
    let row = |&(key, totals): &Part| {
        let id = key.map_or("none", |key| input.book.words.text(key));
        TableRow {
            heading: name_of(input, split, key),
            cells: cells(input.query.filter.only(split.dimension, key), totals, id),
            jump: key.map(|_| Jump::Only(split.dimension, id.to_owned())),
            ..TableRow::default()
        }
    };
    let joined = (!rest.is_empty()).then(|| {
        let mut totals = Totals::default();
        rest.iter().for_each(|(_, part)| totals.join(part));
        // 罗盘 knows no such group, so the filter need only be one.
        let filter = input.query.filter.only(split.dimension, None);
        TableRow {
            heading: rest_name(input, rest),
            cells: cells(filter, totals, "rest"),
            ..TableRow::default()
        }
    });
    let rows = parts.iter().map(row).chain(joined).chain(rest.iter().take(ROWS).map(row));
    let heads = metrics.iter().map(|metric| metric.name.text(lang).to_owned());
    let columns = std::iter::once(split.dimension.name().text(lang).to_owned()).chain(heads);
    Table { columns: columns.collect(), rows: rows.collect() }
}

fn notes(input: &Input<'_>, split: &Split, parts: &[Part], whole: Money) -> Vec<String> {
    let lang = input.lang;
    let mut notes = Vec::new();
    let unsaid = parts.iter().find(|(key, _)| key.is_none()).map(|(_, part)| part.gmv);
    if let Some(unsaid) = unsaid.filter(|_| split.dimension == Dimension::Carrier) {
        let note = phrase(
            "{} 还没标明：抖店第二天才补上，过一天再导出一次就有了。",
            "{} is not stated yet: the shop fills it in a day later; export again tomorrow.",
        );
        notes.push(note.fill(lang, &[&share_text(unsaid, whole)]));
    }
    if split.dimension == Dimension::Price {
        let note = phrase(
            "按每件的成交金额（含平台和达人补贴）分档，档位和罗盘的价格带一样。",
            "By the GMV of a piece, subsidies included; the bands are those of Compass.",
        );
        notes.push(note.text(lang).to_owned());
    }
    let is_other = |(key, _): &&Part| key.is_some_and(|key| input.book.words.text(key) == "其他");
    // The handbook's words are about the form of traffic; 其他 among categories is another matter.
    let other = parts.iter().find(is_other).filter(|_| split.dimension == Dimension::Carrier);
    if let Some((_, other)) = other {
        let note = phrase(
            "「其他」占 {}：头条、西瓜端的订单，抖音里来源不明的订单，和赠品订单。",
            "“其他” is {}: orders from Toutiao and Xigua, orders of unknown origin, and gifts.",
        );
        notes.push(note.fill(lang, &[&share_text(other.gmv, whole)]));
    }
    notes
}
