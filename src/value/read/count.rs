//! Numbers as news counts with them: fractions ("deux et demi", "two thirds"), groups ("three dozen"), decimals said in
//! words, negative numbers, vague counts and none.

use rust_decimal::Decimal;

use super::counts::Group;
use super::cursor::{Cursor, is_hyphen};
use super::lexicon::Numeral;
use super::number::{self, Number, phrase};

/// A number with what its words say of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Count {
    /// The token after it.
    pub end: usize,
    /// The number; `None` for a vague count.
    pub value: Option<Decimal>,
    /// Where the words name an interval.
    pub interval: Option<(Decimal, Option<Decimal>)>,
    pub precision: Decimal,
    /// Whether it is a share of something: "a third", "one in five".
    pub form: Form,
    /// Whether the words say that it is approximate.
    pub about: bool,
    /// Whether it ends in a word that counts things: "un million de".
    pub of: bool,
}

/// How a count is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A number.
    Plain,
    /// An article that counts one only before a unit or where things are counted.
    Article,
    /// A fraction of a whole.
    Share,
    /// So many out of so many.
    Ratio,
}

impl Count {
    fn plain(number: Number) -> Self {
        Self {
            end: number.end,
            value: Some(number.value),
            interval: None,
            precision: number.precision,
            form: Form::Plain,
            about: false,
            of: false,
        }
    }

    fn exact(value: Decimal, end: usize) -> Self {
        Self::plain(Number { value, end, precision: Decimal::ZERO, digits: false })
    }

    fn vague(low: Decimal, high: Option<Decimal>, end: usize) -> Self {
        Self { value: None, interval: Some((low, high)), of: true, ..Self::exact(Decimal::ZERO, end) }
    }
}

/// The count that begins at token `at`.
pub(super) fn read(cursor: Cursor<'_>, at: usize) -> Option<Count> {
    let sign = cursor.str(at);
    if matches!(sign, "-" | "\u{2212}" | "\u{2013}" | "+") {
        let apart =
            !cursor.glued(at) || matches!(cursor.str(at.wrapping_sub(1)), "(" | ":" | "=" | "<" | ">");
        let number = cursor.glued(at + 1).then(|| unsigned(cursor, at + 1)).flatten();
        let number = number.filter(|_| apart && !cursor.is_word(at + 1))?;
        return Some(if sign == "+" { number } else { negated(number) });
    }
    if cursor.lexicon.numerals.negatives.contains(cursor.word(at)) {
        let number = unsigned(cursor, at + 1)?;
        let form = if number.form == Form::Article { Form::Plain } else { number.form };
        return Some(negated(Count { form, ..number }));
    }
    unsigned(cursor, at)
}

/// A number with a minus apart from it, which is mostly a dash.
pub(super) fn spaced_minus(cursor: Cursor<'_>, at: usize) -> Option<Count> {
    let minus = matches!(cursor.str(at), "-" | "\u{2212}") && !cursor.glued(at) && !cursor.glued(at + 1);
    if minus && cursor.is_digits(at + 1) { unsigned(cursor, at + 1).map(negated) } else { None }
}

/// The count below zero.
pub(super) fn negated(count: Count) -> Count {
    let interval = count.interval.and_then(|(low, high)| Some((-high?, Some(-low))));
    Count { value: count.value.map(|v| -v), interval, ..count }
}

fn unsigned(cursor: Cursor<'_>, at: usize) -> Option<Count> {
    if let Some(((low, high), end)) = phrase(cursor, &cursor.lexicon.counts.shares, at) {
        return Some(Count { form: Form::Share, ..Count::vague(low, Some(high), end) });
    }
    let whole = number::cardinal(cursor, at);
    let shared = share(cursor, at, whole);
    if let Some(share) = shared {
        return Some(scaled_share(cursor, share));
    }
    if let Some(group) = group(cursor, at, whole) {
        return Some(group);
    }
    let Some(whole) = whole else { return vague(cursor, at) };
    let whole = spoken_decimals(cursor, whole).unwrap_or(whole);
    let count = with_fraction(cursor, Count::plain(whole));
    let count = ratio(cursor, count).unwrap_or(count);
    let article = count.end == at + 1 && cursor.lexicon.numerals.ones.contains(cursor.word(at));
    let scale = number::last_scale(cursor, count.end).is_some_and(|s| s >= number::ROUNDING_SCALE);
    let form = if article && count.form == Form::Plain { Form::Article } else { count.form };
    Some(Count { form, of: count.of || scale, ..count })
}

