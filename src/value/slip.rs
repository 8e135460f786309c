//! Slips of the pen: two figures that differ by what a keyboard does to one.
//!
//! A decimal point moves ("12 miles", "1.2 miles"), two digits change places ("26 percent", "62 percent"). Such figures
//! lie far apart as numbers, and near as answers to one question.

use rust_decimal::Decimal;

use super::{Quantity, Value};

/// How one figure may have been mistyped for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// The decimal point stands elsewhere, or zeros are missing.
    Shifted,
    /// Two neighbouring digits have changed places.
    Swapped,
}

/// How one of two values in one unit may be a slip for the other; `None` where they are equal, or too short to tell: of
/// one digit, any figure is a slip for another.
#[must_use]
pub fn slip(a: &Value, b: &Value) -> Option<Slip> {
    let (Value::Quantity(x), Value::Quantity(y)) = (a, b) else { return None };
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
}
