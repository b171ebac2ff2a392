//! `bad-reviews`: 中差评 that nobody has answered.

use super::super::check::{self, Fact, SERVICE, ask, product};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::{Period, SortedMap, Word};
use crate::metric::BadReview;
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "bad-reviews",
    name: phrase("中差评没回复", "Bad reviews unanswered"),
    condition: phrase(
        "近 30 天 3 星及以下、商家没回复的评价不少于 {} 条",
        "at least {} review[s] of 3 stars and fewer in 30 days without an answer",
    ),
    numbers: |t| vec![Arg::Count(t.get(&COUNT))],
    fields: &[&COUNT],
    find,
    most: ALL,
    asks: &[&SOOTHE, &ANSWER, &check::REASONS, &REPORT, &MEND],
    evidence: Evidence { page: "/data/returns", dated: true },
    measure: None,
    slot: "forenoon",
    duty: "service",
};

static COUNT: Field = Field::new(
    "bad-reviews",
    phrase("中差评没回复：几条提醒", "Bad reviews unanswered at least"),
    (1, 1, 1_000),
);

static SOOTHE: check::Ask = ask(
    "soothe",
    SERVICE,
    phrase("影响转化的先安抚买家", "Soothe the buyers of those that hurt most"),
    Fact::Nothing,
);
static ANSWER: check::Ask = ask(
    "answer",
    SERVICE,
    phrase("每条都回复（平台不能改评、删评）", "Answer each (none can be changed or removed)"),
    Fact::Nothing,
);
static REPORT: check::Ask =
    ask("report", SERVICE, phrase("恶意的去举报中心", "Report malicious ones"), Fact::Nothing);
static MEND: check::Ask = ask(
    "mend",
    check::PRODUCT,
    phrase("痛点改进：商品、详情、包装", "Mend what they name: goods, description, packing"),
    Fact::Nothing,
);

const MONTH: i32 = 30;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let period = Period::ending(scene.anchor.today, MONTH);
    let reviews = &scene.book.reviews.bad;
    let open: Vec<&BadReview> =
        reviews.iter().filter(|it| !it.answered && period.contains(it.day)).collect();
    let Some(oldest) = open.first() else { return Vec::new() };
    let count = i64::try_from(open.len()).unwrap_or(i64::MAX);
    if count < scene.thresholds.get(&COUNT) {
        return Vec::new();
    }
    let worst = open.iter().filter(|review| review.stars < 3).count();
    let mut products: SortedMap<Word, i64> = SortedMap::new();
    open.iter().filter_map(|it| it.product).for_each(|it| *products.slot(it) += 1);
    let mut cause = Told::new(
        phrase("最早一条 {}；其中差评 {} 条。", "The oldest of {}; {} of two stars and fewer."),
        [Arg::Day(oldest.day), Arg::count(worst)],
    );
    let text = |word: Word| scene.book.words.text(word);
    let most = products.iter().max_by_key(|it| (it.1, std::cmp::Reverse(text(*it.0))));
    if let Some((word, count)) = most {
        let (_, name) = product(scene.book, *word);
        let text = phrase("「{}」最多，{} 条。", " “{}” has most, {}.");
        cause = cause.and(text, [Arg::Name(name), Arg::Count(*count)]);
    }
    let says = Sentences {
        title: Told::new(
            phrase("{} 条中差评还没回复", "{} bad review[s] without an answer"),
            [Arg::Count(count)],
        ),
        cause,
        task: Told::new(phrase("回复 {} 条中差评", "Answer {} bad review[s]"), [Arg::Count(count)]),
    };
    let severity = if worst > 0 { Severity::Warn } else { Severity::Info };
    vec![Finding::of_shop(&RULE, severity, period, says)]
}
