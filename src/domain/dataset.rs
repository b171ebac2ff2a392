//! The facts of one shop: its sources, the ledgers that they feed, and the words.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::compass::{CompassColumn, Scope};
use super::coverage::{Coverage, DaySet};
use super::day::{Day, Period};
use super::filing::Filing;
use super::ledger::{Ledger, Statements, Tally};
use super::pace::{Cancelled, Pace};
use super::schema::Family;
use super::source::{Source, SourceId, SourceState, Version};
use super::word::Words;

/// How many imports can be taken back.
pub const ROLLBACKS: usize = 10;

/// All facts of a shop. Cloning is cheap: blocks are shared.
#[derive(Clone, Debug)]
pub struct Dataset {
    pub words: Words,
    pub sources: Vec<Source>,
    /// In the order of [`Family::ALL`].
    ledgers: [Ledger; Family::ALL.len()],
    pub next_source: u32,
    pub next_block: u32,
}

/// A dataset with one more file in it, not yet committed.
#[derive(Clone, Debug)]
pub struct Staged {
    pub dataset: Dataset,
    pub source: SourceId,
    pub tally: Tally,
}

impl Default for Dataset {
    fn default() -> Dataset {
        Dataset {
            words: Words::default(),
            sources: Vec::new(),
            ledgers: Family::ALL.map(Ledger::new),
            next_source: 1,
            next_block: 1,
        }
    }
}

impl Dataset {
    /// A dataset read back from a store.
    pub async fn from_parts(
        words: Words,
        sources: Vec<Source>,
        ledgers: [Ledger; Family::ALL.len()],
        pace: &impl Pace,
    ) -> Result<Dataset, Cancelled> {
        let next_source = sources.iter().map(|source| source.id.0).max().unwrap_or(0) + 1;
        let numbers = ledgers.iter().flat_map(Ledger::blocks).map(|block| block.number);
        let next_block = numbers.max().unwrap_or(0) + 1;
        let mut dataset = Dataset { words, sources, ledgers, next_source, next_block };
        for family in Family::ALL {
            dataset.refresh(family, pace).await?;
        }
        Ok(dataset)
    }

    pub fn ledger(&self, family: Family) -> &Ledger {
        // There is one a family, so the first is the one that none of the others is.
        let [first, others @ ..] = &self.ledgers;
        others.iter().find(|ledger| ledger.family == family).unwrap_or(first)
    }

    pub(super) fn ledger_mut(&mut self, family: Family) -> &mut Ledger {
        let [first, others @ ..] = &mut self.ledgers;
        others.iter_mut().find(|ledger| ledger.family == family).unwrap_or(first)
    }

