//! Takes the rows of a file and turns them into statements.

use rustc_hash::FxHashSet;

use super::detect::{Header, Match, Places, detect, places};
use super::format::{DaySource, Draft, Fate, Take};
use super::loaded::{Loaded, Rejected, Skip};
use super::mapping::{by_mapping, signature};
use super::reading::{Reading, Seen, Slot};
use super::version::period_in_name;
use crate::domain::{
    Block, ColumnSet, Day, LineColumn, Mapping, Mappings, Moment, Period, excerpt, label,
};
use crate::table::{CellFault, Row, Sink, Verdict};

pub(super) struct Collector<'a> {
    mappings: &'a Mappings,
    file_period: Option<Period>,
    loaded: Loaded,
    sheet: String,
    open: Option<Sheet>,
    /// Rows outside recognised sheets; told when nothing was recognised.
    stray: u32,
    seen: Seen,
    /// The orders of a mapped order table so far.
    orders: FxHashSet<i64>,
    /// The cells of the row being read, by place in the schema.
    cells: Vec<Option<i64>>,
}

/// The recognised sheet being read.
struct Sheet {
    found: Match,
    header: Header,
    slots: Vec<Slot>,
    shop: Option<Shop>,
    /// A later sheet with other columns than the first: its rows are skipped.
    aside: bool,
    /// Its columns were matched by the operator.
    mapped: bool,
}

/// Where the shop's name stands, and the last one met.
struct Shop {
    place: usize,
    last: Vec<u8>,
}

impl<'a> Collector<'a> {
    pub fn new(file: &str, mappings: &'a Mappings) -> Collector<'a> {
        Collector {
            mappings,
            file_period: period_in_name(file),
            loaded: Loaded::empty(),
            sheet: String::new(),
            open: None,
            stray: 0,
            seen: Seen::default(),
            orders: FxHashSet::default(),
            cells: Vec::new(),
        }
    }

    pub fn finish(self) -> Loaded {
        let mut loaded = self.loaded;
        if loaded.format.is_none() {
            loaded.rows = self.stray.saturating_sub(1);
        }
        loaded
    }
}

impl Sink for Collector<'_> {
    fn sheet(&mut self, name: &str) {
        name.clone_into(&mut self.sheet);
        self.open = None;
    }

    fn header(&mut self, cells: &[String]) -> Verdict {
        self.stray += 1;
        let header = Header::new(cells);
        if self.loaded.first_header.is_empty() {
            self.loaded.first_header.clone_from(&header.worded);
        }
        if let Some(found) = detect(&header) {
            let fields = places(found.layout, &header);
            self.open = Some(self.start(found, fields, header));
            return Verdict::Header;
        }
        let Some((mapping, found, fields)) = self.mapped(&header) else {
            return Verdict::NotYet;
        };
        self.loaded.mapping.get_or_insert(mapping);
        let sheet = self.start(found, fields, header);
        self.open = Some(Sheet { mapped: true, ..sheet });
        Verdict::Header
    }

