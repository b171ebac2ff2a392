//! Tables that no format knows: what is guessed, what is masked, what a mapping reads, and that it
//! reads the same again.

use dianpan::domain::{Mapping, Mappings};
use dianpan::import::{Choice, MapKind, Privacy, Survey, Trouble};
use dianpan::store::{SharedFault, read_mappings, write_mappings};
use dianpan::text::Lang;

use crate::support::{Bench, File, Kind, TABLE, Workbook, gb18030, line, orders, sold, table};

const ALL: &str = "2026-11-01..2026-11-20";

/// The header that each target is guessed to be, unmatched ones left out.
fn guessed(survey: &Survey) -> Vec<(&'static str, String)> {
    let choice = Choice::guess(survey).unwrap();
    let chosen = choice.kind.targets().into_iter().zip(&choice.columns);
    let name = |place: &usize| survey.columns[*place].name.clone();
    chosen.filter_map(|(target, place)| Some((target.id, name(place.as_ref()?)))).collect()
}

fn check_guess(header: &str, rows: &[&str], expected: &[(&str, &str)]) {
    let text = format!("{header}\n{}\n", rows.join("\n"));
    let found = guessed(&File::new("a.csv", text).survey());
    let found: Vec<(&str, &str)> = found.iter().map(|(id, name)| (*id, name.as_str())).collect();
    assert_eq!(found, expected, "{header}");
}

#[test]
fn columns_are_guessed_by_their_headers() {
    check_guess(
        TABLE,
        &[
            "1001,tb1,12.50,交易成功,王小明,浙江省杭州市文三路9号,13800138000,2026-11-01 10:00:00,2026-11-01 10:01:00,拖把,1,0",
        ],
        &[
            ("id", "订单编号"),
            ("time", "订单创建时间"),
            ("amount", "实付款"),
            ("pay-time", "付款时间"),
            ("product", "宝贝标题"),
            ("quantity", "数量"),
            ("status", "订单状态"),
            ("refund", "退款金额"),
            ("region", "收货地址"),
        ],
    );
    check_guess(
        "商品,订单号,订单状态,商品总价(元),用户实付金额(元),商家实收金额(元),商品数量(件),收货人,手机,省,商品规格,支付时间,订单成交时间,售后状态",
        &[
            "杯子,261110-100001,已发货,60,50.00,52.00,1,张伟,13900139000,广东省,蓝,2026-11-10 10:00:00,2026-11-10 09:59:00,无售后",
        ],
        &[
            ("id", "订单号"),
            ("time", "订单成交时间"),
            ("amount", "用户实付金额(元)"),
            ("pay-time", "支付时间"),
            ("product", "商品"),
            ("quantity", "商品数量(件)"),
            ("status", "订单状态"),
            ("after-sale", "售后状态"),
            ("region", "省"),
        ],
    );
    check_guess(
        "Name,Email,Financial Status,Paid at,Subtotal,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Shipping Name,Shipping Province Name,Refunded Amount",
        &[
            "#1001,a@b.example,paid,2026-11-10 09:00:00 +0800,90,0,100.00,2026-11-10 08:59:00 +0800,2,Mop,Ann Lee,Zhejiang,0.00",
        ],
        &[
            ("id", "Name"),
            ("time", "Created at"),
            ("amount", "Total"),
            ("pay-time", "Paid at"),
            ("product", "Lineitem name"),
            ("quantity", "Lineitem quantity"),
            ("status", "Financial Status"),
            ("refund", "Refunded Amount"),
            ("region", "Shipping Province Name"),
        ],
    );
}

#[test]
fn columns_without_telling_headers_are_guessed_by_their_cells() {
    check_guess(
        "甲,乙,丙",
        &[
            "A-1,2026-11-01 10:00:00,12.50",
            "A-2,2026-11-02 10:00:00,8.00",
            "A-3,2026-11-03 10:00:00,9.90",
        ],
        &[("id", "甲"), ("time", "乙"), ("amount", "丙")],
    );
}

