//! The words of a claim's question in a form that two wordings, and two languages, share.
//!
//! Most questions that news answers are in no pack of concepts. What tells them apart is what is counted, the predicate
//! that governs it and the words around. A word goes by its senses, so that "delivery" meets "livrer"; without a sense
//! by its stem; and across languages by its beginning, which cognates share.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use super::ClaimKind;
use super::lexicon::{Cue, Lexicon, Meaning, Role, Sense, SenseId};
use super::names::Mention;
use super::sentence::{Bare, Mark, Parsed};
use crate::span::Span;
use crate::syntax::Upos;
use crate::text::{Stemmer, unaccented};
use crate::value::Value;

/// One thing a word may mean. Equal keys, equal meaning; the number says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

/// What a key was made from.
#[derive(Clone, Copy, Hash)]
enum Sort {
    Name,
    Concept,
    Class,
    Sense,
    Stem,
    Cognate,
    Frame,
    Dimension,
    Figure,
    Date,
}

impl Key {
    /// The key of a unit's dimension.
    #[must_use]
    pub fn dimension(name: &str) -> Self {
        Self::new(Sort::Dimension, name)
    }

    /// The key of a figure of a dimension, in whatever form it is written.
    #[must_use]
    pub fn figure(number: &str, dimension: &str) -> Self {
        Self::new(Sort::Figure, &format!("{number} {dimension}"))
    }

    /// The key of a date.
    #[must_use]
    pub fn date(date: &str) -> Self {
        Self::new(Sort::Date, date)
    }

    /// The key of a name, however it is written.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self::new(Sort::Name, &unaccented(name))
    }

    fn new(sort: Sort, text: &str) -> Self {
        let mut hasher = FxHasher::default();
        (sort, text).hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// The part of speech of a content word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A noun.
    Noun,
    /// A verb.
    Verb,
    /// An adjective.
    Adjective,
    /// A name.
    Name,
}

/// A content word of a claim's sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the source's text.
    pub span: Span,
    /// All it may mean, sorted, never empty.
    pub keys: Vec<Key>,
    /// The scenes and kinds of thing it belongs to, sorted.
    pub frames: Vec<Key>,
    /// What cognates in another language share with it; `None` where it is too short, or a name.
    pub cognate: Option<Key>,
    /// Steps in the tree from the value: 0 for what is counted.
    pub distance: u8,
    /// What sort of word it is.
    pub part: Part,
}

impl Word {
    /// All it may be found by: what it means, and its beginning, for cognates.
    pub fn meanings(&self) -> impl Iterator<Item = Key> {
        self.keys.iter().copied().chain(self.cognate)
    }
}

/// The words of a claim's question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gist {
    /// What is counted, or the predicate that is dated, affirmed or denied; `None` where it is left out.
    pub head: Option<Word>,
    /// Of a predicate, who does it; `None` where nobody or only a pronoun says so.
    pub agent: Option<Word>,
    /// Of a predicate, what it is done to, or said of.
    pub theme: Option<Word>,
    /// What that may be where only a pronoun says so.
    pub referents: Vec<Word>,
    /// The words of an answer that is itself told in words, as a cause is.
    pub answer: Vec<Word>,
    /// The words around, nearest first.
    pub words: Vec<Word>,
}

/// Longest way through the tree on which words still bear on a value.
const FARTHEST: u8 = 6;
/// Letters that cognates share at the beginning.
const COGNATE: usize = 5;

/// Reads the words of sentences in one language.
#[derive(Clone, Copy)]
pub(super) struct Reader<'s, 't> {
    pub sentence: &'s Parsed<'t>,
    pub mentions: &'s [Mention],
    pub lexicon: &'s Lexicon,
    pub stemmer: &'s Stemmer,
}

impl Reader<'_, '_> {
    /// The gist of a claim whose value stands on `words` and whose counted noun or predicate, where it has one, is `head`.
    pub fn gist(&self, head: Option<usize>, words: Range<usize>) -> Gist {
        let distances = self.distances(head, words.clone());
        let mut around: Vec<Word> = Vec::new();
        for (at, &distance) in distances.iter().enumerate() {
            let own = words.contains(&at) || Some(at) == head;
            if let Some(distance) = distance.filter(|_| !own) {
                around.extend(self.word(at, distance));
            }
        }
        around.sort_by_key(|w| w.distance);
        Gist { head: head.and_then(|h| self.word(h, 0)), words: around, ..Gist::default() }
    }

