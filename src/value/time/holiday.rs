//! When holidays fall: on a day of the year, on a weekday of a month, so many days from Easter, or by another calendar.
//!
//! The calendars that follow the moon are those of ICU4X: the Hebrew and Chinese ones are computed, the Hijri one is that
//! of Umm al-Qura. What neither computes stands in the packs as a list of days. Where the moon decides by being seen,
//! countries differ by a day; such days are approximate.

use icu_calendar::cal::{ChineseTraditional, Hebrew, Hijri, hijri::UmmAlQura};
use icu_calendar::types::Month;
use icu_calendar::{AsCalendar, Date as Other, Iso};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::calendar::{Period, weekday_of};
use super::{Grain, Moment};

/// The days of a holiday, in every year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Holiday {
    #[serde(flatten)]
    rule: Rule,
    /// How many days it lasts.
    days: Option<i32>,
    /// Begins on the evening before.
    #[serde(default)]
    eve: bool,
}

/// When a holiday falls.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Rule {
    /// The days themselves, for what is fixed from year to year.
    Told { on: Vec<Day> },
    /// A day of another calendar, or the whole of a month of it.
    Lunar { calendar: Lunar, month: u8, day: Option<u8> },
    /// The `nth` such weekday of a month (from the end where negative), and `plus` days.
    Weekday {
        month: i8,
        weekday: i8,
        nth: i8,
        #[serde(default)]
        plus: i32,
    },
    /// Days from Easter Sunday.
    Easter {
        easter: i32,
        /// The Easter of the Orthodox churches.
        #[serde(default)]
        eastern: bool,
    },
    /// The same day of every year.
    Fixed { month: i8, day: i8 },
}

/// A day as the packs write it, `2024-11-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct Day(Date);

impl TryFrom<String> for Day {
    type Error = jiff::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

/// Calendars whose months follow the moon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Lunar {
    Hijri,
    Hebrew,
    Chinese,
}

impl Holiday {
    /// First and last day of it each time that it begins in `year`: twice in one of some thirty years for what follows
    /// the moon alone.
    pub fn in_year(&self, year: i16) -> impl Iterator<Item = (Date, Date)> {
        let starts = match self.rule {
            Rule::Told { ref on } => [on.iter().map(|day| day.0).find(|day| day.year() == year), None],
            Rule::Lunar { calendar, month, day } => calendar.in_year(year, month, day.unwrap_or(1)),
            Rule::Weekday { month, weekday, nth, plus } => {
                [nth_weekday(year, month, weekday, nth, plus), None]
            }
            Rule::Easter { easter: days, eastern } => {
                let sunday = if eastern { eastern_easter(year) } else { easter(year) };
                [sunday.and_then(|sunday| Period::Day.add(sunday, days)), None]
            }
            Rule::Fixed { month, day } => [Date::new(year, month, day).ok(), None],
        };
        starts.into_iter().flatten().filter_map(|start| {
            let last = Period::Day.add(start, self.length(start)? - 1)?;
            Some((if self.eve { start.yesterday().ok()? } else { start }, last))
        })
    }

    /// How many days it lasts from `start` on.
    fn length(&self, start: Date) -> Option<i32> {
        match self.rule {
            Rule::Lunar { calendar, day: None, .. } => Some(calendar.days_in_month(start)),
            _ => Some(self.days.unwrap_or(1)).filter(|days| *days > 0),
        }
    }

    /// These days as a date, with what of it is the same every year.
    pub fn moment(&self, days: Option<(Date, Date)>) -> Moment {
        let seen = matches!(self.rule, Rule::Lunar { calendar: Lunar::Hijri, .. } | Rule::Told { .. });
        let (month, day) = match self.rule {
            Rule::Fixed { month, day } if self.days.is_none() => (Some(month), Some(day)),
            _ => (None, None),
        };
        let grain = if days.is_some_and(|(first, last)| first < last) { Grain::Interval } else { Grain::Day };
        let placed = days.map(|(first, last)| Moment::days(first, last, grain));
        Moment { month, day, approximate: seen, ..placed.unwrap_or_default() }
    }
}

