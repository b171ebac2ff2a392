//! The browser's tables give what encoding_rs and unicode-normalization give, with which all native
//! tests run.

use dianpan::browser::{BrowserDecoder, BrowserPace};
use dianpan::domain::{Mappings, Moment};
use dianpan::import::{DropFile, load};
use dianpan::table::{Decoder, Input, InputFault};
use encoding_rs::GB18030;
use unicode_normalization::UnicodeNormalization;
use wasm_bindgen_test::wasm_bindgen_test;

fn check(bytes: &[u8]) {
    let expected = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    let found = BrowserDecoder::default().gb18030(bytes);
    assert_eq!(found.as_deref(), expected.as_deref(), "{bytes:x?}");
}

#[wasm_bindgen_test]
fn every_two_byte_character_is_the_same() {
    // The rows of hanzi; symbols of the private use area moved between editions of the standard.
    for lead in (0x81..=0xa0).chain(0xb0..=0xf7) {
        for trail in (0x40..=0x7e).chain(0x80..=0xfe) {
            let private = lead >= 0xa1 && trail < 0xa1 && lead <= 0xa7;
            if !private {
                check(&[lead, trail]);
            }
        }
    }
}

#[wasm_bindgen_test]
fn long_forms_and_mixtures_are_the_same() {
    check(b"plain, \"ascii\"\r\n\t");
    check(&GB18030.encode("订单应付金额（元）：¥28.90，𠀀𪚥 é ê ü — “引号”…").0);
    check(b"\x95\x32\x82\x36");
    check(b"\x90\x30\x81\x30");
    check(b"\x80");
}

#[wasm_bindgen_test]
fn what_is_no_gb18030_is_refused() {
    for bytes in
        [&b"\xff"[..], b"\x81", b"\x81\x20", b"\x81\x30\x81", b"\xe3\x81\x82\xff", b"a\xb0"]
    {
        check(bytes);
        assert_eq!(BrowserDecoder::default().gb18030(bytes), None, "{bytes:x?}");
    }
}

#[wasm_bindgen_test]
fn compatible_characters_fold_the_same_way() {
    let decoder = BrowserDecoder::default();
    let ranges = [
        0x20..=0x7e,
        0xa0..=0xff,
        0x2000..=0x206f,
        0x2460..=0x24ff,
        0x3000..=0x30ff,
        0x3200..=0x33ff,
        0xf900..=0xfa6d,
        0xff01..=0xff5e,
        0xffe0..=0xffe6,
    ];
    for c in ranges.into_iter().flatten().filter_map(char::from_u32) {
        let text = format!("金{c}额");
        assert_eq!(
            decoder.nfkc(&text),
            text.nfkc().collect::<String>(),
            "{c:?} {:x}",
            u32::from(c)
        );
    }
    assert_eq!(decoder.nfkc("退款金额（支付时间）　１２３％"), "退款金额(支付时间) 123%");
}

/// Bytes in memory.
struct Bytes(Vec<u8>);

impl Input for Bytes {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    async fn read(&self, at: u64, count: usize) -> Result<Vec<u8>, InputFault> {
        let from = usize::try_from(at).unwrap().min(self.0.len());
        Ok(self.0[from..(from + count).min(self.0.len())].to_vec())
    }
}

async fn loaded(bytes: Vec<u8>) -> DropFile {
    let (decoder, pace) = (BrowserDecoder::default(), BrowserPace::default());
    load("a.csv", Moment(0), &Bytes(bytes), &decoder, &pace, &Mappings::default()).await.unwrap()
}

#[wasm_bindgen_test]
async fn a_file_says_the_same_in_every_encoding() {
    let text = "主订单编号,子订单编号,选购商品,订单提交时间,订单状态,订单应付金额,支付完成时间\n\
        6910000000000000013,6910000000000000014,测试Ｔ恤（白）,2026-11-10 10:00:00,已完成,１００.00,2026-11-10 10:01:00\n";
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let gb18030 = GB18030.encode(text).0.into_owned();
    for (bytes, encoding) in
        [(text.as_bytes().to_vec(), "utf-8"), (utf16, "utf-16le"), (gb18030, "gb18030")]
    {
        let file = loaded(bytes).await;
        assert_eq!((file.receipt.encoding, file.receipt.rows), (encoding, 1));
        let statements = file.loaded.unwrap().statements.clone();
        let words: Vec<&str> = statements.words.texts().collect();
        assert!(words.contains(&"测试Ｔ恤（白）"), "{words:?}");
        assert_eq!(statements.block.len(), 1);
    }
}
