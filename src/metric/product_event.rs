//! What happened to a product: as its files tell it, or as the operator typed it.

use super::book::Book;
use super::price::price_logs;
use super::totals::{by_day, covered_sales};
use crate::domain::{Day, Money, Period, SortedMap, Word, sort_by_key};
use crate::text::{Lang, Phrase, full_money, phrase};

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// 首单; never typed.
    First,
    Picture,
    Title,
    Price,
    Campaign,
    Creator,
    Ads,
    #[default]
    Other,
}

impl EventKind {
    /// Those that can be typed.
    pub const TYPED: [EventKind; 7] = [
        EventKind::Picture,
        EventKind::Title,
        EventKind::Price,
        EventKind::Campaign,
        EventKind::Creator,
        EventKind::Ads,
        EventKind::Other,
    ];

    pub fn id(self) -> &'static str {
        match self {
            EventKind::First => "first",
            EventKind::Picture => "picture",
            EventKind::Title => "title",
            EventKind::Price => "price",
            EventKind::Campaign => "campaign",
            EventKind::Creator => "creator",
            EventKind::Ads => "ads",
            EventKind::Other => "other",
        }
    }

    /// What is typed is never a first order.
    pub fn from_id(id: &str) -> EventKind {
        EventKind::TYPED.into_iter().find(|kind| kind.id() == id).unwrap_or_default()
    }

    pub fn name(self) -> Phrase {
        match self {
            EventKind::First => phrase("首单", "First order"),
            EventKind::Picture => phrase("改主图", "New picture"),
            EventKind::Title => phrase("改标题", "New title"),
            EventKind::Price => phrase("改价", "New price"),
            EventKind::Campaign => phrase("活动", "Campaign"),
            EventKind::Creator => phrase("达人", "Creator"),
            EventKind::Ads => phrase("投流", "Ads"),
            EventKind::Other => phrase("其他", "Other"),
        }
    }
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductEvent {
    pub day: Day,
    pub kind: EventKind,
    pub text: String,
    /// The number of what was typed; nothing for what files tell.
    pub typed: Option<u32>,
}

/// Creators that are told of, the best first.
const CREATORS: usize = 8;
/// Orders that make a creator's silence worth telling, and days of silence.
const STOPPED_ORDERS: i64 = 10;
const STOPPED_DAYS: i32 = 7;
/// Days without spending after which a campaign of ads is another one.
const AD_PAUSE: i32 = 3;

/// What the files tell of a product up to a day, in the order of days.
pub fn product_events(book: &Book, product: Word, to: Day, lang: Lang) -> Vec<ProductEvent> {
    let mut events = Vec::new();
    let mut add = |day, kind, text: String| {
        events.push(ProductEvent { day, kind, text, typed: None });
    };
    for log in price_logs(book, Some(product)) {
        let sku = log.sku.map_or("", |sku| book.words.text(sku));
        for change in log.changes() {
            let (before, after) = (full_money(change.before), full_money(change.after));
            add(
                change.day,
                EventKind::Price,
                format!("{sku} {before} → {after}").trim().to_owned(),
            );
        }
    }
    let sold = sold(book, product);
    let filter = super::Filter::default().only(super::Dimension::Product, Some(product));
    let days = book.sold_days().map(|all| by_day(book, all, &filter)).unwrap_or_default();
    let first = days.iter().find(|(_, totals)| totals.orders > 0).map(|(day, _)| *day);
    if let Some(first) = first {
        let text = phrase("文件里的第一单", "its first order in the files").text(lang);
        add(first, EventKind::First, text.to_owned());
    }
    let rolled = book.rollups.sums().iter().any(|sum| sum.dims.product == Some(product));
    for sold in sold.iter().filter(|sold| sold.creator.is_some()).take(CREATORS) {
        let name = sold.creator.map_or("", |creator| book.creator_name(creator));
        let text = phrase("「{}」开始出单", "“{}” starts to sell").fill(lang, &[name]);
        // Of days that are rolled up nobody knows who sold on them.
        if !rolled {
            add(sold.first, EventKind::Creator, text);
        }
        if sold.orders >= STOPPED_ORDERS && to.since(sold.last) >= STOPPED_DAYS {
            let text =
                phrase("「{}」最后一单，之后没再出", "last order of “{}”").fill(lang, &[name]);
            add(sold.last, EventKind::Creator, text);
        }
    }
    for (period, cost) in campaigns(book, product) {
        let days = period.len().to_string();
        let text = phrase("投流 {} 天，消耗 {}", "ads for {} day[s], {} spent");
        add(period.from, EventKind::Ads, text.fill(lang, &[&days, &full_money(cost)]));
    }
    events.retain(|event| event.day <= to);
    sort_by_key(&mut events, |event| (event.day, event.kind, event.text.clone()));
    events
}

/// What a creator, or nobody, sold of a product in all files.
#[derive(Clone, Copy)]
struct Sold {
    creator: Option<Word>,
    orders: i64,
    gmv: Money,
    first: Day,
    last: Day,
}

/// By creator, the best first.
fn sold(book: &Book, product: Word) -> Vec<Sold> {
    let mut by_creator: SortedMap<Option<Word>, Sold> = SortedMap::new();
    let filter = super::Filter::default().only(super::Dimension::Product, Some(product));
    let sales = book.sold_days().into_iter().flat_map(|days| covered_sales(book, days, &filter));
    for sale in sales.filter(|sale| sale.gmv > Money::ZERO) {
        let (creator, day) = (sale.dims.creator, sale.paid.day());
        let none = Sold { creator, orders: 0, gmv: Money::ZERO, first: day, last: day };
        let sold = by_creator.slot_or(creator, || none);
        sold.orders += i64::from(sale.orders);
        sold.gmv += sale.gmv;
        sold.last = day;
    }
    let mut sold: Vec<Sold> = by_creator.into_iter().map(|(_, sold)| sold).collect();
    let name = |sold: &Sold| sold.creator.map(|creator| book.creator_name(creator));
    sort_by_key(&mut sold, |sold| (std::cmp::Reverse(sold.gmv), name(sold)));
    sold
}

/// Stretches of days with spending, and what was spent.
fn campaigns(book: &Book, product: Word) -> Vec<(Period, Money)> {
    let mut campaigns: Vec<(Period, Money)> = Vec::new();
    for (day, cost) in book.ads.of_product(product) {
        match campaigns.last_mut() {
            Some((period, spent)) if day.since(period.to) <= AD_PAUSE => {
                period.to = day;
                *spent += cost;
            }
            _ => campaigns.push((Period::day(day), cost)),
        }
    }
    campaigns
}
