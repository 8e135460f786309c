//! Elements and text of markup, each where it stands in the file.
//!
//! Web pages and XML alike become such a tree. Text stays where it is and is decoded when it is wanted, so that every
//! character of it maps back to the file.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};

use super::Decoded;
use crate::span::Span;

/// Elements nested deeper than this are taken for siblings.
const DEPTH: usize = 256;

/// A document of markup.
#[derive(Debug)]
pub(super) struct Tree {
    /// In the order of the file; a node stands before its children. The first is the document itself.
    pub nodes: Vec<Node>,
    /// Comments, each with its offset.
    pub comments: Vec<(usize, String)>,
}

/// An element or a stretch of text.
#[derive(Debug)]
pub(super) struct Node {
    pub content: Content,
    pub parent: usize,
    pub children: Vec<usize>,
}

#[derive(Debug)]
pub(super) enum Content {
    Element(Element),
    /// Text as it is written, with references.
    Text(Span),
    /// Text that is what it is.
    Verbatim(Span),
}

#[derive(Debug, Default)]
pub(super) struct Element {
    /// In lower case; of XML, without its prefix.
    pub name: String,
    pub attributes: BTreeMap<String, String>,
}

impl Element {
    /// An attribute's value, without white space around it; `None` where it is missing or blank.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

impl Tree {
    /// A document without anything in it, and the list of its open elements.
    pub fn new() -> (Self, Vec<usize>) {
        let root = Node { content: Content::Element(Element::default()), parent: 0, children: Vec::new() };
        (Self { nodes: vec![root], comments: Vec::new() }, vec![0])
    }

    /// Adds a node below the innermost open element.
    pub fn push(&mut self, open: &[usize], content: Content) -> usize {
        let (at, parent) = (self.nodes.len(), open.last().copied().unwrap_or_default());
        self.nodes.push(Node { content, parent, children: Vec::new() });
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(at);
        }
        at
    }

    /// Opens an element; one nested too deeply stays empty, and its content stands behind it.
    pub fn open(&mut self, open: &mut Vec<usize>, element: Element) {
        let at = self.push(open, Content::Element(element));
        if open.len() < DEPTH {
            open.push(at);
        }
    }

    /// Closes the innermost open element of a name with all in it; nothing where there is none.
    pub fn close(&self, open: &mut Vec<usize>, name: &str) {
        let named = |&at: &usize| self.name(at) == name;
        if let Some(place) = open.iter().rposition(named).filter(|&place| place > 0) {
            open.truncate(place);
        }
    }

    pub fn element(&self, at: usize) -> Option<&Element> {
        match &self.nodes.get(at)?.content {
            Content::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The name of an element; empty for text.
    pub fn name(&self, at: usize) -> &str {
        self.element(at).map_or("", |element| element.name.as_str())
    }

    /// All elements, in the order of the file.
    pub fn elements(&self) -> impl Iterator<Item = (usize, &Element)> {
        (0..self.nodes.len()).filter_map(|at| Some((at, self.element(at)?)))
    }

    pub fn children(&self, at: usize) -> &[usize] {
        self.nodes.get(at).map_or(&[], |node| node.children.as_slice())
    }

    /// The first element of a name right below another.
    pub fn child(&self, at: usize, name: &str) -> Option<usize> {
        self.children(at).iter().copied().find(|&child| self.name(child) == name)
    }

    /// The elements of a name anywhere below another, outermost first, in the order of the file.
    pub fn below(&self, at: usize, name: &str) -> Vec<usize> {
        let (mut found, mut left) = (Vec::new(), vec![at]);
        while let Some(next) = left.pop() {
            if next != at && self.name(next) == name {
                found.push(next);
            }
            left.extend(self.children(next).iter().rev());
        }
        found
    }

    /// All text below a node, decoded, with white space as it is.
    pub fn text(&self, at: usize, file: &Decoded) -> Decoded {
        let (mut text, mut left) = (Decoded::default(), vec![at]);
        while let Some(at) = left.pop() {
            self.own_text(at, file, &mut text);
            left.extend(self.children(at).iter().rev());
        }
        text
    }

    /// The text below a node on one line; `None` where there is none.
    pub fn line(&self, at: usize, file: &Decoded) -> Option<String> {
        let text = self.text(at, file).text;
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(line).filter(|line| !line.is_empty())
    }

    /// Appends the text that a node is, if it is any.
    pub fn own_text(&self, at: usize, file: &Decoded, out: &mut Decoded) {
        match self.nodes.get(at).map(|node| &node.content) {
            Some(Content::Text(span)) => resolve(*span, file, out),
            Some(Content::Verbatim(span)) => out.copy(file, *span),
            _ => {}
        }
    }
}

/// Appends the text written at `raw`, with its character references resolved.
fn resolve(raw: Span, file: &Decoded, out: &mut Decoded) {
    let mut at = raw.start;
    while at < raw.end {
        let rest = Span::new(at, raw.end).of(&file.text);
        let Some(first) = rest.chars().next() else { return };
        let next = rest.char_indices().skip(1).find(|&(_, c)| matches!(c, '&' | '\r'));
        let end = next.map_or(raw.end, |(length, _)| at + length);
        match first {
            '&' => reference(Span::new(at, end), file, out),
            // A line end is one character in markup.
            '\r' if rest.starts_with("\r\n") => out.copy(file, Span::new(at + 1, end)),
            _ => out.copy(file, Span::new(at, end)),
        }
        at = end;
    }
}

/// Appends what begins with `&`: a reference, or that sign itself.
fn reference(span: Span, file: &Decoded, out: &mut Decoded) {
    let raw = span.of(&file.text);
    let mut value = String::new();
    for token in Tokenizer::new(raw) {
        if let Ok(Token::String(text)) = token {
            value.push_str(&String::from_utf8_lossy(&text.value));
        }
    }
    let both = raw.chars().rev().zip(value.chars().rev());
    let same: usize = both.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (written, read) = (raw.len() - same, value.len() - same);
    if read > 0 {
        let from = Span::new(span.start, span.start + written);
        out.substitute(value.get(..read).unwrap_or_default(), file, from);
    }
    if same > 0 {
        out.copy(file, Span::new(span.start + written, span.end));
    }
}
