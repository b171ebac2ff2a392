//! What the shop's own last 90 days suggest for a threshold. It is shown with its basis and set
//! only on request: a line that moves by itself hides what it should show.

use super::rule::Scene;
use super::threshold::Suggested;
use super::told::{Arg, Told};
use crate::domain::{Period, divide_half_up, ratio_millionths, sort_by_key};
use crate::metric::{CompassDay, Dimension, Filter, by_key};
use crate::text::{Phrase, phrase};

const HISTORY: i32 = 90;
/// Values below which a percentile means nothing.
const LEAST: usize = 10;

/// The value that so many hundredths lie below, the lower one of two.
fn percentile(mut values: Vec<i64>, hundredths: usize) -> Option<i64> {
    sort_by_key(&mut values, |value| *value);
    let place = values.len().checked_sub(1)? * hundredths / 100;
    values.get(place).copied().filter(|_| values.len() >= LEAST)
}

/// Orders of each part over as many days as `days`, at the pace of the covered days of the last 90.
fn paces(scene: &Scene<'_>, dimension: Dimension, days: i64) -> Vec<i64> {
    let Some(history) = scene.days().map(|found| found.latest(HISTORY)) else { return Vec::new() };
    let filter = Filter::default();
    let covered = scene.book.order_days(&filter, Some(dimension)).count_in(history);
    let parts = by_key(scene.book, history, &filter, dimension).into_iter();
    let sold = parts.filter(|(key, totals)| key.is_some() && totals.orders > 0);
    let pace = |orders: i64| divide_half_up(i128::from(orders * days), i128::from(covered));
    sold.map(|(_, totals)| pace(totals.orders)).collect()
}

fn suggested(values: Vec<i64>, hundredths: usize, basis: Phrase) -> Option<Suggested> {
    let count = Arg::count(values.len());
    let value = percentile(values, hundredths)?;
    Some(Suggested { value, basis: Told::new(basis, [count, Arg::count(hundredths)]) })
}

pub(super) fn orders_a_day(scene: &Scene<'_>) -> Option<Suggested> {
    let basis = phrase("{} 个有单商品日均单数的 P{}", "{} products' orders a day, P{}");
    suggested(paces(scene, Dimension::Product, 1), 75, basis)
}

pub(super) fn orders_of_creators(scene: &Scene<'_>) -> Option<Suggested> {
    let basis = phrase("{} 个达人每 11 天单数的 P{}", "{} creators' orders in 11 days, P{}");
    suggested(paces(scene, Dimension::Creator, 11), 50, basis)
}

pub(super) fn orders_of_a_week(scene: &Scene<'_>) -> Option<Suggested> {
    let basis = phrase("{} 个有单商品 7 天单数的 P{}", "{} products' orders in 7 days, P{}");
    suggested(paces(scene, Dimension::Product, 7), 75, basis)
}

/// The days' rates of the shop, in thousandths.
fn rates(scene: &Scene<'_>, rate: fn(&CompassDay) -> Option<i64>) -> Vec<i64> {
    let days = Period::ending(scene.anchor.today.previous(), HISTORY).days();
    let rates = days.filter_map(|day| scene.book.compass.on(day, rate));
    rates.map(|rate| (rate + 500) / 1_000).collect()
}

pub(super) fn click_rate(scene: &Scene<'_>) -> Option<Suggested> {
    let rate = |day: &CompassDay| ratio_millionths(day.clicks?, day.impressions?);
    let basis = phrase("{} 天全店点击率的 P{}", "the shop's click rate of {} days, P{}");
    suggested(rates(scene, rate), 50, basis)
}

pub(super) fn cart_rate(scene: &Scene<'_>) -> Option<Suggested> {
    let rate = |day: &CompassDay| ratio_millionths(day.carts?, day.clicks?);
    let basis = phrase("{} 天全店加购率的 P{}", "the shop's cart rate of {} days, P{}");
    suggested(rates(scene, rate), 50, basis)
}

/// 平均响应时长 of the days of 飞鸽.
pub(super) fn response(scene: &Scene<'_>) -> Option<Suggested> {
    let days = Period::ending(scene.anchor.today.previous(), HISTORY).days();
    let service = &scene.book.service;
    let values = days.filter_map(|day| service.sum(Period::day(day)).response()).collect();
    suggested(values, 75, phrase("{} 天平均响应秒数的 P{}", "seconds of {} days, P{}"))
}
