//! The rules about goods, service and traffic: each fires on a planted cause with its sentence and amount, and
//! keeps silent one step short of it. Today is Saturday, 2026-11-21.

use dianpan::text::Lang;

use crate::support::{
    Bench, File, Grid, PRODUCT_LIST, Row, Sold, case, cases, fires, found_by, listed, period,
    shop_day, shop_wide, silent,
};

#[test]
fn the_margin_of_the_48_h_rate() {
    let shop = |late: u64| {
        let rows = Sold::default().daily("2026-11-10", "2026-11-10", 100 - late, &[]);
        let late_ones = [("发货时间", "2026-11-14 10:00:00")];
        [rows.daily("2026-11-10", "2026-11-10", late, &late_ones).file("2026-10-20")]
    };
    // 95 of 100: the next late one is below the line, so is the sixth from 100 on.
    let told = "48 小时发货率 95.00%，再漏 1 单跌破 95%";
    let finding = fires(&shop(5), "ship-margin", told, None);
    assert_eq!(finding.cause(Lang::Zh), "近 30 天判了 100 单，5 单晚了。");
    fires(&shop(6), "ship-margin", "48 小时发货率 94.00%，连着 20 单准时才回到 95%", None);
    // 99 of 100: 99 ÷ 104 is above the line, 99 ÷ 105 below: five to spare and one more.
    fires(&shop(1), "ship-margin", "48 小时发货率 99.00%，再漏 5 单跌破 95%", None);
    silent(&shop(0), "ship-margin");
    let few = Sold::default().daily("2026-11-10", "2026-11-10", 49, &[("发货时间", "")]);
    silent(&[few.file("2026-10-20")], "ship-margin");
}

/// Days of 体验分 up to 2026-11-20.
fn scores(days: &[(&str, &str)]) -> [File; 1] {
    let row = |(day, total): &(&str, &str)| {
        let parts = [("商品体验分", "76"), ("物流体验分", "73"), ("服务体验分", "60")];
        Row::new(&[("日期", day), ("商家体验分", total)]).with(&parts)
    };
    let rows: Vec<Row> = days.iter().map(row).collect();
    [Grid::new("日期,商家体验分,商品体验分,物流体验分,服务体验分,差行为扣分", &rows).csv("分.csv")]
}

#[test]
fn the_score_under_its_lines_or_falling() {
    let finding = fires(
        &scores(&[("2026-11-13", "65.5"), ("2026-11-20", "64.9")]),
        "score",
        "体验分 64.90，低于 65.00",
        None,
    );
    assert_eq!(finding.cause(Lang::Zh), "11-20 的分，最低的是服务 60.00；11-13 是 65.50。");
    let crossed = [("2026-11-08", "80"), ("2026-11-20", "79")];
    fires(&scores(&crossed), "score", "体验分 79.00，跌破了 80.00", None);
    let falling = [("2026-11-14", "78"), ("2026-11-20", "76")];
    fires(&scores(&falling), "score", "体验分 76.00，比 11-14 低 2.00 分", None);
    silent(&scores(&[("2026-11-14", "78"), ("2026-11-20", "76.1")]), "score");
    silent(&scores(&[("2026-11-20", "65")]), "score");
    // A score of two weeks ago is none of today.
    silent(&scores(&[("2026-11-06", "50")]), "score");
}

#[test]
fn quality_returns_that_may_be_appealed() {
    let sold = Sold::default().daily("2026-11-10", "2026-11-10", 2, &[]);
    let with = |claim: &str, finished: &str| {
        let asked = case(1, &sold.0[0]).with(&[
            ("售后原因", "质量问题（商品品质原因）"),
            ("用户售后说明", claim),
            ("售后完结时间", finished),
        ]);
        [sold.file("2026-10-20"), cases([&asked]).csv("售后.csv")]
    };
    let (fresh, old) = ("2026-11-14 15:05:00", "2026-11-13 15:05:00");
    let finding = fires(&with("拍错了", fresh), "quality-cases", "1 件品质退货可以申诉", None);
    assert!(finding.cause(Lang::Zh).starts_with("最早一件 11-21 到期"));
    silent(&with("拍错了", old), "quality-cases");
    silent(&with("开线了", fresh), "quality-cases");
}

