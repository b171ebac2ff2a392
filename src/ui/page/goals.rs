//! Goals of a month or a quarter: 成交 with its split, pace and forecast, and the handbooks' others.

use super::super::live::{live, told};
use leptos::prelude::*;

use super::super::part::{ChartCard, CheckedField, FigureText, PageHead, PlanTabs, SpanPicker};
use super::goal_list::GoalList;
use crate::app::App;
use crate::app::route::Page;
use crate::browser::parse_money;
use crate::chart::Cell;
use crate::domain::{Money, Period};
use crate::insight::{GoalPlan, Span, Weighed};
use crate::metric::{Filter, Reading, metric};
use crate::plan::{MOST_GMV, WEIGHTS};
use crate::text::{compact_money, decimal_text, full_money, period_text, phrase, plain_money};

#[component]
pub fn GoalsPage() -> impl IntoView {
    let app = expect_context::<App>();
    let plan = Memo::new(move |_| app.goal_plan());
    let span = Memo::new(move |_| app.planned.with(|planned| planned.goal.span));
    let title = Signal::derive(move || phrase("目标", "Goals").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || span.get().name(app.lang.get()));
    let empty = move || app.dataset.with(|dataset| dataset.is_empty());
    view! {
        <PlanTabs app />
        <PageHead title lead><SpanPicker app page=Page::Goals span quarters=true /></PageHead>
        <GmvGoal app plan span />
        {live(move || empty().then(|| view! {
            <p class="note">{app.words(phrase("还没有数据：目标可以先填，导入「订单导出」后就能看进度和预测。", "No data yet: type goals now; pace and forecast come with an order export."))}" "<a href=app.beside(Page::Import)>{app.words(phrase("去导入", "Import"))}</a></p>
        }))}
        <div class="grid goal-grid">
            <ChartCard app id="goal" width="w8" with_table=true />
            <Split app plan />
            <GoalList app span />
        </div>
    }
}

#[component]
fn GmvGoal(app: App, plan: Memo<GoalPlan>, span: Memo<Span>) -> impl IntoView {
    let lang = move || app.lang.get();
    let typed = move || plan.with(|plan| plan.typed);
    let percent = move || app.settings.get().thresholds.goal_percent();
    let origin = move || plan.with(|plan| plan.origin(percent(), lang()));
    let stored =
        Signal::derive(move || plan.with(|plan| plan.goal.map(plain_money)).unwrap_or_default());
    let allowed = phrase(
        "大于 0 的金额（元），或留空用默认",
        "an amount above 0, or nothing for the default",
    );
    let allowed = Signal::derive(move || allowed.text(lang()).to_owned());
    let store = Callback::new(move |text: String| {
        let span = span.get_untracked();
        if text.trim().is_empty() {
            app.set_gmv_goal(span, None);
            return true;
        }
        let goal = parse_money(&text).filter(|goal| *goal > Money::ZERO && *goal <= MOST_GMV);
        let known = plan.with_untracked(|plan| plan.goal);
        if goal.is_some() && goal != known {
            app.set_gmv_goal(span, goal);
        }
        goal.is_some()
    });
    let target = told(move || plan.with(|plan| plan.goal.map(plain_money).unwrap_or_default()));
    let state = told(move || match plan.with(|plan| (plan.typed, plan.goal)) {
        (true, _) => "typed",
        (false, Some(_)) => "default",
        (false, None) => "none",
    });
    view! {
        <section class="card gmv-goal" data-testid="goal" data-goal="gmv" data-span=told(move || span.get().key()) data-target=target data-origin=state>
            <header>
                <h2>{app.words(phrase("成交目标", "GMV goal"))}</h2>
                <small>{told(origin)}</small>
            </header>
            <div class="goal-field">
                <label for="goal-gmv">{app.words(phrase("目标（元）", "Goal (yuan)"))}</label>
                <CheckedField app id="goal-gmv" stored allowed store />
                <button type="button" class="quiet" data-action="default-goal" disabled=told(move || !typed() || app.watches()) on:click=move |_| app.set_gmv_goal(span.get_untracked(), None)>
                    {app.words(phrase("用默认", "Use the default"))}
                </button>
            </div>
            {live(move || plan.with(|plan| facts(app, plan)))}
            {live(move || plan.with(|plan| sentences(app, plan)))}
        </section>
    }
}

/// The four numbers of the goal.
fn facts(app: App, plan: &GoalPlan) -> AnyView {
    let lang = app.lang.get();
    let last = plan.days.iter().rev().find(|day| day.reached.is_some()).map(|day| day.day);
    let reached = last.map(|last| {
        let period = Period { from: plan.span.days().from, to: last };
        let query = app.query.get().over(period).filtered(Filter::default());
        let figure = app.book.with(|book| {
            metric("gmv").map(|gmv| (gmv.figure)(&Reading::new(book, query))).unwrap_or_default()
        });
        view! { <FigureText cell=Cell::new("gmv", figure, period) lang short=true /> }.into_any()
    });
    let money =
        |amount: Option<Money>| amount.map_or("—".to_owned(), |it| compact_money(it, lang));
    let forecast = plan
        .forecast
        .map(|it| format!("{} – {}", compact_money(it.low, lang), compact_money(it.high, lang)));
    let fact = |id: &'static str, name: crate::text::Phrase, value: AnyView| {
        view! { <div data-fact=id><dt>{name.text(lang)}</dt><dd>{value}</dd></div> }.into_any()
    };
    let planned = plan.goal.map(|_| plan.planned);
    view! {
        <dl class="goal-facts">
            {fact("reached", phrase("已完成", "Reached"), reached.unwrap_or_else(|| "—".into_any()))}
            {fact("planned", phrase("到这天该有", "Planned by then"), money(planned).into_any())}
            {fact("rest-a-day", phrase("剩下每天要", "Needed a day"), money(plan.rest_a_day()).into_any())}
            {fact("forecast", phrase("预计期末", "Expected in the end"), forecast.unwrap_or_else(|| "—".to_owned()).into_any())}
        </dl>
    }
    .into_any()
}

