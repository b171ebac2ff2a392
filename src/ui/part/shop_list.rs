//! Which shop is shown: a choice beside every page, the list in the settings, and what waits in
//! the others today.

use super::super::live::{live, told};
use leptos::prelude::*;

use crate::app::route::Page;
use crate::app::{App, NAMELESS};
use crate::store::Shop;
use crate::text::{Lang, phrase};

fn name(shop: &Shop, lang: Lang) -> String {
    if shop.name.is_empty() { NAMELESS.text(lang).to_owned() } else { shop.name.clone() }
}

/// The shop's name; a choice where there are several.
pub fn shop_choice(app: App) -> AnyView {
    let lang = app.lang.get();
    let (shops, here) = (app.shops.get(), app.shop.get());
    if shops.len() < 2 || app.sampling() {
        return view! { <span>{here.name}</span> }.into_any();
    }
    let go = move |event| {
        let page = app.route.with_untracked(|route| route.page);
        app.go(&app.page_of(&event_target_value(&event), page));
    };
    let options = shops.iter().map(|shop| {
        let chosen = shop.id == here.id;
        view! { <option value=shop.id.clone() selected=chosen>{name(shop, lang)}</option> }
            .into_any()
    });
    view! {
        <select data-action="shop" aria-label=phrase("店铺", "Shop").text(lang) on:change=go>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// What waits in the other shops, each a way there; nothing where there is one shop.
pub fn other_shops(app: App) -> AnyView {
    let links = move || {
        let lang = app.lang.get();
        let others = app.other_shops();
        let link = |(shop, open): (Shop, usize)| {
            let href = app.page_of(&shop.id, Page::Today).href();
            let open = phrase("{} 项未完成", "{} open").fill(lang, &[&open.to_string()]);
            view! { <a class="button" data-action="shop" href=href>{name(&shop, lang)}" · "{open}</a> }.into_any()
        };
        let links: Vec<AnyView> = others.into_iter().map(link).collect();
        (!links.is_empty()).then(|| {
            view! {
                <nav class="other-shops" aria-label=phrase("其他店铺", "Other shops").text(lang)>
                    <span>{phrase("其他店铺", "Other shops").text(lang)}</span>{links}
                </nav>
            }
            .into_any()
        })
    };
    view! { {live(links)} }.into_any()
}

/// The shops: the name of this one, the way to the others, adding and removing.
#[component]
pub fn ShopCard(app: App) -> impl IntoView {
    let locked = Signal::derive(move || app.watches() || app.sampling());
    let others = move || {
        let lang = app.lang.get();
        let here = app.shop.with(|shop| shop.id.clone());
        let others = app.shops.get().into_iter().filter(|shop| shop.id != here);
        let row = |shop: Shop| {
            let href = app.page_of(&shop.id, Page::Settings).href();
            view! { <li><span>{name(&shop, lang)}</span><a class="button" data-action="shop" href=href>{phrase("打开", "Open").text(lang)}</a></li> }
                .into_any()
        };
        view! { <ul class="shop-list">{others.map(row).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card w6 settings-card">
            <h2>{app.words(phrase("店铺", "Shops"))}</h2>
            <label><span>{app.words(phrase("店铺名称", "Shop"))}</span>
                <input id="shop-name" type="text" maxlength="60" disabled=locked
                    prop:value=told(move || app.shop.with(|shop| shop.name.clone()))
                    on:change=move |event| app.rename_shop(&event_target_value(&event)) /></label>
            {live(others)}
            <p class="flat">{app.words(phrase(
                "每家店铺的数据、任务、目标各自分开，备份也一家一份；外观和列的对应全部店铺共用。",
                "Each shop has its own data, tasks and goals, and its own backup; the look and the matched columns are shared.",
            ))}</p>
            <div class="actions">
                <button type="button" data-action="new-shop" disabled=locked on:click=move |_| app.add_shop()>
                    {app.words(phrase("新建店铺", "Add a shop"))}</button>
                <button type="button" data-action="remove-shop" class="quiet" disabled=locked on:click=move |_| app.remove_shop()>
                    {app.words(phrase("删除这家店铺", "Remove this shop"))}</button>
            </div>
        </section>
    }
}
