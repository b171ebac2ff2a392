//! The report file: six chapters, no script, no address, nobody's data, every text escaped, and the
//! figures of the metrics.

use dianpan::metric::METRICS;
use dianpan::plan::{DayReview, Notes, TaskState, Tasks};
use dianpan::report::{SECTIONS, file_name, table_csv};
use dianpan::text::{Lang, csv_cell};

use crate::support::{
    Bench, Desk, Grid, HOSTILE, PRODUCT_LIST, Tag, Token, attribute, case, cases, day, exported,
    line, listed, orders, period, shop_day, shop_wide, stored_plan, tags, task, tokens,
};

const DAYS: &str = "2026-11-01..2026-11-20";

/// A shop whose every text is `evil`, with all kinds of files.
fn hostile_bench(evil: &str) -> Bench {
    let sold: Vec<_> = (0..30)
        .map(|number| {
            let row = line(number).on(&format!("2026-11-{:02}", 17 + number / 12));
            row.with(&[
                ("选购商品", evil),
                ("商品规格", evil),
                ("商家编码", evil),
                ("达人ID", "72700000011"),
                ("达人昵称", evil),
                ("流量体裁", evil),
                ("流量渠道", evil),
                ("省", evil),
            ])
        })
        .collect();
    let asked: Vec<_> = (0..9)
        .map(|number| {
            case(number, &sold[number as usize]).set("售后原因", evil).set("商品名称", evil)
        })
        .collect();
    Bench::with(&[
        orders(&sold).csv(&exported("2026-11-20 08:00:00")),
        cases(&asked).csv("b.csv"),
        shop_wide(&[shop_day("2026-11-03")]).csv("c.csv"),
        Grid::new(PRODUCT_LIST, [&listed("20261101-20261120", "全部")]).csv("d.csv"),
    ])
}

/// The desk of a hostile shop whose operator types hostile words, too.
fn hostile_desk(evil: &str) -> Desk {
    let mut desk = Desk::of(&hostile_bench(evil), DAYS);
    desk.shop = evil.to_owned();
    desk.files = vec![format!("{evil}.csv")];
    for chapter in 0..SECTIONS.len() {
        desk.notes.set(desk.query.period, chapter, evil);
    }
    let number = desk.tasks.add(task(evil));
    desk.tasks.set_state(number, TaskState::Done, day("2026-11-20"));
    desk.tasks.add(task(evil));
    let review = DayReview { words: evil.to_owned(), ..DayReview::default() };
    desk.reviews.set(day("2026-11-20"), review);
    desk
}

/// The texts of all elements of a name.
fn texts_of(page: &str, name: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut inside: Option<String> = None;
    for token in tokens(page) {
        match (token, &mut inside) {
            (Token::Start(tag), None) if tag.name == name => inside = Some(String::new()),
            (Token::Text(text), Some(known)) => known.push_str(&text),
            (Token::End(end), Some(_)) if end == name => texts.extend(inside.take()),
            _ => {}
        }
    }
    texts
}

/// Every element that a report may have, and those without an end.
const TAGS: &str = "html head meta title style body main h1 h2 h3 p span section div dl dt dd small figure \
    figcaption b i details summary table thead tbody tr th td ol ul li footer svg line rect polyline polygon \
    circle text";
const EMPTY: [&str; 6] = ["meta", "line", "rect", "polyline", "polygon", "circle"];

