//! What documents say about themselves in front of their text, as `languages/CODE/metadata.toml` knows it.
//!
//! A document's language is not known yet when its head is read, so the labels of all languages are used together.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::rules::{self, Outcome, Packs, RuleError};

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The title.
    Title,
    /// Who published it.
    Publisher,
    /// When it was published.
    Published,
    /// When it was changed: of no use, but no part of the text either.
    Updated,
    /// The language.
    Language,
    /// Where it was published.
    Url,
    /// Who wrote it: of no use either.
    Author,
}

/// Schema of `languages/CODE/metadata.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MetadataPack {
    names: Vec<String>,
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
    day_suffixes: Vec<String>,
    date_words: Vec<String>,
    time_words: Vec<String>,
    day_first: bool,
    boilerplate: Vec<String>,
    related: Vec<String>,
    text_columns: Vec<String>,
    labels: BTreeMap<Field, Vec<String>>,
}

/// One of the pack's own cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    head: String,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    text: String,
}

impl rules::Case for Case {
    /// What is read is all of the document; `text` is what must be left of it.
    #[allow(clippy::misnamed_getters)]
    fn text(&self) -> &str {
        &self.head
    }
}

/// What a word may be in a written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateWord {
    Month(i8),
    Weekday,
    Before,
    Time,
}

/// The compiled metadata packs of all languages.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    /// Label, as lower-case words, to its field.
    labels: FxHashMap<String, Field>,
    /// Words of the longest label.
    longest: usize,
    /// A word may be several things: a weekday's short form in one language, a month's in another.
    date_words: FxHashMap<String, Vec<DateWord>>,
    day_suffixes: Vec<String>,
    boilerplate: Vec<String>,
    related: Vec<String>,
    text_columns: Vec<String>,
    /// Codes and names of languages, lower case, to the code.
    languages: BTreeMap<String, String>,
    /// Whether all languages, or none, write the day before the month between slashes.
    day_first: Option<bool>,
}

impl Labels {
    /// Reads `metadata.toml` of every language folder.
    ///
    /// # Errors
    /// [`RuleError::Invalid`] where a pack does not fit its schema.
    pub fn compile(packs: &Packs) -> Result<Self, RuleError> {
        let mut all = Self::default();
        let mut orders = Vec::new();
        for code in packs.languages() {
            all.languages.insert(code.to_owned(), code.to_owned());
            let Some(pack) = packs.language(code, PACK) else { continue };
            let read: MetadataPack = pack.read()?;
            if read.months.len() != 12 {
                return Err(pack.error_at("months", "twelve months expected, each a list of its names"));
            }
            orders.push(read.day_first);
            all.add(code, read);
        }
        all.day_first = orders.first().copied().filter(|first| orders.iter().all(|other| other == first));
        Ok(all)
    }

    fn add(&mut self, code: &str, pack: MetadataPack) {
        for name in pack.names {
            self.languages.insert(name.to_lowercase(), code.to_owned());
        }
        for (field, labels) in pack.labels {
            for label in labels {
                self.longest = self.longest.max(label.split_whitespace().count());
                self.labels.insert(label.to_lowercase(), field);
            }
        }
        let months = (1_i8..).zip(pack.months);
        for (number, month) in months.flat_map(|(n, names)| names.into_iter().map(move |name| (n, name))) {
            self.date_word(&month, DateWord::Month(number));
        }
        let others = [
            (DateWord::Weekday, pack.weekdays),
            (DateWord::Before, pack.date_words),
            (DateWord::Time, pack.time_words),
        ];
        for (what, words) in others {
            for word in words {
                self.date_word(&word, what);
            }
        }
        self.day_suffixes.extend(pack.day_suffixes);
        self.boilerplate.extend(pack.boilerplate.iter().map(|line| line.to_lowercase()));
        self.text_columns.extend(pack.text_columns);
        self.related.extend(pack.related.iter().map(|line| line.to_lowercase()));
    }

    fn date_word(&mut self, word: &str, what: DateWord) {
        let meanings = self.date_words.entry(word.to_lowercase()).or_default();
        if !meanings.contains(&what) {
            meanings.push(what);
        }
    }

