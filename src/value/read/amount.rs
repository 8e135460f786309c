//! A count with its unit: money, measures, durations, shares.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::compound;
use super::count::{self, Count, Form};
use super::cursor::{Cursor, is_hyphen};
use super::number::{self, phrase};
use super::units::{DURATION, MONEY, Named};
use crate::span::Span;
use crate::value::Unit;

/// A count and its unit as they stand in a text.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub start: usize,
    /// The token after it.
    pub end: usize,
    pub count: Count,
    pub unit: Option<Arc<Unit>>,
    /// The unit it is reported in, where that is another.
    pub report: Option<Arc<Unit>>,
    /// The tokens of the unit.
    pub unit_span: Option<Span>,
}

impl Amount {
    /// Whether it counts nothing that the text names: no unit follows.
    pub fn is_bare(&self) -> bool {
        self.unit.is_none()
    }
}

/// The amount that begins at token `at`.
pub(super) fn read(cursor: Cursor<'_>, at: usize) -> Option<Amount> {
    let amount = prefixed(cursor, at)
        .or_else(|| counted(cursor, at))
        .or_else(|| article(cursor, at))
        .or_else(|| whole(cursor, at))
        .or_else(|| spaced_minus(cursor, at))?;
    Some(compound::read(cursor, amount))
}

/// A currency or another unit before its number: "$ 14 million", "EUR 20", "magnitude 6,1".
fn prefixed(cursor: Cursor<'_>, at: usize) -> Option<Amount> {
    let minus = matches!(cursor.str(at), "-" | "\u{2212}") && cursor.glued(at + 1) && !cursor.glued(at);
    let first = at + usize::from(minus);
    let (named, next) = cursor.lexicon.units.before(cursor, first)?;
    // "A magnitude-7.8 quake".
    let joined = cursor.glued(next) && is_hyphen(cursor.str(next)) && cursor.glued(next + 1);
    let next = next + usize::from(joined && !is_money(&named.unit));
    let count = count::read(cursor, next).filter(|c| c.form == Form::Plain && c.value.is_some())?;
    let count = if minus { count::negated(count) } else { count };
    let count = money_scale(cursor, count).unwrap_or(count);
    let unit_span = Some(cursor.span(first..next));
    // "$10 USD", "$16,4 CAD": the code behind says which dollar.
    let behind =
        cursor.lexicon.units.after(cursor, count.end).filter(|(n, _)| is_money(&n.unit) && n.part.is_none());
    let money = is_money(&named.unit);
    let (named, end) = behind.filter(|_| money).map_or((named, count.end), |(n, end)| (n, end));
    Some(Amount {
        start: at,
        end,
        count: scaled(count, named.scale),
        unit: Some(named.unit.clone()),
        report: None,
        unit_span,
    })
}

/// An abbreviated scale that is one only beside money: "$5m".
fn money_scale(cursor: Cursor<'_>, count: Count) -> Option<Count> {
    let text = cursor.str(count.end);
    let short = cursor.lexicon.numerals.shorts.iter().find(|s| s.text == text)?;
    let alone = !(cursor.glued(count.end + 1) && cursor.is_word(count.end + 1));
    let fits = cursor.glued(count.end) || !short.money_only;
    (alone && fits).then(|| Count { end: count.end + 1, ..scaled(count, Some(short.scale)) })
}

fn scaled(count: Count, scale: Option<Decimal>) -> Count {
    let Some((scale, value)) = scale.zip(count.value) else { return count };
    let unit = if count.precision.is_zero() { Decimal::ONE } else { count.precision * Decimal::TWO };
    let precision = unit.checked_mul(scale).map_or(Decimal::ZERO, |weight| weight / Decimal::TWO);
    match value.checked_mul(scale) {
        Some(value) => Count { value: Some(value), precision, ..count },
        None => count,
    }
}

