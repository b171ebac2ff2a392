//! The facts as figures need them, computed once after each change of the facts.

use rustc_hash::FxHashMap;

use super::ad_book::AdBook;
use super::case_book::CaseBook;
use super::compass_book::CompassBook;
use super::day_sums::DaySums;
use super::line_book::LineBook;
use super::live_book::{LiveSession, sessions};
use super::mix::LastMix;
use super::review_book::ReviewBook;
use super::rollup_book::RollupBook;
use super::service_book::ServiceBook;
use super::settlement_book::SettlementBook;
use super::shipping::Shipping;
use super::unit::LastUnits;
use crate::domain::{
    Cancelled, Coverage, Dataset, Day, Fact, Family, Id, LineColumn, Moment, Money, Pace, Period,
    Word, Words, sort_by_key, sort_by_number,
};

/// What a sale can be split or filtered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dims {
    /// 商品ID; where the file has none, 商家编码 or 选购商品.
    pub product: Option<Word>,
    /// 达人ID; nothing for the shop's own sales.
    pub creator: Option<Word>,
    /// 流量体裁.
    pub carrier: Option<Word>,
    /// 流量渠道.
    pub channel: Option<Word>,
    /// 省.
    pub province: Option<Word>,
    /// 品类 of the product, as 罗盘 商品列表 states it.
    pub category: Option<Word>,
    /// 自营 without a creator, 合作 with one.
    pub side: Option<Word>,
    /// 流量来源: 小店自卖, 精选联盟, …
    pub origin: Option<Word>,
    /// 流量类型: 广告, 非广告.
    pub ad: Option<Word>,
    /// The band of the price of a piece; see [`PRICE_BANDS`].
    pub price: Option<Word>,
}

/// 价格带 as 罗盘 cuts them: each from this many 元 a piece, up to the next.
pub const PRICE_BANDS: [(i64, &str); 6] =
    [(0, "0-10"), (10, "10-20"), (20, "20-35"), (35, "35-65"), (65, "65-130"), (130, "130以上")];

/// A paid order line, dated by its payment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sale {
    pub paid: Moment,
    /// 订单应付金额 + 平台实际承担优惠金额 + 达人实际承担优惠金额.
    pub gmv: Money,
    /// 订单应付金额.
    pub user_paid: Money,
    pub units: i64,
    /// 商品单价, before any discount; zero where the file has none.
    pub list_price: Money,
    /// How many orders the row stands for: 1, or what a 订单维度 row joins.
    pub orders: u32,
    pub dims: Dims,
    /// 商品规格, where the file has it.
    pub sku: Option<Word>,
    /// The part of `gmv` that was refunded.
    pub refund: Money,
    /// The refund is estimated from the order file's 售后状态.
    pub refund_estimated: bool,
    /// A return case was opened on it.
    pub returned: bool,
    pub shipping: Shipping,
    /// The money went back before anything was shipped.
    pub cancelled: bool,
    /// Its pay time is its submit time: the file has no 支付完成时间.
    pub paid_guessed: bool,
    /// 预售: the deposit is not in the file.
    pub presale: bool,
}

impl Sale {
    /// 赠品行: nothing was paid for it. A row that only books a refund is none.
    pub fn is_gift(&self) -> bool {
        self.gmv <= Money::ZERO && self.refund == Money::ZERO
    }
}

/// A paid line that waits to be shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending {
    /// 子订单编号.
    pub line: Id,
    pub promised: Moment,
    pub dims: Dims,
    pub units: i64,
    pub gmv: Money,
    /// When its file was exported.
    pub as_of: Moment,
}

/// A name, and when the line that gave it was placed.
pub type Named = (Moment, Word);

/// See the file's head.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub coverage: Coverage,
    /// In the order of payment.
    pub sales: Vec<Sale>,
    pub cases: CaseBook,
    pub compass: CompassBook,
    pub pending: Vec<Pending>,
    /// Titles of products, as far as lines state them; the newest wins.
    pub products: FxHashMap<Word, Option<Named>>,
    /// Nicknames of creators, by 达人ID; the newest wins.
    pub creators: FxHashMap<Word, Named>,
    /// Lines that were never paid, by the day they were placed.
    pub unpaid: Vec<(Day, Dims)>,
    pub ads: AdBook,
    pub service: ServiceBook,
    pub reviews: ReviewBook,
    pub settlements: SettlementBook,
    pub lives: Vec<LiveSession>,
    pub rollups: RollupBook,
    pub words: Words,
    /// The sums of days, of all sales and of those asked for last.
    pub(super) sums: DaySums,
    /// What was asked for last.
    pub(super) last_units: LastUnits,
    pub(super) last_mix: LastMix,
    /// The newest version of order and after-sale files.
    pub newest_export: Option<Moment>,
    /// The newest version of order files.
    pub newest_orders: Option<Moment>,
}

