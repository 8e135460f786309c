//! A calendar date known to the day, the month or the year: what sources say of their own publication.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};

use jiff::civil::Date;

/// A date to the precision its writer gave: `2022`, `2022-09` or `2022-09-08`.
///
/// Ordered by first day, then the coarser first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    first: Date,
    precision: Precision,
}

/// How much of a [`PartialDate`] is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

impl PartialDate {
    /// A date known to the day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { first: date, precision: Precision::Day }
    }

    /// A date from its parts; `None` where they name no day of the calendar.
    #[must_use]
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        let precision = match (month, day) {
            (None, None) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
            (None, Some(_)) => return None,
        };
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { first, precision })
    }

    /// First day it may mean.
    #[must_use]
    pub fn first(self) -> Date {
        self.first
    }

    /// Last day it may mean.
    #[must_use]
    pub fn last(self) -> Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }

    /// How much is known.
    #[must_use]
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The day, where it is known.
    #[must_use]
    pub fn exact(self) -> Option<Date> {
        (self.precision == Precision::Day).then_some(self.first)
    }
}

impl FromStr for PartialDate {
    type Err = String;

    /// Reads ISO 8601 (`2022`, `2022-09`, `2022-09-08`, with or without a time of day after it).
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let date = text.split(['T', ' ']).next().unwrap_or_default();
        let mut parts = date.split('-');
        let year = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok());
        let month = parts.next().map(str::parse).transpose();
        let day = parts.next().map(str::parse).transpose();
        match (year, month, day, parts.next()) {
            (Some(year), Ok(month), Ok(day), None) => Self::new(year, month, day),
            _ => None,
        }
        .ok_or_else(|| format!("'{text}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"))
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            Precision::Year => write!(f, "{year:04}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_each_precision() {
        for text in ["2022", "2022-09", "2022-09-08"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        assert_eq!("2022-09-08T10:00:00Z".parse::<PartialDate>().unwrap().to_string(), "2022-09-08");
        assert!("2022-13".parse::<PartialDate>().is_err());
        assert!("22-09".parse::<PartialDate>().is_err());
    }

    #[test]
    fn a_month_spans_its_days() {
        let month: PartialDate = "2024-02".parse().unwrap();
        assert_eq!((month.first().day(), month.last().day()), (1, 29));
        assert_eq!(month.exact(), None);
    }
}
