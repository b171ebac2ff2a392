//! The head of a page: its name, what it shows, what can be done.

use leptos::prelude::*;

#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] lead: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <div>
                <h1>{title}</h1>
                <p>{lead}</p>
            </div>
            <div class="actions">{children.map(|children| children())}</div>
        </header>
    }
}
