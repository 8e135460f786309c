//! What a language's `text.toml` says, and the guess of a text's language.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;
use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::token::{self, Apostrophe};
use super::vocabulary::{Vocabulary, Word, fold};
use crate::rules::{Packs, RuleError};

/// Schema of `languages/CODE/text.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextPack {
    /// The language's name for people, in English.
    name: String,
    /// Its ISO 639-3 code, as language detection names it.
    iso3: String,
    /// Which neighbour an apostrophe belongs to.
    apostrophe: Apostrophe,
    /// Words after which a full stop ends no sentence, without the stop.
    abbreviations: Vec<String>,
    /// The words that stand in almost every sentence, and in few of another language: what a short text is told by.
    commonest: Vec<String>,
    /// The Snowball algorithm for its stems, by the library's name for it.
    stemmer: Algorithm,
}

/// How texts of one language are cut up.
#[derive(Debug, Clone, Default)]
pub struct TextRules {
    /// The language's code, the name of its folder.
    pub code: String,
    /// The language's English name.
    pub name: String,
    pub(super) apostrophe: Apostrophe,
    pub(super) abbreviations: FxHashSet<String>,
    /// The words that any rule of the language speaks of.
    pub vocabulary: Vocabulary,
    iso3: String,
    commonest: FxHashSet<String>,
    stemmer: Option<Algorithm>,
}

impl TextRules {
    /// The language's stemmer.
    #[must_use]
    pub fn stemmer(&self) -> Stemmer {
        Stemmer::create(self.stemmer.unwrap_or(Algorithm::Porter))
    }

    /// Whether a full stop after `word` belongs to the word.
    #[must_use]
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(fold(word).as_ref())
    }

    /// The numbers of a phrase's words, cut up as they will be in a text.
    pub fn intern_phrase(&mut self, phrase: &str) -> Vec<Word> {
        // An apostrophe at either end stands beside a letter in a text: so it does here.
        const NEIGHBOUR: &str = "x";
        let word = phrase.chars().any(char::is_alphanumeric);
        let (opens, closes) = (word && phrase.starts_with('\''), word && phrase.ends_with('\''));
        let padded =
            [if opens { NEIGHBOUR } else { "" }, phrase, if closes { NEIGHBOUR } else { "" }].concat();
        let phrase = padded.as_str();
        let tokens = token::tokenize(phrase, self.apostrophe, &self.vocabulary);
        let own = usize::from(opens)..tokens.len().saturating_sub(usize::from(closes));
        let tokens = tokens.get(own).unwrap_or_default();
        tokens.iter().map(|token| self.vocabulary.intern(token.span().of(phrase))).collect()
    }
}

/// Every language there are rules for.
#[derive(Debug, Clone, Default)]
pub struct Languages {
    rules: BTreeMap<String, TextRules>,
}

impl Languages {
    /// Reads `text.toml` of every language folder.
    ///
    /// # Errors
    /// [`RuleError::Invalid`] where a pack does not fit its schema.
    pub fn compile(packs: &Packs) -> Result<Self, RuleError> {
        let mut rules = BTreeMap::new();
        for code in packs.languages() {
            let Some(pack) = packs.language(code, "text") else { continue };
            let read: TextPack = pack.read()?;
            let abbreviations = read.abbreviations.iter().map(|word| fold(word).into_owned()).collect();
            let compiled = TextRules {
                code: code.to_owned(),
                name: read.name,
                apostrophe: read.apostrophe,
                abbreviations,
                iso3: read.iso3,
                commonest: read.commonest.iter().map(|word| fold(word).into_owned()).collect(),
                stemmer: Some(read.stemmer),
                vocabulary: Vocabulary::default(),
            };
            rules.insert(code.to_owned(), compiled);
        }
        Ok(Self { rules })
    }

    /// The languages' codes, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.rules.keys().map(String::as_str)
    }

    /// The rules of one language.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&TextRules> {
        self.rules.get(code)
    }

    /// The rules of one language, to intern words.
    pub fn get_mut(&mut self, code: &str) -> Option<&mut TextRules> {
        self.rules.get_mut(code)
    }

    /// The code of the language `text` is most likely written in; the first one where nothing can be told.
    ///
    /// Reads at most the first 8 KiB. Letters tell the language of a text; of a few words, which words they are.
    #[must_use]
    pub fn detect(&self, text: &str) -> Option<&str> {
        let mut end = text.len().min(8192);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let allowed = self.rules.values().filter_map(|r| whatlang::Lang::from_code(&r.iso3)).collect();
        let found = whatlang::Detector::with_allowlist(allowed).detect(&text[..end]);
        let by_code = |found: whatlang::Info| {
            let (code, _) = self.rules.iter().find(|(_, r)| r.iso3 == found.lang().code())?;
            Some(code.as_str())
        };
        let unsure = found.as_ref().is_some_and(|info| !info.is_reliable());
        let told = if unsure { self.by_words(&text[..end]) } else { None };
        told.or_else(|| found.and_then(by_code)).or_else(|| self.codes().next())
    }

    /// The language most of whose commonest words stand in `text`, where one has more than any other.
    fn by_words(&self, text: &str) -> Option<&str> {
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphabetic()).map(|word| fold(word).into_owned()).collect();
        let count = |r: &TextRules| words.iter().filter(|&word| r.commonest.contains(word)).count();
        let mut counts: Vec<(usize, &str)> =
            self.rules.iter().map(|(code, r)| (count(r), code.as_str())).collect();
        counts.sort_by(|x, y| y.cmp(x));
        match counts.as_slice() {
            [(most, code), (second, _), ..] if most > second => Some(code),
            _ => None,
        }
    }
}
