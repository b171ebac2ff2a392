//! The merged view: a row is known again by its key, however blocks hold it.

use dianpan::domain::{Family, Unpaced};
use dianpan::import::Receipt;
use dianpan::store::{MAIN, MemoryShelf, Shop, Vault};

use crate::support::{Bench, Row, exported, run, sold, table};

const OLD: &str = "2026-11-16 08:00:00";
const NEW: &str = "2026-11-18 08:00:00";

/// New, updated and unchanged rows.
fn counts(receipt: &Receipt) -> (u32, u32, u32) {
    let tally = receipt.tally;
    (tally.new, tally.updated, tally.unchanged)
}

fn reloaded(bench: &Bench) -> Bench {
    let shelf = MemoryShelf::default();
    run(Vault::default().save(&shelf, &bench.dataset, &Shop::default(), &Unpaced)).unwrap();
    let loaded = run(Vault::load(&shelf, MAIN, &Unpaced)).unwrap().1;
    Bench { dataset: loaded.dataset, ..Bench::default() }
}

/// Rows are found by their place among the numbers of a block where numbers rise, and by a hash of
/// their key where they do not, as texts mostly do not.
#[test]
fn lines_are_known_again_whatever_their_numbers_look_like() {
    let plain = |number: u32| (10_000 + number).to_string();
    let text = |number: u32| format!("A-{number}");
    let numbers: [&dyn Fn(u32) -> String; 4] = [
        &plain,
        // Each of two months has numbers on both sides of the other's.
        &|number| plain(number * 7 % 20),
        &text,
        &|number| if number.is_multiple_of(3) { text(number) } else { plain(90 - number) },
    ];
    for number in numbers {
        let row = |at: u32, amount: &str| {
            let day = if at.is_multiple_of(2) { "2026-10-30" } else { "2026-11-02" };
            sold(at, amount).with(&[
                ("订单编号", &number(at)),
                ("订单创建时间", &format!("{day} 10:00:00")),
                ("付款时间", &format!("{day} 10:01:00")),
            ])
        };
        let old: Vec<Row> = (1..=12).map(|at| row(at, "50.00")).collect();
        let amount = |at: u32| if at < 10 { "40.00" } else { "50.00" };
        let new: Vec<Row> = (7..=18).map(|at| row(at, amount(at))).collect();
        let files =
            [(&old, OLD), (&new, NEW)].map(|(rows, at)| table(rows).csv(&exported(at)).guessed());
        let mut bench = Bench::default();
        assert_eq!(counts(&bench.import(&files[0])), (12, 0, 0), "{}", number(1));
        assert_eq!(counts(&bench.import(&files[1])), (6, 3, 3), "{}", number(1));
        let rows = bench.rows(Family::Lines);
        assert_eq!(rows.len(), 18);
        let mut again = reloaded(&bench);
        assert_eq!(again.rows(Family::Lines), rows);
        for file in &files {
            assert_eq!(counts(&again.import(file)), (0, 0, 12), "{}", number(1));
        }
        assert_eq!(again.rows(Family::Lines), rows);
    }
}
