//! The signals of the app and what derives from them.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::cost_command::CostDraft;
use super::derived::{clocks, comparison, found, prepared_filter, question, revision};
use super::drop_state::DropState;
use super::fault::{Fault, FaultKind};
use super::finding_command::Dismissed;
use super::goal_command::asked;
use super::keeper::Keeper;
use super::later::Later;
use super::mapping_command::Editing;
use super::rollup_command::RollupDraft;
use super::route::{Page, Route};
use crate::browser::{BrowserShelf, go_to};
use crate::chart::{Compare, Input};
use crate::domain::{Dataset, Moment, Period};
use crate::insight::{Finding, Planned};
use crate::metric::{Anchor, Asked, Book, Dimension, Figures, Query, Reading};
use crate::plan::{Hint, Settings, hints};
use crate::store::{BackupSummary, Document, Documents, Shop, StoredPart};
use crate::text::{Lang, Phrase, phrase};

/// A short word after an action, with a button: the way back, or a yes.
#[derive(Clone)]
pub struct Toast {
    pub text: String,
    pub button: Option<(Phrase, Undo)>,
    /// The documents that the way back would put back whole: a later change withdraws it.
    of: Vec<Document>,
    number: u32,
}

/// Milliseconds that a word stays, and a question.
const WORD: i32 = 8_000;
const QUESTION: i32 = 60_000;

/// How an action is taken back.
pub type Undo = Arc<dyn Fn(App) + Send + Sync>;

/// A backup that was read and waits for a yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restore {
    pub file: String,
    pub created: String,
    pub backup: BackupSummary,
    pub current: BackupSummary,
}

/// Everything the pages read. `Copy`: it is handles to signals.
#[derive(Clone, Copy)]
pub struct App {
    pub dataset: RwSignal<Arc<Dataset>>,
    pub book: RwSignal<Arc<Book>>,
    pub shop: RwSignal<Shop>,
    /// All shops of the operator's own.
    pub shops: RwSignal<Vec<Shop>>,
    pub documents: RwSignal<Documents>,
    pub route: RwSignal<Route>,
    /// The hour that has begun: what pages show goes by it, but for what is due.
    pub now: Memo<Moment>,
    /// Goes on by the half-minute, and draws nothing.
    pub(super) clock: RwSignal<Moment>,
    /// The moment since when nothing has become due.
    pub due_clock: Memo<Moment>,
    pub faults: RwSignal<Vec<Fault>>,
    pub toast: RwSignal<Option<Toast>>,
    pub drop: RwSignal<DropState>,
    /// The file whose columns are being matched.
    pub editing: RwSignal<Option<Editing>>,
    /// The column chosen for each of its fields; apart, so that another column does not draw the
    /// fields anew and the keyboard keeps its place.
    pub columns: RwSignal<Vec<Option<usize>>>,
    pub restore: RwSignal<Option<Restore>>,
    pub costs: RwSignal<Option<CostDraft>>,
    /// The roll-up that waits for a yes.
    pub rolling: RwSignal<Option<RollupDraft>>,
    /// The metric whose 口径 is open.
    pub explained: RwSignal<Option<&'static str>>,
    /// The key of the finding whose checklist is open.
    pub opened: RwSignal<String>,
    pub dismissed: RwSignal<Option<Dismissed>>,
    /// This tab may write.
    pub writer: RwSignal<bool>,
    /// UTF-16 units in storage, foreign keys included.
    pub used: RwSignal<u64>,
    /// Every stored value, once it was looked at.
    pub health: RwSignal<Option<Vec<StoredPart>>>,
    /// The folder that backups go to; empty without one.
    pub folder: RwSignal<String>,
    pub settings: Memo<Settings>,
    pub lang: Memo<Lang>,
    pub anchor: Memo<Anchor>,
    pub query: Memo<Query>,
    pub compare: Memo<Vec<Compare>>,
    pub findings: Memo<Vec<Finding>>,
    /// What the numbers say of today's routine.
    pub hints: Memo<Vec<Hint>>,
    /// The goal and the calendar of what is asked for.
    pub planned: Memo<Arc<Planned>>,
    /// Another number for every change of what charts and figures are made from.
    pub(super) revision: Memo<u32>,
    pub(super) later: StoredValue<Rc<Later>, LocalStorage>,
    pub(super) keeper: StoredValue<Rc<Keeper>, LocalStorage>,
}

