//! Lists of dates: "les 3, 4 et 7 mai", "en 2018 et 2020".

use super::point::Point;
use super::{Dates, Fields, Node, Role};
use crate::text::Word;
use crate::value::time::{Grain, TimeSet};

/// How many dates one list may hold.
const MAX_LIST: usize = 31;

impl Dates<'_> {
    /// Days of one month: "les 3, 4 et 7 mai", "3-7 May", "13 au 15 juillet 2013".
    pub(super) fn days_of_month(self, at: usize) -> Option<(TimeSet, usize)> {
        let (first, mut next) = self.day(at).filter(|(_, end)| !self.is_time_of_day(*end))?;
        let mut days = vec![first];
        let mut range = false;
        while days.len() < MAX_LIST {
            let and = self.role(next, Role::And).or_else(|| self.sign(next, ","));
            let to = self.to(next).or_else(|| self.dash(next));
            let Some(from) = to.or(and) else { break };
            let Some((day, end)) = self.day(self.skip(from, Role::The)) else { break };
            range |= to.is_some();
            days.push(day);
            next = end;
        }
        if days.len() < 2 || (range && days.len() > 2) {
            return None;
        }
        let (shared, end) = self.month_of_days(next)?;
        let fields = days.iter().map(|&day| Fields { day: Some(day), ..shared });
        if fields.clone().any(|f| f.impossible()) {
            return None;
        }
        if let (true, &[from, to]) = (range, days.as_slice()) {
            let of = |day| Fields { day: Some(day), ..shared };
            return self.between(of(from), of(to)).map(|moment| (moment.into(), end));
        }
        Some((TimeSet { members: fields.map(|f| self.resolve(Node::Fields(f))).collect() }, end))
    }

    /// The month that days before it belong to: by its name, or told from the present one.
    pub(super) fn month_of_days(self, at: usize) -> Option<(Fields, usize)> {
        let next = self.skip(self.skip(at, Role::Of), Role::The);
        if let Some((month, end)) = self.month(next) {
            return Some(self.with_year(Fields { month: Some(month), ..Fields::default() }, end));
        }
        let next = self.skip(self.skip(next, Role::In), Role::The);
        let (period, end) = self.relative(next).filter(|(period, _)| period.grain == Grain::Month)?;
        let (first, _) = period.interval?.dates()?;
        Some((Fields { year: Some(first.year()), month: Some(first.month()), ..Fields::default() }, end))
    }

    /// Further dates of the same shape, up to an "and": "en 2018 et 2020", "May 3, 4 and 7", "mardi et jeudi".
    pub(super) fn list(self, point: Point, at: usize) -> Option<(TimeSet, usize)> {
        let Some(Node::Fields(first)) = point.node.filter(|_| point.clock.is_none() && point.part.is_none())
        else {
            return None;
        };
        let mut all = vec![first];
        let mut next = at;
        let mut closed = false;
        while all.len() < MAX_LIST && !closed {
            let and = self.role(next, Role::And);
            let Some(from) = and.or_else(|| self.sign(next, ",")) else { break };
            // The preposition may be said again: "en 2018 et en 2020".
            let again = self.start.checked_sub(1).map(|before| self.cursor.word(before));
            let again = again.is_some_and(|word| word != Word::UNKNOWN && word == self.cursor.word(from));
            let from = if again { from + 1 } else { self.skip(from, Role::The) };
            let Some((fields, end)) = self.another(first, from) else {
                break;
            };
            all.push(fields);
            (next, closed) = (end, and.is_some());
        }
        if !closed {
            return None;
        }
        // A year stated once, at the end, is the year of all.
        let year = all.last().and_then(|last| last.year);
        let members =
            all.into_iter().map(|f| self.resolve(Node::Fields(Fields { year: f.year.or(year), ..f })));
        Some((TimeSet { members: members.collect() }, next))
    }

    /// A date with the fields of `first`, or a bare day of its month.
    fn another(self, first: Fields, at: usize) -> Option<(Fields, usize)> {
        let shape = |f: Fields| (f.month.is_some(), f.day.is_some(), f.weekday.is_some());
        if let Some((Node::Fields(fields), end)) =
            self.absolute(at).filter(|(_, end)| self.clock(*end).is_none())
        {
            let alike = shape(fields) == shape(first) && (first.year.is_none() || fields.year.is_some());
            if alike {
                return Some((fields, end));
            }
        }
        if shape(first) == (false, false, false) {
            let (year, end) = self.year(at).filter(|(year, _)| (1400..2150).contains(year))?;
            return Some((Fields { year: Some(year), ..first }, end));
        }
        let (day, end) = self.day(at).filter(|_| shape(first) == (true, true, false))?;
        let ends = !self.cursor.is_word(end) || self.role(end, Role::And).is_some();
        let fields = Fields { day: Some(day), ..first };
        (ends && !self.goes_on(end) && !fields.impossible()).then_some((fields, end))
    }
}
