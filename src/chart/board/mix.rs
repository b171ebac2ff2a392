//! The product mix against its targets, by SKUs, by GMV and by gross profit.

use super::role::{basis_name, role_ink, role_name};
use super::{Chart, Input, KeyEntry};
use crate::chart::spec::{MixBar, MixPart, MixSpec, Spec};
use crate::chart::table::{Cell, Table, TableRow};
use crate::metric::{Basis, Gains, Mix, Role, Value, mix};
use crate::text::{Lang, count_text, decimal_text, percent_text, phrase};

/// Points off the target, in millionths, that are worth a word in the title.
const NOTED: i64 = 20_000;

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let title = phrase("货盘", "Product mix").text(lang).to_owned();
    let reading = input.reading();
    let found = mix(&reading, input.products);
    let table = table(input, &found);
    if found.all.units == 0 {
        let note = phrase(
            "货盘要有成交的商品。导入「订单导出」后，就能给商品设角色。",
            "The mix needs products that sold: import an order export, then give them roles.",
        );
        let notes = vec![note.text(lang).to_owned()];
        return Chart { id: "mix", name: title, table, notes, ..Chart::default() };
    }
    let unset = found.role(Role::Unset).units;
    let key =
        |role: Role| KeyEntry { ink: role_ink(role), text: role_name(role).text(lang).to_owned() };
    let spec = MixSpec {
        bars: in_order(input.basis).map(|basis| bar(&found, basis, lang)).collect(),
        targets: Role::ALL.into_iter().filter_map(|role| target(input, role)).collect(),
    };
    Chart {
        id: "mix",
        name: title,
        finding: finding(input, &found),
        spec: Some(Spec::Mix(spec)),
        legend: Role::ALL.into_iter().map(key).collect(),
        table,
        notes: notes(input, &found),
        advice: (unset > 0).then_some(phrase("去「货盘」页设置", "Set them on the mix page")),
    }
}

/// The basis that is asked for, then the others.
fn in_order(asked: Basis) -> impl Iterator<Item = Basis> {
    let others = Basis::ALL.into_iter().filter(move |basis| *basis != asked);
    std::iter::once(asked).chain(others)
}

fn bar(found: &Mix, basis: Basis, lang: Lang) -> MixBar {
    let shares = found.shares(basis);
    let part = |share: &crate::metric::MixShare| {
        let value = share.figure.value?.number();
        let name = role_name(share.role).text(lang).to_owned();
        let text = format!("{}%", decimal_text(value, 4, 0));
        Some(MixPart { name, share: value, text, ink: role_ink(share.role) })
    };
    let parts: Vec<MixPart> = shares.iter().filter_map(part).collect();
    let unknown = phrase("{}：毛利未知，要先填成本", "{}: gross profit unknown, costs are missing");
    let name = basis_name(basis).text(lang);
    let name = if parts.is_empty() { unknown.fill(lang, &[name]) } else { name.to_owned() };
    MixBar { name, parts }
}

/// What the shares do not tell.
fn notes(input: &Input<'_>, found: &Mix) -> Vec<String> {
    let lang = input.lang;
    let mut notes = vec![cost_note(&found.all.gains, found.costed_units, found.all.units, lang)];
    let unset = found.role(Role::Unset).units;
    if unset > 0 {
        notes.push(
            phrase("还有 {} 个 SKU 没有角色。", "{} SKU[s] [has|have] no role yet.")
                .fill(lang, &[&count_text(unset)]),
        );
    }
    let whole = input.thresholds.targets().whole();
    if whole != 100 {
        let text = phrase(
            "设置里三个目标合计 {}%，按比例折成 100%。",
            "The three targets in the settings sum to {} % and are scaled to 100 %.",
        );
        notes.push(text.fill(lang, &[&whole.to_string()]));
    }
    notes
}

