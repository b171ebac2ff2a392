//! What an operator has typed, ticked and set in an invented shop.

use dianpan::domain::{MappedColumn, Mapping, Mappings, Money, SortedMap};
use dianpan::insight::{Field, MATURITY_DAYS, Span};
use dianpan::metric::{CAMPAIGNS, EventKind, Role};
use dianpan::plan::{
    Calendar, Checklists, DayLog, DayReview, DayReviews, Duty, Goals, Notes, OwnEvent, OwnTask,
    ProductPages, Products, Promotion, Quiet, QuietList, Reason, Rhythm, RoutineItem, Safety,
    Settings, Slot, Step, TaskOrigin, TaskState, Tasks, Template, Theme, UpColor,
};
use dianpan::store::Documents;
use dianpan::text::Lang;

use super::days::{at, day, period};

/// A task made by hand on 2026-11-20.
pub fn task(title: &str) -> OwnTask {
    OwnTask {
        title: title.to_owned(),
        slot: Slot::Forenoon,
        minutes: 15,
        made: day("2026-11-20"),
        ..OwnTask::default()
    }
}

/// A piece of routine of one's own, every Tuesday afternoon.
pub fn piece(title: &str) -> RoutineItem {
    RoutineItem {
        title: title.to_owned(),
        rhythm: Rhythm::Weekly(2),
        slot: Slot::Afternoon,
        duty: Duty::Business,
        minutes: 20,
        ..RoutineItem::default()
    }
}

/// A task that a finding turned into.
pub fn found(key: &str) -> OwnTask {
    OwnTask { origin: TaskOrigin::Finding(key.to_owned()), ..task("排查") }
}

/// A task of each origin, one of them done.
fn stored_tasks() -> Tasks {
    let mut tasks = Tasks::default();
    tasks.add(OwnTask { detail: "问价\n再问主图".to_owned(), ..task("给厂家打电话") });
    let done = tasks.add(found("product-decline|product:36000000011"));
    tasks.set_state(done, TaskState::Done, day("2026-11-20"));
    let origin = TaskOrigin::Calendar("double-11:2026:-56".to_owned());
    tasks.add(OwnTask { origin, ..task("双11 报名") });
    let origin = TaskOrigin::Goal("gmv:2026-11".to_owned());
    let (duty, risk) = (Duty::Business, Some(Money(123_400)));
    tasks.add(OwnTask { origin, duty, risk, ..task("补上目标的差") });
    tasks
}

/// A changed default and a piece of one's own.
fn stored_template() -> Template {
    let mut template = Template::default();
    let look = template.item("look", Lang::Zh).unwrap();
    template.set("look", RoutineItem { minutes: 25, off: true, ..look });
    template.add(piece("给老客发新品"));
    template
}

/// What was said of a day.
fn stored_reviews() -> DayReviews {
    let mut reviews = DayReviews::default();
    let tomorrow = ["拍主图".to_owned(), String::new(), "寄样".to_owned()];
    reviews.set(day("2026-11-20"), DayReview { words: "发货顺".to_owned(), tomorrow });
    reviews
}

/// One table whose columns were matched.
fn stored_mappings() -> Mappings {
    let column =
        MappedColumn { field: "amount".to_owned(), name: "实付款".to_owned(), place: 2 };
    Mappings(vec![Mapping {
        signature: 0xfedc_ba98_7654_3210,
        format: "generic-orders".to_owned(),
        generation: 0,
        columns: vec![column],
        net: Some(true),
    }])
}

