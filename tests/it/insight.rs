//! The five rules: each fires on a planted cause with its exact amount, and keeps silent one step
//! short of every threshold (metrics.md section 5). Today is Saturday, 2026-11-21.

use dianpan::domain::Money;
use dianpan::insight::{Field, Finding, Severity, Thresholds};
use dianpan::text::Lang;

use crate::support::{Bench, Row, case, cases, day, exported, line, orders, period};

const SHIRT: &str = "3600000000000000011";

/// A shop that is being put together line by line.
#[derive(Default)]
struct Counter {
    lines: Vec<Row>,
    cases: Vec<Row>,
}

impl Counter {
    /// `count` orders of a day that bring `cents` together, each changed by `cells`.
    fn sells(mut self, date: &str, count: u64, yuan: u64, cells: &[(&str, &str)]) -> Counter {
        for number in 0..count {
            let first =
                if number == 0 { yuan - (yuan / count) * (count - 1) } else { yuan / count };
            let row = line(self.lines.len() as u64).on(date).of(&format!("{first}.00"));
            self.lines.push(row.with(cells));
        }
        self
    }

    /// The last `count` lines come back.
    fn returned(mut self, count: usize, reason: &str) -> Counter {
        let sold = self.lines.len();
        for row in &self.lines[sold - count..] {
            let number = self.cases.len() as u64;
            let amount = row.0["订单应付金额"].clone();
            let asked =
                case(number, row).with(&[("售后原因", reason), ("退商品金额（元）", &amount)]);
            self.cases.push(asked);
        }
        self
    }

    /// Exported in the morning of the 21st; a line that was never paid makes the file reach from
    /// 2026-10-20 to the 20th.
    fn bench(&self) -> Bench {
        let edge = |number, date: &str| line(number).on(date).set("支付完成时间", "");
        let (first, last) = (edge(90_001, "2026-10-20"), edge(90_002, "2026-11-20"));
        let lines: Vec<&Row> = self.lines.iter().chain([&first, &last]).collect();
        let name = exported("2026-11-21 08:00:00");
        let mut bench = Bench::with(&[orders(lines).csv(&name)]);
        if !self.cases.is_empty() {
            bench.import(&cases(&self.cases).csv("b.csv"));
        }
        bench
    }

    fn found(&self, rule: &str) -> Vec<Finding> {
        self.bench().findings().into_iter().filter(|finding| finding.rule == rule).collect()
    }
}

/// Four days with a number of orders and an amount each.
fn four_days(days: [(u64, u64); 4]) -> Counter {
    let dates = ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"];
    dates.iter().zip(days).fold(Counter::default(), |counter, (date, (count, yuan))| {
        if count == 0 { counter } else { counter.sells(date, count, yuan, &[]) }
    })
}

#[test]
fn a_product_that_falls_three_days_in_a_row_is_found() {
    let found = four_days([(8, 800), (5, 700), (4, 600), (3, 400)]).found("product-decline");
    assert_eq!(found.len(), 1);
    let decline = &found[0];
    assert_eq!(decline.subject.id(), format!("product:{SHIRT}"));
    assert_eq!(decline.severity, Severity::Bad);
    // 100 + 200 + 400 less than on the first day.
    assert_eq!(decline.amount, Some(Money(70_000)));
    assert_eq!(decline.period, period("2026-11-17..2026-11-20"));
    assert_eq!(decline.title(Lang::Zh), "「测试T恤」成交连跌 3 天，少卖 ¥700.00");
}

#[test]
fn a_decline_needs_every_day_below_the_day_before() {
    let silent = |days| assert_eq!(four_days(days).found("product-decline").len(), 0, "{days:?}");
    silent([(8, 800), (5, 700), (4, 700), (3, 400)]);
    silent([(8, 800), (5, 800), (4, 600), (3, 400)]);
    silent([(8, 800), (5, 700), (4, 600), (3, 600)]);
    silent([(8, 800), (5, 700), (4, 600), (3, 601)]);
    // One 元 is enough.
    assert_eq!(
        four_days([(5, 800), (5, 799), (5, 798), (5, 797)]).found("product-decline").len(),
        1
    );
}

#[test]
fn a_decline_needs_five_orders_a_day_over_the_four() {
    let fires = |days| four_days(days).found("product-decline").len() == 1;
    assert!(fires([(17, 800), (1, 700), (1, 600), (1, 400)]));
    assert!(!fires([(16, 800), (1, 700), (1, 600), (1, 400)]));
    // The last day may be without a sale: it is covered, hence zero.
    assert!(fires([(18, 800), (1, 700), (1, 600), (0, 0)]));
}

