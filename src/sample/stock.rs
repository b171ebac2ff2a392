//! What the sample shop sells, where, and through whom. Every name is invented.

use crate::metric::Role;

/// What happens to a product, so that a board or a rule has something to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Story {
    Steady,
    /// Sells less each day for three days, because fewer people click it.
    Falling,
    /// Sells three times as much as the week before, faster than it can be shipped.
    Rising,
    /// Comes back because it is not as described.
    Mismatch,
    /// Became dearer three weeks ago.
    Repriced,
}

#[derive(Debug)]
pub(super) struct Product {
    pub name: &'static str,
    pub category: &'static str,
    /// Each SKU with its price in 分.
    pub skus: &'static [(&'static str, i64)],
    /// In 分; 0 while nobody has typed it in.
    pub cost: i64,
    pub role: Role,
    /// Lines in ten ordinary days.
    pub weight: i64,
    pub story: Story,
    /// Clicks in ten thousand impressions.
    pub click_rate: i64,
    /// Hundredths of its sales that are spent on 千川.
    pub ads: i64,
}

const fn product(
    name: &'static str,
    category: &'static str,
    skus: &'static [(&'static str, i64)],
    (cost, role): (i64, Role),
    (weight, click_rate, ads): (i64, i64, i64),
    story: Story,
) -> Product {
    Product { name, category, skus, cost, role, weight, story, click_rate, ads }
}

pub(super) static PRODUCTS: [Product; 12] = [
    product(
        "加厚一次性洗脸巾",
        "清洁",
        &[("80抽×3包", 1_990), ("80抽×6包", 3_490), ("便携装", 990)],
        (1_050, Role::Traffic),
        (165, 430, 14),
        Story::Steady,
    ),
    product(
        "免手洗平板拖把",
        "清洁",
        &[("拖把+4片布", 4_990)],
        (2_300, Role::Profit),
        (215, 380, 0),
        Story::Falling,
    ),
    product(
        "316不锈钢保温杯",
        "餐厨",
        &[("雾蓝 500ml", 6_900), ("奶白 500ml", 6_900), ("墨绿 750ml", 8_900)],
        (3_150, Role::Image),
        (62, 350, 12),
        Story::Mismatch,
    ),
    product(
        "充电式暖手宝",
        "家电",
        &[("云朵白", 5_900), ("樱花粉", 5_900)],
        (2_800, Role::Unset),
        (30, 520, 22),
        Story::Rising,
    ),
    product(
        "桌面收纳盒",
        "收纳",
        &[("小号", 1_590), ("大号", 2_590)],
        (880, Role::Traffic),
        (95, 360, 0),
        Story::Steady,
    ),
    product(
        "珊瑚绒四件套",
        "家纺",
        &[("1.5米床", 15_900), ("1.8米床", 17_900)],
        (9_200, Role::Image),
        (48, 310, 16),
        Story::Steady,
    ),
    product(
        "硅胶锅铲五件套",
        "餐厨",
        &[("五件套", 3_990)],
        (1_500, Role::Profit),
        (58, 340, 0),
        Story::Repriced,
    ),
    product(
        "厨房湿巾",
        "清洁",
        &[("40抽×3包", 1_590), ("40抽×8包", 3_590)],
        (820, Role::Traffic),
        (74, 400, 0),
        Story::Steady,
    ),
    product(
        "吸水速干浴巾",
        "家纺",
        &[("单条", 2_990), ("两条装", 4_990)],
        (1_350, Role::Profit),
        (60, 330, 0),
        Story::Steady,
    ),
    product(
        "无火香薰礼盒",
        "家居",
        &[("白茶", 8_900), ("桂花", 8_900)],
        (0, Role::Image),
        (26, 290, 0),
        Story::Steady,
    ),
    product(
        "旅行收纳七件套",
        "收纳",
        &[("灰色", 3_590), ("藏青", 3_590)],
        (0, Role::Unset),
        (20, 300, 0),
        Story::Steady,
    ),
    product(
        "免打孔磁吸挂钩",
        "收纳",
        &[("4个装", 990)],
        (410, Role::Unset),
        (3, 240, 0),
        Story::Steady,
    ),
];

