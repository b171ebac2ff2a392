//! 罗盘 files: 自助取数 by shop and by product, 商品列表, 成交分析.
//!
//! Their numbers have a mind of their own: they are drawn by chance and not added up from the
//! orders, so that a figure that came from the wrong source cannot be right by luck.

use super::random::Random;
use super::table::{Encoding, Table};
use super::time::{Day, Period, compact};
use super::workbook::{self, Strings};
use super::{File, NAME, Shop, header, yuan};

/// What 罗盘 states of a shop for some days.
#[derive(Clone, Copy, Debug)]
pub struct Stated {
    pub days: Period,
    pub gmv: i64,
    pub user_paid: i64,
    pub orders: i64,
    pub buyers: i64,
    pub refund: i64,
    pub impressions: i64,
    pub clicks: i64,
    pub carts: i64,
    pub ad_cost: i64,
}

fn stated(random: &mut Random, days: Period) -> Stated {
    let impressions = random.between(2_000, 9_000);
    let clicks = impressions * random.between(2, 9) / 100;
    let buyers = clicks * random.between(5, 40) / 100 + 1;
    let user_paid = buyers * random.between(1_000, 9_999);
    Stated {
        days,
        gmv: user_paid + user_paid / 7,
        user_paid,
        orders: buyers + random.between(0, 9),
        buyers,
        refund: user_paid / random.between(8, 20),
        impressions,
        clicks,
        carts: clicks * random.between(5, 30) / 100,
        ad_cost: random.between(1_000, 20_000),
    }
}

/// One row a day.
pub fn by_day(seed: u64, days: Period) -> Vec<Stated> {
    let mut random = Random::new(seed);
    days.days().map(|day| stated(&mut random, Period::day(day))).collect()
}

/// One row for all of the days.
pub fn over(seed: u64, days: Period) -> Stated {
    stated(&mut Random::new(seed), days)
}

/// 自助取数 by shop; the columns of the header say which measures are in it.
pub fn shop_daily(rows: &[Stated], header: &str, encoding: Encoding) -> File {
    let whole = Period::new(rows[0].days.from, rows[rows.len() - 1].days.to);
    let table = Table::new(header, rows.len(), |row, column| match column {
        "统计日期" => range(whole),
        "日期" if rows[row].days.len() == 1 => compact(rows[row].days.from),
        "日期" => range(rows[row].days),
        "店铺名称" => NAME.to_owned(),
        _ => measure(&rows[row], column),
    });
    table.file(&format!("采集-shop-{}", range(whole)), encoding)
}

fn range(days: Period) -> String {
    format!("{}-{}", compact(days.from), compact(days.to))
}

fn measure(row: &Stated, column: &str) -> String {
    match column {
        "成交金额" => yuan(row.gmv),
        "用户支付金额" => yuan(row.user_paid),
        "成交订单数" => row.orders.to_string(),
        "成交人数" => row.buyers.to_string(),
        "退款金额（支付时间）" | "退款金额(支付时间)" => yuan(row.refund),
        "商品曝光人数" => row.impressions.to_string(),
        "商品点击人数" => row.clicks.to_string(),
        "加购人数" => row.carts.to_string(),
        "投放消耗（店铺被投）" => yuan(row.ad_cost),
        // Other measures, and 次数 beside 人数: bigger, so that a mix-up shows.
        "净成交金额" => yuan(row.gmv * 3),
        "商品曝光次数" => (row.impressions * 5).to_string(),
        "商品点击次数" => (row.clicks * 5).to_string(),
        "曝光点击率（人数）" | "投放贡献成交占比" => "12.5%".to_owned(),
        "客服不满意会话量" => "数据暂未更新".to_owned(),
        _ => "-".to_owned(),
    }
}

