//! The answers: quantities, dates, names and truths, and how two of them compare.
//!
//! Values know nothing of the text around them; comparison is pure, total and symmetric. A value is always an interval
//! with a precision, never a bare number. Numbers stated exactly are kept as exact decimals.

pub mod arithmetic;
mod compare;
pub mod conformance;
mod notation;
mod quantity;
mod read;
mod reason;
mod slip;
mod time;
mod wire;

pub use compare::{Comparison, Tolerance, Verdict, compare};
pub use notation::Notation;
pub use quantity::{Bound, Quantity, Unit, convert};
pub use read::{AGE, Kind, Reading, ValueRules, read, run_tests};
pub use reason::{Detail, Reason};
pub use slip::{Slip, slip};
pub use time::{Grain, Moment, Side, TimeSet, When};
pub use wire::{End, Wire};

/// The answer of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number, with or without a unit: counts, shares, money, measures, durations, ages.
    Quantity(Quantity),
    /// One or several dates, periods or times of day.
    Time(TimeSet),
    /// A person, body, place or other name.
    Name(String),
    /// Yes or no.
    Truth(bool),
}

impl Value {
    /// Whether it says that there was none.
    #[must_use]
    pub fn is_none(&self) -> bool {
        matches!(self, Self::Quantity(quantity) if quantity.high.is_some_and(|high| high.is_zero()))
    }
}
