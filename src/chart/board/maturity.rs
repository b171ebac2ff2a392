//! The maturity of refunds: the curve learnt from old days with its band, and the range that the
//! net sales of the period may come to.

use super::{Chart, Input, KeyEntry};
use crate::chart::look::Ink;
use crate::chart::spec::{CurvePoint, CurveSpec, Spec};
use crate::chart::table::{Table, TableRow};
use crate::domain::Share;
use crate::metric::{
    AgeShare, Curve, Filter, LEAST_COHORTS, LEAST_ORDERS, Outlook, learn, outlook,
};
use crate::text::{Lang, compact_money, count_text, percent_text, phrase};

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("退款成熟曲线", "How refunds ripen").text(lang).to_owned();
    let (curve, whole_shop) = learnt(input);
    if !curve.is_told() {
        let notes = vec![thin(input, &curve)];
        return Chart { id: "maturity", name, notes, ..Chart::default() };
    }
    let forecast = forecast(input, &curve);
    let points = curve.ages.iter().map(|share| point(share, lang)).collect();
    Chart {
        id: "maturity",
        name,
        finding: sentence(&forecast, lang),
        spec: Some(Spec::Curve(CurveSpec { points })),
        legend: vec![KeyEntry {
            ink: Ink::Main,
            text: phrase(
                "支付后第几天，最终退款已到的比例（线：中位；带：P10–P90）",
                "days after payment, share of final refunds that has arrived (line: median; band: P10–P90)",
            )
            .text(lang)
            .to_owned(),
        }],
        table: table(&curve, lang),
        notes: notes(input, &curve, &forecast, whole_shop),
        ..Chart::default()
    }
}

/// The curve of what is asked for; where that is too little to learn from, that of the whole shop.
fn learnt(input: &Input<'_>) -> (Curve, bool) {
    let (book, days) = (input.book, input.thresholds.maturity_days());
    let own = learn(book, &input.query.filter, days);
    if own.is_told() || input.query.filter.is_none() {
        return (own, false);
    }
    let whole = learn(book, &Filter::default(), days);
    if whole.is_told() { (whole, true) } else { (own, false) }
}

fn forecast(input: &Input<'_>, curve: &Curve) -> Outlook {
    outlook(input.book, &input.query, curve, input.thresholds.maturity_days())
}

/// What the net sales of the period may come to, in a sentence; nothing where that cannot be said.
pub fn net_outlook(input: &Input<'_>) -> Option<String> {
    let (curve, _) = learnt(input);
    let told = curve.is_told().then(|| sentence(&forecast(input, &curve), input.lang));
    told.filter(|sentence| !sentence.is_empty())
}

fn sentence(forecast: &Outlook, lang: Lang) -> String {
    let money = |amount| compact_money(amount, lang);
    let (now, low, high) = forecast.net();
    if forecast.gmv.cents() == 0 {
        return String::new();
    }
    if forecast.young == 0 {
        return phrase(
            "这段日期的退款已成熟，净成交 {} 基本不会再变",
            "refunds of these days are in: net GMV {} will hardly change",
        )
        .fill(lang, &[&money(now)]);
    }
    phrase("预计最终净成交 {}–{}（现在 {}）", "expected final net GMV {}–{} (now {})")
        .fill(lang, &[&money(low), &money(high), &money(now)])
}

