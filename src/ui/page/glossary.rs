//! 口径: every metric with its id, formula and source, from the registry.

use super::super::live::live;
use leptos::prelude::*;

use super::super::part::PageHead;
use crate::app::App;
use crate::domain::Family;
use crate::import::{FORMATS, Format};
use crate::metric::{COST_METRICS, METRICS};
use crate::text::{Lang, Phrase, phrase};

/// Columns, named in the head and, on a phone, beside each cell.
const BASIS: Phrase = phrase("口径", "Basis");
const SOURCE: Phrase = phrase("来自", "Source");

#[component]
pub fn GlossaryPage() -> impl IntoView {
    let app = expect_context::<App>();
    let lang = move || app.lang.get();
    let title =
        Signal::derive(move || phrase("口径", "Definitions").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || {
        phrase(
            "每个数字怎么算、按什么日期、来自哪里。",
            "How each number is made, by which date, from which files.",
        )
        .text(lang())
        .to_owned()
    });
    let rows = move || {
        let lang = lang();
        let row = |metric: &'static crate::metric::Metric| {
            view! {
                <tr id=format!("metric-{}", metric.id)>
                    <th scope="row">{metric.name.text(lang)}<code>{metric.id}</code></th>
                    <td class="text">{metric.formula.text(lang)}</td>
                    <td class="text" data-label=BASIS.text(lang)>{metric.basis.text(lang)}</td>
                    <td class="text" data-label=SOURCE.text(lang)>{sources(metric.families, lang)}</td>
                </tr>
            }
        };
        METRICS.iter().chain(COST_METRICS).map(row).collect_view()
    };
    view! {
        <PageHead title lead />
        <section class="card glossary">
            <div class="table-box">
                <table>
                    <thead><tr>
                        <th scope="col">{app.words(phrase("数字", "Number"))}</th>
                        <th scope="col" class="text">{app.words(phrase("怎么算", "Formula"))}</th>
                        <th scope="col" class="text">{app.words(BASIS)}</th>
                        <th scope="col" class="text">{app.words(SOURCE)}</th>
                    </tr></thead>
                    <tbody>{live(rows)}</tbody>
                </table>
            </div>
        </section>
    }
}

fn sources(families: &[Family], lang: Lang) -> String {
    let name = |family: &Family| match family {
        Family::Compass => phrase("罗盘", "Compass"),
        Family::Ads => phrase("千川", "Qianchuan"),
        family => {
            let feeds = |format: &&Format| format.layouts.iter().any(|it| it.family == *family);
            FORMATS.iter().find(feeds).map_or(phrase("", ""), |format| format.name)
        }
    };
    let names: Vec<&str> = families.iter().map(|family| name(family).text(lang)).collect();
    names.join(if lang == Lang::Zh { "、" } else { ", " })
}
