//! Goals: what is asked for, and what the operator types.

use std::sync::Arc;

use leptos::prelude::*;

use super::route::{Page, Route};
use super::state::App;
use crate::domain::{Day, Money, Period};
use crate::insight::{GoalPlan, LiveSplit, Planned, Span};
use crate::metric::Unit;
use crate::plan::{Goals, MOST_GMV, OwnTask, Slot, TaskOrigin, planned};
use crate::store::{Document, Documents};
use crate::text::{Lang, phrase};

/// The span that a route asks for: on the page of goals the one in its address, else the running
/// month; elsewhere that of the period.
fn span_of(route: &Route, period: Period, today: Day) -> Span {
    let own = route.page == Page::Goals && route.period.is_none();
    if own { Span::month(today) } else { Span::of(period) }
}

/// What is planned for what the route asks for.
pub(super) fn asked(
    documents: &Documents,
    route: &Route,
    period: Period,
    today: Day,
) -> Arc<Planned> {
    let span = span_of(route, period, today);
    let plan = (&documents.goals, &documents.calendar);
    let product = route.product();
    Arc::new(planned(plan, span, period, product, documents.settings.lang))
}

impl App {
    /// The goal that is asked for, with its split, pace and forecast.
    pub fn goal_plan(self) -> GoalPlan {
        let percent = self.settings.get().thresholds.goal_percent();
        let planned = self.planned.get();
        let anchor = self.anchor.get();
        self.book.with(|book| GoalPlan::of(book, &anchor, percent, &planned.goal))
    }

    /// Its rest split into live sessions.
    pub fn live_split(self, plan: &GoalPlan) -> Option<LiveSplit> {
        let anchor = self.anchor.get();
        self.book.with(|book| LiveSplit::of(book, &anchor, plan))
    }

    /// Sets the 成交 goal of a span, or goes back to the default.
    pub fn set_gmv_goal(self, span: Span, goal: Option<Money>) {
        self.change_goals(|goals| goals.set_gmv(span, goal));
    }

    pub fn set_campaign_weight(self, key: &str, weight: Option<i64>) {
        self.change_goals(|goals| goals.set_weight(key, weight));
    }

    /// Sets what a goal should come to, or what it has come to.
    pub fn set_goal(self, span: Span, id: &str, number: Option<i64>, reached: bool) {
        self.change_goals(|goals| match reached {
            true => goals.set_progress(span, id, number),
            false => goals.set_target(span, id, number),
        });
    }

    /// Makes what would close the gap of a goal a task of today.
    pub fn goal_to_task(self, span: Span, detail: &str) {
        let lang = self.lang.get_untracked();
        let title = phrase("补上 {} 成交目标的差", "Close the gap to the goal of {}");
        let task = OwnTask {
            title: title.fill(lang, &[&span.name(lang)]),
            detail: detail.to_owned(),
            origin: TaskOrigin::Goal(format!("gmv:{}", span.key())),
            slot: Slot::Morning,
            minutes: 20,
            made: self.anchor.get_untracked().now.day(),
            ..OwnTask::default()
        };
        let said = phrase("已加入今日安排", "Added to today").text(lang);
        self.change(Document::Tasks, said, |documents| _ = documents.tasks.add(task));
    }

    /// Changes goals, with a way back.
    fn change_goals(self, change: impl FnOnce(&mut Goals)) {
        let said = phrase("目标改好了", "The goal is set").text(self.lang.get_untracked());
        self.change(Document::Goals, said, |documents| change(&mut documents.goals));
    }

    /// Offers the goals of a span as CSV.
    pub fn save_goals(self, span: Span, lines: &[Vec<String>]) {
        let lang = self.lang.get_untracked();
        let name = phrase("目标", "goals").text(lang);
        self.save_csv(&format!("{name}_{}.csv", span.key()), crate::report::lines_csv(lines));
    }
}

/// A number as it is typed for a goal, in the smallest step of its unit: per cent for rates.
pub fn parse_goal(text: &str, unit: Unit) -> Option<i64> {
    let text = text.trim().trim_end_matches(['%', '％']);
    let hundredths = crate::browser::parse_money(text)?.cents();
    let number = match unit {
        Unit::Money | Unit::Ratio => hundredths,
        Unit::Count => (hundredths % 100 == 0).then_some(hundredths / 100)?,
        Unit::Rate => hundredths.checked_mul(100)?,
    };
    (0..=MOST_GMV.cents()).contains(&number).then_some(number)
}

/// The same number as it stands in a field.
pub fn goal_field(number: i64, unit: Unit) -> String {
    use crate::text::plain_money;
    let bare = |text: String| match text.strip_suffix(".00") {
        Some(whole) => whole.to_owned(),
        None => text,
    };
    match unit {
        Unit::Money => plain_money(Money(number)),
        Unit::Ratio => bare(plain_money(Money(number))),
        Unit::Count => number.to_string(),
        Unit::Rate => bare(plain_money(Money(number / 100))),
    }
}

/// The heads of the goals as CSV.
pub fn goal_heads(lang: Lang) -> Vec<String> {
    let heads = [
        phrase("目标", "Goal"),
        phrase("要做到", "Wanted"),
        phrase("现在", "Reached"),
        phrase("来源", "Source"),
    ];
    heads.iter().map(|head| head.text(lang).to_owned()).collect()
}
