//! Files to save. The browser does not tell whether they were saved, so callers must not either.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Payload {
    Text(String),
    Bytes(Vec<u8>),
}

/// Offers a file for saving. Nothing when the browser refuses.
pub fn save_as(name: &str, kind: &str, payload: &Payload) -> Option<()> {
    let content: JsValue = match payload {
        Payload::Text(text) => text.into(),
        Payload::Bytes(bytes) => Uint8Array::from(bytes.as_slice()).into(),
    };
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_buffer_source_sequence_and_options(&Array::of1(&content), &options);
    let url = Url::create_object_url_with_blob(&blob.ok()?).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    document.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The download has its own hold on the content once it has begun; a minute is plenty.
    leave_after_a_minute(url);
    Some(())
}

fn leave_after_a_minute(url: String) {
    wasm_bindgen_futures::spawn_local(async move {
        super::pace::wait(60_000).await;
        _ = Url::revoke_object_url(&url);
    });
}
