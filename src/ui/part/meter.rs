//! How full the storage is, and how old the backup.

use super::super::live::told;
use leptos::prelude::*;

use crate::app::App;
use crate::browser::QUOTA;
use crate::text::{decimal_text, phrase};

#[component]
pub fn Meter() -> impl IntoView {
    let app = expect_context::<App>();
    let lang = move || app.lang.get();
    let text = move || {
        let millions = |units: u64| decimal_text(i64::try_from(units).unwrap_or(0), 6, 2);
        phrase("数据只在这台设备 · 已用 {} / {} M", "Data stays on this device · {} / {} M used")
            .fill(lang(), &[&millions(app.used.get()), &millions(QUOTA)])
    };
    let percent = move || format!("{}%", (app.used.get().saturating_mul(100) / QUOTA).min(100));
    let nearly_full = move || app.used.get() * 10 > QUOTA * 9;
    view! {
        <div
            class="storage-meter"
            data-testid="storage-meter"
            data-used=told(move || app.used.get().to_string())
            data-quota=QUOTA.to_string()
        >
            <span>{told(text)}</span>
            <div class="bar" class:full=told(nearly_full)><b style:width=told(percent)></b></div>
            <span>{told(move || backup_text(app))}</span>
        </div>
    }
}

fn backup_text(app: App) -> String {
    let lang = app.lang.get();
    let safety = app.documents.with(|documents| documents.safety);
    let today = app.now.get().day();
    match safety.backed_up {
        Some(at) => {
            let days = today.since(at.day()).max(0);
            if days == 0 {
                phrase("今天备份过", "Backed up today").text(lang).to_owned()
            } else {
                phrase("上次备份 {} 天前", "Backed up {} day[s] ago")
                    .fill(lang, &[&days.to_string()])
            }
        }
        None if safety.imports > 0 => phrase("还没有备份", "No backup yet").text(lang).to_owned(),
        None => String::new(),
    }
}
