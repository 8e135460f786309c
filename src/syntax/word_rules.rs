//! The lists by which a language cuts a sentence into words, read from its rule pack.

use super::lexical::plain;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// What a language splits off and what it keeps whole. All lists are compared in lower case, quotes folded to ASCII.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WordRules {
    /// Beginnings that are words of their own, with their apostrophe.
    pub prefixes: Vec<String>,
    /// Endings that are words of their own, with their apostrophe or hyphen; the longest that fits is split off first.
    pub suffixes: Vec<String>,
    /// Words never split.
    pub whole: FxHashSet<String>,
    /// Words that are two words written as one: the length of the first, in characters.
    pub pairs: rustc_hash::FxHashMap<String, usize>,
    /// Abbreviations that keep their stop.
    pub abbreviations: FxHashSet<String>,
    /// Whether a plain space may group the digits of a number.
    pub spaced_numbers: bool,
    /// Verbs with forms that are no other word's.
    pub finite: Vec<Finite>,
}

/// Verbs of one conjugation with endings that make them a verb and nothing else: "nier", "nie", "nient".
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finite {
    /// The ending of their dictionary form.
    pub of: String,
    /// What may stand in its place.
    pub endings: Vec<String>,
    /// Their dictionary forms.
    pub verbs: Vec<String>,
}

impl Finite {
    /// Every form with its dictionary form.
    pub(super) fn forms(&self) -> impl Iterator<Item = (String, &str)> {
        let stems = self.verbs.iter().filter_map(|verb| Some((verb, verb.strip_suffix(self.of.as_str())?)));
        stems.flat_map(|(verb, stem)| {
            self.endings.iter().map(move |ending| (format!("{stem}{ending}"), verb.as_str()))
        })
    }
}

impl WordRules {
    /// Reads the rules of a language.
    ///
    /// # Errors
    /// If the text is not TOML of this form.
    pub fn from_toml(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text).map(Self::prepared)
    }

    /// Brings lists read from a pack into the order and form they are looked up in.
    #[must_use]
    pub fn prepared(self) -> Self {
        let mut rules = self;
        for list in [&mut rules.prefixes, &mut rules.suffixes] {
            list.iter_mut().for_each(|entry| *entry = fold(entry));
            list.retain(|entry| !entry.is_empty());
            list.sort_by_key(|entry| std::cmp::Reverse(entry.len()));
        }
        for set in [&mut rules.whole, &mut rules.abbreviations] {
            *set = set.iter().map(|entry| fold(entry)).collect();
        }
        rules.pairs = rules.pairs.iter().map(|(word, &at)| (fold(word), at)).collect();
        rules
    }
}

/// Lower case with typographic variants folded.
pub(super) fn fold(word: &str) -> String {
    word.chars().map(plain).flat_map(char::to_lowercase).collect()
}
