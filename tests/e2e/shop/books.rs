//! The figures that the app must show of a world: the rules of the trade, written down a second
//! time and worked out the long way.

use std::collections::{BTreeMap, BTreeSet};

use super::compass::Stated;
use super::line::Line;
use super::settle::{Known, settle};
use super::time::{Day, HOUR, Moment, Period, day_of};
use super::world::World;
use super::{Shop, fraction, half_up, yuan};

/// A world with its lines settled.
pub struct Books<'a> {
    pub world: &'a World<'a>,
    pub shop: &'a Shop,
    pub known: Vec<Known>,
    /// What each finished refund case brought back, by its place.
    brought: BTreeMap<usize, i64>,
    order_days: BTreeSet<Day>,
    case_days: BTreeSet<Day>,
}

/// A figure as it must be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// Empty when no file gives it, or when its denominator is zero.
    pub value: String,
    pub source: Option<&'static str>,
    /// Days without data, where a test cares.
    pub missing: Option<i64>,
    pub upper: bool,
    pub approx: Option<&'static str>,
}

impl Figure {
    pub fn of(value: impl ToString, source: &'static str) -> Figure {
        Figure { value: value.to_string(), source: Some(source), ..Figure::default() }
    }
}

/// Every metric of a period, by id.
pub type Figures = BTreeMap<&'static str, Figure>;

/// What paid lines of a period come to.
#[derive(Default)]
struct Sums {
    gmv: i64,
    user_paid: i64,
    orders: i64,
    units: i64,
    gifts: i64,
    refund: i64,
    returned: i64,
    in_time: i64,
    cancelled: i64,
    judged: i64,
    estimated: bool,
    guessed: bool,
}

impl<'a> Books<'a> {
    pub fn of(world: &'a World<'a>) -> Books<'a> {
        let (known, brought) = settle(world);
        let (order_days, case_days) = (world.order_days(), world.case_days());
        Books { world, shop: world.shop, known, brought, order_days, case_days }
    }

    pub fn figures(&self, days: Period) -> Figures {
        let sums = self.sums(days);
        let any = days.days().any(|day| self.order_days.contains(&day));
        let mut figures = Figures::new();
        add_lines(&sums, any, &mut figures);
        self.add_cases(&sums, days, any, &mut figures);
        self.add_either(&sums, days, any, &mut figures);
        self.add_compass(days, &mut figures);
        figures.extend(super::funnel::figures(self.world, days));
        figures
    }

    /// The two figures that hang on the clock.
    pub fn clocks(&self, now: Moment) -> Figures {
        if self.order_days.is_empty() {
            return Figures::new();
        }
        let waits = |it: &&Known| {
            let to_ship = matches!(it.state.status, "待发货" | "备货中" | "部分发货");
            it.paid.is_some() && to_ship && it.state.shipped.is_none() && !it.touched
        };
        let promises: Vec<Moment> =
            self.known.iter().filter(waits).map(|it| self.shop.lines[it.line].promised).collect();
        let due = promises.iter().filter(|at| (now..=now + 24 * HOUR).contains(*at)).count();
        let overdue = promises.iter().filter(|at| **at < now).count();
        Figures::from([
            ("due-24h", Figure::of(due, "orders")),
            ("overdue", Figure::of(overdue, "orders")),
        ])
    }

    fn add_cases(&self, sums: &Sums, days: Period, any_orders: bool, to: &mut Figures) {
        if !days.days().any(|day| self.case_days.contains(&day)) {
            for id in ["refund-by-refund", "returns", "return-rate"] {
                to.insert(id, Figure::default());
            }
            return;
        }
        let counts = |day: Day| days.has(day) && self.case_days.contains(&day);
        let cases = self.world.known_cases();
        let refunded = |(place, _): &(&usize, &i64)| {
            let state = self.shop.cases[**place].state(cases[*place]);
            state.refunded.is_some_and(|at| counts(day_of(at)))
        };
        let money: i64 = self.brought.iter().filter(refunded).map(|(_, amount)| amount).sum();
        let returns: usize = self.reasons(days).values().sum();
        let rate = Figure::of(fraction(sums.returned, sums.orders), "orders");
        to.insert("refund-by-refund", Figure::of(yuan(money), "orders"));
        to.insert("returns", Figure::of(returns, "orders"));
        to.insert("return-rate", if any_orders { rate } else { Figure::default() });
    }

    /// Return cases applied for in a period, by the class of their reason.
    pub fn reasons(&self, days: Period) -> BTreeMap<&'static str, usize> {
        let mut classes = BTreeMap::new();
        for (place, at) in self.world.known_cases() {
            let case = &self.shop.cases[place];
            let day = day_of(case.applied);
            if case.is_return(at) && days.has(day) && self.case_days.contains(&day) {
                *classes.entry(case.reason.1).or_default() += 1;
            }
        }
        classes
    }

    /// Sales that orders give for the days they cover and 罗盘 for others.
    fn add_either(&self, sums: &Sums, days: Period, any: bool, to: &mut Figures) {
        let (mut gmv, mut paid, mut orders) = (sums.gmv, sums.user_paid, sums.orders);
        let (mut from_compass, mut missing) = (false, 0);
        for day in days.days().filter(|day| !self.order_days.contains(day)) {
            match self.world.stated(Period::day(day)) {
                None => missing += 1,
                Some(row) => {
                    from_compass = true;
                    (gmv, paid) = (gmv + row.gmv, paid + row.user_paid);
                    orders += row.orders;
                }
            }
        }
        let source = match (any, from_compass) {
            (true, true) => "mixed",
            (true, false) => "orders",
            (false, true) => "compass",
            (false, false) => {
                for id in ["gmv", "user-paid", "orders", "line-value"] {
                    to.insert(id, Figure::default());
                }
                return;
            }
        };
        let approx = sums.guessed.then_some("paid-time");
        let told =
            |value: String| Figure { missing: Some(missing), approx, ..Figure::of(value, source) };
        let each = (orders > 0).then(|| half_up(i128::from(gmv), i128::from(orders)));
        let each = each.map(|each| yuan(i64::try_from(each).unwrap())).unwrap_or_default();
        to.insert("gmv", told(yuan(gmv)));
        to.insert("user-paid", told(yuan(paid)));
        to.insert("orders", told(orders.to_string()));
        to.insert("line-value", told(each));
    }

    fn add_compass(&self, days: Period, to: &mut Figures) {
        let rows: Vec<&Stated> =
            days.days().filter_map(|day| self.world.stated(Period::day(day))).collect();
        let whole = self.world.stated(days);
        let of_days = |id: &str, value: String| match (rows.is_empty(), id) {
            (true, _) => Figure::default(),
            (false, _) => Figure::of(value, "compass"),
        };
        let buyers: i64 = rows.iter().map(|row| row.buyers).sum();
        let buyers = match whole {
            Some(row) => Figure::of(row.buyers, "compass"),
            None => Figure { upper: rows.len() > 1, ..of_days("buyers", buyers.to_string()) },
        };
        to.insert("buyers", buyers);
        let each = whole.map(|row| half_up(i128::from(row.user_paid), i128::from(row.buyers)));
        let each = each.map(|each| Figure::of(yuan(i64::try_from(each).unwrap()), "compass"));
        to.insert("buyer-value", each.unwrap_or_default());
        let bought: Vec<_> = rows
            .iter()
            .filter(|row| self.world.daily.iter().any(|it| it.days == row.days))
            .collect();
        let cost: i64 = bought.iter().map(|row| row.ad_cost).sum();
        let gmv: i64 = bought.iter().map(|row| row.gmv).sum();
        let (mut spent, mut ratio) = (Figure::default(), Figure::default());
        if !bought.is_empty() {
            spent = Figure::of(yuan(cost), "compass");
            ratio = Figure::of(fraction(cost, gmv), "compass");
        }
        to.insert("ad-cost", spent);
        to.insert("cost-ratio", ratio);
        to.insert("roi", Figure::default());
    }

    fn sums(&self, days: Period) -> Sums {
        let mut sums = Sums::default();
        let counts = |day: Day| days.has(day) && self.order_days.contains(&day);
        for it in &self.known {
            if let Some(paid) = it.paid.filter(|paid| counts(day_of(*paid))) {
                add(&mut sums, &self.shop.lines[it.line], it, paid);
            }
        }
        sums
    }
}

