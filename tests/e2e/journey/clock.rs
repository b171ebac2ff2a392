//! Clocks and zones: the device may say what it likes, the shop's days are Beijing's.

use serde_json::json;

use super::{everything, named, overlapping, started, verify};
use crate::app::{App, Build, Shown};
use crate::shop::books::Books;
use crate::shop::shop;
use crate::shop::time::{self, DAY, HOUR};
use crate::shop::world::World;

fn figures(app: &App, question: &str) -> Vec<Shown> {
    app.open(&format!("/data?{question}&compare=previous"));
    app.figures()
}

#[test]
fn a_clock_that_is_wrong_harms_nothing() {
    let shop = shop(751, 40);
    let (_, files) = everything(&shop, 751);
    let app = started(Build::Hosted, &shop, &files);
    let wanted = figures(&app, "period=30d");
    let all = figures(&app, "period=all");
    let mut titles = Vec::new();
    // Born, far ahead, and back before what was stored at both.
    for (year, name) in [(1970, "一九七〇"), (2099, "二〇九九"), (2026, "二〇二六")] {
        app.set_clock(time::day(year, 1, 2) * DAY + 9 * HOUR);
        app.load("/data?period=30d&compare=previous");
        assert!(app.faults().is_empty(), "{year}: {:?}", app.faults());
        let same = |it: &&Shown| !matches!(it.metric.as_str(), "due-24h" | "overdue");
        let shown = app.figures();
        let (shown, wanted): (Vec<_>, Vec<_>) =
            (shown.iter().filter(same).collect(), wanted.iter().filter(same).collect());
        assert_eq!(shown, wanted, "{year}: the last 30 days are the data's");
        app.open("/today");
        let title = format!("{name}年记下的一件");
        app.add_task(&title);
        titles.push(title);
        app.reload();
        for title in &titles {
            let kept = "return Object.values(localStorage).some(it => it.includes(arguments[0]))";
            assert_eq!(app.session.run(kept, &[json!(title)]), json!(true), "{year}: {title}");
        }
    }
    app.set_clock(shop.morning());
    app.load("/today");
    assert!(app.faults().is_empty());
    assert_eq!(figures(&app, "period=all"), all);
    assert_eq!(figures(&app, "period=30d"), wanted);
}

#[test]
fn an_import_under_a_wrong_clock_is_an_import() {
    let shop = shop(752, 20);
    let [older, newer] = overlapping(&shop).map(|file| file.file(&shop));
    let app = App::start(Build::Hosted, time::day(2099, 12, 31) * DAY);
    app.import(&[older]);
    app.set_clock(time::day(1970, 1, 2) * DAY);
    app.load("/import");
    app.import(&[newer]);
    app.set_clock(shop.morning());
    app.load("/today");
    assert!(app.faults().is_empty(), "{:?}", app.faults());
    let mut world = World::new(&shop);
    world.orders = overlapping(&shop).to_vec();
    let days = named("all", &world);
    crate::app::expect(&figures(&app, "period=all"), days, &Books::of(&world).figures(days));
}

#[test]
fn another_zone_is_the_same_shop() {
    let shop = shop(753, 40);
    let (world, files) = everything(&shop, 753);
    let books = Books::of(&world);
    let app = App::closed(Build::Hosted, shop.morning());
    let go = |zone: &str, offset: i64| {
        app.session.cdp("Emulation.setTimezoneOverride", json!({"timezoneId": zone}));
        app.load("/today");
        let minutes = app.session.run("return new Date(1795000000000).getTimezoneOffset()", &[]);
        assert_eq!(minutes, json!(offset), "{zone} holds");
    };
    go("America/Los_Angeles", 480);
    app.import(&files[..2]);
    go("Pacific/Kiritimati", -840);
    app.import(&files[2..]);
    app.open("/today");
    let own = app.add_task("在圣诞岛记下的一件");
    app.tick(&own);
    let state = |app: &App| {
        (figures(app, "period=30d"), figures(app, "period=all"), {
            app.open("/today");
            app.tasks()
        })
    };
    let wanted = state(&app);
    assert!(verify(&wanted.0, &books) > 0 && verify(&wanted.1, &books) > 0);
    for (zone, offset) in [("Asia/Shanghai", -480), ("America/Los_Angeles", 480), ("UTC", 0)] {
        go(zone, offset);
        assert!(app.faults().is_empty(), "{zone}: {:?}", app.faults());
        assert_eq!(state(&app), wanted, "{zone}");
        app.import(&files);
        assert_eq!(state(&app), wanted, "{zone}: the same files add nothing");
    }
}
