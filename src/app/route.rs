//! The address of a page: `#/data?from=2026-10-01&to=2026-10-31&compare=previous&basis=sku`.
//!
//! What a page shows is in its address, so an address pasted into a new tab shows the same
//! figures. Unknown values are ignored, unknown pages say so. `shop=sample` is the sample shop,
//! `shop=s7` one of several of the operator's own; without it the first one is meant.

use crate::chart::{CompareKind, Jump};
use crate::domain::{Day, Period};
use crate::metric::{Basis, Counting, Dimension, PeriodChoice};
use crate::text::iso_day;

/// The pages. A closed set: adding one is a variant, its path and its component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    Today,
    Data,
    Orders,
    Funnel,
    Products,
    Mix,
    Returns,
    Tasks,
    Goals,
    Calendar,
    Report,
    Import,
    Settings,
    Glossary,
    /// Planned, not built: the address says what will be there.
    Coming(&'static str),
    NotFound,
}

/// Pages that are built.
pub const BUILT: [Page; 14] = [
    Page::Today,
    Page::Data,
    Page::Orders,
    Page::Funnel,
    Page::Products,
    Page::Mix,
    Page::Returns,
    Page::Tasks,
    Page::Goals,
    Page::Calendar,
    Page::Report,
    Page::Import,
    Page::Settings,
    Page::Glossary,
];

/// Pages that are to come, by path.
pub const COMING: [&str; 9] = [
    "/data/creators",
    "/data/traffic",
    "/data/service",
    "/data/finance",
    "/plan/creators",
    "/plan/selection",
    "/plan/ability",
    "/plan/score",
    "/plan/ledgers",
];

impl Page {
    pub fn path(self) -> &'static str {
        match self {
            Page::Today => "/today",
            Page::Data => "/data",
            Page::Mix => "/data/mix",
            Page::Orders => "/data/orders",
            Page::Funnel => "/data/funnel",
            Page::Products => "/data/products",
            Page::Returns => "/data/returns",
            Page::Tasks => "/plan/tasks",
            Page::Goals => "/plan/goals",
            Page::Calendar => "/plan/calendar",
            Page::Report => "/report",
            Page::Import => "/import",
            Page::Settings => "/settings",
            Page::Glossary => "/glossary",
            Page::Coming(path) => path,
            Page::NotFound => "/not-found",
        }
    }

    /// The page of a path.
    pub fn from_path(path: &str) -> Page {
        let path = path.trim_end_matches('/');
        if path.is_empty() {
            return Page::Today;
        }
        let coming = || COMING.into_iter().find(|known| *known == path).map(Page::Coming);
        let built = BUILT.into_iter().find(|page| page.path() == path);
        built.or_else(coming).unwrap_or(Page::NotFound)
    }

    /// Whether what it shows hangs on the question in the address.
    pub fn asks(self) -> bool {
        match self {
            Page::Data
            | Page::Orders
            | Page::Funnel
            | Page::Products
            | Page::Mix
            | Page::Returns
            | Page::Report => true,
            Page::Today
            | Page::Tasks
            | Page::Goals
            | Page::Calendar
            | Page::Import
            | Page::Settings
            | Page::Glossary
            | Page::Coming(_)
            | Page::NotFound => false,
        }
    }

    /// The period that a page shows when its address names none.
    pub fn default_period(self) -> PeriodChoice {
        match self {
            Page::Today => PeriodChoice::Yesterday,
            _ => PeriodChoice::Days30,
        }
    }
}

/// A page with what it is asked to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub page: Page,
    /// Of the sample shop, not of the operator's own.
    pub sample: bool,
    /// The id of a shop of the operator's own; nothing for the first.
    pub shop: Option<String>,
    /// Nothing for the page's default.
    pub period: Option<PeriodChoice>,
    /// Nothing for the default: the days before, and last year's where they are known.
    pub compare: Option<Vec<CompareKind>>,
    pub basis: Basis,
    /// What the steps of the funnel count.
    pub counting: Counting,
    /// Ids to filter by.
    pub filter: Vec<(Dimension, String)>,
}

/// Periods that an address can name.
const NAMED: [(PeriodChoice, &str); 8] = [
    (PeriodChoice::Yesterday, "yesterday"),
    (PeriodChoice::Days7, "7d"),
    (PeriodChoice::Days30, "30d"),
    (PeriodChoice::Week, "week"),
    (PeriodChoice::Month, "month"),
    (PeriodChoice::LastWeek, "last-week"),
    (PeriodChoice::LastMonth, "last-month"),
    (PeriodChoice::All, "all"),
];

/// The name of the sample shop in an address.
const SAMPLE: &str = "sample";

/// Days that a period may have: ten years. The last ones count.
const LONGEST: i32 = 3_653;

impl Route {
    /// The id of the product that is asked for.
    pub fn product(&self) -> Option<&str> {
        let mut asked = self.filter.iter().filter(|(known, _)| *known == Dimension::Product);
        asked.next().map(|(_, id)| id.as_str())
    }

    pub fn to(page: Page) -> Route {
        Route {
            page,
            sample: false,
            shop: None,
            period: None,
            compare: None,
            basis: Basis::Sku,
            counting: Counting::People,
            filter: Vec::new(),
        }
    }

