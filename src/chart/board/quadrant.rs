//! Traffic × margin: each product among the others, coloured by its role.

use super::role::{role_ink, role_name};
use super::{Chart, Input, KeyEntry};
use crate::chart::spec::{Dot, ScatterAxis, ScatterSpec, Spec};
use crate::chart::table::{Cell, Table, TableRow};
use crate::domain::{Money, Word};
use crate::metric::{
    Corner, Figure, Mix, Point, Quadrant, Role, Traffic, Value, Worth, mix, quadrant,
};
use crate::text::{
    Lang, Phrase, compact_count, compact_money, count_text, full_money, percent_text, phrase,
};

/// More points than this would hide each other, and fill the report.
const DRAWN: usize = 60;
/// A margin below this stands at the edge, so that one wrong cost does not flatten the rest.
const LOWEST_MARGIN: i64 = -1_000_000;

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let reading = input.reading();
    let mix = mix(&reading, input.products);
    let found = quadrant(&reading, &mix);
    let words = Words::of(&found);
    let name = words.title.text(lang).to_owned();
    let table = table(input, &found, &mix);
    let base = Chart { id: "quadrant", name, table, ..Chart::default() };
    if found.points.is_empty() {
        let note = phrase(
            "象限图要有成交的商品：导入「订单导出」。",
            "The quadrant needs products that sold: import an order export.",
        );
        let none = mix.products.is_empty().then(|| note.text(lang).to_owned());
        let notes = none.map_or_else(|| notes(input, &found, &mix), |note| vec![note]);
        return Chart { notes, ..base };
    }
    let key =
        |role: Role| KeyEntry { ink: role_ink(role), text: role_name(role).text(lang).to_owned() };
    let dot = |point: &Point| {
        let lines = vec![
            format!("{} {}", words.traffic.text(lang), count_text(point.traffic)),
            format!("{} {}", words.worth.text(lang), worth_text(found.worth, point.worth)),
            full_money(point.gains.gmv),
            role_name(point.role).text(lang).to_owned(),
        ];
        let floor = if found.worth == Worth::Margin { LOWEST_MARGIN } else { i64::MIN };
        Dot {
            at: (point.traffic, point.worth.max(floor)),
            ink: role_ink(point.role),
            name: input.book.product_name(point.product).to_owned(),
            lines,
        }
    };
    let dots: Vec<Dot> = found.points.iter().take(DRAWN).map(dot).collect();
    let corner = |rich: bool, busy: bool| words.corner(Corner { busy, rich }, lang);
    let spec = ScatterSpec {
        x: axis(dots.iter().map(|dot| dot.at.0), true, words.traffic, lang).cut(
            found.median_traffic,
            count_text,
            lang,
        ),
        y: worth_axis(&found, &dots, words.worth, lang),
        corners: [
            corner(true, false),
            corner(true, true),
            corner(false, false),
            corner(false, true),
        ],
        dots,
    };
    Chart {
        finding: finding(&found, lang),
        spec: Some(Spec::Scatter(spec)),
        legend: Role::ALL.into_iter().map(key).collect(),
        notes: notes(input, &found, &mix),
        ..base
    }
}

/// What the axes and quarters are called.
struct Words {
    title: Phrase,
    traffic: Phrase,
    worth: Phrase,
    rich: [Phrase; 2],
}

impl Words {
    fn of(found: &Quadrant) -> Words {
        let traffic = match found.traffic {
            Traffic::Impressions => phrase("曝光人数", "People reached"),
            Traffic::Orders => phrase("成交订单数", "Orders"),
        };
        match found.worth {
            Worth::Margin => Words {
                title: phrase("流量 × 毛利", "Traffic × margin"),
                traffic,
                worth: phrase("毛利率", "Gross margin"),
                rich: [phrase("毛利低", "low margin"), phrase("毛利高", "high margin")],
            },
            Worth::PieceValue => Words {
                title: phrase("流量 × 件单价", "Traffic × price"),
                traffic,
                worth: phrase("件单价", "Value per piece"),
                rich: [phrase("价低", "cheap"), phrase("价高", "dear")],
            },
        }
    }

    /// `流量高 毛利高：利润款`.
    fn corner(&self, corner: Corner, lang: Lang) -> String {
        let traffic = match corner.busy {
            true => phrase("流量高", "busy"),
            false => phrase("流量低", "quiet"),
        };
        let [poor, rich] = self.rich;
        let worth = if corner.rich { rich } else { poor };
        let role = corner.role().map_or(phrase("待观察", "to watch"), role_name);
        phrase("{}{}：{}", "{}, {}: {}")
            .fill(lang, &[traffic.text(lang), worth.text(lang), role.text(lang)])
    }
}

