//! The exports of 抖店 and what buyers say: orders, after-sales, reviews.

use super::dice::Dice;
use super::sale::{Case, NOT_SHIPPED, Sale};
use super::sheet::Cell::{At, Cents, Count, Text};
use super::sheet::Sheet;
use super::shop::Shop;
use super::stock::{CREATORS, GIFT, PAID, PRODUCTS, Story};
use crate::domain::{Day, Moment};

/// Numbers as long as those of 抖店, none of which ends in zeros.
fn number(base: i64, of: i64) -> i64 {
    base + of * 1_000_003_337 + 17
}

fn order_number(of: i64) -> i64 {
    number(6_910_000_000_000_000_000, of)
}

/// The 商品ID of a place in the stock; a gift has the one after the last.
pub(super) fn product_number(of: usize) -> i64 {
    number(3_690_000_000_000_000_000, i64::try_from(of).unwrap_or(0) + 1)
}

/// The 达人ID of an account.
fn creator_number(of: usize) -> i64 {
    2_003_004_001_007 + i64::try_from(of).unwrap_or(0) * 7_919
}

fn product_of(sale: &Sale) -> (i64, &'static str) {
    match sale.gift {
        true => (product_number(PRODUCTS.len()), GIFT),
        false => (product_number(sale.product), sale.product().name),
    }
}

/// 商家编码.
fn code(sale: &Sale) -> String {
    format!("SL{:02}{}", sale.product + 1, if sale.gift { "G" } else { "" })
}

const ORDERS: &str = "主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商家编码,商品金额,订单应付金额,平台实际承担优惠金额,达人实际承担优惠金额,商家实际承担优惠金额,订单提交时间,支付完成时间,发货时间,订单完成时间,承诺发货时间,订单状态,售后状态,订单类型,达人ID,达人昵称,流量来源,流量类型,流量体裁,流量渠道,省";

/// 订单导出, 商品维度.
pub(super) fn orders(shop: &Shop) -> Sheet {
    let exported = shop.now.0 - 8 * 3_600;
    let mut sheet = Sheet::new(format!("示例_订单_{exported}.csv"), ORDERS);
    for sale in &shop.sales {
        let (product, name) = product_of(sale);
        let seat = sale.seat();
        let who = CREATORS.get(seat.creator).filter(|_| seat.creator > 0);
        let (id, nickname) = match who {
            Some(who) => (creator_number(seat.creator), who.name),
            None => (0, "-"),
        };
        sheet.row(&[
            Count(order_number(sale.order)),
            Count(order_number(sale.line)),
            Text(name),
            Text(sale.sku),
            Count(sale.units),
            Count(product),
            Text(&code(sale)),
            Cents(sale.price),
            Cents(sale.payable),
            Cents(sale.platform),
            Cents(sale.creator),
            Cents(sale.shop),
            At(Some(sale.placed)),
            At(sale.paid),
            At(sale.shipped),
            At(sale.finished),
            At(sale.paid.map(|paid| paid.plus_hours(48))),
            Text(status(sale)),
            Text(after_sale(sale)),
            Text("普通订单"),
            Count(id),
            Text(nickname),
            Text(if who.is_some() { "精选联盟" } else { "小店自卖" }),
            Text(if seat.channel == PAID { "广告" } else { "非广告" }),
            Text(seat.carrier),
            Text(seat.channel),
            Text(sale.province),
        ]);
    }
    sheet
}

/// Its case gave all of the money back.
fn undone(sale: &Sale) -> bool {
    let whole = |case: &Case| case.refunded.is_some() && case.refund == sale.payable;
    sale.case.as_ref().is_some_and(whole)
}

fn status(sale: &Sale) -> &'static str {
    match sale.paid {
        None => "已关闭",
        Some(_) if undone(sale) => "已关闭",
        Some(_) if sale.finished.is_some() => "已完成",
        Some(_) if sale.shipped.is_some() => "已发货",
        Some(_) => "待发货",
    }
}

fn after_sale(sale: &Sale) -> &'static str {
    match &sale.case {
        Some(case) if matches!(case.kind, "换货" | "价保") => "-",
        Some(case) if case.refunded.is_some() => "退款成功",
        Some(case) => case.status,
        None => "-",
    }
}

const CASES: &str = "售后单号,订单号,商品单号,商品名称,商品ID,应付金额（元）,商品发货状态,售后类型,退商品金额（元）,退运费金额（元）,售后状态,售后申请时间,售后原因,自动处理截止时间,商家退款时间,用户到账时间,售后完结时间";

/// 售后单导出.
pub(super) fn cases(shop: &Shop) -> Sheet {
    let mut sheet = Sheet::new(format!("示例_售后单_{}.csv", shop.now.0 - 8 * 3_600), CASES);
    for sale in &shop.sales {
        let Some(case) = &sale.case else { continue };
        let (product, name) = product_of(sale);
        let open = matches!(case.status, "待买家退货" | "待商家处理");
        let shipped = if case.kind == NOT_SHIPPED { "未发货" } else { "已发货" };
        sheet.row(&[
            Count(number(7_320_000_000_000_000_000, sale.line)),
            Count(order_number(sale.order)),
            Count(order_number(sale.line)),
            Text(name),
            Count(product),
            Cents(sale.payable),
            Text(shipped),
            Text(case.kind),
            Cents(case.refund),
            Cents(0),
            Text(case.status),
            At(Some(case.applied)),
            Text(case.reason),
            At(open.then(|| case.applied.plus_hours(48))),
            At(case.refunded),
            At(case.refunded),
            At(case.refunded),
        ]);
    }
    sheet
}

const REVIEWS: &str =
    "评价日期,订单ID,商品ID,商品名称,商品规格,商品评价得分,评价等级,评价内容,商家是否回复";

/// 评价导出: what some buyers wrote once the parcel had come.
pub(super) fn reviews(shop: &Shop, last: Day, dice: &mut Dice) -> Sheet {
    let name = format!("示例_评价_{}.csv", crate::text::iso_day(last));
    let mut sheet = Sheet::new(name, REVIEWS);
    for sale in shop.sales.iter().filter(|sale| !sale.gift && sale.case.is_none()) {
        let Some(finished) = sale.finished.filter(|_| dice.chance(90)) else { continue };
        let written = Moment(finished.0 + dice.between(600, 100_000));
        if written > shop.now {
            continue;
        }
        let bad = if sale.product().story == Story::Mismatch { 26 } else { 7 };
        let (stars, grade, words) = match dice.below(100) {
            drawn if drawn < bad && sale.product().story == Story::Mismatch => {
                (dice.between(1, 3), "差评", "颜色和图片不一样")
            }
            drawn if drawn < bad => (dice.between(1, 3), "差评", "物流太慢了"),
            drawn if drawn < bad + 8 => (3, "中评", "一般"),
            drawn if drawn < bad + 20 => (4, "好评", "还不错"),
            _ => (5, "好评", "质量很好"),
        };
        let answered = stars > 3 || dice.chance(600);
        sheet.row(&[
            At(Some(written)),
            Count(order_number(sale.order)),
            Count(product_number(sale.product)),
            Text(sale.product().name),
            Text(sale.sku),
            Count(stars),
            Text(grade),
            Text(words),
            Text(if answered { "已回复" } else { "-" }),
        ]);
    }
    sheet
}
