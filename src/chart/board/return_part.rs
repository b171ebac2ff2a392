//! Returns by part of the shop: how many cases a product, carrier or creator has, of what classes,
//! and how many of its orders came back. A part with few orders has a rate that means little: it
//! is muted and says so.

use super::{Chart, Input};
use crate::chart::look::Ink;
use crate::chart::spec::{BarRow, BarsSpec, Spec};
use crate::chart::table::{Cell, Jump, Table, TableRow};
use crate::domain::{ReasonClass, SortedMap, Word};
use crate::insight::over_lines;
use crate::metric::{
    Dimension, Figure, Reading, ReturnPart, SourceKind, Value, metric, reason_name, return_parts,
};
use crate::text::{Phrase, count_text, percent_text, phrase};

/// Parts that are told.
const TOP: usize = 10;
/// Orders below which a rate is noise.
const FEW: i64 = 20;
/// Characters of a name in the picture; the table has it whole.
const LONGEST_NAME: usize = 9;

pub(super) fn by_product(input: &Input<'_>) -> Chart {
    let name = phrase("按商品看售后", "Returns by product");
    Parts::of(input, Dimension::Product).chart("return-product", name)
}

pub(super) fn by_carrier(input: &Input<'_>) -> Chart {
    let name = phrase("按载体看售后", "Returns by carrier");
    Parts::of(input, Dimension::Carrier).chart("return-carrier", name)
}

pub(super) fn by_creator(input: &Input<'_>) -> Chart {
    let name = phrase("按达人看售后", "Returns by creator");
    Parts::of(input, Dimension::Creator).chart("return-creator", name)
}

struct Parts<'a> {
    input: &'a Input<'a>,
    dimension: Dimension,
    parts: Vec<(Option<Word>, ReturnPart)>,
    /// How many parts have cases.
    all: usize,
    /// The lines of products that the rule finds above theirs, in millionths.
    lines: SortedMap<String, i64>,
}

