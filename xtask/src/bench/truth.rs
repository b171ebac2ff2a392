//! What a file truly holds, counted from the records that it is written from and never from the file.

use super::order::Line;
use super::season::{DAY, DAYS, day_text};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default)]
pub struct Truth {
    rows: u64,
    notes: u64,
    lines: BTreeSet<u64>,
    orders: BTreeSet<u64>,
    days: BTreeMap<u64, (u64, u64)>,
    products: BTreeMap<u64, (u64, u64)>,
    carriers: BTreeMap<&'static str, u64>,
    after_sales: BTreeMap<&'static str, u64>,
    /// 成交金额 by day of payment, and the totals over the season, by the rules of the app.
    gmv: BTreeMap<u64, u64>,
    user_paid: u64,
    paid_lines: u64,
    units: u64,
}

impl Truth {
    pub fn add(&mut self, line: &Line<'_>) {
        let order = line.order;
        self.rows += 1;
        self.notes += u64::from(order.note.contains('\n'));
        self.lines.insert(line.id);
        *self.after_sales.entry(line.after_sale).or_default() += 1;
        let Some(paid) = order.paid else { return };
        let day = self.days.entry(order.placed / DAY).or_default();
        day.0 += line.payable;
        day.1 += u64::from(self.orders.insert(order.id));
        let sold = self.products.entry(line.product.id).or_default();
        sold.0 += line.units;
        sold.1 += line.payable;
        *self.carriers.entry(order.traffic[0]).or_default() += line.payable;
        // The file covers no day after its last order, so neither do the app's figures.
        if paid / DAY < DAYS {
            let gmv = line.payable + line.platform + line.creator;
            *self.gmv.entry(paid / DAY).or_default() += gmv;
            self.user_paid += line.payable;
            self.paid_lines += 1;
            self.units += line.units;
        }
    }

    /// `sums`: what a contender answers. `figures`: what the app shows once the file is in.
    pub fn json(&self) -> Value {
        let days = self.days.iter().map(|(day, sums)| (day_text(*day), json!(sums)));
        let products = self.products.iter().map(|(id, sums)| (id.to_string(), json!(sums)));
        let gmv = self.gmv.iter().map(|(day, cents)| (day_text(*day), json!(yuan(*cents))));
        json!({
            "sums": {
                "rows": self.rows,
                "lines": self.lines.len(),
                "notes": self.notes,
                "days": days.collect::<Map<_, _>>(),
                "products": products.collect::<Map<_, _>>(),
                "carriers": self.carriers,
                "afterSales": self.after_sales,
            },
            "figures": {
                "gmv": yuan(self.gmv.values().sum()),
                "user-paid": yuan(self.user_paid),
                "orders": self.paid_lines.to_string(),
                "units": self.units.to_string(),
            },
            "daily": gmv.collect::<Map<_, _>>(),
        })
    }
}

fn yuan(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
