//! Colours by role, and how wide a text is.

/// What a colour stands for. On screen a role is a CSS variable, so dark mode costs no redraw;
/// on paper it is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The series that the chart is about.
    Main,
    /// The same, a period or a year before.
    Before,
    YearBefore,
    /// Refunds and other losses.
    Loss,
    /// Immature days.
    Young,
    Grid,
    Text,
    Muted,
    Bad,
    /// What came on top and what went away, in the colours of rise and fall.
    Up,
    Down,
    /// Roles of products.
    Traffic,
    Profit,
    Image,
    Unset,
    /// What stands on a filled bar.
    OnFill,
}

impl Ink {
    const ALL: [Ink; 16] = [
        Ink::Main,
        Ink::Before,
        Ink::YearBefore,
        Ink::Loss,
        Ink::Young,
        Ink::Grid,
        Ink::Text,
        Ink::Muted,
        Ink::Bad,
        Ink::Up,
        Ink::Down,
        Ink::Traffic,
        Ink::Profit,
        Ink::Image,
        Ink::Unset,
        Ink::OnFill,
    ];

    /// Its number as a colour of plotters, which knows only RGB.
    pub(super) fn code(self) -> u8 {
        let place = Ink::ALL.iter().position(|&ink| ink == self).unwrap_or(0);
        u8::try_from(place).unwrap_or(0)
    }

    pub(super) fn from_code(code: u8) -> Ink {
        Ink::ALL.get(usize::from(code)).copied().unwrap_or(Ink::Text)
    }

    /// The name of the CSS class and, with `--chart-` before it, of the variable.
    pub fn id(self) -> &'static str {
        self.colors().0
    }

    /// The CSS variable, and the colour on paper.
    fn colors(self) -> (&'static str, &'static str) {
        match self {
            Ink::Main => ("main", "#3d4fd1"),
            Ink::Before => ("before", "#6b7482"),
            Ink::YearBefore => ("year-before", "#a86200"),
            Ink::Loss => ("loss", "#c23a63"),
            Ink::Young => ("young", "#cf4770"),
            Ink::Grid => ("grid", "#e4e4df"),
            Ink::Text => ("text", "#1d1f23"),
            Ink::Muted => ("muted", "#5f636c"),
            Ink::Bad => ("bad", "#c8321f"),
            Ink::Up => ("up", "#c8321f"),
            Ink::Down => ("down", "#0f6e4d"),
            Ink::Traffic => ("traffic", "#3d4fd1"),
            Ink::Profit => ("profit", "#0d7d71"),
            Ink::Image => ("image", "#9a6700"),
            Ink::Unset => ("unset", "#6b7482"),
            Ink::OnFill => ("on-fill", "#ffffff"),
        }
    }
}

/// Where a chart is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// CSS variables of the page.
    Screen,
    /// Fixed colours: the report and PNG files.
    Paper,
}

impl Look {
    pub fn color(self, ink: Ink) -> String {
        let (name, hex) = ink.colors();
        match self {
            Look::Screen => format!("var(--chart-{name})"),
            Look::Paper => hex.to_owned(),
        }
    }
}

/// The width of a text in tenths of a pixel, at a font size in tenths of a pixel. CJK characters
/// are one em wide, ASCII about half; measuring through the DOM would cost a reflow and differ
/// from native.
pub fn text_width(text: &str, size: u32) -> u32 {
    let hundredths: u32 = text.chars().map(advance).sum();
    hundredths * size / 100
}

/// Hundredths of an em.
fn advance(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 28,
        'f' | 't' | 'r' | '-' | '(' | ')' => 36,
        'm' | 'w' | 'M' | 'W' | '%' => 86,
        'A'..='Z' => 66,
        '\u{0}'..='\u{2ff}' => 57,
        _ => 100,
    }
}
