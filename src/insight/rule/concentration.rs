//! `concentration`: one product or one creator carries too much of the shop.

use super::super::check::{self, CREATOR, Fact, PRODUCT, ask, product};
use super::super::finding::{Finding, Sentences, Severity, Subject};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Money, Period, SortedMap, Word, ratio_millionths};
use crate::metric::{Book, Dimension, Filter, Totals, by_key};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "concentration",
    name: phrase("靠一个撑着", "Hangs on one"),
    condition: phrase(
        "近 30 天一个商品占成交超过 {}%，或一个达人超过 {}%；全店不少于 {} 单、5 个商品有单",
        "in 30 days one product above {}% of GMV, or one creator above {}%; at least {} order[s] and 5 products sold",
    ),
    numbers: |t| [t.get(&PRODUCTS), t.get(&CREATORS), t.get(&ORDERS)].map(Arg::Count).to_vec(),
    fields: &[&PRODUCTS, &CREATORS, &ORDERS],
    find,
    most: ALL,
    asks: &[&NEXT, &SUPPLY, &MORE, &check::OWN_PRICE],
    evidence: Evidence { page: "/data", dated: true },
    measure: None,
    slot: "afternoon",
    duty: "operation",
};

static PRODUCTS: Field = Field::new(
    "top-product",
    phrase("一个商品最多占成交百分之几", "One product at most, % of GMV"),
    (10, 50, 99),
);
static CREATORS: Field = Field::new(
    "top-creator",
    phrase("一个达人最多占成交百分之几", "One creator at most, % of GMV"),
    (10, 40, 99),
);
static ORDERS: Field = Field::new(
    "top-orders",
    phrase("集中度：30 天至少几单", "Hangs on one: orders in 30 days at least"),
    (1, 200, 1_000_000),
);

static NEXT: check::Ask = ask(
    "next",
    PRODUCT,
    phrase("下一个主推款是谁，开始测", "Which product is next: begin to test it"),
    Fact::Nothing,
);
static SUPPLY: check::Ask = ask(
    "supply",
    PRODUCT,
    phrase("有没有备选供应商和安全库存", "Another supplier and stock to be safe"),
    Fact::Nothing,
);
static MORE: check::Ask = ask(
    "more",
    CREATOR,
    phrase("每天加 10 个达人，把中腰部铺开", "Ten creators a day: spread over many"),
    Fact::Nothing,
);

const MONTH: i32 = 30;
const LEAST_PRODUCTS: usize = 5;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let book = scene.book;
    let Some(period) = scene.days().map(|days| days.latest(MONTH)) else { return Vec::new() };
    let filter = Filter::default();
    let whole = book.totals(period, &filter);
    let products = by_key(book, period, &filter, Dimension::Product);
    let [top_product, top_creator, orders] =
        [&PRODUCTS, &CREATORS, &ORDERS].map(|field| scene.thresholds.get(field));
    if whole.orders < orders || products.len() < LEAST_PRODUCTS {
        return Vec::new();
    }
    let creators = by_key(book, period, &filter, Dimension::Creator);
    let of_product = top(book, &products, whole.gmv, top_product).map(|(word, gmv, share)| {
        let (subject, name) = product(book, word);
        (
            subject,
            name,
            phrase("「{}」一个商品占了全店成交的 {}", "One product, “{}”, makes {} of all sales"),
            gmv,
            share,
        )
    });
    let of_creator = top(book, &creators, whole.gmv, top_creator).map(|(word, gmv, share)| {
        let subject = Subject::Creator(book.words.text(word).to_owned());
        let name = book.creator_name(word).to_owned();
        (
            subject,
            name,
            phrase("达人「{}」一个人占了全店成交的 {}", "One creator, “{}”, makes {} of all sales"),
            gmv,
            share,
        )
    });
    let finding = |(subject, name, words, gmv, share): (Subject, String, _, Money, i64)| {
        let named = Arg::Name(name.clone());
        let says = Sentences {
            title: Told::new(words, [named.clone(), Arg::Rate(share)]),
            cause: cause(gmv, whole.gmv, period),
            task: Told::new(phrase("给「{}」找接替", "Find what can stand in for “{}”"), [named]),
        };
        Finding::new(&RULE, (subject, name), Severity::Info, period, says).at_stake(gmv)
    };
    of_product.into_iter().chain(of_creator).map(finding).collect()
}

fn cause(gmv: Money, whole: Money, period: Period) -> Told {
    Told::new(
        phrase("{} 成交 {}，全店 {}。", "{}: {} of {}."),
        [Arg::Days(period), Arg::Full(gmv), Arg::Full(whole)],
    )
}

/// The part that sold most, where it is above so many per cent of the whole.
fn top(
    book: &Book,
    parts: &SortedMap<Option<Word>, Totals>,
    whole: Money,
    percent: i64,
) -> Option<(Word, Money, i64)> {
    let named = parts.iter().filter_map(|(word, totals)| Some(((*word)?, totals.gmv)));
    let (word, gmv) =
        named.max_by_key(|(word, gmv)| (*gmv, std::cmp::Reverse(book.words.text(*word))))?;
    let share = ratio_millionths(gmv.cents(), whole.cents())?;
    (share > percent * 10_000).then_some((word, gmv, share))
}
