//! Makes one stylesheet of many: every `@import` at the top of a file is replaced by what it names,
//! inside the layer and the media query that the import asked for.
//!
//! A browser would load the imports one after another, each a request, and the single file could
//! not load them at all. Only what the project writes is understood; the rest is refused with the
//! file's name rather than passed on changed.

use crate::failure::{Outcome, fail};

/// The stylesheet `entry` with all that it imports. `read` gives the text of a file by its path
/// below the style folder.
pub fn flatten(entry: &str, read: &dyn Fn(&str) -> Outcome<String>) -> Outcome<String> {
    expand(entry, read, &mut Vec::new())
}

fn expand(
    file: &str,
    read: &dyn Fn(&str) -> Outcome<String>,
    open: &mut Vec<String>,
) -> Outcome<String> {
    if open.iter().any(|above| above == file) {
        return fail(format!("style/{file} imports itself through {}.", open.join(", ")));
    }
    open.push(file.to_owned());
    let text = without_comments(&read(file)?);
    let mut rest = text.trim();
    let mut out = String::new();
    while let Some((statement, after)) = leading_statement(rest) {
        match statement.strip_prefix("@import") {
            Some(import) => out.push_str(&imported(import, file, read, open)?),
            None => out.push_str(&format!("{statement};\n")),
        }
        rest = after.trim_start();
    }
    refuse_leftovers(rest, file)?;
    for line in rest.lines().map(str::trim).filter(|line| !line.is_empty()) {
        out.push_str(line);
        out.push('\n');
    }
    open.pop();
    Ok(out)
}

/// `"part/boot.css" layer(part) print`: the file's rules, wrapped.
fn imported(
    import: &str,
    file: &str,
    read: &dyn Fn(&str) -> Outcome<String>,
    open: &mut Vec<String>,
) -> Outcome<String> {
    let unclear = || {
        fail(format!(
            "style/{file} has an import that is not understood: @import{import}. \
             Write it as @import \"file.css\" layer(name) media;"
        ))
    };
    let Some((target, conditions)) =
        import.trim().strip_prefix('"').and_then(|quoted| quoted.split_once('"'))
    else {
        return unclear();
    };
    let (layer, media) = layer_and_media(conditions.trim());
    if media.contains("supports(") || target.contains(':') {
        return unclear();
    }
    let mut css = expand(&beside(file, target)?, read, open)?;
    if let Some(name) = layer {
        css = wrapped(&format!("@layer {name}"), &css);
    }
    if !media.is_empty() {
        css = wrapped(&format!("@media {media}"), &css);
    }
    Ok(css)
}

fn wrapped(rule: &str, css: &str) -> String {
    format!("{} {{\n{css}}}\n", rule.trim_end())
}

/// What follows an import's address: an optional layer (nameless: an empty name), then media.
fn layer_and_media(conditions: &str) -> (Option<&str>, &str) {
    let Some(after) = conditions.strip_prefix("layer") else {
        return (None, conditions);
    };
    match after.strip_prefix('(').and_then(|named| named.split_once(')')) {
        Some((name, media)) => (Some(name.trim()), media.trim()),
        None => (Some(""), after.trim()),
    }
}

/// The path that `target`, written in `file`, means below the style folder.
fn beside(file: &str, target: &str) -> Outcome<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.pop().is_none() => {
                return fail(format!("style/{file} imports {target}, which lies outside style/."));
            }
            ".." => {}
            name => parts.push(name),
        }
    }
    Ok(parts.join("/"))
}

/// The first statement, when it is one that may stand before rules: an import or a list of layers.
/// After it and before the next import only imports may stand, or browsers ignore the import.
fn leading_statement(css: &str) -> Option<(&str, &str)> {
    let allowed = ["@import", "@layer"];
    if !allowed.iter().any(|word| css.starts_with(word)) {
        return None;
    }
    let mut quoted = false;
    let end = css.find(|c: char| {
        quoted ^= c == '"';
        !quoted && (c == ';' || c == '{')
    })?;
    let (statement, after) = css.split_at(end);
    after.strip_prefix(';').map(|after| (statement.trim(), after))
}

