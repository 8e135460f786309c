//! Amounts told in several units or with a part behind: "2 h 30 min", "3 dollars 50", "an hour and a half".

use std::sync::Arc;

use rust_decimal::Decimal;

use super::amount::{Amount, is_money, next_part};
use super::count::{self, Count, Form};
use super::cursor::Cursor;
use super::units::{DURATION, Named};
use crate::value::Unit;
use crate::value::quantity::convert;

/// The amount with all that is told behind it.
pub(super) fn read(cursor: Cursor<'_>, amount: Amount) -> Amount {
    with_tail(cursor, in_units(cursor, amount))
}

/// Adds amounts in smaller units of the same dimension: "2 h 30 min", "treize euros et quarante-cinq centimes". The sum
/// is given in the smallest unit, money in the currency.
fn in_units(cursor: Cursor<'_>, amount: Amount) -> Amount {
    let (Some(unit), Some(value)) = (amount.unit.clone(), amount.count.value) else { return amount };
    if is_money(&unit) {
        return coins(cursor, &amount, &unit, value).unwrap_or(amount);
    }
    let mut parts = vec![(value, unit)];
    let mut end = amount.end;
    let mut unit_span = amount.unit_span;
    while parts.len() < 7 {
        let Some((count, named, part_end)) = next_part(cursor, end, parts.last().map(|(_, unit)| &**unit))
        else {
            break;
        };
        if !continues(&parts, named) {
            break;
        }
        let Some(part) = count.value else { break };
        parts.push((part, named.unit.clone()));
        end = part_end;
        unit_span = amount.unit_span.map(|span| span.cover(cursor.span(end - 1..end)));
    }
    let summed = if parts.len() > 1 { sum(&parts) } else { None };
    let amount = match summed {
        Some((value, unit)) => {
            let count = Count { value: Some(value), precision: Decimal::ZERO, end, ..amount.count };
            Amount { end, count, unit: Some(unit), report: None, unit_span, ..amount }
        }
        None => amount,
    };
    smaller(cursor, &amount).or_else(|| hundredths(cursor, &amount)).unwrap_or(amount)
}

/// Whether a part in this unit belongs to the same measure: of the same dimension, in a unit not yet used.
fn continues(parts: &[(Decimal, Arc<Unit>)], named: &Named) -> bool {
    let unit = &named.unit;
    parts.iter().all(|(_, other)| other.dimension == unit.dimension && other.code != unit.code)
        && unit.offset.is_zero()
        && parts.iter().all(|(_, other)| other.offset.is_zero())
}

/// The sum of the parts in the smallest of their units.
fn sum(parts: &[(Decimal, Arc<Unit>)]) -> Option<(Decimal, Arc<Unit>)> {
    let (_, small) = parts.iter().min_by(|(_, a), (_, b)| a.factor.cmp(&b.factor))?;
    let mut total = Decimal::ZERO;
    for (value, unit) in parts {
        total = total.checked_add(convert(*value, unit, small)?)?;
    }
    Some((total.normalize(), small.clone()))
}

/// Parts of a currency behind it: "3 dollars 50 cents", "20 dollars 43".
fn coins(cursor: Cursor<'_>, amount: &Amount, unit: &Arc<Unit>, whole: Decimal) -> Option<Amount> {
    let Some((count, named, end)) = next_part(cursor, amount.end, None) else {
        return implied(cursor, amount);
    };
    let per = named.part?;
    let part = count.value.filter(|part| *part < per)?;
    let own = named.unit.dimension == unit.dimension || named.unit.factor == Decimal::ONE;
    let value = Some(whole.checked_add(part.checked_div(per)?)?).filter(|_| own)?;
    Some(Amount { end, count: Count { value: Some(value), end, ..amount.count }, ..amount.clone() })
}

/// A bare number behind a currency: its hundredths ("20 dollars 43").
fn implied(cursor: Cursor<'_>, amount: &Amount) -> Option<Amount> {
    let (count, part) = bare_part(cursor, amount)?;
    if cursor.is_digits(count.end - 1) && !two_digits(cursor, &count) {
        return None;
    }
    let hundredths = part.checked_div(Decimal::ONE_HUNDRED).filter(|h| *h < Decimal::ONE)?;
    with_part(amount, count, hundredths)
}

