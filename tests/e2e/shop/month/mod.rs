//! A month of a small shop by a script: what each product, creator and carrier sells on each day,
//! so that every rule has its planted cause on known days and beside it a near miss that stays one
//! step short.
//!
//! Days are counted as dates of November 2026: 1 is the 1st, 0 the last of October. Nothing in here
//! is left to chance, so a test can say which mornings tell what.

pub mod books;
pub mod files;
mod sold;

use super::case::{Case, End};
use super::line::Line;
use super::time::{self, DAY, Day, HOUR, MINUTE, Moment};
use super::{Creator, Product, Shop};
use sold::{Sold, sold};

/// The first day of the history, and the last of the month.
pub const FIRST: i64 = -60;
pub const LAST: i64 = 30;

/// Products by their place.
pub const FALLING: usize = 0;
pub const FALLING_FEW: usize = 1;
pub const RETURNED: usize = 2;
pub const RETURNED_LESS: usize = 3;
pub const RISING: usize = 4;
pub const RISING_FEW: usize = 5;
pub const PRICED: usize = 6;
pub const PRICED_FEW: usize = 7;
pub const SLOW: usize = 8;
pub const SLOW_LESS: usize = 9;
pub const TOP: usize = 10;
pub const FILM: usize = 11;
pub const PICTURE: usize = 12;
pub const CARD: usize = 13;
pub const IDLE: usize = 14;
pub const IDLE_LESS: usize = 15;
pub const PRODUCTS: usize = 16;

/// Creators by their place.
pub const STOPPED: usize = 0;
pub const STOPPED_FEW: usize = 1;
pub const WORSE: usize = 2;
pub const WORSE_LESS: usize = 3;

/// 分 that everything costs, but for what is told.
pub const PRICE: i64 = 1_000;
/// The price that changed.
pub const NEW_PRICE: i64 = 900;

/// The day of a date of November 2026.
pub fn day(date: i64) -> Day {
    time::day(2026, 11, 1) + date - 1
}

/// A time of a date.
pub fn at(date: i64, hour: i64) -> Moment {
    day(date) * DAY + hour * HOUR
}

/// Half past eight: the operator opens the app.
pub fn morning(date: i64) -> Moment {
    at(date, 8) + 30 * MINUTE
}

/// When the files of a morning were exported.
pub fn exported(date: i64) -> Moment {
    at(date, 8) + 10 * MINUTE
}

/// The whole story.
pub fn month() -> Shop {
    let mut maker = Maker { shop: things(), count: 0 };
    for date in FIRST..=LAST {
        for sold in sold(date) {
            maker.lines(date, &sold);
        }
    }
    maker.late();
    maker.big_sales();
    maker.cases();
    maker.shop
}

fn things() -> Shop {
    let product = |place: usize| {
        let skus = match place {
            SLOW | SLOW_LESS => vec!["常卖;均码".to_owned(), "少卖;均码".to_owned()],
            TOP => vec!["单件;均码".to_owned(), "整箱;均码".to_owned()],
            _ => vec!["常卖;均码".to_owned()],
        };
        let id = format!("36{:017}", 2_468_013_579 * (place + 2));
        let title = format!("月历商品{}号", place + 1);
        Product { id, title, code: format!("YL-{place:03}"), skus, price: PRICE }
    };
    let creator = |place: u64| Creator {
        id: (80_000_000_000 + 1_733 * (place + 1)).to_string(),
        name: format!("月历达人{}号", place + 1),
    };
    Shop {
        products: (0..PRODUCTS).map(product).collect(),
        creators: (0..4).map(creator).collect(),
        lines: Vec::new(),
        cases: Vec::new(),
        first: day(FIRST),
        last: day(LAST),
    }
}

struct Maker {
    shop: Shop,
    count: u64,
}

impl Maker {
    fn number(&mut self) -> u64 {
        self.count += 1;
        6_920_000_000_000_000_000 + self.count * 1_000_003 + 1
    }

    /// Lines that are paid at once, shipped by the evening and finished three days later.
    fn lines(&mut self, date: i64, sold: &Sold) {
        for _ in 0..sold.count {
            let id = self.number();
            let today = self.shop.lines.iter().rev().take_while(|it| it.placed >= at(date, 0));
            let placed = at(date, 9) + MINUTE * i64::try_from(today.count()).unwrap();
            let paid = placed + 20;
            self.shop.lines.push(Line {
                order: id,
                id,
                product: sold.product,
                sku: sold.sku,
                creator: sold.creator,
                units: 1,
                price: sold.price,
                payable: sold.price,
                by_platform: 0,
                by_creator: 0,
                by_shop: 0,
                placed,
                paid: Some(paid),
                promised: paid + 48 * HOUR,
                booked: None,
                shipped: Some(paid + 6 * HOUR),
                finished: Some(placed + 3 * DAY),
                kind: "普通订单",
                carrier: sold.carrier,
                channel: "商城",
                province: "浙江省",
                cases: Vec::new(),
            });
        }
    }

