//! Whole numbers and ranks, in digits, in words, and in both ("2,7 millions").

use rust_decimal::Decimal;

use super::cursor::{Cursor, is_hyphen};
use super::digits;
use super::lexicon::Numeral;
use crate::text::{Phrases, TokenKind};

/// A number as it stands in a text, without sign, hedge or unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub value: Decimal,
    /// The token after it.
    pub end: usize,
    /// Half the weight of the last digit stated, where it is a decimal or scaled; otherwise zero.
    pub precision: Decimal,
    /// Whether it holds digits.
    pub digits: bool,
}

/// From here on a scale word rounds: "2 millions" may be 2 100 000, "deux mille" is 2 000.
pub(super) const ROUNDING_SCALE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Nothing may be added.
const NO_ROOM: (Decimal, Decimal) = (Decimal::ONE, Decimal::ZERO);

/// The longest chain of number words worth reading: longer ones are enumerations or noise.
const MAX_WORDS: usize = 40;

/// The number that begins at token `at`: digits, words, or digits with scale words.
pub(super) fn cardinal(cursor: Cursor<'_>, at: usize) -> Option<Number> {
    let token = cursor.token(at)?;
    match token.kind {
        TokenKind::Digits | TokenKind::Sign => in_digits(cursor, at),
        TokenKind::Word => in_words(cursor, at),
    }
}

/// The rank that begins at token `at`: "21e", "vingt-deuxième", "third".
pub(super) fn ordinal(cursor: Cursor<'_>, at: usize) -> Option<Number> {
    if cursor.is_digits(at) {
        let suffix =
            cursor.glued(at + 1) && cursor.lexicon.numerals.ordinal_suffixes.contains(cursor.word(at + 1));
        let value = cursor.str(at).parse::<u32>().ok().filter(|_| suffix)?;
        return Some(Number { value: value.into(), end: at + 2, precision: Decimal::ZERO, digits: true });
    }
    let mut sum = Sum::default();
    let mut end = at;
    for _ in 0..MAX_WORDS {
        let from = if end == at { at } else { past_joiner(cursor, end, &sum).unwrap_or(end) };
        if let Some((rank, after)) = phrase(cursor, &cursor.lexicon.numerals.ordinals, from) {
            return sum.push(rank).then(|| number(sum, after));
        }
        let (numeral, after) = phrase(cursor, &cursor.lexicon.numerals.cardinals, from)?;
        if !sum.push(numeral) {
            return None;
        }
        end = after;
    }
    None
}

fn number(sum: Sum, end: usize) -> Number {
    Number { value: sum.value(), end, precision: sum.precision, digits: sum.digits }
}

fn in_digits(cursor: Cursor<'_>, at: usize) -> Option<Number> {
    let digits = digits::read(cursor, at)?;
    let precision = if digits.decimals == 0 { Decimal::ZERO } else { half_unit(digits.decimals) };
    let plain = Number { value: digits.value, end: digits.end, precision, digits: true };
    if let Some((scale, end)) = short_scale(cursor, digits.end) {
        return scaled(plain, scale, end);
    }
    let Some((scale, end)) = scale_word(cursor, digits.end) else { return Some(plain) };
    let mut sum =
        Sum { group: Some(digits.value), room: NO_ROOM, digits: true, opening: true, ..Sum::default() };
    // "en 2018 mille personnes": four digits run together are no count of hundreds or thousands.
    let year_like = digits.value >= Decimal::ONE_THOUSAND && scale.value < ROUNDING_SCALE;
    if year_like || scale.words_only || !sum.push(scale) {
        return Some(plain);
    }
    let unit = if digits.decimals == 0 { Decimal::ONE } else { precision * Decimal::TWO };
    sum.precision = rounding(unit, scale.value);
    Some(extend(cursor, sum, end))
}

fn in_words(cursor: Cursor<'_>, at: usize) -> Option<Number> {
    let mut sum = Sum::default();
    let (numeral, end) =
        phrase(cursor, &cursor.lexicon.numerals.cardinals, at).or_else(|| one_before_scale(cursor, at))?;
    sum.push(numeral).then(|| extend(cursor, sum, end))
}

/// An article that counts as one: "a million", "a hundred".
fn one_before_scale(cursor: Cursor<'_>, at: usize) -> Option<(Numeral, usize)> {
    let next = cursor.lexicon.numerals.ones.contains(cursor.word(at)).then_some(at + 1)?;
    scale_word(cursor, next)
}

