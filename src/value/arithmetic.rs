//! Reckoning with quantities: what follows from several figures together.
//!
//! Figures are intervals, and so is what follows from them. Whatever makes a figure wide (a hedge, a bound, rounding) makes
//! the result wide, so that a result is never surer than what it was reckoned from. Pure and total: out of the range of
//! decimals there is no result.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::compare::{Ends, ends};
use super::{Bound, Quantity, Tolerance, Unit};

/// All of `parts` together. `None` without parts, or where their units differ.
#[must_use]
pub fn sum(parts: &[&Quantity], tolerance: &Tolerance) -> Option<Quantity> {
    let (first, rest) = parts.split_first()?;
    let (mut low, mut high) = ends(first, tolerance, false)?;
    let mut nominal = first.nominal;
    for part in rest {
        if !same_unit(first, part) {
            return None;
        }
        let (least, most) = ends(part, tolerance, false)?;
        (low, high) = (add(low, least)?, add(high, most)?);
        nominal = add(nominal, part.nominal)?;
    }
    let all = |bounds: &[Bound]| parts.iter().all(|q| bounds.contains(&q.bound));
    let sum = |bound, ends| Quantity { unit: first.unit.clone(), ..Quantity::new(bound, ends, nominal) };
    Some(match (low, high) {
        (Some(low), Some(high)) if all(&[Bound::Exact]) => {
            let precision = high.checked_sub(low)?.checked_div(Decimal::TWO)?;
            Quantity { precision, ..sum(Bound::Exact, (nominal, nominal)) }
        }
        (Some(_), Some(_)) if all(&[Bound::Exact, Bound::Approximate]) => {
            sum(Bound::Approximate, (low, high))
        }
        (Some(_), Some(_)) => sum(Bound::Range, (low, high)),
        (Some(_), None) => sum(Bound::AtLeast, (low, high)),
        (None, _) => sum(Bound::AtMost, (low, high)),
    })
}

/// A quantity, or more.
#[must_use]
pub fn at_least(least: Quantity) -> Quantity {
    let low = least.low.filter(|_| least.bound != Bound::AtMost);
    Quantity { low, high: None, bound: Bound::AtLeast, ..least }
}

/// The share of `whole` that `part` is, in a unit of shares, as precise as `stated` gives it.
#[must_use]
pub fn share(
    part: &Quantity,
    whole: &Quantity,
    stated: &Quantity,
    tolerance: &Tolerance,
) -> Option<Quantity> {
    let unit = stated.unit.as_ref()?;
    if !same_unit(part, whole) {
        return None;
    }
    let ratio = |part: Option<Decimal>, whole: Option<Decimal>| {
        let (part, whole) = (part?, whole.filter(|w| *w > Decimal::ZERO)?);
        part.checked_div(whole)?.checked_div(unit.factor)
    };
    let (low, high) = ends(part, tolerance, false)?;
    let (least, most) = ends(whole, tolerance, false)?;
    let nominal = ratio(part.nominal, whole.nominal)?;
    let ends = (ratio(low, most).or(Some(Decimal::ZERO)), ratio(high, least));
    blurred(ends, nominal, Some(unit), rounding(stated)?)
}

/// By what share of itself `from` became `to`, up or down, in a unit of shares, as precise as `stated` gives it.
#[must_use]
pub fn change(from: &Quantity, to: &Quantity, stated: &Quantity, tolerance: &Tolerance) -> Option<Quantity> {
    let unit = stated.unit.as_ref()?;
    let share = share(to, from, stated, tolerance)?;
    let whole = Decimal::ONE.checked_div(unit.factor)?;
    let (low, high, nominal) = (share.low?, share.high?, share.nominal?);
    let (a, b) = (low.checked_sub(whole)?, high.checked_sub(whole)?);
    let least =
        if a.is_sign_negative() == b.is_sign_negative() { a.abs().min(b.abs()) } else { Decimal::ZERO };
    let ends = (Some(least), Some(a.abs().max(b.abs())));
    blurred(ends, nominal.checked_sub(whole)?.abs(), Some(unit), Decimal::ZERO)
}

/// The same share in the unit of `stated`, as precise as both give it.
#[must_use]
pub fn same_share(share: &Quantity, stated: &Quantity) -> Option<Quantity> {
    let (from, to) = (share.unit.as_ref()?, stated.unit.as_ref()?);
    let width = super::convert(rounding(share)?, from, to)?.max(rounding(stated)?);
    let end = |number: Option<Decimal>| super::convert(number?, from, to);
    let number = end(share.nominal)?;
    blurred((end(share.low).or(Some(number)), end(share.high).or(Some(number))), number, Some(to), width)
}

