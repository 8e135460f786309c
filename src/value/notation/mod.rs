//! Values for people: `≈ 2 700`, `≥ 12`, `36 h`, `2022-07-15`, `10–12`.
//!
//! One notation, whatever the language of the source: digits grouped by narrow spaces, ISO dates, a sign for the bound.
//! A report in another language may bring a notation of its own, from the catalogues under `rules/ui/`. Lossless enough
//! to be compared by eye; the exact interval stands in the machine-readable reports.

mod dates;

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::sync::LazyLock;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Bound, Moment, Quantity, TimeSet, Unit, Value};
use crate::partial_date::{PartialDate, Precision};

/// How a reader writes numbers and dates. Dates are patterns with `{year}`, `{month}`, `{day}` and `{hour}`, `{minute}`
/// in full digits, `{name}` for the month in words, `{d}` and `{h}` without a leading zero.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notation {
    /// Between thousands.
    pub group: char,
    /// Before decimals.
    pub decimal: char,
    /// A yes.
    pub yes: String,
    /// A no.
    pub no: String,
    /// The months, from January on.
    pub months: Vec<String>,
    /// The weekdays, from Monday on.
    pub weekdays: Vec<String>,
    /// The first day of a month, for `{d}`.
    pub first: String,
    /// A year.
    pub year: String,
    /// A month of a year.
    pub month: String,
    /// A day of a year.
    pub day: String,
    /// Days of one month, the last of them `{last}`; without it, such days are written as any others.
    pub days: Option<String>,
    /// A day without a year.
    pub yearless: String,
    /// A time of day.
    pub clock: String,
    /// Units by code that are written otherwise than by their symbol.
    pub units: BTreeMap<String, String>,
}

/// The notation of data, the same in every language.
static NEUTRAL: LazyLock<Notation> = LazyLock::new(|| {
    // Any year that begins on a Monday will do to name weekdays.
    let named = |month, day, form| Date::new(2001, month, day).map(|at| at.strftime(form).to_string());
    Notation {
        group: NARROW_SPACE,
        decimal: '.',
        yes: "yes".to_owned(),
        no: "no".to_owned(),
        months: (1..=12).filter_map(|month| named(month, 1, "%B").ok()).collect(),
        weekdays: (1..=7).filter_map(|day| named(1, day, "%A").ok()).collect(),
        first: "1".to_owned(),
        year: "{year}".to_owned(),
        month: "{year}-{month}".to_owned(),
        day: "{year}-{month}-{day}".to_owned(),
        days: None,
        yearless: "{d} {name}".to_owned(),
        clock: "{hour}:{minute}".to_owned(),
        units: BTreeMap::new(),
    }
});

/// Code of the unit that is a plain share of a whole.
const PLAIN: &str = "1";

/// Decimals up to which a number is written as stated, and those that are left of a longer one.
const LONGEST: u32 = 9;
const SHORTENED: u32 = 4;

/// Groups digits by thousands and never breaks a line.
const NARROW_SPACE: char = '\u{202f}';

impl Default for Notation {
    fn default() -> Self {
        NEUTRAL.clone()
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&NEUTRAL.value(self))
    }
}

impl Display for TimeSet {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&NEUTRAL.times(self))
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&NEUTRAL.time(self))
    }
}

