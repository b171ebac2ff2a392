//! The product mix: shares, gross profit, suggested roles, the quadrant, the fewest moves.

use dianpan::domain::{Money, SortedMap};
use dianpan::metric::{
    Basis, Corner, ProductMix, Quadrant, Reading, Role, Targets, Traffic, Worth, mix, quadrant,
    suggest_role,
};
use dianpan::plan::{MovePlan, Products, TOLERANCE, Weighed, fewest_moves, weighed};

use crate::support::{Bench, Desk, Grid, PRODUCT_LIST, Random, Row, line, listed, orders};

/// A product with its price, its pieces and its orders on one day.
fn sold(from: u64, product: &str, yuan: &str, orders: u64) -> Vec<Row> {
    let row = |number| line(number).of(yuan).set("商品ID", product);
    (from..from + orders).map(row).collect()
}

#[test]
fn shares_of_roles_are_of_skus_of_sales_or_of_profit() {
    let mut rows = sold(1, "11", "60.00", 1);
    rows.extend(sold(2, "11", "20.00", 1).into_iter().map(|row| row.set("商品规格", "黑色 L")));
    rows.extend(sold(3, "22", "20.00", 1));
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let book = bench.book();
    let reading = Reading::new(&book, bench.query("2026-11-10"));
    let mut products = Products::default();
    products.set_role("11", Role::Traffic);
    products.set_role("22", Role::Profit);
    products.set_cost("22", Some(Money(500)));
    let shares = |products: &Products, basis| -> Vec<String> {
        let shares = mix(&reading, &products.0).shares(basis);
        shares.iter().map(|share| share.figure.plain()).collect()
    };
    // In the order of traffic, profit, image, unset.
    assert_eq!(shares(&products, Basis::Sku), ["0.666667", "0.333333", "0.000000", "0.000000"]);
    assert_eq!(shares(&products, Basis::Gmv), ["0.800000", "0.200000", "0.000000", "0.000000"]);
    assert_eq!(shares(&products, Basis::Profit), ["0.000000", "1.000000", "0.000000", "0.000000"]);
    // 60 − 15 + 20 − 15 = 50 and 20 − 5 = 15: 50 of 65.
    products.set_cost("11", Some(Money(1_500)));
    assert_eq!(shares(&products, Basis::Profit)[..2], ["0.769231", "0.230769"]);
    // Without any known cost nobody can say.
    let empty = Products::default();
    assert_eq!(shares(&empty, Basis::Profit), ["", "", "", ""]);
    assert_eq!(shares(&empty, Basis::Sku)[3], "1.000000");
}

#[test]
fn roles_are_suggested_by_price_orders_and_margin() {
    let mut rows = sold(1, "11", "70.00", 9);
    rows.extend(sold(101, "22", "100.00", 5));
    rows.extend(sold(201, "33", "180.00", 2));
    rows.extend(sold(301, "44", "71.00", 5));
    rows.extend(sold(401, "55", "179.00", 2));
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let book = bench.book();
    let reading = Reading::new(&book, bench.query("2026-11-10"));
    let suggested = |products: &SortedMap<String, ProductMix>, product: &str| {
        let found = suggest_role(&mix(&reading, products));
        found[&book.words.find(product).unwrap()]
    };
    let none = SortedMap::new();
    // The median price is 100: 70 is cheap, 180 is dear and sells no more than the median.
    assert_eq!(suggested(&none, "11").median_value, Money(10_000));
    let roles = ["11", "22", "33", "44", "55"].map(|product| suggested(&none, product).role);
    let expected = [Role::Traffic, Role::Profit, Role::Image, Role::Profit, Role::Profit];
    assert_eq!(roles, expected);
    // Half of the price as margin makes a cheap product one for profit.
    let cost = |cents| {
        let known = ProductMix { cost: Some(Money(cents)), ..ProductMix::default() };
        SortedMap::from_iter([("11".to_owned(), known)])
    };
    assert_eq!(suggested(&cost(3_500), "11").role, Role::Profit);
    assert_eq!(suggested(&cost(3_501), "11").role, Role::Traffic);
    assert_eq!(suggested(&cost(3_500), "11").margin, Some(500_000));
}

