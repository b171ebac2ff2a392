//! The backup file: out and in again without a loss, and refused with nothing changed when anything
//! is wrong with it.

use dianpan::domain::{SourceState, Unpaced};
use dianpan::store::{
    Backup, BackupFault, BackupSummary, Documents, MAIN, Shop, read_backup, write_backup,
};
use sha2::{Digest, Sha256};

use crate::support::{
    Bench, File, at, case, cases, day, exported, line, orders, run, shop_day, shop_wide,
    stored_plan,
};

const NO_SUM: &str = "\"sha256\": \"\"";

fn shop() -> Shop {
    Shop { id: "main".to_owned(), name: "示例\"小\"店 & <b>".to_owned() }
}

/// A shop with files of all families, one of them taken back.
fn bench() -> Bench {
    let sold = [
        line(1).on("2026-10-30").set("选购商品", "</script>\"引号\", 换\u{2028}行"),
        line(2),
        line(3).of("33.33").set("支付完成时间", ""),
    ];
    let mut bench = Bench::with(&[
        orders(&sold).csv(&exported("2026-11-16 08:00:00")),
        orders(&[line(3).of("44.44"), line(4)]).without("达人昵称").csv("later.csv"),
        cases([&case(1, &sold[1])]).csv("b.csv"),
        shop_wide(&[shop_day("2026-10-01"), shop_day("2026-11-01")]).csv("c.csv"),
        orders(&[line(9)]).csv("back.csv"),
    ]);
    let back = bench.dataset.sources[4].id;
    bench.turn(back, SourceState::RolledBack);
    bench
}

fn written(bench: &Bench, documents: &Documents) -> String {
    write_backup(&bench.dataset, documents, &shop(), at("2026-11-21 08:30:00")).unwrap()
}

fn read(text: &str) -> Result<Backup, BackupFault> {
    run(read_backup(text, MAIN, &Unpaced))
}

/// The text with a right checksum for whatever it holds.
fn summed(text: &str) -> String {
    let from = text.find("\"sha256\": \"").unwrap();
    let end = from + "\"sha256\": \"".len() + text[from + 11..].find('"').unwrap() + 1;
    let bare = format!("{}{NO_SUM}{}", &text[..from], &text[end..]);
    let sum: String =
        Sha256::digest(bare.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    bare.replacen(NO_SUM, &format!("\"sha256\": \"{sum}\""), 1)
}

#[test]
fn a_backup_comes_back_byte_by_byte() {
    let (bench, plan) = (bench(), stored_plan());
    let text = written(&bench, &plan);
    let backup = read(&text).unwrap();
    assert_eq!(backup.shop, shop());
    assert_eq!(backup.created, "2026-11-21 08:30:00");
    // How safe this browser's copy is stays here; everything else travels.
    let Documents { safety, .. } = Documents::default();
    assert_eq!(backup.documents, Documents { safety, ..plan.clone() });
    let restored = Bench { dataset: backup.dataset, ..Bench::default() };
    assert_eq!(restored.facts(), bench.facts());
    let again = written(&restored, &backup.documents);
    let without_history = |text: &str| {
        let mut value: serde_json::Value = serde_json::from_str(text).unwrap();
        let file = value.as_object_mut().unwrap();
        file.remove("history").unwrap();
        file.remove("sha256").unwrap();
        value
    };
    assert_eq!(without_history(&again), without_history(&text));
    // And from there on every byte.
    let third = read(&again).unwrap();
    let third_bench = Bench { dataset: third.dataset, ..Bench::default() };
    assert_eq!(written(&third_bench, &third.documents), again);
}

#[test]
fn restored_figures_are_the_same() {
    let bench = bench();
    let backup = read(&written(&bench, &Documents::default())).unwrap();
    let restored = Bench { dataset: backup.dataset, ..Bench::default() };
    for metric in dianpan::metric::METRICS {
        let days = "2026-10-01..2026-11-20";
        assert_eq!(
            restored.figure(days, metric.id),
            bench.figure(days, metric.id),
            "{}",
            metric.id
        );
    }
    // What is imported next meets the same facts.
    let next = orders(&[line(2), line(5)]).csv(&exported("2026-11-19 08:00:00"));
    let (mut one, mut other) = (bench, restored);
    assert_eq!(one.import(&next).tally, other.import(&next).tally);
    assert_eq!(one.facts(), other.facts());
}

#[test]
fn an_empty_shop_has_a_backup_too() {
    let text = written(&Bench::default(), &Documents::default());
    let backup = read(&text).unwrap();
    assert!(backup.dataset.is_empty());
    assert_eq!(backup.documents, Documents::default());
}

#[test]
fn the_checksum_is_that_of_the_text_with_an_empty_one() {
    let text = written(&bench(), &stored_plan());
    assert_eq!(summed(&text), text);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["format"], "dianpan-backup");
    assert_eq!(value["schema"], 1);
}