    /// The places of the lines of a product on a day.
    fn of(&self, date: i64, product: usize) -> Vec<usize> {
        let lines = self.shop.lines.iter().enumerate();
        let on = lines.filter(|(_, it)| time::day_of(it.placed) == day(date));
        on.filter(|(_, it)| it.product == product).map(|(place, _)| place).collect()
    }

    /// One line of the 9th that waits past its promise, and in the middle of the month so many that
    /// ship late, though not past it, that with six more the 48 hour rate is under its line; then
    /// some more.
    fn late(&mut self) {
        let waiting = self.of(9, CARD)[0];
        self.shop.lines[waiting].shipped = Some(at(12, 15));
        self.shop.lines[waiting].finished = Some(at(13, 12));
        let on = |shop: &Shop, from: i64, to: i64| -> Vec<usize> {
            let inside = |it: &Line| (day(from)..=day(to)).contains(&time::day_of(it.placed));
            let lines = shop.lines.iter().enumerate();
            lines.filter(|(_, it)| inside(it)).map(|(place, _)| place).collect()
        };
        let (many, more) = (on(&self.shop, 16, 17), on(&self.shop, 18, 18));
        let delay = |line: &mut Line| {
            let paid = line.paid.unwrap();
            (line.promised, line.shipped) = (paid + 96 * HOUR, Some(paid + 60 * HOUR));
        };
        for place in many {
            let (part, whole) = books::in_time(&self.shop, 20);
            if books::spare(part - 1, whole) < 6 {
                break;
            }
            delay(&mut self.shop.lines[place]);
        }
        for place in more {
            let (part, whole) = books::in_time(&self.shop, 21);
            if books::spare(part, whole) <= 5 {
                break;
            }
            delay(&mut self.shop.lines[place]);
        }
    }

    /// A box of one product that on the 25th brings it to just half of all sales, and one more.
    fn big_sales(&mut self) {
        let by = |shop: &Shop, date: i64| books::share_of(shop, TOP, date);
        let (top, all) = by(&self.shop, 26);
        let boxed = |price| Sold { sku: 1, price, carrier: "其他", ..Sold::of(TOP, 1) };
        self.lines(25, &boxed(all - 2 * top));
        let (top, all) = by(&self.shop, 27);
        self.lines(26, &boxed((all - 2 * top).max(0) + 5 * PRICE));
        self.shop.lines.sort_by_key(|line| line.placed);
    }

    fn case(&mut self, line: usize, kind: &'static str, applied: Moment, end: End) -> usize {
        let place = self.shop.cases.len();
        let id = self.number();
        let of = &mut self.shop.lines[line];
        of.cases.push(place);
        self.shop.cases.push(Case {
            id,
            line: Some(line),
            order: of.order,
            sub_order: of.id,
            product: of.product,
            payable: of.payable,
            kind,
            reason: ("尺码不合适", "unwanted"),
            claim: "",
            applied,
            end,
            goods: of.payable,
            freight: 0,
        });
        place
    }

    /// An exchange a day, so that every day is covered; returns; two cases of quality, one of which
    /// the buyer's own words speak against.
    fn cases(&mut self) {
        for date in -28..=LAST {
            let line = self.of(date - 2, CARD)[5];
            self.case(line, "换货", at(date, 20), End::Exchanged(at(date, 21)));
        }
        let returns = [(RETURNED, 5, 10), (RETURNED, 6, 11), (RETURNED, 7, 12), (RETURNED, 8, 12)];
        let later = [(RETURNED, 9, 15)];
        let less = [(RETURNED_LESS, 5, 8), (RETURNED_LESS, 6, 9), (RETURNED_LESS, 7, 10)];
        for (product, sold, asked) in returns.into_iter().chain(later).chain(less) {
            let line = self.of(sold, product)[0];
            self.case(line, "退货退款", at(asked, 10), End::Refunded(at(asked, 15)));
        }
        for (date, claim) in [(1, "开线了"), (3, "拍错了")] {
            let line = self.of(date - 3, CARD)[1];
            let end = End::Refunded(at(date + 1, 15));
            let case = self.case(line, "退货退款", at(date, 10), end);
            let case = &mut self.shop.cases[case];
            (case.reason, case.claim) = (("做工粗糙/有瑕疵（商品品质原因）", "quality"), claim);
        }
    }
}
