//! Where a change comes from: the handbook's two branches, natural traffic or a creator, decided
//! by the order lines themselves.

use super::told::{Arg, Told};
use crate::domain::{Money, Period, SortedMap, Word, ratio_millionths};
use crate::metric::{Book, Filter};
use crate::text::{Phrase, phrase};

/// How an order came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Sold by a creator, told by nickname.
    Creator(String),
    /// The shop's own, told by 流量体裁; nothing where the file does not say.
    Own(Option<String>),
}

/// The route that explains most of a fall or a rise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    pub route: Route,
    /// Its part of the sum of all falls, or rises, in millionths.
    pub share: i64,
}

impl Cause {
    /// What the route is called.
    fn route(&self) -> (Phrase, Vec<Arg>) {
        match &self.route {
            Route::Creator(name) => {
                (phrase("达人「{}」", "creator “{}”"), vec![Arg::Text(name.clone())])
            }
            Route::Own(Some(carrier)) => {
                (phrase("{}自营流量", "own traffic, {}"), vec![Arg::Text(carrier.clone())])
            }
            Route::Own(None) => (phrase("自营流量", "own traffic"), Vec::new()),
        }
    }
}

const STOP: Phrase = phrase("。", ".");

/// A sentence with the route that explains it, where one does: `why` stands before the route and
/// `part` behind it, with its share.
pub(super) fn with_cause(told: Told, cause: Option<&Cause>, why: Phrase, part: Phrase) -> Told {
    let Some(cause) = cause else { return told.and(STOP, []) };
    let (route, name) = cause.route();
    told.and(why, []).and(route, name).and(part, [Arg::Rate(cause.share)])
}

/// A sentence with what is told behind it, where there is something.
pub(super) fn with_part(told: Told, part: Option<(Phrase, Vec<Arg>)>) -> Told {
    let (phrase, args) = part.unwrap_or((STOP, Vec::new()));
    told.and(phrase, args)
}

/// Which route sold more in one period than in another, by most. Routes that sold less are left
/// out of the whole, so the shares of the others sum to one: asked with a day and a later one it is
/// the biggest loss, asked with a week and the one before the biggest gain.
pub(super) fn biggest_part(
    book: &Book,
    filter: &Filter,
    more: Period,
    less: Period,
) -> Option<Cause> {
    let other = by_route(book, filter, less);
    let losses: Vec<(RouteKey, i64)> = by_route(book, filter, more)
        .into_iter()
        .map(|(route, gmv)| {
            let other = other.get(&route).copied().unwrap_or_default();
            (route, (gmv - other).cents())
        })
        .filter(|&(_, loss)| loss > 0)
        .collect();
    let whole: i64 = losses.iter().map(|&(_, loss)| loss).sum();
    // Ties go by name, so that the order of imports does not show.
    let name = |key: RouteKey| match key {
        (Some(creator), _) => book.creator_name(creator),
        (None, carrier) => carrier.map_or("", |carrier| book.words.text(carrier)),
    };
    let &((creator, carrier), loss) =
        losses.iter().max_by_key(|&&(key, loss)| (loss, std::cmp::Reverse(name(key))))?;
    let route = match creator {
        Some(creator) => Route::Creator(book.creator_name(creator).to_owned()),
        None => Route::Own(carrier.map(|carrier| book.words.text(carrier).to_owned())),
    };
    Some(Cause { route, share: ratio_millionths(loss, whole)? })
}

/// A creator, or a carrier where there is none.
type RouteKey = (Option<Word>, Option<Word>);

/// Sales of a period by creator, or by carrier where there is none.
fn by_route(book: &Book, filter: &Filter, period: Period) -> SortedMap<RouteKey, Money> {
    let mut routes: SortedMap<RouteKey, Money> = SortedMap::new();
    let rolled = &book.rollups.days;
    let sales = book.sales_in(period).iter().filter(|sale| filter.passes(&sale.dims));
    for sale in sales.filter(|sale| !rolled.contains(sale.paid.day())) {
        let carrier = if sale.dims.creator.is_some() { None } else { sale.dims.carrier };
        *routes.slot((sale.dims.creator, carrier)) += sale.gmv;
    }
    routes
}