#[test]
fn an_unknown_cost_is_no_cost_of_zero() {
    let mut rows = sold(1, "11", "60.00", 1);
    rows.extend(sold(2, "11", "20.00", 1).into_iter().map(|row| row.set("商品规格", "黑色 L")));
    rows.extend(sold(3, "22", "20.00", 1));
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let book = bench.book();
    let reading = Reading::new(&book, bench.query("2026-11-10"));
    let mut products = Products::default();
    products.set_role("11", Role::Traffic);
    let told = |products: &Products| {
        let gains = mix(&reading, &products.0).all.gains;
        [gains.profit_figure(0), gains.margin_figure(0), gains.coverage_figure(0)]
            .map(|figure| (figure.plain(), figure.approx))
    };
    let unknown = (String::new(), None);
    assert_eq!(told(&products), [unknown.clone(), unknown, ("0.000000".to_owned(), None)]);
    // The SKU's own cost: 20 − 5.
    products.set_sku_cost("11", "黑色 L", Some(Money(500)));
    let part = Some("cost");
    let expected = [("15.00", part), ("0.750000", part), ("0.200000", None)];
    assert_eq!(told(&products), expected.map(|(value, why)| (value.to_owned(), why)));
    // It goes before that of the product, which holds for the rest.
    products.set_cost("11", Some(Money(1_000)));
    assert_eq!(told(&products)[0], ("65.00".to_owned(), part));
    products.set_cost("22", Some(Money(3_000)));
    // A loss is told; as a weight it counts nothing.
    assert_eq!(told(&products)[0], ("55.00".to_owned(), None));
    let shares = mix(&reading, &products.0).shares(Basis::Profit);
    assert_eq!(shares[0].figure.plain(), "1.000000");
}

/// The corner of each of four products, with or without costs and a product list.
fn corners(bench: &Bench, products: &Products) -> (Quadrant, Vec<Option<Role>>) {
    let book = bench.book();
    let reading = Reading::new(&book, bench.query("2026-11-10"));
    let found = quadrant(&reading, &mix(&reading, &products.0));
    let corner = |id: &&str| {
        let point = found.point(book.words.find(id)?)?;
        found.corner(point).role()
    };
    let roles = ["11", "22", "33", "44"].iter().map(corner).collect();
    (found, roles)
}

#[test]
fn the_quadrant_takes_what_the_files_and_the_costs_can_give() {
    let mut rows = sold(1, "11", "30.00", 9);
    rows.extend(sold(101, "22", "300.00", 9));
    rows.extend(sold(201, "33", "300.00", 2));
    rows.extend(sold(301, "44", "30.00", 2));
    let file = orders(&rows).csv("a.csv");
    let (traffic, profit, image) = (Some(Role::Traffic), Some(Role::Profit), Some(Role::Image));
    let bench = Bench::with(std::slice::from_ref(&file));
    let (found, roles) = corners(&bench, &Products::default());
    assert_eq!((found.traffic, found.worth), (Traffic::Orders, Worth::PieceValue));
    assert_eq!(roles, [traffic, profit, image, None]);
    // Reach comes from the product list of the very period; what it lacks is left out and told.
    let rows = [("11", "10"), ("22", "90"), ("33", "80")]
        .map(|(id, reach)| listed("20261110-20261110", id).set("商品曝光人数", reach));
    let list = Grid::new(PRODUCT_LIST, &rows).csv("d.csv");
    let bench = Bench::with(&[file, list]);
    let mut products = Products::default();
    let (found, roles) = corners(&bench, &products);
    assert_eq!((found.traffic, found.unlisted), (Traffic::Impressions, 1));
    assert_eq!(roles[..2], [None, profit]);
    // A cost of little of the sales changes nothing; one of most makes it the margin.
    products.set_cost("11", Some(Money(100)));
    assert_eq!(corners(&bench, &products).0.worth, Worth::PieceValue);
    products.set_cost("22", Some(Money(9_000)));
    let (found, roles) = corners(&bench, &products);
    assert_eq!((found.worth, found.uncosted), (Worth::Margin, 2));
    assert_eq!(roles, [image, traffic, None, None]);
    assert_eq!(Corner { busy: false, rich: false }.role(), None);
}

