//! Matching the columns of a table that no format knows: what it is, which column is which, how
//! each is read, and its first rows with personal cells masked.
//!
//! The guess stands chosen already, so that one press is enough where it is right. Views are made
//! by few functions and erased at once: one for every option, cell and field.

use leptos::prelude::*;

use crate::app::{App, Editing};
use crate::import::{Check, Choice, MapKind, Privacy, SurveyColumn, Target};
use crate::text::{Lang, count_text, phrase};
use crate::ui::live::{live, told};

#[component]
pub fn MappingCard(app: App) -> impl IntoView {
    live(move || {
        let lang = app.lang.get();
        let editing = app.editing.get()?;
        let name = app.drop.with_untracked(|drop| {
            drop.files.get(editing.place).map(|file| file.receipt.file.clone())
        });
        Some(card(app, &editing, name.unwrap_or_default(), lang))
    })
}

fn card(app: App, editing: &Editing, file: String, lang: Lang) -> AnyView {
    let rows = count_text(i64::from(editing.survey.rows));
    let title = phrase("对应列：{}", "Match the columns of {}").fill(lang, &[&file]);
    let lead = phrase(
        "店盘不认识这份表（{} 行）。看看下面猜得对不对，改好后点「按这样读」；以后同样表头的文件会自动读。",
        "This table ({} rows) is not known. Check the guess below and press “Read it so”; files with the same header are then read by themselves.",
    )
    .fill(lang, &[&rows]);
    let label = title.clone();
    view! {
        <section class="card mapping-card" data-testid="mapping" data-file=file aria-label=label>
            <header>
                <h2>{title}</h2>
                <button type="button" class="quiet" id="mapping-close" on:click=move |_| app.editing.set(None)>
                    {phrase("先不管这份", "Not now").text(lang)}
                </button>
            </header>
            <p class="flat">{lead}</p>
            {kinds(app, editing, lang)}
            {fields(app, editing, lang)}
            {sample(app, editing, lang)}
            {apply(app, editing.kind, lang)}
        </section>
    }
    .into_any()
}

fn option(value: usize, name: String, selected: bool) -> AnyView {
    view! { <option value=value.to_string() selected=selected>{name}</option> }.into_any()
}

/// Every kind by its place in the list of all.
fn kinds(app: App, editing: &Editing, lang: Lang) -> AnyView {
    let mut options: Vec<AnyView> = Vec::new();
    let mut last = "";
    for (place, kind) in MapKind::all().enumerate() {
        let name = kind.format.name.text(lang);
        let older = if name == last { phrase("（旧）", " (older)").text(lang) } else { "" };
        last = name;
        options.push(option(place, format!("{name}{older}"), editing.kind == kind));
    }
    let choose = move |event| {
        let place = event_target_value(&event).parse().unwrap_or(0);
        if let Some(kind) = MapKind::all().nth(place) {
            app.choose_kind(kind);
        }
    };
    view! {
        <label class="kind"><b>{phrase("这是", "This is").text(lang)}</b>
            <select id="mapping-kind" on:change=choose>{options}</select></label>
    }
    .into_any()
}

/// A known export has many fields; those that it cannot do without come first.
fn fields(app: App, editing: &Editing, lang: Lang) -> AnyView {
    let (mut first, mut rest): (Vec<AnyView>, Vec<AnyView>) = (Vec::new(), Vec::new());
    for (place, target) in editing.kind.targets().into_iter().enumerate() {
        let needed = editing.kind.is_generic() || target.group.is_some();
        let field = field(app, editing, place, target, lang);
        if needed { first.push(field) } else { rest.push(field) }
    }
    let none = rest.is_empty();
    let count = count_text(i64::try_from(rest.len()).unwrap_or(0));
    let title = phrase("另外 {} 个可选的列", "{} optional field[s]").fill(lang, &[&count]);
    view! {
        <div class="fields">{first}</div>
        <details hidden=none><summary>{title}</summary><div class="fields">{rest}</div></details>
    }
    .into_any()
}

