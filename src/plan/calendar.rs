//! 大促日历: the campaigns as the operator has them, events of one's own, and what is planned for a
//! campaign. Only what differs from the usual is kept.

use super::keep::kept_since;
use crate::domain::{Day, Money, Period, SortedMap};
use crate::metric::{CAMPAIGNS, Campaign, Held};
use crate::text::{Lang, Phrase};

/// An event of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEvent {
    /// Unlike that of any other event.
    pub number: u32,
    pub title: String,
    pub days: Period,
    pub note: String,
    /// 商品ID that it is about.
    pub product: Option<String>,
}

/// A step before or after the main day of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Days from the main day, below zero before it.
    pub offset: i32,
    pub title: String,
}

/// What is planned for one year's campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promotion {
    /// Per cent off.
    pub discount: Option<i64>,
    /// 商品ID; none for the whole shop.
    pub products: Vec<String>,
    /// Ad money for all of its days.
    pub budget: Option<Money>,
    /// Wanted sales of a day as a multiple of a usual one, in hundredths.
    pub times: Option<i64>,
}

/// The handbook's case: a campaign's sales are 15 times those of a usual day (S003).
pub const CASE_TIMES: i64 = 1_500;
/// The handbook's line: a day's ad money is at most 5 times that of a usual day (S003).
pub const MOST_BUDGET_TIMES: i64 = 5;

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The highest number given so far.
    pub next: u32,
    pub events: Vec<OwnEvent>,
    /// Campaigns that the operator has switched, by id.
    pub switched: SortedMap<String, bool>,
    /// First, last and main day of one year's campaign, by `double-11:2026`.
    pub dates: SortedMap<String, (Period, Day)>,
    /// Steps of a campaign instead of the usual ones, by id.
    pub steps: SortedMap<String, Vec<Step>>,
    pub promotions: SortedMap<String, Promotion>,
    /// Steps that have become tasks, by key, with the day they did.
    pub proposed: SortedMap<String, Day>,
}

pub const MOST_EVENTS: usize = 300;
pub const LONGEST_TITLE: usize = 60;
pub const LONGEST_NOTE: usize = 300;
pub const MOST_STEPS: usize = 20;
/// Days that an event may have, and how far a step may be from the main day.
const LONGEST_EVENT: i32 = 400;
pub const FARTHEST_STEP: i32 = 120;
/// Proposed steps that stay known.
const KEPT: usize = 1_000;

/// One year's campaign as it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// `double-11:2026`.
    pub key: String,
    pub id: &'static str,
    pub name: Phrase,
    pub year: i32,
    pub days: Period,
    /// What T stands for in T-30.
    pub main: Day,
    pub on: bool,
    /// The operator changed its dates.
    pub edited: bool,
}

/// A step with its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// `double-11:2026:-56`; the key of its task.
    pub key: String,
    pub day: Day,
    pub offset: i32,
    pub title: String,
}

