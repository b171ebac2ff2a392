//! The registry of chapters: the handbook's six, each with what is filled in and what is asked of
//! the operator.

use super::html::Html;
use super::page::ReportInput;
use super::part::{chart, split, strip};
use crate::chart::{move_reason, net_outlook, role_name};
use crate::domain::Day;
use crate::metric::{Dimension, Role, mix, quadrant};
use crate::plan::{DayReview, TaskState, fewest_moves, weighed};
use crate::text::{Phrase, Style, count_text, decimal_text, iso_day, period_text, phrase};

/// Changes of roles that are told, at most.
const MOVES: usize = 10;

/// One chapter.
pub struct Chapter {
    pub title: Phrase,
    /// What the operator may write about, as the placeholder of the text field.
    pub prompt: Phrase,
    /// Ids of its figures and charts.
    pub figures: &'static [&'static str],
    pub charts: &'static [&'static str],
    /// What else the file tells.
    tell: Option<fn(&mut Html, &ReportInput<'_>)>,
}

impl Chapter {
    pub(super) fn fill(&self, html: &mut Html, input: &ReportInput<'_>) {
        strip(html, input, self.figures);
        self.charts.iter().for_each(|id| chart(html, input, id));
        if let Some(tell) = self.tell {
            tell(html, input);
        }
    }
}

/// The six chapters.
pub static SECTIONS: [Chapter; 6] = [
    Chapter {
        title: phrase("运营背景与目标", "Background and goals"),
        prompt: phrase(
            "小店定位和受众；这段时间的目标（成交、转化率、货盘）；现在处在哪个阶段",
            "The shop and its buyers; the goals of this period; the stage it is in",
        ),
        figures: &["gmv", "orders", "buyers", "ctr", "cart-rate", "ship-48h-rate"],
        charts: &["mix", "quadrant", "funnel"],
        tell: Some(background),
    },
    Chapter {
        title: phrase("销售数据复盘", "Sales in review"),
        prompt: phrase(
            "成交为什么涨或跌；爆款有什么共同点；退货怎么压下来",
            "Why sales rose or fell; what the hits have in common; how to cut returns",
        ),
        figures: &[
            "user-paid",
            "net-gmv",
            "line-value",
            "units",
            "gifts",
            "buyer-value",
            "refund-by-pay",
            "refund-rate",
        ],
        charts: &["gmv", "change", "change-product", "hours", "by-category", "net", "returns"],
        tell: Some(sales),
    },
    Chapter {
        title: phrase("营销策略回顾", "Marketing in review"),
        prompt: phrase(
            "短视频、直播、活动各做了什么，效果如何；投放值不值",
            "What was done in videos, live rooms, promotions; was the advertising worth it",
        ),
        figures: &["ad-cost", "cost-ratio", "roi", "impressions", "clicks", "carts", "paid-people"],
        charts: &["by-carrier", "by-ad", "funnel-change", "trend-ctr"],
        tell: Some(marketing),
    },
    Chapter {
        title: phrase("用户互动管理", "Customers"),
        prompt: phrase(
            "粉丝和评论区的反馈；客服和售后做得怎样",
            "What fans and comments say; how service and after-sales did",
        ),
        figures: &[
            "returns",
            "return-rate",
            "refund-by-refund",
            "click-pay-rate",
            "impression-pay-rate",
        ],
        charts: &["refunds"],
        tell: Some(customers),
    },
    Chapter {
        title: phrase("问题诊断与挑战", "Problems and challenges"),
        prompt: phrase(
            "最卡的一件事；供应、平台、竞争有什么变化",
            "The one thing that blocks most; changes in supply, platform, competition",
        ),
        figures: &["due-24h", "overdue", "cancelled", "cancel-rate"],
        charts: &[],
        tell: Some(problems),
    },
    Chapter {
        title: phrase("优化方向与规划", "Next steps"),
        prompt: phrase(
            "下一步改什么、谁来做、做到什么数；淘汰哪些低效 SKU",
            "What to change, who does it, to what number; which SKUs to drop",
        ),
        figures: &[],
        charts: &["goal"],
        tell: Some(plans),
    },
];

fn background(html: &mut Html, input: &ReportInput<'_>) {
    let lang = input.chart.lang;
    super::goal::background(html, input);
    let goals = phrase(
        "货盘目标：引流 {} / 利润 {} / 形象 {}。",
        "Targets of the mix: traffic {}, profit {}, image {}.",
    );
    let targets = input.chart.thresholds.targets();
    let parts = [targets.traffic, targets.profit, targets.image].map(count_text);
    html.leaf("p", &[("class", "note")], &goals.fill(lang, &parts.each_ref().map(String::as_str)));
    moves(html, input);
}

/// The fewest changes of roles, once some product has one.
fn moves(html: &mut Html, input: &ReportInput<'_>) {
    let (lang, chart) = (input.chart.lang, &input.chart);
    let reading = chart.reading();
    let mix = mix(&reading, chart.products);
    if mix.role(Role::Unset).units == mix.all.units {
        return;
    }
    let found = quadrant(&reading, &mix);
    let plan = fewest_moves(&weighed(&mix, &found, chart.basis), chart.thresholds.targets());
    if plan.moves.is_empty() {
        return;
    }
    let count = |number: usize| count_text(i64::try_from(number).unwrap_or(i64::MAX));
    let title = phrase(
        "货盘最少改 {} 个商品，最多差从 {} 点到 {} 点",
        "{} change[s] of roles bring the furthest share from {} to {} points off",
    );
    let points = |millionths: i64| decimal_text(millionths, 4, 1);
    let title =
        title.fill(lang, &[&count(plan.moves.len()), &points(plan.before), &points(plan.after)]);
    html.leaf("h3", &[], &title);
    html.element("ul", &[], |html| {
        for step in plan.moves.iter().take(MOVES) {
            let Some(product) = mix.products.get(step.place).map(|sum| sum.product) else {
                continue;
            };
            let name = crate::domain::masked(chart.book.product_name(product));
            let (from, to) = (role_name(step.from).text(lang), role_name(step.to).text(lang));
            let reason = move_reason(&found, product, step.to, lang);
            html.leaf("li", &[], &format!("{name}：{from} → {to}，{reason}"));
        }
    });
}

