//! Which family a header belongs to: every header line that is known is either recognised as
//! what it is or not at all.

use dianpan::import::Trouble;

use crate::support::{File, files_below};

/// By the beginning of the file's name; everything else must not be recognised.
const FAMILIES: [(&str, &str); 7] = [
    ("order_", "orders"),
    ("aftersale_", "aftersales"),
    ("luopan_selfservice_shop_", "compass-shop-daily"),
    ("luopan_overview_daily_", "compass-shop-daily"),
    ("luopan_selfservice_product_", "compass-product-daily"),
    ("luopan_product_list_", "compass-products"),
    ("luopan_chengjiao_", "compass-deal"),
];

fn family(name: &str) -> &'static str {
    if name.starts_with("luopan_product_overview_") {
        return "compass-products";
    }
    FAMILIES.iter().find(|(start, _)| name.starts_with(start)).map_or("", |(_, family)| family)
}

/// The format that a header line is read as, with one row of `x` below it.
fn detected(header: &str) -> (String, Option<Trouble>) {
    let row = vec!["x"; header.split(',').count()].join(",");
    let loaded = File::new("一份导出.csv", format!("{header}\n{row}\n")).load();
    let format = loaded.receipt.format.map_or("", |format| format.id);
    (format.to_owned(), loaded.receipt.trouble)
}

fn headers() -> Vec<(String, String)> {
    let files = files_below("tests/fixture/headers", ".csv");
    let name = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    files.into_iter().map(|(path, text)| (name(&path), text.trim().to_owned())).collect()
}

#[test]
fn every_known_header_is_its_family_or_unknown() {
    let headers = headers();
    assert!(headers.len() >= 60, "the header lines are gone");
    for (name, header) in headers {
        assert_eq!(detected(&header).0, family(&name), "{name}");
    }
}

#[test]
fn an_unknown_header_says_so() {
    for (name, header) in headers().iter().filter(|(name, _)| family(name).is_empty()) {
        assert_eq!(detected(header).1, Some(Trouble::Unknown), "{name}");
    }
}

#[test]
fn the_order_of_columns_does_not_matter() {
    for (name, header) in headers() {
        let mut names: Vec<&str> = header.split(',').collect();
        names.reverse();
        assert_eq!(detected(&names.join(",")).0, family(&name), "{name}");
    }
}

#[test]
fn width_of_brackets_and_blanks_does_not_matter() {
    for (name, header) in headers() {
        let wide = header.replace('(', "（").replace(')', "）").replace("ID", " Ｉ Ｄ ");
        assert_eq!(detected(&wide).0, family(&name), "{name}");
    }
}

#[test]
fn a_further_column_does_not_matter() {
    for (name, header) in headers() {
        let more = format!("{header},将来的新列,备注二");
        assert_eq!(detected(&more).0, family(&name), "{name}");
    }
}

#[test]
fn an_order_file_needs_its_four_columns() {
    let check = |header: &str, expected: &str| assert_eq!(detected(header).0, expected, "{header}");
    check("子订单编号,订单提交时间,订单状态,订单应付金额", "orders");
    check("主订单编号,订单提交时间,订单状态,应付金额", "orders");
    check("订单提交时间,订单状态,订单应付金额", "");
    check("子订单编号,订单状态,订单应付金额", "");
    check("子订单编号,订单提交时间,订单应付金额", "");
    check("子订单编号,订单提交时间,订单状态", "");
}
