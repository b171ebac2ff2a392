//! Work: the day's routine, tasks, quiet findings, roles, settings and notes.

use dianpan::domain::Money;
use dianpan::insight::fields;
use dianpan::metric::{ProductMix, Role};
use dianpan::plan::{
    CHAPTERS, DayLog, DayPlan, Notes, OwnTask, Products, Quiet, QuietList, Settings, Slot,
    TaskOrigin, TaskState, TaskView, Tasks, Template, minutes_left,
};
use dianpan::store::{Document, Documents, MAIN, Shelf};
use dianpan::text::Lang;
use xxhash_rust::xxh64::xxh64;

use crate::support::{FaultyShelf, day, found, period, task};

const TODAY: &str = "2026-11-20";
const TOMORROW: &str = "2026-11-21";

fn list(log: &DayLog, tasks: &Tasks, date: &str) -> Vec<TaskView> {
    let template = &Template::default();
    DayPlan { log, tasks, template, hints: &[], lang: Lang::Zh }.tasks_of(day(date))
}

fn routine() -> Vec<TaskView> {
    list(&DayLog::default(), &Tasks::default(), TODAY)
}

#[test]
fn the_routine_has_four_slots_in_the_order_of_the_day() {
    let slots: Vec<Slot> = routine().iter().map(|task| task.slot).collect();
    assert!(slots.is_sorted());
    for slot in Slot::ALL {
        assert!(slots.contains(&slot), "{slot:?}");
        assert_eq!(Slot::from_id(slot.id()), slot);
    }
    assert!(routine().iter().all(|task| task.state == TaskState::Open));
    assert!(routine().iter().all(|task| task.origin == TaskOrigin::Routine));
}

/// Each line of the handbook's timeline (M3) by a word that only it has.
#[test]
fn the_routine_has_every_step_of_the_handbook() {
    let steps = [
        (Slot::Morning, "看数据"),
        (Slot::Morning, "违规中心"),
        (Slot::Morning, "预警中心"),
        (Slot::Morning, "工单"),
        (Slot::Morning, "申诉品质退货"),
        (Slot::Forenoon, "检查发货"),
        (Slot::Forenoon, "24 小时内"),
        (Slot::Forenoon, "拍单"),
        (Slot::Forenoon, "中差评"),
        (Slot::Forenoon, "客服质检"),
        (Slot::Forenoon, "快捷回复"),
        (Slot::Afternoon, "选品"),
        (Slot::Afternoon, "新增 10 个"),
        (Slot::Afternoon, "图片手卡"),
        (Slot::Afternoon, "报活动"),
        (Slot::Afternoon, "临期清零"),
        (Slot::Afternoon, "快递理赔"),
        (Slot::Evening, "复盘"),
        (Slot::Evening, "体验分"),
        (Slot::Evening, "23:00"),
    ];
    for (slot, word) in steps {
        let has = |task: &TaskView| {
            task.slot == slot && (task.title.contains(word) || task.detail.contains(word))
        };
        assert!(routine().iter().any(has), "{slot:?} {word}");
    }
}

#[test]
fn the_routine_fits_the_hours_of_one_shop() {
    for date in 16..=22 {
        let mut due = list(&DayLog::default(), &Tasks::default(), &format!("2026-11-{date}"));
        due.retain(|task| task.since.is_none());
        let (all, done) = minutes_left(&due);
        assert_eq!(done, 0);
        assert!((180..=240).contains(&all), "{all} minutes on the {date}th");
    }
}

#[test]
fn tomorrow_starts_afresh() {
    let mut log = DayLog::default();
    log.set(day(TODAY), "look", TaskState::Done);
    log.set(day(TODAY), "violations", TaskState::Skipped);
    let states = |date: &str| -> Vec<TaskState> {
        list(&log, &Tasks::default(), date).iter().take(2).map(|task| task.state).collect()
    };
    assert_eq!(states(TODAY), [TaskState::Done, TaskState::Skipped]);
    assert_eq!(states(TOMORROW), [TaskState::Open, TaskState::Open]);
    // Looking back, the day is as it was left.
    assert_eq!(states("2026-11-19"), [TaskState::Open, TaskState::Open]);
}

