//! Takes the rows of a file and turns them into statements.

use rustc_hash::FxHashMap;

use super::detect::{Header, Match, detect, places};
use super::format::{DaySource, Draft, Fate, Field, Take};
use super::loaded::{Loaded, Rejected, Skip};
use super::version::period_in_name;
use crate::domain::{Block, ColumnSet, Day, Id, Moment, Period, ReasonClass, Word, excerpt, label};
use crate::table::{Cell, CellFault, Row, Sink, Verdict};

pub(super) struct Collector {
    file_period: Option<Period>,
    loaded: Loaded,
    sheet: String,
    open: Option<Sheet>,
    /// Rows outside recognised sheets; told when nothing was recognised.
    stray: u32,
    seen: Seen,
}

/// The words of texts already met, by their raw bytes: most cells repeat, so most are neither
/// decoded nor cleaned twice.
#[derive(Default)]
struct Seen {
    codes: FxHashMap<Box<[u8]>, Option<Word>>,
    vocabulary: FxHashMap<Box<[u8]>, Option<Word>>,
    labels: FxHashMap<Box<[u8]>, Option<Word>>,
}

impl Seen {
    fn of(&mut self, take: Take) -> &mut FxHashMap<Box<[u8]>, Option<Word>> {
        match take {
            Take::Code => &mut self.codes,
            Take::Label => &mut self.labels,
            _ => &mut self.vocabulary,
        }
    }
}

/// The recognised sheet being read.
struct Sheet {
    found: Match,
    header: Header,
    fields: Vec<(Field, usize)>,
    shop: Option<usize>,
    /// A later sheet with other columns than the first: its rows are skipped.
    aside: bool,
}

