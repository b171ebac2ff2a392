//! `reply-rate`: 飞鸽 answers too few within 3 minutes, or too slowly.

use super::super::check::{self, Fact, SERVICE, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::learn;
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::Period;
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "reply-rate",
    name: phrase("客服回复慢", "Slow replies"),
    condition: phrase(
        "飞鸽最近 7 天 3 分钟人工回复率低于 {}%，或平均响应超过 {} 秒；接待不少于 {} 个会话",
        "3-minute reply rate of the last 7 days below {}%, or the mean response above {} second[s]; at least {} session[s]",
    ),
    numbers: |t| [t.get(&PERCENT), t.get(&SECONDS), t.get(&SESSIONS)].map(Arg::Count).to_vec(),
    fields: &[&PERCENT, &SECONDS, &SESSIONS],
    find,
    most: ALL,
    asks: &[&QUICK, &HOURS, &STAFF, &QUESTIONS],
    evidence: Evidence { page: "/data/service", dated: true },
    measure: None,
    slot: "morning",
    duty: "service",
};

static PERCENT: Field = Field::new(
    "reply-percent",
    phrase("3 分钟人工回复率的线（%）", "Line of the 3-minute reply rate (%)"),
    (1, 80, 100),
);
static SECONDS: Field = Field::new(
    "reply-seconds",
    phrase("平均响应最多几秒", "Mean response at most, in seconds"),
    (1, 60, 3_600),
)
.learns(learn::response);
static SESSIONS: Field = Field::new(
    "reply-sessions",
    phrase("客服回复：7 天至少几个会话", "Replies: sessions in 7 days at least"),
    (1, 50, 100_000),
);

static QUICK: check::Ask = ask(
    "quick",
    SERVICE,
    phrase("常见问题设快捷回复", "Quick replies for common questions"),
    Fact::Nothing,
);
static HOURS: check::Ask = ask(
    "hours",
    SERVICE,
    phrase("哪个时段没人在线（约 23:00 离线）", "At which hours was nobody online"),
    Fact::Nothing,
);
static STAFF: check::Ask = ask(
    "staff",
    SERVICE,
    phrase("一个客服一天超过 400 单了吗", "More than 400 orders a day for one agent"),
    Fact::Nothing,
);
static QUESTIONS: check::Ask = ask(
    "questions",
    SERVICE,
    phrase("买家反复问什么，详情页能不能先说清", "What do buyers ask again and again"),
    Fact::Nothing,
);

const WEEK: i32 = 7;

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let yesterday = scene.anchor.today.previous();
    let last = scene.book.service.last().map(|day| day.min(yesterday));
    let Some(last) = last.filter(|day| yesterday.since(*day) <= WEEK) else { return Vec::new() };
    let period = Period::ending(last, WEEK);
    let sum = scene.book.service.sum(period);
    let [percent, seconds, sessions] =
        [&PERCENT, &SECONDS, &SESSIONS].map(|field| scene.thresholds.get(field));
    let rate = sum.reply_rate().filter(|rate| *rate < percent * 10_000);
    let slow = sum.response().filter(|response| *response > seconds);
    let title = match (rate, slow) {
        _ if sum.sessions < sessions => return Vec::new(),
        (Some(rate), _) => Told::new(
            phrase("3 分钟人工回复率 {}，低于 {}%", "3-minute reply rate {}, below {}%"),
            [Arg::Rate(rate), Arg::Count(percent)],
        ),
        (None, Some(response)) => Told::new(
            phrase("客服平均响应 {} 秒，超过 {} 秒", "Mean response {} second[s], above {}"),
            [Arg::Count(response), Arg::Count(seconds)],
        ),
        (None, None) => return Vec::new(),
    };
    let cause = Told::new(
        phrase("{} 共 {} 个会话", "{}: {} session[s]"),
        [Arg::Days(period), Arg::Count(sum.sessions)],
    );
    let cause = match sum.response() {
        Some(response) => {
            cause.and(phrase("，平均 {} 秒回。", ", {} second[s] each."), [Arg::Count(response)])
        }
        None => cause.and(phrase("。", "."), []),
    };
    let task = Told::new(phrase("把客服回复提上来", "Answer buyers faster"), []);
    vec![Finding::of_shop(&RULE, Severity::Warn, period, Sentences { title, cause, task })]
}
