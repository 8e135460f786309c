//! Times of day: `4 h 17`, `16h30`, `4:17 a.m.`, "half past three", "midi", and the parts of a day.

use super::{Dates, Kinds, Role, Term};
use crate::value::time::{Cut, Grain};

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Clock {
    /// Minute of the day.
    pub minute: u16,
    /// Whether minutes were stated.
    pub fine: bool,
    /// Whether its words say which half of the day is meant.
    pub sure: bool,
    /// Whether it is a time of day only beside a date or a part of the day: "at seven", "3 heures".
    pub lone: bool,
    pub about: bool,
    /// Whether it is told by the clock of a zone that is named: "0312 GMT", not "4.12am local time".
    pub zoned: bool,
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct DayPart {
    /// First and last minute.
    pub minutes: (u16, u16),
    /// Days from the published day, where its words say it.
    pub days: Option<i32>,
    /// Whether it is a part of a part.
    pub cut: bool,
}

const HALF_DAY: u16 = 12 * 60;

impl Clock {
    /// First and last minute, and the grain.
    pub(super) fn minutes(self) -> ((u16, u16), Grain) {
        if self.fine {
            return ((self.minute, self.minute), Grain::Minute);
        }
        ((self.minute, self.minute + 59), Grain::Hour)
    }

    /// In the half of the day that a part of the day lies in: "7 in the evening", "3 h du matin".
    pub(super) fn in_part(self, (first, _): (u16, u16)) -> Self {
        let after_noon = first >= HALF_DAY - 60;
        let minute = match self.minute {
            minute if self.sure => minute,
            minute if after_noon && minute < HALF_DAY && (first < 20 * 60 || minute >= 5 * 60) => {
                minute + HALF_DAY
            }
            minute => minute,
        };
        Self { minute, sure: true, lone: false, ..self }
    }
}

impl Dates<'_> {
    /// Whether the number before `at` is an hour or the beginning of one.
    pub(super) fn is_time_of_day(self, at: usize) -> bool {
        let glued_minutes = self.cursor.glued(at)
            && matches!(self.cursor.str(at), ":")
            && self.cursor.glued(at + 1)
            && self.cursor.is_digits(at + 1);
        glued_minutes || self.half_of_day(at).is_some() || self.role(at, Role::Hour).is_some()
    }

    /// A time of day.
    pub(super) fn clock(self, at: usize) -> Option<(Clock, usize)> {
        let about = self.role(at, Role::About);
        let from = about.unwrap_or(at);
        let (clock, end) =
            self.digital(from).or_else(|| self.before_hour(from)).or_else(|| self.spoken(from))?;
        let zone = self.role(end, Role::Zone);
        let zoned = zone.is_some() && self.cursor.capital(end);
        let lone = clock.lone && !zoned;
        let end = zone.unwrap_or(end);
        let late = self.role(end, Role::About);
        Some((Clock { about: about.or(late).is_some(), lone, zoned, ..clock }, late.unwrap_or(end)))
    }

    /// "a.m." and "p.m.", as minutes to add to the morning.
    fn half_of_day(self, at: usize) -> Option<(u16, usize)> {
        let pick = |term| match term {
            Term::Role(Role::Am) => Some(0),
            Term::Role(Role::Pm) => Some(HALF_DAY),
            _ => None,
        };
        self.find(at, Kinds::roles(&[Role::Am, Role::Pm]), pick)
    }

    /// `16:30`, `16:30:05`, `8.30 pm`, `3.40 this morning`, "until" `2.50`, `330 p.m.`, `3pm`.
    fn digital(self, at: usize) -> Option<(Clock, usize)> {
        let hour = self.digits(at)?;
        let minute = self.digits(at + 2).filter(|m| {
            m.digits == 2 && self.cursor.glued(at + 1) && self.cursor.glued(at + 2) && hour.digits <= 2
        });
        let colon = self.cursor.str(at + 1) == ":";
        let dot = self.cursor.str(at + 1) == ".";
        if let Some(minute) = minute.filter(|_| colon) {
            let end = self
                .digits(at + 4)
                .filter(|s| s.digits == 2 && self.cursor.str(at + 3) == ":" && self.cursor.glued(at + 4));
            let end = if end.is_some() { at + 5 } else { at + 3 };
            return self.with_half(hour.value, Some(minute.value), end, false);
        }
        if let Some(minute) = minute.filter(|_| dot) {
            let told =
                self.follows(at, &[Role::Until]) && !self.goes_on(at + 3) && !self.counted_noun(at + 3);
            return self.with_half(
                hour.value,
                Some(minute.value),
                at + 3,
                !told && !self.is_of_today(at + 3),
            );
        }
        // "0415 GMT".
        if hour.digits == 4 && self.cursor.capital(at + 1) && self.role(at + 1, Role::Zone).is_some() {
            return self.with_half(hour.value / 100, Some(hour.value % 100), at + 1, false);
        }
        match hour.digits {
            1 | 2 => self.with_half(hour.value, None, at + 1, true),
            _ => self.with_half(hour.value / 100, Some(hour.value % 100), at + 1, true),
        }
    }

    /// Adds the half of the day; `needed` where without it the digits are no time of day.
    fn with_half(self, hour: i32, minute: Option<i32>, at: usize, needed: bool) -> Option<(Clock, usize)> {
        let next = self.role(at, Role::Hour).filter(|_| needed).unwrap_or(at);
        let half = self.half_of_day(next);
        let (hour, sure, end) = match half {
            Some((add, end)) if (1..=12).contains(&hour) => (hour % 12 + i32::from(add / 60), true, end),
            Some((_, end)) => (hour, true, end),
            None if needed => return None,
            None => (hour, hour > 12, at),
        };
        let of_day = clock(hour, minute.unwrap_or(0))?;
        Some((
            Clock { minute: of_day, fine: minute.is_some(), sure, lone: false, about: false, zoned: false },
            end,
        ))
    }

    /// Hours in digits or words: `4 h 17`, "quinze heures trente", "ten thirty am", "noon", "at seven".
    fn spoken(self, at: usize) -> Option<(Clock, usize)> {
        let named = |term| if let Term::Clock(minute) = term { Some(minute) } else { None };
        if let Some((minute, end)) = self.find(at, Kinds::CLOCK, named) {
            let clock = Clock { minute, fine: false, sure: true, lone: false, about: false, zoned: false };
            let exact = Clock { fine: true, ..clock };
            return Some(self.with_minutes(clock, end).unwrap_or((exact, end)));
        }
        let (hour, next) = self.count(at).filter(|(hour, _)| !hour.rank && hour.digits <= 2)?;
        let of_day = clock(hour.value, 0)?;
        let whole = Clock {
            minute: of_day,
            fine: false,
            sure: hour.value > 12,
            lone: true,
            about: false,
            zoned: false,
        };
        if let Some(after) = self.role(next, Role::Hour) {
            let lasting = self.follows(at, &[Role::Lasting]);
            let told = self.follows(at, &[Role::At]) || self.role(at, Role::At).is_some();
            let with_half = self.half_of_day(after);
            if let Some((add, end)) = with_half.filter(|_| (1..=12).contains(&hour.value)) {
                let minute = clock(hour.value % 12, 0)? + add;
                return Some((Clock { minute, sure: true, lone: false, ..whole }, end));
            }
            let found = self.with_minutes(whole, after);
            // "après 5 heures de débat", "24 heures": a length, not a time of day.
            let end = found.map_or(after, |(_, end)| end);
            let of_something = self.role(end, Role::Of).is_some() && self.part_behind(end).is_none();
            if lasting || of_something || found.is_none() && hour.value == 24 {
                return None;
            }
            return Some(found.map_or((Clock { lone: !told, ..whole }, after), |(c, end)| {
                (Clock { lone: false, ..c }, end)
            }));
        }
        self.bare_hour(whole, at, next)
    }

    /// An hour without its unit: "ten thirty am", "at seven".
    fn bare_hour(self, whole: Clock, at: usize, next: usize) -> Option<(Clock, usize)> {
        let minutes =
            self.count(self.past_hyphen(next)).filter(|(m, _)| !m.rank && (10..60).contains(&m.value));
        let hour = i32::from(whole.minute / 60);
        let told = self.follows(at, &[Role::AtHour]) || self.is_of_today(next);
        let with_minutes = minutes
            .filter(|_| !self.cursor.is_digits(at))
            .and_then(|(minutes, after)| self.with_half(hour, Some(minutes.value), after, !told));
        if let Some(found) = with_minutes.or_else(|| self.with_half(hour, None, next, true)) {
            return Some(found);
        }
        (told && !self.goes_on(next) && !self.counted_noun(next)).then_some((whole, next))
    }

    /// Whether a part of a day counted from today stands at `at`: "this morning".
    fn is_of_today(self, at: usize) -> bool {
        self.day_part(at).is_some_and(|(part, _)| part.days.is_some())
    }

    /// Minutes behind the hour: "17", "et quart", "moins dix", "trente minutes".
    fn with_minutes(self, whole: Clock, at: usize) -> Option<(Clock, usize)> {
        let minus = self.role(at, Role::Minus);
        let next = minus.unwrap_or_else(|| self.skip(at, Role::And));
        let next = self.skip(next, Role::The);
        let (minutes, end) = if let Some(end) = self.role(next, Role::QuarterHour) {
            (15, end)
        } else if let Some(end) = self.role(next, Role::HalfHour) {
            (30, end)
        } else {
            let (count, end) = self
                .count(next)
                .filter(|(m, _)| !m.rank && m.value < 60 && m.digits != 1 && m.digits <= 2)?;
            (count.value, self.skip(end, Role::MinuteUnit))
        };
        let minutes = u16::try_from(minutes).ok()?;
        let minute =
            if minus.is_some() { whole.minute.checked_sub(minutes)? } else { whole.minute + minutes };
        Some((Clock { minute, fine: true, ..whole }, end))
    }

    /// Minutes before the hour's name: "half past three", "twenty to five", "15 minutes past noon".
    fn before_hour(self, at: usize) -> Option<(Clock, usize)> {
        let next = self.article(at).unwrap_or(at);
        let (minutes, next, counted) = if let Some(end) = self.role(next, Role::QuarterHour) {
            (15, end, true)
        } else if let Some(end) = self.role(next, Role::HalfHour) {
            (30, end, true)
        } else {
            let (count, end) = self.count(at).filter(|(m, _)| !m.rank && (1..60).contains(&m.value))?;
            let unit = self.role(end, Role::MinuteUnit);
            (count.value, unit.unwrap_or(end), unit.is_some())
        };
        let minutes = u16::try_from(minutes).ok()?;
        let past = self.role(next, Role::MinutesPast);
        let next = past.or_else(|| self.role(next, Role::MinutesTo))?;
        // "10 to 12" is a range; "10 minutes to 12" and "10 to noon" are not.
        if !counted && past.is_none() && !self.names_a_minute(next) {
            return None;
        }
        let (hour, end) = self.digital(next).or_else(|| self.spoken(next)).or_else(|| {
            let (hour, end) = self.count(next).filter(|(h, _)| !h.rank && (1..=12).contains(&h.value))?;
            Some((
                Clock {
                    minute: clock(hour.value, 0)?,
                    fine: false,
                    sure: false,
                    lone: false,
                    about: false,
                    zoned: false,
                },
                end,
            ))
        })?;
        let minute = if past.is_some() { hour.minute + minutes } else { hour.minute.checked_sub(minutes)? };
        Some((Clock { minute, fine: true, lone: false, ..hour }, end))
    }

    /// A part of the day behind its joining words: "du matin".
    fn part_behind(self, at: usize) -> Option<(DayPart, usize)> {
        let next = self.skip(self.skip(at, Role::Of), Role::The);
        self.day_part(next)
    }

    fn names_a_minute(self, at: usize) -> bool {
        self.find(at, Kinds::CLOCK, Some).is_some()
    }

    /// A part of the day, or a part of that: "matin", "late evening", "en début de soirée", "last night".
    pub(super) fn day_part(self, at: usize) -> Option<(DayPart, usize)> {
        let pick = |term| match term {
            Term::Part(first, last, days) => Some(DayPart { minutes: (first, last), days, cut: false }),
            _ => None,
        };
        if let Some(part) = self.find(at, Kinds::PART, pick) {
            return Some(part);
        }
        let (cut, next) = self.cut(at)?;
        let next = self.skip(self.skip(next, Role::Of), Role::The);
        let (part, end) = self
            .find(next, Kinds::PART, pick)
            .or_else(|| self.find(self.skip(self.skip(next, Role::In), Role::The), Kinds::PART, pick))?;
        Some((DayPart { minutes: cut_part(cut, part.minutes), cut: true, ..part }, end))
    }
}

fn clock(hour: i32, minute: i32) -> Option<u16> {
    let hour = if hour == 24 { 0 } else { hour };
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute);
    u16::try_from(hour * 60 + minute).ok().filter(|_| fits)
}

fn cut_part(cut: Cut, (first, last): (u16, u16)) -> (u16, u16) {
    const DAY: u16 = 24 * 60;
    let length = (last + DAY - first) % DAY + 1;
    let (from, to) = match cut {
        Cut::FirstHalf => (0, length / 2),
        Cut::LastHalf => (length / 2, length),
        Cut::FirstThird => (0, length / 3),
        Cut::MiddleThird => (length / 3, length * 2 / 3),
        Cut::LastThird => (length * 2 / 3, length),
        Cut::ToDate | Cut::FromDate => (0, length),
    };
    ((first + from) % DAY, (first + to - 1) % DAY)
}
