//! `cart-rate`: cart rate of the shop or of a product under its target.

use super::super::check::{self, Fact, PRODUCT, ask};
use super::super::learn;
use super::super::threshold::Field;
use super::super::told::Arg;
use super::funnel_step::{Step, find as under};
use super::{Evidence, MOST, Rule};
use crate::metric::StepKind;
use crate::text::{Phrase, phrase};

const NAME: Phrase = phrase("加购率", "cart rate");

pub(super) static RULE: Rule = Rule {
    id: "cart-rate",
    name: phrase("加购率低于目标", "Low cart rate"),
    condition: phrase(
        "罗盘最近 7 天加购率低于 {}，且上一步不少于 {} 人（缺了日子就看最近一份满 7 天的商品列表）；单个商品低于目标的八成才算",
        "cart rate of the last 7 days of Compass below {}, with at least {} people at the step before (where days are missing, of the latest list of products over 7 days and more); a product below 80 % of it",
    ),
    numbers: |t| vec![Arg::Mille(t.get(&TARGET)), Arg::Count(t.get(&PEOPLE))],
    fields: &[&TARGET, &PEOPLE],
    find: |scene| {
        under(
            scene,
            &Step {
                rule: &RULE,
                to: StepKind::Carts,
                from: StepKind::Clicks,
                target: scene.thresholds.get(&TARGET) * 1_000,
                people: scene.thresholds.get(&PEOPLE),
                name: NAME,
            },
        )
    },
    most: MOST,
    asks: &[&DETAIL, &SKU, &COUPON, &check::RIVAL_PRICE, &check::OWN_LOOK],
    evidence: Evidence { page: "/data/funnel", dated: true },
    measure: Some("cart-rate"),
    slot: "morning",
    duty: "operation",
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
