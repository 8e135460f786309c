//! Rule packs: all knowledge of languages, concepts, units and names, as TOML files under `rules/`.
//!
//! This module only finds the files and turns TOML into typed data with errors that name file and line. What a pack
//! means is the business of the stage that reads it: each stage owns the schema of its packs and compiles them once.
//!
//! A pack's `[[test]]` cases stand at the end of its file. They are cut off before parsing, so that a run never pays
//! for them; [`Pack::tests`] parses them on demand.

mod builtin {
    include!(concat!(env!("OUT_DIR"), "/builtin.rs"));
}

mod body;
mod outcome;

pub use outcome::{Case, Failure, Outcome};

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::span::LineIndex;

/// What is wrong with a rule pack, and where.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// The folder given with `--rules`, or a file in it, cannot be read.
    #[error(
        "rules: cannot read {path}: {source}\n  help: --rules takes a folder laid out like the built-in one (languages/, concepts/, entities/, units/)"
    )]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A pack where no stage looks for it.
    #[error(
        "rules: {path}: this pack would not be read, for it lies in no folder of packs\n  help: --rules takes a folder laid out like the built-in one, so that concepts lie in DIR/concepts/; 'recoupe rules list' prints all paths"
    )]
    Misplaced {
        /// The file.
        path: PathBuf,
    },
    /// A pack that is not what its schema asks for.
    #[error("{pack}:{line}:{column}: {message}\n  | {excerpt}")]
    Invalid {
        /// The pack's file; of one that came with the program, its path from `rules/` on.
        pack: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was expected.
        message: String,
        /// The line itself.
        excerpt: String,
    },
}

/// One TOML file of rules.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Path below `rules/`, with `/` between parts: `languages/fr/numerals.toml`.
    pub path: String,
    /// Where it was read; `None` for a pack that came with the program.
    file: Option<PathBuf>,
    text: Cow<'static, str>,
    body: usize,
    /// The rules as JSON; empty for a pack that was not shipped with the program.
    compiled: &'static str,
}

impl Pack {
    fn read_from(file: &Path, path: String, text: String) -> Self {
        let body = body::length(&text);
        Self { path, file: Some(file.to_owned()), text: text.into(), body, compiled: "" }
    }

    fn shipped(&(path, text, body, compiled): &(&str, &'static str, usize, &'static str)) -> Self {
        Self { path: path.to_owned(), file: None, text: text.into(), body, compiled }
    }

    /// A pack shipped with the program, by its path.
    #[must_use]
    pub fn builtin(path: &str) -> Option<Self> {
        builtin::PACKS.iter().find(|(own, ..)| *own == path).map(Self::shipped)
    }

    /// The rules of the pack as `T`, which may borrow from it.
    ///
    /// # Errors
    /// [`RuleError::Invalid`] with the place and what was expected.
    pub fn read<'p, T: Deserialize<'p>>(&'p self) -> Result<T, RuleError> {
        if let Ok(rules) = serde_json::from_str(self.compiled) {
            return Ok(rules);
        }
        // Read as written, so that an error names the line.
        toml::from_str(self.text.get(..self.body).unwrap_or_default()).map_err(|e| self.invalid(&e, 0))
    }

    /// The pack's own test cases, the tables called `test`, each as `T`.
    ///
    /// # Errors
    /// [`RuleError::Invalid`] with the place and what was expected.
    pub fn tests<T: DeserializeOwned>(&self) -> Result<Vec<T>, RuleError> {
        let cases: Result<Cases<T>, _> = toml::from_str(self.text.get(self.body..).unwrap_or_default());
        cases.map(|cases| cases.test).map_err(|e| self.invalid(&e, self.body))
    }

    /// The code of the language whose folder it stands in.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        Some(self.path.strip_prefix(LANGUAGES)?.split_once('/')?.0)
    }

    /// The whole file as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it came with the program.
    #[must_use]
    pub fn is_builtin(&self) -> bool {
        self.file.is_none()
    }

    /// The file, as its reader can open it; of a pack that came with the program, its path from `rules/` on.
    #[must_use]
    pub fn file(&self) -> String {
        self.file.as_ref().map_or_else(|| format!("rules/{}", self.path), |file| file.display().to_string())
    }

    /// File and line of the first place where `needle` stands.
    #[must_use]
    pub fn place_of(&self, needle: &str) -> String {
        let (line, _) = self.position(self.text.find(needle).unwrap_or(0));
        format!("{}:{line}", self.file())
    }

    fn position(&self, at: usize) -> (usize, usize) {
        LineIndex::new(self.text.as_bytes()).position(at)
    }

    /// An error of meaning rather than of syntax, at the first place where `needle` stands.
    #[must_use]
    pub fn error_at(&self, needle: &str, message: impl Into<String>) -> RuleError {
        self.error(self.text.find(needle).unwrap_or(0), message.into())
    }

    fn invalid(&self, error: &toml::de::Error, shift: usize) -> RuleError {
        // Where the place is lost on the way through the schema, the message still quotes what it is about.
        let quoted = || error.message().split('\'').nth(1).and_then(|key| self.text.get(shift..)?.find(key));
        let at = error.span().map(|s| s.start).filter(|&at| at > 0).or_else(quoted).unwrap_or(0) + shift;
        self.error(at, error.message().to_owned())
    }

    fn error(&self, at: usize, message: String) -> RuleError {
        let (line, column) = self.position(at);
        let excerpt = self.text.lines().nth(line - 1).unwrap_or_default().trim().chars().take(160).collect();
        RuleError::Invalid { pack: self.file(), line, column, message, excerpt }
    }
}

