//! *Same answer?* Looks at two values, never at the text around them.

use rust_decimal::Decimal;

use super::{Value, time};

/// How far two values may lie apart and still be one answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance {
    /// Share of the number within which an approximate number is taken to lie (0.05 = 5 %).
    pub relative: Decimal,
}

impl Default for Tolerance {
    fn default() -> Self {
        Self { relative: Decimal::new(5, 2) }
    }
}

/// What comparing two values gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The same answer.
    Agree,
    /// Different precision or bound, no conflict.
    Compatible,
    /// No value satisfies both.
    Contradict,
    /// Of different kinds or dimensions: not answers to one question.
    Incomparable,
}

/// A verdict with its reason and, for a contradiction, how it might be reconciled.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The outcome.
    pub verdict: Verdict,
    /// Why, for people: "300 apart, 10 % (tolerance 5 %)".
    pub reason: String,
    /// For disjoint numbers, the gap between the nearest ends as a share of the larger; otherwise `None`.
    pub gap: Option<f64>,
    /// For dates, a contradiction only because one names some of the dates of the other: one may be incomplete.
    pub subset: bool,
}

/// Compares two values. Pure, total and symmetric.
#[must_use]
pub fn compare(a: &Value, b: &Value, _tolerance: &Tolerance) -> Comparison {
    match (a, b) {
        (Value::Time(a), Value::Time(b)) => time::compare(a, b),
        _ => Comparison { verdict: Verdict::Incomparable, reason: String::new(), gap: None, subset: false },
    }
}
