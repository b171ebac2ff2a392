//! The findings that must fire, by the five first rules.

use std::collections::{BTreeMap, BTreeSet};

use super::books::Books;
use super::line::Line;
use super::time::{Day, Moment, Period, day_of};

/// `data-rule` and `data-subject`.
pub type Key = (&'static str, String);

/// Every finding at a moment, where the last covered day is complete.
pub fn findings(books: &Books<'_>, now: Moment) -> BTreeSet<Key> {
    let shop = books.shop;
    let last = books.world.order_days().last().copied().unwrap();
    let mut found = BTreeSet::new();
    for product in 0..shop.products.len() {
        let subject = format!("product:{}", shop.products[product].id);
        let sold = |days: Period| sold(books, days, |line| line.product == product);
        if falls(books, product, last) {
            found.insert(("product-decline", subject.clone()));
        }
        let (now, before) = (sold(week(last)).orders, sold(week(last).before()).orders);
        if now >= 20 && now >= 2 * before {
            found.insert(("rising-product", subject.clone()));
        }
        if comes_back(books, product, last) {
            found.insert(("return-rate", subject));
        }
    }
    for creator in 0..shop.creators.len() {
        let sold = |days: Period| sold(books, days, |it| it.creator == Some(creator));
        let silent = Period::new(last - 2, last);
        let before = Period::new(last - 13, last - 3);
        if sold(before).orders >= 10 && sold(silent).orders == 0 {
            let subject = format!("creator:{}", shop.creators[creator].id);
            found.insert(("creator-stopped", subject));
        }
    }
    if due(books, now) > 0 {
        found.insert(("ship-due", "shop".to_owned()));
    }
    found
}

fn week(last: Day) -> Period {
    Period::new(last - 6, last)
}

#[derive(Default)]
struct Sold {
    orders: i64,
    returned: i64,
    gmv: BTreeMap<Day, i64>,
}

fn sold(books: &Books<'_>, days: Period, which: impl Fn(&Line) -> bool) -> Sold {
    let mut sold = Sold::default();
    for it in &books.known {
        let line = &books.shop.lines[it.line];
        let paid = it.paid.map(day_of).filter(|day| days.has(*day));
        if let Some(day) = paid.filter(|_| which(line) && line.gmv() > 0) {
            sold.orders += 1;
            sold.returned += i64::from(it.returned);
            *sold.gmv.entry(day).or_default() += line.gmv();
        }
    }
    sold
}

fn falls(books: &Books<'_>, product: usize, last: Day) -> bool {
    let days = Period::new(last - 3, last);
    let sold = sold(books, days, |line| line.product == product);
    let gmv: Vec<i64> = days.days().map(|day| sold.gmv.get(&day).copied().unwrap_or(0)).collect();
    sold.orders >= 20 && gmv.windows(2).all(|pair| pair[1] < pair[0])
}

/// Above the shop's own rate of 30 days and ten points, exactly.
fn comes_back(books: &Books<'_>, product: usize, last: Day) -> bool {
    let days = Period::new(last - 29, last);
    let own = sold(books, days, |line| line.product == product);
    let all = sold(books, days, |_| true);
    let above = own.returned * all.orders * 10 > (all.returned * 10 + all.orders) * own.orders;
    !books.world.cases.is_empty() && own.orders >= 20 && above
}

fn due(books: &Books<'_>, now: Moment) -> usize {
    let clocks = books.clocks(now);
    let count = |id: &str| clocks[id].value.parse::<usize>().unwrap();
    count("due-24h") + count("overdue")
}
