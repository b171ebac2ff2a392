//! What happened and why, in one sentence: the change of 成交金额, the factor behind it, and the
//! product, creator and carrier that moved most.

use crate::domain::{Money, Word};
use crate::metric::{
    Book, Dimension, Factor, FactorSource, Query, Reading, Value, change, factor_change, metric,
    part_changes,
};
use crate::text::{Lang, Phrase, compact_money, compact_signed_money, phrase};

/// What a factor is called.
pub fn factor_name(factor: Factor) -> Phrase {
    match factor {
        Factor::Impressions => phrase("曝光人数", "impressions"),
        Factor::ClickRate => phrase("曝光-点击率", "click rate"),
        Factor::PayRate => phrase("点击-成交率", "pay rate"),
        Factor::BuyerValue => phrase("人均成交", "GMV per buyer"),
        Factor::Orders => phrase("订单数", "orders"),
        Factor::LineValue => phrase("笔单价", "value per order"),
    }
}

/// A dimension with what its parts are called in the sentence.
const PARTS: [(Dimension, Phrase); 3] = [
    (Dimension::Product, phrase("商品", "product")),
    (Dimension::Creator, phrase("达人", "creator")),
    (Dimension::Carrier, phrase("载体", "carrier")),
];

/// The sentence about the period of `query` against `before`, which is called `name`; nothing
/// where the two cannot be compared.
pub fn summary(book: &Book, query: Query, before: Query, name: &str, lang: Lang) -> Option<String> {
    let (now, old) = (Reading::new(book, query), Reading::new(book, before));
    let gmv = metric("gmv")?;
    let (figure, base) = ((gmv.figure)(&now), (gmv.figure)(&old));
    let (Some(Value::Money(amount)), Some(Value::Money(_))) = (figure.value, base.value) else {
        return None;
    };
    let change = change(&figure, &base)?;
    let mut parts = vec![
        phrase("成交 {}，较{} {}{}", "GMV {}, vs {} {}{}")
            .fill(lang, &[&compact_money(amount, lang), name, change.arrow(), &change.size]),
    ];
    parts.extend(cause(&old, &now, lang));
    let orders = now.totals_missing() == 0 && old.totals_missing() == 0;
    let moved = |&(dimension, what): &(Dimension, Phrase)| moved(&old, &now, dimension, what, lang);
    if orders {
        let told = |&&(dimension, _): &&(Dimension, Phrase)| {
            [now.period(), old.period()].iter().all(|period| book.splits(*period, dimension))
        };
        parts.extend(PARTS.iter().filter(told).filter_map(moved));
    }
    let (comma, stop) = if lang == Lang::Zh { ("；", "。") } else { ("; ", ".") };
    Some(parts.join(comma) + stop)
}

/// `主要因为曝光人数 +¥2.1万（罗盘）`.
fn cause(old: &Reading<'_>, now: &Reading<'_>, lang: Lang) -> Option<String> {
    let change = factor_change(old, now)?;
    let (factor, part) = change.main()?;
    let words = match change.source {
        FactorSource::Orders => phrase("主要因为{} {}", "mostly {} {}"),
        FactorSource::CompassRange => phrase("主要因为{} {}（罗盘）", "mostly {} {} (Compass)"),
        FactorSource::CompassDays => phrase(
            "主要因为{} {}（罗盘，人数按天相加，近似）",
            "mostly {} {} (Compass, people added up over days: approximate)",
        ),
    };
    Some(words.fill(lang, &[factor_name(factor).text(lang), &compact_signed_money(part, lang)]))
}

/// `商品「纯棉T恤」+¥1.2万`: the part that moved most.
fn moved(
    old: &Reading<'_>,
    now: &Reading<'_>,
    dimension: Dimension,
    what: Phrase,
    lang: Lang,
) -> Option<String> {
    let book = now.book;
    let (before, filter) = (old.period(), &now.query.filter);
    let parts = part_changes(book, filter, dimension, before, now.period());
    let rises: Vec<(Word, Money)> =
        parts.into_iter().filter_map(|(key, part)| Some((key?, part.rise()))).collect();
    let name = |key: Word| book.part_name(dimension, key);
    let most = rises.iter().max_by_key(|(key, rise)| (rise.cents().abs(), name(*key)));
    let &(key, rise) = most.filter(|(_, rise)| *rise != Money::ZERO)?;
    // One that is asked for alone explains nothing.
    (rises.len() > 1).then(|| {
        phrase("{}「{}」{}", "{} “{}” {}")
            .fill(lang, &[what.text(lang), name(key), &compact_signed_money(rise, lang)])
    })
}
