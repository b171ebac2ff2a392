//! Files that the operator picked or dropped, read in slices.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, HtmlInputElement};

use super::clock::{float, whole};
use crate::domain::Moment;
use crate::table::{Input, InputFault};

/// A file of the operator's. While one slice is worked on, the browser fetches the next.
#[derive(Clone, Debug)]
pub struct PickedFile {
    file: File,
    ahead: Rc<RefCell<Option<Fetch>>>,
}

/// A slice on its way: from where, to where.
#[derive(Debug)]
struct Fetch {
    at: u64,
    end: u64,
    bytes: Promise,
}

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
        let count = u64::try_from(count).unwrap_or(0);
        let end = at.saturating_add(count).min(self.len());
        let fetched = self.ahead.take().filter(|fetch| (fetch.at, fetch.end) == (at, end));
        let fetched = fetched.map_or_else(|| self.fetch(at, end), Ok)?;
        let buffer = JsFuture::from(fetched.bytes).await.map_err(|_| InputFault)?;
        let next = end.saturating_add(count).min(self.len());
        if next > end {
            self.ahead.replace(self.fetch(end, next).ok());
        }
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

impl PickedFile {
    fn new(file: File) -> PickedFile {
        PickedFile { file, ahead: Rc::default() }
    }

    fn fetch(&self, at: u64, end: u64) -> Result<Fetch, InputFault> {
        let slice = self.file.slice_with_f64_and_f64(float(at), float(end));
        let bytes = slice.map_err(|_| InputFault)?.array_buffer();
        Ok(Fetch { at, end, bytes })
    }
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
