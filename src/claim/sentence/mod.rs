//! One sentence with all that is known about it: its tree, its values, and what the packs say of its words.
//!
//! A small parser is right about four attachments in five, so every question asked here looks at the tree and at the
//! order of the words.

mod mark;
mod mend;

pub use mark::Mark;

use std::cell::OnceCell;
use std::ops::Range;

use super::lexicon::{ClassId, Cue, Lexicon, Meaning, Words};
use crate::source::BlockKind;
use crate::span::Span;
use crate::syntax::{Feats, Node, Parser, Rel, Upos, WordRules, words};
use crate::text::{Sentence, Stemmer, Text, Word, fold, unaccented};
use crate::value::Reading;

/// A word of the sentence.
#[derive(Debug, Clone)]
pub struct Term<'t> {
    /// Where it stands in the source's text.
    pub span: Span,
    /// The word as written.
    pub form: &'t str,
    /// Its analysis.
    pub node: Node,
    /// The word it is but for the ending of a possessive.
    pub owner: Option<Word>,
    /// Its lemma without accents and the stem of that, once they were asked for.
    bare: OnceCell<Bare>,
}

/// What a word has in common with its other forms and spellings.
#[derive(Debug, Clone)]
pub struct Bare {
    /// The lemma without accents.
    pub lemma: String,
    /// Its stem.
    pub stem: String,
}

impl Term<'_> {
    /// The lemma without accents and its stem.
    pub fn bare(&self, stemmer: &Stemmer) -> &Bare {
        self.bare.get_or_init(|| {
            let lemma = unaccented(&self.node.lemma);
            Bare { stem: stemmer.stem(&lemma).into_owned(), lemma }
        })
    }
}

/// A value placed on the words of its sentence.
#[derive(Debug, Clone)]
pub struct Placed<'t> {
    /// What was read.
    pub reading: &'t Reading,
    /// The words it spans.
    pub words: Range<usize>,
}

/// A parsed sentence.
#[derive(Debug)]
pub struct Parsed<'t> {
    /// Where it stands in the source's text.
    pub span: Span,
    /// What block it stands in.
    pub kind: BlockKind,
    /// Number of that block.
    pub block: usize,
    /// Its words.
    pub words: Vec<Term<'t>>,
    /// Its values, in order.
    pub values: Vec<Placed<'t>>,
    /// What the packs say of its words, in order of first word.
    pub marks: Vec<Mark>,
    /// Of each word, the word that heads its clause.
    clauses: Vec<usize>,
    /// Of each word, the words that depend on it.
    children: Vec<Vec<usize>>,
    /// Of each word, the marks that hold it.
    marked: Vec<Vec<usize>>,
    /// The words that are a number and a noun in one, in order.
    joined: Vec<usize>,
}

/// What parsing needs of one language.
#[derive(Clone, Copy)]
pub struct Tools<'k> {
    /// The parser.
    pub parser: &'k Parser,
    /// How sentences are cut into words.
    pub rules: &'k WordRules,
    /// The language's words.
    pub words: &'k Words,
    /// All packs.
    pub lexicon: &'k Lexicon,
    /// The language's stemmer.
    pub stemmer: &'k Stemmer,
}