    /// What a date is said of: a word as it tells what happens, be it a verb that elsewhere lends its object no more than
    /// a frame. The class of a noun is too wide for that, and a concept holds its own opposite.
    pub fn deed(&self, at: usize) -> Option<Word> {
        let stem = Key::new(Sort::Stem, &self.sentence.words.get(at)?.bare(self.stemmer).stem);
        let mut keys: Vec<Key> = self.senses(at).map(|sense| Key::new(Sort::Sense, &sense.id)).collect();
        keys.push(stem);
        keys.sort_unstable();
        keys.dedup();
        let told = self.content(at, 0).filter(|_| !self.is_empty(at))?;
        Some(Word { keys, ..told })
    }

    /// Steps through the tree from the value to every word; one more where the way leaves the clause.
    fn distances(&self, head: Option<usize>, words: Range<usize>) -> Vec<Option<u8>> {
        let sentence = self.sentence;
        let mut found: Vec<Option<u8>> = vec![None; sentence.words.len()];
        let mut queue: VecDeque<usize> = head.into_iter().chain(words).collect();
        for &start in &queue {
            if let Some(slot) = found.get_mut(start) {
                *slot = Some(0);
            }
        }
        while let Some(at) = queue.pop_front() {
            let Some(so_far) = found.get(at).copied().flatten().filter(|&d| d < FARTHEST) else { continue };
            let neighbours: Vec<usize> = sentence.head(at).into_iter().chain(sentence.children(at)).collect();
            for next in neighbours {
                let leaves = sentence.clause(next) != sentence.clause(at);
                if let Some(slot) = found.get_mut(next).filter(|slot| slot.is_none()) {
                    *slot = Some(so_far + 1 + u8::from(leaves));
                    queue.push_back(next);
                }
            }
        }
        found
    }

    /// A content word; `None` for small words, figures, and verbs that say or mean nothing of their own.
    fn word(&self, at: usize, distance: u8) -> Option<Word> {
        if self.is_empty(at) || (self.sentence.is_cue(at, Cue::Light) && !self.is_named(at)) {
            return None;
        }
        self.content(at, distance)
    }

    /// Whether a word only says how what it stands with is meant, or only denies it: "in no way".
    fn is_empty(&self, at: usize) -> bool {
        let empty = [Cue::Report, Cue::Background, Cue::Comparison, Cue::Additional, Cue::Planned];
        let denies = |m: &Mark| m.meaning == Meaning::Cue(Cue::Negation) && !m.gapped;
        let says_how = empty.iter().any(|&cue| self.sentence.is_cue(at, cue));
        (says_how || self.sentence.marks_at(at).any(denies)) && !self.is_named(at)
    }

    fn is_named(&self, at: usize) -> bool {
        self.mentions.iter().any(|m| m.words.contains(&at))
    }

    /// A name, noun, verb or adjective with all it may mean; `None` for any other word, and for figures.
    pub fn content(&self, at: usize, distance: u8) -> Option<Word> {
        let sentence = self.sentence;
        let span = sentence.words.get(at)?.span;
        if let Some(mention) = self.mentions.iter().find(|m| m.words.contains(&at)) {
            let text = unaccented(sentence.words.get(at)?.form);
            let named = mention.words.len() == 1 || text.chars().count() > 2;
            let mut keys =
                vec![Key::new(Sort::Name, if mention.entity.is_some() { &mention.name } else { &text })];
            // A capital at the start of a sentence may be no name's.
            if at == 0 && mention.entity.is_none() && mention.words.len() == 1 {
                keys.extend(self.meanings(at));
                keys.sort_unstable();
                keys.dedup();
            }
            return named.then_some(Word {
                span,
                keys,
                frames: Vec::new(),
                cognate: None,
                distance,
                part: Part::Name,
            });
        }
        let part = match sentence.upos(at) {
            Upos::Noun | Upos::Propn => Part::Noun,
            Upos::Verb => Part::Verb,
            Upos::Adj => Part::Adjective,
            _ => return None,
        };
        let valued = sentence.value_at(at).is_some() && sentence.class(at).is_none();
        if valued {
            return None;
        }
        let Bare { lemma, stem } = sentence.words.get(at)?.bare(self.stemmer);
        let mut keys: Vec<Key> = self.meanings(at).collect();
        keys.push(Key::new(Sort::Stem, stem));
        keys.sort_unstable();
        keys.dedup();
        let senses = self.senses(at).flat_map(|sense| &sense.frames);
        let names = senses.filter_map(|&frame| self.lexicon.frames.get(frame));
        let mut frames: Vec<Key> = names.map(|frame| Key::new(Sort::Frame, frame)).collect();
        frames.sort_unstable();
        frames.dedup();
        let long = lemma.char_indices().nth(COGNATE).map(|(end, _)| &lemma[..end]);
        Some(Word {
            span,
            keys,
            frames,
            cognate: long.map(|start| Key::new(Sort::Cognate, start)),
            distance,
            part,
        })
    }

