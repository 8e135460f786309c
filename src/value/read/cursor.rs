//! What a grammar rule sees of a text, and the table that lets the driver pass over ordinary words.

use super::lexicon::Lexicon;
use crate::partial_date::PartialDate;
use crate::span::Span;
use crate::text::{Text, Token, TokenKind, Word};

/// What a word may begin, as a set of flags; nothing for most words of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u16);

impl Class {
    /// A number in words, or a part of one.
    pub const NUMERAL: Self = Self(1);
    /// A date, a month, a relative day.
    pub const DATE: Self = Self(1 << 1);
    /// A hedge or bound.
    pub const BOUND: Self = Self(1 << 2);
    /// A unit or currency that may stand before its number.
    pub const UNIT: Self = Self(1 << 3);
    /// A word that a date cannot do without: a month, a unit, a number other than an article.
    pub const CONTENT: Self = Self(1 << 6);
    /// A word that makes the number after it a name or code.
    pub const CODE: Self = Self(1 << 5);
    /// A rank, a zero word, a vague count: anything else a value may begin with.
    pub const OTHER: Self = Self(1 << 4);

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets share a flag.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no flag is set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A read-only view that every grammar rule gets; copied freely. Positions are token numbers.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub text: &'a Text<'a>,
    pub lexicon: &'a Lexicon,
    pub published: Option<PartialDate>,
}

impl<'a> Cursor<'a> {
    /// The token at `at`.
    #[inline]
    pub fn token(self, at: usize) -> Option<&'a Token> {
        self.text.tokens.get(at)
    }

    /// Its word; [`Word::UNKNOWN`] past the end.
    #[inline]
    pub fn word(self, at: usize) -> Word {
        self.token(at).map_or(Word::UNKNOWN, |t| t.word)
    }

    /// Its characters; empty past the end.
    #[inline]
    pub fn str(self, at: usize) -> &'a str {
        self.text.str_of(at)
    }

    /// What it may begin.
    #[inline]
    pub fn class(self, at: usize) -> Class {
        self.lexicon.class(self.word(at))
    }

    /// Whether it is a run of digits.
    #[inline]
    pub fn is_digits(self, at: usize) -> bool {
        self.is(at, TokenKind::Digits)
    }

    /// Whether it is a word.
    #[inline]
    pub fn is_word(self, at: usize) -> bool {
        self.is(at, TokenKind::Word)
    }

    #[inline]
    fn is(self, at: usize, kind: TokenKind) -> bool {
        self.token(at).is_some_and(|t| t.kind == kind)
    }

    /// Whether no white space stands before it.
    #[inline]
    pub fn glued(self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.glued)
    }

    /// Whether it begins with an upper-case letter.
    #[inline]
    pub fn capital(self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.capital)
    }

    /// The span of a range of tokens.
    pub fn span(self, tokens: std::ops::Range<usize>) -> Span {
        self.text.span_of(tokens)
    }

    /// The words from `at` on, hyphens inside a compound passed over, each with the token after it.
    pub fn words(self, at: usize) -> impl Iterator<Item = (Word, usize)> + Clone + 'a {
        let tokens = self.text.tokens.get(at..).unwrap_or_default();
        let inner = move |i: usize| {
            let hyphen = |i: usize| {
                tokens.get(i).is_some_and(|t| {
                    t.kind == TokenKind::Sign && t.glued && is_hyphen(t.span().of(self.text.raw))
                })
            };
            i > 0 && hyphen(i) && tokens.get(i + 1).is_some_and(|t| t.glued && t.kind == TokenKind::Word)
        };
        tokens.iter().enumerate().filter(move |&(i, _)| !inner(i)).map(move |(i, t)| (t.word, at + i + 1))
    }
}

/// Whether `sign` joins the parts of a compound word.
pub(super) fn is_hyphen(sign: &str) -> bool {
    matches!(sign, "-" | "\u{2010}" | "\u{2011}")
}
