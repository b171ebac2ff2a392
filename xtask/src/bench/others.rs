//! How busy everything else on the machine was while a row was measured. Rows are measured one after
//! the other, so other work that comes and goes bends even the ratios of one run; it is stated with
//! each row, so that a reader sees which of them it touched.

use std::fs;
use std::path::Path;
use std::time::Instant;

/// Linux counts in hundredths of a second.
const TICKS_A_SECOND: f64 = 100.0;

/// A look at the machine's clock of work.
#[derive(Debug)]
pub struct Others {
    began: Instant,
    busy: Option<u32>,
}

impl Others {
    /// Before the browser of a row is started.
    pub fn watch() -> Self {
        Self { began: Instant::now(), busy: busy() }
    }

    /// Cores that were at work for others since then, while that browser still runs; nothing where
    /// there is no `/proc`.
    pub fn cores(&self, profile: &Path) -> Option<f64> {
        let busy = busy()?.wrapping_sub(self.busy?);
        let others = f64::from(busy) - f64::from(own(profile));
        Some((others / TICKS_A_SECOND / self.began.elapsed().as_secs_f64()).max(0.0))
    }
}

/// Ticks of work on all cores since the machine started. Differences are right even after the
/// number has gone round.
fn busy() -> Option<u32> {
    let stat = fs::read_to_string("/proc/stat").ok()?;
    worked(stat.lines().next()?)
}

/// `cpu  user nice system idle iowait irq softirq …` → all but idle and iowait.
fn worked(line: &str) -> Option<u32> {
    let ticks: Vec<u64> =
        line.split_whitespace().skip(1).filter_map(|it| it.parse().ok()).collect();
    let [user, nice, system, _, _, irq, soft, ..] = ticks.as_slice() else { return None };
    u32::try_from((user + nice + system + irq + soft) % (1 << 32)).ok()
}

/// Ticks that the processes of the browser with this profile have worked.
fn own(profile: &Path) -> u32 {
    let profile = profile.to_string_lossy();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ticks = entries.filter_map(|entry| {
        let command = fs::read_to_string(entry.path().join("cmdline")).ok()?;
        if !command.contains(&*profile) {
            return None;
        }
        of_process(&fs::read_to_string(entry.path().join("stat")).ok()?)
    });
    ticks.sum()
}

/// The 14th and 15th word of a process' line; the second may hold blanks and ends with `)`.
fn of_process(stat: &str) -> Option<u32> {
    let (_, after) = stat.rsplit_once(')')?;
    let mut words = after.split_whitespace().skip(11).map(str::parse::<u32>);
    words.next()?.ok()?.checked_add(words.next()?.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idle_time_is_no_work() {
        assert_eq!(worked("cpu  10 20 30 1000 2000 1 2 50 0 0"), Some(63));
        assert_eq!(worked("cpu"), None);
    }

    #[test]
    fn the_work_of_a_process_is_read() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194560 1 0 0 0 250 50 0 0 20 0 1 0 100 1 1";
        assert_eq!(of_process(stat), Some(300));
    }
}
