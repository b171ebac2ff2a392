//! The sets of files: every fixture alone, what exports come in together, and invented shops.

use crate::shop;
use crate::support::{
    AFTERSALE_2022, CUSTOM_ORDERS, DEAL, File, Grid, ORDERS, PRODUCT_LIST, Row, case, cases,
    deal_day, exhibits, exported, gb18030, line, listed, orders, shop_day, shop_wide,
};

/// Files that a shop imports, in this order.
pub struct Set {
    pub name: String,
    pub files: Vec<File>,
    /// In one drop, or one after the other.
    pub together: bool,
}

/// Formats whose fixtures are left out: other platforms' tables are read by a guess that no
/// written rule states.
const WITHOUT_RULES: [&str; 2] = ["import/generic-orders/", "import/unknown/"];

/// Exhibits of the museum whose oddity reaches the figures. The others are for readers, and some
/// of them are hundreds of megabytes.
const ODD_FILES: [&str; 13] = [
    "a_bad_file_beside_a_good_one",
    "a_column_that_occurs_twice",
    "a_file_in_two_halves",
    "a_file_joined_with_itself",
    "clocks_of_1970_and_2099",
    "every_order_free",
    "every_order_refunded",
    "midnight_and_leap_days",
    "numbers_that_only_a_computer_would_take",
    "one_order_in_all",
    "refund_in_the_newer_file_first",
    "rows_the_other_way_round",
    "rows_too_short_and_too_long",
];

/// Every set.
pub fn all() -> Vec<Set> {
    let mut sets = fixtures("import");
    sets.extend(ODD_FILES.iter().flat_map(|name| fixtures(&format!("museum/{name}"))));
    sets.extend(pairs());
    sets.extend(sales());
    sets.extend(refunds());
    sets.extend(compass());
    sets.extend(stated());
    sets.extend(ads());
    sets.extend(shop::all());
    sets
}

pub fn set(name: &str, files: Vec<File>) -> Set {
    Set { name: name.to_owned(), files, together: name.len() % 2 == 0 }
}

/// Every fixture below a folder, those that must fail included: nothing of them may count.
fn fixtures(within: &str) -> Vec<Set> {
    let all = exhibits(within).into_iter();
    let has_rules = |name: &str| !WITHOUT_RULES.iter().any(|format| name.starts_with(format));
    let wanted = all.filter(|exhibit| has_rules(&exhibit.name));
    wanted.map(|exhibit| set(&exhibit.name, exhibit.files())).collect()
}

fn fixture(name: &str) -> File {
    fixtures(&format!("import/{name}")).remove(0).files.remove(0)
}

/// Fixtures that belong together in the hands of an operator.
fn pairs() -> Vec<Set> {
    let together =
        |names: &[&str]| set(&names.join(" + "), names.iter().map(|name| fixture(name)).collect());
    let orders = ["gen_a_2022", "gen_b_2024", "gen_c_2025", "gen_d_2026", "custom_2026"];
    let mut sets: Vec<Set> = orders
        .iter()
        .flat_map(|generation| {
            let orders = format!("orders/{generation}_utf8");
            ["aftersales/csv_2026_gb18030", "aftersales/xlsx_2022_without_status"]
                .map(|cases| together(&[&orders, cases]))
        })
        .collect();
    for compass in ["compass-shop-daily/wide_csv", "compass-deal/workbook_of_twelve_sheets"] {
        sets.push(together(&[compass, "orders/gen_b_2024_gb18030", "ads-account/overall_csv"]));
        sets.push(together(&[compass, "compass-products/list_xlsx_shared"]));
    }
    sets.push(together(&["orders/by_order_rows", "aftersales/csv_2026_utf8"]));
    sets.push(together(&[
        "ads-live/by_day_xlsx",
        "ads-account/overall_xlsx",
        "ads-plan/by_day_csv",
    ]));
    sets.push(together(&["ads-account/standard_csv", "ads-product/by_day_csv"]));
    sets
}

fn at(time: &str, grid: &Grid) -> File {
    grid.csv(&exported(time))
}