#[test]
fn an_export_that_lost_one_header_is_still_that_export() {
    let grid = orders(&[line(1), line(2)]).renamed("订单应付金额", "买家付了多少");
    let file = grid.csv("a.csv");
    assert_eq!(file.load().receipt.trouble, Some(Trouble::Unknown));
    let survey = file.survey();
    let choice = Choice::guess(&survey).unwrap();
    assert_eq!(choice.kind.format.id, "orders");
    let mapping = file.mapping(&[("payable", "买家付了多少")]);
    let bench = Bench::with(&[file.by(mapping)]);
    assert_eq!(bench.value(ALL, "gmv"), "200.00");
    assert_eq!(bench.value(ALL, "orders"), "2");
}

#[test]
fn every_kind_can_be_chosen_and_says_what_it_needs() {
    let survey = table(&[sold(1, "10.00")]).csv("a.csv").survey();
    for kind in MapKind::all() {
        let choice = Choice::of_kind(kind, &survey);
        assert_eq!(choice.columns.len(), kind.targets().len(), "{}", kind.format.id);
        let mapping = choice.mapping(&survey, None);
        assert_eq!(MapKind::of(&mapping), Some(kind), "{}", kind.format.id);
        let none = Choice { kind, columns: vec![None; choice.columns.len()] };
        assert!(!none.missing().is_empty(), "{} needs nothing", kind.format.id);
    }
}

#[test]
fn personal_columns_are_masked_and_cannot_be_chosen() {
    let survey = table(&[sold(1, "10.00"), sold(2, "20.00")]).csv("a.csv").survey();
    let privacy = |name: &str| survey.columns.iter().find(|it| it.name == name).unwrap().privacy;
    for name in ["买家会员名", "收货人姓名", "联系手机"] {
        assert_eq!(privacy(name), Privacy::Closed, "{name}");
    }
    assert_eq!(privacy("收货地址"), Privacy::Address);
    let told = format!("{survey:?}");
    for personal in ["王小明", "13800000001", "文三路", "tb_88"] {
        assert!(!told.contains(personal), "{personal} is in the survey");
    }
}

#[test]
fn what_looks_personal_is_masked_whatever_its_header_says() {
    let cells = [
        ("13800138000", Privacy::Closed),
        ("+86 138-0013-8000", Privacy::Closed),
        ("138****8000", Privacy::Closed),
        ("11010519900307123X", Privacy::Closed),
        ("a.b@mail.example", Privacy::Closed),
        ("欧阳路12号院3号楼 北京市朝阳区", Privacy::Address),
        ("王小明", Privacy::Closed),
        ("李**", Privacy::Closed),
        ("浙江省", Privacy::Open),
        ("A-1001", Privacy::Open),
        ("2150000000000000017", Privacy::Open),
        ("旋转拖把 加厚款", Privacy::Open),
        ("12.50", Privacy::Open),
    ];
    for (cell, expected) in cells {
        let survey = File::new("a.csv", format!("甲,乙\n{cell},x\n{cell},y\n")).survey();
        assert_eq!(survey.columns[0].privacy, expected, "{cell}");
        let shown = survey.columns[0].sample[0] == cell;
        assert_eq!(shown, expected == Privacy::Open, "{cell}");
    }
}

#[test]
fn a_column_called_name_is_shown_only_when_it_holds_numbers() {
    for (cells, expected) in
        [(["#1001", "#1002"], Privacy::Open), (["Ann Lee", "Bob Roe"], Privacy::Closed)]
    {
        let text = format!("Name,Item\n{},mop\n{},mop\n", cells[0], cells[1]);
        assert_eq!(File::new("a.csv", text).survey().columns[0].privacy, expected, "{cells:?}");
    }
}

