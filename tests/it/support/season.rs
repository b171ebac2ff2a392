//! A shop made up at random, with everything that a rule asks about: files that overlap and
//! contradict each other, rows by order, missing columns, refunds in parts, cases of nobody's
//! line, days that only 罗盘 knows.

use dianpan::domain::Mapping;

use super::case::{case, cases};
use super::compass::{DEAL, PRODUCT_LIST, deal_day, listed, shop_day, shop_wide};
use super::file::{File, exported};
use super::grid::{Grid, Row};
use super::mapped::{sold, table};
use super::order::{CUSTOM_ORDERS, id, line, orders};
use super::random::Random;

const REASONS: [&str; 13] = [
    "7天无理由退款/退货",
    "商品质量问题（商品品质原因）",
    "与商品描述不符",
    "少件/漏发",
    "包裹破损",
    "做工粗糙/有瑕疵（商品品质原因）",
    "未按约定时间发货",
    "买贵了",
    "与商家协商一致",
    "",
    "其他（商品品质原因）",
    "说不清楚",
    "尺码不合适/物流太慢",
];
const STATUSES: [&str; 4] = ["已完成", "已发货", "待发货", "已关闭"];

/// The files of a shop, in the order in which they are dropped.
pub fn season(seed: u64) -> Vec<File> {
    let mut random = Random(seed);
    let lines: Vec<Row> = (0..160).map(|number| one_line(number, &mut random)).collect();
    let (early, late) = (&lines[..100], &lines[60..]);
    let newer: Vec<Row> = late.iter().map(|row| changed(row, &mut random)).collect();
    let asked: Vec<Row> = (0..90).map(|number| one_case(number, &lines, &mut random)).collect();
    let name = |text: &str| exported(text);
    let mut files = vec![
        orders(early).csv(&name("2026-11-14 09:00:00")),
        orders(&newer).without("平台实际承担优惠金额").csv(&name("2026-11-18 21:00:00")),
        cases(&asked[..60]).csv(&name("2026-11-16 09:00:00")),
        cases(&asked[40..]).csv(&name("2026-11-19 09:00:00")),
        custom(&mut random).csv(&name("2026-11-19 10:00:00")),
        by_order(&lines, &mut random).csv(&name("2026-11-19 11:00:00")),
        // One has the number of an order that only a row by order knows.
        orders(&[line(0).on("2026-10-20"), line(400).set("主订单编号", &id(3_000))])
            .csv(&name("2026-10-21 09:00:00")),
        foreign(&mut random),
    ];
    if seed.is_multiple_of(2) {
        // The columns of 2022 decide by dates what is finished.
        files[2] = Grid::new(super::AFTERSALE_2022, &asked[..60]).csv(&name("2026-11-16 09:00:00"));
    }
    files.extend(compass(&mut random));
    files.extend(ads(&mut random));
    random.shuffle(&mut files);
    files
}