    /// Reads what stands after `#`.
    pub fn parse(address: &str) -> Route {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let mut route = Route::to(Page::from_path(path));
        let (mut from, mut to) = (None, None);
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            let value = decoded(value);
            match name {
                "from" => from = parse_day(&value),
                "to" => to = parse_day(&value),
                "period" => {
                    let named = NAMED.into_iter().find(|(_, known)| *known == value);
                    route.period = named.map(|(choice, _)| choice);
                }
                "compare" => route.compare = Some(parse_compare(&value)),
                "shop" => {
                    route.sample = value == SAMPLE;
                    route.shop = Some(value).filter(|id| is_own(id));
                }
                "count" => {
                    let known = Counting::ALL.into_iter().find(|known| known.id() == value);
                    route.counting = known.unwrap_or_default();
                }
                "basis" => route.basis = Basis::from_id(&value).unwrap_or_default(),
                _ => {
                    let dimension = Dimension::ALL.into_iter().find(|d| d.id() == name);
                    route.filter.extend(dimension.map(|dimension| (dimension, value)));
                }
            }
        }
        if let Some(period) = from.zip(to).and_then(|(from, to)| Period::new(from, to)) {
            // Nobody reads a chart of a century, and a page of one takes all memory there is.
            let from = period.from.max(period.to.plus(1 - LONGEST));
            let period = Period::new(from, period.to).unwrap_or(period);
            route.period = Some(PeriodChoice::Custom(period));
        }
        route
    }

    /// The address, without `#`; defaults are left out.
    pub fn address(&self) -> String {
        let mut query: Vec<String> = Vec::new();
        if self.sample {
            query.push(format!("shop={SAMPLE}"));
        }
        query.extend(self.shop.iter().map(|shop| format!("shop={shop}")));
        match self.period {
            None => {}
            Some(PeriodChoice::Custom(period)) => {
                query.push(format!("from={}", iso_day(period.from)));
                query.push(format!("to={}", iso_day(period.to)));
            }
            Some(choice) => {
                let named = NAMED.into_iter().find(|(known, _)| *known == choice);
                query.extend(named.map(|(_, name)| format!("period={name}")));
            }
        }
        if let Some(kinds) = &self.compare {
            query.push(format!("compare={}", compare_text(kinds)));
        }
        if self.basis != Basis::Sku {
            query.push(format!("basis={}", self.basis.id()));
        }
        if self.counting != Counting::People {
            query.push(format!("count={}", self.counting.id()));
        }
        for (dimension, id) in &self.filter {
            query.push(format!("{}={}", dimension.id(), encoded(id)));
        }
        let path = self.page.path();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    }

    /// For a link.
    pub fn href(&self) -> String {
        format!("#{}", self.address())
    }

    /// The same question on another page; a page without data keeps nothing.
    pub fn on(&self, page: Page) -> Route {
        if page.asks() { Route { page, ..self.clone() } } else { self.beside(page) }
    }

    /// The same page asked for what a mark or a row stands for.
    pub fn jumped(&self, jump: &Jump) -> Route {
        match jump {
            Jump::Day(day) => self.with_period(PeriodChoice::Custom(Period::day(*day))),
            Jump::Only(dimension, id) => {
                let mut route = self.clone();
                route.filter.retain(|(known, _)| known != dimension);
                route.filter.push((*dimension, id.clone()));
                route
            }
        }
    }

    /// Another page of the same shop, without a question of its own.
    pub fn beside(&self, page: Page) -> Route {
        Route { sample: self.sample, shop: self.shop.clone(), ..Route::to(page) }
    }

    /// The beginning of the sample shop.
    pub fn to_sample() -> Route {
        Route { sample: true, ..Route::to(Page::Today) }
    }

    pub fn with_period(&self, choice: PeriodChoice) -> Route {
        Route { period: Some(choice), ..self.clone() }
    }

    pub fn choice(&self) -> PeriodChoice {
        self.period.unwrap_or(self.page.default_period())
    }
}

/// `s7`, as ids of further shops are made.
fn is_own(id: &str) -> bool {
    let number = id.strip_prefix('s').unwrap_or_default();
    !number.is_empty() && number.len() < 20 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Comparisons as an address names them.
const COMPARED: [(CompareKind, &str); 3] = [
    (CompareKind::Previous, "previous"),
    (CompareKind::Year, "year"),
    (CompareKind::Campaign, "campaign"),
];

fn parse_compare(text: &str) -> Vec<CompareKind> {
    let kind = |part| COMPARED.into_iter().find(|(_, name)| *name == part).map(|(kind, _)| kind);
    text.split(',').filter_map(kind).collect()
}

fn compare_text(kinds: &[CompareKind]) -> String {
    let name = |kind| COMPARED.into_iter().find(|(known, _)| known == kind).map(|(_, name)| name);
    let names: Vec<&str> = kinds.iter().filter_map(name).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(",") }
}

/// `2026-11-20`, in a year that a shop can have data of: a year that is still being typed
/// (`0002`) is none.
pub fn parse_day(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    if !(2000..2100).contains(&year) {
        return None;
    }
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Day::from_ymd(year, month, day).filter(|_| parts.next().is_none())
}

/// Per cent encoding of what would end a value.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                encoded.push(char::from(byte));
            }
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| byte == b'%');
        let code = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
