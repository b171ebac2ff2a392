//! One line of the table: what a contender took for a file.

use super::data::Data;
use serde_json::Value;

#[derive(Debug, Default)]
pub struct Row {
    pub file: String,
    pub contender: String,
    /// Of the file; nothing for a row that does not read it.
    pub bytes: u64,
    /// Milliseconds from the navigation until a file could be taken.
    pub start: Option<f64>,
    /// Milliseconds of each run, in order.
    pub runs: Vec<f64>,
    /// The longest block of the page in each.
    pub blocks: Vec<f64>,
    /// MB.
    pub memory: Option<f64>,
    /// Cores at work for other programs meanwhile.
    pub others: Option<f64>,
    pub verdict: Verdict,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub enum Verdict {
    /// Nothing was asked that has a right answer.
    #[default]
    Unasked,
    Exact,
    /// An answer that is not the truth, and where it parts from it.
    Wrong(String),
    /// The store has no room for it; nothing was kept and nothing is wrong.
    Refused(String),
    /// No answer, and why.
    Failed(String),
}

impl Row {
    pub fn new(data: &Data, contender: &str) -> Self {
        let (file, contender) = (data.name.clone(), contender.to_owned());
        Self { file, contender, bytes: data.bytes, ..Self::default() }
    }

    /// Something that is done with what the file left behind.
    pub fn after(data: &Data, what: &str) -> Self {
        Self { bytes: 0, ..Self::new(data, what) }
    }

    /// Milliseconds of the middle run.
    pub fn median(&self) -> Option<f64> {
        median(&self.runs)
    }

    pub fn block(&self) -> Option<f64> {
        median(&self.blocks)
    }

    /// Milliseconds of the first run with the start before it.
    pub fn cold(&self) -> Option<f64> {
        Some(self.start? + self.runs.first()?)
    }

    pub fn megabytes_a_second(&self) -> Option<f64> {
        let kilobytes = u32::try_from(self.bytes / 1000).ok().filter(|read| *read > 0)?;
        Some(f64::from(kilobytes) / self.median()?)
    }

    /// Notes a verdict; one wrong run is a wrong row.
    pub fn hear(&mut self, verdict: Verdict) {
        if matches!(self.verdict, Verdict::Unasked | Verdict::Exact) {
            self.verdict = verdict;
        }
    }

    /// Notes one run.
    pub fn push(&mut self, measured: &Value) {
        let number = |name: &str| measured.get(name).and_then(Value::as_f64);
        self.runs.extend(number("ms"));
        self.blocks.extend(number("block"));
    }
}

fn median(numbers: &[f64]) -> Option<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

/// Compares an answer with the truth, table by table.
pub fn judge(answer: &Value, truth: &Value) -> Verdict {
    if let Some(error) = answer.get("error") {
        return Verdict::Failed(error.to_string());
    }
    let mut wrong = Vec::new();
    for (name, expected) in truth.as_object().into_iter().flatten() {
        let found = answer.get(name).unwrap_or(&Value::Null);
        if found == expected {
            continue;
        }
        match (expected.as_object(), found.as_object()) {
            (Some(expected), Some(found)) => {
                let differ = expected.iter().filter(|(key, sum)| found.get(*key) != Some(*sum));
                let strange = || found.keys().filter(|key| !expected.contains_key(*key));
                let more = strange().count();
                let named = strange().next().map(|key| format!(" ({key})")).unwrap_or_default();
                let (differ, of) = (differ.count(), expected.len());
                wrong.push(format!("{name}: {differ} of {of} differ, {more} too many{named}"));
            }
            _ => wrong.push(format!("{name} {found} instead of {expected}")),
        }
    }
    if wrong.is_empty() { Verdict::Exact } else { Verdict::Wrong(wrong.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_wrong_answer_is_named() {
        let truth = json!({"rows": 2, "days": {"a": [1, 2], "b": [3, 4]}});
        assert_eq!(judge(&truth, &truth), Verdict::Exact);
        let answer = json!({"rows": 1, "days": {"a": [1, 2], "b": [3, 5], "c": [0, 0]}});
        let words = "days: 1 of 2 differ, 1 too many (c); rows 1 instead of 2";
        assert_eq!(judge(&answer, &truth), Verdict::Wrong(words.into()));
        assert!(matches!(judge(&json!({"error": "x"}), &truth), Verdict::Failed(_)));
        assert!(matches!(judge(&Value::Null, &truth), Verdict::Wrong(_)));
    }

    #[test]
    fn no_later_run_makes_a_wrong_one_good() {
        let mut row = Row::default();
        row.hear(Verdict::Wrong("x".into()));
        row.hear(Verdict::Exact);
        assert_eq!(row.verdict, Verdict::Wrong("x".into()));
    }

    #[test]
    fn the_middle_run_counts() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[]), None);
    }
}
