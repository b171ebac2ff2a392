//! Which recipes are tried for a column: what its cells are known to follow, and what any cells
//! of its kind do.
//!
//! The table speaks of the two large families; the others have some thousand rows, for which
//! the plain recipes are good enough. It is no promise: a stored column carries the recipe that
//! it was told by.

use super::bytes::{put_count, take_count};
use super::model::{Base, Recipe};
use crate::domain::{ColumnSet, Kind, Schema};

/// What a column follows, by the names of columns.
struct Hint {
    name: &'static str,
    base: &'static str,
    listed: bool,
    given: &'static [&'static str],
    along: bool,
}

/// A base that is no column.
const ZERO: &str = "";
const ABOVE: &str = "above";
const DUE: &str = "due";
/// The columns of [`Base::Due`], in its order.
const DUE_OF: [&str; 5] = ["unit-price", "units", "platform-part", "creator-part", "shop-part"];
/// Rows of the same order share what the order has.
const ORDER: &str = "order";

const fn listed(name: &'static str, given: &'static [&'static str]) -> Hint {
    Hint { name, base: ZERO, listed: true, given, along: false }
}

const fn number(name: &'static str, base: &'static str, given: &'static [&'static str]) -> Hint {
    Hint { name, base, listed: false, given, along: false }
}

const fn along(hint: Hint) -> Hint {
    Hint { along: true, ..hint }
}

const fn from(base: &'static str, hint: Hint) -> Hint {
    Hint { base, ..hint }
}

/// In the order of telling: a column follows only those before it.
const LINES: [Hint; 30] = [
    number("line", ABOVE, &[]),
    number("order", "line", &[]),
    listed("joined", &[]),
    along(number("placed", ABOVE, &[])),
    listed("product", &[]),
    listed("title", &["product"]),
    listed("sku", &["product"]),
    listed("code", &["product"]),
    listed("unit-price", &["product"]),
    listed("units", &[]),
    listed("platform-part", &["unit-price", "units"]),
    listed("creator-part", &["unit-price", "units"]),
    listed("shop-part", &["unit-price", "units"]),
    from(DUE, listed("payable", &["unit-price", "units"])),
    listed("order-type", &["product"]),
    along(listed("carrier", &[])),
    along(listed("channel", &["carrier"])),
    along(listed("origin", &["carrier", "channel"])),
    along(listed("ad-type", &["channel", "origin"])),
    along(listed("creator", &["carrier"])),
    listed("creator-name", &["creator"]),
    along(listed("province", &[])),
    listed("status", &[]),
    along(number("paid", "placed", &["status"])),
    listed("after-sale", &["status"]),
    number("shipped", "placed", &["status"]),
    number("finished", "shipped", &["status"]),
    from("placed", listed("promised", &[])),
    from("placed", listed("booked", &[])),
    listed("refund", &["after-sale"]),
];

const CASES: [Hint; 18] = [
    number("case", ABOVE, &[]),
    number("line", ABOVE, &[]),
    number("order", "line", &[]),
    number("applied", ABOVE, &[]),
    listed("product", &[]),
    listed("title", &["product"]),
    listed("payable", &["product"]),
    listed("type", &[]),
    listed("status", &["type"]),
    from("payable", listed("refund-goods", &["type", "status"])),
    listed("refund-freight", &["type", "status"]),
    listed("shipping", &["type"]),
    listed("reason", &["type"]),
    listed("claim", &["reason"]),
    number("refunded", "applied", &["status"]),
    number("credited", "refunded", &["status"]),
    number("finished", "refunded", &["status"]),
    number("deadline", "applied", &["status"]),
];

const ROLLUPS: [Hint; 21] = [
    number("month", ABOVE, &[]),
    number("day", ABOVE, &[]),
    number("product", ABOVE, &[]),
    listed("title", &["product"]),
    listed("carrier", &[]),
    listed("channel", &["carrier"]),
    listed("origin", &["carrier", "channel"]),
    listed("ad-type", &["channel", "origin"]),
    listed("with-creator", &["carrier"]),
    listed("lines", &["carrier"]),
    from("lines", listed("orders", &[])),
    from("orders", listed("units", &[])),
    listed("gmv", &["product", "units"]),
    from("gmv", listed("user-paid", &["product", "units"])),
    from("lines", listed("judged", &[])),
    from("judged", listed("in-time", &[])),
    listed("gifts", &["lines"]),
    listed("guessed", &["lines"]),
    listed("presales", &["lines"]),
    listed("unpaid", &["lines"]),
    listed("known", &[]),
];

