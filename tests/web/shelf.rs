//! localStorage as a shelf: what goes in comes out, and each refusal is the right fault.

use dianpan::browser::{BrowserPace, BrowserShelf, QUOTA};
use dianpan::domain::{
    Block, ColumnSet, Dataset, Family, Moment, Source, SourceId, SourceState, Statements, Tally,
    Version, Words,
};
use dianpan::store::{MAIN, Shelf, ShelfFault, Shop, Vault, used_units};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::Stub;

const KEY: &str = "dianpan.test";
const PAD: &str = "pad-of-others";

/// An emptied localStorage; the tests of this file run one after the other.
fn shelf() -> BrowserShelf {
    let shelf = BrowserShelf::open();
    assert!(!shelf.is_memory());
    for key in shelf.keys().unwrap() {
        shelf.remove(&key).unwrap();
    }
    shelf
}

#[wasm_bindgen_test]
fn values_come_back_as_they_went_in() {
    let shelf = shelf();
    assert_eq!(shelf.get(KEY).unwrap(), None);
    let packed: String = (0..0x1_0000).filter_map(char::from_u32).collect();
    for value in ["", "汉字", "\u{0}a\u{0}", "𠀀", &packed] {
        shelf.set(KEY, value).unwrap();
        assert_eq!(shelf.get(KEY).unwrap().as_deref(), Some(value));
    }
    assert_eq!(shelf.keys().unwrap(), [KEY]);
    assert_eq!(used_units(&shelf).unwrap(), KEY.len() as u64 + 0xf800);
    shelf.remove(KEY).unwrap();
    shelf.remove(KEY).unwrap();
    assert!(shelf.keys().unwrap().is_empty());
}

#[wasm_bindgen_test]
fn a_full_storage_is_full_and_keeps_the_old_value() {
    let shelf = shelf();
    shelf.set(KEY, "old").unwrap();
    let used = KEY.len() + "old".len() + PAD.len();
    let room = usize::try_from(QUOTA).unwrap() - used;
    shelf.set(PAD, &"满".repeat(room)).unwrap();
    assert_eq!(used_units(&shelf).unwrap(), QUOTA);
    assert_eq!(shelf.set(KEY, "older"), Err(ShelfFault::Full));
    assert_eq!(shelf.get(KEY).unwrap().as_deref(), Some("old"));
    // A full storage still counts as one that works.
    assert!(!BrowserShelf::open().is_memory());
    shelf.set(KEY, "new").unwrap();
    shelf.remove(PAD).unwrap();
}

#[wasm_bindgen_test]
fn every_refusal_is_the_right_fault() {
    let shelf = shelf();
    let thrown = |body: &str| {
        let _stub = Stub::put("Storage.prototype", "setItem", body);
        shelf.set(KEY, "x").unwrap_err()
    };
    let full = [
        "throw new DOMException('', 'QuotaExceededError')",
        "throw {name: 'NS_ERROR_DOM_QUOTA_REACHED', code: 1014}",
        "throw {name: 'Error', code: 22}",
    ];
    for body in full {
        assert_eq!(thrown(body), ShelfFault::Full, "{body}");
    }
    assert_eq!(thrown("throw new DOMException('', 'SecurityError')"), ShelfFault::Blocked);
    assert_eq!(thrown("throw new TypeError('no')"), ShelfFault::Failed("TypeError".to_owned()));
    for body in ["throw null", "throw 'no'", "throw undefined"] {
        assert!(matches!(thrown(body), ShelfFault::Failed(_)), "{body}");
    }
    let _stub =
        Stub::put("Storage.prototype", "getItem", "throw {name: 'NS_ERROR_FILE_CORRUPTED'}");
    let corrupted = ShelfFault::Failed("NS_ERROR_FILE_CORRUPTED".to_owned());
    assert_eq!(shelf.get(KEY), Err(corrupted));
}

#[wasm_bindgen_test]
fn storage_that_refuses_the_probe_gives_way_to_memory() {
    _ = shelf();
    let blocked = {
        let body = "throw new DOMException('', 'SecurityError')";
        let _stub = Stub::put("Storage.prototype", "setItem", body);
        BrowserShelf::open()
    };
    assert!(blocked.is_memory());
    blocked.set(KEY, "x").unwrap();
    assert_eq!(blocked.get(KEY).unwrap().as_deref(), Some("x"));
    assert!(shelf().get(KEY).unwrap().is_none());
}

/// One order line with the largest number that a cell can hold.
async fn dataset() -> Dataset {
    let family = Family::Lines;
    let columns: ColumnSet = (0..family.schema().columns.len()).collect();
    let mut block = Block::new(family.schema(), columns);
    block.push(|column| Some(if column == 0 { 6_910_000_000_000_000_013 } else { 7 }));
    let mut words = Words::default();
    (0..9).for_each(|number| _ = words.intern(&format!("字{number}")));
    let source = Source {
        id: SourceId::default(),
        file: "订单.csv".to_owned(),
        format: "orders".to_owned(),
        encoding: "utf-8".to_owned(),
        family,
        columns,
        version: Version { at: Moment(7), hash: u64::MAX },
        imported: Moment(8),
        covers: None,
        last_day_open: false,
        rows: 1,
        skipped: 0,
        rejected: 0,
        tally: Tally::default(),
        state: SourceState::Live,
    };
    let statements = Statements { family, block, words };
    let staged = Dataset::default().stage(source, &statements, &BrowserPace::default()).await;
    staged.unwrap().dataset
}

#[wasm_bindgen_test]
async fn a_state_crosses_the_boundary_whole() {
    let (shelf, pace) = (shelf(), BrowserPace::default());
    let dataset = dataset().await;
    let (mut vault, _) = Vault::load(&shelf, MAIN, &pace).await.unwrap();
    vault.save(&shelf, &dataset, &Shop::default(), &pace).await.unwrap();
    let (_, loaded) = Vault::load(&shelf, MAIN, &pace).await.unwrap();
    assert_eq!(loaded.damage, None);
    assert_eq!(loaded.dataset.sources, dataset.sources);
    let line =
        |dataset: &Dataset| dataset.ledger(Family::Lines).facts().next().unwrap().get(0usize);
    assert_eq!(line(&loaded.dataset), line(&dataset));
    _ = self::shelf();
}
