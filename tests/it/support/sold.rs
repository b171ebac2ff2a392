//! Shops that are put together to make one rule fire, or keep silent.

use dianpan::domain::{Money, Period};
use dianpan::insight::{Finding, RULES};
use dianpan::text::{Lang, iso_day};

use super::days::day;
use super::file::{File, exported};
use super::grid::Row;
use super::order::{line, orders};
use super::shop::Bench;

/// Order lines that are put together stretch by stretch.
#[derive(Clone, Debug, Default)]
pub struct Sold(pub Vec<Row>);

impl Sold {
    /// `count` orders of ten 元 on each day.
    pub fn daily(self, from: &str, to: &str, count: u64, cells: &[(&str, &str)]) -> Sold {
        self.at(from, to, count, "10.00", cells)
    }

    pub fn at(
        mut self,
        from: &str,
        to: &str,
        count: u64,
        price: &str,
        cells: &[(&str, &str)],
    ) -> Sold {
        for date in (Period { from: day(from), to: day(to) }).days() {
            for _ in 0..count {
                let row = line(self.0.len() as u64).on(&iso_day(date)).of(price);
                self.0.push(row.with(cells));
            }
        }
        self
    }

    /// As exported in the morning of the 21st; unpaid lines make the file reach from `first` to the
    /// 20th.
    pub fn file(&self, first: &str) -> File {
        let edge = |number, date: &str| line(number).on(date).set("支付完成时间", "");
        let (first, last) = (edge(90_001, first), edge(90_002, "2026-11-20"));
        let rows: Vec<&Row> = self.0.iter().chain([&first, &last]).collect();
        orders(rows).csv(&exported("2026-11-21 08:00:00"))
    }
}

/// The findings of one rule.
pub fn of_rule(found: Vec<Finding>, rule: &str) -> Vec<Finding> {
    assert!(RULES.iter().any(|known| known.id == rule), "{rule}");
    found.into_iter().filter(|finding| finding.rule == rule).collect()
}

/// What a rule finds in some files.
pub fn found_by(files: &[File], rule: &str) -> Vec<Finding> {
    of_rule(Bench::with(files).findings(), rule)
}

/// Exactly one finding of a rule, with its sentence and its amount in 分.
pub fn fires(files: &[File], rule: &str, title: &str, amount: Option<i64>) -> Finding {
    let found = found_by(files, rule);
    let [finding] = found.as_slice() else { panic!("{rule}: {found:#?}") };
    assert_eq!(finding.title(Lang::Zh), title);
    assert_eq!(finding.amount, amount.map(Money), "{title}");
    for lang in [Lang::Zh, Lang::En] {
        let told = [finding.title(lang), finding.cause(lang), finding.task_title(lang)];
        assert!(told.iter().all(|text| !text.is_empty() && !text.contains("{}")), "{told:?}");
    }
    finding.clone()
}

pub fn silent(files: &[File], rule: &str) {
    let found = found_by(files, rule);
    assert!(found.is_empty(), "{rule}: {found:#?}");
}
