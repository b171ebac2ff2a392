//! What was refunded on each order line (口径 section 5).
//!
//! Finished refund cases give the exact amount, spread over the line's gmv; without one, the
//! order file's own 售后状态 gives an estimate of the whole line, which an open or closed case
//! of a newer file cancels. An order table of another platform may state the amount itself; it is
//! spread over the line like that of a case. Where it stands beside no sale (a row that books the
//! refund alone) it counts as it is.

use rustc_hash::FxHashMap;

use super::book::Dims;
use super::explain::LeftOut;
use crate::domain::{
    AfterSaleStatus, Cancelled, CaseColumn, CaseKind, Dataset, Day, Fact, Family, LineColumn,
    Moment, Money, Pace, Refunded, SourceId, Version, Word, Words, sort_by_key,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// A case as refunds and returns see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    /// 售后单号, as a cell.
    pub id: i64,
    /// It moves money (not 换货, 补寄, 维修).
    is_refund: bool,
    /// The money has moved.
    pub finished: bool,
    /// 售后关闭, 拒绝售后: no money, and none to come.
    closed: bool,
    /// Why it does not count as a return, if it does not.
    pub left_out: Option<LeftOut>,
    /// When the money moved.
    pub at: Option<Moment>,
    /// 退商品金额 + 退运费金额.
    pub amount: Money,
    version: Version,
}

impl Case {
    pub fn read(
        fact: &Fact<'_>,
        words: &Words,
        versions: &FxHashMap<SourceId, Version>,
    ) -> Option<Case> {
        let text = |column| fact.word(column).map_or("", |word: Word| words.text(word));
        let kind = CaseKind::classify(text(CaseColumn::Type));
        let status = AfterSaleStatus::classify(text(CaseColumn::Status));
        let (refunded, credited) =
            (fact.moment(CaseColumn::Refunded), fact.moment(CaseColumn::Credited));
        let is_refund = kind != CaseKind::Exchange;
        let paid_out = if fact.has(CaseColumn::Status) {
            status == AfterSaleStatus::Refunded
        } else {
            refunded.or(credited).is_some()
        };
        let closed = status == AfterSaleStatus::Closed;
        let money = |column| fact.money(column).unwrap_or_default();
        Some(Case {
            id: fact.get(CaseColumn::Case)?,
            is_refund,
            finished: is_refund && paid_out,
            closed,
            left_out: match kind {
                CaseKind::Exchange => Some(LeftOut::Exchanges),
                CaseKind::PriceGuard => Some(LeftOut::PriceGuards),
                CaseKind::Refund => closed.then_some(LeftOut::ClosedCases),
            },
            at: refunded.or(credited).or(fact.moment(CaseColumn::Finished)),
            amount: money(CaseColumn::RefundGoods) + money(CaseColumn::RefundFreight),
            version: versions.get(&fact.newest).copied().unwrap_or_default(),
        })
    }
}

/// What refunds come to on one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LineRefund {
    pub amount: Money,
    pub estimated: bool,
    /// When the first finished refund happened.
    pub first: Option<Moment>,
    pub returned: bool,
    /// A refund is done or under way.
    pub touched: bool,
}

/// A case that met its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    /// The rise of the line's refund that this case brought.
    pub amount: Money,
    /// When the line was paid; nothing while its file calls it unpaid.
    pub paid: Option<Day>,
    pub dims: Dims,
}

/// The cases of each line, and what became of those that met theirs.
#[derive(Debug, Default)]
pub(super) struct Refunds {
    by_line: FxHashMap<i64, Vec<Case>>,
    /// By main order, for rows by order (订单维度).
    by_order: FxHashMap<i64, Vec<Case>>,
    pub settled: FxHashMap<i64, Settled>,
}

impl Refunds {
    /// `rows_by_order`: some rows are by order, so cases are also looked up by theirs.
    pub async fn collect(
        dataset: &Dataset,
        versions: &FxHashMap<SourceId, Version>,
        rows_by_order: bool,
        pace: &impl Pace,
    ) -> Result<Refunds, Cancelled> {
        let mut refunds = Refunds::default();
        for (count, fact) in dataset.ledger(Family::Cases).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            let Some(case) = Case::read(&fact, &dataset.words, versions) else {
                continue;
            };
            if let Some(line) = fact.get(CaseColumn::Line) {
                refunds.by_line.entry(line).or_default().push(case);
            }
            if let (true, Some(order)) = (rows_by_order, fact.get(CaseColumn::Order)) {
                refunds.by_order.entry(order).or_default().push(case);
            }
        }
        Ok(refunds)
    }

    pub fn cases_of(&self, fact: &Fact<'_>) -> &[Case] {
        let joined = fact.get(LineColumn::Joined).is_some();
        let column = if joined { LineColumn::Order } else { LineColumn::Line };
        let cases = if joined { &self.by_order } else { &self.by_line };
        fact.get(column).and_then(|id| cases.get(&id)).map_or(&[], Vec::as_slice)
    }

    /// Whether a refund case of the line has finished.
    pub fn has_finished(&self, fact: &Fact<'_>) -> bool {
        self.cases_of(fact).iter().any(|case| case.finished)
    }

    /// The refund of a line, and each finished case's share of it.
    pub fn settle(
        &mut self,
        fact: &Fact<'_>,
        (paid, dims): (Option<Moment>, &Dims),
        after_sale: Refunded,
        line: (Money, Money),
        version: Version,
    ) -> LineRefund {
        let (payable, gmv) = line;
        let stated = fact.money(LineColumn::Refund).filter(|amount| *amount > Money::ZERO);
        let mut cases = self.cases_of(fact).to_vec();
        sort_by_key(&mut cases, |case| (case.at.is_none(), case.at, case.id));
        let mut refund = LineRefund {
            returned: cases.iter().any(|case| case.left_out.is_none()),
            touched: after_sale != Refunded::No
                || stated.is_some()
                || cases.iter().any(|case| case.is_refund && !case.closed),
            ..LineRefund::default()
        };
        let mut given_back = Money::ZERO;
        for case in &cases {
            let mut amount = Money::ZERO;
            if case.finished {
                given_back += case.amount;
                let whole = given_back >= payable;
                let total = if whole { gmv } else { gmv.prorate(given_back, payable) };
                amount = total - refund.amount;
                refund.amount = total;
                refund.first = refund.first.or(case.at);
            }
            let paid = paid.map(Moment::day);
            self.settled.insert(case.id, Settled { amount, paid, dims: *dims });
        }
        let any_finished = cases.iter().any(|case| case.finished);
        let cancelled = cases.iter().any(|case| case.is_refund && case.version > version);
        if any_finished || cancelled {
            return refund;
        }
        match stated {
            Some(stated) if payable > Money::ZERO => {
                refund.amount = if stated >= payable { gmv } else { gmv.prorate(stated, payable) };
            }
            Some(stated) => refund.amount = stated,
            None if after_sale == Refunded::Yes => {
                (refund.amount, refund.estimated) = (gmv, true);
            }
            None => {}
        }
        refund
    }
}