    /// A predicate with all it may mean. The questions of the packs that yes and no both answer are no meanings, nor are
    /// the classes of things, which two things share.
    pub fn predicate(&self, at: usize) -> Option<Word> {
        let mut word = self.content(at, 0)?;
        let asked = self.sentence.marks_at(at).filter_map(|mark| match mark.meaning {
            Meaning::Concept(id, _) => {
                let concept = self.lexicon.concepts.get(id).filter(|c| c.kind == ClaimKind::Polarity)?;
                Some(Key::new(Sort::Concept, &concept.id))
            }
            _ => None,
        });
        let shared: Vec<Key> = asked.chain(self.classes(at)).collect();
        word.keys.retain(|key| !shared.contains(key));
        Some(word)
    }

    /// Who does something or what it is done to, with all it may mean but the class of things, which two things share.
    pub fn argument(&self, at: usize) -> Option<Word> {
        let mut word = self.content(at, 1)?;
        let classes: Vec<Key> = self.classes(at).collect();
        word.keys.retain(|key| !classes.contains(key));
        Some(word)
    }

    /// What an amount is of: three million dollars are money.
    pub fn amount(&self, at: usize) -> Option<Word> {
        let Value::Quantity(quantity) = &self.sentence.value_at(at)?.reading.value else { return None };
        Some(Word {
            span: self.sentence.words.get(at)?.span,
            keys: vec![Key::new(Sort::Sense, &quantity.unit.as_ref()?.dimension)],
            frames: Vec::new(),
            cognate: None,
            distance: 1,
            part: Part::Noun,
        })
    }

    /// The classes of a word.
    fn classes(&self, at: usize) -> impl Iterator<Item = Key> {
        self.sentence.marks_at(at).filter_map(|mark| match mark.meaning {
            Meaning::Class(id) => Some(Key::new(Sort::Class, &self.lexicon.classes.get(id)?.id)),
            _ => None,
        })
    }

    /// A predicate that holds where the one at `at` does not.
    pub fn opposite(&self, at: usize) -> Option<Word> {
        self.related(at, |sense| &sense.opposites)
    }

    /// How what the predicate at `at` says goes on began.
    pub fn inception(&self, at: usize) -> Option<Word> {
        self.related(at, |sense| &sense.inceptions)
    }

    /// The word at `at` with the meanings that some relation gives of its own.
    fn related(&self, at: usize, relation: impl Fn(&Sense) -> &[SenseId]) -> Option<Word> {
        let ids = self.senses(at).flat_map(|sense| relation(sense).iter());
        let ids = ids.filter_map(|&id| Some(&self.lexicon.senses.get(id)?.id));
        let mut keys: Vec<Key> = ids.map(|id| Key::new(Sort::Sense, id)).collect();
        keys.sort_unstable();
        keys.dedup();
        let word = self.content(at, 0)?;
        (!keys.is_empty()).then_some(Word { keys, frames: Vec::new(), cognate: None, ..word })
    }

    /// The senses of a word.
    fn senses(&self, at: usize) -> impl Iterator<Item = &Sense> {
        self.sentence.marks_at(at).filter_map(|mark| match mark.meaning {
            Meaning::Sense(id) => self.lexicon.senses.get(id),
            _ => None,
        })
    }

    /// What the packs say a word means.
    fn meanings(&self, at: usize) -> impl Iterator<Item = Key> {
        let nominal = matches!(self.sentence.upos(at), Upos::Noun | Upos::Propn);
        self.sentence.marks_at(at).filter(|m| m.number.is_none()).filter_map(move |mark| match mark.meaning {
            Meaning::Sense(id) => Some(Key::new(Sort::Sense, &self.lexicon.senses.get(id)?.id)),
            // That somebody did something tells who they are, and not what it means.
            Meaning::Concept(_, Role::Doer) => None,
            Meaning::Concept(id, _) => Some(Key::new(Sort::Concept, &self.lexicon.concepts.get(id)?.id)),
            Meaning::Class(id) if nominal => Some(Key::new(Sort::Class, &self.lexicon.classes.get(id)?.id)),
            _ => None,
        })
    }
}
