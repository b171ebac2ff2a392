//! Says on every page that the shop is the sample, with the way back.

use super::super::live::Show;
use leptos::prelude::*;

use crate::app::{App, SAMPLE_MARK};
use crate::text::phrase;

#[component]
pub fn SampleBanner() -> impl IntoView {
    let app = expect_context::<App>();
    let leave = move |_| {
        let page = app.route.with_untracked(|route| route.page);
        app.go(&app.own_page(page));
    };
    view! {
        <Show when=Signal::derive(move || app.sampling())>
            <div class="sample-banner" data-testid="sample">
                <b>{SAMPLE_MARK}</b>
                <p>{app.words(phrase("示例数据：不是你的店，不会保存", "Sample data: not your shop, and not saved"))}</p>
                <button type="button" data-action="leave-sample" on:click=leave>
                    {app.words(phrase("回到我的店铺", "Back to my own shop"))}
                </button>
            </div>
        </Show>
    }
}
