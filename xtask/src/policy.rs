//! The content security policies of what ships, and the digests that they name. Their only place.
//!
//! `frame-ancestors` is absent: browsers ignore it in a meta element, and the site must work on hosts
//! that let nobody set headers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The site. `connect-src` is for the wasm, which is fetched; `'wasm-unsafe-eval'` allows compiling
/// it and leaves `eval` blocked.
pub const HOSTED: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'none'";

/// The single file: its own inline scripts by digest, and no connection to anywhere.
pub fn single(scripts: &[&str]) -> String {
    let digests: Vec<String> = scripts.iter().map(|text| source(text)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; \
         img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'",
        digests.join(" ")
    )
}

/// A script as a policy names it, of exactly the text between its tags.
pub fn source(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

/// The part of a content's digest that goes into its file name.
pub fn name_part(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_is_the_one_browsers_compute() {
        // From the specification's own example: alert('Hello, world.');
        assert_eq!(
            source("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
    }

    #[test]
    fn single_names_every_script_and_no_host() {
        let policy = single(&["a", "b"]);
        assert_eq!(policy.matches("'sha256-").count(), 2);
        assert!(policy.contains("connect-src 'none'"));
        assert!(!policy.contains("'self'"));
    }

    #[test]
    fn hosted_is_one_line_of_single_spaces() {
        assert!(!HOSTED.contains("  ") && !HOSTED.contains('\n') && !HOSTED.contains('"'));
        assert_eq!(HOSTED.split("; ").count(), 10);
    }

    #[test]
    fn name_part_is_short_and_stable() {
        assert_eq!(name_part(b""), "e3b0c44298fc1c14");
    }
}
