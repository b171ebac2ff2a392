//! Cell texts to values: every form that an export has been seen to write, and what must not be
//! read as a value.

use dianpan::domain::{Id, Money, Words};
use dianpan::table::{Cell, CellFault, DayStart, Plain};
use dianpan::text::{iso_day, plain_money, stamp};
use proptest::prelude::*;

use crate::support::TestDecoder;

fn cell(text: &str) -> Cell<'_> {
    Cell::new(text, &TestDecoder)
}

#[test]
fn money_in_every_form() {
    let check = |text: &str, expected: &str| {
        let found = cell(text).money().map(plain_money).unwrap_or_default();
        assert_eq!(found, expected, "{text:?}");
    };
    check("28.90", "28.90");
    check("1,234.50", "1234.50");
    check("¥1,234.00", "1234.00");
    check("￥12", "12.00");
    check("28.9元", "28.90");
    check("-3.00", "-3.00");
    check("-¥3.00", "-3.00");
    check("+3", "3.00");
    check("1.2万", "12000.00");
    check("1.2w", "12000.00");
    check("3亿", "300000000.00");
    check("1.5E3", "1500.00");
    check("１２.５", "12.50");
    check("331971.16000000003", "331971.16");
    check("0.005", "0.01");
    check("0.004999", "0.00");
    check("-0.005", "-0.01");
    check(".5", "0.50");
    check("5.", "5.00");
    check("\t28.90 ", "28.90");
    check("'28.90", "28.90");
    check("=\"28.90\"", "28.90");
    for text in [
        "", "-", "元", "¥", "1.2.3", "12a", "NaN", "inf", "1e309", "0x10", "--5", "1 2", "五元",
        ".",
    ] {
        assert_eq!(cell(text).money(), Err(CellFault::NotMoney), "{text:?}");
    }
}

#[test]
fn money_is_exact_and_bounded() {
    let cents = |text: &str| cell(text).money().ok().map(|money| money.cents());
    assert_eq!(cents("90071992547409.93"), Some(9_007_199_254_740_993));
    assert_eq!(cents("92233720368547758.07"), Some(i64::MAX));
    assert_eq!(cents("92233720368547758.08"), None);
    assert_eq!(cents("99999999999999999999999999999999999999999999"), None);
    let thousand: i64 = (0..1000).filter_map(|_| cents("0.1")).sum();
    assert_eq!(thousand, 10_000);
}

#[test]
fn counts_are_whole_and_not_negative() {
    let check = |text: &str, expected: Option<i64>| {
        assert_eq!(cell(text).count().ok(), expected, "{text:?}");
    };
    check("4,769", Some(4769));
    check("12.0", Some(12));
    check("1.2万", Some(12_000));
    check("0", Some(0));
    check("3.21E2", Some(321));
    check("2.5", None);
    check("-1", None);
    check("一", None);
    check("", None);
}

#[test]
fn moments_in_every_form() {
    let check = |text: &str, expected: &str| {
        let found = cell(text).moment().map(stamp).unwrap_or_default();
        assert_eq!(found, expected, "{text:?}");
    };
    check("2026-09-07 08:55:37", "2026-09-07 08:55:37");
    check("2026/7/9 7:59", "2026-07-09 07:59:00");
    check("2026/07/29 07:59:36", "2026-07-29 07:59:36");
    check("2026年07月01日 12:00:00", "2026-07-01 12:00:00");
    check("2026-09-07", "2026-09-07 00:00:00");
    check("2026-09-07T08:55:37", "2026-09-07 08:55:37");
    check("2026-09-07 08:55:37.000", "2026-09-07 08:55:37");
    check("２０２６-09-07 08：55：37", "2026-09-07 08:55:37");
    check("46000", "2025-12-09 00:00:00");
    check("46000.5", "2025-12-09 12:00:00");
    // A serial that no binary fraction can hold exactly must not lose its second.
    check("46000.41736111111", "2025-12-09 10:01:00");
    check("2028-02-29 10:00:00", "2028-02-29 10:00:00");
    // A zone of its own is told in Beijing time.
    check("2026-09-07T00:55:37Z", "2026-09-07 08:55:37");
    check("2026-09-07T00:55:37.125Z", "2026-09-07 08:55:37");
    check("2026-09-07 08:55:37 +0800", "2026-09-07 08:55:37");
    check("2026-09-06T19:55:37-05:00", "2026-09-07 08:55:37");
    check("2026-09-07 06:25:37+05:30", "2026-09-07 08:55:37");
    for text in [
        "",
        "-",
        "昨天",
        "2026-02-29 10:00:00",
        "2026-13-01",
        "2026-11-20 24:00:00",
        "2026-11-20 10:60:00",
        "1990-01-01",
        "2150-01-01",
        "20261120",
        "99999",
        "2026-11-20 10:00:00 x",
    ] {
        assert_eq!(cell(text).moment(), Err(CellFault::NotMoment), "{text:?}");
    }
}

#[test]
fn days_and_ranges_in_every_form() {
    let check = |text: &str, expected: &str| {
        let found = cell(text).days();
        let found = found.map(|days| format!("{}..{}", iso_day(days.from), iso_day(days.to)));
        assert_eq!(found.unwrap_or_default(), expected, "{text:?}");
    };
    check("20260725", "2026-07-25..2026-07-25");
    check("2026/8/20", "2026-08-20..2026-08-20");
    check("2026-08-20", "2026-08-20..2026-08-20");
    check("20260725-20260729", "2026-07-25..2026-07-29");
    check("20260725~20260729", "2026-07-25..2026-07-29");
    check("2026-07-25~2026-07-29", "2026-07-25..2026-07-29");
    check("2026/07/25 - 2026/07/29", "2026-07-25..2026-07-29");
    check("2026年7月25日至2026年7月29日", "2026-07-25..2026-07-29");
    check("2026-07-25 00:00:00", "2026-07-25..2026-07-25");
    check("46000", "2025-12-09..2025-12-09");
    // The wrong way round, a day that is none, words.
    check("20260729-20260725", "");
    check("20260231", "");
    check("全部", "");
    check("", "");
}

