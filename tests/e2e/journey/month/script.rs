//! What each morning of the month must tell, and what the measure of the work on it must say.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::shop::month::books::{Of, behind, gmv, in_time, orders, share_of, shipped, spare};
use crate::shop::month::files::{promoted, stated};
use crate::shop::month::{
    CARD, FALLING, FALLING_FEW, FILM, IDLE, IDLE_LESS, PRICED, PRICED_FEW, RETURNED, RETURNED_LESS,
    RISING, RISING_FEW, SLOW, SLOW_LESS, STOPPED, STOPPED_FEW, TOP, WORSE, WORSE_LESS,
};
use crate::shop::{Shop, half_up, yuan};

/// A rule's finding, the mornings that tell it, and the work on it.
pub struct Story {
    pub rule: &'static str,
    pub subject: String,
    pub mornings: BTreeSet<i64>,
    /// One that is a step short of it on every morning; nothing where that is the shop on others.
    pub miss: Option<String>,
    /// The mornings on which its task is made and ticked.
    pub work: Option<(i64, i64)>,
    /// What its measure says after and before; nothing where no metric speaks of it.
    pub measure: Option<(String, String)>,
}

impl Story {
    /// Whether a morning tells it: the rule finds it, and nobody wants to hear no more of it.
    pub fn told(&self, date: i64) -> bool {
        let (snoozed, dismissed) = (self.rule == SNOOZED.0, self.rule == DISMISSED.0);
        let quiet = snoozed && (SNOOZED.1 + 1..SNOOZED.1 + 3).contains(&date)
            || dismissed && date > DISMISSED.1;
        self.mornings.contains(&date) && !quiet
    }
}

/// Put off for three days, and dismissed for as long as it is found: the rule with its day.
pub const SNOOZED: (&str, i64) = ("goal-pace", 12);
pub const DISMISSED: (&str, i64) = ("campaign-near", 18);

/// Complete days between work and its measure.
pub const WAIT: i64 = 3;

/// The mornings that are gone through: all but the 5th, on which nobody came.
pub fn mornings() -> impl Iterator<Item = i64> {
    (1..=30).filter(|date| *date != 5)
}

type Measure<'a> = &'a dyn Fn((i64, i64)) -> String;

struct Script<'a> {
    shop: &'a Shop,
    stories: Vec<Story>,
}

impl Script<'_> {
    /// Told on mornings from the first to the last one, its task made and ticked on the first.
    fn add(
        &mut self,
        rule: &'static str,
        (subject, miss): (String, Option<String>),
        (first, last): (i64, i64),
        measure: Option<Measure<'_>>,
    ) {
        self.on(rule, (subject, miss), (first..=last).collect(), measure);
    }

    fn on(
        &mut self,
        rule: &'static str,
        (subject, miss): (String, Option<String>),
        mornings: BTreeSet<i64>,
        measure: Option<Measure<'_>>,
    ) {
        let made = *mornings.first().unwrap_or_else(|| panic!("{rule} is never told"));
        // What is due on the 11th is ticked when it is late, to see it carried over.
        let done = if rule == "ship-due" { made + 1 } else { made };
        let told = measure.map(|measure| {
            let before = measure((done - WAIT, done - 1));
            (measure((done + 1, done + WAIT)), before)
        });
        let work = Some((made, done));
        self.stories.push(Story { rule, subject, mornings, miss, work, measure: told });
    }

    /// Told, with nobody working on it.
    fn idle(
        &mut self,
        rule: &'static str,
        (subject, miss): (String, Option<String>),
        mornings: RangeInclusive<i64>,
    ) {
        let mornings = mornings.collect();
        self.stories.push(Story { rule, subject, mornings, miss, work: None, measure: None });
    }

    fn product(&self, place: usize) -> String {
        format!("product:{}", self.shop.products[place].id)
    }

    fn creator(&self, place: usize) -> String {
        format!("creator:{}", self.shop.creators[place].id)
    }

    fn two(&self, hit: usize, miss: usize) -> (String, Option<String>) {
        (self.product(hit), Some(self.product(miss)))
    }
}

/// The whole month.
pub fn stories(shop: &Shop) -> Vec<Story> {
    let mut script = Script { shop, stories: Vec::new() };
    goods(&mut script);
    creators(&mut script);
    shipping(&mut script);
    service(&mut script);
    traffic(&mut script);
    plan(&mut script);
    script.stories
}

fn the_shop() -> (String, Option<String>) {
    ("shop".to_owned(), None)
}

fn goods(to: &mut Script<'_>) {
    let shop = to.shop;
    let sold = |product| move |days| a_day(orders(shop, days, Of::Product(product)));
    let back = |days: (i64, i64)| {
        let asked = [10, 11, 12, 12, 15].into_iter().filter(|it| (days.0..=days.1).contains(it));
        a_day(i64::try_from(asked.count()).unwrap())
    };
    to.add("product-decline", to.two(FALLING, FALLING_FEW), (6, 6), Some(&sold(FALLING)));
    to.add("return-rate", to.two(RETURNED, RETURNED_LESS), (13, 30), Some(&back));
    to.add("rising-product", to.two(RISING, RISING_FEW), (20, 22), Some(&sold(RISING)));
    // What fell with its carrier sells as before again.
    to.idle("rising-product", (to.product(FILM), None), 25..=27);
    to.add("price-changed", to.two(PRICED, PRICED_FEW), (18, 24), Some(&sold(PRICED)));
    to.add("slow-sku", to.two(SLOW, SLOW_LESS), (7, 14), Some(&sold(SLOW)));
    to.add("ad-waste", to.two(IDLE, IDLE_LESS), (20, 22), Some(&sold(IDLE)));
    let heavy = |date: &i64| {
        let (top, all) = share_of(shop, TOP, *date);
        top * 2 > all
    };
    let days = mornings().filter(heavy).collect();
    to.on("concentration", to.two(TOP, CARD), days, None);
}

