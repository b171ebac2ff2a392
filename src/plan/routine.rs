//! The day's routine, from the handbook's timeline (M3). It begins afresh every morning; what
//! was left undone yesterday does not pile up.

use super::task::Slot;
use crate::text::{Phrase, phrase};

/// One thing that is done every day.
#[derive(Debug)]
pub struct Routine {
    pub id: &'static str,
    pub slot: Slot,
    pub title: Phrase,
    /// What it consists of.
    pub detail: Phrase,
    pub minutes: u32,
}

const fn routine(
    id: &'static str,
    slot: Slot,
    minutes: u32,
    title: Phrase,
    detail: Phrase,
) -> Routine {
    Routine { id, slot, title, detail, minutes }
}

/// The routine of one shop and one person, in the order of the day: under four
/// hours, the handbook's budget for one shop.
pub static ROUTINES: &[Routine] = &[
    routine(
        "look",
        Slot::Morning,
        15,
        phrase("看数据，客服上线", "Look at the numbers, open customer service"),
        phrase(
            "昨晚出单；飞鸽设为在线，处理消息，3 分钟回复率",
            "Last night's orders; reply within 3 minutes",
        ),
    ),
    routine(
        "violations",
        Slot::Morning,
        10,
        phrase("违规中心与预警中心", "Violations and warnings"),
        phrase("每天第一件事；已处理的预警可忽略", "First thing every day; ignore what is settled"),
    ),
    routine(
        "exceptions",
        Slot::Morning,
        10,
        phrase("处理异常", "Exceptions"),
        phrase("包裹中心的订单预警、退货问题、工单", "Parcel warnings, returns, tickets"),
    ),
    routine(
        "appeal",
        Slot::Morning,
        10,
        phrase("申诉品质退货", "Appeal quality returns"),
        phrase("申诉成功可找回扣分", "A won appeal gives points back"),
    ),
    routine(
        "shipping",
        Slot::Forenoon,
        20,
        phrase("检查发货", "Check shipping"),
        phrase(
            "漏发、24 小时内须发货和揽收；将超时的催厂家",
            "Missed and due orders; press suppliers",
        ),
    ),
    routine(
        "purchase-forenoon",
        Slot::Forenoon,
        10,
        phrase("拍单（上午）", "Place supplier orders"),
        phrase("少单手动拍，多单联系厂家", "By hand if few, by the supplier if many"),
    ),
    routine(
        "reviews",
        Slot::Forenoon,
        10,
        phrase("查中差评", "Poor reviews"),
        phrase("影响转化的及时安抚并回复", "Answer those that hurt conversion"),
    ),
    routine(
        "service-check",
        Slot::Forenoon,
        10,
        phrase("客服质检", "Check customer service"),
        phrase(
            "聊天记录、接待数量、话术；常见问题设快捷回复",
            "Chats, volume, wording; set quick replies",
        ),
    ),
    routine(
        "selection",
        Slot::Afternoon,
        35,
        phrase("选品", "Find products"),
        phrase(
            "刷榜单和直播间 → 找货源比价 → 上货定价",
            "Charts and live rooms, suppliers, pricing",
        ),
    ),
    routine(
        "creators",
        Slot::Afternoon,
        45,
        phrase("联系达人，新增 10 个", "Contact creators, 10 new ones"),
        phrase("老达人维护、群发新品、寄样、图片手卡", "Keep old ones, send news, samples, cards"),
    ),
    routine(
        "promotions",
        Slot::Afternoon,
        10,
        phrase("报活动，设优惠", "Promotions and coupons"),
        phrase(
            "能报尽报；主推品设优惠券、拼团、秒杀",
            "Join what you can; coupons for main products",
        ),
    ),
    routine(
        "purchase-afternoon",
        Slot::Afternoon,
        15,
        phrase("收工前：临期清零，再拍单", "Before closing: clear due orders"),
        phrase(
            "联系厂家发货，零散单拍单；有余力投诉快递理赔",
            "Suppliers, odd orders, courier claims",
        ),
    ),
    routine(
        "review-day",
        Slot::Evening,
        20,
        phrase("晚间复盘", "Review the day"),
        phrase("今日整体、体验分、明天重点、合作达人情况", "The day, the score, tomorrow's focus"),
    ),
    routine(
        "service-offline",
        Slot::Evening,
        5,
        phrase("客服离线（约 23:00）", "Customer service offline (about 23:00)"),
        phrase("确认没有未回的消息", "Make sure nothing is left unanswered"),
    ),
];
