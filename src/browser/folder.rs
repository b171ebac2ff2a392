//! Folders that are dropped: the files in them, however deep.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

use crate::domain::sort_by_key;

/// More files than this nobody means to import at once.
const MAX_FILES: usize = 500;

/// What was dropped, if a folder is among it. It must be asked for at once: a browser forgets a
/// drop when its handler returns.
pub(super) fn dropped_entries(event: &DragEvent) -> Option<Vec<FileSystemEntry>> {
    let items = event.data_transfer()?.items();
    let entries: Vec<FileSystemEntry> = (0..items.length())
        .filter_map(|place| items.get(place)?.webkit_get_as_entry().ok().flatten())
        .collect();
    entries.iter().any(FileSystemEntry::is_directory).then_some(entries)
}

/// The files in them, by name; those that systems put into folders for themselves are left out.
pub(super) async fn files_in(entries: Vec<FileSystemEntry>) -> Vec<File> {
    let mut waiting = entries;
    let mut files = Vec::new();
    while let Some(entry) = waiting.pop().filter(|_| files.len() < MAX_FILES) {
        if entry.is_directory() {
            waiting.extend(children(entry.unchecked_ref()).await);
        } else if !is_system(&entry.name()) {
            files.extend(file(entry.unchecked_ref()).await);
        }
    }
    sort_by_key(&mut files, File::name);
    files
}

fn is_system(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// A folder hands out its entries in batches, an empty one at the end.
async fn children(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut found = Vec::new();
    loop {
        let batch = promise(|done, failed| {
            _ = reader.read_entries_with_callback_and_callback(done, failed);
        });
        let batch: Array = match JsFuture::from(batch).await {
            Ok(batch) => batch.unchecked_into(),
            Err(_) => return found,
        };
        if batch.length() == 0 {
            return found;
        }
        found.extend(batch.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn file(entry: &FileSystemFileEntry) -> Option<File> {
    let file = promise(|done, failed| entry.file_with_callback_and_callback(done, failed));
    JsFuture::from(file).await.ok().map(JsCast::unchecked_into)
}

fn promise(start: impl Fn(&Function, &Function)) -> Promise {
    Promise::new(&mut |done, failed| start(&done, &failed))
}
