//! A desk on which charts and reports are made of a shop.

use dianpan::chart::{CHARTS, Chart, Compare, CompareKind, Input};
use dianpan::domain::SortedMap;
use dianpan::insight::{Finding, GoalAsk, Planned, Span, Thresholds};
use dianpan::metric::{Anchor, Basis, Book, Counting, ProductEvent, ProductMix, Query};
use dianpan::plan::{DayReviews, Goals, Notes, Tasks};
use dianpan::report::{ReportInput, write};
use dianpan::text::Lang;

use super::shop::Bench;

/// Everything that a page has at hand when it draws.
#[derive(Debug)]
pub struct Desk {
    pub book: Book,
    pub query: Query,
    pub anchor: Anchor,
    pub compare: Vec<Compare>,
    pub products: SortedMap<String, ProductMix>,
    pub marks: Vec<ProductEvent>,
    pub plan: Planned,
    pub thresholds: Thresholds,
    pub basis: Basis,
    pub counting: Counting,
    pub lang: Lang,
    pub shop: String,
    pub sample: bool,
    pub findings: Vec<Finding>,
    pub tasks: Tasks,
    pub notes: Notes,
    pub reviews: DayReviews,
    pub goals: Goals,
    pub only: Vec<String>,
    pub files: Vec<String>,
}

impl Desk {
    /// A period of a shop, in Chinese, compared with the days before and with the year before.
    pub fn of(bench: &Bench, days: &str) -> Desk {
        let query = bench.query(days);
        let with = |kind| Compare::of(kind, query.period);
        Desk {
            book: bench.book(),
            query,
            anchor: bench.anchor(),
            compare: vec![with(CompareKind::Previous), with(CompareKind::Year)],
            products: SortedMap::new(),
            marks: Vec::new(),
            plan: Planned {
                goal: GoalAsk { span: Span::of(query.period), ..GoalAsk::default() },
                ..Planned::default()
            },
            thresholds: Thresholds::default(),
            basis: Basis::Sku,
            counting: Counting::People,
            lang: Lang::Zh,
            shop: "示例小店".to_owned(),
            sample: false,
            findings: bench.findings(),
            tasks: Tasks::default(),
            notes: Notes::default(),
            reviews: DayReviews::default(),
            goals: Goals::default(),
            only: Vec::new(),
            files: Vec::new(),
        }
    }

    fn input(&self) -> Input<'_> {
        Input {
            book: &self.book,
            query: self.query,
            compare: &self.compare,
            anchor: self.anchor,
            thresholds: &self.thresholds,
            products: &self.products,
            marks: &self.marks,
            plan: &self.plan,
            basis: self.basis,
            counting: self.counting,
            lang: self.lang,
        }
    }

    pub fn chart(&self, id: &str) -> Chart {
        let kind = CHARTS.iter().find(|kind| kind.id == id).unwrap();
        kind.chart(&self.input())
    }

    /// The text of the report file.
    pub fn report(&self) -> String {
        write(&ReportInput {
            chart: self.input(),
            shop: &self.shop,
            sample: self.sample,
            findings: &self.findings,
            tasks: &self.tasks,
            notes: &self.notes,
            reviews: &self.reviews,
            goals: &self.goals,
            only: &self.only,
            files: &self.files,
        })
    }
}