/// Documents of which no part is empty or at its default.
pub fn stored_plan() -> Documents {
    let mut days = DayLog::default();
    days.set(day("2026-11-19"), "look", TaskState::Skipped);
    days.set(day("2026-11-20"), "look", TaskState::Done);
    days.set_count(day("2026-11-20"), "creators", 7);
    days.set_rest(period("2026-12-31..2027-01-02"), true);
    let quiet = [
        ("ship-due|shop".to_owned(), Quiet::Until(day("2026-11-23"))),
        ("return-rate|product:36000000011".to_owned(), Quiet::Dismissed),
    ];
    let mut notes = Notes::default();
    notes.set(period("2026-11-01..2026-11-30"), 4, "卡在发货\n下月换仓");
    let mut products = Products::default();
    products.set_role("36000000011", Role::Profit);
    products.set_cost("36000000011", Some(Money(1_234)));
    let mut pages = ProductPages::default();
    pages.set_supplier("36000000011", "南通甲厂");
    pages.add("36000000011", day("2026-11-18"), EventKind::Picture, "换成场景图");
    pages.tell("36000000011", "主图换对了");
    pages.columns = vec!["gmv".to_owned(), "role".to_owned()];
    products.set_sku_cost("36000000022", "黑色 L", Some(Money(990)));
    let mut settings = Settings {
        lang: Lang::En,
        theme: Theme::Dark,
        up: UpColor::Green,
        import_now: true,
        ..Settings::default()
    };
    settings.thresholds.set(Field::of("decline-days").unwrap(), 4);
    settings.thresholds.set(&MATURITY_DAYS, 30);
    settings.thresholds.turn("slow-sku", false);
    settings.thresholds.return_lines.insert("女装".to_owned(), 55);
    let safety = Safety { backed_up: Some(at("2026-11-19 22:00:00")), imports: 3 };
    let quiet = quiet.into_iter().collect::<SortedMap<_, _>>();
    let mut quiet = QuietList { quiet, ..QuietList::default() };
    quiet.explain("return-rate|product:36000000011", Some(Reason::Other), "换季清货");
    quiet.never.insert("product:36000000033".to_owned(), "运费补拍".to_owned());
    let mut checklists = Checklists::default();
    let (finding, today) = ("product-decline|product:36000000011", day("2026-11-20"));
    checklists.tick(finding, "rival-price", true, today);
    checklists.note(finding, "rival-price", "同行卖 9.9", today);
    checklists.read("creator-stopped|creator:77", day("2026-11-15"), today);
    Documents {
        settings,
        safety,
        tasks: stored_tasks(),
        days,
        quiet,
        checklists,
        notes,
        products,
        pages,
        mappings: stored_mappings(),
        template: stored_template(),
        reviews: stored_reviews(),
        goals: stored_goals(),
        calendar: stored_calendar(),
    }
}

fn stored_goals() -> Goals {
    let (month, quarter) = (Span::month(day("2026-11-01")), Span::quarter(day("2026-11-01")));
    let mut goals = Goals::default();
    goals.set_gmv(month, Some(Money(8_200_000)));
    goals.set_gmv(quarter, Some(Money(25_000_001)));
    goals.set_weight("double-11:2026", Some(350));
    goals.set_target(month, "ctr", Some(35_000));
    goals.set_progress(quarter, "reach", Some(123_456));
    goals
}

fn stored_calendar() -> Calendar {
    let mut calendar = Calendar::default();
    let event = OwnEvent {
        number: 0,
        title: "清仓，三天".to_owned(),
        days: period("2026-11-27..2026-11-29"),
        note: "只清夏款\n不报活动".to_owned(),
        product: Some("36000000011".to_owned()),
    };
    calendar.add(event);
    calendar.switch(&CAMPAIGNS[5], true);
    let main = day("2026-12-12");
    calendar.set_dates("double-12:2026", Some((period("2026-12-05..2026-12-12"), main)));
    let step = Step { offset: -20, title: "看报名页".to_owned() };
    calendar.set_steps("double-12", Some(vec![step]));
    let promotion = Promotion {
        discount: Some(15),
        products: vec!["36000000011".to_owned()],
        budget: Some(Money(500_000)),
        times: Some(800),
    };
    calendar.set_promotion("double-12:2026", promotion);
    calendar.note_proposed("double-12:2026:-20", day("2026-11-22"));
    calendar
}
