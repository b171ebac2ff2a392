//! `return-rate`: a product comes back more often than the line of its category allows, or, where
//! the operator set none, than the shop's own rate and some points.

use super::super::cause::with_part;
use super::super::check::{self, Fact, SERVICE, ask, product};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Period, ReasonClass, Share, SortedMap, Word, ratio_millionths};
use crate::metric::{Book, Dimension, Filter, Totals, by_key, reason_name};
use crate::text::{Phrase, phrase};

pub(super) static RULE: Rule = Rule {
    id: "return-rate",
    name: phrase("退货率偏高", "High return rate"),
    condition: phrase(
        "30 天不少于 {} 单，退货率高于全店 30 天退货率 + {} 个百分点；品类设了线的，按品类的线",
        "at least {} order[s] in 30 days and a return rate above the shop's own plus {} point[s], or above the line of its category where one is set",
    ),
    numbers: |t| vec![Arg::Count(t.get(&ORDERS)), Arg::Count(t.get(&POINTS))],
    fields: &[&ORDERS, &POINTS],
    find,
    most: ALL,
    asks: &[&check::REASONS, &DESCRIPTION, &SUPPLIER, &PACKING, &DELIST],
    evidence: Evidence { page: "/data/returns", dated: true },
    // The rate of three days is young; applications are what they are.
    measure: Some("returns"),
    slot: "morning",
    duty: "service",
};

static ORDERS: Field = Field::new(
    "return-orders",
    phrase("退货率：30 天至少几单", "Return rate: orders in 30 days at least"),
    (1, 20, 100_000),
);
static POINTS: Field = Field::new(
    "return-points",
    phrase("退货率：高出全店几个百分点", "Return rate: points above the shop"),
    (1, 10, 100),
);

static DESCRIPTION: check::Ask = ask(
    "description",
    check::PRODUCT,
    phrase(
        "描述不符：详情、主图、尺码表要不要改",
        "Does the description, picture or size chart mislead",
    ),
    Fact::Nothing,
);
static SUPPLIER: check::Ask = ask(
    "supplier",
    check::PRODUCT,
    phrase(
        "质量缺陷：找厂家，有没有备选供应商",
        "Bad quality: talk to the supplier, is there another",
    ),
    Fact::Nothing,
);
static PACKING: check::Ask = ask(
    "packing",
    SERVICE,
    phrase("物流损坏：包装和快递要不要换", "Damaged on the way: change packing or carrier"),
    Fact::Nothing,
);
static DELIST: check::Ask =
    ask("delist", SERVICE, phrase("超线不降：要不要下架", "If it stays: delist it"), Fact::Nothing);

const STEPS: &[Phrase] = &[
    phrase("看原因和评价", "Read reasons and reviews"),
    phrase("改详情或尺码表", "Correct the description or size chart"),
    phrase("超线不降：找厂家或下架", "If it stays: talk to the supplier or delist"),
];

const MONTH: i32 = 30;

/// A product above its line.
struct Over {
    product: Word,
    totals: Totals,
    /// Both in millionths.
    rate: i64,
    line: i64,
}

/// The days that are judged, and the products above their line.
fn over(scene: &Scene<'_>) -> Option<(Period, Vec<Over>)> {
    let (book, thresholds) = (scene.book, scene.thresholds);
    let window = scene.days()?.latest(MONTH);
    if book.coverage.aftersales.count_in(window) == 0 {
        return None;
    }
    let totals = by_key(book, window, &Filter::default(), Dimension::Product);
    let shop = Share::new(
        totals.values().map(|totals| totals.returned).sum(),
        totals.values().map(|totals| totals.orders).sum(),
    );
    let points = thresholds.get(&POINTS) * 10_000;
    let shop_rate = shop.millionths()?;
    // The category's own line, where the operator has set one.
    let own_line = |product: Word| {
        let category = book.words.text(*book.compass.categories.get(&product)?);
        thresholds.return_lines.get(category).map(|percent| percent * 10_000)
    };
    let judged = totals.into_iter().filter_map(|(product, totals)| {
        let product = product?;
        let share = Share::new(totals.returned, totals.orders);
        let own = own_line(product);
        let over = own.map_or_else(
            || above(share, shop, points),
            |line| above(share, Share::new(0, 1), line),
        );
        (totals.orders >= thresholds.get(&ORDERS) && over).then(|| Over {
            product,
            totals,
            rate: share.millionths().unwrap_or(0),
            line: own.unwrap_or(shop_rate + points),
        })
    });
    Some((window, judged.collect()))
}

/// The products above their line, with that line in millionths.
pub fn over_lines(scene: &Scene<'_>) -> SortedMap<String, i64> {
    let found = over(scene).map_or_else(Vec::new, |(_, found)| found).into_iter();
    found.map(|over| (scene.book.words.text(over.product).to_owned(), over.line)).collect()
}

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let Some((window, found)) = over(scene) else { return Vec::new() };
    let finding = |over: Over| {
        let (subject, name) = product(scene.book, over.product);
        Finding {
            rule: RULE.id,
            subject,
            part: None,
            says: sentences(&name, &over, main_reason(scene.book, window, over.product)),
            name,
            severity: Severity::Warn,
            amount: Some(over.totals.refund),
            period: window,
            compared: (window.previous(), window),
            steps: STEPS,
        }
    };
    found.into_iter().map(finding).collect()
}

fn sentences(name: &str, over: &Over, reason: Option<(ReasonClass, i64)>) -> Sentences {
    let name = Arg::Name(name.to_owned());
    let base = Told::new(
        phrase("近 30 天 {} 单", "{} order[s] in 30 days"),
        [Arg::Count(over.totals.orders)],
    );
    let why = reason.map(|(reason, share)| {
        let why = phrase("；最多的原因是「{}」，占 {}。", "; the main reason is “{}”, {}.");
        (why, vec![Arg::Words(reason_name(reason)), Arg::Rate(share)])
    });
    Sentences {
        title: Told::new(
            phrase("「{}」退货率 {}，高于 {} 的线", "“{}” returns {}, above the line of {}"),
            [name.clone(), Arg::Rate(over.rate), Arg::Rate(over.line)],
        ),
        cause: with_part(base, why),
        task: Told::new(phrase("压低「{}」的退货率", "Bring down returns of “{}”"), [name]),
    }
}

/// `part ÷ whole > shop + points`, without rounding. `points` in millionths.
fn above(product: Share, shop: Share, points: i64) -> bool {
    let wide = i128::from;
    let left = wide(product.part) * wide(shop.whole) * 1_000_000;
    let line = wide(shop.part) * 1_000_000 + wide(points) * wide(shop.whole);
    left > line * wide(product.whole)
}

/// The class that most of the product's cases of the window are of, and its share.
fn main_reason(book: &Book, window: Period, product: Word) -> Option<(ReasonClass, i64)> {
    let mut classes: SortedMap<ReasonClass, i64> = SortedMap::new();
    let cases = book.cases.returns_in(window).iter();
    for case in cases.filter(|case| case.dims.product == Some(product)) {
        *classes.slot(case.class) += 1;
    }
    let all: i64 = classes.values().sum();
    let (&class, &cases) = classes.iter().max_by_key(|&(_, &cases)| cases)?;
    Some((class, ratio_millionths(cases, all)?))
}
