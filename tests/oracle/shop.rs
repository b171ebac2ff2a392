//! Invented shops of some thousand lines, thrown with dice: overlapping exports whose lines move
//! on between them, statuses of every kind, gifts, presales, cases that were never matched.
//!
//! What is thrown may be unlikely, but every cell has a form that exports have; the rules must
//! give one answer for all of it.

use crate::set::Set;
use crate::support::{
    AFTERSALE_2022, CUSTOM_ORDERS, DEAL, File, Grid, ORDERS, Random, Row, case, cases, deal_day,
    exported, gb18030, line, shop_day, shop_wide, with_bom,
};
use dianpan::text::iso_day;

use crate::support::day;

const STATUSES: [&str; 9] = [
    "待支付",
    "待确认",
    "待发货",
    "备货中",
    "部分发货",
    "已发货",
    "已完成",
    "已关闭",
    "没见过的状态",
];
const AFTER_SALES: [&str; 12] = [
    "-",
    "-",
    "-",
    "-",
    "售后关闭",
    "退款成功",
    "已全额退款",
    "同意退款，退款成功",
    "待商家处理",
    "退货成功",
    "换货成功",
    "",
];
const TYPES: [&str; 8] =
    ["退货退款", "未发货仅退款", "已发货仅退款", "未发货退款", "换货", "补寄", "价保", "维修"];
const CASE_STATUSES: [&str; 10] = [
    "同意退款，退款成功",
    "售后成功",
    "退款成功",
    "售后关闭",
    "拒绝售后",
    "拒绝售后申请",
    "待商家处理",
    "待买家退货",
    "换货成功",
    "同意退款，退款中",
];
const REASONS: [&str; 16] = [
    "多拍 / 错拍 / 不想要",
    "少件/漏发",
    "商品破损/包装问题",
    "商品与描述不符",
    "商品质量不好",
    "做工粗糙/有瑕疵（商品品质原因）",
    "效果与商品描述不符(商品品质原因)",
    "7天无理由退款/退货",
    "未按约定时间发货",
    "快递一直未送达/无物流",
    "商品买贵了或降价",
    "协商一致退款",
    "其他",
    "-",
    "没见过的原因",
    "空包裹",
];
const PROVINCES: [&str; 5] = ["浙江省", "上海市", "广东省", "-", "新疆维吾尔自治区"];
const CARRIERS: [&str; 6] = ["直播", "短视频", "商品卡", "其他", "数据将于第二天更新", "-"];
const CHANNELS: [&str; 5] = ["搜索", "猜你喜欢", "商城", "-", ""];

/// Three shops of rising oddity.
pub fn all() -> Vec<Set> {
    vec![
        Shop { dice: Random(1), lines: 1_500, odd: 5 }.set("a shop as shops are"),
        Shop { dice: Random(2), lines: 2_000, odd: 30 }.set("a shop of oddities"),
        Shop { dice: Random(3), lines: 1_000, odd: 60 }.set("a shop of nothing else"),
    ]
}

struct Shop {
    dice: Random,
    lines: u64,
    /// In how many of a hundred places something is unusual.
    odd: usize,
}

impl Shop {
    fn set(mut self, name: &str) -> Set {
        let lines: Vec<Row> = (0..self.lines).map(|number| self.line(number)).collect();
        let moved: Vec<Row> = lines.iter().map(|line| self.moved_on(line)).collect();
        let (third, half) = (lines.len() / 3, lines.len() / 2);
        let filed: Vec<Row> = (0..self.lines / 5).map(|number| self.case(number, &moved)).collect();
        let closed: Vec<Row> = filed.iter().map(|case| self.case_moved_on(case)).collect();
        let files = vec![
            File::new(&exported("2026-11-12 08:00:00"), gb18030(&grid(ORDERS, &lines[..half]))),
            File::new(&exported("2026-11-21 07:00:00"), with_bom(&grid(ORDERS, &moved[third..]))),
            File::new(
                &exported("2026-11-16 08:00:00"),
                grid(CUSTOM_ORDERS, &lines[half..half + third / 2]),
            ),
            cases(&filed[..filed.len() * 2 / 3]).csv(&exported("2026-11-15 08:00:00")),
            cases(&closed[filed.len() / 2..])
                .xlsx(&exported("2026-11-20 20:00:00").replace("csv", "xlsx")),
            Grid::new(AFTERSALE_2022, &closed[..filed.len() / 4])
                .csv(&exported("2026-11-19 08:00:00")),
            Grid::new(ORDERS, &self.joined(&lines)).xlsx("按订单.xlsx"),
            self.extract(),
            self.analysis(),
        ];
        Set { name: name.to_owned(), files, together: self.odd > 20 }
    }

