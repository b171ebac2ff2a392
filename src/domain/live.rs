//! Live sessions: one row of 直播间列表 or of the live extract, keyed by its room and start.

use super::schema::{columns, count, moment, money, word};

columns! {
    /// The columns of a live session.
    pub enum LiveColumn {
        /// 直播间ID, or 主播抖音号 where the list has no room: the two name rooms differently.
        Room = word("room"),
        /// 直播开始时间.
        Started = moment("started"),
        /// 直播结束时间.
        Ended = moment("ended"),
        /// 直播间名称, 主播昵称.
        Name = word("name"),
        /// 直播时长, in seconds.
        Seconds = count("seconds"),
        /// 直播间曝光人数.
        Exposed = count("exposed"),
        /// 直播间观看人数.
        Viewers = count("viewers"),
        /// 直播间观看次数.
        Views = count("views"),
        /// 最高在线人数.
        Peak = count("peak"),
        /// 人均观看时长, in seconds.
        SecondsEach = count("seconds-each"),
        /// 评论次数.
        Comments = count("comments"),
        /// 新增粉丝数.
        Followers = count("followers"),
        /// 直播间商品曝光人数.
        Impressions = count("impressions"),
        /// 直播间商品点击人数.
        Clicks = count("clicks"),
        /// 直播间成交金额.
        Gmv = money("gmv"),
        /// 直播间用户支付金额, 用户支付金额.
        UserPaid = money("user-paid"),
        /// 直播间成交订单数, 成交订单数.
        Orders = count("orders"),
        /// 直播间成交件数.
        Units = count("units"),
        /// 直播间成交人数, 成交人数.
        Buyers = count("buyers"),
        /// 直播间退款金额.
        Refund = money("refund"),
        /// 净成交金额.
        NetGmv = money("net-gmv"),
        /// 1小时退款金额.
        HourRefund = money("hour-refund"),
        /// 预估佣金支出.
        Commission = money("commission"),
        /// 投放消耗（店铺被投）.
        AdCost = money("ad-cost"),
    }
    /// The schema of live sessions.
    pub static LIVES = "lives" {
        key: [Room, Started],
        filed_by: Started,
        happened: [Started, Ended],
        made: [],
    }
}
