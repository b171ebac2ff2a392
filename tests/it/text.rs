//! Numbers and dates as operators read them, and as machines do.

use dianpan::domain::Money;
use dianpan::import::{FORMATS, Skip, Trouble, reason_text, skip_text, trouble_text};
use dianpan::table::{CellFault, FileFault};
use dianpan::text::{
    Lang, Style, axis_money, change_text, compact_count, compact_money, count_text, day_name,
    decimal_text, full_money, iso_day, long_day, moment_text, near_moment, percent_text,
    period_text, phrase, plain_hundredths, plain_millionths, plain_money, points_text, short_day,
    size_text, stamp,
};
use proptest::prelude::*;

use crate::support::{at, day, period};

#[test]
fn amounts_on_cards_turn_into_wan_and_yi() {
    let check = |cents: i64, zh: &str, en: &str| {
        assert_eq!(compact_money(Money(cents), Lang::Zh), zh);
        assert_eq!(compact_money(Money(cents), Lang::En), en);
    };
    check(0, "¥0.00", "¥0.00");
    check(1, "¥0.01", "¥0.01");
    check(99_999, "¥999.99", "¥999.99");
    check(999_999, "¥9,999.99", "¥9,999.99");
    check(1_000_000, "¥1.00万", "¥10.00k");
    check(1_234_567, "¥1.23万", "¥12.35k");
    check(1_235_000, "¥1.24万", "¥12.35k");
    // Two decimals below a hundred units, one from there on.
    check(99_999_999, "¥100.00万", "¥1,000.0k");
    check(100_000_000, "¥100.0万", "¥1.00M");
    check(123_456_700, "¥123.5万", "¥1.23M");
    check(10_000_000_000, "¥1.00亿", "¥100.0M");
    check(-1_234_567, "-¥1.23万", "-¥12.35k");
}

#[test]
fn amounts_in_tables_are_full() {
    let check = |cents: i64, text: &str| assert_eq!(full_money(Money(cents)), text);
    check(0, "¥0.00");
    check(5, "¥0.05");
    check(123_456_789, "¥1,234,567.89");
    check(-100_000, "-¥1,000.00");
    check(-5, "-¥0.05");
}

#[test]
fn amounts_at_an_axis_have_no_needless_decimals() {
    let check = |cents: i64, text: &str| assert_eq!(axis_money(Money(cents), Lang::Zh), text);
    check(0, "0");
    check(50_000, "500");
    check(6_000_000, "6万");
    check(2_500_000, "2.5万");
    check(-6_000_000, "-6万");
    check(15_000_000_000, "1.5亿");
    check(100_000, "1,000");
}

#[test]
fn counts_turn_into_wan_from_ten_thousand_on() {
    assert_eq!(compact_count(9_999, Lang::Zh), "9,999");
    assert_eq!(compact_count(10_000, Lang::Zh), "1.00万");
    assert_eq!(compact_count(28_010, Lang::Zh), "2.80万");
    assert_eq!(compact_count(123_456_789, Lang::Zh), "1.23亿");
    assert_eq!(compact_count(1_234_567, Lang::En), "1.23M");
    assert_eq!(compact_count(-12_345, Lang::Zh), "-1.23万");
    assert_eq!(count_text(1_234_567), "1,234,567");
    assert_eq!(
        (count_text(0), count_text(-999), count_text(-1_000)),
        ("0".into(), "-999".into(), "-1,000".into())
    );
}

#[test]
fn rates_are_per_cent_and_their_changes_points() {
    assert_eq!(percent_text(42_649), "4.26%");
    assert_eq!(percent_text(42_650), "4.27%");
    assert_eq!(percent_text(1_000_000), "100.00%");
    assert_eq!(percent_text(76_000_000), "7,600.00%");
    assert_eq!(percent_text(-50), "-0.01%");
    assert_eq!(
        (points_text(19_000), points_text(-19_000), points_text(0)),
        ("+1.9pp".into(), "-1.9pp".into(), "0.0pp".into())
    );
    assert_eq!((change_text(124_000), change_text(-715_100)), ("+12.4%".into(), "-71.5%".into()));
}

