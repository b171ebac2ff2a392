//! The calendar: dates of campaigns, own events, steps that become tasks, the iCalendar file.

use dianpan::domain::{Day, Period, SortedMap};
use dianpan::insight::{Scene, Thresholds, findings};
use dianpan::metric::{CAMPAIGNS, Campaign, FIRST_YEAR, LAST_YEAR};
use dianpan::plan::{
    Calendar, IcsEvent, OwnEvent, OwnTask, Promotion, Step, TaskOrigin, TaskState, Tasks,
    due_steps, next_campaign, propose, write_ics,
};
use dianpan::text::{Lang, iso_day};

use crate::support::{Bench, at, day, period};

fn campaign(id: &str) -> &'static Campaign {
    CAMPAIGNS.iter().find(|campaign| campaign.id == id).unwrap()
}

/// 春节, 元宵, 端午, 七夕 and 中秋 of 2026 to 2031.
#[test]
fn festivals_are_on_their_lunar_days() {
    let table = [
        (2026, ["02-17", "03-03", "06-19", "08-19", "09-25"]),
        (2027, ["02-06", "02-20", "06-09", "08-08", "09-15"]),
        (2028, ["01-26", "02-09", "05-28", "08-26", "10-03"]),
        (2029, ["02-13", "02-27", "06-16", "08-16", "09-22"]),
        (2030, ["02-03", "02-17", "06-05", "08-05", "09-12"]),
        (2031, ["01-23", "02-06", "06-24", "08-24", "10-01"]),
    ];
    let ids = ["spring", "lantern", "dragon-boat", "double-seventh", "mid-autumn"];
    for (year, days) in table {
        let main = |id: &str| iso_day(campaign(id).in_year(year).unwrap().main);
        assert_eq!(ids.map(main), days.map(|day| format!("{year}-{day}")));
    }
    assert!(campaign("spring").in_year(LAST_YEAR + 1).is_none());
}

#[test]
fn every_campaign_of_every_year_has_its_main_day_within() {
    for campaign in &CAMPAIGNS {
        for year in FIRST_YEAR..=LAST_YEAR {
            let held = campaign.in_year(year).unwrap();
            assert!(held.days.contains(held.main), "{} {year}", campaign.id);
            assert!(held.days.len() <= 60);
        }
        assert!(campaign.leads.is_sorted_by_key(|lead| lead.offset), "{}", campaign.id);
        assert!(!campaign.name.zh.is_empty() && !campaign.name.en.is_empty());
    }
    let steps: Vec<i32> = campaign("double-11").leads.iter().map(|lead| lead.offset).collect();
    assert_eq!(steps, [-60, -56, -30, -14, -1, 1, 15]);
    let off: Vec<&str> = CAMPAIGNS.iter().filter(|it| !it.usual).map(|it| it.id).collect();
    assert_eq!(off, ["418"]);
}

#[test]
fn campaigns_can_be_switched_and_moved() {
    let mut calendar = Calendar::default();
    let names = |calendar: &Calendar, days| -> Vec<String> {
        calendar.held(period(days)).into_iter().map(|it| it.key).collect()
    };
    assert!(names(&calendar, "2026-04-10..2026-04-20").is_empty());
    calendar.switch(campaign("418"), true);
    assert_eq!(names(&calendar, "2026-04-10..2026-04-20"), ["418:2026"]);
    calendar.switch(campaign("418"), false);
    assert_eq!(calendar, Calendar::default(), "what is usual is not kept");
    let moved = Some((period("2026-12-05..2026-12-12"), day("2026-12-30")));
    calendar.set_dates("double-12:2026", moved);
    let held = calendar.find("double-12:2026").unwrap();
    assert_eq!((held.days.from, held.main), (day("2026-12-05"), day("2026-12-12")));
    assert!(names(&calendar, "2026-12-01..2026-12-04").is_empty());
    assert!(calendar.find("double-12:2027").unwrap().days.contains(day("2027-12-01")));
    calendar.set_dates("double-12:2026", None);
    assert_eq!(calendar, Calendar::default());
    // That of 春节 2028 begins in December.
    assert_eq!(names(&calendar, "2027-12-25..2027-12-26"), ["new-year-goods:2028"]);
    assert_eq!(calendar.find("double-11"), None);
    assert_eq!(calendar.find("nothing:2026"), None);
}

/// The shop is used since August.
fn used(today: &str) -> Period {
    Period { from: day("2026-08-01"), to: day(today) }
}

fn open(tasks: &Tasks) -> Vec<String> {
    let open = tasks.tasks.iter().filter(|task| task.state == TaskState::Open);
    open.map(|task| task.origin.id() + " " + &task.title).collect()
}

