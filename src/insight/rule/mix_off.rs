//! `mix-off`: the product mix is off its target, once most products have a role.

use super::super::check::{self, Fact, PRODUCT, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::metric::{Basis, Filter, Query, Reading, Role, mix};
use crate::text::{Phrase, phrase};

pub(super) static RULE: Rule = Rule {
    id: "mix-off",
    name: phrase("货盘偏离", "Mix off target"),
    condition: phrase(
        "近 30 天有单的 SKU 里某个角色偏离目标（引流 {}、利润 {}、形象 {}）不少于 {} 个百分点；有单 SKU 不少于 10 个，没定角色的不超过 20%",
        "of the SKUs sold in 30 days a role is off its target ({}, {}, {}) by at least {} points; at least 10 SKUs, at most 20 % without a role",
    ),
    numbers: |t| {
        [&TRAFFIC, &PROFIT, &IMAGE, &POINTS].map(|field| Arg::Count(t.get(field))).to_vec()
    },
    fields: &[&TRAFFIC, &PROFIT, &IMAGE, &POINTS],
    find,
    most: ALL,
    asks: &[&MOVES, &NEW, &DROP, &COSTS],
    evidence: Evidence { page: "/data/mix", dated: true },
    measure: None,
    slot: "afternoon",
    duty: "operation",
};

pub(in super::super) static TRAFFIC: Field = Field::new(
    "mix-traffic",
    phrase("货盘目标：引流款占百分之几", "Mix target: traffic, %"),
    (1, 40, 98),
);
pub(in super::super) static PROFIT: Field = Field::new(
    "mix-profit",
    phrase("货盘目标：利润款占百分之几", "Mix target: profit, %"),
    (1, 30, 98),
);
pub(in super::super) static IMAGE: Field = Field::new(
    "mix-image",
    phrase("货盘目标：形象款占百分之几", "Mix target: image, %"),
    (1, 30, 98),
);
static POINTS: Field = Field::new(
    "mix-points",
    phrase("货盘：偏离几个百分点提醒", "Mix: points off its target"),
    (1, 15, 100),
);

static MOVES: check::Ask = ask(
    "moves",
    PRODUCT,
    phrase("照货盘页的最少改动清单改角色", "Follow the fewest moves of the mix page"),
    Fact::Nothing,
);
static NEW: check::Ask = ask(
    "new",
    PRODUCT,
    phrase("缺的那类要选几个新品", "Which new products does the short role need"),
    Fact::Nothing,
);
static DROP: check::Ask = ask(
    "drop",
    PRODUCT,
    phrase("多的那类有没有该淘汰的低效 SKU", "Which slow SKUs of the full role can go"),
    Fact::Nothing,
);
static COSTS: check::Ask = ask(
    "costs",
    PRODUCT,
    phrase("成本填了吗：利润款真的赚钱吗", "Are costs known: do profit products earn"),
    Fact::Nothing,
);

const MONTH: i32 = 30;
const LEAST_UNITS: i64 = 10;
const MOST_UNSET: i64 = 200_000;

/// What a role is called.
fn name(role: Role) -> Phrase {
    match role {
        Role::Traffic => phrase("引流款", "traffic"),
        Role::Profit => phrase("利润款", "profit"),
        Role::Image => phrase("形象款", "image"),
        Role::Unset => phrase("未定", "unset"),
    }
}

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    // Nobody has given a role yet: nothing to be off.
    let roles = scene.products.values().filter(|known| known.role != Role::Unset).count();
    let Some(period) = scene.days().map(|days| days.latest(MONTH)).filter(|_| roles > 0) else {
        return Vec::new();
    };
    let query = Query { period, filter: Filter::default(), now: scene.anchor.now };
    let found = mix(&Reading::new(scene.book, query), scene.products);
    let shares: Vec<(Role, i64)> = (found.shares(Basis::Sku).iter())
        .filter_map(|share| Some((share.role, share.figure.value?.number())))
        .collect();
    let unset = shares.iter().find(|(role, _)| *role == Role::Unset).map_or(0, |(_, share)| *share);
    if found.all.units < LEAST_UNITS || unset > MOST_UNSET {
        return Vec::new();
    }
    let targets = scene.thresholds.targets();
    let off = shares.iter().filter_map(|(role, share)| {
        let target = targets.share(*role)?;
        Some(((share - target).abs(), *role, *share, target))
    });
    let least = scene.thresholds.get(&POINTS) * 10_000;
    let Some((_, role, share, target)) =
        off.max_by_key(|(off, ..)| *off).filter(|(off, ..)| *off >= least)
    else {
        return Vec::new();
    };
    let says = Sentences {
        title: Told::new(
            phrase("货盘偏了：{}占 {}，目标 {}", "Mix off target: {} {}, should be {}"),
            [Arg::Words(name(role)), Arg::Rate(share), Arg::Rate(target)],
        ),
        cause: Told::new(
            phrase("近 30 天有单的 {} 个 SKU 里 {} 个。", "Of {} SKU[s] sold in 30 days {}."),
            [Arg::Count(found.all.units), Arg::Count(found.role(role).units)],
        ),
        task: Told::new(phrase("调整货盘", "Mend the product mix"), []),
    };
    vec![Finding::of_shop(&RULE, Severity::Info, period, says)]
}
