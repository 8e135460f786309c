//! *Same answer?* Looks at two values, never at the text around them.
//!
//! Quantities compare as intervals in the base unit of their dimension: equal ones agree, overlapping ones are
//! compatible, disjoint ones contradict. How wide an interval is depends on how firmly it was stated.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::quantity::convert;
use super::{Bound, Quantity, Reason, Value, time};

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
    /// Why: "300 apart, 10 % (tolerance 5 %)".
    pub reason: Reason,
    /// For disjoint numbers, the gap between the nearest ends as a share of the larger; otherwise `None`.
    pub gap: Option<f64>,
    /// For dates, a contradiction only because one names some of the dates of the other: one may be incomplete.
    pub subset: bool,
}

impl Comparison {
    fn new(verdict: Verdict, phrase: &'static str) -> Self {
        Self { verdict, reason: Reason::new(phrase), gap: None, subset: false }
    }
}

/// Compares two values. Pure, total and symmetric.
#[must_use]
pub fn compare(a: &Value, b: &Value, tolerance: &Tolerance) -> Comparison {
    match (a, b) {
        (Value::Time(a), Value::Time(b)) => time::compare(a, b),
        (Value::Quantity(a), Value::Quantity(b)) => rates(a, b, tolerance),
        (Value::Name(a), Value::Name(b)) if a == b => Comparison::new(Verdict::Agree, "answer.same_name"),
        (Value::Name(_), Value::Name(_)) => Comparison::new(Verdict::Contradict, "answer.two_names"),
        (Value::Truth(a), Value::Truth(b)) if a == b => Comparison::new(Verdict::Agree, "answer.same"),
        (Value::Truth(_), Value::Truth(_)) => Comparison::new(Verdict::Contradict, "answer.yes_against_no"),
        _ => Comparison::new(Verdict::Incomparable, "answer.other_kinds"),
    }
}

/// An interval in a base unit; `None` where unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
    /// Whether the end itself is left out.
    low_open: bool,
    high_open: bool,
}

/// Rates compare with rates, told per the same.
fn rates(a: &Quantity, b: &Quantity, tolerance: &Tolerance) -> Comparison {
    match (&a.per, &b.per) {
        (None, None) => quantities(a, b, tolerance, false),
        (Some(x), Some(y)) if x.code == y.code => quantities(a, b, tolerance, false),
        (Some(x), Some(y)) => {
            // The shorter time is that of both, so that it does not matter which comes first.
            let (a, b) = if x.factor <= y.factor {
                (Some(a.clone()), b.told_per(x))
            } else {
                (a.told_per(y), Some(b.clone()))
            };
            match (a, b) {
                (Some(a), Some(b)) => quantities(&a, &b, tolerance, true),
                _ => Comparison::new(Verdict::Incomparable, "answer.other_rates"),
            }
        }
        _ => Comparison::new(Verdict::Incomparable, "answer.one_rate"),
    }
}

/// `rebased`: one of them was told per something else and is no rounder than it was.
fn quantities(a: &Quantity, b: &Quantity, tolerance: &Tolerance, rebased: bool) -> Comparison {
    let dimension = |q: &Quantity| q.unit.as_ref().map(|u| u.dimension.clone());
    if dimension(a) != dimension(b) {
        return Comparison::new(Verdict::Incomparable, "answer.other_dimensions");
    }
    let code = |q: &Quantity| q.unit.as_ref().map(|u| u.code.clone());
    // A figure given in another unit was most likely converted and rounded by somebody: the rounder of the two was.
    let converted = rebased || code(a) != code(b);
    let rounder = |q: &Quantity, than: &Quantity| converted && (rebased || digits(q) <= digits(than));
    // Months and years convert through months: in days they are of uneven length.
    let calendar = [a, b].iter().all(|q| q.unit.as_ref().is_some_and(|u| u.months.is_some()));
    let x = interval(a, tolerance, rounder(a, b), calendar);
    let y = interval(b, tolerance, rounder(b, a), calendar);
    let (Some(x), Some(y)) = (x, y) else {
        return Comparison::new(Verdict::Incomparable, "answer.too_large");
    };
    if x == y || (same_number(a, b) && is_plain(a) && is_plain(b)) {
        return Comparison::new(Verdict::Agree, "answer.same_value");
    }
    if same_number(a, b) {
        return Comparison::new(Verdict::Compatible, "answer.same_number_bound");
    }
    if code(a) != code(b) && is_plain(a) && is_plain(b) && (comes_to(a, b) || comes_to(b, a)) {
        return Comparison::new(Verdict::Agree, "answer.converted");
    }
    if is_cut_off(a, b) || is_cut_off(b, a) {
        return Comparison::new(Verdict::Compatible, "answer.both_hold");
    }
    if below(&x, &y) || below(&y, &x) {
        return apart(a, b, &x, &y, tolerance, converted);
    }
    Comparison::new(Verdict::Compatible, if converted { "answer.converted" } else { "answer.both_hold" })
}

