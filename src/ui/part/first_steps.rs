//! The beginning: three steps, and where the export buttons are.

use leptos::prelude::*;

use crate::app::App;
use crate::app::route::{Page, Route};
use crate::import::FORMATS;
use crate::text::{Lang, phrase};

#[component]
pub fn FirstSteps(lang: Lang) -> impl IntoView {
    let app = expect_context::<App>();
    let words = |zh, en| phrase(zh, en).text(lang);
    view! {
        <section class="card first-steps">
            <h2>{words("三步就能看到今天", "Three steps to today")}</h2>
            <ol class="steps">
                <li><b>{words("导出", "Export")}</b><span>{words("在抖店或罗盘点「导出」，文件不用打开", "Press export in Doudian or Compass; do not open the file")}</span></li>
                <li><b>{words("拖进来", "Drop")}</b><span>{words("拖到这个页面任意位置，几个文件一起也行", "Anywhere on this page, several at once if you like")}</span></li>
                <li><b>{words("看今天", "See today")}</b><span>{words("异常、安排和报告都会出来，数据只留在这台设备", "Findings, work and report appear; data stays on this device")}</span></li>
            </ol>
            <p class="actions">
                <a class="button primary" href=app.beside(Page::Import)>{words("去导入", "Import")}</a>
                <a class="button" data-action="sample" href=Route::to_sample().href()>{words("看看示例店铺", "Try a sample shop")}</a>
                <span class="flat">{words("手上没有文件？示例不是你的店，也不会保存。", "No file at hand? The sample is not your shop and is not saved.")}</span>
            </p>
            <p class="flat">{words("以前用过，现在空了？浏览器清理过这个网站的数据。", "It was not empty before? The browser has cleared the data of this site. ")}<a href="#/settings">{words("从备份恢复", "Restore a backup")}</a></p>
        </section>
        <WhereToExport lang />
    }
}

/// The way to each export button, and what its file makes visible; files that no page shows yet
/// are told apart.
#[component]
pub fn WhereToExport(lang: Lang) -> impl IntoView {
    let list = |shown: bool| {
        let formats = FORMATS.iter().filter(move |format| format.shown == shown);
        let items = formats.map(|format| {
            view! {
                <li>
                    <b>{format.name.text(lang)}</b>
                    <span class="way">{format.place.text(lang)}</span>
                    <small>{format.unlocks.text(lang)}</small>
                </li>
            }
        });
        view! { <ul class="formats">{items.collect_view()}</ul> }
    };
    view! {
        <section class="card where-to-export">
            <h2>{phrase("哪里导出", "Where to export").text(lang)}</h2>
            {list(true)}
            <details>
                <summary>{phrase("这些也能导入：先存好，对应的页面还在做", "These are taken too, and kept for pages that are being built").text(lang)}</summary>
                {list(false)}
            </details>
        </section>
    }
}
