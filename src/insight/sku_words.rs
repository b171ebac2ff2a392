//! The words of findings about single SKUs.

use crate::domain::{Day, Money, Period};
use crate::text::{Lang, Phrase, count_text, full_money, percent_text, phrase, short_day};

pub(super) const SLOW_STEPS: &[Phrase] = &[
    phrase("先确认不是断货", "First make sure that it is not out of stock"),
    phrase("不是断货就下架这个规格", "If not, delist it"),
    phrase("位置留给卖得动的规格", "Leave its place to those that sell"),
];

pub(super) const PRICE_STEPS: &[Phrase] = &[
    phrase("已出单不改价：能改回就改回", "It sells: put the price back if you can"),
    phrase("要低价就加一个低价 SKU 截流，不动原价", "For a low price add a cheap SKU instead"),
    phrase("参加活动前先记下底价", "Note the base price before a promotion"),
];

pub(super) fn slow_title(name: &str, sku: &str, orders: i64, days: Period, lang: Lang) -> String {
    let days = days.len().to_string();
    match orders {
        0 => phrase("「{}」的 {} {} 天没有出单", "“{}” {}: no order in {} day[s]")
            .fill(lang, &[name, sku, &days]),
        _ => phrase("「{}」的 {} {} 天只出了 {} 单", "“{}” {}: in {} day[s] only {} order[s]")
            .fill(lang, &[name, sku, &days, &count_text(orders)]),
    }
}

pub(super) fn slow_cause(
    orders: i64,
    of_product: i64,
    earlier: i64,
    last: Day,
    lang: Lang,
) -> String {
    let share = crate::domain::ratio_millionths(orders, of_product).unwrap_or(0);
    phrase(
        "同期这个商品共 {} 单，它占 {}；更早卖过 {} 单，最近一单 {}。",
        "The product had {} order[s] in these days, it {} of them; {} before, the last on {}.",
    )
    .fill(
        lang,
        &[&count_text(of_product), &percent_text(share), &count_text(earlier), &short_day(last)],
    )
}

pub(super) fn price_title(name: &str, before: Money, after: Money, day: Day, lang: Lang) -> String {
    phrase("已出单商品改价了：「{}」{} → {}（{}）", "Price of a seller changed: “{}” {} → {} ({})")
        .fill(lang, &[name, &full_money(before), &full_money(after), &short_day(day)])
}

pub(super) fn price_cause(sku: &str, orders: i64, lang: Lang) -> String {
    let text = phrase(
        "{}按原价卖过 {} 单。改价会打断权重，老买家也会来要价保。",
        "{} sold {} order[s] at the old price. A new one breaks its weight, and buyers ask for the difference.",
    );
    let name = match sku {
        "" => phrase("这个商品", "It").text(lang).to_owned(),
        sku => phrase("「{}」", "“{}”").fill(lang, &[sku]),
    };
    text.fill(lang, &[&name, &count_text(orders)])
}
