//! Addresses that are known and not built: what will be there and which file feeds it.

use super::super::live::told;
use leptos::prelude::*;

use super::super::part::PageHead;
use crate::app::App;
use crate::app::route::Page;
use crate::text::{Phrase, phrase};

/// What will be there, and what it needs.
fn plan_of(path: &str) -> (Phrase, Phrase) {
    match path {
        "/data/creators" => (
            phrase("达人", "Creators"),
            phrase(
                "会有：达人的成交、退款和停播跟进。需要：订单导出、合作达人。",
                "Creators' sales, refunds and follow-up. Needs order exports and the creator list.",
            ),
        ),
        "/data/traffic" => (
            phrase("流量与投放", "Traffic and ads"),
            phrase(
                "会有：流量来源、直播、短视频、千川。需要：罗盘 直播、短视频、商品卡，千川报表。",
                "Traffic sources, live rooms, videos, ads. Needs Compass and Qianchuan reports.",
            ),
        ),
        "/data/service" => (
            phrase("服务与体验分", "Service and score"),
            phrase(
                "会有：飞鸽回复、评价、体验分。需要：飞鸽客服、评价导出；体验分手填。",
                "Replies, reviews, score. Needs service and review exports; the score is typed in.",
            ),
        ),
        "/data/finance" => (
            phrase("结算与资金", "Finance"),
            phrase(
                "会有：结算、动账和毛利。需要：结算账单、动账明细。",
                "Settlements and profit. Needs settlement and fund-flow exports.",
            ),
        ),
        _ => (
            phrase("计划", "Planning"),
            phrase(
                "会有：任务、目标、大促日历、达人进度、选品、能力图、体验分和台账。现在的任务在「今日」。",
                "Tasks, goals, calendar, creators, selection, abilities, score, ledgers. For now tasks are on Today.",
            ),
        ),
    }
}

#[component]
pub fn ComingPage(path: &'static str) -> impl IntoView {
    let app = expect_context::<App>();
    let lang = move || app.lang.get();
    let (name, plan) = plan_of(path);
    let title = Signal::derive(move || name.text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || {
        phrase("这一页还没有做。", "This page is not built yet.").text(lang()).to_owned()
    });
    view! {
        <PageHead title lead />
        <section class="card coming">
            <p>{told(move || plan.text(lang()))}</p>
            <p><a class="button" href=app.beside(Page::Data)>{app.words(phrase("去数据总览", "To the overview"))}</a></p>
        </section>
    }
}

#[component]
pub fn NotFoundPage() -> impl IntoView {
    let app = expect_context::<App>();
    let words = move |zh, en| phrase(zh, en).text(app.lang.get());
    let title = Signal::derive(move || words("没有这一页", "Not found").to_owned());
    let lead = Signal::derive(move || {
        words("地址可能写错了，数据没有变。", "The address may be wrong; nothing has changed.")
            .to_owned()
    });
    view! {
        <PageHead title lead />
        <p><a class="button primary" href=app.beside(Page::Today)>{app.words(phrase("回到今日", "Back to today"))}</a></p>
    }
}
