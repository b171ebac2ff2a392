//! The operator's routine: the defaults with what was changed in them, and pieces of one's own. It
//! can be saved as a file for a colleague.

use super::duty::Duty;
use super::rhythm::Rhythm;
use super::routine::{ROUTINES, Routine};
use super::task::Slot;
use crate::domain::SortedMap;
use crate::text::Lang;

/// Pieces of one's own, and characters and minutes in one.
pub const MOST_OWN: usize = 100;
pub const LONGEST_LINE: usize = 200;
pub const MOST_MINUTES: u32 = 600;
/// What may be counted a day.
pub const HIGHEST_GOAL: u32 = 999;

/// A piece of routine as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoutineItem {
    pub title: String,
    pub detail: String,
    pub rhythm: Rhythm,
    pub slot: Slot,
    pub duty: Duty,
    pub minutes: u32,
    /// How many a day should have; 0 where nothing is counted.
    pub goal: u32,
    pub essential: bool,
    /// It is on nobody's list.
    pub off: bool,
}

/// Changed and own pieces by id; own ones are called `own-1`, `own-2`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    pub items: SortedMap<String, RoutineItem>,
    /// The highest number given so far.
    pub next: u32,
}

impl RoutineItem {
    fn of(routine: &Routine, lang: Lang) -> RoutineItem {
        RoutineItem {
            title: routine.title.text(lang).to_owned(),
            detail: routine.detail.text(lang).to_owned(),
            rhythm: routine.rhythm,
            slot: routine.slot,
            duty: routine.duty,
            minutes: routine.minutes,
            goal: routine.goal,
            essential: routine.essential,
            off: false,
        }
    }

    /// With every text and number cut to its room; nothing without a title.
    pub fn checked(self) -> Option<RoutineItem> {
        let cut = |text: &str| text.trim().chars().take(LONGEST_LINE).collect::<String>();
        let title = cut(&self.title);
        (!title.is_empty()).then(|| RoutineItem {
            title,
            detail: cut(&self.detail),
            minutes: self.minutes.min(MOST_MINUTES),
            goal: self.goal.min(HIGHEST_GOAL),
            ..self
        })
    }
}

fn default_item(id: &str, lang: Lang) -> Option<RoutineItem> {
    let routine = ROUTINES.iter().find(|routine| routine.id == id)?;
    Some(RoutineItem::of(routine, lang))
}

impl Template {
    /// Every piece with its id: the defaults in their order, then one's own.
    pub fn items(&self, lang: Lang) -> Vec<(String, RoutineItem)> {
        let known = ROUTINES.iter().map(|routine| {
            let changed = self.items.get(routine.id).cloned();
            (routine.id.to_owned(), changed.unwrap_or_else(|| RoutineItem::of(routine, lang)))
        });
        let own = self.items.iter().filter(|(id, _)| Template::is_own(id));
        known.chain(own.map(|(id, item)| (id.clone(), item.clone()))).collect()
    }

    pub fn item(&self, id: &str, lang: Lang) -> Option<RoutineItem> {
        self.items.get(id).cloned().or_else(|| default_item(id, lang))
    }

    /// Whether a piece is the operator's own and not a default.
    pub fn is_own(id: &str) -> bool {
        id.starts_with("own-")
    }

    /// Whether a default was changed.
    pub fn is_changed(&self, id: &str) -> bool {
        !Template::is_own(id) && self.items.contains_key(id)
    }

    /// Changes a piece; one that is as by default is not kept.
    pub fn set(&mut self, id: &str, item: RoutineItem) {
        let Some(item) = item.checked() else { return };
        let usual = [Lang::Zh, Lang::En].map(|lang| default_item(id, lang));
        if usual.contains(&Some(item.clone())) {
            self.items.remove(id);
        } else if self.items.contains_key(id) || usual.iter().any(Option::is_some) {
            self.items.insert(id.to_owned(), item);
        }
    }

    /// Adds a piece of one's own and gives its id; nothing when there are too many or it has no
    /// title.
    pub fn add(&mut self, item: RoutineItem) -> Option<String> {
        let own = self.items.keys().filter(|id| Template::is_own(id)).count();
        let item = item.checked().filter(|_| own < MOST_OWN)?;
        self.next += 1;
        // The number has a width, so that the order of ids is that of making.
        let id = format!("own-{:04}", self.next);
        self.items.insert(id.clone(), item);
        Some(id)
    }

    /// Forgets a piece of one's own, or what was changed in a default.
    pub fn remove(&mut self, id: &str) {
        self.items.remove(id);
    }

    /// Takes a colleague's template over: changes of defaults replace one's own, other pieces are
    /// added unless the same is there. Says how many came.
    pub fn take(&mut self, other: &Template) -> usize {
        let mut taken = 0;
        for (id, item) in other.items.iter() {
            let same = self.items.values().any(|known| known == item);
            if Template::is_own(id) {
                taken += usize::from(!same && self.add(item.clone()).is_some());
            } else if self.items.get(id) != Some(item) {
                let before = self.items.get(id).cloned();
                self.set(id, item.clone());
                taken += usize::from(self.items.get(id) != before.as_ref());
            }
        }
        taken
    }
}
