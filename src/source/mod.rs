//! One document: its text, what is known about it, and the way back to the bytes of its file.

mod decode;
mod error;
pub mod feed;
mod offsets;

pub use decode::Decoded;
pub use error::SourceError;
pub use offsets::{OffsetMap, Step};

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

/// One document, ready to be read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Stable name in reports, derived from path and content.
    pub id: String,
    /// The file it came from, as the user named it; `-` for standard input.
    pub path: String,
    /// What is known about it.
    pub metadata: Metadata,
    /// Its running text, without markup and metadata.
    pub text: String,
    /// The parts of the text, in order, without overlap.
    pub blocks: Vec<Block>,
    /// From positions in the text back to bytes of the file.
    pub offsets: OffsetMap,
    /// Line starts of the file.
    pub lines: LineIndex,
    /// Size of the file in bytes.
    pub bytes: usize,
}