    /// The field a key of front matter stands for.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<Field> {
        let key = key.trim().to_lowercase().replace(['_', '-'], " ");
        self.labels.get(&key).copied()
    }

    /// Whether a table's column of this name holds the text.
    pub(super) fn is_text_column(&self, name: &str) -> bool {
        let name = name.trim().to_lowercase().replace(['_', '-'], " ");
        self.text_columns.contains(&name)
    }

    /// The longest label `text` begins with: its field, and its length in bytes with the colon behind it.
    pub(super) fn at_start(&self, text: &str) -> Option<(Field, usize)> {
        let mut found = None;
        let mut phrase = String::new();
        let mut at = 0;
        for word in text.split_whitespace().take(self.longest) {
            at = word.as_ptr() as usize - text.as_ptr() as usize + word.len();
            let bare = word.strip_suffix(':');
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.extend(bare.unwrap_or(word).chars().flat_map(char::to_lowercase));
            if let Some(&field) = self.labels.get(&phrase) {
                found = Some((field, at));
            }
            if bare.is_some() {
                break;
            }
        }
        let (field, end) = found?;
        debug_assert!(end <= at);
        let rest = text.get(end..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start().len();
        let colon = rest.trim_start().starts_with(':').then_some(spaces + 1);
        Some((field, end + colon.unwrap_or(0)))
    }

    pub(super) fn date_meanings(&self, word: &str) -> &[DateWord] {
        self.date_words.get(&word.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_day_suffix(&self, word: &str) -> bool {
        self.day_suffixes.iter().any(|suffix| suffix.eq_ignore_ascii_case(word))
    }

    pub(super) fn day_first(&self) -> Option<bool> {
        self.day_first
    }

    /// Whether a line, or a heading, is no part of the article.
    pub(super) fn is_boilerplate(&self, line: &str, heading: bool) -> bool {
        let whole = line.trim().trim_end_matches(':').trim_end().to_lowercase();
        self.boilerplate.contains(&whole) || (heading && longest_at_start(&self.related, line).is_some())
    }

    /// The bytes of a boilerplate phrase at the start of a text, with the numbers behind it (a count of shares).
    pub(super) fn boilerplate_at_start(&self, text: &str) -> Option<usize> {
        let phrase = longest_at_start(&self.boilerplate, text)?;
        let rest = text.get(phrase.len()..)?;
        let numbers = rest.find(|c: char| !c.is_ascii_digit() && !c.is_whitespace()).unwrap_or(rest.len());
        Some(phrase.len() + numbers)
    }

    /// The code of a language given by code (`fr`, `fr-CA`) or by name.
    ///
    /// # Errors
    /// The codes there are, for a message.
    pub fn language(&self, given: &str) -> Result<&str, String> {
        let lower = given.trim().to_lowercase();
        let primary = lower.split(['-', '_']).next().unwrap_or_default();
        self.languages
            .get(&lower)
            .or_else(|| self.languages.get(primary))
            .map(String::as_str)
            .ok_or_else(|| self.known_languages())
    }

    /// The codes of the languages there are rules for, for a message.
    #[must_use]
    pub fn known_languages(&self) -> String {
        let mut codes: Vec<&str> = self.languages.values().map(String::as_str).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.join(", ")
    }
}

const PACK: &str = "metadata";

/// The longest of `phrases` that `text` begins with as whole words.
fn longest_at_start<'p>(phrases: &'p [String], text: &str) -> Option<&'p str> {
    let begins = |phrase: &&str| {
        let head = text.get(..phrase.len()).map(str::to_lowercase);
        let rest = text.get(phrase.len()..).unwrap_or_default();
        head.as_deref() == Some(*phrase) && !rest.starts_with(char::is_alphanumeric)
    };
    phrases.iter().map(String::as_str).filter(begins).max_by_key(|phrase| phrase.len())
}

/// Runs the `[[test]]` cases of every `metadata.toml` whose path contains `filter`.
///
/// # Errors
/// [`RuleError`] where a pack or its cases do not fit their schema.
pub fn run_tests(packs: &Packs, filter: &str) -> Result<Outcome, RuleError> {
    let labels = Labels::compile(packs)?;
    let found = packs.languages().into_iter().filter_map(|code| packs.language(code, PACK));
    Outcome::of(found.filter(|pack| pack.path.contains(filter)), |_, case: &Case| {
        let (metadata, text) = super::head::read_alone(&case.head, &labels);
        let published = metadata.published.map(|date| date.to_string());
        let read = (&published, &metadata.publisher, &text);
        let holds = read == (&case.published, &case.publisher, &case.text);
        Ok((!holds).then(|| {
            format!("read published {published:?}, publisher {:?}, text {text:?}", metadata.publisher)
        }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_label_counts() {
        let labels = Labels::compile(&Packs::builtin()).unwrap();
        assert_eq!(labels.at_start("Date of publication 3 October"), Some((Field::Published, 19)));
        assert_eq!(labels.at_start("Source : X"), Some((Field::Publisher, 8)));
        assert_eq!(labels.at_start("Published: x"), Some((Field::Published, 10)));
        assert_eq!(labels.at_start("Nothing"), None);
        assert_eq!(labels.field("published_at"), Some(Field::Published));
    }

    #[test]
    fn languages_go_by_code_and_name() {
        let labels = Labels::compile(&Packs::builtin()).unwrap();
        assert_eq!(labels.language("FR-ca"), Ok("fr"));
        assert_eq!(labels.language("English"), Ok("en"));
        assert_eq!(labels.language("de"), Err("en, fr".into()));
    }

    #[test]
    fn the_packs_pass_their_own_tests() {
        let outcome = run_tests(&Packs::builtin(), "").unwrap();
        assert!(outcome.cases > 0);
        assert_eq!(outcome.failures, []);
    }
}