    fn row(&mut self, row: &Row<'_>) {
        let Collector {
            file_period, loaded, sheet: name, open, stray, seen, cells, orders, ..
        } = self;
        let Some(sheet) = open else {
            *stray += 1;
            return;
        };
        loaded.rows += 1;
        if sheet.aside {
            return loaded.skip(Skip::OtherSheet);
        }
        let layout = sheet.found.layout;
        let schema = layout.family.schema();
        cells.clear();
        cells.resize(schema.columns.len(), None);
        let mut reading = Reading { words: &mut loaded.statements.words, seen, row };
        let mut fault: Option<(usize, CellFault)> = None;
        for slot in &mut sheet.slots {
            if let Err(found) = reading.read(slot, cells) {
                fault.get_or_insert((slot.field.column, found));
            }
        }
        if let (DaySource::FileName, Some(period)) = (layout.days, &file_period) {
            fill_days(*period, schema.filed_by, cells);
        }
        let repeated = sheet.mapped && note_order(loaded, orders, sheet, row, cells);
        let text = |column: usize| sheet.text(column, row);
        let words = &mut loaded.statements.words;
        let mut draft = Draft { cells, text: &text, words, sheet: name, repeated };
        let fate = (layout.finish)(&mut draft);
        match (fate, fault) {
            (Fate::Skip(why), _) => loaded.skip(why),
            (Fate::Reject(..), _) | (_, Some(_)) if sheet.repeats_header(row) => {
                loaded.skip(Skip::NoId);
            }
            (Fate::Reject(column, fault), None) | (_, Some((column, fault))) => {
                let column_name = sheet.header_of(column);
                let cell = sheet.shown(column, row);
                let (line, column) = (row.line, column_name);
                loaded.reject(Rejected { line, column, fault, cell });
            }
            (Fate::Keep, None) => {
                note(loaded, sheet, row, cells);
                loaded.statements.block.push_row(cells);
            }
        }
    }

    fn ragged(&mut self, line: u32) {
        self.loaded.rows += 1;
        self.loaded.ragged_rows += 1;
        let fault = CellFault::Ragged;
        self.loaded.reject(Rejected { line, column: String::new(), fault, cell: String::new() });
    }

    fn restart(&mut self) {
        self.loaded = Loaded::empty();
        (self.open, self.stray) = (None, 0);
        self.seen = Seen::default();
        self.orders.clear();
    }
}

impl Collector<'_> {
    /// What a mapping makes of a header that no format knows.
    fn mapped(&self, header: &Header) -> Option<(Mapping, Match, Places)> {
        if self.mappings.0.is_empty() {
            return None;
        }
        let mapping = self.mappings.find(signature(header))?;
        let (found, fields) = by_mapping(mapping, header)?;
        Some((mapping.clone(), found, fields))
    }

    fn start(&mut self, found: Match, fields: Places, header: Header) -> Sheet {
        let from_name = found.layout.days == DaySource::FileName;
        let mut columns: ColumnSet = fields.iter().map(|(field, _)| field.column).collect();
        for (field, _) in &fields {
            if field.take == Take::Days {
                columns = columns.with(field.column + 1);
            }
        }
        let schema = found.layout.family.schema();
        columns = schema.key.iter().chain(schema.made).copied().fold(columns, ColumnSet::with);
        let first = self.loaded.format.is_none();
        if first {
            self.loaded.format = Some(found.format);
            self.loaded.statements.family = found.layout.family;
            self.loaded.statements.block = Block::new(found.layout.family.schema(), columns);
            self.loaded.no_period = from_name && self.file_period.is_none();
        }
        let same_format = self.loaded.format.is_some_and(|format| format.id == found.format.id);
        // A layout that only skips its rows has no columns of its own to compare.
        let same_columns =
            self.loaded.statements.block.columns == columns || found.layout.fields.len() <= 1;
        // Until a row is kept, a sheet that is read may replace one that is only skipped.
        let empty = self.loaded.statements.block.is_empty();
        if same_format && !same_columns && empty {
            self.loaded.statements.block = Block::new(found.layout.family.schema(), columns);
        }
        let aside = !same_format || !(same_columns || empty);
        let shop = header.find(&["店铺名称"]).map(|place| Shop { place, last: Vec::new() });
        let slots = fields.into_iter().map(|(field, place)| Slot::new(field, place)).collect();
        Sheet { shop, found, header, slots, aside, mapped: false }
    }
}

fn fill_days(period: Period, from_place: usize, cells: &mut [Option<i64>]) {
    let (from, to) = (i64::from(period.from.0), i64::from(period.to.0));
    if let [first, second, ..] = cells.get_mut(from_place..).unwrap_or_default() {
        (*first, *second) = (Some(from), Some(to));
    }
}

