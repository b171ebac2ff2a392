//! Every product with its figures; with one product asked for, the page of that product.

use std::sync::Arc;

use super::super::live::{Show, live};
use leptos::prelude::*;

use super::super::part::{
    DataTable, DataTabs, FigureStrip, FindingList, FirstSteps, GridRows, PageHead, PeriodPicker,
    unhurried_memo,
};
use super::product::ProductView;
use super::{FilterLine, period_lead};
use crate::app::App;
use crate::chart::{GridItem, PRODUCT_GRID, ProductGrid};
use crate::domain::SortedMap;
use crate::insight::{Finding, SLOW_PERIOD, price_changed, slow_skus};
use crate::metric::{PriceLog, ProductBoard, ProductColumn, ProductMix, price_logs, sku_rows};
use crate::text::phrase;

/// The figures of the strip.
const FIGURES: &[&str] = &["gmv", "orders", "units", "line-value", "refund-rate"];

#[component]
pub fn ProductsPage() -> impl IntoView {
    let app = expect_context::<App>();
    let empty = move || app.dataset.with(|dataset| dataset.is_empty());
    let asked = Memo::new(move |_| {
        let id = app.product_asked()?;
        app.book.with(|book| book.words.find(&id).filter(|id| book.is_product(*id)))
    });
    let title = Signal::derive(move || match asked.get() {
        Some(product) => app.book.with(|book| book.product_name(product).to_owned()),
        None => phrase("商品", "Products").text(app.lang.get()).to_owned(),
    });
    let lead = Signal::derive(move || period_lead(app));
    view! {
        <DataTabs app />
        <PageHead title lead><PeriodPicker app /></PageHead>
        <FilterLine app />
        <Show when=empty>{live(move || view! { <FirstSteps lang=app.lang.get() /> })}</Show>
        <FigureStrip app ids=FIGURES />
        {live(move || match asked.get() {
            Some(product) => view! { <ProductView app product /> }.into_any(),
            None => view! { <AllProducts app /> }.into_any(),
        })}
    }
}

#[component]
fn AllProducts(app: App) -> impl IntoView {
    let board = Memo::new(move |_| {
        let (query, anchor) = (app.query.get(), app.anchor.get());
        app.book.with(|book| Arc::new(ProductBoard::new(book, query, &anchor)))
    });
    view! {
        <Table app board />
        <Lists app />
    }
}

#[component]
fn Table(app: App, board: Memo<Arc<ProductBoard>>) -> impl IntoView {
    let products = Memo::new(move |_| app.documents.with(|documents| documents.products.0.clone()));
    let columns =
        Memo::new(move |_| app.documents.with(|documents| documents.pages.columns.clone()));
    let count = Signal::derive(move || {
        app.lang.track();
        app.book.track();
        products.track();
        board.with(|board| board.rows.len())
    });
    let rows = grid_rows(app, board, products, count);
    let chosen = Signal::derive(move || columns.get());
    let name = phrase("商品", "Products");
    let notes = move || {
        let lang = app.lang.get();
        board
            .with(|board| notes(board))
            .into_iter()
            .map(|note| {
                view! { <p class="note">{note.text(lang)}</p> }
            })
            .collect_view()
    };
    view! {
        <section class="card product-table">
            <header><h2>{app.words(phrase("全部商品", "Every product"))}</h2>
                <small>{app.words(phrase("点商品看它的时间线、规格、达人和档案", "click one for its timeline, SKUs, creators and archive"))}</small></header>
            <DataTable app name columns=&PRODUCT_GRID rows chosen />
            {live(notes)}
        </section>
    }
}

/// What to know when reading the table.
fn notes(board: &ProductBoard) -> Vec<crate::text::Phrase> {
    let mut notes = Vec::new();
    if board.rows.is_empty() {
        notes.push(phrase(
            "还没有商品。导入「订单导出」（抖店 → 订单 → 批量导出）就能看到每个商品。",
            "No products yet. Import an order export (Doudian, orders, export) to see them.",
        ));
    } else if !board.listed {
        notes.push(phrase(
            "曝光和点击率要有一份正好是这段日期的罗盘「商品列表」；订单文件里没有。",
            "Impressions and click rates need a Compass product list of exactly these days; order files have none.",
        ));
    }
    notes
}

