//! `product-decline`: sales of a product fell on each of the last complete days.

use super::super::cause::{Cause, Route, biggest_part, with_cause};
use super::super::check::{self, product};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::learn;
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::super::window::Days;
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Money, Period, Word};
use crate::metric::{Dimension, Dims, Filter, Totals, by_key};
use crate::text::{Phrase, phrase};

pub(super) static RULE: Rule = Rule {
    id: "product-decline",
    name: phrase("商品连跌", "Falling product"),
    condition: phrase(
        "最近 {} 个完整日每天都比前一天少，且 {} 天日均不少于 {} 单",
        "each of the last {} complete days below the day before; over these {} days at least {} order[s] a day",
    ),
    numbers: |t| {
        let days = t.get(&DAYS);
        [days, days + 1, t.get(&ORDERS)].map(Arg::Count).to_vec()
    },
    fields: &[&DAYS, &ORDERS],
    find,
    most: ALL,
    asks: &[
        &check::RIVAL_PRICE,
        &check::RIVAL_PICTURE,
        &check::WHY_STOPPED,
        &check::WHY_WORSE,
        &check::MARKET_INDEX,
        &check::NEW_RIVAL,
        &check::OLD_RIVAL,
        &check::RIVAL_CAMPAIGN,
        &check::OWN_LOOK,
        &check::OWN_PRICE,
    ],
    evidence: Evidence { page: "/data", dated: true },
    measure: Some("orders"),
    slot: "morning",
    duty: "operation",
};

static DAYS: Field =
    Field::new("decline-days", phrase("连跌几天算异常", "Days of falling in a row"), (2, 3, 14));
static ORDERS: Field = Field::new(
    "decline-orders",
    phrase("连跌：日均至少几单", "Falling: orders a day at least"),
    (1, 5, 10_000),
)
.learns(learn::orders_a_day);

const NATURAL_STEPS: &[Phrase] = &[
    phrase("自然流量：搜同行的价格和主图", "Natural traffic: compare rivals' price and picture"),
    phrase("已出单，先不要改价", "It sells: leave its price alone"),
    phrase("看主图 · 标题 · SKU", "Check picture, title, SKUs"),
];
const CREATOR_STEPS: &[Phrase] = &[
    phrase("问达人：还在带吗", "Ask the creator: still showing it?"),
    phrase("在带的话，看转化为什么降", "If so, why does it convert less?"),
    phrase("已出单，先不要改价", "It sells: leave its price alone"),
];

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let thresholds = scene.thresholds;
    let falls = i32::try_from(thresholds.get(&DAYS)).unwrap_or(3).max(1);
    let Some(days) = scene.days() else { return Vec::new() };
    let window = days.latest(falls + 1);
    if !Days::covered(scene.book, window) {
        return Vec::new();
    }
    let totals = by_key(scene.book, window, &Filter::default(), Dimension::Product);
    let least = thresholds.get(&ORDERS) * i64::from(window.len());
    let busy = |totals: &Totals| totals.orders >= least;
    let candidates = totals.into_iter().filter(|(_, totals)| busy(totals));
    candidates.filter_map(|(product, _)| judge(scene, window, product?)).collect()
}

fn judge(scene: &Scene<'_>, window: Period, word: Word) -> Option<Finding> {
    let book = scene.book;
    let filter = product_filter(word);
    let days = crate::metric::by_day(book, window, &filter);
    let gmv: Vec<Money> =
        window.days().map(|day| days.get(&day).map_or(Money::ZERO, |totals| totals.gmv)).collect();
    let falling = gmv.windows(2).all(|pair| matches!(pair, [before, after] if after < before));
    if !falling {
        return None;
    }
    let (&from, &to) = gmv.first().zip(gmv.last())?;
    let lost: Money = gmv.iter().skip(1).map(|&day| from - day).sum();
    let ends = (Period::day(window.from), Period::day(window.to));
    let cause = biggest_part(book, &filter, ends.0, ends.1);
    let (subject, name) = product(scene.book, word);
    let by_creator = matches!(cause, Some(Cause { route: Route::Creator(_), .. }));
    Some(Finding {
        rule: RULE.id,
        subject,
        part: None,
        says: sentences(&name, i64::from(window.len() - 1), lost, (from, to), cause.as_ref()),
        name,
        severity: Severity::Bad,
        amount: Some(lost),
        period: window,
        compared: ends,
        steps: if by_creator { CREATOR_STEPS } else { NATURAL_STEPS },
    })
}

fn sentences(
    name: &str,
    days: i64,
    lost: Money,
    (from, to): (Money, Money),
    cause: Option<&Cause>,
) -> Sentences {
    let name = Arg::Name(name.to_owned());
    let fall = Told::new(
        phrase("每天成交从 {} 跌到 {}", "Daily sales fell from {} to {}"),
        [Arg::Full(from), Arg::Full(to)],
    );
    let why = phrase("；跌得最多的是", "; most of it from ");
    Sentences {
        title: Told::new(
            phrase("「{}」成交连跌 {} 天，少卖 {}", "“{}” fell {} day[s] in a row, {} less sold"),
            [name.clone(), Arg::Count(days), Arg::Money(lost)],
        ),
        cause: with_cause(fall, cause, why, phrase("，占跌幅 {}。", ", {} of the fall.")),
        task: Told::new(phrase("排查「{}」为什么连跌", "Find out why “{}” falls"), [name]),
    }
}

pub(super) fn product_filter(product: Word) -> Filter {
    Filter { dims: Dims { product: Some(product), ..Dims::default() }, ..Filter::default() }
}