#[test]
fn a_backup_cut_anywhere_is_refused() {
    let text = written(&bench(), &stored_plan());
    let chars: Vec<char> = text.chars().collect();
    for part in 0..64 {
        let cut: String = chars[..part * chars.len() / 64].iter().collect();
        assert_eq!(read(&cut).err(), Some(BackupFault::Broken), "{part}/64");
    }
}

#[test]
fn a_backup_with_any_character_changed_is_refused() {
    let text = written(&bench(), &stored_plan());
    let chars: Vec<char> = text.chars().collect();
    for at in (0..chars.len()).step_by(97) {
        let mut chars = chars.clone();
        chars[at] = if chars[at] == '7' { '8' } else { '7' };
        let changed: String = chars.into_iter().collect();
        assert!(read(&changed).is_err(), "character {at}");
    }
    let more = text.replacen("\"100.00\"", "\"900.00\"", 1);
    assert_ne!(more, text);
    assert_eq!(read(&more).err(), Some(BackupFault::Changed));
}

#[test]
fn files_of_others_are_no_backups() {
    for text in ["{}", "[]", "null", "1", "\"x\"", "{\"format\":\"other\",\"schema\":1}"] {
        assert_eq!(read(text).err(), Some(BackupFault::NotABackup), "{text}");
    }
    for text in ["", " ", "主订单编号,子订单编号\n", "<html>", "{", &"[".repeat(100_000)]
    {
        assert!(read(text).is_err(), "{:.20}", text);
    }
    // Something added by hand, with the sum made right.
    let text = written(&bench(), &Documents::default());
    let added = summed(&text.replacen("\"app\"", "\"extra\": 1,\n \"app\"", 1));
    assert_eq!(read(&added).err(), Some(BackupFault::NotABackup));
    let twice = summed(&text.replacen("\"app\"", "\"app\": \"x\",\n \"app\"", 1));
    assert_eq!(read(&twice).err(), Some(BackupFault::NotABackup));
}

#[test]
fn a_backup_of_a_newer_app_is_refused_by_its_schema() {
    let text = written(&bench(), &Documents::default());
    let newer = summed(&text.replacen("\"schema\": 1", "\"schema\": 12", 1));
    assert_eq!(read(&newer).err(), Some(BackupFault::Newer(12)));
}

#[test]
fn a_row_that_cannot_be_is_named() {
    let text = written(&bench(), &Documents::default());
    let check = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let fault = read(&summed(&changed)).err();
        let named = matches!(&fault, Some(BackupFault::BadRow(family, row))
            if family == "orders" && (1..=4).contains(row));
        assert!(named, "{from} → {to} gave {fault:?}");
    };
    check("\"33.33\"", "\"1e5\"");
    check("\"33.33\"", "\"33\"");
    check("\"2026-10-30 10:00:00\"", "\"2026-02-30 10:00:00\"");
    check("\"2026-10-30 10:00:00\"", "\"2026-10-30 24:00:00\"");
    check("\"2026-10-30 10:00:00\"", "null");
}

#[test]
fn a_refused_backup_changes_nothing_here() {
    let bench = bench();
    let before = bench.facts();
    assert!(read(&written(&bench, &stored_plan()).replace("示例", "别的")).is_err());
    assert_eq!(bench.facts(), before);
}

#[test]
fn a_backup_says_what_it_holds() {
    let (bench, plan) = (bench(), stored_plan());
    let summary = BackupSummary::of(&bench.dataset, &plan, &shop());
    assert_eq!(summary.shop, shop().name);
    assert_eq!((summary.files, summary.lines, summary.cases, summary.compass), (4, 4, 1, 2));
    assert_eq!((summary.tasks, summary.notes), (4, 1));
    assert_eq!(summary.last_day, Some(day("2026-11-10")));
}

#[test]
fn personal_data_never_reaches_a_backup() {
    let row = line(1).with(&[
        ("收件人", "收件人哨兵"),
        ("收件人手机号", "19900000001"),
        ("详细地址", "地址哨兵"),
        ("买家留言", "留言哨兵"),
        ("商家备注", "备注哨兵"),
        ("街道", "街道哨兵"),
        ("市", "城市哨兵"),
    ]);
    let asked = case(1, &row).with(&[
        ("商家退货地址", "退货地址哨兵"),
        ("商家退货联系人姓名", "联系人哨兵"),
        ("商家退货联系人电话", "19900000002"),
        ("用户售后说明", "说明哨兵"),
        ("售后备注", "备注哨兵"),
        ("协商记录", "协商哨兵"),
        ("订单备注", "备注哨兵"),
        ("操作人", "操作人哨兵"),
    ]);
    let files: [File; 2] = [orders(&[row]).csv("a.csv"), cases([&asked]).csv("b.csv")];
    let text = written(&Bench::with(&files), &Documents::default());
    assert!(!text.contains("哨兵") && !text.contains("1990000000"));
    assert!(text.contains("浙江省"));
}