/// Whether two quantities state one number in one unit.
fn same_number(a: &Quantity, b: &Quantity) -> bool {
    a.nominal.is_some()
        && a.nominal == b.nominal
        && a.unit.as_ref().map(|u| &u.code) == b.unit.as_ref().map(|u| &u.code)
}

/// Whether a quantity states a number rather than a bound.
fn is_plain(q: &Quantity) -> bool {
    matches!(q.bound, Bound::Exact | Bound::Approximate)
}

/// Whether a number stated to fewer digits is another cut off behind them, not rounded: "412 million" of 412.6.
fn is_cut_off(coarse: &Quantity, fine: &Quantity) -> bool {
    let off = || {
        let (rough, number) = (coarse.nominal?.abs(), fine.nominal?.abs());
        let rest = number.checked_sub(rough)?;
        let last = coarse.precision.checked_mul(Decimal::TWO)?;
        Some(!rest.is_sign_negative() && rest < last && rest <= rough.checked_mul(ROUNDED)?)
    };
    let exact = [coarse, fine].iter().all(|q| q.bound == Bound::Exact);
    exact && fine.precision < coarse.precision && coarse.unit == fine.unit && off().unwrap_or(false)
}

/// How many digits a number is stated with, but for zeros at either end; a fraction that never ends has one: "a third".
fn digits(q: &Quantity) -> usize {
    const ENDLESS: u32 = 7;
    let number = q.nominal.unwrap_or_default().normalize();
    if number.scale() >= ENDLESS {
        return 1;
    }
    number.mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
}

/// Whether one number is what the other comes to in its unit, rounded to the digits it is stated with: 520 km is 323
/// miles, six miles are not quite 10 km.
fn comes_to(a: &Quantity, b: &Quantity) -> bool {
    let off = || {
        let (number, rounded) = (a.nominal?, b.nominal?);
        let converted = convert(number, a.unit.as_ref()?, b.unit.as_ref()?)?;
        let off = converted.checked_sub(rounded)?.abs();
        Some(off <= last_digit(b, rounded) && off <= rounded.abs().checked_mul(ROUNDED)?)
    };
    off().unwrap_or(false)
}

/// Farthest that rounding takes a converted number from what it was, as a share of it.
const ROUNDED: Decimal = Decimal::from_parts(15, 0, 0, false, 3);

/// Half the weight of the last digit stated, of a whole number the last that is no zero.
fn last_digit(q: &Quantity, n: Decimal) -> Decimal {
    if n.is_zero() || !n.fract().is_zero() {
        return q.precision;
    }
    let tenfold = |weight: &Decimal| weight.checked_mul(Decimal::TEN).filter(|w| (n % w).is_zero());
    let weight = std::iter::successors(Some(Decimal::ONE), tenfold).last().unwrap_or(Decimal::ONE);
    q.precision.max(weight / Decimal::TWO)
}

/// The interval a quantity is taken to lie in, in the base unit; `None` where it overflows.
fn interval(q: &Quantity, tolerance: &Tolerance, converted: bool, calendar: bool) -> Option<Interval> {
    let (width, (low, high)) = (width(q, tolerance, converted)?, ends(q, tolerance, converted)?);
    let (factor, offset) = match &q.unit {
        Some(unit) if calendar => (unit.months.unwrap_or(1).into(), Decimal::ZERO),
        Some(unit) => (unit.factor, unit.offset),
        None => (Decimal::ONE, Decimal::ZERO),
    };
    // Told in days, a month is any month.
    let uneven = !calendar && q.unit.as_ref().is_some_and(|unit| unit.months == Some(1));
    let (least, most) = if uneven { (SHORTEST_MONTH, LONGEST_MONTH) } else { (factor, factor) };
    let base = |end: Option<Decimal>, size| match end {
        Some(n) => n.checked_mul(size)?.checked_add(offset).map(|n| Some(n.normalize())),
        None => Some(None),
    };
    Some(Interval {
        low: base(low, least)?,
        high: base(high, most)?,
        low_open: q.bound == Bound::MoreThan,
        // A number stands for what is rounded to it, but not for the upper end of that, which is rounded to the next.
        high_open: q.bound == Bound::LessThan
            || (q.bound == Bound::Exact && !converted && width > Decimal::ZERO),
    })
}