    fn is_odd(&mut self) -> bool {
        self.dice.below(100) < self.odd
    }

    fn cents(&mut self, end: usize) -> String {
        let cents = self.dice.below(end);
        format!("{}.{:02}", cents / 100, cents % 100)
    }

    /// A time of a day of November 2026.
    fn time(&mut self, day_of_month: usize) -> String {
        let (hour, minute) = (self.dice.below(24), self.dice.below(60));
        format!("2026-11-{day_of_month:02} {hour:02}:{minute:02}:{:02}", self.dice.below(60))
    }

    fn line(&mut self, number: u64) -> Row {
        // In the order of placement, so that the first half of the lines is the older.
        let placed = 1 + (number * 20 / self.lines) as usize;
        let product = self.dice.below(14);
        let payable = if self.dice.below(12) == 0 { "0.00".to_owned() } else { self.cents(30_000) };
        let (platform, creator) = (self.cents(900), self.cents(400));
        let free = self.dice.below(3) > 0;
        let creator_id = if self.dice.below(2) == 0 { 0 } else { 70_000 + self.dice.below(6) };
        let submitted = self.time(placed);
        let later = 1 + self.dice.below(2 * 86_400);
        let paid = if self.is_odd() { plus(&submitted, later) } else { plus(&submitted, 40) };
        let promise = plus(&paid, 3_600 * (12 + self.dice.below(240)));
        let kind = if self.dice.below(30) == 0 { "虚拟商品订单" } else { "普通订单" };
        line(number)
            .with(&[
                ("商品ID", &format!("36000000000000000{product:02}")),
                ("选购商品", &format!("商品{product}")),
                ("商品规格", ["白色 M", "黑色 L", "-"][self.dice.below(3)]),
                ("商家编码", &format!("C-{product}")),
                ("商品数量", &(1 + self.dice.below(4)).to_string()),
                ("订单应付金额", &payable),
                ("平台实际承担优惠金额", if free { "0.00" } else { &platform }),
                ("达人实际承担优惠金额", if free { "-" } else { &creator }),
                ("订单提交时间", &submitted),
                ("支付完成时间", &paid),
                ("承诺发货时间", &promise),
                ("订单类型", kind),
                ("达人ID", &creator_id.to_string()),
                ("达人昵称", &format!("达人{creator_id}")),
                ("省", self.dice.pick::<&str>(&PROVINCES)),
                ("流量体裁", self.dice.pick::<&str>(&CARRIERS)),
                ("流量渠道", self.dice.pick::<&str>(&CHANNELS)),
            ])
            .with(&[
                ("发货时间", ""),
                ("订单完成时间", ""),
                ("订单状态", "待发货"),
                ("售后状态", "-"),
            ])
    }

    /// The line as a later export tells it.
    fn moved_on(&mut self, line: &Row) -> Row {
        let paid = line.0["支付完成时间"].clone();
        let hours = self.dice.below(72);
        let shipped = plus(&paid, 3_600 * hours + [0, 3_599, 1][self.dice.below(3)]);
        let mut row = line.clone();
        if self.dice.below(10) > 0 {
            row = row.with(&[("发货时间", &shipped), ("订单状态", "已发货")]);
        }
        if self.dice.below(8) == 0 {
            row = row.set("售后状态", self.dice.pick::<&str>(&AFTER_SALES));
        }
        if self.is_odd() {
            row = row.set("订单状态", self.dice.pick::<&str>(&STATUSES));
        }
        if self.is_odd() && self.dice.below(3) == 0 {
            row = row.set("支付完成时间", "");
        }
        if self.dice.below(20) == 0 {
            // Not paid yet, so an export may leave the amount open.
            row = row.with(&[("订单状态", "待支付"), ("订单应付金额", "-")]);
        }
        if self.is_odd() && self.dice.below(4) == 0 {
            row = row.set("预约发货时间", "2026-11-25 00:00:00");
        }
        if self.is_odd() {
            row = row.with(&[("流量体裁", "直播"), ("承诺发货时间", "")]);
        }
        row
    }

