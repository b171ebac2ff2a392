//! The checklist behind a finding: the handbook's branches, each question with what the data
//! answers already.
//!
//! What happens outside of the shop (rivals, the market) is in no file, so those lines stay open.

use super::finding::{Finding, Subject};
use super::rule::{Scene, price_changed};
use super::told::{Arg, Told};
use crate::domain::{Period, SortedMap, Word, ratio_millionths};
use crate::metric::{
    Book, Counting, Dimension, Filter, Query, StepKind, Totals, by_key, funnel, price_logs_in,
    reason_name,
};
use crate::text::{Phrase, phrase};

/// A question of a rule's checklist.
pub struct Ask {
    /// Part of the stored shape; unlike any other of its rule.
    pub id: &'static str,
    pub branch: Phrase,
    pub words: Phrase,
    pub(super) fact: Fact,
}

/// What answers a question from the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// Only people can tell.
    Nothing,
    /// The creator who lost most.
    Creators,
    /// The creator who gained most.
    Risen,
    /// Orders without a creator.
    Own,
    /// The whole shop in the same days.
    Shop,
    /// Impressions and click rate.
    Traffic,
    /// The latest change of its price.
    Price,
    /// The reason that most returns have.
    Reasons,
}

/// A question, with the answer as far as the data has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub id: &'static str,
    pub branch: Phrase,
    pub words: Phrase,
    pub known: Option<Told>,
}

/// The checklist of a finding.
pub fn checklist(scene: &Scene<'_>, finding: &Finding) -> Vec<Check> {
    let asks = finding.rule().map_or(&[][..], |rule| rule.asks);
    let look = Look::of(scene, finding);
    let check = |ask: &&Ask| Check {
        id: ask.id,
        branch: ask.branch,
        words: ask.words,
        known: look.tell(ask.fact),
    };
    asks.iter().map(check).collect()
}

pub(super) const fn ask(id: &'static str, branch: Phrase, words: Phrase, fact: Fact) -> Ask {
    Ask { id, branch, words, fact }
}

pub(super) const NATURAL: Phrase = phrase("自然流量", "Natural traffic");
pub(super) const CREATOR: Phrase = phrase("主播带货", "Creators");
pub(super) const MARKET: Phrase = phrase("市场", "Market");
pub(super) const PRODUCT: Phrase = phrase("商品", "Product");
pub(super) const SHIPPING: Phrase = phrase("发货", "Shipping");
pub(super) const ADS: Phrase = phrase("投放", "Promotion");
pub(super) const SERVICE: Phrase = phrase("客服与售后", "Service");
pub(super) const DATA: Phrase = phrase("数据", "Data");

pub(super) static RIVAL_PRICE: Ask = ask(
    "rival-price",
    NATURAL,
    phrase("抖音搜索同款：同行卖多少钱", "Search for the same goods: what do rivals ask"),
    Fact::Own,
);
pub(super) static RIVAL_PICTURE: Ask = ask(
    "rival-picture",
    NATURAL,
    phrase("同行的主图和标题比我们强在哪", "What do rivals' pictures and titles do better"),
    Fact::Nothing,
);
pub(super) static WHY_STOPPED: Ask = ask(
    "why-stopped",
    CREATOR,
    phrase("联系主播：为什么不带了", "Ask the creator: why not any more"),
    Fact::Creators,
);
pub(super) static WHY_WORSE: Ask = ask(
    "why-worse",
    CREATOR,
    phrase("在带的话，转化率为什么下降", "If still shown: why does it convert less"),
    Fact::Nothing,
);
pub(super) static RISE: Ask = ask(
    "rise",
    CREATOR,
    phrase(
        "涨从哪来：哪个达人、内容或渠道带的",
        "Where does the rise come from: which creator or content",
    ),
    Fact::Risen,
);
pub(super) static MARKET_INDEX: Ask =
    ask("market-index", MARKET, phrase("大盘是否波动", "Does the whole market move"), Fact::Shop);
