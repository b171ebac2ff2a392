//! Quality cases whose time for an appeal has not run out, with what to copy into the form.
//!
//! The buyer's own words are never kept, so the draft says what they come to and asks the operator
//! for the evidence.

use super::sight::unhurried;
use leptos::prelude::*;

use crate::app::App;
use crate::domain::Claim;
use crate::metric::{APPEAL_DAYS, Appeal, Book, appeals};
use crate::text::{Lang, Phrase, count_text, iso_day, phrase, short_day};

/// Cases that are listed; more are counted.
const LISTED: usize = 30;

const NOTE: Phrase = phrase(
    "申诉候选：原因算商品品质，买家自己的说明却属于不想要、拍错、尺码这一类。说明原文不保存，只留归类。期限按「处罚不认可 7 个自然日」从售后完结那天推算，以抖店页面为准；列表和所选日期无关。",
    "A candidate is a case whose reason counts as quality while the buyer's own words are about taste, size or a mistake. Those words are never kept, only their class. The time runs 7 natural days from the end of the case; Doudian's page decides. The list does not hang on the period.",
);

#[component]
pub fn AppealCard(app: App) -> impl IntoView {
    let place = NodeRef::new();
    let list = move || {
        let (query, today, lang) = (app.query.get(), app.anchor.get().today, app.lang.get());
        app.book.with(|book| {
            let found = appeals(book, &query, today);
            let candidates = found.iter().filter(|appeal| appeal.candidate).count();
            let rows = found.iter().take(LISTED).map(|appeal| row(app, book, appeal, lang));
            let rows = rows.collect_view();
            let number = |count: usize| count_text(i64::try_from(count).unwrap_or(0));
            let head = phrase(
                "{} 件还在期限内，其中 {} 件可看能否申诉",
                "{} within their time, {} of them candidates",
            )
            .fill(lang, &[&number(found.len()), &number(candidates)]);
            let more = found.len().checked_sub(LISTED).filter(|more| *more > 0).map(|more| {
                let text = phrase("还有 {} 件没有列出。", "{} more.").fill(lang, &[&number(more)]);
                view! { <p class="flat">{text}</p> }
            });
            let lead = if found.is_empty() { nothing(book).text(lang).to_owned() } else { head };
            let silent = (!found.is_empty() && !book.cases.claims).then(|| {
                view! { <p class="note">{NO_CLAIMS.text(lang)}</p> }
            });
            view! { <p class="flat">{lead}</p><ul class="appeal-list">{rows}</ul>{more}{silent} }
                .into_any()
        })
    };
    view! {
        <section class="card w12 appeal-card" node_ref=place>
            <header><h2>{app.words(phrase("品质退货与申诉", "Quality cases and appeals"))}</h2></header>
            {unhurried(app, place, list)}
            <p class="note">{app.words(NOTE)}</p>
        </section>
    }
}

const NO_CLAIMS: Phrase = phrase(
    "售后文件里没有「用户售后说明」这一列，或是在能归类之前导入的，所以挑不出候选。重新导出、重新导入一次「售后单导出」。",
    "The after-sale file has no column of the buyer's words, or was imported before they were classified, so no candidates can be told. Export and import it again.",
);

fn nothing(book: &Book) -> Phrase {
    if book.cases.returns.is_empty() {
        phrase("要有售后文件：导入「售后单导出」。", "Needs an after-sale export.")
    } else if book.cases.quality.is_empty() {
        phrase("没有品质类售后。", "No quality cases.")
    } else {
        phrase(
            "没有还在申诉期限内的品质类售后。",
            "No quality case is within its time for an appeal.",
        )
    }
}

fn row(app: App, book: &Book, appeal: &Appeal<'_>, lang: Lang) -> AnyView {
    let case = appeal.case;
    let id = case.case.text(&book.words);
    let name = case.dims.product.map_or("", |product| book.product_name(product)).to_owned();
    let reason = case.reason.map_or("", |reason| book.words.text(reason)).to_owned();
    let draft = draft(&id, &name, &reason, lang);
    let copied = id.clone();
    let words = |phrase: Phrase| phrase.text(lang);
    let urgent = appeal.left.is_some_and(|left| left <= 2);
    let applied = phrase("{} 申请", "applied {}").fill(lang, &[&short_day(case.applied)]);
    view! {
        <li data-testid="appeal" data-case=id.clone() data-candidate=appeal.candidate.to_string()
            data-left=appeal.left.map(|left| left.to_string()) data-until=appeal.until.map(iso_day)>
            <button type="button" class="quiet" data-action="copy-id" title=words(phrase("复制单号", "Copy"))
                on:click=move |_| app.copy(copied.clone(), phrase("单号已复制", "Number copied"))>
                <code>{id.clone()}</code>{words(phrase("复制", "Copy"))}
            </button>
            <span class="what"><b>{name}</b><small>{reason}" · "{applied}" · "{words(claim_name(case.claim))}</small></span>
            <span class=if urgent { "bad" } else { "flat" }>{clock(appeal, lang)}</span>
            {appeal.candidate.then(|| view! {
                <button type="button" data-action="copy-appeal"
                    on:click=move |_| app.copy(draft.clone(), phrase("申诉文案已复制", "Draft copied"))>
                    {words(phrase("复制申诉文案", "Copy draft"))}
                </button>
            })}
        </li>
    }
    .into_any()
}

/// `还剩 3 天（到 11-24）`.
fn clock(appeal: &Appeal<'_>, lang: Lang) -> String {
    match (appeal.left, appeal.until) {
        (Some(0), _) => phrase("今天最后一天", "last day today").text(lang).to_owned(),
        (Some(left), Some(until)) => phrase("还剩 {} 天（到 {}）", "{} day[s] left (to {})")
            .fill(lang, &[&left.to_string(), &short_day(until)]),
        _ => phrase("还没完结，完结后 {} 天内", "open; {} day[s] from its end")
            .fill(lang, &[&APPEAL_DAYS.to_string()]),
    }
}

fn claim_name(claim: Option<Claim>) -> Phrase {
    match claim {
        Some(Claim::Subjective) => phrase("说明：主观原因", "words: taste or mistake"),
        Some(Claim::Defect) => phrase("说明：提到问题", "words: a defect"),
        Some(Claim::Unclear) => phrase("说明：看不出", "words: unclear"),
        None => phrase("没有说明", "no words"),
    }
}

fn draft(id: &str, name: &str, reason: &str, lang: Lang) -> String {
    phrase(
        "售后单号 {}，商品「{}」。系统记录的售后原因是「{}」，但买家填写的说明属于主观原因（不想要、拍错、尺码、不喜欢一类），没有提到商品的质量问题。申请不计入品质退货。证据：【买家说明截图】【聊天记录】【质检报告或商品详情页】",
        "Case {}, product “{}”. The recorded reason is “{}”, but the buyer's own words are about taste, size or a mistake and name no defect. Please do not count it as a quality return. Evidence: [screenshot of the words] [chat] [inspection report or product page]",
    )
    .fill(lang, &[id, name, reason])
}
