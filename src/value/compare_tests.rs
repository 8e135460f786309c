use std::sync::Arc;

use super::*;
use crate::value::Unit;

fn quantity(number: i64, bound: Bound, unit: Option<(&str, &str, i64)>) -> Value {
    let n = Decimal::from(number);
    let (low, high) = match bound {
        Bound::AtLeast | Bound::MoreThan => (Some(n), None),
        Bound::AtMost | Bound::LessThan => (None, Some(n)),
        _ => (Some(n), Some(n)),
    };
    let unit = unit.map(|(code, dimension, milli)| {
        Arc::new(Unit {
            code: code.into(),
            dimension: dimension.into(),
            factor: Decimal::new(milli, 3),
            offset: Decimal::ZERO,
            months: None,
        })
    });
    Value::Quantity(Quantity { unit, ..Quantity::new(bound, (low, high), Some(n)) })
}

fn verdict(a: &Value, b: &Value) -> Verdict {
    let forth = compare(a, b, &Tolerance::default());
    assert_eq!(forth, compare(b, a, &Tolerance::default()), "comparison is symmetric");
    forth.verdict
}

#[test]
fn disjoint_numbers_contradict_and_say_by_how_much() {
    let (a, b) = (quantity(3_000, Bound::Approximate, None), quantity(2_700, Bound::Approximate, None));
    assert_eq!(verdict(&a, &b), Verdict::Contradict);
    let reason = Reason::new("answer.apart_beyond").with("percent", "10").with("tolerance", Decimal::from(5));
    let reason = reason.with("distance", Decimal::from(300));
    assert_eq!(compare(&a, &b, &Tolerance::default()).reason, reason);
}

#[test]
fn bounds_leave_room() {
    let least = quantity(10, Bound::AtLeast, None);
    let more = quantity(10, Bound::MoreThan, None);
    assert_eq!(verdict(&least, &quantity(12, Bound::Exact, None)), Verdict::Compatible);
    assert_eq!(verdict(&least, &quantity(9, Bound::Exact, None)), Verdict::Contradict);
    assert_eq!(verdict(&more, &quantity(9, Bound::Exact, None)), Verdict::Contradict);
    // "130" and "more than 130" are one figure, rounded by one of the two.
    assert_eq!(verdict(&more, &quantity(10, Bound::Exact, None)), Verdict::Compatible);
    assert_eq!(verdict(&least, &more), Verdict::Compatible);
}

#[test]
fn units_of_one_dimension_convert() {
    let km = quantity(100, Bound::Exact, Some(("km", "length", 1_000_000)));
    let miles = |n, bound| quantity(n, bound, Some(("[mi_i]", "length", 1_609_344)));
    let hours = quantity(100, Bound::Exact, Some(("h", "duration", 3_600_000)));
    assert_eq!(verdict(&km, &hours), Verdict::Incomparable);
    // 100 km are 62.14 miles.
    for (number, bound, outcome) in [
        (62, Bound::Exact, Verdict::Agree),
        (62, Bound::Approximate, Verdict::Agree),
        (62, Bound::AtLeast, Verdict::Compatible),
        (60, Bound::Exact, Verdict::Compatible),
        (70, Bound::Exact, Verdict::Contradict),
    ] {
        assert_eq!(verdict(&km, &miles(number, bound)), outcome, "{number} {bound:?}");
    }
}

#[test]
fn of_two_units_only_the_rounder_figure_was_rounded() {
    let percent = |n| quantity(n, Bound::Exact, Some(("%", "share", 10)));
    let Value::Quantity(mut thirds) = quantity(1, Bound::Exact, Some(("1", "share", 1_000))) else {
        unreachable!()
    };
    thirds.nominal = Some(Decimal::TWO / Decimal::from(3));
    (thirds.low, thirds.high) = (thirds.nominal, thirds.nominal);
    let thirds = Value::Quantity(thirds);
    assert_eq!(verdict(&thirds, &percent(68)), Verdict::Compatible);
    assert_eq!(verdict(&thirds, &percent(72)), Verdict::Contradict);
    // However long a number is, it is no fraction.
    let metres = |n| quantity(n, Bound::Exact, Some(("m", "length", 1_000)));
    let kilometres = |n| quantity(n, Bound::Exact, Some(("km", "length", 1_000_000)));
    assert_eq!(verdict(&metres(12_345_678), &kilometres(12_980)), Verdict::Compatible);
    assert_eq!(verdict(&metres(12_345_678), &kilometres(11_740)), Verdict::Contradict);
}

#[test]
fn a_converted_figure_is_rounded_to_the_digits_it_is_stated_with() {
    let metres = |n| quantity(n, Bound::Exact, Some(("m", "length", 1_000)));
    let feet = |n| quantity(n, Bound::Exact, Some(("[ft_i]", "length", 305)));
    // Either may be the one that was converted.
    assert_eq!(verdict(&metres(1_000), &feet(3_280)), Verdict::Agree);
    assert_eq!(verdict(&metres(31), &feet(102)), Verdict::Agree);
    assert_eq!(verdict(&metres(6), &feet(21)), Verdict::Compatible);
    // So round that any of many would be.
    assert_eq!(verdict(&metres(31), &feet(100)), Verdict::Compatible);
}