/// What lies in the parcel of a 四件套 for nothing.
pub(super) const GIFT: &str = "洗衣凝珠体验装（赠品）";

/// A creator of the 精选联盟.
#[derive(Debug)]
pub(super) struct Creator {
    pub name: &'static str,
    pub account: &'static str,
    pub level: &'static str,
    pub fans: i64,
    /// No sales in the last so many days.
    pub silent: i32,
}

const fn creator(
    name: &'static str,
    account: &'static str,
    (level, fans, silent): (&'static str, i64, i32),
) -> Creator {
    Creator { name, account, level, fans, silent }
}

/// The first account is the shop's own.
pub(super) static CREATORS: [Creator; 6] = [
    creator("示例店铺官方号", "shili_shop", ("LV2", 23_800, 0)),
    creator("小满的家", "xiaoman_home", ("LV4", 386_000, 0)),
    creator("阿柚爱收纳", "ayou_tidy", ("LV3", 92_400, 0)),
    creator("厨房里的老周", "laozhou_cook", ("LV4", 541_000, 5)),
    creator("栗子租房日记", "lizi_room", ("LV2", 31_700, 0)),
    creator("南南开箱", "nannan_box", ("LV1", 8_600, 0)),
];

/// A way by which a sale comes about.
#[derive(Debug)]
pub(super) struct Seat {
    pub weight: i64,
    pub carrier: &'static str,
    pub channel: &'static str,
    /// A place in [`CREATORS`]; 0 is the shop itself.
    pub creator: usize,
}

const fn seat(weight: i64, carrier: &'static str, channel: &'static str, creator: usize) -> Seat {
    Seat { weight, carrier, channel, creator }
}

/// The channel that is paid for.
pub(super) const PAID: &str = "千川PC版";

pub(super) static SEATS: [Seat; 14] = [
    seat(150, "直播", "推荐feed", 0),
    seat(90, "直播", PAID, 0),
    seat(130, "商品卡", "搜索", 0),
    seat(110, "商品卡", "抖音商城推荐", 0),
    seat(40, "商品卡", "个人主页&店铺&橱窗", 0),
    seat(60, "短视频", "推荐feed", 0),
    seat(40, "短视频", PAID, 0),
    seat(25, "图文", "推荐feed", 0),
    seat(20, "其他", "其他", 0),
    seat(130, "直播", "推荐feed", 1),
    seat(75, "短视频", "推荐feed", 2),
    seat(70, "直播", "推荐feed", 3),
    seat(35, "短视频", "搜索", 4),
    seat(25, "直播", "关注", 5),
];

/// Where the parcels go, with the weight of each.
pub(super) static PROVINCES: [(&str, i64); 14] = [
    ("广东省", 142),
    ("江苏省", 98),
    ("浙江省", 94),
    ("山东省", 82),
    ("河南省", 76),
    ("四川省", 70),
    ("河北省", 58),
    ("湖北省", 52),
    ("湖南省", 50),
    ("安徽省", 46),
    ("福建省", 40),
    ("上海市", 38),
    ("北京市", 34),
    ("陕西省", 30),
];

/// Why goods come back, with the weight of each.
pub(super) static REASONS: [(&str, i64); 10] = [
    ("7天无理由退货", 30),
    ("多拍/错拍/不想要", 18),
    ("不喜欢/效果不好", 10),
    ("商品与描述不符", 7),
    ("质量问题（商品品质原因）", 9),
    ("少件/漏发", 6),
    ("商品破损/包装问题", 7),
    ("未按约定时间发货", 5),
    ("买贵了/降价", 4),
    ("协商一致退款", 4),
];
