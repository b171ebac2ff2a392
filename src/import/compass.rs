//! 罗盘: 自助取数 by shop and by product, 商品列表, 成交分析.
//!
//! The rows of 罗盘 reports are cubes with their own totals inside; only rows that are read as
//! what they are get in, the others are counted as skipped.

use super::Skip;
use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, figure, is_total};
use crate::domain::{CompassColumn, Family, Scope};
use crate::table::CellFault;
use crate::text::phrase;

use CompassColumn as C;

/// The measures that any 罗盘 report may carry, under one set of names.
macro_rules! with_measures {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            figure(C::Gmv, &["成交金额"], Take::Money),
            figure(C::UserPaid, &["用户支付金额"], Take::Money),
            figure(C::Settled, &["结算金额", "实际结算金额"], Take::Money),
            figure(C::Orders, &["成交订单数"], Take::Count),
            figure(C::Buyers, &["成交人数"], Take::Count),
            figure(C::Units, &["成交件数"], Take::Count),
            figure(C::NetGmv, &["净成交金额"], Take::Money),
            figure(C::RefundByPay, &["退款金额(支付时间)"], Take::Money),
            figure(C::RefundByRefund, &["退款金额(退款时间)"], Take::Money),
            figure(C::RefundedOrders, &["退款订单数(支付时间)"], Take::Count),
            figure(C::Impressions, &["商品曝光人数"], Take::Count),
            figure(C::ImpressionTimes, &["商品曝光次数"], Take::Count),
            figure(C::Clicks, &["商品点击人数"], Take::Count),
            figure(C::ClickTimes, &["商品点击次数"], Take::Count),
            figure(C::Carts, &["加购人数"], Take::Count),
            figure(C::AdCost, &["投放消耗(店铺被投)"], Take::Money),
        ]
    };
}

pub(super) const SHOP_DAILY: Format = Format {
    id: "compass-shop-daily",
    name: phrase("罗盘 自助取数 · 店铺", "Compass extract, shop"),
    place: phrase(
        "抖音电商罗盘 → 数据工厂 → 自助取数 → 店铺 → 自然日累计 → 下载",
        "Compass → Data factory → Self-service extract → Shop → by day → download",
    ),
    unlocks: phrase(
        "成交人数、客单价、曝光与点击、投放消耗，和订单对账",
        "buyers, value per buyer, impressions and clicks, ad cost, reconciliation",
    ),
    shown: true,
    layouts: &[
        Layout {
            family: Family::Compass,
            required: &[&["统计日期", "日期"], &["店铺名称"], &["成交金额", "用户支付金额"]],
            absent: &["商品ID", "直播间ID", "短视频ID", "客服昵称"],
            fields: SHOP_FIELDS,
            days: DaySource::Cells,
            finish: finish_shop_day,
        },
        // The older 经营概览, one row a day and no shop name.
        Layout {
            family: Family::Compass,
            required: &[&["日期"], &["成交金额"], &["商品访客数"]],
            absent: &["商品ID", "载体类型"],
            fields: SHOP_FIELDS,
            days: DaySource::Cells,
            finish: finish_shop_day,
        },
    ],
};

const SHOP_FIELDS: &[Field] = with_measures![figure(C::From, &["日期", "统计日期"], Take::Days)];

pub(super) const PRODUCT_DAILY: Format = Format {
    id: "compass-product-daily",
    name: phrase("罗盘 自助取数 · 商品", "Compass extract, products"),
    place: phrase(
        "抖音电商罗盘 → 数据工厂 → 自助取数 → 商品 → 自然日累计 → 下载",
        "Compass → Data factory → Self-service extract → Products → by day → download",
    ),
    unlocks: phrase("每个商品每天的支付、曝光与点击", "each product's sales and traffic by day"),
    shown: false,
    layouts: &[Layout {
        family: Family::Compass,
        required: &[&["统计日期"], &["商品ID"], &["用户支付金额", "成交金额"]],
        absent: &["直播间ID", "短视频ID", "一级渠道"],
        fields: with_measures![
            figure(C::From, &["日期", "统计日期"], Take::Days),
            figure(C::Product, &["商品ID"], Take::Code),
            figure(C::Title, &["商品名称"], Take::Label),
        ],
        days: DaySource::Cells,
        finish: finish_product_day,
    }],
};

pub(super) const PRODUCTS: Format = Format {
    id: "compass-products",
    name: phrase("罗盘 商品列表", "Compass product list"),
    place: phrase(
        "抖音电商罗盘 → 商品 → 商品列表 → 选日期 → 下载明细",
        "Compass → Products → Product list → pick the period → download",
    ),
    unlocks: phrase("四步漏斗（含加购）", "the funnel with its cart step"),
    shown: true,
    layouts: &[
        Layout {
            family: Family::Compass,
            required: &[&["统计周期"], PRODUCT_ID, &["成交金额", "用户支付金额"]],
            absent: &[],
            fields: PRODUCT_FIELDS,
            days: DaySource::Cells,
            finish: finish_product,
        },
        // 商品概览 of 2024 states its period in the file name only.
        Layout {
            family: Family::Compass,
            required: &[PRODUCT_ID, &["商品标题", "商品名称"], &["成交金额"], &["商品曝光人数"]],
            absent: &["日期", "统计日期", "上架时间"],
            fields: PRODUCT_FIELDS,
            days: DaySource::FileName,
            finish: finish_product,
        },
    ],
};

