//! Invented orders: a catalogue, creators, and ninety days of lines, newest first as 抖店 exports them.

use super::dice::Dice;
use super::season::{DAY, DAYS, EXPORTED, HOUR};
use super::words::{
    AFTER_SALES, APPS, COLOURS, CREATORS, DISTRICTS, GOODS, LONG_NOTES, LOOKS, NOTES, PAYING,
    PLACES, PROMISES, REASONS, SIZES, STREETS, SURNAMES, TRAFFIC,
};

const PRODUCTS: u64 = 420;
const ALL_CREATORS: u64 = 160;
/// Sub-orders of one order lie this close, other orders further away.
const APART: u64 = 10;

#[derive(Debug)]
pub struct Product {
    pub id: u64,
    pub name: String,
    pub code: String,
    pub cents: u64,
    pub skus: Vec<String>,
}

#[derive(Debug)]
pub struct Creator {
    pub id: String,
    pub name: String,
}

#[derive(Debug)]
pub struct World {
    pub products: Vec<Product>,
    pub creators: Vec<Creator>,
}

/// What the lines of one order share. Times are seconds of the season.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    pub id: u64,
    pub placed: u64,
    pub paid: Option<u64>,
    pub place: (&'static str, &'static str),
    pub district: &'static str,
    pub street: &'static str,
    pub surname: &'static str,
    pub phone: String,
    pub note: &'static str,
    pub paying: &'static str,
    pub app: &'static str,
    /// 流量体裁, 流量类型, 流量来源, 流量渠道.
    pub traffic: [&'static str; 4],
    pub creator: Option<&'a Creator>,
}

/// One sub-order. Amounts are 分.
#[derive(Debug)]
pub struct Line<'a> {
    pub order: &'a Order<'a>,
    pub id: u64,
    pub product: &'a Product,
    pub sku: &'a str,
    pub units: u64,
    pub platform: u64,
    pub shop: u64,
    pub creator: u64,
    pub reduction: u64,
    pub freight: u64,
    pub payable: u64,
    pub shipped: Option<u64>,
    pub finished: Option<u64>,
    pub status: &'static str,
    pub after_sale: &'static str,
    pub reason: &'static str,
}

impl World {
    pub fn new(dice: &mut Dice) -> Self {
        let products = (0..PRODUCTS).map(|number| product(dice, number)).collect();
        let creators = (0..ALL_CREATORS).map(|number| Creator {
            id: (1_000_000_000 + number * 7_919 + dice.below(3_000_000_000_000)).to_string(),
            name: format!("{}姐的{}", dice.word(&SURNAMES), dice.word(&CREATORS)),
        });
        Self { products, creators: creators.collect() }
    }

    /// Makes so many lines and hands each over; nothing is kept.
    pub fn lines<E>(
        &self,
        dice: &mut Dice,
        wanted: u64,
        mut take: impl FnMut(&Line<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut orders: Vec<(u64, u64)> = Vec::new();
        let mut left = wanted;
        while left > 0 {
            let lines = if dice.chance(12) { 2 + dice.below(3) } else { 1 }.min(left);
            orders.push((moment(dice), lines));
            left -= lines;
        }
        orders.sort_unstable_by(|a, b| b.cmp(a));
        let mut last = u64::MAX;
        for (placed, lines) in orders {
            let order = self.order(dice, placed, last);
            last = order.id;
            for number in 0..lines {
                if let Some(line) = self.line(dice, &order, number) {
                    take(&line)?;
                }
            }
        }
        Ok(())
    }

    fn order(&self, dice: &mut Dice, placed: u64, last: u64) -> Order<'_> {
        // The time stands in the high digits, chance in the low ones.
        let id = 6_930_000_000_000_000_000 + placed * 320_000_000 + dice.below(320_000_000);
        let (carrier, kind, source, channel, _) =
            dice.weighted(&TRAFFIC, |it| it.4).copied().unwrap_or_default();
        let (province, city, _) = dice.weighted(&PLACES, |it| it.2).copied().unwrap_or_default();
        let made = matches!(carrier, "直播" | "短视频" | "橱窗") && dice.chance(62);
        let creator = usize::try_from(dice.leaning(ALL_CREATORS)).ok().filter(|_| made);
        let slow = if dice.chance(10) { 1500 } else { 40 };
        let phone =
            format!("1{}{}****{:04}", 3 + dice.below(7), dice.below(10), dice.below(10_000));
        Order {
            id: id.min(last.saturating_sub(APART)),
            placed,
            paid: (!dice.chance(5)).then(|| placed + 3 + dice.below(slow)),
            place: (province, city),
            district: dice.word(&DISTRICTS),
            street: dice.word(&STREETS),
            surname: dice.word(&SURNAMES),
            phone,
            note: match dice.below(100) {
                0 => dice.word(&LONG_NOTES),
                1..7 => dice.word(&NOTES),
                _ => "",
            },
            paying: dice.weighted(&PAYING, |it| it.1).map_or("", |it| it.0),
            app: dice.weighted(&APPS, |it| it.1).map_or("", |it| it.0),
            traffic: [carrier, kind, source, channel],
            creator: creator.and_then(|place| self.creators.get(place)),
        }
    }

