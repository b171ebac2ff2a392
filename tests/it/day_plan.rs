//! The day: rhythms, the operator's template, counts, days of rest, what fits into the time that is
//! left, the review of the day, and what is handed over. 2026-11-20 is a Friday.

use dianpan::domain::Money;
use dianpan::plan::{
    DayLog, DayPlan, DayReview, DayReviews, Duty, Hint, LONGEST_LINE, LONGEST_REVIEW, MOST_OWN,
    OwnTask, ROUTINES, Rhythm, RoutineItem, Slot, TaskOrigin, TaskState, TaskView, Tasks, Template,
    fitting, hints,
};
use dianpan::store::{Document, Documents, MAIN, SharedFault, Work, read_work, write_work};
use dianpan::text::Lang;

use crate::support::{
    Bench, Desk, FaultyShelf, day, exported, found, line, orders, period, piece, stored_plan, task,
};

const FRIDAY: &str = "2026-11-20";

#[derive(Default)]
struct Office {
    log: DayLog,
    tasks: Tasks,
    template: Template,
    hints: Vec<Hint>,
}

impl Office {
    fn list(&self, date: &str) -> Vec<TaskView> {
        let Office { log, tasks, template, hints } = self;
        DayPlan { log, tasks, template, hints, lang: Lang::Zh }.tasks_of(day(date))
    }

    fn find(&self, date: &str, id: &str) -> Option<TaskView> {
        self.list(date).into_iter().find(|task| task.id == id)
    }
}

#[test]
fn weeks_and_months_come_round_and_stay_a_few_days() {
    let check = |rhythm: Rhythm, today: &str, expected: Option<&str>| {
        assert_eq!(rhythm.due(day(today)), expected.map(day), "{rhythm:?} {today}");
    };
    check(Rhythm::Daily, FRIDAY, Some(FRIDAY));
    // Monday, and the day after.
    check(Rhythm::Weekly(1), "2026-11-15", None);
    check(Rhythm::Weekly(1), "2026-11-16", Some("2026-11-16"));
    check(Rhythm::Weekly(1), "2026-11-17", Some("2026-11-16"));
    check(Rhythm::Weekly(1), "2026-11-18", None);
    check(Rhythm::Weekly(7), "2026-11-22", Some("2026-11-22"));
    check(Rhythm::Weekly(7), "2026-11-23", Some("2026-11-22"));
    // The 28th into the next month.
    check(Rhythm::Monthly(28), "2026-12-04", Some("2026-11-28"));
    check(Rhythm::Monthly(28), "2026-12-05", None);
    check(Rhythm::Monthly(1), "2026-12-01", Some("2026-12-01"));
    check(Rhythm::Monthly(1), "2026-11-30", None);
    for rhythm in Rhythm::all() {
        assert_eq!(Rhythm::from_id(&rhythm.id()), Some(rhythm));
        assert_ne!(rhythm.text(Lang::Zh), "");
    }
    for wrong in ["", "weekly-0", "weekly-8", "monthly-29", "yearly-1", "weekly"] {
        assert_eq!(Rhythm::from_id(wrong), None, "{wrong}");
    }
}

#[test]
fn a_weekly_piece_left_undone_is_carried_once() {
    let mut office = Office::default();
    let on = |office: &Office, date: &str| office.find(date, "routine:week-report");
    assert_eq!(on(&office, "2026-11-16").unwrap().since, None);
    assert_eq!(on(&office, "2026-11-17").unwrap().since, Some(day("2026-11-16")));
    office.log.set(day("2026-11-16"), "week-report", TaskState::Done);
    assert_eq!(on(&office, "2026-11-17").unwrap().state, TaskState::Done);
    assert_eq!(on(&office, "2026-11-23").unwrap().state, TaskState::Open, "the next week");
    let ids: Vec<String> = office.list("2026-11-17").into_iter().map(|task| task.id).collect();
    let mut unique = ids.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(ids.len(), unique.len());
}

