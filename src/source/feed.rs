//! Feeds: one JSON object a line, each a document.
//!
//! A feed may be larger than memory, so it is cut into chunks of whole lines. An item's text is the content of a JSON
//! string; undoing its escapes keeps a map back to the bytes of the line.

use std::io::{self, BufRead, Read};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::decode::Decoded;
use super::inputs::{Entry, Inputs};
use super::labels::Labels;
use super::offsets::{OffsetMap, Step};
use super::{Metadata, SourceError, date};

/// One item of a feed.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its name in the feed.
    pub id: Option<String>,
    /// Its text.
    pub text: Decoded,
    /// Its title.
    pub title: Option<Decoded>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Code of its language, as written.
    pub language: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    text: &'a RawValue,
    #[serde(borrow, default)]
    title: Option<&'a RawValue>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

impl Item {
    /// Reads one line; spans count from `start`, the line's offset in its file.
    ///
    /// # Errors
    /// What is wrong with the line, for people.
    pub fn parse(line: &[u8], start: usize) -> Result<Self, String> {
        let line = std::str::from_utf8(line).map_err(|e| format!("not UTF-8 at byte {}", e.valid_up_to()))?;
        let read: Line<'_> = serde_json::from_str(line).map_err(|e| message_of(&e))?;
        let place = |raw: &RawValue| start + (raw.get().as_ptr() as usize - line.as_ptr() as usize);
        let string = |raw: &RawValue| unescape(raw.get(), place(raw));
        let id = match read.id.map(RawValue::get) {
            None | Some("null") => None,
            Some(raw) => Some(unescape(raw, 0).map_or_else(|| raw.to_owned(), |id| id.text)),
        };
        let text = string(read.text).ok_or("\"text\" is not a string")?;
        let title = match read.title {
            None => None,
            Some(raw) if raw.get() == "null" => None,
            Some(raw) => Some(string(raw).ok_or("\"title\" is not a string")?),
        };
        let Line { published, publisher, language, url, .. } = read;
        Ok(Self { id, text, title, published, publisher, language, url })
    }
}

impl Item {
    /// What is known about the item: what the manifest says of its feed first, then its own words.
    ///
    /// # Errors
    /// [`SourceError::Date`] or [`SourceError::Language`] where its own words cannot be read.
    pub fn metadata(
        &self,
        entry: &Entry,
        line: usize,
        inputs: &Inputs,
        labels: &Labels,
    ) -> Result<Metadata, SourceError> {
        let mut metadata = entry.metadata.clone();
        let title = self.title.as_ref().map(|title| title.text.trim().to_owned());
        metadata.fill_from(Metadata {
            id: self.id.clone(),
            title: title.filter(|title| !title.is_empty()),
            publisher: self.publisher.clone(),
            url: self.url.clone(),
            ..Metadata::default()
        });
        if let (None, Some(written)) = (metadata.published, &self.published) {
            metadata.published = date::whole(written, labels);
            if metadata.published.is_none() {
                return Err(SourceError::Date { path: entry.path.clone(), line, text: written.clone() });
            }
        }
        if let (None, Some(given)) = (&metadata.language, &self.language) {
            let code = labels.language(given).map_err(|known| SourceError::Language {
                path: format!("{}:{line}", entry.path),
                code: given.clone(),
                known,
            })?;
            metadata.language = Some(code.to_owned());
        }
        metadata.language = metadata.language.or_else(|| inputs.language.clone());
        Ok(metadata)
    }
}

/// The parser's message without the place it ends with: its line number is always 1 here.
fn message_of(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let bare = text.rfind(" at line ").and_then(|at| text.get(..at)).unwrap_or(&text);
    format!("{bare} (column {})", error.column())
}

/// The characters of a JSON string literal that stands at byte `start`; `None` where it is no string.
pub(super) fn unescape(literal: &str, start: usize) -> Option<Decoded> {
    let body = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(body.len());
    let mut offsets = OffsetMap::default();
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        if plain > 0 {
            offsets.push(text.len(), start + 1 + at, Step::COPIED);
            text.push_str(rest.get(..plain)?);
        }
        at += plain;
        if let Some((c, width)) = rest.get(plain..).filter(|r| !r.is_empty()).map(escaped) {
            // Widths are at most 12 and 4.
            offsets.push(text.len(), start + 1 + at, Step { text: c.len_utf8() as u8, file: width as u8 });
            text.push(c);
            at += width;
        }
    }
    Some(Decoded { text, offsets })
}

/// The character an escape stands for, and the bytes it takes. The parser has checked its form.
fn escaped(rest: &str) -> (char, usize) {
    let unit = |at: usize| rest.get(at..at + 4).and_then(|hex| u16::from_str_radix(hex, 16).ok());
    let simple = match rest.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let first = unit(2).unwrap_or(0xfffd);
            let second = rest.get(6..8).filter(|next| *next == "\\u").and_then(|_| unit(8));
            let pair = second.map(|low| char::decode_utf16([first, low]).next());
            return match (char::from_u32(first.into()), pair) {
                (Some(c), _) => (c, 6),
                (None, Some(Some(Ok(c)))) => (c, 12),
                _ => (char::REPLACEMENT_CHARACTER, 6),
            };
        }
        Some(&other) => char::from(other),
        None => char::REPLACEMENT_CHARACTER,
    };
    (simple, 2.min(rest.len()))
}

