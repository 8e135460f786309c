//! What the packs of one language say of values, compiled to word numbers.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::contexts::Contexts;
use super::counts::Counts;
use super::cursor::Class;
use super::date::DateRules;
use super::hedges::Hedges;
use super::interner::Interner;
use super::units::Units;
use crate::rules::{Pack, Packs, RuleError};
use crate::text::{Phrases, TextRules, Word, WordSet};

/// Schema of `languages/CODE/numerals.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumeralPack {
    decimal: char,
    points: Vec<String>,
    joiners: Vec<String>,
    negatives: Vec<String>,
    ones: Vec<String>,
    hundreds_up_to: u32,
    open_compounds: bool,
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
    #[serde(default)]
    words_only: Vec<String>,
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
    /// Whether it never follows digits.
    pub words_only: bool,
}

/// An abbreviated scale glued to digits.
#[derive(Debug, Clone)]
pub(super) struct Short {
    pub text: String,
    pub scale: Decimal,
    /// Only beside a currency: elsewhere it means something else ("5m").
    pub money_only: bool,
}

/// How a language writes numbers.
#[derive(Debug, Default)]
pub(super) struct Numerals {
    /// The decimal mark.
    pub decimal: char,
    pub points: WordSet,
    pub joiners: WordSet,
    pub negatives: WordSet,
    pub ones: WordSet,
    /// Largest count of hundreds in words.
    pub hundreds_up_to: Decimal,
    /// Whether a ten and the share word behind it are one also without a hyphen.
    pub open_compounds: bool,
    pub cardinals: Phrases<Numeral>,
    pub ordinals: Phrases<Numeral>,
    parts: Phrases<Numeral>,
    pub shorts: Vec<Short>,
    pub ordinal_suffixes: WordSet,
}

/// Signs a number may begin with: minus, plus, a decimal mark, and the fractions that are one character.
const NUMBER_SIGNS: [&str; 25] = [
    "-", "\u{2212}", "+", ".", ",", "\u{bd}", "\u{bc}", "\u{be}", "\u{2150}", "\u{2151}", "\u{2152}",
    "\u{2153}", "\u{2154}", "\u{2155}", "\u{2156}", "\u{2157}", "\u{2158}", "\u{2159}", "\u{215a}",
    "\u{215b}", "\u{215c}", "\u{215d}", "\u{215e}", "\u{2013}", "~",
];

/// Everything the value grammars know of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    classes: Vec<Class>,
    pub numerals: Numerals,
    pub counts: Counts,
    pub hedges: Hedges,
    pub contexts: Contexts,
    pub units: Units,
    pub dates: DateRules,
}

impl Lexicon {
    /// Reads the value packs of the language `text` belongs to; a language without numerals reads no values.
    pub(super) fn compile(packs: &Packs, text: &mut TextRules) -> Result<Self, RuleError> {
        let mut lexicon = Self { dates: DateRules::compile(packs, text)?, ..Self::default() };
        let code = text.code.clone();
        let mut interner = Interner { text, classes: &mut lexicon.classes };
        for &word in lexicon.dates.triggers() {
            interner.mark(word, Class::DATE);
        }
        for &word in lexicon.dates.content() {
            interner.mark(word, Class::CONTENT);
        }
        let Some(pack) = packs.language(&code, "numerals") else { return Ok(lexicon) };
        lexicon.numerals = Numerals::compile(pack, &mut interner)?;
        lexicon.units = Units::compile(packs, &code, &lexicon.numerals.shorts, &mut interner)?;
        if let Some(pack) = packs.language(&code, "counts") {
            lexicon.counts = Counts::compile(pack, &mut interner)?;
        }
        if let Some(pack) = packs.language(&code, "hedges") {
            lexicon.hedges = Hedges::compile(pack, &mut interner)?;
        }
        if let Some(pack) = packs.language(&code, "contexts") {
            lexicon.contexts = Contexts::compile(pack, &mut interner)?;
        }
        Ok(lexicon)
    }

    /// What `word` may begin. O(1).
    pub(super) fn class(&self, word: Word) -> Class {
        self.classes.get(word.index()).copied().unwrap_or_default()
    }
}

