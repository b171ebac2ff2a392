//! The rules about money, goals and data: each fires on a planted cause with its sentence and amount, and
//! keeps silent one step short of it. Today is Saturday, 2026-11-21.

use dianpan::domain::{Day, Period, SortedMap};
use dianpan::insight::{RULES, Scene, Thresholds, Upkeep, brief, findings};
use dianpan::metric::{ProductMix, Role};
use dianpan::text::{Lang, iso_day};

use crate::support::{
    Bench, File, Grid, Row, Sold, at, case, cases, day, exported, fires, line, of_rule, orders,
    silent,
};

/// 全域 推广 by account: cost and sales of each day of two stretches.
fn ads(before: [&str; 2], now: [&str; 2]) -> [File; 1] {
    let row = |date: Day, [cost, gmv]: [&str; 2]| {
        Row::new(&[
            ("抖音号", "1"),
            ("日期", &iso_day(date)),
            ("整体消耗", cost),
            ("整体成交金额", gmv),
        ])
    };
    let of = |from: &str, to: &str, cells: [&str; 2]| -> Vec<Row> {
        (Period { from: day(from), to: day(to) }).days().map(|date| row(date, cells)).collect()
    };
    let rows =
        [of("2026-10-17", "2026-11-13", before), of("2026-11-14", "2026-11-20", now)].concat();
    [Grid::new("抖音号,日期,整体消耗,整体成交金额", &rows).csv("千川.csv")]
}

/// The titles of what a rule finds in a shop with these roles, kept up like this.
fn titles(
    bench: &Bench,
    products: &SortedMap<String, ProductMix>,
    upkeep: Option<Upkeep>,
    rule: &str,
) -> Vec<String> {
    let (book, anchor, thresholds) = (&bench.book(), bench.anchor(), &Thresholds::default());
    let scene = Scene { book, anchor, thresholds, products, goal: None, campaign: None, upkeep };
    let found = of_rule(findings(&scene), rule);
    found.iter().map(|finding| finding.title(Lang::Zh)).collect()
}

#[test]
fn promotion_that_brings_less_for_its_money() {
    let files = ads(["100.00", "500.00"], ["100.00", "350.00"]);
    let finding = fires(&files, "roi-fall", "投放 ROI 从 5.00 降到 3.50", Some(105_000));
    assert_eq!(
        finding.cause(Lang::Zh),
        "近 7 天消耗 ¥700.00、成交 ¥2,450.00；按前 28 天的 ROI 应有 ¥3,500.00，少了 ¥1,050.00。"
    );
    silent(&ads(["100.00", "500.00"], ["100.00", "351.00"]), "roi-fall");
    // 497 元 in the week.
    silent(&ads(["100.00", "500.00"], ["71.00", "70.00"]), "roi-fall");
}

#[test]
fn money_spent_without_an_order() {
    let spent = |cost: &str| {
        let row = Row::new(&[
            ("商品ID", "3600000000000000022"),
            ("商品名称", "袜子"),
            ("日期", "2026-11-18"),
            ("整体消耗", cost),
            ("整体成交金额", "0"),
        ]);
        Grid::new("商品ID,商品名称,日期,整体消耗,整体成交金额", [&row]).csv("千川.csv")
    };
    let sold = |product: &str| {
        let cells = [("商品ID", product), ("选购商品", "袜子")];
        Sold::default().daily("2026-11-18", "2026-11-18", 1, &cells).file("2026-10-20")
    };
    let files = [sold("3600000000000000011"), spent("100.00")];
    // No order names the product, so its name is the one that the promotion states.
    fires(&files, "ad-waste", "「袜子」7 天投了 ¥100.00，一单没出", Some(10_000));
    silent(&[sold("3600000000000000011"), spent("99.99")], "ad-waste");
    silent(&[sold("3600000000000000022"), spent("100.00")], "ad-waste");
}

#[test]
fn a_day_that_cost_many_times_the_usual() {
    let usual = ["50.00", "100.00"];
    let told = "11-18 投放消耗 ¥250.01，是平常的 5.00 倍";
    let with = |cost: &str| {
        let mut rows = Vec::new();
        for date in (Period { from: day("2026-11-01"), to: day("2026-11-20") }).days() {
            let cost = if date == day("2026-11-18") { cost } else { usual[0] };
            rows.push(Row::new(&[
                ("抖音号", "1"),
                ("日期", &iso_day(date)),
                ("整体消耗", cost),
                ("整体成交金额", usual[1]),
            ]));
        }
        [Grid::new("抖音号,日期,整体消耗,整体成交金额", &rows).csv("千川.csv")]
    };
    fires(&with("250.01"), "ad-budget", told, Some(25_001));
    silent(&with("250.00"), "ad-budget");
}

