//! The page of one product: what changed its price, its timeline with marks, SKUs, reasons,
//! creators, funnel, and its 爆品档案.

use std::sync::Arc;

use super::super::live::{Show, live, told};
use leptos::prelude::*;

use super::super::part::{ChartCard, FindingList, MarkForm, small_table, supplier_field};
use super::products::PRICE_NOTE;
use crate::app::App;
use crate::chart::{ProductStory, Telling, event_text};
use crate::domain::{Word, sort_by_key};
use crate::insight::price_changed;
use crate::metric::{PriceLog, ProductEvent, price_logs, product_events, sku_rows};
use crate::plan::LONGEST_STORY;
use crate::text::{iso_day, phrase};

#[component]
pub fn ProductView(app: App, product: Word) -> impl IntoView {
    let id = app.book.with_untracked(|book| book.words.text(product).to_owned());
    let logs = Memo::new(move |_| app.book.with(|book| Arc::new(price_logs(book, Some(product)))));
    let changed = Memo::new(move |_| {
        let period = app.query.get().period;
        app.book.with(|book| logs.with(|logs| price_changed(book, logs, period)))
    });
    let note = Signal::derive(move || PRICE_NOTE.text(app.lang.get()).to_owned());
    let all = move || {
        let mut route = app.route.get();
        route.filter.retain(|(known, _)| *known != crate::metric::Dimension::Product);
        route.href()
    };
    let maker = id.clone();
    view! {
        <p class="back no-print"><a href=told(all)>{app.words(phrase("← 全部商品", "← All products"))}</a> <code>{id.clone()}</code>{live(move || app.book.with(|book| supplier_field(app, maker.clone(), book.product_name(product), app.lang.get())))}</p>
        <Show when=move || !changed.with(Vec::is_empty)>
            <FindingList app title=phrase("改价守卫", "Price guard") note findings=changed />
        </Show>
        <Show when=move || app.book.with(|book| !book.rollups.sums().is_empty())>
            <p class="note">{app.words(phrase("按日汇总了的月份不含在达人、规格和价格里。", "Creators, SKUs and prices leave out the months that are rolled up."))}</p>
        </Show>
        <div class="grid product-page">
            <ChartCard app id="timeline" width="w8" />
            <Events app product id=id.clone() />
            <Skus app product logs />
            <ChartCard app id="returns" width="w5" />
            <ChartCard app id="funnel" width="w7" />
            <Creators app product />
            <Archive app product id />
        </div>
    }
}

/// Reads the product's story under the question in the address.
fn with_story<T>(app: App, product: Word, read: impl FnOnce(&ProductStory<'_>) -> T) -> T {
    let (query, lang) = (app.query.get(), app.lang.get());
    app.book.with(|book| read(&ProductStory { book, query, product, lang }))
}

/// Everything that happened, the newest first, and what the operator adds.
#[component]
fn Events(app: App, product: Word, id: String) -> impl IntoView {
    let marked = id.clone();
    let events = Memo::new(move |_| {
        let (lang, today) = (app.lang.get(), app.anchor.get().today);
        let mut events = app.book.with(|book| product_events(book, product, today, lang));
        events.extend(app.documents.with(|documents| documents.pages.events(&marked)));
        sort_by_key(&mut events, |event| (std::cmp::Reverse(event.day), event.kind));
        events
    });
    let line = move |event: ProductEvent| {
        let lang = app.lang.get();
        let text = event_text(&event, lang);
        let typed = event.typed.map(|number| {
            let name = phrase("删掉标注「{}」", "Remove the mark “{}”").fill(lang, &[&text]);
            view! {
                <button type="button" class="quiet" data-action="remove-mark" aria-label=name disabled=app.watching() on:click=move |_| app.remove_mark(number)>"✕"</button>
            }.into_any()
        });
        let source = if event.typed.is_some() { "typed" } else { "files" };
        view! {
            <li data-testid="event" data-kind=event.kind.id() data-source=source>
                <time>{iso_day(event.day)}</time><span>{text}</span>{typed}
            </li>
        }
        .into_any()
    };
    view! {
        <section class="card w4 events">
            <header><h2>{app.words(phrase("发生过什么", "What happened"))}</h2></header>
            <MarkForm app product=id />
            <ul class="event-list">{live(move || events.get().into_iter().map(line).collect_view())}</ul>
            <p class="note">{app.words(phrase(
                "改价、达人和商品投流从文件里认出来；主图、标题、活动文件里没有，要自己记。",
                "Prices, creators and product ads are told by files; pictures, titles and campaigns are in none: note them here.",
            ))}</p>
        </section>
    }
}

#[component]
fn Skus(app: App, product: Word, logs: Memo<Arc<Vec<PriceLog>>>) -> impl IntoView {
    let table = move || {
        let lines = with_story(app, product, |story| {
            let rows = sku_rows(story.book, story.query.period, &story.query.filter);
            logs.with(|logs| story.skus(&rows, logs))
        });
        small_table(app, &ProductStory::SKU_HEADS, lines)
    };
    view! {
        <section class="card w12 skus">
            <header><h2>{app.words(phrase("规格与底价记录", "SKUs and base prices"))}</h2>
                <small>{app.words(phrase("价格是订单里的商品单价，优惠前", "unit prices on orders, before discounts"))}</small></header>
            {live(table)}
        </section>
    }
}

#[component]
fn Creators(app: App, product: Word) -> impl IntoView {
    let table = move || {
        let lines = with_story(app, product, |story| story.creators());
        small_table(app, &ProductStory::CREATOR_HEADS, lines)
    };
    view! {
        <section class="card w6 creators">
            <header><h2>{app.words(phrase("谁在卖", "Who sells it"))}</h2></header>
            {live(table)}
        </section>
    }
}

/// 爆品档案: the rise in facts, and why in the operator's words.
#[component]
fn Archive(app: App, product: Word, id: String) -> impl IntoView {
    let marked = id.clone();
    let facts = move || {
        let marks = app.documents.with(|documents| documents.pages.events(&marked));
        let lang = app.lang.get();
        let told = |(name, lines): Telling| {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any());
            view! { <dt>{name.text(lang)}</dt><dd><ul>{lines.collect_view()}</ul></dd> }.into_any()
        };
        let facts = with_story(app, product, |story| story.archive(&marks));
        facts.into_iter().map(told).collect_view()
    };
    let story = app.documents.with_untracked(|documents| documents.pages.story(&id).to_owned());
    let prompt = app.words(phrase(
        "为什么能爆：主图、价格、达人、时机；下次怎么复制",
        "Why it took off: picture, price, creators, timing; how to do it again",
    ));
    view! {
        <section class="card w6 archive">
            <header><h2>{app.words(phrase("爆品档案", "Archive"))}</h2>
                <small>{app.words(phrase("从首单到最好的一天，看全部文件", "from the first order to the best day, over all files"))}</small></header>
            <dl>{live(facts)}</dl>
            <textarea
                id="product-story"
                rows="4"
                maxlength=LONGEST_STORY.to_string()
                placeholder=prompt
                aria-label=prompt
                disabled=app.watching()
                prop:value=story
                on:input=move |event| app.tell_product(&id, &event_target_value(&event))
            ></textarea>
        </section>
    }
}
