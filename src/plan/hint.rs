//! What the shop's numbers say of today's routine, so that a line of the list tells what waits
//! instead of what it is about.

use super::day::Hint;
use crate::domain::{Money, Period};
use crate::metric::{Anchor, Book, Filter, Query, Reading, appeals};
use crate::text::{Lang, compact_money, count_text, near_moment, phrase, short_day};

/// Hints for the routine; none for what no file speaks of.
pub fn hints(book: &Book, anchor: &Anchor, lang: Lang) -> Vec<Hint> {
    let yesterday = Period::day(anchor.today.previous());
    let query = Query { period: yesterday, filter: Filter::default(), now: anchor.now };
    [look(book, query, lang), shipping(book, query, lang), appeal(book, query, lang)]
        .into_iter()
        .flatten()
        .collect()
}

/// `昨日 132 单，成交 ¥8,240.00`; nothing of a day that was exported before it was over.
fn look(book: &Book, query: Query, lang: Lang) -> Option<Hint> {
    let known = book.coverage.complete(query.period.from);
    let totals = known.then(|| book.totals(query.period, &query.filter))?;
    let text = phrase(
        "昨日 {} 单，成交 {}；飞鸽设为在线，3 分钟回复率",
        "Yesterday {} order[s], {}; reply within 3 minutes",
    );
    let text = text.fill(lang, &[&count_text(totals.orders), &compact_money(totals.gmv, lang)]);
    Some(Hint { id: "look", text, risk: None })
}

/// `3 单 24 小时内须发货，1 单已超时；最早 11-21 18:00 到期`.
fn shipping(book: &Book, query: Query, lang: Lang) -> Option<Hint> {
    let exported = book.newest_orders?;
    let due = Reading::new(book, query).due();
    if due.all().next().is_none() {
        let text = phrase(
            "没有临期和超时的单（{} 导出）；看看有没有漏发",
            "Nothing is due (exported {}); look for missed ones",
        );
        let text = text.fill(lang, &[&near_moment(exported)]);
        return Some(Hint { id: "shipping", text, risk: None });
    }
    let count = |count: usize| count_text(i64::try_from(count).unwrap_or(i64::MAX));
    let text =
        phrase("{} 单 24 小时内须发货，{} 单已超时{}", "{} order[s] due within 24 h, {} overdue{}");
    let first = due.soon.first().map(|first| {
        phrase("；最早 {} 到期", "; the first at {}").fill(lang, &[&near_moment(first.promised)])
    });
    let (soon, late) = (count(due.soon.len()), count(due.overdue.len()));
    let text = text.fill(lang, &[&soon, &late, &first.unwrap_or_default()]);
    let risk: Money = due.all().map(|line| line.gmv).sum();
    Some(Hint { id: "shipping", text, risk: Some(risk) })
}

/// `2 个可能申诉得回来，最早 11-23 截止`.
fn appeal(book: &Book, query: Query, lang: Lang) -> Option<Hint> {
    let open = appeals(book, &query, query.now.day());
    let candidates = open.iter().filter(|appeal| appeal.candidate);
    let count = i64::try_from(candidates.clone().count()).unwrap_or(0);
    let until = candidates.filter_map(|appeal| appeal.until).min();
    let (count, until) = (count_text(count), until.map(short_day)?);
    let text = phrase(
        "{} 个可能申诉得回来，最早 {} 截止（售后页有草稿）",
        "{} may be won, the first until {} (drafts on the page of returns)",
    );
    Some(Hint { id: "appeal", text: text.fill(lang, &[&count, &until]), risk: None })
}
