//! Files that the operator picked or dropped.
//!
//! Big ones are read as a stream: the browser fills it while a piece is worked on, in a
//! third of the time that slices of 4 MiB take, and into one buffer.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, HtmlInputElement};

use super::clock::{float, whole};
use crate::domain::Moment;
use crate::table::{Input, InputFault};

/// A file of the operator's. While one piece is worked on, the browser fetches the next.
#[derive(Clone, Debug)]
pub struct PickedFile {
    file: File,
    flow: Rc<RefCell<Option<Flow>>>,
}

/// The file's bytes on their way, from where the last piece ended.
#[derive(Debug)]
struct Flow {
    reader: JsValue,
    read: Function,
    /// Pieces come in a buffer of ours, the same one each time; old browsers bring their own.
    ours: bool,
    at: u64,
    next: Promise,
}

/// Bytes of our buffer.
const PIECE: u32 = 1 << 20;

/// Fewer bytes than this are fetched by themselves.
const LITTLE: usize = 1 << 16;

impl PickedFile {
    /// The bare name.
    pub fn name(&self) -> String {
        self.file.name()
    }

    /// Last modified, in Beijing wall time.
    pub fn modified(&self) -> Moment {
        Moment::from_unix(whole(self.file.last_modified() / 1000.0))
    }

    /// The whole content as text, for files of our own making.
    pub async fn text(&self) -> Option<String> {
        JsFuture::from(self.file.text()).await.ok()?.as_string()
    }
}

impl Input for PickedFile {
    fn len(&self) -> u64 {
        u64::try_from(whole(self.file.size())).unwrap_or(0)
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, InputFault> {
        if count < LITTLE {
            return self.slice(at, count).await.map_err(|_| InputFault);
        }
        match self.flow(at, count).await {
            Ok(bytes) => Ok(bytes),
            // Old browsers have no streams of files.
            Err(_) => self.slice(at, count).await.map_err(|_| InputFault),
        }
    }
}

impl PickedFile {
    fn new(file: File) -> PickedFile {
        PickedFile { file, flow: Rc::default() }
    }

    async fn slice(&self, at: u64, count: usize) -> Result<Vec<u8>, JsValue> {
        let end = at.saturating_add(u64::try_from(count).unwrap_or(0)).min(self.len());
        let slice = self.file.slice_with_f64_and_f64(float(at), float(end))?;
        let buffer = JsFuture::from(slice.array_buffer()).await?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    /// The next piece of the flow; a new flow where none has got to this place.
    async fn flow(&self, at: u64, count: usize) -> Result<Vec<u8>, JsValue> {
        let known = self.flow.take().filter(|flow| flow.at == at);
        let mut flow = known.map_or_else(|| self.flow_from(at), Ok)?;
        let piece = JsFuture::from(flow.next.clone()).await?;
        // At its end there is no piece: the file is shorter than it was.
        let done = Reflect::get(&piece, &"done".into())?.is_truthy();
        let piece: Uint8Array = Reflect::get(&piece, &"value".into())?.dyn_into()?;
        let mut bytes = piece.to_vec();
        if done || bytes.len() > count {
            bytes.truncate(count);
            return Ok(bytes);
        }
        flow.at += u64::try_from(bytes.len()).unwrap_or(0);
        flow.next = flow.ask(&piece.buffer())?;
        self.flow.replace(Some(flow));
        Ok(bytes)
    }

    fn flow_from(&self, at: u64) -> Result<Flow, JsValue> {
        let rest = self.file.slice_with_f64(float(at))?;
        let stream = method(&rest, "stream")?.call0(&rest)?;
        let get_reader = method(&stream, "getReader")?;
        let options = Object::new();
        Reflect::set(&options, &"mode".into(), &"byob".into())?;
        let (reader, ours) = match get_reader.call1(&stream, &options) {
            Ok(reader) => (reader, true),
            Err(_) => (get_reader.call0(&stream)?, false),
        };
        let read = method(&reader, "read")?;
        let mut flow = Flow { reader, read, ours, at, next: Promise::resolve(&JsValue::NULL) };
        flow.next = flow.ask(&ArrayBuffer::new(PIECE))?;
        Ok(flow)
    }
}

impl Flow {
    /// The next piece, in `buffer` where that can be.
    fn ask(&self, buffer: &ArrayBuffer) -> Result<Promise, JsValue> {
        let asked = match self.ours {
            true => self.read.call1(&self.reader, &Uint8Array::new(buffer)),
            false => self.read.call0(&self.reader),
        };
        asked?.dyn_into()
    }
}

fn method(of: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(of, &name.into())?.dyn_into()
}

/// A file made of a text that was typed in.
pub fn typed_file(name: &str, text: &str) -> Option<PickedFile> {
    let content = Array::of1(&text.into());
    File::new_with_str_sequence(&content, name).ok().map(PickedFile::new)
}

/// The files of an `<input type="file">`, which is emptied so that picking the same file again is
/// noticed.
pub fn picked_files(event: &Event) -> Vec<PickedFile> {
    let input: Option<HtmlInputElement> = event.target().and_then(|target| target.dyn_into().ok());
    let Some(input) = input else { return Vec::new() };
    let files = listed(input.files());
    input.set_value("");
    files
}

/// The files of a drop.
pub fn dropped_files(event: &DragEvent) -> Vec<PickedFile> {
    listed(event.data_transfer().and_then(|transfer| transfer.files()))
}

fn listed(files: Option<web_sys::FileList>) -> Vec<PickedFile> {
    let Some(files) = files else { return Vec::new() };
    list((0..files.length()).filter_map(|place| files.get(place)).collect())
}

pub(super) fn list(files: Vec<File>) -> Vec<PickedFile> {
    files.into_iter().map(PickedFile::new).collect()
}
