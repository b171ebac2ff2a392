//! 店盘's full import: the app as it ships, driven through the hooks of its contract.
//!
//! A run is one file, from the file field to its preview, and is then given up, so that the next
//! one begins from nothing; the last is committed, and what the store then holds is read back as
//! figures. Only the preview counts for the budget of an import.

use super::Bench;
use super::data::{Data, Kind};
use super::memory;
use super::others::Others;
use super::row::{Row, Verdict, judge};
use super::season::{DAYS, EXPORTED, FIRST_UNIX, day_text};
use super::session::Session;
use crate::failure::Outcome;
use serde_json::{Map, Value, json};

pub const PREVIEW: &str = "店盘 import, to the preview";
pub const COMMIT: &str = "店盘 import, the commit";
pub const CANCEL: &str = "店盘 import, cancelled after 150 ms";
pub const START: &str = "店盘 start with that store, to the figures";
pub const PERIOD: &str = "店盘 change of period with that store, the slowest page";
pub const FILTER: &str = "店盘 change of filter with that store, the slowest page";

/// The pages of data.
const PAGES: [&str; 6] =
    ["/data", "/data/orders", "/data/funnel", "/data/products", "/data/mix", "/data/returns"];

/// Milliseconds of reading before the cancel button is pressed.
const CANCEL_AFTER: u64 = 150;

/// The rows of one file, and what is worth saying of its commit.
pub fn measure(bench: &Bench<'_>, data: &Data) -> (Vec<Row>, Vec<String>) {
    let (mut rows, mut notes) = (vec![Row::new(data, PREVIEW)], Vec::new());
    if let Err(failure) = fill(bench, data, &mut rows, &mut notes)
        && let Some(row) = rows.last_mut()
    {
        row.verdict = Verdict::Failed(failure.to_string());
    }
    (rows, notes)
}

fn fill(bench: &Bench<'_>, data: &Data, rows: &mut Vec<Row>, notes: &mut Vec<String>) -> Outcome {
    let others = Others::watch();
    let session = bench.session()?;
    let now = FIRST_UNIX + EXPORTED;
    session.before_pages(&format!("Date.now = () => {now}000;"))?;
    session.before_pages(&bench.script("probe.js")?)?;
    session.before_pages(&bench.script("app.js")?)?;
    session.go(&format!("{}#/import", bench.app))?;
    if let Some(row) = rows.last_mut() {
        row.start = seen(&session, "ready")?;
        previews(bench, &session, data, row)?;
        row.others = others.cores(session.profile());
    }
    let mut row = Row::after(data, COMMIT);
    let committed = session.run("return watch.commit()", &[])?;
    row.push(&committed);
    row.memory = memory::peak(session.profile());
    let used = session.run("return watch.used()", &[])?;
    let found = committed.get("found").and_then(Value::as_str).unwrap_or("");
    if found == "quota" {
        row.verdict = Verdict::Refused("does not fit into the store".to_owned());
        rows.push(row);
        return Ok(());
    }
    if found != "committed" {
        row.verdict = Verdict::Failed(format!("the commit ended with {found:?}"));
        rows.push(row);
        return Ok(());
    }
    notes.push(format!("{}: {used} UTF-16 units of the store in use.", data.name));
    rows.push(row);
    figures(&session, data, rows)?;
    changes(&session, data, rows, notes)?;
    if data.kind == Kind::Workbook {
        rows.push(cancelled(&session, data)?);
    }
    Ok(())
}

fn previews(bench: &Bench<'_>, session: &Session, data: &Data, row: &mut Row) -> Outcome {
    for run in 0..bench.runs {
        if run > 0 {
            session.run("return watch.forget()", &[])?;
        }
        session.collect_garbage()?;
        session.pick("#import-files", &data.path)?;
        let measured = session.run("return watch.imported()", &[])?;
        row.push(&measured);
        let receipt = measured.get("found").unwrap_or(&Value::Null);
        row.hear(judge(receipt, &expected_receipt(data)));
    }
    row.memory = memory::peak(session.profile());
    Ok(())
}

