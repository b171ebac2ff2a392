//! The same rows in other bytes: whatever encoding, line ends, quotes, delimiter and order of
//! columns a file has, and wherever it is cut in two, it says the same and its rows are counted the
//! same. Told over every CSV of `tests/fixture/import/`, so for every family.

use std::sync::OnceLock;

use dianpan::domain::{Family, Mappings};
use dianpan::import::{Receipt, Skip};
use dianpan::table::Splitter;
use proptest::prelude::*;

use crate::support::{
    Bench, File, Grid, Kind, Random, Workbook, exhibits, gb18030, utf16, with_bom,
};

/// A fixture as a table, and what it comes to as it stands.
struct Table {
    name: String,
    mappings: Mappings,
    grid: Grid,
    counts: Counts,
    rows: Rows,
    /// All rows are as wide as the header, which is the first of them.
    plain: bool,
    /// No name stands twice in the header, no number twice among the rows.
    distinct: bool,
}

/// Rows: all, taken, skipped, rejected.
type Counts = [u32; 4];
type Rows = Vec<Vec<(&'static str, String)>>;

fn counts(receipts: &[Receipt]) -> Counts {
    receipts.iter().fold([0; 4], |[all, taken, skipped, rejected], receipt| {
        let tally = receipt.tally;
        [
            all + receipt.rows,
            taken + tally.new + tally.updated + tally.unchanged,
            skipped + receipt.skipped_rows(),
            rejected + receipt.rejected_rows,
        ]
    })
}

fn rows(bench: &Bench) -> Rows {
    Family::ALL.into_iter().flat_map(|family| bench.rows(family)).collect()
}

/// What importing some files one after the other comes to.
fn told(files: &[File]) -> (Counts, Rows) {
    let mut bench = Bench::default();
    let receipts: Vec<Receipt> = files.iter().map(|file| bench.import(file)).collect();
    (counts(&receipts), rows(&bench))
}

fn records(text: &[u8]) -> Vec<Vec<String>> {
    let mut splitter = Splitter::default();
    splitter.feed(text);
    let mut records = Vec::new();
    while let Some(record) = splitter.next(true).unwrap() {
        let cells = record.cells.iter().map(|span| {
            let text = String::from_utf8(record.bytes[span.range.clone()].to_vec()).unwrap();
            if span.escaped { text.replace("\"\"", "\"") } else { text }
        });
        records.push(cells.collect());
    }
    records
}

/// Every good fixture that is a CSV in UTF-8.
fn tables() -> &'static [Table] {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let good = exhibits("import").into_iter().filter(|exhibit| {
            let encoding = exhibit.expected["encoding"].as_str().unwrap();
            exhibit.expected["state"] == "previewed" && encoding.starts_with("utf-8")
        });
        good.map(|mut exhibit| table(exhibit.steps.remove(0).file)).collect()
    })
}

fn table(file: File) -> Table {
    let mut bench = Bench::default();
    let receipt = bench.import(&file);
    let text = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
    let mut records = records(text);
    records.retain(|record| record.len() > 1 || record.iter().any(|cell| !cell.is_empty()));
    let grid = Grid { header: records.remove(0), rows: records };
    let mut names = grid.header.clone();
    names.sort();
    names.dedup();
    let again = receipt.tally.updated + receipt.tally.unchanged;
    // Other platforms number orders, not lines: a line leans on those before it, which a cut may
    // take away.
    let leaning = receipt.skipped.iter().any(|(why, _)| *why == Skip::SameOrder)
        || rows(&bench).iter().flatten().any(|(name, text)| *name == "line" && text.contains('#'));
    let distinct = names.len() == grid.header.len() && again == 0 && !leaning;
    Table {
        plain: grid.rows.iter().all(|row| row.len() == grid.header.len()),
        counts: counts(&[receipt]),
        rows: rows(&bench),
        name: file.name,
        mappings: file.mappings,
        distinct,
        grid,
    }
}

impl Table {
    /// Other bytes under its name, read by the same mapping where it needs one.
    fn file(&self, bytes: Vec<u8>) -> File {
        File { mappings: self.mappings.clone(), ..File::new(&self.name, bytes) }
    }
}

/// How a file is written.
#[derive(Clone, Debug)]
struct Form {
    /// 0–4 text, from 5 on a workbook.
    encoding: usize,
    end: &'static str,
    delimiter: char,
    /// Every cell in quotes, or only those that need them.
    quoted: bool,
    /// Without a line end behind the last row.
    open_end: bool,
    shuffle: u64,
}

