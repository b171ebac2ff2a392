//! Into the sample shop and out of it again.
//!
//! Architecture invariant: the route says whose shop is shown, and the operator's own stands aside
//! in memory for exactly as long. What the sample's visitor ticks, types or re-roles lives in the
//! signals alone and is gone on leaving, so the planner can be tried and storage never changes;
//! what another tab saves meanwhile goes to the shop that stands aside.

use std::sync::Arc;

use leptos::prelude::*;

use super::drop_state::{DropStage, DropState};
use super::route::Route;
use super::state::App;
use crate::browser::{self, BrowserDecoder, BrowserPace};
use crate::domain::Dataset;
use crate::metric::Book;
use crate::sample::{NAME, Sample, open};
use crate::store::{Documents, Shop};
use crate::text::phrase;

/// The word that every figure, picture and file of the sample is marked with, in both languages.
pub const SAMPLE_MARK: &str = "示例";

/// The operator's own shop, while it is not shown.
#[derive(Clone, Default)]
pub(super) struct Own {
    dataset: Arc<Dataset>,
    book: Arc<Book>,
    shop: Shop,
    documents: Documents,
    drop: DropState,
}

impl Own {
    pub fn id(&self) -> &str {
        &self.shop.id
    }
}

impl App {
    /// Whether the sample is shown, for commands.
    pub fn in_sample(self) -> bool {
        self.route.with_untracked(|route| route.sample)
    }

    /// The same for views.
    pub fn sampling(self) -> bool {
        self.route.with(|route| route.sample)
    }

    /// Says that something cannot be done in the sample; nothing outside of it.
    pub(super) fn refused_in_sample(self) -> bool {
        let refused = self.in_sample();
        if refused {
            let words = phrase(
                "示例里不能这样做，先回到我的店铺",
                "Not in the sample; go back to your own shop first",
            );
            self.say(words.text(self.lang.get_untracked()), None);
        }
        refused
    }

    /// Makes the sample and shows it, unless the address has moved on.
    pub(super) async fn enter_sample(self) {
        let Some((sample, book)) = made().await else { return };
        let keeper = self.keeper.get_value();
        keeper.rested().await;
        let route = Route::parse(&browser::address());
        if !route.sample || self.in_sample() {
            return;
        }
        self.write_documents();
        let stage = self.drop.with_untracked(|drop| drop.stage);
        if matches!(stage, DropStage::Reading | DropStage::Staging) {
            self.cancel_drop();
        }
        self.cancel_backup();
        let own = Own {
            dataset: self.dataset.get_untracked(),
            book: self.book.get_untracked(),
            shop: self.shop.get_untracked(),
            documents: self.documents.get_untracked(),
            drop: self.drop.get_untracked(),
        };
        self.put_sample(sample, book, &own.documents);
        keeper.aside.replace(Some(own));
        self.route.set(route);
    }

    /// Makes the sample where the app was opened in it.
    pub(super) async fn fill_sample(self) {
        let made = made().await;
        let aside = self.keeper.get_value().aside.borrow().clone();
        if let Some(((sample, book), own)) = made.zip(aside) {
            self.put_sample(sample, book, &own.documents);
        }
    }

    /// Language, theme and thresholds go along; nothing else does.
    fn put_sample(self, sample: Sample, book: Book, own: &Documents) {
        self.turn_page();
        self.shop.set(Shop { name: NAME.to_owned(), ..Shop::default() });
        self.documents.set(Documents {
            settings: own.settings.clone(),
            products: sample.products,
            ..Documents::default()
        });
        self.drop.set(DropState::default());
        self.dataset.set(Arc::new(sample.staged.dataset));
        self.book.set(Arc::new(book));
    }

    /// Leaves the sample: everything is as it was, and the page is the route's.
    pub(super) fn leave_sample(self, route: Route) {
        let Some(own) = self.keeper.get_value().aside.take() else { return };
        self.turn_page();
        self.route.set(route);
        self.shop.set(own.shop);
        self.documents.set(own.documents);
        self.drop.set(own.drop);
        self.dataset.set(own.dataset);
        self.book.set(own.book);
    }

    /// What was open or just said was of the other shop.
    pub(super) fn turn_page(self) {
        self.toast.set(None);
        self.explained.set(None);
        self.editing.set(None);
    }

    /// Puts the operator's documents in place, on the page or aside.
    pub(super) fn put_documents(self, documents: Documents) {
        match self.keeper.get_value().aside.borrow_mut().as_mut() {
            Some(own) => own.documents = documents,
            None => self.documents.set(documents),
        }
    }

    /// The same for the name of the shop.
    pub(super) fn put_shop(self, shop: Shop) {
        match self.keeper.get_value().aside.borrow_mut().as_mut() {
            Some(own) => own.shop = shop,
            None => self.shop.set(shop),
        }
    }

    /// The same for facts, the sample's or the operator's own; the sample's go nowhere once it was
    /// left.
    pub(super) fn put_facts(self, dataset: Arc<Dataset>, book: Arc<Book>, sample: bool) {
        match (sample, self.keeper.get_value().aside.borrow_mut().as_mut()) {
            (true, None) => {}
            (false, Some(own)) => (own.dataset, own.book) = (dataset, book),
            _ => {
                self.dataset.set(dataset);
                self.book.set(book);
            }
        }
    }

    /// The same for facts in another shape; the book is the same.
    pub(super) fn put_folded(self, dataset: Arc<Dataset>) {
        match self.keeper.get_value().aside.borrow_mut().as_mut() {
            Some(own) => own.dataset = dataset,
            None => self.dataset.set(dataset),
        }
    }

    /// Whether the operator has facts of his own here.
    pub(super) fn has_own_facts(self) -> bool {
        match self.keeper.get_value().aside.borrow().as_ref() {
            Some(own) => !own.dataset.is_empty(),
            None => self.dataset.with_untracked(|dataset| !dataset.is_empty()),
        }
    }
}

/// The sample as it is now, and its book.
async fn made() -> Option<(Sample, Book)> {
    let pace = BrowserPace::default();
    let sample = open(browser::now(), &BrowserDecoder::default(), &pace).await.ok()?;
    let book = Book::open(&sample.staged.dataset, &pace).await.ok()?;
    Some((sample, book))
}
