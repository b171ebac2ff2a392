//! From a finding to work that is checked: the questions with what the data answers, ticks and
//! tasks, quiet for good, and the measure after the work. Today is Saturday, 2026-11-21.

use dianpan::domain::SortedMap;
use dianpan::insight::{Check, Field, Finding, Scene, Thresholds, checklist, fields};
use dianpan::plan::{
    Checklists, LineState, OwnTask, Quiet, QuietList, Reason, Remeasure, TaskState, Tasks,
    finding_of, line_key, line_state, remeasures,
};
use dianpan::store::{Documents, MAIN, Shelf};
use dianpan::text::Lang;
use xxhash_rust::xxh64::xxh64;

use crate::support::{Bench, FaultyShelf, Sold, day, found};

const SHIRT: &str = "product-decline|product:3600000000000000011";
const TODAY: &str = "2026-11-21";

/// Reads something of a shop.
fn scene<T>(bench: &Bench, read: impl FnOnce(&Scene<'_>) -> T) -> T {
    let (book, products) = (bench.book(), SortedMap::new());
    let thresholds = Thresholds::default();
    let (anchor, products) = (bench.anchor(), &products);
    read(&Scene {
        book: &book,
        anchor,
        thresholds: &thresholds,
        products,
        goal: None,
        campaign: None,
        upkeep: None,
    })
}

/// A product that a creator and the shop sell, and another; the first falls.
fn falling() -> Bench {
    let by = [("达人ID", "7001"), ("达人昵称", "小鹿")];
    let other = [("商品ID", "3600000000000000022")];
    let sold = Sold::default()
        .daily("2026-11-17", "2026-11-17", 12, &by)
        .daily("2026-11-17", "2026-11-17", 9, &[])
        .daily("2026-11-18", "2026-11-18", 8, &[])
        .daily("2026-11-19", "2026-11-19", 7, &[])
        .daily("2026-11-20", "2026-11-20", 6, &[])
        .daily("2026-11-17", "2026-11-20", 10, &other);
    Bench::with(&[sold.file("2026-10-20")])
}

fn checks(bench: &Bench, rule: &str) -> (Finding, Vec<Check>) {
    let finding = bench.findings().into_iter().find(|finding| finding.rule == rule).unwrap();
    let checks = scene(bench, |scene| checklist(scene, &finding));
    (finding, checks)
}

#[test]
fn the_questions_of_a_fall_come_with_what_the_data_answers() {
    let (finding, checks) = checks(&falling(), "product-decline");
    let known = |id: &str| {
        let check = checks.iter().find(|check| check.id == id).unwrap();
        check.known.as_ref().map(|known| known.text(Lang::Zh))
    };
    assert_eq!(known("why-stopped").unwrap(), "达人「小鹿」：11-17 12 单 → 11-20 0 单");
    assert_eq!(known("rival-price").unwrap(), "没有达人的订单：11-17 9 单 → 11-20 6 单");
    // 310 元 of the whole shop fell to 160.
    assert!(known("market-index").unwrap().starts_with("全店日均成交同期 -48.4%"));
    assert_eq!(known("own-price").unwrap(), "近 60 天的订单里没有改价");
    // No file knows of rivals.
    assert_eq!((known("new-rival"), known("rival-campaign")), (None, None));
    let branches: Vec<&str> = checks.iter().map(|check| check.branch.zh).collect();
    let mut kinds = branches.clone();
    kinds.dedup();
    assert_eq!(kinds, ["自然流量", "主播带货", "市场", "商品"]);
    assert_eq!(finding.key(), SHIRT);
}

#[test]
fn a_question_is_done_when_it_is_ticked_or_its_task_is() {
    let (mut lists, mut tasks) = (Checklists::default(), Tasks::default());
    let state = |lists: &Checklists, tasks: &Tasks, id| line_state(lists, tasks, SHIRT, id);
    assert_eq!(state(&lists, &tasks, "rival-price"), LineState::Open);
    let number = tasks.add(found(&line_key(SHIRT, "rival-price")));
    assert_eq!(tasks.tasks[0].origin.id(), "finding:product-decline");
    assert_eq!(state(&lists, &tasks, "rival-price"), LineState::Tasked);
    // Two questions are two tasks; one question is one.
    assert_eq!(tasks.add(found(&line_key(SHIRT, "rival-price"))), number);
    assert_ne!(tasks.add(found(&line_key(SHIRT, "own-look"))), number);
    assert!(tasks.of_finding(SHIRT).is_none(), "the finding itself is no task yet");
    tasks.set_state(number, TaskState::Done, day(TODAY));
    assert_eq!(state(&lists, &tasks, "rival-price"), LineState::Done);
    lists.tick(SHIRT, "new-rival", true, day(TODAY));
    lists.note(SHIRT, "new-rival", " 有一家 9.9 的 ", day(TODAY));
    assert_eq!(state(&lists, &tasks, "new-rival"), LineState::Done);
    assert_eq!(lists.line(SHIRT, "new-rival").note, "有一家 9.9 的");
    lists.tick(SHIRT, "new-rival", false, day(TODAY));
    lists.note(SHIRT, "new-rival", "", day(TODAY));
    assert!(lists.0.is_empty(), "what is empty is not kept");
    assert_eq!(finding_of(&line_key(SHIRT, "own-look")), SHIRT);
    assert_eq!(finding_of(SHIRT), SHIRT);
}

#[test]
fn the_oldest_checklists_are_forgotten_when_there_are_too_many() {
    let mut lists = Checklists::default();
    lists.tick(SHIRT, "new-rival", true, day("2025-10-01"));
    for number in 0..299 {
        lists.tick(&format!("ship-due|{number}"), "overdue", true, day(TODAY));
    }
    assert_eq!(lists.0.len(), 300);
    lists.tick("ship-due|shop", "overdue", true, day(TODAY));
    assert_eq!(lists.0.len(), 300);
    assert!(!lists.0.contains_key(SHIRT));
}

/// A task of a finding that was done on a day.
fn done(tasks: &mut Tasks, origin: &str, date: &str) {
    let number = tasks.add(OwnTask { made: day("2026-11-10"), ..found(origin) });
    tasks.set_state(number, TaskState::Done, day(date));
}

fn measured(bench: &Bench, tasks: &Tasks, lists: &Checklists) -> Vec<Remeasure> {
    scene(bench, |scene| remeasures(scene, tasks, lists))
}

/// The product sells 7 a day until the 16th and 12 from the 18th on; the shop 15 more.
fn risen() -> Bench {
    let other = [("商品ID", "3600000000000000022")];
    let sold = Sold::default()
        .daily("2026-11-10", "2026-11-17", 7, &[])
        .daily("2026-11-18", "2026-11-20", 12, &[])
        .daily("2026-11-10", "2026-11-20", 93, &other);
    Bench::with(&[sold.file("2026-10-20")])
}

/// There is nothing to compare and so nothing to wait for once the days are over.
#[test]
fn work_without_a_metric_is_over_after_its_days() {
    let (mut tasks, mut lists) = (Tasks::default(), Checklists::default());
    done(&mut tasks, "score|shop", "2026-11-17");
    done(&mut tasks, "bad-reviews|shop", "2026-11-18");
    let told = |lists: &Checklists| -> Vec<(&str, Option<String>)> {
        let found = measured(&risen(), &tasks, lists).into_iter();
        found.map(|work| (work.rule, work.measured.map(|told| told.text(Lang::Zh)))).collect()
    };
    let over = "做完满 3 天；这件事没有单个指标可比。".to_owned();
    assert_eq!(told(&lists), [("bad-reviews", None), ("score", Some(over))]);
    lists.read("score|shop", day("2026-11-17"), day(TODAY));
    assert_eq!(told(&lists), [("bad-reviews", None)]);
}

#[test]
fn work_is_measured_three_complete_days_later() {
    let (mut tasks, mut lists) = (Tasks::default(), Checklists::default());
    done(&mut tasks, &line_key(SHIRT, "rival-price"), "2026-11-16");
    done(&mut tasks, SHIRT, "2026-11-17");
    let found = measured(&risen(), &tasks, &lists);
    let [work] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((work.key.as_str(), work.done), (SHIRT, day("2026-11-17")));
    assert_eq!(work.about.text(Lang::Zh), "商品连跌：「测试T恤」");
    assert_eq!(
        work.measured.as_ref().unwrap().text(Lang::Zh),
        "成交订单数日均：做完后 3 天 12，做之前 3 天 7；同期全店 +5.0%，不能断定是因为它。"
    );
    // Once it has been read it goes.
    lists.read(SHIRT, day("2026-11-17"), day(TODAY));
    assert!(measured(&risen(), &tasks, &lists).is_empty());
    // Until more is done about it.
    done(&mut tasks, SHIRT, "2026-11-18");
    assert_eq!(measured(&risen(), &tasks, &lists).len(), 1);
}

#[test]
fn work_is_not_measured_before_its_time() {
    let lists = Checklists::default();
    let mut tasks = Tasks::default();
    done(&mut tasks, SHIRT, "2026-11-18");
    let found = measured(&risen(), &tasks, &lists);
    // The third day after is today, which is not over.
    assert_eq!((found.len(), found[0].measured.clone()), (1, None));
    assert_eq!(found[0].after.to, day(TODAY));
    // A question that is still open keeps the work open.
    let mut open = Tasks::default();
    done(&mut open, SHIRT, "2026-11-17");
    open.add(crate::support::found(&line_key(SHIRT, "own-look")));
    assert!(measured(&risen(), &open, &lists).is_empty());
    // What was skipped is not work, and what is long done is history.
    let mut none = Tasks::default();
    let number = none.add(crate::support::found(SHIRT));
    none.set_state(number, TaskState::Skipped, day("2026-11-17"));
    done(&mut none, "ship-due|shop", "2026-11-01");
    assert!(measured(&risen(), &none, &lists).is_empty());
}

#[test]
fn days_that_no_file_covers_are_not_measured() {
    let mut tasks = Tasks::default();
    done(&mut tasks, SHIRT, "2026-11-17");
    let sold = Sold::default().daily("2026-11-18", "2026-11-20", 12, &[]);
    let bench = Bench::with(&[sold.file("2026-11-15")]);
    // The 14th is missing before.
    assert_eq!(measured(&bench, &tasks, &Checklists::default())[0].measured, None);
}

#[test]
fn a_product_can_be_quiet_for_good() {
    let mut list = QuietList::default();
    list.never.insert("product:12".to_owned(), "袜子".to_owned());
    for key in ["price-changed|product:12|红 L|2026-11-18", "product-decline|product:12"] {
        assert!(list.is_quiet(key, day(TODAY)), "{key}");
    }
    for key in ["product-decline|product:123", "creator-stopped|creator:12", "ship-due|shop"] {
        assert!(!list.is_quiet(key, day(TODAY)), "{key}");
    }
}

#[test]
fn a_reason_stands_only_beside_a_dismissal() {
    let mut list = QuietList::default();
    list.explain(SHIRT, Some(Reason::Handled), "");
    assert!(list.why.is_empty());
    list.quiet.insert(SHIRT.to_owned(), Quiet::Dismissed);
    list.explain(SHIRT, Some(Reason::Other), " 换季 ");
    assert_eq!(list.why.get(SHIRT).unwrap().words, "换季");
    // Gone with the finding.
    assert!(list.forget_gone(std::iter::empty()));
    assert!(list.why.is_empty());
    for reason in Reason::ALL {
        assert_eq!(Reason::from_id(reason.id()), Some(reason));
    }
}

#[test]
fn the_shop_s_own_history_suggests_thresholds() {
    let mut sold = Sold::default();
    // Ten products with 1 to 10 orders a day over ten covered days.
    for number in 1..=10 {
        let id = format!("36000000000000001{number:02}");
        sold = sold.daily("2026-11-11", "2026-11-20", number, &[("商品ID", &id)]);
    }
    let suggest = |bench: &Bench, id: &str| {
        let field = Field::of(id).unwrap();
        let found = scene(bench, |scene| field.suggest.and_then(|suggest| suggest(scene)));
        found.map(|found| (found.value, found.basis.text(Lang::Zh)))
    };
    let bench = Bench::with(&[sold.file("2026-11-11")]);
    // Of ten values the one that seven lie below: the seventh.
    let told = "10 个有单商品日均单数的 P75".to_owned();
    assert_eq!(suggest(&bench, "decline-orders"), Some((7, told)));
    assert_eq!(suggest(&bench, "rising-orders").unwrap().0, 49);
    assert_eq!(suggest(&bench, "stopped-orders"), None, "nobody sold as a creator");
    assert_eq!(suggest(&bench, "ctr-target"), None, "no Compass");
    assert!(fields().filter(|field| field.suggest.is_some()).count() >= 5);
}

/// What was stored before there were reasons, switches and more rules still loads.
#[test]
fn the_first_shapes_still_load() {
    let shelf = FaultyShelf::default();
    let record = |key: &str, plan: &str| {
        let text = format!("1 {{\"schema\":1,\"plan\":{{{plan}}}}}");
        let record = format!("{:016x} {text}", xxh64(text.as_bytes(), 0));
        shelf.set(&format!("dianpan.doc.{key}.1"), &record).unwrap();
    };
    record("quiet", r#""quiet":{"ship-due|shop":20778,"return-rate|product:1":null}"#);
    record(
        "settings",
        r#""settings":{"thresholds":{"decline-days":4,"mix-image":20,"gone":7},"return_lines":{"女装":55}}"#,
    );
    let (loaded, damaged) = Documents::load(&shelf, MAIN).unwrap();
    assert!(damaged.is_empty());
    let until = Quiet::Until(dianpan::domain::Day(20778));
    assert_eq!(loaded.quiet.quiet.get("ship-due|shop"), Some(&until));
    assert_eq!(loaded.quiet.quiet.get("return-rate|product:1"), Some(&Quiet::Dismissed));
    let thresholds = &loaded.settings.thresholds;
    let value = |id| thresholds.get(Field::of(id).unwrap());
    assert_eq!([value("decline-days"), value("mix-image"), value("mix-profit")], [4, 20, 30]);
    assert_eq!(thresholds.return_lines.get("女装"), Some(&55));
    assert!(thresholds.is_on("slow-sku"));
}
