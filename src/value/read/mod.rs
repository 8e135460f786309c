//! Reads every value of a text.
//!
//! The driver walks the tokens once. A table indexed by word says what each may begin, so that ordinary words cost one
//! look-up; only at a word or digit that may begin a value are the grammars asked, dates first.

#[allow(dead_code, reason = "the measure and date grammars to come use the rest")]
mod cursor;
mod date;
mod digits;
mod lexicon;
mod number;

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;
use serde::Serialize;

use cursor::Cursor;
use lexicon::Lexicon;

use super::{Bound, Quantity, Value};
use crate::partial_date::PartialDate;
use crate::rules::{Packs, RuleError};
use crate::span::Span;
use crate::text::{Languages, Text};

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

/// The compiled value rules of every language.
#[derive(Debug, Default)]
pub struct ValueRules {
    by_language: BTreeMap<String, Lexicon>,
}

impl ValueRules {
    /// Reads the value packs of every language and interns their words in its vocabulary.
    ///
    /// # Errors
    /// [`RuleError`] where a pack does not fit its schema.
    pub fn compile(packs: &Packs, languages: &mut Languages) -> Result<Self, RuleError> {
        let mut by_language = BTreeMap::new();
        for code in packs.languages() {
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
        let reading = if may_begin(cursor, at) { value_at(cursor, at) } else { None };
        match reading {
            Some(reading) => {
                at = reading.tokens.end.max(at + 1);
                readings.push(reading);
            }
            None => at += 1,
        }
    }
    readings
}

/// Whether a value may begin at token `at`. O(1).
fn may_begin(cursor: Cursor<'_>, at: usize) -> bool {
    cursor.is_digits(at) || !cursor.class(at).is_empty()
}

/// The value that begins at token `at`: a date, else a quantity.
fn value_at(cursor: Cursor<'_>, at: usize) -> Option<Reading> {
    date::read_at(cursor, at).or_else(|| plain(cursor, at))
}

fn plain(cursor: Cursor<'_>, at: usize) -> Option<Reading> {
    let rank = number::ordinal(cursor, at);
    let (kind, number) = match rank {
        Some(rank) => (Kind::Ordinal, rank),
        None => (Kind::Number, number::cardinal(cursor, at)?),
    };
    let value = Quantity {
        low: Some(number.value),
        high: Some(number.value),
        nominal: Some(number.value),
        bound: Bound::Exact,
        precision: number.precision,
        unit: None,
    };
    Some(Reading {
        span: cursor.span(at..number.end),
        tokens: at..number.end,
        kind,
        value: Value::Quantity(value),
        amount: Some(number.value),
        unit_span: None,
    })
}
