//! A shop on the bench: files go in, figures come out.

use std::future::Future;

use dianpan::domain::{
    Dataset, Fact, Family, Id, Kind, Moment, SortedMap, SourceId, SourceState, Unpaced, Word,
    run_unpaced,
};
use dianpan::import::{Drop, Receipt, StagedDrop};
use dianpan::insight::{Finding, Scene, Thresholds, findings};
use dianpan::metric::{Anchor, Book, Figure, Figures, Filter, Query, Reading, Rollup, roll_up};
use dianpan::store::{Documents, Shop, write_backup};
use dianpan::table::Decoder;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::days::{at, period};
use super::file::File;

/// What a browser's own tables give.
#[derive(Clone, Copy, Debug)]
pub struct TestDecoder;

impl Decoder for TestDecoder {
    fn gb18030(&self, bytes: &[u8]) -> Option<String> {
        let text =
            encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(text.into_owned())
    }

    fn nfkc(&self, text: &str) -> String {
        text.nfkc().collect()
    }
}

/// Runs work that never waits.
pub fn run<T>(work: impl Future<Output = T>) -> T {
    run_unpaced(work).expect("in-memory work does not wait")
}

/// See the file's head.
#[derive(Clone, Debug)]
pub struct Bench {
    pub dataset: Dataset,
    pub shop: String,
    pub now: Moment,
}

impl Default for Bench {
    /// The morning of Saturday, 2026-11-21.
    fn default() -> Bench {
        Bench { dataset: Dataset::default(), shop: String::new(), now: at("2026-11-21 08:30:00") }
    }
}

impl Bench {
    /// A shop with one file after the other imported.
    pub fn with(files: &[File]) -> Bench {
        let mut bench = Bench::default();
        for file in files {
            bench.import(file);
        }
        bench
    }

    pub fn now(self, text: &str) -> Bench {
        Bench { now: at(text), ..self }
    }

    pub fn stage(&self, files: &[File]) -> StagedDrop {
        let drop = Drop { files: files.iter().map(File::load).collect() };
        run(drop.stage(&self.dataset, &self.shop, self.now, |_| true, &Unpaced)).unwrap()
    }

    /// Drops some files at once and commits them.
    pub fn drop(&mut self, files: &[File]) -> Vec<Receipt> {
        let staged = self.stage(files);
        self.dataset = staged.dataset;
        staged.receipts
    }

    pub fn import(&mut self, file: &File) -> Receipt {
        self.drop(std::slice::from_ref(file)).remove(0)
    }

    /// Takes a source back, or puts it back in.
    pub fn turn(&mut self, id: SourceId, state: SourceState) {
        self.dataset = run(self.dataset.with_state(id, state, &Unpaced)).unwrap();
    }

    /// As every import does.
    pub fn forget_old_rollbacks(&mut self) {
        run(self.dataset.forget_old_rollbacks(&Unpaced)).unwrap();
    }

    /// The shop with its months up to `through`, such as 202611, rolled up.
    pub fn rolled_up(&self, through: u32) -> Bench {
        let rolled = run(roll_up(&self.dataset, through, self.now, &Unpaced)).unwrap();
        let Rollup { source, sums, keys, .. } = rolled;
        let dataset = run(self.dataset.rolled_up(source, &sums, &keys, &Unpaced)).unwrap();
        Bench { dataset, ..self.clone() }
    }

    pub fn book(&self) -> Book {
        run(Book::open(&self.dataset, &Unpaced)).unwrap()
    }

    pub fn query(&self, days: &str) -> Query {
        Query { period: period(days), filter: Filter::default(), now: self.now }
    }

    /// A figure over `2026-11-01..2026-11-20`.
    pub fn figure(&self, days: &str, metric: &str) -> Figure {
        let book = self.book();
        Figures::of(&Reading::new(&book, self.query(days))).get(metric)
    }

    /// Its `data-value`.
    pub fn value(&self, days: &str, metric: &str) -> String {
        self.figure(days, metric).plain()
    }

    pub fn anchor(&self) -> Anchor {
        Anchor::new(self.now, &self.dataset.coverage())
    }

    pub fn findings(&self) -> Vec<Finding> {
        self.findings_by(&Thresholds::default())
    }

    /// The same by other thresholds.
    pub fn findings_by(&self, thresholds: &Thresholds) -> Vec<Finding> {
        let products = SortedMap::new();
        let scene = Scene {
            book: &self.book(),
            anchor: self.anchor(),
            thresholds,
            products: &products,
            goal: None,
            campaign: None,
            upkeep: None,
        };
        findings(&scene)
    }

    /// The text of a backup of the facts alone.
    pub fn backup(&self) -> String {
        let (documents, shop) = (Documents::default(), Shop::default());
        write_backup(&self.dataset, &documents, &shop, self.now).unwrap()
    }

    /// The facts of a backup: what the state is, whatever way it came about.
    pub fn facts(&self) -> Value {
        let backup: Value = serde_json::from_str(&self.backup()).unwrap();
        backup["facts"].clone()
    }

    /// The merged rows of a family as texts by column name, sorted; empty cells are left out.
    pub fn rows(&self, family: Family) -> Vec<Vec<(&'static str, String)>> {
        let facts = self.dataset.ledger(family).facts();
        let mut rows: Vec<_> = facts.map(|fact| self.cells(family, &fact)).collect();
        rows.sort();
        rows
    }

    fn cells(&self, family: Family, fact: &Fact<'_>) -> Vec<(&'static str, String)> {
        let words = &self.dataset.words;
        let columns = family.schema().columns.iter().enumerate();
        let cell = |(place, column): (usize, &dianpan::domain::ColumnSpec)| {
            let cell = fact.get(place)?;
            let text = match column.kind {
                Kind::Word => words.text(Word::from_cell(cell)).to_owned(),
                Kind::Id => Id::from_cell(cell).text(words),
                _ => cell.to_string(),
            };
            Some((column.name, text))
        };
        columns.filter_map(cell).collect()
    }
}
