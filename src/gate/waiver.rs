//! Waivers: findings that somebody lets stand, with a reason.
//!
//! They stand in a file of their own, or in a comment of the document: `<!-- recoupe-waiver: finding = "x…", reason =
//! "…", owner = "…", expires = 2026-12-31 -->`. Both are TOML and have the same keys.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::config::{ConfigError, Day, parse, read_text};
use crate::judge::{Name, Waived};
use crate::partial_date::PartialDate;
use crate::source::Source;

/// A finding that somebody lets stand.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// Which.
    pub finding: Name,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it holds.
    pub expires: Option<PartialDate>,
    /// Where it is written.
    pub place: Place,
    /// The document in whose comment it stands.
    pub inline: Option<String>,
}

/// A line of a file.
#[derive(Debug, Clone)]
pub struct Place {
    path: PathBuf,
    line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path.display(), self.line)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    waiver: Vec<toml::Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(deserialize_with = "name")]
    finding: Name,
    #[serde(deserialize_with = "words")]
    reason: String,
    #[serde(deserialize_with = "words")]
    owner: String,
    #[serde(default)]
    expires: Option<Day>,
}

fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}

/// Words, at least one.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?.trim().to_owned();
    if text.is_empty() { Err(D::Error::custom("a waiver needs a reason and an owner")) } else { Ok(text) }
}

impl Waiver {
    fn new(written: Written, path: &Path, line: usize, inline: Option<String>) -> Self {
        let Written { finding, reason, owner, expires } = written;
        let place = Place { path: path.to_owned(), line };
        Self { finding, reason, owner, expires: expires.map(|day| day.0), place, inline }
    }

    /// Reads a file of waivers.
    ///
    /// # Errors
    /// [`ConfigError`] with the file, the line and what was expected.
    pub fn read(path: &Path) -> Result<Vec<Self>, ConfigError> {
        let text = read_text(path)?;
        let file: File = parse(path, &text)?;
        let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let waivers = file.waiver.into_iter().map(|written| {
            let line = line(written.span().start);
            Self::new(written.into_inner(), path, line, None)
        });
        Ok(waivers.collect())
    }

    /// Whether its last day lies before `today`.
    pub(super) fn is_expired(&self, today: Option<PartialDate>) -> bool {
        matches!((self.expires, today), (Some(last), Some(today)) if last.last() < today.first())
    }

    /// What reports say of it.
    pub(super) fn waived(&self) -> Waived {
        Waived {
            reason: self.reason.clone(),
            owner: self.owner.clone(),
            expires: self.expires,
            inline: self.inline.is_some(),
        }
    }
}

/// The waivers in a document's comments, and what is wrong with those that cannot be used.
#[derive(Debug, Default)]
pub struct Inline {
    /// In order.
    pub waivers: Vec<Waiver>,
    /// In order.
    pub problems: Vec<ConfigError>,
}

/// What a comment that waives begins with.
const MARK: &str = "recoupe-waiver:";

impl Inline {
    /// Reads a document's comments.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let mut inline = Self::default();
        let path = Path::new(&source.path);
        for comment in &source.comments {
            let Some(body) = comment.text.trim().strip_prefix(MARK) else { continue };
            // On one line, as TOML wants an inline table.
            let body = body.split_whitespace().collect::<Vec<_>>().join(" ");
            #[derive(Deserialize)]
            struct One {
                waiver: Written,
            }
            match parse::<One>(path, &format!("waiver = {{ {body} }}")) {
                Ok(one) => {
                    let document = Some(source.path.clone());
                    inline.waivers.push(Waiver::new(one.waiver, path, comment.line, document));
                }
                Err(ConfigError::Invalid { path, message, help, .. }) => {
                    inline.problems.push(ConfigError::Invalid { path, line: comment.line, message, help });
                }
                Err(other) => inline.problems.push(other),
            }
        }
        inline
    }
}
