//! How long work comes up for air.
//!
//! A page that is busy for more than a frame or two feels broken. Every loop over rows calls
//! [`Pace::breathe`] now and then; the browser's pace gives the page a turn and notices a
//! pressed cancel button, the tests' pace does nothing.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The operator stopped the work; nothing of it may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// A port: where long work may pause or be stopped.
pub trait Pace {
    fn breathe(&self) -> impl Future<Output = Result<(), Cancelled>>;
}

/// Work that is never paused: tests, and work known to be small.
#[derive(Clone, Copy, Debug)]
pub struct Unpaced;

impl Pace for Unpaced {
    async fn breathe(&self) -> Result<(), Cancelled> {
        Ok(())
    }
}

/// Runs a future that never waits, as all of ours are under [`Unpaced`] and in-memory ports.
/// `None` when it did wait after all.
pub fn run_unpaced<T>(work: impl Future<Output = T>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
