//! `recoupe.toml`: what a project wants of every run, as plain data. Flags win over it.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::span::LineIndex;

/// The file's name; it is looked for in the working directory and above.
pub const FILE: &str = "recoupe.toml";

/// What the file may say.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// How far approximate values may lie apart.
    #[serde(default)]
    pub tolerance: Option<Share>,
    /// Language of the sources that do not say it themselves.
    #[serde(default)]
    pub language: Option<String>,
    /// From which severity on findings make the run fail.
    #[serde(default)]
    pub fail_on: Option<FailOn>,
    /// A folder of rule packs laid over the built-in ones; below the file's own folder where it is relative.
    #[serde(default)]
    pub rules: Option<PathBuf>,
    /// Largest document, in MiB.
    #[serde(default)]
    pub max_megabytes: Option<u64>,
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

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{}: cannot be read: {source}\n  help: --config takes a file like recoupe.toml", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what it should be.
    #[error("{}:{line}: {message}\n  help: the keys are tolerance, language, fail_on, rules, max_megabytes", .path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What was expected.
        message: String,
    },
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
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        let mut config: Self = toml::from_str(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let (line, _) = LineIndex::new(text.as_bytes()).position(at);
            ConfigError::Invalid { path: path.to_owned(), line, message: error.message().to_owned() }
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        config.rules = config.rules.map(|rules| folder.join(rules));
        Ok(config)
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
    fn every_key_is_read() {
        let config = read(
            "tolerance = 0.1\nlanguage = \"fr\"\nfail_on = \"warning\"\nrules = \"my\"\nmax_megabytes = 3",
        )
        .unwrap();
        assert_eq!(config.tolerance, Some(Share(Decimal::new(1, 1))));
        assert_eq!(config.fail_on, Some(FailOn::Warning));
        assert!(config.rules.unwrap().ends_with("my"));
        assert_eq!(read("").unwrap(), Config::default());
    }

    #[test]
    fn errors_name_the_line() {
        let error = read("language = \"fr\"\ncolour = 3\n").unwrap_err();
        assert!(error.contains("recoupe.toml:2: unknown field `colour`"), "{error}");
        assert!(read("tolerance = 7").unwrap_err().contains("'7' is not a share"));
    }

    #[test]
    fn shares_are_fractions_or_percentages() {
        assert_eq!("5 %".parse(), Ok(Share(Decimal::new(5, 2))));
        assert_eq!("0".parse(), Ok(Share(Decimal::ZERO)));
        assert!("-1%".parse::<Share>().is_err());
        assert!("1".parse::<Share>().is_err());
    }
}
