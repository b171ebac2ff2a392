//! The sample shop's last ninety days: its sales, and what they come to by product and account.

use super::dice::Dice;
use super::sale::Sale;
use super::stock::{CREATORS, PRODUCTS, SEATS, Story};
use super::story::{self, HOURS};
use crate::domain::{Day, Moment, Period, sort_by_key};

/// Days that the sample covers, the last being yesterday.
pub(super) const DAYS: i32 = 90;
/// The same shop every day.
const SEED: u64 = 0x5eed_2026_0d1a_09a7;
/// The product that a gift lies beside.
const WITH_GIFT: usize = 5;

/// What a product or an account came to on a day, or over days. Money in 分.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub gmv: i64,
    pub paid: i64,
    pub orders: i64,
    pub units: i64,
    /// By the day of payment, and by that of the refund.
    pub refund: i64,
    pub refunds: i64,
    pub refund_then: i64,
    pub impressions: i64,
    pub clicks: i64,
    pub carts: i64,
    pub cost: i64,
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.gmv += other.gmv;
        self.paid += other.paid;
        self.orders += other.orders;
        self.units += other.units;
        self.refund += other.refund;
        self.refunds += other.refunds;
        self.refund_then += other.refund_then;
        self.impressions += other.impressions;
        self.clicks += other.clicks;
        self.carts += other.carts;
        self.cost += other.cost;
    }
}

/// See the file's head.
#[derive(Debug)]
pub(super) struct Shop {
    pub now: Moment,
    pub sales: Vec<Sale>,
    /// By day and product, then by day and account that was live.
    products: Vec<Tally>,
    rooms: Vec<Tally>,
}

impl Shop {
    /// The shop as it stands at `now`.
    pub fn at(now: Moment) -> Shop {
        let days = usize::try_from(DAYS).unwrap_or(0);
        let mut shop = Shop {
            now,
            sales: Vec::new(),
            products: vec![Tally::default(); days * PRODUCTS.len()],
            rooms: vec![Tally::default(); days * CREATORS.len()],
        };
        let mut dice = Dice(SEED);
        (1..=DAYS).rev().for_each(|age| shop.trade(age, &mut dice));
        shop.count();
        shop.advertise(&mut dice);
        shop
    }

    /// The day so many days ago.
    pub fn day(&self, age: i32) -> Day {
        self.now.day().plus(-age)
    }

    /// The days of the sample.
    pub fn days(&self) -> Period {
        Period::ending(self.day(1), DAYS)
    }

    /// One day's orders, in the order of their time.
    fn trade(&mut self, age: i32, dice: &mut Dice) {
        let day = self.day(age);
        let mut placed: Vec<(i64, usize)> = Vec::new();
        for (place, product) in PRODUCTS.iter().enumerate() {
            for _ in 0..story::lines(product, day, age, dice) {
                let hour = i64::try_from(dice.place(HOURS.iter().copied())).unwrap_or(0);
                placed.push((hour * 3_600 + dice.below(3_600), place));
            }
        }
        sort_by_key(&mut placed, |&order| order);
        let weight = |seat: &super::stock::Seat| {
            let silent = CREATORS.get(seat.creator).is_some_and(|who| age <= who.silent);
            if silent { 0 } else { seat.weight }
        };
        for (second, product) in placed {
            let line = i64::try_from(self.sales.len()).unwrap_or(0) + 1;
            let seat = dice.place(SEATS.iter().map(weight));
            let when = (day, second, age);
            let mut sale = Sale::new((line, line), (product, seat), when, self.now, dice);
            // Some buyers take two things at once: one order, and one moment of paying.
            let before = self.sales.last().filter(|before| {
                let same_day = before.placed.day() == day && !before.gift;
                same_day && before.paid.is_some() && sale.paid.is_some()
            });
            if let Some(before) = before.filter(|_| dice.chance(70)) {
                (sale.order, sale.seat) = (before.order, before.seat);
                (sale.province, sale.placed) = (before.province, before.placed);
                sale.paid = before.paid;
            }
            let gift = product == WITH_GIFT && sale.paid.is_some() && dice.chance(400);
            let beside = gift.then(|| gift_of(&sale));
            self.sales.push(sale);
            self.sales.extend(beside);
        }
    }

