//! 货盘: how the shop's SKUs, sales or gross profit are spread over the roles 引流, 利润, 形象.
//!
//! The role belongs to the product; the unit that is counted is the product with its SKU where
//! the file tells SKUs apart (口径 section 5). No file holds costs: they are typed in or come
//! from the filled template. A unit without one has no profit, which is not a profit of zero.

use std::sync::Arc;

use super::figure::{Figure, SourceKind, Value};
use super::last::Last;
use super::query::Filter;
use super::reading::Reading;
use crate::domain::{Money, Period, SortedMap, Word, ratio_millionths, sort_by_key};

/// What a product is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 引流款.
    Traffic,
    /// 利润款.
    Profit,
    /// 形象款.
    Image,
    /// No role yet.
    #[default]
    Unset,
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Traffic, Role::Profit, Role::Image, Role::Unset];

    /// The value of `data-key`, and of the role's option.
    pub fn id(self) -> &'static str {
        match self {
            Role::Traffic => "traffic",
            Role::Profit => "profit",
            Role::Image => "image",
            Role::Unset => "unset",
        }
    }

    pub fn from_id(id: &str) -> Role {
        Role::ALL.into_iter().find(|role| role.id() == id).unwrap_or_default()
    }
}

/// The parts that the roles should have, of their sum: 40, 30 and 30 by the handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets {
    pub traffic: i64,
    pub profit: i64,
    pub image: i64,
}

impl Default for Targets {
    fn default() -> Targets {
        Targets { traffic: 40, profit: 30, image: 30 }
    }
}

impl Targets {
    /// The part of a role; products without a role should have none.
    pub fn part(self, role: Role) -> i64 {
        match role {
            Role::Traffic => self.traffic,
            Role::Profit => self.profit,
            Role::Image => self.image,
            Role::Unset => 0,
        }
    }

    pub fn whole(self) -> i64 {
        (self.traffic + self.profit + self.image).max(1)
    }

    /// The share that a role should have, in millionths.
    pub fn share(self, role: Role) -> Option<i64> {
        (role != Role::Unset).then(|| ratio_millionths(self.part(role), self.whole())).flatten()
    }
}

/// What the shares are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Basis {
    #[default]
    Sku,
    Gmv,
    /// Gross profit of the units whose cost is known.
    Profit,
}

impl Basis {
    pub const ALL: [Basis; 3] = [Basis::Sku, Basis::Gmv, Basis::Profit];

    pub fn id(self) -> &'static str {
        match self {
            Basis::Sku => "sku",
            Basis::Gmv => "gmv",
            Basis::Profit => "profit",
        }
    }

    pub fn from_id(id: &str) -> Option<Basis> {
        Basis::ALL.into_iter().find(|basis| basis.id() == id)
    }
}

/// What is known of a product beside its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductMix {
    pub role: Role,
    /// 元 a piece, for every SKU that has no cost of its own.
    pub cost: Option<Money>,
    /// 元 a piece, by 商品规格.
    pub skus: SortedMap<String, Money>,
}

impl ProductMix {
    /// What a piece costs: that of its SKU, else that of its product.
    pub fn cost_of(&self, sku: Option<&str>) -> Option<Money> {
        sku.and_then(|sku| self.skus.get(sku).copied()).or(self.cost)
    }
}

/// Sales, and what is known of their costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gains {
    pub gmv: Money,
    /// gmv of the units whose cost is known, and cost × pieces of those.
    pub costed: Money,
    pub spent: Money,
}

impl Gains {
    fn join(&mut self, other: Gains) {
        self.gmv += other.gmv;
        self.costed += other.costed;
        self.spent += other.spent;
    }

    pub fn is_known(&self) -> bool {
        self.costed > Money::ZERO
    }

    /// Gross profit of the units whose cost is known; nothing where none is.
    pub fn profit(&self) -> Option<Money> {
        self.is_known().then(|| self.costed - self.spent)
    }

    /// Gross profit ÷ gmv of the same units, in millionths.
    pub fn margin(&self) -> Option<i64> {
        ratio_millionths(self.profit()?.cents(), self.costed.cents())
    }

    /// `gross-profit`, approximate where a part of the sales has no known cost.
    pub fn profit_figure(&self, missing: i32) -> Figure {
        let figure =
            self.profit().map(|profit| Figure::of(Value::Money(profit), SourceKind::Orders));
        self.told(figure, missing)
    }

    /// `gross-margin`, in the same way.
    pub fn margin_figure(&self, missing: i32) -> Figure {
        let figure = self
            .profit()
            .map(|profit| Figure::rate(profit.cents(), self.costed.cents(), SourceKind::Orders));
        self.told(figure, missing)
    }

