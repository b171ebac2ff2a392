//! What the import page says before anything is saved: which days are missing, what would change.

use dianpan::import::{
    ASKED, DayState, FormatDays, calendar, changes, score_file, score_headers, score_template,
};

use crate::support::{Bench, File, day, exported, line, orders, period};

/// An order file that speaks of the days from one to another.
fn days(first: u64, from: &str, to: &str) -> File {
    let lines = [line(first).on(from), line(first + 1).on(to)];
    orders(&lines).csv(&exported(&format!("{to} 23:00:00")))
}

fn order_days(bench: &Bench, files: &[File]) -> FormatDays {
    let staged = bench.stage(files);
    let rows = calendar(&bench.dataset, &staged.dataset, day("2026-11-20"));
    rows.into_iter().find(|row| row.format == "orders").unwrap()
}

#[test]
fn the_calendar_names_gaps_overlaps_and_what_a_drop_adds() {
    let bench =
        Bench::with(&[days(1, "2026-11-01", "2026-11-06"), days(3, "2026-11-05", "2026-11-11")]);
    let shown = order_days(&bench, &[days(5, "2026-11-15", "2026-11-18")]);
    assert_eq!(shown.gaps, [period("2026-11-12..2026-11-14"), period("2026-11-19..2026-11-20")]);
    assert_eq!(shown.overlaps, [period("2026-11-05..2026-11-06")]);
    let runs: Vec<_> = shown.runs.iter().map(|run| (run.days.len(), run.state)).collect();
    use DayState::{Added, Before, Missing, Once, Several};
    let expected =
        [(70, Before), (4, Once), (2, Several), (5, Once), (3, Missing), (4, Added), (2, Missing)];
    assert_eq!(runs, expected);
}

#[test]
fn a_calendar_without_files_is_empty_and_one_of_a_past_period_stays() {
    let bench = Bench::default();
    assert!(calendar(&bench.dataset, &bench.dataset, day("2026-11-20")).is_empty());
    let shown = order_days(&bench, &[days(1, "2026-01-01", "2026-01-02")]);
    assert_eq!(shown.gaps, [period("2026-01-03..2026-11-20")]);
    assert_eq!(shown.runs.len(), 1);
}

#[test]
fn days_after_the_last_one_asked_about_are_no_gaps() {
    let bench = Bench::with(&[days(1, "2026-11-01", "2026-11-18")]);
    let shown = order_days(&bench, &[days(3, "2027-11-01", "2027-11-02")]);
    assert_eq!(shown.gaps, [period("2026-11-19..2026-11-20")]);
}

#[test]
fn a_file_taken_back_covers_nothing() {
    use dianpan::domain::SourceState;
    let mut bench = Bench::with(&[days(1, "2026-11-01", "2026-11-06")]);
    let id = bench.dataset.sources[0].id;
    bench.turn(id, SourceState::RolledBack);
    assert!(calendar(&bench.dataset, &bench.dataset, day("2026-11-20")).is_empty());
}

#[test]
fn any_changed_row_can_be_seen_before_and_after() {
    let old: Vec<_> = (1..=30).map(|number| line(number).waiting()).collect();
    let bench = Bench::with(&[orders(&old).csv(&exported("2026-11-11 08:00:00"))]);
    let new: Vec<_> = (1..=31)
        .map(|number| if number % 2 == 0 { line(number) } else { line(number).waiting() })
        .collect();
    let staged = bench.stage(&[orders(&new).csv(&exported("2026-11-16 08:00:00"))]);
    let source = staged.sources[0].unwrap();
    let see = |search: &str, most| changes(&bench.dataset, &staged.dataset, source, search, most);
    assert_eq!(staged.receipts[0].tally.updated, 15);
    let (rows, more) = see("", 4);
    assert_eq!((rows.len(), more), (4, true));
    let (rows, more) = see("", 15);
    assert_eq!((rows.len(), more), (15, false));
    let id = line(8).id();
    let (rows, _) = see(&id, 15);
    let told: Vec<_> = rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(told, [id.as_str()]);
    let cells: Vec<_> = rows[0]
        .cells
        .iter()
        .map(|cell| (cell.header, cell.before.as_str(), cell.after.as_str()))
        .collect();
    assert_eq!(
        cells,
        [
            ("发货时间", "", "2026-11-11 09:00:00"),
            ("订单完成时间", "", "2026-11-15 12:00:00"),
            ("订单状态", "待发货", "已完成"),
        ]
    );
    assert!(see(&line(31).id(), 15).0.is_empty(), "a new row changes nothing");
}

#[test]
fn a_score_that_is_typed_in_is_read_like_a_file() {
    let template = File::new("店盘_体验分模板.csv", score_template());
    assert_eq!(template.load().receipt.format.map(|format| format.id), Some("score"));
    let typed = ["2026-11-20", " 88.5", "90", "86.25", "87", "0.5"].map(str::to_owned);
    assert_eq!((typed.len(), score_headers()[0]), (ASKED, "日期"));
    let (name, text) = score_file(&typed);
    let mut bench = Bench::default();
    let receipt = bench.import(&File::new(&name, text));
    assert_eq!((receipt.rows, receipt.tally.new), (1, 1));
    assert_eq!(receipt.covers, Some(period("2026-11-20")));
    let rows = bench.rows(dianpan::domain::Family::Scores);
    let told: Vec<_> =
        rows[0].iter().filter(|(name, _)| *name == "total" || *name == "goods").collect();
    assert_eq!(told.len(), 2, "{rows:?}");
    assert!(told.iter().all(|(_, value)| value == "88500000" || value == "90000000"), "{told:?}");
    for odd in ["-5", "101", "88,5", "9\"5", "=1+1"] {
        let (name, text) = score_file(&["2026-11-20".to_owned(), odd.to_owned()]);
        assert_eq!(File::new(&name, text).load().receipt.rejected_rows, 1, "{odd}");
    }
    let bad = score_file(&["2026-11-20".to_owned(), "好".to_owned()]);
    let receipt = File::new(&bad.0, bad.1).load().receipt;
    assert_eq!(receipt.rejected_rows, 1);
}

#[test]
fn changes_of_other_platforms_have_headers_too() {
    let table = |at: &str, amount: &str| {
        let text = format!("订单号,下单时间,实付金额\nA1,2026-11-01 09:00:00,{amount}\n");
        File::new(&exported(at), text).guessed()
    };
    let bench = Bench::with(&[table("2026-11-02 08:00:00", "10.00")]);
    let staged = bench.stage(&[table("2026-11-03 08:00:00", "12.00")]);
    let source = staged.sources[0].unwrap();
    let (rows, _) = changes(&bench.dataset, &staged.dataset, source, "", 5);
    assert_eq!(rows[0].cells[0].header, "订单应付金额");
}
