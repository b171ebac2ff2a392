//! `ship-margin`: the 48 hour shipping rate is below the platform's line or a few late lines away.

use super::super::check::{self, Fact, SHIPPING, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::metric::{Filter, Margin};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "ship-margin",
    name: phrase("48 小时发货率余量", "Margin of the 48 h rate"),
    condition: phrase(
        "近 30 天 48 小时发货率低于 {}%，或再漏不超过 {} 单就会跌破；至少判了 50 单",
        "48 h rate of 30 days below {}%, or no more than {} late order[s] away from it; at least 50 judged",
    ),
    numbers: |t| vec![Arg::Count(t.get(&PERCENT)), Arg::Count(t.get(&SPARE))],
    fields: &[&PERCENT, &SPARE],
    find,
    most: ALL,
    asks: &[&OLDEST, &SUPPLIER, &STOCK, &PROMISE],
    evidence: Evidence { page: "/data/orders", dated: true },
    measure: Some("ship-48h-rate"),
    slot: "forenoon",
    duty: "operation",
};

pub(in super::super) static PERCENT: Field = Field::new(
    "ship-percent",
    phrase("48 小时发货率的线（%）", "Line of the 48 h rate (%)"),
    (1, 95, 99),
);
static SPARE: Field = Field::new(
    "ship-spare",
    phrase(
        "48 小时发货率：再漏不超过几单就跌破时提醒",
        "48 h rate: tell when so many late orders break it",
    ),
    (1, 5, 1_000),
);

static OLDEST: check::Ask = ask(
    "oldest",
    SHIPPING,
    phrase("先发快到 48 小时的单", "Ship what nears 48 hours first"),
    Fact::Nothing,
);
static SUPPLIER: check::Ask = ask(
    "supplier",
    SHIPPING,
    phrase(
        "哪个厂家总是晚：催他，或换备选供应商",
        "Which supplier is always late: press or replace",
    ),
    Fact::Nothing,
);
static STOCK: check::Ask = ask(
    "stock",
    SHIPPING,
    phrase("缺货的先下架或改预售", "Delist what is out of stock, or sell it as presale"),
    Fact::Nothing,
);
static PROMISE: check::Ask = ask(
    "promise",
    SHIPPING,
    phrase("承诺发货时间设得太紧了吗", "Is the promised time too short"),
    Fact::Nothing,
);

const MONTH: i32 = 30;
/// Lines below which a rate is noise.
const JUDGED: i64 = 50;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let Some(period) = scene.days().map(|days| days.latest(MONTH)) else { return Vec::new() };
    let shipped = scene.book.totals(period, &Filter::default()).shipped;
    let line = scene.thresholds.get(&PERCENT);
    let Some(rate) = shipped.millionths().filter(|_| shipped.whole >= JUDGED) else {
        return Vec::new();
    };
    let (rate, line_text) = (Arg::Rate(rate), Arg::Count(line));
    let (severity, title) = match Margin::of(shipped, line) {
        Margin::Spare(spare) if spare <= scene.thresholds.get(&SPARE) => (
            Severity::Warn,
            Told::new(
                phrase(
                    "48 小时发货率 {}，再漏 {} 单跌破 {}%",
                    "48 h rate {}: {} more late order[s] and it is below {}%",
                ),
                [rate, Arg::Count(spare), line_text],
            ),
        ),
        Margin::Short(short) => (
            Severity::Bad,
            Told::new(
                phrase(
                    "48 小时发货率 {}，连着 {} 单准时才回到 {}%",
                    "48 h rate {}: {} order[s] in time in a row to be back at {}%",
                ),
                [rate, Arg::Count(short), line_text],
            ),
        ),
        Margin::Spare(_) | Margin::Unknown => return Vec::new(),
    };
    let cause = Told::new(
        phrase("近 30 天判了 {} 单，{} 单晚了。", "{} order[s] of 30 days judged, {} late."),
        [Arg::Count(shipped.whole), Arg::Count(shipped.whole - shipped.part)],
    );
    let task = Told::new(phrase("守住 48 小时发货率", "Keep the 48 h rate"), []);
    vec![Finding::of_shop(&RULE, severity, period, Sentences { title, cause, task })]
}
