//! What figures of one document give together: parts their total, a part and its whole a share, two figures a change,
//! a birth an age, a first and a last day a duration.
//!
//! Such a claim is read where the words tie the figures to the one they must give, and stands beside it only where the two
//! cannot both be true: nothing is gained by repeating what is said. Where nobody states what the figures give, the claim
//! answers for itself, and meets those of other documents. Everything is an interval, so that rounding and hedges are no
//! mistakes.

mod change;
mod elapsed;
mod parts;
mod share;

use std::ops::Range;

use super::count;
use super::scene::Scene;
use crate::claim::lexicon::Cue;
use crate::claim::link::{self, Counted};
use crate::claim::{Claim, Principal, Reckoning};
use crate::span::Span;
use crate::syntax::Upos;
use crate::value::{Quantity, Reading, Reason, TimeSet, Tolerance, Value, Verdict, compare};

/// Everything that the figures of each sentence give. `claims` are those of the document, in order.
pub(super) fn read(scenes: &[Scene<'_, '_>], claims: &[Claim], principal: &Principal) -> Vec<Claim> {
    let mut found = Vec::new();
    for scene in scenes {
        let span = scene.sentence.span;
        let from = claims.partition_point(|c| c.span.start < span.start);
        let to = claims.partition_point(|c| c.span.start < span.end);
        let row = Row::of(scene, claims.get(from..to).unwrap_or_default());
        parts::read(&row, &mut found);
        share::read(&row, &mut found);
        change::read(&row, &mut found);
        elapsed::read(&row, principal, &mut found);
    }
    found
}

/// A figure of a sentence.
struct Figure<'s> {
    reading: &'s Reading,
    /// The words of the value.
    words: Range<usize>,
    /// The noun counted.
    noun: Option<usize>,
    /// What it claims, where it claims anything.
    claim: Option<&'s Claim>,
}

impl<'s> Figure<'s> {
    /// The number; of a claim, with the hedges that other sentences give it.
    fn quantity(&self) -> Option<&'s Quantity> {
        match self.claim.map_or(&self.reading.value, |claim| &claim.value) {
            Value::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The first and one past the last word of value and noun.
    fn extent(&self) -> Range<usize> {
        let noun = self.noun.unwrap_or(self.words.start);
        self.words.start.min(noun)..self.words.end.max(noun + 1)
    }
}

/// The figures of a sentence in order.
struct Row<'s, 't> {
    scene: &'s Scene<'s, 't>,
    figures: Vec<Figure<'s>>,
}

impl<'s, 't> Row<'s, 't> {
    fn of(scene: &'s Scene<'s, 't>, claims: &'s [Claim]) -> Self {
        let figures = scene.sentence.values.iter().filter_map(|value| {
            let noun = link::counted_noun(scene.sentence, value);
            if count::is_article(scene, Counted { value, noun }) {
                return None;
            }
            let own =
                claims.iter().filter(|c| c.span.contains(value.reading.span) && states(c, value.reading));
            let claim = own.min_by_key(|c| c.span.end - c.span.start);
            Some(Figure { reading: value.reading, words: value.words.clone(), noun, claim })
        });
        Self { scene, figures: figures.collect() }
    }

    /// Whether a word of the cue stands in a stretch of words.
    fn has(&self, cue: Cue, words: Range<usize>) -> bool {
        words.into_iter().any(|w| self.scene.sentence.is_cue(w, cue))
    }

    /// Whether a stretch of words holds one of these signs.
    fn has_sign(&self, words: Range<usize>, signs: &[&str]) -> bool {
        self.words(words).any(|(_, form)| signs.contains(&form))
    }

    /// Whether nothing stands in a stretch of words but signs, small words and those of `cues`.
    fn is_bare(&self, words: Range<usize>, cues: &[Cue]) -> bool {
        let sentence = self.scene.sentence;
        self.words(words).all(|(at, _)| {
            matches!(sentence.upos(at), Upos::Punct | Upos::Det | Upos::Adv)
                || cues.iter().any(|&cue| sentence.is_cue(at, cue))
        })
    }

    /// Words with what they look like.
    fn words(&self, words: Range<usize>) -> impl Iterator<Item = (usize, &'t str)> {
        words.filter_map(|at| Some((at, self.scene.sentence.words.get(at)?.form)))
    }

    /// The place of a stretch of words.
    fn span(&self, words: Range<usize>) -> Span {
        self.scene.sentence.span_of(words)
    }
}

/// Whether a claim gives a reading's number, however firmly.
fn states(claim: &Claim, reading: &Reading) -> bool {
    match (&claim.value, &reading.value) {
        (Value::Quantity(a), Value::Quantity(b)) => a.nominal == b.nominal,
        (a, b) => a == b,
    }
}

/// What follows for the question of `stated` from the figures at `span`, where the two cannot both be true.
fn against(stated: &Claim, found: Quantity, span: Span, steps: Reason) -> Option<Claim> {
    held_against(stated, Value::Quantity(found), span, steps)
}

/// The same of dates.
fn against_time(stated: &Claim, found: TimeSet, span: Span, steps: Reason) -> Option<Claim> {
    held_against(stated, Value::Time(found), span, steps)
}

fn held_against(stated: &Claim, value: Value, span: Span, steps: Reason) -> Option<Claim> {
    if stated.topic.is_denied()
        || compare(&stated.value, &value, &Tolerance::default()).verdict != Verdict::Contradict
    {
        return None;
    }
    let reckoning = Some(Reckoning { steps, against: Some(stated.span) });
    Some(Claim { value, span, reckoning, strength: TIED, ..stated.clone() })
}

/// How sure it is that figures which words tie together are meant to fit.
const TIED: f64 = 0.9;
