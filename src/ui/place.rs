//! The pages as the navigation, the tabs of data, the command box and the window's title name
//! them. A page that is built is one line here.

use crate::app::route::Page;
use crate::text::{Phrase, phrase};

/// A page of the navigation.
pub struct Place {
    pub page: Page,
    pub name: Phrase,
    /// Where there is little room: the bar at the bottom of a phone, the tabs of data.
    pub short: Phrase,
    pub rank: Rank,
}

/// Where a page stands in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// In the bar at the bottom of a phone too.
    Main,
    /// Under 数据总览, and in the tabs of data.
    Data,
    /// Under 今日, and in the tabs of the plan.
    Plan,
    /// In the side bar only.
    Rest,
}

const fn place(page: Page, name: Phrase, short: Phrase, rank: Rank) -> Place {
    Place { page, name, short, rank }
}

pub static PLACES: [Place; 14] = [
    place(Page::Today, phrase("今日", "Today"), phrase("今日", "Today"), Rank::Main),
    place(Page::Tasks, phrase("任务", "Tasks"), phrase("任务", "Tasks"), Rank::Plan),
    place(Page::Goals, phrase("目标", "Goals"), phrase("目标", "Goals"), Rank::Plan),
    place(Page::Calendar, phrase("日历", "Calendar"), phrase("日历", "Calendar"), Rank::Plan),
    place(Page::Data, phrase("数据总览", "Data overview"), phrase("数据", "Data"), Rank::Main),
    place(
        Page::Orders,
        phrase("交易构成", "Sales and shipping"),
        phrase("交易", "Sales"),
        Rank::Data,
    ),
    place(Page::Funnel, phrase("转化漏斗", "Funnel"), phrase("漏斗", "Funnel"), Rank::Data),
    place(Page::Products, phrase("商品", "Products"), phrase("商品", "Products"), Rank::Data),
    place(Page::Mix, phrase("货盘", "Product mix"), phrase("货盘", "Mix"), Rank::Data),
    place(Page::Returns, phrase("售后", "Returns"), phrase("售后", "Returns"), Rank::Data),
    place(Page::Report, phrase("报告", "Report"), phrase("报告", "Report"), Rank::Main),
    place(Page::Import, phrase("导入", "Import"), phrase("导入", "Import"), Rank::Main),
    place(Page::Settings, phrase("设置", "Settings"), phrase("设置", "Settings"), Rank::Main),
    place(Page::Glossary, phrase("口径", "Definitions"), phrase("口径", "Terms"), Rank::Rest),
];