/// The part of `whole` that `share` is, as precise as `stated` gives it.
#[must_use]
pub fn portion(
    share: &Quantity,
    whole: &Quantity,
    stated: &Quantity,
    tolerance: &Tolerance,
) -> Option<Quantity> {
    let factor = share.unit.as_ref()?.factor;
    if !same_unit(whole, stated) {
        return None;
    }
    let of = |share: Decimal, whole: Decimal| share.checked_mul(factor)?.checked_mul(whole);
    let width = rounding(share)?;
    let (low, high) =
        (share.nominal?.checked_sub(width)?.max(Decimal::ZERO), share.nominal?.checked_add(width)?);
    let (least, most) = ends(whole, tolerance, false)?;
    let most = match most {
        Some(most) => Some(of(high, most)?),
        None => None,
    };
    let middle = of(share.nominal?, whole.nominal?)?;
    blurred(
        (Some(of(low, least.unwrap_or_default())?), most),
        middle,
        whole.unit.as_ref(),
        stated.precision.max(HALF),
    )
}

/// How far apart two quantities are, as precise as `stated` gives it.
#[must_use]
pub fn difference(a: &Quantity, b: &Quantity, stated: &Quantity, tolerance: &Tolerance) -> Option<Quantity> {
    if !same_unit(a, b) || !same_unit(a, stated) {
        return None;
    }
    let ((a_low, a_high), (b_low, b_high)) = (ends(a, tolerance, false)?, ends(b, tolerance, false)?);
    let (up, down) = (b_low?.checked_sub(a_high?)?, a_low?.checked_sub(b_high?)?);
    let most = b_high?.checked_sub(a_low?)?.max(a_high?.checked_sub(b_low?)?);
    let nominal = a.nominal?.checked_sub(b.nominal?)?.abs();
    let least = up.max(down).max(Decimal::ZERO);
    blurred((Some(least), Some(most)), nominal, a.unit.as_ref(), stated.precision)
}

/// A time of `low` to `high` days, in the unit of `stated`; half a unit is nothing.
#[must_use]
pub fn days(low: i32, high: i32, stated: &Quantity) -> Option<Quantity> {
    let unit = stated.unit.as_ref()?;
    let end = |days: i32| Decimal::from(days).checked_mul(DAY)?.checked_div(unit.factor);
    let (low, high) = (end(low)?, end(high)?);
    let middle = low.checked_add(high)?.checked_div(Decimal::TWO)?;
    blurred((Some(low), Some(high)), middle, Some(unit), HALF)
}

/// Between two whole numbers of years, in the unit of `stated`; `None` where that does not count years.
#[must_use]
pub fn years(low: i32, high: i32, stated: &Quantity) -> Option<Quantity> {
    let unit = stated.unit.as_ref().filter(|unit| unit.months == Some(12))?;
    let (low, high) = (Decimal::from(low), Decimal::from(high));
    let nominal = low.checked_add(high)?.checked_div(Decimal::TWO)?;
    blurred((Some(low), Some(high)), nominal, Some(unit), Decimal::ZERO)
}

/// Whether a unit of time is a day or longer.
#[must_use]
pub fn is_of_days(unit: &Unit) -> bool {
    unit.factor >= DAY
}

/// Whether two quantities count in one unit and are no rates.
fn same_unit(a: &Quantity, b: &Quantity) -> bool {
    let code = |q: &Quantity| q.unit.as_ref().map(|u| u.code.clone());
    code(a) == code(b) && a.per.is_none() && b.per.is_none()
}

/// The sum of two ends, unbounded where one is. Outer `None`: out of range.
fn add(a: Option<Decimal>, b: Option<Decimal>) -> Option<Option<Decimal>> {
    match (a, b) {
        (Some(a), Some(b)) => a.checked_add(b).map(Some),
        _ => Some(None),
    }
}

/// How far from the true share a writer's may lie: by its last digit, which is rounded up, down or cut; by a tenth where
/// it is a fraction in words, which is a round number itself.
fn rounding(stated: &Quantity) -> Option<Decimal> {
    let unit = stated.unit.as_ref()?;
    let number = stated.nominal?;
    if unit.factor == Decimal::ONE {
        return number.abs().checked_mul(TENTH);
    }
    let half = if number.fract().is_zero() { HALF.max(stated.precision) } else { stated.precision };
    half.checked_mul(Decimal::TWO)
}

/// A quantity between two ends, each moved out by `width`.
fn blurred(
    (low, high): Ends,
    nominal: Decimal,
    unit: Option<&Arc<Unit>>,
    width: Decimal,
) -> Option<Quantity> {
    let low = low?.checked_sub(width)?.max(Decimal::ZERO).normalize();
    let high = match high {
        Some(high) => Some(high.checked_add(width)?.normalize()),
        None => None,
    };
    let bound = if high.is_some() { Bound::Range } else { Bound::AtLeast };
    Some(Quantity {
        unit: unit.cloned(),
        ..Quantity::new(bound, (Some(low), high), Some(nominal.normalize()))
    })
}

/// A day in seconds, the base unit of durations.
const DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
const TENTH: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
