//! The civil calendar: periods and their parts, counting, Easter.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use serde::Deserialize;

use super::Grain;

/// A stretch of the calendar that dates are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Minute,
    Hour,
    Day,
    /// A day from Monday to Friday.
    Workday,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Period {
    /// First and last day of the period that `day` lies in; for a weekend, of the one its week ends with.
    pub fn around(self, day: Date) -> Option<(Date, Date)> {
        let monday = || day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok();
        let months = |first: i8, count: i8| {
            let first = Date::new(day.year(), first, 1).ok()?;
            Some((first, first.checked_add(i32::from(count - 1).months()).ok()?.last_of_month()))
        };
        let years = |count: i16| {
            let first = day.year() - day.year().rem_euclid(count);
            Some((Date::new(first, 1, 1).ok()?, Date::new(first + (count - 1), 12, 31).ok()?))
        };
        match self {
            Self::Minute | Self::Hour | Self::Day | Self::Workday => Some((day, day)),
            Self::Week => Some((monday()?, monday()?.checked_add(6.days()).ok()?)),
            Self::Weekend => {
                let monday = monday()?;
                Some((monday.checked_add(5.days()).ok()?, monday.checked_add(6.days()).ok()?))
            }
            Self::Month => Some((day.first_of_month(), day.last_of_month())),
            Self::Quarter => months((day.month() - 1) / 3 * 3 + 1, 3),
            Self::Half => months((day.month() - 1) / 6 * 6 + 1, 6),
            Self::Year => years(1),
            Self::Decade => years(10),
            Self::Century => years(100),
        }
    }

    /// `count` such periods after `day`, or before it where negative; of hours, only whole days count.
    pub fn add(self, day: Date, count: i32) -> Option<Date> {
        let times = |n: i32| count.checked_mul(n);
        let span = match self {
            Self::Minute => return Some(day),
            Self::Hour => Span::new().try_days(count / 24),
            Self::Day => Span::new().try_days(count),
            Self::Workday => Span::new().try_days(days_of_work(day, count)?),
            Self::Week | Self::Weekend => Span::new().try_weeks(count),
            Self::Month => Span::new().try_months(count),
            Self::Quarter => Span::new().try_months(times(3)?),
            Self::Half => Span::new().try_months(times(6)?),
            Self::Year => Span::new().try_years(count),
            Self::Decade => Span::new().try_years(times(10)?),
            Self::Century => Span::new().try_years(times(100)?),
        };
        day.checked_add(span.ok()?).ok()
    }

    /// The `rank`th of these periods (from 1; from the end where negative) inside `first..=last`. A week belongs where
    /// its Thursday lies, so that the first week of a year is the ISO one.
    pub fn nth(self, (first, last): (Date, Date), rank: i32) -> Option<(Date, Date)> {
        let middle = |(low, _): (Date, Date)| match self {
            Self::Week => low.checked_add(3.days()).ok(),
            _ => Some(low),
        };
        let inside = |period: (Date, Date)| middle(period).is_some_and(|m| (first..=last).contains(&m));
        let step = |rank: i32, from: Date, sign: i32| {
            let edge = self.around(from)?;
            let skip = i32::from(!inside(edge)) * sign;
            let found = self.around(self.add(edge.0, skip.checked_add(rank)?)?)?;
            Some(found).filter(|&found| inside(found))
        };
        if rank > 0 { step(rank - 1, first, 1) } else { step(rank.checked_add(1)?, last, -1) }
    }

    /// How fine a date stated by it is.
    pub fn grain(self) -> Grain {
        match self {
            Self::Minute => Grain::Minute,
            Self::Hour => Grain::Hour,
            Self::Day | Self::Workday => Grain::Day,
            Self::Week | Self::Weekend => Grain::Week,
            Self::Month => Grain::Month,
            Self::Quarter | Self::Half => Grain::Season,
            Self::Year => Grain::Year,
            Self::Decade => Grain::Decade,
            Self::Century => Grain::Century,
        }
    }
}

/// How many days it takes until `count` of them, from Monday to Friday, are over.
fn days_of_work(from: Date, count: i32) -> Option<i32> {
    const WEEK: i32 = 5;
    // From a weekend one counts as from the working day before what is counted.
    let offset = i32::from(from.weekday().to_monday_zero_offset());
    let ahead = count > 0;
    let start = if ahead { offset.min(WEEK - 1) } else { offset.min(WEEK) };
    let to = start.checked_add(count)?;
    let weeks = to.div_euclid(WEEK).checked_mul(7)?;
    weeks.checked_add(to.rem_euclid(WEEK))?.checked_sub(offset)
}

