//! How firmly an amount is stated: hedges before and after it, ranges, scores, and two bounds on one number.

use rust_decimal::Decimal;

use super::amount::{self, Amount, is_money};
use super::codes;
use super::count::{Count, Form};
use super::cursor::{Cursor, is_hyphen};
use super::number::{self, phrase};
use super::units::{AGE, DURATION};
use super::{Kind, Reading};
use crate::value::{Bound, Quantity, Value};

/// How far an approximate number may lie from the one stated, as a share of it.
const ABOUT: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// The quantity that begins at token `at`.
pub(super) fn read(cursor: Cursor<'_>, at: usize) -> Option<Reading> {
    let stated = between(cursor, at).or_else(|| hedged(cursor, at))?;
    let stated = both_bounds(cursor, stated);
    Some(stated.reading(cursor))
}

/// A quantity with the tokens it takes.
#[derive(Debug, Clone)]
struct Stated {
    start: usize,
    end: usize,
    kind: Kind,
    amount: Amount,
    low: Option<Decimal>,
    high: Option<Decimal>,
    bound: Bound,
}

impl Stated {
    /// An amount under a bound.
    fn new(kind: Kind, amount: Amount, bound: Option<Bound>) -> Self {
        let bound = match bound {
            Some(bound) => bound,
            None if amount.count.about || amount.count.interval.is_some() => Bound::Approximate,
            None => Bound::Exact,
        };
        let (low, high) = ends(&amount.count, bound);
        let (start, end) = (amount.start, amount.end);
        Self { start, end, kind, amount, low, high, bound }
    }

    fn reading(self, cursor: Cursor<'_>) -> Reading {
        let Self { start, end, kind, amount, low, high, bound } = self;
        let amount_stated = amount.count.value;
        let middle = || low.zip(high).and_then(|(l, h)| Some(l.checked_add(h)? / Decimal::TWO));
        let nominal = if bound == Bound::Range { middle() } else { amount_stated };
        let unit = match kind {
            Kind::Percent | Kind::Ratio if amount.unit.is_none() => cursor.lexicon.units.fraction.clone(),
            _ => amount.unit.clone(),
        };
        let precision = amount.count.precision;
        let mut quantity = Quantity { precision, unit, ..Quantity::new(bound, (low, high), nominal) };
        if let Some(report) = amount.report {
            quantity = quantity.converted(&report);
        }
        let unit_span = amount.unit_span;
        Reading {
            span: cursor.span(start..end),
            tokens: start..end,
            kind,
            value: Value::Quantity(quantity),
            amount: if bound == Bound::Range { nominal } else { amount_stated },
            unit_span,
        }
    }
}

/// The ends of the interval of a count under a bound.
fn ends(count: &Count, bound: Bound) -> (Option<Decimal>, Option<Decimal>) {
    let (low, high) = match count.interval {
        Some((low, high)) => (Some(low), high),
        None => (count.value, count.value),
    };
    match bound {
        Bound::AtLeast | Bound::MoreThan => (low, None),
        Bound::AtMost | Bound::LessThan => (None, high),
        Bound::Approximate if count.interval.is_none() => around(count.value),
        Bound::Exact | Bound::Range | Bound::Approximate => (low, high),
    }
}

fn around(value: Option<Decimal>) -> (Option<Decimal>, Option<Decimal>) {
    let slack = value.and_then(|v| v.abs().checked_mul(ABOUT));
    let end = |up: bool| {
        let (value, slack) = value.zip(slack)?;
        if up { value.checked_add(slack) } else { value.checked_sub(slack) }.map(|v| v.normalize())
    };
    (end(false), end(true))
}

/// "entre 10 et 20 euros".
fn between(cursor: Cursor<'_>, at: usize) -> Option<Stated> {
    let ((), next) = phrase(cursor, &cursor.lexicon.hedges.between, at)?;
    let (_, next) = hedge(cursor, next);
    let (kind, low) = operand(cursor, next)?;
    let and = cursor.lexicon.hedges.and.contains(cursor.word(low.end));
    let to = cursor.lexicon.hedges.to.contains(cursor.word(low.end));
    if !and && !to {
        return None;
    }
    range(cursor, at, kind, low.clone(), low.end + 1)
}

