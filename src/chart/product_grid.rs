//! Products as a big table: what each column is called and what stands in its cells.

use super::board::role_name;
use super::grid::{GridColumn, GridItem};
use super::table::{Cell, Jump};
use crate::domain::{Day, Money, SortedMap, sort_by_key};
use crate::metric::{
    Book, Dimension, Figure, ProductBoard, ProductColumn as Column, ProductMix, ProductRow,
    Reading, Role, change, metric,
};
use crate::text::{Lang, Phrase, count_text, full_money, iso_day, percent_text, phrase};

const fn column(id: &'static str, name: Phrase, hint: Phrase, usual: bool) -> GridColumn {
    GridColumn { id, name, hint, usual }
}

/// What the registry says of a metric is said there.
const SEE_METRIC: Phrase = phrase("口径见「口径」页", "defined on the page of definitions");
const LISTED: Phrase = phrase(
    "罗盘「商品列表」里正好是这段日期的那份；别的日期没有",
    "from the Compass product list of exactly these days",
);

/// In the order of [`Column::ALL`].
pub static PRODUCT_GRID: [GridColumn; 20] = [
    column("product", phrase("商品", "Product"), phrase("点开看这个商品", "opens its page"), true),
    column("gmv", phrase("成交金额", "GMV"), SEE_METRIC, true),
    column(
        "share",
        phrase("占比", "Share"),
        phrase("占全部商品成交金额", "of the GMV of all"),
        true,
    ),
    column("orders", phrase("订单", "Orders"), SEE_METRIC, true),
    column("units", phrase("件数", "Units"), SEE_METRIC, false),
    column("line-value", phrase("笔单价", "Per order"), SEE_METRIC, true),
    column(
        "piece-value",
        phrase("件单价", "Per piece"),
        phrase("成交金额 ÷ 成交件数", "GMV ÷ units"),
        false,
    ),
    column("net-gmv", phrase("净成交", "Net GMV"), SEE_METRIC, false),
    column("refund-rate", phrase("退款率", "Refund rate"), SEE_METRIC, true),
    column("returns", phrase("售后件数", "Returns"), SEE_METRIC, false),
    column("return-rate", phrase("退货率", "Return rate"), SEE_METRIC, true),
    column(
        "gmv-7d",
        phrase("近 7 天", "7 days"),
        phrase(
            "到昨日的 7 天成交金额，和再前 7 天比",
            "GMV of 7 days up to yesterday, against the 7 before",
        ),
        true,
    ),
    column(
        "gmv-30d",
        phrase("近 30 天", "30 days"),
        phrase(
            "到昨日的 30 天成交金额，和再前 30 天比",
            "GMV of 30 days up to yesterday, against the 30 before",
        ),
        true,
    ),
    column("impressions", phrase("曝光人数", "Impressions"), LISTED, false),
    column("ctr", phrase("点击率", "Click rate"), LISTED, false),
    column(
        "days",
        phrase("有成交天数", "Days sold"),
        phrase(
            "近似：平台没有公开动销达标口径，这里数有订单的天",
            "approximate: days with an order",
        ),
        false,
    ),
    column(
        "first",
        phrase("首次成交", "First sold"),
        phrase("文件里的第一单，更早的看不到", "the first order in the files"),
        false,
    ),
    column(
        "last",
        phrase("最近成交", "Last sold"),
        phrase("文件里的最后一单", "the last order in the files"),
        true,
    ),
    column(
        "creators",
        phrase("达人数", "Creators"),
        phrase("这段日期出过单的达人", "with an order in these days"),
        true,
    ),
    column(
        "role",
        phrase("角色", "Role"),
        phrase("在「货盘」页设", "set on the page of the mix"),
        true,
    ),
];

/// The rows with all that words of them need.
#[derive(Clone, Copy, Debug)]
pub struct ProductGrid<'a> {
    pub board: &'a ProductBoard,
    pub book: &'a Book,
    pub products: &'a SortedMap<String, ProductMix>,
    pub lang: Lang,
}