fn day_after_day(calendar: &mut Calendar, tasks: &mut Tasks, days: &str) -> Vec<(Day, usize)> {
    let all = period(days);
    let until = |day| Period { from: all.from, to: day };
    let each = all.days().map(|day| (day, propose(calendar, tasks, until(day), Lang::Zh)));
    each.filter(|(_, count)| *count > 0).collect()
}

#[test]
fn a_step_becomes_a_task_on_its_day_and_only_once() {
    let (mut calendar, mut tasks) = (Calendar::default(), Tasks::default());
    let made = day_after_day(&mut calendar, &mut tasks, "2026-10-01..2026-12-15");
    // 双11: T-30, T-14, T-1, T+1, T+15; 双12: T-30; 年货节: T-30, T-21.
    let expected = ["2026-10-12", "2026-10-28", "2026-11-10", "2026-11-12", "2026-11-26"];
    let expected = [&expected[..], &["2026-12-03", "2026-12-12"]].concat();
    let days: Vec<String> = made.iter().map(|(day, _)| iso_day(*day)).collect();
    assert_eq!(days, expected);
    assert_eq!(made[3].1, 2, "the day after 双11 is 30 days before 双12");
    assert_eq!(propose(&mut calendar, &mut tasks, used("2026-12-15"), Lang::Zh), 0);
    assert!(open(&tasks).contains(&"calendar 双11 客服排班".to_owned()));
    // Done, skipped or thrown away: it does not come back, be it on a later day or after a reload.
    tasks.set_state(1, TaskState::Done, day("2026-11-12"));
    tasks.tasks.retain(|task| task.number != 2);
    assert_eq!(propose(&mut calendar, &mut tasks, used("2026-11-11"), Lang::Zh), 0);
}

#[test]
fn missed_days_are_caught_up_for_two_weeks() {
    let (mut calendar, mut tasks) = (Calendar::default(), Tasks::default());
    // Away from 09-10 to 09-20: T-60 and T-56 of 双11 (09-12, 09-16) and T-21 of 国庆 (09-10).
    let count = propose(&mut calendar, &mut tasks, used("2026-09-21"), Lang::Zh);
    assert_eq!(count, 3, "{:?}", open(&tasks));
    assert!(tasks.tasks.iter().all(|task| task.made == day("2026-09-21")));
    let dues = due_steps(&Calendar::default(), &Tasks::default(), used("2026-10-08"), Lang::Zh);
    assert!(dues.is_empty(), "three weeks late, or the campaign is over: {dues:?}");
    // The shop's first file is of 09-14: what was due before that nobody missed.
    let new = Period { from: day("2026-09-14"), to: day("2026-09-21") };
    let dues = due_steps(&Calendar::default(), &Tasks::default(), new, Lang::Zh);
    assert_eq!(dues.len(), 1, "{dues:?}");
    // What is off proposes nothing.
    let mut off = Calendar::default();
    off.switch(campaign("double-11"), false);
    off.switch(campaign("national"), false);
    assert_eq!(propose(&mut off, &mut Tasks::default(), used("2026-09-21"), Lang::Zh), 0);
}

fn near(calendar: &Calendar, tasks: &Tasks, now: &str) -> Vec<String> {
    let bench = Bench::default().now(&format!("{now} 09:00:00"));
    let next = next_campaign(calendar, tasks, day(now));
    let (products, thresholds) = (SortedMap::new(), Thresholds::default());
    let scene = Scene {
        book: &bench.book(),
        anchor: bench.anchor(),
        thresholds: &thresholds,
        products: &products,
        goal: None,
        campaign: next.as_ref(),
        upkeep: None,
    };
    let found = findings(&scene).into_iter().filter(|it| it.rule == "campaign-near");
    found.map(|it| format!("{} {}", it.title(Lang::Zh), it.cause(Lang::Zh))).collect()
}

#[test]
fn a_campaign_that_is_near_and_not_ready_is_a_finding() {
    let (mut calendar, mut tasks) = (Calendar::default(), Tasks::default());
    propose(&mut calendar, &mut tasks, used("2026-11-12"), Lang::Zh);
    // 双12 begins on 12-01: 15 days are too many, 14 are not; once it has begun it is silent.
    assert!(near(&calendar, &tasks, "2026-11-16").is_empty());
    let told = [
        "「双12」还有 14 天开始 12-01 至 12-12，默认日期，以抖店活动页为准；到日子的准备还有 1 件没做；还没有方案。",
    ];
    assert_eq!(near(&calendar, &tasks, "2026-11-17"), told);
    assert!(near(&calendar, &tasks, "2026-12-01")[0].starts_with("「双12」今天开始"));
    assert!(near(&calendar, &tasks, "2026-12-02").is_empty());
    let step = tasks.tasks.iter().find(|task| task.title.contains("双12")).unwrap().number;
    tasks.set_state(step, TaskState::Done, day("2026-11-17"));
    assert!(near(&calendar, &tasks, "2026-11-17")[0].ends_with("；还没有方案。"));
    calendar
        .set_promotion("double-12:2026", Promotion { times: Some(800), ..Promotion::default() });
    assert!(near(&calendar, &tasks, "2026-11-17").is_empty(), "it is ready");
    calendar.switch(campaign("double-12"), false);
    calendar.set_promotion("double-12:2026", Promotion::default());
    assert!(near(&calendar, &tasks, "2026-11-17").is_empty(), "it is off");
}

