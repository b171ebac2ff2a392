//! What became of a file: the receipt of the current drop, and those of earlier imports.

use super::super::live::Show;
use leptos::prelude::*;

use super::ChangedRows;
use super::receipt_mapping::receipt_mapping;
use crate::app::{App, DropStage};
use crate::domain::{Source, SourceId, SourceState};
use crate::import::{
    FORMATS, Receipt, ReceiptState, Rejected, Trouble, Warning, WarningCode, reason_text,
    skip_text, trouble_text, warning_text,
};
use crate::text::{Lang, Phrase, Style, count_text, iso_day, moment_text, period_text, phrase};

/// Rejected rows shown in the page; the rest is in the CSV.
const SHOWN: usize = 20;
const UNKNOWN: Phrase = phrase("认不出的文件", "Unknown file");

/// A file of the current drop.
#[component]
pub fn ReceiptCard(
    app: App,
    place: usize,
    receipt: Receipt,
    state: ReceiptState,
    source: Option<SourceId>,
    left_out: bool,
    /// Its columns can be matched by hand.
    can_map: bool,
) -> impl IntoView {
    let lang = app.lang.get();
    let name = receipt.format.map_or(UNKNOWN, |format| format.name);
    let trouble = trouble(&receipt, can_map, lang);
    let warnings: Vec<_> = receipt
        .warnings
        .iter()
        .map(|warning| view! { <WarningLine app place warning=warning.clone() ask=state == ReceiptState::Previewed && !left_out /> })
        .collect();
    let covers = receipt.covers;
    let day = move |pick: fn(crate::domain::Period) -> crate::domain::Day| {
        covers.map(|covers| iso_day(pick(covers))).unwrap_or_default()
    };
    let counts = counts(&receipt, lang);
    view! {
        <article
            class="card receipt-card"
            data-testid="receipt"
            data-file=receipt.file.clone()
            data-format=receipt.format.map_or("", |format| format.id)
            data-encoding=receipt.encoding
            data-rows=receipt.rows.to_string()
            data-new=receipt.tally.new.to_string()
            data-updated=receipt.tally.updated.to_string()
            data-unchanged=receipt.tally.unchanged.to_string()
            data-filled=receipt.tally.filled.to_string()
            data-skipped=receipt.skipped_rows().to_string()
            data-rejected=receipt.rejected_rows.to_string()
            data-from=day(|covers| covers.from)
            data-to=day(|covers| covers.to)
            data-state=state.id()
        >
            <header>
                <Include app place state left_out lang />
                <div>
                    <h2>{receipt.file.clone()}</h2>
                    <p class="flat">{head(name.text(lang), receipt.encoding, covers, lang)}</p>
                </div>
                <State app state source lang />
            </header>
            {trouble.map(|text| view! { <p class="trouble">{text}</p> })}
            <p class="counts">{counts}</p>
            {skips(&receipt, lang)}
            {kept_for_later(&receipt, lang)}
            {receipt_mapping(app, place, &receipt, state, can_map)}
            {warnings}
            {changed_rows(app, &receipt, state, source)}
            {rejected_rows(app, &receipt, lang)}
        </article>
    }
}

/// The way to what would change, as long as it is not saved.
fn changed_rows(
    app: App,
    receipt: &Receipt,
    state: ReceiptState,
    source: Option<SourceId>,
) -> Option<AnyView> {
    let changes = receipt.tally.updated + receipt.tally.filled > 0;
    let source = source.filter(|_| changes && state == ReceiptState::Previewed);
    source.map(|source| view! { <ChangedRows app source /> }.into_any())
}

/// Why the file was refused; a table that can be matched says so by itself.
fn trouble(receipt: &Receipt, can_map: bool, lang: Lang) -> Option<String> {
    let trouble = receipt.trouble.as_ref();
    let told = trouble.filter(|trouble| !(can_map && **trouble == Trouble::Unknown));
    told.map(|trouble| trouble_text(trouble, lang))
}

