//! Every call to the browser: storage, files, downloads, decoding, clock, locks, address, colours,
//! pictures.
//!
//! Architecture invariant: web_sys, js_sys, gloo and wasm_bindgen are named only here. What the
//! browser refuses comes back as a value of ours; nothing here panics.

mod clock;
mod decoder;
mod download;
mod file;
mod focus;
mod focus_keeper;
mod folder;
mod hash;
mod listen;
mod lock;
mod pace;
mod page;
mod panic;
mod pointer;
mod raster;
mod shelf;
mod svg;
mod width;

pub use clock::now;
pub use decoder::{BrowserDecoder, parse_money};
pub use download::{Payload, save_as};
pub use file::{PickedFile, dropped_files, picked_files, typed_file};
pub use focus::{focus, press, press_in_focus, walk};
pub use focus_keeper::keep_focus;
pub use hash::{address, go_to, on_address_change};
pub use listen::{is_composing, on_key, on_leave, on_storage_change, on_window_drop};
pub use lock::{LockState, take_writer_lock};
pub use pace::{BrowserPace, every, next_turn, wait};
pub use page::{ask_to_persist, copy_text, print, set_busy, set_ready, set_root, set_title};
pub use panic::install_panic_page;
pub use pointer::{pointer_place, scrolled};
pub use raster::svg_to_png;
pub use shelf::{BrowserShelf, QUOTA};
pub use svg::place_svg;
pub use width::{Watch, watch_width};
