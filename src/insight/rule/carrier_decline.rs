//! `carrier-decline`: a carrier (直播, 短视频, 商品卡) sells less than the week before.

use super::super::cause::{biggest_part, with_cause};
use super::super::check::{self, Fact, ask};
use super::super::finding::{Finding, Sentences, Severity, Subject};
use super::super::summary::factor_name;
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::super::window::Days;
use super::{Evidence, MOST, Rule, Scene};
use crate::domain::{Period, Word, ratio_millionths, sort_by_key};
use crate::metric::{Dimension, Filter, Query, Reading, by_key, factor_change};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "carrier-decline",
    name: phrase("载体下滑", "Falling carrier"),
    condition: phrase(
        "某个载体前 7 天不少于 {} 单，最近 7 个完整日成交少了不少于 {}%，而且比全店多跌 10 个百分点",
        "a carrier of at least {} order[s] in the 7 days before sold at least {}% less in the last 7 complete days, 10 points worse than the shop",
    ),
    numbers: |t| vec![Arg::Count(t.get(&ORDERS)), Arg::Count(t.get(&FALL))],
    fields: &[&ORDERS, &FALL],
    find,
    most: MOST,
    asks: &[
        &FEWER,
        &check::WHY_STOPPED,
        &check::WHY_WORSE,
        &check::MARKET_INDEX,
        &check::RIVAL_CAMPAIGN,
        &check::OWN_LOOK,
    ],
    evidence: Evidence { page: "/data", dated: true },
    measure: Some("gmv"),
    slot: "morning",
    duty: "operation",
};

static ORDERS: Field = Field::new(
    "carrier-orders",
    phrase("载体下滑：前 7 天至少几单", "Falling carrier: orders in the week before at least"),
    (10, 50, 100_000),
);
static FALL: Field = Field::new(
    "carrier-fall",
    phrase("载体下滑百分之几提醒", "Falling carrier: per cent"),
    (5, 30, 100),
);

static FEWER: check::Ask = ask(
    "fewer",
    check::CREATOR,
    phrase("场次、条数、投放是不是少了", "Fewer sessions, videos or ads"),
    Fact::Own,
);

const WEEK: i32 = 7;
/// Points, in millionths, by which it must fall deeper than the shop.
const WORSE: i64 = 100_000;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let (book, thresholds) = (scene.book, scene.thresholds);
    let Some(days) = scene.days() else { return Vec::new() };
    let (now, before) = (days.latest(WEEK), days.before(WEEK, WEEK));
    if !Days::covered(book, now) || !Days::covered(book, before) {
        return Vec::new();
    }
    let filter = Filter::default();
    let sold = by_key(book, now, &filter, Dimension::Carrier);
    let left = 100 - thresholds.get(&FALL);
    let [old, new] = [before, now].map(|days| book.totals(days, &filter).gmv.cents());
    let shop = ratio_millionths(new - old, old).unwrap_or(0);
    let mut fallen: Vec<Finding> = by_key(book, before, &filter, Dimension::Carrier)
        .into_iter()
        .filter(|(_, totals)| totals.orders >= thresholds.get(&ORDERS))
        .filter_map(|(carrier, totals)| {
            let gmv = sold.get(&carrier).map(|totals| totals.gmv).unwrap_or_default();
            let fell = gmv.cents().saturating_mul(100) <= totals.gmv.cents().saturating_mul(left);
            let lost = totals.gmv - gmv;
            let change = ratio_millionths(-lost.cents(), totals.gmv.cents())?;
            let fell = fell && change <= shop - WORSE;
            let says = sentences(scene, carrier?, (before, now), change);
            let name = book.words.text(carrier?).to_owned();
            let subject = (Subject::Carrier(name.clone()), name);
            fell.then(|| Finding::new(&RULE, subject, Severity::Warn, now, says).at_stake(lost))
        })
        .collect();
    sort_by_key(&mut fallen, |finding| (std::cmp::Reverse(finding.amount), finding.key()));
    fallen
}

fn sentences(
    scene: &Scene<'_>,
    carrier: Word,
    (before, now): (Period, Period),
    change: i64,
) -> Sentences {
    let book = scene.book;
    let filter = Filter::default().only(Dimension::Carrier, Some(carrier));
    let reading = |period| Reading::new(book, Query { period, filter, now: scene.anchor.now });
    let factors = factor_change(&reading(before), &reading(now));
    let told = match factors.as_ref().and_then(|factors| factors.main()) {
        Some((factor, part)) => Told::new(
            phrase("主要因为{} {}", "Mostly {} {}"),
            [Arg::Words(factor_name(factor)), Arg::Money(part)],
        ),
        None => {
            Told::new(phrase("订单和笔单价都没变", "Neither orders nor their value changed"), [])
        }
    };
    let cause = biggest_part(book, &filter, before, now);
    let why = phrase("；少得最多的是", "; most of it from ");
    let name = Arg::Name(book.words.text(carrier).to_owned());
    Sentences {
        title: Told::new(
            phrase("{}成交比前 7 天 {}", "{}: {} against the 7 days before"),
            [name.clone(), Arg::Change(change)],
        ),
        cause: with_cause(told, cause.as_ref(), why, phrase("，占跌幅 {}。", ", {} of the fall.")),
        task: Told::new(phrase("排查{}为什么下滑", "Find out why {} falls"), [name]),
    }
}
