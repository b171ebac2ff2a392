//! The ninety days of the generated orders, and their times as an export prints them.

/// The first of them, as every month below counts from it.
const FIRST: (u64, &[(u64, u64)]) = (2026, &[(8, 31), (9, 30), (10, 31), (11, 30), (12, 31)]);
pub const DAYS: u64 = 90;
pub const DAY: u64 = 24 * HOUR;
pub const HOUR: u64 = 3600;
/// When the file was exported, in seconds of the season: nine in the morning after its last day.
pub const EXPORTED: u64 = DAYS * DAY + 9 * HOUR;
/// Midnight of the first day in Beijing, in unix seconds: 2026-08-01.
pub const FIRST_UNIX: u64 = 1_785_513_600;

/// `2026-08-01` of a day of the season.
pub fn day_text(day: u64) -> String {
    let (year, months) = FIRST;
    let mut left = day;
    for (month, days) in months {
        if left < *days {
            return format!("{year}-{month:02}-{:02}", left + 1);
        }
        left -= days;
    }
    String::new()
}

/// `2026-08-01 09:00:00` of a second of the season.
pub fn moment_text(second: u64) -> String {
    let (hour, minute) = (second / HOUR % 24, second / 60 % 60);
    format!("{} {hour:02}:{minute:02}:{:02}", day_text(second / DAY), second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_the_calendar() {
        assert_eq!(day_text(0), "2026-08-01");
        assert_eq!(day_text(30), "2026-08-31");
        assert_eq!(day_text(31), "2026-09-01");
        assert_eq!(day_text(DAYS - 1), "2026-10-29");
        assert_eq!(moment_text(EXPORTED), "2026-10-30 09:00:00");
    }
}
