//! The museum of hostile files: an exhibit for each bad input that the reliability notes name, each
//! with what must become of it. Whatever an exhibit holds, its rows add up, what was taken twice is
//! taken once and can be taken back, and nobody's data or markup comes out at the other end.

use std::time::{Duration, Instant};

use dianpan::domain::{SourceState, Unpaced};
use dianpan::store::{MAIN, read_backup};
use serde_json::json;

use crate::report::check_page;
use crate::support::{Bench, Desk, Exhibit, Step, exhibits, project, run};

/// No exhibit may keep a reader longer: generous, since machines are busy and tests not optimised.
const PATIENCE: Duration = Duration::from_secs(120);
/// Exhibits with more rows or bytes are imported once only.
const MANY: u64 = 5_000;
const LARGE: usize = 1 << 20;

/// Words that stand in personal columns of exhibits.
const SECRETS: [&str; 4] = ["哨兵", "1990000000", "199 0000", "11010119900307"];

/// The bad inputs that the reliability notes name, and where each stands in `tests/fixture/`.
/// Faults of the shelf, of a tab or of the network are no inputs: see `damage.rs` and the journeys.
const NAMED: [(&str, &[&str]); 33] = [
    ("half a surrogate", &["museum/half_a_character_in_utf16"]),
    ("NUL", &["museum/nul_bytes_in_cells"]),
    (
        "four bytes, 0x80, two marks",
        &["museum/four_byte_characters_and_a_euro_of_one_byte", "museum/two_byte_order_marks"],
    ),
    (
        "truncated or invalid text",
        &[
            "museum/gb18030_cut_inside_a_character",
            "museum/utf16_of_an_odd_length",
            "museum/utf8_with_one_broken_byte",
        ],
    ),
    ("GBK that is valid UTF-8", &["museum/gbk_cell_that_is_utf8_by_chance"]),
    ("a quote that never closes", &["museum/quote_of_a_last_cell_never_closes"]),
    ("short and long rows", &["museum/rows_too_short_and_too_long"]),
    ("members with names in GBK", &["museum/gbk_names_of_one_length_in_a_zip"]),
    ("a file with semicolons", &["museum/semicolons_between_cells"]),
    (
        "missing headers",
        &["museum/error_message_in_place_of_the_file", "import/unknown/plain_text"],
    ),
    ("NaN, inf, 1e309", &["museum/numbers_that_only_a_computer_would_take"]),
    (
        "sums that overflow",
        &[
            "museum/largest_numbers_of_a_shop",
            "museum/smallest_numbers_of_a_shop",
            "museum/largest_numbers_of_a_product_list",
            "museum/largest_numbers_of_promotion",
            "museum/largest_numbers_of_after_sales",
        ],
    ),
    ("thousand dimes", &["museum/ten_thousand_times_ten_fen"]),
    ("days and time zones", &["museum/midnight_and_leap_days"]),
    ("a file of no bytes", &["museum/no_bytes_at_all"]),
    (
        "twice inside one file",
        &["import/orders/same_key_twice", "museum/a_column_that_occurs_twice"],
    ),
    ("a login page", &["museum/login_page_in_place_of_the_file"]),
    (
        "damaged ids",
        &["import/orders/ids_in_scientific_form", "import/orders/ids_rounded_to_zeros"],
    ),
    (
        "F15, F16 malicious and huge",
        &[
            "museum/a_cell_that_swells_to_forty_megabytes",
            "museum/shared_texts_that_swell",
            "museum/a_workbook_of_empty_rows_without_end",
            "museum/a_cell_in_column_xfd",
            "museum/entities_that_multiply",
            "museum/elements_nested_a_hundred_thousand_deep",
            "museum/one_long_text_in_every_cell",
            "museum/a_hundred_thousand_sheets",
            "museum/a_page_of_nothing_but_styles",
            "museum/a_million_cells_in_a_page",
        ],
    ),
    ("F28 truncated, sha wrong", &["backup/cut_off", "backup/changed_by_hand"]),
    ("F28 wrong app, newer schema", &["backup/of_another_app", "backup/of_a_newer_app"]),
    ("F28 duplicate keys", &["backup/with_a_key_twice", "backup/with_a_line_twice"]),
    ("F28 PII, HTML", &["backup/with_a_column_of_people", "backup/whole", "backup/a_page"]),
    ("F32 again, reversed", &["museum/the_same_file_twice", "museum/rows_the_other_way_round"]),
    (
        "F32 joined with itself",
        &["museum/a_file_joined_with_itself", "museum/one_row_joined_with_itself"],
    ),
    ("F32 split in two", &["museum/a_file_in_two_halves"]),
    ("F33 later status, older file", &["museum/refund_in_the_newer_file_first"]),
    ("F34 one of two is bad", &["museum/a_bad_file_beside_a_good_one"]),
    ("F35 removed", &["museum/removed_before_it_was_read", "museum/removed_half_way"]),
    (
        "F36 limits",
        &[
            "museum/one_gigabyte",
            "museum/a_cell_of_thirty_megabytes",
            "museum/a_million_columns",
            "museum/three_hundred_thousand_rows_and_a_hundred_thousand_products",
            "museum/a_million_rows_and_one",
        ],
    ),
    ("F37 clock wrong", &["museum/clocks_of_1970_and_2099"]),
    (
        "F45 shops at the edge",
        &[
            "import/orders/header_and_nothing_else",
            "museum/one_order_in_all",
            "museum/every_order_refunded",
            "museum/every_order_free",
        ],
    ),
    (
        "formulas, markup, people",
        &[
            "museum/names_that_are_formulas",
            "museum/names_that_are_markup",
            "museum/personal_data_in_every_column",
        ],
    ),
];

