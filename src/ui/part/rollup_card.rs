//! 按日汇总: what it would come to and what it would cost, before it is done.

use super::super::live::{live, told};
use leptos::prelude::*;

use crate::app::{App, RollupDraft};
use crate::text::{Lang, Phrase, count_text, month_text, phrase};

/// What is gone afterwards.
const LOST: [Phrase; 4] = [
    phrase(
        "这些日子没有了：单笔订单，按达人、省份、价格带和支付时段的数，规格，货盘占比和毛利，改价记录；只在这些日子出单的达人没有昵称和首单日期。看这些的图会写「按日汇总」。",
        "Gone for those days: single orders; figures by creator, province, price band and hour; SKUs, the product mix and gross profit, price changes; names and first days of creators who sold on them alone. Charts of these will say so.",
    ),
    phrase(
        "之后再导入的售后，不再算进这些日子的退款和退货率：售后文件先导入齐。",
        "After-sale files that come later do not count towards the refunds and returns of those days: import them first.",
    ),
    phrase(
        "这之前导入的文件都不能再撤回；这些日子的订单文件再导入也不再改。",
        "Files imported until now cannot be taken back any more, and order files of those days change nothing.",
    ),
    phrase("做了就回不来，请先下载备份。", "There is no way back: download a backup first."),
];

/// What is as before.
const STAYS: Phrase = phrase(
    "照旧：每天的成交、订单、件数、退款、退货和发货率，按商品、载体、渠道、来源、自营合作拆开也一样。有售后、没发货、没结算的订单留着明细。",
    "As before: sales, orders, pieces, refunds, returns and shipping of every day, by product, carrier, channel, origin and side too. Orders with a case, not yet shipped or not settled stay as they are.",
);

#[component]
pub fn RollupCard(app: App) -> impl IntoView {
    let done = move || {
        let months = app.dataset.with(|dataset| dataset.rolled_months());
        let lang = app.lang.get();
        let (first, last) = (months.first()?, months.last()?);
        let [first, last] = [first, last].map(|month| month_text(*month, lang));
        let words = phrase("已经汇总了 {} 到 {}。", "{} to {} are rolled up.");
        Some(view! { <p data-testid="rolled-up">{words.fill(lang, &[&first, &last])}</p> })
    };
    let draft = move || app.rolling.get().map(|draft| preview(app, &draft));
    view! {
        <section class="card w12 settings-card">
            <h2>{app.words(phrase("旧月份按日汇总", "Roll old months up"))}</h2>
            <p class="flat">{app.words(phrase(
                "空间不够时，把四个月以前的订单换成每天、每个商品、每个渠道的合计。",
                "When room runs out, orders older than four months can give way to sums by day, product and channel.",
            ))}</p>
            <div class="actions">
                <button type="button" data-action="draft-roll-up" disabled=told(move || app.watches() || app.sampling())
                    on:click=move |_| app.draft_roll_up(None)>{app.words(phrase("看看能汇总多少", "See what it comes to"))}</button>
            </div>
            {live(done)}
            {live(draft)}
        </section>
    }
}

fn preview(app: App, draft: &RollupDraft) -> AnyView {
    let lang = app.lang.get();
    let words = |phrase: Phrase| phrase.text(lang);
    let options: Vec<AnyView> =
        draft.months.iter().map(|it| option(it.month, draft.through, lang)).collect();
    let [lines, kept, sums] = [draft.lines, draft.kept, draft.sums].map(count_text);
    let comes_to = phrase(
        "{} 行订单换成 {} 行合计，{} 行有售后或没完成的留着。",
        "{} order line[s] become {} sum[s]; {} with a case or not yet done stay.",
    )
    .fill(lang, &[&lines, &sums, &kept]);
    let without = (draft.without_cases > 0).then(|| {
        let words = phrase(
            "这些月份有 {} 天没有售后文件。",
            "{} day[s] of these months [has|have] no after-sale file.",
        );
        view! { <p class="trouble">{words.fill(lang, &[&draft.without_cases.to_string()])}</p> }
    });
    let nothing = draft.lines == 0;
    let choose = move |event| app.draft_roll_up(event_target_value(&event).parse().ok());
    view! {
        <div class="roll-up" data-testid="roll-up" data-lines=draft.lines.to_string() data-kept=draft.kept.to_string() data-sums=draft.sums.to_string()>
            <label><span>{words(phrase("汇总到（含）", "Up to and with"))}</span>
                <select data-testid="roll-up-through" on:change=choose>{options}</select></label>
            <p role="status"><b>{comes_to}</b></p>
            <p class="flat">{words(STAYS)}</p>
            {without}
            {LOST.map(|lost| view! { <p class="trouble">{words(lost)}</p> }).collect_view()}
            <div class="actions">
                <button type="button" on:click=move |_| app.save_backup()>{words(phrase("先下载备份", "Download a backup"))}</button>
                <button type="button" class="primary" data-action="commit-roll-up" disabled=nothing || app.watches() on:click=move |_| app.commit_roll_up()>
                    {words(phrase("按日汇总", "Roll up"))}</button>
                <button type="button" class="quiet" on:click=move |_| app.cancel_roll_up()>{words(phrase("取消", "Cancel"))}</button>
            </div>
        </div>
    }
    .into_any()
}

fn option(month: u32, through: u32, lang: Lang) -> AnyView {
    view! { <option value=month.to_string() selected=month == through>{month_text(month, lang)}</option> }
        .into_any()
}
