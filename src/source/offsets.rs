//! From positions in the text a reader sees back to bytes of the file on disk.
//!
//! Readers drop markup, decode old encodings and undo escapes, so text and file drift apart. The map is a list of runs:
//! within one, both sides advance in fixed steps (one byte for one where text was copied, two for one where Latin-1 was
//! decoded, two for six in a run of `\u00e9`), so that a whole UTF-16 file is a handful of runs.

use crate::span::Span;

/// How far text and file advance together: bytes a character takes on either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Bytes in the text, at least 1.
    pub text: u8,
    /// Bytes in the file.
    pub file: u8,
}

impl Step {
    /// Text that stands in the file as it is.
    pub const COPIED: Self = Self { text: 1, file: 1 };
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: usize,
    file: usize,
    step: Step,
}

impl Run {
    /// Where the step that holds text offset `text` begins in the file, and where it ends.
    fn step_at(&self, text: usize) -> (usize, usize) {
        let within = text.saturating_sub(self.text);
        if self.step == Step::COPIED {
            return (self.file + within, self.file + within + 1);
        }
        let start = self.file + within / usize::from(self.step.text.max(1)) * usize::from(self.step.file);
        (start, start + usize::from(self.step.file))
    }
}

/// A monotonic map from text offsets to file offsets. Look-ups are O(log runs).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// In rising order of text offset; an empty list is the identity.
    runs: Vec<Run>,
}

impl OffsetMap {
    /// Says that text offset `text` stands at file offset `file`, and that both advance by `step` from there.
    /// Calls must come in rising order.
    pub fn push(&mut self, text: usize, file: usize, step: Step) {
        while self.runs.last().is_some_and(|last| last.text >= text) {
            self.runs.pop();
        }
        if let Some(last) = self.runs.last() {
            let whole = (text - last.text).is_multiple_of(usize::from(last.step.text.max(1)));
            if last.step == step && whole && last.step_at(text).0 == file {
                return;
            }
        }
        self.runs.push(Run { text, file, step });
    }

    /// Says that the bytes `from` of another text, whose own map is `through`, were copied to text offset `text`.
    pub fn copy(&mut self, text: usize, from: Span, through: &Self) {
        let first = through.runs.partition_point(|run| run.text <= from.start);
        let step =
            first.checked_sub(1).and_then(|i| through.runs.get(i)).map_or(Step::COPIED, |run| run.step);
        self.push(text, through.to_file(from.start), step);
        for run in through.runs.get(first..).unwrap_or_default() {
            if run.text >= from.end {
                break;
            }
            self.push(text + (run.text - from.start), run.file, run.step);
        }
    }

    /// The file offset of the character at text offset `text`.
    #[must_use]
    pub fn to_file(&self, text: usize) -> usize {
        self.step_at(text).0
    }

    /// The file bytes of a span of text: from its first character to the end of its last.
    #[must_use]
    pub fn span_to_file(&self, span: Span) -> Span {
        let start = self.to_file(span.start);
        let end = if span.is_empty() { start } else { self.step_at(span.end - 1).1 };
        Span::new(start, end.max(start))
    }

    fn step_at(&self, text: usize) -> (usize, usize) {
        let at = self.runs.partition_point(|run| run.text <= text);
        at.checked_sub(1).and_then(|i| self.runs.get(i)).map_or((text, text + 1), |run| run.step_at(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drift_is_followed() {
        let mut map = OffsetMap::default();
        map.push(0, 4, Step::COPIED);
        map.push(3, 7, Step::COPIED);
        map.push(5, 20, Step::COPIED);
        assert_eq!([map.to_file(0), map.to_file(4), map.to_file(5), map.to_file(6)], [4, 8, 20, 21]);
        assert_eq!(map.span_to_file(Span::new(3, 5)), Span::new(7, 9));
        assert_eq!(map.runs.len(), 2, "what goes on as before needs no run");
    }

    #[test]
    fn a_character_keeps_its_whole_width() {
        let mut map = OffsetMap::default();
        map.push(1, 1, Step { text: 2, file: 6 });
        map.push(3, 7, Step { text: 2, file: 6 });
        map.push(5, 13, Step::COPIED);
        assert_eq!(map.span_to_file(Span::new(1, 3)), Span::new(1, 7));
        assert_eq!(map.span_to_file(Span::new(1, 5)), Span::new(1, 13));
        assert_eq!(map.span_to_file(Span::new(5, 6)), Span::new(13, 14));
        assert_eq!(map.runs.len(), 2);
    }

    #[test]
    fn maps_compose() {
        let mut decoded = OffsetMap::default();
        decoded.push(0, 0, Step::COPIED);
        decoded.push(2, 2, Step { text: 2, file: 1 });
        decoded.push(4, 3, Step::COPIED);
        let mut map = OffsetMap::default();
        map.copy(0, Span::new(1, 6), &decoded);
        assert_eq!(map.span_to_file(Span::new(1, 3)), Span::new(2, 3));
        assert_eq!(map.span_to_file(Span::new(0, 5)), Span::new(1, 5));
    }
}