/// Why there is no curve yet.
fn thin(input: &Input<'_>, curve: &Curve) -> String {
    let days = count_text(i64::try_from(curve.dated + curve.seen).unwrap_or(0));
    let parts = [
        count_text(i64::try_from(LEAST_COHORTS).unwrap_or(0)),
        count_text(LEAST_ORDERS),
        count_text(input.thresholds.maturity_days()),
        days,
        count_text(curve.orders),
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    phrase(
        "还不够历史学成熟曲线：至少要 {} 个支付日、共 {} 单，支付满 {} 天，并且知道退款是哪天发生的（现在 {} 天、{} 单）。导入更早的「订单导出」和「售后单导出」；只有订单文件的，同一段日期隔几天再导出一次，也能学。",
        "Not enough history to learn from: at least {} pay day[s] with {} order[s], {} day[s] old, whose refunds have dates (now {} day[s], {} order[s]). Import earlier order and after-sale exports; with order files alone, export the same days again some days later.",
    )
    .fill(input.lang, &parts)
}

fn millionths(share: Share) -> i64 {
    share.millionths().unwrap_or(0)
}

fn point(share: &AgeShare, lang: Lang) -> CurvePoint {
    let (low, middle, high) =
        (millionths(share.low), millionths(share.middle), millionths(share.high));
    let lines = vec![
        phrase("中位 {}", "median {}").fill(lang, &[&percent_text(middle)]),
        format!("P10–P90 {}–{}", percent_text(low), percent_text(high)),
    ];
    CurvePoint { label: share.age.to_string(), low, middle, high, heading: day(share, lang), lines }
}

fn day(share: &AgeShare, lang: Lang) -> String {
    phrase("支付后第 {} 天", "day {} after payment").fill(lang, &[&share.age.to_string()])
}

fn table(curve: &Curve, lang: Lang) -> Table {
    let columns = [
        phrase("支付后", "After payment"),
        phrase("已到（中位）", "Arrived (median)"),
        phrase("P10", "P10"),
        phrase("P90", "P90"),
        phrase("支付日数", "Pay days"),
    ];
    let rows = curve.ages.iter().map(|share| {
        let part = |share| percent_text(millionths(share));
        let cohorts = count_text(i64::try_from(share.cohorts).unwrap_or(0));
        let texts = vec![part(share.middle), part(share.low), part(share.high), cohorts];
        TableRow { heading: day(share, lang), texts, ..TableRow::default() }
    });
    Table {
        columns: columns.iter().map(|c| c.text(lang).to_owned()).collect(),
        rows: rows.collect(),
    }
}

fn notes(input: &Input<'_>, curve: &Curve, forecast: &Outlook, whole_shop: bool) -> Vec<String> {
    let lang = input.lang;
    let count = |number: usize| count_text(i64::try_from(number).unwrap_or(0));
    let mut notes = vec![
        phrase(
            "学自 {} 个退款有日期的支付日和 {} 个被前后几次订单导出看到的支付日，共 {} 单，按成交加权。",
            "Learnt from {} pay day[s] with dated refunds and {} that successive order exports saw, {} order[s] in all, weighted by sales.",
        )
        .fill(lang, &[&count(curve.dated), &count(curve.seen), &count_text(curve.orders)]),
    ];
    if forecast.young > 0 {
        let money = |amount| compact_money(amount, lang);
        notes.push(
            phrase(
                "退款现在 {}，预计最终 {}–{}。每个未成熟的支付日：已退 ÷ 这个天数已到的比例，不超过当天成交，四舍五入到分；各天同取带的一端，所以范围偏宽。",
                "Refunds are {} now and may come to {}–{}. Each young day: refunds so far ÷ the share that has arrived by its age, at most its sales, half up to the 分; all days take the same end of the band, so the range is rather wide.",
            )
            .fill(lang, &[&money(forecast.refund), &money(forecast.least), &money(forecast.most)]),
        );
    }
    if forecast.by_rate > 0 {
        let (low, high) = curve.rate;
        let rate = |share| percent_text(millionths(share));
        notes.push(
            phrase(
                "有 {} 天太新（到的不足五分之一，或还没有退款），用成熟日的退款率 {}–{} 补上还没到的部分。",
                "{} day[s] [is|are] too young (less than a fifth has arrived, or nothing yet): what is still to come is taken from the refund rate of old days, {}–{}.",
            )
            .fill(lang, &[&forecast.by_rate.to_string(), &rate(low), &rate(high)]),
        );
    }
    if whole_shop {
        let note = phrase(
            "筛选的部分历史不够，用的是全店的曲线。",
            "What is asked for has too little history, so the curve is the whole shop's.",
        );
        notes.push(note.text(lang).to_owned());
    }
    notes
}
