//! A shelf that goes wrong on demand.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use dianpan::store::{Shelf, ShelfFault};

/// What a write or removal did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    Set(String, String),
    Remove(String),
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Injury {
    /// The k-th write, from 0, is refused.
    Refuse(usize, ShelfFault),
    /// The k-th write says that it went well and did nothing.
    Swallow(usize),
    /// The k-th write keeps only the first half.
    Halve(usize),
    /// Writes fail as soon as all values together have more units than this.
    Quota(usize),
    /// The k-th read is refused.
    RefuseRead(usize, ShelfFault),
    /// Nothing can be removed.
    RefuseRemove,
}

/// See the file's head.
#[derive(Debug, Default)]
pub struct FaultyShelf {
    pub values: RefCell<BTreeMap<String, String>>,
    pub injury: RefCell<Option<Injury>>,
    /// What was done since [`FaultyShelf::injure`], in order.
    pub done: RefCell<Vec<Op>>,
    writes: Cell<usize>,
    reads: Cell<usize>,
}

impl FaultyShelf {
    pub fn of(values: BTreeMap<String, String>) -> FaultyShelf {
        FaultyShelf { values: RefCell::new(values), ..FaultyShelf::default() }
    }

    pub fn snapshot(&self) -> BTreeMap<String, String> {
        self.values.borrow().clone()
    }

    /// Counts anew, and goes wrong from now on.
    pub fn injure(&self, injury: Option<Injury>) {
        self.injury.replace(injury);
        self.done.borrow_mut().clear();
        self.writes.set(0);
        self.reads.set(0);
    }

    fn units(&self) -> usize {
        let units = |text: &String| text.encode_utf16().count();
        self.values.borrow().iter().map(|(key, value)| units(key) + units(value)).sum()
    }
}

/// The number a counter has had, counted on.
fn count(counter: &Cell<usize>) -> usize {
    let number = counter.get();
    counter.set(number + 1);
    number
}

impl Shelf for FaultyShelf {
    fn get(&self, key: &str) -> Result<Option<String>, ShelfFault> {
        let number = count(&self.reads);
        match &*self.injury.borrow() {
            Some(Injury::RefuseRead(at, fault)) if *at == number => Err(fault.clone()),
            _ => Ok(self.values.borrow().get(key).cloned()),
        }
    }

    fn set(&self, key: &str, value: &str) -> Result<(), ShelfFault> {
        let number = count(&self.writes);
        let mut value = value.to_owned();
        match &*self.injury.borrow() {
            Some(Injury::Refuse(at, fault)) if *at == number => return Err(fault.clone()),
            Some(Injury::Swallow(at)) if *at == number => return Ok(()),
            Some(Injury::Halve(at)) if *at == number => {
                value = value.chars().take(value.chars().count() / 2).collect();
            }
            Some(Injury::Quota(most)) => {
                let units = |text: &str| text.encode_utf16().count();
                let old = self.values.borrow().get(key).map_or(0, |old| units(old) + units(key));
                if self.units() - old + units(key) + units(&value) > *most {
                    return Err(ShelfFault::Full);
                }
            }
            _ => {}
        }
        self.done.borrow_mut().push(Op::Set(key.to_owned(), value.clone()));
        self.values.borrow_mut().insert(key.to_owned(), value);
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), ShelfFault> {
        if *self.injury.borrow() == Some(Injury::RefuseRemove) {
            return Err(ShelfFault::Failed("no".to_owned()));
        }
        self.done.borrow_mut().push(Op::Remove(key.to_owned()));
        self.values.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, ShelfFault> {
        Ok(self.values.borrow().keys().cloned().collect())
    }
}
