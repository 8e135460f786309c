//! Slips of the pen: two figures that differ by what a keyboard does to one.
//!
//! A decimal point moves ("12 miles", "1.2 miles"), two digits change places ("26 percent", "62 percent"), one month is
//! written for another ("12 March", "12 May"). Such figures and dates lie far apart, and near as answers to one question.

use rust_decimal::Decimal;

use super::{Grain, Moment, Quantity, TimeSet, Value};

/// How one figure may have been mistyped for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// The decimal point stands elsewhere, or zeros are missing.
    Shifted,
    /// Two neighbouring digits have changed places.
    Swapped,
    /// The day of the month is that of another month.
    OtherMonth,
}

/// How one of two values in one unit may be a slip for the other; `None` where they are equal, or too short to tell: of
/// one digit, any figure is a slip for another.
#[must_use]
pub fn slip(a: &Value, b: &Value) -> Option<Slip> {
    let (x, y) = match (a, b) {
        (Value::Quantity(x), Value::Quantity(y)) => (x, y),
        (Value::Time(x), Value::Time(y)) => return slip_of_dates(x, y),
        _ => return None,
    };
    if x.unit != y.unit || x.per != y.per {
        return None;
    }
    let (x, y) = (digits(x)?, digits(y)?);
    if x.len() < 2 || y.len() < 2 {
        None
    } else if x == y {
        (nominal(a) != nominal(b)).then_some(Slip::Shifted)
    } else {
        (are_swapped(&x, &y) && same_size(a, b)).then_some(Slip::Swapped)
    }
}

fn nominal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Quantity(quantity) => quantity.nominal.map(|n| n.abs().normalize()),
        _ => None,
    }
}

/// The digits of the figure as stated, without the zeros around them.
fn digits(quantity: &Quantity) -> Option<Vec<u8>> {
    let mantissa = quantity.nominal?.normalize().mantissa().unsigned_abs().to_string();
    Some(mantissa.trim_end_matches('0').bytes().collect())
}

/// How one of two dates, each written with its day or only its year, may be a slip for the other.
fn slip_of_dates(x: &TimeSet, y: &TimeSet) -> Option<Slip> {
    let ([of_x], [of_y]) = (x.members.as_slice(), y.members.as_slice()) else { return None };
    let (p, q) = (x.first_day()?, y.first_day()?);
    let swapped = |x: i16, y: i16| are_swapped(x.to_string().as_bytes(), y.to_string().as_bytes());
    let dated = |m: &Moment| m.day.is_some() && !m.assumed;
    if of_x.grain == Grain::Year && of_y.grain == Grain::Year {
        swapped(p.year(), q.year()).then_some(Slip::Swapped)
    } else if !dated(of_x) || !dated(of_y) || p.year() != q.year() {
        None
    } else if p.month() == q.month() {
        swapped(p.day().into(), q.day().into()).then_some(Slip::Swapped)
    } else {
        (p.day() == q.day()).then_some(Slip::OtherMonth)
    }
}

/// Whether one becomes the other where two neighbours change places.
fn are_swapped(x: &[u8], y: &[u8]) -> bool {
    let differ: Vec<usize> = (0..x.len().max(y.len())).filter(|&at| x.get(at) != y.get(at)).collect();
    match differ.as_slice() {
        &[i, j] => j == i + 1 && j < x.len().min(y.len()) && x[i] == y[j] && x[j] == y[i],
        _ => false,
    }
}

/// Whether two figures have their first digit at one place.
fn same_size(a: &Value, b: &Value) -> bool {
    let size = |value| nominal(value).map(|n: Decimal| n.trunc().to_string().len());
    size(a) == size(b)
}

#[cfg(test)]
mod tests {
    use super::super::Bound;
    use super::*;

    fn of(a: &str, b: &str) -> Option<Slip> {
        let value = |text: &str| {
            let number = text.parse().ok();
            Value::Quantity(Quantity::new(Bound::Exact, (number, number), number))
        };
        assert_eq!(slip(&value(a), &value(b)), slip(&value(b), &value(a)));
        slip(&value(a), &value(b))
    }

    #[test]
    fn a_moved_point_and_changed_places_are_slips_and_nothing_else() {
        assert_eq!(of("12", "1.2"), Some(Slip::Shifted));
        assert_eq!(of("1250", "12500"), Some(Slip::Shifted));
        assert_eq!(of("26", "62"), Some(Slip::Swapped));
        assert_eq!(of("1324", "1342"), Some(Slip::Swapped));
        assert_eq!(of("3.14", "3.41"), Some(Slip::Swapped));
        for (a, b) in [("1", "10"), ("200", "20"), ("26", "26"), ("26", "36"), ("123", "321"), ("620", "26")]
        {
            assert_eq!(of(a, b), None, "{a} and {b}");
        }
    }

    #[test]
    fn years_with_swapped_digits_and_days_of_another_month_are_slips() {
        let date = |year, month, day, grain: Grain| {
            let first = jiff::civil::Date::constant(year, month, day);
            let last = if grain == Grain::Year { first.last_of_year() } else { first };
            let mut moment = Moment::days(first, last, grain);
            moment.day = (grain == Grain::Day).then_some(day);
            Value::Time(TimeSet { members: vec![moment] })
        };
        let year = |year| date(year, 1, 1, Grain::Year);
        let day = |month, day| date(2021, month, day, Grain::Day);
        assert_eq!(slip(&year(1878), &year(1887)), Some(Slip::Swapped));
        assert_eq!(slip(&year(1878), &year(1879)), None);
        assert_eq!(slip(&day(3, 12), &day(5, 12)), Some(Slip::OtherMonth));
        assert_eq!(slip(&day(3, 12), &day(3, 21)), Some(Slip::Swapped));
        assert_eq!(slip(&day(3, 12), &day(3, 14)), None);
        assert_eq!(slip(&day(3, 12), &date(2022, 3, 12, Grain::Day)), None);
    }
}
