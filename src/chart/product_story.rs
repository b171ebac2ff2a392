//! What the page of one product tells in tables and sentences: its SKUs with their prices, its
//! creators, and its 爆品档案 from the first sale to the peak.

use super::grid::GridItem;
use super::table::{Cell, Jump};
use crate::domain::{Day, Money, Period, Word, masked, ratio_millionths, sort_by_key};
use crate::metric::{
    Book, Dimension, Figure, Filter, PriceLog, PriceSpan, ProductEvent, Query, Reading, SkuRow,
    Totals, by_day, by_key, metric, product_events,
};
use crate::text::{Lang, Phrase, count_text, full_money, iso_day, percent_text, phrase, short_day};

/// A product under the question in the address.
#[derive(Clone, Copy, Debug)]
pub struct ProductStory<'a> {
    pub book: &'a Book,
    pub query: Query,
    pub product: Word,
    pub lang: Lang,
}

/// A name with what is told under it.
pub type Telling = (Phrase, Vec<String>);

/// Creators and events that a sentence names.
const NAMED: usize = 3;
const EVENTS: usize = 8;

/// `改价：红 L ¥59.90 → ¥49.90`.
pub fn event_text(event: &ProductEvent, lang: Lang) -> String {
    let kind = event.kind.name().text(lang);
    match event.text.is_empty() {
        true => kind.to_owned(),
        false => phrase("{}：{}", "{}: {}").fill(lang, &[kind, &masked(&event.text)]),
    }
}

