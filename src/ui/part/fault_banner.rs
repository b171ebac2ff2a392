//! Troubles that stand until they are dealt with.

use super::super::live::live;
use leptos::prelude::*;

use crate::app::{App, FaultKind};
use crate::text::phrase;

#[component]
pub fn FaultBanners() -> impl IntoView {
    let app = expect_context::<App>();
    let lang = move || app.lang.get();
    view! {
        {live(move || app.faults.get().into_iter().map(|fault| {
            let text = fault.text(lang());
            let (kind, stays) = (fault.kind, fault.stays);
            let dismiss = move |_| app.dismiss(&fault);
            view! {
                <div class="fault-banner" role="alert" data-fault=kind.id()>
                    <p>{text}</p>
                    <div class="actions">
                        {kind.offers_backup().then(|| view! {
                            <button type="button" on:click=move |_| app.save_backup()>
                                {phrase("下载备份", "Download backup").text(lang())}
                            </button>
                        })}
                        {(kind == FaultKind::OtherTab && stays).then(|| view! {
                            <button type="button" data-action="take-over" on:click=move |_| app.take_over()>
                                {phrase("在这里改", "Work here").text(lang())}
                            </button>
                        })}
                        {(!stays).then(|| view! {
                            <button type="button" class="quiet" on:click=dismiss>
                                {phrase("知道了", "Dismiss").text(lang())}
                            </button>
                        })}
                    </div>
                </div>
            }
        }).collect_view())}
    }
}
