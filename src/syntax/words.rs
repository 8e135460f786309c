//! Cuts a sentence into the words a treebank would see, since a parser trained on those knows no others: elided articles
//! and clitics apart, contractions and hyphenated words whole, a grouped number one word.
//!
//! What is elided or enclitic in a language is data, in [`WordRules`]; here is only the order in which it is applied.

use super::lexical::plain;
use super::word_rules::{WordRules, fold};

/// A word's bytes in the text it was cut from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Word {
    /// The word itself; empty if `text` is not the text it was cut from.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// The words of a sentence, in order, without overlap. Any text will do.
#[must_use]
pub fn words(text: &str, rules: &WordRules) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let after = at + c.len_utf8();
        let signed = plain(c) == '-' && digit_follows(text, after) && !glued_before(text, at);
        if c.is_alphanumeric() || signed {
            let end = scan(text, at, after, rules);
            split(text, at, end, rules, &mut out);
            at = end;
        } else if is_separator(c) {
            at = after;
        } else {
            let end = at + run(&text[at..], c);
            out.push(Word { start: at, end });
            at = end;
        }
    }
    out
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_invisible(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || is_invisible(c) || matches!(c, '\u{300}'..='\u{36f}')
}

fn glued_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric())
}

fn digit_follows(text: &str, at: usize) -> bool {
    text[at..].starts_with(|c: char| c.is_ascii_digit())
}

/// The length of a sign, or of its repetition where repeating makes one sign.
fn run(text: &str, sign: char) -> usize {
    if !matches!(sign, '.' | '-' | '!' | '?' | '*' | '=' | '_') {
        return sign.len_utf8();
    }
    text.len() - text.trim_start_matches(sign).len()
}

/// The end of the word or number that starts at `start`, `at` being past its first character.
fn scan(text: &str, start: usize, mut at: usize, rules: &WordRules) -> usize {
    if let Some(end) = address(&text[start..]) {
        return start + end;
    }
    let mut previous = text[start..at].chars().next_back().unwrap_or(' ');
    while let Some(c) = text[at..].chars().next() {
        let after = at + c.len_utf8();
        if !in_word(c) && !joins(text, start, at, previous, rules) {
            break;
        }
        previous = c;
        at = after;
    }
    with_mark(text, start, at, rules)
}

/// Whether the sign at `at` belongs to a word that goes on behind it.
fn joins(text: &str, start: usize, at: usize, previous: char, rules: &WordRules) -> bool {
    let mut rest = text[at..].chars();
    let (Some(sign), Some(next)) = (rest.next(), rest.next()) else { return false };
    if !next.is_alphanumeric() {
        return false;
    }
    let digits = previous.is_ascii_digit() && next.is_ascii_digit();
    match plain(sign) {
        '\'' | '-' | '@' | '&' => in_word(previous),
        '.' => digits || (previous.is_alphabetic() && (previous.is_uppercase() || !next.is_uppercase())),
        ',' | ':' | '/' => digits,
        _ if sign == '_' => in_word(previous),
        _ if sign == ' ' && !rules.spaced_numbers => false,
        _ if matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') => {
            digits && groups(text, start, at, sign)
        }
        _ => false,
    }
}

/// Whether the space at `at` stands between two groups of digits of one number.
fn groups(text: &str, start: usize, at: usize, space: char) -> bool {
    let before = text[start..at].trim_start_matches(|c| plain(c) == '-');
    let mut parts = before.split(|c: char| c.is_whitespace());
    let first = parts.next().unwrap_or_default();
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let behind = &text[at + space.len_utf8()..];
    let length = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    is_number(first)
        && (1..=3).contains(&first.len())
        && parts.all(|part| part.len() == 3 && is_number(part))
        && length == 3
        && !behind[length..].starts_with(char::is_alphanumeric)
}