#[test]
fn machines_get_plain_numbers() {
    assert_eq!(plain_money(Money(2_474_550)), "24745.50");
    assert_eq!((plain_money(Money(-5)), plain_money(Money(0))), ("-0.05".into(), "0.00".into()));
    assert_eq!(plain_millionths(42_600), "0.042600");
    assert_eq!(
        (plain_millionths(1_500_000), plain_millionths(-1)),
        ("1.500000".into(), "-0.000001".into())
    );
    assert_eq!(plain_hundredths(362), "3.62");
    assert_eq!(decimal_text(1_005, 3, 2), "1.01");
    assert_eq!(decimal_text(-1_005, 3, 2), "-1.01");
    assert_eq!(decimal_text(5, 0, 2), "5.00");
}

#[test]
fn no_number_is_too_large_to_be_told() {
    for value in [i64::MAX, i64::MIN, i64::MIN + 1] {
        for lang in [Lang::Zh, Lang::En] {
            let texts = [
                compact_money(Money(value), lang),
                axis_money(Money(value), lang),
                compact_count(value, lang),
                full_money(Money(value)),
                percent_text(value),
                points_text(value),
                count_text(value),
            ];
            assert!(texts.iter().all(|text| text.chars().any(|c| c.is_ascii_digit())), "{texts:?}");
        }
    }
    assert_eq!(size_text(u64::MAX).pop(), Some('M'));
    assert_eq!(
        (size_text(999), size_text(1_234), size_text(5_242_880)),
        ("999".into(), "1k".into(), "5.24M".into())
    );
}

#[test]
fn dates_are_told_as_operators_write_them() {
    let friday = day("2026-11-20");
    assert_eq!((iso_day(friday), short_day(friday)), ("2026-11-20".into(), "11-20".into()));
    assert_eq!((day_name(friday, Lang::Zh), day_name(friday, Lang::En)), ("周五", "Fri"));
    assert_eq!(long_day(friday, Lang::Zh), "11 月 20 日 周五");
    assert_eq!(long_day(friday, Lang::En), "Fri 11-20");
    let moment = at("2026-01-02 03:04:05");
    assert_eq!(moment_text(moment), "2026-01-02 03:04");
    assert_eq!(
        (near_moment(moment), stamp(moment)),
        ("01-02 03:04".into(), "2026-01-02 03:04:05".into())
    );
    let tell = |days: &str, style, lang| period_text(period(days), style, lang);
    assert_eq!(tell("2026-11-14..2026-11-20", Style::Short, Lang::Zh), "11-14 至 11-20");
    assert_eq!(tell("2026-11-14..2026-11-20", Style::Iso, Lang::En), "2026-11-14 to 2026-11-20");
    assert_eq!(tell("2025-12-30..2026-01-02", Style::Short, Lang::Zh), "2025-12-30 至 2026-01-02");
    assert_eq!(tell("2026-11-20", Style::Short, Lang::Zh), "11-20");
    let names: Vec<&str> =
        period("2026-11-16..2026-11-22").days().map(|day| day_name(day, Lang::Zh)).collect();
    assert_eq!(names, ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]);
}

#[test]
fn phrases_are_filled_in_turn() {
    let words = phrase("{} 的 {}", "{} of {}");
    assert_eq!(words.fill(Lang::Zh, &["甲", "{}"]), "甲 的 {}");
    assert_eq!(words.fill(Lang::En, &["a"]), "a of ");
    assert_eq!(words.fill(Lang::En, &["a", "b", "c"]), "a of b");
}