fn grid_rows(
    app: App,
    board: Memo<Arc<ProductBoard>>,
    products: Memo<SortedMap<String, ProductMix>>,
    count: Signal<usize>,
) -> GridRows {
    fn column(place: usize) -> ProductColumn {
        ProductColumn::ALL.get(place).copied().unwrap_or(ProductColumn::Name)
    }
    fn read<T>(
        app: App,
        board: Memo<Arc<ProductBoard>>,
        products: Memo<SortedMap<String, ProductMix>>,
        read: impl FnOnce(&ProductGrid<'_>) -> T,
    ) -> T {
        let (board, lang) = (board.get_untracked(), app.lang.get_untracked());
        app.book.with_untracked(|book| {
            products.with_untracked(|products| {
                read(&ProductGrid { board: &board, book, products, lang })
            })
        })
    }
    GridRows {
        count,
        numbers: Callback::new(move |place| {
            read(app, board, products, |grid| grid.numbers(column(place)))
        }),
        item: Callback::new(move |(row, place): (usize, usize)| {
            read(app, board, products, |grid| {
                let row = grid.board.rows.get(row);
                row.map_or_else(GridItem::default, |row| grid.item(row, column(place)))
            })
        }),
        total: Callback::new(move |place| {
            read(app, board, products, |grid| grid.total(column(place)))
        }),
        lines: Callback::new(move |(order, places): (Vec<usize>, Vec<usize>)| {
            let columns: Vec<ProductColumn> = places.into_iter().map(column).collect();
            read(app, board, products, |grid| grid.lines(&order, &columns))
        }),
    }
}

/// Prices that changed, hits in the making, SKUs to drop.
#[component]
fn Lists(app: App) -> impl IntoView {
    let logs = Memo::new(move |_| app.book.with(|book| Arc::new(price_logs(book, None))));
    let place = NodeRef::new();
    let changed = unhurried_memo(app, place, move || {
        let query = app.query.get();
        let passes = |log: &&PriceLog| {
            query.filter.dims.product.is_none_or(|product| product == log.product)
        };
        let logs: Vec<PriceLog> = logs.with(|logs| logs.iter().filter(passes).cloned().collect());
        app.book.with(|book| price_changed(book, &logs, query.period))
    });
    let rising = unhurried_memo(app, place, move || {
        let found = app.findings.get().into_iter();
        found.filter(|finding| finding.rule == "rising-product").collect::<Vec<Finding>>()
    });
    let slow = unhurried_memo(app, place, move || {
        let query = app.query.get();
        app.book.with(|book| {
            slow_skus(book, &sku_rows(book, query.period, &query.filter), query.period)
        })
    });
    let words = move |words: crate::text::Phrase| {
        Signal::derive(move || words.text(app.lang.get()).to_owned())
    };
    let at_least = Signal::derive(move || {
        phrase(
            "商品这段日期满 20 单，规格之前卖过、这段日期不超过 3 单且不到 2%。至少选 {} 天，而且每天都有订单文件。",
            "The product had 20 orders in these days, the SKU sold before and now at most 3 and 2 %. Pick at least {} days that order files cover.",
        ).fill(app.lang.get(), &[&SLOW_PERIOD.to_string()])
    });
    let condition = Signal::derive(move || {
        let thresholds = app.settings.get().thresholds;
        let rule = crate::insight::RULES.iter().find(|rule| rule.id == "rising-product");
        rule.map(|rule| rule.condition_text(&thresholds, app.lang.get())).unwrap_or_default()
    });
    view! {
        <section class="grid lists" node_ref=place>
            <div class="w6"><FindingList app title=phrase("潜力爆款", "Hits in the making") note=condition findings=rising /></div>
            <div class="w6"><FindingList app title=phrase("该下架的慢 SKU", "Slow SKUs to drop") note=at_least findings=slow /></div>
            <div class="w12"><FindingList app title=phrase("改价守卫", "Price guard") note=words(PRICE_NOTE) findings=changed /></div>
        </section>
    }
}

/// What the guard can see.
pub(super) const PRICE_NOTE: crate::text::Phrase = phrase(
    "按订单里的商品单价看（优惠券不算改价）：新价卖出满 2 天，或刚开始就满 3 单，才算改了。没有订单的改价文件里看不到。",
    "By the unit price on orders (coupons are no change): a new price counts after 2 days with sales, or 3 orders when it is fresh. A change without orders is in no file.",
);