#[test]
fn whole_measures_are_rounded_whole_counts_are_not() {
    let km = |n| quantity(n, Bound::Exact, Some(("km", "length", 1_000_000)));
    let Value::Quantity(mut finer) = km(18) else { unreachable!() };
    finer.nominal = Some(Decimal::new(182, 1));
    (finer.low, finer.high, finer.precision) = (finer.nominal, finer.nominal, Decimal::new(5, 2));
    assert_eq!(verdict(&km(18), &Value::Quantity(finer)), Verdict::Compatible);
    assert_eq!(verdict(&km(18), &km(19)), Verdict::Contradict);
    assert_eq!(
        verdict(&quantity(18, Bound::Exact, None), &quantity(19, Bound::Exact, None)),
        Verdict::Contradict
    );
}

#[test]
fn digits_may_be_cut_off_as_well_as_rounded() {
    let stated = |mantissa, scale, precision| {
        let number = Some(Decimal::new(mantissa, scale));
        let precision = Decimal::new(precision, 2);
        Value::Quantity(Quantity { precision, ..Quantity::new(Bound::Exact, (number, number), number) })
    };
    let (whole, finer) = (stated(412, 0, 50), stated(4126, 1, 5));
    assert_eq!(verdict(&whole, &finer), Verdict::Compatible);
    assert_eq!(verdict(&whole, &stated(4132, 1, 5)), Verdict::Contradict);
    assert_eq!(verdict(&stated(413, 0, 50), &stated(4122, 1, 5)), Verdict::Contradict);
    assert_eq!(verdict(&stated(2, 0, 50), &stated(29, 1, 5)), Verdict::Contradict);
}

#[test]
fn two_numbers_rounded_alike_are_two() {
    let tenths = |mantissa| {
        let number = Some(Decimal::new(mantissa, 1));
        let precision = Decimal::new(5, 2);
        Value::Quantity(Quantity { precision, ..Quantity::new(Bound::Exact, (number, number), number) })
    };
    assert_eq!(verdict(&tenths(63), &tenths(64)), Verdict::Contradict);
    assert_eq!(verdict(&tenths(63), &tenths(63)), Verdict::Agree);
}

#[test]
fn truths_and_names_agree_or_not() {
    assert_eq!(verdict(&Value::Truth(true), &Value::Truth(false)), Verdict::Contradict);
    assert_eq!(verdict(&Value::Name("A".into()), &Value::Name("A".into())), Verdict::Agree);
    assert_eq!(verdict(&Value::Truth(true), &quantity(1, Bound::Exact, None)), Verdict::Incomparable);
}

#[test]
fn rates_compare_with_rates() {
    let time = |code: &str, factor: i64| {
        let (code, dimension) = (code.to_owned(), "duration".to_owned());
        Unit { code, dimension, factor: factor.into(), offset: Decimal::ZERO, months: None }
    };
    let rate = |number: i64, per: Option<Unit>| {
        let number = Some(number.into());
        let per = per.map(Arc::new);
        Value::Quantity(Quantity { per, ..Quantity::new(Bound::Exact, (number, number), number) })
    };
    let verdict = |a: &Value, b: &Value| {
        let (there, back) = (compare(a, b, &Tolerance::default()), compare(b, a, &Tolerance::default()));
        assert_eq!(there.verdict, back.verdict);
        there.verdict
    };
    let (week, day) = (|| Some(time("wk", 604_800)), || Some(time("d", 86_400)));
    assert_eq!(verdict(&rate(120, week()), &rate(120, week())), Verdict::Agree);
    assert_eq!(verdict(&rate(120, week()), &rate(17, day())), Verdict::Compatible);
    assert_eq!(verdict(&rate(120, week()), &rate(30, day())), Verdict::Contradict);
    assert_eq!(verdict(&rate(120, week()), &rate(120, None)), Verdict::Incomparable);
}

#[test]
fn a_month_told_in_days_is_any_month() {
    let time = |number: Decimal, code: &str, factor: i64, months: Option<u32>| {
        let (code, dimension) = (code.to_owned(), "duration".to_owned());
        let unit = Unit { code, dimension, factor: factor.into(), offset: Decimal::ZERO, months };
        let number = Some(number);
        Value::Quantity(Quantity {
            unit: Some(Arc::new(unit)),
            ..Quantity::new(Bound::Exact, (number, number), number)
        })
    };
    let month = time(Decimal::new(15, 1), "mo", 2_592_000, Some(1));
    let weeks = |n: i64| time(n.into(), "wk", 604_800, None);
    assert_eq!(verdict(&month, &weeks(6)), Verdict::Compatible);
    assert_eq!(verdict(&month, &weeks(5)), Verdict::Contradict);
    assert_eq!(verdict(&month, &weeks(8)), Verdict::Contradict);
}
