//! Web pages: the article on them, and what they say of it to machines.
//!
//! html5gum cuts the page into tokens with their places; everything kept is a copy of such a place, so that a claim
//! points into the file. What is on the page besides the article (menus, lists of links, forms) is left out, and said.

mod article;
mod metadata;
mod soup;

use super::draft::{Draft, Part};
use super::labels::Labels;
use super::tree::{Content, Element, Tree};
use super::{BlockKind, Decoded};
use crate::span::Span;

/// Reads a page. O(length).
pub(super) fn read(file: &Decoded, labels: &Labels) -> Part {
    let tree = soup::read(&file.text);
    let mut draft = write(&tree, article::root(&tree, file), file);
    let place = |(at, text): &(usize, String)| (file.offsets.to_file(*at), text.clone());
    draft.comments = tree.comments.iter().map(place).collect();
    draft.metadata = metadata::read(&tree, file, labels);
    Part { draft, title: title(&tree, file) }
}

/// The text of a part of a page: `fragment` holds nothing else.
pub(super) fn fragment(file: &Decoded) -> Draft {
    let tree = soup::read(&file.text);
    write(&tree, 0, file)
}

/// The text below a node of markup that means what it means on a web page.
pub(super) fn write(tree: &Tree, at: usize, file: &Decoded) -> Draft {
    let mut writer =
        Writer { tree, file, draft: Draft::default(), block: Decoded::default(), kind: None, linked: 0 };
    writer.node(at, false);
    writer.close();
    writer.draft
}

/// The page's main heading, else the title of its window.
fn title(tree: &Tree, file: &Decoded) -> Option<Decoded> {
    let named = |name: &'static str| tree.elements().filter(move |(_, element)| element.name == name);
    let candidates = named("h1").chain(named("title")).map(|(at, _)| at);
    candidates.map(|at| squeezed(&tree.text(at, file))).find(|title| !title.text.is_empty())
}

/// Text with every run of white space as one blank, and none at its ends.
fn squeezed(text: &Decoded) -> Decoded {
    let mut out = Decoded::default();
    squeeze_into(text, &mut out);
    let end = out.text.trim_end().len();
    out.text.truncate(end);
    out
}

fn squeeze_into(text: &Decoded, out: &mut Decoded) {
    let mut at = 0;
    while let Some(rest) = text.text.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = |c: char| c.is_ascii_whitespace();
        let white = rest.find(|c| !blank(c)).unwrap_or(rest.len());
        let word = rest.get(white..).and_then(|rest| rest.find(blank)).unwrap_or(rest.len() - white);
        if white > 0 && !out.text.is_empty() && !out.text.ends_with([' ', '\n']) {
            out.substitute(" ", text, Span::new(at, at + white));
        }
        if word > 0 {
            out.copy(text, Span::new(at + white, at + white + word));
        }
        at += white + word;
    }
}

/// Elements that are no part of an article.
const APART: &[&str] = &[
    "aside", "audio", "button", "canvas", "dialog", "footer", "form", "head", "iframe", "input", "math",
    "menu", "nav", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
];

/// Whether a reader of the page does not see an element.
fn is_hidden(element: &Element) -> bool {
    let unseen = element.attribute("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    });
    element.attributes.contains_key("hidden") || element.attribute("aria-hidden") == Some("true") || unseen
}

/// Whether an element is no part of an article, whatever is in it.
fn is_apart(element: &Element) -> bool {
    APART.contains(&element.name.as_str())
        || is_hidden(element)
        || element
            .attribute("role")
            .is_some_and(|role| matches!(role, "navigation" | "complementary" | "dialog"))
}

/// Writes an article, block by block.
struct Writer<'t> {
    tree: &'t Tree,
    file: &'t Decoded,
    draft: Draft,
    /// The block being written, what it is, and how many of its bytes are links.
    block: Decoded,
    kind: Option<BlockKind>,
    linked: usize,
}

impl Writer<'_> {
    /// A node with all below it; nodes are nested to a limited depth.
    fn node(&mut self, at: usize, in_link: bool) {
        let Some(node) = self.tree.nodes.get(at) else { return };
        match &node.content {
            Content::Text(_) | Content::Verbatim(_) => {
                let mut text = Decoded::default();
                self.tree.own_text(at, self.file, &mut text);
                let before = self.block.text.len();
                squeeze_into(&text, &mut self.block);
                if in_link {
                    self.linked += self.block.text.len() - before;
                }
            }
            Content::Element(element) if is_apart(element) => {
                let text = self.tree.text(at, self.file).text;
                if !matches!(element.name.as_str(), "script" | "style" | "head" | "template") {
                    self.draft.drop_text(&element.name, text.trim());
                }
            }
            Content::Element(element) if element.name == "br" => self.line_break(),
            Content::Element(element) => {
                let inline = soup::INLINE.contains(&element.name.as_str());
                if !inline {
                    self.close();
                    self.kind = kind(&element.name);
                }
                for &child in &node.children {
                    self.node(child, in_link || element.name == "a");
                }
                if !inline {
                    self.close();
                }
            }
        }
    }

    /// One break is white space, two end a block.
    fn line_break(&mut self) {
        if self.block.text.ends_with('\n') {
            let kind = self.kind;
            self.close();
            self.kind = kind;
        } else if !self.block.text.is_empty() {
            let end = self.block.text.trim_end_matches(' ').len();
            self.block.text.truncate(end);
            self.block.text.push('\n');
        }
    }

    /// Ends a block. One that is mostly links leads elsewhere.
    fn close(&mut self) {
        let block = std::mem::take(&mut self.block);
        let linked = std::mem::take(&mut self.linked);
        let kind = self.kind.take().unwrap_or(BlockKind::Paragraph);
        let text = block.text.trim();
        if text.is_empty() {
            return;
        }
        if kind != BlockKind::Heading && linked * 10 > text.len() * 7 {
            return self.draft.drop_text("a", text);
        }
        self.draft.append(&block, kind);
    }
}

fn kind(name: &str) -> Option<BlockKind> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "td" | "th" | "dt" | "dd" | "caption" | "figcaption" => Some(BlockKind::Item),
        _ => None,
    }
}