fn distance(items: &[Weighed], targets: Targets, change: impl Fn(usize) -> Role) -> i64 {
    let whole: i64 = items.iter().map(|item| item.weight).sum();
    let off = Role::ALL.map(|role| {
        let of = items.iter().enumerate().filter(|(place, _)| change(*place) == role);
        let weight: i64 = of.map(|(_, item)| item.weight).sum();
        (weight * targets.whole() - whole * targets.part(role)).abs()
    });
    off.into_iter().max().unwrap()
}

/// The distance after a plan, in parts of the whole's weight times the whole of the targets.
fn after(items: &[Weighed], targets: Targets, plan: &MovePlan) -> i64 {
    distance(items, targets, |place| {
        let step = plan.moves.iter().find(|step| step.place == place);
        step.map_or(items[place].role, |step| step.to)
    })
}

/// The fewest changes of all that reach the tolerance; else those that come nearest.
fn brute(items: &[Weighed], targets: Targets) -> (bool, usize, i64) {
    let whole: i64 = items.iter().map(|item| item.weight).sum();
    let goal = whole * targets.whole() * TOLERANCE / 100;
    let mut best: Option<(bool, usize, i64)> = None;
    for code in 0..4usize.pow(u32::try_from(items.len()).unwrap()) {
        let role = |place: usize| match code >> (2 * place) & 3 {
            3 => items[place].role,
            other => Role::ALL[other],
        };
        let moved = (0..items.len()).filter(|&place| role(place) != items[place].role).count();
        let off = distance(items, targets, role);
        let found = (off > goal, moved, off);
        // On target fewer changes count, off target the distance.
        let worth =
            |it: (bool, usize, i64)| if it.0 { (true, it.2, it.1) } else { (false, 0, it.1) };
        let reached =
            |it: (bool, usize, i64)| if it.0 { worth(it) } else { (false, it.1 as i64, 0) };
        if best.is_none_or(|known| reached(found) < reached(known)) {
            best = Some(found);
        }
    }
    best.unwrap()
}

fn random_items(random: &mut Random, count: usize, heaviest: usize) -> Vec<Weighed> {
    let item = |random: &mut Random| Weighed {
        role: *random.pick(&Role::ALL),
        weight: i64::try_from(random.below(heaviest)).unwrap(),
        fits: Some(*random.pick(&Role::ALL)).filter(|role| *role != Role::Unset),
    };
    (0..count).map(|_| item(random)).collect()
}

#[test]
fn no_smaller_set_of_moves_does_as_well() {
    let mut random = Random(7);
    let (mut met, mut missed) = (0, 0);
    for round in 0..120 {
        let count = 1 + round % 6;
        let items = random_items(&mut random, count, if round % 2 == 0 { 6 } else { 1_000 });
        let whole: i64 = items.iter().map(|item| item.weight).sum();
        let targets = match round % 3 {
            0 => Targets::default(),
            1 => Targets { traffic: 50, profit: 25, image: 25 },
            _ => Targets { traffic: 33, profit: 33, image: 33 },
        };
        let plan = fewest_moves(&items, targets);
        if whole == 0 {
            assert_eq!(plan, MovePlan::default());
            continue;
        }
        let (off, moved, nearest) = brute(&items, targets);
        let told = format!("{items:?} {targets:?} {plan:?}");
        assert!(plan.exact, "{told}");
        assert_eq!(plan.reached, !off, "{told}");
        assert_eq!(plan.moves.len(), moved, "{told}");
        if off {
            missed += 1;
            assert_eq!(after(&items, targets, &plan), nearest, "{told}");
        } else {
            met += 1;
            assert!(plan.at_least <= moved, "{told}");
        }
    }
    assert!(met > 3 && missed > 10, "{met} {missed}");
}

