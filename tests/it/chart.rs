//! The charts: built from any shop and from none, equal to the metrics, honest about gaps, and the
//! same bytes every time.

use dianpan::chart::{CHARTS, Chart, Ink, Look, Plot, Spec, render, sparkline};
use dianpan::insight::MATURITY_DAYS;
use dianpan::metric::{Basis, METRICS, Role};
use dianpan::plan::Products;
use dianpan::text::{Lang, iso_day};

use crate::support::{
    Bench, Desk, Row, Tag, Token, attribute, case, cases, day, exported, line, listed, orders,
    shop_day, shop_wide, tokens,
};
use crate::support::{Grid, PRODUCT_LIST};

const TEN: &str = "2026-11-08..2026-11-17";
const WIDTHS: [u32; 4] = [280, 360, 750, 1600];

/// Sales on the 9th, 10th and 12th, none on the 11th, nothing known before the 9th; the 15th is not
/// over, and nothing is known after it.
fn bench() -> Bench {
    let sold = [
        line(1).on("2026-11-09").of("100.00"),
        line(2).on("2026-11-10").of("250.00"),
        line(3).on("2026-11-12").of("70.00"),
        line(4).on("2026-11-15").of("30.00"),
    ];
    let asked = [
        case(1, &sold[1]).set("退商品金额（元）", "250.00").set("售后原因", "质量不好"),
        case(2, &sold[2])
            .set("退商品金额（元）", "70.00")
            .set("售后申请时间", "2026-11-13 09:00:00"),
    ];
    Bench::with(&[
        orders(&sold).csv(&exported("2026-11-15 21:00:00")),
        cases(&asked).csv("b.csv"),
        Grid::new(PRODUCT_LIST, [&listed("20261108-20261117", "全部")]).csv("c.csv"),
    ])
}

fn plots(chart: &Chart) -> Vec<Plot> {
    let Some(spec) = &chart.spec else { return Vec::new() };
    let looks = [Look::Screen, Look::Paper];
    let each = WIDTHS.iter().flat_map(|&width| looks.map(|look| render(spec, look, width)));
    each.collect()
}

/// Every chart of a desk, in both languages.
fn charts(desk: &mut Desk) -> Vec<Chart> {
    let mut charts = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        desk.lang = lang;
        charts.extend(CHARTS.iter().map(|kind| desk.chart(kind.id)));
    }
    charts
}

/// The shops that divide by zero where somebody forgot to look.
fn odd_shops() -> Vec<(&'static str, Bench)> {
    let sold = [line(1), line(2)];
    let asked = [case(1, &sold[0]), case(2, &sold[1])];
    let huge = line(1).of("90000000000000.00").set("商品数量", "9000000000000000");
    let crowd = listed("20261108-20261117", "全部")
        .with(&[("商品曝光人数", "9000000000000000000"), ("商品点击人数", "9000000000000000000")]);
    let crowd = Grid::new(PRODUCT_LIST, [&crowd.set("成交人数", "0")]);
    let file = |rows: &[Row]| orders(rows).csv(&exported("2026-11-20 08:00:00"));
    vec![
        ("an empty shop", Bench::default()),
        ("one order", Bench::with(&[file(&sold[..1])])),
        ("nothing paid", Bench::with(&[file(&[line(1).set("支付完成时间", "")])])),
        ("only gifts", Bench::with(&[file(&[line(1).of("0.00")])])),
        ("all refunded", Bench::with(&[file(&sold), cases(&asked).csv("b.csv")])),
        ("only after-sales", Bench::with(&[cases(&asked).csv("b.csv")])),
        ("only compass", Bench::with(&[shop_wide(&[shop_day("2026-11-10")]).csv("c.csv")])),
        ("huge amounts", Bench::with(&[file(&[huge])])),
        ("huge crowds", Bench::with(&[crowd.csv("d.csv")])),
        ("a usual one", bench()),
    ]
}

