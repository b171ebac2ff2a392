//! The reports of 罗盘 and 千川: the shop, its products, its live rooms, creators and ads.

use super::deal::product_number;
use super::dice::Dice;
use super::sheet::Cell::{At, Cents, Count, Day as On, Text};
use super::sheet::Sheet;
use super::shop::{DAYS, Shop, Tally};
use super::stock::{CREATORS, PRODUCTS, SEATS};
use super::{NAME, days_in_name};
use crate::domain::{Moment, Period};
use crate::text::iso_day;

const SHOP: &str = "日期,店铺名称,成交金额,用户支付金额,成交订单数,成交人数,净成交金额,退款金额（支付时间）,退款金额（退款时间）,退款订单数（支付时间）,商品曝光人数,商品点击人数,投放消耗（店铺被投）";

/// 自助取数 by shop and day. 罗盘 counts a little more than the order file can: coupons that no
/// column states.
pub(super) fn shop_days(shop: &Shop) -> Sheet {
    let mut sheet =
        Sheet::new(format!("示例_自助取数_店铺_{}.csv", days_in_name(shop.days())), SHOP);
    for age in (1..=DAYS).rev() {
        let sum = shop.sum((age, age), None);
        let gmv = sum.gmv + sum.gmv / 230;
        sheet.row(&[
            On(shop.day(age)),
            Text(NAME),
            Cents(gmv),
            Cents(sum.paid),
            Count(sum.orders),
            Count(sum.orders * 93 / 100),
            Cents(gmv - sum.refund),
            Cents(sum.refund),
            Cents(sum.refund_then),
            Count(sum.refunds),
            Count(people(sum.impressions, 1)),
            Count(people(sum.clicks, 1)),
            Cents(sum.cost),
        ]);
    }
    sheet
}

/// People of several products and days: many are counted once who came often.
fn people(times: i64, days: i32) -> i64 {
    times * 88 / (100 + i64::from(days))
}

const PRODUCT: &str = "日期,统计日期,商品ID,商品名称,成交金额,用户支付金额,成交订单数,成交人数,成交件数,商品曝光人数,商品点击人数,退款金额（支付时间）";

/// 自助取数 by product and day.
pub(super) fn product_days(shop: &Shop) -> Sheet {
    let name = format!("示例_自助取数_商品_{}.csv", days_in_name(shop.days()));
    let mut sheet = Sheet::new(name, PRODUCT);
    for (place, product) in PRODUCTS.iter().enumerate() {
        for age in (1..=DAYS).rev() {
            let sum = shop.sum((age, age), Some(place));
            sheet.row(&[
                On(shop.day(age)),
                On(shop.day(age)),
                Count(product_number(place)),
                Text(product.name),
                Cents(sum.gmv),
                Cents(sum.paid),
                Count(sum.orders),
                Count(sum.orders),
                Count(sum.units),
                Count(sum.impressions),
                Count(sum.clicks),
                Cents(sum.refund),
            ]);
        }
    }
    sheet
}

const LIST: &str = "统计周期,商品名称,商品编码,载体,品类,自卖/合作,成交金额,用户支付金额,成交订单数,成交人数,成交件数,净成交金额,退款金额(退款时间),商品曝光人数,商品曝光次数,商品点击人数,商品点击次数,投放消耗（店铺被投）,加购人数";

/// 商品列表 over `days` days that end `skip` days before yesterday.
pub(super) fn product_list(shop: &Shop, days: i32, skip: i32) -> Sheet {
    let period = Period::ending(shop.day(1 + skip), days);
    let name = format!("示例_商品列表_{}.csv", days_in_name(period));
    let mut sheet = Sheet::new(name, LIST);
    let ages = (1 + skip, days + skip);
    let range = format!("{}~{}", iso_day(period.from), iso_day(period.to));
    let mut row = |name: &str, number: &str, category: &str, sum: &Tally, days: i32| {
        sheet.row(&[
            Text(&range),
            Text(name),
            Text(number),
            Text("全部"),
            Text(category),
            Text("全部"),
            Cents(sum.gmv),
            Cents(sum.paid),
            Count(sum.orders),
            Count(sum.orders * 93 / (100 + i64::from(days) / 3)),
            Count(sum.units),
            Cents(sum.gmv - sum.refund),
            Cents(sum.refund_then),
            Count(people(sum.impressions, days)),
            Count(sum.impressions * 2),
            Count(people(sum.clicks, days)),
            Count(sum.clicks * 6 / 5),
            Cents(sum.cost),
            Count(people(sum.carts, days)),
        ]);
    };
    row("全部", "全部", "全部", &shop.sum(ages, None), days);
    for (place, product) in PRODUCTS.iter().enumerate() {
        let number = product_number(place).to_string();
        row(product.name, &number, product.category, &shop.sum(ages, Some(place)), days);
    }
    sheet
}

const ADS: &str = "商品ID,商品名称,日期,整体展示次数,整体点击次数,整体消耗,整体成交订单数,整体成交金额,净成交金额,整体成交智能优惠券金额";

