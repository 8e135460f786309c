//! The date grammar: days, months, years, periods, times of day, lists and ranges of them, and what is told relative
//! to the published date.
//!
//! A small recursive descent over tokens, one file a family. Every rule takes the token it starts at and gives back what
//! it read with the token after it, or nothing; a rule never looks further than one phrase, so that reading stays
//! linear. All words come from `calendar.toml`.

mod absolute;
mod clock;
mod counted;
mod list;
mod numeric;
mod open;
mod period;
mod point;
mod range;
mod relative;
mod resolve;
mod rules;
mod terms;

use std::cell::Cell;

pub(super) use rules::DateRules;

use terms::{Kinds, Role, Term};

use super::cursor::{Class, Cursor, is_hyphen};
use super::{Kind, Reading, number};
use crate::value::Value;
use crate::value::time::{Grain, Moment};

/// The date, period or time of day that begins at token `at`, if any. Asked before the number grammar.
pub(super) fn read_at(cursor: Cursor<'_>, at: usize) -> Option<Reading> {
    let counts = Counts::default();
    let here = |start: usize| Dates { cursor, rules: &cursor.lexicon.dates, start, counts: &counts };
    let dates = here(at);
    let hopeless = !dates.rules.terms.begins(cursor.word(at), FIRST);
    if hopeless && !dates.counts_at(at) || dates.continues_a_code(at) {
        return None;
    }
    let own = if dates.opens(at) { dates.expression(at) } else { None };
    // "the first" may open a date or a rank: the article is left to the rank, the date begins behind it.
    let behind = || {
        let next = dates.role(at, Role::The).filter(|&next| dates.counts_at(next))?;
        here(next).expression(next)
    };
    let (times, end) = own.or_else(behind)?;
    Some(Reading {
        span: cursor.span(at..end),
        tokens: at..end,
        kind: Kind::Date,
        value: Value::Time(times),
        amount: None,
        unit_span: None,
    })
}

/// Past a name that looks like a date: "9/11", "24/7", "le 11-Septembre"; past a decade of life: "in his 60s".
pub(super) fn past_name(cursor: Cursor<'_>, at: usize) -> Option<usize> {
    let rules = &cursor.lexicon.dates;
    let never = |end: usize| rules.never.contains(cursor.span(at..end).of(cursor.text.raw));
    let pair = cursor.is_digits(at) && cursor.glued(at + 1);
    let ends = !cursor.glued(at + 2) || !(cursor.is_word(at + 2) || cursor.is_digits(at + 2));
    if pair && ends && never(at + 2) {
        return Some(at + 2);
    }
    let ages = || rules.terms.begins(cursor.word(at + 1), Kinds::role(Role::DecadeEnd));
    if pair && ages() && follows(cursor, at, &[Role::Owner]) {
        return Some(at + 2);
    }
    let joined = pair && cursor.glued(at + 2);
    let named = || never(at + 3);
    let day = || is_hyphen(cursor.str(at + 1)) && rules.terms.begins(cursor.word(at + 2), Kinds::MONTH);
    let year = || matches!(cursor.str(at + 3), "-" | "/") && cursor.glued(at + 3);
    (joined && (named() || day() && !year())).then_some(at + 3)
}

/// Whether a word that stands before years stands before token `at`.
pub(super) fn told_as_year(cursor: Cursor<'_>, at: usize) -> bool {
    follows(cursor, at, &[Role::In, Role::YearNoun])
}

/// Whether the "last" at token `at` is a verb: "will last".
pub(super) fn is_verb(cursor: Cursor<'_>, at: usize) -> bool {
    follows(cursor, at, &[Role::Lasts])
}

fn follows(cursor: Cursor<'_>, at: usize, roles: &[Role]) -> bool {
    let counts = Counts::default();
    Dates { cursor, rules: &cursor.lexicon.dates, start: at, counts: &counts }.follows(at, roles)
}

/// A date as far as its words state it, before it is laid on the calendar.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Fields {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<i8>,
    /// Whether its year is one that the text speaks of and that is not known here.
    elsewhere: bool,
}

/// A date that still lacks what the other end of a range may give it, or one that is complete.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Node {
    Fields(Fields),
    Fixed(Moment),
}