fn form(encodings: usize) -> impl Strategy<Value = Form> {
    let ends = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let delimiters = prop::sample::select(vec![',', '\t', ';']);
    (0..encodings, ends, delimiters, any::<bool>(), any::<bool>(), any::<u64>()).prop_map(
        |(encoding, end, delimiter, quoted, open_end, shuffle)| Form {
            encoding,
            end,
            delimiter,
            quoted,
            open_end,
            shuffle,
        },
    )
}

impl Form {
    fn bytes(&self, table: &Table, grid: &Grid) -> Vec<u8> {
        let mut order: Vec<usize> = (0..grid.header.len()).collect();
        if table.plain && table.distinct {
            Random(self.shuffle).shuffle(&mut order);
        }
        let grid = if table.plain { grid.arranged(&order) } else { grid.clone() };
        if let Some(kind) =
            [Kind::Shared, Kind::Inline, Kind::Plain].get(self.encoding.wrapping_sub(5))
        {
            return Workbook::default().sheet("成交概览", grid.lists(), *kind).bytes();
        }
        let text = self.text(&grid);
        match self.encoding {
            0 => text.into_bytes(),
            1 => with_bom(&text),
            2 => gb18030(&text),
            3 => utf16(&text, false),
            _ => utf16(&text, true),
        }
    }

    fn text(&self, grid: &Grid) -> String {
        let cell = |text: &String| {
            let needed = text.contains([',', '\t', ';', '"', '\n', '\r']);
            if self.quoted || needed {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.clone()
            }
        };
        let line = |row: &Vec<String>| {
            row.iter().map(cell).collect::<Vec<_>>().join(&self.delimiter.to_string())
        };
        let lines: Vec<String> = grid.lists().iter().map(line).collect();
        lines.join(self.end) + if self.open_end { "" } else { self.end }
    }

    fn file(&self, table: &Table, grid: &Grid) -> File {
        table.file(self.bytes(table, grid))
    }
}

/// The first rows and the others, each below the header.
fn halves(grid: &Grid, at: prop::sample::Index) -> [Grid; 2] {
    let place = at.index(grid.rows.len().max(1)).max(1).min(grid.rows.len());
    let (first, second) = grid.rows.split_at(place);
    [first, second].map(|rows| Grid { header: grid.header.clone(), rows: rows.to_vec() })
}

#[test]
fn there_is_a_table_of_every_family() {
    // Sums of old months come from no file.
    let imported = Family::ALL.into_iter().filter(|family| *family != Family::Rollups);
    let families = imported.clone().filter(|&family| {
        tables().iter().any(|table| {
            let bench = Bench::with(&[Form::PLAIN.file(table, &table.grid)]);
            !bench.rows(family).is_empty()
        })
    });
    assert_eq!(families.count(), imported.count());
}

impl Form {
    const PLAIN: Form =
        Form { encoding: 0, end: "\n", delimiter: ',', quoted: false, open_end: false, shuffle: 0 };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_form_of_a_file_does_not_matter(place in any::<prop::sample::Index>(), form in form(8)) {
        let table = place.get(tables());
        // A workbook knows no short rows.
        prop_assume!(form.encoding < 5 || table.plain);
        let (counts, rows) = told(&[form.file(table, &table.grid)]);
        prop_assert_eq!(counts, table.counts, "{}", table.name);
        prop_assert_eq!(&rows, &table.rows, "{}", table.name);
    }

    #[test]
    fn a_file_cut_at_any_row_says_what_it_says_whole(
        place in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        forms in [form(8), form(8)],
        turned in any::<bool>(),
    ) {
        let table = place.get(tables());
        prop_assume!(table.plain && table.distinct);
        let [first, second] = halves(&table.grid, at);
        let mut files = vec![forms[0].file(table, &first), forms[1].file(table, &second)];
        if turned {
            files.reverse();
        }
        // A half without a single good row is a failed file of its own.
        prop_assume!(files.iter().all(|file| file.load().receipt.trouble.is_none()));
        let (counts, rows) = told(&files);
        prop_assert_eq!(counts, table.counts, "{}", table.name);
        prop_assert_eq!(&rows, &table.rows, "{}", table.name);
    }

    /// The second header is a row that is skipped, and nothing else changes.
    #[test]
    fn files_that_are_joined_say_what_they_say_apart(
        place in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        form in form(5),
    ) {
        let table = place.get(tables());
        prop_assume!(table.plain && table.distinct);
        let form = Form { open_end: false, ..form };
        let bytes = halves(&table.grid, at).map(|half| form.bytes(table, &half)).concat();
        let ([all, taken, skipped, rejected], rows) = told(&[table.file(bytes)]);
        let [whole, known, left, bad] = table.counts;
        prop_assert_eq!([all, taken, skipped, rejected], [whole + 1, known, left + 1, bad], "{}", table.name);
        prop_assert_eq!(&rows, &table.rows, "{}", table.name);
    }
}
