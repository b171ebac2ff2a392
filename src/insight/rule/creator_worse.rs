//! `creator-worse`: a creator goes on selling live, but fewer of those who click buy.
//!
//! Only 直播间列表 states clicks by session. Its hosts are known by nickname; one that no order
//! names is the shop's own room and is not judged.

use rustc_hash::FxHashMap;

use super::super::check::{self, Fact, ask};
use super::super::finding::{Finding, Sentences, Severity, Subject};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{Evidence, MOST, Rule, Scene};
use crate::domain::{Money, Period, SortedMap, Word, ratio_millionths, sort_by_key};
use crate::metric::{Book, LiveSession};
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "creator-worse",
    name: phrase("达人转化变差", "Creator converts worse"),
    condition: phrase(
        "直播间列表里，达人最近 14 天点击-成交率比前 28 天低了不少于 {}%，两段点击都不少于 {} 人",
        "by live sessions, of those who click at least {}% fewer buy in the last 14 days than in the 28 before, with at least {} people clicking in both",
    ),
    numbers: |t| vec![Arg::Count(t.get(&FALL)), Arg::Count(t.get(&CLICKS))],
    fields: &[&FALL, &CLICKS],
    find,
    most: MOST,
    asks: &[&check::WHY_WORSE, &SCRIPT, &GOODS, &check::OWN_PRICE, &check::OLD_RIVAL],
    evidence: Evidence { page: "/data", dated: true },
    measure: Some("orders"),
    slot: "afternoon",
    duty: "business",
};

static FALL: Field = Field::new(
    "creator-worse-fall",
    phrase("达人转化变差百分之几提醒", "Creator converts worse: per cent"),
    (5, 30, 100),
);
static CLICKS: Field = Field::new(
    "creator-worse-clicks",
    phrase("达人转化：两段点击至少几人", "Creator converts worse: people clicking at least"),
    (50, 200, 1_000_000),
);

static SCRIPT: check::Ask = ask(
    "script",
    check::CREATOR,
    phrase("讲解时长、福利、手卡卖点还够吗", "Time, offers and selling points: still enough"),
    Fact::Nothing,
);
static GOODS: check::Ask = ask(
    "goods",
    check::PRODUCT,
    phrase("有没有断货、差评或更低价的同款", "Sold out, badly reviewed, cheaper elsewhere"),
    Fact::Nothing,
);

const NOW: i32 = 14;
const BEFORE: i32 = 28;
/// Days after which the list is too old to speak of now.
const STALE: i32 = 7;

#[derive(Clone, Copy, Default)]
struct Sum {
    clicks: i64,
    buyers: i64,
    gmv: Money,
}

impl Sum {
    /// A session that states all of it.
    fn of(session: &LiveSession) -> Option<Sum> {
        let LiveSession { clicks, buyers, gmv, .. } = *session;
        Some(Sum { clicks: clicks?, buyers: buyers?, gmv: gmv? })
    }

    fn add(&mut self, other: Sum) {
        self.clicks += other.clicks;
        self.buyers += other.buyers;
        self.gmv += other.gmv;
    }
}

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let (book, yesterday) = (scene.book, scene.anchor.today.previous());
    let last = book.lives.iter().map(|session| session.day).filter(|day| *day <= yesterday).max();
    let Some(last) = last.filter(|day| yesterday.since(*day) <= STALE) else { return Vec::new() };
    let now = Period::ending(last, NOW);
    let before = Period::ending(now.from.previous(), BEFORE);
    let mut sums: SortedMap<Word, (Sum, Sum)> = SortedMap::new();
    for session in &book.lives {
        let Some((name, sum)) = session.name.zip(Sum::of(session)) else { continue };
        let (old, new) = sums.slot(name);
        if before.contains(session.day) {
            old.add(sum);
        } else if now.contains(session.day) {
            new.add(sum);
        }
    }
    let [fall, clicks] = [&FALL, &CLICKS].map(|field| scene.thresholds.get(field));
    let ids = creators(book);
    let mut found: Vec<Finding> = sums
        .into_iter()
        .filter(|(_, (old, new))| old.clicks >= clicks && new.clicks >= clicks)
        .filter_map(|(name, sums)| {
            let creator = *ids.get(&name)?;
            judge(book, (creator, name), sums, fall).map(|(says, missed)| Finding {
                compared: (before, now),
                ..Finding::new(&RULE, subject(book, creator, name), Severity::Warn, now, says)
                    .at_stake(missed)
            })
        })
        .collect();
    sort_by_key(&mut found, |finding| (std::cmp::Reverse(finding.amount), finding.key()));
    found
}

/// 达人ID by nickname; of two with one name the lesser id.
fn creators(book: &Book) -> FxHashMap<Word, Word> {
    let mut ids: FxHashMap<Word, Word> = FxHashMap::default();
    for (&id, &(_, name)) in &book.creators {
        let known = ids.entry(name).or_insert(id);
        if book.words.text(id) < book.words.text(*known) {
            *known = id;
        }
    }
    ids
}

fn subject(book: &Book, creator: Word, name: Word) -> (Subject, String) {
    let id = book.words.text(creator).to_owned();
    (Subject::Creator(id), book.words.text(name).to_owned())
}

/// How a fall is told, with what the same clicks brought before.
fn judge(
    book: &Book,
    (_, name): (Word, Word),
    (old, new): (Sum, Sum),
    fall: i64,
) -> Option<(Sentences, Money)> {
    let wide = i128::from;
    // new.buyers ÷ new.clicks ≤ old.buyers ÷ old.clicks × (100 − fall) %
    let worse = wide(new.buyers) * wide(old.clicks) * 100
        <= wide(old.buyers) * wide(new.clicks) * wide(100 - fall);
    if !worse || old.buyers == 0 {
        return None;
    }
    let before = ratio_millionths(old.buyers, old.clicks)?;
    let now = ratio_millionths(new.buyers, new.clicks)?;
    let usual = old.gmv.prorate(Money(new.clicks), Money(old.clicks));
    let name = Arg::Name(book.words.text(name).to_owned());
    let says = Sentences {
        title: Told::new(
            phrase(
                "达人「{}」点击-成交率从 {} 降到 {}",
                "Creator “{}”: of those who click {} bought, now {}",
            ),
            [name.clone(), Arg::Rate(before), Arg::Rate(now)],
        ),
        cause: Told::new(
            phrase(
                "近 14 天 {} 人点击、{} 人成交；按之前每次点击的成交，少了 {}。",
                "{} people clicked in 14 days, {} bought; at the worth of a click before, {} less.",
            ),
            [Arg::Count(new.clicks), Arg::Count(new.buyers), Arg::Full(usual - new.gmv)],
        ),
        task: Told::new(phrase("和达人「{}」看转化", "Look at conversion with “{}”"), [name]),
    };
    Some((says, (usual - new.gmv).max(Money::ZERO)))
}
