//! Which family a header belongs to: every header line that is known is either recognised as
//! what it is or not at all.

use dianpan::import::Trouble;

use crate::support::{File, files_below};

/// What each header line belongs to, by the beginning of its file's name.
const FAMILIES: [(&str, &str); 30] = [
    ("order_", "orders"),
    ("aftersale_", "aftersales"),
    ("luopan_selfservice_shop_", "compass-shop-daily"),
    ("luopan_overview_daily_", "compass-shop-daily"),
    ("luopan_selfservice_product_", "compass-product-daily"),
    ("luopan_product_list_", "compass-products"),
    ("luopan_product_overview_", "compass-products"),
    ("luopan_chengjiao_", "compass-deal"),
    ("luopan_product_card_list_", "compass-card"),
    ("luopan_product_card_flow_", "compass-card-flow"),
    ("luopan_selfservice_live_", "compass-live"),
    ("luopan_selfservice_video_", "compass-video"),
    ("luopan_live_list_", "live-sessions"),
    ("video_detail_", "video-details"),
    ("luopan_talent_list_", "creators"),
    ("alliance_order_", "alliance-orders"),
    ("alliance_institution_", "institution-orders"),
    ("qianchuan_plan", "ads-plan"),
    ("qianchuan_account_", "ads-account"),
    ("qianchuan_uni_account_", "ads-account"),
    ("qianchuan_uni_product_", "ads-product"),
    ("qianchuan_uni_live_", "ads-live"),
    ("qianchuan_material_", "ads-material"),
    ("qianchuan_finance", "ads-finance"),
    ("settlement_", "settlement"),
    ("fund_flow_", "fund-flow"),
    ("account_flow_", "fund-flow"),
    ("review_", "reviews"),
    ("feige_agent_", "service-agents"),
    ("experience_daily_", "score"),
];

/// Known and refused, with advice.
const UNUSED: [&str; 6] = [
    "bic_settlement",
    "freight_insurance",
    "live_daily_summary_",
    "live_product_",
    "live_session_correction_",
    "luopan_product_mix_",
];

fn family(name: &str) -> &'static str {
    if UNUSED.iter().any(|start| name.starts_with(start)) {
        return "";
    }
    let known = FAMILIES.iter().find(|(start, _)| name.starts_with(start));
    known.unwrap_or_else(|| panic!("nobody says what {name} is")).1
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
fn what_is_known_and_not_read_comes_with_advice() {
    for (name, header) in headers().iter().filter(|(name, _)| family(name).is_empty()) {
        let trouble = detected(header).1;
        assert!(matches!(trouble, Some(Trouble::Unused(_))), "{name}: {trouble:?}");
    }
    for hour in ["小时区间", "时间-小时"] {
        let trouble = detected(&format!("抖音号名称,日期,{hour},整体消耗,整体成交金额")).1;
        assert!(matches!(trouble, Some(Trouble::Unused(_))), "{hour}: {trouble:?}");
    }
}

#[test]
fn an_unknown_header_says_so() {
    assert_eq!(detected("序号,姓名,部门").1, Some(Trouble::Unknown));
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