#[test]
fn every_chart_is_built_from_any_shop() {
    for (name, bench) in odd_shops() {
        for days in [TEN, "2026-11-10", "2026-09-01..2026-11-20"] {
            for chart in charts(&mut Desk::of(&bench, days)) {
                let empty = chart.spec.is_none();
                let place = format!("{} of {name} on {days}", chart.id);
                assert!(!chart.name.is_empty(), "{place}");
                // An empty chart says why and which file would fill it.
                assert!(!empty || chart.notes.iter().any(|note| !note.is_empty()), "{place}");
                for plot in plots(&chart) {
                    check_svg(&plot, &place);
                }
            }
        }
    }
}

/// Tags and attributes that a drawing may have, and nothing that is no number where one belongs.
fn check_svg(plot: &Plot, place: &str) {
    const TAGS: [&str; 7] = ["svg", "line", "rect", "polyline", "polygon", "circle", "text"];
    const NUMBERS: [&str; 12] =
        ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "stroke-width"];
    let mut open = 0;
    for token in tokens(&plot.svg) {
        match token {
            Token::Start(tag) => {
                assert!(TAGS.contains(&tag.name.as_str()), "<{}> in {place}", tag.name);
                open += i32::from(matches!(tag.name.as_str(), "svg" | "text"));
                for (name, value) in &tag.attributes {
                    assert!(!value.contains("NaN") && !value.contains("inf"), "{name} in {place}");
                    let number = !NUMBERS.contains(&name.as_str()) || value.parse::<f64>().is_ok();
                    assert!(number, "{name}={value} in {place}");
                    assert!(!name.starts_with("on") && name != "href" && name != "style");
                }
                for size in ["width", "height", "r"] {
                    let size = attribute(&tag, size).map_or(0.0, |size| size.parse().unwrap());
                    assert!(size >= 0.0, "{size} in {place}");
                }
            }
            Token::End(_) => open -= 1,
            Token::Text(text) => assert!(!text.contains("NaN"), "{text} in {place}"),
        }
    }
    assert_eq!(open, 0, "{place}");
    assert!(plot.marks.iter().all(|mark| !mark.heading.is_empty()), "{place}");
}

#[test]
fn tables_of_charts_carry_the_figures_of_the_metrics() {
    let bench = bench();
    let desk = Desk::of(&bench, TEN);
    let mut compared = 0;
    for kind in CHARTS {
        for row in desk.chart(kind.id).table.rows {
            for cell in row.cells {
                let days = format!("{}..{}", iso_day(cell.period.from), iso_day(cell.period.to));
                let of_day = cell.dim.as_ref().is_none_or(|(dim, _)| *dim == "day");
                if of_day && METRICS.iter().any(|metric| metric.id == cell.metric) {
                    let figure = bench.figure(&days, cell.metric);
                    assert_eq!(cell.figure.plain(), figure.plain(), "{} {days}", cell.metric);
                    compared += 1;
                }
            }
        }
    }
    // Ten days with sales, orders and comparisons, ten with net sales and refunds, the funnel.
    assert!(compared > 50, "{compared}");
}

/// The values of the first line of a daily chart.
fn values(chart: &Chart) -> Vec<Option<i64>> {
    let Some(Spec::Daily(spec)) = &chart.spec else { panic!("{} is not by day", chart.id) };
    spec.series[0].values.clone()
}

/// How many points each line of the main series has.
fn lines(plot: &Plot) -> Vec<usize> {
    let main = Look::Paper.color(Ink::Main);
    let drawn = tokens(&plot.svg).into_iter().filter_map(|token| match token {
        Token::Start(tag) if tag.name == "polyline" => Some(tag),
        _ => None,
    });
    // The edge of the tint below the line is drawn, too, but nobody sees it.
    let seen = |tag: &Tag| attribute(tag, "stroke-opacity").is_none();
    let drawn = drawn.filter(|tag| attribute(tag, "stroke") == Some(&main) && seen(tag));
    drawn.map(|tag| attribute(&tag, "points").unwrap().split(' ').count()).collect()
}

