//! Entries of packs as patterns over the words of a parsed sentence.
//!
//! An entry is a sequence of lemmas or forms. `*` lets up to [`GAP`] words stand between, `#` stands for a number with
//! what it counts, `a|b` for either word.

use crate::text::{Vocabulary, Word};

/// Most words that `*` stands for.
const GAP: usize = 3;
/// Most words between a number slot and the word after it: the noun counted and its adjectives.
const SLOT_TAIL: usize = 5;

/// What a word of a sentence looks like to a pattern: any of its forms may match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The word as written, folded.
    pub form: Word,
    /// Its lemma.
    pub lemma: Word,
    /// Whether a value is read there, and how many words it spans.
    pub number: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Element {
    Word(Word),
    /// Any of the alternatives from one place in the list of all to another.
    OneOf(u32, u32),
    Gap,
    Number,
}

/// Where a pattern matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// The word at which the number slot begins.
    pub number: Option<usize>,
    /// Whether words that are no part of the entry stand between its own.
    pub gapped: bool,
}

/// Patterns with a meaning each, found by their first fixed word.
///
/// Tens of thousands are inserted at every start, so they share three lists instead of owning any.
#[derive(Debug)]
pub struct Patterns<M> {
    /// Of each word by its number, the chain of patterns anchored there.
    anchors: Vec<Option<Chain>>,
    entries: Vec<Entry<M>>,
    elements: Vec<Element>,
    /// The alternatives of all entries.
    alternatives: Vec<Word>,
}

/// The first and the last of the patterns of one anchor, in order of insertion.
#[derive(Debug, Clone, Copy)]
struct Chain {
    first: u32,
    last: u32,
}

#[derive(Debug)]
struct Entry<M> {
    /// Where its elements begin and end.
    elements: (u32, u32),
    meaning: M,
    next: Option<u32>,
}

impl<M> Default for Patterns<M> {
    fn default() -> Self {
        Self { anchors: Vec::new(), entries: Vec::new(), elements: Vec::new(), alternatives: Vec::new() }
    }
}

impl<M: Copy> Patterns<M> {
    /// Makes room for that many more entries, of a few words each: ample, for room that is never used costs nothing, and
    /// a list that outgrows its room is copied.
    pub fn reserve(&mut self, entries: usize) {
        self.anchors.reserve(entries);
        self.entries.reserve(entries * 2);
        self.elements.reserve(entries * 4);
    }

    /// Adds an entry, its words separated by spaces. Returns false where it has no fixed word to find it by.
    pub fn insert(&mut self, entry: &str, vocabulary: &mut Vocabulary, meaning: M) -> bool {
        let start = self.elements.len();
        for part in entry.split(' ').filter(|part| !part.is_empty()) {
            let word = match elided(part) {
                Some((elided, word)) => {
                    self.elements.push(Element::Word(vocabulary.intern(elided)));
                    word
                }
                None => part,
            };
            let element = self.element(word, vocabulary);
            self.elements.push(element);
        }
        let elements = (start as u32, self.elements.len() as u32);
        match self.elements.get(start..) {
            Some(&[Element::Word(word), ..] | &[Element::Number, Element::Word(word), ..]) => {
                self.anchor(word, Entry { elements, meaning, next: None });
            }
            Some(&[Element::OneOf(from, to), ..] | &[Element::Number, Element::OneOf(from, to), ..]) => {
                for at in from..to {
                    if let Some(&word) = self.alternatives.get(at as usize) {
                        self.anchor(word, Entry { elements, meaning, next: None });
                    }
                }
            }
            _ => {
                self.elements.truncate(start);
                return false;
            }
        }
        true
    }

    fn element(&mut self, part: &str, vocabulary: &mut Vocabulary) -> Element {
        match part {
            "*" => Element::Gap,
            "#" => Element::Number,
            either if either.contains(OR) => {
                let from = self.alternatives.len() as u32;
                self.alternatives.extend(either.split(OR).map(|word| vocabulary.intern(word)));
                Element::OneOf(from, self.alternatives.len() as u32)
            }
            word => Element::Word(vocabulary.intern(word)),
        }
    }

    /// Appends an entry to the chain of its first fixed word.
    fn anchor(&mut self, word: Word, entry: Entry<M>) {
        let new = self.entries.len() as u32;
        self.entries.push(entry);
        if self.anchors.len() <= word.index() {
            self.anchors.resize(word.index() + 1, None);
        }
        let Some(chain) = self.anchors.get_mut(word.index()) else { return };
        let before = chain.map(|c| c.last);
        *chain = Some(Chain { first: chain.map_or(new, |c| c.first), last: new });
        if let Some(before) = before.and_then(|last| self.entries.get_mut(last as usize)) {
            before.next = Some(new);
        }
    }

    /// The patterns anchored at a word, in order of insertion.
    fn anchored(&self, word: Word) -> impl Iterator<Item = (&[Element], &M)> {
        let first = self.anchors.get(word.index()).copied().flatten().map(|chain| chain.first);
        let entry = |at: u32| self.entries.get(at as usize);
        let chain = std::iter::successors(first.and_then(entry), move |e| e.next.and_then(entry));
        chain.filter_map(|e| {
            Some((self.elements.get(e.elements.0 as usize..e.elements.1 as usize)?, &e.meaning))
        })
    }

    /// Every pattern anchored at word `at`, with where it matched.
    pub fn at<'a>(&'a self, words: &'a [Shape], at: usize) -> impl Iterator<Item = (Match, &'a M)> {
        let shape = words.get(at);
        let forms = shape.map(|s| s.form).filter(|&w| w != Word::UNKNOWN);
        let lemmas = shape.map(|s| s.lemma).filter(|&w| w != Word::UNKNOWN && Some(w) != forms);
        let entries = forms.into_iter().chain(lemmas).flat_map(|word| self.anchored(word));
        let search = Search { alternatives: &self.alternatives, words };
        entries.filter_map(move |(elements, meaning)| Some((search.match_at(elements, at)?, meaning)))
    }
}

