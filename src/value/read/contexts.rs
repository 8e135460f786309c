//! What stands around a number and decides what it is, and whether it is a value at all: pronouns, scores, ages.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::amount::Amount;
use super::cursor::{Class, Cursor, is_hyphen};
use super::interner::Interner;
use super::number::phrase;
use crate::rules::{Pack, RuleError};
use crate::text::{Phrases, Word, WordSet};

/// Schema of `languages/CODE/contexts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ContextPack {
    codes: Vec<String>,
    pronoun_after: Vec<String>,
    pronoun_before: Vec<String>,
    places: Vec<String>,
    scores: Vec<String>,
    changes: Vec<String>,
    ages: AgeWords,
    ranks: RankWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgeWords {
    before: Vec<String>,
    near: Vec<String>,
    groups: Vec<String>,
    at: Vec<String>,
    grown: Vec<String>,
    grown_from: Decimal,
    lengths: Vec<String>,
    lengths_behind: Vec<String>,
    bare: Vec<String>,
    nouns: Vec<String>,
    bare_nouns: Vec<String>,
    persons: Vec<String>,
    be: Vec<String>,
    of: Vec<String>,
    after: Vec<String>,
    units: FxHashSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RankWords {
    end: Vec<RankEntry>,
    here: Vec<RankEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RankEntry {
    rank: i64,
    words: Vec<String>,
}

/// A rank counted from the end or from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RelativeRank {
    pub rank: i64,
    pub from_end: bool,
}

/// The contexts of one language.
#[derive(Debug, Default)]
pub(super) struct Contexts {
    pub(super) codes: WordSet,
    pronoun_after: Vec<Vec<Word>>,
    pronoun_before: WordSet,
    pub(super) places: WordSet,
    scores: WordSet,
    changes: WordSet,
    age_before: Vec<Vec<Word>>,
    /// Somewhere before it, these tell of an age.
    age_near: WordSet,
    /// Before the years of people as a group: "les 18-25 ans".
    age_groups: Vec<Vec<Word>>,
    /// Before a number of years that is an age unless a length is spoken of: "mort à 35 ans", "condamné à 5 ans".
    age_at: Vec<Vec<Word>>,
    /// Before such a number from `age_grown_from` on: "après 60 ans".
    age_grown: Vec<Vec<Word>>,
    age_grown_from: Decimal,
    lengths: WordSet,
    /// Right behind the unit, these make it a length.
    lengths_behind: WordSet,
    /// Before a number that is an age without a unit.
    age_bare: Vec<Vec<Word>>,
    age_nouns: WordSet,
    /// Those behind whose "of" a number needs no unit to be an age: "a man of 61".
    age_bare_nouns: WordSet,
    /// More of them behind which a number between commas is one: "the victim, 43, ...".
    age_persons: WordSet,
    /// Between such a noun and a number that ends its clause: "the victim was 43".
    age_be: WordSet,
    age_of: WordSet,
    age_after: Phrases<()>,
    age_units: FxHashSet<String>,
    pub ranks: Phrases<RelativeRank>,
}

impl Contexts {
    pub(super) fn compile(pack: &Pack, interner: &mut Interner<'_>) -> Result<Self, RuleError> {
        let rules: ContextPack = pack.read()?;
        let none = Class::default();
        let mut contexts = Self {
            codes: interner.set(&rules.codes, Class::CODE),
            pronoun_after: rules.pronoun_after.iter().map(|phrase| interner.phrase(phrase, none)).collect(),
            pronoun_before: interner.set(&rules.pronoun_before, none),
            places: interner.set(&rules.places, none),
            scores: interner.set(&rules.scores, none),
            changes: interner.set(&rules.changes, none),
            age_before: rules.ages.before.iter().map(|phrase| interner.phrase(phrase, none)).collect(),
            age_near: interner.set(&rules.ages.near, none),
            age_groups: rules.ages.groups.iter().map(|phrase| interner.phrase(phrase, none)).collect(),
            age_at: rules.ages.at.iter().map(|phrase| interner.phrase(phrase, none)).collect(),
            age_grown: rules.ages.grown.iter().map(|phrase| interner.phrase(phrase, none)).collect(),
            age_grown_from: rules.ages.grown_from,
            lengths: interner.set(&rules.ages.lengths, none),
            lengths_behind: interner.set(&rules.ages.lengths_behind, none),
            age_bare: rules.ages.bare.iter().map(|phrase| interner.phrase(phrase, none)).collect(),
            age_nouns: interner.set(&rules.ages.nouns, none),
            age_bare_nouns: interner.set(&rules.ages.bare_nouns, none),
            age_persons: interner.set(&rules.ages.persons, none),
            age_be: interner.set(&rules.ages.be, none),
            age_of: interner.set(&rules.ages.of, none),
            age_units: rules.ages.units,
            ..Self::default()
        };
        interner.phrases(&mut contexts.age_after, &rules.ages.after, none, &());
        for (entries, from_end) in [(&rules.ranks.end, true), (&rules.ranks.here, false)] {
            for entry in entries {
                let rank = RelativeRank { rank: entry.rank, from_end };
                interner.phrases(&mut contexts.ranks, &entry.words, Class::OTHER, &rank);
            }
        }
        Ok(contexts)
    }

    /// Whether an amount of time is an age, and where the age ends.
    pub(super) fn age(&self, cursor: Cursor<'_>, amount: &Amount) -> Option<usize> {
        const YEAR: &str = "a";
        let (start, end) = (amount.start, amount.end);
        let unit = amount.unit.as_ref().filter(|unit| self.age_units.contains(&unit.code))?;
        let after = if cursor.glued(end) && is_hyphen(cursor.str(end)) { end + 1 } else { end };
        if let Some((count, ())) = self.age_after.longest(cursor.words(after).map(|(word, _)| word)) {
            return cursor.words(after).nth(count - 1).map(|(_, end)| end);
        }
        let first = first_of_list(cursor, start);
        let noun = self.is_of(cursor, &self.age_nouns, first);
        let said = |phrases: &[Vec<Word>]| {
            said_before(cursor, phrases, first)
                || hedges_before(cursor, start).any(|at| said_before(cursor, phrases, at))
        };
        let value = amount.count.value;
        let grown = || value.is_some_and(|years| years >= self.age_grown_from) && said(&self.age_grown);
        let year = unit.code == YEAR;
        let near = || self.told_before(cursor, &self.age_near, start);
        let group = || year && said(&self.age_groups);
        let reached = || {
            (year || unit.months.is_some())
                && (said(&self.age_at) || grown())
                && !self.lasting(cursor, start, end)
        };
        let told = noun || self.apposed(cursor, start, end) || said(&self.age_before);
        (told || near() || group() || reached()).then_some(end)
    }

    /// Whether the words around tell how long rather than how old.
    fn lasting(&self, cursor: Cursor<'_>, start: usize, end: usize) -> bool {
        self.lengths_behind.contains(cursor.word(end)) || self.told_before(cursor, &self.lengths, start)
    }

    /// Whether one of these words stands in the sentence, shortly before token `at`.
    fn told_before(&self, cursor: Cursor<'_>, words: &WordSet, at: usize) -> bool {
        const REACH: usize = 10;
        let from = cursor.text.sentence_of(at).map_or(0, |s| s.tokens.start).max(at.saturating_sub(REACH));
        (from..at).any(|at| words.contains(cursor.word(at)))
    }

    /// Whether the number without a unit from `start` to `end` is an age: "aged 34 and 41", "Ann Smith, 34, a teacher",
    /// "a man of 61".
    pub(super) fn bare_age(&self, cursor: Cursor<'_>, start: usize, end: usize) -> bool {
        let first = first_of_list(cursor, start);
        said_before(cursor, &self.age_bare, first)
            || self.is_of(cursor, &self.age_bare_nouns, first)
            || self.named(cursor, start, end)
            || self.of_person(cursor, start, end)
    }

    /// Whether plain digits are said of one person by a noun: between commas behind it, or at the end of a clause that
    /// says no more.
    fn of_person(&self, cursor: Cursor<'_>, start: usize, end: usize) -> bool {
        let Some(noun) = start.checked_sub(2).map(|at| cursor.word(at)) else { return false };
        let one = self.age_persons.contains(noun) || self.age_bare_nouns.contains(noun);
        let digits = end == start + 1 && cursor.is_digits(start);
        let closed = |signs: &[&str]| signs.contains(&cursor.str(end));
        let opened = cursor.str(start - 1) == "," && !cursor.glued(start);
        let said = self.age_be.contains(cursor.word(start - 1));
        one && digits && (opened && closed(&[","]) || said && closed(&[",", ".", ""]))
    }

    /// Whether one of these nouns stands before token `at`, joined to it.
    fn is_of(&self, cursor: Cursor<'_>, nouns: &WordSet, at: usize) -> bool {
        let before = |n: usize| at.checked_sub(n).map_or(Word::UNKNOWN, |at| cursor.word(at));
        self.age_of.contains(before(1)) && nouns.contains(before(2))
    }

    /// Whether plain digits stand behind a comma and a name, in no place: two words with capitals, one of them no word
    /// of the language; or a surname alone, where the number is that of a grown man and the sentence goes on.
    fn named(&self, cursor: Cursor<'_>, start: usize, end: usize) -> bool {
        let capital = |at: usize| cursor.is_word(at) && cursor.capital(at) && !cursor.glued(at);
        let name = |at: usize| capital(at) && cursor.word(at) == Word::UNKNOWN;
        let Some(last) = start.checked_sub(2) else { return false };
        let place = |at: usize| at.checked_sub(1).is_some_and(|at| self.places.contains(cursor.word(at)));
        let opened = cursor.str(start - 1) == "," && !cursor.glued(start);
        let digits = end == start + 1 && cursor.is_digits(start);
        let closed = cursor.str(end) == ",";
        let full = last.checked_sub(1).is_some_and(|first| {
            capital(first) && capital(last) && (name(first) || name(last)) && !place(first)
        });
        let ends = matches!(cursor.str(end), "." | "");
        let surname = || {
            let grown = cursor.str(start).len() == 2;
            let alone = last.checked_sub(1).is_none_or(|before| !capital(before));
            grown
                && alone
                && name(last)
                && !place(last)
                && cursor.is_word(end + 1)
                && !cursor.capital(end + 1)
        };
        opened && digits && (full && (closed || ends) || closed && surname())
    }

    /// "Paul, 45 ans, ...": a number of years between commas or brackets, after a name or a noun.
    fn apposed(&self, cursor: Cursor<'_>, start: usize, end: usize) -> bool {
        let opens = start.checked_sub(1).is_some_and(|at| matches!(cursor.str(at), "," | "("));
        opens
            && start.checked_sub(2).is_some_and(|at| cursor.is_word(at))
            && matches!(cursor.str(end), "," | ")" | "." | "")
    }

    /// Whether the words around tell of a game or a vote.
    pub(super) fn scoring(&self, cursor: Cursor<'_>, start: usize, end: usize) -> bool {
        (start.saturating_sub(6)..end + 5).any(|at| self.scores.contains(cursor.word(at)))
    }

    /// Whether a verb of change stands shortly before: what follows goes from one value to another.
    pub(super) fn changing(&self, cursor: Cursor<'_>, start: usize) -> bool {
        (start.saturating_sub(4)..start).any(|at| self.changes.contains(cursor.word(at)))
    }

    /// Whether the number word at `at` is a pronoun or an article rather than a count.
    pub(super) fn pronoun(&self, cursor: Cursor<'_>, at: usize) -> bool {
        said_before(cursor, &self.pronoun_after, at) || self.pronoun_before.contains(cursor.word(at + 1))
    }
}

/// Where hedges begin that end right before token `at`: "âgé d'environ 30 ans", "jusqu'à autour de 3 ans".
fn hedges_before(cursor: Cursor<'_>, at: usize) -> impl Iterator<Item = usize> {
    const LONGEST: usize = 4;
    let ends_here = move |from: &usize| {
        let hedge = phrase(cursor, &cursor.lexicon.hedges.before, *from);
        hedge.is_some_and(|(_, end)| {
            end <= at && (end..at).all(|i| cursor.lexicon.hedges.fillers.contains(cursor.word(i)))
        })
    };
    (at.saturating_sub(LONGEST)..at).rev().filter(ends_here)
}

/// Whether one of the phrases ends right before token `at`.
fn said_before(cursor: Cursor<'_>, phrases: &[Vec<Word>], at: usize) -> bool {
    phrases.iter().any(|phrase| {
        let from = at.checked_sub(phrase.len());
        from.is_some_and(|from| phrase.iter().enumerate().all(|(i, &word)| cursor.word(from + i) == word))
    })
}

/// How many numbers of one list are looked at.
const LIST: usize = 6;

/// The first of the numbers that commas and joining words list up to the one at `at`: "34, 41 and 52".
fn first_of_list(cursor: Cursor<'_>, at: usize) -> usize {
    let joins = |i: usize| {
        cursor.str(i) == ","
            || cursor.lexicon.numerals.joiners.contains(cursor.word(i))
            || cursor.lexicon.hedges.to.contains(cursor.word(i))
    };
    let step = |at: &usize| at.checked_sub(2).filter(|&b| cursor.is_digits(b) && joins(b + 1));
    std::iter::successors(Some(at), step).take(LIST).last().unwrap_or(at)
}
