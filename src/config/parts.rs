//! The sections of `recoupe.toml`.

use globset::{GlobBuilder, GlobMatcher};
use regex::Regex;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::Share;
use crate::claim::ClaimKind;
use crate::judge::Severity;
use crate::partial_date::PartialDate;

/// What is otherwise for claims of a concept or kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weigh {
    /// Only for concepts that match: `person.*`.
    pub concept: Option<Concepts>,
    /// Only for answers of this kind.
    pub kind: Option<ClaimKind>,
    /// How far their approximate values may lie apart.
    pub tolerance: Option<Share>,
    /// How much their contradictions matter, as soon as the question is likely the same.
    pub severity: Option<Severity>,
}

/// What is known of the sources whose paths match; it wins over what they say themselves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Which sources, below the configuration's folder.
    pub path: Paths,
    /// Their title.
    pub title: Option<String>,
    /// Who published them.
    pub publisher: Option<String>,
    /// When they were published.
    pub published: Option<Day>,
    /// Their language.
    pub language: Option<String>,
}

/// What is left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ignore {
    /// Files that folders and patterns pass over, below the configuration's folder.
    pub paths: Vec<Paths>,
    /// Sentences that assert nothing.
    pub sentences: Vec<Pattern>,
    /// Concepts that are not looked at.
    pub concepts: Vec<Concepts>,
}

/// Voices that count, and are shown, as one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// The name they go by.
    pub name: String,
    /// Their other names, whatever the case of letters.
    pub also: Vec<String>,
}

/// A pattern with `*`, `?`, `[…]` and `{…}`; of paths also with `**`, which alone crosses folders.
#[derive(Debug, Clone)]
pub struct Glob<const PATH: bool>(pub GlobMatcher);

/// A pattern of paths.
pub type Paths = Glob<true>;

/// A pattern of concepts.
pub type Concepts = Glob<false>;

impl<'de, const PATH: bool> Deserialize<'de> for Glob<PATH> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let glob = GlobBuilder::new(&text).literal_separator(PATH).build();
        glob.map(|glob| Self(glob.compile_matcher()))
            .map_err(|error| D::Error::custom(format!("'{text}' is not a pattern: {}", error.kind())))
    }
}

/// A regular expression.
#[derive(Debug, Clone)]
pub struct Pattern(pub Regex);

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let reason = |error: regex::Error| error.to_string().lines().last().unwrap_or_default().to_owned();
        Regex::new(&text).map(Self).map_err(|error| {
            D::Error::custom(format!("'{text}' is not a regular expression: {}", reason(error)))
        })
    }
}

/// A date in quotes, or one of TOML's own.
#[derive(Debug, Clone, Copy)]
pub struct Day(pub PartialDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Text(String),
            Toml(toml::value::Datetime),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Text(text) => text,
            Written::Toml(date) => date.to_string(),
        };
        let wrong =
            |_| D::Error::custom(format!("'{text}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"));
        text.parse().map(Self).map_err(wrong)
    }
}