impl Node {
    /// Whether a time of day may stand beside it.
    fn is_day(&self) -> bool {
        match self {
            Self::Fields(fields) => fields.day.is_some() || fields.weekday.is_some(),
            Self::Fixed(moment) => moment.grain == Grain::Day,
        }
    }
}

/// What a word that begins a date may mean, unless it is a number.
const FIRST: Kinds = Kinds::OPENERS.with(Kinds::JOINTS).with(Kinds::role(Role::The));

/// What may stand behind an article, or a number like one, that counts in a date.
const COUNTED: Kinds = Kinds::UNIT.with(Kinds::SHIFT).with(Kinds::roles(&[
    Role::HalfHour,
    Role::QuarterHour,
    Role::Few,
    Role::Hour,
    Role::Am,
    Role::Pm,
    Role::To,
    Role::And,
]));

/// The rules of dates, at one place of a text.
#[derive(Clone, Copy)]
struct Dates<'a> {
    cursor: Cursor<'a>,
    rules: &'a DateRules,
    /// Where the reading began.
    start: usize,
    /// The numbers read so far: most rules ask for the one they begin with.
    counts: &'a Counts,
}

/// The last numbers read, by the lowest bits of where they stand.
#[derive(Default)]
struct Counts([Cell<Option<Known>>; 4]);

/// What stands at one token.
#[derive(Clone, Copy)]
struct Known {
    at: usize,
    found: Option<(Count, usize)>,
}

impl Counts {
    /// What `read` makes of the number at token `at`, read once.
    fn at(&self, at: usize, read: impl FnOnce() -> Option<(Count, usize)>) -> Option<(Count, usize)> {
        let Some(slot) = self.0.get(at % self.0.len()) else { return read() };
        let known = slot.get().filter(|known| known.at == at).unwrap_or_else(|| Known { at, found: read() });
        slot.set(Some(known));
        known.found
    }
}

/// A whole number in a text.
#[derive(Debug, Clone, Copy)]
struct Count {
    value: i32,
    /// How many digits; none where it is in words.
    digits: usize,
    /// Whether it is a rank.
    rank: bool,
}

impl<'a> Dates<'a> {
    /// The meaning that `pick` wants of the phrases of these kinds at token `at`, longest first, with the token after it.
    #[inline]
    fn find<T>(self, at: usize, kinds: Kinds, pick: impl Fn(Term) -> Option<T>) -> Option<(T, usize)> {
        if !self.rules.terms.begins(self.cursor.word(at), kinds) {
            return None;
        }
        let words = self.cursor.words(at);
        let mut found = self.rules.terms.all(words.clone().map(|(word, _)| word), kinds);
        let (meaning, count) = found.find_map(|(count, term)| Some((pick(term)?, count)))?;
        Some((meaning, words.clone().nth(count.checked_sub(1)?)?.1))
    }

    /// Past a phrase that plays `role`.
    fn role(self, at: usize, role: Role) -> Option<usize> {
        self.find(at, Kinds::role(role), Some).map(|(_, next)| next)
    }

    /// Whether something stands at token `at` that a date may begin with.
    fn opens(self, at: usize) -> bool {
        self.counts_at(at)
            || self.find(at, Kinds::OPENERS, Some).is_some()
            || self.find(at, Kinds::JOINTS, Some).is_some_and(|(_, next)| self.promises(next))
    }

    /// Whether a number or a name of the calendar stands at token `at` or behind an article there.
    fn promises(self, at: usize) -> bool {
        let opens = |i: usize| self.counts_at(i) || self.find(i, Kinds::OPENERS, Some).is_some();
        self.role(at, Role::Now).is_some() || (at..at + 2).any(opens)
    }

    /// Whether a number begins at token `at`: an article only where more of a number or a unit follows it.
    fn counts_at(self, at: usize) -> bool {
        let cursor = self.cursor;
        if self.counts_a_thing(at) {
            return false;
        }
        let numeral = |i: usize| cursor.class(i).meets(Class::NUMERAL);
        let more = |i: usize| numeral(i) || self.rules.terms.begins(cursor.word(i), COUNTED);
        cursor.is_digits(at) || numeral(at) && (self.article(at).is_none_or(more))
    }

