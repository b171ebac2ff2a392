//! Every fault that the reliability notes name, and the test that shows what becomes of it: a
//! native one over a faulty shelf, a journey in a real browser, or both. F32 to F36 are faults of
//! files: they have their exhibits, see `museum.rs`.

use std::fs;
use std::path::Path;

use crate::support::project;

/// Number, what happens, native tests, journeys.
type Known = (u32, &'static str, &'static [&'static str], &'static [&'static str]);

/// Tests are named `file::test`. A fault that has none is in [`UNSHOWN`].
const FAULTS: [Known; 40] = [
    (
        1,
        "no room for an import",
        &["store::any_room_holds_the_new_state_or_the_old_one"],
        &[
            "fault::a_full_storage_keeps_what_was_there",
            "fault::the_last_unit_decides",
            "firefox::a_full_storage_in_firefox",
        ],
    ),
    (
        2,
        "no room for a setting",
        &["store::a_document_that_cannot_be_written_stays_as_it_was"],
        &["fault::a_full_storage_gives_a_setting_back"],
    ),
    (3, "a refusal of another shape", &[], &["fault::any_write_may_fail"]),
    (
        4,
        "the k-th write fails",
        &["store::a_save_that_fails_at_any_write_leaves_the_old_state"],
        &["fault::any_write_may_fail", "fault::a_reload_in_the_middle_of_a_commit"],
    ),
    (
        5,
        "a write that says nothing and does nothing",
        &["store::a_save_that_fails_at_any_write_leaves_the_old_state"],
        &["fault::any_write_may_fail"],
    ),
    (
        6,
        "storage is blocked",
        &["store::blocked_storage_is_a_fault_and_no_panic"],
        &[
            "fault::blocked_storage_leaves_the_app_usable",
            "shut::without_cookies_the_app_works_until_it_is_closed",
        ],
    ),
    (
        7,
        "storage cannot be read",
        &["store::a_save_that_fails_at_any_read_leaves_the_old_state"],
        &["shut::a_storage_that_cannot_be_read_is_not_written_over"],
    ),
    (
        8,
        "a value is cut",
        &["damage::harm_to_any_value_is_noticed_and_told"],
        &["damage::any_value_may_go_bad"],
    ),
    (
        9,
        "a bit is flipped",
        &["damage::harm_to_any_value_is_noticed_and_told"],
        &["damage::any_value_may_go_bad"],
    ),
    (
        10,
        "JSON of other shapes",
        &["damage::json_of_other_shapes_is_damage_and_no_panic"],
        &["damage::any_value_may_go_bad"],
    ),
    (
        11,
        "no manifest",
        &["damage::without_any_manifest_the_chunks_give_the_state"],
        &["damage::no_manifest_is_no_reason_to_delete"],
    ),
    (
        12,
        "the browser is killed",
        &[
            "store::any_first_part_of_a_save_loads_as_old_or_new",
            "commit::a_commit_is_before_or_after",
        ],
        &["kill::a_killed_browser_leaves_the_old_state_or_the_new"],
    ),
    (13, "the tab crashes while importing", &[], &["crash::a_tab_that_crashes_while_importing"]),
    (
        14,
        "the tab is closed or left while importing",
        &[],
        &[
            "crash::a_tab_that_is_closed_or_left_while_importing",
            "crash::leaving_is_asked_about_only_while_importing",
            "fault::a_reload_in_the_middle_of_a_commit",
        ],
    ),
    (15, "the program panics", &[], &["damage::a_crash_stops_all_writing"]),
    (16, "no memory is left", &[], &["crash::a_program_without_memory_stops_and_says_so"]),
    (
        17,
        "a second tab",
        &["store::a_tab_that_was_overtaken_does_not_write"],
        &["tab::a_second_tab_follows_and_takes_over"],
    ),
    (
        18,
        "the tab with the lock crashes",
        &[],
        &["crash::the_lock_of_a_crashed_tab_is_free_at_once"],
    ),
    (
        19,
        "no locks",
        &["store::a_tab_that_was_overtaken_does_not_write"],
        &["tab::without_locks_the_tab_that_wrote_last_goes_on"],
    ),
    (20, "a tab that slept", &[], &["tab::a_tab_that_slept_wakes_up_to_what_others_wrote"]),
    (
        21,
        "cleared while the page is open",
        &[],
        &[
            "tab::clearing_the_site_in_another_tab_is_told",
            "tab::after_a_clearing_nothing_half_is_written",
        ],
    ),
    (22, "cleared between visits", &[], &["shut::data_that_the_browser_has_cleared_is_spoken_of"]),
    (23, "Safari clears after seven days", &[], &[]),
    (24, "a private window", &[], &["shut::a_private_window_works_until_it_is_closed"]),
    (
        25,
        "stored by a newer app",
        &[
            "damage::a_newer_schema_is_neither_read_nor_written_over",
            "damage::a_newer_document_is_not_read",
        ],
        &["era::what_a_newer_app_stored_is_left_alone"],
    ),
    (
        26,
        "stored by an older app",
        &["stored::every_schema_loads_as_it_was"],
        &["era::what_the_first_schema_stored_is_read_and_taken_over"],
    ),
    (
        27,
        "taking over fails half way",
        &[],
        &["era::a_first_schema_that_cannot_be_taken_over_stays"],
    ),
    (
        28,
        "a hostile backup",
        &["museum::every_backup_comes_to_what_it_must"],
        &[
            "backup::a_hostile_backup_is_refused_in_its_own_words",
            "backup::what_is_no_sound_backup_is_refused",
            "backup::a_backup_of_another_shop_is_told_by_its_name",
        ],
    ),
    (29, "an older backup", &[], &["backup::an_older_backup_says_what_would_be_lost"]),
    (
        30,
        "out, clear, in",
        &["backup::a_backup_comes_back_byte_by_byte"],
        &["backup::out_clear_and_in_is_the_same_to_the_byte"],
    ),
    (31, "a download that is refused", &[], &["backup::a_download_that_is_refused_is_no_backup"]),
    (
        37,
        "a wrong clock",
        &[],
        &[
            "clock::a_clock_that_is_wrong_harms_nothing",
            "clock::an_import_under_a_wrong_clock_is_an_import",
        ],
    ),
    (38, "another time zone", &[], &["clock::another_zone_is_the_same_shop"]),
    (39, "a hundred edits", &[], &["rapid::a_hundred_edits_are_a_few_writes"]),
    (
        40,
        "the program does not arrive",
        &[],
        &[
            "network::a_host_that_answers_wrongly_is_told",
            "network::without_a_line_the_open_page_goes_on",
            "damage::a_program_that_does_not_arrive_is_told",
            "damage::a_single_file_that_is_cut_off_is_told",
        ],
    ),
    (41, "a new version meanwhile", &[], &["network::a_new_version_while_the_page_is_open"]),
    (42, "a service worker that is stale", &[], &[]),
    (
        43,
        "another app on the same origin",
        &["store::keys_of_others_are_never_touched"],
        &["era::keys_of_other_apps_are_room_and_nothing_else"],
    ),
    (
        44,
        "a value edited by hand",
        &["damage::harm_to_any_value_is_noticed_and_told"],
        &["damage::any_value_may_go_bad"],
    ),
    (
        45,
        "shops at the edge",
        &["museum::every_exhibit_comes_to_what_it_must"],
        &["era::shops_at_the_edge_show_no_number_that_is_none"],
    ),
];

/// Faults that no test shows, and why.
const UNSHOWN: [(u32, &str); 2] = [
    (23, "there is no Safari to show it in; the reminder of an old backup is a rule of its own"),
    (42, "the app has no service worker"),
];

/// Whether a file below `tests/` has a test of that name.
fn exists(folder: &str, test: &str) -> bool {
    let (file, name) = test.split_once("::").unwrap();
    let path = project().join("tests").join(folder).join(format!("{file}.rs"));
    let text = fs::read_to_string(&path).unwrap_or_default();
    let listed = |place: &Path| fs::read_to_string(place).unwrap_or_default();
    let home = listed(&path.with_file_name(if folder == "it" { "main.rs" } else { "mod.rs" }));
    home.contains(&format!("mod {file};")) && text.contains(&format!("fn {name}("))
}

#[test]
fn every_named_fault_is_shown_or_says_why_not() {
    let numbers: Vec<u32> = FAULTS.iter().map(|fault| fault.0).collect();
    let wanted: Vec<u32> = (1..=31).chain(37..=45).collect();
    assert_eq!(numbers, wanted, "each once, in order");
    for (number, what, native, journeys) in FAULTS {
        let why = UNSHOWN.iter().find(|(unshown, _)| *unshown == number);
        assert_eq!(why.is_some(), native.is_empty() && journeys.is_empty(), "F{number:02} {what}");
        for (folder, tests) in [("it", native), ("e2e/journey", journeys)] {
            for test in tests {
                assert!(exists(folder, test), "F{number:02} {what}: no test {test} in {folder}");
            }
        }
    }
}
