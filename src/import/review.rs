//! 评价: stars, classes and answers. The text is classified and forgotten, names are not read.

use super::format::{DaySource, Draft, Fate, Field, Format, Layout, Take, field, keep_named};
use crate::domain::{Family, ReviewColumn as C};
use crate::table::CellFault;
use crate::text::phrase;

const fn review(column: C, names: &'static [&'static str], take: Take) -> Field {
    field(column.place(), names, take)
}

pub(super) const REVIEWS: Format = Format {
    id: "reviews",
    name: phrase("评价", "Reviews"),
    place: phrase("抖店后台 → 商品 → 评价管理 → 导出", "Doudian → Products → Reviews → export"),
    unlocks: phrase(
        "差评、原因和回复（不保存评价内容）",
        "bad reviews, causes, answers (never the text)",
    ),
    shown: false,
    layouts: &[Layout {
        family: Family::Reviews,
        required: &[
            &["评价日期", "评价时间"],
            &["订单ID", "订单号"],
            &["商品评价得分", "评价得分"],
        ],
        absent: &[],
        fields: &[
            review(C::Order, &["订单ID", "订单号"], Take::Id),
            review(C::Product, &["商品ID"], Take::Code),
            review(C::Written, &["评价日期", "评价时间"], Take::Moment),
            review(C::Title, &["商品名称"], Take::Label),
            review(C::Sku, &["商品规格"], Take::Label),
            review(C::Stars, &["商品评价得分", "评价得分"], Take::Count),
            review(C::Grade, &["评价等级"], Take::Vocabulary),
            review(C::Topic, &["评价内容"], Take::Topic),
            review(C::Answered, &["商家是否回复"], Take::Vocabulary),
        ],
        days: DaySource::Cells,
        finish,
    }],
};

fn finish(row: &mut Draft<'_>) -> Fate {
    keep_named(row, C::Order, |row| match (row.get(C::Written), row.get(C::Stars)) {
        (None, _) => Fate::Reject(C::Written.into(), CellFault::Missing),
        (_, None) => Fate::Reject(C::Stars.into(), CellFault::Missing),
        (_, Some(1..=5)) => Fate::Keep,
        (_, Some(_)) => Fate::Reject(C::Stars.into(), CellFault::NotStars),
    })
}