    pub fn is_empty(&self) -> bool {
        self.ledgers.iter().all(Ledger::is_empty)
    }

    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    pub fn live_sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|source| source.state == SourceState::Live)
    }

    pub(super) async fn refresh(
        &mut self,
        family: Family,
        pace: &impl Pace,
    ) -> Result<(), Cancelled> {
        let mut ledger = self.ledger(family).clone();
        ledger.refresh(&self.sources, &self.words, pace).await?;
        *self.ledger_mut(family) = ledger;
        Ok(())
    }

    /// The dataset with `source` filed; its `id` and `tally` are set here.
    pub async fn stage(
        &self,
        mut source: Source,
        statements: &Statements,
        pace: &impl Pace,
    ) -> Result<Staged, Cancelled> {
        let mut dataset = self.clone();
        source.id = SourceId(dataset.next_source);
        dataset.next_source += 1;
        let family = statements.family;
        let names: Vec<_> =
            statements.words.texts().map(|text| dataset.words.intern(text)).collect();
        let mut block = Cow::Borrowed(&statements.block);
        // The first file of a shop gives the shop its dictionary as it is.
        if !names.iter().map(|word| word.number()).eq(0..u32::try_from(names.len()).unwrap_or(0)) {
            block.to_mut().rename_words(family.schema(), &names);
        }
        let versions: FxHashMap<SourceId, Version> =
            dataset.sources.iter().map(|source| (source.id, source.version)).collect();
        let mut filing =
            Filing::new(dataset.ledger(family), &versions, source.version, &dataset.words, &block);
        pace.breathe().await?;
        filing.count(pace).await?;
        let sorted = filing.sort(pace).await?;
        let tally = sorted.tally;
        source.tally = tally;
        let id = source.id;
        dataset.sources.push(source);
        let mut next_block = dataset.next_block;
        dataset.ledger_mut(family).file(id, &block, sorted, &mut next_block, pace).await?;
        dataset.next_block = next_block;
        dataset.refresh(family, pace).await?;
        Ok(Staged { dataset, source: id, tally })
    }

    /// The sources that can still be taken back, newest first; a roll-up cannot.
    pub fn rollbacks(&self) -> impl Iterator<Item = &Source> {
        let last = self.sources.iter().rev().filter(|source| !self.is_old(source));
        last.filter(|source| source.is_file())
    }

    /// Whether ten files or a roll-up came after it. Once so it stays so, whatever is forgotten:
    /// what such a file states may be folded.
    pub fn is_old(&self, source: &Source) -> bool {
        usize::try_from(self.next_source - source.id.0).is_ok_and(|later| later > ROLLBACKS)
            || self.rollups().any(|rolled| rolled.id > source.id)
    }

    /// The dataset with a source taken back, or put back in.
    pub async fn with_state(
        &self,
        id: SourceId,
        state: SourceState,
        pace: &impl Pace,
    ) -> Result<Dataset, Cancelled> {
        let mut dataset = self.clone();
        // What came before a roll-up is in its sums.
        let free = |source: &&mut Source| source.id == id && self.rollups().all(|it| it.id < id);
        let changed = dataset.sources.iter_mut().find(free).map(|source| {
            source.state = state;
            source.family
        });
        if let Some(family) = changed {
            dataset.refresh(family, pace).await?;
        }
        Ok(dataset)
    }

    /// Drops taken-back sources that are too old to be put back in, and what only they state.
    pub async fn forget_old_rollbacks(&mut self, pace: &impl Pace) -> Result<(), Cancelled> {
        let old = self.sources.iter().filter(|source| self.is_old(source));
        let gone: Vec<Source> =
            old.filter(|source| source.state == SourceState::RolledBack).cloned().collect();
        self.sources.retain(|source| gone.iter().all(|gone| gone.id != source.id));
        for Source { id, family, .. } in gone {
            self.ledger_mut(family).forget(id);
            self.refresh(family, pace).await?;
        }
        Ok(())
    }

    /// Which days the live sources speak of.
    pub fn coverage(&self) -> Coverage {
        let periods = |family: Family| -> Vec<(Period, bool)> {
            let sources = self.live_sources().filter(|source| source.family == family);
            sources.filter_map(|s| s.covers.map(|covers| (covers, s.last_day_open))).collect()
        };
        let orders = periods(Family::Lines);
        let open_days = orders.iter().filter(|(_, open)| *open).map(|(covers, _)| covers.to);
        let closed = |day: Day| {
            orders.iter().any(|&(covers, open)| covers.contains(day) && (day < covers.to || !open))
        };
        Coverage {
            open_days: open_days.filter(|&day| !closed(day)).collect(),
            orders: DaySet::from_periods(orders.iter().map(|&(covers, _)| covers).collect()),
            aftersales: DaySet::from_periods(
                periods(Family::Cases).into_iter().map(|(covers, _)| covers).collect(),
            ),
            compass: self.compass_days(),
        }
    }

    fn compass_days(&self) -> DaySet {
        const SALES: [CompassColumn; 3] =
            [CompassColumn::Gmv, CompassColumn::UserPaid, CompassColumn::Orders];
        let rows = self.ledger(Family::Compass).facts().filter_map(|fact| {
            let scope = Scope::from_cell(fact.get(CompassColumn::Scope)?)?;
            let shop = matches!(scope, Scope::ShopDaily | Scope::Deal)
                && fact.get(CompassColumn::Carrier).is_none()
                && fact.get(CompassColumn::Side).is_none();
            let (from, to) = (fact.day(CompassColumn::From)?, fact.day(CompassColumn::To)?);
            let has_sales = SALES.into_iter().any(|column| fact.get(column).is_some());
            (shop && from == to && has_sales).then_some(Period::day(from))
        });
        DaySet::from_periods(rows.collect())
    }
}
