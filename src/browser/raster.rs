//! SVG to PNG.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

/// Picture dots per CSS pixel: sharp in a chat on a phone.
const DENSITY: u32 = 2;

/// The PNG bytes of a self-contained `<svg>` on white. Nothing when the browser refuses.
pub async fn svg_to_png(svg: &str, width: u32, height: u32) -> Option<Vec<u8>> {
    let svg = super::markup::with_namespace(svg);
    let encoded: String = js_sys::encode_uri_component(&svg).into();
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{encoded}"));
    JsFuture::from(image.decode()).await.ok()?;
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width * DENSITY);
    canvas.set_height(height * DENSITY);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_fill_style_str("#ffffff");
    let (wide, high) = (f64::from(width * DENSITY), f64::from(height * DENSITY));
    context.fill_rect(0.0, 0.0, wide, high);
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high).ok()?;
    let blob = JsFuture::from(to_blob(&canvas)).await.ok()?.dyn_into::<Blob>().ok()?;
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

fn to_blob(canvas: &HtmlCanvasElement) -> Promise {
    Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            _ = resolve.call1(&JsValue::UNDEFINED, &blob);
        });
        _ = canvas.to_blob(done.unchecked_ref());
    })
}
