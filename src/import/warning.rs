//! What an operator should know, or answer, before a file is committed.

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::generic::GENERIC;
use super::loaded::Loaded;
use crate::domain::{
    Cancelled, CaseColumn, CompassColumn, Dataset, Family, LineColumn, Moment, Pace, ROWS_A_BREATH,
    SettlementColumn, SourceId, Version, Word,
};

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningCode {
    /// The file may be another shop's; at the first import the question is asked once.
    OtherShop,
    /// The amount of a main order may be repeated on each of its lines.
    RepeatedAmounts,
    /// Ids lost digits; the file is refused.
    DamagedIds,
    /// Something happened later than now.
    FutureDates,
    /// The file is older than what is known; it only fills what was empty.
    OlderFile,
    /// Rows by order (订单维度): joined products cannot be told apart.
    ByOrder,
    /// A column that a figure needs is missing and counts as zero.
    MissingColumn,
    /// Rows whose own sums do not add up (结算账单).
    SumsDiffer,
    /// Amounts look net of refunds already; either answer goes on.
    NetAmounts,
    /// Orders of another platform's table that an export has already; they would count twice.
    KnownOrders,
}

impl WarningCode {
    /// The value of `data-code`.
    pub fn id(self) -> &'static str {
        match self {
            WarningCode::OtherShop => "other-shop",
            WarningCode::RepeatedAmounts => "repeated-amounts",
            WarningCode::DamagedIds => "damaged-ids",
            WarningCode::FutureDates => "future-dates",
            WarningCode::OlderFile => "older-file",
            WarningCode::ByOrder => "by-order",
            WarningCode::MissingColumn => "missing-column",
            WarningCode::SumsDiffer => "sums-differ",
            WarningCode::NetAmounts => "net-amounts",
            WarningCode::KnownOrders => "known-orders",
        }
    }

    /// Whether committing waits for an answer.
    pub fn asks(self) -> bool {
        matches!(
            self,
            WarningCode::OtherShop
                | WarningCode::RepeatedAmounts
                | WarningCode::NetAmounts
                | WarningCode::KnownOrders
        )
    }
}

/// A warning with the facts that its sentence needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub code: WarningCode,
    /// How many rows, orders or products it is about.
    pub count: u32,
    /// Of how many.
    pub of: u32,
    /// A name: the other shop, the missing column.
    pub name: String,
}

/// A file with fewer lines says too little about whose it is.
const MIN_LINES_TO_JUDGE_SHOP: usize = 50;

/// Every warning about a file, except [`WarningCode::DamagedIds`], which refuses it.
pub(super) async fn warnings(
    loaded: &Loaded,
    version: Version,
    shop: &str,
    known: &Dataset,
    now: Moment,
    pace: &impl Pace,
) -> Result<Vec<Warning>, Cancelled> {
    let warn = |code, count: usize, of: usize, name: &str| Warning {
        code,
        count: u32::try_from(count).unwrap_or(u32::MAX),
        of: u32::try_from(of).unwrap_or(u32::MAX),
        name: name.to_owned(),
    };
    let mut found = Vec::new();
    let rows = loaded.statements.block.len();
    if let Some(other) = loaded.shops.iter().find(|name| !shop.is_empty() && *name != shop) {
        found.push(warn(WarningCode::OtherShop, 0, 0, other));
    } else if let Some((known, all)) = known_products(loaded, known, pace).await?
        && rows >= MIN_LINES_TO_JUDGE_SHOP
        && known * 20 < all
    {
        found.push(warn(WarningCode::OtherShop, known, all, ""));
    }
    if loaded.statements.family == Family::Lines {
        let (repeated, several) = repeated_amounts(loaded, pace).await?;
        if several >= 5 && repeated * 10 >= several * 9 {
            found.push(warn(WarningCode::RepeatedAmounts, repeated, several, ""));
        }
        let by_order =
            (0..rows).filter(|&row| cell(loaded, row, LineColumn::Joined).is_some()).count();
        if by_order > 0 {
            found.push(warn(WarningCode::ByOrder, by_order, rows, ""));
        }
        for &(column, name) in needed(loaded) {
            if !loaded.statements.block.columns.has(usize::from(column)) {
                found.push(warn(WarningCode::MissingColumn, 0, 0, name));
            }
        }
    }
    found.extend(net_amounts(loaded));
    let doubled = known_orders(loaded, known, pace).await?;
    if doubled > 0 {
        found.push(warn(WarningCode::KnownOrders, doubled, rows, ""));
    }
    if loaded.statements.family == Family::Settlements {
        let odd = unbalanced(loaded);
        if odd > 0 {
            found.push(warn(WarningCode::SumsDiffer, odd, rows, ""));
        }
    }
    if is_ahead(loaded, now) {
        found.push(warn(WarningCode::FutureDates, 0, 0, ""));
    }
    if is_older(loaded, version, known) {
        found.push(warn(WarningCode::OlderFile, 0, 0, ""));
    }
    Ok(found)
}