impl<'t> Parsed<'t> {
    /// Parses one sentence of `text`, whose values are `readings` (all those of the text, in order).
    #[must_use]
    pub fn new(text: &Text<'t>, sentence: &Sentence, readings: &'t [Reading], tools: Tools<'_>) -> Self {
        let base = sentence.span.start;
        let raw = sentence.span.of(text.raw);
        let cut = words(raw, tools.rules);
        let forms: Vec<&str> = cut.iter().map(|w| raw.get(w.start..w.end).unwrap_or_default()).collect();
        let nodes = tools.parser.parse(&forms);
        let mut words: Vec<Term<'t>> = cut
            .iter()
            .zip(&forms)
            .zip(nodes)
            .map(|((w, form), node)| {
                let span = Span::new(base + w.start, base + w.end);
                Term { span, form, node, owner: tools.words.owner(form), bare: OnceCell::new() }
            })
            .collect();
        let values = place(&words, sentence, readings);
        let joined = unjoin(&mut words, &values);
        mend::mend(&mut words, &values);
        let marks = mark::all(&words, &values, &joined, tools);
        let clauses = (0..words.len()).map(|i| clause_head(&words, i)).collect();
        let heads = words.iter().enumerate().filter_map(|(i, w)| Some((w.node.head?, i)));
        let children = gather(words.len(), heads);
        let spans =
            marks.iter().enumerate().flat_map(|(i, m): (usize, &Mark)| m.words.clone().map(move |w| (w, i)));
        let marked = gather(words.len(), spans);
        Self {
            span: sentence.span,
            kind: sentence.kind,
            block: sentence.block,
            words,
            values,
            marks,
            clauses,
            children,
            marked,
            joined,
        }
    }

    /// Whether a word is a number and what it counts in one: "420-bed".
    #[must_use]
    pub fn is_joined(&self, word: usize) -> bool {
        self.joined.binary_search(&word).is_ok()
    }

    /// The head of a word, if it has one.
    #[must_use]
    pub fn head(&self, word: usize) -> Option<usize> {
        self.words.get(word)?.node.head
    }

    /// The part of speech of a word.
    #[must_use]
    pub fn upos(&self, word: usize) -> Upos {
        self.words.get(word).map_or(Upos::X, |w| w.node.upos)
    }

    /// The relation of a word to its head.
    #[must_use]
    pub fn rel(&self, word: usize) -> Rel {
        self.words.get(word).map_or(Rel::Dep, |w| w.node.rel)
    }

    /// The features of a word.
    #[must_use]
    pub fn feats(&self, word: usize) -> Feats {
        self.words.get(word).map(|w| w.node.feats).unwrap_or_default()
    }

    /// The lemma of a word.
    #[must_use]
    pub fn lemma(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |w| w.node.lemma.as_str())
    }

    /// The words that depend on `word`, in order.
    pub fn children(&self, word: usize) -> impl Iterator<Item = usize> {
        self.children.get(word).into_iter().flatten().copied()
    }

    /// Whether `word` hangs, directly or not, from `above` (or is it).
    #[must_use]
    pub fn hangs_from(&self, word: usize, above: usize) -> bool {
        self.upwards(word).any(|w| w == above)
    }

    /// The word and its heads up to the root. Ends even on a damaged tree.
    pub fn upwards(&self, word: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(word), |&w| self.head(w)).take(self.words.len())
    }

    /// The word that heads the clause `word` stands in.
    #[must_use]
    pub fn clause(&self, word: usize) -> usize {
        self.clauses.get(word).copied().unwrap_or(word)
    }

    /// The span from one word to another, both included.
    #[must_use]
    pub fn span_of(&self, words: Range<usize>) -> Span {
        let first = self.words.get(words.start).map_or(self.span.start, |w| w.span.start);
        let last = words.end.checked_sub(1).and_then(|i| self.words.get(i)).map_or(first, |w| w.span.end);
        Span::new(first, last.max(first))
    }

    /// The marks that hold `word`, in order.
    pub fn marks_at(&self, word: usize) -> impl Iterator<Item = &Mark> {
        self.marked.get(word).into_iter().flatten().filter_map(|&mark| self.marks.get(mark))
    }

    /// The marks of a cue.
    pub fn cues(&self, cue: Cue) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |m| m.meaning == Meaning::Cue(cue))
    }

    /// Whether `word` carries the cue.
    #[must_use]
    pub fn is_cue(&self, word: usize, cue: Cue) -> bool {
        self.marks_at(word).any(|m| m.meaning == Meaning::Cue(cue))
    }

    /// The noun class of a word, that of the longest entry; verbs have none.
    #[must_use]
    pub fn class(&self, word: usize) -> Option<ClassId> {
        if matches!(self.upos(word), Upos::Verb | Upos::Aux | Upos::Adv | Upos::Adp) {
            return None;
        }
        let found = self.marks_at(word).filter_map(|m| match m.meaning {
            Meaning::Class(class) => Some((m.words.len(), class)),
            _ => None,
        });
        found.max_by_key(|&(length, class)| (length, std::cmp::Reverse(class))).map(|(_, class)| class)
    }

    /// Whether a full stop, semicolon, colon, dash or bracket stands between two words (commas do not count).
    #[must_use]
    pub fn parted(&self, a: usize, b: usize) -> bool {
        let (low, high) = (a.min(b), a.max(b));
        self.words
            .get(low + 1..high)
            .unwrap_or_default()
            .iter()
            .any(|w| matches!(w.form, "." | ";" | ":" | "(" | ")" | "\u{2014}" | "\u{2013}" | "?" | "!"))
    }

    /// Whether a comma or stronger sign stands between two words.
    #[must_use]
    pub fn split(&self, a: usize, b: usize) -> bool {
        let (low, high) = (a.min(b), a.max(b));
        self.parted(a, b) || self.words.get(low + 1..high).unwrap_or_default().iter().any(|w| w.form == ",")
    }

    /// The value that holds `word`.
    #[must_use]
    pub fn value_at(&self, word: usize) -> Option<&Placed<'t>> {
        self.values.iter().find(|v| v.words.contains(&word))
    }
}

