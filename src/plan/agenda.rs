//! The steps of the calendar that are due: each becomes a task on its day, once. One whose day was
//! missed is caught up for two weeks, as long as it still makes sense. What lies before the shop's
//! first file was not missed: nobody was there to be reminded.

use super::calendar::{Calendar, Due, Occasion};
use super::task::{OwnTask, Slot, TaskOrigin, TaskState, Tasks};
use crate::domain::{Day, Period};
use crate::insight::NextCampaign;
use crate::text::{Lang, phrase, short_day};

/// Days after its own on which a missed step is still proposed.
const CATCH_UP: i32 = 14;
/// The farthest that a campaign with a due step can lie.
const AHEAD: i32 = super::calendar::FARTHEST_STEP;
const MINUTES: u32 = 30;

/// The steps whose day lies in `used`, from the day of the shop's first file to today, and that
/// were never proposed. Of those before the main day, none once the campaign is over.
pub fn due_steps(
    calendar: &Calendar,
    tasks: &Tasks,
    used: Period,
    lang: Lang,
) -> Vec<(Occasion, Due)> {
    let today = used.to;
    let around = Period { from: today.plus(-AHEAD - CATCH_UP), to: today.plus(AHEAD) };
    let dues = calendar.held(around).into_iter().flat_map(|occasion| {
        let dues = calendar.dues(&occasion, lang);
        dues.into_iter().map(move |due| (occasion.clone(), due))
    });
    let is_due = |(occasion, due): &(Occasion, Due)| {
        let late = today.since(due.day);
        used.contains(due.day)
            && late <= CATCH_UP
            && (due.offset >= 0 || today <= occasion.days.to)
            && !is_proposed(calendar, tasks, &due.key)
    };
    let mut due: Vec<(Occasion, Due)> = dues.filter(is_due).collect();
    crate::domain::sort_by_key(&mut due, |(_, due)| (due.day, due.key.clone()));
    due
}

/// The next campaign with steps that has not begun; it may begin today.
pub fn next_campaign(calendar: &Calendar, tasks: &Tasks, today: Day) -> Option<NextCampaign> {
    let ahead = Period { from: today, to: today.plus(AHEAD) };
    let open = |occasion: &Occasion| -> Vec<Due> {
        let mut dues = calendar.dues(occasion, Lang::Zh);
        dues.retain(|due| due.offset < 0);
        dues
    };
    let begins = |it: &Occasion| it.days.from >= today && !open(it).is_empty();
    let next = calendar.held(ahead).into_iter().find(begins)?;
    let undone = open(&next).into_iter().filter(|due| {
        let task = tasks.of_origin(&TaskOrigin::Calendar(due.key.clone()));
        due.day <= today && task.is_none_or(|task| task.state == TaskState::Open)
    });
    Some(NextCampaign {
        open: i64::try_from(undone.count()).unwrap_or(0),
        planned: calendar.promotions.contains_key(&next.key),
        name: next.name,
        days: next.days,
        key: next.key,
    })
}

/// Whether a step has become a task already.
pub fn is_proposed(calendar: &Calendar, tasks: &Tasks, key: &str) -> bool {
    let origin = TaskOrigin::Calendar(key.to_owned());
    calendar.proposed.contains_key(key) || tasks.of_origin(&origin).is_some()
}

/// The task that a step becomes.
pub fn step_task(occasion: &Occasion, due: &Due, today: Day, lang: Lang) -> OwnTask {
    let words = phrase(
        "{} 是 {}（T{}）；默认提醒，以抖店活动页为准",
        "{} is on {} (T{}); a usual reminder, the shop's page decides",
    );
    let offset = if due.offset < 0 { due.offset.to_string() } else { format!("+{}", due.offset) };
    let parts = [occasion.name.text(lang), &short_day(occasion.main), &offset];
    OwnTask {
        title: due.title.clone(),
        detail: words.fill(lang, &parts),
        origin: TaskOrigin::Calendar(due.key.clone()),
        slot: Slot::Afternoon,
        minutes: MINUTES,
        made: today,
        ..OwnTask::default()
    }
}

/// Turns the steps that are due into tasks; says how many there were.
pub fn propose(calendar: &mut Calendar, tasks: &mut Tasks, used: Period, lang: Lang) -> usize {
    let (due, today) = (due_steps(calendar, tasks, used, lang), used.to);
    for (occasion, due) in &due {
        tasks.add(step_task(occasion, due, today, lang));
        calendar.note_proposed(&due.key, today);
    }
    due.len()
}
