//! What is said about files and rows, in an operator's words: what happened, where, and what to
//! do. Never a code.

use super::format::FORMATS;
use super::loaded::Skip;
use super::receipt::Trouble;
use super::warning::{Warning, WarningCode};
use crate::table::{CellFault, FileFault};
use crate::text::{Lang, Phrase, count_text, phrase};

/// Why a row was rejected.
pub fn reason_text(fault: CellFault, lang: Lang) -> &'static str {
    match fault {
        CellFault::Missing => phrase("必填的一格是空的", "a required cell is empty"),
        CellFault::NotMoney => phrase("不是金额", "not an amount"),
        CellFault::NotCount => phrase("不是整数", "not a whole number"),
        CellFault::NotMoment => phrase("不是日期时间", "not a date and time"),
        CellFault::NotDay => phrase("不是日期", "not a date"),
        CellFault::NotRate => phrase("不是比例", "not a rate"),
        CellFault::NotDuration => phrase("不是时长", "not a duration"),
        CellFault::NotStars => phrase("评分不在 1 到 5 之间", "stars go from 1 to 5"),
        CellFault::DamagedId => {
            phrase("编号被表格软件改坏了（丢了后几位）", "the number lost its last digits")
        }
        CellFault::NotId => phrase("不是编号", "not an id"),
        CellFault::TooMuch => phrase(
            "金额超过 1,000 万元，不像一行订单",
            "more than 10,000,000 yuan, which no order line has",
        ),
        CellFault::TooMany => phrase(
            "数量超过 10 万件，不像一行订单",
            "more than 100,000 pieces, which no order line has",
        ),
        CellFault::Ragged => {
            phrase("格数和表头对不上", "the row has another number of cells than the header")
        }
    }
    .text(lang)
}

/// Why a row was left aside.
pub fn skip_text(skip: Skip, lang: Lang) -> &'static str {
    match skip {
        Skip::Total => phrase("合计行", "totals"),
        Skip::NoId => phrase("说明行或空行", "notes or blank rows"),
        Skip::Slice => phrase("已含在「不限」里的分项", "slices contained in the row of all"),
        Skip::OtherSheet => phrase("列和第一张表不同的分表", "sheets with other columns"),
        Skip::Split => phrase(
            "按账号、渠道、终端、类目等拆分的分表，现在没有图用到",
            "sheets split by account, channel, device or category, which no chart uses yet",
        ),
        Skip::SameOrder => phrase(
            "同一订单的其余商品行（金额已在首行）",
            "further products of an order, its amount being on the first row",
        ),
        Skip::LeftOut => phrase("这份没有选", "left out"),
        Skip::RolledUp => phrase("所在的月份已按日汇总，不再改", "of months that are rolled up"),
    }
    .text(lang)
}

/// Why a file was refused, and what to do.
pub fn trouble_text(trouble: &Trouble, lang: Lang) -> String {
    if let Trouble::Fault(fault) = trouble {
        return fault_text(fault, lang);
    }
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name.text(lang)).collect();
    trouble_phrase(trouble).fill(lang, &[&names.join(if lang == Lang::Zh { "、" } else { ", " })])
}

/// Its words; what can be read goes into the blank of an unknown table.
fn trouble_phrase(trouble: &Trouble) -> Phrase {
    match trouble {
        Trouble::Fault(fault) => fault_phrase(fault),
        Trouble::Unused(export) => export.advice,
        Trouble::Unknown => phrase(
            "认不出这份表。现在能读：{}。请确认导出时没有改过表头。",
            "This table is not known. What can be read now: {}. Please check that its header was not edited.",
        ),
        Trouble::DamagedIds => phrase(
            "订单号被表格软件改坏了：19 位编号只剩前 15 位，改不回来。请到抖店重新导出，不要用 Excel 打开后再保存，直接拖进来。",
            "The order numbers were damaged by a spreadsheet: of 19 digits only 15 are left. Export the file again and drop it here without opening and saving it in Excel.",
        ),
        Trouble::MostlyRejected => phrase(
            "超过五分之一的行读不出来，这份文件没有导入。请看下面列出的行，或者重新导出。",
            "More than a fifth of the rows could not be read, so the file was not taken. See the rows below, or export it again.",
        ),
        Trouble::NoRows => phrase(
            "表里没有可用的数据行。请检查导出时选的日期范围。",
            "The table has no usable rows. Please check the period it was exported for.",
        ),
        Trouble::NoPeriodInName => phrase(
            "这份表的日期只写在文件名里，而文件名里没有。请用下载时的原文件名（带 20261101-20261130 这样的日期）。",
            "This table states its period only in the file name, and the name has none. Please use the name it was downloaded under.",
        ),
        Trouble::SeveralShops => phrase(
            "这份文件里有几个店铺。请按店铺分别导出。",
            "This file speaks of several shops. Please export each shop on its own.",
        ),
    }
}