/// A number, with its unit where one follows.
fn counted(cursor: Cursor<'_>, at: usize) -> Option<Amount> {
    let count = count::read(cursor, at)?;
    let amount = Amount { start: at, end: count.end, count, unit: None, report: None, unit_span: None };
    let Some((named, from, end)) = unit_after(cursor, &count) else {
        return Some(below_zero(cursor, scaled_money(cursor, amount)));
    };
    if named.loose && count.form == Form::Article
        || named.joined && next_part(cursor, end, Some(&named.unit)).is_none()
        || cursor.lexicon.units.names_a_thing(cursor, &named.unit, end)
    {
        return Some(amount);
    }
    let scaled_up = number::last_scale(cursor, count.end).is_some();
    let twin = || cursor.lexicon.units.twin(cursor, at, from, end).filter(|_| !scaled_up);
    let named = twin().unwrap_or(named);
    let count = scaled(count, named.scale);
    let (unit, report) = (Some(named.unit.clone()), named.report.clone());
    Some(below_zero(
        cursor,
        Amount { end, count, unit, report, unit_span: Some(cursor.span(from..end)), ..amount },
    ))
}

/// The unit behind a count: right behind, or after "de" where the count wants it, or after "more".
fn unit_after<'u>(cursor: Cursor<'u>, count: &Count) -> Option<(&'u Named, usize, usize)> {
    unit_beside(cursor, count, None)
}

/// The same behind a part of a measure in `beside`: there a symbol that is also a word is read whatever follows.
fn unit_beside<'u>(
    cursor: Cursor<'u>,
    count: &Count,
    beside: Option<&Unit>,
) -> Option<(&'u Named, usize, usize)> {
    let hedges = &cursor.lexicon.hedges;
    let mut at = count.end;
    if cursor.glued(at) && (is_hyphen(cursor.str(at)) || cursor.str(at) == "(") && cursor.glued(at + 1) {
        at += 1;
    }
    let enclosed = usize::from(cursor.str(at) == "(" && cursor.str(at + 2) == ")");
    at += enclosed;
    let fits = |at: usize| {
        let (named, end) = cursor.lexicon.units.after(cursor, at)?;
        let word = cursor.is_word(end) || cursor.is_digits(end);
        let quote =
            matches!(cursor.str(at), "\"" | "\u{201d}") && (cursor.glued(end) && word || quoted(cursor, at));
        let stroke = named.glued && cursor.str(end) == "/";
        let spoilt = stroke || cursor.glued(end) && word && !(named.joined && cursor.is_digits(end));
        let part = beside.is_some_and(|unit| unit.dimension == named.unit.dimension);
        let digits = cursor.is_digits(at - 1);
        let weak = named.weak && !part && (word || !digits);
        let apart = (named.glued || named.joined) && !(digits && cursor.glued(at));
        (!quote && !spoilt && !weak && !apart).then_some((named, at, end))
    };
    if let Some((named, from, end)) = fits(at) {
        return Some((named, from, end + enclosed));
    }
    let linked = count.of || matches!(count.form, Form::Share);
    if linked && hedges.of.contains(cursor.word(at)) {
        return fits(at + 1).or_else(|| {
            let one = cursor.lexicon.numerals.ones.contains(cursor.word(at + 1));
            if one { fits(at + 2) } else { None }
        });
    }
    let one = linked && cursor.lexicon.numerals.ones.contains(cursor.word(at));
    let more = hedges.more.contains(cursor.word(at)) && count.form != Form::Article;
    if one || more { fits(at + 1) } else { None }
}

/// Whether a quotation mark of this kind was opened earlier in the sentence: then it closes here.
fn quoted(cursor: Cursor<'_>, at: usize) -> bool {
    let sign = cursor.str(at);
    let start = cursor.text.sentence_of(at).map_or(0, |s| s.tokens.start).max(at.saturating_sub(200));
    (start..at)
        .filter(|&i| cursor.str(i) == sign || (sign == "\u{201d}" && cursor.str(i) == "\u{201c}"))
        .count()
        % 2
        == 1
}

/// "3 M€", "3 Md$": a scale whose abbreviation holds to the currency.
fn scaled_money(cursor: Cursor<'_>, amount: Amount) -> Amount {
    let text = cursor.str(amount.end);
    let short = cursor.lexicon.numerals.shorts.iter().find(|s| s.text == text && s.text.len() <= 3);
    let currency = || cursor.lexicon.units.after(cursor, amount.end + 1).filter(|(n, _)| is_money(&n.unit));
    let Some((short, (named, end))) = short.zip(currency()) else { return amount };
    Amount {
        end,
        count: scaled(amount.count, Some(short.scale)),
        unit: Some(named.unit.clone()),
        unit_span: Some(cursor.span(amount.end + 1..end)),
        ..amount
    }
}