/// An amount under its hedges, or a range without an opening word.
fn hedged(cursor: Cursor<'_>, at: usize) -> Option<Stated> {
    let (bound, next) = hedge(cursor, at);
    let (kind, amount) = operand(cursor, next)?;
    if let Some(range) = open_range(cursor, at, kind, &amount) {
        return Some(range);
    }
    let article = amount.count.form == Form::Article && amount.is_bare();
    if article && next == at && cursor.lexicon.contexts.pronoun(cursor, next) {
        return None;
    }
    let (after, end) = bound_after(cursor, amount.end);
    let bound =
        after.filter(|_| bound.is_none_or(|b| matches!(b, Bound::Approximate | Bound::Exact))).or(bound);
    let stated = Stated::new(kind, amount, bound);
    let end = end.max(stated.end);
    Some(Stated { start: at, end, ..stated })
}

/// The hedges from token `at` on, and the token after them. A bound outweighs "about".
fn hedge(cursor: Cursor<'_>, at: usize) -> (Option<Bound>, usize) {
    let mut bound = None;
    let mut next = at;
    for _ in 0..3 {
        let Some((found, after)) = phrase(cursor, &cursor.lexicon.hedges.before, next) else { break };
        if bound.is_none_or(|b| b == Bound::Approximate) {
            bound = Some(found);
        }
        next = skip_fillers(cursor, after);
    }
    (bound, next)
}

fn skip_fillers(cursor: Cursor<'_>, at: usize) -> usize {
    let filler = |at: &usize| {
        let word = cursor.word(*at);
        let counts = cursor.lexicon.numerals.ones.contains(word) && amount::read(cursor, *at).is_some();
        cursor.lexicon.hedges.fillers.contains(word) && !counts
    };
    (at..at + 2).find(|i| !filler(i)).unwrap_or(at + 2)
}

/// A hedge behind the amount: "ou plus", "or less".
fn bound_after(cursor: Cursor<'_>, at: usize) -> (Option<Bound>, usize) {
    // "10, au moins 20", "12 and more than 194": a hedge before the next number is not behind this one.
    let before_next = |from: usize, end: usize| {
        let longer = phrase(cursor, &cursor.lexicon.hedges.before, from).filter(|(_, after)| *after >= end);
        longer.is_some_and(|(_, after)| amount::read(cursor, skip_fillers(cursor, after)).is_some())
    };
    match phrase(cursor, &cursor.lexicon.hedges.after, at) {
        Some((bound, end)) if !(at..end).any(|from| before_next(from, end)) => (Some(bound), end),
        _ => (None, at),
    }
}

/// An amount or a rank that is no name or code.
fn operand(cursor: Cursor<'_>, at: usize) -> Option<(Kind, Amount)> {
    if codes::is_code(cursor, at) {
        return None;
    }
    let amount = amount::read(cursor, at).map(|amount| side(cursor, amount));
    let filler = amount.is_none() && cursor.lexicon.hedges.fillers.contains(cursor.word(at));
    let rank = rank(cursor, at + usize::from(filler));
    match (amount, rank) {
        (Some(amount), Some(rank)) if amount.end > rank.end => Some(kinded(cursor, amount)),
        (Some(amount), Some(_)) if amount.count.form == Form::Share && is_one_part(cursor, at) => {
            Some((Kind::Percent, amount))
        }
        (_, Some(rank)) => Some((Kind::Ordinal, rank)),
        (Some(amount), None) if !spoilt(cursor, &amount) => Some(kinded(cursor, amount)),
        _ => None,
    }
}

/// A bare number with the unit of the length that it is told with: the 10 of "10 by 20 feet".
fn side(cursor: Cursor<'_>, amount: Amount) -> Amount {
    let by = amount.is_bare() && cursor.lexicon.hedges.by.contains(cursor.word(amount.end));
    let other = if by { amount::read(cursor, amount.end + 1) } else { None };
    let unit = other.and_then(|other| other.unit).filter(|unit| unit.dimension == LENGTH);
    Amount { unit: unit.or(amount.unit), ..amount }
}

/// Whether one of something stands at token `at`: "un centième".
fn is_one_part(cursor: Cursor<'_>, at: usize) -> bool {
    let numerals = &cursor.lexicon.numerals;
    numerals.ones.contains(cursor.word(at)) && phrase(cursor, &numerals.ordinals, at + 1).is_some()
}