    fn line<'a>(&'a self, dice: &mut Dice, order: &'a Order<'a>, number: u64) -> Option<Line<'a>> {
        let product = self.products.get(usize::try_from(dice.leaning(PRODUCTS)).ok()?)?;
        let skus: Vec<&str> = product.skus.iter().map(String::as_str).collect();
        let sku = dice.word(&skus);
        let units = if dice.chance(86) { 1 } else { 2 + dice.below(4) };
        let gross = product.cents * units;
        let mut part = |percent: u64, amount: u64| if dice.chance(percent) { amount } else { 0 };
        let platform = part(35, (gross / 20).min(500));
        let shop = part(45, (gross / 100 * 10).min(2000));
        let creator = part(10, (gross / 50).min(300)) * u64::from(order.creator.is_some());
        let reduction = part(20, gross / 25);
        let freight = part(4, 800);
        let fate = Fate::draw(dice, order);
        Some(Line {
            order,
            // Three apart at most, four lines at most: never as far as the next order.
            id: order.id + number * 2 + u64::from(number > 0) * dice.below(2),
            product,
            sku,
            units,
            platform,
            shop,
            creator,
            reduction,
            freight,
            payable: gross.saturating_sub(platform + shop + creator + reduction).max(1) + freight,
            shipped: fate.shipped,
            finished: fate.finished,
            status: fate.status,
            after_sale: fate.after_sale,
            reason: fate.reason,
        })
    }
}

/// What became of a line by the time of the export.
struct Fate {
    shipped: Option<u64>,
    finished: Option<u64>,
    status: &'static str,
    after_sale: &'static str,
    reason: &'static str,
}

impl Fate {
    fn draw(dice: &mut Dice, order: &Order<'_>) -> Self {
        let paid = order.paid.is_some();
        let case =
            if paid && dice.chance(19) { dice.weighted(&AFTER_SALES, |it| it.1) } else { None };
        let after_sale = case.map_or("-", |case| case.0);
        let refunded = matches!(after_sale, "退款成功" | "已全额退款");
        let shipping = order.placed + 3 * HOUR + dice.leaning(50 * HOUR);
        let early = refunded && dice.chance(40);
        let shipped = Some(shipping).filter(|at| paid && *at < EXPORTED && !early);
        let finishing = shipping + 3 * DAY + dice.below(8 * DAY);
        let finished = shipped.map(|_| finishing).filter(|at| *at < EXPORTED && !refunded);
        let status = match (paid, shipped, finished) {
            (false, _, _) => "已关闭",
            _ if refunded => "已关闭",
            (true, None, _) => "备货中",
            (true, Some(_), None) => "已发货",
            (true, Some(_), Some(_)) => "已完成",
        };
        let reason = match (paid, refunded) {
            (false, _) => "支付超时未支付",
            (true, true) => dice.word(&REASONS),
            (true, false) => "",
        };
        Self { shipped, finished, status, after_sale, reason }
    }
}

fn product(dice: &mut Dice, number: u64) -> Product {
    let mut name: String = (0..1 + dice.below(3)).map(|_| dice.word(&LOOKS)).collect();
    name.push_str(dice.word(&GOODS));
    (0..dice.below(3)).for_each(|_| name.push_str(dice.word(&PROMISES)));
    let sku =
        |dice: &mut Dice| format!("颜色分类:{};尺码:{}", dice.word(&COLOURS), dice.word(&SIZES));
    Product {
        // The numbers are apart even when chance is not.
        id: 3_480_000_000_000_000_000
            + number * 500_000_000_000_000
            + dice.below(400_000_000_000_000),
        name,
        code: if dice.chance(70) { format!("SKU-{number:04}") } else { String::new() },
        cents: match dice.below(10) {
            0..4 => 990 + 100 * dice.below(30),
            4..8 => 3990 + 100 * dice.below(60),
            8 => 12_800 + 100 * dice.below(200),
            _ => 1 + dice.below(999),
        },
        skus: (0..1 + dice.below(8)).map(|_| sku(dice)).collect(),
    }
}

/// A second of the season: evenings more than mornings, the last weeks more than the first.
fn moment(dice: &mut Dice) -> u64 {
    let day = dice.below(DAYS).max(dice.below(DAYS));
    let hour = if dice.chance(45) { 18 + dice.below(6) } else { 6 + dice.below(18) };
    day * DAY + hour * HOUR + dice.below(HOUR)
}