/// 自助取数 by product: three products a day, and what each sold.
pub fn product_daily(shop: &Shop, days: Period, encoding: Encoding) -> (File, usize) {
    let days_sold: Vec<(Day, usize)> =
        days.days().flat_map(|day| (0..3).map(move |product| (day, product))).collect();
    let table = Table::new(header::PRODUCT_DAILY_2026, days_sold.len(), |row, column| {
        let (day, product) = days_sold[row];
        match column {
            "统计日期" => range(days),
            "日期" => compact(day),
            "商品ID" => shop.products[product].id.clone(),
            "商品名称" => shop.products[product].title.clone(),
            "用户支付金额" => yuan(shop.products[product].price),
            _ => "1".to_owned(),
        }
    });
    (table.file(&format!("采集-product-{}", range(days)), encoding), days_sold.len())
}

/// 商品列表 for one range: a row for the whole shop, if wanted, then products with carriers.
pub fn product_list(shop: &Shop, whole: Option<Stated>, parts: &[Stated], of: Encoding) -> File {
    let days = parts[0].days;
    let first = usize::from(whole.is_some());
    let table = Table::new(header::PRODUCT_LIST_2026, first + parts.len() * 2, |row, column| {
        let (product, live) = match row.checked_sub(first) {
            None => (None, false),
            Some(part) => (Some(part / 2), part % 2 == 1),
        };
        let total = || "全部".to_owned();
        match column {
            "统计周期" => range(days),
            "商品名称" => product.map_or_else(total, |it| shop.products[it].title.clone()),
            "商品编码" => product.map_or_else(total, |it| shop.products[it].id.clone()),
            "载体" if live => "直播".to_owned(),
            "载体" | "品类" | "自卖/合作" => total(),
            _ => measure(&product.map_or_else(|| whole.unwrap(), |it| parts[it]), column),
        }
    });
    table.file(
        &format!("经营版_商品_商品列表__{}_数据更新时间{}", range(days), compact(days.to + 1)),
        of,
    )
}

/// 成交概览 of 成交分析: a cube with its totals inside.
fn cube(rows: &[Stated]) -> Table {
    const CARRIERS: [&str; 3] = ["全部", "直播", "商品卡"];
    const TIMES: [&str; 3] = ["不限", "全域+乘方投放时段", "非投放时段"];
    Table::new(header::DEAL_OVERVIEW_51, rows.len() * 9, |row, column| {
        let (carrier, time) = (CARRIERS[row % 9 / 3], TIMES[row % 3]);
        match column {
            "日期" => compact(rows[row / 9].days.from),
            "载体类型" => carrier.to_owned(),
            "投放时段" => time.to_owned(),
            _ if carrier == "全部" && time == "不限" => measure(&rows[row / 9], column),
            _ => measure(&Stated { gmv: 1, user_paid: 1, orders: 1, ..rows[row / 9] }, column),
        }
    })
}

/// That sheet alone, as an operator saves it.
pub fn deal_overview(rows: &[Stated], encoding: Encoding) -> File {
    let whole = Period::new(rows[0].days.from, rows[rows.len() - 1].days.to);
    cube(rows).file(&format!("抖音电商罗盘-成交分析-{}", range(whole)), encoding)
}

/// 成交分析: the cube beside sheets that split it otherwise.
/// Gives the file with the rows of all its sheets and those of the overview.
pub fn deal(rows: &[Stated], strings: Strings) -> (File, usize, usize) {
    let cube = cube(rows);
    let split = Table::new(header::DEAL_CARRIER_64, rows.len(), |row, column| match column {
        "日期" => compact(rows[row].days.from),
        "自营/合作" => "自营".to_owned(),
        "载体类型" => "直播".to_owned(),
        "账号/渠道" => "试验账号".to_owned(),
        _ => measure(&rows[row], column),
    });
    let whole = Period::new(rows[0].days.from, rows[rows.len() - 1].days.to);
    let sheets = [("成交概览", &cube), ("自营成交", &cube), ("载体构成", &split)];
    let bytes = workbook::workbook(&sheets, strings);
    let name = format!("抖音电商罗盘-成交分析-{}.xlsx", range(whole));
    (File::new(name, bytes), cube.rows.len() * 2 + split.rows.len(), cube.rows.len())
}
