//! GB18030 and NFKC by the browser's own tables.

use web_sys::{TextDecoder, TextDecoderOptions};

use crate::domain::Money;
use crate::table::{Cell, Decoder};

/// Decodes with `TextDecoder`, refusing what is not GB18030.
#[derive(Debug)]
pub struct BrowserDecoder(Option<TextDecoder>);

impl Default for BrowserDecoder {
    fn default() -> BrowserDecoder {
        let options = TextDecoderOptions::new();
        options.set_fatal(true);
        BrowserDecoder(TextDecoder::new_with_label_and_options("gb18030", &options).ok())
    }
}

impl Decoder for BrowserDecoder {
    fn gb18030(&self, bytes: &[u8]) -> Option<String> {
        self.0.as_ref()?.decode_with_u8_array(bytes).ok()
    }

    fn nfkc(&self, text: &str) -> String {
        js_sys::JsString::from(text).normalize("NFKC").into()
    }
}

/// An amount of 元 as someone typed it.
pub fn parse_money(text: &str) -> Option<Money> {
    Cell::new(text, &BrowserDecoder::default()).money().ok()
}
