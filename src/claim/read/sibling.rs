//! Events of one kind told of in one document: the quake of the lead, and the smaller one two hours before.
//!
//! A time that opens a sentence moves the story: "an earthquake" behind it is another than the one told of before, and
//! what the paragraph goes on to say is said of it.

use super::scene::{Draft, Scene};
use crate::source::BlockKind;
use crate::syntax::Rel;
use crate::value::{Grain, Kind, Value};

/// What a document has told of so far.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    /// The kinds of event that running text has spoken of.
    spoken_of: Vec<String>,
    /// The paragraph that brought up another event of such a kind.
    block: Option<usize>,
}

impl Siblings {
    /// Marks what was read from the next sentence of a document, where it tells of another event than the first of its
    /// kind.
    pub fn mark(&mut self, scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
        let sentence = scene.sentence;
        if sentence.kind != BlockKind::Paragraph {
            return;
        }
        let goes_on = self.block == Some(sentence.block) && !names_a_day(scene);
        let clauses: Vec<usize> = (0..sentence.words.len())
            .filter(|&w| self.is_another(scene, w))
            .map(|w| sentence.clause(w))
            .collect();
        for draft in drafts {
            let word = sentence.words.iter().position(|w| w.span.end > draft.span.start).unwrap_or_default();
            let clause = sentence.clause(word);
            draft.standing.sibling |=
                goes_on || clauses.iter().any(|&c| c == clause || sentence.hangs_from(clause, c));
        }
        if !clauses.is_empty() {
            self.block = Some(sentence.block);
        }
        self.spoken_of.extend((0..sentence.words.len()).filter_map(|w| scene.event(w)));
        self.spoken_of.sort();
        self.spoken_of.dedup();
    }

    /// Whether a noun brings up another event of a kind spoken of before: with an article that points at none known, in a
    /// clause that opens with a time.
    fn is_another(&self, scene: &Scene<'_, '_>, word: usize) -> bool {
        let sentence = scene.sentence;
        let opens = |start: usize| start <= OPENING && sentence.clause(start) == sentence.clause(word);
        let timed = || sentence.values.iter().any(|v| v.reading.kind == Kind::Date && opens(v.words.start));
        let determined = || sentence.children(word).any(|c| sentence.rel(c) == Rel::Det);
        scene.event(word).is_some_and(|event| self.spoken_of.contains(&event))
            && determined()
            && !scene.is_definite(word)
            && timed()
    }
}

/// Words before a date that still opens its sentence: "Earlier on Monday".
const OPENING: usize = 3;

/// Whether a sentence names a day.
fn names_a_day(scene: &Scene<'_, '_>) -> bool {
    let day = |v: &Value| matches!(v, Value::Time(t) if t.members.iter().any(|m| m.grain <= Grain::Day && !m.assumed && (m.day.is_some() || m.weekday.is_some())));
    scene.sentence.values.iter().any(|v| day(&v.reading.value))
}