    /// Whether short digits at token `at` surely count what stands behind them: a word that no value goes on with.
    fn counts_a_thing(self, at: usize) -> bool {
        const YEAR: usize = 4;
        let cursor = self.cursor;
        let thing = |i: usize| {
            cursor.is_word(i)
                && !cursor.glued(i)
                && cursor.class(i).is_empty()
                && !self.rules.terms.begins(cursor.word(i), Kinds::ALL)
        };
        cursor.is_digits(at) && cursor.str(at).len() < YEAR && thing(at + 1)
    }

    /// Past a phrase that plays `role`, where there is one.
    fn skip(self, at: usize, role: Role) -> usize {
        self.role(at, role).unwrap_or(at)
    }

    /// Whether the word before `at` plays one of these roles.
    fn follows(self, at: usize, roles: &[Role]) -> bool {
        const LONGEST: usize = 4;
        let kinds = Kinds::roles(roles);
        let plays = |from: usize| self.find(from, kinds, Some).is_some_and(|(_, next)| next == at);
        (1..=LONGEST.min(at)).any(|back| plays(at - back))
    }

    /// Past an article that counts as one: "a week", "un an".
    fn article(self, at: usize) -> Option<usize> {
        self.cursor.lexicon.numerals.ones.contains(self.cursor.word(at)).then_some(at + 1)
    }

    /// Past the sign `sign`.
    fn sign(self, at: usize, sign: &str) -> Option<usize> {
        (self.cursor.str(at) == sign).then_some(at + 1)
    }

    /// Past a hyphen that joins two words.
    fn past_hyphen(self, at: usize) -> usize {
        let joined = self.cursor.glued(at) && is_hyphen(self.cursor.str(at)) && self.cursor.glued(at + 1);
        if joined { at + 1 } else { at }
    }

    /// A run of at most four digits that is no part of a decimal or longer number.
    fn digits(self, at: usize) -> Option<Count> {
        let plain = self.cursor.is_digits(at) && !super::digits::begins_groups(self.cursor, at);
        let text = plain.then(|| self.cursor.str(at))?;
        let fits = text.len() <= 4 && text.is_ascii();
        Some(Count { value: text.parse().ok().filter(|_| fits)?, digits: text.len(), rank: false })
    }

    /// Whether the digits before `at` go on behind a decimal mark or separator.
    fn goes_on(self, at: usize) -> bool {
        let glued = |i: usize| self.cursor.glued(i);
        glued(at)
            && glued(at + 1)
            && matches!(self.cursor.str(at), "." | "," | "-" | "/" | ":")
            && self.cursor.is_digits(at + 1)
    }

    /// Whether token `at` is the inside of a longer number, a code or a name: `6,107.31`, `A380`, `555-12-34`.
    fn continues_a_code(self, at: usize) -> bool {
        let glued_digits = |i: usize| i.checked_sub(1).filter(|_| self.cursor.glued(i));
        let Some(before) = glued_digits(at) else { return false };
        if self.cursor.is_digits(before) || (self.cursor.is_word(before) && self.cursor.is_digits(at)) {
            return !self.cursor.str(before).ends_with(['\'', '\u{2019}']);
        }
        matches!(self.cursor.str(before), "." | "," | "-" | "/" | ":" | "$" | "#")
            && (matches!(self.cursor.str(before), "$" | "#")
                || glued_digits(before).is_some_and(|i| self.cursor.is_digits(i)))
    }

    /// A whole number or rank in digits or words, up to 9999.
    fn count(self, at: usize) -> Option<(Count, usize)> {
        if self.cursor.is_word(at) && !self.cursor.class(at).meets(Class::NUMERAL) {
            return None;
        }
        self.counts.at(at, || self.count_anew(at))
    }

    fn count_anew(self, at: usize) -> Option<(Count, usize)> {
        let cursor = self.cursor;
        let digits = self.digits(at);
        if let Some(rank) = number::ordinal(cursor, at) {
            let value = i32::try_from(rank.value).ok()?;
            return Some((Count { value, digits: digits.map_or(0, |d| d.digits), rank: true }, rank.end));
        }
        if let Some(count) = digits {
            return (!self.decimal_follows(at + 1)).then_some((count, at + 1));
        }
        let number = cursor.is_word(at).then(|| number::cardinal(cursor, at))??;
        let value = i32::try_from(number.value).ok().filter(|v| *v < 10_000 && number.value.is_integer())?;
        Some((Count { value, digits: 0, rank: false }, number.end))
    }
}

#[cfg(test)]
mod tests;