impl ProductStory<'_> {
    /// A figure of a part of the product's sales that lines alone tell apart.
    fn figure(&self, id: &'static str, totals: Totals, dim: &'static str, key: &str) -> GridItem {
        let reading = Reading::of_totals(self.book, self.query, totals);
        let figure = metric(id).map_or_else(Figure::default, |metric| (metric.figure)(&reading));
        let figure = figure.with_missing(self.book.days_without_lines(self.query.period));
        let cell = Cell::new(id, figure, self.query.period).keyed(dim, key);
        GridItem { cell: Some(cell), ..GridItem::default() }
    }

    fn share(&self, totals: Totals, whole: Money) -> GridItem {
        let share = ratio_millionths(totals.gmv.cents(), whole.cents());
        GridItem::text(share.map_or_else(|| "—".to_owned(), percent_text))
    }

    /// The heads of [`ProductStory::skus`].
    pub const SKU_HEADS: [Phrase; 6] = [
        phrase("规格", "SKU"),
        phrase("成交金额", "GMV"),
        phrase("订单", "Orders"),
        phrase("占比", "Share"),
        phrase("最近成交", "Last sold"),
        phrase("价格记录", "Prices"),
    ];

    /// A line a SKU, with the prices it was sold at.
    pub fn skus(&self, rows: &[SkuRow], logs: &[PriceLog]) -> Vec<Vec<GridItem>> {
        let id = self.book.words.text(self.product);
        let of_product = rows.iter().filter(|row| row.product == self.product);
        let mut of_product: Vec<SkuRow> = of_product.copied().collect();
        let text = |word: Word| self.book.words.text(word);
        sort_by_key(&mut of_product, |row| (std::cmp::Reverse(row.totals.gmv), row.sku.map(text)));
        let whole: Money = of_product.iter().map(|row| row.totals.gmv).sum();
        let line = |row: &SkuRow| {
            let unnamed = phrase("（文件没有规格）", "(no SKU in the file)").text(self.lang);
            let name = row.sku.map_or(unnamed, |sku| self.book.words.text(sku));
            let key = format!("{id}|{}", row.sku.map_or("", |sku| self.book.words.text(sku)));
            let log = logs.iter().find(|log| (log.product, log.sku) == (self.product, row.sku));
            vec![
                GridItem::text(name),
                self.figure("gmv", row.totals, "sku", &key),
                self.figure("orders", row.totals, "sku", &key),
                self.share(row.totals, whole),
                GridItem::text(iso_day(row.last)),
                GridItem::text(log.map_or_else(|| "—".to_owned(), |log| self.prices(log))),
            ]
        };
        of_product.iter().map(line).collect()
    }

    /// `¥59.90（10-25 起）→ ¥49.90（11-18 起）`.
    fn prices(&self, log: &PriceLog) -> String {
        let one = |span: &PriceSpan| {
            phrase("{}（{} 起）", "{} (from {})")
                .fill(self.lang, &[&full_money(span.price), &short_day(span.from)])
        };
        log.spans.iter().map(one).collect::<Vec<_>>().join(" → ")
    }

    /// The heads of [`ProductStory::creators`].
    pub const CREATOR_HEADS: [Phrase; 5] = [
        phrase("达人", "Creator"),
        phrase("成交金额", "GMV"),
        phrase("订单", "Orders"),
        phrase("占比", "Share"),
        phrase("退款率", "Refund rate"),
    ];

    /// A line a creator, the shop's own sales among them.
    pub fn creators(&self) -> Vec<Vec<GridItem>> {
        let split = by_key(self.book, self.query.period, &self.query.filter, Dimension::Creator);
        let whole: Money = split.values().map(|totals| totals.gmv).sum();
        let mut split: Vec<(Option<Word>, Totals)> = split.into_iter().collect();
        split.retain(|(_, totals)| totals.orders > 0);
        sort_by_key(&mut split, |(creator, totals)| {
            (std::cmp::Reverse(totals.gmv), creator.map(|it| self.book.words.text(it)))
        });
        let line = |(creator, totals): (Option<Word>, Totals)| {
            let own = phrase("自营（没有达人）", "own sales, no creator").text(self.lang);
            let id = creator.map(|creator| self.book.words.text(creator).to_owned());
            let key = id.clone().unwrap_or_else(|| "none".to_owned());
            vec![
                GridItem {
                    text: creator.map_or(own, |it| self.book.creator_name(it)).to_owned(),
                    jump: id.map(|id| Jump::Only(Dimension::Creator, id)),
                    ..GridItem::default()
                },
                self.figure("gmv", totals, "creator", &key),
                self.figure("orders", totals, "creator", &key),
                self.share(totals, whole),
                self.figure("refund-rate", totals, "creator", &key),
            ]
        };
        split.into_iter().map(line).collect()
    }

    /// From the first sale to the best day, over all files; nothing without a sale.
    pub fn archive(&self, marks: &[ProductEvent]) -> Vec<Telling> {
        let lang = self.lang;
        let filter = Filter::default().only(Dimension::Product, Some(self.product));
        let Some(all) = self.book.sold_days() else { return Vec::new() };
        let days = by_day(self.book, all, &filter);
        let sold = || days.iter().filter(|(_, totals)| totals.orders > 0);
        let first = sold().next().map(|(day, _)| *day);
        // Of equally good days the earlier one is the peak.
        let best = sold().rev().max_by_key(|(_, totals)| totals.gmv);
        let Some((first, (&peak, best))) = first.zip(best) else { return Vec::new() };
        let rise = Period { from: first, to: peak };
        let orders: i64 = rise.days().filter_map(|day| days.get(&day)).map(|it| it.orders).sum();
        let length = rise.len().to_string();
        let orders = count_text(orders);
        let sums = phrase(
            "{} 首单，{} 到顶：用了 {} 天，卖出 {} 单",
            "First order {}, best day {}: {} day[s] and {} order[s]",
        )
        .fill(lang, &[&iso_day(first), &iso_day(peak), &length, &orders]);
        let top = phrase("当天 {}，{} 单", "{} and {} order[s] on that day")
            .fill(lang, &[&full_money(best.gmv), &count_text(best.orders)]);
        vec![
            (phrase("起势", "The rise"), vec![sums]),
            (phrase("最好的一天", "The best day"), vec![top]),
            (phrase("到顶前发生了什么", "What happened before"), self.happened(marks, peak)),
            (phrase("谁带起来的", "Who sold it"), self.parts(rise, filter, Dimension::Creator)),
            (phrase("在哪里卖的", "Where it sold"), self.parts(rise, filter, Dimension::Carrier)),
        ]
    }

    fn happened(&self, marks: &[ProductEvent], peak: Day) -> Vec<String> {
        let mut events = product_events(self.book, self.product, peak, self.lang);
        events.extend(marks.iter().filter(|mark| mark.day <= peak).cloned());
        sort_by_key(&mut events, |event| (event.day, event.kind));
        let events = events.iter().take(EVENTS);
        events.map(|it| format!("{} {}", short_day(it.day), event_text(it, self.lang))).collect()
    }

    /// The biggest parts of a split with their shares.
    fn parts(&self, rise: Period, filter: Filter, dimension: Dimension) -> Vec<String> {
        if !self.book.splits(rise, dimension) {
            let rolled = phrase("已按日汇总，没有达人", "rolled up, not split by creator");
            return vec![rolled.text(self.lang).to_owned()];
        }
        let split = by_key(self.book, rise, &filter, dimension);
        let whole: Money = split.values().map(|totals| totals.gmv).sum();
        let mut parts: Vec<(String, Money)> = Vec::new();
        for (key, totals) in split {
            let name = match (key, dimension) {
                (Some(key), Dimension::Creator) => self.book.creator_name(key),
                (Some(key), _) => self.book.words.text(key),
                (None, Dimension::Creator) => {
                    phrase("自营（没有达人）", "own sales").text(self.lang)
                }
                (None, _) => phrase("（未说明）", "(not stated)").text(self.lang),
            };
            parts.push((name.to_owned(), totals.gmv));
        }
        sort_by_key(&mut parts, |(name, gmv)| (std::cmp::Reverse(*gmv), name.clone()));
        let told = |(name, gmv): &(String, Money)| {
            let share = ratio_millionths(gmv.cents(), whole.cents()).map(percent_text);
            format!("{name} {}", share.unwrap_or_default())
        };
        parts.iter().take(NAMED).map(told).collect()
    }
}
