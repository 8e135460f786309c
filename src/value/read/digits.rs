//! Numbers in digits: grouped thousands in every style, decimals in both conventions, vulgar fractions, powers of ten.

use rust_decimal::Decimal;

use super::cursor::Cursor;

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Digits {
    pub value: Decimal,
    /// The token after it.
    pub end: usize,
    /// Digits after the decimal mark.
    pub decimals: u32,
    /// Whether its thousands are set apart.
    pub grouped: bool,
}

/// The number in digits that begins at token `at`.
///
/// One mark alone is decimal or groups by the language's convention, except that exactly three zeros after it are a
/// thousand; two kinds of mark are groups, then decimals. `None` for versions, addresses and telephone numbers.
pub(super) fn read(cursor: Cursor<'_>, at: usize) -> Option<Digits> {
    if let Some(value) = vulgar(cursor.str(at)) {
        return Some(Digits { value, end: at + 1, decimals: 0, grouped: false });
    }
    let number = if cursor.is_digits(at) { grouped(cursor, at)? } else { bare_decimals(cursor, at)? };
    Some(with_fraction(cursor, exponent(cursor, number)))
}

/// Whether the sign at token `at` may begin a number: digits, or a mark and digits, stand behind it.
pub(super) fn may_begin(cursor: Cursor<'_>, at: usize) -> bool {
    let behind = |at: usize| cursor.is_digits(at) && cursor.glued(at);
    match cursor.str(at) {
        "." | "," => !cursor.glued(at) && behind(at + 1),
        "-" | "+" | "\u{2212}" | "\u{2013}" => cursor.is_digits(at + 1) || !cursor.is_word(at + 1),
        _ => true,
    }
}

/// `,08`: decimals with nothing before the mark.
fn bare_decimals(cursor: Cursor<'_>, at: usize) -> Option<Digits> {
    let mark = matches!(cursor.str(at), "." | ",");
    let apart = !cursor.glued(at) || matches!(cursor.str(at.wrapping_sub(1)), "-" | "\u{2212}" | "+");
    if !mark || !apart || !cursor.is_digits(at + 1) || !cursor.glued(at + 1) {
        return None;
    }
    let digits = cursor.str(at + 1);
    assemble("0", digits).map(|value| Digits {
        value,
        end: at + 2,
        decimals: decimals(digits),
        grouped: false,
    })
}

/// Digits with their groups and decimals.
fn grouped(cursor: Cursor<'_>, at: usize) -> Option<Digits> {
    let first = cursor.str(at);
    if let Some((whole, end)) = spaced_groups(cursor, at) {
        return with_decimals(cursor, &whole, end, true);
    }
    let marks = marks(cursor, at);
    let single = |end| assemble(first, "").map(|value| Digits { value, end, decimals: 0, grouped: false });
    match marks.as_slice() {
        [] => single(at + 1),
        [mark] => {
            let digits = cursor.str(at + 2);
            let thousands = digits.len() == 3
                && first.len() <= 3
                && !first.starts_with('0')
                && (*mark != cursor.lexicon.numerals.decimal || digits == "000");
            match mark {
                '.' | ',' if !thousands => with_decimals(cursor, first, at + 1, false),
                _ if thousands => assemble(&format!("{first}{digits}"), "").map(|value| Digits {
                    value,
                    end: at + 3,
                    decimals: 0,
                    grouped: true,
                }),
                _ => single(at + 1),
            }
        }
        [mark, rest @ ..] => {
            let same = 1 + rest.iter().take_while(|m| *m == mark).count();
            let whole = groups(cursor, at, same)?;
            let end = at + 1 + 2 * same;
            match marks.len() - same {
                0 => assemble(&whole, "").map(|value| Digits { value, end, decimals: 0, grouped: true }),
                1 => with_decimals(cursor, &whole, end, true),
                _ => None,
            }
        }
    }
}