/// The length of a web address that `text` starts with.
fn address(text: &str) -> Option<usize> {
    let starts = |prefix: &str| text.get(..prefix.len()).is_some_and(|s| s.eq_ignore_ascii_case(prefix));
    if !["http://", "https://", "www."].into_iter().any(starts) {
        return None;
    }
    let stop = |c: char| is_separator(c) || matches!(plain(c), '<' | '>' | '"');
    let address = &text[..text.find(stop).unwrap_or(text.len())];
    let kept = address
        .trim_end_matches(|c: char| matches!(plain(c), '.' | ',' | ';' | ':' | ')' | '!' | '?' | '\''));
    (kept.len() > 4).then_some(kept.len())
}

/// The end of a word together with the stop or the apostrophe that is part of it.
fn with_mark(text: &str, start: usize, end: usize, rules: &WordRules) -> usize {
    let Some(mark) = text[end..].chars().next() else { return end };
    let with = end + mark.len_utf8();
    let word = &text[start..end];
    let part = match plain(mark) {
        '\'' => rules.prefixes.iter().any(|prefix| ends(&text[start..with], prefix) == Some(0)),
        '.' if mark == '.' && !text[with..].starts_with('.') => {
            let initials = word.split('.').all(|part| {
                let mut chars = part.chars();
                chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
            });
            let last = text[with..].chars().all(|c| !c.is_alphanumeric());
            let upper = word.starts_with(char::is_uppercase);
            (initials && (word.contains('.') || (upper && !last)))
                || (word.len() < 16 && rules.abbreviations.contains(&fold(&text[start..with])))
        }
        _ => false,
    };
    if part { with } else { end }
}

/// Splits clitics off both ends of a word.
fn split(text: &str, mut start: usize, mut end: usize, rules: &WordRules, out: &mut Vec<Word>) {
    let has_mark = |word: &str| word.chars().map(plain).any(|c| matches!(c, '\'' | '-'));
    let mut tails = Vec::new();
    while start < end {
        let word = &text[start..end];
        if !has_mark(word) {
            if let Some(at) = pair(word, rules) {
                out.push(Word { start, end: start + at });
                start += at;
            }
            break;
        }
        if rules.whole.contains(fold(word).as_str()) {
            break;
        }
        if let Some(length) = rules.prefixes.iter().find_map(|p| begins(word, p)).filter(|&n| n < word.len())
        {
            out.push(Word { start, end: start + length });
            start += length;
        } else if let Some(at) = rules.suffixes.iter().find_map(|s| ends(word, s)).filter(|&at| at > 0) {
            tails.push(Word { start: start + at, end });
            end = start + at;
        } else {
            break;
        }
    }
    if start < end {
        out.push(Word { start, end });
    }
    out.extend(tails.into_iter().rev());
}

/// Where to cut a word that is two words written as one.
fn pair(word: &str, rules: &WordRules) -> Option<usize> {
    if rules.pairs.is_empty() || word.len() > 12 {
        return None;
    }
    let at = *rules.pairs.get(fold(word).as_str())?;
    word.char_indices().nth(at).map(|(byte, _)| byte).filter(|&byte| byte > 0)
}

fn same(written: char, folded: char) -> bool {
    let c = plain(written);
    c == folded || c.to_lowercase().next() == Some(folded)
}

/// The bytes of `word` that the folded `entry` matches at its start.
fn begins(word: &str, entry: &str) -> Option<usize> {
    let mut chars = word.char_indices();
    for expected in entry.chars() {
        chars.next().filter(|&(_, c)| same(c, expected))?;
    }
    Some(chars.next().map_or(word.len(), |(at, _)| at))
}

/// Where in `word` the folded `entry` starts if it matches its end.
fn ends(word: &str, entry: &str) -> Option<usize> {
    let mut chars = word.char_indices().rev();
    let mut start = word.len();
    for expected in entry.chars().rev() {
        start = chars.next().filter(|&(_, c)| same(c, expected))?.0;
    }
    Some(start)
}