/// Why a product should take a role: where it stands among the others.
pub fn move_reason(found: &Quadrant, product: Word, to: Role, lang: Lang) -> String {
    let Some(point) = found.point(product) else {
        return phrase(
            "流量或毛利未知，为凑目标",
            "its traffic or margin is unknown; it fills a target",
        )
        .text(lang)
        .to_owned();
    };
    let corner = Words::of(found).corner(found.corner(point), lang);
    let role = role_name(to).text(lang);
    let text = match (found.fits(point) == to, found.corner(point).role().is_some()) {
        (true, true) => phrase("在「{}」象限", "it stands in “{}”"),
        (true, false) => phrase("在「{}」象限，离{}最近", "it stands in “{}”, next to {}"),
        (false, _) => phrase("在「{}」象限，为凑目标改{}", "it stands in “{}”; {} lacks weight"),
    };
    text.fill(lang, &[&corner, role])
}

fn worth_text(of: Worth, value: i64) -> String {
    match of {
        Worth::Margin => percent_text(value),
        Worth::PieceValue => full_money(Money(value)),
    }
}

/// An axis without its line: counts by doubling, with ticks at 1, 2 and 5 times powers of ten.
fn axis(
    values: impl Iterator<Item = i64> + Clone,
    counts: bool,
    name: Phrase,
    lang: Lang,
) -> ScatterAxis {
    let low = values.clone().min().unwrap_or(1).max(1);
    let high = values.max().unwrap_or(1).max(low);
    let text = |value: i64| match counts {
        true => compact_count(value, lang),
        false => compact_money(Money(value), lang),
    };
    let mut ticks: Vec<(i64, String)> = Vec::new();
    for value in round_values() {
        if value <= low {
            ticks.clear();
        }
        ticks.push((value, text(value)));
        if value > high {
            break;
        }
    }
    ScatterAxis { name: name.text(lang).to_owned(), doubling: true, ticks, cut: (0, String::new()) }
}

/// 1, 2, 5, 10, 20, …
fn round_values() -> impl Iterator<Item = i64> {
    let powers = std::iter::successors(Some(1i64), |power| power.checked_mul(10));
    powers.flat_map(|power| [1, 2, 5].into_iter().map(move |times| power.saturating_mul(times)))
}

impl ScatterAxis {
    fn cut(self, median: i64, text: impl Fn(i64) -> String, lang: Lang) -> ScatterAxis {
        let told = phrase("{}中位 {}", "median {} {}").fill(lang, &[&self.name, &text(median)]);
        ScatterAxis { cut: (median, told), ..self }
    }
}

fn worth_axis(found: &Quadrant, dots: &[Dot], name: Phrase, lang: Lang) -> ScatterAxis {
    let values = dots.iter().map(|dot| dot.at.1);
    let text = |value| worth_text(found.worth, value);
    match found.worth {
        Worth::PieceValue => axis(values, false, name, lang).cut(found.median_worth, text, lang),
        Worth::Margin => {
            let low = values.clone().min().unwrap_or(0).min(0);
            let high = values.max().unwrap_or(0).max(100_000);
            let step = if high - low > 1_000_000 { 500_000 } else { 200_000 };
            let (first, last) = (low.div_euclid(step), -((-high).div_euclid(step)));
            let tick = |place: i64| (place * step, format!("{}%", place * step / 10_000));
            ScatterAxis {
                name: name.text(lang).to_owned(),
                doubling: false,
                ticks: (first..=last).map(tick).collect(),
                cut: (0, String::new()),
            }
            .cut(found.median_worth.max(LOWEST_MARGIN), text, lang)
        }
    }
}

/// `7 / 20 个有角色的商品不在自己角色的象限`.
fn finding(found: &Quadrant, lang: Lang) -> String {
    let known = found.points.iter().filter(|point| point.role != Role::Unset);
    let count = |number: usize| count_text(i64::try_from(number).unwrap_or(i64::MAX));
    let all = known.clone().count();
    if all == 0 {
        let busy =
            found.points.iter().filter(|point| found.corner(point).role() == Some(Role::Profit));
        let text = phrase(
            "还没有角色；{} 个商品流量和单件价值都在中位以上",
            "no roles yet; {} product[s] above both medians",
        );
        return text.fill(lang, &[&count(busy.count())]);
    }
    let off = known.filter(|point| found.corner(point).role() != Some(point.role)).count();
    if off == 0 {
        return phrase("有角色的商品都在自己角色的象限", "every role stands in its quarter")
            .text(lang)
            .to_owned();
    }
    phrase(
        "{} / {} 个有角色的商品不在自己角色的象限",
        "{} of {} product[s] with a role [stands|stand] outside its quarter",
    )
    .fill(lang, &[&count(off), &count(all)])
}

