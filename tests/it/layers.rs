//! The way through the house: which folder may use which, and which library is named where.

use crate::support::files_below;

/// Each layer, and the layers that it may use: nothing else, and never one above it. The pure
/// layers stand in the order in which facts flow.
const MAY_USE: [(&str, &[&str]); 14] = [
    ("domain", &[]),
    ("text", &["domain"]),
    ("table", &["domain"]),
    ("import", &["table", "text", "domain"]),
    ("metric", &["text", "domain"]),
    ("insight", &["metric", "text", "domain"]),
    ("plan", &["insight", "metric", "text", "domain"]),
    ("chart", &["metric", "insight", "text", "domain"]),
    ("report", &["chart", "metric", "insight", "plan", "text", "domain"]),
    ("sample", &["import", "plan", "metric", "table", "text", "domain"]),
    ("store", &["plan", "insight", "metric", "text", "domain"]),
    ("browser", &["store", "table", "domain"]),
    (
        "app",
        &[
            "browser", "store", "sample", "report", "chart", "plan", "insight", "metric", "import",
            "table", "text", "domain",
        ],
    ),
    (
        "ui",
        &[
            "app", "browser", "store", "report", "chart", "plan", "insight", "metric", "import",
            "text", "domain",
        ],
    ),
];

/// Libraries, and the places that may name them. A place is a folder of `src/` or a file.
const NAMED_IN: [(&str, &[&str]); 12] = [
    ("leptos", &["app/", "ui/", "main.rs"]),
    ("web_sys", &["browser/"]),
    ("js_sys", &["browser/"]),
    ("gloo_storage", &["browser/"]),
    ("wasm_bindgen", &["browser/"]),
    ("wasm_bindgen_futures", &["browser/"]),
    ("plotters", &["chart/"]),
    ("plotters_backend", &["chart/"]),
    ("serde", &["store/"]),
    ("serde_json", &["store/"]),
    ("chrono", &["domain/"]),
    ("sha2", &["store/"]),
];

/// Ways to make markup or code of a text.
const FORBIDDEN: [&str; 8] = [
    "inner_html",
    "outer_html",
    "outerHTML",
    "innerHTML",
    "insert_adjacent_html",
    "document.write",
    "eval(",
    "new_with_args(",
];

/// The files of `src/` with their code alone: comments and text literals are blanked out.
fn sources() -> Vec<(String, String)> {
    let files = files_below("src", ".rs").into_iter();
    files.map(|(path, text)| (path["src/".len()..].to_owned(), code(&text))).collect()
}

/// The text without comments and without what stands in quotes.
pub fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => while chars.next_if(|&c| c != '\n').is_some() {},
            '"' => {
                while let Some(c) = chars.next() {
                    match c {
                        '\\' => _ = chars.next(),
                        '"' => break,
                        '\n' => code.push('\n'),
                        _ => {}
                    }
                }
                code.push_str("\"\"");
            }
            // A raw text, and a character that would look like the start of one.
            'r' if chars.peek() == Some(&'#') && !code.ends_with(char::is_alphanumeric) => {
                chars.next();
                let mut raw = String::new();
                for c in chars.by_ref() {
                    raw.push(c);
                    if raw.ends_with("\"#") {
                        break;
                    }
                }
                code.extend(raw.chars().filter(|&c| c == '\n'));
            }
            '\'' => {
                let rest: String = chars.clone().take(3).collect();
                let escaped = rest.starts_with('\\');
                let one = rest.chars().nth(1) == Some('\'');
                if escaped {
                    chars.next();
                    chars.next();
                    while chars.next_if(|&c| c != '\'').is_some() {}
                    chars.next();
                } else if one {
                    chars.next();
                    chars.next();
                }
            }
            c => code.push(c),
        }
    }
    code
}

/// The layers that code names as `crate::layer`, also in `use crate::{a::…, b::…}`.
fn used_layers(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            None => used.extend(first_word(after)),
            Some(group) => used.extend(top_names(group)),
        }
    }
    used
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// The first words of the parts of a braced group.
fn top_names(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut part) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.extend(first_word(part.trim()));
                part.clear();
            }
            c => part.push(c),
        }
    }
    names.extend(first_word(part.trim()));
    names
}

#[test]
fn layers_use_only_what_lies_below() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let Some((layer, _)) = path.split_once('/') else { continue };
        let allowed = MAY_USE.iter().find(|(known, _)| *known == layer);
        let Some((_, allowed)) = allowed else {
            wrong.push(format!("{path} is in no known layer"));
            continue;
        };
        for used in used_layers(&code) {
            let layer_named = MAY_USE.iter().any(|(known, _)| *known == used);
            if layer_named && used != layer && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{path} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// How many `super::` in a row lead from a file of `src/` to the crate itself.
fn depth(path: &str) -> usize {
    let folders = path.matches('/').count();
    if path.ends_with("/mod.rs") { folders } else { folders + 1 }
}

#[test]
fn nobody_climbs_out_of_a_layer() {
    for (path, code) in sources().into_iter().filter(|(path, _)| path.contains('/')) {
        let chain = "super::".repeat(depth(&path));
        assert!(!code.contains(&chain), "{path} reaches the crate's root by {chain}");
    }
}

#[test]
fn no_layer_uses_one_that_uses_it() {
    let uses = |from: &str, to: &str| {
        MAY_USE.iter().any(|(layer, used)| *layer == from && used.contains(&to))
    };
    for (a, _) in MAY_USE {
        for (b, _) in MAY_USE {
            assert!(!(uses(a, b) && uses(b, a)), "{a} and {b} use each other");
        }
    }
}

#[test]
fn libraries_are_named_where_they_belong() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        for (library, places) in NAMED_IN {
            let named =
                code.split(library).zip(code.split(library).skip(1)).any(|(before, after)| {
                    let ends_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
                    !before.ends_with(ends_word) && after.starts_with([':', ';', ' ', '!'])
                });
            if named && !places.iter().any(|place| path.starts_with(place)) {
                wrong.push(format!("{path} names {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_makes_markup_or_code_of_a_text() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        for forbidden in FORBIDDEN {
            if code.contains(forbidden) {
                wrong.push(format!("{path} has {forbidden}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_reading_of_code_finds_what_it_should() {
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(used_layers(&code(text)), expected, "{text}");
    };
    check("use crate::domain::Day;", &["domain"]);
    check("use crate::{domain::{A, B}, text::c};", &["domain", "text"]);
    check("fn f() { crate::metric::mix() }", &["metric"]);
    check("// crate::ui\nlet a = \"crate::ui\";", &[]);
    check("let a = r#\"crate::ui \"quoted\"\"#; crate::text::b", &["text"]);
    check("let a = '\"'; crate::text::b; let c = '\"';", &["text"]);
    check("let a = '\\''; crate::text::b; fn f<'a>(b: &'a str) {}", &["text"]);
}
