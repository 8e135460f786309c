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
    blurred(ends, Some(nominal), Some(unit), rounding(stated)?)
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
    blurred(ends, Some(nominal.checked_sub(whole)?.abs()), Some(unit), Decimal::ZERO)
}

/// The same share in the unit of `stated`, as precise as both give it.
#[must_use]
pub fn same_share(share: &Quantity, stated: &Quantity) -> Option<Quantity> {
    let (from, to) = (share.unit.as_ref()?, stated.unit.as_ref()?);
    let width = super::convert(rounding(share)?, from, to)?.max(rounding(stated)?);
    let end = |number: Option<Decimal>| super::convert(number?, from, to);
    let number = end(share.nominal)?;
    blurred(
        (end(share.low).or(Some(number)), end(share.high).or(Some(number))),
        Some(number),
        Some(to),
        width,
    )
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
        Some(middle),
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
    blurred((Some(least), Some(most)), Some(nominal), a.unit.as_ref(), stated.precision)
}

/// A time of `low` to `high` days, in the unit of `stated`; half a unit is nothing.
#[must_use]
pub fn days(low: i32, high: i32, stated: &Quantity) -> Option<Quantity> {
    let unit = stated.unit.as_ref()?;
    let end = |days: i32| Decimal::from(days).checked_mul(DAY)?.checked_div(unit.factor);
    let (low, high) = (end(low)?, end(high)?);
    blurred((Some(low), Some(high)), None, Some(unit), HALF)
}

/// Between two whole numbers of years, in the unit of `stated`; `None` where that does not count years.
#[must_use]
pub fn years(low: i32, high: i32, stated: &Quantity) -> Option<Quantity> {
    let unit = stated.unit.as_ref().filter(|unit| unit.months == Some(12))?;
    let (low, high) = (Decimal::from(low), Decimal::from(high));
    blurred((Some(low), Some(high)), None, Some(unit), Decimal::ZERO)
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
    nominal: Option<Decimal>,
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
        ..Quantity::new(bound, (Some(low), high), nominal.map(|n| n.normalize()))
    })
}