/// The signs between digits glued together: `1.234,5` has two.
fn marks(cursor: Cursor<'_>, at: usize) -> Vec<char> {
    let mut marks = Vec::new();
    let mut next = at + 1;
    while let Some(mark) =
        single_char(cursor.str(next)).filter(|c| matches!(c, '.' | ',' | '\'' | '\u{2019}'))
    {
        if !cursor.glued(next) || !cursor.is_digits(next + 1) || !cursor.glued(next + 1) {
            break;
        }
        marks.push(mark);
        next += 2;
    }
    marks
}

/// The digits of `count` groups after the first, joined: by threes, or by twos with a last three as in India.
fn groups(cursor: Cursor<'_>, at: usize, count: usize) -> Option<String> {
    let parts: Vec<&str> = (0..=count).map(|i| cursor.str(at + 2 * i)).collect();
    let (first, rest) = parts.split_first()?;
    let (last, middle) = rest.split_last()?;
    let western = first.len() <= 3 && middle.iter().all(|p| p.len() == 3);
    let indian = first.len() <= 2 && middle.iter().all(|p| p.len() == 2);
    (last.len() == 3 && !first.starts_with('0') && (western || indian)).then(|| parts.concat())
}

/// Whether the digits at `at` are the first group of a number, and none by themselves: the "30" of "30 000".
pub(super) fn begins_groups(cursor: Cursor<'_>, at: usize) -> bool {
    spaced_groups(cursor, at).is_some()
}

/// Groups of three set apart by one space of any width: `1 234 567`.
fn spaced_groups(cursor: Cursor<'_>, at: usize) -> Option<(String, usize)> {
    let first = cursor.str(at);
    if first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let mut whole = first.to_owned();
    let mut end = at + 1;
    while cursor.is_digits(end) && cursor.str(end).len() == 3 && is_group_space(gap(cursor, end)) {
        whole.push_str(cursor.str(end));
        end += 1;
    }
    // A longer run behind it is no group: "423 0000".
    (end > at + 1).then_some((whole, end))
}

/// The white space before token `at`.
fn gap<'a>(cursor: Cursor<'a>, at: usize) -> &'a str {
    let end = cursor.token(at).map_or(0, |t| t.span().start);
    let start = cursor.token(at.wrapping_sub(1)).map_or(end, |t| t.span().end);
    cursor.text.raw.get(start..end).unwrap_or_default()
}

fn is_group_space(gap: &str) -> bool {
    matches!(
        gap,
        " " | "\u{a0}"
            | "\u{202f}"
            | "\u{2009}"
            | "\u{2008}"
            | "\u{2007}"
            | "\u{2005}"
            | "\u{2006}"
            | "\u{200a}"
    )
}

/// Adds the decimals that follow at `end`, behind either mark.
fn with_decimals(cursor: Cursor<'_>, whole: &str, end: usize, grouped: bool) -> Option<Digits> {
    let mark = matches!(cursor.str(end), "." | ",") && cursor.glued(end);
    if mark && cursor.is_digits(end + 1) && cursor.glued(end + 1) {
        let digits = cursor.str(end + 1);
        let value = assemble(whole, digits)?;
        return Some(Digits { value, end: end + 2, decimals: decimals(digits), grouped });
    }
    assemble(whole, "").map(|value| Digits { value, end, decimals: 0, grouped })
}

/// `1e10`, `1.3x10^6`, `1.1^+23`.
fn exponent(cursor: Cursor<'_>, number: Digits) -> Digits {
    let at = number.end;
    if !cursor.glued(at) {
        return number;
    }
    let scaled = |base: Decimal, from: usize, factor: Decimal| {
        let (exponent, end) = signed(cursor, from)?;
        let value = power(base, exponent)?.checked_mul(factor)?;
        Some(Digits { value, end, decimals: 0, grouped: false })
    };
    let ten = Decimal::TEN;
    match cursor.str(at) {
        "e" | "E" => scaled(ten, at + 1, number.value),
        "^" => scaled(number.value, at + 1, Decimal::ONE),
        "x" | "\u{d7}" | "*" if cursor.str(at + 1) == "10" && cursor.str(at + 2) == "^" => {
            scaled(ten, at + 3, number.value)
        }
        _ => None,
    }
    .unwrap_or(number)
}