#[test]
fn nothing_personal_is_stored_even_when_it_is_chosen() {
    let file = table(&[sold(1, "10.00")]).csv("a.csv");
    let chosen = [
        ("product", "收货人姓名"),
        ("status", "联系手机"),
        ("id", "联系手机"),
        ("region", "收货地址"),
    ];
    let bench = Bench::with(&[file.clone().by(file.mapping(&chosen[..2]))]);
    let (backup, missing) = (bench.backup(), file.mapping(&chosen[2..]));
    assert!(!backup.contains("王小明") && !backup.contains("13800000001"), "{backup}");
    assert!(missing.columns.iter().all(|column| column.field != "id"));
    let bench = Bench::with(&[file.guessed()]);
    assert!(bench.backup().contains("浙江省") && !bench.backup().contains("文三路"));
}

#[test]
fn checks_say_how_many_rows_can_be_read() {
    let rows = [sold(1, "10.00"), sold(2, "免单"), sold(3, "")];
    let survey = table(&rows).csv("a.csv").survey();
    let choice = Choice::guess(&survey).unwrap();
    let targets = choice.kind.targets();
    let amount = targets.iter().find(|target| target.id == "amount").unwrap();
    let place = survey.columns.iter().position(|column| column.name == "实付款").unwrap();
    let check = amount.check(&survey, place, Lang::Zh).unwrap();
    assert_eq!(check.text, "3 行中 1 行是金额，空 1 行；10.00 读作 ¥10.00");
    assert!(!check.good && !check.bad);
    let title = survey.columns.iter().position(|column| column.name == "宝贝标题").unwrap();
    assert!(amount.check(&survey, title, Lang::En).unwrap().bad);
}

#[test]
fn the_signature_knows_a_header_in_any_order_and_encoding() {
    let grid = table(&[sold(1, "10.00"), sold(2, "20.00")]);
    let signature = grid.csv("a.csv").survey().signature;
    let order: Vec<usize> = (0..grid.header.len()).rev().collect();
    let same = [
        grid.arranged(&order).csv("a.csv"),
        grid.xlsx("a.xlsx"),
        File::new("a.csv", gb18030(&grid.text())),
        File::new("a.tsv", grid.text().replace(',', "\t")),
        File::new("a.xls", markup(&grid.lists())),
        File::new("a.csv", grid.text().replace("实付款", " 实付款（元） ")),
    ];
    for file in &same {
        assert_eq!(file.survey().signature, signature, "{}", file.name);
        let bench = Bench::with(&[file.clone().by(grid.csv("a.csv").mapping(&[]))]);
        assert_eq!(bench.value(ALL, "gmv"), "30.00", "{}", file.name);
    }
    assert_ne!(grid.without("数量").csv("a.csv").survey().signature, signature);
    assert_ne!(grid.renamed("数量", "件数").csv("a.csv").survey().signature, signature);
}

/// A table as web pages have it.
fn markup(rows: &[Vec<String>]) -> String {
    let cells = |row: &Vec<String>| -> String {
        row.iter().map(|cell| format!("<td>{cell}</td>")).collect()
    };
    let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>", cells(row))).collect();
    format!("<html><body><table>{rows}</table></body></html>")
}

#[test]
fn columns_of_one_name_are_told_apart_by_their_places() {
    let text = "订单号,金额,金额,下单时间,\nA-1,10.00,7.00,2026-11-10 10:00:00,x\n";
    let file = File::new("a.csv", text);
    let survey = file.survey();
    let mut choice = Choice::guess(&survey).unwrap();
    choice.columns[2] = Some(2);
    let bench = Bench::with(&[file.clone().by(choice.mapping(&survey, None))]);
    assert_eq!(bench.value(ALL, "gmv"), "7.00");
    let turned = "金额,订单号,金额,下单时间,\n10.00,A-1,7.00,2026-11-10 10:00:00,x\n";
    assert_ne!(File::new("a.csv", turned).survey().signature, survey.signature);
}

