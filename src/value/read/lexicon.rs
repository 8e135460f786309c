//! What the packs of one language say of numbers, compiled to word numbers.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::cursor::Class;
use super::date::DateRules;
use crate::rules::{Pack, Packs, RuleError};
use crate::text::{Phrases, TextRules, Word};

/// Schema of `languages/CODE/numerals.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumeralPack {
    decimal: char,
    points: Vec<String>,
    joiners: Vec<String>,
    negatives: Vec<String>,
    ones: Vec<String>,
    numbers: Vec<NumberEntry>,
    ordinal_suffixes: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberEntry {
    value: Option<u64>,
    power: Option<u32>,
    #[serde(default)]
    cardinal: Vec<String>,
    adds: Option<[u64; 2]>,
    #[serde(default)]
    ordinal: Vec<String>,
    #[serde(default)]
    part: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    short_money: Vec<String>,
}

/// One number word: its value and what may be added after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    pub value: Decimal,
    /// Smallest and largest number that may follow and be added.
    pub adds: (Decimal, Decimal),
}

/// An abbreviated scale glued to digits.
#[derive(Debug, Clone)]
pub(super) struct Short {
    pub text: String,
    pub scale: Decimal,
    /// Only beside a currency: elsewhere it means something else ("5m").
    pub money_only: bool,
}

/// Everything the value grammars know of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    classes: Vec<Class>,
    /// The decimal mark.
    pub decimal: char,
    pub points: FxHashSet<Word>,
    pub joiners: FxHashSet<Word>,
    pub negatives: FxHashSet<Word>,
    pub ones: FxHashSet<Word>,
    pub cardinals: Phrases<Numeral>,
    pub ordinals: Phrases<Numeral>,
    pub parts: FxHashMap<Word, Decimal>,
    pub shorts: Vec<Short>,
    pub ordinal_suffixes: FxHashSet<Word>,
    pub dates: DateRules,
}

impl Lexicon {
    /// Reads the value packs of the language `text` belongs to; a language without numerals reads no values.
    pub(super) fn compile(packs: &Packs, text: &mut TextRules) -> Result<Self, RuleError> {
        let mut lexicon = Self { dates: DateRules::compile(packs, text)?, ..Self::default() };
        for &word in lexicon.dates.triggers().to_vec().iter() {
            lexicon.mark(word, Class::DATE);
        }
        if let Some(pack) = packs.language(&text.code.clone(), "numerals") {
            lexicon.numerals(pack, text)?;
        }
        Ok(lexicon)
    }

    /// What `word` may begin. O(1).
    pub(super) fn class(&self, word: Word) -> Class {
        self.classes.get(word.index()).copied().unwrap_or_default()
    }

    fn mark(&mut self, word: Word, class: Class) {
        if self.classes.len() <= word.index() {
            self.classes.resize(word.index() + 1, Class::default());
        }
        if let Some(entry) = self.classes.get_mut(word.index()) {
            *entry = entry.with(class);
        }
    }

    fn numerals(&mut self, pack: &Pack, text: &mut TextRules) -> Result<(), RuleError> {
        let rules: NumeralPack = pack.read()?;
        self.decimal = rules.decimal;
        self.points = self.set(&rules.points, text, Class::default());
        self.joiners = self.set(&rules.joiners, text, Class::default());
        self.negatives = self.set(&rules.negatives, text, Class::NUMERAL);
        self.ones = self.set(&rules.ones, text, Class::NUMERAL);
        self.ordinal_suffixes = self.set(&rules.ordinal_suffixes, text, Class::default());
        for entry in &rules.numbers {
            let value = entry.value.map(Decimal::from).or_else(|| power_of_ten(entry.power?));
            let Some(value) = value else {
                let name = entry.cardinal.first().map_or("numbers", String::as_str);
                return Err(pack.error_at(name, "a number needs `value`, or `power` of ten up to 27"));
            };
            self.number(entry, value, text);
        }
        Ok(())
    }

    fn number(&mut self, entry: &NumberEntry, value: Decimal, text: &mut TextRules) {
        let numeral = Numeral {
            value,
            adds: entry.adds.map_or_else(|| followers(value), |[a, b]| (a.into(), b.into())),
        };
        for phrase in &entry.cardinal {
            let words = self.phrase(phrase, text, Class::NUMERAL);
            self.cardinals.insert(&words, numeral);
        }
        for phrase in &entry.ordinal {
            let words = self.phrase(phrase, text, Class::NUMERAL);
            self.ordinals.insert(&words, numeral);
        }
        for word in self.set(&entry.part, text, Class::NUMERAL) {
            self.parts.insert(word, value);
        }
        let shorts =
            entry.short.iter().map(|s| (s, false)).chain(entry.short_money.iter().map(|s| (s, true)));
        self.shorts.extend(shorts.map(|(text, money_only)| Short {
            text: text.clone(),
            scale: value,
            money_only,
        }));
    }

    /// Interns single words, each of which may begin what `class` says.
    fn set(&mut self, words: &[String], text: &mut TextRules, class: Class) -> FxHashSet<Word> {
        words.iter().filter_map(|word| self.phrase(word, text, class).first().copied()).collect()
    }

    /// Interns the words of a phrase without its hyphens; the first may begin what `class` says.
    fn phrase(&mut self, phrase: &str, text: &mut TextRules, class: Class) -> Vec<Word> {
        let words = text.intern_phrase(&phrase.replace('-', " "));
        if let Some(&first) = words.first() {
            self.mark(first, class);
        }
        words
    }
}

/// What may be added after a number of this size: units after a ten, anything smaller after a hundred or a scale.
fn followers(value: Decimal) -> (Decimal, Decimal) {
    let top = if value >= Decimal::ONE_HUNDRED {
        value - Decimal::ONE
    } else if value >= Decimal::from(20) {
        Decimal::from(9)
    } else {
        Decimal::ZERO
    };
    (Decimal::ONE, top)
}

/// Ten to the `power`; `None` where that is too large.
fn power_of_ten(power: u32) -> Option<Decimal> {
    10_i128.checked_pow(power).and_then(|n| Decimal::try_from_i128_with_scale(n, 0).ok())
}