/// Every row of the file is a new order line, and none is skipped or rejected.
fn expected_receipt(data: &Data) -> Value {
    let sum = |name: &str| data.truth.pointer(&format!("/sums/{name}")).unwrap_or(&Value::Null);
    let encoding = if data.kind == Kind::Utf8 { "utf-8-bom" } else { data.kind.label() };
    json!({
        "format": "orders",
        "encoding": encoding,
        "rows": sum("rows").to_string(),
        "new": sum("lines").to_string(),
        "skipped": "0",
        "rejected": "0",
        "state": "previewed",
    })
}

/// The figures of the stored season, after a start with the full store.
fn figures(session: &Session, data: &Data, rows: &mut Vec<Row>) -> Outcome {
    let last = day_text(DAYS - 1);
    let season = (day_text(0), last);
    let address =
        |(from, to): &(String, String)| format!("#/data?{}&compare=none", asked(from, to));
    let bare = session.run("return location.href.split('#')[0]", &[])?;
    session.go("about:blank")?;
    session.go(&format!("{}{}", bare.as_str().unwrap_or(""), address(&season)))?;
    let mut start = Row::after(data, START);
    start.runs.extend(seen(session, "figures")?);
    let shown = session.run("return watch.figures()", &[])?;
    start.hear(judge_figures(&shown, data, &season));
    rows.push(start);
    Ok(())
}

/// Every change of period, and of filter or comparison, on every page of data: of each the page that takes longest.
fn changes(
    session: &Session,
    data: &Data,
    rows: &mut Vec<Row>,
    notes: &mut Vec<String>,
) -> Outcome {
    let last = day_text(DAYS - 1);
    let periods: Vec<String> = [60, 0, 75].map(|from| asked(&day_text(from), &last)).to_vec();
    let carriers =
        data.truth.pointer("/sums/carriers").and_then(Value::as_object).into_iter().flatten();
    // Each is left for the whole shop, which is a change of filter too.
    let filters = carriers.map(|(name, _)| name).filter(|name| !name.is_empty()).take(2);
    let whole = asked(&day_text(30), &last);
    let filters = filters.map(|carrier| format!("&carrier={}", encoded(carrier)));
    let filters: Vec<String> = filters
        .chain(["&compare=none".to_owned()])
        .flat_map(|filter| [whole.clone() + &filter, whole.clone()])
        .collect();
    for (what, queries) in [(PERIOD, periods), (FILTER, filters)] {
        let mut slowest = Row::after(data, what);
        for page in PAGES {
            let (mut row, drawn) = changed(session, data, what, page, &queries)?;
            let ms = |ms: Option<f64>| ms.map_or_else(|| "-".to_owned(), |ms| format!("{ms:.0}"));
            notes.push(format!(
                "{}, {what}: {page} shows it after {} ms (at most {}), is whole after {} ms, blocks for {} ms.",
                data.name,
                ms(row.median()),
                ms(row.runs.iter().copied().max_by(f64::total_cmp)),
                ms(drawn),
                ms(row.block())
            ));
            let verdict = std::mem::take(&mut slowest.verdict);
            let asked = std::mem::take(&mut row.verdict);
            if row.median() > slowest.median() {
                slowest = row;
            }
            // What one page got wrong stands in the row, whichever page is the slowest.
            slowest.hear(verdict);
            slowest.hear(asked);
        }
        rows.push(slowest);
    }
    Ok(())
}

/// The changes on one page, and the median time until all of the page is drawn.
fn changed(
    session: &Session,
    data: &Data,
    what: &str,
    page: &str,
    queries: &[String],
) -> Outcome<(Row, Option<f64>)> {
    let mut row = Row::after(data, what);
    let mut whole = Row::default();
    for round in 0..3 {
        for query in queries {
            let measured = session
                .run("return watch.change(arguments[0])", &[json!(format!("#{page}?{query}"))])?;
            // The first one changes the page too.
            if round > 0 {
                row.push(&measured);
                whole.runs.extend(measured.get("drawn").and_then(Value::as_f64));
            }
            judge_change(&mut row, &measured, data, page, query);
        }
    }
    Ok((row, whole.median()))
}