#[test]
fn ids_keep_every_digit_or_are_refused() {
    let check = |text: &str, expected: Result<&str, CellFault>| {
        let cell = cell(text);
        let found = cell.id();
        assert_eq!(found.as_deref().map_err(|fault| *fault), expected, "{text:?}");
    };
    check("\t6917926768823643751", Ok("6917926768823643751"));
    check("'6925040387642719692", Ok("6925040387642719692"));
    check("`6925040387642719692", Ok("6925040387642719692"));
    check("=\"6925040387642719692\"", Ok("6925040387642719692"));
    check("６９１７", Ok("6917"));
    check("A-1001", Ok("A-1001"));
    check("6.91793E+18", Err(CellFault::DamagedId));
    check("6.91793e+18", Err(CellFault::DamagedId));
    check("6E18", Err(CellFault::DamagedId));
    check("6917926768823643751.0", Err(CellFault::DamagedId));
}

#[test]
fn empty_cells_in_every_form() {
    for text in [
        "",
        " ",
        "\t",
        "-",
        "--",
        "—",
        "–",
        "－",
        "/",
        "N/A",
        "null",
        "数据暂未更新",
        "数据将于第二天更新",
        "\u{feff}",
        "\u{3000}",
        "\u{3000}－\u{3000}",
    ] {
        assert!(cell(text).is_blank(), "{text:?}");
    }
    for text in ["0", "无", "0.00", "-1", "---x", "数据"] {
        assert!(!cell(text).is_blank(), "{text:?}");
    }
}

#[test]
fn words_are_compared_without_width_and_blanks() {
    let check = |text: &str, expected: &str| assert_eq!(cell(text).word(), expected, "{text:?}");
    check("同意退款，退款成功", "同意退款,退款成功");
    check(" 多拍 / 错拍 / 不想要 ", "多拍/错拍/不想要");
    check("多拍／错拍", "多拍/错拍");
    check("做工粗糙/有瑕疵（商品品质原因）", "做工粗糙/有瑕疵(商品品质原因)");
    check("ＡＢ\u{3000}１", "AB1");
}

#[test]
fn durations_are_read_in_every_form_and_never_overflow() {
    let read = |text: &str| Cell::new(text, &TestDecoder).seconds(1);
    for (text, seconds) in [
        ("1:02:03", 3_723),
        ("02:03", 123),
        ("2小时5分", 7_500),
        ("1天 1分钟1秒", 86_461),
        ("9分30秒", 570),
        ("18.6", 19),
    ] {
        assert_eq!(read(text), Ok(seconds), "{text}");
    }
    assert_eq!(Cell::new("1.07", &TestDecoder).seconds(60), Ok(64));
    let long = "9".repeat(18);
    let forms = [format!("{long}:1"), format!("{long}天"), format!("{long}秒").repeat(12)];
    let odd = ["-5", "1:-30", "-1:30", "5年", "分", "1:", "a", "9 分 x"].map(str::to_owned);
    for text in forms.iter().chain(&odd) {
        assert_eq!(read(text), Err(CellFault::NotDuration), "{text}");
    }
}

/// Texts that look like the plain forms, and texts that just miss them.
fn nearly_plain() -> impl Strategy<Value = String> {
    let digits = "[0-9]{1,21}";
    let amount = "[ \\t]?-?[0-9]{0,14}\\.?[0-9]{0,3}[ \\t]?";
    let moment = "20[0-9]{2}-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-6][0-9]:[0-6][0-9]";
    prop_oneof![digits, amount, moment, "[0-9:. \\-\\t\0]{0,21}"]
}

proptest! {
    #[test]
    fn the_plain_way_reads_what_the_careful_way_reads(text in nearly_plain()) {
        let (plain, cell) = (Plain::new(text.as_bytes()), cell(&text));
        if let Some(cents) = plain.cents() {
            prop_assert_eq!(cell.money(), Ok(Money(cents)));
        }
        if let Some(count) = plain.count() {
            prop_assert_eq!(cell.count(), Ok(count));
        }
        if let Some(id) = plain.id() {
            let mut words = Words::default();
            prop_assert_eq!(Id::parse(&cell.id().unwrap(), &mut words).to_cell(), id);
        }
        let mut day = DayStart::default();
        if let Some(moment) = plain.moment(&mut day) {
            prop_assert_eq!(cell.moment(), Ok(moment));
            prop_assert_eq!(plain.moment(&mut day), Some(moment));
        }
        if plain.is_empty() {
            prop_assert!(cell.is_blank());
        }
    }
}

#[test]
fn the_forms_of_the_big_exports_are_plain() {
    let plain = |text: &'static str| Plain::new(text.as_bytes());
    assert_eq!(plain("6934976629180372266\t").id(), Some(6_934_976_629_180_372_266));
    assert_eq!(plain("-233.28").cents(), Some(-23_328));
    assert_eq!(plain("0").cents(), Some(0));
    assert_eq!(plain("12.5").cents(), Some(1_250));
    assert_eq!(plain("3").count(), Some(3));
    let at = |text| plain(text).moment(&mut DayStart::default());
    assert_eq!(at("2026-09-07 08:55:37"), cell("2026-09-07 08:55:37").moment().ok());
    assert!(at("2026-02-30 08:55:37").is_none() && at("\0\0\0\0\0\0\0\0\0\0 08:55:37").is_none());
}