/// Order files that meet: generations, exports that overlap, an older one after a newer.
fn sales() -> Vec<Set> {
    let paid = |number: u64, day: &str| line(number).on(day);
    let early = [
        paid(1, "2026-11-10").waiting(),
        paid(2, "2026-11-10").set("商品规格", "黑色 L").of("28.90"),
        paid(3, "2026-11-11").with(&[("支付完成时间", ""), ("订单状态", "待支付")]).waiting(),
        paid(4, "2026-11-12").with(&[("平台实际承担优惠金额", "21.00"), ("省", "上海市")]),
        paid(5, "2026-11-12").of("0.00"),
    ];
    let late = [
        paid(1, "2026-11-10").set("达人实际承担优惠金额", "3.33"),
        paid(2, "2026-11-10").with(&[("售后状态", "退款成功"), ("订单状态", "已关闭")]).of("28.90"),
        paid(3, "2026-11-11").set("流量体裁", "直播"),
        paid(4, "2026-11-12").with(&[("支付完成时间", ""), ("发货时间", "-")]),
        paid(6, "2026-11-14").set("支付完成时间", "2026-11-16 00:00:30"),
    ];
    let (old, new) = ("2026-11-13 08:00:00", "2026-11-15 23:59:59");
    let custom = Grid::new(CUSTOM_ORDERS, &late);
    let main = "6910000000000000777";
    let parts =
        [paid(7, "2026-11-11"), paid(8, "2026-11-11")].map(|row| row.set("主订单编号", main));
    let ids = format!("{};{}", parts[0].id(), parts[1].id());
    let joined =
        paid(9, "2026-11-12").with(&[("主订单编号", main), ("子订单编号", &ids)]).of("7.77");
    vec![
        set("an export and a later one", vec![at(old, &orders(&early)), at(new, &orders(&late))]),
        set(
            "an older export after a newer",
            vec![at(new, &orders(&late)), at(old, &orders(&early))],
        ),
        set("custom columns after all", vec![at(old, &orders(&early)), at(new, &custom)]),
        set("custom columns before all", vec![at(old, &custom), at(new, &orders(&early))]),
        set("custom columns alone", vec![at(new, &custom)]),
        set(
            "twice in a file",
            vec![at(new, &orders(early.iter().chain(&late).chain(&early[..2])))],
        ),
        set(
            "lines, then a row of their order",
            vec![at(old, &orders(&parts)), at(new, &orders([&joined]))],
        ),
        set(
            "a row of an order, then its lines",
            vec![at(old, &orders([&joined])), at(new, &orders(&parts))],
        ),
        set("a row of an order alone", vec![at(old, &orders([&joined]))]),
        set(
            "no export time in the names",
            vec![orders(&late).csv("b.csv"), orders(&early).csv("a.csv")],
        ),
    ]
}

/// Cases that meet orders: partial, several on a line, without a line, open, closed, refused.
fn refunds() -> Vec<Set> {
    let worth = [("平台实际承担优惠金额", "21.00"), ("订单应付金额", "28.90")];
    let rows: Vec<Row> = (1..=12)
        .map(|number| line(number).on(if number % 2 == 0 { "2026-11-10" } else { "2026-11-12" }))
        .map(|row| row.with(&worth))
        .collect();
    let refunded = |row: &Row, status: &str| row.clone().set("售后状态", status);
    let told = [
        refunded(&rows[0], "退款成功"),
        refunded(&rows[1], "同意退款，退款成功"),
        refunded(&rows[2], "已全额退款"),
        refunded(&rows[3], "售后关闭"),
        refunded(&rows[4], "退货成功"),
        refunded(&rows[5], "退款成功").of("0.00"),
        rows[6].clone().of("0.01"),
        refunded(&rows[7], "退款成功"),
        rows[8].clone(),
    ];
    let stranger = line(99);
    let part = |number: u64, row: &Row, goods: &str, on: &str| {
        case(number, row).with(&[
            ("退商品金额（元）", goods),
            ("商家退款时间", on),
            ("用户到账时间", ""),
        ])
    };
    let filed = [
        part(1, &rows[0], "27.78", "2026-11-13 09:00:00"),
        case(2, &rows[1]).with(&[("售后状态", "售后关闭"), ("商家退款时间", "-")]),
        case(3, &rows[2]).with(&[("售后状态", "待商家处理"), ("商家退款时间", "-")]),
        part(4, &rows[3], "10.00", "2026-11-14 09:00:00").set("退运费金额（元）", "3.21"),
        part(5, &rows[3], "9.99", "2026-11-13 09:00:00").set("售后类型", "价保"),
        part(6, &rows[3], "20.00", "2026-11-16 09:00:00").set("售后类型", "已发货仅退款"),
        case(7, &rows[4]).with(&[("售后类型", "换货"), ("售后状态", "换货成功")]),
        part(8, &stranger, "15.50", "2026-11-12 09:00:00").set("售后原因", "少件/漏发"),
        case(9, &rows[8]).with(&[("售后状态", "拒绝售后申请"), ("商家退款时间", "")]),
        part(10, &rows[6], "0.01", "").set("用户到账时间", "2026-11-15 09:00:00"),
        part(11, &rows[5], "0.00", "").with(&[("售后完结时间", "2026-11-15 10:00:00")]),
        part(12, &rows[8], "1.00", "").with(&[("售后完结时间", "")]),
    ];
    let orders_of = |time: &str| at(time, &orders(&told));
    let cases_of = |time: &str| at(time, &cases(&filed));
    let (old, new) = ("2026-11-17 08:00:00", "2026-11-18 08:00:00");
    let without_status = Grid::new(AFTERSALE_2022, &filed);
    let reopened = [
        case(1, &rows[0]).with(&[
            ("售后状态", "售后成功"),
            ("商家退款时间", ""),
            ("退商品金额（元）", "-"),
        ]),
        case(2, &rows[1]),
    ];
    vec![
        set("orders, cases newer", vec![orders_of(old), cases_of(new)]),
        set("orders, cases older", vec![orders_of(new), cases_of(old)]),
        set("cases alone", vec![cases_of(new)]),
        set("cases without a status", vec![orders_of(old), at(new, &without_status)]),
        set(
            "cases told twice",
            vec![orders_of(old), cases_of(new), at("2026-11-19 08:00:00", &cases(&reopened))],
        ),
        set(
            "cases told twice, older last",
            vec![at("2026-11-19 08:00:00", &cases(&reopened)), cases_of(new), orders_of(old)],
        ),
        set("orders by status alone", vec![orders_of(old)]),
    ]
}