impl Numerals {
    fn compile(pack: &Pack, interner: &mut Interner<'_>) -> Result<Self, RuleError> {
        let rules: NumeralPack = pack.read()?;
        for sign in NUMBER_SIGNS {
            let sign = interner.text.vocabulary.intern(sign);
            interner.mark(sign, Class::NUMERAL);
        }
        let mut numerals = Self {
            decimal: rules.decimal,
            points: interner.set(&rules.points, Class::default()),
            joiners: interner.set(&rules.joiners, Class::default()),
            negatives: interner.set(&rules.negatives, Class::NUMERAL),
            ones: interner.set(&rules.ones, Class::NUMERAL),
            hundreds_up_to: rules.hundreds_up_to.into(),
            open_compounds: rules.open_compounds,
            ordinal_suffixes: interner.set(&rules.ordinal_suffixes, Class::default()),
            ..Self::default()
        };
        for entry in &rules.numbers {
            let value = entry.value.map(Decimal::from).or_else(|| power_of_ten(entry.power?));
            let Some(value) = value else {
                let name = entry.cardinal.first().map_or("numbers", String::as_str);
                return Err(pack.error_at(name, "a number needs `value`, or `power` of ten up to 27"));
            };
            numerals.number(entry, value, interner);
        }
        numerals.run_together(&rules.numbers, interner);
        Ok(numerals)
    }

    /// "twentythree", "seventythird": tens and units written as one word.
    fn run_together(&mut self, entries: &[NumberEntry], interner: &mut Interner<'_>) {
        let of = |low: u64, high: u64, step: u64| {
            let fits = move |value: u64| (low..=high).contains(&value) && value.is_multiple_of(step);
            entries.iter().filter_map(move |e| Some((e.value.filter(|&value| fits(value))?, e)))
        };
        let single = |word: &&String| word.chars().all(char::is_alphabetic);
        for (tens, ten) in of(20, 90, 10) {
            for (units, unit) in of(1, 9, 1) {
                let value = Decimal::from(tens + units);
                let numeral = Numeral { value, adds: followers(units.into()), words_only: false };
                for ten in ten.cardinal.iter().filter(single) {
                    let with = |words: &[String]| -> Vec<String> {
                        words.iter().filter(single).map(|word| format!("{ten}{word}")).collect()
                    };
                    interner.phrases(&mut self.cardinals, &with(&unit.cardinal), Class::NUMERAL, &numeral);
                    interner.phrases(&mut self.ordinals, &with(&unit.ordinal), Class::NUMERAL, &numeral);
                }
            }
        }
    }

    /// The share that a word names: "tiers", "quarters".
    pub(super) fn part(&self, word: Word) -> Option<Numeral> {
        self.parts.longest(std::iter::once(word)).map(|(_, &numeral)| numeral)
    }

    fn number(&mut self, entry: &NumberEntry, value: Decimal, interner: &mut Interner<'_>) {
        let adds = entry.adds.map_or_else(|| followers(value), |[a, b]| (a.into(), b.into()));
        let numeral = Numeral { value, adds, words_only: false };
        let in_words = Numeral { words_only: true, ..numeral };
        for phrase in entry.cardinal.iter().chain(&entry.ordinal) {
            let words = interner.exact(phrase, Class::default());
            if let Some(&first) = words.first().filter(|&&word| !self.ones.contains(word)) {
                interner.mark(first, Class::CONTENT);
            }
        }
        interner.phrases(&mut self.cardinals, &entry.cardinal, Class::NUMERAL, &numeral);
        interner.phrases(&mut self.cardinals, &entry.words_only, Class::NUMERAL, &in_words);
        interner.phrases(&mut self.ordinals, &entry.ordinal, Class::NUMERAL, &numeral);
        interner.phrases(&mut self.parts, &entry.part, Class::NUMERAL, &numeral);
        let shorts =
            entry.short.iter().map(|s| (s, false)).chain(entry.short_money.iter().map(|s| (s, true)));
        self.shorts.extend(shorts.map(|(text, money_only)| Short {
            text: text.clone(),
            scale: value,
            money_only,
        }));
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