fn head(name: &str, encoding: &str, covers: Option<crate::domain::Period>, lang: Lang) -> String {
    let days = covers.map(|covers| period_text(covers, Style::Iso, lang));
    let parts = [Some(name.to_owned()), days, Some(encoding.to_owned())];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// `共 1,159 行：新增 1,159`; zero counts are left out.
fn counts(receipt: &Receipt, lang: Lang) -> String {
    let number = |count: u32| count_text(i64::from(count));
    let tally = receipt.tally;
    let parts = [
        (tally.new, phrase("新增 {}", "{} new")),
        (tally.updated, phrase("更新 {}", "{} updated")),
        (tally.unchanged, phrase("未变 {}", "{} unchanged")),
        (receipt.skipped_rows(), phrase("跳过 {}", "{} skipped")),
        (receipt.rejected_rows, phrase("拒绝 {}", "{} rejected")),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, text)| text.fill(lang, &[&number(count)]))
        .collect();
    let mut text = phrase("共 {} 行", "{} row[s]").fill(lang, &[&number(receipt.rows)]);
    if !parts.is_empty() {
        let (colon, comma) = if lang == Lang::Zh { ("：", "，") } else { (": ", ", ") };
        text += colon;
        text += &parts.join(comma);
    }
    if tally.filled > 0 {
        text += &phrase("（其中 {} 行补上了空缺）", " ({} of them filled gaps)")
            .fill(lang, &[&number(tally.filled)]);
    }
    text
}

/// Says so when no page shows the facts of the file yet.
fn kept_for_later(receipt: &Receipt, lang: Lang) -> Option<AnyView> {
    let hidden = receipt.format.is_some_and(|format| !format.shown) && receipt.trouble.is_none();
    let text = phrase(
        "数据会先存好，对应的页面还在做。",
        "Its data is kept; the page for it is being built.",
    );
    hidden.then(|| view! { <p class="flat">{text.text(lang)}</p> }.into_any())
}

fn skips(receipt: &Receipt, lang: Lang) -> Option<AnyView> {
    let told: Vec<String> = receipt
        .skipped
        .iter()
        .map(|(why, count)| format!("{} {}", skip_text(*why, lang), count_text(i64::from(*count))))
        .collect();
    let joined = told.join(if lang == Lang::Zh { "、" } else { ", " });
    (!told.is_empty()).then(|| {
        let text = phrase("跳过：{}", "Skipped: {}").fill(lang, &[&joined]);
        view! { <p class="flat">{text}</p> }.into_any()
    })
}

#[component]
fn Include(
    app: App,
    place: usize,
    state: ReceiptState,
    left_out: bool,
    lang: Lang,
) -> impl IntoView {
    let open =
        app.drop.with(|drop| matches!(drop.stage, DropStage::Previewed | DropStage::Staging));
    (open && state == ReceiptState::Previewed).then(|| {
        view! {
            <label class="include">
                <input
                    type="checkbox"
                    prop:checked=!left_out
                    aria-label=phrase("导入这份", "Import this one").text(lang)
                    on:change=move |event| app.leave_out(place, !event_target_checked(&event))
                />
            </label>
        }
    })
}

/// What became of it, and the way back.
#[component]
fn State(app: App, state: ReceiptState, source: Option<SourceId>, lang: Lang) -> impl IntoView {
    let text = match state {
        ReceiptState::Previewed => phrase("待确认", "Preview"),
        ReceiptState::Committed => phrase("已导入", "Imported"),
        ReceiptState::Failed => phrase("没有导入", "Refused"),
        ReceiptState::RolledBack => phrase("已撤回", "Taken back"),
    };
    let possible = source
        .filter(|id| app.dataset.with(|dataset| dataset.rollbacks().any(|known| known.id == *id)));
    let button = possible.and_then(|source| match state {
        ReceiptState::Committed => Some(view! {
            <button type="button" data-action="rollback" disabled=app.watching() on:click=move |_| app.set_source(source, SourceState::RolledBack)>
                {phrase("撤回", "Take back").text(lang)}
            </button>
        }.into_any()),
        ReceiptState::RolledBack => Some(view! {
            <button type="button" data-action="restore" disabled=app.watching() on:click=move |_| app.set_source(source, SourceState::Live)>
                {phrase("放回", "Put back").text(lang)}
            </button>
        }.into_any()),
        ReceiptState::Previewed | ReceiptState::Failed => None,
    });
    view! { <div class="state"><span class=state.id()>{text.text(lang)}</span>{button}</div> }
}

