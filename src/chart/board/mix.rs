//! The product mix against 40/30/30.

use super::{Chart, Input};
use crate::chart::look::Ink;
use crate::chart::spec::{MixSpec, Spec};
use crate::chart::table::{Cell, Table, TableRow};
use crate::metric::{Basis, Mix, Role, Value, mix};
use crate::text::{Lang, Phrase, count_text, decimal_text, percent_text, phrase};

/// What a role is called.
pub(in crate::chart) fn name(role: Role) -> Phrase {
    match role {
        Role::Traffic => phrase("引流款", "Traffic"),
        Role::Profit => phrase("利润款", "Profit"),
        Role::Image => phrase("形象款", "Image"),
        Role::Unset => phrase("未设", "Unset"),
    }
}

fn ink(role: Role) -> Ink {
    match role {
        Role::Traffic => Ink::Traffic,
        Role::Profit => Ink::Profit,
        Role::Image => Ink::Image,
        Role::Unset => Ink::Unset,
    }
}

fn basis_name(basis: Basis) -> Phrase {
    match basis {
        Basis::Sku => phrase("按 SKU 数", "by SKUs"),
        Basis::Gmv => phrase("按成交", "by GMV"),
        Basis::Profit => phrase("按毛利", "by gross profit"),
    }
}

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let title = phrase("货盘", "Product mix").text(lang).to_owned();
    let reading = input.reading();
    let found = mix(&reading, input.products);
    let table = table(input, &found);
    if found.units == 0 {
        let note = phrase(
            "货盘要有成交的商品。导入「订单导出」后，就能给商品设角色。",
            "The mix needs products that sold: import an order export, then give them roles.",
        );
        let notes = vec![note.text(lang).to_owned()];
        return Chart { id: "mix", name: title, table, notes, ..Chart::default() };
    }
    let notes = notes(input, &found);
    let unset = found.roles.get(&Role::Unset).map_or(0, |count| count.units);
    let shares = found.shares(input.basis);
    let known = shares.iter().any(|share| share.figure.value.is_some());
    let bar = |role: Role| {
        let share = shares.iter().find(|share| share.role == role);
        let value = share.and_then(|share| share.figure.value).map_or(0, Value::number);
        (
            name(role).text(lang).to_owned(),
            value,
            format!("{}%", decimal_text(value, 4, 0)),
            ink(role),
        )
    };
    let spec = MixSpec {
        shares: Role::ALL.into_iter().map(bar).collect(),
        targets: Role::ALL.into_iter().filter_map(|role| target(role, lang)).collect(),
    };
    Chart {
        id: "mix",
        name: title,
        finding: finding(input, &found),
        spec: known.then_some(Spec::Mix(spec)),
        table,
        notes,
        advice: (unset > 0).then_some(phrase("去「货盘」页设置", "Set them on the mix page")),
        ..Chart::default()
    }
}

/// What the shares do not tell.
fn notes(input: &Input<'_>, found: &Mix) -> Vec<String> {
    let lang = input.lang;
    let mut notes = Vec::new();
    if input.basis == Basis::Profit {
        let parts = [count_text(found.costed_units), count_text(found.units)];
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        notes.push(
            phrase(
                "毛利 = 成交金额 − 成本 × 件数，只算填了成本的 {} / {} 个 SKU。",
                "Gross profit = GMV − cost × pieces, of the {} of {} SKU[s] whose cost is known.",
            )
            .fill(lang, &parts),
        );
    }
    let unset = found.roles.get(&Role::Unset).map_or(0, |count| count.units);
    if unset > 0 {
        notes.push(
            phrase("还有 {} 个 SKU 没有角色。", "{} SKU[s] [has|have] no role yet.")
                .fill(lang, &[&count_text(unset)]),
        );
    }
    notes
}

fn target(role: Role, lang: Lang) -> Option<(i64, String, Ink)> {
    let target = role.target()?;
    let share = decimal_text(target, 4, 0);
    Some((target, phrase("目标 {}%", "target {}%").fill(lang, &[&share]), ink(role)))
}

/// `引流 46 / 利润 34 / 形象 12，按 SKU 数`.
fn finding(input: &Input<'_>, found: &Mix) -> String {
    let lang = input.lang;
    let unset = found.roles.get(&Role::Unset).map_or(0, |count| count.units);
    if unset == found.units {
        return phrase("还没有给商品设角色", "no product has a role yet").text(lang).to_owned();
    }
    let shares = found.shares(input.basis);
    let told = shares.iter().filter(|share| share.role != Role::Unset).filter_map(|share| {
        let value = share.figure.value?.number();
        let name = name(share.role).text(lang).trim_end_matches('款');
        Some(format!("{name} {}", decimal_text(value, 4, 0)))
    });
    let told: Vec<String> = told.collect();
    let comma = if lang == Lang::Zh { "，" } else { ", " };
    format!("{}{comma}{}", told.join(" / "), basis_name(input.basis).text(lang))
}

fn table(input: &Input<'_>, found: &Mix) -> Table {
    let lang = input.lang;
    let period = input.query.period;
    let columns = [
        phrase("角色", "Role"),
        phrase("占比", "Share"),
        phrase("目标", "Target"),
        phrase("SKU 数", "SKUs"),
    ];
    let rows = found.shares(input.basis).into_iter().map(|share| {
        let cell = Cell::new("mix-share", share.figure, period).keyed("role", share.role.id());
        let units = found.roles.get(&share.role).map_or(0, |count| count.units);
        let target = share.role.target().map(percent_text).unwrap_or_default();
        TableRow {
            heading: name(share.role).text(lang).to_owned(),
            cells: vec![Cell { basis: Some(input.basis.id()), ..cell }],
            texts: vec![target, count_text(units)],
            jump: None,
        }
    });
    let rows = rows.collect();
    Table { columns: columns.iter().map(|c| c.text(lang).to_owned()).collect(), rows }
}
