//! The words of reports, in the reader's language.
//!
//! Whatever a report says is a phrase of a catalogue, `rules/ui/CODE.toml`, under one key in every language; code names
//! keys and fills gaps. A catalogue says, too, how its readers write numbers and dates. A phrase may come in a singular
//! and a plural, `one` and `other`; a catalogue that lacks a phrase shows the English one.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::{LazyLock, OnceLock};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::claim::lexicon::Names;
use crate::judge::Question;
use crate::partial_date::PartialDate;
use crate::rules::{Pack, Packs, RuleError};
use crate::value::{Detail, Notation, Reason, Value};

/// The language of data, and of whoever asks for no other.
pub const DEFAULT: &str = "en";

/// The folder of the catalogues.
const FOLDER: &str = "ui/";

/// All that a report says, in one language.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Code of the language.
    pub language: String,
    phrases: BTreeMap<String, String>,
    notation: Notation,
    singular: Vec<usize>,
    /// What the packs call things, where their ids alone would be foreign to the reader.
    vocabulary: Vocabulary,
}

/// What the packs call things in a language. Read when first asked for: the packs are read once more for it, which
/// formats for machines do without.
#[derive(Debug, Clone, Default)]
struct Vocabulary {
    of: Option<(Packs, String)>,
    names: OnceLock<Names>,
}

impl Vocabulary {
    /// The names; none where the packs do not fit their schema, which compiling them has told by then.
    fn names(&self) -> &Names {
        let read = || self.of.as_ref().and_then(|(packs, language)| Names::of(packs, language).ok());
        self.names.get_or_init(|| read().unwrap_or_default())
    }
}

/// A catalogue as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    /// The counts that take a phrase's singular.
    singular: Vec<usize>,
    /// Language of the packs whose words name things; without it their ids do.
    vocabulary: Option<String>,
    notation: Notation,
    /// Phrases, grouped by tables whose keys are joined by dots.
    phrase: serde_json::Map<String, Json>,
}

static ENGLISH: LazyLock<Words> = LazyLock::new(|| {
    // Tests hold the built-in catalogue to its schema; without it, keys would stand for their phrases.
    let catalogue = Pack::builtin(&path(DEFAULT)).and_then(|pack| pack.read().ok());
    Words::default().with(DEFAULT, catalogue)
});

fn path(language: &str) -> String {
    format!("{FOLDER}{language}.toml")
}

impl Words {
    /// The built-in English words, in which data is written.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// The words of a language; `None` where the packs hold no catalogue of it.
    ///
    /// # Errors
    /// [`RuleError`] where a catalogue does not fit its schema.
    pub fn of(packs: &Packs, language: &str) -> Result<Option<Self>, RuleError> {
        let Some(pack) = packs.get(&path(language)) else { return Ok(None) };
        let catalogue: Catalogue = pack.read()?;
        let vocabulary = catalogue.vocabulary.clone();
        let mut words = Self::english().clone().with(language, Some(catalogue));
        if let Some(language) = vocabulary {
            words.vocabulary = Vocabulary { of: Some((packs.clone(), language)), ..Vocabulary::default() };
        }
        Ok(Some(words))
    }

    /// Codes of the languages there is a catalogue for, in order.
    #[must_use]
    pub fn languages(packs: &Packs) -> Vec<&str> {
        packs.under(FOLDER).filter_map(|pack| pack.path.strip_prefix(FOLDER)?.strip_suffix(".toml")).collect()
    }

    /// These words with those of a catalogue laid over them.
    fn with(mut self, language: &str, catalogue: Option<Catalogue>) -> Self {
        if let Some(Catalogue { singular, notation, phrase, .. }) = catalogue {
            flatten("", phrase, &mut self.phrases);
            (self.singular, self.notation) = (singular, notation);
        }
        self.language = language.to_owned();
        self
    }

