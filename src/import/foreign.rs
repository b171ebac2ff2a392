//! Words of other platforms, brought to those of 抖店, so that one classification serves all.

/// Whether a text has one of the words in it, which stand with blanks between.
pub(super) fn any(text: &str, words: &str) -> bool {
    words.split(' ').any(|word| text.contains(word))
}

/// A word of status where it means the same as one of 抖店; any other is left as it is.
pub(super) fn status_word(text: &str) -> &str {
    let mut lower = text.to_ascii_lowercase();
    // A refund that came to nothing closes no order.
    for nothing in [
        "退款关闭",
        "退款取消",
        "取消退款",
        "退货关闭",
        "退货取消",
        "取消退货",
        "售后关闭",
        "售后取消",
        "取消售后",
    ] {
        lower = lower.replace(nothing, "");
    }
    if any(&lower, "关闭 取消 作废 失效 cancel void closed expired failed") {
        "已关闭"
    } else if any(&lower, "待付款 待支付 未付款 未支付 待确认 等待买家付款 等待付款 unpaid notpaid")
        || (any(&lower, "pending awaiting") && !any(&lower, "ship fulfil deliver pickup"))
    {
        "待支付"
    } else if any(&lower, "待发货 未发货 备货 等待卖家发货 unfulfilled awaitingship processing")
    {
        "待发货"
    } else {
        text
    }
}

/// What a word of status says of a refund, in the words of 抖店; nothing when it says nothing.
pub(super) fn refund_word(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    if any(&lower, "部分 partial") && any(&lower, "退 refund") {
        Some("售后处理中")
    } else if any(&lower, "未退 notrefunded unrefunded 退款失败 退款关闭 取消退款 拒绝")
    {
        None
    } else if any(&lower, "退款成功 已退款 全额退款 退款完成 退货成功 refunded")
        || matches!(lower.as_str(), "退款" | "退货" | "refund")
    {
        Some("退款成功")
    } else if any(&lower, "退款中 售后中 处理中 待退 退款申请 申请退款 等待退")
    {
        Some("售后处理中")
    } else {
        None
    }
}

/// The provinces as 抖店 writes them.
const PROVINCES: &str = "北京市 天津市 上海市 重庆市 河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 \
    浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 海南省 四川省 贵州省 云南省 \
    陕西省 甘肃省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 \
    新疆维吾尔自治区 香港特别行政区 澳门特别行政区";

/// The province that a region or an address begins with; nothing when it begins with none. Two
/// characters tell them apart.
pub(super) fn province(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches("中国");
    let start = |whole: &&str| {
        let two = whole.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
        two >= 2
    };
    PROVINCES.split(' ').find(start)
}

/// A region as it is kept: a province, or a plain name of letters where it is none of China.
/// Anything longer or with digits in it may be an address, and nothing of it is kept.
pub(super) fn region_word(text: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.');
    province(text).or((text.len() <= 24 && text.chars().all(plain)).then_some(text))
}