/// Between words of which either may stand.
const OR: char = '|';

/// Most characters of an elided word, with its apostrophe; a longer word keeps it.
const ELIDED: usize = 3;

/// An elided word and the one behind it: "l'" and "eau". Hyphens are kept inside.
fn elided(part: &str) -> Option<(&str, &str)> {
    let (at, apostrophe) = part.char_indices().take(ELIDED).find(|(_, c)| matches!(c, '\'' | '\u{2019}'))?;
    let cut = at + apostrophe.len_utf8();
    (cut < part.len() && !part.contains(OR)).then(|| part.split_at(cut))
}

/// The words of a sentence that entries are looked for in.
#[derive(Clone, Copy)]
struct Search<'w> {
    alternatives: &'w [Word],
    words: &'w [Shape],
}

impl Search<'_> {
    /// Matches `elements`, whose first fixed word is the one at `at`. Most entries fail on the word behind it.
    #[inline]
    fn match_at(self, elements: &[Element], at: usize) -> Option<Match> {
        match elements {
            [Element::Number, rest @ ..] => {
                let (start, number) = self.number_before(at)?;
                let rest = self.run(rest, at)?;
                Some(Match { start, end: rest.end, number: Some(number), gapped: true })
            }
            [_, Element::Word(next), ..] if !self.is(*next, at + 1) => None,
            [_, rest @ ..] => Some(Match { start: at, ..self.run(rest, at + 1)? }),
            [] => None,
        }
    }

    /// Whether a word is the one at `at`.
    #[inline]
    fn is(self, word: Word, at: usize) -> bool {
        self.words.get(at).is_some_and(|shape| shape.form == word || shape.lemma == word)
    }

    /// The number whose noun phrase ends right before `at`: its first word, twice.
    fn number_before(self, at: usize) -> Option<(usize, usize)> {
        let from = at.saturating_sub(SLOT_TAIL);
        (from..at).rev().find(|&i| self.words[i].number.is_some()).map(|i| (i, i))
    }

    /// Matches `elements` from word `at` on. Gaps are short, so the search is bounded by GAP to the power of gaps in an
    /// entry.
    fn run(self, elements: &[Element], at: usize) -> Option<Match> {
        let Some((first, rest)) = elements.split_first() else {
            return Some(Match { start: at, end: at, number: None, gapped: false });
        };
        let found = match *first {
            Element::Word(word) => self.is(word, at).then(|| self.run(rest, at + 1)).flatten()?,
            Element::OneOf(from, to) => {
                let either = self.alternatives.get(from as usize..to as usize)?;
                either.iter().any(|&word| self.is(word, at)).then(|| self.run(rest, at + 1)).flatten()?
            }
            Element::Gap => {
                let (skip, found) = (0..=GAP).find_map(|skip| Some((skip, self.run(rest, at + skip)?)))?;
                Match { gapped: found.gapped || skip > 0, ..found }
            }
            Element::Number => {
                let length = self.words.get(at)?.number?;
                let end = at + length;
                let mut found = if rest.is_empty() {
                    Match { start: at, end, number: None, gapped: false }
                } else {
                    (0..=SLOT_TAIL).find_map(|skip| self.run(rest, end + skip))?
                };
                found.number = Some(at);
                found
            }
        };
        Some(Match { start: at, ..found })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(vocabulary: &Vocabulary, words: &[&str]) -> Vec<Shape> {
        let shape = |w: &&str| Shape {
            form: vocabulary.lookup(w),
            lemma: vocabulary.lookup(w),
            number: w.starts_with(|c: char| c.is_ascii_digit()).then_some(1),
        };
        words.iter().map(shape).collect()
    }

    fn found(entry: &str, words: &[&str], at: usize) -> Option<Match> {
        let (mut vocabulary, mut patterns) = (Vocabulary::default(), Patterns::default());
        assert!(patterns.insert(entry, &mut vocabulary, ()));
        patterns.at(&shapes(&vocabulary, words), at).next().map(|(m, ())| m)
    }

    #[test]
    fn words_gaps_and_numbers_match() {
        assert_eq!(
            found("lose life", &["lose", "life"], 0),
            Some(Match { start: 0, end: 2, number: None, gapped: false })
        );
        assert_eq!(
            found("cost * life of #", &["cost", "the", "life", "of", "3", "men"], 0),
            Some(Match { start: 0, end: 5, number: Some(4), gapped: true })
        );
        assert_eq!(
            found("# life lost", &["3", "life", "lost"], 1),
            Some(Match { start: 0, end: 3, number: Some(0), gapped: true })
        );
        assert_eq!(found("lose life", &["lose", "hope"], 0), None);
    }

    #[test]
    fn either_of_two_words_may_stand() {
        let either = Some(Match { start: 0, end: 2, number: None, gapped: false });
        assert_eq!(found("win|take seat|vote", &["take", "vote"], 0), either);
        assert_eq!(found("win|take seat|vote", &["win", "seat"], 0), either);
        assert_eq!(found("win|take seat|vote", &["win", "hope"], 0), None);
        assert_eq!(found("# win|take seat", &["3", "take", "seat"], 1).map(|m| m.number), Some(Some(0)));
    }

    #[test]
    fn an_entry_needs_a_fixed_word() {
        assert!(!Patterns::default().insert("* #", &mut Vocabulary::default(), ()));
    }
}
