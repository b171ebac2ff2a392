//! What a promotion's plan comes to, and what came of it.

use super::super::live::live;
use leptos::prelude::*;

use super::FigureText;
use crate::app::App;
use crate::chart::Cell;
use crate::domain::Money;
use crate::insight::PromotionView;
use crate::plan::{CASE_TIMES, MOST_BUDGET_TIMES, Occasion, Promotion};
use crate::text::{Lang, Phrase, compact_money, decimal_text, full_money, percent_text, phrase};

#[component]
pub fn PromotionFacts(
    app: App,
    key: StoredValue<String>,
    occasion: Memo<Option<Occasion>>,
) -> impl IntoView {
    let facts = move || {
        let it = occasion.get()?;
        let promotion =
            app.documents.with(|documents| key.with_value(|key| documents.calendar.promotion(key)));
        let view = app.promotion_view(&it, &promotion);
        let some = (!promotion.products.is_empty()).then(|| {
            let words = phrase(
                "毛利率按选的商品算；日常、目标、预算和结果都是全店的。",
                "The margin is of the chosen products; all the rest is the whole shop's.",
            );
            view! { <p class="flat">{words.text(app.lang.get())}</p> }.into_any()
        });
        Some(view! { {some}{facts(app, &it, &promotion, &view)} }.into_any())
    };
    view! {
        <h3>{app.words(phrase("测算与结果", "What it comes to"))}</h3>
        {live(facts)}
    }
}

fn fact(id: &'static str, name: &'static str, value: AnyView) -> AnyView {
    view! { <div data-fact=id><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

fn facts(app: App, it: &Occasion, promotion: &Promotion, view: &PromotionView) -> AnyView {
    let lang = app.lang.get();
    let fact = |id: &'static str, name: Phrase, value: AnyView| fact(id, name.text(lang), value);
    let unknown = || phrase("不知道", "unknown").text(lang).to_owned();
    let money = |amount: Option<Money>| amount.map_or_else(unknown, |it| compact_money(it, lang));
    let times = promotion.times.unwrap_or(CASE_TIMES);
    let goal = view.usual.map(|usual| usual.prorate(Money(times), Money(100)));
    let goal_text = goal.map_or_else(unknown, |a_day| {
        let whole = Money(a_day.cents().saturating_mul(it.days.len().into()));
        phrase("{} 一天，共 {}", "{} a day, {} in all")
            .fill(lang, &[&compact_money(a_day, lang), &compact_money(whole, lang)])
    });
    let most = view.most_budget(MOST_BUDGET_TIMES, it.days);
    let over = most.zip(promotion.budget).is_some_and(|(most, budget)| budget > most);
    let budget = match (most, over) {
        (Some(most), false) => phrase("不超过 {}", "at most {}").fill(lang, &[&full_money(most)]),
        (Some(most), true) => {
            phrase("超了：不超过 {}", "too much: at most {}").fill(lang, &[&full_money(most)])
        }
        (None, _) => phrase("不知道：没有投放数据", "unknown: no ad data").text(lang).to_owned(),
    };
    let result = results(app, view);
    let ahead = view.over.is_none().then(|| view! { <p class="flat">{phrase("还没开始，结果要等活动的数据。", "Not begun: results come with its data.").text(lang)}</p> });
    view! {
        <dl class="goal-facts">
            {fact("usual", phrase("日常一天（之前 30 个有数据的日子平均）", "A usual day (mean of 30 known days before)"), money(view.usual).into_any())}
            {fact("goal", phrase("目标", "Goal"), goal_text.into_any())}
            {fact("margin", phrase("毛利率：现在 → 让利后", "Margin: now → after the discount"), margin_text(view, lang).into_any())}
            {fact("budget", phrase("预算参考（每天 ≤ 日常 ×5，S003）", "Budget (a day ≤ 5 usual ones, S003)"), view! { <span class:bad=over>{budget}</span> }.into_any())}
            {result}
        </dl>
        {ahead}
    }
    .into_any()
}

/// The margin now and after the discount, with how much of the sales it is of.
fn margin_text(view: &PromotionView, lang: Lang) -> String {
    let margin = match (view.margin, view.margin_after) {
        (Some(now), Some(after)) => format!("{} → {}", percent_text(now), percent_text(after)),
        _ => phrase("不知道：成本没有填（在货盘页）", "unknown: no costs typed (page of the mix)")
            .text(lang)
            .to_owned(),
    };
    let covered =
        crate::domain::ratio_millionths(view.gains.costed.cents(), view.gains.gmv.cents());
    let covered = covered.filter(|it| view.margin.is_some() && *it < 1_000_000).map(|it| {
        phrase("（只算成本已知的，占成交 {}）", " (of the {} of GMV with known costs)")
            .fill(lang, &[&percent_text(it)])
    });
    format!("{margin}{}", covered.unwrap_or_default())
}

/// What came of the days that are over.
fn results(app: App, view: &PromotionView) -> Option<AnyView> {
    let lang = app.lang.get();
    let over = view.over?;
    let fact = |id: &'static str, name: Phrase, value: AnyView| fact(id, name.text(lang), value);
    let unknown = || phrase("不知道", "unknown").text(lang).to_owned();
    let cell = |id, figure| {
        view! { <FigureText cell=Cell::new(id, figure, over) lang short=true /> }.into_any()
    };
    let facts = [
        fact("gmv", phrase("成交（到昨天或活动结束）", "GMV so far"), cell("gmv", view.gmv)),
        fact("net", phrase("扣退款后", "After refunds"), cell("net-gmv", view.net)),
        fact(
            "times",
            phrase("日均是日常的", "A day against a usual one"),
            view.times.map_or_else(unknown, |it| format!("×{}", decimal_text(it, 2, 2))).into_any(),
        ),
        fact("ad-cost", phrase("投放消耗", "Ad cost"), cell("ad-cost", view.ad_cost)),
    ];
    Some(facts.collect_view().into_any())
}