/// 千川 全域商品 by day.
pub(super) fn ads(shop: &Shop) -> Sheet {
    let mut sheet = Sheet::new(format!("示例_全域商品_{}.csv", days_in_name(shop.days())), ADS);
    for (place, product) in PRODUCTS.iter().enumerate().filter(|(_, product)| product.ads > 0) {
        for age in (1..=DAYS).rev() {
            let sum = shop.sum((age, age), Some(place));
            sheet.row(&[
                Count(product_number(place)),
                Text(product.name),
                On(shop.day(age)),
                Count(sum.impressions),
                Count(sum.clicks / 2),
                Cents(sum.cost),
                Count(sum.orders / 2),
                Cents(sum.gmv / 2),
                Cents((sum.gmv - sum.refund) / 2),
                Cents(sum.gmv / 460),
            ]);
        }
    }
    sheet
}

const LIVES: &str = "主播昵称,主播抖音号,直播开始时间,直播结束时间,直播时长(分钟),直播间曝光人数,直播间观看人数,直播间观看次数,最高在线人数,人均观看时长(分钟),评论次数,新增粉丝数,直播间商品曝光人数,直播间商品点击人数,直播间成交订单数,直播间成交金额,直播间用户支付金额,直播间成交件数,直播间成交人数,直播间退款金额,预估佣金支出,净成交金额";

/// 直播间列表: every evening on which an account sold something live.
pub(super) fn lives(shop: &Shop, dice: &mut Dice) -> Sheet {
    let mut sheet = Sheet::new(format!("示例_直播明细_{}.csv", days_in_name(shop.days())), LIVES);
    for age in (1..=DAYS).rev() {
        for (place, who) in CREATORS.iter().enumerate() {
            let sum = shop.room((age, age), place);
            if sum.orders == 0 {
                continue;
            }
            let started = Moment(shop.day(age).start().0 + dice.between(69_000, 71_000));
            let minutes = dice.between(120, 200);
            let viewers = sum.orders * dice.between(70, 110);
            sheet.row(&[
                Text(who.name),
                Text(who.account),
                At(Some(started)),
                At(Some(Moment(started.0 + minutes * 60))),
                Count(minutes),
                Count(viewers * 4),
                Count(viewers),
                Count(viewers * 6 / 5),
                Count(viewers / 9),
                Count(dice.between(1, 4)),
                Count(viewers / 12),
                Count(viewers / 60),
                Count(viewers * 7 / 10),
                Count(sum.orders * 9),
                Count(sum.orders),
                Cents(sum.gmv),
                Cents(sum.paid),
                Count(sum.units),
                Count(sum.orders),
                Cents(sum.refund),
                Cents(if place > 0 { sum.paid / 5 } else { 0 }),
                Cents(sum.gmv - sum.refund),
            ]);
        }
    }
    sheet
}

const PEOPLE: &str = "达人昵称,抖音号,成交商品数,电商等级,粉丝数,近30天电商开播频次,近30天电商投稿频次,成交金额(元),成交订单数,成交件数,成交人数,预估佣金支出,直播间成交金额(元),短视频成交金额(元),退款金额,退款订单数";

/// 合作达人 of the last thirty days.
pub(super) fn creators(shop: &Shop) -> Sheet {
    let period = Period::ending(shop.day(1), 30);
    let mut sheet = Sheet::new(format!("示例_合作达人_{}.csv", days_in_name(period)), PEOPLE);
    for (place, who) in CREATORS.iter().enumerate().skip(1) {
        let mut sum = Tally::default();
        for sale in shop.sales.iter().filter(|sale| sale.seat().creator == place && !sale.gift) {
            let Some(paid) = sale.paid.filter(|paid| period.contains(paid.day())) else { continue };
            let refunded =
                sale.case.as_ref().filter(|case| case.refunded.is_some() && paid < case.applied);
            sum.gmv += sale.gmv();
            sum.paid += sale.payable;
            sum.orders += 1;
            sum.units += sale.units;
            sum.refund += refunded.map_or(0, |case| case.refund);
            sum.refunds += i64::from(refunded.is_some());
        }
        let live = SEATS.iter().any(|seat| seat.creator == place && seat.carrier == "直播");
        let (by_live, by_video) = if live { (sum.gmv, 0) } else { (0, sum.gmv) };
        sheet.row(&[
            Text(who.name),
            Text(who.account),
            Count(sum.orders.min(9)),
            Text(who.level),
            Count(who.fans),
            Count(if live { 30 - i64::from(who.silent) } else { 0 }),
            Count(if live { 4 } else { 18 }),
            Cents(sum.gmv),
            Count(sum.orders),
            Count(sum.units),
            Count(sum.orders),
            Cents(sum.paid / 5),
            Cents(by_live),
            Cents(by_video),
            Cents(sum.refund),
            Count(sum.refunds),
        ]);
    }
    sheet
}
