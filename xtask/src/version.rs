//! Versions: which one the lock file asks for, and which one a program says it is.

/// The version of a package in the text of a `Cargo.lock`.
pub fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| line.trim() == name)?;
    let value = lines.next()?.trim().strip_prefix("version = \"")?;
    value.strip_suffix('"')
}

/// The first word of a program's `--version` answer that looks like a version: `trunk 0.21.14` → `0.21.14`.
pub fn stated(answer: &str) -> Option<&str> {
    answer.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// The number before the first dot.
pub fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn lock_names_are_matched_whole() {
        assert_eq!(locked(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(LOCK, "wasm-bindgen-futures"), Some("0.4.80"));
        assert_eq!(locked(LOCK, "wasm"), None);
        assert_eq!(locked("name = \"wasm-bindgen\"", "wasm-bindgen"), None);
    }

    #[test]
    fn programs_state_their_version_in_several_ways() {
        assert_eq!(stated("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(stated("wasm-opt version 132 (version_132)"), Some("132"));
        assert_eq!(stated("Chromium 148.0.7778.167 built on Debian"), Some("148.0.7778.167"));
        assert_eq!(stated("no number here"), None);
    }

    #[test]
    fn major_is_the_first_number() {
        assert_eq!(major("132.0.0"), Some(132));
        assert_eq!(major("132"), Some(132));
        assert_eq!(major("nightly"), None);
    }
}