#[test]
fn the_header_may_stand_below_titles_and_on_another_sheet() {
    let grid = table(&[sold(1, "10.00")]);
    let mut rows = vec![vec!["店铺订单".to_owned()], vec![]];
    rows.extend(grid.lists());
    let notes =
        vec![vec!["字段".to_owned(), "说明".to_owned()], vec!["金额".to_owned(), "元".to_owned()]];
    let book =
        Workbook::default().sheet("说明", notes, Kind::Inline).sheet("订单", rows, Kind::Shared);
    let file = File::new("a.xlsx", book.bytes());
    let bench = Bench::with(&[file.guessed()]);
    assert_eq!(bench.value(ALL, "gmv"), "10.00");
}

#[test]
fn a_file_without_a_table_is_not_offered_for_matching() {
    for text in
        ["只有一列\n1\n2\n", "甲,乙\n", "1,2,3\n4,5,6\n", "13800138000,王小明\n13800138001,李娜\n"]
    {
        let file = File::new("a.csv", text).load();
        assert!(file.survey.is_none(), "{text}");
        assert!(file.receipt.trouble.is_some(), "{text}");
    }
}

#[test]
fn a_wide_header_with_names_twice_or_none_is_looked_over() {
    let names: Vec<String> = (0..500)
        .map(|place| match place {
            7 => "<img src=x onerror=alert(1)>".to_owned(),
            _ if place % 3 == 0 => String::new(),
            _ => format!("列{}", place % 50),
        })
        .collect();
    let row = vec!["长".repeat(500); 500].join(",");
    let file = File::new("a.csv", format!("{}\n{row}\n", names.join(",")));
    let survey = file.survey();
    assert_eq!(survey.columns.len(), 500);
    assert!(survey.columns.iter().all(|it| it.sample.iter().all(|text| text.len() <= 240)));
    let choice = Choice::guess(&survey).unwrap();
    assert_eq!(choice.missing().len(), 3);
}

#[test]
fn a_mapping_of_less_than_is_needed_reads_nothing() {
    let file = table(&[sold(1, "10.00")]).csv("a.csv");
    let mapping = file.mapping(&[("amount", "没有这一列")]);
    assert_eq!(file.clone().by(mapping).load().receipt.trouble, Some(Trouble::Unknown));
    for format in ["", "no-such-format", "orders"] {
        let mapping = Mapping { format: format.to_owned(), ..file.mapping(&[]) };
        assert_eq!(file.clone().by(mapping).load().receipt.trouble, Some(Trouble::Unknown));
    }
}

#[test]
fn mappings_survive_their_file() {
    let file = table(&[sold(1, "10.00")]).csv("a.csv");
    let net = Mapping { net: Some(true), ..file.mapping(&[]) };
    let family = orders(&[line(1)]).renamed("订单状态", "状态如何").csv("b.csv").mapping(&[]);
    let mut mappings = vec![net, family];
    mappings.sort_by_key(|mapping| mapping.signature);
    let mappings = Mappings(mappings);
    let text = write_mappings(&mappings).unwrap();
    assert_eq!(read_mappings(&text), Ok(mappings));
    for personal in ["王小明", "13800000001", "文三路"] {
        assert!(!text.contains(personal), "{personal}");
    }
    for bad in ["", "{}", "[]", "{\"format\":[\"dianpan-backup\",\"1\"]}", "{\"format\":\"x\"}"] {
        assert_eq!(read_mappings(bad), Err(SharedFault::Other), "{bad}");
    }
    let newer = text.replace("\"1\"", "\"9\"");
    assert_eq!(read_mappings(&newer), Err(SharedFault::Newer));
    // What is not believed: a place beyond any table, a phone in a name, a field twice.
    let odd = r#"{"format":["dianpan-mappings","1"],
        "zz":["orders 0"],
        "00000000000000f0":["generic-orders 0","id 9999 x"],
        "00000000000000f1":["generic-orders"],
        "00000000000000ff":["generic-orders 0 gross","id 0 13800138000","id 1 b","time 2 下单 时间"]}"#;
    let read = read_mappings(odd).unwrap();
    assert_eq!(read.0.len(), 1);
    assert_eq!(read.0[0].net, Some(false));
    let names: Vec<&str> = read.0[0].columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["***********", "下单 时间"]);
}

