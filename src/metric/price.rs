//! The price of each SKU over time, as order lines state it: the base-price log, and the changes
//! that stayed.
//!
//! The price is 商品单价, before coupons and subsidies, so those are no change of it. A day's price
//! is the one that most of the SKU's lines of that day had. A price counts only once it stays: two
//! days with sales, or three orders where it is the newest; a price of one day is an offer.

use rustc_hash::FxHashMap;

use super::book::{Book, Sale};
use crate::domain::{Day, Money, Period, Word, sort_by_key};

/// Days with sales after which a price has stayed, and orders that do for the newest one.
const STAYS_DAYS: i64 = 2;
const STAYS_ORDERS: i64 = 3;

/// Days that a SKU sold at one price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceSpan {
    /// 元 a piece.
    pub price: Money,
    /// The first and the last day with sales at it.
    pub from: Day,
    pub to: Day,
    /// Days with sales, and lines sold on them.
    pub days: i64,
    pub orders: i64,
}

/// The prices of a SKU, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceLog {
    pub product: Word,
    /// 商品规格; nothing where the file has none.
    pub sku: Option<Word>,
    pub spans: Vec<PriceSpan>,
}

/// A SKU that had sold changed its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceChange {
    pub product: Word,
    pub sku: Option<Word>,
    /// The first day with sales at the new price.
    pub day: Day,
    pub before: Money,
    pub after: Money,
    /// Lines sold at the old price.
    pub orders: i64,
}

impl PriceLog {
    /// Each change of price, oldest first.
    pub fn changes(&self) -> impl Iterator<Item = PriceChange> + use<'_> {
        self.spans.windows(2).filter_map(|pair| {
            let [before, after] = pair else { return None };
            Some(PriceChange {
                product: self.product,
                sku: self.sku,
                day: after.from,
                before: before.price,
                after: after.price,
                orders: before.orders,
            })
        })
    }
}

/// A price on a day, and how many lines had it.
type OnDay = (Day, Money, i64);

/// The prices of every SKU, or of those of one product, by the texts of product and SKU. Days that
/// are rolled up say nothing of prices: the lines that are left are not most of theirs.
pub fn price_logs(book: &Book, product: Option<Word>) -> Vec<PriceLog> {
    logs_of(book, &book.sales, product)
}

/// The same as a period's own orders tell them.
pub fn price_logs_in(book: &Book, period: Period, product: Option<Word>) -> Vec<PriceLog> {
    logs_of(book, book.sales_in(period), product)
}

fn logs_of(book: &Book, sales: &[Sale], product: Option<Word>) -> Vec<PriceLog> {
    let mut sold: FxHashMap<(Word, Option<Word>), Vec<OnDay>> = FxHashMap::default();
    let rolled = &book.rollups.days;
    let priced = |sale: &&Sale| sale.list_price > Money::ZERO && !sale.is_gift();
    for sale in sales.iter().filter(priced).filter(|sale| !rolled.contains(sale.paid.day())) {
        let key = sale.dims.product.filter(|known| product.is_none_or(|asked| asked == *known));
        if let Some(key) = key {
            note(sold.entry((key, sale.sku)).or_default(), sale);
        }
    }
    let log = |((product, sku), sold): ((Word, Option<Word>), Vec<OnDay>)| {
        let spans = lasting(spans(&sold));
        PriceLog { product, sku, spans }
    };
    let mut logs: Vec<PriceLog> = sold.into_iter().map(log).collect();
    let text = |word: Word| book.words.text(word);
    sort_by_key(&mut logs, |log| (text(log.product), log.sku.map(text)));
    logs
}

fn note(sold: &mut Vec<OnDay>, sale: &Sale) {
    let day = sale.paid.day();
    let mut today = sold.iter_mut().rev().take_while(|(known, ..)| *known == day);
    match today.find(|(_, price, _)| *price == sale.list_price) {
        Some((_, _, lines)) => *lines += 1,
        None => sold.push((day, sale.list_price, 1)),
    }
}

/// Stretches of days of one price each, in the order of days.
fn spans(sold: &[OnDay]) -> Vec<PriceSpan> {
    let mut spans: Vec<PriceSpan> = Vec::new();
    for on_day in sold.chunk_by(|one, other| one.0 == other.0) {
        let orders = on_day.iter().map(|(.., lines)| lines).sum();
        let most =
            on_day.iter().max_by_key(|&&(_, price, lines)| (lines, std::cmp::Reverse(price)));
        if let Some(&(day, price, _)) = most {
            push(&mut spans, PriceSpan { price, from: day, to: day, days: 1, orders });
        }
    }
    spans
}

/// Adds a stretch; one of the same price as the last goes on with it.
fn push(spans: &mut Vec<PriceSpan>, span: PriceSpan) {
    match spans.last_mut() {
        Some(last) if last.price == span.price => {
            last.to = span.to;
            last.days += span.days;
            last.orders += span.orders;
        }
        _ => spans.push(span),
    }
}

/// The stretches that stayed; where none did, the one that sold most.
fn lasting(spans: Vec<PriceSpan>) -> Vec<PriceSpan> {
    let last = spans.len().saturating_sub(1);
    let most = spans.iter().copied().max_by_key(|span| (span.orders, span.to));
    let mut lasting: Vec<PriceSpan> = Vec::new();
    for (place, span) in spans.into_iter().enumerate() {
        let stays = span.days >= STAYS_DAYS || (place == last && span.orders >= STAYS_ORDERS);
        let back = lasting.last().is_some_and(|before| before.price == span.price);
        if stays || back {
            push(&mut lasting, span);
        }
    }
    if lasting.is_empty() {
        lasting.extend(most);
    }
    lasting
}
