//! What keeps quiet, and the way back: findings that are snoozed or dismissed, and those of whom
//! nothing is told any more.

use super::super::live::live;
use leptos::prelude::*;

use crate::app::App;
use crate::insight::Rule;
use crate::plan::Quiet;
use crate::text::{Lang, phrase, short_day};

#[component]
pub fn QuietCard(app: App) -> impl IntoView {
    let rows = move || {
        let lang = app.lang.get();
        let (list, today) = app.documents.with(|it| (it.quiet.clone(), app.now.get().day()));
        let back = phrase("恢复提醒", "Tell again").text(lang);
        let never = list.never.iter().map(|(subject, name)| {
            let text = phrase("{}：不再提醒", "{}: never").fill(lang, &[name]);
            let subject = subject.clone();
            row(app, text, back, move || app.tell_again(&subject))
        });
        let quiet = list.quiet.iter().filter(|(key, _)| list.is_quiet(key, today));
        let quiet = quiet.map(|(key, quiet)| {
            let why = list.why.get(key).map(|why| match why.words.as_str() {
                "" => format!(" · {}", why.reason.name().text(lang)),
                words => format!(" · {words}"),
            });
            let how = match quiet {
                Quiet::Until(day) => {
                    phrase("到 {} 前不提醒", "quiet until {}").fill(lang, &[&short_day(*day)])
                }
                Quiet::Dismissed => phrase("已忽略", "dismissed").text(lang).to_owned(),
            };
            let text = format!("{} · {how}{}", about(app, key, lang), why.unwrap_or_default());
            let key = key.clone();
            row(app, text, back, move || app.wake(&key))
        });
        let rows: Vec<AnyView> = never.chain(quiet).collect();
        let none = rows.is_empty().then(|| {
            phrase("没有暂停或忽略的提醒。", "Nothing is snoozed or dismissed.").text(lang)
        });
        view! { <ul>{rows}</ul><p class="flat">{none}</p> }
    };
    view! {
        <section class="card w12 settings-card quiet-card">
            <h2>{app.words(phrase("不提醒的", "Kept quiet"))}</h2>
            {live(rows)}
        </section>
    }
}

/// `商品连跌 product:36…`, with the name where it is still found.
fn about(app: App, key: &str, lang: Lang) -> String {
    let found = app.findings.with(|found| {
        let known = found.iter().find(|finding| finding.key() == key);
        known.map(|finding| finding.title(lang))
    });
    found.unwrap_or_else(|| {
        let (rule, about) = key.split_once('|').unwrap_or((key, ""));
        let name = Rule::of(rule).map_or(rule, |rule| rule.name.text(lang));
        format!("{name} {}", if about == "shop" { "" } else { about })
    })
}

fn row(app: App, text: String, label: &'static str, back: impl Fn() + 'static) -> AnyView {
    let back: Box<dyn Fn()> = Box::new(back);
    view! {
        <li data-testid="quiet"><span>{text}</span>
            <button type="button" class="quiet" data-action="wake" disabled=app.watching() on:click=move |_| back()>{label}</button></li>
    }
    .into_any()
}
