//! PDF with a text layer: what its pages show, in the order in which they show it.
//!
//! A PDF holds drawn strings, not running text, so positions cannot point into the file: they count bytes of the text as
//! read here, in which a line is a page. `lopdf` reads the file's structure; it is kept from harm by limits on what
//! streams unpack to and on work done, and a panic in it is caught.

mod font;
mod layout;
mod page;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, LoadOptions, Object, decode_text_string};

use super::Metadata;
use super::draft::{Draft, Part};
use super::labels::Labels;
use super::unpack::Fault;
use crate::partial_date::PartialDate;
use crate::span::LineIndex;

/// Reads a document whose streams unpack to at most `limit` bytes each, and its text altogether. Gives it with an index
/// whose lines are pages.
///
/// # Errors
/// [`Fault`] where it is damaged, locked, too large, or has no text layer.
pub(super) fn read(bytes: &[u8], limit: usize, labels: &Labels) -> Result<(Part, LineIndex), Fault> {
    // The parser is another's, and the file may be made to break it.
    let read = catch_unwind(AssertUnwindSafe(|| document(bytes, limit, labels)));
    read.unwrap_or_else(|_| Err(damaged("its structure makes no sense")))
}

fn damaged(message: impl Into<String>) -> Fault {
    Fault::Damaged(message.into())
}

/// Pages that are read.
const PAGES: usize = 5_000;

fn document(bytes: &[u8], limit: usize, labels: &Labels) -> Result<(Part, LineIndex), Fault> {
    let options = LoadOptions { max_decompressed_size: Some(limit), ..LoadOptions::default() };
    let mut file =
        Document::load_mem_with_options(bytes, options).map_err(|error| damaged(error.to_string()))?;
    if file.is_encrypted() {
        return Err(damaged("it is locked with a password; save it without one"));
    }
    font::prefer_unicode(&mut file);
    let mut draft = Draft { metadata: metadata(&file, labels), ..Draft::default() };
    let mut pages = page::Reader::new(&file, limit);
    let lines: Vec<Vec<layout::Line>> =
        file.page_iter().take(PAGES).map(|id| pages.page(id)).collect::<Result<_, _>>()?;
    if lines.is_empty() {
        return Err(damaged("no page of it can be found"));
    }
    for (sort, characters) in pages.dropped {
        *draft.dropped.entry(sort.to_owned()).or_default() += characters;
    }
    let starts = layout::write(lines, &mut draft);
    if draft.blocks.is_empty() {
        return Err(damaged("it has no text layer; recognise its text first, with ocrmypdf for instance"));
    }
    Ok((Part { draft, title: None }, LineIndex::at(starts)))
}

/// What the file says of itself.
fn metadata(file: &Document, labels: &Labels) -> Metadata {
    let info = file.trailer.get_deref(b"Info", file).and_then(Object::as_dict).ok();
    let told = |from: Option<&Dictionary>, key: &[u8]| {
        let text = decode_text_string(from?.get_deref(key, file).ok()?).ok()?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let language = told(file.catalog().ok(), b"Lang");
    Metadata {
        title: told(info, b"Title"),
        published: told(info, b"CreationDate").as_deref().and_then(day),
        language: language.and_then(|code| labels.language(&code).ok().map(str::to_owned)),
        ..Metadata::default()
    }
}

/// The day of `D:20240503101500+02'00'`.
fn day(text: &str) -> Option<PartialDate> {
    let digits = text.strip_prefix("D:").unwrap_or(text);
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let small = |from, to| i8::try_from(part(from, to)?).ok();
    PartialDate::new(part(0, 4)?, Some(small(4, 6)?), Some(small(6, 8)?))
}

/// Characters left out, by the sort of thing they stood in.
type Dropped = BTreeMap<&'static str, usize>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_to_the_day() {
        assert_eq!(day("D:20240503101500+02'00'").unwrap().to_string(), "2024-05-03");
        assert_eq!(day("D:2024"), None);
        assert_eq!(day("D:20241399"), None);
    }
}
