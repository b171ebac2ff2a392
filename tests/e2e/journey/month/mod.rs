//! A month in the browser by a script: thirty mornings of imports, findings that come and go on
//! their days, work that is done, skipped, carried over or left for a day, and its measure some
//! days later; at the end all of it is still there, once.

mod script;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use script::{Story, WAIT, mornings, stories};

use crate::app::{App, Build};
use crate::shop::month::files::files;
use crate::shop::month::{month, morning};
use crate::shop::{File, Shop};

#[test]
fn a_month_of_mornings() {
    let shop = month();
    let stories = stories(&shop);
    let app = App::start(Build::Hosted, morning(1));
    first_import(&app, &shop);
    for date in mornings() {
        if date > 1 {
            come(&app, date);
            import_now(&app, &files(&shop, date));
        }
        app.open("/today");
        told(&app, &stories, date);
        measured(&app, &stories, date);
        work::day(&app, &shop, &stories, date);
    }
    work::all_of_it(&app, &stories);
}

/// The app on a morning.
fn come(app: &App, date: i64) {
    app.set_clock(morning(date));
    app.load("/import");
}

/// The shop's first files are asked about; from then on nothing is. With four files nobody needs a
/// backup yet.
fn first_import(app: &App, shop: &Shop) {
    let files = files(shop, 1);
    let (four, fifth) = files.split_at(4);
    app.import(four);
    app.open("/today");
    assert!(app.findings().iter().all(|it| it.rule != "backup-old"), "{:?}", app.findings());
    app.open("/import");
    app.click("#import-now");
    app.idle();
    import_now(app, fifth);
}

/// Drops files that go in without a question.
fn import_now(app: &App, files: &[File]) {
    app.drop_files(files);
    app.session.wait("the files to be in", || {
        let all = app.receipts();
        let good =
            |file: &File| all.iter().any(|it| it.file == file.name && it.state == "committed");
        files.iter().all(good).then_some(())
    });
    app.idle();
    assert_eq!(app.warnings(), [""; 0]);
}

/// Exactly what the script says, each once, and never what falls a step short.
fn told(app: &App, stories: &[Story], date: i64) {
    let shown: Vec<(String, String)> =
        app.findings().into_iter().map(|it| (it.rule, it.subject)).collect();
    let unique: BTreeSet<_> = shown.iter().cloned().collect();
    assert_eq!(unique.len(), shown.len(), "on the {date}th one stands twice: {shown:?}");
    let today = stories.iter().filter(|story| story.told(date));
    let wanted: BTreeSet<(String, String)> =
        today.map(|story| (story.rule.to_owned(), story.subject.clone())).collect();
    let missing: Vec<_> = wanted.difference(&unique).collect();
    let more: Vec<_> = unique.difference(&wanted).collect();
    assert!(missing.is_empty() && more.is_empty(), "{date}: without {missing:?}, but {more:?}");
    for Story { rule, miss, .. } in stories {
        let short = miss.as_ref().map(|miss| (rule.to_string(), miss.clone()));
        assert!(short.is_none_or(|short| !unique.contains(&short)), "{date}: {rule} {miss:?}");
    }
}

/// The measures of work done in the days before, by rule: those whose days are over with their
/// text.
fn measures(app: &App) -> BTreeMap<String, (String, String)> {
    let script = "return [...document.querySelectorAll('[data-testid=remeasure]')]
        .map(work => [work.dataset.rule, work.dataset.state, work.innerText])";
    let works = app.session.run(script, &[]);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let works = works.as_array().unwrap().iter();
    works.map(|work| (text(&work[0]), (text(&work[1]), text(&work[2])))).collect()
}

/// Work waits until its days are over, is told with its numbers then, and goes once it was read.
fn measured(app: &App, stories: &[Story], date: i64) {
    let shown = measures(app);
    let mut waiting = BTreeMap::new();
    for story in stories {
        let Some((_, done)) = story.work.filter(|(_, done)| *done < date) else { continue };
        let due = mornings().find(|date| *date > done + WAIT).unwrap_or(done + WAIT + 1);
        if date < due {
            waiting.insert(story.rule.to_owned(), "waiting");
        } else if date == due {
            waiting.insert(story.rule.to_owned(), "measured");
            let (_, text) = &shown[story.rule];
            numbers(story, date, text);
        }
    }
    let states: BTreeMap<String, &str> =
        shown.iter().map(|(rule, (state, _))| (rule.clone(), state.as_str())).collect();
    assert_eq!(states, waiting, "{date}: {shown:?}");
    let ready = states.values().filter(|state| **state == "measured").count();
    for left in (0..ready).rev() {
        app.click("[data-testid=remeasure] [data-action=remeasure-read]");
        let buttons = || app.count("[data-testid=remeasure] [data-action=remeasure-read]");
        app.session
            .wait("a measure to go", || (buttons() == u64::try_from(left).unwrap()).then_some(()));
    }
}

fn numbers(story: &Story, date: i64, text: &str) {
    if let Some((after, before)) = &story.measure {
        let wanted = format!("做完后 3 天 {after}，做之前 3 天 {before}");
        assert!(text.contains(&wanted), "{}: {wanted} in {text}", story.rule);
        assert!(text.contains("不能断定是因为它"), "{text}");
    }
    let again = story.mornings.contains(&date);
    let still = if again { "规则还在报" } else { "规则不再报了" };
    assert!(text.contains(still), "{}: {still} in {text}", story.rule);
}
