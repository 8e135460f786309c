//! Reads every value of a text.
//!
//! The driver walks the tokens once. A table indexed by word says what each may begin, so that ordinary words cost one
//! look-up; only at a word or digit that may begin a value are the grammars asked, dates first.

mod amount;
mod cases;
mod codes;
mod compound;
mod contexts;
mod count;
mod counts;
mod cursor;
mod date;
mod digits;
mod hedges;
mod interner;
mod interval;
mod lexicon;
mod number;
mod rates;
mod units;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Serialize;

use cursor::{Class, Cursor, is_hyphen};
use lexicon::Lexicon;

use super::{Bound, Quantity, Unit, Value};
use crate::partial_date::PartialDate;
use crate::rules::{Packs, RuleError};
use crate::span::Span;
use crate::text::{Languages, Text};

pub use cases::run_tests;
pub use units::AGE;

/// What kind of value a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A count or bare number.
    Number,
    /// A rank.
    Ordinal,
    /// A share of a hundred, or a fraction.
    Percent,
    /// An amount of money.
    Money,
    /// A measure with a unit.
    Measure,
    /// A span of time.
    Duration,
    /// An age.
    Age,
    /// A ratio or score ("3-1", "one in five").
    Ratio,
    /// A date, period or time of day.
    Date,
}

/// One value found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// From the first word of the value (hedge included: "about 3 000") to its last (unit included).
    pub span: Span,
    /// The same in tokens.
    pub tokens: Range<usize>,
    /// What kind of value it is.
    pub kind: Kind,
    /// The value.
    pub value: Value,
    /// The number as stated, scale words applied, before any conversion; `None` for dates.
    pub amount: Option<Decimal>,
    /// Where the unit stands, or the noun counted where it directly follows.
    pub unit_span: Option<Span>,
}

impl Reading {
    /// Whether a value is stated: a scale or a rank that is only named has none.
    #[must_use]
    pub fn is_stated(&self) -> bool {
        match &self.value {
            Value::Quantity(quantity) => quantity.low.is_some() || quantity.high.is_some(),
            Value::Time(_) | Value::Name(_) | Value::Truth(_) => true,
        }
    }
}

/// The compiled value rules, by language.
#[derive(Debug, Default)]
pub struct ValueRules {
    by_language: BTreeMap<String, Lexicon>,
}

impl ValueRules {
    /// Reads the value packs of the languages `spoken` and interns their words in the vocabulary of each.
    ///
    /// # Errors
    /// [`RuleError`] where a pack does not fit its schema.
    pub fn compile(packs: &Packs, languages: &mut Languages, spoken: &[&str]) -> Result<Self, RuleError> {
        let mut by_language = BTreeMap::new();
        for &code in spoken {
            if let Some(text) = languages.get_mut(code) {
                by_language.insert(code.to_owned(), Lexicon::compile(packs, text)?);
            }
        }
        Ok(Self { by_language })
    }
}

/// Every value of `text`, in order, without overlap. Relative dates are resolved against `published`. O(length).
#[must_use]
pub fn read(
    text: &Text<'_>,
    language: &str,
    rules: &ValueRules,
    published: Option<PartialDate>,
) -> Vec<Reading> {
    let Some(lexicon) = rules.by_language.get(language) else { return Vec::new() };
    let cursor = Cursor { text, lexicon, published };
    let mut readings = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        at = match step(cursor, at) {
            Step::Value(mut reading) => {
                let end = rates::rate(cursor, &mut reading);
                readings.push(reading);
                end.max(at + 1)
            }
            Step::Past(end) => end.max(at + 1),
        };
    }
    readings
}

/// What the driver finds at a token.
enum Step {
    Value(Reading),
    /// No value before this token.
    Past(usize),
}

/// Asks the grammars where a value may begin: dates first, for their numbers count nothing.
fn step(cursor: Cursor<'_>, at: usize) -> Step {
    let class = cursor.class(at);
    if class.is_empty() && !cursor.is_digits(at) {
        return Step::Past(at + 1);
    }
    if class == Class::NUMERAL
        && !cursor.is_word(at)
        && !cursor.is_digits(at)
        && !digits::may_begin(cursor, at)
    {
        return Step::Past(at + 1);
    }
    let digits = at + usize::from(cursor.str(at) == "+");
    // A date never takes a part of an address or a telephone number.
    let torn = |i: usize, end: usize| codes::past_address(cursor, i).is_some_and(|past| past > end);
    if let Some(end) = date::past_name(cursor, at) {
        return Step::Past(end);
    }
    let date = if near(cursor, at, Class::CONTENT) { date::read_at(cursor, at) } else { None }
        .filter(|date| !date.tokens.clone().any(|i| torn(i, date.tokens.end)));
    if let Some(end) = codes::past_address(cursor, digits)
        && date.as_ref().is_none_or(|date| date.tokens.end < end)
    {
        return Step::Past(end);
    }
    let reading = date
        .map(|date| unless_amount(cursor, at, date))
        .or_else(|| if may_count(cursor, at) { interval::read(cursor, at) } else { None })
        .or_else(|| relative_rank(cursor, at))
        .or_else(|| mention(cursor, at));
    let Some(reading) = reading else { return Step::Past(at + 1) };
    match dated_behind(cursor, &reading) {
        Some(begins) => Step::Past(begins),
        None => Step::Value(with_noun(cursor, reading)),
    }
}

