//! The 口径 sheet: what a number means, where it comes from, what was left out.

use super::super::live::live;
use leptos::prelude::*;

use super::figure::FigureText;
use crate::app::App;
use crate::app::route::Page;
use crate::chart::Cell;
use crate::domain::Period;
use crate::metric::{Explanation, LeftOut, Metric, Reading, explain, metric};
use crate::text::{Lang, Style, count_text, period_text, phrase};

#[component]
pub fn ExplanationSheet() -> impl IntoView {
    let app = expect_context::<App>();
    let close = move |_| app.explained.set(None);
    let button = NodeRef::<leptos::html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            _ = button.focus();
        }
    });
    view! {
        {live(move || app.explained.get().and_then(metric).map(|metric| view! {
            <div class="sheet-back" on:click=close></div>
            <aside class="sheet" role="dialog" aria-modal="true" aria-label=metric.name.text(app.lang.get())>
                <header>
                    <h2>{metric.name.text(app.lang.get())}</h2>
                    <button type="button" class="quiet" node_ref=button on:click=close>
                        {phrase("关闭", "Close").text(app.lang.get())}
                    </button>
                </header>
                <Body app metric />
            </aside>
        }))}
    }
}

#[component]
fn Body(app: App, metric: &'static Metric) -> impl IntoView {
    let lang = app.lang.get();
    let query = app.due_query();
    let (figure, told) = app.book.with(|book| {
        app.dataset.with(|dataset| {
            let reading = Reading::new(book, query);
            ((metric.figure)(&reading), explain(metric, &reading, dataset))
        })
    });
    let period = if metric.by_clock { Period::day(query.now.day()) } else { query.period };
    let share = figure.share.map(|share| {
        phrase("{} ÷ {}", "{} ÷ {}")
            .fill(lang, &[&count_text(share.part), &count_text(share.whole)])
    });
    let money_share = matches!(metric.id, "refund-rate" | "cost-ratio");
    let head = |zh, en| phrase(zh, en).text(lang);
    view! {
        <p class="big"><FigureText cell=Cell::new(metric.id, figure, period) lang /></p>
        <p class="flat">{period_text(period, Style::Iso, lang)}</p>
        <h3>{head("怎么算", "Formula")}</h3>
        <p>{metric.formula.text(lang)}</p>
        {(!money_share).then_some(share).flatten().map(|share| view! { <p class="flat">{share}</p> })}
        <h3>{head("口径", "Basis")}</h3>
        <p>{metric.basis.text(lang)}</p>
        <h3>{head("用了哪些行", "Rows used")}</h3>
        <p>{rows_text(&told, lang)}</p>
        <ul>{left_out(&told, lang).into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        <h3>{head("来自文件", "Files")}</h3>
        {files(&told, lang)}
        <p><a href=app.beside(Page::Glossary)>{head("全部口径", "All definitions")}</a></p>
    }
}

fn rows_text(told: &Explanation, lang: Lang) -> String {
    phrase("用了 {} 行", "{} row[s] count[s|]").fill(lang, &[&count_text(told.rows)])
}

fn left_out(told: &Explanation, lang: Lang) -> Vec<String> {
    let why = |why: LeftOut| match why {
        LeftOut::Unpaid => phrase("没有付款的订单", "orders never paid"),
        LeftOut::Gifts => phrase("0 元赠品行", "gift lines at 0"),
        LeftOut::Exchanges => phrase("换货、补寄、维修", "exchanges, repairs"),
        LeftOut::PriceGuards => phrase("价保", "price guards"),
        LeftOut::ClosedCases => phrase("已关闭或被拒绝的售后", "closed or refused cases"),
        LeftOut::NotJudged => phrase(
            "赠品、预约发货、虚拟商品、发货前退款，或还没满 48 小时",
            "gifts, booked, virtual, refunded before shipping, or younger than 48 h",
        ),
        LeftOut::Undated => phrase("没有退款时间的退款", "refunds without a date"),
        LeftOut::Unmatched => phrase(
            "找不到订单的售后（只按退款时间计入）",
            "cases without a known order (counted by refund time only)",
        ),
    };
    let mut lines: Vec<String> = told
        .left_out
        .iter()
        .map(|(reason, rows)| {
            phrase("没算：{} {} 行", "Left out: {}, {} row[s]")
                .fill(lang, &[why(*reason).text(lang), &count_text(*rows)])
        })
        .collect();
    let extra = [
        (
            told.estimated_refunds,
            phrase(
                "其中 {} 行的退款是按订单状态估算的",
                "{} refund[s] [is|are] estimated from the order's status",
            ),
        ),
        (
            told.guessed_times,
            phrase(
                "其中 {} 行没有支付时间，按提交时间",
                "{} line[s] [has|have] no pay time; the submit time counts",
            ),
        ),
        (
            told.presales,
            phrase(
                "其中 {} 行是预售，定金不在文件里",
                "{} [is a presale|are presales]; the deposit is not in the file",
            ),
        ),
    ];
    let extra = extra.into_iter().filter(|(rows, _)| *rows > 0);
    lines.extend(extra.map(|(rows, text)| text.fill(lang, &[&count_text(rows)])));
    lines
}

fn files(told: &Explanation, lang: Lang) -> AnyView {
    if told.files.is_empty() {
        let none = phrase("还没有文件能给出这个数。", "No file gives this number yet.");
        return view! { <p class="flat">{none.text(lang)}</p> }.into_any();
    }
    let files = told.files.iter().map(|file| view! { <li class="file">{file.clone()}</li> });
    view! { <ul>{files.collect_view()}</ul> }.into_any()
}
