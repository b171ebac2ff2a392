//! Now is `Date.now()` in Beijing wall time, whatever zone the browser is in.

use dianpan::browser::now;
use dianpan::domain::Day;
use dianpan::text::stamp;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::Stub;

#[wasm_bindgen_test]
fn now_is_the_clock_of_the_page_in_beijing_time() {
    let at = |milliseconds: &str| {
        let _stub = Stub::put("Date", "now", &format!("return {milliseconds}"));
        stamp(now())
    };
    assert_eq!(at("1795221000000"), "2026-11-21 08:30:00");
    assert_eq!(at("1795221000999"), "2026-11-21 08:30:00");
    assert_eq!(at("0"), "1970-01-01 08:00:00");
    // One second before midnight in Beijing.
    assert_eq!(at("1795276799000"), "2026-11-21 23:59:59");
    assert_eq!(at("1795276800000"), "2026-11-22 00:00:00");
}

#[wasm_bindgen_test]
fn the_real_clock_is_believable() {
    assert!(now().day() > Day::from_ymd(2026, 1, 1).unwrap());
}