fn notes(input: &Input<'_>, found: &Quadrant, mix: &Mix) -> Vec<String> {
    let lang = input.lang;
    let count = |number: usize| count_text(i64::try_from(number).unwrap_or(i64::MAX));
    let mut notes = Vec::new();
    notes.push(match found.traffic {
        Traffic::Impressions => phrase(
            "横轴是罗盘「商品列表」正好这段日期的商品曝光人数。",
            "Across: people reached, from the Compass product list of exactly this period.",
        ).text(lang).to_owned(),
        Traffic::Orders => phrase(
            "横轴是成交订单数：没有正好这段日期的罗盘「商品列表」。在 罗盘 → 商品 → 商品列表 选同样的日期导出并导入，就换成曝光人数；按达人、载体等筛选时罗盘拆不出来。",
            "Across: orders, for no Compass product list states exactly this period. Export it for the same days and import it to see people reached; Compass cannot be split by creator or carrier.",
        ).text(lang).to_owned(),
    });
    let coverage = percent_text(mix.all.gains.coverage_figure(0).value.map_or(0, Value::number));
    notes.push(match found.worth {
        Worth::Margin => phrase(
            "纵轴是毛利率，已知成本覆盖 {} 的成交；{} 个商品毛利未知，没有画。",
            "Up: gross margin; known costs cover {} of GMV; {} product[s] without a known margin [is|are] not drawn.",
        ).fill(lang, &[&coverage, &count(found.uncosted)]),
        Worth::PieceValue => phrase(
            "纵轴是件单价（成交金额 ÷ 件数）：已知成本只覆盖 {} 的成交，过半后换成毛利率。",
            "Up: value per piece (GMV ÷ pieces): known costs cover only {} of GMV; from half on it is the gross margin.",
        ).fill(lang, &[&coverage]),
    });
    if found.unlisted > 0 {
        let text = phrase(
            "{} 个有成交的商品不在那份商品列表里，没有画。",
            "{} product[s] that sold [is|are] not in that list and not drawn.",
        );
        notes.push(text.fill(lang, &[&count(found.unlisted)]));
    }
    if found.points.len() > DRAWN {
        let text = phrase(
            "画了成交最高的 {} 个，共 {} 个；中位按全部算。",
            "Drawn: the {} best sellers of {}; the medians are of all.",
        );
        notes.push(text.fill(lang, &[&count(DRAWN), &count(found.points.len())]));
    }
    notes
}

fn table(input: &Input<'_>, found: &Quadrant, mix: &Mix) -> Table {
    let lang = input.lang;
    let words = Words::of(found);
    let columns = [
        phrase("商品", "Product"),
        phrase("毛利", "Gross profit"),
        phrase("毛利率", "Gross margin"),
        words.traffic,
        phrase("件单价", "Value per piece"),
        phrase("象限", "Quarter"),
        phrase("角色", "Role"),
    ];
    let row = |point: &Point| {
        let id = input.book.words.text(point.product);
        let cell = |metric, figure: Figure| {
            Cell::new(metric, figure, input.query.period).keyed("product", id)
        };
        let sum = mix.products.iter().find(|sum| sum.product == point.product);
        let piece = sum.and_then(|sum| sum.count.gains.gmv.over(sum.pieces)).map(full_money);
        TableRow {
            heading: input.book.product_name(point.product).to_owned(),
            cells: vec![
                cell("gross-profit", point.gains.profit_figure(mix.missing)),
                cell("gross-margin", point.gains.margin_figure(mix.missing)),
            ],
            texts: vec![
                count_text(point.traffic),
                piece.unwrap_or_default(),
                words.corner(found.corner(point), lang),
                role_name(point.role).text(lang).to_owned(),
            ],
            jump: None,
        }
    };
    let rows = found.points.iter().take(DRAWN).map(row).collect();
    Table { columns: columns.iter().map(|c| c.text(lang).to_owned()).collect(), rows }
}
