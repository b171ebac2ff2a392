//! Short videos: 视频详情, whose period stands in the file's name only, and 自助取数 by video.

use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, field, keep_named};
use crate::domain::{Family, VideoColumn as C};
use crate::text::phrase;

const fn video(column: C, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

pub(super) const DETAILS: Format = Format {
    id: "video-details",
    name: phrase("视频详情", "Videos"),
    place: phrase(
        "抖音电商罗盘 → 短视频 → 视频详情 → 下载明细（不要改文件名）",
        "Compass → Videos → Details → download details (keep the file's name)",
    ),
    unlocks: phrase(
        "每条视频的播放、互动、成交和投放",
        "views, interaction, sales and ads of each video",
    ),
    shown: false,
    layouts: &[Layout {
        family: Family::Videos,
        required: &[&["视频ID"], &["视频观看次数", "播放次数", "播放量"]],
        absent: &["统计日期"],
        fields: &[
            video(C::Video, &["视频ID"], Take::Code),
            video(C::Title, &["视频标题"], Take::Label),
            video(C::Published, &["发布时间"], Take::Moment),
            video(C::Account, &["达人抖音号"], Take::Code),
            video(C::AccountName, &["达人昵称"], Take::Label),
            video(C::Product, &["带货商品ID"], Take::Code),
            video(C::Views, &["视频观看次数", "播放次数", "播放量"], Take::Count),
            video(C::Finished, &["完播率"], Take::Ratio),
            video(C::SecondsEach, &["平均观看时长"], Take::Seconds),
            video(C::Likes, &["点赞数", "点赞量"], Take::Count),
            video(C::Comments, &["评论数"], Take::Count),
            video(C::Favourites, &["收藏数"], Take::Count),
            video(C::Shares, &["转发数", "分享数"], Take::Count),
            video(C::ImpressionTimes, &["商品曝光次数"], Take::Count),
            video(C::ClickTimes, &["商品点击次数"], Take::Count),
            video(C::Gmv, &["成交金额"], Take::Money),
            video(C::UserPaid, &["用户支付金额"], Take::Money),
            video(C::Orders, &["成交订单数"], Take::Count),
            video(C::Buyers, &["成交人数"], Take::Count),
            video(C::Refund, &["退款金额"], Take::Money),
            video(C::PaidInLive, &["引流直播间用户支付金额"], Take::Money),
            video(C::PaidBySearch, &["看后搜用户支付金额"], Take::Money),
            video(C::Commission, &["预估佣金支出"], Take::Money),
            video(C::AdCost, &["投放消耗"], Take::Money),
        ],
        days: DaySource::FileName,
        finish,
    }],
};

pub(super) const EXTRACT: Format = Format {
    id: "compass-video",
    name: phrase("罗盘 自助取数 · 短视频", "Compass extract, videos"),
    place: phrase(
        "抖音电商罗盘 → 数据工厂 → 自助取数 → 短视频 → 下载",
        "Compass → Data factory → Self-service extract → Videos → download",
    ),
    unlocks: phrase("每条视频的支付金额和订单", "payments and orders of each video"),
    shown: false,
    layouts: &[Layout {
        family: Family::Videos,
        required: &[&["统计日期"], &["短视频ID"]],
        absent: &["直播间ID"],
        fields: &[
            video(C::From, &["统计日期"], Take::Days),
            video(C::Video, &["短视频ID"], Take::Code),
            video(C::Type, &["视频类型"], Take::Vocabulary),
            video(C::UserPaid, &["短视频用户支付金额"], Take::Money),
            video(C::Orders, &["成交订单数"], Take::Count),
        ],
        days: DaySource::Cells,
        finish,
    }],
};

fn finish(row: &mut Draft<'_>) -> Fate {
    keep_named(row, C::Video, |row| row.dated(C::From))
}
