//! Short videos: what one brought over a range of days, from 视频详情 or the video extract.

use super::schema::{columns, count, day, moment, money, ratio, word};

columns! {
    /// The columns of a video's row.
    pub enum VideoColumn {
        /// First day of the range.
        From = day("from"),
        /// Last day of the range.
        To = day("to"),
        /// 视频ID, 短视频ID.
        Video = word("video"),
        /// 视频标题.
        Title = word("title"),
        /// 发布时间.
        Published = moment("published"),
        /// 达人抖音号.
        Account = word("account"),
        /// 达人昵称.
        AccountName = word("account-name"),
        /// 带货商品ID.
        Product = word("product"),
        /// 视频类型: 挂车 or 非挂车.
        Type = word("type"),
        /// 视频观看次数.
        Views = count("views"),
        /// 完播率.
        Finished = ratio("finished"),
        /// 平均观看时长, in seconds.
        SecondsEach = count("seconds-each"),
        /// 点赞数.
        Likes = count("likes"),
        /// 评论数.
        Comments = count("comments"),
        /// 收藏数.
        Favourites = count("favourites"),
        /// 转发数.
        Shares = count("shares"),
        /// 商品曝光次数.
        ImpressionTimes = count("impression-times"),
        /// 商品点击次数.
        ClickTimes = count("click-times"),
        /// 成交金额, in exports of 2024.
        Gmv = money("gmv"),
        /// 用户支付金额, 短视频用户支付金额.
        UserPaid = money("user-paid"),
        /// 成交订单数.
        Orders = count("orders"),
        /// 成交人数.
        Buyers = count("buyers"),
        /// 退款金额.
        Refund = money("refund"),
        /// 引流直播间用户支付金额.
        PaidInLive = money("paid-in-live"),
        /// 看后搜用户支付金额.
        PaidBySearch = money("paid-by-search"),
        /// 预估佣金支出.
        Commission = money("commission"),
        /// 投放消耗.
        AdCost = money("ad-cost"),
    }
    /// The schema of videos.
    pub static VIDEOS = "videos" {
        key: [From, To, Video],
        filed_by: From,
        happened: [Published],
        made: [],
    }
}
