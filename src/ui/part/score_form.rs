//! 体验分 typed in: the page of 抖店 that shows it has no export.

use leptos::prelude::*;

use crate::app::App;
use crate::browser::typed_file;
use crate::import::{ASKED, SCORE_TEMPLATE, score_file, score_headers, score_template};
use crate::text::{iso_day, phrase};

#[component]
pub fn ScoreForm(app: App) -> impl IntoView {
    let yesterday = app.anchor.with_untracked(|anchor| iso_day(anchor.now.day().previous()));
    let today = app.anchor.with_untracked(|anchor| iso_day(anchor.now.day()));
    let row = StoredValue::new(
        std::iter::once(yesterday.clone())
            .chain((1..ASKED).map(|_| String::new()))
            .collect::<Vec<_>>(),
    );
    let field = move |(place, header): (usize, &'static str)| {
        let day = place == 0;
        view! {
            <label>
                {header}
                <input
                    type=if day { "date" } else { "text" }
                    inputmode=(!day).then_some("decimal")
                    maxlength="10"
                    max=day.then(|| today.clone())
                    data-score=header
                    value=day.then(|| yesterday.clone())
                    on:input=move |event| row.update_value(|row| {
                        if let Some(cell) = row.get_mut(place) {
                            *cell = event_target_value(&event);
                        }
                    })
                />
            </label>
        }
    };
    let fields: Vec<_> = score_headers().into_iter().take(ASKED).enumerate().map(field).collect();
    let take = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (name, text) = row.with_value(|row| score_file(row));
        app.take_files(typed_file(&name, &text).into_iter().collect());
    };
    view! {
        <details class="card score-form">
            <summary>{app.words(phrase("体验分没有导出，在这里填", "The experience score has no export: type it in"))}</summary>
            <form on:submit=take>
                {fields}
                <button type="submit" id="score-take" disabled=app.watching()>{app.words(phrase("看预览", "Preview"))}</button>
            </form>
            <p class="flat">
                {app.words(phrase("很多天一起填：", "Many days at once: "))}
                <button type="button" class="quiet" id="score-template" on:click=move |_| app.save_csv(SCORE_TEMPLATE, score_template())>
                    {app.words(phrase("下载模板", "download the template"))}
                </button>
                {app.words(phrase("填好后拖进来。", "fill it in and drop it here."))}
            </p>
        </details>
    }
}
