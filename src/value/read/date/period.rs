//! Periods and what is told by its place in one: decades, centuries, quarters, seasons, holidays, "mid-July", "the first
//! week of October".

use jiff::civil::Date;

use super::relative::season;
use super::{Dates, Fields, Kinds, Node, Role, Term};
use crate::value::time::{Cut, Grain, Moment, Period, weekday_of};

/// A stretch of days with how finely it was stated.
type Stretch = (Option<(Date, Date)>, Grain);

impl Dates<'_> {
    /// A date, period or holiday: anything that lies on the calendar without a time of day.
    pub(super) fn node(self, at: usize) -> Option<(Node, usize)> {
        let fixed = |(moment, end)| (Node::Fixed(moment), end);
        self.part_of(at)
            .or_else(|| self.ranked(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.period(at))
            .map(fixed)
            .or_else(|| self.absolute(at))
    }

    fn period(self, at: usize) -> Option<(Moment, usize)> {
        self.week_of(at)
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.numbered(at))
            .or_else(|| self.year_of_era(at))
            .or_else(|| self.in_season(at))
            .or_else(|| self.holiday(at))
    }

    /// "early 2014", "mi-juillet", "the end of last week".
    fn part_of(self, at: usize) -> Option<(Moment, usize)> {
        let (cut, next) = self.cut(at)?;
        let ((days, grain), end) = self.container(self.past_hyphen(next))?;
        let part = days.and_then(|days| cut.of(days, self.today()));
        // A month whose year is not known is still that month.
        let month = if part.is_none() { self.month_inside(next, end) } else { None };
        Some((Moment { approximate: true, month, ..stretch(part, grain) }, end))
    }

    /// The month named first between two tokens.
    fn month_inside(self, from: usize, to: usize) -> Option<i8> {
        (from..to).find_map(|at| self.month(at)).map(|(month, _)| month)
    }

    pub(super) fn cut(self, at: usize) -> Option<(Cut, usize)> {
        self.find(at, Kinds::CUT, |term| if let Term::Cut(cut) = term { Some(cut) } else { None })
    }

    /// A period that has parts: past "of" and the article.
    fn container(self, at: usize) -> Option<(Stretch, usize)> {
        let joined = self.skip(self.skip(self.skip(at, Role::Of), Role::In), Role::About);
        let next = self.skip(joined, Role::The);
        let inner = self.part_of(next).or_else(|| self.ranked(next)).or_else(|| self.relative(next));
        if let Some((moment, end)) = inner.or_else(|| self.period(next)) {
            let days = moment.interval.and_then(|when| when.dates());
            return Some(((days, moment.grain), end));
        }
        if let Some((month, end)) = self.month(next) {
            let (fields, end) = self.with_year(Fields { month: Some(month), ..Fields::default() }, end);
            return Some((self.stretch_of(fields), end));
        }
        if let Some((year, end)) = self
            .year(self.skip(next, Role::YearNoun))
            .filter(|_| next == joined || self.role(next, Role::YearNoun).is_some())
        {
            return Some((self.stretch_of(Fields { year: Some(year), ..Fields::default() }), end));
        }
        let ((unit, _), end) = self.unit(next).filter(|((unit, _), _)| unit.grain() > Grain::Day)?;
        let told = next > at || self.follows(at, &[Role::Of]);
        if let Some((stretch, end)) = self.month_named(end).filter(|_| unit == Period::Month) {
            return Some((stretch, end));
        }
        told.then(|| ((self.present(unit).and_then(|day| unit.around(day)), unit.grain()), end))
    }

    /// What a unit introduces: "le mois de juillet", "the month of July".
    fn month_named(self, at: usize) -> Option<(Stretch, usize)> {
        let (month, end) = self.month(self.role(at, Role::Of)?)?;
        let (fields, end) = self.with_year(Fields { month: Some(month), ..Fields::default() }, end);
        Some((self.stretch_of(fields), end))
    }

    fn stretch_of(self, fields: Fields) -> Stretch {
        let moment = self.resolve(Node::Fields(fields));
        (moment.interval.and_then(|when| when.dates()), moment.grain)
    }

    /// "the first week of October", "last Friday of July", "third quarter of 2016", "the first 2 weeks of 2021".
    fn ranked(self, at: usize) -> Option<(Moment, usize)> {
        let last =
            self.find(
                at,
                Kinds::FROM_END,
                |term| {
                    if let Term::FromEnd(rank) = term { Some(-rank) } else { None }
                },
            );
        let (rank, next) = match last {
            Some(found) => found,
            None => {
                self.count(at).filter(|(count, _)| count.rank).map(|(count, next)| (count.value, next))?
            }
        };
        let plain = self.count(next).filter(|(count, _)| !count.rank && (1..1000).contains(&count.value));
        let (several, next) = plain.map_or((1, next), |(count, next)| (count.value, next));
        if let Some((weekday, next)) = self.weekday(next).filter(|_| several == 1) {
            let found = self.container(next).filter(|_| self.joins(next));
            let Some(((days, _), end)) = found else { return self.ranked_alone(weekday, rank, next) };
            let day = days.and_then(|days| ranked_weekday(days, weekday, rank));
            return Some((
                Moment { weekday: Some(weekday), ..stretch(day.map(|d| (d, d)), Grain::Day) },
                end,
            ));
        }
        let ((unit, times), next) = self.unit(next).filter(|((unit, _), _)| unit.grain() >= Grain::Day)?;
        let joined = self.sign(next, ",").unwrap_or(next);
        let fraction = matches!(unit, Period::Quarter | Period::Half);
        let Some(((days, _), end)) = self.container(joined).filter(|_| fraction || self.joins(next)) else {
            let year = self.present(Period::Year).filter(|_| fraction && last.is_none())?;
            let days = Period::Year.around(year).and_then(|year| unit.nth(year, rank));
            return Some((stretch(days, unit.grain()), next));
        };
        let near = days.and_then(|days| unit.nth(days, rank.checked_mul(times)?));
        let far = days.and_then(|days| unit.nth(days, rank + rank.signum() * (several - 1)));
        let both = near.zip(far).map(|((a, b), (c, d))| (a.min(c), b.max(d)));
        Some((stretch(both, if several > 1 { Grain::Interval } else { unit.grain() }), end))
    }

    /// "The third Tuesday": of the present month, as a supposition; "the last Tuesday" is told otherwise.
    fn ranked_alone(self, weekday: i8, rank: i32, end: usize) -> Option<(Moment, usize)> {
        let month = Period::Month.around(self.present(Period::Month)?).filter(|_| rank > 0)?;
        let day = ranked_weekday(month, weekday, rank)?;
        let day = Moment { weekday: Some(weekday), ..stretch(Some((day, day)), Grain::Day) };
        Some((Moment { assumed: true, ..day }, end))
    }

    /// Whether the words at `at` join a part to its whole.
    fn joins(self, at: usize) -> bool {
        self.role(at, Role::Of).is_some() || self.role(at, Role::In).is_some()
    }

    /// "the week of 6 October", "le week-end de Pâques".
    fn week_of(self, at: usize) -> Option<(Moment, usize)> {
        let ((unit, _), next) = self.unit(at).filter(|((unit, _), _)| unit.grain() == Grain::Week)?;
        let next = self.skip(self.role(next, Role::Of)?, Role::The);
        if let Some((holiday, end)) = self.holiday(next).filter(|_| unit == Period::Weekend) {
            let days = holiday.interval.and_then(|when| when.dates());
            return Some((stretch(days.and_then(long_weekend), Grain::Week), end));
        }
        let (node, end) = self.absolute(next).filter(|(node, _)| node.is_day())?;
        let day = self.resolve(node).interval.and_then(|when| when.day());
        Some((stretch(day.and_then(|day| unit.around(day)), Grain::Week), end))
    }

    /// "les années 1980", "the 80s", "the sixties".
    fn decade(self, at: usize) -> Option<(Moment, usize)> {
        let named = |term| if let Term::Decade(from) = term { Some(from) } else { None };
        if self.follows(at, &[Role::Owner]) {
            return None;
        }
        if let Some((from, end)) =
            self.find(at, Kinds::DECADE, named).filter(|_| self.follows(at, &[Role::The]))
        {
            return decade_from(1900 + from, end);
        }
        let noun = self.role(at, Role::DecadeNoun);
        let (value, next) = match noun {
            Some(next) => {
                let (count, end) = self.count(next).filter(|(count, _)| !count.rank && count.digits != 1)?;
                (count.value, end)
            }
            None => (self.digits(at)?.value, at + 1),
        };
        let end = self.role(next, Role::DecadeEnd).filter(|_| self.cursor.glued(next) || noun.is_none());
        let end = if noun.is_some() { end.unwrap_or(next) } else { end? };
        let year = match value {
            0..=20 if noun.is_some() || self.follows(at, &[Role::The]) => 2000 + value,
            21..=99 => 1900 + value,
            1000..=2199 => value,
            _ => return None,
        };
        decade_from(i16::try_from(year).ok()?, end)
    }

    /// "XXe siècle", "the 15th century".
    fn century(self, at: usize) -> Option<(Moment, usize)> {
        let roman = self.find(at, Kinds::CENTURY, |term| {
            if let Term::Century(rank) = term { Some(i32::from(rank)) } else { None }
        });
        let ordinal =
            || self.count(at).filter(|(count, _)| count.rank).map(|(count, end)| (count.value, end));
        let (rank, next) = roman.or_else(ordinal).filter(|(rank, _)| (1..=21).contains(rank))?;
        let end = self.role(self.past_hyphen(next), Role::CenturyNoun)?;
        let era = self.role(end, Role::BeforeEra);
        let century = if era.is_some() { -rank } else { rank - 1 };
        let first = Date::new(i16::try_from(century * 100).ok()?, 1, 1).ok()?;
        Some((stretch(Period::Century.around(first), Grain::Century), era.unwrap_or(end)))
    }

    /// "44 BC", "52 avant J.-C.", "79 AD": the year 1 of the era follows its year 0, which is 1 before it.
    fn year_of_era(self, at: usize) -> Option<(Moment, usize)> {
        let count = self.digits(at)?;
        let on = || self.role(at + 1, Role::Era).filter(|_| self.is_name(at + 1));
        let (year, end) = match self.role(at + 1, Role::BeforeEra) {
            Some(end) => (1 - count.value, end),
            None => (count.value, on()?),
        };
        let first = Date::new(i16::try_from(year).ok()?, 1, 1).ok()?;
        Some((stretch(Period::Year.around(first), Grain::Year), end))
    }

    /// "Q3 2016", "2016 Q3", "T1 2020".
    fn numbered(self, at: usize) -> Option<(Moment, usize)> {
        let before = self.year(at).filter(|_| self.cursor.is_digits(at));
        let from = before.map_or(at, |(_, end)| self.past_hyphen(end));
        let (unit, next) = self.find(from, Kinds::NUMBERED, |term| {
            if let Term::Numbered(unit) = term { Some(unit) } else { None }
        })?;
        let rank = self.digits(next).filter(|_| self.cursor.glued(next))?;
        let limit = if unit == Period::Quarter { 4 } else { 2 };
        if rank.digits != 1 || !(1..=limit).contains(&rank.value) || self.goes_on(next + 1) {
            return None;
        }
        let (days, end) = match before {
            Some((year, _)) => {
                (self.stretch_of(Fields { year: Some(year), ..Fields::default() }).0, next + 1)
            }
            None => match self.container(next + 1).filter(|((_, grain), _)| *grain == Grain::Year) {
                Some(((days, _), end)) => (days, end),
                None if unit == Period::Quarter && self.cursor.capital(from) => {
                    (self.present(Period::Year).and_then(|day| Period::Year.around(day)), next + 1)
                }
                None => return None,
            },
        };
        Some((stretch(days.and_then(|days| unit.nth(days, rank.value)), Grain::Season), end))
    }

    /// A season of a year, or the nearest one.
    fn in_season(self, at: usize) -> Option<(Moment, usize)> {
        let pick = |term| if let Term::Season(from, to) = term { Some((from, to)) } else { None };
        let ((from, to), next) = self.find(at, Kinds::SEASON, pick)?;
        let (fields, end) = self.with_year(Fields::default(), next);
        // A winter is named after the year it begins in.
        let late = i16::from(from > to);
        if let Some(year) = fields.year {
            return Some((stretch(season(year + late, from, to), Grain::Season), end));
        }
        let told = self.follows(at, &[Role::In])
            || self.follows(at, &[Role::The]) && !self.rules.cased.contains(self.cursor.word(at));
        let sure = told || !self.rules.ambiguous.contains(self.cursor.word(at));
        let days = self.yearly(None, |year| season(year, from, to));
        let fields = Moment { month: Some(from.0), ..stretch(days, Grain::Season) };
        sure.then_some((fields, next))
    }

    /// A holiday of a year, or the nearest one; "the Labor Day weekend" where it makes one.
    fn holiday(self, at: usize) -> Option<(Moment, usize)> {
        let pick = |term| if let Term::Holiday(at) = term { self.rules.holidays.get(at) } else { None };
        let (holiday, named) = self.find(at, Kinds::HOLIDAY, pick)?;
        let weekend = self.weekend(self.past_hyphen(named));
        let next = weekend.unwrap_or(named);
        let in_year = self.container(next).filter(|((_, grain), _)| *grain == Grain::Year);
        let (year, end) = match in_year {
            Some(((Some((first, _)), _), end)) => (Some(first.year()), end),
            _ => {
                let (fields, end) = self.with_year(Fields::default(), next);
                (fields.year, if fields.year.is_some() { end } else { next })
            }
        };
        if year.is_none() && self.is_part_of_a_name(at, named) {
            return None;
        }
        let days = match year {
            Some(year) => holiday.in_year(year).next(),
            None => self.yearly(None, |year| holiday.in_year(year)),
        };
        if let Some(end) = weekend.map(|_| end).or_else(|| self.weekend(end)) {
            return Some((stretch(days.and_then(long_weekend), Grain::Week), end));
        }
        Some((holiday.moment(days), end))
    }

    /// Past a word for the weekend.
    fn weekend(self, at: usize) -> Option<usize> {
        self.unit(at).filter(|((unit, _), _)| *unit == Period::Weekend).map(|(_, end)| end)
    }

    /// Whether the word at `at` is one of the capitals of a name, as "Ramadan" and "Noël" may be.
    fn is_part_of_a_name(self, at: usize, end: usize) -> bool {
        let capital = |i: usize| {
            self.cursor.is_word(i) && self.cursor.capital(i) && self.find(i, Kinds::ALL, Some).is_none()
        };
        let before = || at.checked_sub(1).is_some_and(capital);
        end == at + 1 && self.cursor.capital(at) && (capital(end) || before())
    }
}

