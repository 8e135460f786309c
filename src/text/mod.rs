//! From characters to tokens and sentences, in one pass, with positions kept.
//!
//! Tokens are fine-grained (a run of letters, a run of digits, one sign), so that every later stage can join them by
//! its own rules: the value grammar reads `1 200,5` from five tokens, the parser joins them into one word.

mod language;
mod sentence;
mod token;
mod vocabulary;

pub use language::{Languages, TextRules};
pub use sentence::Sentence;
pub use snowball_stemmers_rs::Stemmer;
pub use token::{Token, TokenKind};
pub use vocabulary::{Phrases, Vocabulary, Word, WordSet, fold, unaccented};

use crate::source::Block;
use crate::span::Span;

/// A source's text, cut into tokens and sentences.
#[derive(Debug, Clone)]
pub struct Text<'s> {
    /// The characters the spans point into.
    pub raw: &'s str,
    /// All tokens, in order; they never overlap, white space lies between them.
    pub tokens: Vec<Token>,
    /// All sentences, in order; every token belongs to exactly one.
    pub sentences: Vec<Sentence>,
}

impl<'s> Text<'s> {
    /// Cuts `raw` into tokens, and its blocks into sentences. O(length).
    #[must_use]
    pub fn new(raw: &'s str, blocks: &[Block], rules: &TextRules) -> Self {
        let tokens = token::tokenize(raw, rules.apostrophe, &rules.vocabulary);
        let sentences = sentence::split(raw, &tokens, blocks, rules);
        Self { raw, tokens, sentences }
    }

    /// Joins the sentences of a block that one value reaches across: what ends "at 2 a.m. Thursday" is not its "a.m.".
    /// `values` are in order. O(sentences + values).
    pub fn join_across(&mut self, values: impl IntoIterator<Item = Span>) {
        let mut joined: Vec<Sentence> = Vec::with_capacity(self.sentences.len());
        let mut values = values.into_iter().peekable();
        for sentence in std::mem::take(&mut self.sentences) {
            while values.next_if(|v| v.end <= sentence.span.start).is_some() {}
            let across = values.peek().is_some_and(|v| v.start < sentence.span.start);
            match joined.last_mut().filter(|last| across && last.block == sentence.block) {
                Some(last) => last.extend(&sentence),
                None => joined.push(sentence),
            }
        }
        self.sentences = joined;
    }

    /// The characters of a token.
    #[must_use]
    pub fn str_of(&self, token: usize) -> &'s str {
        self.tokens.get(token).map_or("", |t| t.span().of(self.raw))
    }

    /// The span from the first token of a range to its last.
    #[must_use]
    pub fn span_of(&self, tokens: std::ops::Range<usize>) -> Span {
        let start = self.tokens.get(tokens.start).map_or(self.raw.len(), |t| t.span().start);
        let end =
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |t| t.span().end);
        Span::new(start, end.max(start))
    }

    /// The sentence a token stands in.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<&Sentence> {
        let at = self.sentences.partition_point(|s| s.tokens.end <= token);
        self.sentences.get(at).filter(|s| s.tokens.contains(&token))
    }
}