/// `three fifths`, `un cinquième`, `half`: above and below the bar.
fn share(cursor: Cursor<'_>, at: usize, whole: Option<Number>) -> Option<Count> {
    if let Some((above, below, after)) = whole.and_then(|whole| compound_denominator(cursor, at, whole)) {
        return Some(Count { form: Form::Share, ..Count::exact(above.checked_div(below)?, after) });
    }
    let numerals = &cursor.lexicon.numerals;
    let one = numerals.ones.contains(cursor.word(at)).then_some((Decimal::ONE, at + 1));
    let above = whole.filter(|w| w.precision.is_zero()).map(|w| (w.value, w.end));
    for (above, end) in above.into_iter().chain(one) {
        if let Some((below, after)) = denominator(cursor, end, above) {
            let value = above.checked_div(below)?;
            return Some(Count { form: Form::Share, ..Count::exact(value, after) });
        }
    }
    let (below, after) = part(cursor, at)?;
    let scale = number::scale_word(cursor, after).is_some();
    let alone = numerals_alone(cursor, at) || scale;
    alone.then(|| Count { form: Form::Share, ..Count::exact(Decimal::ONE / below.value, after) })
}

fn numerals_alone(cursor: Cursor<'_>, at: usize) -> bool {
    cursor.lexicon.counts.alone.contains(cursor.word(at))
}

/// A share word at token `at`: "tiers", "quarters".
fn part(cursor: Cursor<'_>, at: usize) -> Option<(Numeral, usize)> {
    let at = if cursor.glued(at) && is_hyphen(cursor.str(at)) { at + 1 } else { at };
    let numeral = cursor.lexicon.numerals.part(cursor.word(at))?;
    (!numeral.value.is_zero()).then_some((numeral, at + 1))
}

/// What stands below the bar after `above`: a share word, a compound of one ("twenty firsts"), or a rank where no noun
/// follows it ("un cinquième des", but "un cinquième suspect").
fn denominator(cursor: Cursor<'_>, at: usize, above: Decimal) -> Option<(Decimal, usize)> {
    if let Some((below, after)) = part(cursor, at) {
        return Some((below.value, after));
    }
    let tens = number::cardinal(cursor, at).filter(|n| !n.digits && n.value > Decimal::ONE);
    let units = |tens: Number| part(cursor, tens.end).filter(|(p, _)| p.value < Decimal::TEN);
    if let Some((tens, (below, after))) = tens.and_then(|tens| Some((tens, units(tens)?))) {
        let sum = tens.value.checked_add(below.value)?;
        return Some((sum, after)).filter(|_| above < sum);
    }
    let rank = number::ordinal(cursor, at).filter(|r| r.value > Decimal::TWO && !r.digits)?;
    let of = cursor.lexicon.hedges.of.contains(cursor.word(rank.end));
    let noun = cursor.is_word(rank.end) && !of;
    (!noun || above > Decimal::ONE).then_some((rank.value, rank.end))
}

/// "one hundred thirty-fifths": the ten right before the share word belongs below the bar, where a number is left above.
fn compound_denominator(cursor: Cursor<'_>, at: usize, whole: Number) -> Option<(Decimal, Decimal, usize)> {
    let (unit, after) = part(cursor, whole.end).filter(|(p, _)| p.value < Decimal::TEN)?;
    let last = whole.end.checked_sub(1).filter(|&last| last > at)?;
    let joined = cursor.lexicon.numerals.joiners.contains(cursor.word(last - 1));
    let compound = cursor.lexicon.numerals.open_compounds || is_hyphen(cursor.str(whole.end));
    let ten = number::cardinal(cursor, last).filter(|n| n.end == whole.end && !n.digits && !joined)?;
    let tens = compound && ten.value >= Decimal::from(20) && ten.value < Decimal::ONE_HUNDRED;
    let above = whole.value.checked_sub(ten.value).filter(|above| tens && *above > Decimal::ZERO)?;
    Some((above, ten.value.checked_add(unit.value)?, after))
}

/// A share that multiplies a scale: "half a million", "three quarters billion", "two thirds of a million".
fn scaled_share(cursor: Cursor<'_>, share: Count) -> Count {
    let Some(value) = share.value else { return share };
    let of = cursor.lexicon.hedges.of.contains(cursor.word(share.end));
    let mut next = share.end + usize::from(of);
    if cursor.lexicon.numerals.ones.contains(cursor.word(next)) {
        next += 1;
    }
    let next = if cursor.glued(next) && is_hyphen(cursor.str(next)) { next + 1 } else { next };
    let scale = number::scale_word(cursor, next).map(|(n, end)| (n.value, end));
    let group = || phrase(cursor, &cursor.lexicon.counts.groups, next).map(|(g, end)| (g.value, end));
    let Some((scale, end)) = scale.or_else(group) else { return share };
    match value.checked_mul(scale) {
        Some(value) => Count { of: true, ..Count::exact(value.normalize(), end) },
        None => share,
    }
}