fn field(app: App, editing: &Editing, place: usize, target: Target, lang: Lang) -> AnyView {
    let chosen = app.columns.with_untracked(|columns| columns.get(place).copied().flatten());
    let mut options: Vec<AnyView> = Vec::new();
    for (at, column) in editing.survey.columns.iter().enumerate() {
        if target.is_offered(column) {
            options.push(option(at, name_of(at, column, lang), chosen == Some(at)));
        }
    }
    let survey = editing.survey.clone();
    // The sign first: colour is never the only one.
    let verdict = told(move || {
        let column = app.columns.with(|columns| columns.get(place).copied().flatten());
        let check = column.and_then(|column| target.check(&survey, column, lang));
        check.map_or(String::new(), |check| format!("{} {}", sign(&check), check.text))
    });
    let tone = told(move || {
        verdict.with(|verdict| match verdict.chars().next() {
            Some('✓') => "good",
            Some('✗') => "bad",
            _ => "doubt",
        })
    });
    let choose = move |event| {
        let column = event_target_value(&event).parse().ok();
        app.columns.update(|columns| {
            if let Some(slot) = columns.get_mut(place) {
                *slot = column;
            }
        });
    };
    let star = if target.group.is_some() { "*" } else { "" };
    view! {
        <label class="field">
            <span>{target.name.text(lang)}<b class="bad" aria-hidden="true">{star}</b></span>
            <select data-map=target.id required=target.group.is_some() on:change=choose>
                <option value="">{phrase("— 没有这一列 —", "— no such column —").text(lang)}</option>
                {options}
            </select>
            <small class=tone data-check=target.id>{verdict}</small>
        </label>
    }
    .into_any()
}

fn sign(check: &Check) -> &'static str {
    match check {
        Check { bad: true, .. } => "✗",
        Check { good: true, .. } => "✓",
        Check { .. } => "!",
    }
}

fn name_of(place: usize, column: &SurveyColumn, lang: Lang) -> String {
    if column.name.is_empty() {
        let place = count_text(i64::try_from(place + 1).unwrap_or(0));
        phrase("第 {} 列（没有名字）", "Column {} (no name)").fill(lang, &[&place])
    } else {
        column.name.clone()
    }
}

/// The first rows, in a box that scrolls by itself.
fn sample(app: App, editing: &Editing, lang: Lang) -> AnyView {
    let columns = &editing.survey.columns;
    let longest = columns.iter().map(|column| column.sample.len()).max().unwrap_or(0);
    let (mut heads, mut rows): (Vec<AnyView>, Vec<AnyView>) = (Vec::new(), Vec::new());
    for (place, column) in columns.iter().enumerate() {
        heads.push(head(app, editing.kind, place, column, lang));
    }
    for row in 0..longest {
        let mut cells: Vec<AnyView> = Vec::new();
        for column in columns {
            let text = column.sample.get(row).cloned().unwrap_or_default();
            cells.push(view! { <td class="text">{text}</td> }.into_any());
        }
        rows.push(view! { <tr>{cells}</tr> }.into_any());
    }
    let title =
        phrase("表里的前几行（个人信息已打码）", "The first rows (personal cells are masked)")
            .text(lang);
    view! {
        <p class="flat">{title}</p>
        <div class="table-box" tabindex="0" role="region" aria-label=title>
            <table data-testid="mapping-sample"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

/// The head of a column, with what it is read as.
fn head(app: App, kind: MapKind, place: usize, column: &SurveyColumn, lang: Lang) -> AnyView {
    let unused = match column.privacy {
        Privacy::Closed => phrase("个人信息，不读", "personal, not read").text(lang),
        Privacy::Open | Privacy::Address => "",
    };
    let mark = told(move || {
        let target = app.columns.with(|columns| columns.iter().position(|it| *it == Some(place)));
        let target = target.and_then(|target| kind.targets().get(target).map(|it| it.name));
        target.map_or(unused.to_owned(), |name| format!("→ {}", name.text(lang)))
    });
    let used =
        told(move || if mark.with(|mark| mark.starts_with('→')) { "text used" } else { "text" });
    view! { <th scope="col" class=used>{name_of(place, column, lang)}<small>{mark}</small></th> }
        .into_any()
}

fn apply(app: App, kind: MapKind, lang: Lang) -> AnyView {
    let missing = told(move || {
        let missing = Choice { kind, columns: app.columns.get() }.missing();
        let names: Vec<&str> = missing.into_iter().map(|name| name.text(lang)).collect();
        let names = names.join(if lang == Lang::Zh { "、" } else { ", " });
        if names.is_empty() {
            names
        } else {
            phrase("还差：{}", "Still needed: {}").fill(lang, &[&names])
        }
    });
    let lacks = told(move || !missing.with(String::is_empty) || app.watches());
    view! {
        <div class="actions">
            <button type="button" id="mapping-apply" class="primary" disabled=lacks on:click=move |_| app.apply_mapping()>
                {phrase("按这样读", "Read it so").text(lang)}
            </button>
            <span class="bad" role="status" data-testid="mapping-missing">{missing}</span>
        </div>
    }
    .into_any()
}