#[component]
fn WarningLine(app: App, place: usize, warning: Warning, ask: bool) -> impl IntoView {
    let lang = app.lang.get();
    let code = warning.code;
    let (yes, no) = match code {
        WarningCode::NetAmounts => {
            (phrase("是，已经扣过", "Yes, net"), phrase("不是，没扣过", "No, before refunds"))
        }
        _ => (phrase("仍然导入", "Import anyway"), phrase("不导入这份", "Leave it out")),
    };
    let open =
        move || ask && code.asks() && app.drop.with(|drop| !drop.answered.contains(&(place, code)));
    view! {
        <div class="warning" data-testid="warning" data-code=code.id()>
            <p>{warning_text(&warning, lang)}</p>
            <Show when=open>
                <button type="button" data-answer="yes" on:click=move |_| app.answer(place, code, true)>
                    {yes.text(lang)}
                </button>
                <button type="button" class="quiet" data-answer="no" on:click=move |_| app.answer(place, code, false)>
                    {no.text(lang)}
                </button>
            </Show>
        </div>
    }
}

fn rejected_rows(app: App, receipt: &Receipt, lang: Lang) -> Option<AnyView> {
    let (file, rows) = (receipt.file.clone(), receipt.rejected.clone());
    if rows.is_empty() {
        return None;
    }
    let csv = rejected_csv(&rows, lang);
    let save = move |_| app.save_csv(&format!("{file}_拒绝的行.csv"), csv.clone());
    let shown = rows.into_iter().take(SHOWN).map(|row| {
        let reason = reason_text(row.fault, lang);
        let line = phrase("第 {} 行", "line {}").fill(lang, &[&count_text(i64::from(row.line))]);
        view! {
            <li
                data-testid="rejected"
                data-line=row.line.to_string()
                data-column=row.column.clone()
                data-reason=reason
            >
                <b>{line}</b>
                {(!row.column.is_empty()).then(|| format!("「{}」", row.column))}
                {reason}
                {(!row.cell.is_empty()).then(|| view! { <code>{row.cell.clone()}</code> })}
            </li>
        }
    });
    Some(
        view! {
            <ul class="rejected">{shown.collect_view()}</ul>
            <button type="button" class="quiet" data-action="save-rejected" on:click=save>
                {phrase("把拒绝的行存成 CSV", "Save rejected rows as CSV").text(lang)}
            </button>
        }
        .into_any(),
    )
}

/// With a mark, so that Excel reads it as UTF-8; cells that could be formulas are quoted as text.
fn rejected_csv(rows: &[Rejected], lang: Lang) -> String {
    let heads = [
        phrase("行", "line"),
        phrase("列", "column"),
        phrase("原因", "reason"),
        phrase("内容", "cell"),
    ];
    let heads: Vec<String> = heads.iter().map(|head| head.text(lang).to_owned()).collect();
    let lines = rows.iter().map(|row| {
        let reason = reason_text(row.fault, lang).to_owned();
        vec![row.line.to_string(), row.column.clone(), reason, row.cell.clone()]
    });
    let lines: Vec<String> = std::iter::once(heads)
        .chain(lines)
        .map(|cells| {
            cells.iter().map(|cell| crate::text::csv_cell(cell)).collect::<Vec<_>>().join(",")
        })
        .collect();
    format!("\u{feff}{}\r\n", lines.join("\r\n"))
}

/// A file of an earlier import.
#[component]
pub fn HistoryCard(app: App, source: Source) -> impl IntoView {
    let lang = app.lang.get();
    let state = match source.state {
        SourceState::Live => ReceiptState::Committed,
        SourceState::RolledBack => ReceiptState::RolledBack,
    };
    let format = FORMATS.iter().find(|format| format.id == source.format);
    let name = format.map_or("", |format| format.name.text(lang));
    let id = source.id;
    let day = |pick: fn(crate::domain::Period) -> crate::domain::Day| {
        source.covers.map(|covers| iso_day(pick(covers))).unwrap_or_default()
    };
    let (from, to) = (day(|covers| covers.from), day(|covers| covers.to));
    let imported = moment_text(source.imported);
    view! {
        <article
            class="receipt-card history"
            data-testid="receipt"
            data-file=source.file.clone()
            data-format=source.format.clone()
            data-encoding=source.encoding.clone()
            data-rows=source.rows.to_string()
            data-new=source.tally.new.to_string()
            data-updated=source.tally.updated.to_string()
            data-unchanged=source.tally.unchanged.to_string()
            data-skipped=source.skipped.to_string()
            data-rejected=source.rejected.to_string()
            data-from=from
            data-to=to
            data-state=state.id()
        >
            <header>
                <div>
                    <h3>{source.file.clone()}</h3>
                    <p class="flat">{head(name, &imported, source.covers, lang)}</p>
                </div>
                <State app state source=Some(id) lang />
            </header>
        </article>
    }
}
