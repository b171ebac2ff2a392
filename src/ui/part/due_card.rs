//! What is due within a day or overdue, by supplier, each with a text to send.

use super::super::live::{live, told};
use super::unhurried_memo;
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::Page;
use crate::import::FORMATS;
use crate::metric::{DueProduct, Reading, due_products};
use crate::plan::{LONGEST_SUPPLIER, SupplierDue, by_supplier, due_name};
use crate::text::{Lang, moment_text, near_moment, phrase};

/// The list of suppliers that are known, for the fields to suggest.
const KNOWN: &str = "known-suppliers";

#[component]
pub fn DueCard(app: App) -> impl IntoView {
    let newest = move || app.book.with(|book| book.newest_orders);
    let place = NodeRef::new();
    let due = unhurried_memo(app, place, move || {
        let query = app.due_query();
        app.book.with(|book| {
            let due = due_products(&Reading::new(book, query));
            app.documents.with(|documents| by_supplier(&due, book, &documents.pages))
        })
    });
    let as_of = move || {
        newest().map(|at| {
            phrase("按 {} 导出的订单", "from orders exported {}")
                .fill(app.lang.get(), &[&moment_text(at)])
        })
    };
    let list = move || {
        let lang = app.lang.get();
        match newest() {
            Some(_) => due_list(app, &due.get(), lang),
            None => no_orders(app, lang),
        }
    };
    view! {
        <section class="card due-card" node_ref=place>
            <header>
                <h2>{app.words(phrase("临期与超时", "Due and overdue"))}</h2>
                <small>{told(as_of)}</small>
            </header>
            {live(list)}
        </section>
    }
}

/// Which file would fill the list, and where it is exported.
fn no_orders(app: App, lang: Lang) -> AnyView {
    let format = FORMATS.iter().find(|format| format.id == "orders");
    let (name, place) =
        format.map_or(("", ""), |format| (format.name.text(lang), format.place.text(lang)));
    let text = phrase("要看发货，先导入「{}」：{}。", "Shipping needs the export “{}”: {}.");
    view! {
        <p class="flat">{text.fill(lang, &[name, place])}</p>
        <p><a class="button" href=app.beside(Page::Import)>{phrase("去导入", "Import").text(lang)}</a></p>
    }
    .into_any()
}

fn due_list(app: App, due: &[SupplierDue], lang: Lang) -> AnyView {
    if due.is_empty() {
        let none =
            phrase("没有 24 小时内到期或超时的单。", "Nothing is due within 24 h or overdue.");
        return view! { <p class="flat">{none.text(lang)}</p> }.into_any();
    }
    let known = app.documents.with(|documents| documents.pages.suppliers());
    let known = known.into_iter().map(|name| view! { <option value=name></option> }.into_any());
    view! {
        {due.iter().map(|due| supplier(app, due, lang)).collect_view()}
        <datalist id=KNOWN>{known.collect_view()}</datalist>
    }
    .into_any()
}

fn supplier(app: App, due: &SupplierDue, lang: Lang) -> AnyView {
    let unknown = phrase("没填厂家", "Supplier not stated").text(lang);
    let name = if due.supplier.is_empty() { unknown } else { &due.supplier }.to_owned();
    let text = app.book.with_untracked(|book| due.reminder(book, lang));
    let copy = move |_| app.copy(text.clone(), phrase("催单文案已复制", "Copied"));
    let label = phrase("复制给「{}」的催单文案", "Copy the reminder for “{}”").fill(lang, &[&name]);
    view! {
        <div class="supplier" data-testid="supplier">
            <h3>{name}</h3>
            <button type="button" data-action="copy-reminder" aria-label=label on:click=copy>{phrase("复制催单文案", "Copy reminder").text(lang)}</button>
            <ul class="due-list">{due.products.iter().map(|due| product(app, due, lang)).collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn product(app: App, due: &DueProduct, lang: Lang) -> AnyView {
    let (name, id) = app.book.with_untracked(|book| {
        let id = due.product.map(|product| book.words.text(product).to_owned());
        (due_name(due, book, lang).to_owned(), id)
    });
    let (lines, units) = (due.lines.to_string(), due.units.to_string());
    let overdue = phrase("超时 {}", "{} overdue").fill(lang, &[&due.overdue.to_string()]);
    let overdue = (due.overdue > 0).then(|| view! { <span class="bad">{overdue}</span> });
    let maker = id.map(|id| supplier_field(app, id, &name, lang));
    view! {
        <li>
            <b>{name}</b>
            <span>{phrase("{} 单 {} 件", "{} order[s], {} piece[s]").fill(lang, &[&lines, &units])}</span>
            {overdue}
            <span class="flat">{phrase("最早 {}", "first {}").fill(lang, &[&near_moment(due.first)])}</span>
            {maker}
        </li>
    }
    .into_any()
}

/// Who makes a product. It is read when the field is left, so that the list does not jump while a
/// name is typed.
pub fn supplier_field(app: App, id: String, name: &str, lang: Lang) -> AnyView {
    let of = id.clone();
    let known = move || app.documents.with(|documents| documents.pages.supplier(&of).to_owned());
    let label = phrase("「{}」的厂家", "Supplier of “{}”").fill(lang, &[name]);
    let key = id.clone();
    view! {
        <input
            type="text"
            class="supplier-field"
            data-action="supplier"
            data-key=key
            list=KNOWN
            maxlength=LONGEST_SUPPLIER.to_string()
            placeholder=phrase("填厂家", "Supplier").text(lang)
            aria-label=label
            disabled=told(move || app.watches())
            prop:value=told(known)
            on:change=move |event| app.set_supplier(&id, &event_target_value(&event))
        />
    }
    .into_any()
}
