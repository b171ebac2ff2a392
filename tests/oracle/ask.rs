//! What is asked of each set, and the answers as JSON lines.
//!
//! The periods hang on the days that the files state, one day more on both sides, so that days
//! without data are asked about too. Dimensions are those of the registry, whichever they are.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dianpan::domain::{Moment, Money, Period, ReasonClass, SortedMap, Word};
use dianpan::metric::{
    Basis, Book, Dimension, Figure, Figures, Filter, METRICS, ProductMix, Query, Reading, Role,
    mix, reasons,
};
use dianpan::text::iso_day;
use serde_json::{Value, json};

use crate::set::Set;
use crate::support::Bench;

/// Single days are asked one by one up to so many, at either end of a longer span.
const MOST_DAYS: i32 = 45;
/// Keys of a dimension that are asked about.
const MOST_KEYS: usize = 9;
/// Lines whose promise is asked about to the second.
const MOST_PROMISES: usize = 5;

/// Imports a set and writes its files, its manifest and its figures into a folder.
pub fn write(set: &Set, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let mut bench = Bench::default();
    let receipts = if set.together {
        bench.drop(&set.files)
    } else {
        set.files.iter().map(|file| bench.import(file)).collect()
    };
    let mut files = Vec::new();
    for (number, file) in set.files.iter().enumerate() {
        let path = format!("{number:02}.bin");
        fs::write(folder.join(&path), &file.bytes).unwrap();
        let (name, modified) = (&file.name, file.modified.0);
        files.push(json!({ "path": path, "name": name, "modified": modified }));
    }
    let stated: Vec<Period> = receipts.iter().filter_map(|receipt| receipt.covers).collect();
    let asker = Asker { book: bench.book(), now: bench.now, products: products(&bench) };
    let told = |(id, known): (&String, &ProductMix)| {
        let cost = known.cost.map(Money::cents);
        json!({ "id": id, "role": known.role.id(), "cost": cost })
    };
    let products: Vec<Value> = asker.products.iter().map(told).collect();
    let metrics: Vec<&str> = METRICS.iter().map(|metric| metric.id).collect();
    let dimensions: Vec<&str> = Dimension::ALL.iter().map(|dimension| dimension.id()).collect();
    let manifest = json!({
        "set": set.name, "files": files, "products": products,
        "metrics": metrics, "dimensions": dimensions,
        "unmatched": asker.book.cases.unmatched.len(),
    });
    fs::write(folder.join("manifest.json"), manifest.to_string()).unwrap();
    let lines: Vec<String> = asker.all(&stated).iter().map(Value::to_string).collect();
    fs::write(folder.join("figures.jsonl"), lines.join("\n")).unwrap();
}

/// Roles and costs for what the shop sells: every fourth product has no role, every third no cost.
fn products(bench: &Bench) -> SortedMap<String, ProductMix> {
    let book = bench.book();
    let ids: BTreeSet<&str> = book
        .sales
        .iter()
        .filter_map(|sale| sale.dims.product.map(|word| book.words.text(word)))
        .collect();
    let mut products = SortedMap::new();
    for (place, id) in ids.iter().enumerate() {
        let role = Role::ALL[place % Role::ALL.len()];
        let cost = (place % 3 != 2).then(|| Money(1_234 + 777 * (place % 7) as i64));
        products.insert((*id).to_owned(), ProductMix { role, cost, ..ProductMix::default() });
    }
    products
}

struct Asker {
    book: Book,
    now: Moment,
    products: SortedMap<String, ProductMix>,
}

type Only = Vec<(Dimension, Option<Word>)>;

impl Asker {
    fn all(&self, stated: &[Period]) -> Vec<Value> {
        let mut told = Vec::new();
        let Some(span) = span(stated) else {
            return vec![self.figures(Period::ending(self.now.day(), 30), &Vec::new(), self.now)];
        };
        let periods = periods(span, stated);
        for &period in &periods {
            told.push(self.figures(period, &Vec::new(), self.now));
            told.extend(self.classes(period));
            told.extend(self.roles(period));
        }
        for only in self.splits() {
            // Weeks and the whole say where days add up wrongly; days of every key would say it
            // again at ten times the price.
            let long = periods.iter().filter(|period| period.len() > 1 || only.len() == 1);
            for &period in long {
                told.push(self.figures(period, &only, self.now));
            }
        }
        for now in self.clocks() {
            told.push(self.figures(span, &Vec::new(), now));
        }
        told
    }