fn add(sums: &mut Sums, line: &Line, it: &Known, paid: Moment) {
    sums.gmv += line.gmv();
    sums.user_paid += line.payable;
    sums.refund += it.refund;
    sums.estimated |= it.estimated;
    sums.guessed |= it.guessed;
    if line.gmv() == 0 {
        sums.gifts += 1;
        return;
    }
    sums.orders += 1;
    sums.units += line.units;
    sums.returned += i64::from(it.returned);
    let back_first = match (it.first_refund, it.state.shipped) {
        (Some(at), Some(shipped)) => at < shipped,
        (Some(_), None) => true,
        (None, shipped) => it.refund != 0 && shipped.is_none(),
    };
    sums.cancelled += i64::from(back_first);
    let goods = line.kind != "虚拟商品订单" && line.booked.is_none();
    if goods && !back_first && paid + 48 * HOUR <= it.as_of {
        sums.judged += 1;
        let took = it.state.shipped.map(|shipped| shipped - paid);
        sums.in_time += i64::from(took.is_some_and(|took| (0..=48 * HOUR).contains(&took)));
    }
}

fn add_lines(sums: &Sums, any: bool, figures: &mut Figures) {
    let approx = sums.guessed.then_some("paid-time");
    let told = |value: String| Figure { approx, ..Figure::of(value, "orders") };
    let refunds = |value: String| {
        let approx = if sums.estimated { Some("refund") } else { approx };
        Figure { approx: approx.filter(|_| !value.is_empty()), ..Figure::of(value, "orders") }
    };
    let all = [
        ("units", told(sums.units.to_string())),
        ("gifts", told(sums.gifts.to_string())),
        ("ship-48h-rate", told(fraction(sums.in_time, sums.judged))),
        ("cancelled", refunds(sums.cancelled.to_string())),
        ("cancel-rate", refunds(fraction(sums.cancelled, sums.orders))),
        ("net-gmv", refunds(yuan(sums.gmv - sums.refund))),
        ("refund-by-pay", refunds(yuan(sums.refund))),
        ("refund-rate", refunds(fraction(sums.refund, sums.gmv))),
    ];
    for (id, figure) in all {
        figures.insert(id, if any { figure } else { Figure::default() });
    }
}
