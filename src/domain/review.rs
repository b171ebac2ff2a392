//! Reviews: stars, what they are about, and whether they were answered. Their text and the
//! buyer's nickname have no place here.

use super::schema::{columns, count, id, moment, word};

columns! {
    /// The columns of a review.
    pub enum ReviewColumn {
        /// 订单ID.
        Order = id("order"),
        /// 商品ID.
        Product = word("product"),
        /// 评价日期.
        Written = moment("written"),
        /// 商品名称.
        Title = word("title"),
        /// 商品规格.
        Sku = word("sku"),
        /// 商品评价得分, 1 to 5.
        Stars = count("stars"),
        /// 评价等级.
        Grade = word("grade"),
        /// The class of 评价内容 by word lists: the id of a [`super::ReasonClass`].
        Topic = word("topic"),
        /// 商家是否回复.
        Answered = word("answered"),
    }
    /// The schema of reviews.
    pub static REVIEWS = "reviews" {
        key: [Order, Product, Written],
        filed_by: Written,
        happened: [Written],
        made: [],
    }
}