    /// `cost-coverage`: gmv of the units whose cost is known ÷ gmv.
    pub fn coverage_figure(&self, missing: i32) -> Figure {
        Figure::rate(self.costed.cents(), self.gmv.cents(), SourceKind::Orders)
            .with_missing(missing)
    }

    fn told(&self, figure: Option<Figure>, missing: i32) -> Figure {
        let part = (self.costed < self.gmv).then_some("cost");
        figure.map_or_else(Figure::default, |figure| figure.with_approx(part)).with_missing(missing)
    }
}

/// One role's part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleCount {
    pub units: i64,
    /// Gross profit as a weight: a unit that loses money weighs nothing.
    pub profit: Money,
    pub gains: Gains,
}

impl RoleCount {
    fn join(&mut self, other: RoleCount) {
        self.units += other.units;
        self.profit += other.profit;
        self.gains.join(other.gains);
    }

    pub fn weight(&self, basis: Basis) -> i64 {
        match basis {
            Basis::Sku => self.units,
            Basis::Gmv => self.gains.gmv.cents(),
            Basis::Profit => self.profit.cents(),
        }
    }
}

/// One product's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProductSum {
    pub product: Word,
    pub role: Role,
    pub count: RoleCount,
    pub pieces: i64,
    pub orders: i64,
}

/// A role with its share in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MixShare {
    pub role: Role,
    pub figure: Figure,
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mix {
    pub roles: SortedMap<Role, RoleCount>,
    /// In the order of their ids, whatever was imported first.
    pub products: Vec<ProductSum>,
    /// All of them together.
    pub all: RoleCount,
    /// Units whose cost is known.
    pub costed_units: i64,
    /// Days of the period whose order lines are not all there.
    pub missing: i32,
    /// Why the shares are approximate.
    approx: Option<&'static str>,
}

/// What is known of the products, by their ids.
type Known = SortedMap<String, ProductMix>;

/// The mix of the question asked last: the cards of a page all ask for the same.
pub(super) type LastMix = Last<(Period, Filter, Known), Mix>;

/// The mix of a reading, by the products' roles and costs.
pub fn mix(reading: &Reading<'_>, products: &Known) -> Arc<Mix> {
    let (period, filter) = (reading.period(), reading.query.filter);
    reading.book.last_mix.answer(
        |(of, by, known)| *of == period && *by == filter && known == products,
        || ((period, filter, products.clone()), worked_out(reading, products)),
    )
}

fn worked_out(reading: &Reading<'_>, products: &Known) -> Mix {
    let words = &reading.book.words;
    // Units are of lines: days that are rolled up do not tell SKUs apart.
    let missing = reading.book.days_without_lines(reading.period());
    let approx = reading.paid_time();
    let mut mix = Mix { missing, approx, ..Mix::default() };
    let units = reading.book.units(reading.period(), &reading.query.filter);
    for units in units.chunk_by(|one, other| one.product == other.product) {
        let Some(product) = units.first().map(|unit| unit.product) else { continue };
        let known = products.get(words.text(product));
        let mut sum = ProductSum {
            product,
            role: known.map_or(Role::Unset, |known| known.role),
            count: RoleCount::default(),
            pieces: 0,
            orders: 0,
        };
        for unit in units {
            sum.pieces += unit.pieces;
            sum.orders += unit.orders;
            sum.count.units += 1;
            sum.count.gains.gmv += unit.gmv;
            let cost = known.and_then(|known| known.cost_of(unit.sku.map(|sku| words.text(sku))));
            if let Some(cost) = cost {
                let spent = Money(cost.cents().saturating_mul(unit.pieces));
                sum.count.gains.costed += unit.gmv;
                sum.count.gains.spent += spent;
                sum.count.profit += (unit.gmv - spent).max(Money::ZERO);
                mix.costed_units += 1;
            }
        }
        mix.roles.slot(sum.role).join(sum.count);
        mix.all.join(sum.count);
        mix.products.push(sum);
    }
    sort_by_key(&mut mix.products, |sum| words.text(sum.product));
    mix
}

impl Mix {
    pub fn role(&self, role: Role) -> RoleCount {
        self.roles.get(&role).copied().unwrap_or_default()
    }

    /// The share of each role; they sum to one, each rounded by itself.
    pub fn shares(&self, basis: Basis) -> Vec<MixShare> {
        let whole: i64 = Role::ALL.iter().map(|&role| self.role(role).weight(basis)).sum();
        let share = |role: Role| {
            let weight = self.role(role).weight(basis);
            let figure = Figure::rate(weight, whole, SourceKind::Orders);
            let known = figure.value.is_some();
            let figure = if known { figure.with_approx(self.approx) } else { Figure::default() };
            MixShare { role, figure: figure.with_missing(self.missing) }
        };
        Role::ALL.into_iter().map(share).collect()
    }
}