    /// Rows of whole orders: most of orders that no other file has, some of known lines.
    fn joined(&mut self, lines: &[Row]) -> Vec<Row> {
        let row = |shop: &mut Shop, number: u64| {
            let place = shop.dice.below(lines.len());
            let known = shop.dice.below(4) == 0;
            let main = if known { lines[place].id() } else { line(800_000 + number * 10).id() };
            let ids: Vec<String> = (0..shop.dice.below(4) as u64)
                .map(|at| line(800_000 + number * 10 + at).id())
                .collect();
            lines[place].clone().with(&[("主订单编号", &main), ("子订单编号", &ids.join(";"))])
        };
        (0..40).map(|number| row(self, number)).collect()
    }

    fn case(&mut self, number: u64, lines: &[Row]) -> Row {
        let stranger = line(900_000 + number);
        let place = self.dice.below(lines.len());
        let of = match self.dice.below(30) {
            0 => &stranger,
            1 => &line(800_000 + number % 40 * 10),
            _ => &lines[place],
        };
        let applied_on = 2 + self.dice.below(18);
        let applied = self.time(applied_on);
        let refunded = plus(&applied, self.dice.below(3 * 86_400));
        let payable = of.0["订单应付金额"].clone();
        let goods = if self.dice.below(2) == 0 { payable } else { self.cents(20_000) };
        let freight = if self.is_odd() { self.cents(1_500) } else { "0.00".to_owned() };
        let odd = self.is_odd();
        let status =
            if odd { *self.dice.pick(&CASE_STATUSES) } else { "同意退款，退款成功" };
        let kind = if self.is_odd() { *self.dice.pick(&TYPES) } else { "退货退款" };
        let (by_shop, by_bank) =
            if self.is_odd() { ("-", refunded.as_str()) } else { (refunded.as_str(), "") };
        case(number, of).with(&[
            ("退商品金额（元）", &goods),
            ("退运费金额（元）", &freight),
            ("售后类型", kind),
            ("售后状态", status),
            ("售后申请时间", &applied),
            ("售后原因", self.dice.pick::<&str>(&REASONS)),
            ("商家退款时间", by_shop),
            ("用户到账时间", by_bank),
            ("售后完结时间", if odd { &refunded } else { "-" }),
        ])
    }

    fn case_moved_on(&mut self, case: &Row) -> Row {
        match self.is_odd() {
            true => case.clone().set("售后状态", self.dice.pick::<&str>(&CASE_STATUSES)),
            false => case.clone(),
        }
    }

    /// Some days that the orders have too, and some that they lack.
    fn extract(&mut self) -> File {
        let first = day("2026-11-17");
        let rows: Vec<Row> = (0..9)
            .map(|at| {
                let (gmv, cost) = (self.cents(900_000), self.cents(90_000));
                shop_day(&iso_day(first.plus(at)))
                    .with(&[("成交金额", &gmv), ("投放消耗（店铺被投）", &cost)])
            })
            .collect();
        shop_wide(&rows).csv("采集.csv")
    }

    fn analysis(&mut self) -> File {
        let first = day("2026-10-28");
        let row = |at: i32, carrier: &str| deal_day(&iso_day(first.plus(at)), carrier, "不限");
        let rows: Vec<Row> =
            (0..7).flat_map(|at| [row(at, "全部"), row(at, "直播"), row(at, "商品卡")]).collect();
        Grid::new(DEAL, &rows).xlsx("抖音电商罗盘-成交分析-20261028-20261103.xlsx")
    }
}

fn grid(header: &str, rows: &[Row]) -> String {
    Grid::new(header, rows).text()
}

/// A time so many seconds later.
fn plus(time: &str, seconds: usize) -> String {
    let moment = crate::support::at(time).0 + seconds as i64;
    let day = dianpan::domain::Moment(moment);
    let (hour, minute, second) = (day.hour(), day.minute(), day.second());
    format!("{} {hour:02}:{minute:02}:{second:02}", iso_day(day.day()))
}
