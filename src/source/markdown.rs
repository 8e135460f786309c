//! Markdown: its running text, without markup, code and addresses.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::comments;
use super::draft::Draft;
use super::{BlockKind, Decoded};
use crate::span::Span;

/// Reads the Markdown that stands at `body` in a file's characters. Text struck through, code blocks, raw HTML, images
/// and footnote marks are dropped. O(length).
pub(super) fn read(file: &Decoded, body: Span) -> Draft {
    let mut reader = Reader {
        file,
        start: body.start,
        draft: Draft::default(),
        block: Decoded::default(),
        kind: None,
        mute: 0,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(body.of(&file.text), options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.close();
    reader.draft
}

struct Reader<'f> {
    file: &'f Decoded,
    /// Offset of the Markdown in the file's characters.
    start: usize,
    draft: Draft,
    /// The block being read, and what it is.
    block: Decoded,
    kind: Option<BlockKind>,
    /// How many elements are open whose text is dropped.
    mute: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => self.comments(range.clone()),
            _ => {}
        }
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::Code(text) => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak => self.text("\n", range),
            _ => {}
        }
    }

    /// Notes the comments in raw HTML.
    fn comments(&mut self, range: Range<usize>) {
        let start = self.start + range.start;
        let raw = Span::new(start, start + range.len()).of(&self.file.text);
        let found = comments::read(raw).map(|(at, text)| (self.file.offsets.to_file(start + at), text));
        self.draft.comments.extend(found);
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.open(BlockKind::Heading),
            // A paragraph inside a list item is the item.
            Tag::Paragraph if self.kind != Some(BlockKind::Item) => self.open(BlockKind::Paragraph),
            Tag::Item | Tag::TableCell => self.open(BlockKind::Item),
            Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::Image { .. }
            | Tag::Strikethrough
            | Tag::MetadataBlock(_) => {
                self.mute += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell => self.close(),
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::Strikethrough
            | TagEnd::MetadataBlock(_) => {
                self.mute = self.mute.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: BlockKind) {
        self.close();
        self.kind = Some(kind);
    }

    fn close(&mut self) {
        let block = std::mem::take(&mut self.block);
        let kind = self.kind.take().unwrap_or(BlockKind::Paragraph);
        if !block.text.trim().is_empty() {
            self.draft.append(&block, kind);
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.mute > 0 {
            return self.draft.drop_text("code, raw HTML, images, text struck through", text);
        }
        let span = Span::new(self.start + range.start, self.start + range.end.max(range.start));
        let raw = span.of(&self.file.text);
        // Inline code stands between marks; an entity is written otherwise than it reads.
        match raw.find(text) {
            Some(at) => {
                let from = Span::new(span.start + at, span.start + at + text.len());
                self.block.copy(self.file, from);
            }
            None => self.block.substitute(text, self.file, span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Heading, Item, Paragraph};

    fn read_all(text: &str) -> (Vec<(BlockKind, String)>, Decoded) {
        let file = Decoded { text: text.to_owned(), ..Decoded::default() };
        let (decoded, blocks) = read(&file, Span::new(0, text.len())).finish();
        (blocks.iter().map(|b| (b.kind, b.span.of(&decoded.text).to_owned())).collect(), decoded)
    }

    #[test]
    fn markup_goes_and_blocks_stay() {
        let (blocks, _) = read_all(
            "# Boat **sinks**\n\nNine [sailors](https://example.org) were\nsaved, ~~ten~~ said `Radio`.\n\n- one\n- two\n\n  more\n\n```\ncode 12\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![alt](x.png)\n",
        );
        let expected = [
            (Heading, "Boat sinks"),
            (Paragraph, "Nine sailors were\nsaved,  said Radio."),
            (Item, "one"),
            (Item, "two"),
            (Paragraph, "more"),
            (Item, "a"),
            (Item, "b"),
            (Item, "1"),
            (Item, "2"),
        ];
        let blocks: Vec<_> = blocks.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(blocks, expected);
    }

    #[test]
    fn text_maps_back_to_the_file() {
        let text = "A *caf&eacute;* of **12\\* tables** and `13` chairs.";
        let (_, decoded) = read_all(text);
        assert_eq!(decoded.text, "A café of 12* tables and 13 chairs.");
        let back = |part: &str| {
            let at = decoded.text.find(part).unwrap();
            decoded.offsets.span_to_file(Span::new(at, at + part.len())).of(text)
        };
        assert_eq!(back("café"), "caf&eacute;");
        assert_eq!(back("tables"), "tables");
        assert_eq!(back("13"), "13");
        assert_eq!(back("chairs"), "chairs");
    }
}
