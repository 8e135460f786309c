//! Where sentences end.
//!
//! A block (paragraph, title, list item) always ends its last sentence. Inside a block a full stop, question or
//! exclamation mark ends one when what follows looks like a beginning and what precedes is no abbreviation or initial.

use std::ops::Range;

use super::language::TextRules;
use super::token::{Token, TokenKind};
use crate::source::{Block, BlockKind};
use crate::span::Span;

/// One sentence of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Number of the block it stands in.
    pub block: usize,
    /// What that block is.
    pub kind: BlockKind,
}

impl Sentence {
    /// Goes on to the end of the sentence after it.
    pub(super) fn extend(&mut self, next: &Self) {
        self.span.end = next.span.end;
        self.tokens.end = next.tokens.end;
    }
}

/// Most tokens of a sentence: what runs on longer is none, and the stages after this one compare all its words.
const LONGEST: usize = 300;

/// Cuts each block into sentences. Tokens outside every block belong to none.
pub(super) fn split(raw: &str, tokens: &[Token], blocks: &[Block], rules: &TextRules) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let first = tokens.partition_point(|t| t.span().start < block.span.start);
        let last = tokens.partition_point(|t| t.span().start < block.span.end);
        let mut start = first;
        for at in first..last {
            let endless = at + 1 - start >= LONGEST;
            if endless || at + 1 == last || ends_at(raw, tokens, at, first, last, rules) {
                let span = Span::new(tokens[start].span().start, tokens[at].span().end);
                sentences.push(Sentence { span, tokens: start..at + 1, block: number, kind: block.kind });
                start = at + 1;
            }
        }
    }
    sentences
}

/// Whether a sentence ends with token `at`: a mark, or a closing quote or bracket behind one.
fn ends_at(raw: &str, tokens: &[Token], at: usize, first: usize, last: usize, rules: &TextRules) -> bool {
    let text = |i: usize| tokens[i].span().of(raw);
    let next = &tokens[at + 1];
    if next.glued && !is_opening(text(at + 1)) {
        return false;
    }
    if is_closing(text(at + 1)) && text(at + 1) != "\"" {
        return false;
    }
    let mut mark = at;
    while mark > first && is_closing(text(mark)) {
        mark -= 1;
    }
    if !is_final(text(mark)) {
        return false;
    }
    let begins = begins_sentence(raw, tokens, at + 1, last);
    match text(mark) {
        "." => begins && !(mark > first && mark == at && is_short_form(raw, tokens, mark, rules)),
        "\u{2026}" => begins,
        _ => begins || mark == at,
    }
}

/// Whether the word before the full stop `mark` takes it: an abbreviation or a single initial.
fn is_short_form(raw: &str, tokens: &[Token], mark: usize, rules: &TextRules) -> bool {
    let before = &tokens[mark - 1];
    let word = before.span().of(raw);
    tokens[mark].glued
        && before.kind == TokenKind::Word
        && (rules.is_abbreviation(word) || (before.capital && word.chars().count() == 1))
}

/// Whether a sentence may begin at `at`: a capital, a digit, or quotes or brackets before one.
fn begins_sentence(raw: &str, tokens: &[Token], mut at: usize, last: usize) -> bool {
    while at < last && is_opening(tokens[at].span().of(raw)) {
        at += 1;
    }
    tokens.get(at).is_some_and(|t| {
        at < last
            && (t.capital
                || t.kind == TokenKind::Digits
                || matches!(t.span().of(raw), "\u{2014}" | "\u{2013}" | "-" | "\u{2022}"))
    })
}

fn is_final(sign: &str) -> bool {
    matches!(sign, "." | "!" | "?" | "\u{2026}")
}

fn is_opening(sign: &str) -> bool {
    matches!(sign, "\"" | "'" | "\u{201c}" | "\u{2018}" | "\u{ab}" | "(" | "[" | "\u{2039}")
}

fn is_closing(sign: &str) -> bool {
    matches!(sign, "\"" | "'" | "\u{201d}" | "\u{2019}" | "\u{bb}" | ")" | "]" | "\u{203a}")
}

#[cfg(test)]
mod tests {
    use super::super::Text;
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut rules = TextRules::default();
        rules.abbreviations.insert("dr".into());
        let blocks = [Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
        Text::new(text, &blocks, &rules).sentences.iter().map(|s| s.span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_stop_before_a_capital_ends_a_sentence() {
        assert_eq!(cut("One fell. Two rose! Three?"), ["One fell.", "Two rose!", "Three?"]);
    }

    #[test]
    fn no_value_ends_a_sentence_halfway() {
        let raw = "It began at 2 a.m. Monday was calm.";
        let blocks = [Block { span: Span::new(0, raw.len()), kind: BlockKind::Paragraph }];
        let mut text = Text::new(raw, &blocks, &TextRules::default());
        assert_eq!(text.sentences.len(), 2);
        let date = raw.find("2 a.m. Monday").unwrap();
        text.join_across([Span::new(date, date + "2 a.m. Monday".len())]);
        assert_eq!(text.sentences.len(), 1);
        assert_eq!(text.sentences[0].span, Span::new(0, raw.len()));
    }

    #[test]
    fn what_never_stops_is_cut() {
        let endless = "and on ".repeat(LONGEST);
        assert_eq!(cut(&endless).len(), 2);
    }

    #[test]
    fn abbreviations_initials_and_decimals_do_not() {
        assert_eq!(cut("Dr. Ames and J. Ruiz walked 2.5 km."), ["Dr. Ames and J. Ruiz walked 2.5 km."]);
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        assert_eq!(cut("\u{ab} It fell. \u{bb} He left."), ["\u{ab} It fell. \u{bb}", "He left."]);
        assert_eq!(cut("\u{201c}It fell.\u{201d} He left."), ["\u{201c}It fell.\u{201d}", "He left."]);
    }
}
