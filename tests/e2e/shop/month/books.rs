//! What the month comes to, worked out from its story: the numbers that a measure must show, and
//! the days on which a rule that looks at the whole shop must speak.

use super::*;

/// What is summed up.
#[derive(Clone, Copy)]
pub enum Of {
    Shop,
    Product(usize),
    Creator(usize),
    Carrier(&'static str),
}

impl Of {
    fn has(self, line: &Line) -> bool {
        match self {
            Of::Shop => true,
            Of::Product(product) => line.product == product,
            Of::Creator(creator) => line.creator == Some(creator),
            Of::Carrier(carrier) => line.carrier == carrier,
        }
    }
}

fn on(shop: &Shop, (from, to): (i64, i64), of: Of) -> impl Iterator<Item = &Line> {
    let inside = move |it: &&Line| (day(from)..=day(to)).contains(&time::day_of(it.paid.unwrap()));
    shop.lines.iter().filter(inside).filter(move |it| of.has(it))
}

pub fn orders(shop: &Shop, days: (i64, i64), of: Of) -> i64 {
    i64::try_from(on(shop, days, of).count()).unwrap()
}

pub fn gmv(shop: &Shop, days: (i64, i64), of: Of) -> i64 {
    on(shop, days, of).map(Line::gmv).sum()
}

/// Shipped in 48 hours, and judged, of the days, as the files of a morning tell it.
pub fn shipped(shop: &Shop, days: (i64, i64), date: i64) -> (i64, i64) {
    let judged = on(shop, days, Of::Shop)
        .filter(|line| line.paid.unwrap() + 48 * HOUR <= exported(date))
        .map(|line| (line.paid.unwrap(), line.shipped.unwrap()));
    judged.fold((0, 0), |(part, whole), (paid, shipped)| {
        (part + i64::from(shipped - paid <= 48 * HOUR), whole + 1)
    })
}

/// The same over the 30 days before a morning.
pub fn in_time(shop: &Shop, date: i64) -> (i64, i64) {
    shipped(shop, (date - 30, date - 1), date)
}

/// With how many more late ones fewer than 95 of 100 are in time; none and less where they are.
pub fn spare(part: i64, whole: i64) -> i64 {
    part * 100 / 95 - whole + 1
}

/// Sales of a product and of all in the 30 days before a morning.
pub fn share_of(shop: &Shop, product: usize, date: i64) -> (i64, i64) {
    let days = (date - 30, date - 1);
    (gmv(shop, days, Of::Product(product)), gmv(shop, days, Of::Shop))
}

/// Whether November, at the pace of its days before a morning, ends 5 % and more under October and
/// a fifth.
pub fn behind(shop: &Shop, date: i64) -> bool {
    let days = date - 1;
    let goal = gmv(shop, (-30, 0), Of::Shop) * 120 / 100;
    let end = gmv(shop, (1, days), Of::Shop) * 30 / days.max(1);
    days >= 7 && end < goal * 95 / 100
}