#[test]
fn bad_reviews_without_an_answer() {
    let review = |number: usize, date: &str, stars: &str, answered: &str| {
        Row::new(&[
            ("评价日期", &format!("{date} 10:00:00")),
            ("订单ID", &format!("69179267688236437{number:02}")),
            ("商品ID", "3600000000000000011"),
            ("商品评价得分", stars),
            ("商家是否回复", answered),
        ])
    };
    let file = |rows: &[Row]| {
        [Grid::new("评价日期,订单ID,商品ID,商品评价得分,商家是否回复", rows).csv("评价.csv")]
    };
    let rows = [
        review(1, "2026-11-18", "1", "未回复"),
        review(2, "2026-11-19", "3", ""),
        review(3, "2026-11-19", "1", "已回复"),
        review(4, "2026-11-19", "4", "未回复"),
        review(5, "2026-10-20", "1", "未回复"),
    ];
    let finding = fires(&file(&rows), "bad-reviews", "2 条中差评还没回复", None);
    assert!(finding.cause(Lang::Zh).starts_with("最早一条 11-18；其中差评 1 条。"));
    silent(&file(&rows[2..]), "bad-reviews");
}

#[test]
fn replies_that_are_too_few_or_too_slow() {
    let file = |rate: &str, seconds: &str, sessions: &str| {
        let row = Row::new(&[
            ("日期", "2026-11-18"),
            ("客服昵称", "小青"),
            ("人工已接待会话量", sessions),
            ("3分钟人工回复率 (会话)", rate),
            ("平均响应时长（秒）", seconds),
        ]);
        let header = "日期,客服昵称,人工已接待会话量,3分钟人工回复率 (会话),平均响应时长（秒）";
        [Grid::new(header, [&row]).csv("客服.csv")]
    };
    let low = "3 分钟人工回复率 79.90%，低于 80%";
    let finding = fires(&file("79.9%", "20", "50"), "reply-rate", low, None);
    assert_eq!(finding.cause(Lang::Zh), "11-12 至 11-18 共 50 个会话，平均 20 秒回。");
    fires(&file("95%", "61", "50"), "reply-rate", "客服平均响应 61 秒，超过 60 秒", None);
    silent(&file("80%", "60", "50"), "reply-rate");
    silent(&file("10%", "600", "49"), "reply-rate");
}

#[test]
fn replies_are_weighed_and_counted_only_in_days_that_are_asked_for() {
    let row = |days: &str, sessions: &str, rate: &str, served: &str, of_people: &str| {
        Row::new(&[
            ("日期", days),
            ("客服昵称", "小青"),
            ("人工已接待会话量", sessions),
            ("3分钟人工回复率 (会话)", rate),
            ("人工已接待人数", served),
            ("3分钟人工回复率", of_people),
        ])
    };
    let rows = [
        row("2026-11-10", "1", "100%", "", ""),
        row("2026-11-11", "2", "0%", "", ""),
        // People where the file has no rate of sessions, weighed by people.
        row("2026-11-12", "90", "", "3", "50%"),
        row("20261114-20261120", "4", "25%", "", ""),
    ];
    let header =
        "日期,客服昵称,人工已接待会话量,3分钟人工回复率 (会话),人工已接待人数,3分钟人工回复率";
    let book = Bench::with(&[Grid::new(header, &rows).csv("客服.csv")]).book();
    let rate = |days: &str| book.service.sum(period(days)).reply_rate();
    assert_eq!(rate("2026-11-10..2026-11-11"), Some(333_333));
    assert_eq!(rate("2026-11-11..2026-11-12"), Some(300_000));
    assert_eq!(rate("2026-11-13..2026-11-20"), Some(250_000));
    assert_eq!(rate("2026-11-15..2026-11-20"), None, "a row of a week says nothing of its days");
}

#[test]
fn a_seller_whose_price_changed_this_week() {
    let shop = |before: u64, changed: &str| {
        let sold = Sold::default().at("2026-11-01", "2026-11-02", before, "59.90", &[]);
        [sold.at(changed, changed, 3, "49.90", &[]).file("2026-10-20")]
    };
    let told = "已出单商品改价了：「测试T恤」¥59.90 → ¥49.90（11-14）";
    fires(&shop(5, "2026-11-14"), "price-changed", told, None);
    silent(&shop(5, "2026-11-13"), "price-changed");
    silent(&shop(4, "2026-11-14"), "price-changed");
}

/// A week of 自助取数 by shop and a list of products of it, as of the same days.
fn traffic(shop: [&str; 2], product: [&str; 3]) -> Vec<File> {
    let days = (14..=20).map(|day| {
        let [impressions, clicks] = [("商品曝光人数", shop[0]), ("商品点击人数", shop[1])];
        shop_day(&format!("2026-11-{day}")).with(&[impressions, clicks])
    });
    let days: Vec<Row> = days.collect();
    let [impressions, clicks, carts] = product;
    let cells = [("商品曝光人数", impressions), ("商品点击人数", clicks), ("加购人数", carts)];
    let row = listed("20261114-20261120", "3600000000000000011").with(&cells);
    vec![shop_wide(&days).csv("日.csv"), Grid::new(PRODUCT_LIST, [&row]).csv("表.csv")]
}