    fn figures(&self, period: Period, only: &Only, now: Moment) -> Value {
        let filter = only
            .iter()
            .fold(Filter::default(), |filter, (dimension, key)| filter.only(*dimension, *key));
        let reading = Reading::new(&self.book, Query { period, filter, now });
        let figures = Figures::of(&reading);
        let all: serde_json::Map<String, Value> = METRICS
            .iter()
            .map(|metric| (metric.id.to_owned(), plain(&figures.get(metric.id))))
            .collect();
        let text = |word: Word| self.book.words.text(word);
        let only: Vec<Value> =
            only.iter().map(|(dimension, key)| json!([dimension.id(), key.map(text)])).collect();
        let (from, to) = (iso_day(period.from), iso_day(period.to));
        json!({ "from": from, "to": to, "only": only, "now": now.0, "figures": all })
    }

    /// Returns by class of reason.
    fn classes(&self, period: Period) -> Option<Value> {
        let filter = Filter::default();
        let reading = Reading::new(&self.book, Query { period, filter, now: self.now });
        let reasons = reasons(&reading);
        let count = |class: &ReasonClass| (class.id().to_owned(), json!(reasons.count(*class)));
        let counts: serde_json::Map<String, Value> = ReasonClass::ALL.iter().map(count).collect();
        let (from, to) = (iso_day(period.from), iso_day(period.to));
        reasons.known.then(|| json!({ "from": from, "to": to, "reasons": counts, "quality": reasons.quality_cases }))
    }

    /// The four shares of the mix by each basis.
    fn roles(&self, period: Period) -> Option<Value> {
        let filter = Filter::default();
        let reading = Reading::new(&self.book, Query { period, filter, now: self.now });
        let mix = mix(&reading, &self.products);
        let shares = |basis: Basis| {
            let share = |share: &dianpan::metric::MixShare| {
                (share.role.id().to_owned(), plain(&share.figure))
            };
            let shares: serde_json::Map<String, Value> =
                mix.shares(basis).iter().map(share).collect();
            (basis.id().to_owned(), Value::Object(shares))
        };
        let shares: serde_json::Map<String, Value> = Basis::ALL.into_iter().map(shares).collect();
        let (from, to) = (iso_day(period.from), iso_day(period.to));
        Some(json!({ "from": from, "to": to, "mix": shares }))
    }

    /// One dimension at a time with its keys and with none, and one pair of each two neighbours.
    fn splits(&self) -> Vec<Only> {
        let mut splits = Vec::new();
        let mut before: Option<(Dimension, Option<Word>)> = None;
        for dimension in Dimension::ALL {
            let keys: BTreeSet<(&str, Word)> = self
                .book
                .sales
                .iter()
                .filter_map(|sale| dimension.of(&sale.dims))
                .map(|word| (self.book.words.text(word), word))
                .collect();
            for (_, word) in keys.iter().take(MOST_KEYS) {
                splits.push(vec![(dimension, Some(*word))]);
            }
            splits.push(vec![(dimension, None)]);
            let first = keys.first().map(|(_, word)| (dimension, Some(*word)));
            if let (Some(one), Some(other)) = (before, first) {
                splits.push(vec![one, other]);
            }
            before = first.or(before);
        }
        splits
    }

    /// The moments about which a promise changes its mind.
    fn clocks(&self) -> Vec<Moment> {
        let second = |moment: Moment, by: i64| Moment(moment.0 + by);
        let mut promises: Vec<Moment> = self.book.pending.iter().map(|it| it.promised).collect();
        promises.sort();
        promises.dedup();
        let day = 24 * 3_600;
        let about = |at: Moment| [0, 1, -day, -day - 1].map(|by| second(at, by));
        promises.into_iter().take(MOST_PROMISES).flat_map(about).collect()
    }
}

fn plain(figure: &Figure) -> Value {
    json!([
        figure.plain(),
        figure.source.map(|source| source.id()),
        figure.missing,
        figure.upper,
        figure.approx,
    ])
}

/// From the first day that a file states to the last, and a day more at either end.
fn span(stated: &[Period]) -> Option<Period> {
    let from = stated.iter().map(|period| period.from).min()?;
    let to = stated.iter().map(|period| period.to).max()?;
    Some(Period { from: from.previous(), to: to.next() })
}

/// Single days, weeks, months, what files state, and the whole.
fn periods(span: Period, stated: &[Period]) -> Vec<Period> {
    let mut periods = BTreeSet::new();
    let mut add = |from, to| _ = periods.insert((from, to));
    let days: Vec<_> = (0..span.len())
        .filter(|at| *at < MOST_DAYS || *at >= span.len() - MOST_DAYS)
        .map(|at| span.from.plus(at))
        .collect();
    for (place, &day) in days.iter().enumerate() {
        add(day, day);
        if place % 3 == 0 {
            add(day, day.plus(6));
        }
        if place % 10 == 0 {
            add(day, day.plus(29));
        }
    }
    stated.iter().for_each(|period| add(period.from, period.to));
    add(span.from, span.to);
    periods.into_iter().map(|(from, to)| Period { from, to }).collect()
}
