//! Every call to the browser: storage, files, downloads, decoding, clock, locks, address, colours,
//! pictures.
//!
//! Architecture invariant: web_sys, js_sys, gloo and wasm_bindgen are named only here. What the
//! browser refuses comes back as a value of ours; nothing here panics.

mod backup_folder;
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
mod markup;
mod pace;
mod page;
mod panic;
mod pointer;
mod raster;
mod shelf;
mod width;

pub use backup_folder::{choose_folder, offers_folders, write_to_folder};
pub use clock::now;
pub use decoder::{BrowserDecoder, parse_money};
pub use download::{Payload, save_as};
pub use file::{PickedFile, dropped_files, picked_files, typed_file};
pub use focus::{focus, press, press_in_focus, walk};
pub use focus_keeper::keep_focus;
pub use hash::{address, go_to, on_address_change};
pub use listen::{
    ask_before_leaving, is_composing, on_key, on_leave, on_storage_change, on_window_drop,
};
pub use lock::{LockState, steal_writer_lock, take_writer_lock};
pub use markup::{place_markup, place_rows, place_svg};
pub use pace::{BrowserPace, every, milliseconds, next_frame, next_turn, wait};
pub use page::{
    ask_to_persist, copy_text, print, scroll_to_top, set_busy, set_drawing, set_ready, set_root,
    set_title, uncover,
};
pub use panic::install_panic_page;
pub use pointer::{pointer_place, pressed, scrolled};
pub use raster::svg_to_png;
pub use shelf::{BrowserShelf, QUOTA};
pub use width::{Sight, Watch, watch_sight, watch_width};