#[test]
fn steps_of_the_funnel_under_their_target() {
    // The list has more steps than the days, so the shop is read from it as well.
    let low = found_by(&traffic(["2000", "80"], ["1000", "23", "20"]), "click-rate");
    let told: Vec<String> = low.iter().map(|finding| finding.title(Lang::Zh)).collect();
    assert_eq!(
        told,
        [
            "全店曝光-点击率 2.30%，低于 3.00% 的目标",
            "「列出的商品」曝光-点击率 2.30%，低于 3.00% 的目标"
        ]
    );
    assert_eq!(
        low[0].cause(Lang::Zh),
        "11-14 至 11-20 1,000 人里 23 人走到这一步，按目标少了 7 人。"
    );
    // The list alone will do.
    let list = &traffic(["2000", "80"], ["1000", "23", "20"])[1..];
    assert_eq!(found_by(list, "click-rate").len(), 2);
    // The shop at 2.4 %: a product at four fifths of the target is left alone.
    assert_eq!(found_by(&traffic(["2000", "80"], ["1000", "24", "20"]), "click-rate").len(), 1);
    silent(&traffic(["2000", "80"], ["1000", "30", "20"]), "click-rate");
    silent(&traffic(["2000", "80"], ["999", "3", "1"]), "click-rate");
    let carts = found_by(&traffic(["2000", "80"], ["20000", "1000", "60"]), "cart-rate");
    assert_eq!(carts[0].title(Lang::Zh), "全店加购率 6.00%，低于 8.00% 的目标");
    silent(&traffic(["2000", "80"], ["20000", "1000", "80"]), "cart-rate");
    silent(&traffic(["2000", "80"], ["20000", "999", "1"]), "cart-rate");
}

#[test]
fn a_carrier_that_falls_deeper_than_the_shop() {
    let shop = |before: u64, after: u64| {
        let live = [("流量体裁", "直播")];
        let sold = Sold::default().daily("2026-11-07", "2026-11-13", before, &live).daily(
            "2026-11-14",
            "2026-11-20",
            after,
            &live,
        );
        [sold.daily("2026-11-07", "2026-11-20", 20, &[]).file("2026-10-20")]
    };
    let finding = fires(&shop(10, 7), "carrier-decline", "直播成交比前 7 天 -30.0%", Some(21_000));
    assert_eq!(finding.subject.id(), "carrier:直播");
    assert_eq!(
        finding.cause(Lang::Zh),
        "主要因为订单数 -¥210.00；少得最多的是直播自营流量，占跌幅 100.00%。"
    );
    silent(&shop(10, 8), "carrier-decline");
    // 49 orders in the week before.
    silent(&shop(7, 0), "carrier-decline");
    // Everything falls by as much.
    let all = Sold::default().daily("2026-11-07", "2026-11-13", 10, &[("流量体裁", "直播")]).daily(
        "2026-11-14",
        "2026-11-20",
        6,
        &[("流量体裁", "直播")],
    );
    silent(&[all.file("2026-10-20")], "carrier-decline");
}

#[test]
fn a_creator_who_converts_worse() {
    let by = [("达人ID", "7001"), ("达人昵称", "小鹿")];
    let sold = Sold::default().daily("2026-11-10", "2026-11-10", 1, &by).file("2026-10-20");
    let session = |date: &str, name: &str, clicks: &str, buyers: &str, gmv: &str| {
        Row::new(&[
            ("主播昵称", name),
            ("主播抖音号", "xl"),
            ("直播开始时间", &format!("{date} 20:00:00")),
            ("直播间观看人数", "5000"),
            ("直播间商品点击人数", clicks),
            ("直播间成交人数", buyers),
            ("直播间成交金额", gmv),
        ])
    };
    let header = "主播昵称,主播抖音号,直播开始时间,直播间观看人数,直播间商品点击人数,直播间成交人数,直播间成交金额";
    let files = |name: &str, clicks: &str, buyers: &str| {
        let rows = [
            session("2026-11-01", name, "400", "40", "4000.00"),
            session("2026-11-20", name, clicks, buyers, "1200.00"),
        ];
        [sold.clone(), Grid::new(header, &rows).csv("直播.csv")]
    };
    let told = "达人「小鹿」点击-成交率从 10.00% 降到 7.00%";
    let finding = fires(&files("小鹿", "200", "14"), "creator-worse", told, Some(80_000));
    assert_eq!(finding.subject.id(), "creator:7001");
    silent(&files("小鹿", "200", "15"), "creator-worse");
    silent(&files("小鹿", "199", "1"), "creator-worse");
    // The shop's own room.
    silent(&files("店铺号", "200", "2"), "creator-worse");
}
