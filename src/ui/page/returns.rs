//! After-sales: why things come back, where from and how soon, what it costs in the end, which
//! products are over their line, and which quality cases may be appealed.

use super::super::live::{Show, live, told};
use leptos::prelude::*;

use super::super::part::{
    AppealCard, ChartCard, DataTabs, FigureStrip, FindingCard, FirstSteps, PageHead, PeriodPicker,
    unhurried,
};
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::app::route::Page;
use crate::domain::{ReasonClass, ratio_millionths, sort_by_key};
use crate::metric::{Reasons, reason_name, reasons};
use crate::text::{Lang, count_text, percent_text, phrase};

/// The figures of the strip.
const FIGURES: &[&str] =
    &["returns", "return-rate", "refund-by-pay", "refund-rate", "refund-by-refund"];

#[component]
pub fn ReturnsPage() -> impl IntoView {
    let app = expect_context::<App>();
    let empty = move || app.dataset.with(|dataset| dataset.is_empty());
    let title = Signal::derive(move || phrase("售后", "Returns").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || period_lead(app));
    view! {
        <DataTabs app />
        <PageHead title lead><PeriodPicker app /></PageHead>
        <FilterLine app />
        <Show when=empty>{live(move || view! { <FirstSteps lang=app.lang.get() /> })}</Show>
        <FigureStrip app ids=FIGURES />
        <div class="grid">
            <ChartCard app id="returns" width="w7" />
            <ReasonCard app />
            <ChartCard app id="refunds" width="w7" />
            <ChartCard app id="return-age" width="w5" />
            <ChartCard app id="maturity" width="w7" />
            <OverLine app />
            <ChartCard app id="return-product" width="w12" with_table=true />
            <ChartCard app id="return-carrier" width="w6" with_table=true />
            <ChartCard app id="return-creator" width="w6" with_table=true />
            <AppealCard app />
        </div>
    }
}

/// Each class opens to the reasons as buyers chose them.
#[component]
fn ReasonCard(app: App) -> impl IntoView {
    let place = NodeRef::new();
    let list = move || {
        let found = app.with_input(None, |input| reasons(&input.reading()));
        reason_list(app, &found, app.lang.get())
    };
    view! {
        <section class="card w5 reason-card" node_ref=place>
            <header>
                <h2>{app.words(phrase("原因逐条", "Reasons as worded"))}</h2>
                <small>{app.words(phrase("点开看买家选的原因", "open a class"))}</small>
            </header>
            {unhurried(app, place, list)}
        </section>
    }
}

fn reason_list(app: App, found: &Reasons, lang: Lang) -> AnyView {
    let mut classes: Vec<ReasonClass> = found.classes.keys().copied().collect();
    sort_by_key(&mut classes, |&class| std::cmp::Reverse(found.count(class)));
    if classes.is_empty() {
        let none = if found.known {
            phrase("这段日期没有售后。", "No cases in these days.")
        } else {
            phrase("要有售后文件：导入「售后单导出」。", "Needs an after-sale export.")
        };
        return view! { <p class="flat">{none.text(lang)}</p> }.into_any();
    }
    let empty = phrase("（没有填原因）", "(no reason given)").text(lang);
    let class = |class: ReasonClass| {
        let count = found.classes.get(&class).cloned().unwrap_or_default();
        let share = ratio_millionths(count.cases, found.total()).map(percent_text);
        let worded = count.reasons.iter().map(|&(reason, cases)| {
            let text = app
                .book
                .with(|book| reason.map_or(empty, |reason| book.words.text(reason)).to_owned());
            view! { <li><span>{text}</span><b>{count_text(cases)}</b></li> }
        });
        view! {
            <details data-reason=class.id()>
                <summary><span>{reason_name(class).text(lang)}</span><b>{count_text(count.cases)}</b><small>{share}</small></summary>
                <ul>{worded.collect_view()}</ul>
            </details>
        }
    };
    classes.into_iter().map(class).collect_view().into_any()
}

/// Products above the line of their category, or above the shop's.
#[component]
fn OverLine(app: App) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let found = app.loud_findings(true).into_iter();
        found.filter(|finding| finding.rule == "return-rate").collect::<Vec<_>>()
    });
    let cards = move || {
        let lang = app.lang.get();
        let card = |finding: crate::insight::Finding| {
            view! { <FindingCard app finding /> }
        };
        let cards = shown.get().into_iter().map(card).collect_view();
        let none = shown.with(Vec::is_empty).then(|| {
            let known = app.book.with(|book| !book.cases.returns.is_empty());
            let none = if known {
                phrase(
                    "近 30 天没有商品超过它的线（订单太少的不判断）。",
                    "No product is above its line in the last 30 days (few orders are not judged).",
                )
            } else {
                phrase("要有售后文件：导入「售后单导出」。", "Needs an after-sale export.")
            };
            view! { <p class="flat">{none.text(lang)}</p> }
        });
        view! { {cards}{none} }
    };
    let lines = told(move || {
        let count = app.settings.with(|settings| settings.thresholds.return_lines.len());
        let count = count_text(i64::try_from(count).unwrap_or(0));
        phrase("设了 {} 个品类的线", "{} category line[s] set").fill(app.lang.get(), &[&count])
    });
    view! {
        <section class="card w5 over-line">
            <header>
                <h2>{app.words(phrase("退货率超线的商品", "Above their line"))}</h2>
                <small>{lines}</small>
                <span class="more"><a class="quiet" href=app.beside(Page::Settings)>{app.words(phrase("给品类设线", "Set lines"))}</a></span>
            </header>
            {live(cards)}
            <p class="note">{app.words(phrase(
                "没有放之四海皆准的退货率：没设线的品类，用全店 30 天退货率加几个百分点。",
                "No rate is good everywhere: a category without a line takes the shop's own 30-day rate plus some points.",
            ))}</p>
        </section>
    }
}
