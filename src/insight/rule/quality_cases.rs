//! `quality-cases`: quality returns that may still be appealed against (申诉品质退货).

use super::super::check::{self, Fact, SERVICE, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::Period;
use crate::metric::{Filter, Query, appeals};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "quality-cases",
    name: phrase("品质退货可申诉", "Quality returns to appeal"),
    condition: phrase(
        "有品质退货的买家说明是不想要、拍错、尺码一类，判定后不满 7 个自然日",
        "quality returns whose buyers speak of taste, size or a mistake, decided within 7 natural days",
    ),
    numbers: |_| Vec::new(),
    fields: &[],
    find,
    most: ALL,
    asks: &[&CHAT, &DRAFT, &SUBMIT, &check::REASONS],
    evidence: Evidence { page: "/data/returns", dated: false },
    measure: None,
    slot: "morning",
    duty: "service",
};

static CHAT: check::Ask = ask(
    "chat",
    SERVICE,
    phrase("找聊天记录和质检报告做证据", "Find chats and test reports as proof"),
    Fact::Nothing,
);
static DRAFT: check::Ask = ask(
    "draft",
    SERVICE,
    phrase("照「售后」页的申诉草稿改一份", "Adapt the draft of the returns page"),
    Fact::Nothing,
);
static SUBMIT: check::Ask = ask(
    "submit",
    SERVICE,
    phrase("店铺保障 → 申诉中心提交，成功后剔除数据", "Hand it in at the appeal centre"),
    Fact::Nothing,
);

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let today = scene.anchor.now.day();
    let period = Period::day(today);
    let query = Query { period, filter: Filter::default(), now: scene.anchor.now };
    let open = appeals(scene.book, &query, today);
    let cases: Vec<_> = open.iter().filter(|appeal| appeal.candidate).collect();
    if cases.is_empty() {
        return Vec::new();
    }
    let count = Arg::count(cases.len());
    let cause = match cases.iter().filter_map(|appeal| appeal.until).min() {
        Some(until) => Told::new(
            phrase(
                "最早一件 {} 到期；买家说的是不想要、尺码、拍错一类。",
                "The first runs out on {}; buyers speak of taste, size or a mistake.",
            ),
            [Arg::Day(until)],
        ),
        None => Told::new(
            phrase(
                "都还没判定；买家说的是不想要、尺码、拍错一类。",
                "None is decided yet; buyers speak of taste, size or a mistake.",
            ),
            [],
        ),
    };
    let title = Told::new(
        phrase("{} 件品质退货可以申诉", "{} quality return[s] can be appealed"),
        [count.clone()],
    );
    let task = Told::new(phrase("申诉 {} 件品质退货", "Appeal {} quality return[s]"), [count]);
    vec![Finding::of_shop(&RULE, Severity::Warn, period, Sentences { title, cause, task })]
}