const PRODUCT_ID: &[&str] = &["商品编码", "商品编号", "商品ID"];

const PRODUCT_FIELDS: &[Field] = with_measures![
    figure(C::From, &["统计周期"], Take::Days),
    figure(C::Product, PRODUCT_ID, Take::Code),
    figure(C::Title, &["商品名称", "商品标题"], Take::Label),
    figure(C::Carrier, &["载体"], Take::Vocabulary),
    figure(C::Side, &["自卖/合作"], Take::Vocabulary),
    figure(C::Category, &["品类"], Take::Label),
];

pub(super) const DEAL: Format = Format {
    id: "compass-deal",
    name: phrase("罗盘 成交分析", "Compass deal analysis"),
    place: phrase(
        "抖音电商罗盘 → 交易 → 全店成交分析 → 下载明细",
        "Compass → Deals → Shop deal analysis → download details",
    ),
    unlocks: phrase(
        "没有自助取数时的店铺日数据",
        "shop figures by day where no extract is at hand",
    ),
    shown: true,
    layouts: &[
        Layout {
            family: Family::Compass,
            required: &[&["日期"], &["载体类型"], &["投放时段"], &["成交金额"]],
            absent: &[],
            fields: with_measures![
                figure(C::From, &["日期"], Take::Days),
                figure(C::Carrier, &["载体类型"], Take::Vocabulary),
                // Judged and then replaced by the sheet's side: only 不限 is kept.
                figure(C::Side, &["投放时段"], Take::Vocabulary),
            ],
            days: DaySource::Cells,
            finish: finish_deal,
        },
        // The other sheets of the same workbook, told apart by what they split by. Their rows are
        // the same sales once more, and no figure asks for such a split: skipped, and said so.
        Layout {
            family: Family::Compass,
            required: &[&["日期"], DEAL_SPLITS, &["用户支付金额"]],
            absent: &["统计日期", "店铺名称"],
            fields: &[figure(C::From, &["日期"], Take::Days)],
            days: DaySource::Cells,
            finish: |_| Fate::Skip(Skip::Split),
        },
    ],
};

const DEAL_SPLITS: &[&str] = &[
    "账号/渠道",
    "账号名称",
    "售卖类型",
    "终端类型",
    "一级类目",
    "成交笔单价",
    "价格带",
    "人群类型",
];

fn finish_shop_day(row: &mut Draft<'_>) -> Fate {
    keep_row(row, Scope::ShopDaily)
}

fn finish_product_day(row: &mut Draft<'_>) -> Fate {
    match skipped_product(row) {
        Some(fate) => fate,
        None => keep_row(row, Scope::ProductDaily),
    }
}

fn finish_product(row: &mut Draft<'_>) -> Fate {
    for column in [C::Carrier, C::Side, C::Category] {
        drop_total(row, column);
    }
    // A row for the whole shop carries 全部 in place of a product: it is kept without one.
    drop_total(row, C::Product);
    drop_total(row, C::Title);
    if row.get(C::Product).is_none() && !is_total(&row.text(C::Product)) {
        let total = is_total(&row.text(C::Title));
        return if total { keep_row(row, Scope::ProductList) } else { Fate::Skip(Skip::NoId) };
    }
    keep_row(row, Scope::ProductList)
}

fn finish_deal(row: &mut Draft<'_>) -> Fate {
    let side = match row.sheet() {
        "" | "成交概览" => None,
        "自营成交" => Some("自营"),
        "合作成交" => Some("合作"),
        _ => return Fate::Skip(Skip::Split),
    };
    if row.text(C::Side) != "不限" {
        return Fate::Skip(Skip::Slice);
    }
    match side {
        Some(side) => row.name(C::Side, side),
        None => row.set(C::Side, None),
    }
    drop_total(row, C::Carrier);
    keep_row(row, Scope::Deal)
}

fn skipped_product(row: &Draft<'_>) -> Option<Fate> {
    let id = row.text(C::Product);
    if is_total(&id) {
        return Some(Fate::Skip(Skip::Total));
    }
    id.is_empty().then_some(Fate::Skip(Skip::NoId))
}

/// 全部 in a dimension means that the row is not split by it.
fn drop_total(row: &mut Draft<'_>, column: C) {
    if is_total(&row.text(column)) {
        row.set(column, None);
    }
}

fn keep_row(row: &mut Draft<'_>, scope: Scope) -> Fate {
    if is_total(&row.text(C::From)) {
        return Fate::Skip(Skip::Total);
    }
    if row.get(C::From).is_none() {
        return Fate::Reject(C::From.into(), CellFault::Missing);
    }
    row.set(C::Scope, Some(scope.to_cell()));
    Fate::Keep
}
