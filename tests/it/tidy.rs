//! The house rules that a test can see: heads of files, their length, unfinished work, and
//! registries whose every entry is whole.

use std::collections::BTreeSet;

use dianpan::app::route::Page;
use dianpan::chart::CHARTS;
use dianpan::import::FORMATS;
use dianpan::insight::{RULES, Thresholds, fields};
use dianpan::metric::{METRICS, metric};
use dianpan::plan::{ROUTINES, Slot};
use dianpan::report::SECTIONS;
use dianpan::text::{Lang, Phrase};

use crate::layers::code;
use crate::support::files_below;

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

/// Every metric of the outside contract.
const CONTRACT_METRICS: [&str; 28] = [
    "gmv",
    "user-paid",
    "net-gmv",
    "orders",
    "units",
    "gifts",
    "line-value",
    "buyers",
    "buyer-value",
    "refund-by-pay",
    "refund-by-refund",
    "refund-rate",
    "returns",
    "return-rate",
    "impressions",
    "clicks",
    "carts",
    "paid-people",
    "ctr",
    "cart-rate",
    "click-pay-rate",
    "impression-pay-rate",
    "ship-48h-rate",
    "due-24h",
    "overdue",
    "ad-cost",
    "cost-ratio",
    "roi",
];

fn rust_files() -> Vec<(String, String)> {
    ["src", "xtask", "tests/it", "tests/web"]
        .iter()
        .flat_map(|folder| files_below(folder, ".rs"))
        .collect()
}

/// The functions of a file by counting braces: the line of their head, and how long they are.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let code = code(text);
    let lines: Vec<&str> = code.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let head = line.trim_start();
        let is_head = ["fn ", "pub fn ", "async fn ", "const fn ", "pub async fn "]
            .iter()
            .any(|word| head.starts_with(word) || head.contains(&format!(") {word}")));
        if !is_head {
            continue;
        }
        let (mut depth, mut opened) = (0i32, false);
        for (end, line) in lines.iter().enumerate().skip(start) {
            depth += line.matches('{').count() as i32 - line.matches('}').count() as i32;
            opened |= line.contains('{');
            if opened && depth <= 0 || !opened && line.ends_with(';') {
                found.push((start + 1, end + 1 - start));
                break;
            }
        }
    }
    found
}

#[test]
fn every_file_opens_with_what_it_holds() {
    for (path, text) in rust_files() {
        assert!(text.starts_with("//! "), "{path} does not open with //!");
    }
}

#[test]
fn no_file_is_too_long() {
    for (path, text) in rust_files() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{path} has {lines} lines");
    }
}

