//! A short word after an action, with the way back.

use super::super::live::live;
use leptos::prelude::*;

use crate::app::App;

#[component]
pub fn ToastBox() -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="toast-box" aria-live="polite">
            {live(move || app.toast.get().map(|toast| {
                let button = toast.button.map(|(label, action)| view! {
                    <button type="button" on:click=move |_| {
                        app.toast.set(None);
                        action(app);
                    }>{label.text(app.lang.get())}</button>
                });
                view! { <div class="toast"><span>{toast.text}</span>{button}</div> }
            }))}
        </div>
    }
}
