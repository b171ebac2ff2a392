//! 店盘's reader without the product around it: the `table` layer of the app, fed from a dropped
//! file, with a sink that comes to the sums of `sums.js`.
//!
//! A crate of its own, because that is the one cut which leaves the app untouched: a feature or a
//! second binary of the app would build its library anew, and an example would bring the tests'
//! libraries into the wasm. Here the same compiled library, profile and flags as in the app are used.

#![cfg(target_arch = "wasm32")]

use dianpan::browser::{BrowserDecoder, BrowserPace, dropped_files};
use dianpan::table::{Row, Sink, Verdict, read};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::DragEvent;

/// Reads the dropped file and gives its sums as JSON.
#[wasm_bindgen]
pub async fn read_orders(drop: DragEvent) -> String {
    let mut sums = Sums::default();
    let Some(file) = dropped_files(&drop).pop() else {
        return "null".to_owned();
    };
    let (decoder, pace) = (BrowserDecoder::default(), BrowserPace::default());
    let outcome = read(&file, &decoder, &pace, &mut sums).await;
    match outcome.result {
        Ok(()) => sums.answer().to_string(),
        Err(error) => json!({"error": format!("{error:?}")}).to_string(),
    }
}

/// The columns, in the order of [`Sums::places`].
const COLUMNS: [&str; 10] = [
    "主订单编号",
    "子订单编号",
    "商品数量",
    "商品ID",
    "订单应付金额",
    "买家留言",
    "订单提交时间",
    "支付完成时间",
    "流量体裁",
    "售后状态",
];

#[derive(Default)]
struct Sums {
    places: [usize; 10],
    rows: u64,
    /// Notes with a line break inside.
    notes: u64,
    lines: FxHashSet<u64>,
    orders: FxHashSet<u64>,
    /// 分 and orders.
    days: Words<(i64, u64)>,
    /// Pieces and 分.
    products: FxHashMap<u64, (i64, i64)>,
    carriers: Words<i64>,
    after_sales: Words<u64>,
    /// Rows that the sums cannot take.
    faults: u64,
}

impl Sink for Sums {
    fn sheet(&mut self, _: &str) {}

    fn header(&mut self, cells: &[String]) -> Verdict {
        let place = |name: &str| cells.iter().position(|cell| cell == name);
        for (slot, column) in self.places.iter_mut().zip(COLUMNS) {
            let Some(place) = place(column) else { return Verdict::NotYet };
            *slot = place;
        }
        Verdict::Header
    }

    fn row(&mut self, row: &Row<'_>) {
        self.rows += 1;
        if self.add(row).is_none() {
            self.faults += 1;
        }
    }

    fn ragged(&mut self, _: u32) {
        self.faults += 1;
    }

    fn restart(&mut self) {
        *self = Sums::default();
    }
}

impl Sums {
    fn add(&mut self, row: &Row<'_>) -> Option<()> {
        let [order, line, units, product, payable, note, placed, paid, carrier, after_sale] =
            self.places;
        self.lines.insert(number(row, line)?);
        self.notes += u64::from(row.bytes(note).contains(&b'\n'));
        self.after_sales.add(row, &row.bytes(after_sale), |rows| *rows += 1);
        // The export writes a dash into a cell that has nothing to say.
        if matches!(row.bytes(paid).trim_ascii(), b"" | b"-") {
            return Some(());
        }
        let payable = row.bytes(payable);
        let cents = row.cell(&row.text(&payable)).money().ok()?.0;
        let first = u64::from(self.orders.insert(number(row, order)?));
        self.days.add(row, row.bytes(placed).trim_ascii().get(..10)?, |day| {
            day.0 += cents;
            day.1 += first;
        });
        let sold = self.products.entry(number(row, product)?).or_default();
        sold.0 += i64::try_from(number(row, units)?).ok()?;
        sold.1 += cents;
        self.carriers.add(row, &row.bytes(carrier), |sum| *sum += cents);
        Some(())
    }

    fn answer(&self) -> Value {
        if self.faults > 0 {
            return json!({"error": format!("{} rows could not be added up", self.faults)});
        }
        let products = self.products.iter().map(|(id, sold)| (id.to_string(), json!(sold)));
        json!({
            "rows": self.rows,
            "lines": self.lines.len(),
            "notes": self.notes,
            "days": self.days.answer(|day| json!(day)),
            "products": products.collect::<Map<_, _>>(),
            "carriers": self.carriers.answer(|cents| json!(cents)),
            "afterSales": self.after_sales.answer(|rows| json!(rows)),
        })
    }
}

/// A whole number, blanks around it aside.
fn number(row: &Row<'_>, cell: usize) -> Option<u64> {
    let bytes = row.bytes(cell);
    bytes.trim_ascii().iter().try_fold(0_u64, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(u64::from(digit))
    })
}

/// Sums by a word: found by its bytes, decoded once.
#[derive(Default)]
struct Words<T>(FxHashMap<Vec<u8>, (String, T)>);

impl<T: Default> Words<T> {
    fn add(&mut self, row: &Row<'_>, bytes: &[u8], add: impl FnOnce(&mut T)) {
        if let Some((_, sum)) = self.0.get_mut(bytes) {
            return add(sum);
        }
        let mut sum = T::default();
        add(&mut sum);
        self.0.insert(bytes.to_vec(), (row.text(bytes).into_owned(), sum));
    }

    fn answer(&self, value: impl Fn(&T) -> Value) -> Map<String, Value> {
        self.0.values().map(|(text, sum)| (text.clone(), value(sum))).collect()
    }
}
