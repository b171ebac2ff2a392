//! A shop that nobody owns, for operators without a file at hand: ninety days up to yesterday.
//!
//! The sample is written as the files that 抖店, 罗盘 and 千川 would export and then read like any
//! other, so nothing that it shows is made up anywhere but here. The same moment gives the same
//! shop. Its stories are there to be found: a product falling for three days, a rising one that
//! ships late, one that is not as described, a creator gone silent, a changed price, a campaign.
//!
//! Nothing here knows of pages or storage: that the sample is marked and never kept is the
//! business of `app`.

mod deal;
mod dice;
mod sale;
mod sheet;
mod shop;
mod stock;
mod story;
mod traffic;

use crate::domain::{Cancelled, Dataset, Mappings, Moment, Money, Pace, Period};
use crate::import::{Drop, StagedDrop, load};
use crate::plan::Products;
use crate::table::{Decoder, Input, InputFault};
use crate::text::iso_day;

pub use sheet::Sheet;

/// What the sample shop is called in its own files.
pub const NAME: &str = "示例店铺";

/// The sample shop, read.
#[derive(Clone, Debug)]
pub struct Sample {
    pub staged: StagedDrop,
    /// Roles and costs, of some products unknown.
    pub products: Products,
}

/// A file in memory.
struct Bytes<'a>(&'a [u8]);

impl Input for Bytes<'_> {
    fn len(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap_or(0)
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, InputFault> {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let rest = self.0.get(at..).unwrap_or_default();
        Ok(rest.get(..count).unwrap_or(rest).to_vec())
    }
}

/// The files of the sample shop, exported at `now`.
pub fn sheets(now: Moment) -> Vec<Sheet> {
    let shop = shop::Shop::at(now);
    let mut dice = dice::Dice(7);
    let mut sheets = vec![
        deal::orders(&shop),
        deal::cases(&shop),
        deal::reviews(&shop, shop.day(1), &mut dice),
        traffic::shop_days(&shop),
        traffic::product_days(&shop),
        traffic::ads(&shop),
        traffic::lives(&shop, &mut dice),
        traffic::creators(&shop),
    ];
    // What the periods that are asked for most, and the ones before them, need for a funnel.
    for days in [1, 7, 30] {
        sheets.extend([0, days].map(|skip| traffic::product_list(&shop, days, skip)));
    }
    sheets
}

/// The sample shop at `now`, through the same reader as any file.
pub async fn open(
    now: Moment,
    decoder: &dyn Decoder,
    pace: &impl Pace,
) -> Result<Sample, Cancelled> {
    let mappings = Mappings::default();
    let mut drop = Drop::default();
    for sheet in sheets(now) {
        let input = Bytes(sheet.text.as_bytes());
        drop.files.push(load(&sheet.name, now, &input, decoder, pace, &mappings).await?);
    }
    let staged = drop.stage(&Dataset::default(), NAME, now, |_| true, pace).await?;
    Ok(Sample { staged, products: products() })
}

fn products() -> Products {
    let mut products = Products::default();
    for (place, product) in stock::PRODUCTS.iter().enumerate() {
        let id = deal::product_number(place).to_string();
        products.set_role(&id, product.role);
        products.set_cost(&id, Some(Money(product.cost)).filter(|cost| cost.cents() > 0));
    }
    products
}

/// `20261022-20261120`, as exports carry their range in their names.
fn days_in_name(period: Period) -> String {
    [period.from, period.to].map(|day| iso_day(day).replace('-', "")).join("-")
}