/// A bare number behind a unit, in the next smaller one: "1 h 30", "une heure quinze", "1 m 80", "six foot two". The sum
/// stays in the greater unit where that is exact.
fn smaller(cursor: Cursor<'_>, amount: &Amount) -> Option<Amount> {
    let unit = amount.unit.as_ref()?;
    let small = cursor.lexicon.units.behind(unit)?;
    let (count, part) = bare_part(cursor, amount)?;
    let per = convert(Decimal::ONE, unit, small).filter(|per| part < *per)?;
    // As many digits as the parts of one have, but feet and inches.
    let digits = cursor.is_digits(count.end - 1).then(|| cursor.str(count.end - 1).len());
    let wanted = if per < Decimal::from(60) { 1..=2 } else { 0..=0 };
    let full = (per - Decimal::ONE).to_string().len();
    if digits.is_some_and(|digits| digits != full && !wanted.contains(&digits)) {
        return None;
    }
    let share = part.checked_div(per)?;
    if share.checked_mul(per)? == part && share.scale() <= 3 {
        return with_part(amount, count, share);
    }
    let total = convert(amount.count.value?, unit, small)?.checked_add(part)?;
    let whole = Count { value: Some(total), ..amount.count };
    let whole = Amount { count: whole, unit: Some(small.clone()), report: None, ..amount.clone() };
    with_part(&whole, count, Decimal::ZERO)
}

/// Two digits behind seconds: hundredths ("9 s 58").
fn hundredths(cursor: Cursor<'_>, amount: &Amount) -> Option<Amount> {
    amount.unit.as_ref().filter(|u| u.dimension == DURATION && u.factor == Decimal::ONE)?;
    let (count, part) = bare_part(cursor, amount)?;
    two_digits(cursor, &count).then_some(())?;
    with_part(amount, count, part.checked_div(Decimal::ONE_HUNDRED)?)
}

fn with_part(amount: &Amount, part: Count, share: Decimal) -> Option<Amount> {
    let value = Some(amount.count.value?.checked_add(share)?);
    Some(Amount { end: part.end, count: Count { value, end: part.end, ..amount.count }, ..amount.clone() })
}

fn two_digits(cursor: Cursor<'_>, count: &Count) -> bool {
    cursor.is_digits(count.end - 1) && cursor.str(count.end - 1).len() == 2
}

/// A whole number behind the unit of a whole amount, with nothing that it might count behind it.
fn bare_part(cursor: Cursor<'_>, amount: &Amount) -> Option<(Count, Decimal)> {
    amount.count.value.filter(|v| v.is_integer() && !amount.count.of)?;
    let at = amount.end + usize::from(cursor.lexicon.numerals.joiners.contains(cursor.word(amount.end)));
    let count = count::read(cursor, at).filter(|c| matches!(c.form, Form::Plain | Form::Article))?;
    let part = count.value.filter(|v| v.is_integer() && *v >= Decimal::ZERO)?;
    let next = cursor.word(count.end);
    let joined = [&cursor.lexicon.numerals.joiners, &cursor.lexicon.hedges.of, &cursor.lexicon.hedges.by];
    let closed = joined.iter().any(|words| words.contains(next))
        || !(cursor.is_word(count.end) || cursor.is_digits(count.end));
    let alone = cursor.lexicon.units.after(cursor, count.end).is_none();
    (closed && alone).then_some((count, part))
}

/// A fraction behind the unit: "une heure et demie", "an hour and a half".
fn with_tail(cursor: Cursor<'_>, amount: Amount) -> Amount {
    let tail = amount.unit.as_ref().and_then(|_| count::tail(cursor, amount.end));
    let sum =
        tail.zip(amount.count.value).and_then(|((part, end), whole)| Some((whole.checked_add(part)?, end)));
    match sum {
        Some((value, end)) => {
            Amount { end, count: Count { value: Some(value), end, ..amount.count }, ..amount }
        }
        None => amount,
    }
}
