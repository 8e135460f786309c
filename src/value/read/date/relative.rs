//! Dates told from the published day: "hier", "last week", "mardi prochain", "il y a trois jours", "the next 3 days".

use jiff::civil::Date;

use super::{Dates, Fields, Kinds, Node, Role, Term};
use crate::value::time::{Grain, Moment, Period, weekday_of};

/// "last", "this", "next": so many periods from the present one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shift {
    by: i32,
    by_week: bool,
    from_today: bool,
    behind: bool,
    /// Whether it may stand between a number and its unit.
    amid: bool,
    /// "that", "the same": from a time that the story speaks of.
    told: bool,
}

/// How many "a few" stands for.
pub(super) const FEW: i32 = 3;

/// What moves by itself.
const SHIFTABLE: Kinds = Kinds::UNIT.with(Kinds::MONTH).with(Kinds::WEEKDAY);

impl Dates<'_> {
    /// A date told from the published day.
    pub(super) fn relative(self, at: usize) -> Option<(Moment, usize)> {
        self.named_day(at)
            .or_else(|| self.run_of_periods(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.beginning_on(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.rest(at))
    }

    /// The day of "last night", "this morning".
    pub(super) fn day_of_part(self, days: i32) -> Moment {
        one_day(self.today().and_then(|today| Period::Day.add(today, days)))
    }

    /// "yesterday", "la veille".
    fn named_day(self, at: usize) -> Option<(Moment, usize)> {
        let pick = |term| if let Term::Day { days, told } = term { Some((days, told)) } else { None };
        let ((days, told), end) = self.find(at, Kinds::DAY, pick)?;
        let day = self.today().and_then(|today| Period::Day.add(today, days));
        Some((Moment { assumed: told, ..one_day(day) }, end))
    }

    pub(super) fn shift(self, at: usize) -> Option<(Shift, usize)> {
        self.find(at, Kinds::SHIFT, |term| match term {
            Term::Shift { by, by_week, from_today, behind, amid, told } => {
                Some(Shift { by, by_week, from_today, behind, amid, told })
            }
            _ => None,
        })
    }

    fn shift_behind(self, at: usize) -> Option<(Shift, usize)> {
        self.shift(at).filter(|(shift, _)| shift.behind)
    }

    pub(super) fn unit(self, at: usize) -> Option<((Period, i32), usize)> {
        self.find(at, Kinds::UNIT, |term| {
            if let Term::Unit(unit, times) = term { Some((unit, times)) } else { None }
        })
    }

    /// "last week", "la semaine dernière", "next March", "mardi prochain", "Wednesday of next week".
    fn shifted(self, at: usize) -> Option<(Moment, usize)> {
        if self.story_time(at).is_some() {
            return self.in_the_story(at);
        }
        if let Some((shift, next)) = self.shift(at).filter(|(shift, _)| !shift.told) {
            let (moment, end) = self.shifted_by(shift, next)?;
            return Some(self.inside(moment, end).unwrap_or((moment, end)));
        }
        self.day_of_shifted(at).or_else(|| self.shifted_behind(at))
    }

    /// "that year", "la même semaine", "cette année-là": a period of the story, and the token after it.
    pub(super) fn story_time(self, at: usize) -> Option<(Period, usize)> {
        let (shift, next) = self.shift(at).filter(|(shift, _)| shift.by == 0)?;
        let ((period, _), end) = self.unit(next)?;
        let there = self.role(self.past_hyphen(end), Role::There);
        (shift.told || there.is_some()).then(|| (period, there.unwrap_or(end)))
    }

    /// The year of the story that the text has named; otherwise the present period, which is no more than supposed.
    fn in_the_story(self, at: usize) -> Option<(Moment, usize)> {
        let (period, end) = self.story_time(at)?;
        if let Some(year) = self.last_year().filter(|_| period == Period::Year) {
            let year = Fields { year: Some(year), ..Fields::default() };
            return Some((self.resolve(Node::Fields(year)), end));
        }
        let days = self.present(period).and_then(|day| period.around(day));
        let (first, last) = days?;
        Some((Moment { assumed: true, ..Moment::days(first, last, period.grain()) }, end))
    }

    /// "(the autumn of) next year", "(le 3 mai de) l'an dernier": the year so far from the present, and the token after it.
    pub(super) fn shifted_year(self, at: usize) -> Option<(i16, usize)> {
        let at = self.skip(at, Role::The);
        let before = || {
            let (shift, next) = self.shift(at).filter(|(shift, _)| !shift.told)?;
            Some((shift, self.unit(next)?))
        };
        let behind = || {
            let (unit, next) = self.unit(at)?;
            let (shift, end) = self.shift_behind(next).filter(|(shift, _)| !shift.told)?;
            Some((shift, (unit, end)))
        };
        let (shift, ((unit, times), end)) = before().or_else(behind)?;
        let year = self.present(Period::Year).filter(|_| unit == Period::Year && times == 1)?.year();
        Some((year.checked_add(i16::try_from(shift.by).ok()?)?, end))
    }

    /// What a shift before it moves: a period, a month, a weekday, a season, a holiday.
    fn shifted_by(self, shift: Shift, at: usize) -> Option<(Moment, usize)> {
        const YEARLY: Kinds = Kinds::SEASON.with(Kinds::HOLIDAY);
        let (moved, end) = self.find(at, SHIFTABLE.with(YEARLY), |term| self.moved(term, shift))?;
        let name = self.month(at).is_some() || self.weekday(at).is_some() || self.unit(at).is_some();
        (name || self.find(at, YEARLY, Some).is_some()).then_some((moved, end))
    }

    /// The same with the shift behind.
    fn shifted_behind(self, at: usize) -> Option<(Moment, usize)> {
        let (term, next) = self.find(at, SHIFTABLE.with(Kinds::SEASON), Some)?;
        let (shift, end) = self.shift_behind(next)?;
        let moment = self.moved(term, shift)?;
        Some(self.inside(moment, end).unwrap_or((moment, end)))
    }

    fn moved(self, term: Term, shift: Shift) -> Option<Moment> {
        let days = |days: Option<(Date, Date)>, grain| {
            let placed = days.map(|(first, last)| Moment::days(first, last, grain));
            placed.unwrap_or(Moment { grain, ..Moment::default() })
        };
        match term {
            Term::Unit(unit, times) if unit.grain() >= Grain::Day => {
                let moved = self.present(unit).and_then(|day| unit.add(day, shift.by.checked_mul(times)?));
                Some(days(moved.and_then(|day| unit.around(day)), unit.grain()))
            }
            Term::Month(month) => {
                let in_year = |year| Period::Month.around(Date::new(year, month, 1).ok()?);
                Some(Moment {
                    month: Some(month),
                    ..days(self.yearly(Some(shift.by), in_year), Grain::Month)
                })
            }
            Term::Weekday(weekday) => {
                let day = self.shifted_weekday(weekday, shift).map(|day| (day, day));
                Some(Moment { weekday: Some(weekday), ..days(day, Grain::Day) })
            }
            Term::Season(from, to) => {
                Some(days(self.yearly(Some(shift.by), |year| season(year, from, to)), Grain::Season))
            }
            Term::Holiday(at) => {
                let holiday = self.rules.holidays.get(at)?;
                Some(holiday.moment(self.yearly(Some(shift.by), |year| holiday.in_year(year))))
            }
            _ => None,
        }
    }

    fn shifted_weekday(self, weekday: i8, shift: Shift) -> Option<Date> {
        let today = self.today()?;
        if shift.by == 0 || shift.by_week {
            let (monday, _) = Period::Week.around(Period::Week.add(today, shift.by)?)?;
            return Period::Day.add(monday, i32::from(weekday) - 1);
        }
        let from = if shift.from_today { today.yesterday().ok()? } else { today };
        from.nth_weekday(shift.by, weekday_of(weekday)?).ok()
    }

    /// A weekday inside the week just read: "next week Sunday", "last week's Sunday".
    fn inside(self, week: Moment, at: usize) -> Option<(Moment, usize)> {
        let (first, _) = week.interval.filter(|_| week.grain == Grain::Week)?.dates()?;
        let next = self.skip(self.skip(at, Role::Of), Role::On);
        let (weekday, end) = self.weekday(next)?;
        let day = Period::Day.add(first, i32::from(weekday) - 1);
        Some((Moment { weekday: Some(weekday), ..one_day(day) }, end))
    }

    /// "Wednesday of next week", "june next year", "the 20th of next month".
    fn day_of_shifted(self, at: usize) -> Option<(Moment, usize)> {
        let weekday = self.weekday(at);
        let month = self.month(at);
        // "Turns 21 next month" is an age.
        let day = self.day(at).filter(|&(_, next)| self.role(next, Role::Of).is_some());
        let next = weekday.map(|w| w.1).or(month.map(|m| m.1)).or(day.map(|d| d.1))?;
        let next = self.skip(self.skip(next, Role::Of), Role::The);
        if self.story_time(next).is_some() {
            return None;
        }
        let (period, end) = match self.shift(next) {
            Some((shift, from)) => self.find(from, Kinds::UNIT, |term| self.moved(term, shift))?,
            None => {
                let (unit, from) = self.find(next, Kinds::UNIT, Some)?;
                let (shift, end) = self.shift_behind(from)?;
                (self.moved(unit, shift)?, end)
            }
        };
        let (first, _) = period.interval?.dates()?;
        let fields = match (weekday, month, day) {
            (Some((weekday, _)), ..) if period.grain == Grain::Week => {
                let day = Period::Day.add(first, i32::from(weekday) - 1);
                return Some((Moment { weekday: Some(weekday), ..one_day(day) }, end));
            }
            (_, Some((month, _)), _) if period.grain == Grain::Year => {
                Fields { year: Some(first.year()), month: Some(month), ..Fields::default() }
            }
            (None, None, Some((day, _))) if period.grain == Grain::Month => Fields {
                year: Some(first.year()),
                month: Some(first.month()),
                day: Some(day),
                ..Fields::default()
            },
            _ => return None,
        };
        (!fields.impossible()).then(|| (self.resolve(Node::Fields(fields)), end))
    }

    /// "the next 3 days", "ces trois dernières semaines", "3 mois suivants": up to the published day, or from it on.
    fn run_of_periods(self, at: usize) -> Option<(Moment, usize)> {
        let (shift, count, (unit, times), end) =
            self.shift_then_count(at).or_else(|| self.count_then_shift(at))?;
        let total = count.checked_mul(times).filter(|n| (1..10_000).contains(n) && shift.by != 0)?;
        let grain = Grain::Interval;
        let Some(today) = self.today() else { return Some((Moment { grain, ..Moment::default() }, end)) };
        // Quarters and halves are those of the calendar.
        let whole = matches!(unit, Period::Quarter | Period::Half);
        let (first, last) = if whole {
            let near = unit.around(unit.add(today, shift.by.signum())?)?;
            let far = unit.around(unit.add(today, total.checked_mul(shift.by.signum())?)?)?;
            (near.0.min(far.0), near.1.max(far.1))
        } else if shift.by < 0 {
            let first = unit.add(today, -total)?;
            (first, today.yesterday().ok()?.max(first))
        } else {
            let last = unit.add(today, total)?;
            (today.tomorrow().ok()?.min(last), last)
        };
        Some((
            Moment { approximate: unit.grain() > Grain::Day && !whole, ..Moment::days(first, last, grain) },
            end,
        ))
    }

    fn shift_then_count(self, at: usize) -> Option<(Shift, i32, (Period, i32), usize)> {
        // "Will last four weeks": a verb.
        let (shift, next) =
            self.shift(at).filter(|(shift, _)| shift.by > 0 || !self.follows(at, &[Role::Lasts]))?;
        let few = self.role(next, Role::Few).map(|next| (FEW, next));
        let (count, next) = few.or_else(|| self.plain_count(next))?;
        let (unit, end) = self.unit(next)?;
        Some((shift, count, unit, end))
    }

    fn count_then_shift(self, at: usize) -> Option<(Shift, i32, (Period, i32), usize)> {
        let (count, next) = self.plain_count(at)?;
        // "The 3 next weeks", but "turns 21 next month".
        let the = || self.follows(at, &[Role::The]);
        if let Some((shift, next)) = self.shift(next).filter(|(shift, _)| shift.amid || the()) {
            let (unit, end) = self.unit(next)?;
            return Some((shift, count, unit, end));
        }
        let (unit, next) = self.unit(next)?;
        let (shift, end) = self.shift_behind(next).filter(|(shift, _)| shift.by.abs() == 1)?;
        Some((shift, count, unit, end))
    }

    pub(super) fn plain_count(self, at: usize) -> Option<(i32, usize)> {
        self.count(at).filter(|(count, _)| !count.rank).map(|(count, next)| (count.value, next))
    }

    /// "the rest of the week".
    fn rest(self, at: usize) -> Option<(Moment, usize)> {
        let next = self.skip(self.role(at, Role::Rest)?, Role::Of);
        let next = self.skip(next, Role::The);
        let next = self.shift(next).map_or(next, |(_, next)| next);
        let ((unit, _), end) = self.unit(next)?;
        let grain = Grain::Interval;
        let days = self.today().and_then(|today| Some((today, unit.around(today)?.1)));
        let moment = days
            .map_or(Moment { grain, ..Moment::default() }, |(first, last)| Moment::days(first, last, grain));
        Some((moment, end))
    }
}

pub(super) fn one_day(day: Option<Date>) -> Moment {
    day.map_or_else(Moment::default, |day| Moment::days(day, day, Grain::Day))
}

/// The days of a season that ends in `year`.
pub(super) fn season(year: i16, from: (i8, i8), to: (i8, i8)) -> Option<(Date, Date)> {
    let before = i16::from(from > to);
    Some((Date::new(year - before, from.0, from.1).ok()?, Date::new(year, to.0, to.1).ok()?))
}
