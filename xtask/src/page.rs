//! The two pages that ship, made from the one that Trunk writes: the site's `index.html`, and the
//! single file with everything inside it.
//!
//! Edits are replacements of marks that must occur exactly once, so that a change to the source page
//! that would silently lose the policy or the stylesheet stops the build instead.

use crate::failure::{Failure, Outcome, fail};
use crate::policy;

const POLICY_MARK: &str = "{{policy}}";
const STYLE_LINK: &str = "<link rel=\"stylesheet\" href=\"./style/main.css\">";
const BOOT_TAG: &str = "<script src=\"./boot.js\"";

/// What goes into the single file, as text.
#[derive(Debug)]
pub struct Parts<'a> {
    pub style: &'a str,
    pub boot: &'a str,
    pub glue: &'a str,
    /// The deflated wasm in base64.
    pub wasm: &'a str,
}

/// The site's page, with the names of the finished stylesheet and start script.
pub fn hosted(page: &str, style_name: &str, boot_name: &str) -> Outcome<String> {
    let link = format!("<link rel=\"stylesheet\" href=\"./{style_name}\">");
    let boot = format!("<script src=\"./{boot_name}\"");
    let page = put(&tidy(page), POLICY_MARK, policy::HOSTED)?;
    put(&put(&page, STYLE_LINK, &link)?, BOOT_TAG, &boot)
}

/// The single file. The start script stands first: it must run even when the file is cut off behind it.
pub fn single(page: &str, parts: &Parts) -> Outcome<String> {
    if parts.style.to_ascii_lowercase().contains("</style") {
        return fail("The stylesheet contains </style, which would end it inside the single file.");
    }
    let boot = inline_script(parts.boot);
    let glue = inline_script(parts.glue);
    let policy = policy::single(&[&boot, &glue]);
    let scripts = format!(
        "<script>{boot}</script>\n<script>{glue}</script>\n\
         <script type=\"application/octet-stream\" id=\"dianpan-wasm\">{}</script>",
        parts.wasm
    );
    let page = put(&tidy(page), POLICY_MARK, &policy)?;
    let page = put(&page, STYLE_LINK, &format!("<style>\n{}</style>", parts.style))?;
    put(&page, boot_tag(&page)?, &scripts)
}

/// The value of an attribute of the start script's tag: the name of the glue or of the wasm.
pub fn boot_attribute<'a>(page: &'a str, name: &str) -> Outcome<&'a str> {
    attribute(boot_tag(page)?, name).map(|value| value.trim_start_matches("./")).ok_or_else(|| {
        Failure::new(format!(
            "The start script's tag has no {name}. See pattern_script in Trunk.toml."
        ))
    })
}

/// The value of an attribute in the text of one tag.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

/// A script as it may stand between script tags: line ends as the parser will have them, and
/// nothing in it that the parser would take for a tag or a comment.
pub fn inline_script(script: &str) -> String {
    let script = script.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(script.len());
    let mut rest = script.as_str();
    while let Some((before, after)) = rest.split_once("</") {
        out.push_str(before);
        let ends = after.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("script"));
        out.push_str(if ends { "<\\/" } else { "</" });
        rest = after;
    }
    out.push_str(rest);
    out.replace("<!--", "<\\!--")
}

fn boot_tag(page: &str) -> Outcome<&str> {
    let missing =
        || Failure::new(format!("The page has no {BOOT_TAG}. See pattern_script in Trunk.toml."));
    let start = page.find(BOOT_TAG).ok_or_else(missing)?;
    let from = page.get(start..).ok_or_else(missing)?;
    let (tag, _) = from.split_once("</script>").ok_or_else(missing)?;
    from.get(..tag.len() + "</script>".len()).ok_or_else(missing)
}

fn put(page: &str, mark: &str, value: &str) -> Outcome<String> {
    match page.matches(mark).count() {
        1 => Ok(page.replacen(mark, value, 1)),
        count => fail(format!(
            "The page has {count} places with `{mark}` instead of one. See index.html and xtask/src/page.rs."
        )),
    }
}

/// Without comments, which are for those who edit the page, and the empty lines that Trunk leaves.
fn tidy(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines = out.lines().filter(|line| !line.trim().is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n<meta content=\"{{policy}}\">\n\n<!-- why -->\n\
        <link rel=\"stylesheet\" href=\"./style/main.css\">\n</head>\n\
        <script src=\"./boot.js\" defer data-js=\"./a-1.js\" data-wasm=\"./a-1_bg.wasm\"></script>\n";

    #[test]
    fn the_sites_page_names_the_finished_files() {
        let page = hosted(PAGE, "style-2.css", "boot-3.js").unwrap();
        assert!(page.contains("href=\"./style-2.css\""));
        assert!(page.contains("<script src=\"./boot-3.js\" defer data-js=\"./a-1.js\""));
        assert!(page.contains(policy::HOSTED));
        assert!(!page.contains("<!--") && !page.contains("\n\n"));
    }

    #[test]
    fn names_come_from_the_start_scripts_tag() {
        assert_eq!(boot_attribute(PAGE, "data-js").unwrap(), "a-1.js");
        assert_eq!(boot_attribute(PAGE, "data-wasm").unwrap(), "a-1_bg.wasm");
        assert!(boot_attribute(PAGE, "data-css").is_err());
    }

    #[test]
    fn the_single_file_allows_exactly_its_own_scripts() {
        let parts = Parts {
            style: "a{}\n",
            boot: "start()\r\n",
            glue: "let s = \"</SCRIPT><!--\";",
            wasm: "AAAA",
        };
        let page = single(PAGE, &parts).unwrap();
        assert!(page.contains("<script>start()\n</script>"));
        assert!(page.contains("<script>let s = \"<\\/SCRIPT><\\!--\";</script>"));
        assert!(page.contains(&policy::source("start()\n")));
        assert!(page.contains(&policy::source("let s = \"<\\/SCRIPT><\\!--\";")));
        assert!(page.contains("<style>\na{}\n</style>"));
        assert!(!page.contains("./"));
    }

    #[test]
    fn a_lost_mark_stops_the_build() {
        assert!(hosted(&PAGE.replace("{{policy}}", ""), "s", "b").is_err());
        assert!(hosted(&PAGE.replace("main.css", "other.css"), "s", "b").is_err());
        assert!(hosted(&format!("{PAGE}{PAGE}"), "s", "b").is_err());
    }

    #[test]
    fn only_ends_of_scripts_are_escaped() {
        assert_eq!(inline_script("a </b> 字 </"), "a </b> 字 </");
        assert_eq!(inline_script("\"</script>\""), "\"<\\/script>\"");
    }
}
