//! A look over a table that nobody knows: where its header is, what its columns hold, a few rows
//! to show. Nothing personal leaves it: what looks so is masked before anything else sees it.
//!
//! The header is looked for in the first twenty rows of each sheet: the first row without a
//! number, a date or a phone in it that fills a third of the cells at least, which titles do not.
//! Of several sheets the one is taken that can be read best.
//! Cells are tried as everything that a field can be; a kind that fails on the first cells of a
//! column is not tried on, and after [`MOST`] rows the rest is only counted.

use rustc_hash::FxHashSet;

use super::detect::Header;
use super::format::Take;
use super::guess::{self, plain};
use super::mapping::{kept_name, signature};
use super::personal::{Look, Privacy, by_header, look};
use super::version::text_hash;
use crate::domain::excerpt;
use crate::table::{Cell, Decoder, Row, Sink, Verdict};

/// Rows whose cells are tried.
const MOST: u32 = 20_000;
/// A kind that none of so many cells is, the column is not.
const ENOUGH: u32 = 200;
/// Rows shown.
const SHOWN: usize = 5;

/// What was seen of a table.
#[derive(Clone, Debug)]
pub struct Survey {
    pub signature: u64,
    pub columns: Vec<SurveyColumn>,
    /// Data rows, and those whose cells were tried.
    pub rows: u32,
    pub tried: u32,
    pub(super) header: Header,
}

impl Survey {
    /// The header of a column as a mapping keeps it.
    pub(super) fn kept_name(&self, place: usize) -> Option<String> {
        self.header.names().get(place).map(|name| kept_name(name))
    }
}

/// One column of it.
#[derive(Clone, Debug)]
pub struct SurveyColumn {
    /// Its header, cut and masked.
    pub name: String,
    pub privacy: Privacy,
    /// The first cells, masked; all of a personal column is.
    pub sample: Vec<String>,
    pub filled: u32,
    /// How many cells are money, a count, a moment, days, a rate, a duration, an id.
    fits: [u32; KINDS],
    /// Of the first cells, how many differ.
    pub(super) distinct: u32,
}

const KINDS: usize = 7;

fn kind_of(take: Take) -> Option<usize> {
    match take {
        Take::Money => Some(0),
        Take::Count => Some(1),
        Take::Moment => Some(2),
        Take::Days => Some(3),
        Take::Ratio => Some(4),
        Take::Seconds | Take::Minutes => Some(5),
        Take::Id | Take::Code => Some(6),
        Take::Vocabulary
        | Take::Label
        | Take::Topic
        | Take::Claim
        | Take::Status
        | Take::Refund
        | Take::Province => None,
    }
}

impl SurveyColumn {
    /// How many of its cells can be read so; any text can be read as a text.
    pub fn fits(&self, take: Take) -> u32 {
        kind_of(take).and_then(|kind| self.fits.get(kind)).copied().unwrap_or(self.filled)
    }

    /// Whether it may be chosen for a field.
    pub fn is_offered(&self, take: Take) -> bool {
        match self.privacy {
            Privacy::Open => true,
            Privacy::Address => take == Take::Province,
            Privacy::Closed => false,
        }
    }
}

/// A column being looked over.
#[derive(Default)]
struct Seen {
    filled: u32,
    fits: [u32; KINDS],
    numbers: u32,
    addresses: u32,
    names: u32,
    /// Cells with a digit in them.
    digits: u32,
    hashes: FxHashSet<u64>,
    sample: Vec<String>,
}

impl Seen {
    fn take(&mut self, cell: &Cell<'_>, shown: bool) {
        let text = cell.text();
        if shown {
            self.sample.push(text.chars().take(400).collect());
        }
        if cell.is_blank() {
            return;
        }
        self.filled += 1;
        if self.filled <= ENOUGH {
            self.hashes.insert(text_hash(text));
        }
        for (kind, fits) in self.fits.iter_mut().enumerate() {
            if *fits > 0 || self.filled <= ENOUGH {
                *fits += u32::from(fits_kind(kind, cell));
            }
        }
        self.digits += u32::from(text.contains(|c: char| c.is_ascii_digit()));
        match look(text) {
            Some(Look::Number) => self.numbers += 1,
            Some(Look::Address) => self.addresses += 1,
            Some(Look::Name) => self.names += 1,
            None => {}
        }
    }

    /// By header and by content. Content that could be names is believed only under a header
    /// that is no word of ours.
    fn privacy(&self, name: &str) -> Privacy {
        let fifth = |count: u32| count > 0 && count * 5 >= self.filled;
        let known = guess::is_word(name);
        match by_header(name) {
            Privacy::Closed if !known => Privacy::Closed,
            _ if fifth(self.numbers) => Privacy::Closed,
            // An order's number in one export, a person's name in others.
            _ if name == "name" && self.digits * 2 < self.filled => Privacy::Closed,
            Privacy::Address => Privacy::Address,
            _ if fifth(self.addresses) => Privacy::Address,
            _ if !known && self.names > 0 && self.names * 2 >= self.filled => Privacy::Closed,
            _ => Privacy::Open,
        }
    }
}

