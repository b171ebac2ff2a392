//! What came back of each line, by the rules for refunds.

use std::collections::{BTreeMap, BTreeSet};

use super::half_up;
use super::line::LineState;
use super::time::Moment;
use super::world::World;

/// A line with what is known of it from the newest file that has it.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub line: usize,
    pub state: LineState,
    /// The export time of that file.
    pub as_of: Moment,
    /// When it counts as paid; nothing for never.
    pub paid: Option<Moment>,
    /// The file has no pay times, so this is when it was placed.
    pub guessed: bool,
    pub refund: i64,
    pub estimated: bool,
    pub first_refund: Option<Moment>,
    pub returned: bool,
    /// A refund is done or under way.
    pub touched: bool,
}

fn refunded_in_orders(text: &str) -> bool {
    matches!(text, "退款成功" | "已全额退款" | "同意退款，退款成功" | "退货成功")
}

/// Settles every known line; beside them, what each finished case brought back.
pub fn settle(world: &World<'_>) -> (Vec<Known>, BTreeMap<usize, i64>) {
    let mut brought = BTreeMap::new();
    let cases = world.known_cases();
    let known: Vec<Known> = world
        .known_lines()
        .into_iter()
        .map(|(line, file)| {
            let state = world.shop.state(line, file.at).unwrap();
            let mut known = Known {
                line,
                state,
                as_of: file.at,
                paid: None,
                guessed: !file.header.contains("支付完成时间"),
                refund: 0,
                estimated: false,
                first_refund: None,
                returned: false,
                touched: !matches!(state.after_sale, "-" | "售后关闭"),
            };
            refund(world, &cases, &mut known, &mut brought);
            known.paid = paid(world, &known);
            if known.paid.is_none() {
                (known.refund, known.returned) = (0, false);
            }
            known
        })
        .collect();
    let lines: BTreeSet<usize> = known.iter().map(|it| it.line).collect();
    for (place, moment) in cases {
        let case = &world.shop.cases[place];
        let matched = case.line.is_some_and(|line| lines.contains(&line));
        if !matched && case.is_refund() && case.state(moment).refunded.is_some() {
            brought.insert(place, case.goods + case.freight);
        }
    }
    (known, brought)
}

fn refund(
    world: &World<'_>,
    cases: &BTreeMap<usize, Moment>,
    known: &mut Known,
    brought: &mut BTreeMap<usize, i64>,
) {
    let line = &world.shop.lines[known.line];
    let mut finished = Vec::new();
    let mut newer_case = false;
    for (place, case) in world.shop.cases_of(known.line) {
        let Some(&at) = cases.get(&place) else { continue };
        let state = case.state(at);
        let closed = matches!(state.status, "售后关闭" | "拒绝售后" | "拒绝售后申请");
        known.returned |= case.is_return(at);
        known.touched |= case.is_refund() && !closed;
        newer_case |= case.is_refund() && world.case_version(at) > known.as_of;
        if case.is_refund() && state.refunded.is_some() {
            finished.push((state.refunded, place));
        }
    }
    finished.sort_unstable();
    let mut given_back = 0;
    for (at, place) in &finished {
        given_back += world.shop.cases[*place].goods + world.shop.cases[*place].freight;
        let total = if given_back >= line.payable {
            line.gmv()
        } else {
            let product = i128::from(line.gmv()) * i128::from(given_back);
            i64::try_from(half_up(product, i128::from(line.payable))).unwrap()
        };
        brought.insert(*place, total - known.refund);
        known.refund = total;
        known.first_refund = known.first_refund.or(*at);
    }
    if finished.is_empty() && refunded_in_orders(known.state.after_sale) && !newer_case {
        (known.refund, known.estimated) = (line.gmv(), true);
    }
}

fn paid(world: &World<'_>, known: &Known) -> Option<Moment> {
    if !known.guessed {
        return known.state.paid;
    }
    let has_refund = refunded_in_orders(known.state.after_sale) || known.first_refund.is_some();
    let paid = match known.state.status {
        "待支付" | "待确认" => false,
        "已关闭" => has_refund,
        _ => true,
    };
    paid.then(|| world.shop.lines[known.line].placed)
}
