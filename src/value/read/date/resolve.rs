//! From the fields that were stated to a place on the calendar, seen from the published date.
//!
//! News writes of what is near: a day without its year is the nearest one. A bare weekday is the last one on or before
//! the published day, unless the verb before it looks forward.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Dates, Fields, Kinds, Node, Role, Term};
use crate::partial_date::{PartialDate, Precision};
use crate::value::time::{Grain, Moment, Period, nearest, weekday_of};

/// How many tokens away the verb of a date is looked for.
const TENSE_REACH: usize = 12;
/// How many tokens may stand before a date that opens its sentence.
const OPENING: usize = 2;
/// Within so many days, a day without its year is the nearest whatever the tense.
const CLEAR_DAYS: i32 = 100;

impl Fields {
    /// Whether they name no day of any year.
    pub(super) fn impossible(&self) -> bool {
        let (Some(month), Some(day)) = (self.month, self.day) else { return false };
        // Any leap year will do where none is stated.
        Date::new(self.year.unwrap_or(2000), month, day).is_err()
    }
}

impl Dates<'_> {
    /// A date of the calendar, or its fields where nothing anchors it.
    pub(super) fn resolve(self, node: Node) -> Moment {
        let fields = match node {
            Node::Fixed(moment) => return moment,
            Node::Fields(fields) => fields,
        };
        let (days, grain) = self.place(fields);
        let Fields { month, day, weekday, .. } = fields;
        let placed = days.map(|(first, last)| Moment::days(first, last, grain));
        Moment { month, day, weekday, grain, ..placed.unwrap_or_default() }
    }

    fn place(self, fields: Fields) -> (Option<(Date, Date)>, Grain) {
        let one = |day: Option<Date>| (day.map(|day| (day, day)), Grain::Day);
        if fields.elsewhere {
            return (None, if fields.day.is_some() { Grain::Day } else { Grain::Month });
        }
        match (fields.year, fields.month, fields.day) {
            (Some(year), Some(month), Some(day)) => one(Date::new(year, month, day).ok()),
            (Some(year), Some(month), None) => (whole(Period::Month, year, month), Grain::Month),
            (Some(year), None, _) => (whole(Period::Year, year, 1), Grain::Year),
            (None, Some(month), Some(day)) => one(self.yearless(month, day, fields.weekday)),
            (None, Some(month), None) => {
                let middle = self.yearless(month, 15, None);
                (middle.and_then(|day| Period::Month.around(day)), Grain::Month)
            }
            (None, None, Some(day)) => one(self.monthless(day, fields.weekday)),
            (None, None, None) => one(fields.weekday.and_then(|weekday| self.last_weekday(weekday))),
        }
    }

    /// The published day, where it is known.
    pub(super) fn today(self) -> Option<Date> {
        self.cursor.published.and_then(PartialDate::exact)
    }

    /// A day by which the present `period` can be told.
    pub(super) fn present(self, period: Period) -> Option<Date> {
        let published = self.cursor.published?;
        let enough = match published.precision() {
            Precision::Day => true,
            Precision::Month => period.grain() >= Grain::Month,
            Precision::Year => period.grain() >= Grain::Year,
        };
        enough.then(|| published.first())
    }

    /// The nearest such day; with a weekday, the nearest year in which it falls on it.
    fn yearless(self, month: i8, day: i8, weekday: Option<i8>) -> Option<Date> {
        let anchor = self.present(Period::Month)?;
        let all = |reach: i16| {
            (anchor.year() - reach..=anchor.year() + reach).filter_map(move |y| Date::new(y, month, day).ok())
        };
        let fits = |date: &Date| weekday.is_some_and(|w| date.weekday().to_monday_one_offset() == w);
        if let Some(day) = nearest(anchor, all(2).filter(fits)) {
            return Some(day);
        }
        if self.follows(self.start, &[Role::Since]) {
            return all(4).rfind(|&day| day <= anchor);
        }
        let near = nearest(anchor, all(4))?;
        // Half a year away, the verb tells which way.
        let far = anchor.until(near).ok()?.get_days().abs() > CLEAR_DAYS;
        match self.looks_forward().filter(|&forward| far && forward != (near > anchor)) {
            Some(true) => all(4).find(|&day| day > anchor),
            Some(false) => all(4).rfind(|&day| day < anchor),
            None => Some(near),
        }
    }

    /// The nearest such day of a month; with a weekday, the nearest month in which it falls on it.
    fn monthless(self, day: i8, weekday: Option<i8>) -> Option<Date> {
        let anchor = self.today()?;
        let fits = |date: &Date| weekday.is_none_or(|w| date.weekday().to_monday_one_offset() == w);
        let months = (-14..=14).filter_map(|n: i32| anchor.first_of_month().checked_add(n.months()).ok());
        nearest(anchor, months.filter_map(|m| Date::new(m.year(), m.month(), day).ok()).filter(fits))
    }

    fn last_weekday(self, weekday: i8) -> Option<Date> {
        let (today, weekday) = (self.today()?, weekday_of(weekday)?);
        if self.looks_forward() == Some(true) {
            return today.yesterday().ok()?.nth_weekday(1, weekday).ok();
        }
        today.tomorrow().ok()?.nth_weekday(-1, weekday).ok()
    }

    /// Whether the last verb before the date that tells its tense looks forward, or the first one behind it where the
    /// date opens the sentence; `None` where none does.
    pub(super) fn looks_forward(self) -> Option<bool> {
        let sentence = self.cursor.text.sentence_of(self.start).map(|sentence| sentence.tokens.clone());
        let sentence = sentence.unwrap_or(0..self.cursor.text.tokens.len());
        let from = sentence.start.max(self.start.saturating_sub(TENSE_REACH));
        let to = sentence.end.min(self.start + 2 * TENSE_REACH);
        let before = (from..self.start).rev().find_map(|at| self.tense(at));
        let opens = self.start <= sentence.start + OPENING;
        before.or_else(|| if opens { (self.start..to).find_map(|at| self.tense(at)) } else { None })
    }

    /// Whether a verb at token `at` looks forward or back. A participle behind an infinitive tells neither: "to be held".
    fn tense(self, at: usize) -> Option<bool> {
        let rules = self.rules;
        if at.checked_sub(1).is_some_and(|before| rules.tenseless.contains(self.cursor.word(before))) {
            return None;
        }
        let told = self.find(at, Kinds::roles(&[Role::Future, Role::Past]), |term| match term {
            Term::Role(Role::Future) => Some(true),
            Term::Role(Role::Past) => Some(false),
            _ => None,
        });
        if let Some((future, _)) = told {
            return Some(future);
        }
        if !self.cursor.is_word(at) || self.cursor.capital(at) {
            return None;
        }
        let word = self.cursor.str(at);
        let ends = |endings: &[String]| endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e));
        ends(&rules.future_endings).then_some(true).or_else(|| ends(&rules.past_endings).then_some(false))
    }

    /// The days of a yearly period, by what year `in_year` is asked of: the nearest where `by` is `None`, otherwise
    /// that of this year (0), the last one over (-1), the next to begin (1)...
    pub(super) fn yearly<D: IntoIterator<Item = (Date, Date)>>(
        self,
        by: Option<i32>,
        in_year: impl Fn(i16) -> D,
    ) -> Option<(Date, Date)> {
        let anchor = self.present(Period::Month)?;
        let all = || (anchor.year() - 3..=anchor.year() + 3).flat_map(&in_year);
        let step = |by: i32| usize::try_from(by.abs() - 1).ok();
        match by {
            None => {
                let found = nearest(anchor, all().map(|(first, last)| anchor.clamp(first, last)))?;
                all().find(|(first, last)| (first..=last).contains(&&found))
            }
            Some(0) => all()
                .find(|(first, last)| (first..=last).contains(&&anchor))
                .or_else(|| in_year(anchor.year()).into_iter().next()),
            Some(by) if by < 0 => all().filter(|&(_, last)| last < anchor).rev_nth(step(by)?),
            Some(by) => all().filter(|&(first, _)| first > anchor).nth(step(by)?),
        }
    }
}

/// Counting from the end, for iterators that run one way only.
trait RevNth: Iterator + Sized {
    fn rev_nth(self, n: usize) -> Option<Self::Item> {
        let mut all: Vec<_> = self.collect();
        all.len().checked_sub(n + 1).map(|at| all.swap_remove(at))
    }
}

impl<I: Iterator> RevNth for I {}

fn whole(period: Period, year: i16, month: i8) -> Option<(Date, Date)> {
    period.around(Date::new(year, month, 1).ok()?)
}
