//! Which columns of an unknown table look as if they were about people.
//!
//! Known exports are read by an allow-list of columns. An unknown table has none, so this looks at
//! the words of a header and at what its cells look like; when in doubt a column counts as
//! personal. Such a column is shown masked and cannot be chosen, so nothing of it is ever kept.
//! An address may be chosen as the region: only the province is read from it.

use super::foreign::{any, province};

/// How a column of an unknown table is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    Open,
    /// Masked; of use for the province alone.
    Address,
    /// Masked and never read.
    Closed,
}

/// What a cell looks like, as far as it is about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A phone, an identity number or an e-mail address, masked ones included.
    Number,
    Address,
    /// A Chinese name of a person.
    Name,
}

/// Header words, in the form of [`super::guess::plain`].
const ADDRESS: &str = "地址 街道 门牌 address street addr";
/// A region of a recipient is no person.
const REGION: &str = "省 城市 地区 区域 国家 province state region country";
const PERSON: &str = "收件人 收货人 联系人 姓名 名字 昵称 旺旺 手机 电话 联系 身份证 证件 邮箱 微信 \
    支付宝 银行卡 信用卡 签收人 下单人 购买人 付款人 生日 性别 留言 备注 签名 附言 phone mobile telephone email zip postcode postal recipient \
    receiver consignee firstname lastname fullname username nickname shippingname billingname \
    contact client shipto billto wechat passport note memo remark comment message";
/// They are about a person unless the header goes on about something else.
const PARTY: &str = "买家 会员 顾客 客户 用户 收件 收货 寄件 发件 账号 账户 buyer customer account";
const THING: &str =
    "金额 款 价 数 时间 状态 日期 付 paid amount total price qty quantity time status";

/// What a header says. `name` is in the form of [`super::guess::plain`].
pub(super) fn by_header(name: &str) -> Privacy {
    if any(name, ADDRESS) {
        Privacy::Address
    } else if any(name, REGION) {
        Privacy::Open
    } else if any(name, PERSON) || name == "tel" || (any(name, PARTY) && !any(name, THING)) {
        Privacy::Closed
    } else {
        Privacy::Open
    }
}

/// What a cell looks like; nothing for most.
pub(super) fn look(text: &str) -> Option<Look> {
    let is_mail =
        text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if is_mail || is_number(text) {
        return Some(Look::Number);
    }
    let count = text.chars().count();
    let house = "路 街 道 号 室 栋 幢 弄 村 楼 单元 巷";
    if (7..200).contains(&count) && any(text, house) && any(text, "省 市 区 县 镇 乡 旗") {
        return Some(Look::Address);
    }
    is_name(text, count).then_some(Look::Name)
}

/// A mobile phone with or without 86 and separators, one with stars in its middle, or an identity
/// number with a date of birth in it.
fn is_number(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let bare: Vec<u8> =
        text.bytes().filter(|byte| !matches!(byte, b' ' | b'-' | b'+' | b'(' | b')')).collect();
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let bare = match bare.as_slice() {
        [b'8', b'6', rest @ ..] if rest.len() == 11 => rest,
        all => all,
    };
    match bare {
        [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 => {
            let stars = rest.iter().filter(|&&byte| byte == b'*').count();
            digits(rest) || (stars >= 3 && rest.iter().all(|b| b.is_ascii_digit() || *b == b'*'))
        }
        [region @ .., last] if bare.len() == 18 && digits(region) => {
            (last.is_ascii_digit() || last.eq_ignore_ascii_case(&b'x')) && born(region)
        }
        _ => false,
    }
}

/// A date of birth from the seventh digit on.
fn born(digits: &[u8]) -> bool {
    let number = |from: usize, count: usize| {
        let part = digits.get(from..from + count).unwrap_or_default();
        part.iter().fold(0u32, |sum, byte| sum * 10 + u32::from(byte.saturating_sub(b'0')))
    };
    let (year, month, day) = (number(6, 4), number(10, 2), number(12, 2));
    (1920..2030).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// Two to four characters after a common surname, or with stars for the rest: 王小明, 王**.
fn is_name(text: &str, count: usize) -> bool {
    const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董\
        袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙\
        史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
    let mut chars = text.chars();
    let first = chars.next().is_some_and(|c| SURNAMES.contains(c));
    let rest = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '*';
    (2..=4).contains(&count) && first && chars.all(rest) && province(text).is_none()
}
