//! 千川: 标准计划, 抖音号, 全域 product and live, 素材, 财务流水. A row whose day is 全部 sums up others.

use super::format::{
    DaySource, Draft, Fate, Field, Format, Layout, Take, field, is_total, keep_named,
};
use crate::domain::{AdColumn as C, AdScope, Family};
use crate::text::{Phrase, phrase};

const fn ad(column: C, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

/// The measures that any report of 千川 may carry. 全域 reports say 整体, others nothing.
macro_rules! with_measures {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            ad(C::Cost, &["整体消耗", "消耗"], Take::Money),
            ad(C::Gmv, &["整体成交金额", "直接成交金额"], Take::Money),
            ad(C::Orders, &["整体成交订单数", "直接成交订单数"], Take::Count),
            ad(C::NetGmv, &["净成交金额"], Take::Money),
            ad(C::HourRefundRate, &["1小时内退款率"], Take::Ratio),
            ad(C::ImpressionTimes, &["整体展示次数", "整体展现次数", "直播间整体曝光次数", "展示次数"], Take::Count),
            ad(C::ClickTimes, &["整体点击次数", "点击次数"], Take::Count),
            ad(C::Coupons, &["整体成交智能优惠券金额", "智能优惠券金额", "成交智能优惠券金额"], Take::Money),
            ad(C::Views, &["直播间整体观看次数", "视频播放数", "播放数"], Take::Count),
        ]
    };
}

const UNLOCKS: Phrase = phrase("投放消耗、ROI", "ad cost and ROI");
const ACCOUNT: &[&str] = &["抖音号ID", "抖音号", "抖音号名称"];
const COST: &[&str] = &["整体消耗", "消耗"];

const ACCOUNT_FIELDS: &[Field] = with_measures![
    ad(C::From, &["日期"], Take::Days),
    ad(C::Account, ACCOUNT, Take::Code),
    ad(C::AccountName, &["抖音号名称"], Take::Label),
];

pub(super) const PLAN: Format = Format {
    id: "ads-plan",
    name: phrase("千川 标准计划", "Qianchuan plans"),
    place: phrase(
        "巨量千川 → 报表 → 计划 → 分日 → 下载",
        "Qianchuan → Reports → Plans → by day → download",
    ),
    unlocks: UNLOCKS,
    shown: false,
    layouts: &[Layout {
        family: Family::Ads,
        required: &[&["日期"], &["计划ID"], COST],
        absent: HOURLY,
        fields: with_measures![
            ad(C::From, &["日期"], Take::Days),
            ad(C::Account, ACCOUNT, Take::Code),
            ad(C::AccountName, &["抖音号名称"], Take::Label),
            ad(C::Item, &["计划ID"], Take::Code),
            ad(C::ItemName, &["计划名称"], Take::Label),
            ad(C::Type, &["推广类型"], Take::Vocabulary),
        ],
        days: DaySource::Cells,
        finish: |row| keep(row, AdScope::Plan, Some(C::Item)),
    }],
};

pub(super) const PRODUCT: Format = Format {
    id: "ads-product",
    name: phrase("千川 全域商品", "Qianchuan products"),
    place: phrase(
        "巨量千川 → 报表 → 全域推广 → 商品 → 分日 → 下载",
        "Qianchuan → Reports → Overall → Products → by day → download",
    ),
    unlocks: UNLOCKS,
    shown: true,
    layouts: &[Layout {
        family: Family::Ads,
        required: &[&["日期"], &["商品ID"], &["整体消耗"]],
        absent: HOURLY,
        fields: with_measures![
            ad(C::From, &["日期"], Take::Days),
            ad(C::Item, &["商品ID"], Take::Code),
            ad(C::ItemName, &["商品名称"], Take::Label),
        ],
        days: DaySource::Cells,
        finish: |row| keep(row, AdScope::Product, Some(C::Item)),
    }],
};

