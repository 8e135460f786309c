//! Labelled clusters: documents about one story, with pairs of passages whose relation people have decided.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::EvalError;
use crate::claim::{Claim, ClaimKind};
use crate::judge::Relation;
use crate::partial_date::PartialDate;
use crate::source::{
    Entry, Format, Inputs, Labels, Metadata, Source, SourceError, load_bytes, name_copies, read_bytes,
};
use crate::span::Span;

/// Name of the file that holds a cluster's labels.
pub(super) const FILE: &str = "gold.json";

/// What people decided of two passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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

impl Label {
    /// Its name in `gold.json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Update => "update",
            Self::Compatible => "compatible",
            Self::Agreement => "agreement",
            Self::Trap => "trap",
        }
    }

    /// The relation that a finding has to have to be right about the pair; a trap wants none.
    #[must_use]
    pub fn relation(self) -> Option<Relation> {
        match self {
            Self::Contradiction => Some(Relation::Contradiction),
            Self::Update => Some(Relation::Update),
            Self::Compatible => Some(Relation::Compatible),
            Self::Agreement => Some(Relation::Agreement),
            Self::Trap => None,
        }
    }
}

#[derive(Debug, Deserialize)]
struct GoldFile {
    name: String,
    documents: Vec<GoldDocument>,
    // Each is read on its own, so that what is wrong with one can be told with its name.
    pairs: Vec<serde_json::Value>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Index of its source.
    pub source: usize,
    /// Where it stands in the source's file, in bytes.
    pub bytes: Span,
    /// Its words.
    pub quote: String,
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
    /// The folder it was read from.
    pub folder: PathBuf,
    /// Its documents, in the order of their paths, which is also that of a report on them.
    pub sources: Vec<Source>,
    /// Its labelled pairs, in the order of the file.
    pub pairs: Vec<LabelledPair>,
}

impl Cluster {
    /// Reads `folder/gold.json` and the documents it names. A quote that occurs more than once stands for its first
    /// occurrence.
    ///
    /// # Errors
    /// [`EvalError`] where a file cannot be read, or a quote is not in its document.
    pub fn load(folder: &Path, labels: &Labels) -> Result<Self, EvalError> {
        let path = folder.join(FILE);
        let name = path.display().to_string();
        let text = read_bytes(&name, Inputs::default().max_bytes)?;
        let gold: GoldFile =
            serde_json::from_slice(&text).map_err(|source| EvalError::Gold { path: name.clone(), source })?;
        let mut documents = gold
            .documents
            .iter()
            .map(|document| Document::read(folder, document, &path, labels))
            .collect::<Result<Vec<_>, _>>()?;
        documents.sort_by(|a, b| a.source.path.cmp(&b.source.path));
        let twice = documents.windows(2).find_map(|two| match two {
            [one, other] if one.source.path == other.source.path => Some(one.file.clone()),
            _ => None,
        });
        if let Some(file) = twice {
            return Err(EvalError::Twice { path: name, file });
        }
        let files: BTreeMap<&str, (usize, &[u8])> =
            documents.iter().enumerate().map(|(n, d)| (d.file.as_str(), (n, d.bytes.as_slice()))).collect();
        let pairs = gold.pairs.into_iter().enumerate().map(|(n, pair)| labelled(n, pair, &name, &files));
        let pairs = pairs.collect::<Result<_, _>>()?;
        let mut sources: Vec<Source> = documents.into_iter().map(|document| document.source).collect();
        name_copies(&mut sources);
        Ok(Self { name: gold.name, folder: folder.to_owned(), sources, pairs })
    }
}

/// A document with the bytes of its file.
struct Document {
    file: String,
    bytes: Vec<u8>,
    source: Source,
}

impl Document {
    fn read(folder: &Path, listed: &GoldDocument, gold: &Path, labels: &Labels) -> Result<Self, EvalError> {
        let place = folder.join(&listed.file);
        let metadata = Metadata {
            published: listed.published,
            publisher: listed.publisher.clone(),
            ..Metadata::default()
        };
        let entry = Entry { format: Format::of(&place), path: place.display().to_string(), metadata };
        let inputs = Inputs::default();
        let bytes = read_bytes(&entry.path, inputs.max_bytes).map_err(|problem| match problem {
            SourceError::Missing { path, .. } => {
                SourceError::Missing { path, manifest: Some(gold.to_owned()) }
            }
            other => other,
        })?;
        let loaded = load_bytes(&entry, &bytes, &inputs, labels);
        if let Some(problem) = loaded.problems.into_iter().next() {
            return Err(problem.into());
        }
        let texts = loaded.sources.len();
        match <[Source; 1]>::try_from(loaded.sources) {
            Ok([source]) => Ok(Self { file: listed.file.clone(), bytes, source }),
            Err(_) => {
                Err(EvalError::NotOne { path: gold.display().to_string(), file: listed.file.clone(), texts })
            }
        }
    }
}

fn labelled(
    number: usize,
    pair: serde_json::Value,
    path: &str,
    files: &BTreeMap<&str, (usize, &[u8])>,
) -> Result<LabelledPair, EvalError> {
    let id = pair.get("id").and_then(|id| id.as_str()).map(str::to_owned);
    let pair: GoldPair = serde_json::from_value(pair).map_err(|source| EvalError::Pair {
        path: path.to_owned(),
        pair: id.unwrap_or_else(|| format!("number {}", number + 1)),
        source,
    })?;
    let GoldPair { id, relation: label, question, kind, must, a, b } = pair;
    let passage = |GoldQuote { file, quote }: GoldQuote| {
        let (path, pair) = (path.to_owned(), id.clone());
        let Some(&(source, bytes)) = files.get(file.as_str()) else {
            return Err(EvalError::Unlisted { path, pair, file });
        };
        match memmem::find(bytes, quote.as_bytes()).filter(|_| !quote.is_empty()) {
            Some(start) => Ok(Passage { source, bytes: Span::new(start, start + quote.len()), quote }),
            None => Err(EvalError::NoQuote { path, pair, file, quote }),
        }
    };
    let (a, b) = (passage(a)?, passage(b)?);
    Ok(LabelledPair { id, label, question, kind, must, a, b })
}

impl LabelledPair {
    /// Whether two claims give its two answers, either way round.
    #[must_use]
    pub fn is_of(&self, sources: &[Source], x: &Claim, y: &Claim) -> bool {
        let covers = |passage, claim| self.covers(sources, passage, claim);
        (covers(&self.a, x) && covers(&self.b, y)) || (covers(&self.a, y) && covers(&self.b, x))
    }

    /// Whether a claim stands on a passage: its value or, for answers without a value, its sentence.
    pub(super) fn covers(&self, sources: &[Source], passage: &Passage, claim: &Claim) -> bool {
        let Some(source) = sources.get(claim.source).filter(|_| passage.source == claim.source) else {
            return false;
        };
        let meets = |span| source.offsets.span_to_file(span).overlaps(passage.bytes);
        let whole = matches!(self.kind, ClaimKind::Polarity | ClaimKind::Identity | ClaimKind::Place);
        meets(claim.span) || (whole && meets(claim.sentence))
    }
}
