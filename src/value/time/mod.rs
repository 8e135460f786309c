//! Dates, periods and times of day as intervals with a grain.

mod calendar;
mod compare;
mod holiday;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde::Serialize;

pub(super) use calendar::{Cut, Period, nearest, weekday_of};
pub(super) use compare::compare;
pub(super) use holiday::Holiday;

/// How fine a date is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// Minute of a day.
    Minute,
    /// Hour of a day.
    Hour,
    /// Part of a day: morning, night.
    DayPart,
    /// Day.
    #[default]
    Day,
    /// Weekend or week.
    Week,
    /// Month, or part of one.
    Month,
    /// Season or quarter.
    Season,
    /// Year.
    Year,
    /// Decade.
    Decade,
    /// Century.
    Century,
    /// An interval whose two ends are stated.
    Interval,
}

/// One date, period or time as far as it is known: fields stated but not anchored, and the interval where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moment {
    /// The interval it lies in, both ends inclusive; `None` where nothing anchors it (a bare weekday without a published date).
    pub interval: Option<When>,
    /// How fine it is stated.
    pub grain: Grain,
    /// Month, where stated without a year, or with.
    pub month: Option<i8>,
    /// Day of the month, where stated.
    pub day: Option<i8>,
    /// Weekday (1 = Monday), where stated.
    pub weekday: Option<i8>,
    /// First and last minute of the day, both inclusive, where a time of day is stated; the first is the greater where
    /// midnight lies between them.
    pub minutes: Option<(u16, u16)>,
    /// Whether it was stated as approximate ("around", "mid-", "early").
    pub approximate: bool,
    /// Whether the day of the interval is only supposed, the text giving none ("at 4:17", "the day before"): good
    /// enough to show and to sort by, not to contradict.
    pub assumed: bool,
    /// Whether its time of day is that of a zone it names.
    pub zoned: bool,
    /// Which side of it is meant.
    pub side: Side,
}

/// What the words around a date mean of it: the date itself, or the time on one side of it. Two dates compare whatever
/// their sides: "since 2014" and "since 2016" differ, though both open intervals hold 2020.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Side {
    /// The date itself.
    #[default]
    Within,
    /// From its beginning on.
    Since,
    /// From its end on.
    After,
    /// Up to its beginning.
    Before,
    /// Up to its end.
    Until,
}

/// An interval of civil time, both ends inclusive; `None` where unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct When {
    /// First moment.
    pub low: Option<DateTime>,
    /// Last moment.
    pub high: Option<DateTime>,
}

/// The dates that one phrase names ("in 2018 and 2020"): never empty, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeSet {
    /// Its members.
    pub members: Vec<Moment>,
}

impl TimeSet {
    /// The day on which it begins; `None` where nothing anchors it, or it has no beginning.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.members.first()?.interval?.low.map(|moment| moment.date())
    }

    /// The day on which the last of it ends, of what ends at all.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.members.iter().filter_map(|m| m.interval?.high).max().map(|moment| moment.date())
    }

    /// How many days it leaves open beyond one, at most; none where nothing anchors it, or it goes on.
    #[must_use]
    pub fn days_open(&self) -> i32 {
        let of = |m: &Moment| m.interval?.dates().map(|(first, last)| (last - first).get_days());
        self.members.iter().filter(|m| m.side == Side::Within).filter_map(of).max().unwrap_or(0)
    }
}

impl When {
    /// The whole days from `first` to `last`.
    #[must_use]
    pub fn days(first: Date, last: Date) -> Self {
        Self { low: Some(first.at(0, 0, 0, 0)), high: Some(last.at(23, 59, 59, 0)) }
    }

    /// The minutes of `day` from the first to the last; into the next day where the last is the earlier.
    #[must_use]
    pub fn minutes(day: Date, (first, last): (u16, u16)) -> Self {
        let end = if last < first { day.tomorrow().unwrap_or(day) } else { day };
        let at = |day: Date, minute: u16, second: i8| {
            day.at((minute / 60 % 24) as i8, (minute % 60) as i8, second, 0)
        };
        Self { low: Some(at(day, first, 0)), high: Some(at(end, last, 59)) }
    }

    /// First and last day, where both are known.
    #[must_use]
    pub fn dates(&self) -> Option<(Date, Date)> {
        Some((self.low?.date(), self.high?.date()))
    }

    /// The day it lies in, where it is one.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.dates().filter(|(first, last)| first == last).map(|(day, _)| day)
    }
}

impl Moment {
    /// The whole days from `first` to `last`.
    #[must_use]
    pub fn days(first: Date, last: Date, grain: Grain) -> Self {
        Self { interval: Some(When::days(first, last)), grain, ..Self::default() }
    }

    /// The interval with the time on the side of it that is meant; open at the other end. `None` where nothing anchors it.
    #[must_use]
    pub fn reach(&self) -> Option<When> {
        let When { low, high } = self.interval?;
        // An hour is told by its first minute.
        let timed = self.grain <= Grain::Hour;
        let next = |at: DateTime| at.checked_add(1.second()).unwrap_or(at);
        let last = |at: DateTime| at.checked_sub(1.second()).unwrap_or(at);
        Some(match self.side {
            Side::Within => When { low, high },
            Side::Since => When { low, high: None },
            Side::After if timed => When { low, high: None },
            Side::After => When { low: high.map(next), high: None },
            Side::Before | Side::Until if timed => When { low: None, high: low },
            Side::Before => When { low: None, high: low.map(last) },
            Side::Until => When { low: None, high },
        })
    }

    /// This day at a time of day: minutes from the first to the last. Without a single day only the fields are kept.
    #[must_use]
    pub fn at(self, minutes: (u16, u16), grain: Grain) -> Self {
        let day = self.interval.and_then(|when| when.day());
        Self { interval: day.map(|day| When::minutes(day, minutes)), grain, minutes: Some(minutes), ..self }
    }
}

impl From<Moment> for TimeSet {
    fn from(moment: Moment) -> Self {
        Self { members: vec![moment] }
    }
}