#[test]
fn only_tables_that_can_be_nothing_but_orders_are_read_unasked() {
    let sure = |header: &str, row: &str| {
        let text = format!("{header}\n{row}\n{row}\n");
        let survey = File::new("a.csv", text).survey();
        Choice::guess(&survey).is_some_and(|guess| guess.is_sure(&survey))
    };
    assert!(sure("订单编号,下单时间,实付金额", "A1,2026-11-01 09:00:00,10.00"));
    assert!(sure("订单号,时间,金额（元）", "A1,2026-11-01 09:00:00,10.00"));
    assert!(sure("Order ID,Order Time,Amount,Status", "A1,2026-11-01 09:00:00,10.00,paid"));
    for (header, row) in [
        ("订单号,扣款时间,扣款金额,原因", "A1,2026-11-01 09:00:00,10.00,晚发"),
        ("订单号,申请时间,金额,退款原因", "A1,2026-11-01 09:00:00,10.00,不想要"),
        ("单号,日期,金额,供应商", "A1,2026-11-01,10.00,某厂"),
        ("订单号,下单时间,实付金额(分)", "A1,2026-11-01 09:00:00,1990"),
        ("订单号,下单时间,订单金额(万元)", "A1,2026-11-01 09:00:00,1.25"),
        ("Order ID,Created At,Total,Currency", "A1,2026-11-01 09:00:00,19.90,USD"),
        ("Order ID,Date,Paid", "A1,2026-11-01,1"),
        ("Name,Date,Total", "lily199,2026-11-01,10.00"),
        ("商户订单号,发生时间,收入金额,支出金额", "A1,2026-11-01 09:00:00,10.00,0.00"),
    ] {
        assert!(!sure(header, row), "{header}");
    }
}

#[test]
fn a_mapping_from_elsewhere_opens_no_personal_column() {
    let file = File::new(
        "a.csv",
        "订单号,下单时间,实付金额,收货人\nA1,2026-11-01 09:00:00,10.00,欧阳哨兵\n",
    );
    let mut mapping = file.mapping(&[]);
    let personal = dianpan::domain::MappedColumn {
        field: "product".to_owned(),
        name: "收货人".to_owned(),
        place: 3,
    };
    mapping.columns.push(personal);
    let bench = Bench::with(&[file.by(mapping)]);
    assert_eq!(bench.value("2026-11-01", "gmv"), "10.00");
    assert!(!bench.backup().contains("欧阳哨兵"));
}

#[test]
fn a_refund_that_came_to_nothing_closes_no_order() {
    for (status, gmv) in
        [("已发货，退款关闭", "10.00"), ("交易完成(取消售后)", "10.00"), ("交易关闭", "")]
    {
        let text =
            format!("订单号,下单时间,实付金额,订单状态\nA1,2026-11-01 09:00:00,10.00,{status}\n");
        let bench = Bench::with(&[File::new("a.csv", text).guessed()]);
        let told = bench.value("2026-11-01", "gmv");
        assert!(told == gmv || (gmv.is_empty() && told == "0.00"), "{status}: {told}");
    }
}

#[test]
fn orders_that_an_export_has_are_asked_about() {
    let order = crate::support::line(1).on("2026-11-01");
    let export = crate::support::orders([&order]).csv("a.csv");
    let mut bench = Bench::with(&[export]);
    let text = format!("订单号,下单时间,实付金额\n{},2026-11-01 09:00:00,10.00\n", order.id());
    let receipt = bench.import(&File::new("erp.csv", text).guessed());
    assert!(receipt.warnings.iter().any(|warning| warning.code.id() == "known-orders"));
}