/// A day in seconds, the base unit of durations.
const DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
const TENTH: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::{Value, Verdict, compare};

    const BOUNDS: [Bound; 3] = [Bound::Exact, Bound::Approximate, Bound::AtLeast];

    fn number(n: i64, bound: Bound) -> Quantity {
        let n = Some(Decimal::from(n));
        Quantity::new(bound, (n, if bound == Bound::AtLeast { None } else { n }), n)
    }

    fn unit(code: &str, dimension: &str, factor: Decimal) -> Arc<Unit> {
        let (code, dimension) = (code.to_owned(), dimension.to_owned());
        Arc::new(Unit { code, dimension, factor, offset: Decimal::ZERO, months: None })
    }

    fn percent(tenths: i64) -> Quantity {
        let precision = Decimal::new(if tenths % 10 == 0 { 0 } else { 5 }, 2);
        let n = Some(Decimal::new(tenths, 1).normalize());
        let unit = Some(unit("%", "share", Decimal::new(1, 2)));
        Quantity { unit, precision, ..Quantity::new(Bound::Exact, (n, n), n) }
    }

    fn verdict(stated: &Quantity, found: Option<Quantity>) -> Option<Verdict> {
        let (stated, found) = (Value::Quantity(stated.clone()), Value::Quantity(found?));
        Some(compare(&stated, &found, &Tolerance::default()).verdict)
    }

    fn share_of(part: i64, whole: i64, stated: &Quantity) -> Option<Verdict> {
        let (part, whole) = (number(part, Bound::Exact), number(whole, Bound::Exact));
        verdict(stated, share(&part, &whole, stated, &Tolerance::default()))
    }

    #[test]
    fn a_share_may_be_rounded_or_cut() {
        for tenths in [660, 666, 667, 670] {
            assert_eq!(share_of(40, 60, &percent(tenths)), Some(Verdict::Compatible), "{tenths}");
        }
        assert_eq!(share_of(45, 60, &percent(700)), Some(Verdict::Contradict));
        assert_eq!(share_of(1, 0, &percent(700)), None);
    }

    #[test]
    fn a_fraction_in_words_is_round() {
        let one = unit("1", "share", Decimal::ONE);
        let third = Decimal::ONE.checked_div(Decimal::from(3));
        let third = Quantity { unit: Some(one), ..Quantity::new(Bound::Exact, (third, third), third) };
        assert_eq!(share_of(20, 60, &third), Some(Verdict::Compatible));
        assert_eq!(share_of(19, 60, &third), Some(Verdict::Compatible));
        assert_eq!(share_of(15, 60, &third), Some(Verdict::Contradict));
    }

    #[test]
    fn a_change_has_no_sign() {
        let by = |from, to, stated: &Quantity| {
            let (from, to) = (number(from, Bound::Exact), number(to, Bound::Exact));
            verdict(stated, change(&from, &to, stated, &Tolerance::default()))
        };
        assert_eq!(by(80, 60, &percent(250)), Some(Verdict::Compatible));
        assert_eq!(by(60, 80, &percent(333)), Some(Verdict::Compatible));
        assert_eq!(by(80, 60, &percent(400)), Some(Verdict::Contradict));
        assert_eq!(by(0, 60, &percent(400)), None);
    }

    #[test]
    fn half_a_unit_of_time_is_nothing() {
        let lasting = |n: i64, code: &str, days_long: i64| {
            let unit = unit(code, "duration", Decimal::from(days_long * 86_400));
            Quantity { unit: Some(unit), ..number(n, Bound::Exact) }
        };
        let between = |low, high, stated: &Quantity| verdict(stated, days(low, high, stated));
        assert_eq!(between(4, 5, &lasting(5, "d", 1)), Some(Verdict::Compatible));
        assert_eq!(between(4, 5, &lasting(3, "d", 1)), Some(Verdict::Contradict));
        assert_eq!(between(12, 13, &lasting(2, "wk", 7)), Some(Verdict::Compatible));
    }

    #[test]
    fn nothing_overflows() {
        let huge = Quantity::new(Bound::Exact, (Some(Decimal::MAX), Some(Decimal::MAX)), Some(Decimal::MAX));
        let tolerance = Tolerance::default();
        assert_eq!(sum(&[&huge, &huge], &tolerance), None);
        assert_eq!(difference(&huge, &number(-1, Bound::Exact), &huge, &tolerance), None);
        assert_eq!(days(i32::MIN, i32::MAX, &huge), None);
    }

    proptest! {
        #[test]
        fn a_sum_holds_the_sum_of_what_its_parts_hold(
            parts in prop::collection::vec((0_i64..100_000, 0_usize..3, -50_i64..50), 1..6),
        ) {
            let tolerance = Tolerance::default();
            let figures: Vec<Quantity> = parts.iter().map(|(n, b, _)| number(*n, BOUNDS[*b])).collect();
            let total = sum(&figures.iter().collect::<Vec<_>>(), &tolerance).unwrap();
            // A true number for each part, as far from the stated one as its bound allows.
            let true_number = |(n, b, off): &(i64, usize, i64)| match BOUNDS[*b] {
                Bound::Exact => *n,
                Bound::Approximate => n + n * off / 1000,
                _ => n + off.abs(),
            };
            let truth = number(parts.iter().map(true_number).sum(), Bound::Exact);
            prop_assert_ne!(verdict(&truth, Some(total.clone())), Some(Verdict::Contradict));
            let mut turned = figures.clone();
            turned.reverse();
            prop_assert_eq!(sum(&turned.iter().collect::<Vec<_>>(), &tolerance).unwrap(), total);
        }

        #[test]
        fn the_true_share_of_what_is_stated_fits(part in 0_i64..10_000, rest in 1_i64..10_000, b in 0_usize..2) {
            let (part_of, whole) = (number(part, BOUNDS[b]), number(part + rest, BOUNDS[b]));
            let stated = percent(part * 1000 / (part + rest));
            let found = share(&part_of, &whole, &stated, &Tolerance::default());
            prop_assert_ne!(verdict(&stated, found), Some(Verdict::Contradict));
        }
    }
}