fn cut(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

impl Calendar {
    pub fn is_on(&self, campaign: &Campaign) -> bool {
        self.switched.get(campaign.id).copied().unwrap_or(campaign.usual)
    }

    pub fn switch(&mut self, campaign: &Campaign, on: bool) {
        if on == campaign.usual {
            self.switched.remove(campaign.id);
        } else {
            self.switched.insert(campaign.id.to_owned(), on);
        }
    }

    fn occasion(&self, held: Held) -> Occasion {
        let key = format!("{}:{}", held.campaign.id, held.year);
        let typed = self.dates.get(&key).copied();
        let (days, main) = typed.unwrap_or((held.days, held.main));
        Occasion {
            key,
            id: held.campaign.id,
            name: held.campaign.name,
            year: held.year,
            days,
            main,
            on: self.is_on(held.campaign),
            edited: typed.is_some(),
        }
    }

    /// One year's campaigns, those that are off too.
    pub fn year(&self, year: i32) -> Vec<Occasion> {
        CAMPAIGNS.iter().filter_map(|it| it.in_year(year)).map(|held| self.occasion(held)).collect()
    }

    /// The campaigns that touch the days and are on, by their first day.
    pub fn held(&self, period: Period) -> Vec<Occasion> {
        let years = period.from.year()..=period.to.year() + 1;
        let mut held: Vec<Occasion> = years
            .flat_map(|year| self.year(year))
            .filter(|it| it.on && it.days.common(period).is_some())
            .collect();
        crate::domain::sort_by_key(&mut held, |it| (it.days.from, it.key.clone()));
        held
    }

    pub fn find(&self, key: &str) -> Option<Occasion> {
        let (_, year) = key.split_once(':')?;
        self.year(year.parse().ok()?).into_iter().find(|it| it.key == key)
    }

    /// Other dates for one year's campaign; nothing for the usual ones. The main day lies within.
    pub fn set_dates(&mut self, key: &str, dates: Option<(Period, Day)>) {
        match dates {
            Some((days, main)) => {
                let main = main.clamp(days.from, days.to);
                self.dates.insert(key.to_owned(), (days, main));
            }
            None => _ = self.dates.remove(key),
        }
    }

    /// The steps of a campaign, by their day.
    pub fn steps_of(&self, id: &str, lang: Lang) -> Vec<Step> {
        let usual = || {
            let campaign = CAMPAIGNS.iter().find(|campaign| campaign.id == id);
            let leads = campaign.map_or(&[][..], |campaign| campaign.leads);
            let step = |lead: &crate::metric::Lead| Step {
                offset: lead.offset,
                title: lead.title.text(lang).to_owned(),
            };
            leads.iter().map(step).collect()
        };
        self.steps.get(id).cloned().unwrap_or_else(usual)
    }

    /// Replaces the steps of a campaign; nothing for the usual ones. One a day.
    pub fn set_steps(&mut self, id: &str, steps: Option<Vec<Step>>) {
        let Some(steps) = steps else {
            self.steps.remove(id);
            return;
        };
        let mut kept: SortedMap<i32, Step> = SortedMap::new();
        for step in steps {
            let offset = step.offset.clamp(-FARTHEST_STEP, FARTHEST_STEP);
            let title = cut(&step.title, LONGEST_TITLE);
            if !title.is_empty() && kept.len() < MOST_STEPS {
                kept.insert(offset, Step { offset, title });
            }
        }
        self.steps.insert(id.to_owned(), kept.into_iter().map(|(_, step)| step).collect());
    }

    /// The steps of one year's campaign with their days.
    pub fn dues(&self, occasion: &Occasion, lang: Lang) -> Vec<Due> {
        let due = |step: Step| Due {
            key: format!("{}:{}", occasion.key, step.offset),
            day: occasion.main.plus(step.offset),
            offset: step.offset,
            title: format!("{} {}", occasion.name.text(lang), step.title),
        };
        self.steps_of(occasion.id, lang).into_iter().map(due).collect()
    }

    /// Adds an event; nothing where its days are not to be believed or the calendar is full.
    pub fn add(&mut self, event: OwnEvent) -> Option<u32> {
        let title = cut(&event.title, LONGEST_TITLE);
        if title.is_empty() || self.events.len() >= MOST_EVENTS || event.days.len() > LONGEST_EVENT
        {
            return None;
        }
        self.next += 1;
        let (number, note) = (self.next, cut(&event.note, LONGEST_NOTE));
        let product = event.product.filter(|product| !product.is_empty());
        self.events.push(OwnEvent { number, title, note, product, ..event });
        Some(number)
    }

    pub fn remove(&mut self, number: u32) {
        self.events.retain(|event| event.number != number);
    }

    pub fn set_promotion(&mut self, key: &str, promotion: Promotion) {
        if promotion == Promotion::default() {
            self.promotions.remove(key);
        } else {
            self.promotions.insert(key.to_owned(), promotion);
        }
    }

    pub fn promotion(&self, key: &str) -> Promotion {
        self.promotions.get(key).cloned().unwrap_or_default()
    }

    /// Notes that a step has become a task.
    pub fn note_proposed(&mut self, key: &str, today: Day) {
        self.proposed.insert(key.to_owned(), today);
        if let Some(since) = kept_since(self.proposed.values().copied(), KEPT) {
            self.proposed.retain(|_, day| *day >= since);
        }
    }
}
