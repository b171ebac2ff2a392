//! The files of a morning: orders, after-sales, 罗盘 and promotion day by day, the others on their
//! days.

use super::super::case_file::CaseFile;
use super::super::compass::{self, Stated};
use super::super::order_file::OrderFile;
use super::super::table::{Encoding, Table};
use super::super::time::{Period, iso, stamp, unix};
use super::super::{File, header, yuan};
use super::*;

/// Days that a daily export reaches back.
const BACK: i64 = 15;
/// Mornings without an after-sale file.
pub const NO_CASES: std::ops::RangeInclusive<i64> = 22..=28;

/// What 罗盘 states of a date; people and money of promotion.
pub fn stated(date: i64) -> Stated {
    // Two days of these in a week bring the click rate under 3 %, two of those the cart rate
    // under 8 %.
    let clicks = if (6..=9).contains(&date) { 400 } else { 640 };
    let carts = if (19..=21).contains(&date) { 20 } else { 58 };
    // Five times the usual on the 18th, and a 分 more than that on the 23rd.
    let ad_cost = match date {
        18 => 25_000,
        23 => 25_001,
        _ => 5_000,
    };
    Stated {
        days: Period::day(day(date)),
        gmv: 50_000,
        user_paid: 50_000,
        orders: 50,
        buyers: 50,
        refund: 0,
        impressions: 20_000,
        clicks,
        carts,
        ad_cost,
    }
}

/// Cost and sales of 千川 on a date.
pub fn promoted(date: i64) -> (i64, i64) {
    (10_000, if (10..=16).contains(&date) { 25_000 } else { 50_000 })
}

/// What is dropped on a morning; on the first one the history.
pub fn files(shop: &Shop, date: i64) -> Vec<File> {
    let from = if date == 1 { FIRST } else { date - BACK };
    let mut files = vec![orders(shop, from, date), daily(date), ads(date)];
    if !NO_CASES.contains(&date) {
        let days = Period::new(day(from.max(-28)), day(date - 1));
        let (header, encoding) = (header::AFTERSALES_2026, Encoding::Utf8Bom);
        files.push(CaseFile { header, encoding, days, at: exported(date) }.file(shop));
    }
    files.extend(score(date));
    files.extend(agents(date));
    files.extend(reviews(shop, date));
    files.extend(listed(shop, date));
    files.extend(lives(shop, date));
    files.extend(bills(shop, date));
    files.extend(waste(shop, date));
    files
}

fn orders(shop: &Shop, from: i64, date: i64) -> File {
    let days = Period::new(day(from), day(date - 1));
    let (header, encoding) = (header::GEN_B_2024, Encoding::Utf8Bom);
    OrderFile { header, encoding, days, at: exported(date) }.file(shop)
}

fn daily(date: i64) -> File {
    let from = if date == 1 { -20 } else { date - 3 };
    let rows: Vec<Stated> = (from..date).map(stated).collect();
    let header = format!("{},加购人数", header::SHOP_DAILY_2026);
    compass::shop_daily(&rows, &header, Encoding::Utf8)
}

/// A file with its export time in front of its name.
fn named(date: i64, name: &str, table: &Table) -> File {
    table.file(&format!("{}_{name}", unix(exported(date))), Encoding::Utf8Bom)
}

