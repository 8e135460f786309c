//! The elements of a web page, from the tokens of its tag soup.
//!
//! Only as much of a browser's recovery is done as keeps text in its paragraph: what ends by itself is closed, and end
//! tags without a start are passed over.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::super::tree::{Content, Element, Tree};
use crate::span::Span;

/// Reads a page. O(length).
pub(super) fn read(page: &str) -> Tree {
    let (mut tree, mut open) = Tree::new();
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                close_implied(&tree, &mut open, &name);
                let attributes =
                    tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                let is_void = VOID.contains(&name.as_str());
                let element = Element { name, attributes };
                if is_void {
                    tree.push(&open, Content::Element(element));
                } else {
                    tree.open(&mut open, element);
                }
            }
            Token::EndTag(tag) => tree.close(&mut open, &text(&tag.name)),
            Token::String(string) if string.span.start < string.span.end => {
                tree.push(&open, Content::Text(Span::new(string.span.start, string.span.end)));
            }
            Token::Comment(comment) => tree.comments.push((comment.span.start, text(&comment.value))),
            _ => {}
        }
    }
    tree
}

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that end where one of their kind begins, and the elements inside which that holds.
const SIBLINGS: &[(&[&str], &[&str])] = &[
    (&["li"], &["ul", "ol", "menu"]),
    (&["dt", "dd"], &["dl"]),
    (&["td", "th"], &["table", "tr"]),
    (&["tr"], &["table"]),
    (&["option"], &["select"]),
];

/// Elements that stand in a line of text.
pub(super) const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "br",
];

/// Closes what ends by itself where `name` begins: a paragraph before a block, an item before the next.
fn close_implied(tree: &Tree, open: &mut Vec<usize>, name: &str) {
    if !INLINE.contains(&name) {
        let inside = open.iter().rposition(|&at| !INLINE.contains(&tree.name(at)));
        if let Some(place) = inside.filter(|&place| open.get(place).is_some_and(|&at| tree.name(at) == "p")) {
            open.truncate(place);
        }
    }
    for (kind, bounds) in SIBLINGS.iter().filter(|(kind, _)| kind.contains(&name)) {
        let bound = open.iter().rposition(|&at| bounds.contains(&tree.name(at))).unwrap_or(0);
        let before = open.iter().rposition(|&at| kind.contains(&tree.name(at)));
        if let Some(place) = before.filter(|&place| place > bound) {
            open.truncate(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Decoded;
    use super::*;

    #[test]
    fn references_map_back_to_what_is_written() {
        let page = Decoded {
            text: "<p>Un caf&eacute;\r\nde 3&nbsp;500 &amp;lt; AT&T &lt;&#8364;".to_owned(),
            ..Decoded::default()
        };
        let tree = read(&page.text);
        let text = tree.text(0, &page);
        assert_eq!(text.text, "Un café\nde 3\u{a0}500 &lt; AT&T <€");
        let back = |part: &str| {
            let at = text.text.find(part).unwrap();
            text.offsets.span_to_file(Span::new(at, at + part.len())).of(&page.text)
        };
        assert_eq!(back("café"), "caf&eacute;");
        assert_eq!(back("3\u{a0}500"), "3&nbsp;500");
        assert_eq!(back("de"), "de");
        assert_eq!(back("AT&T"), "AT&T");
        assert_eq!(back("€"), "&#8364;");
    }

    #[test]
    fn soup_is_put_in_order() {
        let names = |page: &str| {
            let tree = read(page);
            let depth = |mut at: usize| {
                let mut depth = 0;
                while at > 0 {
                    at = tree.nodes[at].parent;
                    depth += 1;
                }
                depth
            };
            tree.elements()
                .skip(1)
                .map(|(at, e)| format!("{}{}", e.name, depth(at)))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(names("<p>a<b>b<p>c<div>d"), "p1 b2 p1 div1");
        assert_eq!(names("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>"), "ul1 li2 li2 ul3 li4 li2");
        assert_eq!(names("<table><tr><td>a<td>b<tr><td>c</table></b>"), "table1 tr2 td3 td3 tr2 td3");
        let deep = "<div>".repeat(100_000);
        assert_eq!(read(&deep).nodes.len(), 100_001);
    }
}
