//! The most memory that the page's process ever had, workers and wasm included, as Linux counts it.

use std::fs;
use std::path::Path;

/// MB, of the largest renderer of the browser with this profile; nothing where there is no `/proc`.
pub fn peak(profile: &Path) -> Option<f64> {
    let profile = profile.to_string_lossy();
    let entries = fs::read_dir("/proc").ok()?;
    let peaks = entries.flatten().filter_map(|entry| {
        let command = fs::read_to_string(entry.path().join("cmdline")).ok()?;
        let ours = command.contains("--type=renderer") && command.contains(&*profile);
        ours.then(|| high_water(&fs::read_to_string(entry.path().join("status")).ok()?)).flatten()
    });
    peaks.max_by(f64::total_cmp)
}

/// `VmHWM:   123456 kB` → 126.4 MB
fn high_water(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u32 = line.split_whitespace().next()?.parse().ok()?;
    Some(f64::from(kibibytes) * 1.024 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_high_water_mark_is_read() {
        assert_eq!(high_water("VmPeak:\t 1 kB\nVmHWM:\t  1000000 kB\n"), Some(1024.0));
        assert_eq!(high_water("Name:\tx\n"), None);
    }
}
