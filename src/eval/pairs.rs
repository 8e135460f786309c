//! Labelled sentence pairs: a table of premises and hypotheses, each pair with what people decided of it.

use std::path::Path;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::EvalError;
use crate::claim::ClaimKind;
use crate::source::{Inputs, read_bytes};

/// The label of pairs that contradict each other; every other label says that they do not.
pub(super) const CONTRADICTION: &str = "contradiction";

/// Two sentences with their label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentencePair {
    /// Its name in the file; its line where it has none.
    pub id: String,
    /// One sentence.
    pub premise: String,
    /// The other.
    pub hypothesis: String,
    /// What people decided.
    pub label: String,
    /// What sort of answers differ, where that is labelled.
    pub kind: Option<ClaimKind>,
}

/// A file of labelled sentence pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentencePairs {
    /// Its name.
    pub name: String,
    /// The file, as named.
    pub path: String,
    /// Its pairs, in order.
    pub pairs: Vec<SentencePair>,
}

/// Column of one sentence; the name of its document, too.
pub(super) const PREMISE: &str = "premise";
/// Column of the other.
pub(super) const HYPOTHESIS: &str = "hypothesis";
/// Column of what people decided.
const LABEL: &str = "label_text";

/// Where the columns of a file stand.
struct Columns {
    premise: usize,
    hypothesis: usize,
    label: usize,
    id: Option<usize>,
    kind: Option<usize>,
}

impl Columns {
    fn find(path: &str, header: &csv::StringRecord) -> Result<Self, EvalError> {
        let place = |name: &str| header.iter().position(|column| column.trim() == name);
        let needed = |column: &'static str| {
            let needed = [PREMISE, HYPOTHESIS, LABEL].join(", ");
            place(column).ok_or(EvalError::Column { path: path.to_owned(), column, needed })
        };
        Ok(Self {
            premise: needed(PREMISE)?,
            hypothesis: needed(HYPOTHESIS)?,
            label: needed(LABEL)?,
            id: place("id"),
            kind: place("kind"),
        })
    }
}

impl SentencePairs {
    /// Reads a table of pairs in UTF-8, columns parted by tabs, named by the first line.
    ///
    /// # Errors
    /// [`EvalError`] where the file cannot be read, a column is missing, or a row lacks a sentence or a label.
    pub fn load(path: &Path) -> Result<Self, EvalError> {
        let name = path.display().to_string();
        let bytes = read_bytes(&name, Inputs::default().max_bytes)?;
        let mut reader =
            csv::ReaderBuilder::new().delimiter(b'\t').flexible(true).from_reader(bytes.as_slice());
        let header = reader.headers().map_err(|error| broken(&name, &error))?.clone();
        let columns = Columns::find(&name, &header)?;
        let rows = reader.records().map(|record| {
            let record = record.map_err(|error| broken(&name, &error))?;
            pair(&name, &columns, &record)
        });
        let pairs = rows.collect::<Result<_, _>>()?;
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { name: file, path: name, pairs })
    }
}

fn broken(path: &str, error: &csv::Error) -> EvalError {
    let line = error.position().map_or(1, csv::Position::line);
    EvalError::Row { path: path.to_owned(), line, message: error.to_string() }
}

fn pair(path: &str, columns: &Columns, record: &csv::StringRecord) -> Result<SentencePair, EvalError> {
    let line = record.position().map_or(0, csv::Position::line);
    let wrong = |message: String| EvalError::Row { path: path.to_owned(), line, message };
    let cell = |column: usize| record.get(column).map(str::trim).filter(|text| !text.is_empty());
    let needed = |column: usize, name: &str| {
        cell(column).map(str::to_owned).ok_or_else(|| wrong(format!("the column '{name}' is empty")))
    };
    let kind = columns.kind.and_then(cell).map(|kind| {
        let named: StrDeserializer<'_, Error> = kind.into_deserializer();
        ClaimKind::deserialize(named).map_err(|error| wrong(error.to_string()))
    });
    let id = columns.id.and_then(cell).map_or_else(|| format!("line {line}"), str::to_owned);
    Ok(SentencePair {
        id,
        premise: needed(columns.premise, PREMISE)?,
        hypothesis: needed(columns.hypothesis, HYPOTHESIS)?,
        label: needed(columns.label, LABEL)?,
        kind: kind.transpose()?,
    })
}