#[test]
fn a_template_changes_adds_and_hides() {
    let mut office = Office::default();
    let look = office.template.item("look", Lang::Zh).unwrap();
    office.template.set("look", RoutineItem { minutes: 5, ..look.clone() });
    assert!(office.template.is_changed("look"));
    assert_eq!(office.find(FRIDAY, "routine:look").unwrap().minutes, 5);
    // As it was by default: nothing is kept.
    office.template.set("look", look.clone());
    assert_eq!(office.template, Template::default());
    office.template.set("look", RoutineItem { off: true, ..look.clone() });
    assert_eq!(office.find(FRIDAY, "routine:look"), None);
    office.template.remove("look");
    assert!(office.find(FRIDAY, "routine:look").is_some());
    // Of one's own: on Tuesdays and the day after.
    let id = office.template.add(piece("给老客发新品")).unwrap();
    let own = format!("routine:{id}");
    assert_eq!(office.find(FRIDAY, &own), None);
    let shown = office.find("2026-11-24", &own).unwrap();
    assert_eq!((shown.slot, shown.duty, shown.minutes), (Slot::Afternoon, Duty::Business, 20));
    // What is not there is not made by changing it, and nothing goes without a title.
    office.template.set("own-0099", piece("没有"));
    office.template.set(&id, RoutineItem { title: "  ".to_owned(), ..piece("") });
    assert_eq!(office.template.item("own-0099", Lang::Zh), None);
    assert_eq!(office.template.item(&id, Lang::Zh).unwrap().title, "给老客发新品");
    assert_eq!(office.template.add(piece(" ")), None);
    let long = office.template.add(piece(&"长".repeat(500))).unwrap();
    let title = office.template.item(&long, Lang::Zh).unwrap().title;
    assert_eq!(title.chars().count(), LONGEST_LINE);
    while office.template.items.len() < MOST_OWN {
        office.template.add(piece("又一件")).unwrap();
    }
    assert_eq!(office.template.add(piece("太多")), None);
}

#[test]
fn a_count_that_reaches_its_goal_makes_a_streak() {
    let mut log = DayLog::default();
    let today = day(FRIDAY);
    assert_eq!(log.streak(today, "creators", 10), 0);
    for (date, count) in [("2026-11-19", 10), ("2026-11-18", 12), ("2026-11-16", 11)] {
        log.set_count(day(date), "creators", count);
    }
    assert_eq!(log.streak(today, "creators", 10), 2, "today is not over");
    log.set_count(today, "creators", 9);
    assert_eq!(log.streak(today, "creators", 10), 2);
    log.set_count(today, "creators", 10);
    assert_eq!(log.streak(today, "creators", 10), 3);
    log.set_rest(period("2026-11-17..2026-11-17"), true);
    assert_eq!(log.streak(today, "creators", 10), 4, "a day of rest breaks nothing");
    log.set_count(today, "creators", 0);
    assert_eq!(log.count(today, "creators"), 0);
    let office = Office { log, ..Office::default() };
    assert_eq!(office.find(FRIDAY, "routine:creators").unwrap().count, Some((0, 10)));
    assert_eq!(office.find(FRIDAY, "routine:look").unwrap().count, None);
}

#[test]
fn on_a_day_of_rest_only_what_buyers_wait_for_is_left() {
    let mut office = Office::default();
    office.log.set(day(FRIDAY), "selection", TaskState::Done);
    office.tasks.add(task("自己的事"));
    office.log.set_rest(period("2026-11-19..2026-11-21"), true);
    let ids: Vec<String> = office.list(FRIDAY).into_iter().map(|task| task.id).collect();
    let essential: Vec<String> = ROUTINES
        .iter()
        .filter(|it| it.essential || it.id == "selection")
        .map(|it| format!("routine:{}", it.id))
        .collect();
    assert!(essential.len() < ROUTINES.len() / 2);
    assert!(essential.iter().all(|id| ids.contains(id)), "{ids:?}");
    assert_eq!(ids.len(), essential.len() + 1, "what is done stays, and so does own work");
    // Work on the middle day: the others rest on.
    office.log.set_rest(period("2026-11-20..2026-11-20"), false);
    let rests = |date: &str| office.log.rests(day(date));
    assert!(rests("2026-11-19") && !rests(FRIDAY) && rests("2026-11-21"));
    office.log.set_rest(period("2026-11-19..2026-11-21"), true);
    assert_eq!(office.log.rest, [period("2026-11-19..2026-11-21")]);
}

