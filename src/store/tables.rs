//! The way out: every fact as tidy CSV tables, with the SQL that gives our figures from them.
//!
//! One table a family, its columns as the schema names them, one row a merged fact: what the app
//! computes from, so files that were taken back are left out. Behind the columns stand the newest
//! file of the row, when it was exported, and which columns no file of the row has, because an
//! empty cell and a column that was never there are not the same to a rule. The names of tables
//! and columns are promises: somebody's queries hang on them.

use rustc_hash::FxHashMap;

use super::deflate::PIECE;
use super::zip::ZipWriter;
use crate::domain::{
    Cancelled, ColumnSet, Dataset, Family, Kind, Moment, Pace, Period, Source, SourceId,
    SourceState, Words,
};
use crate::metric::Role;
use crate::plan::Products;
use crate::text::{cell_text, csv_cell, iso_day, plain_millionths, plain_money, stamp};

/// Spreadsheets take a table without it for the system's own encoding; DuckDB passes over it.
const MARK: &str = "\u{feff}";
const README: &str = include_str!("tables.txt");
const FIGURES: &str = include_str!("figures.sql");

/// Everything as one ZIP. `now` is when it is made, and what the SQL takes for now unless told.
pub async fn write_tables(
    dataset: &Dataset,
    products: &Products,
    now: Moment,
    pace: &impl Pace,
) -> Result<Vec<u8>, Cancelled> {
    let mut zip = ZipWriter::default();
    zip.begin("README.txt");
    zip.add(MARK.as_bytes());
    zip.add(README.as_bytes());
    zip.begin("figures.sql");
    zip.add(asked(dataset, now).as_bytes());
    zip.add(FIGURES.as_bytes());
    add_table(&mut zip, "sources.csv", &SOURCE_COLUMNS, dataset.sources.iter().map(source_cells));
    let coverage = dataset.coverage();
    let covered = [
        ("orders", &coverage.orders),
        ("aftersales", &coverage.aftersales),
        ("compass", &coverage.compass),
    ];
    let covered = covered.into_iter().flat_map(|(kind, days)| {
        let period = move |days: &Period| [kind.to_owned(), iso_day(days.from), iso_day(days.to)];
        days.periods().iter().map(period)
    });
    add_table(&mut zip, "coverage.csv", &["kind", "from", "to"], covered);
    let roles = products.0.iter().map(|(product, known)| {
        let role = if known.role == Role::Unset { "" } else { known.role.id() };
        let cost = known.cost.map(plain_money).unwrap_or_default();
        [csv_cell(product), role.to_owned(), cost]
    });
    add_table(&mut zip, "roles.csv", &["product", "role", "cost"], roles);
    let sku_costs = products.0.iter().flat_map(|(product, known)| {
        known
            .skus
            .iter()
            .map(move |(sku, &cost)| [csv_cell(product), csv_cell(sku), plain_money(cost)])
    });
    add_table(&mut zip, "sku_costs.csv", &["product", "sku", "cost"], sku_costs);
    for family in Family::ALL {
        zip.begin(&format!("{}.csv", family.schema().name));
        add_facts(&mut zip, dataset, family, pace).await?;
    }
    Ok(zip.finish())
}

/// What the SQL asks unless told otherwise: the last 30 days with sales, now.
fn asked(dataset: &Dataset, now: Moment) -> String {
    let last = dataset.coverage().sales().last().unwrap_or(now.day());
    let (from, to) = (iso_day(last.plus(-29)), iso_day(last));
    let now = stamp(now);
    format!(
        "SET VARIABLE from_day = DATE '{from}';\nSET VARIABLE to_day = DATE '{to}';\n\
         SET VARIABLE now = TIMESTAMP '{now}';\n"
    )
}

/// A small table; its cells are fit for CSV.
fn add_table<const N: usize>(
    zip: &mut ZipWriter,
    name: &str,
    columns: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
) {
    zip.begin(name);
    let mut text = format!("{MARK}{}\n", columns.join(","));
    for row in rows {
        text.push_str(&row.join(","));
        text.push('\n');
    }
    zip.add(text.as_bytes());
}

const SOURCE_COLUMNS: [&str; 13] = [
    "source",
    "file",
    "family",
    "format",
    "encoding",
    "exported",
    "hash",
    "from",
    "to",
    "last_day_open",
    "state",
    "rows",
    "rejected",
];

fn source_cells(source: &Source) -> [String; 13] {
    let covers = source.covers;
    let state = match source.state {
        SourceState::Live => "live",
        SourceState::RolledBack => "rolled-back",
    };
    [
        source.id.0.to_string(),
        csv_cell(&source.file),
        source.family.schema().name.to_owned(),
        source.format.clone(),
        source.encoding.clone(),
        stamp(source.version.at),
        format!("{:016x}", source.version.hash),
        covers.map(|days| iso_day(days.from)).unwrap_or_default(),
        covers.map(|days| iso_day(days.to)).unwrap_or_default(),
        source.last_day_open.to_string(),
        state.to_owned(),
        source.rows.to_string(),
        source.rejected.to_string(),
    ]
}

async fn add_facts(
    zip: &mut ZipWriter,
    dataset: &Dataset,
    family: Family,
    pace: &impl Pace,
) -> Result<(), Cancelled> {
    let columns = family.schema().columns;
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let mut text = format!("{MARK}{},source,file,exported,absent\n", names.join(","));
    let files: FxHashMap<SourceId, String> = dataset.live_sources().map(told).collect();
    // Rows of one origin lack the same columns.
    let mut absent: FxHashMap<ColumnSet, String> = FxHashMap::default();
    for fact in dataset.ledger(family).facts() {
        for (place, column) in columns.iter().enumerate() {
            if let Some(cell) = fact.get(place) {
                add_cell(&mut text, column.kind, cell, &dataset.words);
            }
            text.push(',');
        }
        text.push_str(files.get(&fact.newest).map_or(",,", String::as_str));
        text.push(',');
        let lacks = absent.entry(fact.columns).or_insert_with(|| {
            let lacks = names.iter().enumerate().filter(|(place, _)| !fact.columns.has(*place));
            lacks.map(|(_, name)| *name).collect::<Vec<_>>().join(" ")
        });
        text.push_str(lacks);
        text.push('\n');
        if text.len() > PIECE {
            zip.add(text.as_bytes());
            text.clear();
            pace.breathe().await?;
        }
    }
    zip.add(text.as_bytes());
    Ok(())
}

/// A source's number, name and export time, as they stand behind each of its rows.
fn told(source: &Source) -> (SourceId, String) {
    let exported = stamp(source.version.at);
    (source.id, format!("{},{},{exported}", source.id.0, csv_cell(&source.file)))
}

fn add_cell(text: &mut String, kind: Kind, cell: i64, words: &Words) {
    let told = match kind {
        Kind::Ratio => plain_millionths(cell),
        _ => cell_text(kind, cell, words),
    };
    // Numbers are safe as they are, below zero too; only texts can be taken for a formula.
    let worded = kind == Kind::Word || (kind == Kind::Id && cell < 0);
    text.push_str(&if worded { csv_cell(&told) } else { told });
}
