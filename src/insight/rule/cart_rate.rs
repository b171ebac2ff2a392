//! `cart-rate`: cart rate of the shop or of a product under its target.

use super::super::check::{self, Fact, PRODUCT, ask};
use super::super::learn;
use super::super::threshold::Field;
use super::funnel_step::{CONDITION, Step};
use super::{Evidence, MOST, Rule};
use crate::metric::StepKind;
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "cart-rate",
    name: phrase("加购率低于目标", "Low cart rate"),
    condition: CONDITION,
    numbers: |t| STEP.numbers(t),
    fields: &[&TARGET, &PEOPLE],
    find: |scene| STEP.find(scene),
    most: MOST,
    asks: &[&DETAIL, &SKU, &COUPON, &check::RIVAL_PRICE, &check::OWN_LOOK],
    evidence: Evidence { page: "/data/funnel", dated: true },
    measure: Some("cart-rate"),
    slot: "morning",
    duty: "operation",
};

static STEP: Step = Step {
    rule: &RULE,
    name: phrase("加购率", "cart rate"),
    from: StepKind::Clicks,
    to: StepKind::Carts,
    target: &TARGET,
    people: &PEOPLE,
};

pub(in super::super) static TARGET: Field = Field::new(
    "cart-target",
    phrase("加购率目标（‰，80 即 8%）", "Cart rate target (‰, 80 is 8%)"),
    (1, 80, 1_000),
)
.learns(learn::cart_rate);
static PEOPLE: Field = Field::new(
    "cart-people",
    phrase("加购率：上一步至少几人", "Low cart rate: people at the step before at least"),
    (100, 1_000, 1_000_000),
);

static DETAIL: check::Ask = ask(
    "detail",
    PRODUCT,
    phrase(
        "详情页前三屏有没有说清卖点和规格",
        "Do the first three screens tell what it is good for",
    ),
    Fact::Nothing,
);
static SKU: check::Ask = ask(
    "sku",
    PRODUCT,
    phrase("SKU 好选吗，有没有引流的低价规格", "Are SKUs easy to choose, is there a cheap one"),
    Fact::Nothing,
);
static COUPON: check::Ask = ask(
    "coupon",
    PRODUCT,
    phrase("优惠券、满减、拼团设了吗", "Coupons, discounts, group buys: set up"),
    Fact::Nothing,
);