/// A fraction behind a whole number: "deux et demi", "one and three quarters", "un million et demi".
fn with_fraction(cursor: Cursor<'_>, count: Count) -> Count {
    let Some(whole) = count.value else { return count };
    let fraction = tail(cursor, count.end);
    let Some((fraction, end)) = fraction else { return count };
    let scale = number::last_scale(cursor, count.end).unwrap_or(Decimal::ONE);
    let weight = if number::scale_word(cursor, end).is_some() { Decimal::ONE } else { scale };
    // "five and a half million": the scale multiplies both; "one billion and a half million": only the fraction.
    let (weight, factor, end) = match number::scale_word(cursor, end) {
        Some((outer, after)) if whole >= outer.value => (outer.value, Decimal::ONE, after),
        Some((outer, after)) => (Decimal::ONE, outer.value, after),
        None => (weight, Decimal::ONE, end),
    };
    let sum = fraction.checked_mul(weight).and_then(|f| whole.checked_add(f));
    match sum.and_then(|s| s.checked_mul(factor)) {
        Some(value) => Count { of: true, ..Count::exact(value, end) },
        None => count,
    }
}

/// "et demi", "and a half", "et trois quarts" at token `at`: the fraction and the token after it.
pub(super) fn tail(cursor: Cursor<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (word, next) = cursor.words(at).next()?;
    if !cursor.lexicon.numerals.joiners.contains(word) {
        return None;
    }
    let above = number::cardinal(cursor, next).filter(|n| n.precision.is_zero()).map(|n| (n.value, n.end));
    let one = cursor.lexicon.numerals.ones.contains(cursor.word(next)).then_some((Decimal::ONE, next + 1));
    for (above, end) in above.into_iter().chain(one) {
        if let Some((below, after)) = denominator(cursor, end, above).filter(|(below, _)| above < *below) {
            return Some((above.checked_div(below)?, after));
        }
    }
    let (below, after) = part(cursor, next).filter(|(p, _)| p.value <= Decimal::from(4))?;
    Some((Decimal::ONE / below.value, after))
}

/// "deux cent virgule trois", "five point one four".
fn spoken_decimals(cursor: Cursor<'_>, whole: Number) -> Option<Number> {
    if whole.digits || !cursor.lexicon.numerals.points.contains(cursor.word(whole.end)) {
        return None;
    }
    let mut digits = String::new();
    let mut end = whole.end + 1;
    while let Some(next) =
        number::cardinal(cursor, end).filter(|n| !n.digits && n.value < Decimal::ONE_THOUSAND)
    {
        if next.value >= Decimal::TEN && !digits.is_empty() && !digits.trim_start_matches('0').is_empty() {
            break;
        }
        digits.push_str(&next.value.to_string());
        end = next.end;
        if next.value >= Decimal::TEN || digits.len() > 12 {
            break;
        }
    }
    let scale = u32::try_from(digits.len()).ok().filter(|n| *n > 0)?;
    let fraction = Decimal::try_new(digits.parse().ok()?, scale).ok()?;
    let value = whole.value.checked_add(fraction)?;
    Some(Number { value, end, precision: Decimal::try_new(5, scale + 1).ok()?, digits: false })
}

/// "three dozen", "une centaine", "deux cents douzaines", "des milliers", "tens of thousands".
fn group(cursor: Cursor<'_>, at: usize, whole: Option<Number>) -> Option<Count> {
    let groups = &cursor.lexicon.counts.groups;
    let one = cursor.lexicon.numerals.ones.contains(cursor.word(at));
    let counted = whole.filter(|w| !(one && w.end == at + 1)).map(|w| (w.value, w.end));
    let counts = counted.or(one.then_some((Decimal::ONE, at + 1)));
    if let Some((count, end)) = counts {
        let added = whole.and_then(|whole| joined_group(cursor, at, whole));
        return added.or_else(|| counted_group(cursor, count, end));
    }
    let many = cursor.lexicon.counts.many.contains(cursor.word(at));
    let (group, mut end) = phrase(cursor, groups, at + usize::from(many))?;
    let Some((mut low, mut high)) = group.many else {
        return (!many && group.alone).then(|| Count {
            of: true,
            about: group.about,
            ..Count::exact(group.value, end)
        });
    };
    // "des dizaines de milliers": the groups multiply.
    while cursor.lexicon.hedges.of.contains(cursor.word(end)) {
        let Some((outer, after)) = inner_group(cursor, end + 1) else { break };
        low = low.checked_mul(outer)?;
        high = (high + Decimal::ONE).checked_mul(outer)? - Decimal::ONE;
        end = after;
    }
    Some(Count::vague(low, Some(high), end))
}