#[test]
fn a_tick_can_be_taken_back_and_the_newest_400_days_are_kept() {
    let mut log = DayLog::default();
    log.set(day(TODAY), "look", TaskState::Done);
    log.set(day(TODAY), "look", TaskState::Open);
    assert_eq!(log, DayLog::default());
    log.set(day(TODAY), "look", TaskState::Done);
    // A clock that stands wrong forgets nothing.
    log.set(day("2099-01-01"), "look", TaskState::Done);
    assert_eq!(log.state(day(TODAY), "look"), TaskState::Done);
    for number in 1..399 {
        log.set(day(TODAY).plus(number), "look", TaskState::Done);
    }
    assert_eq!(log.state(day(TODAY), "look"), TaskState::Done);
    log.set(day(TODAY).plus(399), "look", TaskState::Done);
    assert_eq!(log.state(day(TODAY), "look"), TaskState::Open);
    assert_eq!(log.ticks.len(), 400);
}

#[test]
fn minutes_count_what_is_not_skipped() {
    let mut log = DayLog::default();
    let (all, _) = minutes_left(&routine());
    // 15 and 10 minutes.
    log.set(day(TODAY), "look", TaskState::Done);
    log.set(day(TODAY), "violations", TaskState::Skipped);
    assert_eq!(minutes_left(&list(&log, &Tasks::default(), TODAY)), (all - 10, 15));
}

#[test]
fn a_task_stays_until_it_is_done() {
    let mut tasks = Tasks::default();
    let number = tasks.add(task("给厂家打电话"));
    let own = |tasks: &Tasks, date: &str| -> Vec<(String, TaskState)> {
        let list = list(&DayLog::default(), tasks, date).into_iter();
        list.filter(|t| t.origin == TaskOrigin::Hand).map(|t| (t.id, t.state)).collect()
    };
    let id = format!("task:{number}");
    assert_eq!(own(&tasks, "2026-11-19"), []);
    assert_eq!(own(&tasks, TODAY), [(id.clone(), TaskState::Open)]);
    assert_eq!(own(&tasks, "2027-03-01"), [(id.clone(), TaskState::Open)]);
    tasks.set_state(number, TaskState::Done, day(TOMORROW));
    assert_eq!(own(&tasks, TOMORROW), [(id, TaskState::Done)]);
    assert_eq!(own(&tasks, "2026-11-22"), []);
    tasks.set_state(number, TaskState::Open, day("2026-11-22"));
    assert_eq!(own(&tasks, "2026-11-22").len(), 1);
}

#[test]
fn own_work_stands_before_the_routine_of_its_slot() {
    let mut tasks = Tasks::default();
    tasks.add(task("自己的事"));
    let list = list(&DayLog::default(), &tasks, TODAY);
    let place = list.iter().position(|task| task.title == "自己的事").unwrap();
    let first = list.iter().position(|task| task.slot == Slot::Forenoon).unwrap();
    assert_eq!(place, first);
}

#[test]
fn the_newest_thousand_closed_tasks_are_kept_and_every_open_one() {
    let mut tasks = Tasks::default();
    tasks.add(task("没做完"));
    for number in 0..1_001 {
        let done = tasks.add(task("做完"));
        tasks.set_state(done, TaskState::Done, day("2023-01-01").plus(number));
    }
    assert_eq!(tasks.tasks.len(), 1_001);
    assert_eq!(tasks.tasks[0].title, "没做完");
    assert_eq!(tasks.tasks[1].closed, Some(day("2023-01-02")));
}