#[test]
fn a_decline_looks_at_complete_covered_days() {
    let falling = four_days([(8, 800), (5, 700), (4, 600), (3, 400)]);
    // The 20th is not over in a file of its evening: the four days end with the 19th.
    let rows = |from: usize| falling.lines[from..].iter();
    let evening = orders(rows(0)).csv(&exported("2026-11-20 21:00:00"));
    assert!(Bench::with(&[evening]).findings().iter().all(|f| f.rule != "product-decline"));
    // Three covered days are too few.
    let three = orders(rows(8)).csv(&exported("2026-11-21 08:00:00"));
    assert!(Bench::with(&[three]).findings().iter().all(|f| f.rule != "product-decline"));
}

#[test]
fn a_decline_names_the_route_that_lost_most() {
    let by = |id: &'static str, name: &'static str| [("达人ID", id), ("达人昵称", name)];
    let counter = Counter::default()
        .sells("2026-11-17", 10, 1_000, &by("7001", "小鹿"))
        .sells("2026-11-17", 10, 500, &[("流量体裁", "商品卡")])
        .sells("2026-11-18", 5, 900, &[("流量体裁", "商品卡")])
        .sells("2026-11-19", 5, 800, &[("流量体裁", "商品卡")])
        .sells("2026-11-20", 2, 200, &by("7001", "小鹿"))
        .sells("2026-11-20", 2, 300, &[("流量体裁", "商品卡")]);
    let found = counter.found("product-decline");
    // 800 of 1,000 lost.
    assert_eq!(
        found[0].cause(Lang::Zh),
        "每天成交从 ¥1,500.00 跌到 ¥500.00；跌得最多的是达人「小鹿」，占跌幅 80.00%。"
    );
    assert!(found[0].steps()[0].zh.contains("达人"));
}

#[test]
fn routes_that_lost_the_same_are_told_by_name() {
    let routes = ["甲路", "乙路", "丙路"];
    for first in 0..3 {
        let mut order = routes;
        order.rotate_left(first);
        let mut counter = Counter::default();
        for carrier in order {
            counter = counter.sells("2026-11-17", 9, 900, &[("流量体裁", carrier)]);
        }
        let counter = counter
            .sells("2026-11-18", 2, 1_000, &[("流量体裁", "丁路")])
            .sells("2026-11-19", 2, 900, &[("流量体裁", "丁路")])
            .sells("2026-11-20", 2, 800, &[("流量体裁", "丁路")]);
        let cause = counter.found("product-decline")[0].cause(Lang::Zh);
        // The least of the three names in the order of characters.
        assert!(cause.contains("丙路自营流量，占跌幅 33.33%"), "{cause}");
    }
}

#[test]
fn a_creator_who_sold_and_fell_silent_is_found() {
    let by = [("达人ID", "7001"), ("达人昵称", "小鹿")];
    let other = [("达人ID", "7002"), ("达人昵称", "小马")];
    let counter = Counter::default()
        .sells("2026-11-07", 4, 440, &by)
        .sells("2026-11-17", 6, 660, &by)
        .sells("2026-11-20", 3, 300, &other)
        .sells("2026-11-10", 1, 1_100, &other);
    let found = counter.found("creator-stopped");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].subject.id(), "creator:7001");
    assert_eq!(found[0].severity, Severity::Warn);
    // Three days at the pace of eleven: 1,100 × 3 ÷ 11.
    assert_eq!(found[0].amount, Some(Money(30_000)));
    assert_eq!(found[0].title(Lang::Zh), "达人「小鹿」近 3 天没有出单");
    assert_eq!(found[0].cause(Lang::Zh), "此前 11 天出 10 单，占全店达人成交的 50.00%。");
}

#[test]
fn a_creator_is_stopped_from_ten_orders_on_and_only_in_the_eleven_days_before() {
    let by = [("达人ID", "7001"), ("达人昵称", "小鹿")];
    let count = |counter: Counter| counter.found("creator-stopped").len();
    assert_eq!(count(Counter::default().sells("2026-11-07", 10, 1_000, &by)), 1);
    assert_eq!(count(Counter::default().sells("2026-11-07", 9, 900, &by)), 0);
    // A day too early to count, and one day of the three silent ones.
    assert_eq!(count(Counter::default().sells("2026-11-06", 10, 1_000, &by)), 0);
    let sold = Counter::default().sells("2026-11-17", 10, 1_000, &by);
    assert_eq!(count(sold.sells("2026-11-18", 1, 10, &by)), 0);
    // The shop's own sales are nobody's.
    assert_eq!(count(Counter::default().sells("2026-11-07", 30, 1_000, &[])), 0);
}

