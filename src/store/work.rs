//! The routine as the operator has it, the reviews of days, and the file in which routine and open
//! tasks are handed over. All of it is lists of texts, as mappings are.
//!
//! ```json
//! { "format": ["dianpan-work", "1"],
//!   "own-0001": ["给老客发新品", "", "weekly-2", "afternoon", "business", "20", "0", ""],
//!   "task-0000": ["催甲厂发货", "", "forenoon", "operation", "20", "", ""] }
//! ```
//!
//! What is read back is not believed: texts are cut, numbers kept to their bounds, and what names
//! no slot, duty or rhythm takes the usual one.

use super::shared::{self, Lists, SharedFault};
use crate::domain::{Day, Money, SortedMap};
use crate::plan::{
    DayLog, DayReview, DayReviews, Duty, LONGEST_LINE, MOST_MINUTES, OwnTask, Rhythm, RoutineItem,
    Slot, TaskOrigin, Template,
};

const FORMAT: &str = "dianpan-work";
const TASK: &str = "task-";
/// Tasks in a file that are looked at.
const MOST_TASKS: usize = 500;

/// The highest number of an own piece: no hand makes more, and the next one fits.
const HIGHEST: u32 = 999_999;

/// What may be at stake, in 分.
const RISKS: std::ops::RangeInclusive<i64> = 0..=100_000_000_000;

const ESSENTIAL: &str = "essential";
const OFF: &str = "off";

/// What one operator hands another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    pub template: Template,
    pub tasks: Vec<OwnTask>,
    /// Rows of the file that are damaged or too many.
    pub lost: usize,
}

pub(super) fn store_template(template: &Template) -> Lists {
    template.items.iter().map(|(id, item)| (id.clone(), store_item(item))).collect()
}

pub(super) fn restore_template(stored: &Lists) -> Template {
    let mut template = Template::default();
    for (id, texts) in stored.iter() {
        let Some(item) = restore_item(texts) else { continue };
        match id.strip_prefix("own-").map(str::parse::<u32>) {
            // An own piece keeps its id, so that its ticks are its own.
            Some(Ok(number @ 1..=HIGHEST)) => {
                template.next = number - 1;
                _ = template.add(item);
            }
            Some(_) => {}
            None => template.set(id, item),
        }
    }
    template
}

fn store_item(item: &RoutineItem) -> Vec<String> {
    let flags = [(item.essential, ESSENTIAL), (item.off, OFF)];
    let flags = flags.into_iter().filter(|(on, _)| *on).map(|(_, flag)| flag);
    vec![
        item.title.clone(),
        item.detail.clone(),
        item.rhythm.id(),
        item.slot.id().to_owned(),
        item.duty.id().to_owned(),
        item.minutes.to_string(),
        item.goal.to_string(),
        flags.collect::<Vec<_>>().join(" "),
    ]
}

fn restore_item(texts: &[String]) -> Option<RoutineItem> {
    let [title, detail, rhythm, slot, duty, minutes, goal, flags] = texts else { return None };
    let has = |flag: &str| flags.split(' ').any(|known| known == flag);
    RoutineItem {
        title: title.clone(),
        detail: detail.clone(),
        rhythm: Rhythm::from_id(rhythm).unwrap_or_default(),
        slot: Slot::from_id(slot),
        duty: Duty::from_id(duty).unwrap_or_default(),
        minutes: minutes.parse().unwrap_or(0),
        goal: goal.parse().unwrap_or(0),
        essential: has(ESSENTIAL),
        off: has(OFF),
    }
    .checked()
}

/// By the number of the day.
pub(super) fn store_reviews(reviews: &DayReviews) -> Lists {
    let texts = |review: &DayReview| {
        std::iter::once(&review.words).chain(&review.tomorrow).cloned().collect()
    };
    reviews.0.iter().map(|(day, review)| (day.0.to_string(), texts(review))).collect()
}

pub(super) fn restore_reviews(stored: &Lists) -> DayReviews {
    let mut reviews = DayReviews::default();
    for (day, texts) in stored.iter() {
        let mut texts = texts.iter().cloned();
        let words = texts.next().unwrap_or_default();
        let tomorrow = std::array::from_fn(|_| texts.next().unwrap_or_default());
        if let Ok(day) = day.parse() {
            reviews.set(Day(day), DayReview { words, tomorrow });
        }
    }
    reviews
}

/// Counts as texts, in the shape that ticks have.
pub(super) fn store_counts(log: &DayLog) -> SortedMap<i32, SortedMap<String, String>> {
    let texts = |counts: &SortedMap<String, u32>| {
        counts.iter().map(|(id, count)| (id.clone(), count.to_string())).collect()
    };
    log.counts.iter().map(|(day, counts)| (day.0, texts(counts))).collect()
}

pub(super) fn restore_counts(stored: &SortedMap<i32, SortedMap<String, String>>, log: &mut DayLog) {
    for (day, counts) in stored.iter() {
        for (id, count) in counts.iter() {
            log.set_count(Day(*day), id, count.parse().unwrap_or(0));
        }
    }
}

/// The file of a routine and some tasks.
pub fn write_work(work: &Work) -> Option<String> {
    let mut lists = store_template(&work.template);
    for (place, task) in work.tasks.iter().enumerate() {
        lists.insert(format!("{TASK}{place:04}"), store_task(task));
    }
    shared::write(FORMAT, lists)
}

/// Reads such a file; nothing is kept yet. The tasks are new ones, made `today`.
pub fn read_work(text: &str, today: Day) -> Result<Work, SharedFault> {
    let lists = shared::read(FORMAT, text)?;
    let tasks = lists.iter().filter(|(id, _)| id.starts_with(TASK)).take(MOST_TASKS);
    let tasks: Vec<OwnTask> = tasks.filter_map(|(_, texts)| restore_task(texts, today)).collect();
    let template = restore_template(&lists);
    // A default that is as it was is no loss, but nobody saves one.
    let lost = lists.len().saturating_sub(tasks.len() + template.items.len());
    Ok(Work { template, tasks, lost })
}

fn store_task(task: &OwnTask) -> Vec<String> {
    let finding = match &task.origin {
        TaskOrigin::Finding(key) => key.clone(),
        _ => String::new(),
    };
    vec![
        task.title.clone(),
        task.detail.clone(),
        task.slot.id().to_owned(),
        task.duty.id().to_owned(),
        task.minutes.to_string(),
        task.risk.map_or(String::new(), |risk| risk.cents().to_string()),
        finding,
    ]
}

fn restore_task(texts: &[String], today: Day) -> Option<OwnTask> {
    let [title, detail, slot, duty, minutes, risk, finding] = texts else { return None };
    let cut = |text: &str| text.trim().chars().take(LONGEST_LINE).collect::<String>();
    let origin = if finding.is_empty() {
        TaskOrigin::Hand
    } else {
        TaskOrigin::Finding(finding.chars().take(LONGEST_LINE).collect())
    };
    let title = cut(title);
    (!title.is_empty()).then(|| OwnTask {
        title,
        detail: cut(detail),
        origin,
        slot: Slot::from_id(slot),
        duty: Duty::from_id(duty).unwrap_or_default(),
        minutes: minutes.parse().unwrap_or(0).min(MOST_MINUTES),
        risk: risk.parse().ok().filter(|risk| RISKS.contains(risk)).map(Money),
        made: today,
        ..OwnTask::default()
    })
}