#[test]
fn numbers_of_tasks_are_never_given_twice() {
    let mut tasks = Tasks::default();
    let first = tasks.add(task("一"));
    tasks.remove(&[first]);
    assert_eq!(tasks.add(task("二")), 2);
    assert_eq!(tasks.add(task("三")), 3);
}

#[test]
fn a_finding_becomes_one_open_task_at_most() {
    let key = "product-decline|product:36000000011";
    let mut tasks = Tasks::default();
    let first = tasks.add(found(key));
    assert_eq!(tasks.add(found(key)), first);
    assert_eq!(tasks.tasks.len(), 1);
    assert_ne!(tasks.add(found("product-decline|product:36000000022")), first);
    assert_eq!(tasks.of_finding(key).map(|task| task.number), Some(first));
    // Once it is dealt with, the same finding may come back as a new task.
    tasks.set_state(first, TaskState::Done, day(TODAY));
    let again = tasks.add(found(key));
    assert_ne!(again, first);
    assert_eq!(tasks.of_finding(key).map(|task| task.number), Some(again));
    assert_eq!(tasks.of_finding("ship-due|shop"), None);
    // Work of one's own may well have one title twice.
    assert_ne!(tasks.add(task("同名")), tasks.add(task("同名")));
}

#[test]
fn origins_are_told_as_the_contract_says() {
    assert_eq!(TaskOrigin::Routine.id(), "routine");
    assert_eq!(TaskOrigin::Hand.id(), "hand");
    let origin = TaskOrigin::Finding("return-rate|product:1".to_owned());
    assert_eq!(origin.id(), "finding:return-rate");
    assert_eq!(TaskOrigin::Calendar("double-11:2026:-56".to_owned()).id(), "calendar");
    assert_eq!(TaskOrigin::Goal("gmv:2026-11".to_owned()).id(), "goal");
}

#[test]
fn a_step_of_the_calendar_becomes_one_task_ever() {
    let step = || OwnTask {
        origin: TaskOrigin::Calendar("double-11:2026:-56".to_owned()),
        ..task("报名")
    };
    let goal = || OwnTask { origin: TaskOrigin::Goal("gmv:2026-11".to_owned()), ..task("补差") };
    let mut tasks = Tasks::default();
    let (first, second) = (tasks.add(step()), tasks.add(goal()));
    assert_eq!((tasks.add(step()), tasks.add(goal())), (first, second));
    tasks.set_state(first, TaskState::Skipped, day(TODAY));
    tasks.set_state(second, TaskState::Done, day(TODAY));
    assert_eq!(tasks.add(step()), first, "what was skipped is not asked again");
    assert_ne!(tasks.add(goal()), second, "a goal may fall behind again");
}

#[test]
fn a_snoozed_finding_is_quiet_until_its_day() {
    let mut list = QuietList::default();
    list.quiet.insert("ship-due|shop".to_owned(), Quiet::Until(day("2026-11-23")));
    let quiet = |date: &str| list.is_quiet("ship-due|shop", day(date));
    assert!(quiet(TODAY) && quiet("2026-11-22"));
    assert!(!quiet("2026-11-23") && !quiet("2026-12-01"));
    assert!(!list.is_quiet("product-decline|product:1", day(TODAY)));
}

#[test]
fn a_dismissed_finding_is_quiet_until_it_goes_away() {
    let (key, other) = ("ship-due|shop", "product-decline|product:1");
    let mut list = QuietList::default();
    list.quiet.insert(key.to_owned(), Quiet::Dismissed);
    list.quiet.insert(other.to_owned(), Quiet::Until(day("2026-11-23")));
    assert!(!list.forget_gone([key].into_iter()));
    assert!(list.is_quiet(key, day("2027-11-20")));
    // It is not found any more; what is snoozed keeps its day.
    assert!(list.forget_gone(std::iter::empty()));
    assert!(!list.is_quiet(key, day(TODAY)));
    assert!(list.is_quiet(other, day(TODAY)));
}

