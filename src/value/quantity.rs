//! Quantities as intervals of exact decimals.

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

/// How firmly a quantity is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The number itself.
    Exact,
    /// The number, give or take the tolerance, or a vague word's interval.
    Approximate,
    /// The number or more.
    AtLeast,
    /// More than the number.
    MoreThan,
    /// The number or less.
    AtMost,
    /// Less than the number.
    LessThan,
    /// Between two numbers.
    Range,
}

/// What is counted in: a unit of measure, a currency, a share.
///
/// A value `x` in this unit is `x * factor + offset` in the base unit of its dimension; two units of one dimension convert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// UCUM code of a measure, ISO 4217 code of a currency, `%`, `s`...
    pub code: String,
    /// Name of the dimension (`length`, `money:EUR`, `share`, `duration`): values of other dimensions never compare.
    pub dimension: String,
    /// Size in the base unit.
    pub factor: Decimal,
    /// Zero point in the base unit.
    pub offset: Decimal,
    /// How many months it is, for a unit of the calendar: these convert through months, of uneven length in days.
    pub months: Option<u32>,
}

/// A number as an interval, in the unit it was stated in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Lowest value it may have; `None` where unbounded.
    pub low: Option<Decimal>,
    /// Highest value it may have; `None` where unbounded.
    pub high: Option<Decimal>,
    /// The number as stated; the middle of a range where there is none.
    pub nominal: Option<Decimal>,
    /// How firmly it is stated.
    pub bound: Bound,
    /// Half the weight of the last digit stated, zero for a whole count stated in full: `1,2 million` has 50 000.
    pub precision: Decimal,
    /// Its unit; `None` for a plain number.
    pub unit: Option<Arc<Unit>>,
    /// What it is told per, where it is a rate: a unit of time, or a round number of what is counted ("100000").
    pub per: Option<Arc<Unit>>,
}

impl Quantity {
    /// A plain number between two ends, stated in full.
    #[must_use]
    pub fn new(
        bound: Bound,
        (low, high): (Option<Decimal>, Option<Decimal>),
        nominal: Option<Decimal>,
    ) -> Self {
        Self { low, high, nominal, bound, precision: Decimal::ZERO, unit: None, per: None }
    }

    /// Its size in the base unit of its dimension, as near as a float comes; `None` where it has no end, or overflows.
    #[must_use]
    pub fn size(&self) -> Option<f64> {
        let (factor, offset) =
            self.unit.as_ref().map_or((Decimal::ONE, Decimal::ZERO), |u| (u.factor, u.offset));
        let number = self.nominal.or(self.low).or(self.high)?;
        number.checked_mul(factor)?.checked_add(offset)?.to_f64().map(f64::abs)
    }

    /// The same quantity in another unit of its dimension; unchanged where it cannot be converted.
    #[must_use]
    pub fn converted(self, unit: &Arc<Unit>) -> Self {
        let Some(from) = self.unit.clone() else { return self };
        // Outer `None`: out of range.
        let end = |number: Option<Decimal>| number.map_or(Some(None), |n| convert(n, &from, unit).map(Some));
        let converted = || {
            let (low, high, nominal) = (end(self.low)?, end(self.high)?, end(self.nominal)?);
            let precision = self.precision.checked_mul(from.factor)?.checked_div(unit.factor)?;
            Some((low, high, nominal, precision))
        };
        match converted() {
            Some((low, high, nominal, precision)) => {
                Self { low, high, nominal, precision, unit: Some(unit.clone()), ..self }
            }
            None => self,
        }
    }

    /// The same rate told per another unit of the same dimension: 120 a week are some 17 a day. `None` where either is
    /// no rate, between dimensions, and out of range.
    #[must_use]
    pub fn told_per(&self, per: &Arc<Unit>) -> Option<Self> {
        let from = self.per.as_ref().filter(|from| from.dimension == per.dimension)?;
        let (size, base) = match per.months.zip(from.months) {
            Some((size, base)) => (size.into(), base.into()),
            None => (per.factor, from.factor),
        };
        let scale = |number: Decimal| Some(number.checked_mul(size)?.checked_div(base)?.normalize());
        let end = |number: Option<Decimal>| number.map_or(Some(None), |n| scale(n).map(Some));
        Some(Self {
            low: end(self.low)?,
            high: end(self.high)?,
            nominal: end(self.nominal)?,
            precision: scale(self.precision)?,
            per: Some(per.clone()),
            ..self.clone()
        })
    }
}

/// `number` of unit `from` in unit `to`; `None` between dimensions, and where it leaves the range of decimals.
#[must_use]
pub fn convert(number: Decimal, from: &Unit, to: &Unit) -> Option<Decimal> {
    if from.dimension != to.dimension {
        return None;
    }
    let (size, per) = match from.months.zip(to.months) {
        Some((size, per)) => (size.into(), per.into()),
        None => (from.factor, to.factor),
    };
    let base = number.checked_mul(size)?.checked_add(from.offset)?.checked_sub(to.offset)?;
    base.checked_div(per).map(|n| n.normalize())
}
