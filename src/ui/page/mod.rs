//! The pages. A page reads the app and lays out parts.

mod agenda;
mod calendar;
mod coming;
mod data;
mod event_form;
mod funnel;
mod glossary;
mod goal_list;
mod goals;
mod import;
mod mix;
mod mix_row;
mod orders;
mod product;
mod products;
mod report;
mod returns;
mod settings;
mod tasks;
mod today;

pub use calendar::CalendarPage;
pub use coming::{ComingPage, NotFoundPage};
pub use data::DataPage;
pub use funnel::FunnelPage;
pub use glossary::GlossaryPage;
pub use goals::GoalsPage;
pub use import::ImportPage;
pub use mix::MixPage;
pub use orders::OrdersPage;
pub use products::ProductsPage;
pub use report::ReportPage;
pub use returns::ReturnsPage;
pub use settings::SettingsPage;
pub use tasks::TasksPage;
pub use today::TodayPage;

use super::live::live;
use leptos::prelude::*;

use crate::app::App;
use crate::app::route::Route;
use crate::chart::rolled_text;
use crate::metric::Asked;
use crate::text::{Phrase, Style, iso_day, period_text, phrase};

/// `10-22 至 11-20 · 30 天 · 数据到 11-20`: what the figures of a page are of.
fn period_lead(app: App) -> String {
    let lang = app.lang.get();
    let period = app.query.get().period;
    let anchor = app.anchor.get();
    let days = period.len().to_string();
    let mut lead = format!(
        "{} · {}",
        period_text(period, Style::Iso, lang),
        phrase("{} 天", "{} day[s]").fill(lang, &[&days])
    );
    if let Some(last) = anchor.data_to {
        lead += &phrase(" · 数据到 {}", " · data to {}").fill(lang, &[&iso_day(last)]);
    }
    if let Some(rolled) = app.book.with(|book| rolled_text(book, period, lang)) {
        lead += &format!(" · {rolled}");
    }
    if anchor.by_data {
        lead += phrase(
            "（电脑日期和数据对不上，「昨日」按数据的最后一天算）",
            " (the clock does not fit the data; its last day counts as yesterday)",
        )
        .text(lang);
    }
    lead
}

const COMPASS_SILENT: Phrase =
    phrase("罗盘没有按这个拆开的数字不显示", "figures that Compass does not split so are left out");

/// What the figures are filtered by, each with a way out.
#[component]
fn FilterLine(app: App) -> impl IntoView {
    view! {
        {live(move || {
            let route = app.route.get();
            let lang = app.lang.get();
            (!route.filter.is_empty()).then(|| {
                let whole_shop = Route { filter: Vec::new(), ..route.clone() };
                let filtered = !app.query.get().filter.is_none();
                let chips = route.filter.iter().map(|(dimension, id)| {
                    let mut without = route.clone();
                    without.filter.retain(|known| known != &(*dimension, id.clone()));
                    let asked = app.book.with(|book| Asked::of(book, *dimension, id));
                    let name = asked.text(*dimension, lang);
                    let whole = name.clone();
                    let drop = phrase("不再只看「{}」", "no longer only “{}”").fill(lang, &[&name]);
                    view! {
                        <a class="chip" href=without.href() title=whole aria-label=drop>
                            <small>{dimension.name().text(lang)}</small><span>{name}</span><span class="no-print" aria-hidden="true">"✕"</span>
                        </a>
                    }
                });
                view! {
                    <p class="filter-line">
                        {phrase("只看", "Only").text(lang)}{chips.collect_view()}
                        <a class="quiet no-print" href=whole_shop.href()>{phrase("回到全店", "Whole shop").text(lang)}</a>
                        {filtered.then(|| view! { <span class="flat">{COMPASS_SILENT.text(lang)}</span> })}
                    </p>
                }
            })
        })}
    }
}