impl Lunar {
    /// A day of a month of it, as often as it falls in the civil year.
    fn in_year(self, year: i16, month: u8, day: u8) -> [Option<Date>; 2] {
        match self {
            Self::Hijri => both(year, month, day, Hijri::<UmmAlQura>::default()),
            Self::Hebrew => both(year, month, day, Hebrew),
            Self::Chinese => both(year, month, day, ChineseTraditional::new()),
        }
    }

    /// How many days the month has in which `day` lies.
    fn days_in_month(self, day: Date) -> i32 {
        let days = |of| i32::from(of);
        iso(day).map_or(1, |day| match self {
            Self::Hijri => days(day.to_calendar(Hijri::<UmmAlQura>::default()).days_in_month()),
            Self::Hebrew => days(day.to_calendar(Hebrew).days_in_month()),
            Self::Chinese => days(day.to_calendar(ChineseTraditional::new()).days_in_month()),
        })
    }
}

/// The days of a civil year on which day and month of another calendar fall: a civil year meets at most three of its years.
fn both<C: AsCalendar + Copy>(year: i16, month: u8, day: u8, calendar: C) -> [Option<Date>; 2] {
    let Some(first) = Date::new(year, 1, 1).ok().and_then(iso) else { return [None; 2] };
    let from = first.to_calendar(calendar).year().extended_year();
    let mut found = (from..from + 3).filter_map(|other| {
        let date = Other::try_new(other.into(), Month::new(month), day, calendar).ok()?;
        civil(date.to_calendar(Iso)).filter(|date| date.year() == year)
    });
    [found.next(), found.next()]
}

fn iso(date: Date) -> Option<Other<Iso>> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Other::try_new(i32::from(date.year()).into(), Month::new(month), day, Iso).ok()
}

fn civil(date: Other<Iso>) -> Option<Date> {
    let year = i16::try_from(date.year().extended_year()).ok()?;
    let (month, day) = (date.month().number(), date.day_of_month().0);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn nth_weekday(year: i16, month: i8, weekday: i8, nth: i8, plus: i32) -> Option<Date> {
    let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday_of(weekday)?).ok()?;
    Period::Day.add(day, plus)
}

/// Western Easter Sunday, by the anonymous Gregorian algorithm.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// Easter Sunday of the Julian calendar, on the civil one.
fn eastern_easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let d = (19 * y.rem_euclid(19) + 15) % 30;
    let e = (2 * y.rem_euclid(4) + 4 * y.rem_euclid(7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()?;
    let behind = y.div_euclid(100) - y.div_euclid(400) - 2;
    julian.checked_add(behind.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn holiday(toml: &str) -> Holiday {
        toml::from_str(toml).unwrap()
    }

    fn days(toml: &str, year: i16) -> Vec<(Date, Date)> {
        holiday(toml).in_year(year).collect()
    }

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [(2013, 3, 31), (2016, 3, 27), (2024, 3, 31), (2025, 4, 20), (1961, 4, 2)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
        for (year, month, day) in [(2018, 4, 8), (2020, 4, 19), (2021, 5, 2), (2024, 5, 5), (2025, 4, 20)] {
            assert_eq!(eastern_easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn feasts_of_the_moon_fall_where_their_calendars_say() {
        let one = |y, m, d| vec![(date(y, m, d), date(y, m, d))];
        assert_eq!(days("calendar = 'chinese'\nmonth = 1\nday = 1", 2024), one(2024, 2, 10));
        assert_eq!(days("calendar = 'hijri'\nmonth = 10\nday = 1", 2023), one(2023, 4, 21));
        assert_eq!(
            days("calendar = 'hebrew'\nmonth = 7\nday = 15\neve = true\ndays = 7", 2024),
            [(date(2024, 4, 22), date(2024, 4, 29))]
        );
    }

    #[test]
    fn a_month_is_all_of_its_days() {
        assert_eq!(days("calendar = 'hijri'\nmonth = 9", 2024), [(date(2024, 3, 11), date(2024, 4, 9))]);
    }

    #[test]
    fn a_lunar_feast_may_fall_twice_in_a_year() {
        assert_eq!(days("calendar = 'hijri'\nmonth = 10\nday = 1", 2000).len(), 2);
    }
}
