//! From the paths a user names to the labelled data below them.

use std::io;
use std::path::{Path, PathBuf};

use super::EvalError;
use super::gold::FILE;
use crate::source::SourceError;

/// Labelled data, not yet read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Labelled {
    /// A folder with a `gold.json`.
    Cluster(PathBuf),
    /// A `.tsv` file of sentence pairs.
    Pairs(PathBuf),
}

impl Labelled {
    /// The labelled data that a path names: a cluster's folder or its `gold.json`, a file of sentence pairs, or a folder
    /// in which such folders and files stand, sorted by name.
    ///
    /// # Errors
    /// [`EvalError`] where there is nothing labelled, or the folder cannot be listed.
    pub fn find(path: &Path) -> Result<Vec<Self>, EvalError> {
        let name = || path.display().to_string();
        if let Some(one) = Self::of(path) {
            return Ok(vec![one]);
        }
        let unreadable = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => SourceError::Missing { path: name(), manifest: None }.into(),
            io::ErrorKind::NotADirectory => EvalError::Nothing { path: name() },
            _ => SourceError::Unreadable { path: name(), source }.into(),
        };
        let entries = std::fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut found: Vec<Self> =
            entries.map_err(unreadable)?.iter().filter_map(|entry| Self::of(&entry.path())).collect();
        found.sort();
        if found.is_empty() { Err(EvalError::Nothing { path: name() }) } else { Ok(found) }
    }

    /// What a path itself is.
    fn of(path: &Path) -> Option<Self> {
        let ends_in = |extension: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension));
        if path.join(FILE).is_file() {
            Some(Self::Cluster(path.to_owned()))
        } else if path.file_name().is_some_and(|name| name == FILE) && path.is_file() {
            Some(Self::Cluster(path.parent().unwrap_or(Path::new("")).to_owned()))
        } else if ends_in("tsv") && path.is_file() {
            Some(Self::Pairs(path.to_owned()))
        } else {
            None
        }
    }
}
