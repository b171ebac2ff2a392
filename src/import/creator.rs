//! 合作达人: creators over a period that stands in the file's name.

use super::format::{DaySource, Field, Format, Layout, Take, field, keep_named};
use crate::domain::{CreatorColumn as C, Family};
use crate::text::phrase;

const fn creator(column: C, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

pub(super) const CREATORS: Format = Format {
    id: "creators",
    name: phrase("合作达人", "Creators"),
    place: phrase(
        "抖音电商罗盘 → 达人 → 合作达人 → 下载（不要改文件名）",
        "Compass → Creators → Cooperating → download (keep the file's name)",
    ),
    unlocks: phrase(
        "每个达人的成交、退款、佣金和活跃度",
        "each creator's sales, refunds, commission and activity",
    ),
    shown: false,
    layouts: &[Layout {
        family: Family::Creators,
        required: &[&["抖音号"], &["达人昵称"], &["成交金额"], &["粉丝数", "电商等级"]],
        absent: &["日期", "视频ID"],
        fields: &[
            creator(C::Account, &["抖音号"], Take::Code),
            creator(C::Name, &["达人昵称"], Take::Label),
            creator(C::Level, &["电商等级"], Take::Vocabulary),
            creator(C::Fans, &["粉丝数"], Take::Count),
            creator(C::Products, &["成交商品数"], Take::Count),
            creator(C::LivesIn30Days, &["近30天电商开播频次"], Take::Count),
            creator(C::VideosIn30Days, &["近30天电商投稿频次"], Take::Count),
            creator(C::Gmv, &["成交金额"], Take::Money),
            creator(C::Orders, &["成交订单数"], Take::Count),
            creator(C::Units, &["成交件数"], Take::Count),
            creator(C::Buyers, &["成交人数"], Take::Count),
            creator(C::NewBuyers, &["成交新用户数"], Take::Count),
            creator(C::LiveGmv, &["直播间成交金额"], Take::Money),
            creator(C::VideoGmv, &["短视频成交金额"], Take::Money),
            creator(C::Refund, &["退款金额"], Take::Money),
            creator(C::RefundedOrders, &["退款订单数"], Take::Count),
            creator(C::RefundBeforeShipping, &["发货前退款金额"], Take::Money),
            creator(C::Commission, &["预估佣金支出"], Take::Money),
            creator(C::CommissionPaid, &["实际佣金支出"], Take::Money),
        ],
        days: DaySource::FileName,
        finish: |row| keep_named(row, C::Account, |row| row.dated(C::From)),
    }],
};
