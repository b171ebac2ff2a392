//! `backup-old`: files came in and no backup was saved since.

use super::super::check::{self, DATA, Fact, ask};
use super::super::finding::{Finding, Sentences, Severity};
use super::super::threshold::Field;
use super::super::told::{Arg, Told};
use super::{ALL, Evidence, Rule, Scene};
use crate::domain::Period;
use crate::text::phrase;

pub(super) static RULE: Rule = Rule {
    id: "backup-old",
    name: phrase("该备份了", "Backup old"),
    condition: phrase(
        "上次备份满 {} 天、之后又导入过文件；或从没备份、已导入不少于 {} 个文件",
        "the last backup {} day[s] old and files imported since; or none at all and at least {} file[s] imported",
    ),
    numbers: |t| vec![Arg::Count(t.get(&DAYS)), Arg::Count(t.get(&FILES))],
    fields: &[&DAYS, &FILES],
    find,
    most: ALL,
    asks: &[&SAVE, &ELSEWHERE],
    evidence: Evidence { page: "/settings", dated: false },
    measure: None,
    slot: "evening",
    duty: "operation",
};

static DAYS: Field =
    Field::new("backup-days", phrase("几天没备份提醒", "Days without a backup"), (1, 7, 365));
static FILES: Field = Field::new(
    "backup-files",
    phrase("从没备份：导入几个文件提醒", "Never backed up: files imported at least"),
    (1, 5, 1_000),
);

static SAVE: check::Ask =
    ask("save", DATA, phrase("设置 → 下载备份", "Settings: download a backup"), Fact::Nothing);
static ELSEWHERE: check::Ask = ask(
    "elsewhere",
    DATA,
    phrase("存一份到别的设备或网盘", "Keep a copy on another device"),
    Fact::Nothing,
);

fn find(scene: &Scene<'_>) -> Vec<Finding> {
    let Some(upkeep) = scene.upkeep else { return Vec::new() };
    let [days, files] = [&DAYS, &FILES].map(|field| scene.thresholds.get(field));
    let today = scene.anchor.now.day();
    let imports = i64::from(upkeep.imports);
    let title = match upkeep.backed_up.map(|at| at.day()) {
        Some(day) if i64::from(today.since(day)) >= days && imports > 0 => Told::new(
            phrase("上次备份是 {}，已经 {} 天", "The last backup is of {}, {} day[s] old"),
            [Arg::Day(day), Arg::count(today.since(day))],
        ),
        None if imports >= files => Told::new(phrase("还没有备份过", "There is no backup yet"), []),
        _ => return Vec::new(),
    };
    let cause = Told::new(
        phrase(
            "之后导入了 {} 个文件；数据只在这个浏览器里，清掉就没了。",
            "{} file[s] came in since; the data is in this browser alone.",
        ),
        [Arg::Count(imports)],
    );
    let task = Told::new(phrase("下载一份备份", "Download a backup"), []);
    let says = Sentences { title, cause, task };
    vec![Finding::of_shop(&RULE, Severity::Info, Period::day(today), says)]
}
