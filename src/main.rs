//! The entry of the browser app. Everything else is in the library, where it can be tested.

#[cfg(target_arch = "wasm32")]
fn main() {
    dianpan::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("店盘 runs in a browser: cargo xtask serve");
}
