//! Rolling months up: which may be, and what their lines come to.
//!
//! An order stays as lines when one of them has something that sums do not keep: a case, a
//! refund, a parcel on its way, money that is not settled, a day that was exported before it was
//! over, or a line of a month that stays.

use rustc_hash::{FxHashMap, FxHashSet};

use super::book::{Book, Named, Sale};
use super::line_book::{LineBook, product_and_sku};
use super::settlement_book::Settled;
use super::totals::Totals;
use crate::domain::{
    Block, Cancelled, Coverage, Dataset, Day, Fact, Family, LineColumn as L, Moment, Pace, Period,
    RollupColumn as C, SortedMap, Source, SourceId, SourceState, Statements, Tally, Version, Word,
    sort_by_key,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// Days up to the newest order that stay as lines: rules, thresholds and what is learnt of refunds
/// look back no further.
pub const KEPT_DAYS: i32 = 120;

/// A month that may be rolled up, and how many lines it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RollableMonth {
    /// As `202611`.
    pub month: u32,
    pub lines: i64,
}

/// Lines and what they come to, ready to be exchanged by [`Dataset::rolled_up`].
#[derive(Clone, Debug)]
pub struct Rollup {
    pub source: Source,
    pub sums: Statements,
    /// The keys of the lines that go.
    pub keys: FxHashSet<u64>,
    /// How many go, and lines of those months that stay.
    pub lines: i64,
    pub kept: i64,
}

/// The months that may be rolled up, oldest first; a date ahead of `today` is a slip.
pub fn rollable(dataset: &Dataset, today: Day) -> Vec<RollableMonth> {
    let Some(newest) = dataset.coverage().orders.last() else { return Vec::new() };
    let first_kept = newest.min(today).plus(-KEPT_DAYS).month_number();
    let rolled = dataset.rolled_months();
    let mut months: SortedMap<u32, i64> = SortedMap::new();
    let mut last = (Day::default(), 0);
    for placed in dataset.ledger(Family::Lines).facts().filter_map(|fact| fact.moment(L::Placed)) {
        let day = placed.day();
        if day != last.0 {
            last = (day, day.month_number());
        }
        if last.1 < first_kept && !rolled.contains(&last.1) {
            *months.slot(last.1) += 1;
        }
    }
    months.into_iter().map(|(month, lines)| RollableMonth { month, lines }).collect()
}

/// Sums up what may be of the months up to `through`. Nothing is changed by it.
pub async fn roll_up(
    dataset: &Dataset,
    through: u32,
    now: Moment,
    pace: &impl Pace,
) -> Result<Rollup, Cancelled> {
    let months = rollable(dataset, now.day()).into_iter().map(|it| it.month);
    let months: Vec<u32> = months.filter(|month| *month <= through).collect();
    let mut book = Book { words: dataset.words.clone(), ..Book::default() };
    let mut lines = LineBook::new(dataset, &mut book, pace).await?;
    let open = open_orders(dataset, &months, (&mut lines, &mut book), pace).await?;
    let mut rolling = Rolling::default();
    for (count, fact) in dataset.ledger(Family::Lines).facts().enumerate() {
        if count % BREATH == 0 {
            pace.breathe().await?;
        }
        let Some((month, placed)) = month_of(&fact).filter(|(month, _)| months.contains(month))
        else {
            continue;
        };
        match number(&fact).filter(|order| !open.contains(order)) {
            Some(_) => {
                rolling.keys.insert(fact.key(Family::Lines.schema()));
                *rolling.months.slot(month) += 1;
                rolling.take((month, placed), &fact, lines.sale(&fact, &mut book));
            }
            None => rolling.kept += 1,
        }
    }
    Ok(rolling.finish(dataset, now))
}

/// The month that a line was placed in, and when it was.
fn month_of(fact: &Fact<'_>) -> Option<(u32, Moment)> {
    let placed = fact.moment(L::Placed)?;
    Some((placed.day().month_number(), placed))
}

