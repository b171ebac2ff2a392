//! The calendar: campaigns switched and moved, own events, plans of promotions, steps that become
//! tasks, and the file for the calendar of a phone.

use leptos::prelude::*;

use super::state::App;
use crate::browser::{Payload, save_as};
use crate::domain::{Day, Period};
use crate::insight::{PromotionAsk, PromotionView};
use crate::metric::{CAMPAIGNS, LAST_YEAR};
use crate::plan::{
    Calendar, Due, IcsEvent, Occasion, OwnEvent, Promotion, Step, TaskOrigin, TaskState, due_steps,
    propose, step_task, write_ics,
};
use crate::store::Document;
use crate::text::{Phrase, phrase};

/// What a step that becomes a task changes.
const STEPS: &[Document] = &[Document::Calendar, Document::Tasks];

const REMINDER: Phrase =
    phrase("默认提醒，以抖店活动页为准", "a usual reminder; the shop's own page decides");

/// Turns steps of the calendar into tasks on their day: when the app opens, at midnight, after an
/// import. An empty shop has nothing to prepare.
pub(super) fn watch_steps(app: App) {
    let used = Memo::new(move |_| {
        let files = app.dataset.with(|dataset| {
            let exported = dataset.sources.iter().map(|source| source.version.at.day());
            exported.min().filter(|_| !dataset.is_empty())
        });
        files.and_then(|first| Period::new(first, app.now.get().day()))
    });
    let due = Memo::new(move |_| {
        let lang = app.lang.get();
        let any = |used| {
            app.documents.with(|it| !due_steps(&it.calendar, &it.tasks, used, lang).is_empty())
        };
        !app.watches() && used.get().is_some_and(any)
    });
    Effect::new(move |_| {
        let due = due.get();
        if let Some(used) = used.get_untracked().filter(|_| due) {
            let lang = app.lang.get_untracked();
            app.edit_all(STEPS, |it| _ = propose(&mut it.calendar, &mut it.tasks, used, lang));
            // What the app does by itself is stored before anyone looks.
            app.write_documents();
        }
    });
}

impl App {
    /// Adds an event; says whether it could.
    pub fn add_event(self, event: OwnEvent) -> bool {
        let mut added = None;
        self.change_calendar(phrase("事件加好了", "The event is added"), |it| {
            added = it.add(event)
        });
        added.is_some()
    }

    pub fn remove_event(self, number: u32) {
        self.change_calendar(phrase("事件删掉了", "The event is gone"), |it| {
            it.remove(number)
        });
    }

    pub fn switch_campaign(self, id: &str, on: bool) {
        let Some(campaign) = CAMPAIGNS.iter().find(|campaign| campaign.id == id) else { return };
        let words = match on {
            true => phrase("活动打开了", "The campaign is on"),
            false => phrase("活动关掉了", "The campaign is off"),
        };
        self.change_calendar(words, |calendar| calendar.switch(campaign, on));
    }

    /// Other dates for one year's campaign, or the usual ones.
    pub fn set_campaign_dates(self, key: &str, dates: Option<(Period, Day)>) {
        let words = phrase("日期改好了", "The dates are set");
        self.change_calendar(words, |calendar| calendar.set_dates(key, dates));
    }

    pub fn set_steps(self, id: &str, steps: Option<Vec<Step>>) {
        let words = phrase("提醒改好了", "The reminders are set");
        self.change_calendar(words, |calendar| calendar.set_steps(id, steps));
    }

    pub fn set_promotion(self, key: &str, change: impl FnOnce(&mut Promotion)) {
        let words = phrase("活动方案存好了", "The plan is kept");
        self.change_calendar(words, |calendar| {
            let mut promotion = calendar.promotion(key);
            change(&mut promotion);
            calendar.set_promotion(key, promotion);
        });
    }

    /// Makes a step a task of today; one that was thrown away comes back.
    pub fn step_to_task(self, occasion: &Occasion, due: &Due) {
        let (today, lang) = (self.anchor.get_untracked().now.day(), self.lang.get_untracked());
        let task = step_task(occasion, due, today, lang);
        self.change_all(STEPS, phrase("已加入今日安排", "Added to today").text(lang), |it| {
            it.tasks.add(task);
            it.calendar.note_proposed(&due.key, today);
        });
    }

    /// What a promotion's plan comes to, and what came of it.
    pub fn promotion_view(self, occasion: &Occasion, promotion: &Promotion) -> PromotionView {
        let anchor = self.anchor.get();
        self.book.with(|book| {
            self.documents.with(|documents| {
                let ask = PromotionAsk {
                    days: occasion.days,
                    discount: promotion.discount.unwrap_or(0),
                    products: &promotion.products,
                    costs: &documents.products.0,
                };
                PromotionView::of(book, &anchor, &ask)
            })
        })
    }

    /// What became of the task of a step.
    pub fn step_state(self, key: &str) -> Option<TaskState> {
        let origin = TaskOrigin::Calendar(key.to_owned());
        self.documents.with(|it| it.tasks.of_origin(&origin).map(|task| task.state))
    }

    /// Changes the calendar, with a way back where something changed.
    fn change_calendar(self, words: Phrase, change: impl FnOnce(&mut Calendar)) {
        if self.watches() {
            return self.edit(Document::Calendar, |_| {});
        }
        let mut calendar = self.documents.with_untracked(|documents| documents.calendar.clone());
        change(&mut calendar);
        if self.documents.with_untracked(|documents| documents.calendar != calendar) {
            let said = words.text(self.lang.get_untracked());
            self.change(Document::Calendar, said, |documents| documents.calendar = calendar);
        }
    }

    /// Everything from this year on as an iCalendar file.
    pub fn save_ics(self) {
        let (now, lang) = (self.now.get_untracked(), self.lang.get_untracked());
        let shop = self.shop.with_untracked(|shop| shop.id.clone());
        let first = Day::from_ymd(now.day().year(), 1, 1).unwrap_or(now.day());
        let last = Day::from_ymd(LAST_YEAR, 12, 31).unwrap_or(now.day());
        let all = Period::new(first, last).unwrap_or(Period::day(first));
        let uid = |key: &str| format!("{}-{shop}@dianpan", key.replace(':', "-"));
        let reminder = REMINDER.text(lang).to_owned();
        let events = self.documents.with_untracked(|documents| {
            let calendar = &documents.calendar;
            let mut events = Vec::new();
            for occasion in calendar.held(all) {
                events.push(IcsEvent {
                    uid: uid(&occasion.key),
                    days: occasion.days,
                    title: occasion.name.text(lang).to_owned(),
                    note: reminder.clone(),
                    alarm: false,
                });
                events.extend(calendar.dues(&occasion, lang).into_iter().map(|due| IcsEvent {
                    uid: uid(&due.key),
                    days: Period::day(due.day),
                    title: due.title,
                    note: reminder.clone(),
                    alarm: true,
                }));
            }
            events.extend(calendar.events.iter().map(|event| IcsEvent {
                uid: uid(&format!("event-{}", event.number)),
                days: event.days,
                title: event.title.clone(),
                note: event.note.clone(),
                alarm: false,
            }));
            events
        });
        let name = phrase("店盘日历.ics", "dianpan-calendar.ics").text(lang);
        let text = Payload::Text(write_ics(&events, now));
        self.say_saved(save_as(name, "text/calendar;charset=utf-8", &text));
    }
}