/// Adds every further part of the number.
fn extend(cursor: Cursor<'_>, mut sum: Sum, mut end: usize) -> Number {
    for _ in 0..MAX_WORDS {
        let joined = past_joiner(cursor, end, &sum);
        let from = joined.unwrap_or(end);
        let Some((numeral, after)) = part(cursor, from, joined.is_some()) else { break };
        let mut longer = sum;
        if joined.is_some_and(|from| begins_fraction(cursor, from)) {
            break;
        }
        if (numeral.words_only && longer.group > Some(cursor.lexicon.numerals.hundreds_up_to))
            || !longer.push(numeral)
            || (joined.is_some() && begins_another(cursor, longer, after))
        {
            break;
        }
        if numeral.value >= ROUNDING_SCALE {
            longer.precision = rounding(Decimal::ONE, numeral.value);
        } else if !sum.precision.is_zero() {
            longer.precision = Decimal::ZERO;
        }
        sum = longer;
        end = after;
    }
    number(sum, end)
}

/// Whether what a joining word adds is a fraction: "cent et trois quarts".
fn begins_fraction(cursor: Cursor<'_>, at: usize) -> bool {
    let above = in_words(cursor, at).map(|n| (n.value, n.end));
    above.is_some_and(|(above, end)| {
        let end = past_hyphen(cursor, end);
        cursor.lexicon.numerals.part(cursor.word(end)).is_some_and(|below| above < below.value)
    })
}

/// Whether the part just joined belongs to a number of its own: "between one hundred and two hundred".
fn begins_another(cursor: Cursor<'_>, sum: Sum, at: usize) -> bool {
    scale_word(cursor, at).is_some_and(|(scale, _)| !{ sum }.push(scale))
}

/// A word for a hundred or more at token `at`.
pub(super) fn scale_word(cursor: Cursor<'_>, at: usize) -> Option<(Numeral, usize)> {
    phrase(cursor, &cursor.lexicon.numerals.cardinals, at)
        .filter(|(numeral, _)| numeral.value >= Decimal::ONE_HUNDRED)
}

/// The thousand, million or more that ends right before token `end`.
pub(super) fn last_scale(cursor: Cursor<'_>, end: usize) -> Option<Decimal> {
    let (numeral, after) = scale_word(cursor, end.checked_sub(1)?)?;
    (after == end && numeral.value >= Decimal::ONE_THOUSAND).then_some(numeral.value)
}

/// The next part: a number word, or whole digits that a scale word follows or precedes.
fn part(cursor: Cursor<'_>, at: usize, joined: bool) -> Option<(Numeral, usize)> {
    if !cursor.is_digits(at) {
        return phrase(cursor, &cursor.lexicon.numerals.cardinals, at);
    }
    let digits = digits::read(cursor, at).filter(|d| d.decimals == 0)?;
    let scaled = scale_word(cursor, digits.end).is_some();
    let numeral = Numeral { value: digits.value, adds: NO_ROOM, words_only: false };
    (digits.grouped || scaled || joined).then_some((numeral, digits.end))
}

/// Past a joining word ("et", "and"), where the number has room for more.
fn past_joiner(cursor: Cursor<'_>, at: usize, sum: &Sum) -> Option<usize> {
    let (word, next) = cursor.words(past_hyphen(cursor, at)).next()?;
    (sum.joins() && cursor.lexicon.numerals.joiners.contains(word)).then_some(next)
}

/// Past the hyphen of a compound.
#[inline]
fn past_hyphen(cursor: Cursor<'_>, at: usize) -> usize {
    if cursor.token(at).is_some_and(|t| t.kind == TokenKind::Sign && t.glued) {
        past_sign(cursor, at)
    } else {
        at
    }
}

fn past_sign(cursor: Cursor<'_>, at: usize) -> usize {
    let sign = cursor.str(at);
    let joins = is_hyphen(sign) || matches!(sign, "\u{2013}" | "\u{2014}");
    let hyphen = joins && cursor.glued(at + 1);
    if hyphen { at + 1 } else { at }
}

/// The longest phrase of `phrases` at token `at`, hyphens passed over, with the token after it.
#[inline]
pub(super) fn phrase<T: Copy>(cursor: Cursor<'_>, phrases: &Phrases<T>, at: usize) -> Option<(T, usize)> {
    let at = past_hyphen(cursor, at);
    if phrases.begins(cursor.word(at)) { longest(cursor, phrases, at) } else { None }
}

fn longest<T: Copy>(cursor: Cursor<'_>, phrases: &Phrases<T>, at: usize) -> Option<(T, usize)> {
    let (count, &meaning) = phrases.longest(cursor.words(at).map(|(word, _)| word))?;
    let end = cursor.words(at).nth(count - 1)?.1;
    Some((meaning, end))
}

