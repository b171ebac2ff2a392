//! How far the running month is on the way to its goal: as typed, else so many per cent above the
//! month before.

use crate::domain::{Day, Money, Period, ratio_millionths};
use crate::metric::{Anchor, Book, Filter};
use crate::text::{Lang, compact_money, decimal_text, phrase};

/// The running month against its goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthPace {
    /// As typed, or 成交金额 of the month before, raised by the wanted per cent.
    pub goal: Money,
    pub typed: bool,
    /// 成交金额 from the 1st to yesterday, or to the day before where yesterday was exported before
    /// it was over.
    pub reached: Money,
    pub days: i32,
    pub days_of_month: i32,
}

impl MonthPace {
    /// Nothing on the 1st, and where a day has no orders known: of this month, or of the one
    /// before where the goal hangs on it.
    pub fn of(
        book: &Book,
        anchor: &Anchor,
        percent: i64,
        typed: Option<Money>,
    ) -> Option<MonthPace> {
        let first = anchor.today.month_start();
        let yesterday = anchor.today.previous();
        let unfinished = book.coverage.open_days.contains(&yesterday);
        let so_far = Period::new(first, if unfinished { yesterday.previous() } else { yesterday })?;
        let before = Period::new(first.month_start_plus(-1), first.previous())?;
        let gmv = |period: Period| {
            let whole = book.coverage.orders.count_in(period) == period.len();
            whole.then(|| book.totals(period, &Filter::default()).gmv)
        };
        let raised = |gmv: Money| gmv.prorate(Money(100 + percent), Money(100));
        let goal = typed.or_else(|| gmv(before).map(raised));
        Some(MonthPace {
            goal: goal.filter(|goal| *goal > Money::ZERO)?,
            typed: typed.is_some(),
            reached: gmv(so_far)?,
            days: so_far.len(),
            days_of_month: month_end(first).since(first) + 1,
        })
    }

    /// What the month comes to if the rest is like the days so far.
    pub fn projected(&self) -> Money {
        self.reached.prorate(Money(self.days_of_month.into()), Money(self.days.into()))
    }

    /// `本月目标 ¥8.20万（上月 +20%）：完成 66%，时间过了 65%；按这个速度月底 ¥8.35万，超出 ¥1,500`.
    pub fn text(&self, percent: i64, lang: Lang) -> String {
        let share =
            |part: i64, whole: i64| decimal_text(ratio_millionths(part, whole).unwrap_or(0), 4, 0);
        let end = self.projected();
        let gap = end - self.goal;
        let words = if gap < Money::ZERO {
            phrase(
                "本月目标 {}（{}）：完成 {}%，时间过了 {}%；按这个速度月底 {}，还差 {}。",
                "This month's goal {} ({}): {}% done, {}% of the time gone; at this pace {}, {} short.",
            )
        } else {
            phrase(
                "本月目标 {}（{}）：完成 {}%，时间过了 {}%；按这个速度月底 {}，超出 {}。",
                "This month's goal {} ({}): {}% done, {}% of the time gone; at this pace {}, {} above.",
            )
        };
        let origin = match self.typed {
            true => phrase("自己定的", "own goal").text(lang).to_owned(),
            false => phrase("上月 +{}%", "last month +{}%").fill(lang, &[&percent.to_string()]),
        };
        words.fill(
            lang,
            &[
                &compact_money(self.goal, lang),
                &origin,
                &share(self.reached.cents(), self.goal.cents()),
                &share(self.days.into(), self.days_of_month.into()),
                &compact_money(end, lang),
                &compact_money(Money(gap.cents().abs()), lang),
            ],
        )
    }
}

fn month_end(first: Day) -> Day {
    first.month_start_plus(1).previous()
}
