//! Values for people: `≈ 2 700`, `≥ 12`, `36 h`, `2022-07-15`, `10–12`.
//!
//! One notation everywhere, whatever the language of the source: digits grouped by narrow spaces, ISO dates, a sign
//! for the bound. Lossless enough to be compared by eye; the exact interval stands in the machine-readable reports.

use std::fmt::{self, Display, Formatter, Write};

use jiff::civil::{Date, DateTime, Weekday};
use rust_decimal::Decimal;

use super::{Bound, Grain, Moment, Quantity, TimeSet, Unit, Value, When};

/// Groups digits by thousands and never breaks a line.
const NARROW_SPACE: char = '\u{202f}';

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quantity(quantity) => quantity.fmt(f),
            Self::Time(times) => times.fmt(f),
            Self::Name(name) => f.write_str(name),
            Self::Truth(true) => f.write_str("yes"),
            Self::Truth(false) => f.write_str("no"),
        }
    }
}

impl Display for Quantity {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let sign = match self.bound {
            Bound::Exact | Bound::Range => "",
            Bound::Approximate => "≈\u{a0}",
            Bound::AtLeast => "≥\u{a0}",
            Bound::MoreThan => ">\u{a0}",
            Bound::AtMost => "≤\u{a0}",
            Bound::LessThan => "<\u{a0}",
        };
        f.write_str(sign)?;
        match self.shown() {
            Shown::One(number) => f.write_str(&grouped(number))?,
            Shown::Span(low, high) => write!(f, "{}–{}", grouped(low), grouped(high))?,
            Shown::Nothing => f.write_str("?")?,
        }
        match &self.unit {
            Some(unit) => write!(f, "\u{a0}{}", unit.symbol()),
            None => Ok(()),
        }
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

impl Unit {
    /// The unit as people write it; UCUM codes of customary units lose their brackets.
    fn symbol(&self) -> &str {
        match self.code.as_str() {
            "Cel" => "°C",
            "[degF]" => "°F",
            "a" => "yr",
            code => match code.strip_prefix('[').and_then(|c| c.strip_suffix(']')) {
                Some(inner) => inner.split('_').next().unwrap_or(inner),
                None => code,
            },
        }
    }
}

/// A decimal with its digits grouped by thousands: `12 345.6`. Four digits are grouped too, as tables do.
#[must_use]
pub fn grouped(number: Decimal) -> String {
    // Cents stay as stated; a fraction of nothing but zeros goes.
    let plain = if number.is_integer() { number.trunc() } else { number }.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::with_capacity(plain.len() * 2);
    if number.is_sign_negative() && !number.is_zero() {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(NARROW_SPACE);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

impl Display for TimeSet {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, member) in self.members.iter().enumerate() {
            if at > 0 {
                f.write_str(", ")?;
            }
            member.fmt(f)?;
        }
        Ok(())
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.interval.filter(|_| !self.assumed || self.minutes.is_none()) {
            Some(when) => {
                let rounded = when.period().is_some();
                if self.approximate && rounded {
                    f.write_str("≈\u{a0}")?;
                }
                when.fmt(f)
            }
            None => self.fmt_unanchored(f),
        }
    }
}

impl Moment {
    /// The fields that were stated, where nothing anchors them to the calendar.
    fn fmt_unanchored(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(weekday) = self.weekday.and_then(|day| Weekday::from_monday_one_offset(day).ok()) {
            parts.push(format!("{weekday:?}"));
        }
        // Any leap year will do to name a month.
        let named = |day, form| Some(Date::new(2000, self.month?, day).ok()?.strftime(form).to_string());
        parts.extend(match self.day {
            Some(day) => named(day, "%-d %B"),
            None => named(1, "%B"),
        });
        if let Some((first, last)) = self.minutes {
            parts.push(clock(first));
            if self.grain == Grain::DayPart {
                parts.push(format!("– {}", clock(last)));
            }
        }
        if parts.is_empty() {
            parts.push(match self.grain {
                Grain::Minute | Grain::Hour | Grain::DayPart => "??:??".to_owned(),
                _ => "????-??-??".to_owned(),
            });
        }
        f.write_str(&parts.join(" "))
    }
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

impl Display for When {
    /// The shortest ISO form: a period of the calendar by its name (`2022`, `2022-07`, `2022-07-15`), any other
    /// interval by its ends.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(period) = self.period() {
            return f.write_str(&period);
        }
        let (Some(low), Some(high)) = (self.low, self.high) else {
            if let Some(low) = self.low {
                write!(f, "{} ", end(low, self.low_is_whole()))?;
            }
            f.write_char('–')?;
            return match self.high {
                Some(high) => write!(f, " {}", end(high, self.high_is_whole())),
                None => Ok(()),
            };
        };
        let whole = self.low_is_whole() && self.high_is_whole();
        let years = whole && (low.month(), low.day()) == (1, 1) && (high.month(), high.day()) == (12, 31);
        if years {
            return write!(f, "{:04}–{:04}", low.year(), high.year());
        }
        write!(f, "{} – {}", end(low, whole), end(high, whole))
    }
}

