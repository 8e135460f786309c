//! Dates in digits: `15/07/2022`, `2022-07-15`, `15.07.2022`, `31-Oct-74`, `07/2022`.

use super::{Dates, Fields};
use crate::value::read::date::terms::{Kinds, Role, Term};

/// One of the two or three parts of such a date.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Number { value: i32, digits: usize },
    Month(i8),
}

/// Two-digit years below this are of the 2000s.
const PIVOT: i32 = 40;

impl Dates<'_> {
    /// A date whose parts are joined by strokes, hyphens or dots.
    pub(super) fn numeric(self, at: usize) -> Option<(Fields, usize)> {
        let first = self.part(at)?;
        let (sign, second_at) = self.separator(at + 1)?;
        let second = self.part(second_at)?;
        let third = self.separator(second_at + 1).filter(|&(other, _)| other == sign);
        let third = third.and_then(|(_, i)| Some((self.part(i)?, i + 1)));
        let third = third.filter(|_| sign != " " || self.spaced_date(first, second, second_at + 1));
        let loose = sign != " " && (!self.cursor.glued(at + 1) || !self.cursor.glued(second_at));
        let (fields, end) = match third {
            Some((third, end)) if !loose => (self.three([first, second, third], sign)?, end),
            _ => (self.two([first, second], sign, at, loose)?, second_at + 1),
        };
        let word_follows = self.cursor.is_word(end) || self.cursor.is_digits(end);
        let range = sign != "-" && self.cursor.str(end) == "-" && self.cursor.str(end + 2) == sign;
        let refused = (self.goes_on(end) && !range) || (loose && word_follows) || fields.impossible();
        (!refused).then_some((fields, end))
    }

    /// Whether digits parted by spaces alone can be a date: four for the year, the rest in twos or ones.
    fn spaced_date(self, first: Part, second: Part, third_at: usize) -> bool {
        let long = |part: Part| matches!(part, Part::Number { digits: 4, .. });
        let third = self.digits(third_at).is_some_and(|count| count.digits == 4);
        !long(second) && (third != long(first))
    }

    fn part(self, at: usize) -> Option<Part> {
        if let Some(count) = self.digits(at) {
            return Some(Part::Number { value: count.value, digits: count.digits });
        }
        let month = |term| if let Term::Month(month) = term { Some(Part::Month(month)) } else { None };
        self.find(at, Kinds::MONTH, month).filter(|&(_, next)| next == at + 1).map(|(part, _)| part)
    }

    fn separator(self, at: usize) -> Option<(&'static str, usize)> {
        let spaced = (self.cursor.is_digits(at) && !self.cursor.glued(at)).then_some((" ", at));
        let signed = ["/", "-", "."].into_iter().find(|sign| self.cursor.str(at) == *sign);
        signed.map(|sign| (sign, at + 1)).or(spaced)
    }

    /// Day, month and year in any order: a name is the month, four digits are the year, the rest stands in the order of
    /// the language unless only the other makes a date.
    fn three(self, parts: [Part; 3], sign: &str) -> Option<Fields> {
        let long = parts.iter().position(|p| matches!(p, Part::Number { digits: 4, .. }));
        let name = parts.iter().position(|p| matches!(p, Part::Month(_)));
        if sign == "." && (long.is_none() || name.is_some()) {
            return None;
        }
        let year_at = long.unwrap_or(2);
        let year = parts.get(year_at).and_then(|&p| year_of(p))?;
        let mut rest = parts.iter().enumerate().filter(|&(i, _)| i != year_at).map(|(_, &p)| p);
        let (first, second) = (rest.next()?, rest.next()?);
        let day_first = self.rules.day_first && year_at != 0;
        let (day, month) = if day_first { (first, second) } else { (second, first) };
        day_month(day, month).or_else(|| day_month(month, day)).map(|f| Fields { year: Some(year), ..f })
    }

    /// Month and year, or day and month.
    fn two(self, parts: [Part; 2], sign: &str, at: usize, loose: bool) -> Option<Fields> {
        if matches!(sign, "." | " ") {
            return None;
        }
        let [first, second] = parts;
        if let Some(fields) = year_month(first, second).or_else(|| year_month(second, first)) {
            return Some(fields);
        }
        let named = parts.iter().any(|p| matches!(p, Part::Month(_)));
        // "Le 11-Septembre" is an event.
        if loose
            || named && sign == "-"
            || (sign != "/" && !named)
            || self.rules.never.contains(self.cursor.span(at..at + 3).of(self.cursor.text.raw))
        {
            return None;
        }
        let (day, month) = if self.rules.day_first { (first, second) } else { (second, first) };
        if named {
            return day_month(day, month).or_else(|| day_month(month, day));
        }
        let told = self.follows(at, &[Role::On, Role::From, Role::To, Role::Between, Role::Until]);
        let weekday = at.checked_sub(1).is_some_and(|before| self.weekday(before).is_some());
        let told = told || weekday;
        let clear = |p: Part| matches!(p, Part::Number { value, digits } if value > 12 || digits == 2);
        let dated = told || clear(day) && (clear(month) || matches!(day, Part::Number { value: 13.., .. }));
        let padded = told || [at, at + 2].iter().any(|&i| self.cursor.str(i).starts_with('0'));
        let swapped = || day_month(month, day).filter(|_| padded);
        day_month(day, month).filter(|_| dated).or_else(swapped)
    }
}

fn year_of(part: Part) -> Option<i16> {
    match part {
        Part::Number { value, digits: 4 } => i16::try_from(value).ok().filter(|y| (1000..=2199).contains(y)),
        Part::Number { value, digits: 2 } => two_digit_year(value),
        _ => None,
    }
}

/// The year that two digits stand for.
pub(super) fn two_digit_year(value: i32) -> Option<i16> {
    let century = if value < PIVOT { 2000 } else { 1900 };
    i16::try_from(century + value).ok().filter(|_| (0..100).contains(&value))
}

fn year_month(year: Part, month: Part) -> Option<Fields> {
    let year = year_of(year).filter(|_| matches!(year, Part::Number { digits: 4, .. }))?;
    Some(Fields { year: Some(year), month: Some(month_of(month)?), ..Fields::default() })
}

fn month_of(part: Part) -> Option<i8> {
    match part {
        Part::Month(month) => Some(month),
        Part::Number { value, digits: 1 | 2 } => i8::try_from(value).ok().filter(|m| (1..=12).contains(m)),
        Part::Number { .. } => None,
    }
}

fn day_month(day: Part, month: Part) -> Option<Fields> {
    let Part::Number { value, digits: 1 | 2 } = day else { return None };
    let day = i8::try_from(value).ok().filter(|d| (1..=31).contains(d))?;
    Some(Fields { day: Some(day), month: Some(month_of(month)?), ..Fields::default() })
}