impl Book {
    /// The first day whose refunds may still come in: `maturity` days up to the newest export of
    /// orders or after-sales. Nothing without one.
    pub fn first_young_day(&self, maturity: i64) -> Option<Day> {
        Some(self.newest_export?.day().plus(1 - i32::try_from(maturity).unwrap_or(15)))
    }

    /// Reads the dataset into a book.
    pub async fn open(dataset: &Dataset, pace: &impl Pace) -> Result<Book, Cancelled> {
        let mut book =
            Book { coverage: dataset.coverage(), words: dataset.words.clone(), ..Book::default() };
        let newest = |family: Family| {
            let sources = dataset.live_sources().filter(move |source| source.family == family);
            sources.map(|source| source.version.at).max()
        };
        book.newest_orders = newest(Family::Lines);
        book.newest_export = newest(Family::Lines).max(newest(Family::Cases));
        book.compass = CompassBook::open(dataset, pace).await?;
        let mut lines = LineBook::new(dataset, &mut book, pace).await?;
        lines.read(&mut book, pace).await?;
        book.rollups = RollupBook::open(dataset, &mut book, lines.sides, pace).await?;
        book.cases = CaseBook::open(dataset, &lines.refunds, &book.rollups.days, pace).await?;
        book.ads = AdBook::open(dataset, pace).await?;
        book.service = ServiceBook::open(dataset, pace).await?;
        book.reviews = ReviewBook::open(dataset, pace).await?;
        book.settlements = SettlementBook::open(dataset, pace).await?;
        book.lives = sessions(dataset, pace).await?;
        sort_by_number(&mut book.sales, |sale| sale.paid.0);
        sort_by_key(&mut book.pending, |pending| (pending.promised, pending.line));
        Ok(book)
    }

    /// From the first to the last day with a sale.
    pub fn sold_days(&self) -> Option<Period> {
        let of_lines = self.sales.first().zip(self.sales.last());
        let of_lines = of_lines.map(|(first, last)| (first.paid.day(), last.paid.day()));
        let rolled = self.rollups.sums();
        let rolled = rolled.first().zip(rolled.last()).map(|(first, last)| (first.day, last.day));
        let both = [of_lines, rolled].into_iter().flatten();
        let (from, to) = both.reduce(|one, two| (one.0.min(two.0), one.1.max(two.1)))?;
        Period::new(from, to)
    }

    /// The sales paid in a period; of days that are rolled up, those that are left.
    pub fn sales_in(&self, period: Period) -> &[Sale] {
        let from = self.sales.partition_point(|sale| sale.paid < period.from.start());
        let to = self.sales.partition_point(|sale| sale.paid < period.to.next().start());
        self.sales.get(from..to).unwrap_or_default()
    }

    /// The name of a product: its title on orders, else in 罗盘, else in 千川, else its id.
    pub fn product_name(&self, product: Word) -> &str {
        let title = self.products.get(&product).and_then(|named| named.map(|(_, title)| title));
        let title = title.or_else(|| self.compass.titles.get(&product).copied());
        let title = title.or_else(|| self.ads.titles.get(&product).copied());
        self.words.text(title.unwrap_or(product))
    }

    /// The nickname of a creator, else the id.
    pub fn creator_name(&self, creator: Word) -> &str {
        self.creators
            .get(&creator)
            .map_or_else(|| self.words.text(creator), |&(_, name)| self.words.text(name))
    }

    /// Takes in what a line placed at a moment calls a product.
    pub(super) fn note_product(&mut self, product: Word, title: Option<Word>, placed: Moment) {
        let known = self.products.entry(product).or_default();
        if let Some(title) = title {
            renew(known.get_or_insert((placed, title)), (placed, title), &self.words);
        }
    }

    pub(super) fn note_names(&mut self, fact: &Fact<'_>, product: Option<Word>, placed: Moment) {
        if let Some(product) = product {
            self.note_product(product, fact.word(LineColumn::Title), placed);
        }
        let words = &self.words;
        let creator = fact.word(LineColumn::Creator).zip(fact.word(LineColumn::CreatorName));
        if let Some((creator, name)) = creator {
            let known = self.creators.entry(creator).or_insert((placed, name));
            renew(known, (placed, name), words);
        }
    }
}

/// Takes the name on a newer line. Of lines of one second the greater text counts, so that the
/// order of rows does not show.
fn renew(known: &mut Named, seen: Named, words: &Words) {
    let greater = || words.text(seen.1) > words.text(known.1);
    if seen.0 > known.0 || seen.0 == known.0 && greater() {
        *known = seen;
    }
}