/// One end of an interval, to the day or to the minute.
fn end(at: DateTime, whole_day: bool) -> String {
    let form = if whole_day { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" };
    at.strftime(form).to_string()
}

impl When {
    /// The name of the year, month, day or minute that the interval is, where it is one.
    fn period(&self) -> Option<String> {
        let (low, high) = (self.low?, self.high?);
        let (first, last) = (low.date(), high.date());
        if low.strftime("%Y-%m-%d %H:%M").to_string() == high.strftime("%Y-%m-%d %H:%M").to_string() {
            return Some(end(low, false));
        }
        if !(self.low_is_whole() && self.high_is_whole()) {
            return None;
        }
        if first == last {
            Some(first.to_string())
        } else if first == first.first_of_month() && last == first.last_of_month() {
            Some(format!("{:04}-{:02}", first.year(), first.month()))
        } else if first == first.first_of_year() && last == first.last_of_year() {
            Some(format!("{:04}", first.year()))
        } else {
            None
        }
    }

    fn low_is_whole(&self) -> bool {
        self.low.is_none_or(|at| (at.hour(), at.minute()) == (0, 0))
    }

    fn high_is_whole(&self) -> bool {
        self.high.is_none_or(|at| (at.hour(), at.minute()) == (23, 59))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(bound: Bound, low: Option<i64>, nominal: Option<i64>, high: Option<i64>) -> Quantity {
        let decimal = |n: Option<i64>| n.map(Decimal::from);
        let (low, nominal, high) = (decimal(low), decimal(nominal), decimal(high));
        Quantity { low, high, nominal, bound, precision: Decimal::ZERO, unit: None }
    }

    fn shown(value: impl Display) -> String {
        value.to_string().replace(['\u{a0}', NARROW_SPACE], " ")
    }

    fn when(low: &str, high: &str) -> String {
        let end = |text: &str| text.parse().ok();
        shown(When { low: end(low), high: end(high) })
    }

    #[test]
    fn bounds_have_signs() {
        assert_eq!(shown(quantity(Bound::Exact, Some(2700), Some(2700), Some(2700))), "2 700");
        assert_eq!(shown(quantity(Bound::Approximate, Some(2565), Some(2700), Some(2835))), "≈ 2 700");
        assert_eq!(shown(quantity(Bound::Approximate, Some(20), Some(50), Some(99))), "≈ 20–99");
        assert_eq!(shown(quantity(Bound::AtLeast, Some(12), Some(12), None)), "≥ 12");
        assert_eq!(shown(quantity(Bound::Range, Some(10), None, Some(12))), "10–12");
        assert_eq!(shown(quantity(Bound::AtLeast, Some(12), None, None)), "≥ 12");
    }

    #[test]
    fn digits_are_grouped() {
        let number = |text: &str| grouped(text.parse().unwrap()).replace(NARROW_SPACE, " ");
        assert_eq!(number("1234567.50"), "1 234 567.50");
        assert_eq!(number("12.0"), "12");
        assert_eq!(number("-1234"), "−1 234");
        assert_eq!(number("999"), "999");
    }

    #[test]
    fn periods_have_short_names() {
        assert_eq!(when("2022-07-15T00:00", "2022-07-15T23:59:59"), "2022-07-15");
        assert_eq!(when("2022-07-01T00:00", "2022-07-31T23:59:59"), "2022-07");
        assert_eq!(when("2022-01-01T00:00", "2022-12-31T23:59:59"), "2022");
        assert_eq!(when("1980-01-01T00:00", "1989-12-31T23:59:59"), "1980–1989");
        assert_eq!(when("2022-07-11T00:00", "2022-07-20T23:59:59"), "2022-07-11 – 2022-07-20");
        assert_eq!(when("2022-07-11T14:30", "2022-07-11T14:30"), "2022-07-11 14:30");
        assert_eq!(when("2014-01-01T00:00", ""), "2014-01-01 –");
    }

    #[test]
    fn a_bare_weekday_is_named() {
        let moment = Moment { weekday: Some(2), ..Moment::default() };
        assert_eq!(moment.to_string(), "Tuesday");
    }
}