/// Letters glued behind plain digits make a code: "737F", "4x4".
fn spoilt(cursor: Cursor<'_>, amount: &Amount) -> bool {
    let end = amount.end;
    amount.is_bare() && cursor.glued(end) && cursor.is_word(end) && cursor.is_digits(end - 1)
}

fn rank(cursor: Cursor<'_>, at: usize) -> Option<Amount> {
    let rank = number::ordinal(cursor, at)?;
    let count = Count {
        end: rank.end,
        value: Some(rank.value),
        interval: None,
        precision: Decimal::ZERO,
        form: Form::Plain,
        about: false,
        of: false,
    };
    Some(Amount { start: at, end: rank.end, count, unit: None, report: None, unit_span: None })
}

/// What kind of value an amount is, with the words that make it an age.
fn kinded(cursor: Cursor<'_>, amount: Amount) -> (Kind, Amount) {
    let Some(unit) = amount.unit.clone() else {
        let lived = amount.count.value.is_some_and(|v| v.is_integer() && v > Decimal::ZERO && v <= OLDEST);
        let plain = lived && amount.count.form == Form::Plain;
        if plain && cursor.lexicon.contexts.bare_age(cursor, amount.start, amount.end) {
            return (Kind::Age, Amount { unit: cursor.lexicon.units.age.clone(), ..amount });
        }
        let kind = match amount.count.form {
            Form::Share => Kind::Percent,
            Form::Ratio => Kind::Ratio,
            Form::Plain | Form::Article => Kind::Number,
        };
        return (kind, amount);
    };
    if unit.dimension == DURATION {
        let age = cursor.lexicon.contexts.age(cursor, &amount);
        return match age {
            Some(end) => {
                let unit = crate::value::Unit { dimension: AGE.to_owned(), ..(*unit).clone() };
                (Kind::Age, Amount { end, unit: Some(unit.into()), ..amount })
            }
            None => (Kind::Duration, amount),
        };
    }
    let kind = match unit.dimension.as_str() {
        SHARE => Kind::Percent,
        _ if is_money(&unit) => Kind::Money,
        _ => Kind::Measure,
    };
    (kind, amount)
}

/// No one is older, in years.
const OLDEST: Decimal = Decimal::from_parts(120, 0, 0, false, 0);
const SHARE: &str = "share";
const LENGTH: &str = "length";

/// "10 à 20", "10-20", "deux ou trois", "3-1", without an opening word.
fn open_range(cursor: Cursor<'_>, start: usize, kind: Kind, low: &Amount) -> Option<Stated> {
    let hedges = &cursor.lexicon.hedges;
    let sign = cursor.word(low.end);
    let or = hedges.or.contains(sign);
    if !or && !hedges.to.contains(sign) {
        return None;
    }
    let dash = !cursor.is_word(low.end);
    let glued = dash && cursor.glued(low.end) && cursor.glued(low.end + 1);
    let next = low.end + 1;
    if let Some(score) =
        score(cursor, start, low).filter(|_| glued && low.is_bare() && cursor.is_digits(next))
    {
        return Some(score);
    }
    let found = range(cursor, start, kind, low.clone(), next)?;
    let hyphen = |at: usize| is_hyphen(cursor.str(at)) && cursor.glued(at) && cursor.glued(at + 1);
    if glued && (hyphen(found.end) || low.start.checked_sub(1).is_some_and(hyphen)) {
        return None;
    }
    let neighbours =
        || found.high.zip(found.low).is_some_and(|(high, low)| high - low <= Decimal::TEN && low < high);
    let verbal = !dash && !or && cursor.lexicon.contexts.changing(cursor, start);
    ((!or || neighbours()) && !verbal).then_some(found)
}