#[test]
fn a_product_with_twice_the_orders_of_the_week_before_is_rising() {
    let weeks = |before: u64, now: u64| {
        let counter = Counter::default().sells("2026-11-14", now, now * 10, &[]);
        if before == 0 { counter } else { counter.sells("2026-11-13", before, before, &[]) }
    };
    let found = weeks(15, 30).found("rising-product");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Info);
    assert_eq!(found[0].amount, Some(Money(30_000)));
    assert_eq!(found[0].period, period("2026-11-14..2026-11-20"));
    let fires = |before, now| weeks(before, now).found("rising-product").len() == 1;
    assert!(!fires(15, 29) && fires(10, 20) && !fires(9, 19) && fires(0, 20));
}

/// Thirty days end with the 20th and begin with 2026-10-22.
fn shop_with_returns(sold: u64, back: usize) -> Counter {
    Counter::default()
        .sells("2026-11-01", 80, 8_000, &[("商品ID", "36000000000000099")])
        .sells("2026-11-10", sold, sold * 100, &[])
        .returned(back, "尺码不合适")
}

#[test]
fn a_return_rate_above_the_shop_and_ten_points_is_found() {
    // 100 orders, 20 of them of the shirt; the shop's rate is 5 ÷ 100, the line 15 %.
    let found = shop_with_returns(20, 5).found("return-rate");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].subject.id(), format!("product:{SHIRT}"));
    assert_eq!(found[0].amount, Some(Money(50_000)));
    assert_eq!(found[0].title(Lang::Zh), "「测试T恤」退货率 25.00%，高于 15.00% 的线");
    assert_eq!(
        found[0].cause(Lang::Zh),
        "近 30 天 20 单；最多的原因是「不想要 / 尺码」，占 100.00%。"
    );
}

#[test]
fn a_return_rate_at_the_line_or_of_few_orders_is_silent() {
    let count = |sold, back| shop_with_returns(sold, back).found("return-rate").len();
    // With b of 20 back the line is b % + 10 %: 5b % > b % + 10 % from b = 3 on (2.5).
    assert_eq!((count(20, 2), count(20, 3)), (0, 1));
    assert_eq!((count(19, 19), count(20, 20)), (0, 1));
    // Exactly at the line: 40 of 120 orders; 20 ÷ 120 … 6 of 40 is 15 %, the shop's 6 ÷ 120 is 5 %.
    assert_eq!((count(40, 6), count(40, 7)), (0, 1));
    // Sold 31 days ago: outside.
    let old = Counter::default()
        .sells("2026-11-01", 80, 8_000, &[("商品ID", "36000000000000099")])
        .sells("2026-10-21", 20, 2_000, &[])
        .returned(10, "尺码不合适");
    assert_eq!(old.found("return-rate").len(), 0);
}

#[test]
fn orders_that_are_due_or_overdue_are_found() {
    let waits = |number, promised: &str| {
        line(number).on("2026-11-19").waiting().set("承诺发货时间", promised).of("50.00")
    };
    let found = |rows: &[Row]| {
        let bench = Bench::with(&[orders(rows).csv(&exported("2026-11-21 08:00:00"))]);
        let found = bench.findings().into_iter().filter(|finding| finding.rule == "ship-due");
        found.collect::<Vec<_>>()
    };
    // Now is 08:30: due from now to tomorrow at this time, both ends counted.
    let (now, last) = (waits(1, "2026-11-21 08:30:00"), waits(2, "2026-11-22 08:30:00"));
    let (late, later) = (waits(3, "2026-11-21 08:29:59"), waits(4, "2026-11-22 08:30:01"));
    let all = found(&[now.clone(), last, late.clone(), later.clone()]);
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].severity, all[0].amount), (Severity::Bad, Some(Money(15_000))));
    assert_eq!(all[0].subject.id(), "shop");
    assert_eq!(all[0].title(Lang::Zh), "2 单 24 小时内须发货，1 单已超时");
    assert_eq!(all[0].cause(Lang::Zh), "最早一单 11-21 08:30 到期。其中 3 单是「测试T恤」。");
    assert_eq!(found(&[now])[0].severity, Severity::Warn);
    assert_eq!(found(&[late])[0].title(Lang::Zh), "1 单已超过承诺发货时间");
    assert!(found(&[later]).is_empty());
}

