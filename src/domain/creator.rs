//! Cooperating creators: what one brought over a range of days, from 合作达人.

use super::schema::{columns, count, day, money, word};

columns! {
    /// The columns of a creator's row.
    pub enum CreatorColumn {
        /// First day of the range.
        From = day("from"),
        /// Last day of the range.
        To = day("to"),
        /// 抖音号.
        Account = word("account"),
        /// 达人昵称.
        Name = word("name"),
        /// 电商等级.
        Level = word("level"),
        /// 粉丝数.
        Fans = count("fans"),
        /// 成交商品数.
        Products = count("products"),
        /// 近30天电商开播频次.
        LivesIn30Days = count("lives-in-30-days"),
        /// 近30天电商投稿频次.
        VideosIn30Days = count("videos-in-30-days"),
        /// 成交金额.
        Gmv = money("gmv"),
        /// 成交订单数.
        Orders = count("orders"),
        /// 成交件数.
        Units = count("units"),
        /// 成交人数.
        Buyers = count("buyers"),
        /// 成交新用户数.
        NewBuyers = count("new-buyers"),
        /// 直播间成交金额.
        LiveGmv = money("live-gmv"),
        /// 短视频成交金额.
        VideoGmv = money("video-gmv"),
        /// 退款金额.
        Refund = money("refund"),
        /// 退款订单数.
        RefundedOrders = count("refunded-orders"),
        /// 发货前退款金额.
        RefundBeforeShipping = money("refund-before-shipping"),
        /// 预估佣金支出.
        Commission = money("commission"),
        /// 实际佣金支出.
        CommissionPaid = money("commission-paid"),
    }
    /// The schema of creators.
    pub static CREATORS = "creators" {
        key: [From, To, Account],
        filed_by: From,
        happened: [],
        made: [],
    }
}
