//! The contenders that only read, each in a browser of its own, all on the same page.

use super::Bench;
use super::data::{Data, Kind};
use super::memory;
use super::others::Others;
use super::row::{Row, Verdict, judge};
use crate::failure::{Outcome, fail};
use serde_json::{Value, json};

#[derive(Debug)]
pub struct Contender {
    pub name: &'static str,
    module: &'static str,
    mode: &'static str,
}

pub const DUCKDB: &str = "DuckDB-WASM";
pub const D3: &str = "d3-dsv";
pub const READER: &str = "店盘 reader";

pub const CONTENDERS: [Contender; 7] = [
    Contender { name: "Papa Parse, page", module: "papa", mode: "main" },
    Contender { name: "Papa Parse, worker", module: "papa", mode: "worker" },
    Contender { name: "uDSV, whole", module: "udsv", mode: "whole" },
    Contender { name: "uDSV, stream", module: "udsv", mode: "stream" },
    Contender { name: D3, module: "d3", mode: "whole" },
    Contender { name: DUCKDB, module: "duckdb", mode: "all" },
    Contender { name: READER, module: "reader", mode: "page" },
];

impl Contender {
    /// Of the contenders only our own reads workbooks.
    pub fn reads(&self, kind: Kind) -> bool {
        kind != Kind::Workbook || self.name == READER
    }

    /// A contender that gives up is a line of the table, not the end of the run.
    pub fn measure(&self, bench: &Bench<'_>, data: &Data) -> Row {
        let mut row = Row::new(data, self.name);
        if let Err(failure) = self.fill(bench, data, &mut row) {
            row.verdict = Verdict::Failed(failure.to_string());
        }
        row
    }

    fn fill(&self, bench: &Bench<'_>, data: &Data, row: &mut Row) -> Outcome {
        let others = Others::watch();
        let session = bench.session()?;
        session.before_pages(&bench.script("probe.js")?)?;
        session.go(&format!("{}page.html?contender={}", bench.www, self.module))?;
        let script = "return new Promise(done => {
            const look = () => window.ready ? done(window.ready) : setTimeout(look, 20);
            look();
        })";
        row.start = session.run(script, &[])?.as_f64();
        session.pick("input", &data.path)?;
        let truth = data.truth.get("sums").unwrap_or(&Value::Null);
        for _ in 0..bench.runs {
            session.collect_garbage()?;
            let arguments = [json!(self.mode), json!(data.kind.label())];
            let measured = session.run("return measure(...arguments)", &arguments)?;
            row.push(&measured);
            let Some(answer) = measured.get("answer") else {
                return fail("the page gave no answer");
            };
            row.hear(judge(answer, truth));
        }
        row.memory = memory::peak(session.profile());
        row.others = others.cores(session.profile());
        Ok(())
    }
}