pub(super) const LIVE: Format = Format {
    id: "ads-live",
    name: phrase("千川 全域直播", "Qianchuan live"),
    place: phrase(
        "巨量千川 → 报表 → 全域推广 → 直播分析 → 分日 → 下载",
        "Qianchuan → Reports → Overall → Live → by day → download",
    ),
    unlocks: UNLOCKS,
    shown: true,
    layouts: &[Layout {
        family: Family::Ads,
        required: &[
            &["日期"],
            ACCOUNT,
            &["整体消耗"],
            &["直播间整体观看次数", "直播间整体曝光次数"],
        ],
        absent: HOURLY,
        fields: ACCOUNT_FIELDS,
        days: DaySource::Cells,
        finish: |row| keep(row, AdScope::Live, Some(C::Account)),
    }],
};

pub(super) const ACCOUNTS: Format = Format {
    id: "ads-account",
    name: phrase("千川 抖音号", "Qianchuan accounts"),
    place: phrase(
        "巨量千川 → 报表 → 抖音号 → 分日 → 下载",
        "Qianchuan → Reports → Accounts → by day → download",
    ),
    unlocks: UNLOCKS,
    shown: true,
    layouts: &[
        Layout {
            family: Family::Ads,
            required: &[&["日期"], ACCOUNT, &["整体消耗"]],
            absent: HOURLY,
            fields: ACCOUNT_FIELDS,
            days: DaySource::Cells,
            finish: |row| keep(row, AdScope::OverallAccount, Some(C::Account)),
        },
        Layout {
            family: Family::Ads,
            required: &[&["日期"], ACCOUNT, &["消耗"]],
            absent: HOURLY,
            fields: ACCOUNT_FIELDS,
            days: DaySource::Cells,
            finish: |row| keep(row, AdScope::Account, Some(C::Account)),
        },
    ],
};

pub(super) const MATERIAL: Format = Format {
    id: "ads-material",
    name: phrase("千川 素材", "Qianchuan materials"),
    place: phrase(
        "巨量千川 → 素材 → 视频 → 下载（不要改文件名）",
        "Qianchuan → Materials → Videos → download (keep the file's name)",
    ),
    unlocks: phrase("哪条素材花得值", "which material is worth its cost"),
    shown: false,
    layouts: &[Layout {
        family: Family::Ads,
        required: &[&["素材ID"], COST],
        absent: &["日期"],
        fields: with_measures![
            ad(C::Item, &["素材ID"], Take::Code),
            ad(C::ItemName, &["素材名称"], Take::Label),
        ],
        days: DaySource::FileName,
        finish: |row| keep(row, AdScope::Material, Some(C::Item)),
    }],
};

pub(super) const FINANCE: Format = Format {
    id: "ads-finance",
    name: phrase("千川 财务流水", "Qianchuan finance"),
    place: phrase("巨量千川 → 财务 → 资金流水 → 下载", "Qianchuan → Finance → Flow → download"),
    unlocks: phrase("账户消耗、充值和余额", "spending, top-ups and balance of the account"),
    shown: false,
    layouts: &[Layout {
        family: Family::Ads,
        required: &[&["日期"], &["余额总消耗"], &["总余额"]],
        absent: &[],
        fields: &[
            ad(C::From, &["日期"], Take::Days),
            ad(C::Item, &["资金池类型"], Take::Vocabulary),
            ad(C::Cost, &["余额总消耗"], Take::Money),
            ad(C::Granted, &["赠款消耗"], Take::Money),
            ad(C::PaidIn, &["总存入"], Take::Money),
            ad(C::Balance, &["总余额"], Take::Money),
        ],
        days: DaySource::Cells,
        finish: |row| {
            // A row over all pools is kept without one.
            if is_total(&row.text(C::Item)) {
                row.set(C::Item, None);
            }
            keep(row, AdScope::Finance, None)
        },
    }],
};

/// Rows by hour would have to be told from rows by day; 千川 gives both.
const HOURLY: &[&str] = &["小时区间", "时间-小时"];

fn keep(row: &mut Draft<'_>, scope: AdScope, subject: Option<C>) -> Fate {
    row.set(C::Scope, Some(scope.to_cell()));
    match subject {
        Some(subject) => keep_named(row, subject, |row| row.dated(C::From)),
        None => row.dated(C::From),
    }
}