/// "three hundred and two dozen": what stands before the joining word is not counted in groups.
fn joined_group(cursor: Cursor<'_>, at: usize, whole: Number) -> Option<Count> {
    let joiner = |i: &usize| cursor.lexicon.numerals.joiners.contains(cursor.word(*i));
    let next = (at + 1..whole.end).rev().find(joiner)? + 1;
    let last = number::cardinal(cursor, next).filter(|n| n.end == whole.end)?;
    let before = whole.value.checked_sub(last.value).filter(|before| *before >= Decimal::ONE_HUNDRED)?;
    let group = counted_group(cursor, last.value, whole.end)?;
    Some(Count { value: group.value?.checked_add(before), ..group })
}

/// The size of a group or scale after "de" or "of".
fn inner_group(cursor: Cursor<'_>, at: usize) -> Option<(Decimal, usize)> {
    let group =
        phrase(cursor, &cursor.lexicon.counts.groups, at).map(|(g, end): (Group, usize)| (g.value, end));
    group.or_else(|| number::scale_word(cursor, at).map(|(n, end)| (n.value, end)))
}

/// `count` groups: "trois douzaines", "a couple of hundred", "une centaine de milliers".
fn counted_group(cursor: Cursor<'_>, count: Decimal, end: usize) -> Option<Count> {
    let (group, mut end) = phrase(cursor, &cursor.lexicon.counts.groups, end).filter(|(g, _)| g.counted)?;
    let mut value = count.checked_mul(group.value)?;
    let of = cursor.lexicon.hedges.of.contains(cursor.word(end));
    if let Some((scale, after)) = inner_group(cursor, end + usize::from(of)) {
        value = value.checked_mul(scale)?;
        end = after;
    }
    Some(Count { of: true, about: group.about, ..Count::exact(value, end) })
}

/// "plusieurs", "a few hundred", "aucun", "nobody".
fn vague(cursor: Cursor<'_>, at: usize) -> Option<Count> {
    let counts = &cursor.lexicon.counts;
    if let Some((vague, end)) = phrase(cursor, &counts.vague, at) {
        let scale = inner_group(cursor, end);
        let Some((scale, end)) = scale else { return Some(Count::vague(vague.low, vague.high, end)) };
        let high = scale.checked_mul(Decimal::TEN)? - Decimal::ONE;
        return Some(Count::vague(vague.low.checked_mul(scale)?, Some(high), end));
    }
    if let Some(((), end)) = phrase(cursor, &counts.zero_alone, at) {
        return Some(Count::exact(Decimal::ZERO, end));
    }
    let none = counts.zero.contains(cursor.word(at)) && cursor.is_word(at + 1);
    (none && !counts.zero_not.contains(cursor.word(at + 1))).then(|| Count::exact(Decimal::ZERO, at + 1))
}

/// "un sur trois", "one in five", "une personne sur cinq", "two out of five hundred".
fn ratio(cursor: Cursor<'_>, count: Count) -> Option<Count> {
    let above = count.value.filter(|v| v.is_integer() && count.form == Form::Plain)?;
    let between = |end: usize| phrase(cursor, &cursor.lexicon.counts.ratio, end).map(|((), after)| after);
    let noun = |end: usize| (cursor.is_word(end) && above <= Decimal::TEN).then_some(end + 1);
    let direct = between(count.end);
    let after = direct.or_else(|| between(noun(count.end)?))?;
    let below = number::cardinal(cursor, after)?;
    let below = counted_group(cursor, below.value, below.end)
        .and_then(|group| Some(Number { value: group.value?, end: group.end, ..below }))
        .unwrap_or(below);
    let small = below.value <= Decimal::TEN || below.value == Decimal::ONE_HUNDRED;
    let year = below.digits && below.value >= Decimal::from(1200) && below.value <= Decimal::from(2200);
    // "3 m sur 4 m" is as wide and as long.
    let measured = cursor.lexicon.units.after(cursor, below.end).is_some();
    let fits =
        above < below.value && above > Decimal::ZERO && !year && (small || direct.is_some()) && !measured;
    let value = above.checked_div(below.value).filter(|_| fits)?;
    Some(Count { form: Form::Ratio, ..Count::exact(value, below.end) })
}
