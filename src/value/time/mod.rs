//! Dates, periods and times of day as intervals with a grain.

use jiff::civil::DateTime;
use serde::Serialize;

/// How fine a date is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// Minute of a day.
    Minute,
    /// Hour of a day.
    Hour,
    /// Part of a day: morning, night.
    DayPart,
    /// Day.
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Minute of the day, where a time of day is stated.
    pub minute: Option<u16>,
    /// Whether it was stated as approximate ("around", "mid-", "early").
    pub approximate: bool,
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
