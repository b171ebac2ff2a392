//! The stored shape of what is kept on the pages of products.

use serde::{Deserialize, Serialize};

use crate::domain::{Day, SortedMap};
use crate::metric::EventKind;
use crate::plan::{ProductMark, ProductPages};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct StoredProductPages {
    next: u32,
    marks: Vec<StoredMark>,
    stories: SortedMap<String, String>,
    columns: Vec<String>,
    suppliers: SortedMap<String, String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct StoredMark {
    number: u32,
    product: String,
    day: i32,
    kind: String,
    words: String,
}

pub(super) fn store(pages: &ProductPages) -> StoredProductPages {
    let stored = |mark: &ProductMark| StoredMark {
        number: mark.number,
        product: mark.product.clone(),
        day: mark.day.0,
        kind: mark.kind.id().to_owned(),
        words: mark.words.clone(),
    };
    StoredProductPages {
        next: pages.next,
        marks: pages.marks.iter().map(stored).collect(),
        stories: pages.stories.clone(),
        columns: pages.columns.clone(),
        suppliers: pages.suppliers.clone(),
    }
}

pub(super) fn restore(stored: &StoredProductPages) -> ProductPages {
    let mark = |mark: &StoredMark| ProductMark {
        number: mark.number,
        product: mark.product.clone(),
        day: Day(mark.day),
        kind: EventKind::from_id(&mark.kind),
        words: mark.words.clone(),
    };
    let marks: Vec<ProductMark> = stored.marks.iter().map(mark).collect();
    let highest = marks.iter().map(|mark| mark.number).max().unwrap_or(0);
    ProductPages {
        next: stored.next.max(highest),
        marks,
        stories: stored.stories.clone(),
        columns: stored.columns.clone(),
        suppliers: stored.suppliers.clone(),
    }
}