/// 罗盘 beside orders and beside itself.
fn compass() -> Vec<Set> {
    let days = ["2026-11-10", "2026-11-11", "2026-11-13"];
    let wide: Vec<Row> = days.iter().map(|day| shop_day(day)).collect();
    let deal: Vec<Row> = ["2026-11-11", "2026-11-12", "2026-11-13"]
        .iter()
        .flat_map(|day| {
            [
                deal_day(day, "全部", "不限"),
                deal_day(day, "直播", "不限"),
                deal_day(day, "全部", "非投放时段"),
            ]
        })
        .collect();
    let list = [
        listed("20261110-20261112", "全部"),
        listed("20261110-20261112", "3600000000000000011").set("商品曝光人数", "500"),
        listed("20261110-20261112", "3600000000000000022")
            .with(&[("加购人数", ""), ("商品曝光人数", "450")]),
    ];
    let bare = Grid::new(PRODUCT_LIST, &list[1..]);
    let restated = shop_day("2026-11-11").with(&[
        ("成交金额", "1234.56"),
        ("成交人数", "-"),
        ("投放消耗（店铺被投）", "0"),
    ]);
    let sold = [line(1), line(2).on("2026-11-12").of("3.05")];
    let extract = || shop_wide(&wide).csv("采集.csv");
    let analysis = || Grid::new(DEAL, &deal).csv("抖音电商罗盘-成交分析-20261111-20261113.csv");
    let later = |file: File| file.modified("2026-11-21 09:00:00");
    let listing =
        |grid: &Grid| grid.csv("经营版_商品_商品列表__20261110-20261112_数据更新时间20261114.csv");
    vec![
        set("extract and orders", vec![extract(), orders(&sold).csv("a.csv")]),
        set("extract and analysis", vec![extract(), analysis()]),
        set("analysis and list", vec![analysis(), listing(&Grid::new(PRODUCT_LIST, &list))]),
        set(
            "all of compass and orders",
            vec![extract(), analysis(), listing(&bare), orders(&sold).csv("a.csv")],
        ),
        set("list of products alone", vec![listing(&bare)]),
        set("list with a row of all", vec![listing(&Grid::new(PRODUCT_LIST, &list))]),
        set(
            "an extract and a later one",
            vec![extract(), later(shop_wide([&restated]).csv("再采集.csv"))],
        ),
        set(
            "an extract of fewer columns later",
            vec![
                extract(),
                later(Grid::new("统计日期,日期,店铺名称,成交金额", [&restated]).csv("少列.csv")),
            ],
        ),
        set(
            "an extract in another encoding",
            vec![File::new("采集.csv", gb18030(&shop_wide(&wide).text()))],
        ),
    ]
}

