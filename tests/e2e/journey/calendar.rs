//! The calendar: an event of one's own, a step that becomes a task on its day and only once, a
//! campaign switched off, and the file for a phone.

use super::{orders, started};
use crate::app::{App, Build};
use crate::shop::shop;
use crate::shop::time::{DAY, Day, day, day_of, iso};

fn steps_today(app: &App) -> Vec<(String, String)> {
    app.open("/today");
    let of = app.tasks().into_iter().filter(|task| task.source == "calendar");
    of.filter(|task| task.text.contains("盘库存")).map(|task| (task.id, task.state)).collect()
}

fn main_day(app: &App) -> Day {
    let told = app.read("return document.querySelector('#campaign-main').value");
    let parts: Vec<i64> = told.split('-').map(|part| part.parse().unwrap()).collect();
    day(parts[0], parts[1], parts[2])
}

#[test]
fn the_calendar_reminds_once() {
    let shop = shop(1_402, 35);
    let app = started(Build::Hosted, &shop, &[orders(&shop).file(&shop)]);
    let today = day_of(shop.morning());
    app.open("/plan/calendar");
    assert!(app.count("[data-campaign]") >= 18);
    assert_eq!(app.count("[data-campaign^='418:'][data-on=false]"), 1);
    an_event(&app, today);
    // A step of the campaign in sight that is due today.
    let offset = today - main_day(&app);
    app.fill("#step-offset", &offset.to_string());
    app.fill("#step-title", "盘库存");
    app.click("[data-action=add-step]");
    app.session.wait("the task", || (steps_today(&app).len() == 1).then_some(()));
    let (id, state) = steps_today(&app).remove(0);
    assert_eq!(state, "open");
    app.reload();
    assert_eq!(steps_today(&app).len(), 1, "opening it again adds nothing");
    app.set_clock(shop.morning() + DAY);
    app.reload();
    assert_eq!(steps_today(&app), [(id.clone(), "open".to_owned())], "it is carried over");
    app.tick(&id);
    app.set_clock(shop.morning() + 2 * DAY);
    app.reload();
    assert_eq!(steps_today(&app), [], "what is done does not come back");
    app.open("/plan/calendar");
    let file = app.download(|| app.click("#calendar-ics"));
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.contains("SUMMARY:清仓"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
}

fn an_event(app: &App, today: Day) {
    app.fill("#event-title", "清仓");
    app.fill("#event-from", &iso(today));
    app.fill("#event-to", &iso(today - 1));
    app.click("#event-save");
    app.idle();
    assert_eq!(app.count("[data-testid=event][data-kind=own]"), 0, "it ends before it begins");
    app.fill("#event-to", &iso(today));
    app.click("#event-save");
    app.wait_for("[data-testid=event][data-kind=own]");
    app.reload();
    let own = format!("[data-testid=event][data-kind=own][data-from='{}']", iso(today));
    app.wait_for(&own);
    app.click("[data-testid=event][data-kind=own] [data-action=remove-event]");
    app.wait_gone(&own);
    app.click(".toast button");
    app.wait_for(&own);
}
