//! What an unknown table is, and which of its columns is which: a guess for the operator to
//! correct, from the words of the header and from what the cells can be read as.

use super::foreign::any;
use super::format::{FORMATS, Take};
use super::mapping::{MapKind, Target};
use super::survey::{Survey, SurveyColumn};
use crate::text::{Phrase, phrase};

/// A field of a generic order table, and the header words that tell it: the likelier first, with
/// blanks between. A column with a word of `never` belongs to something else: 退款时间 is no
/// 下单时间.
pub(super) struct Words {
    pub id: &'static str,
    pub name: Phrase,
    words: &'static str,
    never: &'static str,
}

/// So many of [`WORDS`], from the first, are required.
pub(super) const REQUIRED: usize = 3;

/// In the order of the fields of [`super::generic`].
pub(super) static WORDS: [Words; 10] = [
    Words {
        id: "id",
        name: phrase("订单号", "Order id"),
        words: "子订单编号 子订单号 订单编号 订单号 订单id 订单sn 主订单编号 交易编号 交易号 平台单号 \
            原始单号 单号 orderid orderno ordernumber ordersn ordername order id name",
        never: "物流 快递 运单 退款 售后 支付 商品 tracking product item refund payment",
    },
    Words {
        id: "time",
        name: phrase("下单时间", "Order time"),
        words: "下单时间 订单提交时间 订单创建时间 创建时间 订单成交时间 成交时间 拍下时间 订单时间 \
            提交时间 交易时间 下单日期 订单日期 日期 时间 createdat createtime ordertime orderdate \
            orderedat placedat purchasedate createddate date time",
        never: "支付 付款 发货 完成 更新 退款 签收 收货 承诺 结束 paid payment ship update fulfil \
            deliver cancel refund close",
    },
    Words {
        id: "amount",
        name: phrase("实付金额", "Amount paid"),
        words: "买家实付金额 买家实际支付金额 买家实付 用户实付金额 实付金额 实付款 实际支付金额 \
            实收金额 实收款 支付金额 付款金额 成交金额 买家应付货款 应付金额 订单金额 订单总额 \
            订单总价 总金额 商品总价 实付 实收 金额 amountpaid paidamount totalpaid actualpaid \
            ordertotal totalamount grandtotal orderamount total amount paid",
        never: "退 优惠 运费 佣金 服务费 单价 原价 税 折扣 红包 补贴 tax shipping discount refund \
            unit fee outstanding",
    },
    Words {
        id: "pay-time",
        name: phrase("支付时间", "Pay time"),
        words: "支付时间 付款时间 订单付款时间 支付完成时间 支付日期 付款日期 paidat paytime paidtime \
            paymenttime paymentdate datepaid",
        never: "退",
    },
    Words {
        id: "product",
        name: phrase("商品", "Product"),
        words: "商品名称 商品标题 宝贝标题 宝贝名称 货品名称 产品名称 选购商品 商品信息 商品 宝贝 \
            品名 货品 产品 lineitemname productname producttitle itemname itemtitle product item title",
        never: "id 编号 编码 数量 金额 价 状态 类型 规格 sku price quantity status type 总",
    },
    Words {
        id: "quantity",
        name: phrase("数量", "Quantity"),
        words: "商品数量 宝贝总数量 购买数量 商品件数 成交数量 件数 数量 lineitemquantity quantity \
            qty units",
        never: "退 refund discount",
    },
    Words {
        id: "status",
        name: phrase("订单状态", "Status"),
        words: "订单状态 交易状态 状态 orderstatus financialstatus paymentstatus status",
        never: "售后 退款 发货 物流 refund fulfil shipping",
    },
    Words {
        id: "after-sale",
        name: phrase("售后状态", "Refund status"),
        words: "售后状态 退款状态 退货状态 refundstatus returnstatus aftersalestatus",
        never: "",
    },
    Words {
        id: "refund",
        name: phrase("退款金额", "Refund"),
        words: "退款金额 买家退款金额 实退金额 已退金额 退款 refundedamount refundamount \
            amountrefunded totalrefunded refunded refund",
        never: "时间 状态 原因 单号 编号 类型 date time status reason",
    },
    Words {
        id: "region",
        name: phrase("省份", "Province"),
        words: "省份 收货省份 收件省 收货省 省 省市 省市区 地区 区域 收货地址 详细地址 地址 \
            shippingprovincename shippingprovince province shippingstate state region \
            shippingaddress address",
        never: "billing",
    },
];

