//! What can be wrong with a configuration or a file of waivers: each message names file, line and remedy.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::span::LineIndex;

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{}: cannot be read: {source}\n  help: check the path: flags count from the current folder, recoupe.toml from its own", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what it should be.
    #[error("{}:{line}: {message}\n  help: {help}", .path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What was expected.
        message: String,
        /// What to do about it.
        help: String,
    },
}

/// The text of a file.
///
/// # Errors
/// [`ConfigError::Unreadable`].
pub fn read_text(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })
}

/// What `text`, the TOML of the file at `path`, says.
///
/// # Errors
/// [`ConfigError::Invalid`] with the line; an unknown key with the one that may be meant.
pub fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, ConfigError> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let (line, _) = LineIndex::new(text.as_bytes()).position(at);
        let message = error.message().trim_end().replace('\n', "; ");
        ConfigError::Invalid { path: path.to_owned(), line, help: help(&message), message }
    })
}

/// How like a key must be to be meant, from 0 to 1.
const LIKE: f64 = 0.8;

/// The remedy for an error: of an unknown name, the likeliest of those there are. Serde quotes names in backticks, the
/// unknown one first.
fn help(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let Some(unknown) = names.next().filter(|_| message.starts_with("unknown")) else {
        return "docs/gate.md tells of every key, and 'recoupe init' writes them all".to_owned();
    };
    let known: Vec<&str> = names.collect();
    let closeness = |name: &&str| strsim::jaro_winkler(unknown, name);
    match known.iter().copied().max_by(|a, b| closeness(a).total_cmp(&closeness(b))) {
        Some(name) if closeness(&name) >= LIKE => format!("did you mean {name}?"),
        _ => format!("the keys are {}", known.join(", ")),
    }
}
