//! `recoupe.toml`: what a project wants of every run, as plain data. Flags win over it.

mod error;
mod parts;

pub use error::{ConfigError, parse, read_text};
pub use parts::{Concepts, Day, Glob, House, Ignore, Known, Paths, Pattern, Weigh};

use std::path::{Path, PathBuf};
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::judge::{Policy, Weight};
use crate::value::Tolerance;

/// The file's name; it is looked for in the working directory and above.
pub const FILE: &str = "recoupe.toml";

/// What the file may say. Paths in it lie below its own folder.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// How far approximate values may lie apart.
    pub tolerance: Option<Share>,
    /// Language of the sources that do not say it themselves.
    pub language: Option<String>,
    /// Language of the report's own words.
    pub ui: Option<String>,
    /// From which severity on findings make the run fail.
    pub fail_on: Option<FailOn>,
    /// A folder of rule packs laid over the built-in ones.
    pub rules: Option<PathBuf>,
    /// Largest document, in MiB.
    pub max_megabytes: Option<u64>,
    /// A file of waivers.
    pub waivers: Option<PathBuf>,
    /// Whether waivers that no longer hold make the run fail.
    pub strict_waivers: bool,
    /// A file of known findings.
    pub baseline: Option<PathBuf>,
    /// Whether a source without claims makes the run fail.
    pub require_claims: bool,
    /// What is otherwise for some concepts or kinds of answer; of several for one claim, the last holds.
    pub weigh: Vec<Weigh>,
    /// What is known of sources.
    pub source: Vec<Known>,
    /// What is left out.
    pub ignore: Ignore,
    /// Voices that count as one.
    pub voice: Vec<House>,
}

/// From which severity on findings make a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailOn {
    /// Only errors.
    #[default]
    Error,
    /// Errors and warnings.
    Warning,
    /// Every finding that is no agreement.
    Note,
    /// None.
    Never,
}

impl FailOn {
    /// Each with the name it goes by.
    pub const NAMES: [(&str, Self); 4] =
        [("error", Self::Error), ("warning", Self::Warning), ("note", Self::Note), ("never", Self::Never)];
}

/// A share of a whole, from 0 up to 1, written `0.05` or `5%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share(pub Decimal);

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let trimmed = text.trim();
        let (number, scale) = match trimmed.strip_suffix('%') {
            Some(percent) => (percent.trim_end(), Decimal::ONE_HUNDRED),
            None => (trimmed, Decimal::ONE),
        };
        let share = number.parse::<Decimal>().ok().map(|n| n / scale);
        share
            .filter(|share| (Decimal::ZERO..Decimal::ONE).contains(share))
            .map(Self)
            .ok_or_else(|| format!("'{text}' is not a share; write 0.05 or 5%, at least 0 and below 1"))
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Number(f64),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Number(number) => number.to_string(),
            Written::Text(text) => text,
        };
        text.parse().map_err(D::Error::custom)
    }
}

impl From<Share> for Tolerance {
    fn from(share: Share) -> Self {
        Self { relative: share.0 }
    }
}

impl Config {
    /// The configuration file that holds in `folder`: its own, or the nearest above it.
    #[must_use]
    pub fn find(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().map(|above| above.join(FILE)).find(|path| path.is_file())
    }

    /// Reads a configuration file.
    ///
    /// # Errors
    /// [`ConfigError`] with the file, the line and what was expected.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let mut config: Self = parse(path, &read_text(path)?)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for file in [&mut config.rules, &mut config.waivers, &mut config.baseline] {
            *file = file.take().map(|file| folder.join(file));
        }
        Ok(config)
    }

    /// How findings are weighed, with `tolerance` in general where it is given.
    #[must_use]
    pub fn policy(&self, tolerance: Option<Share>) -> Policy {
        let weight = |weigh: &Weigh| Weight {
            concept: weigh.concept.clone().map(|glob| glob.0),
            kind: weigh.kind,
            tolerance: weigh.tolerance.map(Tolerance::from),
            severity: weigh.severity,
        };
        Policy {
            tolerance: tolerance.or(self.tolerance).map_or_else(Tolerance::default, Tolerance::from),
            weights: self.weigh.iter().map(weight).collect(),
            ..Policy::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, text).unwrap();
        assert_eq!(Config::find(&folder.path().join("a/b")), Some(path.clone()));
        Config::read(&path).map_err(|e| e.to_string())
    }

    #[test]
    fn single_keys_are_read() {
        let config = read(
            "tolerance = 0.1\nlanguage = \"fr\"\nfail_on = \"warning\"\nrules = \"my\"\nmax_megabytes = 3",
        )
        .unwrap();
        assert_eq!(config.tolerance, Some(Share(Decimal::new(1, 1))));
        assert_eq!(config.fail_on, Some(FailOn::Warning));
        let rules = config.rules.unwrap();
        assert!(rules.is_absolute() && rules.ends_with("my"));
        assert!(read("").unwrap().weigh.is_empty());
    }

    #[test]
    fn sections_are_read() {
        let config = read(
            "[[weigh]]\nconcept = \"person.*\"\nkind = \"number\"\ntolerance = \"10%\"\nseverity = \"note\"\n\
             [[source]]\npath = \"wire/*.txt\"\npublisher = \"AFP\"\npublished = 2021-05-04\n\
             [ignore]\npaths = [\"old/**\"]\nsentences = [\"^Correction\"]\nconcepts = [\"date.*\"]\n\
             [[voice]]\nname = \"A\"\nalso = [\"B\"]\n",
        )
        .unwrap();
        let weight = &config.policy(None).weights[0];
        assert!(weight.concept.as_ref().unwrap().is_match("person.killed"));
        assert_eq!(weight.tolerance, Some(Tolerance { relative: Decimal::new(1, 1) }));
        assert_eq!(config.source[0].published.unwrap().0.to_string(), "2021-05-04");
        assert!(config.ignore.sentences[0].0.is_match("Correction: ten."));
    }

    #[test]
    fn errors_name_line_and_remedy() {
        let error = read("language = \"fr\"\nlangage = 3\n").unwrap_err();
        assert!(error.contains("recoupe.toml:2: unknown field `langage`"), "{error}");
        assert!(error.ends_with("help: did you mean language?"), "{error}");
        let error = read("[[weigh]]\nzzz = 3\n").unwrap_err();
        assert!(error.ends_with("help: the keys are concept, kind, tolerance, severity"), "{error}");
        assert!(read("tolerance = 7").unwrap_err().contains("'7' is not a share"));
        let error = read("[ignore]\nsentences = [\"ok\", \"(\"]").unwrap_err();
        assert!(error.contains("recoupe.toml:2: '(' is not a regular expression"), "{error}");
        let error = read("[[weigh]]\nkind = \"sum\"\n").unwrap_err();
        assert!(error.contains("recoupe.toml:2: unknown variant `sum`"), "{error}");
        assert!(read("[[source]]\npath = \"a\"\npublished = \"soon\"").unwrap_err().contains(":3: 'soon'"));
    }

    #[test]
    fn shares_are_fractions_or_percentages() {
        assert_eq!("5 %".parse(), Ok(Share(Decimal::new(5, 2))));
        assert_eq!("0".parse(), Ok(Share(Decimal::ZERO)));
        assert!("-1%".parse::<Share>().is_err());
        assert!("1".parse::<Share>().is_err());
    }
}