/// Pace, outlook, and what would close the gap.
fn sentences(app: App, plan: &GoalPlan) -> AnyView {
    let lang = app.lang.get();
    let line = |class: &'static str, text: String| view! { <li class=class>{text}</li> }.into_any();
    let mut lines: Vec<AnyView> =
        plan.pace(lang).into_iter().map(|text| line("pace", text)).collect();
    // The chart tells it, once there is one.
    let outlook = plan.outlook(lang).filter(|_| plan.goal.is_none());
    lines.extend(outlook.map(|text| line("outlook", text)));
    let ways = plan.ways(lang);
    let task = ways.join(if lang == crate::text::Lang::Zh { "" } else { " " });
    let behind = plan.closing.is_some();
    lines.extend(ways.into_iter().map(|text| line("way", text)));
    if plan.span.is_quarter() {
        let months = plan.span.parts();
        let typed = app.documents.with(|documents| {
            months.map(|month| documents.goals.gmv.get(&month).copied()).collect::<Vec<_>>()
        });
        let count = typed.iter().flatten().count();
        let sum: Money = typed.into_iter().flatten().sum();
        let words = phrase(
            "其中 {} 个月单独填了目标，合计 {}。",
            "{} of its months have goals of their own, together {}.",
        );
        lines
            .extend((count > 0).then(|| {
                line("months", words.fill(lang, &[&count.to_string(), &full_money(sum)]))
            }));
    }
    let span = plan.span;
    view! {
        <ul class="goal-words">{lines}</ul>
        {behind.then(|| view! {
            <button type="button" data-action="to-task" disabled=app.watching() on:click=move |_| app.goal_to_task(span, &task)>
                {phrase("转成今日任务", "Make it a task").text(lang)}
            </button>
        })}
    }
    .into_any()
}

/// How the goal is split: campaigns with their weights, live sessions.
#[component]
fn Split(app: App, plan: Memo<GoalPlan>) -> impl IntoView {
    let lang = move || app.lang.get();
    let keys = Memo::new(move |_| {
        plan.with(|plan| plan.campaigns.iter().map(|it| it.key.clone()).collect::<Vec<_>>())
    });
    let live_text = move || plan.with(|plan| app.live_split(plan).map(|split| split.text(lang())));
    let no_live = phrase(
        "近 30 天的文件里直播不到 4 场（要「直播间列表」），不拆到场。",
        "Fewer than 4 live sessions are known of the last 30 days (needs the list of live rooms): no split into sessions.",
    );
    view! {
        <section class="card w4 goal-split">
            <header><h2>{app.words(phrase("怎么拆", "How it is split"))}</h2></header>
            <h3>{app.words(phrase("活动日的权重", "Weight of campaign days"))}</h3>
            {live(move || match keys.with(Vec::is_empty) {
                true => view! { <p class="flat">{app.words(phrase("这段时间没有活动。在日历里可以加。", "No campaign in this time; the calendar has them."))}</p> }.into_any(),
                false => keys.get().into_iter().map(|key| weight(app, plan, key)).collect_view().into_any(),
            })}
            <h3>{app.words(phrase("拆到直播", "Live sessions"))}</h3>
            <p data-testid="live-split">{told(move || live_text().unwrap_or_else(|| no_live.text(lang()).to_owned()))}</p>
            <p class="flat">{app.words(phrase("平日为 1；双11 一天顶平日三天就填 3。几个活动重叠时取最大的。", "A usual day is 1; where a day of a campaign brings three times as much, type 3. Of campaigns that overlap the largest counts."))}</p>
        </section>
    }
}

fn weight(app: App, plan: Memo<GoalPlan>, key: String) -> AnyView {
    let lang = app.lang.get();
    let of = key.clone();
    let read = move |read: &dyn Fn(&Weighed) -> String| {
        plan.with(|plan| plan.campaigns.iter().find(|it| it.key == of).map(read))
            .unwrap_or_default()
    };
    let (name, days, origin) = (read.clone(), read.clone(), read.clone());
    let name = name(&|it| it.name.clone());
    let days = days(&|it| period_text(it.days, crate::text::Style::Short, lang));
    let stored = Signal::derive(move || read(&|it| decimal_text(it.weight, 2, 2)));
    let allowed = phrase("0.1 到 50 的数，或留空用默认", "a number from 0.1 to 50, or nothing");
    let allowed = Signal::stored(allowed.text(lang).to_owned());
    let id = format!("weight-{}", key.replace(':', "-"));
    let store = Callback::new(move |text: String| {
        let weight = parse_money(&text).map(Money::cents).filter(|it| WEIGHTS.contains(it));
        let good = weight.is_some() || text.trim().is_empty();
        if good {
            app.set_campaign_weight(&key, weight);
        }
        good
    });
    view! {
        <div class="goal-weight">
            <label for=id.clone()>{name}" "<small>{days}</small></label>
            <CheckedField app id stored allowed store />
            <small>{told(move || origin(&|it| it.origin().text(lang).to_owned()))}</small>
        </div>
    }
    .into_any()
}
