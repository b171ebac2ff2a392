//! 时间线 of a product: its sales by day with what happened to it, as files tell it and as typed.

use super::{Chart, Input, gmv};
use crate::chart::product_story::event_text;
use crate::chart::spec::Spec;
use crate::metric::{ProductEvent, product_events};
use crate::text::{count_text, phrase};

pub(super) fn build(input: &Input<'_>) -> Chart {
    let lang = input.lang;
    let name = phrase("时间线", "Timeline").text(lang).to_owned();
    let Some(product) = input.query.filter.dims.product else {
        let note = phrase(
            "时间线是一个商品的：在「商品」页点一个商品。数据来自「订单导出」。",
            "A timeline is of one product: click one on the page of products. It is made of order exports.",
        );
        let notes = vec![note.text(lang).to_owned()];
        return Chart { id: "timeline", name, notes, ..Chart::default() };
    };
    let period = input.query.period;
    let mut events = product_events(input.book, product, input.anchor.today, lang);
    events.extend_from_slice(input.marks);
    events.retain(|event| period.contains(event.day));
    let mut chart = gmv::build(input);
    if let Some(Spec::Daily(spec)) = &mut chart.spec {
        let pin = |event: &ProductEvent| {
            let place = usize::try_from(event.day.since(period.from)).unwrap_or(0);
            (place, event_text(event, lang))
        };
        spec.pins.extend(events.iter().map(pin));
        if !events.is_empty() {
            let count = count_text(i64::try_from(events.len()).unwrap_or(0));
            let told = phrase("；这段日期有 {} 件事", "; {} event[s] in these days");
            chart.finding += &told.fill(lang, &[&count]);
        }
    }
    Chart { id: "timeline", name, ..chart }
}
