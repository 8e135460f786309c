//! A value as machines read it: the `value` object of every JSON output.
//!
//! One form for all kinds: an interval with both ends inclusive, `null` where unbounded, and what was stated.

use std::borrow::Cow;

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Serialize, Serializer};

use super::{Bound, Grain, Moment, Quantity, TimeSet, Unit, Value};

/// `{"low", "high", "nominal", "bound", "unit"}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wire<'v> {
    /// Lowest value; `null` where unbounded.
    pub low: Option<End<'v>>,
    /// Highest value; `null` where unbounded.
    pub high: Option<End<'v>>,
    /// The value as stated; `null` for dates.
    pub nominal: Option<End<'v>>,
    /// How firmly it is stated.
    pub bound: Bound,
    /// Code of its unit, with what it is told per behind a stroke; `polarity` for a yes or no.
    pub unit: Option<Cow<'v, str>>,
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq)]
pub enum End<'v> {
    /// A number; written as an integer where it is one.
    Number(Decimal),
    /// An ISO 8601 date, with a time of day where one is known.
    Date(DateTime, bool),
    /// A name.
    Name(Cow<'v, str>),
}

impl Serialize for End<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => match (number.is_integer(), number.to_i64()) {
                (true, Some(whole)) => serializer.serialize_i64(whole),
                (true, None) => number.to_i128().unwrap_or_default().serialize(serializer),
                // The shortest digits that read back as the same double: no noise up to 15 digits.
                (false, _) => serializer.serialize_f64(number.to_f64().unwrap_or_default()),
            },
            Self::Date(at, false) => serializer.collect_str(&at.date()),
            Self::Date(at, true) => serializer.collect_str(at),
            Self::Name(name) => serializer.serialize_str(name),
        }
    }
}

impl<'v> From<&'v Value> for Wire<'v> {
    fn from(value: &'v Value) -> Self {
        match value {
            Value::Quantity(quantity) => quantity.into(),
            Value::Time(times) => times.into(),
            Value::Name(name) => {
                let name = Some(End::Name(name.as_str().into()));
                Self { low: None, high: None, nominal: name, bound: Bound::Exact, unit: None }
            }
            Value::Truth(truth) => {
                let end = Some(End::Number(Decimal::from(u8::from(*truth))));
                Self {
                    low: end.clone(),
                    high: end.clone(),
                    nominal: end,
                    bound: Bound::Exact,
                    unit: Some("polarity".into()),
                }
            }
        }
    }
}

impl<'v> From<&'v Quantity> for Wire<'v> {
    /// Durations are given in their base unit, all else in the unit it was stated in.
    fn from(quantity: &'v Quantity) -> Self {
        let unit = quantity.unit.as_deref();
        let factor = unit.filter(|u| u.dimension == DURATION).map_or(Decimal::ONE, |u| u.factor);
        let end = |number: Option<Decimal>| Some(End::Number(number?.checked_mul(factor)?.normalize()));
        Self {
            low: end(quantity.low),
            high: end(quantity.high),
            nominal: end(quantity.nominal),
            bound: quantity.bound,
            unit: code(quantity),
        }
    }
}

/// The code of the unit of a quantity: "km", "EUR/mo", "/d".
fn code(quantity: &Quantity) -> Option<Cow<'_, str>> {
    let own = |unit: &'_ Unit| if unit.dimension == DURATION { SECOND.to_owned() } else { unit.code.clone() };
    match (quantity.unit.as_deref(), quantity.per.as_deref()) {
        (unit, Some(per)) => Some(format!("{}/{}", unit.map(own).unwrap_or_default(), per.code).into()),
        (Some(unit), None) if unit.dimension == DURATION => Some(SECOND.into()),
        (Some(unit), None) => Some(unit.code.as_str().into()),
        (None, None) => None,
    }
}

const DURATION: &str = "duration";
const SECOND: &str = "s";

impl<'v> Wire<'v> {
    /// What a value states, one by one: each date of a set, or the value itself.
    #[must_use]
    pub fn each(value: &'v Value) -> Vec<Self> {
        match value {
            Value::Time(times) => times.members.chunks(1).map(Self::times).collect(),
            Value::Quantity(_) | Value::Name(_) | Value::Truth(_) => vec![value.into()],
        }
    }

    fn times(members: &[Moment]) -> Self {
        let timed = members.iter().any(|m| m.grain <= Grain::DayPart);
        let whens = || members.iter().filter_map(Moment::reach);
        let anchored = whens().next().is_some();
        // One open end leaves the whole set open there.
        let low = whens().map(|w| w.low).min().flatten();
        let high =
            if whens().any(|w| w.high.is_none()) { None } else { whens().map(|w| w.high).max().flatten() };
        let bound = match (low, high) {
            (None, Some(_)) => Bound::AtMost,
            (Some(_), None) => Bound::AtLeast,
            _ if members.iter().any(|m| m.approximate) => Bound::Approximate,
            _ if anchored && members.iter().any(|m| m.grain == Grain::Interval) => Bound::Range,
            _ => Bound::Exact,
        };
        let end = |at: Option<DateTime>| at.map(|at| End::Date(at, timed));
        Self { low: end(low), high: end(high), nominal: None, bound, unit: None }
    }
}

impl From<&TimeSet> for Wire<'_> {
    /// From the first moment of the first member to the last moment of the last.
    fn from(times: &TimeSet) -> Self {
        Self::times(&times.members)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn json(value: &Value) -> String {
        serde_json::to_string(&Wire::from(value)).unwrap()
    }

    fn quantity(number: &str, unit: Option<(&str, &str, i64)>) -> Value {
        let number = Some(number.parse().unwrap());
        let unit = unit.map(|(code, dimension, factor)| {
            let (code, dimension) = (code.to_owned(), dimension.to_owned());
            Arc::new(Unit { code, dimension, factor: factor.into(), offset: Decimal::ZERO, months: None })
        });
        Value::Quantity(Quantity { unit, ..Quantity::new(Bound::AtLeast, (number, None), number) })
    }

    #[test]
    fn numbers_are_written_without_noise() {
        assert_eq!(
            json(&quantity("0.10", None)),
            r#"{"low":0.1,"high":null,"nominal":0.1,"bound":"at_least","unit":null}"#
        );
        assert!(json(&quantity("2700.0", None)).contains("\"low\":2700,"));
        assert!(
            json(&quantity("79228162514264337593543950335", None)).contains("79228162514264337593543950335")
        );
    }

    #[test]
    fn durations_are_in_seconds_and_measures_as_stated() {
        assert!(
            json(&quantity("36", Some(("h", "duration", 3600))))
                .contains(r#""nominal":129600,"bound":"at_least","unit":"s""#)
        );
        assert!(
            json(&quantity("12", Some(("km", "length", 1000))))
                .contains(r#""nominal":12,"bound":"at_least","unit":"km""#)
        );
    }

    #[test]
    fn a_set_of_dates_spans_from_first_to_last() {
        let year = |year: i16| {
            let first = jiff::civil::date(year, 1, 1);
            Moment::days(first, first.last_of_year(), Grain::Year)
        };
        let set = Value::Time(TimeSet { members: vec![year(2018), year(2020)] });
        assert_eq!(
            json(&set),
            r#"{"low":"2018-01-01","high":"2020-12-31","nominal":null,"bound":"exact","unit":null}"#
        );
    }
}
