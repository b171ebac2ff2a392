//! An order line as 抖店 writes it: the 62 columns of 2024's export, and two more in a workbook.

use super::order::Line;
use super::season::{DAY, moment_text};
use std::borrow::Cow;

const HEADER: &str = "主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商家编码,商品单价,订单应付金额,运费,\
    优惠总金额,平台优惠,商家优惠,达人优惠,商家改价,支付优惠,红包抵扣,支付方式,手续费,收件人,收件人手机号,省,市,区,\
    街道,详细地址,是否修改过地址,买家留言,订单提交时间,旗帜颜色,商家备注,订单完成时间,支付完成时间,APP渠道,流量来源,\
    订单状态,承诺发货时间,订单类型,鲁班落地页ID,达人ID,达人昵称,所属门店ID,售后状态,取消原因,预约发货时间,仓库ID,\
    仓库名称,是否安心购,广告渠道,流量类型,流量体裁,流量渠道,发货主体,发货主体明细,发货时间,降价类优惠,\
    平台实际承担优惠金额,商家实际承担优惠金额,达人实际承担优惠金额,预计送达时间,是否平台仓自流转,车型";
/// What the workbook has on top.
const MORE: [&str; 2] = ["预约送达时间", "建议发货时间（起）"];

pub fn header() -> impl Iterator<Item = &'static str> {
    HEADER.split(',').map(str::trim)
}

pub fn wide_header() -> impl Iterator<Item = &'static str> {
    header().chain(MORE)
}

#[derive(Debug)]
pub enum Cell<'a> {
    /// An id, a title or a code: the export puts a tab before it and quotes around it, so that
    /// spreadsheets leave it alone.
    Kept(Cow<'a, str>),
    Text(Cow<'a, str>),
    Number(String),
}

/// The cells of a line, in the order of [`header`].
pub fn cells<'a>(line: &'a Line<'a>) -> Vec<Cell<'a>> {
    let mut cells = Vec::with_capacity(64);
    goods(line, &mut cells);
    buyer(line, &mut cells);
    course(line, &mut cells);
    traffic(line, &mut cells);
    cells
}

/// The same with the columns of [`wide_header`].
pub fn wide_cells<'a>(line: &'a Line<'a>) -> Vec<Cell<'a>> {
    let mut cells = cells(line);
    let start = line.order.paid.map_or_else(none, |at| text(moment_text(at)));
    cells.extend([none(), start]);
    cells
}

fn goods<'a>(line: &'a Line<'a>, cells: &mut Vec<Cell<'a>>) {
    let order = line.order;
    let all = line.platform + line.shop + line.creator + line.reduction;
    cells.extend([
        kept(order.id.to_string()),
        kept(line.id.to_string()),
        kept(&*line.product.name),
        kept(line.sku),
        Cell::Number(line.units.to_string()),
        kept(line.product.id.to_string()),
        kept(&*line.product.code),
    ]);
    let amounts = [line.product.cents, line.payable, line.freight, all, line.platform, line.shop];
    cells.extend(amounts.into_iter().chain([line.creator, 0, 0, 0]).map(yuan));
    cells.push(text(order.paid.map_or("-", |_| order.paying)));
    cells.push(Cell::Number("0".to_owned()));
}

fn buyer<'a>(line: &'a Line<'a>, cells: &mut Vec<Cell<'a>>) {
    let order = line.order;
    cells.extend([
        text(format!("{}**", order.surname)),
        text(&*order.phone),
        text(order.place.0),
        text(order.place.1),
        text(order.district),
        text(order.street),
        text("*******"),
        text("否"),
        text(if order.note.is_empty() { "-" } else { order.note }),
    ]);
}

fn course<'a>(line: &'a Line<'a>, cells: &mut Vec<Cell<'a>>) {
    let order = line.order;
    cells.extend([
        text(moment_text(order.placed)),
        text("灰"),
        none(),
        moment(line.finished),
        moment(order.paid),
        text(order.app),
        text(order.traffic[2]),
        text(line.status),
        text(moment_text(order.placed + 2 * DAY)),
        text("普通订单"),
        none(),
        kept(order.creator.map_or("0", |creator| &*creator.id)),
        text(order.creator.map_or("-", |creator| &*creator.name)),
        none(),
        text(line.after_sale),
        text(if line.reason.is_empty() { "-" } else { line.reason }),
        none(),
        none(),
        none(),
    ]);
}

fn traffic<'a>(line: &'a Line<'a>, cells: &mut Vec<Cell<'a>>) {
    let [carrier, kind, _, channel] = line.order.traffic;
    cells.extend([
        text("是"),
        text(if kind == "广告流量" { "巨量千川" } else { "-" }),
        text(kind),
        text(carrier),
        text(channel),
        text("商家"),
        none(),
        moment(line.shipped),
    ]);
    cells.extend([line.reduction, line.platform, line.shop, line.creator].map(yuan));
    cells.extend([moment(line.order.paid.map(|at| at + 4 * DAY)), text("否"), none()]);
}

fn kept<'a>(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
    Cell::Kept(text.into())
}

fn text<'a>(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
    Cell::Text(text.into())
}

fn none<'a>() -> Cell<'a> {
    text("-")
}

fn moment<'a>(at: Option<u64>) -> Cell<'a> {
    at.map_or_else(none, |at| text(moment_text(at)))
}

fn yuan<'a>(cents: u64) -> Cell<'a> {
    Cell::Number(format!("{}.{:02}", cents / 100, cents % 100))
}

/// Adds a row to a CSV text.
pub fn write_row(out: &mut String, cells: &[Cell<'_>]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        match cell {
            Cell::Kept(text) => quote(out, "\t", text),
            Cell::Text(text) if text.contains(['"', ',', '\n', '\r']) => quote(out, "", text),
            Cell::Text(text) => out.push_str(text),
            Cell::Number(text) => out.push_str(text),
        }
    }
    out.push_str("\r\n");
}

fn quote(out: &mut String, before: &str, text: &str) {
    out.push('"');
    out.push_str(before);
    out.push_str(&text.replace('"', "\"\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::dice::Dice;
    use crate::bench::order::World;

    #[test]
    fn every_line_fills_every_column() {
        let mut dice = Dice::new(7);
        let world = World::new(&mut dice);
        let mut lines = 0;
        let ended: Result<(), ()> = world.lines(&mut dice, 50, |line| {
            lines += 1;
            assert_eq!(cells(line).len(), header().count());
            assert_eq!(wide_cells(line).len(), wide_header().count());
            Ok(())
        });
        assert!(ended.is_ok());
        assert_eq!((lines, header().count(), wide_header().count()), (50, 62, 64));
    }

    #[test]
    fn quotes_are_doubled() {
        let mut row = String::new();
        write_row(&mut row, &[kept("1"), text("a\"b"), text("c"), Cell::Number("2".into())]);
        assert_eq!(row, "\"\t1\",\"a\"\"b\",c,2\r\n");
    }
}
