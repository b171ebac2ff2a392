//! What a receipt says of matched columns: that they can be matched, or by which they were read,
//! with the way to change or forget them.

use leptos::prelude::*;

use crate::app::{App, DropStage};
use crate::domain::{MappedColumn, Mapping};
use crate::import::{MapKind, Receipt, ReceiptState, Trouble};
use crate::text::{Lang, Phrase, phrase};

/// Nothing for the file of a known export.
pub fn receipt_mapping(
    app: App,
    place: usize,
    receipt: &Receipt,
    state: ReceiptState,
    can_map: bool,
) -> Option<AnyView> {
    let lang = app.lang.get();
    let Some(mapping) = &receipt.mapping else {
        return can_map.then(|| unmatched(app, place, receipt, lang));
    };
    let signature = mapping.signature;
    let saved = app.documents.with(|documents| documents.mappings.find(signature).is_some());
    let uncommitted = app.drop.with(|drop| drop.stage != DropStage::Committed);
    let guessed = app.drop.with(|drop| drop.guessed.contains(&signature));
    let text = match (saved, guessed) {
        (true, _) => phrase("按你对应过的列读取。", "Read by the columns that you matched."),
        (false, false) => phrase(
            "按你刚对应的列读取，导入后会记住。",
            "Read by the columns that you just matched; remembered once imported.",
        ),
        (false, true) => phrase(
            "店盘不认识这份表，列是猜的，看一眼再导入；导入后会记住。",
            "This table is not known and its columns are guessed: look before you import; remembered once imported.",
        ),
    };
    let pairs = if guessed { pairs(mapping, lang) } else { String::new() };
    let net = match mapping.net {
        Some(true) => phrase("金额已加回退款。", " Refunds were added back to the amounts."),
        Some(false) | None => phrase("", ""),
    };
    let change = matches!(state, ReceiptState::Previewed | ReceiptState::Failed) && uncommitted;
    let change = change.then(|| map_button(app, place, phrase("改列", "Change"), lang));
    let forget = saved.then(|| {
        view! {
            <button type="button" class="quiet" data-action="forget-mapping" disabled=app.watching()
                on:click=move |_| app.forget_mapping(signature)>{phrase("忘记", "Forget").text(lang)}</button>
        }
    });
    let view = view! {
        <p class="mapped flat" data-testid="mapped" data-saved=saved.to_string()>
            {text.text(lang)}<b>{pairs}</b>{net.text(lang)}{change}{forget}
        </p>
    };
    Some(view.into_any())
}

/// `订单号 ← 订单编号，…`: what each field is read from.
fn pairs(mapping: &Mapping, lang: Lang) -> String {
    let Some(kind) = MapKind::of(mapping) else { return String::new() };
    let targets = kind.targets();
    let pair = |column: &MappedColumn| {
        let target = targets.iter().find(|target| target.id == column.field)?;
        Some(format!("{} ← {}", target.name.text(lang), column.name))
    };
    let pairs: Vec<String> = mapping.columns.iter().filter_map(pair).collect();
    pairs.join(if lang == Lang::Zh { "，" } else { ", " })
}

/// The way to match the columns of a file; a side door where there is advice.
fn unmatched(app: App, place: usize, receipt: &Receipt, lang: Lang) -> AnyView {
    let (text, button) = match receipt.trouble {
        Some(Trouble::Unknown) => (
            phrase(
                "店盘不认识这份表。对应一次列就能读，以后同样表头的文件会自动读。",
                "This table is not known. Match its columns once, and files with its header are read by themselves.",
            ),
            phrase("对应列", "Match columns"),
        ),
        _ => (phrase("", ""), phrase("仍要对应列", "Match columns all the same")),
    };
    view! { <p class="mapped trouble">{text.text(lang)}{map_button(app, place, button, lang)}</p> }
        .into_any()
}

fn map_button(app: App, place: usize, text: Phrase, lang: Lang) -> AnyView {
    view! {
        <button type="button" data-action="map" disabled=app.watching() on:click=move |_| app.open_mapping(place)>
            {text.text(lang)}
        </button>
    }
    .into_any()
}
