//! The fewest changes of roles that bring the mix to its targets, each with its reason.

use super::super::live::{live, told};
use super::sight::unhurried_memo;
use leptos::prelude::*;

use crate::app::route::Page;
use crate::app::{App, MoveRow, Moves};
use crate::chart::role_name;
use crate::plan::TOLERANCE;
use crate::text::{Lang, count_text, decimal_text, phrase};

/// Changes shown; the button takes all of them.
const SHOWN: usize = 20;

#[component]
pub fn MoveList(app: App) -> impl IntoView {
    let place = NodeRef::new();
    let moves = unhurried_memo(app, place, move || app.moves());
    let any = move || moves.with(|moves| !moves.rows.is_empty());
    let apply = move |_| moves.with_untracked(|moves| app.apply_moves(&moves.rows));
    view! {
        <section class="card move-list" node_ref=place>
            <header>
                <h2>{app.words(phrase("到目标的最少改动", "Fewest changes to the targets"))}</h2>
                <small>{told(move || moves.with(|moves| summary(moves, app.lang.get())))}</small>
                <span class="more">
                    <a class="button quiet" href=app.beside(Page::Settings)>{app.words(phrase("改目标", "Targets"))}</a>
                    <button type="button" data-action="apply-moves" disabled=told(move || !any() || app.watches()) on:click=apply>
                        {app.words(phrase("全部应用", "Apply all"))}
                    </button>
                </span>
            </header>
            <ul>{live(move || moves.get().rows.iter().take(SHOWN).map(|step| line(app, step)).collect_view())}</ul>
            {live(move || {
                let hidden = moves.with(|moves| moves.rows.len().saturating_sub(SHOWN));
                let more = phrase("还有 {} 个，「全部应用」会一起改。", "{} more; “Apply all” takes them too.");
                (hidden > 0).then(|| view! { <p class="note">{more.fill(app.lang.get(), &[&hidden.to_string()])}</p> })
            })}
        </section>
    }
}

fn line(app: App, step: &MoveRow) -> AnyView {
    let lang = app.lang.get();
    let roles = format!("{} → {}", role_name(step.from).text(lang), role_name(step.to).text(lang));
    let one = step.clone();
    view! {
        <li>
            <b>{step.name.clone()}</b>
            <span>{roles}</span>
            <small>{step.reason.clone()}</small>
            <button type="button" data-action="apply-move" data-key=step.id.clone() data-role=step.to.id()
                disabled=app.watching() on:click=move |_| app.apply_moves(std::slice::from_ref(&one))>
                {phrase("应用", "Apply").text(lang)}
            </button>
        </li>
    }
    .into_any()
}

/// How many changes, how far they lead, and whether fewer could do.
fn summary(moves: &Moves, lang: Lang) -> String {
    let plan = &moves.plan;
    let points = |millionths: i64| decimal_text(millionths, 4, 1);
    let count = |number: usize| count_text(i64::try_from(number).unwrap_or(i64::MAX));
    let changes = count(plan.moves.len());
    if !moves.weighs {
        let text = phrase(
            "按现在的口径没有分量可算：没有成交，或按毛利时还没填成本",
            "nothing weighs by this basis: no sales, or no costs yet",
        );
        return text.text(lang).to_owned();
    }
    let mut text = match (plan.reached, plan.moves.is_empty()) {
        (true, true) => {
            let text =
                phrase("已在目标 ±{} 点内，不用改", "within ±{} points of the targets already");
            return text.fill(lang, &[&TOLERANCE.to_string()]);
        }
        (true, false) => phrase(
            "改 {} 个商品，占比都到目标 ±{} 点内（现在最多差 {} 点）",
            "{} product[s] bring every share within ±{} points (now {} off)",
        )
        .fill(lang, &[&changes, &TOLERANCE.to_string(), &points(plan.before)]),
        (false, true) => phrase(
            "到不了目标 ±{} 点，最多差 {} 点，改角色也不会更近",
            "±{} points is out of reach: {} off, and no change of roles comes nearer",
        )
        .fill(lang, &[&TOLERANCE.to_string(), &points(plan.before)]),
        (false, false) => phrase(
            "改 {} 个商品，最多差从 {} 点到 {} 点",
            "{} product[s] bring the furthest share from {} to {} points off",
        )
        .fill(lang, &[&changes, &points(plan.before), &points(plan.after)]),
    };
    text += match (plan.exact, plan.reached) {
        (true, true) => phrase("；没有更少的办法", "; fewer cannot do").text(lang),
        (true, false) => phrase("；没有更近的办法", "; nothing comes nearer").text(lang),
        (false, _) => "",
    };
    if !plan.exact {
        let bound = phrase(
            "；商品多，用近似算法，至少要 {} 个",
            "; found step by step, at least {} are needed",
        );
        text += &bound.fill(lang, &[&count(plan.at_least)]);
    }
    text
}