#[test]
fn moves_never_lead_away_and_each_is_needed() {
    let mut random = Random(11);
    for round in 0..40 {
        let count = [9, 30, 200, 2_000][round % 4];
        let items = random_items(&mut random, count, if round % 2 == 0 { 9 } else { 100_000 });
        let targets = Targets::default();
        let plan = fewest_moves(&items, targets);
        let before = distance(&items, targets, |place| items[place].role);
        assert!(after(&items, targets, &plan) <= before, "{round}");
        assert!(plan.after <= plan.before);
        assert!(!plan.reached || plan.at_least <= plan.moves.len(), "{round}");
        for step in &plan.moves {
            assert_eq!(step.from, items[step.place].role);
            assert!(step.to != step.from && step.to != Role::Unset);
            assert!(items[step.place].weight > 0);
        }
        let mut places: Vec<usize> = plan.moves.iter().map(|step| step.place).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), plan.moves.len(), "a product moves once");
        // Many products of little weight can always be brought to the targets.
        assert!(plan.reached || count == 9, "{round}: {} {}", plan.before, plan.after);
    }
}

#[test]
fn of_two_sets_as_small_the_one_that_suits_is_taken() {
    let of = |role, weight, fits| Weighed { role, weight, fits: Some(fits) };
    let items = [
        of(Role::Traffic, 40, Role::Traffic),
        of(Role::Profit, 30, Role::Profit),
        of(Role::Unset, 15, Role::Image),
        of(Role::Unset, 15, Role::Image),
    ];
    let plan = fewest_moves(&items, Targets::default());
    assert_eq!((plan.moves.len(), plan.reached, plan.after), (2, true, 0));
    assert_eq!(plan.at_least, 2);
    // Two of a weight: the one that suits the lacking role moves.
    let items = [
        of(Role::Traffic, 30, Role::Profit),
        of(Role::Traffic, 30, Role::Image),
        of(Role::Traffic, 40, Role::Traffic),
        of(Role::Profit, 30, Role::Profit),
    ];
    let targets = Targets { traffic: 70, profit: 30, image: 30 };
    let plan = fewest_moves(&items, targets);
    assert_eq!(plan.moves.len(), 1);
    assert_eq!((plan.moves[0].place, plan.moves[0].to), (1, Role::Image));
}

#[test]
fn the_page_weighs_by_the_basis_on_screen() {
    let mut rows = sold(1, "11", "60.00", 1);
    rows.extend(sold(2, "22", "20.00", 2));
    let bench = Bench::with(&[orders(&rows).csv("a.csv")]);
    let desk = Desk::of(&bench, "2026-11-10");
    let reading = Reading::new(&desk.book, desk.query);
    let mix = mix(&reading, &desk.products);
    let found = quadrant(&reading, &mix);
    let weights = |basis| -> Vec<i64> {
        let mut weights: Vec<i64> =
            weighed(&mix, &found, basis).iter().map(|item| item.weight).collect();
        weights.sort_unstable();
        weights
    };
    assert_eq!(weights(Basis::Sku), [1, 1]);
    assert_eq!(weights(Basis::Gmv), [4_000, 6_000]);
    // Without costs nothing weighs by profit, so nothing is moved.
    assert_eq!(weights(Basis::Profit), [0, 0]);
    let plan = fewest_moves(&weighed(&mix, &found, Basis::Profit), Targets::default());
    assert_eq!(plan, MovePlan::default());
}
