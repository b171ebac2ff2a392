//! What the report file is called: `店名_抖店周报_2026-11-16~2026-11-22.html`.

use crate::domain::Period;
use crate::text::{Lang, iso_day, phrase};

/// Characters of a product's or creator's name in a file name.
const LONGEST_NAME: usize = 20;

/// The name of a report or of anything saved beside it, with an ending; `only` names what its
/// figures are filtered by.
pub fn file_name(shop: &str, period: Period, only: &[String], lang: Lang, ending: &str) -> String {
    let kind = match period.len() {
        1 => phrase("抖店日报", "daily report"),
        7 => phrase("抖店周报", "weekly report"),
        28..=31 => phrase("抖店月报", "monthly report"),
        _ => phrase("抖店复盘", "report"),
    };
    let shop = if shop.is_empty() { phrase("我的店铺", "my shop").text(lang) } else { shop };
    let (from, to) = (iso_day(period.from), iso_day(period.to));
    let days = if from == to { from } else { format!("{from}~{to}") };
    let only: Vec<String> =
        only.iter().map(|name| name.chars().take(LONGEST_NAME).collect()).collect();
    let only = match only.is_empty() {
        true => String::new(),
        false => phrase("_只看{}", "_only {}").fill(lang, &[&only.join("+")]),
    };
    let name = format!("{shop}_{}{only}_{days}.{ending}", kind.text(lang));
    name.chars().filter(|c| !r#"\/:*?"<>|"#.contains(*c) && !c.is_control()).collect()
}
