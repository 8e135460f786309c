//! A concept in full: what it asks, where it is defined, and the words that express it in each language.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Map, Value};

use super::Style;
use super::paint::{Ink, Painter};
use super::plain::printable;
use crate::rules::{Pack, Packs};

/// Where concepts are defined.
const FOLDER: &str = "concepts/";

/// A concept as its pack defines it.
#[derive(Debug)]
pub struct Concept<'p> {
    pack: &'p Pack,
    keys: Map<String, Value>,
}

/// The concept of an id; `None` where no pack defines it. O(packs).
#[must_use]
pub fn find<'p>(packs: &'p Packs, id: &str) -> Option<Concept<'p>> {
    packs.under(FOLDER).find_map(|pack| {
        let mut read: Value = pack.read().ok()?;
        let defined = read.get_mut("concept")?.as_array_mut()?;
        let found =
            defined.iter_mut().find(|concept| concept.get("id").and_then(Value::as_str) == Some(id))?;
        Some(Concept { pack, keys: std::mem::take(found.as_object_mut()?) })
    })
}

/// Writes all there is to say about a concept: single settings first, then the words of each language.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(concept: &Concept<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let painter = Painter { colour: style.colour };
    let id = concept.keys.get("id").map(text).unwrap_or_default();
    writeln!(
        out,
        "{}  {}",
        painter.paint(Ink::Bold, &id),
        painter.paint(Ink::Dim, &concept.pack.place_of(&format!("\"{id}\"")))
    )?;
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(style.width);
    let settings = concept.keys.iter().filter(|(key, value)| *key != "id" && !value.is_object());
    for (key, value) in settings {
        table.add_row([painter.paint(Ink::Dim, &printable(key)), text(value)]);
    }
    for (key, value) in concept.keys.iter().filter_map(|(key, value)| Some((key, value.as_object()?))) {
        for (role, words) in value {
            table.add_row([painter.paint(Ink::Dim, &printable(&format!("{key}.{role}"))), text(words)]);
        }
    }
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// A value for people: words parted by commas.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => printable(text),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        other => printable(&other.to_string()),
    }
}