/// A header as words are looked for in it: lower case, without blanks, signs and what stands in
/// brackets at its end.
pub(super) fn plain(name: &str) -> String {
    let name = with_unit(name).map_or(name, |(name, _)| name);
    let sign = |c: &char| !c.is_whitespace() && !"_-#*:/.".contains(*c);
    name.chars().filter(sign).collect::<String>().to_ascii_lowercase()
}

/// A header and what stands in brackets at its end.
fn with_unit(name: &str) -> Option<(&str, &str)> {
    name.strip_suffix(')')?.split_once('(')
}

/// Whether a header is a word of a field, here or in a known export.
pub(super) fn is_word(name: &str) -> bool {
    let fields = FORMATS.iter().flat_map(|format| format.layouts).flat_map(|it| it.fields);
    WORDS.iter().any(|it| it.words.split(' ').any(|word| word == name))
        || fields.flat_map(|field| field.names).any(|known| plain(known) == name)
}

/// The kind that a table resembles most: generic orders, unless a known export has lost one
/// required header and is otherwise there.
pub(super) fn kind(survey: &Survey) -> Option<MapKind> {
    let mut kinds = MapKind::all();
    let mut best = (0, kinds.next()?);
    for kind in kinds {
        let likeness = likeness(kind, survey);
        if likeness > best.0 {
            best = (likeness, kind);
        }
    }
    Some(best.1)
}

/// How many fields of a known export a header names; none when it is another table.
fn likeness(kind: MapKind, survey: &Survey) -> usize {
    let has = |names: &[&str]| survey.header.find(names).is_some();
    let layout = kind.layout;
    let absent = layout.required.iter().filter(|names| !has(names)).count();
    let named = layout.fields.iter().filter(|field| has(field.names)).count();
    let whole = layout.fields.len().min(survey.columns.len());
    let alike = layout.required.len() > 1 && absent <= 1 && named >= 3 && named * 2 >= whole;
    if alike && !has(layout.absent) { named } else { 0 }
}

/// The column of each target, as far as it can be told; a column is used once.
pub(super) fn columns(targets: &[Target], survey: &Survey) -> Vec<Option<usize>> {
    let mut chosen: Vec<Option<usize>> = vec![None; targets.len()];
    // Who is named for sure comes first, so that nobody else takes that column.
    for sure in [WHOLE - 100, 0] {
        for (at, target) in targets.iter().enumerate() {
            let mut best = (sure, None);
            for (place, column) in survey.columns.iter().enumerate() {
                let score = score(target, column);
                if score > best.0 && !chosen.contains(&Some(place)) {
                    best = (score, Some(place));
                }
            }
            if let Some(slot) = chosen.get_mut(at).filter(|slot| slot.is_none()) {
                *slot = best.1;
            }
        }
    }
    chosen
}

/// Words of tables that move money or goods and are no orders, and of amounts that are no 元.
const NO_ORDERS: &str = "支出 收入 余额 账务 扣款 赔付 结算 到账 打款 开票 供应商 采购 申请时间 发生时间 \
    币种 货币 currency balance supplier payout";
/// Words that an id is told by for sure: 单号 alone numbers anything.
const ORDER_IDS: &str = "订单 交易编号 交易号 order";
/// What an amount may be counted in.
const UNITS: [&str; 6] = ["元", "¥", "rmb", "cny", "人民币", "人民币元"];

