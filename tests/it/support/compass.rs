//! 罗盘 rows of an invented shop.

use super::grid::{Grid, Row};

/// 自助取数 by shop with traffic, refunds and ad cost chosen.
pub const SHOP_WIDE: &str = "统计日期,日期,店铺名称,成交金额,用户支付金额,成交订单数,成交人数,净成交金额,\
    退款金额（支付时间）,退款金额（退款时间）,退款订单数（支付时间）,商品曝光人数,商品点击人数,投放消耗（店铺被投）";

/// 商品列表, the columns that matter here.
pub const PRODUCT_LIST: &str = "统计周期,商品名称,商品编码,载体,品类,自卖/合作,成交金额,用户支付金额,成交订单数,\
    成交人数,成交件数,退款金额(退款时间),商品曝光人数,商品曝光次数,商品点击人数,商品点击次数,\
    曝光点击率（人数）,投放消耗（店铺被投）,加购人数,收藏人数";

/// 成交分析, sheet 成交概览, the columns that matter here.
pub const DEAL: &str = "日期,载体类型,投放时段,用户支付金额,成交订单数,成交人数,客单价,成交金额,净成交金额,\
    商品曝光人数,商品点击人数,退款金额(支付时间),退款金额(退款时间),退款订单数(支付时间)";

/// A day as 自助取数 states it: 1,000.00 元 of 20 orders by 16 buyers.
pub fn shop_day(day: &str) -> Row {
    let compact = day.replace('-', "");
    Row::new(&[
        ("统计日期", "20261101-20261130"),
        ("日期", &compact),
        ("店铺名称", "示例小店"),
        ("成交金额", "1000.00"),
        ("用户支付金额", "800.00"),
        ("成交订单数", "20"),
        ("成交人数", "16"),
        ("退款金额（支付时间）", "50.00"),
        ("商品曝光人数", "2000"),
        ("商品点击人数", "100"),
        ("投放消耗（店铺被投）", "150.00"),
    ])
}

pub fn shop_wide<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Grid {
    Grid::new(SHOP_WIDE, rows)
}

/// A row of 商品列表 over a range (`20261101-20261107`); `全部` for the whole shop.
pub fn listed(range: &str, product: &str) -> Row {
    Row::new(&[
        ("统计周期", range),
        ("商品名称", if product == "全部" { "全部" } else { "列出的商品" }),
        ("商品编码", product),
        ("载体", "全部"),
        ("品类", "全部"),
        ("自卖/合作", "全部"),
        ("成交金额", "300.00"),
        ("成交人数", "10"),
        ("商品曝光人数", "900"),
        ("商品点击人数", "90"),
        ("加购人数", "12"),
    ])
}

/// A day as 成交分析 states it, for one carrier and one 投放时段.
pub fn deal_day(day: &str, carrier: &str, side: &str) -> Row {
    Row::new(&[
        ("日期", &day.replace('-', "")),
        ("载体类型", carrier),
        ("投放时段", side),
        ("用户支付金额", "500.00"),
        ("成交订单数", "9"),
        ("成交人数", "8"),
        ("成交金额", "600.00"),
        ("商品曝光人数", "1500"),
        ("商品点击人数", "60"),
        ("退款金额(支付时间)", "30.00"),
    ])
}