pub(super) static NEW_RIVAL: Ask =
    ask("new-rival", MARKET, phrase("是否出现新对手", "Is there a new rival"), Fact::Nothing);
pub(super) static OLD_RIVAL: Ask = ask(
    "old-rival",
    MARKET,
    phrase("老对手调整了佣金、价格或主图吗", "Did a known rival change commission, price, picture"),
    Fact::Nothing,
);
pub(super) static RIVAL_CAMPAIGN: Ask = ask(
    "rival-campaign",
    MARKET,
    phrase("老对手有没有新活动", "Does a known rival run a new promotion"),
    Fact::Nothing,
);
pub(super) static OWN_LOOK: Ask = ask(
    "own-look",
    PRODUCT,
    phrase("主图、标题、SKU 要不要优化", "Improve picture, title, SKUs"),
    Fact::Traffic,
);
pub(super) static OWN_PRICE: Ask = ask(
    "own-price",
    PRODUCT,
    phrase(
        "价格动过吗（已出单不改价，可加低价 SKU 截流）",
        "Was the price touched (leave a seller's price alone)",
    ),
    Fact::Price,
);
pub(super) static REASONS: Ask = ask(
    "reasons",
    SERVICE,
    phrase("看退货原因和差评里的痛点", "Read the reasons of returns and bad reviews"),
    Fact::Reasons,
);

/// A part of the shop in two stretches of days.
struct Look<'a> {
    scene: &'a Scene<'a>,
    filter: Filter,
    before: Period,
    now: Period,
}