/// A chunk of whole lines of a feed.
#[derive(Debug, Clone, Default)]
pub struct Chunk {
    /// The lines' bytes.
    pub bytes: Vec<u8>,
    /// Number of the first line, from 1.
    pub first_line: usize,
    /// Offset of the first byte in the file.
    pub start: usize,
}

impl Chunk {
    /// The lines that are not blank: number, offset in the file, bytes.
    pub fn lines(&self) -> impl Iterator<Item = (usize, usize, &[u8])> {
        lines(&self.bytes).map(|(line, at, bytes)| (self.first_line - 1 + line, self.start + at, bytes))
    }
}

/// The lines of a feed that are not blank: number from 1, offset, bytes. A byte order mark is passed over.
pub(super) fn lines(feed: &[u8]) -> impl Iterator<Item = (usize, usize, &[u8])> {
    let mut at = 0;
    feed.split_inclusive(|&b| b == b'\n').enumerate().filter_map(move |(number, line)| {
        let mark = if at == 0 && line.starts_with(BOM) { BOM.len() } else { 0 };
        let start = at + mark;
        at += line.len();
        let line = line.get(mark..)?;
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let blank = line.iter().all(u8::is_ascii_whitespace);
        (!blank).then_some((number + 1, start, line))
    })
}

/// Cuts a stream into chunks of whole lines.
#[derive(Debug)]
pub struct Chunks<R> {
    input: R,
    line: usize,
    at: usize,
    limit: usize,
}

const CHUNK: usize = 1 << 20;
const BOM: &[u8] = b"\xef\xbb\xbf";

impl<R: BufRead> Chunks<R> {
    /// Chunks of about 1 MiB; a single line may hold up to `limit` bytes.
    pub fn new(input: R, limit: usize) -> Self {
        Self { input, line: 1, at: 0, limit }
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    /// Those of the stream, and [`io::ErrorKind::FileTooLarge`] where a line exceeds the limit.
    pub fn next_chunk(&mut self) -> io::Result<Option<Chunk>> {
        let mut bytes = Vec::with_capacity(CHUNK + CHUNK / 4);
        self.input.by_ref().take(CHUNK as u64).read_to_end(&mut bytes)?;
        if bytes.last().is_some_and(|&b| b != b'\n') {
            let left = self.limit as u64 + 1;
            self.input.by_ref().take(left).read_until(b'\n', &mut bytes)?;
            if bytes.len() > CHUNK + self.limit {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let (first_line, start) = (self.line, self.at);
        self.line += memchr::memchr_iter(b'\n', &bytes).count();
        self.at += bytes.len();
        Ok(Some(Chunk { bytes, first_line, start }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn escapes_map_to_their_bytes() {
        let line = r#"{"id": 7, "text": "a\né\u00e9 \ud83d\ude00\"b", "other": [1]}"#;
        let item = Item::parse(line.as_bytes(), 100).unwrap();
        assert_eq!(item.id.as_deref(), Some("7"));
        assert_eq!(item.text.text, "a\né\u{e9} \u{1f600}\"b");
        let find = |part: &str| {
            let at = item.text.text.rfind(part).unwrap();
            let span = item.text.offsets.span_to_file(Span::new(at, at + part.len()));
            &line[span.start - 100..span.end - 100]
        };
        assert_eq!(find("a\né\u{e9}"), r"a\né\u00e9");
        assert_eq!(find("\u{1f600}"), r"\ud83d\ude00");
        assert_eq!(find("\"b"), "\\\"b");
    }

    #[test]
    fn lone_surrogates_are_replaced() {
        let item = Item::parse(br#"{"text": "\ud800x"}"#, 0).unwrap();
        assert_eq!(item.text.text, "\u{fffd}x");
    }

    #[test]
    fn a_line_says_what_is_wrong_with_it() {
        assert!(Item::parse(b"{\"title\": \"x\"}", 0).unwrap_err().contains("text"));
        assert!(Item::parse(b"{\"text\": 3}", 0).unwrap_err().contains("not a string"));
        assert!(Item::parse(b"{\"text\": ", 0).is_err());
        assert!(Item::parse(b"{\"text\": \"\xff\"}", 0).unwrap_err().contains("UTF-8"));
    }

    #[test]
    fn chunks_hold_whole_lines() {
        let feed = "\u{feff}{}\n\n{\"a\":1}";
        let mut chunks = Chunks::new(feed.as_bytes(), 100);
        let chunk = chunks.next_chunk().unwrap().unwrap();
        let lines: Vec<_> = chunk.lines().map(|(number, start, line)| (number, start, line.len())).collect();
        assert_eq!(lines, [(1, 3, 2), (3, 7, 7)]);
        assert!(chunks.next_chunk().unwrap().is_none());
    }
}
