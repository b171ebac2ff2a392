//! Traffic × margin: where each product stands among the others, cut at the medians.
//!
//! Traffic is 商品曝光人数 of 罗盘 商品列表, if one states exactly the period; else orders.
//! The other axis is the gross margin once known costs cover half of the sales; before that it
//! would leave most products out, so it is what a piece sells for.

use super::compass_book::ListedRow;
use super::mix::{Gains, Mix, ProductSum, Role};
use super::reading::Reading;
use super::suggest::median;
use crate::domain::{Money, Word, sort_by_key};

/// What stands for traffic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Traffic {
    Impressions,
    #[default]
    Orders,
}

/// What stands for worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Worth {
    /// In millionths.
    Margin,
    /// gmv ÷ pieces, in 分.
    #[default]
    PieceValue,
}

/// One product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub product: Word,
    pub role: Role,
    pub traffic: i64,
    pub worth: i64,
    pub gains: Gains,
}

/// A quarter of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corner {
    pub busy: bool,
    pub rich: bool,
}

impl Corner {
    /// The role that the handbook's words for it describe; the poor and quiet corner has none.
    pub fn role(self) -> Option<Role> {
        match (self.busy, self.rich) {
            (true, false) => Some(Role::Traffic),
            (true, true) => Some(Role::Profit),
            (false, true) => Some(Role::Image),
            (false, false) => None,
        }
    }
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quadrant {
    pub traffic: Traffic,
    pub worth: Worth,
    /// Those that sold most first.
    pub points: Vec<Point>,
    pub median_traffic: i64,
    pub median_worth: i64,
    /// Products that 商品列表 does not list, and products without a known cost: neither is drawn.
    pub unlisted: usize,
    pub uncosted: usize,
    traffics: Vec<i64>,
    worths: Vec<i64>,
}

/// Known costs must cover this share of the sales, in hundredths.
const ENOUGH: i64 = 50;

/// The quadrant of the products of a mix.
pub fn quadrant(reading: &Reading<'_>, mix: &Mix) -> Quadrant {
    let filter = reading.query.filter;
    let mut rest = filter;
    rest.dims.product = None;
    let listed = reading.book.compass.listed.get(&reading.period()).filter(|_| rest.is_none());
    let people = |product: Word| {
        let rows: &[ListedRow] = listed.map_or(&[], Vec::as_slice);
        let place = rows.partition_point(|row| row.product < Some(product));
        rows.get(place).filter(|row| row.product == Some(product))?.measures.impressions
    };
    let states = mix.products.iter().any(|sum| people(sum.product).is_some());
    let all = mix.all.gains;
    let enough = all.is_known() && all.costed.cents() * 100 >= all.gmv.cents() * ENOUGH;
    let mut found = Quadrant {
        traffic: if states { Traffic::Impressions } else { Traffic::Orders },
        worth: if enough { Worth::Margin } else { Worth::PieceValue },
        ..Quadrant::default()
    };
    // Of those that sold alike the one with the smaller id comes first, as in the mix.
    let mut points = Vec::new();
    for (place, sum) in mix.products.iter().enumerate() {
        let traffic = if states { people(sum.product) } else { Some(sum.orders) };
        let worth = worth(found.worth, sum);
        found.unlisted += usize::from(traffic.is_none());
        found.uncosted += usize::from(worth.is_none());
        if let Some((traffic, worth)) = traffic.zip(worth) {
            let (product, role, gains) = (sum.product, sum.role, sum.count.gains);
            points.push((place, Point { product, role, traffic, worth, gains }));
        }
    }
    sort_by_key(&mut points, |(place, point)| (std::cmp::Reverse(point.gains.gmv), *place));
    found.points = points.into_iter().map(|(_, point)| point).collect();
    found.traffics = found.points.iter().map(|point| point.traffic).collect();
    found.worths = found.points.iter().map(|point| point.worth).collect();
    sort_by_key(&mut found.traffics, |traffic| *traffic);
    sort_by_key(&mut found.worths, |worth| *worth);
    found.median_traffic = median(found.traffics.iter().copied());
    found.median_worth = median(found.worths.iter().copied());
    found
}

fn worth(of: Worth, sum: &ProductSum) -> Option<i64> {
    match of {
        Worth::Margin => sum.count.gains.margin(),
        Worth::PieceValue => sum.count.gains.gmv.over(sum.pieces).map(Money::cents),
    }
}

impl Quadrant {
    pub fn corner(&self, point: &Point) -> Corner {
        Corner {
            busy: point.traffic >= self.median_traffic,
            rich: point.worth >= self.median_worth,
        }
    }

    /// The role of the nearest quarter that has one: for the poor and quiet corner the one across
    /// the line that fewer products stand before.
    pub fn fits(&self, point: &Point) -> Role {
        self.corner(point).role().unwrap_or_else(|| {
            let between = |sorted: &[i64], value: i64, median: i64| {
                let place = |limit: i64| sorted.partition_point(|other| *other < limit);
                place(median) - place(value)
            };
            let to_traffic = between(&self.traffics, point.traffic, self.median_traffic);
            let to_image = between(&self.worths, point.worth, self.median_worth);
            if to_traffic <= to_image { Role::Traffic } else { Role::Image }
        })
    }

    pub fn point(&self, product: Word) -> Option<&Point> {
        self.points.iter().find(|point| point.product == product)
    }
}
