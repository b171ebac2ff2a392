//! Settings: the shop, the look, the rules' numbers, backup, storage.

use super::super::live::{Show, live, told};
use leptos::prelude::*;

use super::super::part::{
    CheckedField, JSON, MappingList, Meter, PageHead, QuietCard, RollupCard, RuleList, ShopCard,
    StoreCard, file_button,
};
use crate::app::route::Page;
use crate::app::{App, Restore, Restoring};
use crate::browser::offers_folders;
use crate::domain::sort_by_key;
use crate::insight::RETURN_LINES;
use crate::plan::{Theme, UpColor};
use crate::store::BackupSummary;
use crate::text::{Lang, Phrase, count_text, iso_day, phrase};

#[component]
pub fn SettingsPage() -> impl IntoView {
    let app = expect_context::<App>();
    let lang = move || app.lang.get();
    let title = Signal::derive(move || phrase("设置", "Settings").text(app.lang.get()).to_owned());
    let lead = Signal::derive(move || {
        phrase(
            "改动马上生效，只存在这台设备。",
            "Changes take effect at once and stay on this device.",
        )
        .text(lang())
        .to_owned()
    });
    view! {
        <PageHead title lead />
        <div class="grid">
            <ShopCard app />
            <Look app />
            <BackupCard app />
            <StoreCard app />
            <RollupCard app />
            <MappingList app />
            <RuleList app><ReturnLines app /></RuleList>
            <QuietCard app />
        </div>
    }
}

#[component]
fn Look(app: App) -> impl IntoView {
    let lang = move || app.lang.get();
    let locked = app.watching();
    const THEMES: [(Theme, Phrase); 3] = [
        (Theme::Auto, phrase("跟随设备", "As the device")),
        (Theme::Light, phrase("浅色", "Light")),
        (Theme::Dark, phrase("深色", "Dark")),
    ];
    const COLORS: [(UpColor, Phrase); 2] = [
        (UpColor::Red, phrase("红涨绿跌", "Red up, green down")),
        (UpColor::Green, phrase("绿涨红跌", "Green up, red down")),
    ];
    view! {
        <section class="card w6 settings-card">
            <h2>{app.words(phrase("外观", "Look"))}</h2>
            <label><span>{app.words(phrase("语言", "Language"))}</span>
                <select id="language" disabled=locked on:change=move |event| {
                    let chosen = if event_target_value(&event) == "en" { Lang::En } else { Lang::Zh };
                    app.set_settings(|settings| settings.lang = chosen);
                } prop:value=told(move || if lang() == Lang::En { "en" } else { "zh" })>
                    <option value="zh" selected=told(move || lang() == Lang::Zh)>"简体中文"</option>
                    <option value="en" selected=told(move || lang() == Lang::En)>"English"</option>
                </select></label>
            <label><span>{app.words(phrase("深浅", "Theme"))}</span>
                <select id="theme" disabled=locked on:change=move |event| {
                    let chosen = Theme::from_id(&event_target_value(&event));
                    app.set_settings(|settings| settings.theme = chosen);
                }>{THEMES.map(|(theme, name)| view! {
                    <option value=theme.id() selected=told(move || app.settings.get().theme == theme)>{app.words(name)}</option>
                }).collect_view()}</select></label>
            <label><span>{app.words(phrase("涨跌颜色", "Rise and fall"))}</span>
                <select id="up-color" disabled=locked on:change=move |event| {
                    let chosen = UpColor::from_id(&event_target_value(&event));
                    app.set_settings(|settings| settings.up = chosen);
                }>{COLORS.map(|(color, name)| view! {
                    <option value=color.id() selected=told(move || app.settings.get().up == color)>{app.words(name)}</option>
                }).collect_view()}</select></label>
            <p><a class="button" href=app.beside(Page::Glossary)>{app.words(phrase("全部口径", "All definitions"))}</a></p>
        </section>
    }
}

/// The field for a backup, and the button before it.
const OPEN: (Phrase, Phrase) =
    (phrase("选择备份文件", "Choose a backup"), phrase("从备份恢复", "Restore a backup"));

