//! Makes a shop from a seed: some products whose story makes a rule fire, and around them days of
//! ordinary trade with its gifts, coupons, closed orders, bookings and refunds.

use super::case::{Case, End, REASONS};
use super::line::Line;
use super::random::Random;
use super::time::{DAY, Day, HOUR, MINUTE, Moment};
use super::{Creator, PHONE, Product, SENTINEL, Shop};

/// Products with a story, by their place: falling, rising, coming back; the next is sold by the
/// creator (place 0) who stops.
const FALLING: usize = 0;
const RISING: usize = 1;
const RETURNED: usize = 2;
const SHOWN: usize = 3;
const PRODUCTS: usize = 9;

const CARRIERS: [&str; 5] = ["直播", "短视频", "商品卡", "图文", "其他"];
const CHANNELS: [&str; 4] = ["搜索", "商城", "猜你喜欢", "关注"];
const PROVINCES: [&str; 6] = ["浙江省", "广东省", "四川省", "河南省", "北京市", "新疆维吾尔自治区"];

struct Maker {
    random: Random,
    shop: Shop,
    count: u64,
}

pub fn make(random: Random, first: Day, last: Day, busy: i64) -> Shop {
    let shop = Shop {
        products: Vec::new(),
        creators: Vec::new(),
        lines: Vec::new(),
        cases: Vec::new(),
        first,
        last,
    };
    let mut maker = Maker { random, shop, count: 0 };
    maker.things();
    for day in first..=last {
        maker.stories(day, last);
        for _ in 0..busy {
            maker.ordinary(day);
        }
    }
    maker.stray_case(last);
    maker.shop
}

impl Maker {
    fn things(&mut self) {
        for number in 0..PRODUCTS {
            let id = format!("35{:017}", 1_234_567_891 * (number + 3) + self.random.index(999));
            let hidden = if number == SHOWN { PHONE } else { "" };
            let title = format!("试验商品{}号 加厚（春秋款）{hidden}", number + 1);
            let skus = (0..=number % 3).map(|sku| format!("颜色{sku};均码")).collect();
            let price = self.random.between(900, 19_900);
            let code = format!("SY-{number:03}");
            self.shop.products.push(Product { id, title, code, skus, price });
        }
        for number in 0..4 {
            let id = format!("{}", 70_000_000_000_u64 + 1_237 * (number + 1));
            let hidden = if number == 1 { PHONE } else { "" };
            self.shop
                .creators
                .push(Creator { id, name: format!("试验达人{number}号{hidden}") });
        }
    }

    /// A number as 抖店 gives them: 19 digits that no spreadsheet could keep.
    fn number(&mut self) -> u64 {
        self.count += 1;
        6_910_000_000_000_000_000 + self.count * 1_000_003 + 1
    }

    /// A line that is paid and shipped without a story.
    fn plain(&mut self, day: Day, product: usize) -> Line {
        let id = self.number();
        let placed = day * DAY + self.random.between(9 * HOUR, 20 * HOUR);
        let paid = placed + self.random.between(5, 5 * MINUTE);
        let shipped = paid + self.random.between(2 * HOUR, 46 * HOUR);
        let price = self.shop.products[product].price;
        Line {
            order: id,
            id,
            product,
            sku: self.random.index(self.shop.products[product].skus.len()),
            creator: None,
            units: 1,
            price,
            payable: price,
            by_platform: 0,
            by_creator: 0,
            by_shop: 0,
            placed,
            paid: Some(paid),
            promised: paid + 48 * HOUR,
            booked: None,
            shipped: Some(shipped),
            finished: Some(shipped + self.random.between(2 * DAY, 9 * DAY)),
            kind: "普通订单",
            carrier: self.random.pick(&CARRIERS),
            channel: self.random.pick(&CHANNELS),
            province: self.random.pick(&PROVINCES),
            cases: Vec::new(),
        }
    }

    fn stories(&mut self, day: Day, last: Day) {
        let ago = last - day;
        let falling = [5, 8, 11, 14].get(usize::try_from(ago).unwrap()).copied().unwrap_or(6);
        let rising = if ago < 7 { 5 } else { i64::from(ago < 14) * 2 };
        let shown = if (3..14).contains(&ago) { 2 } else { 0 };
        for (product, count) in [(FALLING, falling), (RISING, rising), (SHOWN, shown)] {
            for _ in 0..count {
                let mut line = self.plain(day, product);
                if product == SHOWN {
                    (line.creator, line.carrier) = (Some(0), "直播");
                }
                self.shop.lines.push(line);
            }
        }
        if ago < 30 {
            let line = self.plain(day, RETURNED);
            self.shop.lines.push(line);
            if self.random.chance(50) {
                self.case_of_last("退货退款");
            }
        }
    }

