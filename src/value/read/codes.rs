//! Digits that are no value: parts of names and codes, addresses, telephone numbers.

use super::cursor::{Cursor, is_hyphen};
use super::digits;
use crate::text::{TokenKind, Word};

/// Whether the digits at token `at` are part of a name, code, address or telephone number, or of the digits joined to
/// one: "Boeing 737-800", "article 49.3".
pub(super) fn is_code(cursor: Cursor<'_>, at: usize) -> bool {
    const HOPS: usize = 4;
    let joined = |&at: &usize| {
        let sign = at.checked_sub(2).filter(|_| cursor.glued(at) && cursor.glued(at - 1))?;
        let joins = is_hyphen(cursor.str(at - 1)) || matches!(cursor.str(at - 1), "." | "/");
        (joins && cursor.is_digits(sign)).then_some(sign)
    };
    std::iter::successors(Some(at), joined).take(HOPS).any(|at| is_code_at(cursor, at))
}

fn is_code_at(cursor: Cursor<'_>, at: usize) -> bool {
    if !cursor.is_digits(at) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    let contexts = &cursor.lexicon.contexts;
    if cursor.glued(at) {
        let sign = cursor.str(before);
        if cursor.is_word(before) {
            return true;
        }
        // "Covid-19", "F-16", "name_2", "v1.2/3", "@2", "#3".
        let joins = is_hyphen(sign) || matches!(sign, "_" | "/" | "@" | "#" | "=" | "&" | "." | "\\" | ":");
        if joins && cursor.glued(before) && before.checked_sub(1).is_some_and(|i| cursor.is_word(i)) {
            return sign != ":";
        }
        return matches!(sign, "#" | "_" | "@");
    }
    let stop = cursor.str(before) == "." && cursor.glued(before);
    let word = if stop { before.saturating_sub(1) } else { before };
    // "Article L. 121-3".
    let letter = || stop && cursor.capital(word) && cursor.str(word).chars().count() == 1;
    contexts.codes.contains(cursor.word(word)) || letter() || names(cursor, at)
}

/// Whether a capitalised word right before makes plain digits a part of its name: "Boeing 737", "Apollo 11".
fn names(cursor: Cursor<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| cursor.token(i)) else { return false };
    let named = before.kind == TokenKind::Word && before.capital && before.word == Word::UNKNOWN;
    // "The S&P 500".
    let joined =
        at.checked_sub(2).is_some_and(|i| cursor.str(i) == "&" && cursor.glued(i) && cursor.glued(i + 1));
    if joined && before.capital {
        return true;
    }
    if !named || cursor.str(at).len() > 4 || is_figure(cursor, at) || is_score(cursor, at) {
        return false;
    }
    let first = cursor.text.sentence_of(at - 1).is_none_or(|s| s.tokens.start == at - 1);
    let place = at.checked_sub(2).is_some_and(|i| cursor.lexicon.contexts.places.contains(cursor.word(i)));
    !first && !place
}

/// Whether digits begin the score of a game: "beat Harlow 2-1".
fn is_score(cursor: Cursor<'_>, at: usize) -> bool {
    let goals = |at: usize| cursor.is_digits(at) && cursor.str(at).len() <= 2;
    let joined = is_hyphen(cursor.str(at + 1)) && cursor.glued(at + 1) && cursor.glued(at + 2);
    goals(at) && joined && goals(at + 2) && cursor.lexicon.contexts.scoring(cursor, at, at + 3)
}

/// Whether digits are a figure whatever stands before them: in groups of thousands, or with a unit that is no mere letter or
/// two behind them, as in "fined Ann Smith 35,000 euros".
fn is_figure(cursor: Cursor<'_>, at: usize) -> bool {
    let letters = |end: usize| cursor.str(end).chars().filter(|c| c.is_alphabetic()).count();
    let unit = || !(1..3).contains(&letters(at + 1)) && cursor.lexicon.units.after(cursor, at + 1).is_some();
    digits::read(cursor, at).is_some_and(|number| number.grouped) || unit()
}

/// How far a run of tokens without white space is looked at, to stay linear.
const RUN: usize = 64;

/// Past the web address, telephone number or chain of codes that the digits at `at` belong to; `None` elsewhere.
pub(super) fn past_address(cursor: Cursor<'_>, at: usize) -> Option<usize> {
    if !cursor.is_digits(at) {
        return None;
    }
    let start = (at.saturating_sub(RUN)..at).rev().take_while(|&i| cursor.glued(i + 1)).last().unwrap_or(at);
    let end = (at + 1..at + RUN).take_while(|&i| cursor.glued(i)).last().map_or(at + 1, |i| i + 1);
    let address = (start..at).any(|i| {
        let scheme =
            cursor.str(i) == "/" && cursor.str(i + 1) == "/" && i > start && cursor.str(i - 1) == ":";
        scheme || cursor.str(i) == "@" || cursor.str(i).eq_ignore_ascii_case("www")
    });
    let joined = |sign: fn(&str) -> bool| {
        (at + 1..end)
            .filter(|&i| sign(cursor.str(i)) && cursor.is_digits(i - 1) && cursor.is_digits(i + 1))
            .count()
    };
    let plus = at.checked_sub(1).is_some_and(|i| cursor.str(i) == "+");
    let telephone = joined(is_hyphen) >= if plus { 1 } else { 2 };
    // Groups of three are thousands, however many.
    let thousands = (at + 2..end).step_by(2).all(|i| cursor.str(i).len() == 3);
    let dotted = joined(|s| s == ".") >= 3 && !thousands;
    (address || telephone || dotted).then_some(end).or_else(|| pairs(cursor, at))
}

/// Past five pairs of digits: a telephone number of ten.
fn pairs(cursor: Cursor<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    let mut count = 0;
    while cursor.is_digits(end) && cursor.str(end).len() == 2 {
        count += 1;
        end += 1;
        if matches!(cursor.str(end), "." | "-") && cursor.glued(end) && cursor.is_digits(end + 1) {
            end += 1;
        }
    }
    (count >= 4 && cursor.str(at).starts_with('0')).then_some(end)
}
