//! The calendar as an iCalendar file (RFC 5545), for the calendar of a phone: whole days, stable
//! ids so that a second import changes events instead of doubling them.

use crate::domain::{Moment, Period};

/// An event of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IcsEvent {
    /// The same for the same event in every file.
    pub uid: String,
    pub days: Period,
    pub title: String,
    pub note: String,
    /// It reminds in the morning of its day.
    pub alarm: bool,
}

/// Octets of a line; longer ones go on with a blank on the next.
const LINE: usize = 75;
/// Beijing is this many hours ahead of UTC all year.
const AHEAD: i64 = 8;

/// The text of the file. `now` is Beijing wall time.
pub fn write_ics(events: &[IcsEvent], now: Moment) -> String {
    let stamp = now.plus_hours(-AHEAD);
    let stamp = format!(
        "{}T{:02}{:02}{:02}Z",
        date(stamp.day()),
        stamp.hour(),
        stamp.minute(),
        stamp.second()
    );
    let mut text = String::new();
    let head =
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dianpan//Dianpan//ZH", "CALSCALE:GREGORIAN"];
    head.iter().for_each(|line| add(&mut text, line));
    for event in events {
        add(&mut text, "BEGIN:VEVENT");
        add(&mut text, &format!("UID:{}", event.uid));
        add(&mut text, &format!("DTSTAMP:{stamp}"));
        add(&mut text, &format!("DTSTART;VALUE=DATE:{}", date(event.days.from)));
        // The end of a whole-day event is the day after its last.
        add(&mut text, &format!("DTEND;VALUE=DATE:{}", date(event.days.to.next())));
        add(&mut text, &format!("SUMMARY:{}", escaped(&event.title)));
        if !event.note.is_empty() {
            add(&mut text, &format!("DESCRIPTION:{}", escaped(&event.note)));
        }
        add(&mut text, "TRANSP:TRANSPARENT");
        if event.alarm {
            let alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT9H"];
            alarm.iter().for_each(|line| add(&mut text, line));
            add(&mut text, &format!("DESCRIPTION:{}", escaped(&event.title)));
            add(&mut text, "END:VALARM");
        }
        add(&mut text, "END:VEVENT");
    }
    add(&mut text, "END:VCALENDAR");
    text
}

fn date(day: crate::domain::Day) -> String {
    crate::text::iso_day(day).replace('-', "")
}

fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Adds a line, folded between characters.
fn add(text: &mut String, line: &str) {
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            text.push_str("\r\n ");
            room = LINE - 1;
        }
        text.push(c);
        room -= c.len_utf8();
    }
    text.push_str("\r\n");
}