#[test]
fn a_month_behind_its_goal() {
    // October brought 3,100 元, so November's goal is 3,720; 20 days bring 2,000 and 2,360.
    let shop = |orders: u64, extra: u64| {
        let sold = Sold::default().daily("2026-10-01", "2026-10-31", 10, &[]).daily(
            "2026-11-01",
            "2026-11-20",
            orders,
            &[],
        );
        [sold.daily("2026-11-01", "2026-11-01", extra, &[]).file("2026-10-01")]
    };
    let told = "月目标落后：按本月日均还差 ¥720.00";
    let finding = fires(&shop(10, 0), "goal-pace", told, Some(72_000));
    assert_eq!(
        finding.cause(Lang::Zh),
        "完成 53.76%，时间过了 66.67%；剩下每天要 ¥172.00，现在每天 ¥100.00；「目标」页按星期和活动日给出区间。"
    );
    // 2,360 ÷ 20 × 30 = 3,540 is above 95 % of 3,720, 2,350 is below.
    silent(&shop(11, 16), "goal-pace");
    fires(&shop(11, 15), "goal-pace", "月目标落后：按本月日均还差 ¥195.00", Some(19_500));
}

#[test]
fn a_mix_off_its_target_once_roles_are_given() {
    let mut sold = Sold::default();
    for number in 0..10 {
        let id = format!("36000000000000001{number:02}");
        sold = sold.daily("2026-11-10", "2026-11-10", 1, &[("商品ID", &id)]);
    }
    let bench = Bench::with(&[sold.file("2026-10-20")]);
    let by = |traffic: usize, profit: usize, unset: usize| {
        let role = |number| match number {
            _ if number < unset => Role::Unset,
            _ if number < unset + traffic => Role::Traffic,
            _ if number < unset + traffic + profit => Role::Profit,
            _ => Role::Image,
        };
        let mix = |number| ProductMix { role: role(number), ..ProductMix::default() };
        let id = |number| format!("36000000000000001{number:02}");
        let products: SortedMap<String, ProductMix> =
            (0..10).map(|number| (id(number), mix(number))).collect();
        titles(&bench, &products, None, "mix-off")
    };
    assert_eq!(by(6, 2, 0), ["货盘偏了：引流款占 60.00%，目标 40.00%"]);
    assert!(by(5, 3, 0).is_empty() && by(4, 3, 0).is_empty());
    assert!(by(7, 0, 3).is_empty(), "three of ten have no role yet");
}

#[test]
fn one_product_or_creator_that_carries_the_shop() {
    let shop = |main: u64, by: &[(&str, &str)]| {
        let mut sold = Sold::default().daily("2026-11-10", "2026-11-10", main, by);
        for number in 0..5 {
            let id = format!("36000000000000001{number:02}");
            sold = sold.daily("2026-11-10", "2026-11-10", 20, &[("商品ID", &id)]);
        }
        [sold.file("2026-10-20")]
    };
    let told = "「测试T恤」一个商品占了全店成交的 50.25%";
    fires(&shop(101, &[]), "concentration", told, Some(101_000));
    silent(&shop(100, &[]), "concentration");
    silent(&shop(99, &[]), "concentration");
    let by = [("达人ID", "7001"), ("达人昵称", "小鹿")];
    let told = "达人「小鹿」一个人占了全店成交的 50.00%";
    fires(&shop(100, &by), "concentration", told, Some(100_000));
}

#[test]
fn finished_orders_that_nobody_settled() {
    let sold = |count: u64| Sold::default().daily("2026-11-02", "2026-11-02", count, &[]);
    let bill = |settled: &Sold, last: &str| {
        let row = |line: &Row| {
            Row::new(&[
                ("结算时间", "2026-11-02 03:00:00"),
                ("子订单号", &line.id()),
                ("结算金额", "9.00"),
                ("收入合计", "9.00"),
            ])
        };
        let mut rows: Vec<Row> = settled.0.iter().map(row).collect();
        rows.push(row(&line(777)).set("结算时间", &format!("{last} 03:00:00")));
        Grid::new("结算时间,子订单号,结算金额,收入合计", &rows).csv("结算.csv")
    };
    let files = |count: u64, paid: usize, last: &str| {
        let sold = sold(count);
        let settled = Sold(sold.0[..paid].to_vec());
        [sold.file("2026-10-20"), bill(&settled, last)]
    };
    let told = "5 单完成满 15 天还没结算";
    fires(&files(6, 1, "2026-11-17"), "settlement-late", told, Some(5_000));
    silent(&files(6, 2, "2026-11-17"), "settlement-late");
    // Fourteen days only, and orders finished before the first bill.
    silent(&files(6, 1, "2026-11-16"), "settlement-late");
    silent(&files(6, 0, "2026-11-19"), "settlement-late");
}