impl Collector {
    pub fn new(file: &str) -> Collector {
        Collector {
            file_period: period_in_name(file),
            loaded: Loaded::empty(),
            sheet: String::new(),
            open: None,
            stray: 0,
            seen: Seen::default(),
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

impl Sink for Collector {
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
        let Some(found) = detect(&header) else {
            return Verdict::NotYet;
        };
        self.open = Some(self.start(found, header));
        Verdict::Header
    }

    fn row(&mut self, row: &Row<'_>) {
        let Some(sheet) = self.open.take() else {
            self.stray += 1;
            return;
        };
        self.loaded.rows += 1;
        if sheet.aside {
            self.loaded.skip(Skip::OtherSheet);
        } else {
            self.take(&sheet, row);
        }
        self.open = Some(sheet);
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
    }
}

impl Collector {
    fn start(&mut self, found: Match, header: Header) -> Sheet {
        let fields = places(found.layout, &header);
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
        Sheet { shop: header.find(&["店铺名称"]), found, header, fields, aside }
    }

    fn take(&mut self, sheet: &Sheet, row: &Row<'_>) {
        let schema = sheet.found.layout.family.schema();
        let mut cells: Vec<Option<i64>> = vec![None; schema.columns.len()];
        let mut fault: Option<(usize, CellFault)> = None;
        for (field, place) in &sheet.fields {
            if let Err(found) = self.read(field, *place, row, &mut cells) {
                fault.get_or_insert((field.column, found));
            }
        }
        if sheet.found.layout.days == DaySource::FileName {
            self.fill_days(schema.filed_by, &mut cells);
        }
        let text = |column: usize| sheet.text(column, row);
        let mut draft = Draft { cells: &mut cells, text: &text, sheet: &self.sheet };
        let fate = (sheet.found.layout.finish)(&mut draft);
        match (fate, fault) {
            (Fate::Skip(why), _) => self.loaded.skip(why),
            (Fate::Reject(column, fault), None) | (_, Some((column, fault))) => {
                let column_name = sheet.header_of(column);
                let cell = sheet.shown(column, row);
                let (line, column) = (row.line, column_name);
                self.loaded.reject(Rejected { line, column, fault, cell });
            }
            (Fate::Keep, None) => {
                self.note(sheet, row, &cells);
                self.loaded.statements.block.push(|column| cells.get(column).copied().flatten());
            }
        }
    }

    /// Reads one cell into its place; a range of days fills two places.
    fn read(
        &mut self,
        field: &Field,
        place: usize,
        row: &Row<'_>,
        cells: &mut [Option<i64>],
    ) -> Result<(), CellFault> {
        let bytes = row.bytes(place);
        let value = match field.take {
            Take::Code | Take::Vocabulary | Take::Label => {
                self.word(field.take, &bytes, row)?.map(|word| i64::from(word.0))
            }
            Take::Topic => {
                let text = row.text(&bytes);
                let cell = row.cell(&text);
                let (class, _) = ReasonClass::classify(&cell.word());
                let words = &mut self.loaded.statements.words;
                (!cell.is_blank()).then(|| i64::from(words.intern(class.id()).0))
            }
            take => {
                let text = row.text(&bytes);
                let cell = row.cell(&text);
                if cell.is_blank() {
                    None
                } else if take == Take::Days {
                    let range = cell.days()?;
                    if let Some(to) = cells.get_mut(field.column + 1) {
                        *to = Some(i64::from(range.to.0));
                    }
                    Some(i64::from(range.from.0))
                } else {
                    Some(self.number(take, &cell)?)
                }
            }
        };
        if let Some(cell) = cells.get_mut(field.column) {
            *cell = value;
        }
        Ok(())
    }

    fn number(&mut self, take: Take, cell: &Cell<'_>) -> Result<i64, CellFault> {
        match take {
            Take::Money => cell.money().map(|money| money.cents()),
            Take::Count => cell.count(),
            Take::Moment => cell.moment().map(|moment| moment.0),
            Take::Ratio => cell.ratio(),
            Take::Seconds => cell.seconds(1),
            Take::Minutes => cell.seconds(60),
            _ => cell.id().map(|id| Id::parse(&id, &mut self.loaded.statements.words).to_cell()),
        }
    }

    fn word(&mut self, take: Take, bytes: &[u8], row: &Row<'_>) -> Result<Option<Word>, CellFault> {
        if let Some(&word) = self.seen.of(take).get(bytes) {
            return Ok(word);
        }
        let text = row.text(bytes);
        let cell = row.cell(&text);
        let words = &mut self.loaded.statements.words;
        let word = match (cell.is_blank(), take) {
            (true, _) => None,
            (false, Take::Code) => Some(words.intern(&cell.id()?)),
            (false, Take::Label) => Some(words.intern(&label(&text))),
            (false, _) => Some(words.intern(&label(&cell.word()))),
        };
        self.seen.of(take).insert(Box::from(bytes), word);
        Ok(word)
    }

    fn fill_days(&self, from_place: usize, cells: &mut [Option<i64>]) {
        let Some(period) = self.file_period else {
            return;
        };
        let (from, to) = (i64::from(period.from.0), i64::from(period.to.0));
        if let [first, second, ..] = cells.get_mut(from_place..).unwrap_or_default() {
            (*first, *second) = (Some(from), Some(to));
        }
    }

    /// Notes what the file as a whole is asked for: its days, its latest moment, its shop.
    fn note(&mut self, sheet: &Sheet, row: &Row<'_>, cells: &[Option<i64>]) {
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
            let known = self.loaded.covers.unwrap_or(period);
            self.loaded.covers = Some(known.union(period));
        }
        let latest = schema.happened.iter().filter_map(|&column| cell(column)).max().map(Moment);
        self.loaded.latest = self.loaded.latest.max(latest);
        if let Some(place) = sheet.shop {
            let bytes = row.bytes(place);
            let name = label(row.cell(&row.text(&bytes)).text());
            if !name.is_empty() && !self.loaded.shops.contains(&name) {
                self.loaded.shops.push(name);
            }
        }
    }
}

impl Sheet {
    fn place(&self, column: usize) -> Option<usize> {
        self.fields.iter().find(|(field, _)| field.column == column).map(|&(_, place)| place)
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

    fn header_of(&self, column: usize) -> String {
        let place = self.place(column);
        place.and_then(|place| self.header.worded.get(place)).cloned().unwrap_or_default()
    }
}