/// Whether the file speaks of what has not happened yet; a range of days may end ahead, but a
/// score is of its day.
fn is_ahead(loaded: &Loaded, now: Moment) -> bool {
    let scores = loaded.statements.family == Family::Scores;
    loaded.latest.is_some_and(|latest| latest > now)
        || (scores && loaded.covers.is_some_and(|covers| covers.to > now.day()))
}

/// Whether a newer file of its family was imported before. Rows about ranges of days stand beside
/// each other: newer or older does not matter. Of two files of one moment neither is older,
/// whatever their contents hash to.
fn is_older(loaded: &Loaded, version: Version, known: &Dataset) -> bool {
    let family = loaded.statements.family;
    let newest = known.live_sources().filter(|source| source.family == family);
    let newest = newest.map(|source| source.version.at).max();
    !family.schema().ranged() && newest.is_some_and(|newest| version.at < newest)
}

/// Settlements of which 收入合计 + 支出合计 is not 结算金额, by more than rounding.
fn unbalanced(loaded: &Loaded) -> usize {
    const ROUNDING: i64 = 2;
    let cell =
        |row: usize, column: SettlementColumn| loaded.statements.block.get(row, column.into());
    let odd = |&row: &usize| {
        let sums = cell(row, SettlementColumn::Income).zip(cell(row, SettlementColumn::Expense));
        let settled = cell(row, SettlementColumn::Settled);
        sums.zip(settled).is_some_and(|((income, expense), settled)| {
            income.saturating_add(expense).abs_diff(settled) > ROUNDING.unsigned_abs()
        })
    };
    (0..loaded.statements.block.len()).filter(odd).count()
}

/// Columns that a figure is made of and that custom reports leave out.
const NEEDED: [(LineColumn, &str); 3] = [
    (LineColumn::Paid, "支付完成时间"),
    (LineColumn::PlatformPart, "平台实际承担优惠金额"),
    (LineColumn::CreatorPart, "达人实际承担优惠金额"),
];

/// The same for order tables of other platforms.
const MAPPED: [(LineColumn, &str); 2] =
    [(LineColumn::Paid, "支付时间"), (LineColumn::Units, "数量")];

fn needed(loaded: &Loaded) -> &'static [(LineColumn, &'static str)] {
    if is_generic(loaded) { &MAPPED } else { &NEEDED }
}

/// How many orders of a table of another platform's form some export of another form has: an ERP
/// lists the orders of 抖店 as well, by the order and not by the line.
async fn known_orders(
    loaded: &Loaded,
    known: &Dataset,
    pace: &impl Pace,
) -> Result<usize, Cancelled> {
    if !is_generic(loaded) {
        return Ok(0);
    }
    let order: usize = LineColumn::Order.into();
    let own: FxHashSet<SourceId> = known
        .live_sources()
        .filter(|source| source.format == GENERIC.id)
        .map(|source| source.id)
        .collect();
    let mut orders: FxHashSet<i64> = FxHashSet::default();
    for (count, fact) in known.ledger(Family::Lines).facts().enumerate() {
        if count % ROWS_A_BREATH == 0 {
            pace.breathe().await?;
        }
        orders.extend(fact.get(order).filter(|&id| id >= 0 && !own.contains(&fact.newest)));
    }
    let block = &loaded.statements.block;
    let ids: FxHashSet<i64> = (0..block.len()).filter_map(|row| block.get(row, order)).collect();
    Ok(ids.iter().filter(|id| orders.contains(id)).count())
}

fn is_generic(loaded: &Loaded) -> bool {
    loaded.format.is_some_and(|format| format.id == GENERIC.id)
}

/// Asked until it has been answered for tables of this header.
fn net_amounts(loaded: &Loaded) -> Option<Warning> {
    let unanswered = loaded.mapping.as_ref().is_some_and(|mapping| mapping.net.is_none());
    let (count, of) = loaded.net.given_away().filter(|_| unanswered)?;
    Some(Warning { code: WarningCode::NetAmounts, count, of, name: String::new() })
}

fn cell(loaded: &Loaded, row: usize, column: LineColumn) -> Option<i64> {
    loaded.statements.block.get(row, column.into())
}

