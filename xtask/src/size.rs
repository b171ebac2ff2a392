//! What ships, file by file: raw, and as a host that compresses with Brotli would send it.
//!
//! Node measures, because it is there for wasm-opt anyway and this crate then needs no compressor of
//! its own. Without Node the second column is left empty; the build does not fail for a table.

use crate::command::Call;
use crate::disk;
use crate::failure::Outcome;
use crate::project::Project;
use crate::site::SINGLE;

const MEASURE: &str = "const fs = require('fs'), zlib = require('zlib'); \
    for (const file of process.argv.slice(1)) console.log(zlib.brotliCompressSync(fs.readFileSync(file)).length)";

#[derive(Debug, Clone)]
struct Row {
    name: String,
    raw: u64,
    brotli: Option<u64>,
}

/// Prints the table for `dist/`.
pub fn print(project: &Project) -> Outcome {
    print!("{}", table(&rows(project)?));
    Ok(())
}

/// The bytes of a first visit, Brotli; nothing without Node.
pub fn of_site(project: &Project) -> Outcome<Option<u64>> {
    let rows = rows(project)?;
    Ok(rows.iter().filter(|row| row.name != SINGLE).map(|row| row.brotli).sum())
}

fn rows(project: &Project) -> Outcome<Vec<Row>> {
    let dist = project.dist();
    let names = disk::files_below(&dist)?;
    let paths = names.iter().map(|name| dist.join(name));
    let answer = Call::new(project, "node").args(["-e", MEASURE]).args(paths).output();
    let mut brotli = answer.iter().flat_map(|text| text.lines()).map(|line| line.parse().ok());
    let mut rows = Vec::new();
    for name in names {
        let raw = u64::try_from(disk::read(&dist.join(&name))?.len()).unwrap_or(u64::MAX);
        let brotli = brotli.next().flatten();
        rows.push(Row { name, raw, brotli });
    }
    Ok(rows)
}

/// The site's files with their sum, then the single file, which is a whole app of its own.
fn table(rows: &[Row]) -> String {
    let (single, site): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.name == SINGLE);
    let sum = Row {
        name: "site, first visit".into(),
        raw: site.iter().map(|row| row.raw).sum(),
        brotli: site.iter().map(|row| row.brotli).sum(),
    };
    let head = format!("{:<36}{:>12}{:>12}\n", "bytes", "raw", "brotli");
    let lines = site.into_iter().chain([&sum]).chain(single).map(|row| {
        let brotli = row.brotli.map_or_else(|| "-".into(), grouped);
        format!("{:<36}{:>12}{:>12}\n", row.name, grouped(row.raw), brotli)
    });
    std::iter::once(head).chain(lines).collect()
}

/// 1234567 → 1,234,567
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn the_single_file_is_not_in_the_sites_sum() {
        let row = |name: &str, raw, brotli| Row { name: name.into(), raw, brotli };
        let all =
            [row(SINGLE, 5000, Some(9)), row("a.js", 1000, Some(3)), row("b.css", 10, Some(4))];
        let shown = table(&all);
        assert!(
            shown.contains("site, first visit                          1,010           7"),
            "{shown}"
        );
        assert!(
            shown.ends_with("dianpan.html                               5,000           9\n"),
            "{shown}"
        );
        assert!(table(&[row("a.js", 1, None)]).contains(" -\n"));
    }
}
