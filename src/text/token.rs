//! The tokeniser: runs of letters, runs of digits, single signs.

use serde::Deserialize;

use super::vocabulary::{Vocabulary, Word};
use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with an apostrophe at the side the language joins it to.
    Word,
    /// Decimal digits.
    Digits,
    /// Any other single character.
    Sign,
}

/// The smallest unit of text: 16 bytes, copied freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// Its entry in the language's vocabulary; [`Word::UNKNOWN`] for most words of a text.
    pub word: Word,
    /// What it is made of.
    pub kind: TokenKind,
    /// No white space before it.
    pub glued: bool,
    /// Begins with an upper-case letter.
    pub capital: bool,
}

impl Token {
    /// Where it stands in the text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }
}

/// Which neighbour an apostrophe belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apostrophe {
    /// It ends the word before it (`l'` + `eau`).
    #[default]
    EndsWord,
    /// It begins the word after it (`sea` + `'s`).
    StartsWord,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Sign,
}

/// Cuts `raw` into tokens. O(length); texts over 4 GiB are cut off there.
pub(super) fn tokenize(raw: &str, apostrophe: Apostrophe, vocabulary: &Vocabulary) -> Vec<Token> {
    let raw = raw.get(..u32::MAX as usize).unwrap_or(raw);
    let mut tokens = Vec::with_capacity(raw.len() / 5 + 8);
    let mut scan = Scan { raw, bytes: raw.as_bytes(), at: 0 };
    let mut glued = false;
    while let Some((class, next)) = scan.peek() {
        let start = scan.at;
        scan.at = next;
        let kind = match class {
            Class::Space => {
                glued = false;
                continue;
            }
            Class::Letter => {
                scan.skip_while(Class::Letter);
                if apostrophe == Apostrophe::EndsWord {
                    scan.take_apostrophe();
                }
                TokenKind::Word
            }
            Class::Digit => {
                scan.skip_while(Class::Digit);
                TokenKind::Digits
            }
            Class::Sign
                if apostrophe == Apostrophe::StartsWord
                    && glued
                    && is_apostrophe(&raw[start..next])
                    && scan.next_is(Class::Letter) =>
            {
                scan.skip_while(Class::Letter);
                TokenKind::Word
            }
            Class::Sign => TokenKind::Sign,
        };
        let text = &raw[start..scan.at];
        let word = vocabulary.lookup(text);
        let capital = kind == TokenKind::Word && text.starts_with(char::is_uppercase);
        // Offsets fit: `raw` was cut to u32::MAX above.
        tokens.push(Token { start: start as u32, end: scan.at as u32, word, kind, glued, capital });
        glued = true;
    }
    tokens
}

/// Whether `sign` is one of the characters used as an apostrophe.
fn is_apostrophe(sign: &str) -> bool {
    matches!(sign, "'" | "\u{2019}" | "\u{2bc}")
}

struct Scan<'s> {
    raw: &'s str,
    bytes: &'s [u8],
    at: usize,
}

/// The classes of the bytes below 0x80, each a character of its own.
const ASCII: [Class; 128] = {
    let mut classes = [Class::Sign; 128];
    let mut byte = 0;
    while byte < classes.len() {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\n' | b'\r' | b'\t' | 0x0b | 0x0c => Class::Space,
            _ => Class::Sign,
        };
        byte += 1;
    }
    classes
};

impl Scan<'_> {
    /// Class of the character at the cursor, and where the next one begins.
    #[inline]
    fn peek(&self) -> Option<(Class, usize)> {
        let &byte = self.bytes.get(self.at)?;
        match ASCII.get(usize::from(byte)) {
            Some(&class) => Some((class, self.at + 1)),
            None => self.peek_wide(),
        }
    }

    /// The same of a character of several bytes.
    fn peek_wide(&self) -> Option<(Class, usize)> {
        let c = self.raw.get(self.at..)?.chars().next()?;
        let class = if c.is_alphabetic() || is_mark(c) {
            Class::Letter
        } else if c.is_whitespace()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
        {
            Class::Space
        } else {
            Class::Sign
        };
        Some((class, self.at + c.len_utf8()))
    }

    #[inline]
    fn skip_while(&mut self, class: Class) {
        while let Some((found, next)) = self.peek() {
            if found != class {
                break;
            }
            self.at = next;
        }
    }

    fn next_is(&self, class: Class) -> bool {
        self.peek().is_some_and(|(found, _)| found == class)
    }

    /// Takes an apostrophe that has a letter after it.
    fn take_apostrophe(&mut self) {
        let Some((Class::Sign, next)) = self.peek() else { return };
        let after = Scan { at: next, ..*self };
        if is_apostrophe(&self.raw[self.at..next]) && after.next_is(Class::Letter) {
            self.at = next;
        }
    }
}

/// Combining marks, which continue the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, apostrophe: Apostrophe) -> Vec<String> {
        tokenize(text, apostrophe, &Vocabulary::default())
            .iter()
            .map(|t| t.span().of(text).to_owned())
            .collect()
    }

    #[test]
    fn the_apostrophe_goes_where_the_language_puts_it() {
        assert_eq!(cut("l\u{2019}eau", Apostrophe::EndsWord), ["l\u{2019}", "eau"]);
        assert_eq!(cut("sea's edge", Apostrophe::StartsWord), ["sea", "'s", "edge"]);
        assert_eq!(cut("'quoted'", Apostrophe::EndsWord), ["'", "quoted", "'"]);
    }

    #[test]
    fn digits_letters_and_signs_part() {
        assert_eq!(cut("1\u{202f}200,5 km", Apostrophe::EndsWord), ["1", "200", ",", "5", "km"]);
        assert_eq!(cut("40k", Apostrophe::EndsWord), ["40", "k"]);
        assert_eq!(cut("\u{20ac}3", Apostrophe::EndsWord), ["\u{20ac}", "3"]);
    }

    #[test]
    fn gluing_is_remembered() {
        let tokens = tokenize("6.1-magnitude x", Apostrophe::EndsWord, &Vocabulary::default());
        assert_eq!(
            tokens.iter().map(|t| t.glued).collect::<Vec<_>>(),
            [false, true, true, true, true, false]
        );
    }
}