#[test]
fn a_missing_day_is_a_gap_and_a_day_without_sales_is_zero() {
    let (known, unknown) = (Some(0), None);
    let expected =
        [unknown, Some(10_000), Some(25_000), known, Some(7_000), known, known, Some(3_000)];
    let desk = Desk::of(&bench(), TEN);
    let gmv = desk.chart("gmv");
    assert_eq!(values(&gmv)[..8], expected);
    assert_eq!(values(&gmv)[8..], [unknown, unknown]);
    let cells: Vec<String> = gmv.table.rows.iter().map(|row| row.cells[0].figure.plain()).collect();
    assert_eq!(cells[..4], ["", "100.00", "250.00", "0.00"]);
    assert!(gmv.notes.iter().any(|note| note.contains("3 天没有数据")), "{:?}", gmv.notes);
    // The line stops at the gap, without a point at the axis for the days beyond.
    let plot = render(gmv.spec.as_ref().unwrap(), Look::Paper, 750);
    assert_eq!(lines(&plot), [7]);
}

#[test]
fn a_day_between_gaps_is_a_dot() {
    let bench = Bench::with(&[shop_wide(&[shop_day("2026-11-10")]).csv("c.csv")]);
    let chart = Desk::of(&bench, TEN).chart("gmv");
    let plot = render(chart.spec.as_ref().unwrap(), Look::Paper, 750);
    assert!(lines(&plot).is_empty());
    assert_eq!(plot.svg.matches("<circle").count(), 1);
}

#[test]
fn a_day_that_is_not_over_is_hollow_and_named() {
    let chart = Desk::of(&bench(), TEN).chart("gmv");
    let Some(Spec::Daily(spec)) = &chart.spec else { panic!() };
    assert_eq!(spec.open, [7]);
    assert!(chart.notes.iter().any(|note| note.starts_with("11-15 还没过完")), "{:?}", chart.notes);
    let plot = render(chart.spec.as_ref().unwrap(), Look::Paper, 750);
    assert!(plot.svg.contains("<circle") && plot.svg.contains("fill=\"none\" stroke="));
}

#[test]
fn days_whose_refunds_are_still_coming_are_shaded() {
    // The newest export is of the 15th: 15 days up to it begin with the 1st.
    let shade = |maturity: i64| {
        let mut desk = Desk::of(&bench(), TEN);
        desk.thresholds.set(&MATURITY_DAYS, maturity);
        let Some(Spec::Daily(spec)) = desk.chart("net").spec else { panic!() };
        spec.shades.first().map(|shade| (shade.from, shade.to, shade.ink))
    };
    assert_eq!(shade(15), Some((0, 9, Ink::Young)));
    // Three days: the 13th, 14th and 15th; what comes after is younger still.
    assert_eq!(shade(3), Some((5, 9, Ink::Young)));
    // gmv does not mature.
    let Some(Spec::Daily(spec)) = Desk::of(&bench(), TEN).chart("gmv").spec else { panic!() };
    assert!(spec.shades.is_empty());
    let old = Desk::of(&bench(), "2026-10-01..2026-10-31").chart("net");
    assert!(old.spec.is_none());
}

#[test]
fn comparisons_lie_under_their_own_days() {
    let bench = Bench::with(&[shop_wide(&[
        shop_day("2026-11-01").set("成交金额", "11.00"),
        shop_day("2026-11-03").set("成交金额", "33.00"),
    ])
    .csv("c.csv")]);
    let chart = Desk::of(&bench, "2026-11-03..2026-11-04").chart("gmv");
    let Some(Spec::Daily(spec)) = &chart.spec else { panic!() };
    // The year before is unknown, so it gets no line.
    assert_eq!(spec.series.len(), 2);
    assert_eq!(spec.series[1].values, [Some(1_100), None]);
    let cell = &chart.table.rows[0].cells[2];
    assert_eq!((cell.figure.plain().as_str(), cell.period.from), ("11.00", day("2026-11-01")));
}

