//! Import: drop files, check the preview, commit; earlier imports with their way back.

use super::super::live::{Show, live, told};
use leptos::prelude::*;

use super::super::part::{
    CostPreview, CoverageCalendar, HistoryCard, MappingCard, PageHead, ReceiptCard, ScoreForm,
    WhereToExport,
};
use crate::app::route::Page;
use crate::app::{App, DropStage, DropState};
use crate::browser::{picked_files, press};
use crate::domain::Source;
use crate::text::{count_text, phrase};

#[component]
pub fn ImportPage() -> impl IntoView {
    let app = expect_context::<App>();
    let lang = move || app.lang.get();
    let title = Signal::derive(move || phrase("导入", "Import").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || {
        phrase(
            "把抖店和罗盘下载的文件拖到页面任意位置。先看预览，确认后才保存；个人信息不会读进来。",
            "Drop files from Doudian and Compass anywhere. Nothing is saved before you confirm; personal columns are never read.",
        )
        .text(lang())
        .to_owned()
    });
    view! {
        <PageHead title lead />
        <DropZone app />
        <Progress app />
        <CostPreview app />
        <Preview app />
        <CoverageCalendar app />
        <History app />
        <ScoreForm app />
        {live(move || view! { <WhereToExport lang=lang() /> })}
    }
}

#[component]
fn DropZone(app: App) -> impl IntoView {
    let import_now = move || app.settings.get().import_now;
    view! {
        <section class="card drop-zone">
            <input
                id="import-files"
                class="file-field"
                type="file"
                tabindex="-1"
                multiple
                aria-label=app.words(phrase("选择文件", "Choose files"))
                on:change=move |event| app.take_files(picked_files(&event))
            />
            <p><b>{app.words(phrase("拖到这里，或", "Drop here, or "))}</b>
                <button type="button" class="primary" on:click=move |_| press("import-files")>{app.words(phrase("选择文件", "choose files"))}</button></p>
            <p class="flat">{app.words(phrase("CSV、XLSX、ZIP，可以一次多个，不用改名也不用打开", "CSV, XLSX or ZIP, several at once, as downloaded"))}</p>
            <label class="flat">
                <input
                    id="import-now"
                    type="checkbox"
                    disabled=app.watching()
                    prop:checked=told(import_now)
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        app.set_settings(|settings| settings.import_now = on);
                    }
                />
                {app.words(phrase("没有疑问的文件直接导入，不用确认", "Import files without questions at once"))}
            </label>
        </section>
    }
}

#[component]
fn Progress(app: App) -> impl IntoView {
    let lang = move || app.lang.get();
    let reading = move || app.drop.with(|drop| drop.stage == DropStage::Reading);
    let percent = move || app.drop.with(|drop| drop.progress);
    view! {
        <Show when=reading>
            <div class="card progress">
                <p>{told(move || phrase("正在读 {}", "Reading {}").fill(lang(), &[&app.drop.with(|drop| drop.reading.clone())]))}</p>
                <div
                    class="bar"
                    data-testid="import-progress"
                    role="progressbar"
                    aria-valuemin="0"
                    aria-valuemax="100"
                    aria-valuenow=told(move || percent().to_string())
                    aria-label=app.words(phrase("导入进度", "Import progress"))
                ><b style:width=told(move || format!("{}%", percent()))></b></div>
                <button type="button" id="import-cancel" on:click=move |_| app.cancel_drop()>{app.words(phrase("取消", "Cancel"))}</button>
            </div>
        </Show>
    }
}

