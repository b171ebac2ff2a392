//! Imports: dropping files, answering, committing, and what receipts say.

use serde_json::{Value, json};

use super::App;
use crate::shop::File;

/// A receipt by its attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub file: String,
    pub format: String,
    pub encoding: String,
    pub from: String,
    pub to: String,
    pub state: String,
    pub rows: u64,
    pub new: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub skipped: u64,
    pub rejected: u64,
}

impl Receipt {
    fn of(attributes: &Value) -> Receipt {
        let text = |name: &str| {
            let value = attributes[name].as_str();
            value.unwrap_or_else(|| panic!("a receipt without data-{name}: {attributes}"))
        };
        let number = |name: &str| text(name).parse().unwrap();
        let receipt = Receipt {
            file: text("file").to_owned(),
            format: text("format").to_owned(),
            encoding: text("encoding").to_owned(),
            from: text("from").to_owned(),
            to: text("to").to_owned(),
            state: text("state").to_owned(),
            rows: number("rows"),
            new: number("new"),
            updated: number("updated"),
            unchanged: number("unchanged"),
            skipped: number("skipped"),
            rejected: number("rejected"),
        };
        // No row disappears unsaid.
        let told = receipt.new + receipt.updated + receipt.unchanged;
        assert_eq!(receipt.rows, told + receipt.skipped + receipt.rejected, "{receipt:?}");
        receipt
    }

    /// new, updated, unchanged, skipped, rejected.
    pub fn tally(&self) -> [u64; 5] {
        [self.new, self.updated, self.unchanged, self.skipped, self.rejected]
    }
}

/// A rejected row by its attributes, with what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    pub line: u64,
    pub column: String,
    pub reason: String,
    pub text: String,
}

const READ: &str = "return !document.querySelector('[data-testid=import-progress]')
    && !!document.querySelector('[data-testid=receipt]')";

impl App {
    /// Drops files and waits until all of them are read.
    pub fn drop_files(&self, files: &[File]) {
        let paths = self.stage(files);
        self.drop_staged(files, &paths);
    }

    /// The same for files that are on disk already, so that they keep their times.
    pub fn drop_staged(&self, files: &[File], paths: &str) {
        self.open("/import");
        self.session.type_into("#import-files", paths);
        self.session.wait("the files to be read", || {
            self.session.run(READ, &[]).as_bool().filter(|read| *read)
        });
        for file in files {
            self.receipt(&file.name);
        }
    }

    /// Drops files, answers every question with yes, commits.
    pub fn import(&self, files: &[File]) {
        self.drop_files(files);
        self.answer("yes");
        self.commit();
        let all = self.receipts();
        let good =
            |file: &File| all.iter().any(|it| it.file == file.name && it.state == "committed");
        assert!(files.iter().all(good), "{all:?}");
    }

    /// Answers every open question of the preview; one answer may settle others.
    pub fn answer(&self, answer: &str) {
        let button = format!("[data-testid=warning] [data-answer={answer}]");
        while self.has(&button) {
            let open = self.count(&button);
            self.click(&button);
            self.session
                .wait("an answered question to go", || (self.count(&button) < open).then_some(()));
        }
    }

    /// The codes of the warnings in sight.
    pub fn warnings(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('[data-testid=warning]')]
            .map(warning => warning.dataset.code)";
        let codes = self.session.run(script, &[]);
        codes.as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect()
    }

    /// Commits the preview; a fault is an end as well.
    pub fn commit(&self) {
        self.click("#import-commit:not(:disabled)");
        self.idle();
        self.session.wait("the commit to end", || {
            let over = !self.has("#import-commit");
            (over || !self.faults().is_empty()).then_some(())
        });
        self.idle();
    }

    /// Every receipt on the page, the current drop's first.
    pub fn receipts(&self) -> Vec<Receipt> {
        let script = "return [...document.querySelectorAll('[data-testid=receipt]')]
            .map(receipt => ({...receipt.dataset}))";
        let all = self.session.run(script, &[]);
        all.as_array().unwrap().iter().map(Receipt::of).collect()
    }

    /// The first receipt of a file.
    pub fn receipt(&self, file: &str) -> Receipt {
        let all = self.receipts();
        let found = all.iter().find(|receipt| receipt.file == file);
        found.unwrap_or_else(|| panic!("no receipt of {file}: {all:?}")).clone()
    }

    /// The rejected rows that a file's receipt lists.
    pub fn rejected(&self, file: &str) -> Vec<Rejected> {
        let script = "
            const of = receipt => receipt.dataset.file === arguments[0];
            const receipt = [...document.querySelectorAll('[data-testid=receipt]')].find(of);
            return [...receipt.querySelectorAll('[data-testid=rejected]')]
                .map(row => ({...row.dataset, text: row.innerText}))";
        let rows = self.session.run(script, &[json!(file)]);
        let text = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
        let rejected = |row: &Value| Rejected {
            line: text(row, "line").parse().unwrap(),
            column: text(row, "column"),
            reason: text(row, "reason"),
            text: text(row, "text"),
        };
        rows.as_array().unwrap().iter().map(rejected).collect()
    }

    /// Presses a button in the first receipt of a file.
    pub fn press_in_receipt(&self, file: &str, action: &str) {
        let script = "
            const of = receipt => receipt.dataset.file === arguments[0];
            const receipt = [...document.querySelectorAll('[data-testid=receipt]')].find(of);
            receipt.querySelector(`[data-action=${arguments[1]}]`).click()";
        self.session.run(script, &[json!(file), json!(action)]);
        self.idle();
    }

    /// Takes a file of the preview in or leaves it out.
    pub fn include(&self, file: &str, included: bool) {
        let script = "
            const of = receipt => receipt.dataset.file === arguments[0];
            const receipt = [...document.querySelectorAll('[data-testid=receipt]')].find(of);
            const box = receipt.querySelector('input[type=checkbox]');
            if (box.checked !== arguments[1]) box.click()";
        self.session.run(script, &[json!(file), json!(included)]);
        self.idle();
    }

    /// Takes a file back.
    pub fn roll_back(&self, file: &str) {
        self.open("/import");
        self.press_in_receipt(file, "rollback");
        self.session.wait("the file to be taken back", || {
            (self.receipt(file).state == "rolled-back").then_some(())
        });
    }

    /// Puts a file that was taken back in again.
    pub fn put_back(&self, file: &str) {
        self.open("/import");
        self.press_in_receipt(file, "restore");
        self.session.wait("the file to be put back", || {
            (self.receipt(file).state == "committed").then_some(())
        });
    }
}
