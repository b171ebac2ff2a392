//! The browser is killed during and after commits, at any moment: what it finds when it starts again
//! is the state of one of them, never a mix, and importing the same file makes it the newest.
//!
//! A browser keeps what it stores in memory for seconds before it writes it down, so work is lost
//! this way and no app can help it. `cargo xtask test kills 50` does it as often as that; CI does
//! it a few times.

use std::env;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::overlapping;
use crate::app::{App, Build, Shown};
use crate::shop::random::Random;
use crate::shop::{File, Shop, shop};

const USUAL: u32 = 4;
const TASK: &str = "被杀以前就有的一件";

/// Figures, and whether the task is ticked.
type State = (Vec<Shown>, bool);

/// What is done before the browser is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    /// An import that is killed while it is being saved.
    Saving,
    Import,
    ImportThenTick,
    Tick,
}

const WORK: [Work; 4] = [Work::Import, Work::ImportThenTick, Work::Saving, Work::Tick];

struct Scene {
    app: App,
    newer: File,
    /// The task that is ticked.
    task: String,
    before: Vec<Shown>,
    after: Vec<Shown>,
    /// The rows of the shop once the newer file is in.
    rows: Vec<serde_json::Value>,
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            copy(&from, &to);
        } else if kind.is_file() {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// The profile as it was before the work.
fn rewind(app: &App) {
    let (profile, seed) = (app.session.profile(), app.session.folder().join("seed"));
    fs::remove_dir_all(&profile).unwrap();
    copy(&seed, &profile);
}

fn figures(app: &App) -> Vec<Shown> {
    app.open("/data?period=all&compare=previous");
    app.figures()
}

fn state(app: &App) -> State {
    app.load("/today");
    assert!(app.faults().is_empty(), "nothing is damaged: {:?}", app.faults());
    let ticked = app.tasks().iter().find(|task| task.text.contains(TASK)).unwrap().ticked;
    (figures(app), ticked)
}

/// An app with the older file and a task, ended in peace; then with the newer file.
fn scene(shop: &Shop) -> Scene {
    let [older, newer] = overlapping(shop).map(|file| file.file(shop));
    let mut app = App::start(Build::Hosted, shop.morning());
    app.import(&[older]);
    app.open("/today");
    let task = app.add_task(TASK);
    let before = figures(&app);
    app.session.end();
    copy(&app.session.profile(), &app.session.folder().join("seed"));
    app.begin();
    assert_eq!(state(&app), (before.clone(), false), "what was ended in peace is there");
    app.import(std::slice::from_ref(&newer));
    let (after, rows) = (figures(&app), app.facts().rows());
    assert_ne!(before, after);
    app.session.end();
    Scene { app, newer, task, before, after, rows }
}

/// Does the work and gives the states that there were, oldest first.
fn work(scene: &Scene, work: Work) -> Vec<State> {
    let Scene { app, newer, before, after, .. } = scene;
    let mut states = vec![(before.clone(), false)];
    if work != Work::Tick {
        app.load("/import");
        app.drop_files(std::slice::from_ref(newer));
        states.push((after.clone(), false));
        if work == Work::Saving {
            app.click("#import-commit:not(:disabled)");
            return states;
        }
        app.commit();
    }
    if work != Work::Import {
        app.load("/today");
        app.tick(&scene.task);
        states.push((states[states.len() - 1].0.clone(), true));
    }
    states
}

#[test]
fn a_killed_browser_leaves_the_old_state_or_the_new() {
    let times = env::var("DIANPAN_KILLS").map_or(USUAL, |times| times.parse().unwrap());
    let shop = shop(782, 20);
    let mut scene = scene(&shop);
    let mut random = Random::new(782);
    let start = Instant::now();
    let (mut old, mut between, mut new) = (0, 0, 0);
    for (round, doing) in (0..times).zip(WORK.into_iter().cycle()) {
        rewind(&scene.app);
        scene.app.begin();
        let states = work(&scene, doing);
        let longest = if doing == Work::Saving { 300 } else { 10_000 };
        let wait = Duration::from_millis(random.between(0, longest).unsigned_abs());
        sleep(wait);
        scene.app.session.kill();
        scene.app.begin();
        let found = state(&scene.app);
        let place = states.iter().position(|state| *state == found);
        let Some(place) = place else {
            panic!("kill {round}, {doing:?} after {wait:?}: a mix, ticked {}", found.1);
        };
        println!("kill {round}: {doing:?}, {wait:?}: state {place} of {}", states.len() - 1);
        match place {
            0 => old += 1,
            last if last == states.len() - 1 => new += 1,
            _ => between += 1,
        }
        let Scene { app, newer, after, rows, .. } = &scene;
        app.import(std::slice::from_ref(newer));
        assert!(figures(app) == *after && app.facts().rows() == *rows, "the file repairs it");
        app.reload();
        assert!(app.faults().is_empty() && figures(app) == *after, "for good");
        scene.app.session.kill();
    }
    let took = start.elapsed().as_secs();
    println!("{times} kills in {took} s: {old} old, {between} between, {new} new, 0 mixed");
    scene.app.begin();
}
