//! Reading a table by a mapping: its signature, the kinds that it can be read as, and which column
//! of the file feeds which field.

use super::detect::{Header, Match, Places};
use super::format::{FORMATS, Field, Format, Layout, Take};
use super::generic::{self, GENERIC};
use super::guess::{self, plain};
use super::personal::{Privacy, by_header};
use super::version::text_hash;
use crate::domain::{Mapping, label, sort_by_key};
use crate::text::{Phrase, phrase};

/// What a table can be read as: a format, in one generation of its header.
#[derive(Clone, Copy, Debug)]
pub struct MapKind {
    pub format: &'static Format,
    pub(super) layout: &'static Layout,
}

impl PartialEq for MapKind {
    fn eq(&self, other: &MapKind) -> bool {
        self.format == other.format && std::ptr::eq(self.layout, other.layout)
    }
}

/// A field that a column can be matched to.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The value of `data-map`, and its name in stored mappings.
    pub id: &'static str,
    pub name: Phrase,
    /// Rows cannot be read without it, or without another one of the same number.
    pub group: Option<usize>,
    pub(super) field: Field,
}

impl MapKind {
    /// Every kind, generic orders first.
    pub fn all() -> impl Iterator<Item = MapKind> {
        let rest = FORMATS.iter().filter(|format| format.id != GENERIC.id);
        let formats = FORMATS.iter().filter(|format| format.id == GENERIC.id).chain(rest);
        formats
            .flat_map(|format| format.layouts.iter().map(move |layout| MapKind { format, layout }))
    }

    pub fn is_generic(&self) -> bool {
        self.format.id == GENERIC.id
    }

    /// Its fields, in the order they are asked for.
    pub fn targets(&self) -> Vec<Target> {
        if self.is_generic() {
            let named = guess::WORDS.iter().zip(self.layout.fields).enumerate();
            return named
                .map(|(place, (words, &field))| Target {
                    id: words.id,
                    name: words.name,
                    group: (place < guess::REQUIRED).then_some(place),
                    field,
                })
                .collect();
        }
        let columns = self.layout.family.schema().columns;
        let target = |field: &Field| {
            let name = field.names.first().copied().unwrap_or_default();
            let groups = &mut self.layout.required.iter();
            Some(Target {
                id: columns.get(field.column)?.name,
                name: phrase(name, name),
                group: groups.position(|group| group.iter().any(|it| field.names.contains(it))),
                field: *field,
            })
        };
        self.layout.fields.iter().filter_map(target).collect()
    }

    /// Its place among the format's headers, from the oldest.
    pub(super) fn generation(&self) -> u32 {
        let newer = self.format.layouts.iter().position(|layout| std::ptr::eq(layout, self.layout));
        let older = newer.map_or(0, |newer| self.format.layouts.len() - 1 - newer);
        u32::try_from(older).unwrap_or(0)
    }

    /// The kind that a mapping names, if this version knows it.
    pub fn of(mapping: &Mapping) -> Option<MapKind> {
        MapKind::all().find(|kind| {
            kind.format.id == mapping.format && kind.generation() == mapping.generation
        })
    }
}

/// A name as it is kept and compared: cut and masked, in case the header holds a person's data.
pub(super) fn kept_name(name: &str) -> String {
    label(name)
}

/// Tells headers apart: a hash of all names. Columns of one name only may change places; a name
/// that stands twice, or none, counts with its place.
pub(super) fn signature(header: &Header) -> u64 {
    let names = header.names().iter().map(String::as_str);
    let mut entries: Vec<(&str, usize)> = names.zip(1..).collect();
    sort_by_key(&mut entries, |entry| *entry);
    let mut text = String::new();
    for same in entries.chunk_by(|a, b| a.0 == b.0) {
        for &(name, place) in same {
            let alone = same.len() == 1 && !name.is_empty();
            text.push_str(name);
            text.push('\n');
            text.push_str(&if alone { 0 } else { place }.to_string());
            text.push('\n');
        }
    }
    text_hash(&text)
}

/// The place of a mapped column: its name where that stands once, else its place.
fn find(header: &Header, name: &str, place: u32) -> Option<usize> {
    let mut same = header.names().iter().enumerate().filter(|(_, known)| kept_name(known) == name);
    match (same.next(), same.next()) {
        (Some((place, _)), None) => Some(place),
        _ => usize::try_from(place).ok().filter(|&place| place < header.names().len()),
    }
}

/// What a mapping makes of a header: the reader, and which column feeds which field. Nothing when
/// this version cannot read it so.
pub(super) fn by_mapping(mapping: &Mapping, header: &Header) -> Option<(Match, Places)> {
    let kind = MapKind::of(mapping)?;
    let targets = kind.targets();
    let mut fields = Places::new();
    for column in &mapping.columns {
        let target = targets.iter().find(|target| target.id == column.field);
        if let (Some(target), Some(place)) = (target, find(header, &column.name, column.place)) {
            // A mapping may come from elsewhere: personal columns stay closed whatever it says.
            let open = match by_header(&plain(&column.name)) {
                Privacy::Open => true,
                Privacy::Address => target.field.take == Take::Province,
                Privacy::Closed => false,
            };
            if open {
                fields.push((target.field, place));
            }
        }
    }
    let is_read = |target: &Target| fields.iter().any(|it| it.0.column == target.field.column);
    if !missing(&targets, &is_read).is_empty() {
        return None;
    }
    if kind.is_generic() {
        generic::complete(&mut fields);
    }
    Some((Match { format: kind.format, layout: kind.layout }, fields))
}

/// The first target of each required group of which none is read.
pub(super) fn missing<'a>(
    targets: &'a [Target],
    is_read: &dyn Fn(&Target) -> bool,
) -> Vec<&'a Target> {
    let mut missing: Vec<&Target> = Vec::new();
    for target in targets.iter().filter(|target| target.group.is_some()) {
        let fed = targets.iter().any(|other| other.group == target.group && is_read(other));
        if !fed && missing.iter().all(|known| known.group != target.group) {
            missing.push(target);
        }
    }
    missing
}
