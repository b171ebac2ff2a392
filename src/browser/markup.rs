//! The one place where a string of ours becomes nodes: a picture parsed as XML, a table as HTML.
//!
//! Both are parsed into a document of their own, where nothing runs, and are taken from there.
//! Whoever writes such a string escapes every text in it, so markup in a text stays text.

use std::ops::Range;

use web_sys::{Document, DomParser, Element, Node, SupportedType};

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// The same picture as a document of its own.
pub(super) fn with_namespace(svg: &str) -> String {
    svg.replacen("<svg ", &format!("<svg xmlns=\"{NAMESPACE}\" "), 1)
}

/// Replaces what an element holds by a picture, labelled for readers; an empty picture empties it.
pub fn place_svg(element: &Element, svg: &str, label: &str) -> Option<()> {
    element.replace_children_with_node_0();
    if svg.is_empty() {
        return Some(());
    }
    let parser = DomParser::new().ok()?;
    let parsed = parser.parse_from_string(&with_namespace(svg), SupportedType::ImageSvgXml).ok()?;
    let picture = parsed.document_element().filter(|root| root.tag_name() == "svg")?;
    let document = web_sys::window()?.document()?;
    let node = document.import_node_with_deep(&picture, true).ok()?;
    element.append_child(&node).ok()?;
    let picture = element.first_element_child()?;
    if !label.is_empty() {
        picture.set_attribute("role", "img").ok()?;
        picture.set_attribute("aria-label", label).ok()?;
    }
    Some(())
}

/// Replaces what an element holds by markup, in one go: a table of a thousand cells is parsed in
/// the time that it takes to make some ten of them call by call.
pub fn place_markup(element: &Element, markup: &str) -> Option<()> {
    let parsed = parsed(markup)?;
    element.replace_children_with_node_0();
    move_children(&parsed.body()?.into(), element, None)
}

/// Puts rows into the body of a table, around those that are to be kept of what stands there.
pub fn place_rows(body: &Element, keep: Range<usize>, above: &str, below: &str) -> Option<()> {
    if keep.is_empty() {
        // All at once: one by one they would take as long as the new ones.
        body.replace_children_with_node_0();
    }
    let children = body.children();
    let kept = |at: u32| usize::try_from(at).is_ok_and(|at| keep.contains(&at));
    for at in (0..children.length()).rev().filter(|at| !kept(*at)) {
        children.item(at)?.remove();
    }
    let first = body.first_child();
    for (rows, before) in [(above, first.as_ref()), (below, None)] {
        if !rows.is_empty() {
            let parsed = parsed(&format!("<table><tbody>{rows}</tbody></table>"))?;
            move_children(&parsed.query_selector("tbody").ok()??, body, before)?;
        }
    }
    Some(())
}

fn parsed(markup: &str) -> Option<Document> {
    DomParser::new().ok()?.parse_from_string(markup, SupportedType::TextHtml).ok()
}

fn move_children(from: &Element, to: &Element, before: Option<&Node>) -> Option<()> {
    while let Some(child) = from.first_child() {
        to.insert_before(&child, before).ok()?;
    }
    Some(())
}
