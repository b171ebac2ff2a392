//! One drop of files: read each, judge it, and stage the good ones in the order of their
//! versions, so that any order of dropping ends the same.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use xxhash_rust::xxh64::Xxh64;

use super::collector::Collector;
use super::generic;
use super::loaded::{Loaded, Skip};
use super::receipt::{Receipt, Trouble};
use super::survey::{Survey, Surveyor};
use super::unused::unused;
use super::version::{export_time, file_hash, file_version};
use super::warning::{Warning, WarningCode, damaged_ids, warnings};
use crate::domain::{
    Cancelled, Dataset, Family, LineColumn, Mappings, Moment, Pace, Source, SourceId, SourceState,
    Statements, Tally, Version, sort_by_key,
};
use crate::table::{CellFault, Decoder, Encoding, FileFault, Input, InputFault, ReadError, read};

/// A file that was read, with its receipt so far.
#[derive(Clone, Debug)]
pub struct DropFile {
    pub receipt: Receipt,
    /// Nothing when the file was refused.
    pub loaded: Option<Arc<Loaded>>,
    pub version: Version,
    /// What its table looks like, when nobody knows it.
    pub survey: Option<Arc<Survey>>,
}

/// The files of one drop.
#[derive(Clone, Debug, Default)]
pub struct Drop {
    pub files: Vec<DropFile>,
}

/// A dataset with the wanted files of a drop in it, and the receipts that this gives.
#[derive(Clone, Debug)]
pub struct StagedDrop {
    pub dataset: Dataset,
    /// One a file of the drop, in its order.
    pub receipts: Vec<Receipt>,
    /// The source that a staged file became.
    pub sources: Vec<Option<SourceId>>,
}

/// Passes bytes on and hashes each once, in order.
struct Hashing<'a, I> {
    input: &'a I,
    state: RefCell<(u64, Xxh64)>,
}

impl<I: Input> Input for Hashing<'_, I> {
    fn len(&self) -> u64 {
        self.input.len()
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, InputFault> {
        let bytes = self.input.read(at, count).await?;
        let (hashed, hash) = &mut *self.state.borrow_mut();
        let known = hashed.checked_sub(at).and_then(|known| usize::try_from(known).ok());
        if let Some(fresh) = known.and_then(|known| bytes.get(known..)) {
            hash.update(fresh);
            *hashed += u64::try_from(fresh.len()).unwrap_or(0);
        }
        Ok(bytes)
    }
}

/// Reads one file. `modified` is its last-modified time, in Beijing wall time; a table that no
/// format knows is read as `mappings` say, or looked over so that it can be mapped.
pub async fn load<I: Input>(
    name: &str,
    modified: Moment,
    input: &I,
    decoder: &dyn Decoder,
    pace: &impl Pace,
    mappings: &Mappings,
) -> Result<DropFile, Cancelled> {
    let hashing = Hashing { input, state: RefCell::new((0, file_hash())) };
    let mut collector = Collector::new(name, mappings);
    let outcome = read(&hashing, decoder, pace, &mut collector).await;
    let mut loaded = collector.finish();
    pace.breathe().await?;
    let fault = match outcome.result {
        Ok(()) => None,
        Err(ReadError::Fault(fault)) => Some(fault),
        Err(ReadError::Cancelled) => return Err(Cancelled),
    };
    let of_orders = loaded.format.is_some_and(|format| format.id == generic::GENERIC.id);
    if let Some(mapping) = loaded.mapping.as_ref().filter(|_| of_orders && fault.is_none()) {
        let net = mapping.net == Some(true);
        generic::settle(&mut loaded, net, pace).await?;
    }
    // It stays as long as its preview does.
    loaded.statements.block.shrink();
    let encoding = outcome.encoding.map_or("", Encoding::id);
    let hash = hashing.state.borrow().1.digest();
    let version = file_version(name, loaded.latest, modified, hash);
    let mut receipt = Receipt::of(name, encoding, &loaded);
    let Some(trouble) = trouble(&loaded, fault) else {
        let loaded = Some(Arc::new(loaded));
        return Ok(DropFile { receipt, loaded, version, survey: None });
    };
    if trouble == Trouble::DamagedIds {
        let (code, name) = (WarningCode::DamagedIds, String::new());
        receipt.warnings.push(Warning { code, count: 0, of: 0, name });
    }
    let mut refused = DropFile { receipt, loaded: None, version, survey: None };
    if !matches!(trouble, Trouble::Unknown | Trouble::Unused(_)) {
        refused.receipt.refuse(trouble);
        return Ok(refused);
    }
    let mut surveyor = Surveyor::default();
    match read(&hashing, decoder, pace, &mut surveyor).await.result {
        Ok(()) => {
            refused.survey = surveyor.finish().map(Arc::new);
            refused.receipt.refuse(trouble);
        }
        Err(ReadError::Fault(fault)) => refused.receipt.refuse(Trouble::Fault(fault)),
        Err(ReadError::Cancelled) => return Err(Cancelled),
    }
    Ok(refused)
}