#[test]
fn lines_that_need_no_shipping_are_never_due() {
    let due = line(1).on("2026-11-20").waiting().set("承诺发货时间", "2026-11-21 20:00:00");
    let fires = |row: Row| {
        let bench = Bench::with(&[orders(&[row]).csv(&exported("2026-11-21 08:00:00"))]);
        bench.findings().iter().any(|finding| finding.rule == "ship-due")
    };
    for status in ["待发货", "备货中", "部分发货"] {
        assert!(fires(due.clone().set("订单状态", status)), "{status}");
    }
    for status in ["已发货", "已完成", "已关闭", "待支付"] {
        assert!(!fires(due.clone().set("订单状态", status)), "{status}");
    }
    assert!(!fires(due.clone().set("发货时间", "2026-11-20 18:00:00")));
    assert!(!fires(due.clone().set("支付完成时间", "")));
    assert!(!fires(due.clone().set("售后状态", "退款成功")));
    assert!(!fires(due.clone().set("售后状态", "待商家处理")));
    // Neither took money back, so the line still waits.
    for ended in ["售后关闭", "换货成功"] {
        assert!(fires(due.clone().set("售后状态", ended)), "{ended}");
    }
}

#[test]
fn an_old_file_tells_its_time() {
    let due = line(1).on("2026-11-20").waiting().set("承诺发货时间", "2026-11-21 20:00:00");
    let cause = |exported_at: &str| {
        let bench = Bench::with(&[orders([&due]).csv(&exported(exported_at))]);
        bench.findings()[0].cause(Lang::Zh)
    };
    assert!(!cause("2026-11-20 20:30:00").contains("数据截至"));
    assert!(cause("2026-11-20 20:29:59").contains("数据截至 11-20 20:29"));
}

#[test]
fn thresholds_are_the_operators() {
    let bench = four_days([(8, 800), (5, 700), (4, 600), (3, 400)]).bench();
    let with = |changes: &[(&str, i64)]| {
        let mut thresholds = Thresholds::default();
        for (id, value) in changes {
            thresholds.set(Field::of(id).unwrap(), *value);
        }
        let found = bench.findings_by(&thresholds);
        found.iter().filter(|finding| finding.rule == "product-decline").count()
    };
    assert_eq!(with(&[]), 1);
    assert_eq!(with(&[("decline-orders", 6)]), 0);
    // Over two days: 12 orders on three days are four a day.
    assert_eq!((with(&[("decline-days", 2)]), with(&[("decline-days", 4)])), (0, 0));
    assert_eq!(with(&[("decline-days", 2), ("decline-orders", 4)]), 1);
}

#[test]
fn findings_stand_by_severity_then_amount() {
    let by = [("达人ID", "7001"), ("达人昵称", "小鹿")];
    let mut counter = four_days([(8, 800), (5, 700), (4, 600), (3, 400)])
        .sells("2026-11-10", 11, 1_100, &by)
        .sells("2026-11-14", 20, 2_000, &[("商品ID", "3600000000000000022")]);
    let last = counter.lines.len() - 1;
    counter.lines[last] =
        counter.lines[last].clone().waiting().set("承诺发货时间", "2026-11-21 09:00:00");
    let rules: Vec<&str> = counter.bench().findings().iter().map(|finding| finding.rule).collect();
    // A change of price has no amount, so it stands last among its like.
    let order =
        ["product-decline", "creator-stopped", "ship-due", "price-changed", "rising-product"];
    assert_eq!(rules, order);
}

#[test]
fn an_empty_shop_has_no_findings() {
    assert!(Bench::default().findings().is_empty());
}

/// With a clock of 1970 or 2099 rules look at the data's own last days.
#[test]
fn a_wrong_clock_does_not_hide_findings() {
    for now in ["1971-01-01 00:00:00", "2098-01-01 00:00:00"] {
        let bench = four_days([(8, 800), (5, 700), (4, 600), (3, 400)]).bench().now(now);
        let found = bench.findings();
        let decline = found.iter().find(|finding| finding.rule == "product-decline").unwrap();
        assert_eq!(decline.period.to, day("2026-11-20"), "{now}");
    }
}

#[test]
fn both_languages_tell_every_finding() {
    let counter = four_days([(8, 800), (5, 700), (4, 600), (3, 400)]);
    for finding in counter.bench().findings() {
        for lang in [Lang::Zh, Lang::En] {
            let texts = [finding.title(lang), finding.cause(lang), finding.task_title(lang)];
            assert!(texts.iter().all(|text| !text.is_empty() && !text.contains("{}")), "{texts:?}");
        }
        assert!(!finding.steps().is_empty());
    }
}