/// Whether a header can be of nothing but orders in 元.
pub(super) fn is_of_orders(survey: &Survey) -> bool {
    let odd_unit = |name: &str| {
        with_unit(name)
            .is_some_and(|(_, unit)| !UNITS.contains(&unit.trim().to_lowercase().as_str()))
    };
    survey.columns.iter().all(|column| {
        let money = column.fits(Take::Money) > 0 && odd_unit(&column.name);
        !money && !any(&plain(&column.name), NO_ORDERS)
    })
}

/// Whether a column has the very name of what a target is.
pub(super) fn is_named(target: &Target, column: &SurveyColumn) -> bool {
    let name = plain(&column.name);
    let vague = match target.id {
        "id" => !any(&name, ORDER_IDS),
        "amount" => name == "paid",
        _ => false,
    };
    !vague && by_name(target, &name) >= WHOLE - 100
}

/// How well a table can be read: its required columns first, then all of them.
pub(super) fn worth(survey: &Survey) -> usize {
    let Some(kind) = kind(survey) else { return 0 };
    let chosen = columns(&kind.targets(), survey);
    let required = chosen.iter().take(REQUIRED).flatten().count();
    required * 1_000 + survey.columns.len()
}

/// The scores of a header that is a word, and of one that has it in it; the later words of a list
/// score a little less.
const WHOLE: u32 = 400;
const PART: u32 = 250;

/// How well a column suits a target; 0 when it does not.
fn score(target: &Target, column: &SurveyColumn) -> u32 {
    let take = target.field.take;
    let filled = column.filled;
    let share = |take: Take| (column.fits(take) * 100).checked_div(filled).unwrap_or(0);
    let text = matches!(take, Take::Label | Take::Vocabulary | Take::Status | Take::Refund);
    let number = text && share(Take::Money) > 80;
    if !column.is_offered(take) || (filled > 0 && share(take) < 50) || number {
        return 0;
    }
    match (by_name(target, &plain(&column.name)), target.group) {
        (0, Some(_)) => by_content(take, column, &share),
        (0, None) => 0,
        (named, _) => named + share(take) / 10,
    }
}

/// By the words of a header: a whole word counts for more than a part of it, the earlier word
/// for more than the later.
fn by_name(target: &Target, name: &str) -> u32 {
    let own = WORDS.iter().find(|words| words.id == target.id && target.field.names.is_empty());
    let names: Vec<String> = match own {
        Some(words) if !words.never.is_empty() && any(name, words.never) => return 0,
        Some(words) => words.words.split(' ').map(str::to_owned).collect(),
        None => target.field.names.iter().map(|name| plain(name)).collect(),
    };
    let mut best = 0;
    for (word, rank) in names.iter().zip(0..) {
        // A short word of letters is part of too many others.
        let long = if word.is_ascii() { word.len() >= 6 } else { word.chars().count() >= 2 };
        let score = if name == word {
            WHOLE - rank
        } else if long && !name.is_empty() && name.contains(word.as_str()) {
            PART - rank
        } else if own.is_none() && target.group.is_some() {
            alike(word, name)
        } else {
            0
        };
        best = best.max(score);
    }
    best
}

/// How many pairs of characters two names share: of a header that was renamed some are left.
fn alike(word: &str, name: &str) -> u32 {
    let pairs = word.chars().zip(word.chars().skip(1));
    pairs.map(|(a, b)| u32::from(name.contains(&String::from_iter([a, b]))) * 20).sum()
}

/// By what the cells are alone, for a field that must be there.
fn by_content(take: Take, column: &SurveyColumn, share: &dyn Fn(Take) -> u32) -> u32 {
    let sure = |take: Take| share(take) >= 95;
    let differs = column.distinct >= column.filled.min(200);
    let found = match take {
        Take::Moment => sure(Take::Moment) && !sure(Take::Count),
        Take::Money => sure(Take::Money) && !sure(Take::Count),
        Take::Id => sure(Take::Id) && differs && !sure(Take::Moment) && column.filled > 1,
        _ => false,
    };
    u32::from(found) * 10
}