fn one(random: &mut Random, texts: &[&'static str]) -> &'static str {
    texts[random.below(texts.len())]
}

fn amount(random: &mut Random) -> String {
    format!("{}.{:02}", random.below(90), random.below(100))
}

fn moment(random: &mut Random, first: usize, last: usize) -> String {
    let day = first + random.below(last - first + 1);
    let (hour, minute) = (random.below(24), random.below(60));
    format!("2026-11-{day:02} {hour:02}:{minute:02}:{:02}", random.below(60))
}

/// A day or two after.
fn after(random: &mut Random, text: &str) -> String {
    let day: usize = text[8..10].parse().unwrap();
    let hours = random.below(24);
    format!("{}{:02} {hours:02}{}", &text[..8], day + random.below(4), &text[13..])
}

fn one_line(number: u64, random: &mut Random) -> Row {
    let placed = moment(random, 1, 18);
    // Some are paid days later, also on days that no order file covers.
    let paid = match random.below(8) {
        0 => String::new(),
        1 => after(random, &placed),
        _ => placed.clone(),
    };
    let shipped = if random.below(4) == 0 { String::new() } else { after(random, &placed) };
    let product = ["3600000000000000011", "3600000000000000012", ""][random.below(3)];
    let refunded = ["-", "-", "退款成功", "售后关闭", "待商家处理", "换货成功"][random.below(6)];
    let row = line(number).with(&[
        ("主订单编号", &id(2_000 + number / 2)),
        ("订单提交时间", &placed),
        ("支付完成时间", &paid),
        ("发货时间", &shipped),
        ("承诺发货时间", &moment(random, 19, 23)),
        ("商品ID", product),
        ("商家编码", one(random, &["TX-01", "=TX,02", ""])),
        ("选购商品", one(random, &["测试\"T恤\"", "@帽子", "-袜子\n两双", "示例, 鞋"])),
        ("商品规格", one(random, &["白色 M", "黑色 L", ""])),
        ("商品数量", &(1 + random.below(3)).to_string()),
        ("平台实际承担优惠金额", &amount(random)),
        ("订单状态", one(random, &STATUSES)),
        ("售后状态", refunded),
        ("订单类型", one(random, &["普通订单", "普通订单", "虚拟商品", "预售订单"])),
        ("预约发货时间", if random.below(12) == 0 { "2026-11-25 10:00:00" } else { "" }),
    ]);
    match random.below(9) {
        0 => row.of("0.00").set("平台实际承担优惠金额", "0.00"),
        1 => row.of("0.00"),
        _ => row.of(&amount(random)),
    }
}

/// The same line in a newer file.
fn changed(row: &Row, random: &mut Random) -> Row {
    match random.below(6) {
        0 => row.clone().set("售后状态", "退款成功"),
        1 => row.clone().set("售后状态", "-").set("支付完成时间", ""),
        2 => row.clone().of(&amount(random)),
        3 => row.clone().set("订单状态", "已关闭"),
        _ => row.clone(),
    }
}

/// A case of one of the lines, of some of them several, or of a line that no file has.
fn one_case(number: u64, lines: &[Row], random: &mut Random) -> Row {
    let strange = line(900);
    let row = match random.below(10) {
        0 => strange,
        1 => line(300 + number % 30),
        2..=5 => lines[60 + random.below(30)].clone(),
        _ => lines[random.below(40)].clone(),
    };
    let asked = moment(random, 2, 18);
    let (refunded, credited) = (after(random, &asked), after(random, &asked));
    let row = case(number, &row).with(&[
        ("退商品金额（元）", &amount(random)),
        ("退运费金额（元）", if random.below(5) == 0 { "3.33" } else { "" }),
        ("售后类型", one(random, &["退货退款", "仅退款", "退货退款", "换货", "价保", "维修"])),
        ("售后状态", one(random, &["同意退款，退款成功", "售后成功", "售后关闭", "待商家处理"])),
        ("售后申请时间", &asked),
        ("售后原因", one(random, &REASONS)),
        ("商家退款时间", if random.below(3) == 0 { "" } else { &refunded }),
        ("用户到账时间", if random.below(3) == 0 { "" } else { &credited }),
        ("售后完结时间", if random.below(3) == 0 { "" } else { &credited }),
    ]);
    if random.below(9) == 0 { row.set("商品单号", "") } else { row }
}

/// Lines of a report without 支付完成时间 and without 商品ID.
fn custom(random: &mut Random) -> Grid {
    let statuses = ["待支付", "待确认", "已关闭", "已完成", "待发货"];
    let rows: Vec<Row> = (300..330)
        .map(|number| {
            let refunded = one(random, &["-", "已全额退款", "待商家处理"]);
            line(number).on(&moment(random, 5, 17)[..10]).of(&amount(random)).with(&[
                ("订单状态", one(random, &statuses)),
                ("售后状态", refunded),
                ("商家编码", one(random, &["KX-1", "KX-2", ""])),
            ])
        })
        .collect();
    Grid::new(CUSTOM_ORDERS, &rows)
}

/// Rows by order: of known orders, which must not count twice, and of new ones.
fn by_order(lines: &[Row], random: &mut Random) -> Grid {
    let known = (0..4).map(|_| lines[random.below(lines.len())].clone()).collect::<Vec<_>>();
    let fresh = (400..406).map(|number| {
        let row = line(number).on("2026-11-12").of("66.66");
        if number % 2 == 0 { row.waiting().set("售后状态", "退款成功") } else { row }
    });
    let rows = known.into_iter().chain(fresh).map(|row| {
        let ids = format!("{};{}", row.id(), row.id().replace("691", "692"));
        row.set("子订单编号", &ids)
    });
    orders(&rows.collect::<Vec<_>>())
}

/// Another platform's orders, which state what was given back.
fn foreign(random: &mut Random) -> File {
    let rows: Vec<Row> = (1..12)
        .map(|number| {
            let back = one(random, &["0.00", "5.55", "200.00", ""]);
            sold(number, &amount(random)).set("退款金额", back)
        })
        .chain([sold(20, "-5.55")])
        .collect();
    let file = table(&rows).csv("淘宝.csv");
    let net = Some(random.below(2) == 0);
    let mapping = Mapping { net, ..file.mapping(&[]) };
    file.by(mapping)
}

fn compass(random: &mut Random) -> Vec<File> {
    let mut shop = Vec::new();
    for day in 10..27 {
        let row = shop_day(&format!("2026-11-{day:02}")).set("成交金额", &amount(random));
        let gap = ["成交金额", "成交订单数", "商品曝光人数", "投放消耗（店铺被投）", "成交人数"];
        shop.push(match random.below(7) {
            at @ 0..=4 => row.set(gap[at], "-"),
            5 => continue,
            _ => row,
        });
    }
    let mut deal = Vec::new();
    for day in 18..29 {
        let row = deal_day(&format!("2026-11-{day:02}"), "全部", "不限");
        deal.push(row.set("成交订单数", &random.below(30).to_string()));
        deal.push(deal_day(&format!("2026-11-{day:02}"), "直播", "不限"));
    }
    let whole = listed("20261101-20261107", "全部").set("商品曝光人数", "950");
    let part = listed("20261101-20261107", "3600000000000000011");
    let parts = ["3600000000000000011", "3600000000000000012"];
    let parts = parts.map(|product| listed("20261108-20261114", product));
    vec![
        shop_wide(&shop).csv("店铺.csv"),
        Grid::new(DEAL, &deal).csv("成交分析.csv"),
        Grid::new(PRODUCT_LIST, parts.iter().chain([&part, &whole])).csv("商品列表.csv"),
    ]
}

/// Each of the reports that overlap.
fn ads(random: &mut Random) -> Vec<File> {
    let report = |subject: &str, name: &str, random: &mut Random| {
        let mut rows = Vec::new();
        for day in 3..30 {
            let day = format!("2026-11-{day:02}");
            let gmv = if random.below(6) == 0 { "-".to_owned() } else { amount(random) };
            let cells = [("日期", day.as_str()), ("整体成交金额", &gmv)];
            if random.below(3) > 0 {
                let row = Row::new(&cells).set(subject, "1").set("整体消耗", &amount(random));
                rows.push(row.clone());
                rows.push(row.set(subject, "2").set("整体成交金额", &amount(random)));
            }
        }
        Grid::new(&format!("{subject},日期,整体消耗,整体成交金额"), &rows).csv(name)
    };
    vec![report("商品ID", "全域商品.csv", random), report("抖音号", "全域账号.csv", random)]
}
