//! A few findings under a heading, the loud ones alone, more on request.

use super::super::live::{Show, live, told};
use super::dismiss_note::dismiss_note;
use super::finding_card::FindingCard;
use leptos::prelude::*;

use crate::app::App;
use crate::insight::Finding;
use crate::text::{Phrase, phrase};

/// Findings shown at first, and more at each asking.
const SHOWN: usize = 3;

#[component]
pub fn FindingList(
    app: App,
    title: Phrase,
    /// Exactly when there is one, or why there can be none.
    note: Signal<String>,
    findings: Memo<Vec<Finding>>,
) -> impl IntoView {
    let most = RwSignal::new(SHOWN);
    let loud = Memo::new(move |_| {
        let today = app.now.get().day();
        app.documents.with(|documents| {
            let loud = |finding: &Finding| !documents.quiet.is_quiet(&finding.key(), today);
            findings.get().into_iter().filter(loud).collect::<Vec<_>>()
        })
    });
    let cards = move || {
        let shown: Vec<Finding> = loud.get().into_iter().take(most.get()).collect();
        let card = |finding: Finding| view! { <FindingCard app finding /> }.into_any();
        shown.into_iter().map(card).collect_view()
    };
    // A page may have several lists; the note stands in the one that the finding left.
    let dismissed = move || {
        app.dismissed.with(|it| {
            let key = it.as_ref().map(|it| it.key.as_str());
            findings.with(|found| found.iter().any(|it| Some(it.key().as_str()) == key))
        })
    };
    let more = move || loud.with(Vec::len) > most.get();
    view! {
        <section class="card finding-list">
            <header>
                <h2>{app.words(title)}</h2>
                <small>{told(move || loud.with(Vec::len).to_string())}</small>
            </header>
            <p class="flat">{note}</p>
            <Show when=dismissed>{dismiss_note(app)}</Show>
            {live(cards)}
            <Show when=more>
                <button type="button" class="quiet" on:click=move |_| most.update(|most| *most += SHOWN * 3)>
                    {app.words(phrase("显示更多", "Show more"))}
                </button>
            </Show>
        </section>
    }
}
