//! From positions in the text a reader sees back to bytes of the file on disk.
//!
//! Readers drop markup and decode old encodings, so text and file drift apart. The map keeps one entry a place where
//! the drift changes; between two entries both sides advance byte by byte.

use crate::span::Span;

/// A monotonic map from text offsets to file offsets. Look-ups are O(log entries).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// `(text offset, file offset)`, both rising.
    anchors: Vec<(usize, usize)>,
}

impl OffsetMap {
    /// Says that text offset `text` stands at file offset `file`, and that both advance together from there.
    /// Calls must come in rising order.
    pub fn anchor(&mut self, text: usize, file: usize) {
        if let Some(&(last_text, last_file)) = self.anchors.last() {
            if last_text == text {
                self.anchors.pop();
            } else if file == last_file + (text - last_text) {
                return;
            }
        }
        self.anchors.push((text, file));
    }

    /// The file offset of the character at text offset `text`.
    #[must_use]
    pub fn to_file(&self, text: usize) -> usize {
        let at = self.anchors.partition_point(|&(from, _)| from <= text);
        at.checked_sub(1).and_then(|i| self.anchors.get(i)).map_or(text, |&(from, file)| file + (text - from))
    }

    /// The file bytes of a span of text: from its first character to the end of its last.
    #[must_use]
    pub fn span_to_file(&self, span: Span) -> Span {
        let start = self.to_file(span.start);
        let end = if span.is_empty() { start } else { self.to_file(span.end - 1) + 1 };
        Span::new(start, end.max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drift_is_followed() {
        let mut map = OffsetMap::default();
        map.anchor(0, 4);
        map.anchor(3, 7);
        map.anchor(5, 20);
        assert_eq!([map.to_file(0), map.to_file(4), map.to_file(5), map.to_file(6)], [4, 8, 20, 21]);
        assert_eq!(map.span_to_file(Span::new(3, 5)), Span::new(7, 9));
    }
}