fn all() -> Vec<Exhibit> {
    exhibits("museum")
}

#[test]
fn every_named_input_has_its_exhibit_and_every_exhibit_its_reason() {
    let named: Vec<&str> = NAMED.iter().flat_map(|(_, exhibits)| *exhibits).copied().collect();
    for exhibit in &named {
        let folder = project().join("tests/fixture").join(exhibit);
        assert!(folder.join("expected.json").exists(), "{exhibit} is gone");
    }
    for exhibit in all() {
        assert!(named.contains(&exhibit.name.as_str()), "nobody says why {} is here", exhibit.name);
    }
}

fn is_large(exhibit: &Exhibit) -> bool {
    let bytes = |step: &Step| step.file.bytes.len() > LARGE;
    exhibit.steps.iter().any(|step| bytes(step) || step.expected["rows"].as_u64() > Some(MANY))
}

#[test]
fn every_exhibit_comes_to_what_it_must() {
    let mut wrong = Vec::new();
    for exhibit in all() {
        let start = Instant::now();
        let (bench, differs) = exhibit.check();
        assert!(start.elapsed() < PATIENCE, "{} took {:?}", exhibit.name, start.elapsed());
        let as_expected = differs.is_empty();
        wrong.extend(differs);
        if as_expected && !is_large(&exhibit) {
            holds_to_the_laws(&exhibit, &bench);
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn holds_to_the_laws(exhibit: &Exhibit, once: &Bench) {
    let name = &exhibit.name;
    let facts = once.facts()["families"].clone();
    // Again: no row is new, and every row is told of.
    let mut again = once.clone();
    for file in exhibit.files() {
        let receipt = again.import(&file);
        let taken = receipt.tally.updated + receipt.tally.unchanged;
        assert_eq!(receipt.tally.new, 0, "{name}");
        assert_eq!(taken + receipt.skipped_rows() + receipt.rejected_rows, receipt.rows, "{name}");
    }
    assert_eq!(again.facts()["families"], facts, "{name} twice");
    // The other way round, and all at once.
    let mut files = exhibit.files();
    files.reverse();
    let mut together = Bench::default();
    together.drop(&files);
    for other in [Bench::with(&files), together] {
        assert_eq!(other.facts()["families"], facts, "{name} in another order");
        assert_eq!(exhibit.state_differs(&other), Vec::<String>::new(), "{name}");
    }
    // Taken back.
    let mut back = once.clone();
    for source in once.dataset.sources.clone() {
        back.turn(source.id, SourceState::RolledBack);
    }
    assert_eq!(back.facts(), Bench::default().facts(), "{name} taken back");
    tells_no_secret(exhibit, once);
}

fn tells_no_secret(exhibit: &Exhibit, bench: &Bench) {
    let page = Desk::of(bench, "2026-11-01..2026-11-20").report();
    check_page(&page);
    for word in ["NaN", "Infinity", "inf\""] {
        assert!(!page.contains(word), "{} divides by nothing", exhibit.name);
    }
    let receipts: Vec<_> = exhibit.steps.iter().map(|step| step.file.load().receipt).collect();
    for text in [page, bench.backup(), format!("{receipts:?}")] {
        for secret in SECRETS {
            assert!(!text.contains(secret), "{} tells {secret}", exhibit.name);
        }
    }
}

/// Backups under `tests/fixture/backup/`: one that every later version must read, and others that
/// are refused for their own reason.
#[test]
fn every_backup_comes_to_what_it_must() {
    let backups = exhibits("backup");
    assert!(backups.len() >= 13, "backups are gone");
    for exhibit in backups {
        let text = String::from_utf8(exhibit.files().remove(0).bytes).unwrap();
        let read = run(read_backup(&text, MAIN, &Unpaced));
        let fault = read.as_ref().err().map(|fault| format!("{fault:?}"));
        assert_eq!(json!(fault), exhibit.expected["fault"], "{}", exhibit.name);
        let Ok(backup) = read else { continue };
        let bench = Bench { dataset: backup.dataset, ..Bench::default() };
        assert_eq!(exhibit.state_differs(&bench), Vec::<String>::new(), "{}", exhibit.name);
        check_page(&Desk::of(&bench, "2026-11-01..2026-11-20").report());
    }
}