/// What ends a pack's file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases<T> {
    #[serde(default = "Vec::new")]
    test: Vec<T>,
}

/// All packs of a run, in path order: the built-in ones, with those of `--rules DIR` laid over them.
#[derive(Debug, Clone)]
pub struct Packs {
    packs: BTreeMap<String, Pack>,
    models: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Packs {
    /// The packs shipped with the program.
    #[must_use]
    pub fn builtin() -> Self {
        let packs = builtin::PACKS.iter().map(Pack::shipped).map(|pack| (pack.path.clone(), pack)).collect();
        let models =
            builtin::MODELS.iter().map(|&(path, bytes)| (path.to_owned(), Cow::Borrowed(bytes))).collect();
        Self { packs, models }
    }

    /// Lays the files of `dir` over these: a file of the same path replaces, a new one adds.
    ///
    /// # Errors
    /// [`RuleError::Unreadable`] where the folder or a file in it cannot be read, [`RuleError::Misplaced`] where a file
    /// lies beside the folders of packs.
    pub fn overlay(&mut self, dir: &Path) -> Result<(), RuleError> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |source| RuleError::Unreadable { path, source }
        };
        let mut folders = vec![dir.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).map_err(unreadable(&folder))? {
                let path = entry.map_err(unreadable(&folder))?.path();
                let name = path.strip_prefix(dir).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|e| e == "toml") {
                    if !self.has_place_for(&name) {
                        return Err(RuleError::Misplaced { path });
                    }
                    let text = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
                    self.packs.insert(name.clone(), Pack::read_from(&path, name, text));
                } else if path.extension().is_some_and(|e| e == "model") {
                    self.models.insert(name, std::fs::read(&path).map_err(unreadable(&path))?.into());
                }
            }
        }
        Ok(())
    }

    /// Whether a pack of this path is one that a stage looks for: there is one, or others lie beside it.
    fn has_place_for(&self, path: &str) -> bool {
        let folder = path.split_inclusive('/').next().filter(|folder| folder.ends_with('/'));
        self.packs.contains_key(path) || folder.is_some_and(|folder| self.under(folder).next().is_some())
    }

    /// Every pack, in path order.
    pub fn iter(&self) -> impl Iterator<Item = &Pack> {
        self.packs.values()
    }

    /// The packs below `folder` (`concepts/`), in path order.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Pack> {
        self.packs
            .range(folder.to_owned()..)
            .map(|(_, pack)| pack)
            .take_while(move |pack| pack.path.starts_with(folder))
    }

    /// One pack by its path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Pack> {
        self.packs.get(path)
    }

    /// A trained model by its path.
    #[must_use]
    pub fn model(&self, path: &str) -> Option<&[u8]> {
        self.models.get(path).map(AsRef::as_ref)
    }

    /// Codes of the languages there is a folder for, in order.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = self.under(LANGUAGES).filter_map(Pack::language).collect();
        codes.dedup();
        codes
    }

    /// The pack `languages/CODE/NAME.toml`.
    #[must_use]
    pub fn language(&self, code: &str, name: &str) -> Option<&Pack> {
        self.get(&format!("{LANGUAGES}{code}/{name}.toml"))
    }
}

const LANGUAGES: &str = "languages/";

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[serde(rename = "word")]
        _word: String,
    }

    fn pack(text: &str) -> Pack {
        Pack { file: None, ..Pack::read_from(Path::new(""), "x.toml".into(), text.into()) }
    }

    #[test]
    fn tests_are_cut_off() {
        let pack = pack("word = \"a\"\n[[test]]\nanything = 1\n");
        assert!(pack.read::<Sample>().is_ok());
        assert_eq!(pack.tests::<toml::Table>().unwrap().len(), 1);
    }

    #[test]
    fn errors_name_file_and_line() {
        let error = pack("word = \"a\"\nwrod = 2\n").read::<Sample>().unwrap_err().to_string();
        assert!(error.contains("x.toml:2:1"), "{error}");
        assert!(error.contains("wrod"), "{error}");
    }

    #[test]
    fn errors_in_tests_keep_their_line() {
        let error = pack("word = \"a\"\n\n[[test]]\noops\n").tests::<toml::Table>().unwrap_err().to_string();
        assert!(error.contains("x.toml:4:"), "{error}");
    }
}