/// A glued whole number with signs before it.
fn signed(cursor: Cursor<'_>, mut at: usize) -> Option<(i32, usize)> {
    let mut sign = 1;
    while cursor.glued(at) && matches!(cursor.str(at), "+" | "-" | "\u{2212}") {
        if cursor.str(at) != "+" {
            sign = -1;
        }
        at += 1;
    }
    let exponent: i32 = cursor.str(at).parse().ok().filter(|_| cursor.glued(at) && cursor.is_digits(at))?;
    (exponent <= 99).then_some((sign * exponent, at + 1))
}

/// `base` to the `exponent`; `None` where it does not fit.
fn power(base: Decimal, exponent: i32) -> Option<Decimal> {
    let mut result = Decimal::ONE;
    for _ in 0..exponent.unsigned_abs() {
        result = result.checked_mul(base)?;
    }
    if exponent < 0 { Decimal::ONE.checked_div(result) } else { Some(result) }
}

/// Adds a fraction written behind the whole number: `10 1/2`, `3½`.
fn with_fraction(cursor: Cursor<'_>, number: Digits) -> Digits {
    if number.decimals > 0 || number.grouped {
        return number;
    }
    let slash = |at: usize| slashed(cursor, at).filter(|_| !cursor.glued(at));
    let sign = |at: usize| vulgar(cursor.str(at)).map(|value| (value, at + 1));
    match slash(number.end).or_else(|| sign(number.end)) {
        Some((part, end)) => Digits { value: number.value + part, end, ..number },
        None => {
            slashed(cursor, number.end - 1).map_or(number, |(value, end)| Digits { value, end, ..number })
        }
    }
}

/// `1/4` or `1 / 4`: a proper fraction with nothing glued around it.
fn slashed(cursor: Cursor<'_>, at: usize) -> Option<(Decimal, usize)> {
    let slash = |at: usize| matches!(cursor.str(at), "/" | "\u{2044}");
    if !slash(at + 1) || slash(at + 3) || (cursor.glued(at) && slash(at.wrapping_sub(1))) {
        return None;
    }
    let number = |at: usize| cursor.str(at).parse::<u32>().ok().filter(|_| cursor.is_digits(at));
    let (above, below) = (number(at)?, number(at + 2)?);
    (above > 0 && above < below && below <= 100)
        .then(|| (Decimal::from(above) / Decimal::from(below), at + 3))
}

/// The value of a fraction that is one character.
fn vulgar(sign: &str) -> Option<Decimal> {
    let (above, below) = match single_char(sign)? {
        '\u{bd}' => (1, 2),
        '\u{bc}' => (1, 4),
        '\u{be}' => (3, 4),
        '\u{2153}' => (1, 3),
        '\u{2154}' => (2, 3),
        '\u{2155}' => (1, 5),
        '\u{2156}' => (2, 5),
        '\u{2157}' => (3, 5),
        '\u{2158}' => (4, 5),
        '\u{2159}' => (1, 6),
        '\u{215a}' => (5, 6),
        '\u{2150}' => (1, 7),
        '\u{215b}' => (1, 8),
        '\u{215c}' => (3, 8),
        '\u{215d}' => (5, 8),
        '\u{215e}' => (7, 8),
        '\u{2151}' => (1, 9),
        '\u{2152}' => (1, 10),
        _ => return None,
    };
    Some(Decimal::from(above) / Decimal::from(below))
}

fn single_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn decimals(digits: &str) -> u32 {
    u32::try_from(digits.len()).unwrap_or(u32::MAX)
}

/// The decimal `whole.fraction`; `None` where it has too many digits to be exact.
fn assemble(whole: &str, fraction: &str) -> Option<Decimal> {
    if whole.len() + fraction.len() > 28 {
        return None;
    }
    let number: i128 = whole
        .bytes()
        .chain(fraction.bytes())
        .try_fold(0_i128, |sum, b| sum.checked_mul(10)?.checked_add(i128::from(b.checked_sub(b'0')?)))?;
    Decimal::try_from_i128_with_scale(number, decimals(fraction)).ok()
}
