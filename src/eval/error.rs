//! What can be wrong with labelled data: each message names the file and the pair, and says what to do about it.

use crate::source::SourceError;

/// Why labelled data cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A file cannot be read, or holds no text.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// Neither a cluster nor pairs.
    #[error(
        "{path}: nothing labelled here\n  help: name a folder with gold.json, a folder of such folders, or a .tsv file of sentence pairs; see docs/eval.md"
    )]
    Nothing {
        /// As the user named it.
        path: String,
    },
    /// A `gold.json` that is not as it should be.
    #[error("{path}: {source}\n  help: docs/eval.md describes gold.json")]
    Gold {
        /// The file.
        path: String,
        /// Why, with line and column.
        source: serde_json::Error,
    },
    /// A pair of a `gold.json` that is not as it should be.
    #[error("{path}: pair {pair}: {source}\n  help: docs/eval.md describes a pair with an example")]
    Pair {
        /// The file.
        path: String,
        /// The pair's id, or its number where it has none.
        pair: String,
        /// Why.
        source: serde_json::Error,
    },
    /// A document that does not hold one text.
    #[error(
        "{path}: the document {file} holds {texts} texts\n  help: a labelled document is one file with one text"
    )]
    NotOne {
        /// The label file.
        path: String,
        /// The document.
        file: String,
        /// How many it holds.
        texts: usize,
    },
    /// A document listed more than once.
    #[error("{path}: the document {file} is listed twice\n  help: list every document once")]
    Twice {
        /// The label file.
        path: String,
        /// The document.
        file: String,
    },
    /// A quote from a document that is not listed.
    #[error(
        "{path}: pair {pair}: {file} is not among the documents\n  help: list it under \"documents\", or correct the pair's \"file\""
    )]
    Unlisted {
        /// The label file.
        path: String,
        /// The pair.
        pair: String,
        /// The document.
        file: String,
    },
    /// A quote that is not in its document.
    #[error(
        "{path}: pair {pair}: {file} has no \"{quote}\"\n  help: copy the quote from the document exactly, with its spaces and line breaks"
    )]
    NoQuote {
        /// The label file.
        path: String,
        /// The pair.
        pair: String,
        /// The document.
        file: String,
        /// The quote.
        quote: String,
    },
    /// Sentence pairs without one of the columns needed.
    #[error(
        "{path}: no column '{column}'\n  help: the first line names the columns, parted by tabs; needed are {needed}"
    )]
    Column {
        /// The file.
        path: String,
        /// The column.
        column: &'static str,
        /// All that are needed.
        needed: String,
    },
    /// A row of sentence pairs that is not as it should be.
    #[error("{path}:{line}: {message}\n  help: docs/eval.md describes the columns with an example")]
    Row {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        message: String,
    },
}
