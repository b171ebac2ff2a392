//! The routine of a shop, from the handbook's timeline (M3) and its rhythms of weeks and months.
//! The daily part begins afresh every morning; what was left undone yesterday does not pile up.
//!
//! These are the defaults; what the operator makes of them is in [`super::template`].

use super::duty::Duty;
use super::rhythm::Rhythm;
use super::task::Slot;
use crate::text::{Phrase, phrase};

/// One thing that is done every day, week or month.
#[derive(Debug)]
pub struct Routine {
    pub id: &'static str,
    pub slot: Slot,
    pub title: Phrase,
    /// What it consists of.
    pub detail: Phrase,
    pub minutes: u32,
    pub duty: Duty,
    pub rhythm: Rhythm,
    /// How many of it a day should have; 0 where nothing is counted.
    pub goal: u32,
    /// It is done on days of rest too: buyers wait.
    pub essential: bool,
}

const fn routine(
    id: &'static str,
    slot: Slot,
    minutes: u32,
    title: Phrase,
    detail: Phrase,
) -> Routine {
    let (duty, rhythm) = (Duty::Operation, Rhythm::Daily);
    Routine { id, slot, title, detail, minutes, duty, rhythm, goal: 0, essential: false }
}

impl Routine {
    const fn of(self, duty: Duty) -> Routine {
        Routine { duty, ..self }
    }

    const fn every(self, rhythm: Rhythm) -> Routine {
        Routine { rhythm, ..self }
    }

    const fn counted(self, goal: u32) -> Routine {
        Routine { goal, ..self }
    }

    const fn essential(self) -> Routine {
        Routine { essential: true, ..self }
    }
}

/// The routine of one shop and one person, in the order of the day. The daily part takes under four
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
    )
    .of(Duty::Service)
    .essential(),
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
    )
    .of(Duty::Service)
    .essential(),
    routine(
        "appeal",
        Slot::Morning,
        10,
        phrase("申诉品质退货", "Appeal quality returns"),
        phrase("申诉成功可找回扣分", "A won appeal gives points back"),
    )
    .of(Duty::Service),
    routine(
        "shipping",
        Slot::Forenoon,
        20,
        phrase("检查发货", "Check shipping"),
        phrase(
            "漏发、24 小时内须发货和揽收；将超时的催厂家",
            "Missed and due orders; press suppliers",
        ),
    )
    .essential(),
    routine(
        "purchase-forenoon",
        Slot::Forenoon,
        10,
        phrase("拍单（上午）", "Place supplier orders"),
        phrase("少单手动拍，多单联系厂家", "By hand if few, by the supplier if many"),
    )
    .essential(),
    routine(
        "reviews",
        Slot::Forenoon,
        10,
        phrase("查中差评", "Poor reviews"),
        phrase("影响转化的及时安抚并回复", "Answer those that hurt conversion"),
    )
    .of(Duty::Service),
    routine(
        "service-check",
        Slot::Forenoon,
        10,
        phrase("客服质检", "Check customer service"),
        phrase(
            "聊天记录、接待数量、话术；常见问题设快捷回复",
            "Chats, volume, wording; set quick replies",
        ),
    )
    .of(Duty::Service),
    routine(
        "selection",
        Slot::Afternoon,
        30,
        phrase("选品", "Find products"),
        phrase(
            "刷榜单和直播间 → 找货源比价 → 上货定价",
            "Charts and live rooms, suppliers, pricing",
        ),
    )
    .of(Duty::Selection),
    routine(
        "creators",
        Slot::Afternoon,
        40,
        phrase("联系达人，新增 10 个", "Contact creators, 10 new ones"),
        phrase("老达人维护、群发新品、寄样、图片手卡", "Keep old ones, send news, samples, cards"),
    )
    .of(Duty::Business)
    .counted(10),
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
    )
    .essential(),
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
    )
    .of(Duty::Service)
    .essential(),
    routine(
        "week-report",
        Slot::Morning,
        20,
        phrase("上周复盘，发周报", "Review last week, send the report"),
        phrase("成交、漏斗、退货、达人；报告选「上周」导出", "Sales, funnel, returns, creators"),
    )
    .every(Rhythm::Weekly(1)),
    routine(
        "week-products",
        Slot::Forenoon,
        20,
        phrase("看近 7 天和近 30 天的商品", "Products of 7 and of 30 days"),
        phrase(
            "数据突出的是潜力爆款：优化主图、标题、SKU，不改价",
            "Promising ones: improve picture, title and SKUs, keep the price",
        ),
    )
    .every(Rhythm::Weekly(2)),
    routine(
        "week-mix",
        Slot::Forenoon,
        10,
        phrase("对一遍货盘", "Check the product mix"),
        phrase(
            "引流、利润、形象离目标差多少，先动哪几个",
            "How far from the targets, what to move",
        ),
    )
    .every(Rhythm::Weekly(3)),
    routine(
        "week-market",
        Slot::Afternoon,
        10,
        phrase("看市场和同行", "Look at the market"),
        phrase(
            "大盘波动、新对手、老对手的佣金价格主图和活动、同行上新",
            "The market, new rivals, what old ones changed",
        ),
    )
    .of(Duty::Selection)
    .every(Rhythm::Weekly(4)),
    routine(
        "week-live",
        Slot::Afternoon,
        15,
        phrase("排下周的主题直播（3 场）", "Plan next week's three live rooms"),
        phrase("主题、商品顺序、福利款、预热视频", "Theme, order of products, offers, trailers"),
    )
    .every(Rhythm::Weekly(5)),
    routine(
        "week-backup",
        Slot::Evening,
        5,
        phrase("下载一份备份", "Download a backup"),
        phrase("数据只在这台电脑的浏览器里；设置 → 备份", "All data is in this browser only"),
    )
    .every(Rhythm::Weekly(7)),
    routine(
        "month-report",
        Slot::Morning,
        40,
        phrase("月度复盘，定本月目标", "Review the month, set goals"),
        phrase(
            "六章报告选「上月」；成交目标环比 20% 起",
            "The report of last month; +20% to begin with",
        ),
    )
    .every(Rhythm::Monthly(1)),
    routine(
        "month-skus",
        Slot::Forenoon,
        20,
        phrase("淘汰低效 SKU", "Drop slow SKUs"),
        phrase("看转化、退款、评价；商品页列出了慢 SKU", "By conversion, refunds, reviews"),
    )
    .every(Rhythm::Monthly(2)),
    routine(
        "month-suppliers",
        Slot::Afternoon,
        20,
        phrase("供应商比价，补备选厂家", "Compare suppliers, find spare ones"),
        phrase("同品多家比价比规格；快断货的先补", "Price and specification; restock first"),
    )
    .of(Duty::Selection)
    .every(Rhythm::Monthly(3)),
];