    /// Any line of any day: what happens in a shop, in about the shares in which it happens.
    fn ordinary(&mut self, day: Day) {
        let product = SHOWN + self.random.index(PRODUCTS - SHOWN);
        let mut line = self.plain(day, product);
        line.placed = day * DAY + self.random.between(0, DAY - 1);
        line.units = self.random.between(1, 3);
        line.creator = self.random.chance(40).then(|| 1 + self.random.index(3));
        self.price(&mut line);
        // Some pay after midnight.
        let paid = line.placed + self.random.between(5, 40 * MINUTE);
        let shipped = paid + self.random.between(2 * HOUR, 60 * HOUR);
        (line.paid, line.promised) = (Some(paid), paid + 48 * HOUR);
        line.shipped = Some(shipped);
        line.finished = Some(shipped + self.random.between(2 * DAY, 9 * DAY));
        match self.random.between(0, 99) {
            0..6 => (line.paid, line.shipped, line.finished) = (None, None, None),
            6..14 => (line.shipped, line.finished) = (None, None),
            14..17 => line.booked = Some(paid + 10 * DAY),
            17..19 => line.kind = "虚拟商品订单",
            _ => {}
        }
        let (order, placed, open) = (line.order, line.placed, line.paid.is_some());
        self.shop.lines.push(line);
        if open && self.random.chance(18) {
            self.any_case();
        }
        if open && self.random.chance(8) {
            self.gift(order, placed, paid);
        }
    }

    fn price(&mut self, line: &mut Line) {
        let whole = line.price * line.units;
        line.by_shop = if self.random.chance(30) { whole / 10 } else { 0 };
        line.by_platform =
            if self.random.chance(30) { self.random.between(1, whole / 5) } else { 0 };
        line.by_creator =
            if self.random.chance(15) { self.random.between(1, whole / 9) } else { 0 };
        line.payable = whole - line.by_shop - line.by_platform - line.by_creator;
        if self.random.chance(2) {
            // Paid by coupons alone.
            line.by_platform += line.payable;
            line.payable = 0;
        }
    }

    /// A second line of an order that costs nothing.
    fn gift(&mut self, order: u64, placed: Moment, paid: Moment) {
        let mut gift = self.plain(placed.div_euclid(DAY), SHOWN);
        (gift.order, gift.placed, gift.paid) = (order, placed, Some(paid));
        (gift.price, gift.payable) = (0, 0);
        self.shop.lines.push(gift);
    }

    fn any_case(&mut self) {
        let shipped = self.shop.lines.last().is_some_and(|line| line.shipped.is_some());
        let kind = match (shipped, self.random.between(0, 9)) {
            (false, _) => "未发货退款",
            (true, 0..5) => "退货退款",
            (true, 5..7) => "已发货仅退款",
            (true, 7) => "价保",
            (true, 8) => "换货",
            (true, _) => "补寄",
        };
        self.case_of_last(kind);
        if kind == "已发货仅退款" && self.random.chance(40) {
            self.case_of_last(kind);
        }
    }

    /// A case on the line that was made last.
    fn case_of_last(&mut self, kind: &'static str) {
        let id = self.number();
        let place = self.shop.lines.len() - 1;
        let line = &self.shop.lines[place];
        let (Some(paid), payable) = (line.paid, line.payable) else { return };
        let asked = line.shipped.map_or(paid + 20 * MINUTE, |shipped| shipped + 20 * HOUR);
        let (order, sub_order, product) = (line.order, line.id, line.product);
        let applied = asked + self.random.between(0, 6 * DAY);
        let settled = applied + self.random.between(HOUR, 40 * HOUR);
        let goods = match (kind, self.random.chance(70)) {
            ("价保", _) => (payable / 20).max(1),
            ("换货" | "补寄", _) => 0,
            ("已发货仅退款", _) => payable * self.random.between(20, 90) / 100,
            ("退货退款", false) => payable - payable / 25,
            _ => payable,
        };
        let end = match (kind, self.random.between(0, 9)) {
            ("换货" | "补寄", _) => End::Exchanged(settled),
            (_, 0) => End::Closed(settled, "售后关闭"),
            (_, 1) => End::Closed(settled, "拒绝售后申请"),
            (_, 2) => End::Open,
            _ => End::Refunded(settled),
        };
        let (reason, freight) = (self.random.pick(&REASONS), 0);
        let line = Some(place);
        let case = self.shop.cases.len();
        self.shop.lines[place].cases.push(case);
        self.shop.cases.push(Case {
            id,
            line,
            order,
            sub_order,
            product,
            payable,
            kind,
            reason,
            claim: "",
            applied,
            end,
            goods,
            freight,
        });
    }

    /// A refund of an order that is older than every export.
    fn stray_case(&mut self, last: Day) {
        let (id, order) = (self.number(), self.number());
        let applied = (last - 3) * DAY + 11 * HOUR;
        self.shop.cases.push(Case {
            id,
            line: None,
            order,
            sub_order: order,
            product: SHOWN,
            payable: 3_210,
            kind: "退货退款",
            reason: REASONS[0],
            claim: "",
            applied,
            end: End::Refunded(applied + 5 * HOUR),
            goods: 3_210,
            freight: 500,
        });
    }
}

/// The text of a personal column.
pub fn personal(column: &str, number: u64) -> String {
    match column {
        "收件人手机号" | "商家退货联系人电话" => PHONE.to_owned(),
        "买家留言" | "用户售后说明" => {
            format!("{SENTINEL}留言{number}，\n换行 \"引号\" {PHONE}")
        }
        _ => format!("{SENTINEL}{column}{number}"),
    }
}
