//! XML, read into the tree that web pages are read into: names without prefix, text where it stands.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::tree::{Content, Element, Tree};
use crate::span::Span;

/// Reads a document. O(length).
///
/// # Errors
/// The offset at which it is no XML, and why.
pub(super) fn read(text: &str) -> Result<Tree, (usize, String)> {
    let (mut tree, mut open) = Tree::new();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let place = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    loop {
        let start = place(&reader);
        let event = reader.read_event().map_err(|error| (start, error.to_string()))?;
        let span = Span::new(start, place(&reader).max(start));
        match event {
            Event::Start(tag) => tree.open(&mut open, element(&tag)),
            Event::Empty(tag) => {
                tree.push(&open, Content::Element(element(&tag)));
            }
            Event::End(tag) => tree.close(&mut open, &tag.local_name().as_ref().to_lowercase()),
            Event::Text(_) | Event::GeneralRef(_) => {
                tree.push(&open, Content::Text(span));
            }
            Event::CData(_) => {
                let (open_mark, close_mark) = ("<![CDATA[".len(), "]]>".len());
                let inside = Span::new(
                    span.start + open_mark,
                    span.end.saturating_sub(close_mark).max(span.start + open_mark),
                );
                tree.push(&open, Content::Verbatim(inside));
            }
            Event::Eof => return Ok(tree),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn element(tag: &BytesStart<'_>) -> Element {
    let attributes = tag.attributes().flatten().map(|attribute| {
        let written = attribute.value.as_ref();
        let value = unescape(written).map_or_else(|_| written.to_owned(), |value| value.into_owned());
        (attribute.key.local_name().as_ref().to_lowercase(), value)
    });
    Element { name: tag.local_name().as_ref().to_lowercase(), attributes: attributes.collect() }
}
