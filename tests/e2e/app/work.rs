//! Findings and tasks as they stand on the page.

use serde_json::Value;

use super::App;

/// A finding by its attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: String,
    pub subject: String,
    pub severity: String,
    /// 元, or empty.
    pub amount: String,
}

/// A task by its attributes, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub id: String,
    pub state: String,
    pub source: String,
    pub slot: String,
    pub ticked: bool,
    pub text: String,
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no data-{name}: {value}")).to_owned()
}

impl App {
    pub fn findings(&self) -> Vec<Finding> {
        let script = "return [...document.querySelectorAll('[data-testid=finding]')]
            .map(finding => ({...finding.dataset}))";
        let finding = |it: &Value| Finding {
            rule: text(it, "rule"),
            subject: text(it, "subject"),
            severity: text(it, "severity"),
            amount: text(it, "amount"),
        };
        self.session.run(script, &[]).as_array().unwrap().iter().map(finding).collect()
    }

    /// Presses `to-task`, `snooze` or `dismiss` in the finding of a rule.
    pub fn press_in_finding(&self, rule: &str, action: &str) {
        let inside = format!("[data-testid=finding][data-rule={rule}] [data-action={action}]");
        self.click(&inside);
        self.idle();
    }

    pub fn tasks(&self) -> Vec<Task> {
        let script = "return [...document.querySelectorAll('[data-testid=task]')].map(task => ({
            ...task.dataset, text: task.innerText,
            ticked: task.querySelector('input[type=checkbox]').checked}))";
        let task = |it: &Value| Task {
            id: text(it, "taskId"),
            state: text(it, "state"),
            source: text(it, "source"),
            slot: text(it, "slot"),
            ticked: it["ticked"].as_bool().unwrap(),
            text: text(it, "text"),
        };
        self.session.run(script, &[]).as_array().unwrap().iter().map(task).collect()
    }

    pub fn task(&self, id: &str) -> Task {
        let all = self.tasks();
        let found = all.iter().find(|task| task.id == id);
        found.unwrap_or_else(|| panic!("no task {id}: {all:?}")).clone()
    }

    /// Ticks a task or takes the tick away.
    pub fn tick(&self, id: &str) {
        let ticked = self.task(id).ticked;
        self.click(&format!("[data-testid=task][data-task-id='{id}'] input[type=checkbox]"));
        self.session.wait("the tick", || (self.task(id).ticked != ticked).then_some(()));
    }

    pub fn skip(&self, id: &str) {
        let state = self.task(id).state;
        self.click(&format!("[data-testid=task][data-task-id='{id}'] [data-action=skip]"));
        self.session.wait("the skip", || (self.task(id).state != state).then_some(()));
    }

    /// Adds a task of one's own and gives its id.
    pub fn add_task(&self, title: &str) -> String {
        self.click("[data-action=new-task]");
        self.wait_for("#task-title");
        self.session.type_into("#task-title", title);
        self.click("#task-save");
        self.session.wait("the new task", || {
            let tasks = self.tasks();
            let new = tasks.iter().find(|task| task.source == "hand" && task.text.contains(title));
            new.map(|task| task.id.clone())
        })
    }
}
