//! What to read, as asked on the command line.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use recoupe::source::Format;

/// What to read.
#[derive(Debug, Clone, Args)]
pub struct Inputs {
    /// Files, folders, patterns, or - for standard input.
    #[arg(value_name = "SOURCES")]
    pub sources: Vec<String>,
    /// A list of sources with what is known of them, as JSON or TOML; it wins over what the sources say.
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Language of the sources that do not say it themselves [default: detected].
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
    /// How the sources are written [default: told by their names].
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input_format: Option<InputFormat>,
}

/// How a source is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// One JSON object a line, each a document.
    Jsonl,
    /// A web page.
    Html,
    /// RSS or Atom, each item a document.
    Rss,
    /// Cells parted by commas under a row of names, each row a document.
    Csv,
    /// The same, parted by tabs.
    Tsv,
    /// The news industry's JSON.
    Ninjs,
    /// The news industry's XML, NewsML-G2.
    Newsml,
    /// A Word document.
    Docx,
    /// A PDF with a text layer.
    Pdf,
    /// A web archive, each page a document.
    Warc,
    /// A zip archive of documents.
    Zip,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Text => Self::Text,
            InputFormat::Markdown => Self::Markdown,
            InputFormat::Jsonl => Self::Feed,
            InputFormat::Html => Self::Html,
            InputFormat::Rss => Self::Syndication,
            InputFormat::Csv => Self::Table(b','),
            InputFormat::Tsv => Self::Table(b'\t'),
            InputFormat::Ninjs => Self::Ninjs,
            InputFormat::Newsml => Self::NewsMl,
            InputFormat::Docx => Self::Docx,
            InputFormat::Pdf => Self::Pdf,
            InputFormat::Warc => Self::Warc,
            InputFormat::Zip => Self::Zip,
        }
    }
}
