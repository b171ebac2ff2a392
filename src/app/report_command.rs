//! The report and pictures of charts, as files.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::SAMPLE_MARK;
use super::state::App;
use crate::browser::{self, Payload, save_as, svg_to_png};
use crate::chart::{Chart, Look, render};
use crate::insight::brief;
use crate::report::{ReportInput, table_csv, write};
use crate::store::Documents;
use crate::text::phrase;

/// The width of a saved chart in CSS pixels.
const PICTURE_WIDTH: u32 = 750;

impl App {
    /// The text of the report of the route's period.
    pub fn report_text(self) -> String {
        let findings = brief(self.findings.get());
        let shop = self.shop.with(|shop| shop.name.clone());
        let files: Vec<String> = self.dataset.with(|dataset| {
            let files = dataset.live_sources().filter(|source| source.is_file());
            files.map(|source| source.file.clone()).collect()
        });
        let only = self.filter_names();
        let Documents { tasks, notes, reviews, goals, .. } = self.documents.get();
        self.with_input(None, |input| {
            write(&ReportInput {
                chart: *input,
                shop: &shop,
                sample: self.in_sample(),
                findings: &findings,
                tasks: &tasks,
                notes: &notes,
                reviews: &reviews,
                goals: &goals,
                only: &only,
                files: &files,
            })
        })
    }

    /// Offers the report as a file.
    pub fn save_report(self) {
        let text = untrack(|| self.report_text());
        let name = self.name_for_file("html");
        let saved = save_as(&name, "text/html;charset=utf-8", &Payload::Text(text));
        self.say_saved(saved);
    }

    /// Prints the page once all of it is drawn.
    pub fn print(self) {
        leptos::task::spawn_local(async move {
            self.all_drawn().await;
            browser::print();
        });
    }

    /// Offers a chart as a PNG.
    pub fn save_picture(self, chart: Chart) {
        let Some(spec) = chart.spec.clone() else { return };
        let mut plot = render(&spec, Look::Paper, PICTURE_WIDTH);
        if self.in_sample() {
            plot.stamp(SAMPLE_MARK);
        }
        let name = self.name_for_file("png").replace(".png", &format!("_{}.png", chart.name));
        spawn_local(async move {
            let bytes = svg_to_png(&plot.svg, plot.width, plot.height).await;
            let saved = bytes.and_then(|bytes| save_as(&name, "image/png", &Payload::Bytes(bytes)));
            self.say_saved(saved);
        });
    }

    /// Offers the numbers of a chart as CSV.
    pub fn save_table(self, chart: &Chart) {
        self.save_lines(&chart.name, table_csv(&chart.table));
    }

    /// Offers a table of what is asked for, under a name that says of what.
    pub fn save_lines(self, what: &str, text: String) {
        let name = self.name_for_file("csv").replace(".csv", &format!("_{what}.csv"));
        self.save_csv(&name, text);
    }

    /// Offers a text as a CSV file.
    pub fn save_csv(self, name: &str, text: String) {
        let marked = format!("{SAMPLE_MARK}_{name}");
        let bare = self.in_sample() && !name.starts_with(SAMPLE_MARK);
        let name = if bare { &marked } else { name };
        let saved = save_as(name, "text/csv;charset=utf-8", &Payload::Text(text));
        self.say_saved(saved);
    }

    pub(super) fn say_saved(self, saved: Option<()>) {
        let lang = self.lang.get_untracked();
        let words = match saved {
            Some(()) => phrase("已交给浏览器下载", "It went to your downloads"),
            None => phrase("浏览器没有让下载", "The browser refused the download"),
        };
        self.say(words.text(lang), None);
    }
}