/// The number of a line's order.
fn number(fact: &Fact<'_>) -> Option<i64> {
    fact.get(L::Order).or(fact.get(L::Line))
}

/// Orders of which a line has more to tell than sums keep.
async fn open_orders(
    dataset: &Dataset,
    months: &[u32],
    (lines, book): (&mut LineBook<'_>, &mut Book),
    pace: &impl Pace,
) -> Result<FxHashSet<i64>, Cancelled> {
    let mut open = FxHashSet::default();
    let settled = Settled::collect(dataset, pace).await?;
    let open_days = dataset.coverage().open_days;
    for (count, fact) in dataset.ledger(Family::Lines).facts().enumerate() {
        if count % BREATH == 0 {
            pace.breathe().await?;
        }
        let asked = month_of(&fact).is_some_and(|(month, placed)| {
            months.contains(&month) && !open_days.contains(&placed.day())
        });
        let unsettled = || settled.misses(&fact, &dataset.words).is_some();
        if !asked || lines.has_more(&fact, book) || unsettled() {
            open.extend(number(&fact));
        }
    }
    Ok(open)
}

impl LineBook<'_> {
    /// What a line sold, without a trace in the book: nothing where its order is known by other
    /// rows, and no sale where it was never paid.
    fn sale(&mut self, fact: &Fact<'_>, book: &mut Book) -> Option<Result<Sale, Day>> {
        if self.is_told_apart(fact) {
            return None;
        }
        self.line(fact, book);
        let unpaid = book.unpaid.pop().map(|(day, _)| Err(day));
        book.sales.pop().map(Ok).or(unpaid)
    }

    /// Whether something may still be asked of the line itself.
    fn has_more(&mut self, fact: &Fact<'_>, book: &mut Book) -> bool {
        let touched = self.has_case(fact) || fact.get(L::Refund).is_some_and(|cents| cents > 0);
        let sale = self.sale(fact, book);
        let waits = book.pending.pop().is_some();
        let refunded = sale.and_then(Result::ok).is_some_and(|sale| {
            sale.returned || sale.cancelled || sale.refund_estimated || sale.refund.cents() != 0
        });
        touched || waits || refunded
    }
}

/// What a sum is about.
type Key = (u32, Day, [Option<Word>; 5], bool);

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    totals: Totals,
    lines: i64,
    unpaid: i64,
    title: Option<Named>,
}

#[derive(Debug, Default)]
struct Rolling {
    sums: FxHashMap<Key, Sum>,
    keys: FxHashSet<u64>,
    /// Lines that go, by month.
    months: SortedMap<u32, i64>,
    kept: i64,
}

impl Rolling {
    fn take(
        &mut self,
        (month, placed): (u32, Moment),
        fact: &Fact<'_>,
        sale: Option<Result<Sale, Day>>,
    ) {
        let Some(sale) = sale else { return };
        let product = product_and_sku(fact).0;
        let [carrier, channel, origin, ad] =
            [L::Carrier, L::Channel, L::Origin, L::AdType].map(|column| fact.word(column));
        let day = sale.as_ref().map_or_else(|day| *day, |sale| sale.paid.day());
        let with_creator = fact.get(L::Creator).is_some();
        let dims = [product, carrier, channel, origin, ad];
        let sum = self.sums.entry((month, day, dims, with_creator)).or_default();
        match sale {
            Ok(sale) => {
                sum.totals.add(&sale);
                sum.lines += 1;
            }
            Err(_) => sum.unpaid += 1,
        }
        sum.title = sum.title.max(fact.word(L::Title).map(|word| (placed, word)));
    }