/// What is wrong with a file's bytes, and what to do.
pub fn fault_text(fault: &FileFault, lang: Lang) -> String {
    let line = match fault {
        FileFault::CellTooLong { line } | FileFault::OpenQuote { line } => {
            count_text(i64::from(*line))
        }
        _ => String::new(),
    };
    fault_phrase(fault).fill(lang, &[&line])
}

fn fault_phrase(fault: &FileFault) -> Phrase {
    match fault {
        FileFault::Empty => phrase("文件是空的。", "The file is empty."),
        FileFault::TooLarge => phrase(
            "文件超过 512 MB。请缩短日期范围，分几次导出。",
            "The file has more than 512 MB. Please export shorter periods.",
        ),
        FileFault::TooManyRows => phrase(
            "超过 100 万行。请缩短日期范围，分几次导出。",
            "More than a million rows. Please export shorter periods.",
        ),
        FileFault::TooManyColumns => phrase(
            "超过 512 列，不像抖店导出的表。",
            "More than 512 columns: this does not look like an export.",
        ),
        FileFault::CellTooLong { line: 0 } => phrase(
            "有一格超过 1 MB，不像抖店导出的表。",
            "A cell has more than 1 MB: this does not look like an export.",
        ),
        FileFault::CellTooLong { .. } => phrase(
            "第 {} 行有一格超过 1 MB，多半是引号没有成对。请重新导出。",
            "A cell on line {} has more than 1 MB; as a rule a quote is not closed. Please export the file again.",
        ),
        FileFault::OpenQuote { .. } => phrase(
            "第 {} 行的引号没有闭合，后面的内容都会错位，所以整份文件没有导入。文件可能没下载完，请重新导出。",
            "The quote on line {} is never closed, so everything after it would shift; nothing was taken. The download may be cut off: please export the file again.",
        ),
        FileFault::NotText => phrase(
            "文字编码认不出来（不是 UTF-8、GBK 或 UTF-16），文件可能损坏了。请重新导出。",
            "The text encoding is unknown (not UTF-8, GBK or UTF-16); the file may be damaged. Please export it again.",
        ),
        FileFault::OldExcel => phrase(
            "这是旧版 Excel（.xls）或加了密码的文件。请另存为 .xlsx 或 CSV，或直接用抖店下载的原文件。",
            "This is an old Excel file (.xls) or has a password. Please use the file as downloaded, or save it as .xlsx or CSV.",
        ),
        FileFault::BrokenWorkbook => phrase(
            "表格文件不完整或损坏了。请重新下载。",
            "The workbook is cut off or damaged. Please download it again.",
        ),
        FileFault::Locked => phrase(
            "压缩包或表格加了密码。请先用密码解开，再把里面的文件拖进来。",
            "The archive has a password. Please unpack it with the password and drop what is in it.",
        ),
        FileFault::NoTables => phrase(
            "压缩包里没有 CSV 或 XLSX 表格。请先解压，把里面的表格拖进来。",
            "The archive has no CSV or XLSX table in it. Please unpack it and drop its tables.",
        ),
        FileFault::WebPage => phrase(
            "这是一个网页，里面没有表格，多半是登录过期了。请重新登录后台，再导出一次。",
            "This is a web page without a table; most likely the login had expired. Please log in again and export once more.",
        ),
        FileFault::Unreadable => phrase(
            "读到一半读不下去了：文件被移走、删除或改动了。原有数据没有变，请再拖一次。",
            "The file could not be read to the end: it was moved, deleted or changed. Nothing was changed here; please drop it again.",
        ),
    }
}

