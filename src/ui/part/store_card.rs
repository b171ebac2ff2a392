//! 体检: what stands in the browser's storage, value by value, and what can be done about damage.

use super::super::live::live;
use super::data_table::small_table;
use leptos::prelude::*;

use crate::app::App;
use crate::chart::GridItem;
use crate::import::stored_name;
use crate::store::{PartKind, StoredPart};
use crate::text::{Lang, Phrase, count_text, moment_text, month_text, phrase};

const HEADS: [Phrase; 5] = [
    phrase("内容", "Content"),
    phrase("状态", "State"),
    phrase("行数", "Rows"),
    phrase("大小（字）", "Size (characters)"),
    phrase("写入时间", "Written"),
];

#[component]
pub fn StoreCard(app: App) -> impl IntoView {
    let told = move || app.health.get().map(|values| report(app, &values));
    view! {
        <section class="card w6 settings-card">
            <h2>{app.words(phrase("体检", "Health of the storage"))}</h2>
            <p class="flat">{app.words(phrase(
                "逐份核对浏览器里存的数据：读不读得出、校验和对不对。",
                "Every stored part is read and compared with its checksum.",
            ))}</p>
            <div class="actions">
                <button type="button" data-action="check-store" on:click=move |_| app.check_store()>{app.words(phrase("检查", "Check"))}</button>
                <button type="button" data-action="save-raw" class="quiet" on:click=move |_| app.save_raw()>{app.words(phrase("下载原始数据", "Download the raw data"))}</button>
            </div>
            {live(told)}
        </section>
    }
}

fn report(app: App, values: &[StoredPart]) -> AnyView {
    let lang = app.lang.get();
    let bad = values.iter().filter(|value| !value.sound).count();
    let aside = values.iter().any(|value| value.kind == PartKind::Aside);
    let count = |count: usize| count_text(i64::try_from(count).unwrap_or(0));
    let said = match bad {
        0 => phrase("{} 份，全部完好。", "{} part[s], all sound.")
            .fill(lang, &[&count(values.len())]),
        _ => phrase("{} 份，其中 {} 份有损坏。", "{} part[s], {} of them damaged.")
            .fill(lang, &[&count(values.len()), &count(bad)]),
    };
    let repair = (bad > 0).then(|| {
        view! {
            <button type="button" class="primary" data-action="repair-store" disabled=app.watches() on:click=move |_| app.repair_store()>
                {phrase("修复", "Repair").text(lang)}</button>
            <span class="flat">{phrase(
                "这个页面里还有的会重新写一遍，读不出来的另外留着，不删除。",
                "What this page still holds is written anew; what cannot be read is kept aside.",
            ).text(lang)}</span>
        }
        .into_any()
    });
    let clear = aside.then(|| {
        view! {
            <button type="button" class="quiet" data-action="clear-aside" disabled=app.watches() on:click=move |_| app.clear_aside()>
                {phrase("清除另存的损坏部分", "Remove what was set aside").text(lang)}</button>
        }
        .into_any()
    });
    let state = if bad == 0 { "sound" } else { "damaged" };
    let lines = values.iter().map(|value| line(value, lang)).collect();
    view! {
        <div class="store-check" data-testid="store-check" data-state=state>
            <p role="status">{said}</p>
            <div class="actions">{repair}{clear}</div>
            <details>
                <summary>{phrase("逐份看", "One by one").text(lang)}</summary>
                <div class="store-list">{small_table(app, &HEADS, lines)}</div>
            </details>
        </div>
    }
    .into_any()
}

fn line(value: &StoredPart, lang: Lang) -> Vec<GridItem> {
    let words = |zh, en| phrase(zh, en).text(lang).to_owned();
    let (name, rows) = match &value.kind {
        PartKind::Block { family, month, rows } => {
            let name = format!("{} {}", stored_name(family, lang), month_text(*month, lang));
            (name, count_text(i64::from(*rows)))
        }
        PartKind::Log => (words("导入记录", "Imported files"), String::new()),
        PartKind::Manifest => (words("目录", "Manifest"), String::new()),
        PartKind::Document(name) => (document_name(name).text(lang).to_owned(), String::new()),
        PartKind::Aside => (words("另存的损坏部分", "Set aside"), String::new()),
        PartKind::Leftover => {
            (words("上一版（下次保存时清掉）", "Of the state before"), String::new())
        }
    };
    let state = match value.sound {
        true => GridItem::text(words("完好", "sound")),
        false => {
            GridItem { extra: Some(("bad", words("损坏", "damaged"))), ..GridItem::default() }
        }
    };
    let units = count_text(i64::try_from(value.units).unwrap_or(0));
    let written = value.written.map(moment_text).unwrap_or_default();
    let [name, rows, units, written] = [name, rows, units, written].map(GridItem::text);
    vec![name, state, rows, units, written]
}

fn document_name(name: &str) -> Phrase {
    match name {
        "settings" => phrase("设置", "Settings"),
        "safety" => phrase("备份记录", "Backups made"),
        "tasks" => phrase("任务", "Tasks"),
        "days" => phrase("每天的安排", "Days"),
        "quiet" => phrase("不提醒的", "Kept quiet"),
        "checklists" => phrase("排查清单", "Checklists"),
        "notes" => phrase("报告里的话", "Notes of reports"),
        "products" => phrase("商品角色与成本", "Roles and costs"),
        "product-pages" => phrase("商品档案", "Product pages"),
        "mappings" => phrase("列的对应", "Matched columns"),
        "template" => phrase("例行模板", "Routine"),
        "reviews" => phrase("晚间复盘", "Reviews"),
        "goals" => phrase("目标", "Goals"),
        "calendar" => phrase("日历", "Calendar"),
        _ => phrase("其他", "Other"),
    }
}