/// A table whose rows are written out.
fn plain(header: &str, rows: &[Vec<String>]) -> Table {
    let header = header.split(',').map(str::to_owned).collect();
    Table { header, rows: rows.to_vec() }
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

fn ads(date: i64) -> File {
    let from = if date == 1 { -40 } else { date - 3 };
    let rows: Vec<Vec<String>> = (from..date)
        .map(|date| {
            let (cost, gmv) = promoted(date);
            row(["1", &iso(day(date)), &yuan(cost), &yuan(gmv)])
        })
        .collect();
    named(date, "账户", &plain("抖音号,日期,整体消耗,整体成交金额", &rows))
}

/// 80 and more, just that, a tenth less, and back.
fn score(date: i64) -> Option<File> {
    let total = match date {
        1 => "81.5",
        9 => "80.0",
        12 => "79.9",
        14 => "80.4",
        _ => return None,
    };
    let rows = [row([&iso(day(date - 1)), total, "85", "85", "70", "0"])];
    let header = "日期,商家体验分,商品体验分,物流体验分,服务体验分,差行为扣分";
    Some(named(date, "体验分", &plain(header, &rows)))
}

/// On the line, a tenth of a per cent under it, far above.
fn agents(date: i64) -> Option<File> {
    let (sessions, rate, seconds) = match date {
        8 => ("60", "80%", "60"),
        15 => ("60", "79.9%", "20"),
        20 => ("600", "95%", "20"),
        _ => return None,
    };
    let rows = [row([&iso(day(date - 1)), "小青", sessions, rate, seconds])];
    let header = "日期,客服昵称,人工已接待会话量,3分钟人工回复率 (会话),平均响应时长（秒）";
    Some(named(date, "飞鸽", &plain(header, &rows)))
}

/// Four stars and an answered one, then two stars, then these answered.
fn reviews(shop: &Shop, date: i64) -> Option<File> {
    let review = |number: u64, on: i64, stars: &str, answered: &str| {
        let order = (6_930_000_000_000_000_000 + number).to_string();
        row([&stamp(at(on, 10)), &order, &shop.products[CARD].id, stars, answered])
    };
    let rows = match date {
        6 => vec![review(1, 4, "4", "未回复"), review(2, 5, "1", "已回复")],
        14 => vec![review(3, 13, "2", "未回复")],
        17 => vec![review(3, 13, "2", "已回复")],
        _ => return None,
    };
    Some(named(date, "评价", &plain("评价日期,订单ID,商品ID,商品评价得分,商家是否回复", &rows)))
}

/// A week of 商品列表: the shop above its targets, one product under four fifths of one, one on it.
fn listed(shop: &Shop, date: i64) -> Option<File> {
    let days = Period::new(day(9), day(15));
    let of = |impressions, clicks, carts| Stated { days, impressions, clicks, carts, ..stated(1) };
    let (low, just) = (of(1_000, 23, 20), of(1_000, 24, 20));
    let whole = of(140_000, 4_480, 406);
    let file = || compass::product_list(shop, Some(whole), &[low, just], Encoding::Utf8Bom);
    (date == 16).then(file)
}

/// Sessions of two creators: one falls to seven of ten, one not quite; then one makes up for it.
fn lives(shop: &Shop, date: i64) -> Option<File> {
    let live = |creator: usize, on: i64, clicks: &str, buyers: &str, gmv: &str| {
        let name = &shop.creators[creator].name;
        row([name, &format!("yl{creator}"), &stamp(at(on, 20)), "5000", clicks, buyers, gmv])
    };
    let rows = match date {
        19 => vec![
            live(WORSE, -20, "400", "40", "4000.00"),
            live(WORSE_LESS, -20, "400", "40", "4000.00"),
            live(WORSE, 17, "200", "14", "1200.00"),
            live(WORSE_LESS, 17, "200", "15", "1200.00"),
        ],
        22 => vec![live(WORSE, 20, "400", "40", "4000.00")],
        _ => return None,
    };
    let header = "主播昵称,主播抖音号,直播开始时间,直播间观看人数,直播间商品点击人数,直播间成交人数,直播间成交金额";
    Some(named(date, "直播间列表", &plain(header, &rows)))
}

/// All that was finished from the 2nd on but five lines, four of them by the 7th; a bill of a day
/// later; then the five.
fn bills(shop: &Shop, date: i64) -> Option<File> {
    let finished = |from: i64, to: i64| {
        let days = day(from)..=day(to);
        shop.lines.iter().filter(move |it| days.contains(&time::day_of(it.finished.unwrap())))
    };
    let left: Vec<u64> = [4, 5, 6, 7, 8]
        .into_iter()
        .map(|date| finished(date, date).find(|it| it.product == FILM).unwrap().id)
        .collect();
    let (lines, last): (Vec<&Line>, i64) = match date {
        23 => (finished(2, 22).filter(|it| !left.contains(&it.id)).collect(), 22),
        24 => (finished(23, 23).collect(), 23),
        27 => (finished(2, 26).filter(|it| left.contains(&it.id)).collect(), 26),
        _ => return None,
    };
    let settled = |line: &Line| match date {
        23 => line.finished.unwrap(),
        _ => at(last, 3),
    };
    let bill = |line: &&Line| {
        let paid = yuan(line.payable);
        row([&stamp(settled(line)), &line.id.to_string(), &paid, &paid])
    };
    let rows: Vec<Vec<String>> = lines.iter().map(bill).collect();
    Some(named(date, "结算账单", &plain("结算时间,子订单号,结算金额,收入合计", &rows)))
}

/// A hundred 元 for a product that nobody ordered, and a 分 less for another.
fn waste(shop: &Shop, date: i64) -> Option<File> {
    let spent = |product: usize, cost: &str| {
        let Product { id, title, .. } = &shop.products[product];
        row([id, title, &iso(day(19)), cost, "0"])
    };
    let rows = [spent(IDLE, "100.00"), spent(IDLE_LESS, "99.99")];
    let header = "商品ID,商品名称,日期,整体消耗,整体成交金额";
    (date == 20).then(|| named(date, "商品推广", &plain(header, &rows)))
}