/// A part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    FirstHalf,
    LastHalf,
    FirstThird,
    MiddleThird,
    LastThird,
    /// What of it is over.
    ToDate,
    /// What of it is to come.
    FromDate,
}

impl Cut {
    /// This part of `first..=last`: by years in decades and centuries, by months from the quarter up, by days below.
    /// What is over and what is to come needs `today` inside.
    pub fn of(self, (first, last): (Date, Date), today: Option<Date>) -> Option<(Date, Date)> {
        if matches!(self, Self::ToDate | Self::FromDate) {
            let today = today.filter(|today| (first..=last).contains(today))?;
            return Some(if self == Self::ToDate { (first, today) } else { (today, last) });
        }
        let days = first.until(last).ok()?.get_days() + 1;
        if days <= 7 {
            let (from, to) = match self {
                Self::FirstHalf | Self::FirstThird => (0, 2),
                Self::MiddleThird => (2, 3),
                Self::LastHalf => (3, 6),
                Self::LastThird => (4, 6),
                Self::ToDate | Self::FromDate => (0, 6),
            };
            return Some((
                first.checked_add(from.days()).ok()?.min(last),
                first.checked_add(to.days()).ok()?.min(last),
            ));
        }
        let (size, period) = match days {
            0..=31 => (30, Period::Day),
            32..=366 => ((days + 15) / 30, Period::Month),
            _ => ((days + 180) / 365, Period::Year),
        };
        let (from, to) = match self {
            Self::FirstHalf => (0, size / 2),
            Self::LastHalf => (size / 2, size),
            Self::FirstThird => (0, size / 3),
            Self::MiddleThird => (size / 3, size * 2 / 3),
            Self::LastThird => (size * 2 / 3, size),
            Self::ToDate | Self::FromDate => (0, size),
        };
        let end = if to == size { last } else { period.add(first, to)?.yesterday().ok()? };
        Some((period.add(first, from)?, end))
    }
}

/// The candidate nearest to `anchor`; of two equally near, the past one.
pub fn nearest(anchor: Date, candidates: impl Iterator<Item = Date>) -> Option<Date> {
    let distance = |day: Date| anchor.until(day).map_or(i32::MAX, |span| span.get_days());
    candidates.min_by_key(|&day| (distance(day).saturating_abs(), distance(day)))
}

/// A weekday by its number, 1 for Monday.
pub fn weekday_of(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_of_a_year_are_iso_weeks() {
        let year = Period::Year.around(date(2016, 5, 1)).unwrap();
        assert_eq!(Period::Week.nth(year, 1), Some((date(2016, 1, 4), date(2016, 1, 10))));
        assert_eq!(Period::Week.nth(year, -1), Some((date(2016, 12, 26), date(2017, 1, 1))));
        assert_eq!(Period::Quarter.nth(year, 3), Some((date(2016, 7, 1), date(2016, 9, 30))));
        assert_eq!(Period::Quarter.nth(year, 5), None);
    }

    #[test]
    fn working_days_pass_over_weekends() {
        let (tuesday, saturday) = (date(2018, 8, 21), date(2018, 8, 25));
        assert_eq!(Period::Workday.add(tuesday, 3), Some(date(2018, 8, 24)));
        assert_eq!(Period::Workday.add(tuesday, 4), Some(date(2018, 8, 27)));
        assert_eq!(Period::Workday.add(tuesday, -4), Some(date(2018, 8, 15)));
        assert_eq!(Period::Workday.add(saturday, 1), Some(date(2018, 8, 27)));
        assert_eq!(Period::Workday.add(saturday, -1), Some(date(2018, 8, 24)));
        assert_eq!(Period::Workday.add(saturday, i32::MAX), None);
    }

    #[test]
    fn parts_of_periods() {
        let july = Period::Month.around(date(2022, 7, 15)).unwrap();
        assert_eq!(Cut::MiddleThird.of(july, None), Some((date(2022, 7, 11), date(2022, 7, 20))));
        assert_eq!(Cut::LastThird.of(july, None), Some((date(2022, 7, 21), date(2022, 7, 31))));
        let year = Period::Year.around(date(2022, 7, 15)).unwrap();
        assert_eq!(Cut::FirstThird.of(year, None), Some((date(2022, 1, 1), date(2022, 4, 30))));
        assert_eq!(Cut::LastHalf.of(year, None), Some((date(2022, 7, 1), date(2022, 12, 31))));
        let decade = Period::Decade.around(date(1985, 1, 1)).unwrap();
        assert_eq!(Cut::FirstThird.of(decade, None), Some((date(1980, 1, 1), date(1982, 12, 31))));
    }
}
