//! The rules with their switches and numbers, and what the shop's own history suggests for those.

use super::super::live::{live, told};
use super::checked_field::CheckedField;
use leptos::prelude::*;

use crate::app::App;
use crate::insight::{Field, RULES, Rule, SHARED};
use crate::text::{count_text, phrase};

#[component]
pub fn RuleList(app: App, children: Children) -> impl IntoView {
    let rules = RULES.iter().map(|rule| rule_row(app, rule)).collect_view();
    let shared = SHARED.iter().map(|field| threshold(app, field)).collect_view();
    view! {
        <section class="card w12 settings-card rule-list">
            <header><h2>{app.words(phrase("规则与阈值", "Rules and thresholds"))}</h2>
                <span class="more"><button type="button" class="quiet" disabled=app.watching()
                    on:click=move |_| app.set_settings(|settings| settings.thresholds.reset())>
                    {app.words(phrase("恢复默认", "Defaults"))}</button></span></header>
            <div class="thresholds">{shared}</div>
            <div class="rules">{rules}</div>
            {children()}
        </section>
    }
}

fn rule_row(app: App, rule: &'static Rule) -> AnyView {
    let on = told(move || app.settings.with(|settings| settings.thresholds.is_on(rule.id)));
    let condition =
        told(move || app.settings.with(|it| rule.condition_text(&it.thresholds, app.lang.get())));
    let fields = rule.fields.iter().map(|field| threshold(app, field)).collect_view();
    // Twenty-six rules with all of their numbers open are a page of ten screens on a phone.
    let fields = (!rule.fields.is_empty()).then(|| {
        view! {
            <details><summary>{app.words(phrase("改数字", "Change numbers"))}</summary>
                <div class="thresholds">{fields}</div></details>
        }
        .into_any()
    });
    view! {
        <div class="rule" data-testid="rule" data-rule=rule.id>
            <label class="switch">
                <input type="checkbox" data-action="rule-on" prop:checked=on disabled=app.watching()
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        app.set_settings(|settings| settings.thresholds.turn(rule.id, on));
                    } />
                <b>{app.words(rule.name)}</b>
            </label>
            <p class="flat">{condition}</p>
            {fields}
        </div>
    }
    .into_any()
}

fn threshold(app: App, field: &'static Field) -> AnyView {
    let bounds = (field.smallest, field.largest);
    let stored = told(move || app.settings.with(|it| it.thresholds.get(field)).to_string());
    let allowed = told(move || {
        let (smallest, largest) = (count_text(bounds.0), count_text(bounds.1));
        phrase(" {} 到 {} 的整数", "a whole number from {} to {}")
            .fill(app.lang.get(), &[&smallest, &largest])
    });
    let set = move |value: i64| {
        app.set_settings(|settings| settings.thresholds.set(field, value));
    };
    let store = Callback::new(move |text: String| {
        let wanted = text.trim().parse::<i64>().ok();
        let good = wanted.filter(|value| (bounds.0..=bounds.1).contains(value));
        good.into_iter().for_each(set);
        good.is_some()
    });
    view! {
        <div class="threshold">
            <label>
                <span>{app.words(field.name)}</span>
                <CheckedField app id=format!("threshold-{}", field.id) bounds=bounds stored allowed store />
            </label>
            {field.suggest.map(|_| suggestion(app, field))}
        </div>
    }
    .into_any()
}

/// A button with the value that history suggests and its basis; a click sets it.
fn suggestion(app: App, field: &'static Field) -> AnyView {
    let found = Memo::new(move |_| {
        let found = app.with_scene(|scene| field.suggest.and_then(|suggest| suggest(scene)))?;
        Some((found.value.clamp(field.smallest, field.largest), found.basis.text(app.lang.get())))
    });
    live(move || {
        found.get().map(|(value, basis)| {
            let label = phrase("按本店近 90 天建议：{}（{}）", "By this shop's 90 days: {} ({})")
                .fill(app.lang.get(), &[&count_text(value), &basis]);
            view! {
                <button type="button" class="quiet" data-action="take-suggestion" data-value=value.to_string()
                    disabled=app.watching()
                    on:click=move |_| app.set_settings(|it| it.thresholds.set(field, value))>{label}</button>
            }
        })
    })
}
