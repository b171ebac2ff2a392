//! The mappings that are remembered: what each reads, and the ways to forget it, to pass all of
//! them on and to take those of another in.

use super::super::live::{live, told};
use super::{JSON, file_button};
use leptos::prelude::*;

use crate::app::App;
use crate::domain::Mapping;
use crate::import::MapKind;
use crate::text::{Lang, Phrase, phrase};

/// The field for a file of mappings, and the button before it.
const OPEN: (Phrase, Phrase) =
    (phrase("选择列对应文件", "Choose a file of mappings"), phrase("读入", "Import"));

#[component]
pub fn MappingList(app: App) -> impl IntoView {
    let items = move || {
        let lang = app.lang.get();
        let mappings = app.documents.with(|documents| documents.mappings.0.clone());
        mappings.iter().rev().map(|mapping| item(app, mapping, lang)).collect::<Vec<_>>()
    };
    let none = move || app.documents.with(|documents| documents.mappings.0.is_empty());
    view! {
        <section class="card w12 settings-card mapping-list">
            <h2>{app.words(phrase("列的对应", "Column mappings"))}</h2>
            <p class="flat">{app.words(phrase(
                "店盘不认识的表，对应过一次列以后就按这里自动读。只记表头，不记数据。",
                "Tables that 店盘 does not know are read by these once their columns were matched. Headers are kept, no data.",
            ))}</p>
            <ul>{live(items)}</ul>
            <div class="actions">
                <button type="button" id="mappings-export" disabled=told(none) on:click=move |_| app.save_mappings()>
                    {app.words(phrase("导出", "Export"))}</button>
                {file_button(app, ("mappings-import", JSON), OPEN, app.watching(), App::open_mappings)}
            </div>
        </section>
    }
}

fn item(app: App, mapping: &Mapping, lang: Lang) -> AnyView {
    let kind = MapKind::of(mapping);
    let name = kind.map_or(mapping.format.as_str(), |kind| kind.format.name.text(lang)).to_owned();
    let targets = kind.map(|kind| kind.targets()).unwrap_or_default();
    let columns: Vec<String> = mapping
        .columns
        .iter()
        .map(|column| {
            let target = targets.iter().find(|target| target.id == column.field);
            let field = target.map_or(column.field.as_str(), |target| target.name.text(lang));
            format!("{field} ← {}", column.name)
        })
        .collect();
    let net = mapping.net.map(|net| match net {
        true => phrase("金额已扣退款", "amounts net of refunds"),
        false => phrase("金额没扣退款", "amounts before refunds"),
    });
    let parts = columns.into_iter().chain(net.map(|net| net.text(lang).to_owned()));
    let told = parts.collect::<Vec<_>>().join(if lang == Lang::Zh { "，" } else { ", " });
    let signature = mapping.signature;
    view! {
        <li data-testid="saved-mapping" data-signature=format!("{signature:016x}")>
            <div><b>{name}</b><small>{told}</small></div>
            <button type="button" class="quiet" data-action="forget-mapping" disabled=app.watching()
                on:click=move |_| app.forget_mapping(signature)>
                {phrase("忘记", "Forget").text(lang)}
            </button>
        </li>
    }
    .into_any()
}