#[component]
fn BackupCard(app: App) -> impl IntoView {
    let lang = move || app.lang.get();
    let sample = told(move || app.sampling());
    let locked = told(move || app.watches() || app.sampling());
    let words = move |zh, en| phrase(zh, en).text(lang());
    view! {
        <section class="card w6 settings-card">
            <h2>{app.words(phrase("备份与空间", "Backup and storage"))}</h2>
            <Meter />
            <p class="flat">{app.words(phrase(
                "浏览器可能在清理缓存、重装或长时间不用时丢掉数据。备份是一个文件，不含买家个人信息，存好它就不怕。",
                "Browsers may lose data when caches are cleared or after long disuse. A backup is one file without buyers' personal data.",
            ))}</p>
            <div class="actions">
                <button type="button" id="backup-export" class="primary" disabled=sample on:click=move |_| app.save_backup()>{app.words(phrase("下载备份", "Download backup"))}</button>
                {file_button(app, ("backup-import", JSON), OPEN, locked, App::open_backup)}
            </div>
            {offers_folders().then(|| view! {
                <div class="actions">
                    <button type="button" data-action="backup-folder" disabled=locked on:click=move |_| app.choose_backup_folder()>
                        {app.words(phrase("选一个文件夹自动备份", "Back up into a folder"))}</button>
                    <span class="flat">{told(move || folder_text(app))}</span>
                </div>
            })}
            <Show when=sample><p class="flat">{app.words(phrase("示例不备份也不恢复。回到我的店铺再操作。", "The sample is neither backed up nor restored; go back to your own shop first."))}</p></Show>
            <p class="flat">{app.words(phrase(
                "想自己算，或交给别的工具：每类数据一张表，附一份 SQL，在 DuckDB 里算出一样的数字。",
                "To compute elsewhere: one table a kind of data, and SQL that gives the same figures in DuckDB.",
            ))}</p>
            <div class="actions">
                <button type="button" id="data-export" on:click=move |_| app.save_tables()>{app.words(phrase("导出全部明细（CSV + SQL）", "Export all data (CSV + SQL)"))}</button>
            </div>
            {live(move || app.restore.get().map(|restore| view! { <RestorePreview app restore /> }))}
            {live(move || {
                let refused = app.faults.with(|faults| faults.iter().any(|f| f.kind == crate::app::FaultKind::Backup));
                refused.then(|| view! {
                    <div data-testid="backup-preview" data-state="refused" class="trouble">
                        {words("没有恢复，原有数据没有变。原因见页面上方。", "Nothing was restored; see the reason above.")}
                    </div>
                })
            })}
        </section>
    }
}

fn folder_text(app: App) -> String {
    let (lang, folder) = (app.lang.get(), app.folder.get());
    if folder.is_empty() {
        let words = phrase(
            "选好后，关掉页面之前，每次导入都写一份。",
            "Until the page closes, every import puts one there.",
        );
        return words.text(lang).to_owned();
    }
    phrase(
        "每次导入后写进「{}」，关掉页面为止。",
        "Every import writes to {} until the page closes.",
    )
    .fill(lang, &[&folder])
}