/// Why a read file is refused as a whole, if it is.
fn trouble(loaded: &Loaded, fault: Option<FileFault>) -> Option<Trouble> {
    if let Some(fault) = fault {
        return Some(Trouble::Fault(fault));
    }
    if loaded.format.is_none() {
        return Some(if loaded.first_header.is_empty() {
            Trouble::Fault(FileFault::Empty)
        } else {
            unused(&loaded.first_header).map_or(Trouble::Unknown, Trouble::Unused)
        });
    }
    let damaged = loaded.rejected.iter().any(|row| row.fault == CellFault::DamagedId);
    if damaged || damaged_ids(loaded) {
        return Some(Trouble::DamagedIds);
    }
    if loaded.no_period {
        return Some(Trouble::NoPeriodInName);
    }
    if loaded.shops.len() > 1 {
        return Some(Trouble::SeveralShops);
    }
    if u64::from(loaded.rejected_rows) * 5 > u64::from(loaded.rows) {
        return Some(Trouble::MostlyRejected);
    }
    loaded.statements.block.is_empty().then_some(Trouble::NoRows)
}

impl Drop {
    /// Stages the files that `wanted` picks into `known`. `shop` is the shop's name, empty while
    /// it has none; `now` dates the import and tells future dates.
    pub async fn stage(
        &self,
        known: &Dataset,
        shop: &str,
        now: Moment,
        wanted: impl Fn(usize) -> bool,
        pace: &impl Pace,
    ) -> Result<StagedDrop, Cancelled> {
        let mut dataset = known.clone();
        let mut receipts: Vec<Receipt> =
            self.files.iter().map(|file| file.receipt.clone()).collect();
        let mut sources = vec![None; self.files.len()];
        let mut order: Vec<usize> = (0..self.files.len()).collect();
        sort_by_key(&mut order, |&place| self.files.get(place).map(|file| file.version));
        for place in order {
            let Some(file) = self.files.get(place) else {
                continue;
            };
            let (Some(loaded), Some(receipt)) = (&file.loaded, receipts.get_mut(place)) else {
                continue;
            };
            if !wanted(place) {
                receipt.leave_out();
                continue;
            }
            let found = warnings(loaded, file.version, shop, &dataset, now, pace).await?;
            receipt.warnings.extend(found);
            let (statements, rolled) = beyond_rolled(&dataset, loaded);
            if rolled > 0 {
                receipt.skipped.push((Skip::RolledUp, rolled));
            }
            let source = source_of(receipt, loaded, file.version, now);
            let staged = dataset.stage(source, &statements, pace).await?;
            receipt.tally = staged.tally;
            dataset = staged.dataset;
            if let Some(slot) = sources.get_mut(place) {
                *slot = Some(staged.source);
            }
        }
        Ok(StagedDrop { dataset, receipts, sources })
    }
}

/// What a file says of days that are not rolled up, and how many of its rows are of others.
fn beyond_rolled<'a>(known: &Dataset, loaded: &'a Loaded) -> (Cow<'a, Statements>, u32) {
    let statements = &loaded.statements;
    let days = known.rolled_days();
    if statements.family != Family::Lines || days.is_empty() {
        return (Cow::Borrowed(statements), 0);
    }
    let block = &statements.block;
    let lines = known.ledger(Family::Lines);
    let placed = |row: usize| block.get(row, LineColumn::Placed.into()).map(Moment);
    // What was left as lines goes on as such.
    let open = |row: &usize| {
        placed(*row).is_none_or(|placed| !days.contains(placed.day()))
            || lines.fact_like(block, *row).is_some()
    };
    let rows: Vec<usize> = (0..block.len()).filter(open).collect();
    let rolled = u32::try_from(block.len() - rows.len()).unwrap_or(u32::MAX);
    let words = statements.words.clone();
    let left = Statements { family: Family::Lines, block: block.gather(&rows), words };
    (Cow::Owned(left), rolled)
}

fn source_of(receipt: &Receipt, loaded: &Loaded, version: Version, now: Moment) -> Source {
    // An export whose name has no time was made at the latest moment in it, or later.
    let exported = export_time(&receipt.file).unwrap_or(version.at);
    Source {
        id: SourceId::default(),
        file: receipt.file.clone(),
        format: receipt.format.map_or("", |format| format.id).to_owned(),
        encoding: receipt.encoding.to_owned(),
        family: loaded.statements.family,
        columns: loaded.statements.block.columns,
        version,
        imported: now,
        covers: loaded.covers,
        last_day_open: loaded.covers.is_some_and(|covers| exported.day() == covers.to),
        rows: receipt.rows,
        skipped: receipt.skipped_rows(),
        rejected: receipt.rejected_rows,
        tally: Tally::default(),
        state: SourceState::Live,
    }
}
