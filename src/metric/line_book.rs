//! Order lines to sales: one by one, with their refunds, and the orders that wait to be shipped.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::book::{Book, Dims, PRICE_BANDS, Pending, Sale};
use super::meaning::Meanings;
use super::refund::Refunds;
use super::shipping::{refunded_before_shipping, shipping};
use crate::domain::{
    Block, Cancelled, Dataset, Fact, Family, Id, LineColumn, Moment, Money, OrderStatus, Pace,
    Refunded, SourceId, Version, Word,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// Reads order lines.
pub(super) struct LineBook<'a> {
    dataset: &'a Dataset,
    pub refunds: Refunds,
    meanings: Meanings<'a>,
    versions: FxHashMap<SourceId, Version>,
    /// Orders of which lines by product are known: their 订单维度 rows would count twice.
    split_orders: FxHashSet<i64>,
    /// 自营 and 合作, and the names of [`PRICE_BANDS`].
    pub sides: [Word; 2],
    bands: [Word; PRICE_BANDS.len()],
}

impl<'a> LineBook<'a> {
    pub async fn new(
        dataset: &'a Dataset,
        book: &mut Book,
        pace: &impl Pace,
    ) -> Result<LineBook<'a>, Cancelled> {
        let versions = dataset.sources.iter().map(|source| (source.id, source.version)).collect();
        let lines = dataset.ledger(Family::Lines);
        let joins = |block: &Arc<Block>| {
            (0..block.len()).any(|row| block.get(row, LineColumn::Joined.place()).is_some())
        };
        let joined = lines.blocks().iter().any(joins);
        let mut split_orders = FxHashSet::default();
        for (count, fact) in lines.facts().enumerate().take_while(|_| joined) {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            if fact.get(LineColumn::Joined).is_none() {
                split_orders.extend(fact.get(LineColumn::Order));
            }
        }
        let refunds = Refunds::collect(dataset, &versions, joined, pace).await?;
        let sides = ["自营", "合作"].map(|name| book.words.intern(name));
        let bands = PRICE_BANDS.map(|(_, name)| book.words.intern(name));
        let meanings = Meanings::new(&dataset.words);
        Ok(LineBook { dataset, refunds, meanings, versions, split_orders, sides, bands })
    }

    /// The band of the price of a piece; nothing for what was not paid for.
    fn band(&self, gmv: Money, units: i64) -> Option<Word> {
        let piece = gmv.over(units).filter(|piece| *piece > Money::ZERO)?;
        let bands = PRICE_BANDS.iter().zip(self.bands).rev();
        let mut at_most = bands.filter(|((from, _), _)| piece.cents() >= from * 100);
        at_most.next().map(|(_, name)| name)
    }

    pub async fn read(&mut self, book: &mut Book, pace: &impl Pace) -> Result<(), Cancelled> {
        let lines = self.dataset.ledger(Family::Lines);
        book.sales.reserve_exact(lines.len());
        for (count, fact) in lines.facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            if !self.is_told_apart(&fact) {
                self.line(&fact, book);
            }
        }
        book.sales.shrink_to_fit();
        Ok(())
    }

    /// Whether it is a row by order of an order whose lines are known.
    pub fn is_told_apart(&self, fact: &Fact<'_>) -> bool {
        let joined = fact.get(LineColumn::Joined).is_some();
        let order = fact.get(LineColumn::Order);
        joined && order.is_some_and(|order| self.split_orders.contains(&order))
    }

    /// Whether a case, of whatever kind, is about the line.
    pub fn has_case(&self, fact: &Fact<'_>) -> bool {
        !self.refunds.cases_of(fact).is_empty()
    }

    /// A function of its own: the future that reads all lines is compiled for speed too late.
    #[inline(never)]
    pub fn line(&mut self, fact: &Fact<'_>, book: &mut Book) {
        let Some(placed) = fact.moment(LineColumn::Placed) else {
            return;
        };
        let (product, sku) = product_and_sku(fact);
        book.note_names(fact, product, placed);
        let version = self.versions.get(&fact.newest).copied().unwrap_or_default();
        let money = |column| fact.money(column).unwrap_or_default();
        let user_paid = money(LineColumn::Payable);
        let gmv = user_paid + money(LineColumn::PlatformPart) + money(LineColumn::CreatorPart);
        let units = fact.get(LineColumn::Units).unwrap_or(0);
        let joined = fact.get(LineColumn::Joined);
        let orders = joined.and_then(|orders| u32::try_from(orders).ok()).unwrap_or(1);
        let category = product.and_then(|product| book.compass.categories.get(&product).copied());
        let price = self.band(gmv, units);
        let dims = Dims { product, category, price, ..self.dims(fact) };
        let status = self.meanings.of(fact.word(LineColumn::Status)).status;
        let after_sale = self.meanings.of(fact.word(LineColumn::AfterSale)).after_sale;
        let order_type = self.meanings.of(fact.word(LineColumn::OrderType));
        let paid = self.paid(fact, placed, (status, after_sale));
        let line = (paid.map(|(at, _)| at), &dims);
        let refund = self.refunds.settle(fact, line, after_sale, (user_paid, gmv), version);
        // After its cases are settled: they belong to the line whether its file is old enough to
        // call it unpaid or not.
        let Some((paid, paid_guessed)) = paid else {
            book.unpaid.push((placed.day(), dims));
            return;
        };
        if let Some(promised) = fact.moment(LineColumn::Promised)
            && status == OrderStatus::ToShip
            && fact.get(LineColumn::Shipped).is_none()
            && !refund.touched
        {
            let line = fact.id(LineColumn::Line).unwrap_or(Id::Number(0));
            book.pending.push(Pending { line, promised, dims, units, gmv, as_of: version.at });
        }
        book.sales.push(Sale {
            paid,
            gmv,
            user_paid,
            units,
            list_price: money(LineColumn::UnitPrice),
            orders,
            dims,
            sku,
            refund: refund.amount,
            refund_estimated: refund.estimated,
            returned: refund.returned,
            shipping: shipping(fact, paid, gmv, order_type.is_virtual, &refund, version),
            cancelled: gmv > Money::ZERO && refunded_before_shipping(fact, &refund),
            paid_guessed,
            presale: order_type.presale,
        });
    }

    /// What the line itself says.
    fn dims(&self, fact: &Fact<'_>) -> Dims {
        let creator = fact.word(LineColumn::Creator);
        let [own, with_creator] = self.sides;
        Dims {
            creator,
            carrier: fact.word(LineColumn::Carrier),
            channel: fact.word(LineColumn::Channel),
            province: fact.word(LineColumn::Province),
            side: Some(if creator.is_some() { with_creator } else { own }),
            origin: fact.word(LineColumn::Origin),
            ad: fact.word(LineColumn::AdType),
            ..Dims::default()
        }
    }

    /// When the line was paid, and whether that had to be guessed; nothing when it never was.
    fn paid(
        &self,
        fact: &Fact<'_>,
        placed: Moment,
        (status, after_sale): (OrderStatus, Refunded),
    ) -> Option<(Moment, bool)> {
        if fact.has(LineColumn::Paid) {
            return fact.moment(LineColumn::Paid).map(|paid| (paid, false));
        }
        let paid = match status {
            OrderStatus::Unpaid => false,
            OrderStatus::Closed => {
                after_sale == Refunded::Yes
                    || self.refunds.has_finished(fact)
                    || fact.get(LineColumn::Refund).is_some_and(|cents| cents > 0)
            }
            OrderStatus::ToShip | OrderStatus::Other => true,
        };
        paid.then_some((placed, true))
    }
}

/// The product of a line and, where the file tells SKUs apart, its SKU.
pub(super) fn product_and_sku(fact: &Fact<'_>) -> (Option<Word>, Option<Word>) {
    let id = fact.word(LineColumn::Product);
    let sku = id.and(fact.word(LineColumn::Sku));
    let named = || fact.word(LineColumn::Code).or(fact.word(LineColumn::Title));
    (id.or_else(named), sku)
}