/// Where each family names its product.
const PRODUCTS: [(Family, usize); 3] = [
    (Family::Lines, LineColumn::Product.place()),
    (Family::Cases, CaseColumn::Product.place()),
    (Family::Compass, CompassColumn::Product.place()),
];

/// How many of the file's products the shop has, and how many it names; nothing while either
/// side is empty.
async fn known_products(
    loaded: &Loaded,
    known: &Dataset,
    pace: &impl Pace,
) -> Result<Option<(usize, usize)>, Cancelled> {
    let own = PRODUCTS.into_iter().find(|(family, _)| *family == loaded.statements.family);
    let Some((_, column)) = own.filter(|_| !known.is_empty()) else {
        return Ok(None);
    };
    let block = &loaded.statements.block;
    let mut products: FxHashSet<i64> = FxHashSet::default();
    for row in 0..block.len() {
        if row % ROWS_A_BREATH == 0 {
            pace.breathe().await?;
        }
        products.extend(block.get(row, column));
    }
    let mut shop_products: FxHashSet<Word> = FxHashSet::default();
    for (family, column) in PRODUCTS {
        for (count, fact) in known.ledger(family).facts().enumerate() {
            if count % ROWS_A_BREATH == 0 {
                pace.breathe().await?;
            }
            shop_products.extend(fact.word(column));
        }
    }
    if products.is_empty() || shop_products.is_empty() {
        return Ok(None);
    }
    let is_known = |number: &&i64| {
        let text = loaded.statements.words.text(Word::from_cell(**number));
        known.words.find(text).is_some_and(|word| shop_products.contains(&word))
    };
    Ok(Some((products.iter().filter(is_known).count(), products.len())))
}

/// How many orders of several lines repeat one amount though unit prices differ, and how many
/// have several lines (口径 section 5, trap 1).
async fn repeated_amounts(loaded: &Loaded, pace: &impl Pace) -> Result<(usize, usize), Cancelled> {
    /// What the lines of one order have in common with its first.
    struct Lines {
        amount: Option<i64>,
        price: Option<i64>,
        count: usize,
        same_amount: bool,
        other_price: bool,
    }
    // Other platforms' tables have no unit prices: another product tells lines apart there.
    let told_apart = if is_generic(loaded) { LineColumn::Title } else { LineColumn::UnitPrice };
    let rows = loaded.statements.block.len();
    let mut orders: FxHashMap<i64, Lines> =
        FxHashMap::with_capacity_and_hasher(rows, FxBuildHasher);
    for row in 0..rows {
        if row % ROWS_A_BREATH == 0 {
            pace.breathe().await?;
        }
        let Some(order) = cell(loaded, row, LineColumn::Order) else { continue };
        let amount = cell(loaded, row, LineColumn::Payable);
        let price = cell(loaded, row, told_apart);
        let first = Lines { amount, price, count: 0, same_amount: true, other_price: false };
        let lines = orders.entry(order).or_insert(first);
        lines.count += 1;
        lines.same_amount &= lines.amount == amount;
        lines.other_price |= lines.price != price;
    }
    let several = orders.values().filter(|lines| lines.count > 1);
    let repeats = |lines: &&Lines| {
        lines.amount.is_some_and(|amount| amount > 0) && lines.same_amount && lines.other_price
    };
    Ok((several.clone().filter(repeats).count(), several.count()))
}

/// Whether ids lost digits: spreadsheets keep 15 and fill up with zeros.
pub(super) fn damaged_ids(loaded: &Loaded) -> bool {
    let [column] = *loaded.statements.family.schema().key else { return false };
    let block = &loaded.statements.block;
    let long = |id: &i64| *id >= 10_000_000_000_000_000;
    let ids: Vec<i64> =
        (0..block.len()).filter_map(|row| block.get(row, column)).filter(long).collect();
    let rounded: Vec<i64> = ids.iter().copied().filter(|id| id % 1_000 == 0).collect();
    if rounded.len() >= 5 && rounded.len() * 2 >= ids.len() {
        return true;
    }
    let mut sharing: FxHashMap<i64, usize> = FxHashMap::default();
    rounded.iter().for_each(|&id| *sharing.entry(id).or_default() += 1);
    sharing.iter().any(|(&id, &rows)| rows >= 3 && distinct_rows(loaded, column, id) >= 3)
}

fn distinct_rows(loaded: &Loaded, column: usize, id: i64) -> usize {
    let block = &loaded.statements.block;
    let rows: FxHashSet<Vec<Option<i64>>> = (0..block.len())
        .filter(|&row| block.get(row, column) == Some(id))
        .map(|row| block.columns.iter().map(|column| block.get(row, column)).collect())
        .collect();
    rows.len()
}
