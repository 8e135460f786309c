//! Baselines: the findings of an earlier run, so that a gate can be put up in a project that has some.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::claim::ClaimKind;
use crate::config::{ConfigError, read_text};
use crate::judge::{Exemption, Name, Relation};
use crate::pipeline::Report;
use crate::words::{Words, bare};

/// Name and version of the file's form.
const SCHEMA: &str = "recoupe.baseline/1";

/// Known findings by name.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    entries: BTreeMap<Name, Entry>,
}

/// What the file tells of a finding, beside its name, for people who read the file.
#[derive(Debug, Clone)]
struct Entry {
    what: String,
    question: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    findings: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    what: String,
    question: String,
}

impl Baseline {
    /// The contradictions and updates of a report that are not waived.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut entries = BTreeMap::new();
        for finding in &report.findings {
            let disagrees = matches!(finding.relation, Relation::Contradiction | Relation::Update);
            let waived = matches!(finding.exempt, Some(Exemption::Waived(_)));
            if let (true, false, Ok(name)) = (disagrees, waived, finding.id.parse()) {
                let question = report.facts.get(finding.fact);
                let question = question.map(|fact| Words::english().question(&fact.question));
                let what = what(finding.relation, finding.kind);
                entries.insert(name, Entry { what, question: question.unwrap_or_default() });
            }
        }
        Self { entries }
    }

    /// Whether a finding of this name is known.
    #[must_use]
    pub fn holds(&self, name: Name) -> bool {
        self.entries.contains_key(&name)
    }

    /// Number of known findings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// [`ConfigError`] with the file, the line and what was expected.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = read_text(path)?;
        let invalid = |line: usize, message: String| ConfigError::Invalid {
            path: path.to_owned(),
            line,
            message,
            help: "a baseline is what --write-baseline writes; write it anew".to_owned(),
        };
        let file: File =
            serde_json::from_str(&text).map_err(|error| invalid(error.line().max(1), error.to_string()))?;
        if file.schema != SCHEMA {
            return Err(invalid(1, format!("'{}' is not {SCHEMA}", file.schema)));
        }
        let mut entries = BTreeMap::new();
        for Line { id, what, question } in file.findings {
            let name = id.parse().map_err(|error| invalid(1, error))?;
            entries.insert(name, Entry { what, question });
        }
        Ok(Self { entries })
    }

    /// Writes it, in the order of names, so that two versions compare line by line.
    ///
    /// # Errors
    /// Whatever the sink reports.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let line = |(name, entry): (&Name, &Entry)| Line {
            id: name.to_string(),
            what: entry.what.clone(),
            question: entry.question.clone(),
        };
        let file = File { schema: SCHEMA.to_owned(), findings: self.entries.iter().map(line).collect() };
        serde_json::to_writer_pretty(&mut *out, &file)?;
        writeln!(out)
    }
}

/// `contradiction.number`.
fn what(relation: Relation, kind: ClaimKind) -> String {
    format!("{}.{}", bare(&relation), bare(&kind))
}