#[component]
fn Preview(app: App) -> impl IntoView {
    let lang = move || app.lang.get();
    let stage = move || app.drop.with(|drop| drop.stage);
    let pending =
        move || matches!(stage(), DropStage::Staging | DropStage::Previewed | DropStage::Saving);
    let blocked = move || {
        let waits = app.shop.with(|shop| app.drop.with(|drop| drop.waits(shop)));
        let idle = app.drop.with(|drop| drop.wanted() > 0) && stage() != DropStage::Saving;
        waits || !idle || app.watches()
    };
    let commit_text = move || match app.drop.with(DropState::wanted) {
        0 => phrase("没有可以导入的文件", "No file to import").text(lang()).to_owned(),
        files => phrase("确认导入 {} 份", "Import {} file[s]").fill(lang(), &[&files.to_string()]),
    };
    let cards = move || {
        let drop = app.drop.get();
        app.dataset.with(|dataset| {
            drop.receipts()
                .into_iter()
                .enumerate()
                .map(|(place, receipt)| {
                    let state = drop.state_of(place, dataset);
                    let source = drop.source(place);
                    let left_out = drop.left_out.contains(&place);
                    let survey = drop.files.get(place).and_then(|file| file.survey.as_ref());
                    let can_map = survey.is_some();
                    view! { <ReceiptCard app place receipt state source left_out can_map /> }
                })
                .collect_view()
        })
    };
    view! {
        <Show when=pending><ShopQuestion app /></Show>
        <div class="receipts">{live(cards)}</div>
        <MappingCard app />
        <Show when=pending>
            <div class="commit-bar">
                <button type="button" id="import-commit" class="primary" disabled=told(blocked) on:click=move |_| app.commit_drop()>
                    {told(commit_text)}
                </button>
                <button type="button" id="import-cancel" class="quiet" on:click=move |_| app.cancel_drop()>
                    {app.words(phrase("放弃", "Discard"))}
                </button>
            </div>
        </Show>
        <Show when=move || stage() == DropStage::Committed>
            <p class="next"><a class="button primary" href=app.beside(Page::Today)>{app.words(phrase("看今天", "See today"))}</a>
                <button type="button" on:click=move |_| app.save_backup()>{app.words(phrase("下载备份", "Download backup"))}</button></p>
        </Show>
    }
}

/// Order files name no shop, so the first import asks once whose they are.
#[component]
fn ShopQuestion(app: App) -> impl IntoView {
    let asks = move || {
        let nameless = app.shop.with(|shop| shop.name.is_empty());
        nameless && app.drop.with(|drop| !drop.named && drop.wanted() > 0)
    };
    let name = RwSignal::new(app.drop.with_untracked(|drop| drop.shop_name()));
    view! {
        <Show when=asks>
            <div class="card warning" data-testid="warning" data-code="other-shop">
                <p>{app.words(phrase("第一次导入：这些是你店铺的文件吗？给店铺起个名字，以后别的店铺的文件会提醒你。", "First import: are these your shop's files? Name the shop; files of other shops will be noticed later."))}</p>
                <input
                    type="text"
                    class="shop-name"
                    maxlength="60"
                    placeholder=app.words(phrase("店铺名称", "Name of the shop"))
                    aria-label=app.words(phrase("店铺名称", "Name of the shop"))
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <button type="button" data-answer="yes" class="primary" on:click=move |_| app.name_shop(&name.get_untracked())>
                    {app.words(phrase("是我的店铺", "They are mine"))}
                </button>
                <button type="button" data-answer="no" class="quiet" on:click=move |_| app.cancel_drop()>
                    {app.words(phrase("不是，放弃", "No, discard"))}
                </button>
            </div>
        </Show>
    }
}

/// Earlier imports; the last ten can be taken back.
#[component]
fn History(app: App) -> impl IntoView {
    let lang = move || app.lang.get();
    let shown = move || {
        let current = app.drop.with(|drop| drop.committed());
        let sources = app.dataset.with(|dataset| dataset.sources.clone());
        let earlier = |source: &Source| source.is_file() && !current.contains(&source.id);
        sources.into_iter().rev().filter(earlier).collect::<Vec<_>>()
    };
    view! {
        {live(move || {
            let sources = shown();
            (!sources.is_empty()).then(|| {
                let count = count_text(i64::try_from(sources.len()).unwrap_or(0));
                let cards = sources.into_iter().map(|source| view! { <HistoryCard app source /> });
                view! {
                    <section class="card history-list">
                        <header>
                            <h2>{phrase("导入记录", "Earlier imports").text(lang())}</h2>
                            <small>{phrase("{} 份，最近 10 份可以撤回", "{}; the last ten can be taken back").fill(lang(), &[&count])}</small>
                        </header>
                        {cards.collect_view()}
                    </section>
                }
            })
        })}
    }
}