impl Notation {
    /// A value.
    #[must_use]
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Quantity(quantity) => self.quantity(quantity),
            Value::Time(times) => self.times(times),
            Value::Name(name) => name.clone(),
            Value::Truth(true) => self.yes.clone(),
            Value::Truth(false) => self.no.clone(),
        }
    }

    /// A decimal with its digits grouped by thousands: `12 345.6`. Four digits are grouped too, as tables do.
    #[must_use]
    pub fn number(&self, number: Decimal) -> String {
        // Cents stay as stated; a fraction of nothing but zeros goes, one without end ("two thirds") is cut.
        let number = if number.scale() > LONGEST { number.round_dp(SHORTENED) } else { number };
        let plain = if number.is_integer() { number.trunc() } else { number }.abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut out = String::with_capacity(plain.len() * 2);
        if number.is_sign_negative() && !number.is_zero() {
            out.push('−');
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                out.push(self.group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(self.decimal);
            out.push_str(fraction);
        }
        out
    }

    /// Dates, parted by commas.
    #[must_use]
    pub fn times(&self, times: &TimeSet) -> String {
        let members: Vec<String> = times.members.iter().map(|member| self.time(member)).collect();
        members.join(", ")
    }

    /// A day of publication, as far as it is known.
    #[must_use]
    pub fn published(&self, date: PartialDate) -> String {
        let form = match date.precision() {
            Precision::Year => &self.year,
            Precision::Month => &self.month,
            Precision::Day => &self.day,
        };
        self.date(form, date.first())
    }

    fn quantity(&self, quantity: &Quantity) -> String {
        let sign = match quantity.bound {
            Bound::Exact | Bound::Range => "",
            Bound::Approximate => "≈\u{a0}",
            Bound::AtLeast => "≥\u{a0}",
            Bound::MoreThan => ">\u{a0}",
            Bound::AtMost => "≤\u{a0}",
            Bound::LessThan => "<\u{a0}",
        };
        let amount = match quantity.shown() {
            Shown::One(number) => self.number(number),
            Shown::Span(low, high) => format!("{}–{}", self.number(low), self.number(high)),
            Shown::Nothing => "?".to_owned(),
        };
        let unit = quantity.unit.as_deref().filter(|unit| unit.code != PLAIN);
        let unit = unit.map(|unit| format!("\u{a0}{}", self.symbol(unit)));
        let per = quantity.per.as_deref().map(|per| format!("/{}", self.symbol(per)));
        format!("{sign}{amount}{}{}", unit.unwrap_or_default(), per.unwrap_or_default())
    }

    /// A unit as people write it; UCUM codes of customary units lose their brackets.
    #[must_use]
    pub fn symbol<'a>(&'a self, unit: &'a Unit) -> &'a str {
        let usual = || match unit.code.as_str() {
            "Cel" => "°C",
            "[degF]" => "°F",
            "a" => "yr",
            code => match code.strip_prefix('[').and_then(|c| c.strip_suffix(']')) {
                Some(inner) => inner.split('_').next().unwrap_or(inner),
                None => code,
            },
        };
        self.units.get(&unit.code).map_or_else(usual, String::as_str)
    }
}

/// What stands for a quantity: its number, its interval, or nothing where all is unbounded.
enum Shown {
    One(Decimal),
    Span(Decimal, Decimal),
    Nothing,
}

impl Quantity {
    fn shown(&self) -> Shown {
        let interval = self.low.zip(self.high).filter(|(low, high)| low < high);
        match (self.bound, interval, self.nominal) {
            (Bound::Range, Some((low, high)), _) => Shown::Span(low, high),
            (Bound::Approximate, Some((low, high)), Some(number)) if is_vague(low, high, number) => {
                Shown::Span(low, high)
            }
            (_, _, Some(number)) => Shown::One(number),
            (_, Some((low, high)), None) => Shown::Span(low, high),
            (_, None, None) => self.low.or(self.high).map_or(Shown::Nothing, Shown::One),
        }
    }
}

/// Whether an interval is so wide that its middle says little: a vague word rather than a tolerance.
fn is_vague(low: Decimal, high: Decimal, number: Decimal) -> bool {
    high.checked_sub(low).is_some_and(|width| width > number.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(bound: Bound, low: Option<i64>, nominal: Option<i64>, high: Option<i64>) -> Quantity {
        let decimal = |n: Option<i64>| n.map(Decimal::from);
        Quantity::new(bound, (decimal(low), decimal(high)), decimal(nominal))
    }

    fn shown(value: impl Display) -> String {
        value.to_string().replace(['\u{a0}', NARROW_SPACE], " ")
    }

    #[test]
    fn bounds_have_signs() {
        assert_eq!(
            shown(Value::Quantity(quantity(Bound::Exact, Some(2700), Some(2700), Some(2700)))),
            "2 700"
        );
        assert_eq!(
            shown(Value::Quantity(quantity(Bound::Approximate, Some(2565), Some(2700), Some(2835)))),
            "≈ 2 700"
        );
        assert_eq!(
            shown(Value::Quantity(quantity(Bound::Approximate, Some(20), Some(50), Some(99)))),
            "≈ 20–99"
        );
        assert_eq!(shown(Value::Quantity(quantity(Bound::AtLeast, Some(12), Some(12), None))), "≥ 12");
        assert_eq!(shown(Value::Quantity(quantity(Bound::Range, Some(10), None, Some(12)))), "10–12");
        assert_eq!(shown(Value::Quantity(quantity(Bound::AtLeast, Some(12), None, None))), "≥ 12");
    }

    #[test]
    fn digits_are_grouped() {
        let number = |text: &str| NEUTRAL.number(text.parse().unwrap()).replace(NARROW_SPACE, " ");
        assert_eq!(number("1234567.50"), "1 234 567.50");
        assert_eq!(number("12.0"), "12");
        assert_eq!(number("-1234"), "−1 234");
        assert_eq!(number("999"), "999");
        assert_eq!(number("0.6666666666666666666666666667"), "0.6667");
    }
}
