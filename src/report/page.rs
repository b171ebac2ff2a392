//! The page around the chapters.

use super::chapter::SECTIONS;
use super::html::Html;
use crate::chart::{Input, Look, rolled_text};
use crate::domain::{Period, masked};
use crate::insight::Finding;
use crate::plan::{DayReviews, Goals, Notes, Tasks};
use crate::text::{Lang, Phrase, Style, iso_day, moment_text, period_text, phrase};

/// What a report is written from.
#[derive(Clone, Copy)]
pub struct ReportInput<'a> {
    pub chart: Input<'a>,
    pub shop: &'a str,
    /// The figures are of the sample shop; the file says so.
    pub sample: bool,
    pub findings: &'a [Finding],
    pub tasks: &'a Tasks,
    pub notes: &'a Notes,
    /// What was said of the days.
    pub reviews: &'a DayReviews,
    pub goals: &'a Goals,
    /// Names of the products, creators and so on that the figures are filtered by.
    pub only: &'a [String],
    /// Names of the files that the figures come from.
    pub files: &'a [String],
}

/// No script, no request, whatever the body holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Stands above the title, and in print on each page.
const SAMPLE: Phrase = phrase(
    "示例数据：不是真实店铺，只用来看看店盘能做什么",
    "示例 Sample data: no real shop, only to show what 店盘 can do",
);

const STYLE: &str = include_str!("report.css");

/// The text of the report file.
pub fn write(input: &ReportInput<'_>) -> String {
    let lang = input.chart.lang;
    let period = input.chart.query.period;
    let title = title(input);
    let mut html = Html::default();
    html.ours("<!doctype html>");
    let code = if lang == Lang::Zh { "zh-CN" } else { "en" };
    html.element("html", &[("lang", code)], |html| {
        html.element("head", &[], |html| {
            let policy = [("http-equiv", "Content-Security-Policy"), ("content", POLICY)];
            html.start("meta", &policy);
            html.start("meta", &[("charset", "utf-8")]);
            let viewport = "width=device-width,initial-scale=1";
            html.start("meta", &[("name", "viewport"), ("content", viewport)]);
            html.leaf("title", &[], &title);
            html.element("style", &[], |html| {
                html.ours(STYLE);
                html.ours(&legend_colors());
            });
        });
        html.element("body", &[], |html| {
            let class = if input.sample { "sample" } else { "" };
            html.element("main", &[("class", class)], |html| {
                if input.sample {
                    html.leaf("p", &[("class", "mark")], SAMPLE.text(lang));
                }
                let (name, days) = title.rsplit_once(' ').unwrap_or((&title, ""));
                html.element("h1", &[], |html| {
                    html.text(name);
                    html.text(" ");
                    html.leaf("span", &[], days);
                });
                html.leaf("p", &[("class", "lead")], &lead(input, period));
                for (number, chapter) in SECTIONS.iter().enumerate() {
                    html.element("section", &[], |html| {
                        let heading = format!("{:02} {}", number + 1, chapter.title.text(lang));
                        html.leaf("h2", &[], &heading);
                        own_words(html, input.notes.get(period, number));
                        chapter.fill(html, input);
                    });
                }
                footer(html, input);
            });
        });
    });
    html.into_text()
}

fn title(input: &ReportInput<'_>) -> String {
    let period = input.chart.query.period;
    let name = super::file_name(input.shop, period, input.only, input.chart.lang, "");
    name.trim_end_matches('.').replace('_', " ")
}

fn lead(input: &ReportInput<'_>, period: Period) -> String {
    let lang = input.chart.lang;
    let days = period.len().to_string();
    let mut lead = phrase("{}，{} 天", "{}, {} day[s]")
        .fill(lang, &[&period_text(period, Style::Iso, lang), &days]);
    if let Some(last) = input.chart.anchor.data_to {
        lead += &phrase("；数据到 {}", "; data to {}").fill(lang, &[&iso_day(last)]);
    }
    if let Some(rolled) = rolled_text(input.chart.book, period, lang) {
        lead += &format!("{}{rolled}", if lang == Lang::Zh { "；" } else { "; " });
    }
    if !input.only.is_empty() {
        let names = input.only.join(if lang == Lang::Zh { "、" } else { ", " });
        lead += &phrase(
            "；只看：{}（罗盘只有全店的数字，不列；异常和任务是全店的）",
            "; only: {} (without what Compass states of the whole shop only; findings and tasks are of the whole shop)",
        )
        .fill(lang, &[&names]);
    }
    lead += &phrase("；{} 生成", "; made {}").fill(lang, &[&moment_text(input.chart.anchor.now)]);
    lead
}

/// The operator's own words; phone numbers in them stay at home.
fn own_words(html: &mut Html, words: &str) {
    if words.trim().is_empty() {
        return;
    }
    html.element("div", &[("class", "words")], |html| {
        for paragraph in words.lines().filter(|line| !line.trim().is_empty()) {
            html.leaf("p", &[], &masked(paragraph));
        }
    });
}

fn footer(html: &mut Html, input: &ReportInput<'_>) {
    let lang = input.chart.lang;
    html.element("footer", &[], |html| {
        let about = phrase(
            "成交按支付时间、未剔除退款；退款按原单支付日归属。由店盘在本机生成，不含买家个人信息。",
            "Sales by pay time, refunds not taken off; refunds dated by the order's pay day. Made by 店盘 on this device, without personal data of buyers.",
        );
        html.leaf("p", &[], about.text(lang));
        if !input.files.is_empty() {
            html.element("details", &[], |html| {
                html.leaf("summary", &[], phrase("数据来自这些文件", "Source files").text(lang));
                html.element("ul", &[], |html| {
                    input.files.iter().for_each(|file| html.leaf("li", &[], &masked(file)));
                });
            });
        }
    });
}

/// The swatches of legends, from the same colours as the charts.
fn legend_colors() -> String {
    use crate::chart::Ink;
    let lines = [Ink::Main, Ink::Before, Ink::YearBefore, Ink::Loss, Ink::Young];
    let roles = [Ink::Traffic, Ink::Profit, Ink::Image, Ink::Unset];
    let inks = lines.into_iter().chain(roles);
    inks.map(|ink| format!(".legend .{}{{background:{}}}", ink.id(), Look::Paper.color(ink)))
        .collect()
}
