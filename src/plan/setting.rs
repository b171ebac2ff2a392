//! What the operator has set.

use crate::domain::Moment;
use crate::insight::Thresholds;
use crate::text::Lang;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    pub fn id(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    pub fn from_id(id: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.id() == id).unwrap_or_default()
    }
}

/// The colour of a rise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpColor {
    /// 红涨绿跌.
    #[default]
    Red,
    /// 绿涨红跌.
    Green,
}

impl UpColor {
    pub fn id(self) -> &'static str {
        match self {
            UpColor::Red => "red",
            UpColor::Green => "green",
        }
    }

    pub fn from_id(id: &str) -> UpColor {
        if id == "green" { UpColor::Green } else { UpColor::Red }
    }
}

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub lang: Lang,
    pub theme: Theme,
    pub up: UpColor,
    pub thresholds: Thresholds,
    /// Imports are committed without asking unless a warning asks.
    pub import_now: bool,
}

/// How safe the data is: when a backup was last saved, and what has come in since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Safety {
    pub backed_up: Option<Moment>,
    /// Files imported since then.
    pub imports: u32,
}

impl Safety {
    /// Right after a backup.
    pub fn at(now: Moment) -> Safety {
        Safety { backed_up: Some(now), imports: 0 }
    }
}