/// "10 degrés en dessous de zéro".
fn below_zero(cursor: Cursor<'_>, amount: Amount) -> Amount {
    match phrase(cursor, &cursor.lexicon.hedges.below_zero, amount.end) {
        Some(((), end)) => Amount { end, count: count::negated(amount.count), ..amount },
        None => amount,
    }
}

/// An article that counts one unit: "an hour", "a litre".
fn article(cursor: Cursor<'_>, at: usize) -> Option<Amount> {
    let one = cursor.lexicon.numerals.ones.contains(cursor.word(at));
    // "Once a week" is how often.
    let often = at.checked_sub(1).is_some_and(|i| cursor.lexicon.counts.rates.times.contains(cursor.word(i)));
    if one && !often { single(cursor, at, at + 1) } else { None }
}

/// "toute la journée", "another week", "thousand liters": a whole unit without a number.
fn whole(cursor: Cursor<'_>, at: usize) -> Option<Amount> {
    let ((), next) = phrase(cursor, &cursor.lexicon.counts.whole, at)?;
    let next = if cursor.glued(next) && is_hyphen(cursor.str(next)) { next + 1 } else { next };
    single(cursor, at, next).filter(|a| a.unit.as_ref().is_some_and(|u| u.dimension == DURATION))
}

fn single(cursor: Cursor<'_>, start: usize, at: usize) -> Option<Amount> {
    let (named, end) = cursor.lexicon.units.after(cursor, at).filter(|(n, _)| !n.loose && !n.weak)?;
    let symbol = cursor.str(at).chars().all(|c| !c.is_alphabetic());
    let spoilt = cursor.glued(end) && cursor.is_word(end);
    let count = Count {
        end,
        value: Some(Decimal::ONE),
        interval: None,
        precision: Decimal::ZERO,
        form: Form::Plain,
        about: false,
        of: false,
    };
    let unit_span = Some(cursor.span(at..end));
    (!symbol && !spoilt).then(|| Amount {
        start,
        end,
        count,
        unit: Some(named.unit.clone()),
        report: named.report.clone(),
        unit_span,
    })
}

const TEMPERATURES: [&str; 2] = ["temperature", "degrees"];

/// "- 20 degrés": below zero only before a temperature, or where the number is all there is, as in a table; elsewhere the
/// sign is a dash.
fn spaced_minus(cursor: Cursor<'_>, at: usize) -> Option<Amount> {
    let count = count::spaced_minus(cursor, at)?;
    let Some((named, from, end)) = unit_after(cursor, &count) else {
        let alone = cursor.text.sentence_of(at).is_some_and(|s| s.tokens == (at..count.end));
        let amount = Amount { start: at, end: count.end, count, unit: None, report: None, unit_span: None };
        return alone.then_some(amount);
    };
    TEMPERATURES.contains(&named.unit.dimension.as_str()).then(|| Amount {
        start: at,
        end,
        count,
        unit: Some(named.unit.clone()),
        report: None,
        unit_span: Some(cursor.span(from..end)),
    })
}

/// The next number and unit of a compound, behind a comma or a joining word.
pub(super) fn next_part<'u>(
    cursor: Cursor<'u>,
    end: usize,
    beside: Option<&Unit>,
) -> Option<(Count, &'u Named, usize)> {
    let comma = cursor.str(end) == "," && !cursor.glued(end + 1);
    let at = end + usize::from(comma);
    let at = at + usize::from(cursor.lexicon.numerals.joiners.contains(cursor.word(at)));
    let count = count::read(cursor, at).filter(|c| matches!(c.form, Form::Plain | Form::Article))?;
    let (named, _, end) = unit_beside(cursor, &count, beside)?;
    count.value.filter(|v| *v >= Decimal::ZERO).map(|_| (count, named, end))
}

/// Whether `unit` is a currency or a part of one.
pub(super) fn is_money(unit: &Unit) -> bool {
    unit.dimension.starts_with(MONEY)
}

/// Multiplies a bare number by the scale word that ends `other`: "2 à 3 millions".
pub(super) fn share_scale(cursor: Cursor<'_>, amount: &Amount, other: &Amount) -> Option<Decimal> {
    let bare = number::last_scale(cursor, amount.count.end).is_none();
    let scale = number::last_scale(cursor, other.count.end).filter(|_| bare)?;
    amount.count.value?.checked_mul(scale)
}
