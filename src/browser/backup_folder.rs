//! A folder that the operator chose for backups, where the browser offers that. The hold on it ends
//! with the page: kept over sessions it would need another store than localStorage.

use std::cell::RefCell;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static FOLDER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Calls a method that gives a promise, and waits for it.
async fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    let promise: Promise = match arguments {
        [] => function.call0(of),
        [one] => function.call1(of, one),
        [one, two, ..] => function.call2(of, one, two),
    }?
    .dyn_into()?;
    JsFuture::from(promise).await
}

fn options(name: &str, value: &JsValue) -> Result<JsValue, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &name.into(), value)?;
    Ok(options.into())
}

/// Whether the browser lets a page write into a folder.
pub fn offers_folders() -> bool {
    let window = web_sys::window();
    window.is_some_and(|it| Reflect::has(&it, &"showDirectoryPicker".into()).unwrap_or(false))
}

/// Lets the operator choose the folder; its name, or nothing when he did not.
pub async fn choose_folder() -> Option<String> {
    let window: JsValue = web_sys::window()?.into();
    let mode = options("mode", &"readwrite".into()).ok()?;
    let folder = call(&window, "showDirectoryPicker", &[mode]).await.ok()?;
    let name = Reflect::get(&folder, &"name".into()).ok()?.as_string()?;
    FOLDER.replace(Some(folder));
    Some(name)
}

/// Writes a file into the chosen folder, in the place of one of that name; says whether it is there.
pub async fn write_to_folder(name: &str, text: &str) -> bool {
    let Some(folder) = FOLDER.with_borrow(Clone::clone) else { return false };
    let written = async {
        let create = options("create", &true.into())?;
        let file = call(&folder, "getFileHandle", &[name.into(), create]).await?;
        let stream = call(&file, "createWritable", &[]).await?;
        call(&stream, "write", &[text.into()]).await?;
        // Until it is closed the old file stands.
        call(&stream, "close", &[]).await
    };
    written.await.is_ok()
}