/// What a backup would bring, beside what is here.
#[component]
fn RestorePreview(app: App, restore: Restore) -> impl IntoView {
    let lang = app.lang.get();
    let locked = app.watching();
    let words = |zh, en| phrase(zh, en).text(lang);
    let number = |count: usize| count_text(i64::try_from(count).unwrap_or(0));
    let row = |name: &'static str, of: fn(&BackupSummary) -> usize| {
        let (here, there) = (of(&restore.current), of(&restore.backup));
        let tone = if there < here { "bad" } else { "flat" };
        view! {
            <tr><th scope="row">{name}</th><td>{number(here)}</td><td class=tone>{number(there)}</td></tr>
        }
    };
    let day = |summary: &BackupSummary| summary.last_day.map(iso_day).unwrap_or_default();
    let commit = |how| move |_| app.commit_backup(how);
    let loses = restore.backup.lines < restore.current.lines
        || restore.backup.last_day < restore.current.last_day;
    view! {
        <div class="backup-preview" data-testid="backup-preview" data-state="ready">
            <p><b>{restore.file.clone()}</b>" "{phrase("备份于 {}", "made {}").fill(lang, &[&restore.created])}</p>
            <table>
                <thead><tr><th></th><th scope="col">{words("现在", "Now")}</th><th scope="col">{words("备份里", "In the backup")}</th></tr></thead>
                <tbody>
                    <tr><th scope="row">{words("店铺", "Shop")}</th><td>{restore.current.shop.clone()}</td><td>{restore.backup.shop.clone()}</td></tr>
                    <tr><th scope="row">{words("数据到", "Data to")}</th><td>{day(&restore.current)}</td><td>{day(&restore.backup)}</td></tr>
                    {row(words("文件", "Files"), |s| s.files)}
                    {row(words("订单行", "Order lines"), |s| s.lines)}
                    {row(words("售后单", "After-sale cases"), |s| s.cases)}
                    {row(words("罗盘行", "Compass rows"), |s| s.compass)}
                    {row(words("任务", "Tasks"), |s| s.tasks)}
                    {row(words("写过字的日期", "Periods with notes"), |s| s.notes)}
                </tbody>
            </table>
            {loses.then(|| view! { <p class="trouble">{words("备份比现在旧：用它替换，备份之后导入的数据会没有。合并不会少东西。", "The backup is older than what is here: replacing would lose what came in since. Merging loses nothing.")}</p> })}
            <p class="flat">{words("合并：补上这里没有的文件；任务、目标等这里已有的不动，空着的用备份的。", "Merging adds the files that are not here; tasks, goals and the like stay where there are any.")}</p>
            <div class="actions">
                <button type="button" id="backup-merge" class:primary=loses disabled=locked on:click=commit(Restoring::Merge)>{words("合并进来", "Merge")}</button>
                <button type="button" id="backup-commit" class:primary=!loses disabled=locked on:click=commit(Restoring::Replace)>{words("用备份替换现在的数据", "Replace what is here")}</button>
                <button type="button" id="backup-new-shop" disabled=locked on:click=commit(Restoring::NewShop)>{words("恢复成另一家店铺", "Restore as another shop")}</button>
                <button type="button" on:click=move |_| app.save_backup()>{words("先下载现在的", "Download the present first")}</button>
                <button type="button" class="quiet" on:click=move |_| app.cancel_backup()>{words("取消", "Cancel")}</button>
            </div>
        </div>
    }
}

/// The return rate that each 品类 may have; an empty field leaves it to the shop's own rate.
#[component]
fn ReturnLines(app: App) -> impl IntoView {
    let categories = Memo::new(move |_| {
        let mut names = app.book.with(|book| {
            let names = book.compass.categories.values();
            names.map(|name| book.words.text(*name).to_owned()).collect::<Vec<_>>()
        });
        names.extend(
            app.settings.with(|s| s.thresholds.return_lines.keys().cloned().collect::<Vec<_>>()),
        );
        sort_by_key(&mut names, |name| name.clone());
        names.dedup();
        names
    });
    let fields = move || {
        let fields = categories.get().into_iter().map(|name| return_line(app, name));
        let none = categories.with(Vec::is_empty).then(|| {
            app.words(phrase(
                "品类来自罗盘「商品列表」。导入它，就能给每个品类设自己的退货率线。",
                "Categories come from the Compass product list: import it to give each a line of its own.",
            ))
        });
        view! { <div class="thresholds">{fields.collect_view()}</div><p class="flat">{none}</p> }
    };
    view! {
        <h3>{app.words(phrase("各品类的退货率线（%，不填就按全店）", "Return rate line by category (%, empty: by the shop)"))}</h3>
        {live(fields)}
    }
}

fn return_line(app: App, category: String) -> AnyView {
    let key = category.clone();
    let stored = Signal::derive(move || {
        let line = app.settings.with(|s| s.thresholds.return_lines.get(&key).copied());
        line.map(|line| line.to_string()).unwrap_or_default()
    });
    let bounds = (*RETURN_LINES.start(), *RETURN_LINES.end());
    let allowed = Signal::derive(move || {
        let (smallest, largest) = (count_text(bounds.0), count_text(bounds.1));
        phrase(" {} 到 {} 的整数，或留空", "a whole number from {} to {}, or nothing")
            .fill(app.lang.get(), &[&smallest, &largest])
    });
    let key = category.clone();
    let store = Callback::new(move |text: String| {
        let wanted = text.trim().parse::<i64>().ok().filter(|line| RETURN_LINES.contains(line));
        let good = wanted.is_some() || text.trim().is_empty();
        if good {
            app.set_settings(|settings| {
                let lines = &mut settings.thresholds.return_lines;
                match wanted {
                    Some(line) => _ = lines.insert(key.clone(), line),
                    None => _ = lines.remove(&key),
                }
            });
        }
        good
    });
    view! {
        <label>
            <span>{category.clone()}</span>
            <CheckedField app id=format!("return-line-{category}") bounds=bounds stored allowed store />
        </label>
    }
    .into_any()
}
