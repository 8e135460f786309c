//! A document on its way to becoming a [`Source`](super::Source): what every format reader produces.

use std::collections::BTreeMap;

use super::decode::{escape_sequence, is_noise};
use super::offsets::{OffsetMap, Step};
use super::{Block, BlockKind, Decoded, Metadata};
use crate::span::Span;

/// Text as a reader left it, and the parts of it that count. What no block covers does not reach the source.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub decoded: Decoded,
    pub blocks: Vec<Block>,
    pub metadata: Metadata,
    /// Comments, each with the byte of the file at which it begins.
    pub comments: Vec<(usize, String)>,
    /// Characters left out, by the sort of thing they stood in.
    pub dropped: BTreeMap<String, usize>,
}

/// A document of a file, with its title where that stands outside its text.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub draft: Draft,
    pub title: Option<Decoded>,
}

impl Draft {
    pub fn new(decoded: Decoded) -> Self {
        Self { decoded, ..Self::default() }
    }

    /// The characters of a block.
    pub fn str_of(&self, span: Span) -> &str {
        span.of(&self.decoded.text)
    }

    /// Notes that `text`, found in a `sort` of thing, is left out.
    pub fn drop_text(&mut self, sort: &str, text: &str) {
        let length = text.trim().chars().count();
        if length > 0 {
            *self.dropped.entry(sort.to_owned()).or_default() += length;
        }
    }

    /// Parts what is appended next from the text so far: the offset at which it will stand.
    pub fn open_block(&mut self) -> usize {
        if !self.decoded.text.is_empty() {
            self.decoded.text.push_str(BETWEEN);
        }
        self.decoded.text.len()
    }

    /// Appends a block with the characters of `decoded`, behind all others.
    pub fn append(&mut self, decoded: &Decoded, kind: BlockKind) {
        let start = self.open_block();
        self.decoded.copy(decoded, Span::new(0, decoded.text.len()));
        self.blocks.push(Block { span: Span::new(start, self.decoded.text.len()), kind });
    }

    /// The text of the blocks alone, without control characters and terminal escapes. O(length).
    pub fn finish(self) -> (Decoded, Vec<Block>) {
        let mut out =
            Decoded { text: String::with_capacity(self.decoded.text.len()), offsets: OffsetMap::default() };
        let mut blocks = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            let span = trimmed(&self.decoded.text, block.span);
            let mark = out.text.len();
            if mark > 0 {
                out.text.push_str(BETWEEN);
            }
            let start = out.text.len();
            for part in clean_parts(&self.decoded.text, span) {
                out.offsets.copy(out.text.len(), part, &self.decoded.offsets);
                out.text.push_str(part.of(&self.decoded.text));
            }
            if out.text.len() == start {
                out.text.truncate(mark);
            } else {
                blocks.push(Block { span: Span::new(start, out.text.len()), kind: block.kind });
            }
        }
        (out, blocks)
    }
}

/// What stands between two blocks of a text.
const BETWEEN: &str = "\n\n";

/// A span without white space at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let start = span.start + (part.len() - part.trim_start().len());
    Span::new(start, (start + part.trim().len()).max(start))
}

/// The parts of a span between control characters and escape sequences.
fn clean_parts(text: &str, span: Span) -> Vec<Span> {
    let part = span.of(text);
    if !part.chars().any(is_noise) {
        return if span.is_empty() { Vec::new() } else { vec![span] };
    }
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = part.get(at..).and_then(|rest| rest.chars().next()) {
        if is_noise(c) {
            if start < at {
                parts.push(Span::new(span.start + start, span.start + at));
            }
            at += part.get(at..).and_then(escape_sequence).unwrap_or(c.len_utf8());
            start = at;
        } else {
            at += c.len_utf8();
        }
    }
    if start < at {
        parts.push(Span::new(span.start + start, span.start + at));
    }
    parts
}

impl Decoded {
    /// The bytes `from` alone; without a copy where that is all of it.
    pub(super) fn part(self, from: Span) -> Self {
        if from.len() == self.text.len() {
            return self;
        }
        let mut part = Self::default();
        part.copy(&self, from);
        part
    }

    /// Where this was read from `file`, itself decoded: the same characters, mapped back all the way.
    pub(super) fn through(&self, file: &Self) -> Self {
        let mut out = Self::default();
        for (at, c) in self.text.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            out.substitute(span.of(&self.text), file, self.offsets.span_to_file(span));
        }
        out
    }

    /// Appends the bytes `from` of `other`.
    pub(super) fn copy(&mut self, other: &Self, from: Span) {
        self.offsets.copy(self.text.len(), from, &other.offsets);
        self.text.push_str(from.of(&other.text));
    }

    /// Appends `text`, which stands for the bytes `from` of `other` without being written there so.
    pub(super) fn substitute(&mut self, text: &str, other: &Self, from: Span) {
        let file = other.offsets.span_to_file(from);
        let step = match (u8::try_from(text.len()), u8::try_from(file.len())) {
            (Ok(text), Ok(file)) if text > 0 => Step { text, file },
            _ => Step::COPIED,
        };
        self.offsets.push(self.text.len(), file.start, step);
        self.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_blocks_reach_the_text() {
        let text = "date\n\n\u{1b}[1mOne\u{1b}[0m two\u{7}.\n\n \u{1}\n\nThree".to_owned();
        let mut draft = Draft::new(Decoded { text: text.clone(), offsets: OffsetMap::default() });
        for part in ["\u{1b}[1mOne\u{1b}[0m two\u{7}.", " \u{1}\n", "Three"] {
            let at = text.find(part).unwrap();
            draft.blocks.push(Block { span: Span::new(at, at + part.len()), kind: BlockKind::Paragraph });
        }
        let (decoded, blocks) = draft.finish();
        assert_eq!(decoded.text, "One two.\n\nThree");
        assert_eq!(blocks.len(), 2);
        let back = |part: &str| {
            let at = decoded.text.find(part).unwrap();
            decoded.offsets.span_to_file(Span::new(at, at + part.len())).of(&text)
        };
        assert_eq!([back("One"), back("two"), back("Three")], ["One", "two", "Three"]);
    }
}