#[test]
fn english_counts_one_and_several() {
    let words = phrase("{} 单，{} 单超时", "{} order[s], {} [is|are] overdue");
    assert_eq!(words.fill(Lang::En, &["1", "2"]), "1 order, 2 are overdue");
    assert_eq!(words.fill(Lang::En, &["0", "1"]), "0 orders, 1 is overdue");
    assert_eq!(words.fill(Lang::En, &["1,001", "11"]), "1,001 orders, 11 are overdue");
    assert_eq!(words.fill(Lang::Zh, &["1", "[s]"]), "1 单，[s] 单超时");
    assert_eq!(phrase("{}", "{}").fill(Lang::En, &["a[s]"]), "a[s]");
    assert_eq!(phrase("{} 行", "{} row[s] count[s|]").fill(Lang::En, &["1"]), "1 row counts");
}

#[test]
fn every_trouble_is_told_in_both_languages() {
    let faults = [
        FileFault::Empty,
        FileFault::TooLarge,
        FileFault::TooManyRows,
        FileFault::TooManyColumns,
        FileFault::CellTooLong { line: 0 },
        FileFault::CellTooLong { line: 1_234 },
        FileFault::OpenQuote { line: 1_234 },
        FileFault::NotText,
        FileFault::OldExcel,
        FileFault::BrokenWorkbook,
        FileFault::Unreadable,
    ];
    let others = [
        Trouble::Unknown,
        Trouble::DamagedIds,
        Trouble::MostlyRejected,
        Trouble::NoRows,
        Trouble::NoPeriodInName,
        Trouble::SeveralShops,
    ];
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut told = std::collections::BTreeSet::new();
    for trouble in faults.map(Trouble::Fault).into_iter().chain(others) {
        let (zh, en) = (trouble_text(&trouble, Lang::Zh), trouble_text(&trouble, Lang::En));
        assert!(chinese(&zh) && !chinese(&en) && !en.is_empty(), "{trouble:?}: {zh} {en}");
        assert!(!zh.contains("{}") && !en.contains("{}"), "{trouble:?}");
        assert!(told.insert(zh), "{trouble:?} says what another says");
    }
    let open = Trouble::Fault(FileFault::OpenQuote { line: 1_234 });
    assert!(trouble_text(&open, Lang::Zh).contains("第 1,234 行"));
    for format in FORMATS {
        assert!(
            trouble_text(&Trouble::Unknown, Lang::Zh).contains(format.name.zh),
            "{}",
            format.id
        );
    }
}

#[test]
fn every_reason_is_told_in_both_languages() {
    let faults = [
        CellFault::Missing,
        CellFault::NotMoney,
        CellFault::NotCount,
        CellFault::NotMoment,
        CellFault::NotDay,
        CellFault::DamagedId,
        CellFault::NotId,
        CellFault::TooMuch,
        CellFault::TooMany,
        CellFault::Ragged,
    ];
    let skips = [Skip::Total, Skip::NoId, Skip::Slice, Skip::OtherSheet];
    let zh = faults.map(|fault| reason_text(fault, Lang::Zh)).into_iter();
    let zh: Vec<&str> = zh.chain(skips.map(|skip| skip_text(skip, Lang::Zh))).collect();
    let en = faults.map(|fault| reason_text(fault, Lang::En)).into_iter();
    let en: Vec<&str> = en.chain(skips.map(|skip| skip_text(skip, Lang::En))).collect();
    for texts in [&zh, &en] {
        let distinct: std::collections::BTreeSet<&&str> = texts.iter().collect();
        assert_eq!(distinct.len(), faults.len() + skips.len());
    }
    assert!(en.iter().all(|text| text.is_ascii()) && zh.iter().all(|text| !text.is_ascii()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_amounts_read_back_as_they_were(cents in any::<i64>()) {
        let text = plain_money(Money(cents));
        prop_assert_eq!(text.replace('.', "").parse::<i64>(), Ok(cents));
        prop_assert_eq!(text.split_once('.').map(|(_, rest)| rest.len()), Some(2));
    }

    #[test]
    fn full_amounts_are_plain_ones_with_marks(cents in -9_000_000_000_000i64..9_000_000_000_000) {
        let bare = full_money(Money(cents)).replace([',', '¥'], "");
        prop_assert_eq!(bare, plain_money(Money(cents)));
    }
}
