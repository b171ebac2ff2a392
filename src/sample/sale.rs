//! One order line of the sample shop, from the order to the parcel and, at times, back.

use super::dice::Dice;
use super::stock::{PRODUCTS, PROVINCES, Product, REASONS, SEATS, Seat, Story};
use super::story;
use crate::domain::{Day, Moment};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// An after-sale case.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub kind: &'static str,
    pub reason: &'static str,
    pub status: &'static str,
    pub applied: Moment,
    pub refunded: Option<Moment>,
    /// In 分.
    pub refund: i64,
}

#[derive(Clone, Debug)]
pub(super) struct Sale {
    pub order: i64,
    pub line: i64,
    /// Its place in [`PRODUCTS`]; a gift lies beside the product it came with.
    pub product: usize,
    pub gift: bool,
    pub sku: &'static str,
    pub seat: usize,
    pub province: &'static str,
    pub units: i64,
    /// In 分, as what follows: of one unit, of the line, and who bears which part.
    pub price: i64,
    pub payable: i64,
    pub platform: i64,
    pub creator: i64,
    pub shop: i64,
    pub placed: Moment,
    pub paid: Option<Moment>,
    pub shipped: Option<Moment>,
    pub finished: Option<Moment>,
    pub case: Option<Case>,
}

impl Sale {
    pub fn product(&self) -> &'static Product {
        PRODUCTS.get(self.product).unwrap_or(&PRODUCTS[0])
    }

    pub fn seat(&self) -> &'static Seat {
        SEATS.get(self.seat).unwrap_or(&SEATS[0])
    }

    /// 成交金额 in 分, whether paid or not.
    pub fn gmv(&self) -> i64 {
        self.payable + self.platform + self.creator
    }

    /// Ordered by this; paid, shipped and sent back as far as it is known at `now`.
    pub fn new(
        (order, line): (i64, i64),
        (product, seat): (usize, usize),
        (day, second, age): (Day, i64, i32),
        now: Moment,
        dice: &mut Dice,
    ) -> Sale {
        let placed = Moment(day.start().0 + second);
        let of = PRODUCTS.get(product).unwrap_or(&PRODUCTS[0]);
        // The first SKU is the one that sells.
        let first = of.skus.len() > 1 && dice.chance(300);
        let wanted = if first { 0 } else { dice.place(of.skus.iter().map(|_| 1)) };
        let (sku, price) = of.skus.get(wanted).copied().unwrap_or_default();
        let province = dice.place(PROVINCES.iter().map(|(_, weight)| *weight));
        let mut sale = Sale {
            order,
            line,
            product,
            gift: false,
            sku,
            seat,
            province: PROVINCES.get(province).map_or("", |(name, _)| name),
            units: if of.story == Story::Steady && dice.chance(60) { 2 } else { 1 },
            price: story::price(of, price, age),
            payable: 0,
            platform: 0,
            creator: 0,
            shop: 0,
            placed,
            paid: None,
            shipped: None,
            finished: None,
            case: None,
        };
        sale.settle(dice);
        if !dice.chance(35) {
            sale.follow(age, now, dice);
        }
        sale
    }

    /// What the buyer pays, and who bears the rest.
    fn settle(&mut self, dice: &mut Dice) {
        let whole = self.price * self.units;
        let part = |dice: &mut Dice, chance, percent: i64| {
            if dice.chance(chance) { whole * percent / 1_000 * 10 } else { 0 }
        };
        self.shop = part(dice, 300, 5);
        self.platform = part(dice, 350, 9);
        self.creator = if self.seat().creator > 0 { part(dice, 200, 3) } else { 0 };
        self.payable = whole - self.shop - self.platform - self.creator;
    }

    /// Paid; what becomes of it then.
    fn follow(&mut self, age: i32, now: Moment, dice: &mut Dice) {
        // On the same day: none of it may lie ahead just after midnight.
        let midnight = self.placed.day().next().start().0;
        let paid = Moment((self.placed.0 + dice.between(8, 240)).min(midnight - 1));
        self.paid = Some(paid);
        // What sells faster than it comes in waits; of the rest a few are forgotten.
        let hours = match (self.product().story, dice.below(100)) {
            (Story::Rising, _) if age <= 4 => (34, 66),
            (_, 0) => (49, 70),
            (_, 1..=4) => (30, 47),
            _ => (5, 29),
        };
        let wait = dice.between(hours.0 * HOUR, hours.1 * HOUR);
        let before_now = |seconds: i64| Some(Moment(paid.0 + seconds)).filter(|at| *at <= now);
        self.case = self.comes_back(paid, now, dice);
        if self.case.as_ref().is_some_and(|case| case.kind == NOT_SHIPPED) {
            return;
        }
        self.shipped = before_now(wait);
        self.finished = before_now(wait + dice.between(6 * DAY, 11 * DAY));
    }

    fn comes_back(&self, paid: Moment, now: Moment, dice: &mut Dice) -> Option<Case> {
        let mismatch = self.product().story == Story::Mismatch;
        if !dice.chance(if mismatch { 330 } else { 75 }) {
            return None;
        }
        let early = !mismatch && dice.chance(250);
        let after = match early {
            true => dice.between(HOUR / 6, 4 * HOUR),
            // Most a few days after the parcel came, some late.
            false => 2 * DAY + dice.below(4 * DAY) + dice.below(4 * DAY) + dice.below(4 * DAY),
        };
        let applied = Moment(paid.0 + after);
        if applied > now {
            return None;
        }
        let kind = match (early, dice.below(20)) {
            (true, _) => NOT_SHIPPED,
            (_, 0) => "换货",
            (_, 1) => "价保",
            (_, 2..=5) => "已发货仅退款",
            _ => "退货退款",
        };
        let takes = if early { dice.between(60, HOUR) } else { dice.between(DAY / 2, 5 * DAY) };
        let done = Some(Moment(applied.0 + takes)).filter(|at| *at <= now);
        let closed = !early && dice.chance(80);
        let status = match (done, kind) {
            (None, "退货退款") if dice.chance(500) => "待买家退货",
            (None, _) => "待商家处理",
            _ if closed => "售后关闭",
            (_, "换货") => "换货成功",
            _ => "同意退款，退款成功",
        };
        let why = match mismatch && dice.chance(780) {
            true => Some(&REASONS[3]),
            false => REASONS.get(dice.place(REASONS.iter().map(|(_, weight)| *weight))),
        };
        let refund = match kind {
            "换货" => 0,
            "价保" => self.payable / 10,
            "已发货仅退款" if dice.chance(500) => self.payable / 3,
            _ => self.payable,
        };
        let refunds = !closed && refund > 0;
        Some(Case {
            kind,
            reason: why.map_or("-", |(reason, _)| reason),
            status,
            applied,
            refunded: done.filter(|_| refunds),
            refund,
        })
    }
}

/// The kind of a case that came before the parcel left.
pub(super) const NOT_SHIPPED: &str = "未发货仅退款";