fn creators(to: &mut Script<'_>) {
    let shop = to.shop;
    let sold = |creator| move |days| a_day(orders(shop, days, Of::Creator(creator)));
    let both = |to: &Script<'_>, hit, miss| (to.creator(hit), Some(to.creator(miss)));
    to.add("creator-stopped", both(to, STOPPED, STOPPED_FEW), (9, 10), Some(&sold(STOPPED)));
    to.add("creator-worse", both(to, WORSE, WORSE_LESS), (19, 21), Some(&sold(WORSE)));
    let film = shop.lines.iter().find(|line| line.product == FILM).unwrap().carrier;
    let carried = |days| money(gmv(shop, days, Of::Carrier(film)));
    let two = (format!("carrier:{film}"), Some("carrier:图文".to_owned()));
    to.add("carrier-decline", two, (16, 21), Some(&carried));
}

fn shipping(to: &mut Script<'_>) {
    let shop = to.shop;
    // As the files of the morning of the measure have it.
    let until = |date: i64| {
        move |days| {
            let (part, whole) = shipped(shop, days, date);
            percent(part, whole)
        }
    };
    to.add("ship-due", the_shop(), (11, 12), Some(&until(16)));
    let close = |date: &i64| {
        let (part, whole) = in_time(shop, *date);
        spare(part, whole) <= 5
    };
    to.on("ship-margin", the_shop(), mornings().filter(close).collect(), Some(&until(25)));
}

fn service(to: &mut Script<'_>) {
    to.add("quality-cases", the_shop(), (4, 11), None);
    to.add("score", the_shop(), (12, 13), None);
    to.add("bad-reviews", the_shop(), (14, 16), None);
    to.add("reply-rate", the_shop(), (15, 19), None);
    to.add("settlement-late", the_shop(), (24, 26), None);
}

fn traffic(to: &mut Script<'_>) {
    let sum = |days: (i64, i64), of: &dyn Fn(i64) -> i64| (days.0..=days.1).map(of).sum::<i64>();
    let clicked = |days| {
        let (part, whole) =
            (sum(days, &|date| stated(date).clicks), sum(days, &|date| stated(date).impressions));
        percent(part, whole)
    };
    let carted = |days| {
        let (part, whole) =
            (sum(days, &|date| stated(date).carts), sum(days, &|date| stated(date).clicks));
        percent(part, whole)
    };
    let brought = |days| {
        let (gmv, cost) =
            (sum(days, &|date| promoted(date).1), sum(days, &|date| promoted(date).0));
        yuan(divided(gmv * 100, cost))
    };
    let spent = |days| money(sum(days, &|date| stated(date).ad_cost));
    to.add("click-rate", the_shop(), (8, 15), Some(&clicked));
    to.add("cart-rate", the_shop(), (21, 27), Some(&carted));
    to.add("roi-fall", the_shop(), (15, 19), Some(&brought));
    to.add("ad-budget", the_shop(), (24, 26), Some(&spent));
    // The list of the 16th names one product.
    to.idle("click-rate", to.two(FALLING, FALLING_FEW), 16..=16);
}

fn plan(to: &mut Script<'_>) {
    let shop = to.shop;
    let sold = |days| money(gmv(shop, days, Of::Shop));
    let late = mornings().filter(|date| behind(shop, *date)).collect();
    to.on("goal-pace", the_shop(), late, Some(&sold));
    // 双12 begins on 1 December.
    to.add("campaign-near", the_shop(), (17, 30), None);
    to.add("data-gap", the_shop(), (28, 28), None);
    // Saved on the 2nd, 10th, 17th and 24th, after a look at the findings.
    let days = BTreeSet::from([1, 2, 9, 10, 17, 24]);
    to.on("backup-old", the_shop(), days, None);
    // Roles are given on the 23rd, and one is changed on the 24th.
    to.add("mix-off", the_shop(), (25, 30), None);
}

/// A mean over the days of a measure, in tenths where it has some.
fn a_day(sum: i64) -> String {
    let tenths = divided(sum * 10, WAIT);
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

fn percent(part: i64, whole: i64) -> String {
    format!("{}%", yuan(divided(part * 10_000, whole)))
}

fn divided(part: i64, whole: i64) -> i64 {
    i64::try_from(half_up(part.into(), whole.into())).unwrap()
}

/// `¥1,234.00` a day of as many days as a measure has.
fn money(sum: i64) -> String {
    let plain = yuan(divided(sum, WAIT));
    let (whole, rest) = plain.split_once('.').unwrap();
    let mut told = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            told.push(',');
        }
        told.push(digit);
    }
    format!("¥{told}.{rest}")
}