/// How far the known costs go: `已知成本覆盖 62% 的成交`.
pub(super) fn cost_note(gains: &Gains, known: i64, units: i64, lang: Lang) -> String {
    let coverage = gains.coverage_figure(0).value.map_or(0, Value::number);
    if known == 0 {
        let text = phrase(
            "毛利未知：导出文件里没有成本。在「货盘」页填，或下载成本模板填好拖进来。",
            "Gross profit is unknown: no export holds costs. Type them on the mix page, or fill in the cost template and drop it.",
        );
        return text.text(lang).to_owned();
    }
    let text = phrase(
        "已知成本覆盖 {} 的成交（{} / {} 个 SKU），毛利只算这些；其余毛利未知，不当作 0。毛利 = 成交金额 − 成本 × 件数，未扣退款、佣金和投放。",
        "Known costs cover {} of GMV ({} of {} SKU[s]); gross profit is of these, the rest is unknown and not 0. Gross profit = GMV − cost × pieces, before refunds, commissions and advertising.",
    );
    text.fill(lang, &[&percent_text(coverage), &count_text(known), &count_text(units)])
}

fn target(input: &Input<'_>, role: Role) -> Option<MixPart> {
    let share = input.thresholds.targets().share(role)?;
    let name = role_name(role).text(input.lang).to_owned();
    let percent = decimal_text(share, 4, 0);
    let text = phrase("目标 {}%", "target {}%").fill(input.lang, &[&percent]);
    Some(MixPart { name, share, text, ink: role_ink(role) })
}

/// `引流 46 / 利润 34 / 形象 12，按 SKU 数；形象款比目标少 18 点`.
fn finding(input: &Input<'_>, found: &Mix) -> String {
    let lang = input.lang;
    if found.role(Role::Unset).units == found.all.units {
        return phrase("还没有给商品设角色", "no product has a role yet").text(lang).to_owned();
    }
    let shares = found.shares(input.basis);
    let known = shares.iter().filter(|share| share.role != Role::Unset);
    let known = known.filter_map(|share| Some((share.role, share.figure.value?.number())));
    let known: Vec<(Role, i64)> = known.collect();
    let basis = basis_name(input.basis).text(lang);
    if known.is_empty() {
        return phrase("{}还算不出来：没有成本", "not to be told {}: no costs")
            .fill(lang, &[basis]);
    }
    let told = known.iter().map(|(role, value)| {
        let name = role_name(*role).text(lang).trim_end_matches('款');
        format!("{name} {}", decimal_text(*value, 4, 0))
    });
    let told: Vec<String> = told.collect();
    let comma = if lang == Lang::Zh { "，" } else { ", " };
    let mut text = format!("{}{comma}{basis}", told.join(" / "));
    let targets = input.thresholds.targets();
    let off = known.iter().filter_map(|&(role, value)| Some((role, value - targets.share(role)?)));
    if let Some((role, off)) = off.max_by_key(|(_, off)| off.abs()).filter(|it| it.1.abs() > NOTED)
    {
        let text_off = match off > 0 {
            true => phrase("；{}比目标多 {} 点", "; {} {} points above target"),
            false => phrase("；{}比目标少 {} 点", "; {} {} points below target"),
        };
        let points = decimal_text(off.abs(), 4, 0);
        text += &text_off.fill(lang, &[role_name(role).text(lang), &points]);
    }
    text
}

fn table(input: &Input<'_>, found: &Mix) -> Table {
    let lang = input.lang;
    let period = input.query.period;
    let mut columns = vec![phrase("角色", "Role")];
    columns.extend(in_order(input.basis).map(basis_name));
    columns.extend([
        phrase("毛利", "Gross profit"),
        phrase("毛利率", "Gross margin"),
        phrase("目标", "Target"),
        phrase("SKU 数", "SKUs"),
    ]);
    let row = |role: Role| {
        let count = found.role(role);
        let cell = |metric, figure| Cell::new(metric, figure, period).keyed("role", role.id());
        let share = |basis: Basis| {
            let shares = found.shares(basis);
            let figure = shares.iter().find(|share| share.role == role).map(|share| share.figure);
            let cell = cell("mix-share", figure.unwrap_or_default());
            Cell { basis: Some(basis.id()), ..cell }
        };
        let mut cells: Vec<Cell> = in_order(input.basis).map(share).collect();
        cells.push(cell("gross-profit", count.gains.profit_figure(found.missing)));
        cells.push(cell("gross-margin", count.gains.margin_figure(found.missing)));
        let target = input.thresholds.targets().share(role).map(percent_text);
        TableRow {
            heading: role_name(role).text(lang).to_owned(),
            cells,
            texts: vec![target.unwrap_or_default(), count_text(count.units)],
            jump: None,
        }
    };
    let rows = Role::ALL.into_iter().map(row).collect();
    Table { columns: columns.iter().map(|c| c.text(lang).to_owned()).collect(), rows }
}