/// Only such elements and harmless attributes, every element closed in its order.
pub fn check_page(page: &str) {
    let mut open: Vec<String> = Vec::new();
    for token in tokens(page) {
        match token {
            Token::Start(tag) => {
                assert!(TAGS.split_whitespace().any(|known| known == tag.name), "<{}>", tag.name);
                for (name, value) in &tag.attributes {
                    let forbidden = ["href", "src", "style", "srcset", "action", "id", "xmlns"];
                    assert!(!name.starts_with("on") && !forbidden.contains(&name.as_str()));
                    let class = name != "class"
                        || value.chars().all(|c| c.is_ascii_lowercase() || c == '-');
                    assert!(class, "class {value:?}");
                }
                if !EMPTY.contains(&tag.name.as_str()) {
                    open.push(tag.name);
                }
            }
            Token::End(name) => assert_eq!(open.pop(), Some(name)),
            Token::Text(_) => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn a_report_is_whole_and_holds_nothing_that_runs_or_loads() {
    for lang in [Lang::Zh, Lang::En] {
        for bench in [Bench::default(), hostile_bench("平常的名字")] {
            let mut desk = Desk::of(&bench, DAYS);
            desk.lang = lang;
            let page = desk.report();
            check_page(&page);
            for word in ["<script", "javascript:", "http://", "https://", "url(", "@import", "//"] {
                assert!(!page.contains(word), "{word}");
            }
            for word in ["NaN", "Infinity", "inf\"", "{}"] {
                assert!(!page.contains(word), "{word}");
            }
        }
    }
}

#[test]
fn the_policy_stands_first_and_alone() {
    let page = hostile_desk(HOSTILE[3]).report();
    let head = page.find("<head>").unwrap() + "<head>".len();
    assert!(page[head..].starts_with("<meta http-equiv=\"Content-Security-Policy\""));
    let metas = tags(&page).into_iter().filter(|tag| attribute(tag, "http-equiv").is_some());
    let policies: Vec<Tag> = metas.collect();
    assert_eq!(policies.len(), 1);
    assert_eq!(
        attribute(&policies[0], "content"),
        Some(
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
        )
    );
}

#[test]
fn there_is_one_title_and_six_chapters() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = hostile_desk("名字");
        desk.lang = lang;
        let page = desk.report();
        assert_eq!(texts_of(&page, "h1").len(), 1);
        let expected: Vec<String> = SECTIONS
            .iter()
            .enumerate()
            .map(|(place, chapter)| format!("{:02} {}", place + 1, chapter.title.text(lang)))
            .collect();
        assert_eq!(texts_of(&page, "h2"), expected);
    }
    let titles = SECTIONS.each_ref().map(|chapter| chapter.title.zh);
    let handbook = [
        "运营背景与目标",
        "销售数据复盘",
        "营销策略回顾",
        "用户互动管理",
        "问题诊断与挑战",
        "优化方向与规划",
    ];
    assert_eq!(titles, handbook);
}

#[test]
fn hostile_texts_stay_texts() {
    let plain = tags(&hostile_desk("平常").report()).len();
    for evil in HOSTILE {
        let page = hostile_desk(evil).report();
        check_page(&page);
        // Not a tag more than with harmless names; a long word may not fit in a bar.
        assert!(tags(&page).len() <= plain, "{evil}");
        for hidden in ['\u{202e}', '\u{2066}', '\0'] {
            assert!(!page.contains(hidden), "{evil:?}");
        }
        let kept: String = evil
            .chars()
            .filter(|&c| {
                !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            })
            .collect();
        let whole: Vec<String> =
            ["p", "li", "th", "dt"].iter().flat_map(|name| texts_of(&page, name)).collect();
        assert!(whole.iter().any(|text| text.contains(&kept)), "{evil:?} is shown as it is");
    }
}

#[test]
fn no_personal_data_is_in_a_report() {
    let row = line(1).on("2026-11-18").with(&[
        ("收件人", "收件人哨兵"),
        ("收件人手机号", "19900000001"),
        ("详细地址", "地址哨兵"),
        ("买家留言", "留言哨兵"),
        ("商家备注", "备注哨兵"),
        ("街道", "街道哨兵"),
        ("选购商品", "袜子 加微19900000002"),
        ("达人昵称", "小鹿13812345678"),
        ("达人ID", "7001"),
    ]);
    let asked = case(1, &row).with(&[
        ("商家退货地址", "退货地址哨兵"),
        ("用户售后说明", "说明哨兵"),
        ("协商记录", "协商哨兵"),
        ("售后原因", "质量不好，电话19900000003"),
    ]);
    let bench = Bench::with(&[orders([&row]).csv("a.csv"), cases([&asked]).csv("b.csv")]);
    let mut desk = Desk::of(&bench, DAYS);
    desk.notes.set(desk.query.period, 3, "客户 19900000004 要回电，身份证 11010119900307123X");
    desk.tasks.add(task("打给 19900000005"));
    desk.files = vec!["19900000006的订单.csv".to_owned()];
    let page = desk.report();
    for sentinel in ["哨兵", "1990000000", "13812345678", "11010119900307123"] {
        assert!(!page.contains(sentinel), "{sentinel}");
    }
    assert!(page.contains("袜子 加微***********"));
}

#[test]
fn figures_of_a_report_are_those_of_the_metrics() {
    let bench = hostile_bench("名字");
    let page = Desk::of(&bench, DAYS).report();
    let mut seen = 0;
    for tag in tags(&page) {
        let Some(metric) = attribute(&tag, "data-metric") else { continue };
        let clock = METRICS.iter().any(|known| known.id == metric && known.by_clock);
        let whole =
            attribute(&tag, "data-dim").is_none() || attribute(&tag, "data-dim") == Some("day");
        let days = attribute(&tag, "data-period").unwrap();
        assert!(!clock || days == "2026-11-21..2026-11-21");
        if whole && metric != "mix-share" {
            let figure = bench.figure(days, metric);
            assert_eq!(
                attribute(&tag, "data-value"),
                Some(figure.plain().as_str()),
                "{metric} {days}"
            );
            let missing = (figure.missing > 0).then(|| figure.missing.to_string());
            assert_eq!(attribute(&tag, "data-missing"), missing.as_deref(), "{metric} {days}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} figures");
    for id in SECTIONS.iter().flat_map(|chapter| chapter.figures) {
        assert!(page.contains(&format!("data-metric=\"{id}\"")), "{id}");
    }
}

#[test]
fn parts_of_a_split_add_up_to_the_whole() {
    let bench = hostile_bench("名字");
    let page = Desk::of(&bench, DAYS).report();
    for dimension in ["product", "carrier", "creator"] {
        let parts = tags(&page).into_iter().filter(|tag| {
            attribute(tag, "data-metric") == Some("gmv")
                && attribute(tag, "data-dim") == Some(dimension)
        });
        let cents =
            |tag: Tag| attribute(&tag, "data-value").unwrap().replace('.', "").parse::<i64>();
        let sum: i64 = parts.map(|tag| cents(tag).unwrap()).sum();
        // Thirty orders of 100.00; what 罗盘 states of the 3rd cannot be split.
        assert_eq!(sum, 300_000, "{dimension}");
    }
}

#[test]
fn charts_of_the_contract_are_in_the_report() {
    let page = Desk::of(&hostile_bench("名字"), DAYS).report();
    for id in ["gmv", "funnel", "returns", "mix"] {
        let figure = page.split(&format!("<figure data-chart=\"{id}\">")).nth(1).expect(id);
        let figure = figure.split("</figure>").next().unwrap();
        assert!(figure.contains("<figcaption>") && figure.contains("<table>"), "{id}");
        // Once for wide readers, once for narrow ones.
        assert_eq!(figure.matches("<svg role=\"img\" aria-label=\"").count(), 2, "{id}");
    }
    // An empty chart says which file would fill it.
    let empty = Desk::of(&Bench::default(), DAYS).report();
    assert!(!empty.contains("<svg") && empty.contains("导入「订单导出」"));
}

#[test]
fn a_report_is_the_same_every_time() {
    let report = || hostile_desk("名字").report();
    assert_eq!(report(), report());
}

#[test]
fn notes_stand_in_their_chapters_line_by_line() {
    let mut desk = Desk::of(&Bench::default(), DAYS);
    let mut notes = Notes::default();
    notes.set(desk.query.period, 4, "第一行\n\n第二行");
    notes.set(period("2026-10-01..2026-10-31"), 4, "上个月的话");
    desk.notes = notes;
    let page = desk.report();
    let chapter = page.split("<section>").nth(5).unwrap();
    assert!(chapter.contains("<p>第一行</p><p>第二行</p>"));
    assert!(!page.contains("上个月的话"));
}

#[test]
fn tasks_of_the_period_are_told() {
    let mut desk = Desk::of(&Bench::default(), DAYS);
    desk.tasks = stored_plan().tasks;
    let older = desk.tasks.add(task("很久以前"));
    desk.tasks.set_state(older, TaskState::Done, day("2026-10-31"));
    let page = desk.report();
    let items = texts_of(page.split("<section>").last().unwrap(), "li");
    let told = ["排查", "给厂家打电话", "双11 报名", "补上目标的差"];
    assert_eq!(items, told.map(|title| format!("{title}（2026-11-20）")));
    desk.tasks = Tasks::default();
    assert!(desk.report().contains("没有记下的任务"));
}

#[test]
fn file_names_say_shop_kind_and_days() {
    let name = |shop: &str, days: &str| file_name(shop, period(days), &[], Lang::Zh, "html");
    assert_eq!(
        name("示例小店", "2026-11-16..2026-11-22"),
        "示例小店_抖店周报_2026-11-16~2026-11-22.html"
    );
    assert_eq!(name("示例小店", "2026-11-20"), "示例小店_抖店日报_2026-11-20.html");
    assert!(name("示例小店", "2026-11-01..2026-11-30").contains("抖店月报"));
    assert!(name("示例小店", "2026-10-01..2026-12-31").contains("抖店复盘"));
    assert_eq!(
        name("a/b\\c:d*e?f\"g<h>i|j\n", "2026-11-20"),
        "abcdefghij_抖店日报_2026-11-20.html"
    );
    assert!(name("", "2026-11-20").starts_with("我的店铺_"));
}

#[test]
fn csv_cells_of_hostile_names_are_defused_and_come_back() {
    for evil in
        ["=HYPERLINK(\"x\")", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"]
    {
        let cell = csv_cell(evil);
        let inner = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap();
        assert_eq!(inner.replace("\"\"", "\""), format!("'{evil}"), "{evil:?}");
    }
}

#[test]
fn a_table_as_csv_has_plain_numbers_and_defused_names() {
    use dianpan::chart::{Table, TableRow};
    let row = |heading: &str, texts: [&str; 2]| TableRow {
        heading: heading.to_owned(),
        texts: texts.map(str::to_owned).to_vec(),
        ..TableRow::default()
    };
    let columns = ["商品", "变化", "话"].map(str::to_owned).to_vec();
    let rows = vec![row("=SUM(A1)", ["-12.50", "-a"]), row("袜,子", ["", "3%"])];
    let text = table_csv(&Table { columns, rows });
    let expected = "\u{feff}商品,变化,话\r\n\"'=SUM(A1)\",-12.50,\"'-a\"\r\n\"袜,子\",,3%\r\n";
    assert_eq!(text, expected);
}

#[test]
fn a_report_of_the_sample_says_so_on_its_first_page_and_at_each_chapter() {
    let mut desk = Desk::of(&hostile_bench("甲"), DAYS);
    let mark = "<p class=\"mark\">示例";
    assert!(!desk.report().contains(mark));
    desk.sample = true;
    for lang in [Lang::Zh, Lang::En] {
        desk.lang = lang;
        let report = desk.report();
        let (before, after) = report.split_once(mark).unwrap();
        assert!(before.ends_with("<main class=\"sample\">") && after.contains("<h1>"));
    }
}
