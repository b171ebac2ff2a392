//! A phrase in both languages. Every string of the interface is one, so no language can be
//! forgotten.

/// The languages of the interface; Chinese is the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Zh,
    En,
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub zh: &'static str,
    pub en: &'static str,
}

/// Short for a [`Phrase`] literal.
pub const fn phrase(zh: &'static str, en: &'static str) -> Phrase {
    Phrase { zh, en }
}

impl Phrase {
    pub const fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The text with `{}` replaced in turn by `parts`. English counts: after a part, `[s]` is
    /// left out where that part is 1, and of `[is|are]` the first word stands.
    pub fn fill(self, lang: Lang, parts: &[&str]) -> String {
        let mut pieces = self.text(lang).split("{}");
        let mut text = pieces.next().unwrap_or("").to_owned();
        let mut parts = parts.iter();
        for piece in pieces {
            let part = parts.next().unwrap_or(&"");
            text.push_str(part);
            push_counted(&mut text, piece, *part == "1");
        }
        text
    }
}

/// Adds a piece of a text with its brackets resolved for one or for several.
fn push_counted(text: &mut String, piece: &str, one: bool) {
    let mut rest = piece;
    while let Some((before, (choice, after))) =
        rest.split_once('[').and_then(|(before, after)| Some((before, after.split_once(']')?)))
    {
        let (single, several) = choice.split_once('|').unwrap_or(("", choice));
        text.push_str(before);
        text.push_str(if one { single } else { several });
        rest = after;
    }
    text.push_str(rest);
}