#[test]
fn missed_days_are_told_unless_they_were_days_of_rest() {
    let mut log = DayLog::default();
    let today = day(FRIDAY);
    assert_eq!(log.missed(today), None, "nothing was ever ticked");
    log.set(day("2026-11-16"), "look", TaskState::Done);
    assert_eq!(log.missed(today), Some(period("2026-11-17..2026-11-19")));
    log.set(today, "look", TaskState::Done);
    assert_eq!(log.missed(today), Some(period("2026-11-17..2026-11-19")));
    assert_eq!(log.missed(day("2026-11-21")), None);
    log.set_rest(period("2026-11-10..2026-11-19"), true);
    assert_eq!(log.missed(today), None);
}

#[test]
fn money_at_risk_comes_first_and_what_fits_is_chosen_by_it() {
    let hint = |id, risk| Hint { id, text: format!("现在的{id}"), risk };
    let mut office = Office {
        hints: vec![hint("shipping", Some(Money(90_000))), hint("look", None)],
        ..Office::default()
    };
    let risky = OwnTask { risk: Some(Money(50_000)), minutes: 30, ..found("return-rate|shop") };
    office.tasks.add(risky);
    office.tasks.add(OwnTask { minutes: 10, ..task("打电话") });
    let forenoon: Vec<String> = office
        .list(FRIDAY)
        .into_iter()
        .filter(|it| it.slot == Slot::Forenoon)
        .map(|it| it.id)
        .take(4)
        .collect();
    assert_eq!(forenoon, ["routine:shipping", "task:1", "task:2", "routine:purchase-forenoon"]);
    let look = office.find(FRIDAY, "routine:look").unwrap();
    assert_eq!((look.detail.as_str(), look.risk), ("现在的look", None));
    let fit = |minutes| -> Vec<String> {
        fitting(&office.list(FRIDAY), minutes, true).into_iter().map(|it| it.id).collect()
    };
    // 20, then 30 do not fit into 35, so the shortest that buyers wait for: 5 and 10.
    assert_eq!(fit(35), ["routine:shipping", "routine:service-offline", "routine:exceptions"]);
    assert_eq!(fit(50), ["routine:shipping", "task:1"]);
    assert_eq!(fit(5), ["routine:shipping"], "something is always begun");
    let noon = fitting(&office.list(FRIDAY), 600, false);
    assert!(noon.iter().all(|task| task.slot != Slot::Evening), "the evening's is left for it");
    office.log.set(day(FRIDAY), "shipping", TaskState::Done);
    assert!(!fit_of(&office, 600).contains(&"routine:shipping".to_owned()));
}

fn fit_of(office: &Office, minutes: u32) -> Vec<String> {
    fitting(&office.list(FRIDAY), minutes, true).into_iter().map(|it| it.id).collect()
}

#[test]
fn the_numbers_of_the_shop_stand_on_the_list() {
    let rows = [
        line(1).on("2026-11-20").of("50.00"),
        line(2).on("2026-11-19").waiting().set("承诺发货时间", "2026-11-21 20:00:00").of("30.00"),
        line(3).on("2026-11-19").waiting().set("承诺发货时间", "2026-11-21 08:00:00").of("20.00"),
    ];
    let bench = Bench::with(&[orders(&rows).csv(&exported("2026-11-21 08:00:00"))]);
    let found = hints(&bench.book(), &bench.anchor(), Lang::Zh);
    let of = |id: &str| found.iter().find(|hint| hint.id == id);
    assert!(of("look").unwrap().text.starts_with("昨日 1 单，成交 ¥50.00"));
    let shipping = of("shipping").unwrap();
    assert_eq!(shipping.risk, Some(Money(5_000)));
    assert_eq!(shipping.text, "1 单 24 小时内须发货，1 单已超时；最早 11-21 20:00 到期");
    assert_eq!(of("appeal"), None, "there is no case");
    assert!(hints(&Bench::default().book(), &Bench::default().anchor(), Lang::Zh).is_empty());
}

#[test]
fn yesterdays_orders_are_told_once_the_day_was_over_when_they_were_exported() {
    let rows = [line(1).on("2026-11-20").of("50.00")];
    let told = |at: &str| {
        let bench = Bench::with(&[orders(&rows).csv(&exported(at))]);
        hints(&bench.book(), &bench.anchor(), Lang::Zh).iter().any(|hint| hint.id == "look")
    };
    assert!(!told("2026-11-20 18:00:00"));
    assert!(told("2026-11-21 00:10:00"));
}

