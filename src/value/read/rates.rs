//! What a quantity is told per: "120 flights a week", "20 000 euros par mois", "300 cases per 100,000 inhabitants".
//!
//! A rate stands behind its quantity, with at most a few words for what is counted between them. Its unit is no duration,
//! its base no count, and the quantity is no bare count either.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::cursor::{Class, Cursor, is_hyphen};
use super::interner::Interner;
use super::number::{self, phrase};
use super::units::DURATION;
use super::{Kind, Reading};
use crate::text::{Phrases, WordSet};
use crate::value::{Quantity, Unit, Value};

/// The rate words of `languages/CODE/counts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RateWords {
    per: Vec<String>,
    articles: Vec<String>,
    price: Vec<String>,
    base: Vec<String>,
    times: Vec<String>,
    not_before: Vec<String>,
}

/// How a language tells rates.
#[derive(Debug, Default)]
pub(super) struct Rates {
    /// Surely before the unit of a rate: "per".
    per: Phrases<()>,
    /// Before it where a count or amount stands shortly before: "a week".
    articles: Phrases<()>,
    /// Before it where a price stands right before: "l'heure".
    price: Phrases<()>,
    /// Before the round number that a rate is told per: "pour 100 000 habitants".
    base: Phrases<()>,
    /// Counts that no number tells: "once a week".
    pub times: WordSet,
    /// Behind a unit, these make it a length of time in a story: "a week later".
    not_before: WordSet,
}

/// How many words may stand between a quantity and what it is told per.
const REACH: usize = 3;

impl Rates {
    pub(super) fn compile(words: &RateWords, interner: &mut Interner<'_>) -> Self {
        let none = Class::default();
        let mut rates = Self {
            times: interner.set(&words.times, none),
            not_before: interner.set(&words.not_before, none),
            ..Self::default()
        };
        interner.phrases(&mut rates.per, &words.per, none, &());
        interner.phrases(&mut rates.articles, &words.articles, none, &());
        interner.phrases(&mut rates.price, &words.price, none, &());
        interner.phrases(&mut rates.base, &words.base, none, &());
        rates
    }
}

/// Gives a reading what it is told per; returns the token after it.
pub(super) fn rate(cursor: Cursor<'_>, reading: &mut Reading) -> usize {
    let end = reading.tokens.end;
    let may = matches!(reading.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Duration);
    let valued = |q: &Quantity| q.nominal.or(q.low).is_some();
    if !may || !matches!(&reading.value, Value::Quantity(quantity) if valued(quantity)) {
        return end;
    }
    let found = (end..=end + REACH)
        .take_while(|&at| passes(cursor, end, at))
        .find_map(|at| told(cursor, reading, at));
    let (Some((per, next)), Value::Quantity(quantity)) = (found, &mut reading.value) else { return end };
    quantity.per = per;
    next
}

/// Whether only plain words stand from `end` up to token `at`.
fn passes(cursor: Cursor<'_>, end: usize, at: usize) -> bool {
    const OTHER: Class = Class::UNIT.with(Class::CODE);
    let Some(before) = at.checked_sub(1).filter(|_| at > end) else { return true };
    cursor.is_word(before) && !cursor.capital(before) && !cursor.class(before).meets(OTHER)
}

/// What `reading` is told per at token `at`, where that is a time or a base, and the token after it.
fn told(cursor: Cursor<'_>, reading: &Reading, at: usize) -> Option<(Option<Arc<Unit>>, usize)> {
    let rates = &cursor.lexicon.counts.rates;
    let right_behind = at == reading.tokens.end;
    let priced = right_behind && reading.kind == Kind::Money;
    let counted = !right_behind || reading.unit_span.is_some();
    if let Some(((), next)) = phrase(cursor, &rates.per, at) {
        return unit(cursor, next, true).or_else(|| base(cursor, next));
    }
    let price = || phrase(cursor, &rates.price, at).filter(|_| priced);
    let article = || phrase(cursor, &rates.articles, at).filter(|_| counted);
    if let Some(((), next)) = article().or_else(price) {
        return unit(cursor, next, priced);
    }
    let ((), next) = phrase(cursor, &rates.base, at).filter(|_| !right_behind)?;
    base(cursor, next)
}

/// A unit that something is told per: a time, or where a price allows it any other, of which none is kept.
fn unit(cursor: Cursor<'_>, at: usize, any: bool) -> Option<(Option<Arc<Unit>>, usize)> {
    let (named, end) = cursor.lexicon.units.after(cursor, at)?;
    let time = named.unit.dimension == DURATION;
    let goes_on =
        cursor.glued(end) && (is_hyphen(cursor.str(end)) || matches!(cursor.str(end), "'" | "\u{2019}"));
    let story = cursor.lexicon.counts.rates.not_before.contains(cursor.word(end));
    ((time || any) && !goes_on && !story).then(|| (time.then(|| named.unit.clone()), end))
}

/// A round number with a noun behind it, from a hundred to a million.
fn base(cursor: Cursor<'_>, at: usize) -> Option<(Option<Arc<Unit>>, usize)> {
    let number = number::cardinal(cursor, at)?;
    let size = number.value.normalize();
    let round = [2, 3, 4, 5, 6].iter().any(|&power| Decimal::from(10_u32.pow(power)) == size);
    if !round || !cursor.is_word(number.end) || cursor.lexicon.units.after(cursor, number.end).is_some() {
        return None;
    }
    let unit = Unit {
        code: size.to_string(),
        dimension: COUNT.to_owned(),
        factor: size,
        offset: Decimal::ZERO,
        months: None,
    };
    Some((Some(unit.into()), number.end))
}

/// Name of the dimension of what is counted.
const COUNT: &str = "count";
