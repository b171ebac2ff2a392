//! 商品卡: the list by product and the flow by channel. Both state their period in the file's name.

use super::Skip;
use super::format::{DaySource, Draft, Fate, Format, Layout, Take, figure, is_total};
use crate::domain::{CompassColumn as C, Family, Scope};
use crate::text::phrase;

pub(super) const CARD: Format = Format {
    id: "compass-card",
    name: phrase("罗盘 商品卡列表", "Compass product cards"),
    place: phrase(
        "抖音电商罗盘 → 商品卡 → 商品卡列表 → 下载明细",
        "Compass → Product cards → List → download details",
    ),
    unlocks: phrase(
        "每个商品在商品卡的曝光、点击、加购和成交",
        "each product's traffic and sales on its card",
    ),
    shown: false,
    layouts: &[Layout {
        family: Family::Compass,
        required: &[&["商品ID"], &["商品卡曝光人数", "商品卡点击人数"]],
        absent: &["一级渠道"],
        fields: &[
            figure(C::Product, &["商品ID"], Take::Code),
            figure(C::Title, &["商品标题", "商品名称"], Take::Label),
            figure(C::UserPaid, &["商品卡用户支付金额"], Take::Money),
            figure(C::Orders, &["商品卡成交订单数"], Take::Count),
            figure(C::Buyers, &["商品卡成交人数"], Take::Count),
            figure(C::Impressions, &["商品卡曝光人数"], Take::Count),
            figure(C::ImpressionTimes, &["商品卡曝光次数"], Take::Count),
            figure(C::Clicks, &["商品卡点击人数"], Take::Count),
            figure(C::ClickTimes, &["商品卡点击次数"], Take::Count),
            figure(C::Carts, &["商品卡加购人数"], Take::Count),
        ],
        days: DaySource::FileName,
        finish: |row| keep(row, C::Product, Scope::Card),
    }],
};

pub(super) const CARD_FLOW: Format = Format {
    id: "compass-card-flow",
    name: phrase("罗盘 商品卡流量来源", "Compass card traffic"),
    place: phrase(
        "抖音电商罗盘 → 商品卡 → 流量分析 → 流量来源 → 下载明细",
        "Compass → Product cards → Traffic → Sources → download details",
    ),
    unlocks: phrase(
        "搜索、猜你喜欢、商城等渠道各带来多少",
        "what search, feeds and the mall bring",
    ),
    shown: false,
    layouts: &[Layout {
        family: Family::Compass,
        required: &[&["一级渠道"], &["商品卡曝光人数", "商品卡点击人数"]],
        absent: &[],
        fields: &[
            figure(C::Channel, &["一级渠道"], Take::Vocabulary),
            figure(C::SubChannel, &["二级渠道"], Take::Vocabulary),
            figure(C::UserPaid, &["用户支付金额"], Take::Money),
            figure(C::Buyers, &["成交人数"], Take::Count),
            figure(C::Impressions, &["商品卡曝光人数"], Take::Count),
            figure(C::Clicks, &["商品卡点击人数"], Take::Count),
        ],
        days: DaySource::FileName,
        finish: |row| keep(row, C::Channel, Scope::CardFlow),
    }],
};

/// Keeps a row that names its subject.
fn keep(row: &mut Draft<'_>, subject: C, scope: Scope) -> Fate {
    let name = row.text(subject);
    if is_total(&name) {
        return Fate::Skip(Skip::Total);
    }
    if name.is_empty() {
        return Fate::Skip(Skip::NoId);
    }
    row.set(C::Scope, Some(scope.to_cell()));
    Fate::Keep
}