impl<'a> Parts<'a> {
    fn of(input: &'a Input<'a>, dimension: Dimension) -> Parts<'a> {
        let mut parts = return_parts(&input.reading(), dimension);
        let all = parts.len();
        parts.truncate(TOP);
        let lines = if dimension == Dimension::Product {
            over_lines(&input.scene())
        } else {
            SortedMap::new()
        };
        Parts { input, dimension, parts, all, lines }
    }

    fn chart(&self, id: &'static str, name: Phrase) -> Chart {
        let lang = self.input.lang;
        let name = name.text(lang).to_owned();
        let Some((key, most)) = self.parts.first() else {
            return Chart { id, name, notes: vec![self.nothing()], ..Chart::default() };
        };
        let finding = phrase("「{}」最多，{} 件", "most: “{}”, {} case[s]")
            .fill(lang, &[&self.short_name(*key), &count_text(most.cases)]);
        let bar = |(key, part): &(Option<Word>, ReturnPart)| BarRow {
            name: self.short_name(*key),
            value: part.cases,
            text: self.told(part),
            ink: self.ink(*key, part),
        };
        let rows = self.parts.iter().map(bar).collect();
        Chart {
            id,
            name,
            finding,
            spec: Some(Spec::Bars(BarsSpec { rows })),
            table: self.table(),
            notes: self.notes(),
            ..Chart::default()
        }
    }

    /// Why there is nothing, and which file would fill it.
    fn nothing(&self) -> String {
        let known = !self.input.book.cases.returns.is_empty();
        let note = if known {
            phrase("这段日期没有能归到这里的售后。", "No case of these days belongs here.")
        } else {
            phrase(
                "要有售后文件：导入「售后单导出」；按载体和达人还要「订单导出」。",
                "Needs an after-sale export, and for carriers and creators an order export too.",
            )
        };
        note.text(self.input.lang).to_owned()
    }

    fn name(&self, key: Option<Word>) -> String {
        let book = self.input.book;
        let unknown = match self.dimension {
            Dimension::Creator => phrase("自营（没有达人）", "own sales, no creator"),
            _ => phrase("（未说明）", "(not stated)"),
        };
        let name = key.map(|key| book.part_name(self.dimension, key));
        name.unwrap_or(unknown.text(self.input.lang)).to_owned()
    }

    fn short_name(&self, key: Option<Word>) -> String {
        let name = self.name(key);
        let short: String = name.chars().take(LONGEST_NAME).collect();
        if short.len() < name.len() { format!("{short}…") } else { short }
    }

    fn line(&self, key: Option<Word>) -> Option<i64> {
        self.lines.get(self.input.book.words.text(key?)).copied()
    }

    fn ink(&self, key: Option<Word>, part: &ReturnPart) -> Ink {
        match (self.line(key), part.totals.orders < FEW) {
            (Some(_), _) => Ink::Bad,
            (None, true) => Ink::Unset,
            (None, false) => Ink::Main,
        }
    }

    /// `12 件 · 8.00%（150 单）`.
    fn told(&self, part: &ReturnPart) -> String {
        let lang = self.input.lang;
        let cases = phrase("{} 件", "{} case[s]").fill(lang, &[&count_text(part.cases)]);
        let share = crate::domain::Share::new(part.totals.returned, part.totals.orders);
        let rate = share.millionths().map(|rate| {
            let few = part.totals.orders < FEW;
            let words = match few {
                true => phrase(" · {}（只有 {} 单）", " · {} (only {} order[s])"),
                false => phrase(" · {}（{} 单）", " · {} ({} order[s])"),
            };
            words.fill(lang, &[&percent_text(rate), &count_text(part.totals.orders)])
        });
        cases + &rate.unwrap_or_default()
    }

    fn table(&self) -> Table {
        let lang = self.input.lang;
        let has = |class: &ReasonClass| {
            self.parts.iter().any(|(_, part)| part.classes.contains_key(class))
        };
        let classes: Vec<ReasonClass> = ReasonClass::ALL.into_iter().filter(has).collect();
        let heads = [
            self.dimension.name(),
            phrase("售后件数", "Cases"),
            phrase("成交订单数", "Orders"),
            phrase("退货率", "Return rate"),
        ];
        let names = classes.iter().map(|&class| reason_name(class));
        let line = (!self.lines.is_empty()).then_some(phrase("退货率的线", "Line"));
        let columns = heads.into_iter().chain(names).chain(line);
        let row = |(key, part): &(Option<Word>, ReturnPart)| {
            let of_class = |class: &ReasonClass| part.classes.get(class).copied().unwrap_or(0);
            let counts = classes.iter().map(|class| count_text(of_class(class)));
            let line = line.map(|_| {
                let over = phrase("高于 {}", "above {}");
                self.line(*key).map(|at| over.fill(lang, &[&percent_text(at)])).unwrap_or_default()
            });
            let id = key.map(|key| self.input.book.words.text(key).to_owned());
            TableRow {
                heading: self.name(*key),
                cells: self.cells(*key, part),
                texts: counts.chain(line).collect(),
                jump: id.map(|id| Jump::Only(self.dimension, id)),
            }
        };
        let rows = self.parts.iter().map(row).collect();
        Table { columns: columns.map(|name| name.text(lang).to_owned()).collect(), rows }
    }

    fn cells(&self, key: Option<Word>, part: &ReturnPart) -> Vec<Cell> {
        let Input { book, query, .. } = *self.input;
        let missing = query.period.len() - book.case_days(self.dimension).count_in(query.period);
        let cases = Figure::of(Value::Count(part.cases), SourceKind::Orders).with_missing(missing);
        let only = query.filtered(query.filter.only(self.dimension, key));
        let reading = Reading::of_totals(book, only, part.totals);
        let id = key.map_or("none", |key| book.words.text(key));
        let of_sales = ["orders", "return-rate"].into_iter().filter_map(metric).map(|metric| {
            let muted = metric.id == "return-rate" && part.totals.orders < FEW;
            Cell { muted, ..Cell::new(metric.id, (metric.figure)(&reading), query.period) }
        });
        let cells = std::iter::once(Cell::new("returns", cases, query.period)).chain(of_sales);
        cells.map(|cell| cell.keyed(self.dimension.id(), id)).collect()
    }

    fn notes(&self) -> Vec<String> {
        let lang = self.input.lang;
        let mut notes = Vec::new();
        if self.parts.iter().any(|(_, part)| part.totals.orders < FEW) {
            notes.push(
                phrase(
                    "少于 {} 单的退货率只供参考，标成灰色。",
                    "Rates of fewer than {} order[s] say little and are grey.",
                )
                .fill(lang, &[&count_text(FEW)]),
            );
        }
        if self.all > TOP {
            let all = count_text(i64::try_from(self.all).unwrap_or(0));
            let told = count_text(i64::try_from(TOP).unwrap_or(0));
            let more = phrase("共 {} 个，列前 {}。", "{} in all, the first {} told.");
            notes.push(more.fill(lang, &[&all, &told]));
        }
        let about = phrase(
            "件数按售后申请日；退货率是这段日期支付的订单里有售后的占比，所以两者不是同一批。",
            "Cases by day of application; the rate is of the orders paid in the period, so the two are not the same orders.",
        );
        notes.push(about.text(lang).to_owned());
        notes
    }
}
