//! Labelled clusters: documents about one story, with pairs of passages whose relation people have decided.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use memchr::memmem;
use serde::Deserialize;

use crate::claim::{Claim, ClaimKind};
use crate::partial_date::PartialDate;
use crate::source::{Entry, Format, Inputs, Labels, Loaded, Metadata, Source, load_entry, name_copies};
use crate::span::Span;

/// Why a labelled cluster cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// It cannot be read.
    #[error(
        "{path}: {source}\n  help: a labelled cluster is a folder with gold.json and its documents; see docs/eval.md"
    )]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// It is not as it should be.
    #[error("{path}: {source}\n  help: docs/eval.md describes gold.json")]
    Invalid {
        /// The file.
        path: String,
        /// Why.
        source: serde_json::Error,
    },
    /// A document it names cannot be read.
    #[error("{0}")]
    Document(String),
    /// A quote is not in its document.
    #[error(
        "{path}: the quote \"{quote}\" of {pair} is not in {file}\n  help: a quote is copied from its document, exactly"
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
}

/// What people decided of two passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// They cannot both be true.
    Contradiction,
    /// The later replaces the earlier.
    Update,
    /// Both can be true, and answer one question.
    Compatible,
    /// They say the same.
    Agreement,
    /// They look comparable and are not.
    Trap,
}

#[derive(Debug, Deserialize)]
struct GoldFile {
    name: String,
    documents: Vec<GoldDocument>,
    pairs: Vec<GoldPair>,
}

#[derive(Debug, Deserialize)]
struct GoldDocument {
    file: String,
    published: Option<PartialDate>,
    publisher: Option<String>,
}

#[derive(Debug, Deserialize)]
struct GoldPair {
    id: String,
    relation: Label,
    #[serde(default)]
    question: String,
    kind: ClaimKind,
    #[serde(default)]
    must: bool,
    a: GoldQuote,
    b: GoldQuote,
}

#[derive(Debug, Deserialize)]
struct GoldQuote {
    file: String,
    quote: String,
}

/// A passage of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Index of its source.
    pub source: usize,
    /// Where it stands in the source's file, in bytes.
    pub bytes: Span,
}

/// Two passages with their label.
#[derive(Debug, Clone)]
pub struct LabelledPair {
    /// Its name in the file.
    pub id: String,
    /// What people decided.
    pub label: Label,
    /// The question, for people.
    pub question: String,
    /// What sort of answers they are.
    pub kind: ClaimKind,
    /// Whether any careful editor would agree at once.
    pub must: bool,
    /// One passage.
    pub a: Passage,
    /// The other.
    pub b: Passage,
}

/// A labelled cluster.
#[derive(Debug, Clone)]
pub struct Cluster {
    /// Its name.
    pub name: String,
    /// Its documents.
    pub sources: Vec<Source>,
    /// Its labelled pairs.
    pub pairs: Vec<LabelledPair>,
}

impl Cluster {
    /// Reads `folder/gold.json` and the documents it names.
    ///
    /// # Errors
    /// [`GoldError`] where a file cannot be read, or a quote is not in its document.
    pub fn load(folder: &Path, labels: &Labels) -> Result<Self, GoldError> {
        let path = folder.join("gold.json");
        let text = std::fs::read_to_string(&path)
            .map_err(|source| GoldError::Unreadable { path: path.display().to_string(), source })?;
        let gold: GoldFile = serde_json::from_str(&text)
            .map_err(|source| GoldError::Invalid { path: path.display().to_string(), source })?;
        let (mut sources, mut files) = (Vec::new(), BTreeMap::new());
        for (index, document) in gold.documents.iter().enumerate() {
            let place = folder.join(&document.file);
            let bytes = std::fs::read(&place)
                .map_err(|source| GoldError::Unreadable { path: place.display().to_string(), source })?;
            files.insert(document.file.as_str(), (index, bytes));
            sources.push(read(place, document, labels)?);
        }
        name_copies(&mut sources);
        let pairs = gold.pairs.into_iter().map(|p| labelled(p, &path, &files));
        let pairs = pairs.collect::<Result<_, _>>()?;
        Ok(Self { name: gold.name, sources, pairs })
    }
}

fn read(path: PathBuf, document: &GoldDocument, labels: &Labels) -> Result<Source, GoldError> {
    let metadata = Metadata {
        published: document.published,
        publisher: document.publisher.clone(),
        ..Metadata::default()
    };
    let entry = Entry { format: Format::of(&path), path: path.display().to_string(), metadata };
    let Loaded { sources, problems, .. } = load_entry(&entry, &Inputs::default(), labels);
    let told =
        || problems.first().map_or_else(|| format!("{}: no document", entry.path), ToString::to_string);
    sources.into_iter().next().ok_or_else(|| GoldError::Document(told()))
}

fn labelled(
    pair: GoldPair,
    path: &Path,
    files: &BTreeMap<&str, (usize, Vec<u8>)>,
) -> Result<LabelledPair, GoldError> {
    let passage = |quote: &GoldQuote| {
        let place = files.get(quote.file.as_str()).and_then(|(source, bytes)| {
            let start = memmem::find(bytes, quote.quote.as_bytes())?;
            Some(Passage { source: *source, bytes: Span::new(start, start + quote.quote.len()) })
        });
        place.ok_or_else(|| GoldError::NoQuote {
            path: path.display().to_string(),
            pair: pair.id.clone(),
            file: quote.file.clone(),
            quote: quote.quote.clone(),
        })
    };
    let (a, b) = (passage(&pair.a)?, passage(&pair.b)?);
    let GoldPair { id, relation: label, question, kind, must, .. } = pair;
    Ok(LabelledPair { id, label, question, kind, must, a, b })
}

impl LabelledPair {
    /// Whether two claims give its two answers, either way round.
    #[must_use]
    pub fn is_of(&self, sources: &[Source], x: &Claim, y: &Claim) -> bool {
        let covers = |passage, claim| self.covers(sources, passage, claim);
        (covers(&self.a, x) && covers(&self.b, y)) || (covers(&self.a, y) && covers(&self.b, x))
    }

    /// Whether a claim stands on a passage: its value, or for answers without a value its sentence.
    fn covers(&self, sources: &[Source], passage: &Passage, claim: &Claim) -> bool {
        let whole = matches!(self.kind, ClaimKind::Polarity | ClaimKind::Identity | ClaimKind::Place);
        let span = if whole { claim.sentence } else { claim.span };
        let Some(source) = sources.get(claim.source).filter(|_| passage.source == claim.source) else {
            return false;
        };
        let bytes = source.offsets.span_to_file(span);
        bytes.start < passage.bytes.end && passage.bytes.start < bytes.end
    }
}
