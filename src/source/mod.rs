//! One document: its text, what is known about it, and the way back to the bytes of its file.

mod comments;
mod date;
mod decode;
mod docx;
mod draft;
mod error;
pub mod feed;
mod front_matter;
mod head;
mod html;
mod inputs;
pub mod labels;
mod load;
mod manifest;
mod markdown;
mod masthead;
mod newsml;
mod ninjs;
mod offsets;
mod pdf;
mod plain;
mod syndication;
mod table;
mod titles;
mod tree;
mod unpack;
mod warc;
mod xml;

pub use decode::Decoded;
pub use error::SourceError;
pub use inputs::{Entry, Format, Inputs, Project, STDIN};
pub use labels::Labels;
pub use load::{Loaded, load, load_bytes, load_entry, name_copies, read_bytes};
pub use offsets::{OffsetMap, Step};

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::partial_date::PartialDate;
use crate::span::{LineIndex, Span};

/// What a stretch of text is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The document's title.
    Title,
    /// A heading inside the document.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list, or a table row.
    Item,
}

/// A stretch of text that sentences do not cross.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in [`Source::text`].
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What is known about a document besides its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its name in the feed it came from.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Code of its language.
    pub language: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

impl Metadata {
    /// Takes from `other` what is not known yet.
    pub fn fill_from(&mut self, other: Self) {
        let Self { id, title, publisher, published, language, url } = other;
        self.id = self.id.take().or(id);
        self.title = self.title.take().or(title);
        self.publisher = self.publisher.take().or(publisher);
        self.published = self.published.or(published);
        self.language = self.language.take().or(language);
        self.url = self.url.take().or(url);
    }
}

/// What a reader left out of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The file.
    pub path: String,
    /// Characters, by the sort of thing they stood in.
    pub parts: BTreeMap<String, usize>,
    /// Records of an archive that hold no page.
    pub records: usize,
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.parts.iter().map(|(sort, characters)| format!("{sort} ({characters} characters)"));
        let records = (self.records > 0).then(|| format!("records that hold no page ({})", self.records));
        write!(f, "{}: left out: {}", self.path, parts.chain(records).collect::<Vec<_>>().join(", "))
    }
}

/// A note to machines in a document, which readers do not see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// What it says, without its marks.
    pub text: String,
    /// Line of the file it begins on, from 1.
    pub line: usize,
}

/// One document, ready to be read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Stable name in reports, derived from its content; of copies, the later paths get a number behind it.
    pub id: String,
    /// The file it came from, as the user named it; `-` for standard input.
    pub path: String,
    /// What is known about it.
    pub metadata: Metadata,
    /// Its running text, without markup and metadata.
    pub text: String,
    /// The parts of the text, in order, without overlap.
    pub blocks: Vec<Block>,
    /// Its comments, in order.
    pub comments: Vec<Comment>,
    /// From positions in the text back to bytes of the file.
    pub offsets: OffsetMap,
    /// Line starts of the file, shared by all items of a feed.
    pub lines: Arc<LineIndex>,
    /// Size in bytes of the file, or of the item's line in a feed.
    pub bytes: usize,
}