/// The sentence of a warning.
pub fn warning_text(warning: &Warning, lang: Lang) -> String {
    let (count, of) = (count_text(i64::from(warning.count)), count_text(i64::from(warning.of)));
    match warning.code {
        WarningCode::OtherShop if !warning.name.is_empty() => phrase(
            "文件里的店铺是「{}」，和这里的店铺不同。确定要导入吗？",
            "The file is of the shop “{}”, which is not this shop. Import it all the same?",
        )
        .fill(lang, &[&warning.name]),
        WarningCode::OtherShop => phrase(
            "文件里的 {} 个商品，本店只认识 {} 个，可能是别的店铺的文件。确定要导入吗？",
            "Of {} products in the file this shop knows {}; it may be another shop's file. Import it all the same?",
        )
        .fill(lang, &[&of, &count]),
        WarningCode::RepeatedAmounts => phrase(
            "{} 个多商品订单里有 {} 个每行金额都一样，单价却不同：可能把整单金额重复写在了每一行，成交会算多。请尽量改用「商品维度」导出。仍要导入吗？",
            "Of {} orders with several lines, {} repeat one amount on every line though unit prices differ: the whole order's amount may stand on each line, which would count it twice. Better export “by product”. Import it all the same?",
        )
        .fill(lang, &[&of, &count]),
        WarningCode::KnownOrders => phrase(
            "这份表里有 {} 个订单已经在订单导出里了，再导入会把它们算两遍。仍要导入吗？",
            "{} orders of this table are in an order export already; importing them would count them twice. Import it all the same?",
        )
        .fill(lang, &[&count]),
        WarningCode::DamagedIds => phrase(
            "编号只剩前 15 位，后面变成了 0 或 E+18，分不清哪行是哪单。",
            "Ids keep only 15 digits (zeros or E+18 at the end); lines cannot be told apart.",
        )
        .fill(lang, &[]),
        WarningCode::FutureDates => phrase(
            "文件里有比现在还晚的时间。请检查这台电脑的日期，或文件是否改过。",
            "The file has times later than now. Please check this computer's clock, or whether the file was edited.",
        )
        .fill(lang, &[]),
        WarningCode::OlderFile => phrase(
            "这份文件比已导入的旧：只补缺，不会盖掉新数据。",
            "This file is older than what is here: it fills gaps and overwrites nothing newer.",
        )
        .fill(lang, &[]),
        WarningCode::ByOrder => phrase(
            "有 {} 行是「订单维度」：几个商品合在一行，按商品的数字会少算。建议改用「商品维度」导出。",
            "{} row[s] [is|are] by order: several products share a row and cannot be told apart. Better export “by product”.",
        )
        .fill(lang, &[&count]),
        WarningCode::MissingColumn => phrase(
            "文件里没有「{}」列，相关金额按 0 或近似口径计算，并在数字旁标出。",
            "The file has no column “{}”: what depends on it counts 0 or is approximate, and says so.",
        )
        .fill(lang, &[&warning.name]),
        WarningCode::NetAmounts => phrase(
            "有退款的 {} 行里，{} 行的金额看起来已经扣掉了退款。表里的金额是扣完退款的吗？",
            "Of {} rows with a refund, {} look as if it had been taken off their amount already. Are the amounts of this table net of refunds?",
        )
        .fill(lang, &[&of, &count]),
        WarningCode::SumsDiffer => phrase(
            "{} 行的「收入合计」加「支出合计」不等于「结算金额」（共 {} 行）。文件可能被改动过，请和抖店后台核对。",
            "{} of {} rows settle another sum than their income and costs give. The file may have been edited: please compare it with Doudian.",
        )
        .fill(lang, &[&count, &of]),
    }
}
