//! Peace for measurements: sessions run side by side, but one that measures runs alone.
//!
//! A thread may hold several sessions, so a plain lock for reading would wait for itself.

use std::cell::Cell;
use std::sync::{Condvar, Mutex};

#[derive(Default)]
struct Room {
    sessions: usize,
    alone: bool,
    /// Someone waits to be alone: nobody else may come in.
    waiting: usize,
}

static ROOM: Mutex<Room> = Mutex::new(Room { sessions: 0, alone: false, waiting: 0 });
static CHANGED: Condvar = Condvar::new();

thread_local! {
    /// Sessions of this thread, and whether it is alone.
    static HELD: Cell<(usize, bool)> = const { Cell::new((0, false)) };
}

/// A session's place in the room.
pub struct Guard(());

/// Comes in, once nobody is alone; a thread that is in comes in at once.
pub fn enter() -> Guard {
    let (held, alone) = HELD.get();
    let mut room = ROOM.lock().unwrap();
    while held == 0 && !alone && (room.alone || room.waiting > 0) {
        room = CHANGED.wait(room).unwrap();
    }
    room.sessions += 1;
    HELD.set((held + 1, alone));
    Guard(())
}

impl Drop for Guard {
    fn drop(&mut self) {
        let (held, alone) = HELD.get();
        HELD.set((held.saturating_sub(1), alone));
        if let Ok(mut room) = ROOM.lock() {
            room.sessions = room.sessions.saturating_sub(1);
        }
        CHANGED.notify_all();
    }
}

/// Runs a measurement with no session but its own.
pub fn alone<T>(measure: impl FnOnce() -> T) -> T {
    let mut room = ROOM.lock().unwrap();
    room.waiting += 1;
    while room.alone || room.sessions > 0 {
        room = CHANGED.wait(room).unwrap();
    }
    room.waiting -= 1;
    room.alone = true;
    drop(room);
    HELD.set((0, true));
    let _leave = Leave;
    measure()
}

/// Opens the room again, also after a panic.
struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        HELD.set((0, false));
        if let Ok(mut room) = ROOM.lock() {
            room.alone = false;
        }
        CHANGED.notify_all();
    }
}
