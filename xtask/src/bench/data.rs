//! The generated files in `target/bench/data`, each with its truth beside it. They come out the same
//! on every machine, so they are made once.

use super::dice::Dice;
use super::export::{self, Cell};
use super::order::World;
use super::truth::Truth;
use super::workbook::Workbook;
use crate::disk;
use crate::failure::{Failure, Outcome, fail};
use serde_json::Value;
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

const SEED: u64 = 42;
/// Raised with every change of what is generated, so that older files are made anew.
const VERSION: u32 = 2;
const BLOCK: usize = 1 << 20;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Utf8,
    Gb18030,
    Workbook,
}

impl Kind {
    /// What `TextDecoder` calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gb18030 => "gb18030",
            Self::Workbook => "xlsx",
        }
    }
}

/// One generated file.
#[derive(Debug)]
pub struct Data {
    pub name: String,
    pub kind: Kind,
    pub lines: u64,
    pub path: PathBuf,
    pub bytes: u64,
    pub truth: Value,
}

/// `300k utf-8`
pub fn name(lines: u64, kind: Kind) -> String {
    format!("{}k {}", lines / 1000, kind.label())
}

/// The file of so many lines; made when it is not there.
pub fn find_or_make(folder: &Path, lines: u64, kind: Kind) -> Outcome<Data> {
    let name = name(lines, kind);
    let ending = if kind == Kind::Workbook { "xlsx" } else { "csv" };
    let path = folder.join(format!("v{VERSION}-{lines}-{}.{ending}", kind.label()));
    let truth = path.with_extension("json");
    if !truth.is_file() {
        println!("Making {lines} order lines, {}.", kind.label());
        disk::make_folder(folder)?;
        let found = make(&path, lines, kind)?;
        // Written last: without it the file counts as unfinished.
        disk::write(&truth, found.json().to_string())?;
    }
    let text = disk::read_text(&truth)?;
    let Ok(truth) = serde_json::from_str(&text) else {
        return fail(format!("{} is damaged. Delete it and run this again.", truth.display()));
    };
    let size = std::fs::metadata(&path).map_err(|cause| Failure::file("read", &path, &cause))?;
    Ok(Data { name, kind, lines, path, bytes: size.len(), truth })
}

fn make(path: &Path, lines: u64, kind: Kind) -> Outcome<Truth> {
    match kind {
        Kind::Utf8 | Kind::Gb18030 => make_text(path, lines, kind),
        Kind::Workbook => make_workbook(path, lines),
    }
}

fn make_text(path: &Path, lines: u64, kind: Kind) -> Outcome<Truth> {
    let unwritten = |cause| Failure::file("write", path, &cause);
    let mut file = BufWriter::new(File::create(path).map_err(unwritten)?);
    let mut text = String::new();
    if kind == Kind::Utf8 {
        text.push('\u{feff}');
    }
    export::write_row(&mut text, &header(export::header()));
    let mut write = |text: &mut String| {
        let bytes = match kind {
            Kind::Gb18030 => encoding_rs::GB18030.encode(text).0,
            Kind::Utf8 | Kind::Workbook => Cow::Borrowed(text.as_bytes()),
        };
        let written = file.write_all(&bytes).map_err(unwritten);
        text.clear();
        written
    };
    let mut truth = Truth::default();
    let mut dice = Dice::new(SEED);
    World::new(&mut dice).lines(&mut dice, lines, |line| {
        truth.add(line);
        export::write_row(&mut text, &export::cells(line));
        if text.len() > BLOCK { write(&mut text) } else { Ok(()) }
    })?;
    write(&mut text)?;
    file.flush().map_err(unwritten)?;
    Ok(truth)
}

fn make_workbook(path: &Path, lines: u64) -> Outcome<Truth> {
    let mut truth = Truth::default();
    let mut workbook = Workbook::default();
    workbook.row(&header(export::wide_header()));
    let mut dice = Dice::new(SEED);
    World::new(&mut dice).lines(&mut dice, lines, |line| {
        truth.add(line);
        workbook.row(&export::wide_cells(line));
        Ok::<(), Failure>(())
    })?;
    workbook.save(path)?;
    Ok(truth)
}

fn header(names: impl Iterator<Item = &'static str>) -> Vec<Cell<'static>> {
    names.map(|name| Cell::Text(Cow::Borrowed(name))).collect()
}