/// Notes what a row of a mapped order table says of net amounts, and whether an earlier row has
/// its order.
fn note_order(
    loaded: &mut Loaded,
    orders: &mut FxHashSet<i64>,
    sheet: &Sheet,
    row: &Row<'_>,
    cells: &[Option<i64>],
) -> bool {
    let cell = |column: LineColumn| cells.get(column.place()).copied().flatten();
    if !sheet.found.is_generic() {
        return false;
    }
    let width = sheet.header.worded.len();
    if let Some(amount) = cell(LineColumn::Payable) {
        loaded.net.note(row, width, amount, cell(LineColumn::Refund).unwrap_or(0));
    }
    cell(LineColumn::Order).is_some_and(|order| !orders.insert(order))
}

/// Notes what the file as a whole is asked for: its days, its latest moment, its shop.
fn note(loaded: &mut Loaded, sheet: &mut Sheet, row: &Row<'_>, cells: &[Option<i64>]) {
    let cell = |column: usize| cells.get(column).copied().flatten();
    let schema = sheet.found.layout.family.schema();
    let period = if schema.ranged() {
        let day = |column: usize| cell(column).and_then(|d| i32::try_from(d).ok()).map(Day);
        let from = day(schema.filed_by);
        from.zip(day(schema.filed_by + 1)).and_then(|(from, to)| Period::new(from, to))
    } else {
        cell(schema.filed_by).map(|moment| Period::day(Moment(moment).day()))
    };
    if let Some(period) = period {
        let known = loaded.covers.unwrap_or(period);
        loaded.covers = Some(known.union(period));
    }
    let latest = schema.happened.iter().filter_map(|&column| cell(column)).max().map(Moment);
    loaded.latest = loaded.latest.max(latest);
    if let Some(shop) = &mut sheet.shop {
        let bytes = row.bytes(shop.place);
        if *bytes != shop.last {
            shop.last = bytes.to_vec();
            let name = label(row.cell(&row.text(&bytes)).text());
            if !name.is_empty() && !loaded.shops.contains(&name) {
                loaded.shops.push(name);
            }
        }
    }
}

impl Sheet {
    fn place(&self, column: usize) -> Option<usize> {
        self.slots.iter().find(|slot| slot.field.column == column).map(|slot| slot.place)
    }

    /// The cell in its compared form; empty when blank or absent.
    fn text(&self, column: usize, row: &Row<'_>) -> String {
        let Some(place) = self.place(column) else {
            return String::new();
        };
        let bytes = row.bytes(place);
        let text = row.text(&bytes);
        let cell = row.cell(&text);
        if cell.is_blank() { String::new() } else { cell.word().into_owned() }
    }

    /// The cell as the file has it, short and masked. Where blanks inside would hide a personal
    /// number from the mask, they are left out.
    fn shown(&self, column: usize, row: &Row<'_>) -> String {
        let Some(place) = self.place(column) else {
            return String::new();
        };
        let close = excerpt(&self.text(column, row));
        let bytes = row.bytes(place);
        let spaced = excerpt(row.cell(&row.text(&bytes)).text());
        let bare: String = spaced.chars().filter(|c| !c.is_whitespace()).collect();
        if !close.is_empty() && excerpt(&bare) == bare { spaced } else { close }
    }

    /// Whether a row is the header again: files that are joined have it in their middle, and before
    /// it a byte order mark, which keeps the quotes of its first cell from being any.
    fn repeats_header(&self, row: &Row<'_>) -> bool {
        self.slots.iter().all(|slot| {
            let bytes = row.bytes(slot.place);
            let text = row.text(&bytes);
            let known = self.header.worded.get(slot.place);
            known.is_some_and(|known| row.cell(&text).text().trim_matches('"').trim() == known)
        })
    }

    fn header_of(&self, column: usize) -> String {
        let place = self.place(column);
        place.and_then(|place| self.header.worded.get(place)).cloned().unwrap_or_default()
    }
}