    /// Adds sales up.
    fn count(&mut self) {
        let today = self.now.day();
        let place = |day: Day, width: usize, column: usize| {
            let age = usize::try_from(today.since(day)).ok()?;
            Some(age.checked_sub(1)? * width + column)
        };
        for sale in self.sales.iter().filter(|sale| !sale.gift) {
            let Some(paid) = sale.paid else { continue };
            let refund = sale.case.as_ref().filter(|case| case.refunded.is_some());
            let refund = refund.map_or(0, |case| case.refund * sale.gmv() / sale.payable.max(1));
            let tally = Tally {
                gmv: sale.gmv(),
                paid: sale.payable,
                orders: 1,
                units: sale.units,
                refund,
                refunds: i64::from(refund > 0),
                ..Tally::default()
            };
            let of_product = place(paid.day(), PRODUCTS.len(), sale.product);
            if let Some(sum) = of_product.and_then(|place| self.products.get_mut(place)) {
                sum.add(&tally);
            }
            let live = sale.seat().carrier == "直播";
            let of_room = place(paid.day(), CREATORS.len(), sale.seat().creator);
            if let Some(sum) = of_room.filter(|_| live).and_then(|place| self.rooms.get_mut(place))
            {
                sum.add(&tally);
            }
            let then = sale.case.as_ref().and_then(|case| case.refunded);
            let then = then.and_then(|at| place(at.day(), PRODUCTS.len(), sale.product));
            if let Some(sum) = then.and_then(|place| self.products.get_mut(place)) {
                sum.refund_then += refund;
            }
        }
    }

    /// Impressions, clicks, carts and 千川, as they would have brought these sales.
    fn advertise(&mut self, dice: &mut Dice) {
        for (place, sum) in self.products.iter_mut().enumerate() {
            let Some(product) = PRODUCTS.get(place % PRODUCTS.len()) else { continue };
            sum.clicks = sum.orders * dice.between(1_450, 1_900) / 100 + dice.below(12);
            sum.carts = sum.clicks * dice.between(85, 112) / 1_000;
            let falling = product.story == Story::Falling && place < 3 * PRODUCTS.len();
            // It is shown as often as before and clicked less.
            let shown = if falling { dice.between(365, 385) } else { sum.clicks };
            sum.impressions = shown * 10_000 / product.click_rate + dice.below(60);
            sum.cost = sum.gmv * product.ads * dice.between(85, 116) / 10_000;
        }
    }

    /// What a product, or all of them, came to between two ages, both inclusive.
    pub fn sum(&self, (from, to): (i32, i32), product: Option<usize>) -> Tally {
        self.total(&self.products, PRODUCTS.len(), (from, to), product)
    }

    /// The same for the live rooms of an account.
    pub fn room(&self, ages: (i32, i32), account: usize) -> Tally {
        self.total(&self.rooms, CREATORS.len(), ages, Some(account))
    }

    fn total(
        &self,
        tallies: &[Tally],
        width: usize,
        (from, to): (i32, i32),
        column: Option<usize>,
    ) -> Tally {
        let mut total = Tally::default();
        for (place, tally) in tallies.iter().enumerate() {
            let age = i32::try_from(place / width).unwrap_or(0) + 1;
            if (from..=to).contains(&age) && column.is_none_or(|wanted| wanted == place % width) {
                total.add(tally);
            }
        }
        total
    }
}

/// A line without a price in the same parcel.
fn gift_of(sale: &Sale) -> Sale {
    Sale {
        line: sale.line + 1,
        gift: true,
        sku: "1袋",
        units: 1,
        price: 0,
        payable: 0,
        platform: 0,
        creator: 0,
        shop: 0,
        case: None,
        ..sale.clone()
    }
}