fn hints(schema: &Schema) -> &'static [Hint] {
    match schema.name {
        "orders" => &LINES,
        "aftersales" => &CASES,
        "rollups" => &ROLLUPS,
        _ => &[],
    }
}

/// The columns in the order of telling: as the table says, and then the rest.
pub(super) fn telling_order(schema: &Schema, columns: ColumnSet) -> Vec<usize> {
    let place = |name: &str| schema.columns.iter().position(|spec| spec.name == name);
    let hinted = hints(schema).iter().filter_map(|hint| place(hint.name));
    let mut order: Vec<usize> = hinted.filter(|&column| columns.has(column)).collect();
    let filed = columns.has(schema.filed_by).then_some(schema.filed_by);
    for column in filed.into_iter().chain(columns.iter()) {
        if column < schema.columns.len() && !order.contains(&column) {
            order.push(column);
        }
    }
    order
}

/// The recipes to be tried for the column at a place of the order, never none.
pub(super) fn recipes(schema: &Schema, order: &[usize], place: usize) -> Vec<Recipe> {
    let Some(spec) = order.get(place).and_then(|&column| schema.columns.get(column)) else {
        return vec![Recipe::default()];
    };
    let told = order.get(..place).unwrap_or_default();
    let of = |name: &str| {
        let named = |&column: &usize| schema.columns.get(column).is_some_and(|it| it.name == name);
        told.iter().position(named)
    };
    let hint = hints(schema).iter().find(|hint| hint.name == spec.name);
    let hinted = hint.map(|hint| Recipe {
        base: match hint.base {
            ZERO => Base::Zero,
            ABOVE => Base::Above,
            DUE => Base::Due(DUE_OF.iter().filter_map(|name| of(name)).collect()),
            name => of(name).map_or(Base::Zero, Base::Cell),
        },
        listed: hint.listed,
        given: hint.given.iter().filter_map(|name| of(name)).collect(),
        along: of(ORDER).filter(|_| hint.along),
    });
    let filed = told.iter().position(|&column| column == schema.filed_by);
    let above = Recipe { base: Base::Above, ..Recipe::default() };
    let listed = Recipe { listed: true, ..Recipe::default() };
    let plain = match spec.kind {
        Kind::Word => vec![listed],
        Kind::Id | Kind::Day => vec![above],
        Kind::Moment => {
            vec![
                filed
                    .map_or(above, |filed| Recipe { base: Base::Cell(filed), ..Recipe::default() }),
            ]
        }
        Kind::Money | Kind::Count | Kind::Ratio if hinted.is_some() => vec![listed],
        Kind::Money | Kind::Count | Kind::Ratio => vec![listed, above, Recipe::default()],
    };
    let plain = plain.into_iter().filter(|plain| hinted.as_ref() != Some(plain));
    let plain: Vec<Recipe> = plain.collect();
    hinted.into_iter().chain(plain).collect()
}

/// The first byte: the kind of base in the lowest two bits, then whether cells are listed, whether
/// they go along, and how many columns are given; the columns follow. A tiny chunk is mostly this.
pub(super) fn put_recipe(bytes: &mut Vec<u8>, recipe: &Recipe) {
    let (kind, columns): (usize, &[usize]) = match &recipe.base {
        Base::Zero => (0, &[]),
        Base::Above => (1, &[]),
        Base::Cell(column) => (2, std::slice::from_ref(column)),
        Base::Due(columns) => (3, columns),
    };
    let flags = usize::from(recipe.listed) | usize::from(recipe.along.is_some()) << 1;
    put_count(bytes, kind | flags << 2 | recipe.given.len() << 4);
    if kind == 3 {
        put_count(bytes, columns.len());
    }
    let named = columns.iter().chain(&recipe.along).chain(&recipe.given);
    named.for_each(|&column| put_count(bytes, column));
}

/// Reads a recipe that follows only columns already told.
pub(super) fn take_recipe(rest: &mut &[u8], told: usize) -> Option<Recipe> {
    let head = take_count(rest)?;
    let due = if head & 3 == 3 { take_count(rest)? } else { 0 };
    if due > told || head >> 4 > told {
        return None;
    }
    let mut next = || take_count(rest).filter(|&column| column < told);
    let base = match head & 3 {
        0 => Base::Zero,
        1 => Base::Above,
        2 => Base::Cell(next()?),
        _ => Base::Due((0..due).map(|_| next()).collect::<Option<_>>()?),
    };
    let along = if head >> 3 & 1 == 1 { Some(next()?) } else { None };
    let given = (0..head >> 4).map(|_| next()).collect::<Option<_>>()?;
    Some(Recipe { base, listed: head >> 2 & 1 == 1, given, along })
}