/// An abbreviated scale behind digits: "40k", "1.2bn", "3 Mds".
fn short_scale(cursor: Cursor<'_>, at: usize) -> Option<(Decimal, usize)> {
    let text = cursor.str(at);
    let short = cursor.lexicon.numerals.shorts.iter().find(|s| !s.money_only && s.text == text)?;
    let alone = !(cursor.glued(at + 1) && (cursor.is_word(at + 1) || cursor.is_digits(at + 1)));
    let apart = cursor.glued(at) || text.len() > 1 || !(cursor.is_word(at + 1) || cursor.glued(at + 1));
    (alone && apart).then_some((short.scale, at + 1))
}

/// `number` times an abbreviated scale.
pub(super) fn scaled(number: Number, scale: Decimal, end: usize) -> Option<Number> {
    let value = number.value.checked_mul(scale)?;
    let unit = if number.precision.is_zero() { Decimal::ONE } else { number.precision * Decimal::TWO };
    Some(Number { value, end, precision: unit.checked_mul(scale)? / Decimal::TWO, digits: true })
}

fn half_unit(decimals: u32) -> Decimal {
    Decimal::new(5, decimals.saturating_add(1).min(28))
}

fn rounding(unit: Decimal, scale: Decimal) -> Decimal {
    if scale < ROUNDING_SCALE && unit == Decimal::ONE {
        return Decimal::ZERO;
    }
    unit.checked_mul(scale).map_or(Decimal::ZERO, |weight| weight / Decimal::TWO)
}

/// A number being added up from its parts.
#[derive(Debug, Clone, Copy)]
struct Sum {
    /// What stands before the last scale word, multiplied out.
    total: Decimal,
    /// What has been read since.
    group: Option<Decimal>,
    /// The smallest and largest part that may still be added to the group.
    room: (Decimal, Decimal),
    /// The last scale word.
    scale: Option<Decimal>,
    precision: Decimal,
    digits: bool,
    /// Whether the group is all digits so far, which any scale may follow.
    opening: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            total: Decimal::ZERO,
            group: None,
            room: (Decimal::ZERO, Decimal::MAX),
            scale: None,
            precision: Decimal::ZERO,
            digits: false,
            opening: false,
        }
    }
}

impl Sum {
    fn value(&self) -> Decimal {
        self.total.checked_add(self.group.unwrap_or_default()).unwrap_or(self.total)
    }

    /// Whether a joining word may follow: only inside a number that has room for more.
    fn joins(&self) -> bool {
        self.room.1 >= Decimal::ONE
    }

    /// Adds a part; false, with nothing changed, where it does not continue the number.
    fn push(&mut self, part: Numeral) -> bool {
        let thousand = Decimal::ONE_THOUSAND;
        if part.value >= thousand && part.adds.1 > Decimal::ZERO {
            return self.scale_by(part.value);
        }
        let counted = self.group.filter(|g| *g < Decimal::ONE_HUNDRED || self.opening);
        self.opening = false;
        if let Some(group) = counted.filter(|_| part.value == Decimal::ONE_HUNDRED) {
            let product = group.checked_mul(part.value).filter(|_| !group.is_zero());
            self.group = product.or(self.group);
            self.room = part.adds;
            return product.is_some();
        }
        let fits = part.value >= self.room.0 && part.value <= self.room.1;
        if !fits {
            return false;
        }
        self.group = Some(self.group.unwrap_or_default() + part.value);
        self.room = if self.group == Some(Decimal::ZERO) { NO_ROOM } else { part.adds };
        true
    }

    /// A scale word multiplies what stands before it.
    fn scale_by(&mut self, scale: Decimal) -> bool {
        let bigger = self.scale.is_some_and(|last| last <= scale);
        let (base, count) = match self.group {
            // "cent mille milliards": the scale multiplies all that stands before it.
            _ if bigger && self.total > Decimal::ZERO => (Decimal::ZERO, self.value()),
            Some(count) => (self.total, count),
            None if self.total.is_zero() => (Decimal::ZERO, Decimal::ONE),
            // "un million mille": a bare thousand counts one.
            None if !bigger => (self.total, Decimal::ONE),
            None => return false,
        };
        if bigger && self.scale == Some(scale) {
            return false;
        }
        let Some(total) = count.checked_mul(scale).and_then(|product| product.checked_add(base)) else {
            return false;
        };
        *self = Self {
            total,
            group: None,
            room: (Decimal::ONE, scale - Decimal::ONE),
            scale: Some(scale),
            precision: self.precision,
            digits: self.digits,
            opening: false,
        };
        true
    }
}