#[test]
fn roles_and_costs_are_kept_by_product() {
    let mut products = Products::default();
    products.set_role("1", Role::Traffic);
    products.set_cost("1", Some(Money(500)));
    products.set_cost("2", Some(Money(100)));
    assert_eq!(
        products.get("1"),
        ProductMix { role: Role::Traffic, cost: Some(Money(500)), ..ProductMix::default() }
    );
    assert_eq!(products.get("3"), ProductMix::default());
    // What says nothing is not kept.
    products.set_role("1", Role::Unset);
    products.set_cost("1", None);
    assert_eq!(products.0.len(), 1);
    products.set_sku_cost("4", "黑色 L", Some(Money(700)));
    products.set_cost("4", Some(Money(600)));
    let known = products.get("4");
    let costs = [Some("黑色 L"), Some("黑色 M"), None].map(|sku| known.cost_of(sku));
    assert_eq!(costs, [Some(Money(700)), Some(Money(600)), Some(Money(600))]);
    products.set_sku_cost("4", "黑色 L", None);
    products.set_cost("4", None);
    assert_eq!(products.0.len(), 1);
    for role in Role::ALL {
        assert_eq!(Role::from_id(role.id()), role);
    }
}

#[test]
fn settings_outside_their_range_come_back_at_its_edge() {
    for (value, edge) in [(i64::MIN, false), (i64::MAX, true), (0, false)] {
        let pairs: Vec<String> =
            fields().map(|field| format!("\"{}\":{value}", field.id)).collect();
        let stored = format!(
            "1 {{\"schema\":1,\"plan\":{{\"settings\":{{\"theme\":\"pink\",\"lang\":\"xx\",\"thresholds\":{{{}}}}}}}}}",
            pairs.join(",")
        );
        let shelf = FaultyShelf::default();
        let record = format!("{:016x} {stored}", xxh64(stored.as_bytes(), 0));
        shelf.set("dianpan.doc.settings.1", &record).unwrap();
        let (loaded, damaged) = Documents::load(&shelf, MAIN).unwrap();
        assert!(damaged.is_empty());
        for field in fields() {
            let expected = if edge { field.largest } else { field.smallest };
            assert_eq!(loaded.settings.thresholds.get(field), expected, "{}", field.id);
        }
        let words =
            Settings { thresholds: loaded.settings.thresholds.clone(), ..Settings::default() };
        assert_eq!(loaded.settings, words, "unknown words are defaults");
    }
}

#[test]
fn a_fall_may_be_counted_over_as_many_days_as_the_settings_allow() {
    let decline = fields().find(|field| field.id == "decline-days").unwrap();
    assert_eq!((decline.smallest, decline.largest), (2, 14));
}

#[test]
fn notes_are_kept_by_period_and_chapter() {
    let (month, week) = (period("2026-11-01..2026-11-30"), period("2026-11-16..2026-11-22"));
    let mut notes = Notes::default();
    notes.set(month, 0, "目标");
    notes.set(month, CHAPTERS - 1, "下一步");
    notes.set(week, 0, "这周");
    assert_eq!(
        (notes.get(month, 0), notes.get(month, 5), notes.get(week, 0)),
        ("目标", "下一步", "这周")
    );
    assert_eq!((notes.get(month, 1), notes.get(week, 5)), ("", ""));
    // There is no seventh chapter.
    notes.set(month, CHAPTERS, "多余");
    assert_eq!(notes.get(month, CHAPTERS), "");
    // Emptied words leave nothing behind.
    notes.set(week, 0, "");
    assert_eq!(notes.0.len(), 1);
}

#[test]
fn every_document_has_a_place_of_its_own() {
    let shelf = FaultyShelf::default();
    for document in Document::ALL {
        Documents::default().save(&shelf, MAIN, document).unwrap();
    }
    assert_eq!(shelf.keys().unwrap().len(), Document::ALL.len());
}