/// What would not mean the same once it stands in another file.
fn refuse_leftovers(css: &str, file: &str) -> Outcome {
    if css.contains("@import") {
        return fail(format!(
            "style/{file} has an @import after other rules, which browsers ignore. Move it to the top."
        ));
    }
    let foreign = css.split("url(").skip(1).find(|inside| {
        let address = inside.trim_start_matches(['"', '\'', ' ']);
        !address.starts_with("data:") && !address.starts_with('#')
    });
    if foreign.is_some() {
        return fail(format!(
            "style/{file} has a url() that is neither data: nor #id. The single file could not load it."
        ));
    }
    Ok(())
}

/// The text without its comments; strings are left alone.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut chars = css.chars().peekable();
    let mut quote = None;
    while let Some(c) = chars.next() {
        match quote {
            None if c == '/' && chars.peek() == Some(&'*') => {
                chars.next();
                let mut last = ' ';
                for c in chars.by_ref() {
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
                continue;
            }
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(open) if c == open => quote = None,
            Some(_) if c == '\\' => {
                out.push(c);
                out.extend(chars.next());
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[(&str, &str)], expected: Result<&str, &str>) {
        let read = |name: &str| match files.iter().find(|(file, _)| *file == name) {
            Some((_, text)) => Ok((*text).to_owned()),
            None => fail(format!("no {name}")),
        };
        match (flatten("main.css", &read), expected) {
            (Ok(css), Ok(expected)) => assert_eq!(css, expected),
            (Err(words), Err(part)) => assert!(words.to_string().contains(part), "{words}"),
            (other, _) => panic!("unexpected {other:?}"),
        }
    }

    #[test]
    fn imports_become_layers_in_order() {
        check(
            &[
                (
                    "main.css",
                    "/* all */\n@layer a, b;\n@import \"a.css\" layer(a);\n@import \"b.css\" layer(b) print;\n",
                ),
                ("a.css", ":root {\n  color: red;\n}\n"),
                ("b.css", "p { margin: 0 }"),
            ],
            Ok(
                "@layer a, b;\n@layer a {\n:root {\ncolor: red;\n}\n}\n@media print {\n@layer b {\np { margin: 0 }\n}\n}\n",
            ),
        );
    }

    #[test]
    fn nested_imports_are_found_beside_their_file() {
        check(
            &[
                ("main.css", "@import \"part/all.css\" layer(part);"),
                ("part/all.css", "@import \"one.css\" layer;@import \"../two.css\";"),
                ("part/one.css", "i{}"),
                ("two.css", "b{}"),
            ],
            Ok("@layer part {\n@layer {\ni{}\n}\nb{}\n}\n"),
        );
    }

    #[test]
    fn comments_go_and_strings_stay() {
        check(
            &[("main.css", "a::before{content:\"/* kept */ \\\" \"}/* @import \"x.css\"; */b{}")],
            Ok("a::before{content:\"/* kept */ \\\" \"}b{}\n"),
        );
    }

    #[test]
    fn a_layer_block_at_the_top_is_a_rule() {
        check(&[("main.css", "@layer a { b{} }")], Ok("@layer a { b{} }\n"));
    }

    #[test]
    fn addresses_in_the_page_are_kept() {
        check(
            &[("main.css", "a{fill:url(#dots);background:url(\"data:image/png;base64,AA\")}")],
            Ok("a{fill:url(#dots);background:url(\"data:image/png;base64,AA\")}\n"),
        );
    }

    #[test]
    fn what_would_change_its_meaning_is_refused() {
        check(&[("main.css", "a{}@import \"b.css\";")], Err("after other rules"));
        check(&[("main.css", "@import url(b.css);")], Err("not understood"));
        check(&[("main.css", "@import \"https://x/b.css\";")], Err("not understood"));
        check(&[("main.css", "@import \"b.css\" supports(display: grid);")], Err("not understood"));
        check(&[("main.css", "@import \"../b.css\";")], Err("outside style/"));
        check(&[("main.css", "@import \"main.css\";")], Err("imports itself"));
        check(&[("main.css", "a{background:url(b.png)}")], Err("url()"));
        check(&[("main.css", "@import \"b.css\";")], Err("no b.css"));
    }
}