fn fits_kind(kind: usize, cell: &Cell<'_>) -> bool {
    match kind {
        0 => cell.money().is_ok(),
        1 => cell.count().is_ok(),
        2 => cell.moment().is_ok(),
        3 => cell.days().is_ok(),
        4 => cell.ratio().is_ok(),
        5 => cell.seconds(1).is_ok(),
        _ => cell.id().is_ok_and(|id| id.len() <= 64),
    }
}

/// Takes the rows of a file and makes a survey of it.
#[derive(Default)]
pub(super) struct Surveyor {
    best: Option<Survey>,
    /// The first rows of the sheet, until its header is chosen.
    head: Vec<Vec<String>>,
    table: Option<(Header, Vec<Seen>)>,
    rows: u32,
}

/// The texts of first rows are normal already.
struct Normal;

impl Decoder for Normal {
    fn gb18030(&self, _: &[u8]) -> Option<String> {
        None
    }

    fn nfkc(&self, text: &str) -> String {
        text.to_owned()
    }
}

/// A text that has been read, as a cell.
pub(super) fn cell(text: &str) -> Cell<'_> {
    Cell::new(text, &Normal)
}

impl Surveyor {
    pub fn finish(mut self) -> Option<Survey> {
        self.close();
        self.best
    }

    /// Chooses the header among the first rows; those below it are data.
    fn open(&mut self) {
        let head = std::mem::take(&mut self.head);
        let filled = |row: &Vec<String>| row.iter().filter(|text| !text.is_empty()).count();
        let is_value = |text: &String| {
            let cell = cell(text);
            cell.money().is_ok()
                || cell.moment().is_ok()
                || matches!(look(text), Some(Look::Number | Look::Address))
        };
        let widest = head.iter().map(filled).max().unwrap_or(0);
        let place = head.iter().position(|row| {
            let count = filled(row);
            count >= 2 && count * 3 >= widest && !row.iter().any(is_value)
        });
        let Some(place) = place else { return };
        let mut rows = head.into_iter().skip(place);
        let Some(header) = rows.next() else { return };
        let seen = header.iter().map(|_| Seen::default()).collect();
        self.table = Some((Header::new(&header), seen));
        for row in rows {
            self.take(|place| row.get(place).cloned().unwrap_or_default());
        }
    }

    fn take(&mut self, text: impl Fn(usize) -> String) {
        self.rows += 1;
        let Some((_, columns)) = &mut self.table else { return };
        if self.rows > MOST {
            return;
        }
        let shown = usize::try_from(self.rows).is_ok_and(|rows| rows <= SHOWN);
        for (place, seen) in columns.iter_mut().enumerate() {
            seen.take(&cell(&text(place)), shown);
        }
    }

    /// Ends a sheet, and keeps it if it can be read better than those before.
    fn close(&mut self) {
        if self.table.is_none() {
            self.open();
        }
        self.head.clear();
        let rows = std::mem::take(&mut self.rows);
        let Some((header, columns)) = self.table.take() else { return };
        if rows == 0 {
            return;
        }
        let columns = columns.into_iter().zip(&header.worded).map(|(seen, worded)| {
            let privacy = seen.privacy(&plain(worded));
            let masked = |text: &String| match privacy {
                _ if text.is_empty() => String::new(),
                Privacy::Open => excerpt(text),
                Privacy::Address | Privacy::Closed => "***".to_owned(),
            };
            SurveyColumn {
                name: kept_name(worded),
                privacy,
                sample: seen.sample.iter().map(masked).collect(),
                filled: seen.filled,
                fits: seen.fits,
                distinct: u32::try_from(seen.hashes.len()).unwrap_or(0),
            }
        });
        let columns = columns.collect();
        let (signature, tried) = (signature(&header), rows.min(MOST));
        let survey = Survey { signature, columns, rows, tried, header };
        let worth = |survey: &Survey| guess::worth(survey);
        if self.best.as_ref().is_none_or(|best| worth(&survey) > worth(best)) {
            self.best = Some(survey);
        }
    }
}

impl Sink for Surveyor {
    fn sheet(&mut self, _: &str) {
        self.close();
    }

    fn header(&mut self, cells: &[String]) -> Verdict {
        self.head.push(cells.to_vec());
        Verdict::NotYet
    }

    fn row(&mut self, row: &Row<'_>) {
        if !self.head.is_empty() {
            self.open();
        }
        self.take(|place| {
            let bytes = row.bytes(place);
            row.cell(&row.text(&bytes)).text().to_owned()
        });
    }

    fn ragged(&mut self, _: u32) {
        self.rows += 1;
    }

    fn restart(&mut self) {
        *self = Surveyor::default();
    }
}
