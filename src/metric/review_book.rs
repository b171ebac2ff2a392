//! 中差评: reviews of three stars and fewer, with whether the shop has answered. Nothing of their
//! text is kept.

use crate::domain::{
    Cancelled, Dataset, Day, Family, Moment, Pace, ReviewColumn as C, Word, sort_by_key,
};

/// Rows handled between two breaths.
const BREATH: usize = 512;

/// Stars up to which a review wants an answer.
const BAD: i64 = 3;

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadReview {
    /// 评价日期.
    pub day: Day,
    pub product: Option<Word>,
    pub stars: i64,
    pub answered: bool,
}

/// See the file's head.
#[derive(Clone, Debug, Default)]
pub struct ReviewBook {
    /// In the order of days. Files without 商家是否回复 give none: nobody knows what is answered.
    pub bad: Vec<BadReview>,
}

impl ReviewBook {
    pub(super) async fn open(dataset: &Dataset, pace: &impl Pace) -> Result<ReviewBook, Cancelled> {
        let mut bad = Vec::new();
        for (count, fact) in dataset.ledger(Family::Reviews).facts().enumerate() {
            if count % BREATH == 0 {
                pace.breathe().await?;
            }
            let day = fact.moment(C::Written).map(Moment::day);
            let stars = fact.get(C::Stars).filter(|stars| *stars <= BAD);
            if let (Some(day), Some(stars), true) = (day, stars, fact.has(C::Answered)) {
                let told = fact.word(C::Answered).map_or("", |word| dataset.words.text(word));
                let answered = matches!(told, "已回复" | "是");
                bad.push(BadReview { day, product: fact.word(C::Product), stars, answered });
            }
        }
        sort_by_key(&mut bad, |review| review.day);
        Ok(ReviewBook { bad })
    }
}
