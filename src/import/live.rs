//! Live sessions: 直播间列表, and 自助取数 by session.

use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, field, keep_named};
use crate::domain::{Family, LiveColumn as C};
use crate::table::CellFault;
use crate::text::phrase;

const fn live(column: C, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

pub(super) const SESSIONS: Format = Format {
    id: "live-sessions",
    name: phrase("直播间列表", "Live sessions"),
    place: phrase(
        "抖音电商罗盘 → 直播 → 直播间列表 → 下载明细",
        "Compass → Live → Sessions → download details",
    ),
    unlocks: phrase(
        "每场直播的观看、成交、退款和投放",
        "viewers, sales, refunds and ads of each session",
    ),
    shown: false,
    layouts: &[Layout {
        family: Family::Lives,
        required: &[&["主播抖音号"], &["直播开始时间"], &["直播间观看人数", "直播间成交金额"]],
        absent: &["直播间ID"],
        fields: &[
            live(C::Room, &["主播抖音号"], Take::Code),
            live(C::Started, &["直播开始时间"], Take::Moment),
            live(C::Ended, &["直播结束时间"], Take::Moment),
            live(C::Name, &["主播昵称"], Take::Label),
            live(C::Seconds, &["直播时长(分钟)"], Take::Minutes),
            live(C::Exposed, &["直播间曝光人数"], Take::Count),
            live(C::Viewers, &["直播间观看人数"], Take::Count),
            live(C::Views, &["直播间观看次数"], Take::Count),
            live(C::Peak, &["最高在线人数"], Take::Count),
            live(C::SecondsEach, &["人均观看时长(分钟)"], Take::Minutes),
            live(C::Comments, &["评论次数"], Take::Count),
            live(C::Followers, &["新增粉丝数"], Take::Count),
            live(C::Impressions, &["直播间商品曝光人数"], Take::Count),
            live(C::Clicks, &["直播间商品点击人数"], Take::Count),
            live(C::Gmv, &["直播间成交金额"], Take::Money),
            live(C::UserPaid, &["直播间用户支付金额"], Take::Money),
            live(C::Orders, &["直播间成交订单数"], Take::Count),
            live(C::Units, &["直播间成交件数"], Take::Count),
            live(C::Buyers, &["直播间成交人数"], Take::Count),
            live(C::Refund, &["直播间退款金额"], Take::Money),
            live(C::NetGmv, &["净成交金额"], Take::Money),
            live(C::HourRefund, &["1小时退款金额"], Take::Money),
            live(C::Commission, &["预估佣金支出"], Take::Money),
            live(C::AdCost, &["投放消耗(店铺被投)"], Take::Money),
        ],
        days: DaySource::Cells,
        finish,
    }],
};

pub(super) const EXTRACT: Format = Format {
    id: "compass-live",
    name: phrase("罗盘 自助取数 · 直播", "Compass extract, live"),
    place: phrase(
        "抖音电商罗盘 → 数据工厂 → 自助取数 → 直播 → 开播日期累计 → 下载",
        "Compass → Data factory → Self-service extract → Live → by start day → download",
    ),
    unlocks: phrase(
        "每场直播的支付金额、订单和人数",
        "payments, orders and buyers of each session",
    ),
    shown: false,
    layouts: &[Layout {
        family: Family::Lives,
        required: &[&["直播间ID"], &["直播开始时间"], &["用户支付金额"]],
        absent: &[],
        fields: &[
            live(C::Room, &["直播间ID"], Take::Code),
            live(C::Started, &["直播开始时间"], Take::Moment),
            live(C::Name, &["直播间名称"], Take::Label),
            live(C::UserPaid, &["用户支付金额"], Take::Money),
            live(C::Orders, &["成交订单数"], Take::Count),
            live(C::Buyers, &["成交人数"], Take::Count),
        ],
        days: DaySource::Cells,
        finish,
    }],
};

fn finish(row: &mut Draft<'_>) -> Fate {
    keep_named(row, C::Room, |row| match row.get(C::Started) {
        None => Fate::Reject(C::Started.into(), CellFault::Missing),
        Some(_) => Fate::Keep,
    })
}
