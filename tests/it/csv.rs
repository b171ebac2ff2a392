//! CSV bytes to records: quotes, line ends and cut-off files, whatever the size of the slices.

use dianpan::table::{FileFault, Splitter};
use proptest::prelude::*;

/// The records of a file that comes in slices of some size: line and cells, or the fault.
fn split(text: &[u8], slice: usize) -> Result<Vec<(u32, Vec<String>)>, FileFault> {
    let mut splitter = Splitter::new(b',');
    let mut records = Vec::new();
    for bytes in text.chunks(slice.max(1)) {
        splitter.feed(bytes);
        take(&mut splitter, false, &mut records)?;
    }
    take(&mut splitter, true, &mut records)?;
    Ok(records)
}

fn take(
    splitter: &mut Splitter,
    last: bool,
    records: &mut Vec<(u32, Vec<String>)>,
) -> Result<(), FileFault> {
    while let Some(record) = splitter.next(last)? {
        let cells = record.cells.iter().map(|span| {
            let text = String::from_utf8_lossy(&record.bytes[span.range.clone()]).into_owned();
            if span.escaped { text.replace("\"\"", "\"") } else { text }
        });
        records.push((record.line, cells.collect()));
    }
    Ok(())
}

fn check(text: &str, expected: &[(u32, &[&str])]) {
    for slice in [1, 2, 3, 7, 1 << 20] {
        let found = split(text.as_bytes(), slice).unwrap();
        let found: Vec<(u32, Vec<&str>)> = found
            .iter()
            .map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(u32, Vec<&str>)> =
            expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text:?} in slices of {slice}");
    }
}

#[test]
fn every_line_end_ends_a_record() {
    let records: &[(u32, &[&str])] = &[(1, &["a", "b"]), (2, &["c", "d"])];
    check("a,b\nc,d\n", records);
    check("a,b\r\nc,d\r\n", records);
    check("a,b\rc,d\r", records);
    check("a,b\nc,d", records);
    check("a,b\r\nc,d\r", records);
}

#[test]
fn mixed_line_ends_are_counted_once_each() {
    check("a\r\nb\rc\nd", &[(1, &["a"]), (2, &["b"]), (3, &["c"]), (4, &["d"])]);
    check("a\n\r\nb", &[(1, &["a"]), (2, &[""]), (3, &["b"])]);
}

#[test]
fn quotes_hold_delimiters_and_line_ends() {
    check("\"a,b\",c\n", &[(1, &["a,b", "c"])]);
    check("\"a\nb\",c\nd,e\n", &[(1, &["a\nb", "c"]), (3, &["d", "e"])]);
    check("\"a\r\nb\rc\",d\ne,f\n", &[(1, &["a\r\nb\rc", "d"]), (4, &["e", "f"])]);
    check("\"\",\"\"\n", &[(1, &["", ""])]);
    check(",\n", &[(1, &["", ""])]);
}

#[test]
fn doubled_quotes_are_one() {
    check("\"a\"\"b\",\"\"\"\"\n", &[(1, &["a\"b", "\""])]);
    check("\"\"\"a\"\"\"\n", &[(1, &["\"a\""])]);
    check("\"a\"\"\n\"\"b\"\nc", &[(1, &["a\"\n\"b"]), (3, &["c"])]);
}

#[test]
fn stray_quotes_belong_to_their_cell() {
    check("a\"b,c\n", &[(1, &["a\"b", "c"])]);
    check("5\",6\"\n", &[(1, &["5\"", "6\""])]);
    check("\"a\"x,b\n", &[(1, &["\"a\"x", "b"])]);
    check(" \"a\",b\n", &[(1, &[" \"a\"", "b"])]);
}

#[test]
fn a_file_that_ends_inside_quotes_names_the_line_of_the_quote() {
    let check = |text: &str, line: u32| {
        for slice in [1, 4, 1 << 20] {
            let found = split(text.as_bytes(), slice);
            assert_eq!(found, Err(FileFault::OpenQuote { line }), "{text:?}");
        }
    };
    check("\"", 1);
    check("a,b\nc,\"d\n", 2);
    check("a,b\nc,\"d\ne,f\ng,h\n", 2);
    // The record begins on line 2; the quote that stays open is on line 4.
    check("a\n\"b\nc\n\",\"d\ne", 4);
    check("a,b\nc,\"d\"\"\n", 2);
}

#[test]
fn a_closing_quote_at_the_very_end_is_no_open_quote() {
    check("a,b\nc,\"d\"", &[(1, &["a", "b"]), (2, &["c", "d"])]);
}

#[test]
fn cells_and_columns_have_limits() {
    let long = |length: usize| [b"a,".as_slice(), &vec![b'x'; length], b"\n"].concat();
    assert!(split(&long(1 << 20), 1 << 16).is_ok());
    let fault = split(&long((1 << 20) + 1), 1 << 16);
    assert_eq!(fault, Err(FileFault::CellTooLong { line: 1 }));
    let wide = |columns: usize| vec!["x"; columns].join(",") + "\n";
    assert!(split(wide(512).as_bytes(), 64).is_ok());
    assert_eq!(split(wide(513).as_bytes(), 64), Err(FileFault::TooManyColumns));
}

#[test]
fn a_quote_left_open_far_from_the_end_fails_as_well() {
    let text = [b"a,b\nc,\"".as_slice(), &vec![b'x'; 5 << 20]].concat();
    let fault = split(&text, 1 << 16).unwrap_err();
    let named =
        matches!(fault, FileFault::CellTooLong { line: 2 } | FileFault::OpenQuote { line: 2 });
    assert!(named, "{fault:?}");
}

/// Texts of the bytes that a splitter looks at, and of some that it does not.
fn texts(length: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(
        proptest::sample::select(vec![',', '"', '\n', '\r', ' ', 'a', '店']),
        0..length,
    )
    .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        rows in proptest::collection::vec(proptest::collection::vec((texts(24), any::<bool>()), 1..9), 1..9),
        end in proptest::sample::select(vec!["\n", "\r\n", "\r"]),
        slice in 1usize..40,
    ) {
        let mut text = String::new();
        for row in &rows {
            for (place, (cell, quoted)) in row.iter().enumerate() {
                text.push_str(if place > 0 { "," } else { "" });
                if *quoted || row.len() == 1 || cell.contains([',', '"', '\n', '\r']) {
                    text.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
                } else {
                    text.push_str(cell);
                }
            }
            text.push_str(end);
        }
        let read = split(text.as_bytes(), slice).unwrap();
        let read: Vec<Vec<String>> = read.into_iter().map(|(_, cells)| cells).collect();
        let written: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|(cell, _)| cell.clone()).collect()).collect();
        prop_assert_eq!(read, written);
    }

    #[test]
    fn slices_do_not_matter(text in texts(200), slice in 1usize..40) {
        prop_assert_eq!(split(text.as_bytes(), slice), split(text.as_bytes(), 1 << 20));
    }
}
