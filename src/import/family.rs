//! What the rows of each family are called where something is said about them.

use crate::domain::Family;
use crate::text::{Lang, Phrase, month_text, phrase};

/// `订单`, `orders`.
pub fn family_name(family: Family) -> Phrase {
    match family {
        Family::Lines => phrase("订单", "orders"),
        Family::Cases => phrase("售后单", "after-sale cases"),
        Family::Compass => phrase("罗盘数据", "Compass figures"),
        Family::Lives => phrase("直播场次", "live sessions"),
        Family::Videos => phrase("短视频数据", "video figures"),
        Family::Creators => phrase("达人数据", "creator figures"),
        Family::Alliance => phrase("联盟订单", "alliance orders"),
        Family::Ads => phrase("千川数据", "Qianchuan figures"),
        Family::Settlements => phrase("结算账单", "settlements"),
        Family::Funds => phrase("动账明细", "movements of money"),
        Family::Reviews => phrase("评价", "reviews"),
        Family::Agents => phrase("客服数据", "service figures"),
        Family::Scores => phrase("体验分", "scores"),
        Family::Rollups => phrase("按日汇总", "daily sums"),
    }
}

/// The name of a family by what it is called in stores and backups; that itself when it is of
/// another version.
pub fn stored_name(stored: &str, lang: Lang) -> &str {
    let known = Family::ALL.into_iter().find(|family| family.schema().name == stored);
    known.map_or(stored, |family| family_name(family).text(lang))
}

/// `2026 年 11 月的订单、2026 年 11 月的售后单`, from stored names and months such as 202611; each
/// once.
pub fn lost_text(lost: &[(String, u32)], lang: Lang) -> String {
    let mut told: Vec<String> = Vec::new();
    for (stored, month) in lost {
        let (name, month) = (stored_name(stored, lang), month_text(*month, lang));
        let text = match lang {
            Lang::Zh => format!("{month}的{name}"),
            Lang::En => format!("{name} of {month}"),
        };
        if !told.contains(&text) {
            told.push(text);
        }
    }
    told.join(if lang == Lang::Zh { "、" } else { ", " })
}
