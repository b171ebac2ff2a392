//! What was imported: the files, and what of the shop they let one know.

use std::collections::{BTreeMap, BTreeSet};

use super::Shop;
use super::case_file::CaseFile;
use super::compass::Stated;
use super::funnel::Listed;
use super::order_file::OrderFile;
use super::time::{Day, Moment, Period};

/// A shop and the files of it that were imported.
pub struct World<'a> {
    pub shop: &'a Shop,
    pub orders: Vec<OrderFile>,
    pub cases: Vec<CaseFile>,
    /// 自助取数 by shop, then 成交分析.
    pub daily: Vec<Stated>,
    pub deal: Vec<Stated>,
    pub listed: Vec<Listed>,
}

impl<'a> World<'a> {
    pub fn new(shop: &'a Shop) -> World<'a> {
        let (orders, cases, daily) = (Vec::new(), Vec::new(), Vec::new());
        World { shop, orders, cases, daily, deal: Vec::new(), listed: Vec::new() }
    }

    /// Each line with the newest file that has it.
    pub fn known_lines(&self) -> BTreeMap<usize, OrderFile> {
        let mut files = self.orders.clone();
        files.sort_by_key(|file| file.at);
        let of_file = |file: &OrderFile| {
            let file = *file;
            file.lines(self.shop).into_iter().map(move |line| (line, file))
        };
        files.iter().flat_map(of_file).collect()
    }

    /// Each case with the moment of the newest file that has it.
    pub fn known_cases(&self) -> BTreeMap<usize, Moment> {
        let mut files = self.cases.clone();
        files.sort_by_key(|file| file.at);
        let of_file = |file: &CaseFile| {
            let at = file.at;
            file.cases(self.shop).into_iter().map(move |case| (case, at))
        };
        files.iter().flat_map(of_file).collect()
    }

    /// The version of the after-sale file of a moment: the latest thing that happened in it.
    pub fn case_version(&self, at: Moment) -> Moment {
        let file = self.cases.iter().find(|file| file.at == at).unwrap();
        let latest = file.cases(self.shop).into_iter().map(|place| {
            let case = &self.shop.cases[place];
            case.applied.max(case.state(at).finished.unwrap_or(0))
        });
        latest.max().unwrap_or(0)
    }

    /// The days that order files cover.
    pub fn order_days(&self) -> BTreeSet<Day> {
        let covers = self.orders.iter().filter_map(|file| file.covers(self.shop));
        covers.flat_map(Period::days).collect()
    }

    /// The days that after-sale files cover.
    pub fn case_days(&self) -> BTreeSet<Day> {
        let covers = self.cases.iter().filter_map(|file| file.covers(self.shop));
        covers.flat_map(Period::days).collect()
    }

    /// First and last day with sales figures.
    pub fn covered(&self) -> Period {
        let mut days = self.order_days();
        let single = |row: &&Stated| row.days.len() == 1;
        days.extend(self.daily.iter().chain(&self.deal).filter(single).map(|row| row.days.from));
        Period::new(*days.first().unwrap(), *days.last().unwrap())
    }

    /// A row of 罗盘 for exactly these days: 自助取数 first, then 成交分析.
    pub fn stated(&self, days: Period) -> Option<&Stated> {
        self.daily.iter().chain(&self.deal).find(|row| row.days == days)
    }
}