#[test]
fn own_steps_take_the_place_of_the_usual_ones() {
    let mut calendar = Calendar::default();
    let step = |offset, title: &str| Step { offset, title: title.to_owned() };
    let own = vec![step(-3, "  盘库存 "), step(-3, "再盘一次"), step(-10, ""), step(-900, "太早")];
    calendar.set_steps("double-12", Some(own));
    let kept = calendar.steps_of("double-12", Lang::Zh);
    assert_eq!(kept, [step(-120, "太早"), step(-3, "再盘一次")]);
    let mut tasks = Tasks::default();
    day_after_day(&mut calendar, &mut tasks, "2026-12-01..2026-12-31");
    let of = |it: &&OwnTask| it.title.contains("双12");
    let made: Vec<&OwnTask> = tasks.tasks.iter().filter(of).collect();
    assert_eq!((made.len(), made[0].made), (1, day("2026-12-09")));
    assert_eq!(made[0].origin, TaskOrigin::Calendar("double-12:2026:-3".to_owned()));
    calendar.set_steps("double-12", None);
    assert_eq!(calendar.steps_of("double-12", Lang::Zh).len(), 1);
}

#[test]
fn events_are_kept_within_reason() {
    let mut calendar = Calendar::default();
    let event = |title: &str, days: &str| OwnEvent {
        number: 0,
        title: title.to_owned(),
        days: period(days),
        note: String::new(),
        product: None,
    };
    assert_eq!(calendar.add(event(" 清仓 ", "2026-11-27..2026-11-29")), Some(1));
    assert_eq!(calendar.add(event("  ", "2026-11-27..2026-11-29")), None);
    assert_eq!(calendar.add(event("太长", "2020-01-01..2026-11-29")), None);
    assert_eq!(calendar.events[0].title, "清仓");
    calendar.remove(1);
    assert_eq!(calendar.add(event("又一次", "2026-11-27..2026-11-27")), Some(2));
    calendar
        .set_promotion("double-12:2026", Promotion { discount: Some(10), ..Default::default() });
    assert_eq!(calendar.promotion("double-12:2026").discount, Some(10));
    calendar.set_promotion("double-12:2026", Promotion::default());
    assert!(calendar.promotions.is_empty());
}

#[test]
fn the_file_for_phones_keeps_to_rfc_5545() {
    let event = |uid: &str, days: &str, title: &str| IcsEvent {
        uid: uid.to_owned(),
        days: period(days),
        title: title.to_owned(),
        note: "价格；底价, 规格;\n第二行\\".to_owned(),
        alarm: true,
    };
    let long = "双十一".repeat(30);
    let events = [
        event("double-11-2026@dianpan", "2026-10-09..2026-11-11", &long),
        event("event-1@dianpan", "2026-12-31..2026-12-31", "盘点"),
    ];
    let text = write_ics(&events, at("2026-11-21 07:05:09"));
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    let unfolded = text.replace("\r\n ", "");
    assert!(unfolded.contains(&format!("\r\nSUMMARY:{long}\r\n")));
    for line in [
        "UID:event-1@dianpan",
        "DTSTAMP:20261120T230509Z",
        "DTSTART;VALUE=DATE:20261009",
        "DTEND;VALUE=DATE:20261112",
        "DTEND;VALUE=DATE:20270101",
        "DESCRIPTION:价格；底价\\, 规格\\;\\n第二行\\\\",
    ] {
        assert!(unfolded.contains(&format!("\r\n{line}\r\n")), "{line}");
    }
    for (begin, count) in [("BEGIN:VEVENT", 2), ("END:VEVENT", 2), ("BEGIN:VALARM", 2)] {
        assert_eq!(text.matches(begin).count(), count);
    }
    assert_eq!(text, write_ics(&events, at("2026-11-21 07:05:09")));
    let whole = Period { from: day("2026-11-21"), to: day("2026-11-21") };
    let quiet = IcsEvent { days: whole, note: String::new(), alarm: false, ..events[1].clone() };
    let text = write_ics(&[quiet], at("2026-11-21 07:05:09"));
    assert!(!text.contains("VALARM") && !text.contains("DESCRIPTION"));
}