impl App {
    /// An app without data; [`super::start`] brings it to life.
    pub fn new() -> App {
        let book = RwSignal::new(Arc::<Book>::default());
        let documents = RwSignal::new(Documents::default());
        let route = RwSignal::new(Route::parse(&crate::browser::address()));
        let settings = Memo::new(move |_| documents.with(|documents| documents.settings.clone()));
        let (clock, hour, due_clock) = clocks(book);
        let anchor = Memo::new(move |_| book.with(|book| Anchor::new(hour.get(), &book.coverage)));
        let period = Memo::new(move |_| {
            let choice = route.with(Route::choice);
            book.with(|book| anchor.get().period(choice, &book.coverage))
        });
        let filter = Memo::new(move |_| prepared_filter(route, book));
        let query = question(period, filter, hour);
        let compare = comparison(route, book, period);
        let lang = Memo::new(move |_| settings.get().lang);
        let hints = Memo::new(move |_| book.with(|book| hints(book, &anchor.get(), lang.get())));
        let planned = Memo::new(move |_| {
            let today = anchor.get().today;
            let of = |route: &Route, it: &Documents| asked(it, route, period.get(), today);
            route.with(|route| documents.with(|it| of(route, it)))
        });
        let revision = revision((query, compare, anchor), route, book, documents);
        App {
            dataset: RwSignal::new(Arc::default()),
            book,
            shop: RwSignal::new(Shop::default()),
            shops: RwSignal::new(Vec::new()),
            documents,
            route,
            now: hour,
            clock,
            due_clock,
            faults: RwSignal::new(Vec::new()),
            toast: RwSignal::new(None),
            drop: RwSignal::new(DropState::default()),
            editing: RwSignal::new(None),
            columns: RwSignal::new(Vec::new()),
            restore: RwSignal::new(None),
            costs: RwSignal::new(None),
            rolling: RwSignal::new(None),
            explained: RwSignal::new(None),
            opened: RwSignal::new(String::new()),
            dismissed: RwSignal::new(None),
            writer: RwSignal::new(true),
            used: RwSignal::new(0),
            health: RwSignal::new(None),
            folder: RwSignal::new(String::new()),
            settings,
            lang,
            anchor,
            query,
            compare,
            findings: found(book, documents, (anchor, due_clock), settings, route),
            hints,
            planned,
            keeper: StoredValue::new_local(Rc::new(Keeper::new(BrowserShelf::open(), None))),
            revision,
            later: StoredValue::new_local(Rc::default()),
        }
    }

    /// This tab only shows: another one writes, or what is stored is of a newer version.
    pub fn watches(self) -> bool {
        !self.writer.get() && !self.sampling()
    }

    /// The same for views. Each closure in a view is compiled into a view of its own; a signal is
    /// one for all.
    pub fn watching(self) -> Signal<bool> {
        Signal::derive(move || self.watches())
    }

