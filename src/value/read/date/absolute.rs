//! Dates by name: `mardi 15 juillet 2022`, `July 15th`, `the 3rd`, `in 2018`.

use super::numeric::two_digit_year;
use super::{Dates, Fields, Node, past_name};
use crate::value::read::cursor::Class;
use crate::value::read::date::terms::{Kinds, Role, Term};
use crate::value::time::Period;

impl Dates<'_> {
    /// A date by its digits, its names, or its year alone.
    pub(super) fn absolute(self, at: usize) -> Option<(Node, usize)> {
        let found = self.numeric(at).or_else(|| self.named(at)).or_else(|| self.year_alone(at));
        found.filter(|(fields, _)| !fields.impossible()).map(|(fields, end)| (Node::Fields(fields), end))
    }

    /// A weekday, a day of a month, a month, or what stands of them together.
    fn named(self, at: usize) -> Option<(Fields, usize)> {
        let Some((weekday, after)) = self.weekday(at) else {
            return self.day_of_month(at).or_else(|| self.month_alone(at)).or_else(|| self.day_alone(at));
        };
        let with = |fields: Fields| Fields { weekday: Some(weekday), ..fields };
        let next = self.skip(self.sign(after, ",").unwrap_or(after), Role::The);
        if let Some((fields, end)) = self.day_of_month(next).or_else(|| self.numeric(next)) {
            return Some((with(fields), end));
        }
        let number = self.count(self.skip(after, Role::The)).filter(|&(n, end)| {
            let free = !self.is_time_of_day(end) && !self.counts_something(end) && !self.goes_on(end);
            (1..=31).contains(&n.value) && free
        });
        if let Some((day, end)) = number {
            return Some((with(Fields { day: i8::try_from(day.value).ok(), ..Fields::default() }), end));
        }
        let alone = !self.rules.ambiguous.contains(self.cursor.word(at));
        alone.then_some((with(Fields::default()), after))
    }

    /// A weekday, past the full stop of its abbreviation where more follows.
    pub(super) fn weekday(self, at: usize) -> Option<(i8, usize)> {
        let (weekday, end) = self
            .find(at, Kinds::WEEKDAY, |term| if let Term::Weekday(day) = term { Some(day) } else { None })
            .or_else(|| self.clipped_weekday(at))?;
        self.is_name(at).then(|| (weekday, self.past_stop(end)))
    }

    /// "In Wednesdays blast": a weekday that has lost its apostrophe, as text copied from the web often has.
    fn clipped_weekday(self, at: usize) -> Option<(i8, usize)> {
        let behind = &self.rules.behind_weekdays;
        let (weekday, end) = self.weekdays(at).filter(|_| !behind.is_empty())?;
        let owns = self.cursor.is_word(end) && !self.cursor.capital(end);
        (owns && !behind.contains(self.cursor.word(end))).then_some((weekday, end))
    }

    /// A weekday of which several are named.
    pub(super) fn weekdays(self, at: usize) -> Option<(i8, usize)> {
        self.find(at, Kinds::WEEKDAYS, |term| if let Term::Weekdays(day) = term { Some(day) } else { None })
    }

    /// A month, past the full stop of its abbreviation where more follows.
    pub(super) fn month(self, at: usize) -> Option<(i8, usize)> {
        let (month, end) =
            self.find(at, Kinds::MONTH, |term| if let Term::Month(m) = term { Some(m) } else { None })?;
        self.is_name(at).then(|| (month, self.past_stop(end)))
    }

    /// A word that mostly means something else needs its capital, unless it stands between a day and its like.
    pub(super) fn is_name(self, at: usize) -> bool {
        !self.rules.cased.contains(self.cursor.word(at))
            || self.cursor.capital(at)
            || self.cursor.is_digits(at + 1)
            || self.follows(at, &[Role::Of])
    }

    fn past_stop(self, at: usize) -> usize {
        let stop = self.cursor.glued(at) && self.cursor.str(at) == ".";
        let more = self.cursor.is_digits(at + 1) || self.cursor.str(at + 1) == ",";
        let more = more
            || self.cursor.is_word(at + 1)
                && !self.cursor.class(at + 1).is_empty()
                && !self.opens_sentence(at + 1);
        if stop && more { at + 1 } else { at }
    }

    fn opens_sentence(self, at: usize) -> bool {
        self.cursor.text.sentence_of(at).is_some_and(|s| s.tokens.start == at)
    }

    /// A day with its month, in either order, and the year where it follows.
    fn day_of_month(self, at: usize) -> Option<(Fields, usize)> {
        let (day, month, end) = self.day_then_month(at).or_else(|| self.month_then_day(at))?;
        let fields = Fields { day: Some(day), month: Some(month), ..Fields::default() };
        Some(self.with_year(fields, end))
    }

    fn day_then_month(self, at: usize) -> Option<(i8, i8, usize)> {
        let (day, next) = self.day(at)?;
        let next = self.skip(self.skip(self.past_stop(self.past_hyphen(next)), Role::Of), Role::The);
        let (month, end) = self.month(next)?;
        Some((day, month, end))
    }

    fn month_then_day(self, at: usize) -> Option<(i8, i8, usize)> {
        let (month, next) = self.month(at)?;
        let (day, end) = self.day(self.skip(self.past_hyphen(next), Role::The))?;
        let hour = self.cursor.is_digits(end.saturating_sub(1)) && self.is_time_of_day(end);
        (!hour).then_some((day, month, end))
    }

    /// A day of a month, in digits or words.
    pub(super) fn day(self, at: usize) -> Option<(i8, usize)> {
        let named = || past_name(self.cursor, at).is_some();
        let (count, end) = self.count(at).filter(|(count, _)| count.digits <= 2 && !named())?;
        let day = i8::try_from(count.value).ok().filter(|day| (1..=31).contains(day))?;
        Some((day, end))
    }

    /// The same with the year behind it, where there is one.
    pub(super) fn with_year(self, fields: Fields, at: usize) -> (Fields, usize) {
        let from = self.sign(at, ",").unwrap_or(at);
        let next = self.skip(from, Role::Of);
        let joined = next > at;
        match self.year(next).or_else(|| self.short_year(next, fields, joined)) {
            Some((year, end)) if !self.is_time_of_day(end) => (Fields { year: Some(year), ..fields }, end),
            _ => match self.year_of_the_story(from).or_else(|| self.year_of_the_story(next)) {
                Some((year, end)) => (Fields { year, elsewhere: year.is_none(), ..fields }, end),
                None => match self.shifted_year(next).filter(|_| from == at) {
                    Some((year, end)) => (Fields { year: Some(year), ..fields }, end),
                    None => (fields, at),
                },
            },
        }
    }

    /// A year in four digits or in words.
    pub(super) fn year(self, at: usize) -> Option<(i16, usize)> {
        if self.cursor.is_digits(at) {
            let count = self.digits(at).filter(|count| count.digits == 4 && !self.decimal_follows(at + 1))?;
            let year = i16::try_from(count.value).ok().filter(|year| (1000..2200).contains(year))?;
            return Some((year, at + 1));
        }
        let whole = |at: usize| {
            let (number, end) = self.count(at).filter(|(count, _)| count.digits == 0 && !count.rank)?;
            Some((number.value, end))
        };
        let (value, end) = whole(at)?;
        if (1000..2200).contains(&value) {
            return Some((i16::try_from(value).ok()?, end));
        }
        let (rest, end) = whole(self.past_hyphen(end)).filter(|(rest, _)| (10..100).contains(rest))?;
        let year = i16::try_from(value * 100 + rest).ok().filter(|_| (11..=20).contains(&value))?;
        Some((year, end))
    }

    /// Past "that year": the year that the text has named shortly before, where it has.
    fn year_of_the_story(self, at: usize) -> Option<(Option<i16>, usize)> {
        let (period, end) = self.story_time(at)?;
        (period == Period::Year).then(|| (self.last_year(), end))
    }

    /// The last year in digits that was named before the reading began.
    pub(super) fn last_year(self) -> Option<i16> {
        const REACH: usize = 60;
        let plain = |at: usize| {
            let (year, end) = self.year(at).filter(|_| self.cursor.is_digits(at))?;
            let free = !self.goes_on(end) && !self.measured(end) && !self.continues_a_code(at);
            Some(year).filter(|year| free && (1800..2100).contains(year))
        };
        (self.start.saturating_sub(REACH)..self.start).rev().find_map(plain)
    }

    /// Whether the digits before `at` are the whole part of a decimal, or an hour.
    pub(super) fn decimal_follows(self, at: usize) -> bool {
        self.goes_on(at) && matches!(self.cursor.str(at), "." | "," | ":")
    }

    /// A year in two digits behind a month: after an apostrophe, after "of", or too great for a day.
    fn short_year(self, at: usize, fields: Fields, joined: bool) -> Option<(i16, usize)> {
        let apostrophe = matches!(self.cursor.str(at), "'" | "\u{2019}");
        let at = if apostrophe { at + 1 } else { at };
        let count = self.digits(at).filter(|count| count.digits == 2 && !self.goes_on(at + 1))?;
        let clear = apostrophe || joined || count.value > 31 || fields.day.is_some();
        let free = !self.is_time_of_day(at + 1) && (apostrophe || !self.counts_something(at + 1));
        two_digit_year(count.value).filter(|_| clear && free).map(|year| (year, at + 1))
    }

    /// A month with its year, or alone where no other word is meant.
    fn month_alone(self, at: usize) -> Option<(Fields, usize)> {
        let (month, end) = self.month(at)?;
        let (fields, after) = self.with_year(Fields { month: Some(month), ..Fields::default() }, end);
        let next = self.role(end, Role::In).and_then(|next| self.year(next));
        if let Some((year, end)) = next.filter(|_| fields.year.is_none()) {
            return Some((Fields { year: Some(year), ..fields }, end));
        }
        let sure = fields.year.is_some()
            || !self.rules.ambiguous.contains(self.cursor.word(at))
            || self.follows(at, &[Role::In, Role::Until, Role::From, Role::Between]);
        sure.then_some((fields, after))
    }

    /// A day of a month without its month: "the 3rd", "le 3".
    fn day_alone(self, at: usize) -> Option<(Fields, usize)> {
        let count = self.digits(at).filter(|count| count.digits <= 2)?;
        let (found, end) = self.count(at)?;
        let told = self.follows(at, &[Role::On]) || end > at + 1 && self.follows(at, &[Role::The]);
        let day = i8::try_from(count.value).ok().filter(|day| (1..=31).contains(day))?;
        if found.rank && day > self.rules.last_ranked_day {
            return None;
        }
        let free = !self.is_time_of_day(end) && !self.counts_something(end) && !self.goes_on(end);
        let named = past_name(self.cursor, at).is_some();
        (told && free && !named).then_some((Fields { day: Some(day), ..Fields::default() }, end))
    }

    /// Whether a noun follows that a number would count: any word that no date goes on with.
    fn counts_something(self, at: usize) -> bool {
        let time = || self.cursor.class(at).meets(Class::NUMERAL) && self.clock(at).is_some();
        (self.cursor.is_word(at) && !self.joins_a_date(at) && self.node_word(at).is_none() && !time())
            || matches!(self.cursor.str(at), "%" | "\u{20ac}" | "$" | "\u{a3}")
    }

    /// Whether a word that a date may go on with stands here.
    fn joins_a_date(self, at: usize) -> bool {
        const JOINING: Kinds = Kinds::roles(&[
            Role::At,
            Role::To,
            Role::And,
            Role::Of,
            Role::In,
            Role::Between,
            Role::From,
            Role::Until,
            Role::About,
            Role::Since,
            Role::After,
            Role::BeforeDate,
        ]);
        self.find(at, JOINING, Some).is_some()
    }

    /// Whether a bare number before token `at` counts what follows and is no hour: "à deux ans".
    pub(super) fn counted_noun(self, at: usize) -> bool {
        const BEHIND: Kinds = Kinds::roles(&[Role::On, Role::The, Role::Zone]);
        self.find(at, BEHIND, Some).is_none() && (self.unit(at).is_some() || self.counts_something(at))
    }

    /// Whether a word of the calendar stands here that is no function word.
    fn node_word(self, at: usize) -> Option<()> {
        self.find(at, Kinds::NAMES, |term| (!matches!(term, Term::Unit(..))).then_some(()))
            .map(|(found, _)| found)
    }

    /// A year by itself, with a month behind it or in words that say it is one.
    fn year_alone(self, at: usize) -> Option<(Fields, usize)> {
        let (year, end) = self.year(at)?;
        let fields = Fields { year: Some(year), ..Fields::default() };
        let next = self.sign(end, ",").unwrap_or(end);
        if let Some((month, after)) =
            self.month(next).filter(|_| self.cursor.capital(next) || self.cursor.is_digits(at))
        {
            return Some((Fields { month: Some(month), ..fields }, after));
        }
        self.is_year(at, end, year).then_some((fields, end))
    }

    /// Whether the number at `at` is told as a year rather than as a count or a name.
    fn is_year(self, at: usize, end: usize, year: i16) -> bool {
        if self.measured(end) || self.goes_on(end) {
            return false;
        }
        let counted = self.cursor.is_word(end) && !self.cursor.capital(end) && self.node_word(end).is_none();
        let round = year % 100 == 0;
        if self.follows(at, &[Role::In, Role::YearNoun]) || self.role(end, Role::Onward).is_some() {
            return true;
        }
        let modern = (1800..=2100).contains(&year) && self.cursor.is_digits(at);
        let enclosed = at > 0 && self.cursor.str(at - 1) == "(" && matches!(self.cursor.str(end), ")" | ",");
        let weak = self.follows(at, &[Role::InWeak, Role::From, Role::To, Role::Between, Role::Until]);
        let about = self.follows(at, &[Role::About, Role::For]) && !counted;
        modern && (enclosed || about || (weak && !(round && counted)) || self.names_an_event(at, end, year))
    }

    /// "the 2017 fire", "la coupe du monde 2018": between two words, or behind a noun that no code names.
    fn names_an_event(self, at: usize, end: usize, year: i16) -> bool {
        let recent = (1900..=2050).contains(&year) && year % 50 != 0;
        let the = self.follows(at, &[Role::The]) && self.cursor.is_word(end);
        let before = at.checked_sub(1);
        let other = Class::CODE.with(Class::BOUND).with(Class::NUMERAL).with(Class::DATE);
        let plain = |b: usize| {
            self.cursor.is_word(b) && !self.cursor.capital(b) && !self.cursor.class(b).meets(other)
        };
        let noun = before.is_some_and(|b| plain(b) && self.find(b, Kinds::ALL, Some).is_none());
        let closed = !self.cursor.is_word(end) && !self.cursor.is_digits(end);
        recent && (the || (noun && closed))
    }

    /// Whether a unit or currency follows.
    fn measured(self, at: usize) -> bool {
        // "In 2007 a man": no amperes.
        let unit = || self.cursor.lexicon.units.after(self.cursor, at).is_some();
        self.cursor.class(at).meets(Class::UNIT) && unit()
            || matches!(self.cursor.str(at), "%" | "\u{b0}" | "$" | "\u{20ac}" | "\u{a3}")
    }
}
