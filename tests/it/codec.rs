//! The codec of chunks: whatever the bytes are, reading them ends, and nothing panics; whatever
//! the rows are, they come back.

use std::collections::BTreeMap;

use dianpan::domain::{Family, Unpaced};
use dianpan::store::{MAIN, Shop, Vault, column_bytes};
use xxhash_rust::xxh64::xxh64;

use crate::support::{Bench, FaultyShelf, Random, line, orders, run, season};

type Values = BTreeMap<String, String>;

fn saved(bench: &Bench) -> Values {
    let shelf = FaultyShelf::default();
    run(Vault::default().save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
    shelf.snapshot()
}

fn loaded(values: Values) -> (Bench, bool) {
    let loaded = run(Vault::load(&FaultyShelf::of(values), MAIN, &Unpaced)).unwrap().1;
    (Bench { dataset: loaded.dataset, ..Bench::default() }, loaded.damage.is_none())
}

fn sum(text: &str) -> String {
    format!("{:016x}", xxh64(text.as_bytes(), 0))
}

/// The values with another text for a chunk, and every checksum made right for it.
fn forged(values: &Values, key: &str, text: &str) -> Values {
    let old = key.rsplit_once('-').unwrap().1;
    let mut forged = values.clone();
    forged.remove(key);
    forged.insert(key.replace(old, &sum(text)), text.to_owned());
    for slot in ["dianpan.manifest.0", "dianpan.manifest.1"] {
        if let Some(record) = values.get(slot) {
            let rest = record.split_once(' ').unwrap().1.replace(old, &sum(text));
            forged.insert(slot.to_owned(), format!("{} {rest}", sum(&rest)));
        }
    }
    forged
}

#[test]
fn a_forged_chunk_with_a_right_checksum_counts() {
    // Otherwise the next test would only test the checksum.
    let bench = Bench::with(&[orders(&[line(1)]).csv("a.csv")]);
    let other = saved(&Bench::with(&[orders(&[line(1).of("9.99")]).csv("a.csv")]));
    let values = saved(&bench);
    let block = |values: &Values| values.keys().find(|key| key.contains(".orders.")).cloned();
    let text = other[&block(&other).unwrap()].clone();
    let (found, sound) = loaded(forged(&values, &block(&values).unwrap(), &text));
    assert!(sound);
    assert_eq!(found.value("2026-10-01..2026-11-20", "gmv"), "9.99");
}

#[test]
fn no_bytes_make_the_reader_panic() {
    let mut random = Random(11);
    let values = saved(&Bench::with(&season(3)));
    let chunks: Vec<&String> = values.keys().filter(|key| key.contains(".chunk.")).collect();
    for _ in 0..600 {
        let key = *random.pick(&chunks);
        let mut chars: Vec<char> = values[key].chars().collect();
        for _ in 0..=random.below(3) {
            let at = random.below(chars.len());
            match random.below(4) {
                0 => chars.truncate(at.max(1)),
                1 => chars.insert(at, chars[at]),
                _ => {
                    // A bit of it: the units around stay what they are.
                    let bit = 1 << random.below(16);
                    chars[at] = char::from_u32(u32::from(chars[at]) ^ bit).unwrap_or('\u{1}');
                }
            }
        }
        let text: String = chars.into_iter().collect();
        // Whatever is read, figures can be asked of it.
        let (bench, _) = loaded(forged(&values, key, &text));
        _ = bench.value("2026-10-01..2026-11-20", "gmv");
    }
}

/// Rows of an order that share what the order has, and rows that do not, as no export writes them.
#[test]
fn rows_of_one_order_need_not_agree() {
    let mut random = Random(5);
    let rows: Vec<_> = (0..400)
        .map(|number: u64| {
            let order = format!("69100000000000{:05}", number / 3);
            let day = format!("2026-11-{:02} 10:00:00", 1 + random.below(18));
            let place = *random.pick(&["浙江省", "广东省", ""]);
            line(number).with(&[("主订单编号", &order), ("订单提交时间", &day), ("省", place)])
        })
        .collect();
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let (back, sound) = loaded(saved(&bench));
    assert!(sound);
    assert_eq!(back.rows(Family::Lines), bench.rows(Family::Lines));
}

#[test]
fn more_texts_than_a_list_holds_come_back() {
    let titles: Vec<String> = (0..4_600).map(|number| format!("商品{number}")).collect();
    let rows: Vec<_> = (0..9_200u64)
        .map(|number| {
            line(number).set("选购商品", &titles[usize::try_from(number).unwrap() * 7 % 4_600])
        })
        .collect();
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let (back, sound) = loaded(saved(&bench));
    assert!(sound);
    assert_eq!(back.rows(Family::Lines), bench.rows(Family::Lines));
}

#[test]
fn what_each_column_takes_adds_up_to_its_chunks() {
    let bench = Bench::with(&season(4));
    let values = saved(&bench);
    for family in Family::ALL {
        let name = format!(".{}.", family.schema().name);
        let chunks = values.iter().filter(|(key, _)| key.contains(&name));
        let units: usize = chunks.map(|(_, text)| text.chars().count()).sum();
        let columns = run(column_bytes(&bench.dataset, family, &Unpaced)).unwrap();
        let bytes: usize = columns.iter().map(|(_, bytes)| bytes).sum();
        // Heads of blocks, and padding.
        let blocks = bench.dataset.ledger(family).blocks().len();
        assert!(bytes * 8 <= units * 16 && units * 15 <= (bytes + 16 * blocks) * 8, "{name}");
    }
}