    /// A phrase for views, in the language of the moment.
    pub fn words(self, phrase: Phrase) -> Signal<&'static str> {
        Signal::derive(move || phrase.text(self.lang.get()))
    }

    /// The period has days whose refunds are still coming in.
    pub fn is_young(self, period: Period) -> bool {
        let days = self.settings.get().thresholds.maturity_days();
        let first = self.book.with(|book| book.first_young_day(days));
        first.is_some_and(|first| first <= period.to)
    }

    /// Everything a chart or a metric is made from, for the current question or another period.
    pub fn with_input<T>(self, period: Option<Period>, read: impl FnOnce(&Input<'_>) -> T) -> T {
        // Nothing here is drawn anew for the clock alone; when it is, it is up to the minute.
        let now = self.clock.get_untracked();
        let query = Query { now, ..self.query.get() };
        let query = period.map_or(query, |period| query.over(period));
        let compare = self.compare.get();
        let planned = self.planned.get();
        let (basis, counting) = self.route.with(|route| (route.basis, route.counting));
        self.book.with(|book| {
            self.documents.with(|documents| {
                let product = self.product_asked();
                let marks = product.map(|id| documents.pages.events(&id)).unwrap_or_default();
                read(&Input {
                    book,
                    query,
                    compare: &compare,
                    anchor: Anchor { now, ..self.anchor.get() },
                    thresholds: &documents.settings.thresholds,
                    products: &documents.products.0,
                    marks: &marks,
                    plan: &planned,
                    basis,
                    counting,
                    lang: documents.settings.lang,
                })
            })
        })
    }

    /// The id of the product that is asked for.
    pub fn product_asked(self) -> Option<String> {
        self.route.with(|route| route.product().map(str::to_owned))
    }

    /// The question with the clock, for what is due by it.
    pub fn due_query(self) -> Query {
        Query { now: self.due_clock.get(), ..self.query.get() }
    }

    /// The figure of every metric over a period.
    pub fn figures(self, period: Period) -> Figures {
        let query = self.due_query().over(period);
        self.book.with(|book| Figures::of(&Reading::new(book, query)))
    }

    /// What the figures are filtered by, in words.
    pub fn filter_names(self) -> Vec<String> {
        let lang = self.lang.get();
        self.route.with(|route| {
            let name = |(dimension, id): &(Dimension, String)| {
                let asked = self.book.with(|book| Asked::of(book, *dimension, id));
                asked.text(*dimension, lang)
            };
            route.filter.iter().map(name).collect()
        })
    }

    /// The address of another page of the same shop.
    pub fn beside(self, page: Page) -> Signal<String> {
        Signal::derive(move || self.route.with(|route| route.beside(page).href()))
    }

    /// Goes there.
    pub fn go_beside(self, page: Page) {
        let route = self.route.with_untracked(|route| route.beside(page));
        self.go(&route);
    }

    pub fn go(self, route: &Route) {
        go_to(&route.address());
    }

    /// Another page with the same question.
    pub fn go_to_page(self, page: Page) {
        let route = self.route.with_untracked(|route| route.on(page));
        self.go(&route);
    }

    /// Puts a trouble in sight; one of each kind and words is enough.
    pub fn raise(self, fault: Fault) {
        self.faults.update(|faults| {
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        });
    }

    pub fn dismiss(self, fault: &Fault) {
        self.faults.update(|faults| faults.retain(|known| known != fault));
    }

    /// Takes troubles of a kind away, once they are dealt with.
    pub fn settle(self, kind: FaultKind) {
        self.faults.update(|faults| faults.retain(|known| known.kind != kind));
    }

    /// Says a word, with a way back.
    pub fn say(self, text: impl Into<String>, undo: Option<Undo>) {
        let button = undo.map(|undo| (phrase("撤销", "Undo"), undo));
        self.show_toast(text.into(), button, &[], WORD);
    }

    /// Asks for a yes; silence is a no.
    pub fn ask(self, text: impl Into<String>, yes_label: Phrase, yes: Undo) {
        self.show_toast(text.into(), Some((yes_label, yes)), &[], QUESTION);
    }

    /// Says a word with a way back that puts whole documents back.
    pub(super) fn say_of(self, touched: &[Document], text: impl Into<String>, undo: Undo) {
        let button = Some((phrase("撤销", "Undo"), undo));
        self.show_toast(text.into(), button, touched, WORD);
    }

    /// Takes the word away whose way back would undo more than what it speaks of.
    pub(super) fn withdraw(self, touched: &[Document]) {
        let stale = |toast: &Toast| toast.of.iter().any(|document| touched.contains(document));
        if self.toast.with_untracked(|toast| toast.as_ref().is_some_and(stale)) {
            self.toast.set(None);
        }
    }

    fn show_toast(self, text: String, button: Option<(Phrase, Undo)>, of: &[Document], stays: i32) {
        let number = self.toast.with_untracked(|t| t.as_ref().map_or(0, |t| t.number)) + 1;
        self.toast.set(Some(Toast { text, button, of: of.to_vec(), number }));
        leptos::task::spawn_local(async move {
            crate::browser::wait(stays).await;
            let current = self.toast.with_untracked(|t| t.as_ref().map(|t| t.number));
            if current == Some(number) {
                self.toast.set(None);
            }
        });
    }
}

impl Default for App {
    fn default() -> App {
        App::new()
    }
}