#[test]
fn the_funnel_has_its_steps_and_their_rates() {
    let chart = Desk::of(&bench(), "2026-11-08..2026-11-17").chart("funnel");
    let Some(Spec::Funnel(spec)) = &chart.spec else { panic!() };
    let people: Vec<i64> = spec.bars.iter().map(|bar| bar.people).collect();
    assert_eq!(people, [900, 90, 12, 10]);
    let rates: Vec<&str> = spec.bars.iter().map(|bar| bar.rates.as_str()).collect();
    assert_eq!(rates[0], "");
    assert!(rates[1].starts_with("↓ 10.00%") && rates[2].starts_with("↓ 13.33%"), "{rates:?}");
    assert!(rates[3].contains("占首步 1.11%"), "{rates:?}");
}

#[test]
fn returns_are_told_by_all_nine_classes() {
    let chart = Desk::of(&bench(), TEN).chart("returns");
    let count = |key: &str| {
        let cells = chart.table.rows.iter().flat_map(|row| &row.cells);
        let mut of = cells.filter(|cell| cell.dim.as_ref().is_some_and(|(_, id)| id == key));
        of.next().unwrap().figure.plain()
    };
    assert_eq!(chart.table.rows.len(), 9);
    assert_eq!(
        (count("quality"), count("unwanted"), count("late")),
        ("1".into(), "1".into(), "0".into())
    );
}

#[test]
fn the_mix_is_drawn_by_its_basis() {
    let mut products = Products::default();
    products.set_role("3600000000000000011", Role::Image);
    let mut desk = Desk::of(&bench(), TEN);
    desk.products = products.0;
    for basis in Basis::ALL {
        desk.basis = basis;
        let chart = desk.chart("mix");
        let cell = |place: usize| chart.table.rows[place].cells[0].clone();
        // Without costs nobody knows the profit.
        let expected = if basis == Basis::Profit { "" } else { "1.000000" };
        assert_eq!(cell(2).figure.plain(), expected, "{basis:?}");
        assert_eq!(cell(2).basis, Some(basis.id()));
        assert!(chart.spec.is_some(), "the other bases are drawn");
    }
}

#[test]
fn texts_in_drawings_are_escaped() {
    let row = dianpan::chart::BarRow {
        name: "</text><script>alert(1)</script>&amp;".to_owned(),
        value: 3,
        text: "\"><img onerror=x>".to_owned(),
        ink: Ink::Main,
    };
    let spec = Spec::Bars(dianpan::chart::BarsSpec { rows: vec![row.clone()] });
    let plot = render(&spec, Look::Screen, 750);
    check_svg(&plot, "hostile names");
    let texts = tokens(&plot.svg).into_iter().filter_map(|token| match token {
        Token::Text(text) => Some(text),
        _ => None,
    });
    let texts: Vec<String> = texts.collect();
    assert!(texts.contains(&row.name) && texts.contains(&row.text), "{texts:?}");
}

#[test]
fn the_same_shop_gives_the_same_bytes() {
    let drawn = || -> Vec<String> {
        let charts = charts(&mut Desk::of(&bench(), TEN));
        charts.iter().flat_map(plots).map(|plot| plot.svg).collect()
    };
    let first = drawn();
    assert!(first.len() > 40);
    assert_eq!(first, drawn());
}

#[test]
fn sparklines_have_gaps_too() {
    assert_eq!(sparkline(&[], Ink::Main, Look::Screen).matches("NaN").count(), 0);
    for values in [
        vec![None, None],
        vec![Some(5)],
        vec![Some(0), Some(0)],
        vec![Some(1), None, Some(i64::MAX)],
    ] {
        let svg = sparkline(&values, Ink::Main, Look::Screen);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{values:?}: {svg}");
    }
}

#[test]
fn a_stamped_picture_carries_the_word_and_is_whole() {
    let mut plot =
        Plot { svg: "<svg></svg>".to_owned(), width: 100, height: 50, ..Plot::default() };
    plot.stamp("示例");
    assert!(plot.svg.starts_with("<svg><text x=\"50\" y=\"25\""), "{}", plot.svg);
    assert!(plot.svg.ends_with(">示例</text></svg>"), "{}", plot.svg);
}
