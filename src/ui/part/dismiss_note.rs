//! Beside a list of findings: why the last one was dismissed, for who cares to say, and quiet for
//! good.

use leptos::prelude::*;

use super::super::live::live;
use crate::app::App;
use crate::insight::Subject;
use crate::plan::Reason;
use crate::text::phrase;

pub fn dismiss_note(app: App) -> AnyView {
    live(move || {
        app.dismissed.get().map(|it| {
        let lang = app.lang.get();
        let words = |zh, en| phrase(zh, en).text(lang);
        let given = app.documents.with(|documents| documents.quiet.why.get(&it.key).cloned());
        let reason = given.as_ref().map(|given| given.reason);
        let options = Reason::ALL.map(|option| view! {
            <option value=option.id() selected=reason == Some(option)>{option.name().text(lang)}</option>
        });
        let (key, noted) = (it.key.clone(), it.key.clone());
        let typed = (reason == Some(Reason::Other)).then(|| view! {
            <input type="text" maxlength="200" data-action="dismiss-words" aria-label=words("为什么忽略", "Why")
                placeholder=words("为什么", "Why") prop:value=given.map(|given| given.words).unwrap_or_default()
                on:change=move |event| app.explain_dismissal(&noted, Some(Reason::Other), &event_target_value(&event)) />
        });
        let for_good = match it.subject {
            Subject::Shop => None,
            Subject::Product(_) => Some(words("不再提醒这个商品", "Never of this product")),
            Subject::Creator(_) => Some(words("不再提醒这个达人", "Never of this creator")),
            Subject::Carrier(_) => Some(words("不再提醒这个载体", "Never of this carrier")),
        };
        let never = for_good.map(|label| view! {
            <button type="button" class="quiet" data-action="never" on:click=move |_| app.never_tell(&it.subject, &it.name)>{label}</button>
        });
        view! {
            <div class="dismiss-note" data-testid="dismissed">
                <span>{phrase("已忽略：{}", "Dismissed: {}").fill(lang, &[&it.title])}</span>
                <select data-action="dismiss-reason" aria-label=words("为什么忽略", "Why") on:change=move |event| {
                    app.explain_dismissal(&key, Reason::from_id(&event_target_value(&event)), "");
                }><option value="">{words("为什么（可不填）", "Why (optional)")}</option>{options.collect_view()}</select>
                {typed}
                {never}
                <button type="button" class="quiet" on:click=move |_| app.dismissed.set(None)>{words("收起", "Close")}</button>
            </div>
        }
    })
    })
}