/// "3-1": two small numbers that fall, or that stand among words of games and votes.
fn score(cursor: Cursor<'_>, start: usize, low: &Amount) -> Option<Stated> {
    let next = low.end + 1;
    let first = low.count.value.filter(|v| v.is_integer() && *v < Decimal::ONE_THOUSAND)?;
    let high = amount::read(cursor, next).filter(Amount::is_bare)?;
    let second = high.count.value.filter(|v| v.is_integer() && *v < Decimal::ONE_THOUSAND)?;
    let falls = first >= second;
    let hyphen = is_hyphen(cursor.str(low.end)) || cursor.str(low.end) == "\u{2013}";
    if !hyphen || !(falls || cursor.lexicon.contexts.scoring(cursor, start, high.end)) {
        return None;
    }
    let value = first.checked_div(second);
    let count = Count { value, end: high.end, form: Form::Ratio, ..low.count };
    let amount = Amount { end: high.end, count, ..low.clone() };
    Some(Stated { start, ..Stated::new(Kind::Ratio, amount, None) })
}

/// The range from `low` to the amount at token `next`, which gives its unit and scale to the first where that has none.
fn range(cursor: Cursor<'_>, start: usize, kind: Kind, low: Amount, next: usize) -> Option<Stated> {
    let (_, next) = hedge(cursor, next);
    let (second, high) = operand_in_range(cursor, next)?;
    let same_unit = match (&low.unit, &high.unit) {
        (Some(a), Some(b)) => a.dimension == b.dimension,
        (Some(a), None) => is_money(a) || a.dimension == AGE,
        (None, _) => true,
    };
    if !same_unit || (kind == Kind::Ordinal) != (second == Kind::Ordinal) {
        return None;
    }
    let last = high.count.value?;
    let stated = low.count.value?;
    let shared = amount::share_scale(cursor, &low, &high).filter(|v| *v <= last);
    let mut first = shared.unwrap_or(stated);
    if let Some((a, b)) = low.unit.as_ref().zip(high.unit.as_ref()).filter(|(a, b)| a.code != b.code) {
        first = super::super::quantity::convert(first, a, b)?;
    }
    if first > last || (first == last && kind != second) {
        return None;
    }
    let kind = if high.is_bare() { kind } else { second };
    let end = high.end;
    let unit = high.unit.clone().or_else(|| low.unit.clone());
    let unit_span = high.unit_span.or(low.unit_span);
    let (after, after_end) = bound_after(cursor, end);
    let end = if after == Some(Bound::Approximate) { after_end } else { end };
    let amount = Amount { unit, unit_span, ..high };
    let (low, high) = (Some(first), Some(last));
    Some(Stated { start, end, kind, amount, low, high, bound: Bound::Range })
}

/// The second number of a range: "-" right before its digits is the range's own sign.
fn operand_in_range(cursor: Cursor<'_>, at: usize) -> Option<(Kind, Amount)> {
    let at = if cursor.lexicon.hedges.fillers.contains(cursor.word(at)) { at + 1 } else { at };
    if let Some(rank) = rank(cursor, at) {
        return Some((Kind::Ordinal, rank));
    }
    let amount = amount::read(cursor, at)?;
    (!spoilt(cursor, &amount)).then(|| kinded(cursor, amount))
}

/// "plus de 10 mais moins de 20": two bounds that meet make a range.
fn both_bounds(cursor: Cursor<'_>, first: Stated) -> Stated {
    let one_sided =
        |bound: Bound| matches!(bound, Bound::AtLeast | Bound::MoreThan | Bound::AtMost | Bound::LessThan);
    if !one_sided(first.bound) || !cursor.lexicon.hedges.and_bounds.contains(cursor.word(first.end)) {
        return first;
    }
    let (bound, next) = hedge(cursor, first.end + 1);
    let Some((kind, amount)) = bound.and_then(|_| operand(cursor, next)) else { return first };
    let second = Stated::new(kind, amount, bound);
    let (low, high) = (first.low.or(second.low), first.high.or(second.high));
    let opposite = first.low.is_some() != second.low.is_some() && one_sided(second.bound);
    let meets = low.zip(high).is_some_and(|(low, high)| low < high);
    let unit = second.amount.unit.clone().or_else(|| first.amount.unit.clone());
    let same = match (&first.amount.unit, &second.amount.unit) {
        (Some(a), Some(b)) => a.code == b.code,
        _ => true,
    };
    if !opposite || !meets || !same {
        return first;
    }
    let amount = Amount { unit, ..second.amount };
    Stated { end: second.end, kind: second.kind, amount, low, high, bound: Bound::Range, ..first }
}