#[test]
fn no_function_is_too_long() {
    let mut wrong = Vec::new();
    for (path, text) in rust_files() {
        let long = functions(&text).into_iter().filter(|&(_, length)| length > LONGEST_FUNCTION);
        wrong.extend(long.map(|(line, length)| format!("{path}:{line} has {length} lines")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn functions_are_counted_from_head_to_brace() {
    let text = "fn a() {\n  b();\n}\n\nimpl X {\n    pub fn c(\n        d: u8,\n    ) -> u8 {\n        \"}\"\n    }\n}\n";
    assert_eq!(functions(text), [(1, 3), (6, 5)]);
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TO".to_owned() + "DO", "FIX".to_owned() + "ME", "XX".to_owned() + "X"];
    let calls = ["unimplemented".to_owned() + "!", "todo".to_owned() + "!"];
    for (path, text) in rust_files() {
        for word in marks.iter().chain(&calls) {
            assert!(!text.contains(word.as_str()), "{path} has {word}");
        }
    }
}

/// Both languages, neither forgotten nor copied from the other.
fn check_words(what: &str, words: &[Phrase]) {
    for phrase in words {
        assert!(!phrase.zh.trim().is_empty() && !phrase.en.trim().is_empty(), "{what}: {phrase:?}");
        let chinese = phrase.zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(chinese || phrase.zh == phrase.en, "{what}: {phrase:?}");
        let in_english = phrase.en.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(!in_english || phrase.en.contains('店'), "{what}: {phrase:?}");
        assert_eq!(phrase.zh.matches("{}").count(), phrase.en.matches("{}").count(), "{what}");
    }
}

fn check_ids(what: &str, ids: Vec<&str>) {
    assert!(!ids.is_empty(), "{what}");
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(distinct.len(), ids.len(), "{what} has an id twice");
    for id in ids {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(!id.is_empty() && id.chars().all(plain), "{what}: {id:?}");
    }
}

#[test]
fn every_format_has_its_words() {
    check_ids("FORMATS", FORMATS.iter().map(|format| format.id).collect());
    for format in FORMATS {
        check_words(format.id, &[format.name, format.place, format.unlocks]);
        assert!(!format.layouts.is_empty(), "{}", format.id);
    }
}

#[test]
fn every_metric_has_its_words() {
    check_ids("METRICS", METRICS.iter().map(|metric| metric.id).collect());
    for metric in METRICS {
        check_words(metric.id, &[metric.name, metric.formula, metric.basis]);
    }
}

#[test]
fn metrics_are_those_of_the_contract() {
    let ids: BTreeSet<&str> = METRICS.iter().map(|metric| metric.id).collect();
    let missing: Vec<&&str> = CONTRACT_METRICS.iter().filter(|id| !ids.contains(*id)).collect();
    assert!(missing.is_empty(), "the contract names {missing:?}");
}

#[test]
fn every_rule_has_its_words() {
    check_ids("RULES", RULES.iter().map(|rule| rule.id).collect());
    for rule in RULES {
        check_words(rule.id, &[rule.name, rule.condition]);
        check_ids(rule.id, rule.asks.iter().map(|ask| ask.id).collect());
        for ask in rule.asks {
            check_words(ask.id, &[ask.branch, ask.words]);
        }
        assert!(rule.asks.len() >= 2, "{} opens a checklist", rule.id);
        assert_eq!(Slot::from_id(rule.slot).id(), rule.slot, "{}", rule.id);
        assert_eq!(Page::from_path(rule.evidence.page).path(), rule.evidence.page, "{}", rule.id);
        assert!(rule.measure.is_none_or(|id| metric(id).is_some()), "{}", rule.id);
        for lang in [Lang::Zh, Lang::En] {
            let told = rule.condition_text(&Thresholds::default(), lang);
            let count = |text: &str| text.chars().filter(char::is_ascii_digit).count();
            let holes = rule.condition.text(lang).matches("{}").count();
            assert!(count(&told) >= count(rule.condition.text(lang)) + holes, "{told}");
        }
    }
    let contract =
        ["product-decline", "ship-due", "return-rate", "creator-stopped", "rising-product"];
    for id in contract {
        assert!(RULES.iter().any(|rule| rule.id == id), "{id}");
    }
}

#[test]
fn every_threshold_has_its_words_and_a_default_within_its_range() {
    check_ids("thresholds", fields().map(|field| field.id).collect());
    for field in fields() {
        check_words(field.id, &[field.name]);
        assert!((field.smallest..=field.largest).contains(&field.default), "{}", field.id);
        let mut changed = Thresholds::default();
        changed.set(field, field.largest);
        assert_eq!(changed.get(field), field.largest, "{}", field.id);
        for other in fields().filter(|other| other.id != field.id) {
            assert_eq!(changed.get(other), other.default, "{}", field.id);
        }
        changed.set(field, field.default);
        assert_eq!(changed, Thresholds::default(), "{}", field.id);
    }
}

#[test]
fn every_chart_of_the_contract_exists() {
    check_ids("CHARTS", CHARTS.iter().map(|chart| chart.id).collect());
    for id in ["gmv", "funnel", "returns", "mix"] {
        assert!(CHARTS.iter().any(|chart| chart.id == id), "{id}");
    }
}

#[test]
fn every_chapter_has_its_words_and_known_parts() {
    assert_eq!(SECTIONS.len(), 6);
    for chapter in &SECTIONS {
        check_words("chapter", &[chapter.title, chapter.prompt]);
        for id in chapter.figures {
            assert!(METRICS.iter().any(|metric| metric.id == *id), "{id}");
        }
        for id in chapter.charts {
            assert!(CHARTS.iter().any(|chart| chart.id == *id), "{id}");
        }
    }
    let shown: BTreeSet<&str> =
        SECTIONS.iter().flat_map(|chapter| chapter.charts).copied().collect();
    for id in ["gmv", "funnel", "returns", "mix"] {
        assert!(shown.contains(id), "the report has no chart {id}");
    }
}

#[test]
fn every_routine_has_its_words() {
    check_ids("ROUTINES", ROUTINES.iter().map(|routine| routine.id).collect());
    for routine in ROUTINES {
        check_words(routine.id, &[routine.title, routine.detail]);
        assert!(routine.minutes > 0, "{}", routine.id);
    }
}
