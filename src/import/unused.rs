//! Exports that are known and not read: an operator who drops one is told what it is and which
//! other file to take, rather than that it is unknown.

use super::detect::Header;
use crate::text::{Phrase, phrase};

/// An export that is recognised and left alone.
#[derive(Debug, PartialEq, Eq)]
pub struct Unused {
    /// The headers that tell it.
    headers: &'static [&'static str],
    /// What it is, and what to do instead.
    pub advice: Phrase,
}

static UNUSED: &[Unused] = &[
    Unused {
        headers: &["投保单号", "保险名称"],
        advice: phrase(
            "这是运费险明细，现在还用不上。运费险的钱看「动账明细」。",
            "These are freight insurance details, which are not used yet. See the money movements for their cost.",
        ),
    },
    Unused {
        headers: &["结算单号", "QIC仓"],
        advice: phrase(
            "这是 BIC 质检费明细，现在还用不上。费用看「动账明细」。",
            "These are quality inspection fees, which are not used yet. See the money movements for their cost.",
        ),
    },
    Unused {
        headers: &["直播间名称", "日期", "时均GMV"],
        advice: phrase(
            "这是旧版直播日报，按天汇总，分不出场次。请下载罗盘「直播间列表」。",
            "This is an old daily live summary without sessions. Please download the list of live sessions.",
        ),
    },
    Unused {
        headers: &["直播间ID", "直播结束时间", "账号类型"],
        advice: phrase(
            "这份直播修正报表没有成交数据。请下载罗盘「直播间列表」或「自助取数 · 直播」。",
            "This live correction table has no sales. Please download the list of live sessions or the live extract.",
        ),
    },
    Unused {
        headers: &["商品ID", "讲解次数"],
        advice: phrase(
            "这是单场直播的商品明细，文件里没有场次，对不上是哪一场。请下载罗盘「直播间列表」。",
            "These are the products of one live session, but the file does not say of which. Please download the list of live sessions.",
        ),
    },
    Unused {
        headers: &["商品编号", "载体类型", "成交笔单价"],
        advice: phrase(
            "这份商品载体表没有日期，合不进其他数据。请下载罗盘「商品列表」。",
            "This table of products by carrier has no days. Please download the product list.",
        ),
    },
    Unused { headers: &["日期", "小时区间"], advice: HOURLY },
    Unused { headers: &["日期", "时间-小时"], advice: HOURLY },
];

const HOURLY: Phrase = phrase(
    "这是千川的分小时报表。请按天下载（分日），分小时和分天一起导入会重复计算。",
    "This is an hourly report of Qianchuan. Please download it by day: hours and days together would count twice.",
);

/// The known export that a header belongs to, if it is one that is not read.
pub(super) fn unused(header: &[String]) -> Option<&'static Unused> {
    let header = Header::new(header);
    let has = |name: &&str| header.find(&[*name]).is_some();
    UNUSED.iter().find(|export| export.headers.iter().all(has))
}