impl<'a> Look<'a> {
    fn of(scene: &'a Scene<'a>, finding: &Finding) -> Look<'a> {
        let dimension = |name: &str| Dimension::ALL.into_iter().find(|it| it.id() == name);
        let asked = finding.subject.filter().and_then(|(name, id)| Some((dimension(name)?, id)));
        let filter = Filter::resolve(asked, &scene.book.words);
        let (before, now) = finding.compared;
        Look { scene, filter, before, now }
    }

    fn tell(&self, fact: Fact) -> Option<Told> {
        match fact {
            Fact::Nothing => None,
            Fact::Creators => self.creator(1),
            Fact::Risen => self.creator(-1),
            Fact::Own => self.own(),
            Fact::Shop => self.shop(),
            Fact::Traffic => self.traffic(),
            Fact::Price => self.price(),
            Fact::Reasons => self.reasons(),
        }
    }

    fn covered(&self) -> bool {
        let orders = &self.scene.book.coverage.orders;
        [self.before, self.now].into_iter().all(|days| orders.count_in(days) == days.len())
    }

    /// `11-17 12 单 → 11-20 0 单`.
    fn moved(&self, name: Told, [before, now]: [i64; 2]) -> Told {
        name.and(
            phrase("：{} {} 单 → {} {} 单", ": {} {} order[s] → {} {} order[s]"),
            [Arg::Days(self.before), Arg::Count(before), Arg::Days(self.now), Arg::Count(now)],
        )
    }

    /// The creator who lost most, or, where `way` is minus one, gained most.
    fn creator(&self, way: i64) -> Option<Told> {
        let book = self.scene.book;
        let [before, now] = [self.before, self.now]
            .map(|period| by_key(book, period, &self.filter, Dimension::Creator));
        let of = |days: &SortedMap<Option<Word>, Totals>, creator: Word| {
            days.get(&Some(creator)).copied().unwrap_or_default()
        };
        let loss = |creator: Word| way * (of(&before, creator).gmv - of(&now, creator).gmv).cents();
        let creators = before.keys().chain(now.keys()).filter_map(|creator| *creator);
        let name = |creator| book.creator_name(creator);
        let most = creators.max_by_key(|&it| (loss(it), std::cmp::Reverse(name(it))));
        let creator = most.filter(|creator| loss(*creator) > 0 && self.covered())?;
        let orders = [&before, &now].map(|days| of(days, creator).orders);
        let name = Arg::Name(name(creator).to_owned());
        let name = Told::new(phrase("达人「{}」", "creator “{}”"), [name]);
        Some(self.moved(name, orders))
    }

    /// The sales without a creator.
    fn own(&self) -> Option<Told> {
        let own = self.filter.only(Dimension::Creator, None);
        let of = |period| self.scene.book.totals(period, &own).orders;
        let (before, now) = (of(self.before), of(self.now));
        let name = Told::new(phrase("没有达人的订单", "orders without a creator"), []);
        (self.covered() && before + now > 0).then(|| self.moved(name, [before, now]))
    }

    /// Sales of the whole shop a day, in the same stretches.
    fn shop(&self) -> Option<Told> {
        let book = self.scene.book;
        let a_day = |period: Period| {
            book.totals(period, &Filter::default()).gmv.over(i64::from(period.len()))
        };
        let (before, now) = (a_day(self.before)?, a_day(self.now)?);
        let change = ratio_millionths((now - before).cents(), before.cents())?;
        let told = phrase(
            "全店日均成交同期 {}；大盘不在任何文件里，看罗盘「市场」",
            "the whole shop {} a day; the market is in no file, see Compass",
        );
        self.covered().then(|| Told::new(told, [Arg::Change(change)]))
    }

    /// Impressions and click rate of 罗盘.
    fn traffic(&self) -> Option<Told> {
        let of = |period| {
            let query = Query { period, filter: self.filter, now: self.scene.anchor.now };
            let found = funnel(self.scene.book, &query, Counting::People);
            let seen = found.count(StepKind::Impressions)?;
            let rate = ratio_millionths(found.count(StepKind::Clicks)?, seen)?;
            (found.missing == 0).then_some((seen / i64::from(period.len()), rate))
        };
        let ((seen, rate), (seen_now, rate_now)) = (of(self.before)?, of(self.now)?);
        let change = ratio_millionths(seen_now - seen, seen)?;
        let told = phrase("曝光人数 {}，点击率 {}", "impressions {}, click rate {}");
        Some(Told::new(told, [Arg::Change(change), Arg::Points(rate_now - rate)]))
    }

    /// The latest price change of the product.
    fn price(&self) -> Option<Told> {
        let product = self.filter.dims.product?;
        let book = self.scene.book;
        let since = Period::ending(self.now.to, price_changed::HISTORY);
        let changes = price_logs_in(book, since, Some(product));
        let last = changes.iter().flat_map(|log| log.changes()).max_by_key(|change| change.day);
        Some(match last {
            None => Told::new(
                phrase("近 {} 天的订单里没有改价", "no change of price on orders of {} day[s]"),
                [Arg::count(since.len())],
            ),
            Some(change) => Told::new(
                phrase("{} 起 {} → {}", "since {}: {} → {}"),
                [Arg::Day(change.day), Arg::Full(change.before), Arg::Full(change.after)],
            ),
        })
    }

    /// The reason that most returns have.
    fn reasons(&self) -> Option<Told> {
        let mut classes: SortedMap<_, i64> = SortedMap::new();
        let cases = self.scene.book.cases.returns_in(self.now).iter();
        cases.filter(|it| self.filter.passes(&it.dims)).for_each(|it| *classes.slot(it.class) += 1);
        let (class, cases) = classes.iter().max_by_key(|(_, cases)| **cases)?;
        let share = ratio_millionths(*cases, classes.values().sum())?;
        Some(Told::new(
            phrase("最多的是「{}」，{} 件，占 {}", "mostly “{}”, {} case[s], {}"),
            [Arg::Words(reason_name(*class)), Arg::Count(*cases), Arg::Rate(share)],
        ))
    }
}

/// The subject of a product, and its name.
pub(super) fn product(book: &Book, product: Word) -> (Subject, String) {
    let id = book.words.text(product).to_owned();
    (Subject::Product(id), book.product_name(product).to_owned())
}
