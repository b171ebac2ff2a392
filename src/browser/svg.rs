//! The one place where a string of ours becomes nodes: an `<svg>` parsed as XML and imported.
//! Nothing in it can run, and markup in a text stays text.

use web_sys::{DomParser, Element, SupportedType};

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
