//! What must hold of the finished `dist/`, whatever the source page looked like.

use crate::disk;
use crate::failure::{Outcome, fail};
use crate::page;
use crate::policy;
use crate::project::Project;
use crate::site::SINGLE;

/// The names of XML languages; they look like addresses and are never fetched.
const NAMESPACES: &str = "http://www.w3.org/";

/// Reads `dist/` and reports everything that is wrong with it at once.
pub fn dist(project: &Project) -> Outcome {
    let folder = project.dist();
    let files = disk::files_below(&folder)?;
    let hosted = disk::read_text(&folder.join("index.html"))?;
    let single = disk::read_text(&folder.join(SINGLE))?;
    let mut wrong = hosted_page(&hosted, &files);
    wrong.extend(single_page(&single));
    for file in files.iter().filter(|file| file.ends_with(".css") || file.starts_with("boot-")) {
        let text = disk::read_text(&folder.join(file))?;
        wrong.extend(remote(&text).map(|found| format!("{file} names a remote address: {found}")));
    }
    if wrong.is_empty() {
        println!("dist/ is as it should be.");
        return Ok(());
    }
    fail(format!("dist/ is not fit to ship:\n- {}", wrong.join("\n- ")))
}

fn hosted_page(page: &str, files: &[String]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut say = |words: String| wrong.push(format!("index.html {words}"));
    if policy_of(page) != Some(policy::HOSTED) {
        say("does not open with the hosted policy.".into());
    }
    for (tag, content) in scripts(page) {
        if page::attribute(tag, "src").is_none() || !content.is_empty() {
            say(format!("has an inline script: {tag}"));
        }
    }
    if page.contains("<style") || page.contains(" style=\"") {
        say("has inline style, which its policy drops.".into());
    }
    for name in ["src", "href", "data-js", "data-wasm"] {
        for address in page.split(&format!(" {name}=\"")).skip(1) {
            let address = address.split('"').next().unwrap_or("");
            match address.strip_prefix("./") {
                Some(file) if files.iter().any(|known| known == file) => {}
                Some(file) => say(format!("names {file}, which is not in dist/.")),
                None if address.starts_with("data:") || address.starts_with('#') => {}
                None => say(format!("has an address that is not relative: {address}")),
            }
        }
    }
    if let Some(found) = remote(page) {
        say(format!("names a remote address: {found}"));
    }
    wrong
}

fn single_page(page: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut say = |words: &str| wrong.push(format!("{SINGLE} {words}"));
    let (mut inline, mut data) = (Vec::new(), 0);
    for (tag, content) in scripts(page) {
        match page::attribute(tag, "type") {
            Some("application/octet-stream") => data += 1,
            None if page::attribute(tag, "src").is_none() => inline.push(content),
            _ => say("loads a script from elsewhere."),
        }
    }
    if policy_of(page) != Some(policy::single(&inline).as_str()) {
        say("does not open with a policy that names exactly its own scripts.");
    }
    if inline.len() != 2 || data != 1 {
        say("does not hold the start script, the glue and the wasm.");
    }
    if page.contains("<link rel=\"stylesheet\"") {
        say("loads a stylesheet from elsewhere.");
    }
    wrong
}

/// The policy, if it is the first element after the charset and the only one.
fn policy_of(page: &str) -> Option<&str> {
    let head = page.split_once("<meta charset=\"utf-8\">")?.1.trim_start();
    let tag = head.split('>').next()?;
    let known = tag.starts_with("<meta http-equiv=\"Content-Security-Policy\"");
    let only = page.matches("http-equiv").count() == 1;
    page::attribute(tag, "content").filter(|_| known && only)
}

/// Each script's opening tag and content.
fn scripts(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.split("<script").skip(1).filter_map(|after| {
        let (script, _) = after.split_once("</script>")?;
        script.split_once('>')
    })
}

/// The first remote address in a text.
fn remote(text: &str) -> Option<String> {
    let text = text.replace(NAMESPACES, "");
    let at = text.find("http:").or_else(|| text.find("https:"))?;
    text.get(at..).map(|from| from.chars().take(60).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosted(body: &str) -> String {
        format!(
            "<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n{body}",
            policy::HOSTED
        )
    }

    fn check(page: &str, expected: &str) {
        let wrong = hosted_page(page, &["a.js".into()]).join("; ");
        assert!(
            wrong.contains(expected) && wrong.is_empty() == expected.is_empty(),
            "{page}: {wrong}"
        );
    }

    #[test]
    fn the_hosted_page_is_checked() {
        check(&hosted("<script src=\"./a.js\"></script>"), "");
        check(&hosted("<link href=\"data:image/svg+xml,xmlns='http://www.w3.org/2000/svg'\">"), "");
        check(&hosted("<script>x()</script>"), "inline script");
        check(&hosted("<script src=\"./a.js\">x()</script>"), "inline script");
        check(&hosted("<script src=\"./b.js\"></script>"), "not in dist/");
        check(&hosted("<script src=\"/a.js\"></script>"), "not relative");
        check(&hosted("<a href=\"https://example.com\">"), "remote address");
        check(&hosted("<p style=\"x\">"), "inline style");
        check("<meta charset=\"utf-8\">", "hosted policy");
        check(&format!("{}<meta http-equiv=\"refresh\">", hosted("")), "hosted policy");
    }

    #[test]
    fn the_single_file_is_checked() {
        let page = |policy: &str, rest: &str| {
            format!(
                "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
                 <script>a</script><script>b</script>\
                 <script type=\"application/octet-stream\" id=\"dianpan-wasm\">AAAA</script>{rest}"
            )
        };
        let policy = policy::single(&["a", "b"]);
        assert!(single_page(&page(&policy, "")).is_empty());
        assert_eq!(single_page(&page(&policy::single(&["a", "c"]), "")).len(), 1);
        assert_eq!(single_page(&page(&policy, "<script src=\"x\"></script>")).len(), 1);
        assert_eq!(single_page(&page(&policy, "<script>c</script>")).len(), 2);
    }
}
