//! What products cost has no export: a table to fill in, by product or by 商品规格, and its reading.
//!
//! Ids end in a tab, as in 抖店's own exports, so that spreadsheets take them for text and do not
//! round them. A cost that is left empty says nothing: it takes no known cost away.

use super::detect::Header;
use super::loaded::Rejected;
use crate::domain::{Money, Pace, excerpt, label};
use crate::table::{CellFault, Decoder, Input, ReadError, Row, Sink, Verdict, read};

/// The name of the template.
pub const COST_TEMPLATE: &str = "店盘_成本模板.csv";

/// More than this a piece does not cost.
pub const HIGHEST_COST: Money = Money(10_000_000 * 100);

const HEADERS: [&str; 4] = ["商品ID", "商品名称", "商品规格", "成本(元)"];

/// A row of the template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostRow {
    /// 商品ID.
    pub product: String,
    /// Only to be read by people.
    pub name: String,
    /// 商品规格; empty for what all of the product cost that have no cost of their own.
    pub sku: String,
    pub cost: Option<Money>,
}

/// What was read from a filled template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostFile {
    /// Rows with a cost.
    pub costs: Vec<CostRow>,
    /// Rows whose cost is empty.
    pub blank: u32,
    pub rejected: Vec<Rejected>,
}

/// The template, with what is known filled in and a mark so that Excel reads it as UTF-8.
pub fn cost_template(rows: &[CostRow]) -> String {
    let mut text = format!("\u{feff}{}\r\n", HEADERS.join(","));
    for row in rows {
        let cost = row.cost.map(crate::text::plain_money).unwrap_or_default();
        let id = format!("{}\t", row.product);
        let cells = [id, quoted(&row.name), quoted(&row.sku), cost];
        text += &cells.join(",");
        text += "\r\n";
    }
    text
}

/// A text in quotes; with an apostrophe, which reading takes away, where a spreadsheet would see
/// a formula.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

/// Reads a filled template; nothing when the table is another one.
pub async fn read_costs<I: Input>(
    input: &I,
    decoder: &dyn Decoder,
    pace: &impl Pace,
) -> Result<Option<CostFile>, ReadError> {
    let mut taker = Taker::default();
    read(input, decoder, pace, &mut taker).await.result?;
    Ok(taker.found.then_some(taker.file))
}

#[derive(Default)]
struct Taker {
    found: bool,
    /// The columns of 商品ID, 商品规格 and 成本 on this sheet.
    places: Option<(usize, Option<usize>, usize)>,
    worded: Vec<String>,
    file: CostFile,
}

impl Taker {
    fn reject(&mut self, line: u32, at: usize, fault: CellFault, text: &str) {
        let column = self.worded.get(at).cloned().unwrap_or_default();
        self.file.rejected.push(Rejected { line, column, fault, cell: excerpt(text) });
    }
}

impl Sink for Taker {
    fn sheet(&mut self, _: &str) {
        self.places = None;
    }

    fn header(&mut self, cells: &[String]) -> Verdict {
        let header = Header::new(cells);
        let Some(places) =
            header.find(&["商品ID", "商品id", "商品编号"]).zip(header.find(&["成本", "成本价"]))
        else {
            return Verdict::NotYet;
        };
        self.places = Some((places.0, header.find(&["商品规格", "规格"]), places.1));
        self.worded = header.worded;
        self.found = true;
        Verdict::Header
    }

    fn row(&mut self, row: &Row<'_>) {
        let Some((id_at, sku_at, cost_at)) = self.places else { return };
        if row.is_blank() {
            return;
        }
        let bytes = row.bytes(cost_at);
        let text = row.text(&bytes);
        let cost = row.cell(&text);
        if cost.is_blank() {
            self.file.blank += 1;
            return;
        }
        let amount = cost.money().ok().filter(|it| (Money::ZERO..=HIGHEST_COST).contains(it));
        let Some(amount) = amount else {
            return self.reject(row.line, cost_at, CellFault::NotMoney, cost.text());
        };
        let bytes = row.bytes(id_at);
        let text = row.text(&bytes);
        let id = row.cell(&text);
        let product = match id.id() {
            Ok(id) if !id.is_empty() => id.into_owned(),
            Ok(_) => return self.reject(row.line, id_at, CellFault::Missing, ""),
            Err(fault) => return self.reject(row.line, id_at, fault, id.text()),
        };
        let sku = sku_at.map(|at| {
            let bytes = row.bytes(at);
            let text = row.text(&bytes);
            let cell = row.cell(&text);
            if cell.is_blank() { String::new() } else { label(cell.text()) }
        });
        let (name, sku) = (String::new(), sku.unwrap_or_default());
        self.file.costs.push(CostRow { product, name, sku, cost: Some(amount) });
    }

    fn ragged(&mut self, line: u32) {
        let (column, cell) = (String::new(), String::new());
        self.file.rejected.push(Rejected { line, column, fault: CellFault::Missing, cell });
    }

    fn restart(&mut self) {
        *self = Taker::default();
    }
}