fn stretch(days: Option<(Date, Date)>, grain: Grain) -> Moment {
    let placed = days.map(|(first, last)| Moment::days(first, last, grain));
    placed.unwrap_or(Moment { grain, ..Moment::default() })
}

fn decade_from(year: i16, end: usize) -> Option<(Moment, usize)> {
    let first = Date::new(year, 1, 1).ok().filter(|_| year % 10 == 0)?;
    Some((stretch(Period::Decade.around(first), Grain::Decade), end))
}

/// The weekend that a holiday lies in or near, and the holiday with it.
fn long_weekend((first, last): (Date, Date)) -> Option<(Date, Date)> {
    const WEDNESDAY: i8 = 3;
    let late = first.weekday().to_monday_one_offset() >= WEDNESDAY;
    let week = if late { first } else { Period::Week.add(first, -1)? };
    let (saturday, sunday) = Period::Weekend.around(week)?;
    Some((first.min(saturday), last.max(sunday)))
}

/// The `rank`th such weekday inside the days, from the end where negative.
fn ranked_weekday((first, last): (Date, Date), weekday: i8, rank: i32) -> Option<Date> {
    let weekday = weekday_of(weekday)?;
    let day = if rank > 0 {
        first.yesterday().ok()?.nth_weekday(rank, weekday)
    } else {
        last.tomorrow().ok()?.nth_weekday(rank, weekday)
    };
    day.ok().filter(|day| (first..=last).contains(day))
}