/// Seconds of the shortest month and of the longest: 28 and 31 days.
const SHORTEST_MONTH: Decimal = Decimal::from_parts(2_419_200, 0, 0, false, 0);
const LONGEST_MONTH: Decimal = Decimal::from_parts(2_678_400, 0, 0, false, 0);

/// The ends of a quantity in its own unit, as wide as its precision and hedge make it; `None` where it overflows.
pub(super) fn ends(q: &Quantity, tolerance: &Tolerance, converted: bool) -> Option<Ends> {
    let width = width(q, tolerance, converted)?;
    let widened = |n: Decimal| Some((n.checked_sub(width)?, n.checked_add(width)?));
    Some(match q.nominal.filter(|_| is_plain(q)).map(widened) {
        Some(ends) => {
            let (low, high) = ends?;
            // A vague word brings an interval of its own, which may be the wider.
            (Some(q.low.map_or(low, |l| l.min(low))), Some(q.high.map_or(high, |h| h.max(high))))
        }
        None => (q.low, q.high),
    })
}

/// Two ends, each `None` where unbounded.
pub(super) type Ends = (Option<Decimal>, Option<Decimal>);

/// How far to each side of its number a quantity may lie.
fn width(q: &Quantity, tolerance: &Tolerance, converted: bool) -> Option<Decimal> {
    let around = |n: Decimal| n.abs().checked_mul(tolerance.relative);
    let rounding = |n: Decimal| Some(around(n)?.min(q.precision.max(half_unit(q, n))));
    match (q.bound, q.nominal) {
        (Bound::Approximate, Some(n)) => around(n),
        (Bound::Exact, Some(n)) if converted => around(n),
        (Bound::Exact, Some(n)) => rounding(n),
        _ => Some(Decimal::ZERO),
    }
}

/// Measures and shares given in whole units are rounded to them, counts and sums of money are not: 18 km may be 18.2 km.
fn half_unit(q: &Quantity, n: Decimal) -> Decimal {
    let measured = q.unit.as_ref().is_some_and(|u| !u.dimension.starts_with(MONEY));
    if measured && n.fract().is_zero() { HALF } else { Decimal::ZERO }
}

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// Dimensions of currencies begin so.
const MONEY: &str = "money";

/// Whether all of `x` lies below all of `y`.
fn below(x: &Interval, y: &Interval) -> bool {
    match (x.high, y.low) {
        (Some(high), Some(low)) => high < low || (high == low && (x.high_open || y.low_open)),
        _ => false,
    }
}

/// Two disjoint intervals, with the distance between their numbers, and the tolerance where it made them wider.
fn apart(
    a: &Quantity,
    b: &Quantity,
    x: &Interval,
    y: &Interval,
    tolerance: &Tolerance,
    converted: bool,
) -> Comparison {
    let (near, far) = if below(x, y) { (x.high, y.low) } else { (y.high, x.low) };
    let gap = near.zip(far).and_then(|(n, f)| share(f.checked_sub(n)?, n.abs().max(f.abs())));
    let stated = |q: &Quantity| q.nominal.or(q.low).or(q.high);
    let same_unit = a.unit.as_ref().map(|u| &u.code) == b.unit.as_ref().map(|u| &u.code);
    let distance = stated(a).zip(stated(b)).filter(|_| same_unit).and_then(|(m, n)| {
        let distance = m.checked_sub(n)?.abs();
        Some((distance, share(distance, m.abs().max(n.abs()))?))
    });
    let allowed = tolerance.relative.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default().normalize();
    let widened = converted || [a, b].iter().any(|q| q.bound == Bound::Approximate);
    let by = |exact, beyond, part: f64| {
        let percent = format!("{:.0}", part * 100.0);
        let reason = Reason::new(if widened { beyond } else { exact }).with("percent", percent.as_str());
        if widened { reason.with("tolerance", allowed) } else { reason }
    };
    let reason = match (distance, gap) {
        (Some((distance, part)), _) => {
            by("answer.apart", "answer.apart_beyond", part).with("distance", distance.normalize())
        }
        (None, Some(part)) => by("answer.apart_share", "answer.apart_share_beyond", part),
        (None, None) => Reason::new("answer.disjoint"),
    };
    Comparison { verdict: Verdict::Contradict, reason, gap, subset: false }
}

fn share(part: Decimal, whole: Decimal) -> Option<f64> {
    if whole.is_zero() { Some(0.0) } else { part.checked_div(whole)?.to_f64() }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