/// Where a date begins that takes the number of a hedged quantity: "more than two years ago", "about Q1 2019".
fn dated_behind(cursor: Cursor<'_>, reading: &Reading) -> Option<usize> {
    const LONGEST: usize = 5;
    let Range { start, end } = reading.tokens;
    if reading.kind == Kind::Date || !cursor.class(start).meets(Class::BOUND) {
        return None;
    }
    number::phrase(cursor, &cursor.lexicon.hedges.before, start)?;
    let anchored = |date: &Reading| match &date.value {
        Value::Time(times) => times.members.iter().all(|m| !m.assumed),
        Value::Quantity(_) | Value::Name(_) | Value::Truth(_) => false,
    };
    let takes =
        |&at: &usize| date::read_at(cursor, at).is_some_and(|date| date.tokens.end >= end && anchored(&date));
    (start + 1..end.min(start + LONGEST)).find(takes)
}

/// A count with the noun that surely is what it counts: joined to it ("a 153-seat chamber"), or behind "of" ("dozens of
/// eggs").
fn with_noun(cursor: Cursor<'_>, reading: Reading) -> Reading {
    let end = reading.tokens.end;
    let hyphen = cursor.glued(end) && is_hyphen(cursor.str(end)) && cursor.glued(end + 1);
    let of = cursor.lexicon.hedges.of.contains(cursor.word(end));
    let noun = cursor.is_word(end + 1) && !cursor.capital(end + 1) && cursor.class(end + 1).is_empty();
    if reading.kind != Kind::Number || reading.unit_span.is_some() || !(hyphen || of) || !noun {
        return reading;
    }
    Reading { unit_span: Some(cursor.span(end + 1..end + 2)), ..reading }
}

/// What a quantity cannot do without, besides digits.
const QUANTITY: Class = Class::NUMERAL.with(Class::OTHER);

/// Whether a quantity may begin at token `at`: by itself, or behind an article ("the third").
fn may_count(cursor: Cursor<'_>, at: usize) -> bool {
    let begins = |i: usize| cursor.is_digits(i) || cursor.class(i).meets(COUNTS);
    let article = cursor.lexicon.hedges.fillers.contains(cursor.word(at));
    (begins(at) || article && begins(at + 1)) && near(cursor, at, QUANTITY)
}

/// What a quantity may begin with, besides digits.
const COUNTS: Class = QUANTITY.with(Class::BOUND).with(Class::UNIT);

/// How many function words may stand before the word that makes a value of them ("depuis le début du mois", "il y a à peu
/// près deux ans").
const REACH: usize = 8;

/// Whether digits or a word of this class stand at token `at` or shortly behind it: most function words that may begin a
/// value begin none.
fn near(cursor: Cursor<'_>, at: usize, class: Class) -> bool {
    (at..at + REACH).any(|i| cursor.is_digits(i) || (cursor.is_word(i) && cursor.class(i).meets(class)))
        || cursor.class(at).meets(Class::NUMERAL)
}

/// The date at token `at`, unless the text reads better as an amount: "2 to 7 g" is no time of day, and a number in words
/// that is all of the date counts something ("sept mille").
fn unless_amount(cursor: Cursor<'_>, at: usize, date: Reading) -> Reading {
    let end = date.tokens.end;
    let unit = cursor.lexicon.units.after(cursor, end).is_some();
    // "In seventeen eighty-nine," is a year, "in two thousand homes" a count.
    let counts = cursor.is_word(end) || !date::told_as_year(cursor, at);
    let numeral = counts && cursor.is_word(at) && number::cardinal(cursor, at).is_some_and(|n| n.end >= end);
    let better = |r: &Reading| match r.unit_span {
        Some(_) => unit && r.tokens.end > end,
        None => numeral && r.tokens.end >= end,
    };
    let amount = if unit || numeral { interval::read(cursor, at).filter(better) } else { None };
    amount.unwrap_or(date)
}

/// "le dernier", "the penultimate": a rank from the end or from here, of which no number is known.
fn relative_rank(cursor: Cursor<'_>, at: usize) -> Option<Reading> {
    let (_, end) = number::phrase(cursor, &cursor.lexicon.contexts.ranks, at)?;
    if date::is_verb(cursor, at) {
        return None;
    }
    Some(without_number(cursor, at..end, Kind::Ordinal, None))
}

/// A scale of temperature or a currency named without a number.
fn mention(cursor: Cursor<'_>, at: usize) -> Option<Reading> {
    let (named, end) = cursor.lexicon.units.after(cursor, at).filter(|(named, _)| named.is_mention())?;
    let kind = if amount::is_money(&named.unit) { Kind::Money } else { Kind::Measure };
    Some(without_number(cursor, at..end, kind, Some(named.unit.clone())))
}

/// A reading of which no number is known: any would do.
fn without_number(cursor: Cursor<'_>, tokens: Range<usize>, kind: Kind, unit: Option<Arc<Unit>>) -> Reading {
    let value = Quantity { unit, ..Quantity::new(Bound::Exact, (None, None), None) };
    let span = cursor.span(tokens.clone());
    Reading { span, tokens, kind, value: Value::Quantity(value), amount: None, unit_span: None }
}