    fn finish(self, dataset: &Dataset, now: Moment) -> Rollup {
        let schema = Family::Rollups.schema();
        let mut block = Block::new(schema, (0..schema.columns.len()).collect());
        let mut sums: Vec<(Key, Sum)> = self.sums.into_iter().collect();
        sort_by_key(&mut sums, |(key, _)| *key);
        let mut cells = Vec::new();
        for (key, sum) in &sums {
            cells.clear();
            cells.resize(schema.columns.len(), None);
            fill(key, sum, &mut cells);
            block.push_row(&cells);
        }
        let rows = u32::try_from(block.len()).unwrap_or(u32::MAX);
        let coverage = dataset.coverage();
        self.months.keys().for_each(|month| state_days(&coverage, *month, &mut block));
        let mut months = self.months.keys().copied();
        let first = months.next().unwrap_or(0);
        let last = months.next_back().unwrap_or(first);
        // After every file, however its clock went: whatever is put in order by version, files from
        // before the roll-up stand before it.
        let versions = dataset.sources.iter().map(|source| source.version.at);
        let newest = versions.max().unwrap_or(now);
        let source = Source {
            id: SourceId::default(),
            file: format!("{first}-{last}"),
            format: "rollup".to_owned(),
            encoding: String::new(),
            family: Family::Rollups,
            columns: block.columns,
            version: Version { at: Moment(newest.max(now).0 + 1), hash: u64::from(last) },
            imported: now,
            covers: Period::new(first_day(first), last_day(last)),
            last_day_open: false,
            rows,
            skipped: 0,
            rejected: 0,
            tally: Tally::default(),
            state: SourceState::Live,
        };
        let words = dataset.words.clone();
        let sums = Statements { family: Family::Rollups, block, words };
        let lines = self.months.values().sum();
        Rollup { source, sums, keys: self.keys, lines, kept: self.kept }
    }
}

/// The first day of a month such as 202611.
fn first_day(month: u32) -> Day {
    let year = i32::try_from(month / 100).unwrap_or(0);
    Day::from_ymd(year, month % 100, 1).unwrap_or_default()
}

fn last_day(month: u32) -> Day {
    first_day(month).month_start_plus(1).previous()
}

/// States the days of a month whose orders are known whole.
fn state_days(coverage: &Coverage, month: u32, block: &mut Block) {
    let from = first_day(month);
    let days = Period { from, to: last_day(month) }.days();
    for day in days.filter(|day| coverage.complete(*day)) {
        block.push(|column| match column {
            _ if column == C::Month.place() => Some(i64::from(from.0)),
            _ if column == C::Day.place() => Some(i64::from(day.0)),
            _ if column == C::Known.place() => Some(1),
            _ => None,
        });
    }
}

fn fill((month, day, dims, with_creator): &Key, sum: &Sum, cells: &mut [Option<i64>]) {
    let mut set = |column: C, cell: Option<i64>| {
        if let Some(slot) = cells.get_mut(column.place()) {
            *slot = cell;
        }
    };
    let of_day = |day: Day| Some(i64::from(day.0));
    set(C::Month, of_day(first_day(*month)));
    set(C::Day, of_day(*day));
    let named = [C::Product, C::Carrier, C::Channel, C::Origin, C::AdType].into_iter().zip(dims);
    named.for_each(|(column, word)| set(column, word.map(Word::to_cell)));
    set(C::WithCreator, Some(i64::from(*with_creator)));
    set(C::Title, sum.title.map(|(_, word)| word.to_cell()));
    let totals = &sum.totals;
    let sums = [
        (C::Gmv, totals.gmv.cents()),
        (C::UserPaid, totals.user_paid.cents()),
        (C::Lines, sum.lines),
        (C::Orders, totals.orders),
        (C::Units, totals.units),
        (C::Gifts, totals.gifts),
        (C::Judged, totals.shipped.whole),
        (C::InTime, totals.shipped.part),
        (C::Guessed, totals.guessed_times),
        (C::Presales, totals.presales),
        (C::Unpaid, sum.unpaid),
    ];
    sums.into_iter().for_each(|(column, sum)| set(column, Some(sum)));
}