/// What 罗盘 states of whole ranges, of products, and in fewer columns.
fn stated() -> Vec<Set> {
    let header = "统计日期,日期,店铺名称,成交金额,用户支付金额,成交人数,商品曝光人数,商品点击人数";
    let range =
        shop_day("2026-11-10").with(&[("统计日期", "20261110-20261111"), ("成交人数", "29")]);
    let ranges = Grid::new(header, [&range]).without("日期");
    let days = [shop_day("2026-11-10"), shop_day("2026-11-11")];
    let daily = "统计日期,日期,商品ID,商品名称,用户支付金额,成交订单数,成交人数,成交件数,商品曝光人数,商品点击人数";
    let product = |day: &str, id: &str, seen: &str| {
        let cells =
            [("商品ID", id), ("商品名称", "测试T恤"), ("成交件数", "3"), ("商品曝光人数", seen)];
        shop_day(day).with(&cells)
    };
    let products = [
        product("2026-11-10", "3600000000000000011", "400"),
        product("2026-11-11", "3600000000000000011", "300"),
        product("2026-11-11", "3600000000000000022", "90"),
    ];
    let few = Grid::new("统计日期,日期,店铺名称,成交金额", &days[..1]);
    let deal = [deal_day("2026-11-10", "全部", "不限"), deal_day("2026-11-11", "全部", "不限")];
    let deal = || Grid::new(DEAL, &deal).csv("抖音电商罗盘-成交分析-20261110-20261111.csv");
    let specs = ["白色 M", "黑色 L", "-"].map(|spec| line(spec.len() as u64).set("商品规格", spec));
    let named = line(8).with(&[("商家编码", ""), ("选购商品", "没有编码的商品")]);
    vec![
        set(
            "a range in one row and its days",
            vec![
                ranges.csv("累计.csv"),
                shop_wide(&days).csv("采集.csv").modified("2026-11-21 09:00:00"),
            ],
        ),
        set(
            "days of products and orders",
            vec![
                Grid::new(daily, &products).csv("采集商品.csv"),
                orders([&line(1), &line(2).on("2026-11-11")]).csv("a.csv"),
            ],
        ),
        set("an extract of fewer columns and an analysis", vec![few.csv("少列.csv"), deal()]),
        set(
            "units without a product id",
            vec![Grid::new(CUSTOM_ORDERS, specs.iter().chain([&named])).xlsx("a.xlsx")],
        ),
        set("units with a product id", vec![orders(specs.iter().chain([&named])).xlsx("a.xlsx")]),
    ]
}

/// 千川 alone and beside 罗盘.
fn ads() -> Vec<Set> {
    let account = "抖音号,日期,整体消耗(元),整体支付ROI,整体成交金额(元),整体成交订单数";
    let live = "抖音号名称,日期,净成交ROI,净成交金额,1小时内退款率,整体消耗,整体支付ROI,整体成交金额,整体成交订单数,\
        整体成交订单成本,智能优惠券金额,GPM,直播间整体曝光次数,直播间整体观看次数";
    let product = "商品ID,商品名称,日期,整体展示次数,整体点击次数,整体点击率,整体转化率,整体消耗,整体成交订单数,整体成交金额";
    let row = |day: &str, cost: &str, gmv: &str| {
        Row::new(&[
            ("抖音号", "qinghe"),
            ("抖音号名称", "青禾"),
            ("商品ID", "3600000000000000011"),
            ("商品名称", "测试T恤"),
            ("日期", day),
            ("整体消耗(元)", cost),
            ("整体消耗", cost),
            ("整体成交金额(元)", gmv),
            ("整体成交金额", gmv),
        ])
    };
    let accounts = [row("2026-11-10", "100.10", "333.33"), row("2026-11-11", "0", "0")];
    let lives = [row("2026-11-11", "50.05", "120.00"), row("2026-11-12", "1,000.00", "2,345.67")];
    let products = [row("2026-11-12", "7.77", "1.00"), row("2026-11-13", "3.00", "4.00")];
    let file = |name: &str, header: &str, rows: &[Row]| Grid::new(header, rows).csv(name);
    let all = || {
        vec![
            file("全域抖音号.csv", account, &accounts),
            file("全域数据_直播分析_青禾.csv", live, &lives),
            file("全域商品.csv", product, &products),
        ]
    };
    let with = |more: File| all().into_iter().chain([more]).collect();
    let other = |row: Row| row.set("抖音号", "bailu");
    let two = [row("2026-11-10", "100.10", "333.33"), other(row("2026-11-10", "20", "1.00"))];
    let unsold = [row("2026-11-10", "9.00", "-"), row("2026-11-11", "5.00", "8.00")];
    let days = [shop_day("2026-11-10"), shop_day("2026-11-12").set("投放消耗（店铺被投）", "-")];
    vec![
        set("ads of accounts", vec![all().remove(0)]),
        set("ads of three kinds", all()),
        set("ads and compass", with(shop_wide(&days).csv("采集.csv"))),
        set("ads of two accounts", vec![file("全域抖音号.csv", account, &two)]),
        set("ads without sales", vec![file("全域抖音号.csv", account, &unsold)]),
        set("ads and orders", with(Grid::new(ORDERS, [&line(1)]).csv("a.csv"))),
    ]
}