fn sales(html: &mut Html, input: &ReportInput<'_>) {
    let book = input.chart.book;
    let lang = input.chart.lang;
    let unnamed = phrase("（多商品订单）", "(orders of several products)").text(lang);
    split(
        html,
        input,
        Dimension::Product,
        phrase("卖得最多的商品", "Best sellers"),
        |product| {
            product
                .map_or_else(|| unnamed.to_owned(), |product| book.product_name(product).to_owned())
        },
    );
}

fn marketing(html: &mut Html, input: &ReportInput<'_>) {
    let book = input.chart.book;
    let lang = input.chart.lang;
    let own = phrase("自营（没有达人）", "own sales, no creator").text(lang);
    split(html, input, Dimension::Creator, phrase("按达人", "By creator"), |creator| {
        creator.map_or_else(|| own.to_owned(), |creator| book.creator_name(creator).to_owned())
    });
}

/// What refunds may still take away.
fn customers(html: &mut Html, input: &ReportInput<'_>) {
    if let Some(sentence) = net_outlook(&input.chart) {
        let stop = phrase("。", ".").text(input.chart.lang);
        html.leaf("p", &[("class", "outlook")], &format!("{sentence}{stop}"));
    }
}

fn problems(html: &mut Html, input: &ReportInput<'_>) {
    let lang = input.chart.lang;
    if input.findings.is_empty() {
        let none = phrase("没有触发异常规则。", "No rule fired.");
        html.leaf("p", &[], none.text(lang));
        return;
    }
    html.element("ol", &[("class", "findings")], |html| {
        for finding in input.findings {
            let amount = finding.amount.map(crate::text::plain_money).unwrap_or_default();
            let subject = finding.subject.id();
            let attributes = [
                ("data-rule", finding.rule),
                ("data-subject", subject.as_str()),
                ("data-severity", finding.severity.id()),
                ("data-amount", amount.as_str()),
            ];
            html.element("li", &attributes, |html| {
                html.leaf("b", &[], &finding.title(lang));
                html.leaf("p", &[], &finding.cause(lang));
                let steps: Vec<&str> = finding.steps().iter().map(|step| step.text(lang)).collect();
                html.leaf("p", &[("class", "steps")], &steps.join(" · "));
            });
        }
    });
    let told = phrase(
        "异常按导出报告时的数据判断，看的是最近的完整日。",
        "Findings are judged on the latest complete days at the time of this report.",
    );
    html.leaf("p", &[("class", "note")], told.text(lang));
}

fn plans(html: &mut Html, input: &ReportInput<'_>) {
    let lang = input.chart.lang;
    super::goal::ahead(html, input);
    let period = input.chart.query.period;
    let done = input.tasks.tasks.iter().filter(|task| {
        task.state == TaskState::Done && task.closed.is_some_and(|day| period.contains(day))
    });
    let done: Vec<_> = done.collect();
    let open: Vec<_> =
        input.tasks.tasks.iter().filter(|task| task.state == TaskState::Open).collect();
    let list = |html: &mut Html, title: Phrase, tasks: &[&crate::plan::OwnTask]| {
        if tasks.is_empty() {
            return;
        }
        let count = count_text(i64::try_from(tasks.len()).unwrap_or(0));
        html.leaf("h3", &[], &title.fill(lang, &[&count]));
        html.element("ul", &[], |html| {
            for task in tasks {
                let day = task.closed.unwrap_or(task.made);
                html.leaf(
                    "li",
                    &[],
                    &format!("{}（{}）", crate::domain::masked(&task.title), iso_day(day)),
                );
            }
        });
    };
    list(html, phrase("这段时间做完的 {} 件", "{} done in this period"), &done);
    list(html, phrase("还要做的 {} 件", "{} still to do"), &open);
    days(html, input);
    if done.is_empty() && open.is_empty() {
        let none = phrase("{} 没有记下的任务。", "No tasks were noted in {}.");
        html.leaf("p", &[], &none.fill(lang, &[&period_text(period, Style::Iso, lang)]));
    }
}

/// What was said of the days of the period, in the evenings.
fn days(html: &mut Html, input: &ReportInput<'_>) {
    let lang = input.chart.lang;
    let period = input.chart.query.period;
    let said = |(day, review): &(&Day, &DayReview)| {
        period.contains(**day) && !review.words.trim().is_empty()
    };
    let mut said = input.reviews.0.iter().filter(said).peekable();
    if said.peek().is_none() {
        return;
    }
    html.leaf("h3", &[], phrase("每天的复盘", "Day by day").text(lang));
    html.element("ul", &[], |html| {
        for (day, review) in said {
            html.leaf(
                "li",
                &[],
                &format!("{}：{}", iso_day(*day), crate::domain::masked(review.words.trim())),
            );
        }
    });
}