/// Lists of the second of each pair under the first, in order.
fn gather(count: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut lists = vec![Vec::new(); count];
    for (under, item) in pairs {
        if let Some(list) = lists.get_mut(under) {
            list.push(item);
        }
    }
    lists
}

/// Places the readings that lie in the sentence on its words.
fn place<'t>(words: &[Term<'t>], sentence: &Sentence, readings: &'t [Reading]) -> Vec<Placed<'t>> {
    let from = readings.partition_point(|r| r.span.end <= sentence.span.start);
    let inside = readings.iter().skip(from).take_while(|r| r.span.start < sentence.span.end);
    inside
        .filter_map(|reading| {
            let start = words.partition_point(|w| w.span.end <= reading.span.start);
            let end = words.partition_point(|w| w.span.start < reading.span.end);
            (start < end).then_some(Placed { reading, words: start..end })
        })
        .collect()
}

/// Gives each word that is a number and what it counts in one, as in "420-bed", the lemma of what is counted; which words.
fn unjoin(words: &mut [Term<'_>], values: &[Placed<'_>]) -> Vec<usize> {
    let mut joined = Vec::new();
    for value in values {
        let Some(last) = value.words.end.checked_sub(1) else { continue };
        let Some(word) = words.get_mut(last) else { continue };
        let own = value.reading.span.end.saturating_sub(word.span.start);
        let rest = word.form.get(own..).and_then(|rest| rest.strip_prefix(['-', '\u{2010}', '\u{2011}']));
        if let Some(noun) = rest.filter(|r| !r.is_empty() && r.chars().all(char::is_alphabetic)) {
            word.node.lemma = noun.to_lowercase();
            joined.push(last);
        }
    }
    joined
}

/// The head of the clause around a word: the nearest word above it that opens a clause of its own.
fn clause_head(words: &[Term<'_>], word: usize) -> usize {
    let mut at = word;
    for _ in 0..words.len() {
        let Some(term) = words.get(at) else { return word };
        let opens = match term.node.rel {
            Rel::Root | Rel::Ccomp | Rel::Advcl | Rel::Acl | Rel::AclRelcl | Rel::Parataxis | Rel::Csubj => {
                true
            }
            Rel::Conj | Rel::Xcomp | Rel::Appos => matches!(term.node.upos, Upos::Verb | Upos::Aux),
            _ => false,
        };
        match term.node.head {
            Some(head) if !opens => at = head,
            _ => return at,
        }
    }
    at
}

/// Whether two words are the same but for case and apostrophes.
#[must_use]
pub fn same_word(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}
