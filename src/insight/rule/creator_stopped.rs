//! `creator-stopped`: a creator who sold does not sell any more.

use super::super::cause::with_part;
use super::super::check::{self, Fact, SERVICE, ask};
use super::super::finding::{Finding, Sentences, Severity, Subject};
use super::super::learn;
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::super::window::Days;
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Money, ratio_millionths};
use crate::metric::{Dimension, Filter, by_key};
use crate::text::{Phrase, phrase};

pub(super) static RULE: Rule = Rule {
    id: "creator-stopped",
    name: phrase("达人停播", "Creator stopped"),
    condition: phrase(
        "之前 11 天不少于 {} 单，最近 3 个完整日 0 单",
        "at least {} order[s] in the 11 days before, none in the last 3 complete days",
    ),
    numbers: |t| vec![Arg::Count(t.get(&ORDERS))],
    fields: &[&ORDERS],
    find,
    most: ALL,
    asks: &[&check::WHY_STOPPED, &SAMPLES, &check::OLD_RIVAL, &STOCK, &check::REASONS],
    evidence: Evidence { page: "/data", dated: true },
    measure: Some("orders"),
    slot: "afternoon",
    duty: "business",
};

static ORDERS: Field = Field::new(
    "stopped-orders",
    phrase("达人停播：此前至少几单", "Creator stopped: orders before at least"),
    (1, 10, 10_000),
)
.learns(learn::orders_of_creators);

static SAMPLES: check::Ask = ask(
    "samples",
    check::CREATOR,
    phrase(
        "要不要补寄样、发新品、调佣金或链接",
        "Send samples or new goods, mend commission or link",
    ),
    Fact::Nothing,
);
static STOCK: check::Ask = ask(
    "stock",
    SERVICE,
    phrase("他带的商品有没有断货、下架或差评", "Are the goods sold out, delisted, badly reviewed"),
    Fact::Nothing,
);

const STEPS: &[Phrase] = &[
    phrase("问为什么不带了", "Ask why they stopped"),
    phrase("补寄样或发新品", "Send samples or new products"),
];

/// The silent days, and the days before them that are looked at.
const SILENT: i32 = 3;
const BEFORE: i32 = 11;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let book = scene.book;
    let Some(days) = scene.days() else { return Vec::new() };
    let silent = days.latest(SILENT);
    if !Days::covered(book, silent) {
        return Vec::new();
    }
    let window = days.before(SILENT, BEFORE);
    let filter = Filter::default();
    let before = by_key(book, window, &filter, Dimension::Creator);
    let now = by_key(book, silent, &filter, Dimension::Creator);
    let by_creators: Money =
        before.iter().filter(|(creator, _)| creator.is_some()).map(|(_, t)| t.gmv).sum();
    let least = scene.thresholds.get(&ORDERS);
    let stopped = before.into_iter().filter(|(creator, totals)| {
        let orders_now = now.get(creator).map_or(0, |totals| totals.orders);
        totals.orders >= least && orders_now == 0
    });
    stopped
        .filter_map(|(creator, totals)| {
            let creator = creator?;
            let missed = totals.gmv.prorate(Money(i64::from(SILENT)), Money(i64::from(BEFORE)));
            let name = book.creator_name(creator).to_owned();
            let share = ratio_millionths(totals.gmv.cents(), by_creators.cents());
            Some(Finding {
                rule: RULE.id,
                subject: Subject::Creator(book.words.text(creator).to_owned()),
                part: None,
                says: sentences(&name, totals.orders, share),
                name,
                severity: Severity::Warn,
                amount: Some(missed),
                period: silent,
                compared: (window, silent),
                steps: STEPS,
            })
        })
        .collect()
}

fn sentences(name: &str, orders: i64, share: Option<i64>) -> Sentences {
    let name = Arg::Name(name.to_owned());
    let before = Told::new(
        phrase("此前 {} 天出 {} 单", "{} day[s] before: {} order[s]"),
        [Arg::count(BEFORE), Arg::Count(orders)],
    );
    let part = phrase("，占全店达人成交的 {}。", ", {} of all sales by creators.");
    Sentences {
        title: Told::new(
            phrase("达人「{}」近 {} 天没有出单", "Creator “{}” sold nothing for {} day[s]"),
            [name.clone(), Arg::count(SILENT)],
        ),
        cause: with_part(before, share.map(|share| (part, vec![Arg::Rate(share)]))),
        task: Told::new(phrase("联系达人「{}」", "Contact creator “{}”"), [name]),
    }
}