impl ProductGrid<'_> {
    fn id(&self, row: &ProductRow) -> &str {
        row.product.map_or("", |product| self.book.words.text(product))
    }

    fn name(&self, row: &ProductRow) -> &str {
        let unnamed = phrase("（多商品订单）", "(orders of several products)").text(self.lang);
        row.product.map_or(unnamed, |product| self.book.product_name(product))
    }

    fn role(&self, row: &ProductRow) -> Role {
        self.products.get(self.id(row)).map_or(Role::Unset, |known| known.role)
    }

    /// What the rows are sorted by in a column.
    pub fn numbers(&self, column: Column) -> Vec<Option<i64>> {
        let rows = &self.board.rows;
        match column {
            Column::Name => {
                let mut named: Vec<usize> = (0..rows.len()).collect();
                sort_by_key(&mut named, |&at| {
                    rows.get(at).map(|row| (self.name(row), self.id(row)))
                });
                let mut ranks = vec![None; rows.len()];
                for (rank, at) in named.into_iter().enumerate() {
                    if let Some(place) = ranks.get_mut(at) {
                        *place = i64::try_from(rank).ok();
                    }
                }
                ranks
            }
            Column::Role => {
                let rank = |role| Role::ALL.iter().position(|known| *known == role).unwrap_or(0);
                let rank = |row| i64::try_from(rank(self.role(row))).ok().map(|rank| -rank);
                rows.iter().map(rank).collect()
            }
            _ => rows.iter().map(|row| self.board.number(self.book, row, column)).collect(),
        }
    }

    /// What stands in a cell.
    pub fn item(&self, row: &ProductRow, column: Column) -> GridItem {
        let day = |day: Option<Day>| GridItem::text(day.map_or_else(|| "—".to_owned(), iso_day));
        let share = |share: Option<i64>| share.map_or_else(|| "—".to_owned(), percent_text);
        match column {
            Column::Name => GridItem {
                text: self.name(row).to_owned(),
                extra: row.product.map(|_| ("flat", self.id(row).to_owned())),
                jump: row.product.map(|_| Jump::Only(Dimension::Product, self.id(row).to_owned())),
                ..GridItem::default()
            },
            Column::Share => GridItem::text(share(self.board.share(row))),
            Column::PieceValue => GridItem::text(piece_value(row.totals.gmv, row.totals.units)),
            Column::Days => GridItem::text(count_text(row.days)),
            Column::First => day(row.first),
            Column::Last => day(row.last),
            Column::Creators if !self.board.by_creator => GridItem::text("—"),
            Column::Creators => GridItem::text(count_text(row.creators)),
            Column::Role => GridItem::text(role_name(self.role(row)).text(self.lang)),
            _ => self.figure(row, column),
        }
    }

    fn figure(&self, row: &ProductRow, column: Column) -> GridItem {
        let known = self.board.figure(self.book, row, column).zip(column.metric());
        let Some((figure, metric_id)) = known else { return GridItem::text("—") };
        // What names no product is no part of a split that can be asked for.
        let Some(_) = row.product else { return GridItem::text(shown(&figure)) };
        let cell = Cell::new(metric_id, figure, self.board.period(column));
        let cell = Some(cell.keyed("product", self.id(row)));
        let before = self.board.before(self.book, row, column);
        GridItem { cell, extra: changed(&figure, before), ..GridItem::default() }
    }

    /// The last row: all rows together, as the figures of the page state them.
    pub fn total(&self, column: Column) -> GridItem {
        let period = self.board.period(column);
        let reading = |period| Reading::new(self.book, self.board.query.over(period));
        let totals = reading(period).totals;
        match column {
            Column::Name => GridItem::text(
                phrase("合计 {} 个商品", "{} product[s]")
                    .fill(self.lang, &[&count_text(i64::try_from(self.products()).unwrap_or(0))]),
            ),
            Column::Share => GridItem::text(percent_text(1_000_000)),
            Column::PieceValue => GridItem::text(piece_value(totals.gmv, totals.units)),
            _ => {
                let Some(metric) = column.metric().and_then(metric) else {
                    return GridItem::default();
                };
                let figure = (metric.figure)(&reading(period));
                let windows = matches!(column, Column::Week | Column::Month);
                let before = windows.then(|| (metric.figure)(&reading(period.previous())));
                let cell = Some(Cell::new(metric.id, figure, period));
                GridItem { cell, extra: changed(&figure, before), ..GridItem::default() }
            }
        }
    }

    fn products(&self) -> usize {
        self.board.rows.iter().filter(|row| row.product.is_some()).count()
    }

    /// The table as lines of cells, with the id beside the name: for files and the clipboard.
    pub fn lines(&self, order: &[usize], columns: &[Column]) -> Vec<Vec<String>> {
        let named = |column: &Column| PRODUCT_GRID.get(column.place()).map(|known| known.name);
        let mut head: Vec<String> =
            columns.iter().filter_map(named).map(|name| name.text(self.lang).to_owned()).collect();
        head.insert(1.min(head.len()), phrase("商品ID", "Product id").text(self.lang).to_owned());
        let line = |items: Vec<GridItem>, id: &str| {
            let mut cells: Vec<String> = items.iter().map(GridItem::plain).collect();
            cells.insert(1.min(cells.len()), id.to_owned());
            cells
        };
        let rows = order.iter().filter_map(|&place| self.board.rows.get(place));
        let rows = rows.map(|row| {
            line(columns.iter().map(|column| self.item(row, *column)).collect(), self.id(row))
        });
        let total = line(columns.iter().map(|column| self.total(*column)).collect(), "");
        std::iter::once(head).chain(rows).chain([total]).collect()
    }
}

fn shown(figure: &Figure) -> String {
    figure.value.map_or_else(|| "—".to_owned(), crate::metric::Value::full)
}

fn piece_value(gmv: Money, units: i64) -> String {
    gmv.over(units).map_or_else(|| "—".to_owned(), full_money)
}

fn changed(now: &Figure, before: Option<Figure>) -> Option<(&'static str, String)> {
    let change = change(now, &before?)?;
    let better = crate::metric::Better::Higher;
    Some((change.tone(better), format!("{}{}", change.arrow(), change.size)))
}