/// What the overview states of a period is in the truth.
fn judge_change(row: &mut Row, measured: &Value, data: &Data, page: &str, query: &str) {
    let period = query.strip_prefix("from=").and_then(|rest| rest.split_once("&to="));
    let period = period.filter(|(_, to)| page == "/data" && !to.contains('&'));
    let Some((from, to)) = period else {
        return;
    };
    let period = (from.to_owned(), to.to_owned());
    let gmv = json!({"gmv": measured.get("found")});
    row.hear(judge(&gmv, &json!({"gmv": expected_gmv(data, &period)})));
}

fn asked(from: &str, to: &str) -> String {
    format!("from={from}&to={to}")
}

/// As it stands in an address.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// 成交金额 of a period by the truth.
fn expected_gmv(data: &Data, (from, to): &(String, String)) -> String {
    let days = data.truth.get("daily").and_then(Value::as_object).into_iter().flatten();
    let cents = days.filter(|(day, _)| (from..=to).contains(day)).filter_map(|(_, yuan)| {
        let digits = yuan.as_str()?.replace('.', "");
        digits.parse::<u64>().ok()
    });
    let cents: u64 = cents.sum();
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// The app's figures of the season, and its 成交金额 of each day, against the truth.
fn judge_figures(shown: &Value, data: &Data, season: &(String, String)) -> Verdict {
    let text = |figure: &Value, name: &str| {
        figure.get(name).and_then(Value::as_str).unwrap_or("").to_owned()
    };
    let period = format!("{}..{}", season.0, season.1);
    let (mut totals, mut daily) = (Map::new(), Map::new());
    for figure in shown.as_array().into_iter().flatten() {
        let (metric, value) = (text(figure, "metric"), json!(text(figure, "value")));
        match text(figure, "dim").as_str() {
            "day" if metric == "gmv" => _ = daily.insert(text(figure, "key"), value),
            "" if text(figure, "period") == period => _ = totals.insert(metric, value),
            _ => {}
        }
    }
    let part = |name: &str| data.truth.get(name).cloned().unwrap_or_default();
    let truth = json!({"figures": part("figures"), "daily": part("daily")});
    // The page shows more figures than the truth names; those are not at question.
    totals.retain(|metric, _| truth.pointer(&format!("/figures/{metric}")).is_some());
    judge(&json!({"figures": totals, "daily": daily}), &truth)
}

/// An import given up half way: how long until the page is as it was.
fn cancelled(session: &Session, data: &Data) -> Outcome<Row> {
    let mut row = Row::after(data, CANCEL);
    session.run("location.hash = '#/import'", &[])?;
    session.run(&format!("watch.cancelAfter({CANCEL_AFTER})"), &[])?;
    session.pick("#import-files", &data.path)?;
    let measured = session.run("return watch.imported()", &[])?;
    row.runs.extend(measured.pointer("/found/after").and_then(Value::as_f64));
    row.blocks.extend(measured.get("block").and_then(Value::as_f64));
    let left = session.run("return watch.previewed()", &[])?;
    if measured.pointer("/found/during") != Some(&json!(true)) {
        row.hear(Verdict::Failed("was read before it could be cancelled".to_owned()));
    } else {
        row.hear(judge(&json!({"previews": left}), &json!({"previews": 0})));
    }
    Ok(row)
}

/// Milliseconds from the navigation to something, once it was seen.
fn seen(session: &Session, what: &str) -> Outcome<Option<f64>> {
    let script = "return watch.saw(arguments[0])";
    Ok(session.run(script, &[json!(what)])?.as_f64())
}