    /// The phrase of a key.
    #[must_use]
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.phrases.get(key).map_or(key, String::as_str)
    }

    /// The phrase of a key, where there is one.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.phrases.get(key).map(String::as_str)
    }

    /// The phrase of a key with its gaps filled; what fills them is never filled itself.
    #[must_use]
    pub fn fill(&self, key: &str, gaps: &[(&str, &dyn Display)]) -> String {
        let mut out = String::new();
        let mut rest = self.say(key);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((gap, after)) = after.split_once('}') else { break };
            if let Some((_, filling)) = gaps.iter().find(|(name, _)| *name == gap) {
                out.push_str(&filling.to_string());
            }
            rest = after;
        }
        out + rest
    }

    /// `1 error`, `2 errors`: the phrase of a key in singular or plural.
    #[must_use]
    pub fn count(&self, key: &str, n: usize) -> String {
        self.counted(key, n, &[])
    }

    fn counted(&self, key: &str, n: usize, gaps: &[(&str, &dyn Display)]) -> String {
        let form = if self.singular.contains(&n) { "one" } else { "other" };
        let number = self.notation.number(n.into());
        let gaps: Vec<(&str, &dyn Display)> =
            gaps.iter().copied().chain([("n", &number as &dyn Display)]).collect();
        self.fill(&format!("{key}.{form}"), &gaps)
    }

    /// The phrase for one of several: `severity` and its name on the wire.
    #[must_use]
    pub fn one_of(&self, section: &str, name: &impl Serialize) -> String {
        self.say(&format!("{section}.{}", bare(name))).to_owned()
    }

    /// A reason in words.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let filled: Vec<(&str, String)> =
            reason.gaps.iter().map(|(gap, detail)| (*gap, self.detail(detail))).collect();
        let gaps: Vec<(&str, &dyn Display)> =
            filled.iter().map(|(gap, text)| (*gap, text as &dyn Display)).collect();
        let count = reason.gaps.iter().find_map(|(_, detail)| match detail {
            Detail::Count(n) => Some(*n),
            _ => None,
        });
        match count {
            Some(n) => self.counted(reason.phrase, n, &gaps),
            None => self.fill(reason.phrase, &gaps),
        }
    }

    /// Reasons in words, one after the other.
    #[must_use]
    pub fn reasons(&self, reasons: &[Reason]) -> String {
        reasons.iter().map(|reason| self.reason(reason)).collect::<Vec<_>>().join("; ")
    }

    /// A question in words.
    #[must_use]
    pub fn question(&self, question: &Question) -> String {
        let asked = question.wording.get(&self.language).cloned();
        let asked = asked.unwrap_or_else(|| self.reason(&question.plain));
        let about: Vec<String> = question.about.iter().map(|detail| self.detail(detail)).collect();
        if about.is_empty() { asked } else { format!("{asked} ({})", about.join(", ")) }
    }

    fn detail(&self, detail: &Detail) -> String {
        match detail {
            Detail::Text(name) => self.name(name).to_owned(),
            Detail::Term(id) => self.term(id),
            Detail::Phrase(key) => self.say(key).to_owned(),
            Detail::Count(n) => self.notation.number((*n).into()),
            Detail::Number(number) => self.notation.number(*number),
            Detail::Sum(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.notation.number(*part)).collect();
                parts.join(" + ")
            }
            Detail::Answer(value) => self.value(value),
            Detail::Times(times) => self.notation.times(times),
        }
    }

    /// What is counted or happens, by its id: the packs' word for it, else the id in plain letters.
    #[must_use]
    pub fn term(&self, id: &str) -> String {
        let bare = id.strip_prefix(EVENT).unwrap_or(id);
        let names = self.vocabulary.names();
        match names.terms.get(id).or_else(|| names.terms.get(bare)) {
            Some(word) => word.clone(),
            None => bare.replace(['.', '_'], " "),
        }
    }

    /// A name as the reader's language has it, where the packs know it.
    #[must_use]
    pub fn name<'a>(&'a self, name: &'a str) -> &'a str {
        self.vocabulary.names().entities.get(name).map_or(name, String::as_str)
    }

    /// A value in the reader's notation.
    #[must_use]
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Name(name) => self.name(name).to_owned(),
            value => self.notation.value(value),
        }
    }

    /// A probability, to two decimals.
    #[must_use]
    pub fn probability(&self, share: f64) -> String {
        format!("{share:.2}").replace('.', &self.notation.decimal.to_string())
    }

    /// A day of publication.
    #[must_use]
    pub fn published(&self, date: PartialDate) -> String {
        self.notation.published(date)
    }

    /// How numbers and dates are written.
    #[must_use]
    pub fn notation(&self) -> &Notation {
        &self.notation
    }
}

/// What ids of events begin with.
const EVENT: &str = "event.";

/// Phrases by the keys of the tables around them, joined by dots.
fn flatten(above: &str, table: serde_json::Map<String, Json>, phrases: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let key = if above.is_empty() { key } else { format!("{above}.{key}") };
        match value {
            Json::Object(inner) => flatten(&key, inner, phrases),
            Json::String(phrase) => {
                phrases.insert(key, phrase);
            }
            _ => {}
        }
    }
}

/// What a field has for its value on the wire, without quotes: `contradiction`, `2700`, `2024-07-15`.
pub fn bare(field: &impl Serialize) -> String {
    match serde_json::to_value(field) {
        Ok(Json::String(text)) => text,
        _ => serde_json::to_string(field).unwrap_or_default(),
    }
}