#[test]
fn a_review_is_kept_by_day_and_forgotten_when_it_says_nothing() {
    let mut reviews = DayReviews::default();
    let said = |words: &str| DayReview { words: words.to_owned(), ..DayReview::default() };
    reviews.set(day(FRIDAY), said("发货 "));
    assert_eq!(reviews.of(day(FRIDAY)).words, "发货 ", "the next word is still to come");
    reviews.set(day(FRIDAY), said(&"长".repeat(900)));
    assert_eq!(reviews.of(day(FRIDAY)).words.chars().count(), LONGEST_REVIEW);
    reviews.set(day(FRIDAY), said("  "));
    assert_eq!(reviews, DayReviews::default());
}

#[test]
fn work_is_handed_over_without_doubles() {
    let plan = stored_plan();
    let (template, tasks) = (plan.template.clone(), plan.tasks.tasks.clone());
    let work = Work { template, tasks, lost: 0 };
    let text = write_work(&work).unwrap();
    let read = read_work(&text, day("2026-11-22")).unwrap();
    assert_eq!((&read.template, read.lost), (&work.template, 0));
    assert_eq!(read.tasks.len(), work.tasks.len());
    for (read, given) in read.tasks.iter().zip(&work.tasks) {
        assert_eq!((&read.title, read.slot, read.duty), (&given.title, given.slot, given.duty));
        assert_eq!((read.minutes, read.risk), (given.minutes, given.risk));
        assert_eq!((read.state, read.made), (TaskState::Open, day("2026-11-22")));
        let kept = matches!(given.origin, TaskOrigin::Finding(_));
        assert_eq!(read.origin == given.origin, kept || given.origin == TaskOrigin::Hand);
    }
    let mut template = Template::default();
    assert_eq!(template.take(&read.template), 2);
    assert_eq!(template.take(&read.template), 0, "once is enough");
    let mut tasks = Tasks::default();
    assert_eq!(tasks.take(read.tasks.clone()), read.tasks.len());
    assert_eq!(tasks.take(read.tasks), 0);
    for bad in ["", "{}", "[]", "{\"format\":[\"dianpan-mappings\",\"1\"]}"] {
        assert_eq!(read_work(bad, day(FRIDAY)), Err(SharedFault::Other), "{bad}");
    }
    let harmed = r#"{"format":["dianpan-work","1"],"task-0":["短"],"own-0001":["也短"],
        "task-1":["大","","morning","operation","5","9223372036854775807",""]}"#;
    let harmed = read_work(harmed, day(FRIDAY)).unwrap();
    assert_eq!((harmed.tasks.len(), harmed.tasks[0].risk, harmed.lost), (1, None, 2));
    let newer = text.replace("\"1\"\n ],\n \"look", "\"9\"\n ],\n \"look");
    assert_ne!(newer, text);
    assert_eq!(read_work(&newer, day(FRIDAY)), Err(SharedFault::Newer));
}

#[test]
fn ids_of_own_pieces_outlive_a_reload() {
    let mut plan = Documents::default();
    let first = plan.template.add(piece("一")).unwrap();
    let second = plan.template.add(piece("二")).unwrap();
    plan.template.remove(&first);
    let shelf = FaultyShelf::default();
    plan.save(&shelf, MAIN, Document::Template).unwrap();
    let mut loaded = Documents::load(&shelf, MAIN).unwrap().0;
    assert_eq!(loaded.template, plan.template);
    let third = loaded.template.add(piece("三")).unwrap();
    assert!(third > second);
}

#[test]
fn the_last_chapter_tells_what_was_said_of_the_days() {
    let mut desk = Desk::of(&Bench::default(), "2026-11-01..2026-11-20");
    assert!(!desk.report().contains("每天的复盘"));
    let said = |words: &str| DayReview { words: words.to_owned(), ..DayReview::default() };
    desk.reviews.set(desk.query.period.to, said("发货顺 <b>"));
    desk.reviews.set(desk.query.period.to.next(), said("不在这段日期"));
    let report = desk.report();
    assert!(report.contains("<li>2026-11-20：发货顺 &lt;b&gt;</li>"));
    assert!(!report.contains("不在这段日期"));
}
