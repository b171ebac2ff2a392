//! `click-rate`: click rate of the shop or of a product under its target.

use super::super::check::{self, Fact, PRODUCT, ask};
use super::super::learn;
use super::super::threshold::Field;
use super::funnel_step::{CONDITION, Step};
use super::{Evidence, MOST, Rule};
use crate::metric::StepKind;
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "click-rate",
    name: phrase("曝光-点击率低于目标", "Low click rate"),
    condition: CONDITION,
    numbers: |t| STEP.numbers(t),
    fields: &[&TARGET, &PEOPLE],
    find: |scene| STEP.find(scene),
    most: MOST,
    asks: &[&PICTURE, &TITLE, &check::RIVAL_PRICE, &check::RIVAL_PICTURE, &check::OWN_LOOK],
    evidence: Evidence { page: "/data/funnel", dated: true },
    measure: Some("ctr"),
    slot: "morning",
    duty: "operation",
};

static STEP: Step = Step {
    rule: &RULE,
    name: phrase("曝光-点击率", "click rate"),
    from: StepKind::Impressions,
    to: StepKind::Clicks,
    target: &TARGET,
    people: &PEOPLE,
};

pub(in super::super) static TARGET: Field = Field::new(
    "ctr-target",
    phrase("曝光-点击率目标（‰，30 即 3%）", "Click rate target (‰, 30 is 3%)"),
    (1, 30, 1_000),
)
.learns(learn::click_rate);
static PEOPLE: Field = Field::new(
    "ctr-people",
    phrase("曝光-点击率：上一步至少几人", "Low click rate: people at the step before at least"),
    (100, 1_000, 1_000_000),
);

static PICTURE: check::Ask = ask(
    "picture",
    PRODUCT,
    phrase(
        "换主图试一版：卖点、场景、干净底",
        "Try another picture: selling point, scene, plain ground",
    ),
    Fact::Nothing,
);
static TITLE: check::Ask = ask(
    "title",
    PRODUCT,
    phrase("标题里有没有买家会搜的词", "Does the title have the words that buyers search for"),
    Fact::Nothing,
);