#[test]
fn missing_days_and_old_files() {
    let part = |from: &str, to: &str, at: &str| {
        let edge = |number, date: &str| line(number).on(date);
        orders([&edge(1, from), &edge(2, to)]).csv(&exported(at))
    };
    let early = part("2026-11-01", "2026-11-09", "2026-11-10 08:00:00");
    let gap = part("2026-11-12", "2026-11-20", "2026-11-21 08:00:00");
    let told = "数据缺了：订单缺 2 天（11-10 起）";
    fires(&[early.clone(), gap.clone()], "data-gap", told, None);
    silent(std::slice::from_ref(&gap), "data-gap");
    let old = part("2026-11-01", "2026-11-17", "2026-11-18 08:00:00");
    fires(std::slice::from_ref(&old), "data-gap", "数据缺了：订单只到 11-17", None);
    silent(&[part("2026-11-01", "2026-11-18", "2026-11-19 08:00:00")], "data-gap");
    let sold = Sold::default().daily("2026-11-10", "2026-11-10", 100, &[]);
    let files = [sold.file("2026-10-20")];
    fires(&files, "data-gap", "数据缺了：没有售后文件", None);
    let asked = |date: &str| case(1, &sold.0[0]).set("售后申请时间", &format!("{date} 09:00:00"));
    let with = |date: &str| [files[0].clone(), cases([&asked(date)]).csv("售后.csv")];
    fires(&with("2026-11-13"), "data-gap", "数据缺了：售后只到 11-13", None);
    silent(&with("2026-11-14"), "data-gap");
}

#[test]
fn a_backup_that_is_old_or_was_never_made() {
    let bench = Bench::default();
    let told = |backed_up: Option<&str>, imports: u32| {
        let upkeep = Some(Upkeep { backed_up: backed_up.map(at), imports });
        titles(&bench, &SortedMap::new(), upkeep, "backup-old").into_iter().next()
    };
    let week = "上次备份是 11-14，已经 7 天";
    assert_eq!(told(Some("2026-11-14 23:00:00"), 1).as_deref(), Some(week));
    assert_eq!(told(Some("2026-11-15 01:00:00"), 9), None);
    assert_eq!(told(Some("2026-10-01 01:00:00"), 0), None);
    assert_eq!(told(None, 5).as_deref(), Some("还没有备份过"));
    assert_eq!(told(None, 4), None);
}

#[test]
fn a_slow_sku_of_a_product_that_sells() {
    let shop = |main: u64, slow: u64| {
        let sold = Sold::default()
            .daily("2026-10-15", "2026-10-15", 5, &[("商品规格", "卖不动")])
            .daily("2026-11-10", "2026-11-10", main, &[("商品规格", "卖得动")]);
        [sold.daily("2026-11-11", "2026-11-11", slow, &[("商品规格", "卖不动")]).file("2026-10-10")]
    };
    let told = "「测试T恤」的 卖不动 30 天只出了 2 单";
    fires(&shop(98, 2), "slow-sku", told, None);
    silent(&shop(97, 2), "slow-sku");
    silent(&shop(99, 3), "slow-sku");
}

/// A rule that is off finds nothing; more than a handful of its findings are told as a number.
#[test]
fn rules_can_be_switched_off_and_are_brief() {
    let mut sold = Sold::default();
    for number in 0..5 {
        let id = format!("36000000000000001{number:02}");
        let cells = [("商品ID", id.as_str()), ("选购商品", id.as_str())];
        sold = sold.at("2026-11-01", "2026-11-02", 5, "59.90", &cells);
        sold = sold.at("2026-11-18", "2026-11-18", 3, "49.90", &cells);
    }
    let bench = Bench::with(&[sold.file("2026-10-20")]);
    assert_eq!(of_rule(bench.findings(), "price-changed").len(), 5);
    let found = of_rule(brief(bench.findings()), "price-changed");
    assert_eq!(found.len(), 3);
    let more = found.iter().filter(|it| it.cause(Lang::Zh).ends_with("同类的还有 2 个。"));
    assert_eq!(more.count(), 1);
    let mut thresholds = Thresholds::default();
    thresholds.turn("price-changed", false);
    let off = bench.findings_by(&thresholds);
    assert!(off.iter().all(|finding| finding.rule != "price-changed") && !off.is_empty());
    thresholds.turn("price-changed", true);
    assert_eq!(thresholds, Thresholds::default());
}

/// Every rule but the first five has its test above; this one fails when a rule is added without.
#[test]
fn every_rule_is_tested() {
    let tests = [
        include_str!("rule.rs"),
        include_str!("rule_money.rs"),
        include_str!("insight.rs"),
        include_str!("calendar.rs"),
    ]
    .concat();
    for rule in RULES {
        assert!(tests.contains(&format!("\"{}\"", rule.id)), "{}", rule.id);
    }
}
