//! Answers that a later one does not merely bring up to date: those of a final count, and those given against another's.

use super::scene::{Draft, Scene};
use crate::claim::lexicon::Cue;
use crate::claim::link::head_of;
use crate::claim::sentence::Mark;
use crate::claim::voice::{speaker_name, subject_of};
use crate::syntax::Upos;

/// What a document has told so far to be final.
#[derive(Debug, Default)]
pub(super) struct Finality {
    /// The paragraph that told of final figures, which may give them sentence by sentence.
    block: Option<usize>,
}

impl Finality {
    /// Marks what was read from the next sentence of a document, where it is final or given against another's answer.
    pub fn mark(&mut self, scene: &Scene<'_, '_>, drafts: &mut [Draft]) {
        let sentence = scene.sentence;
        let told = |mark: &&Mark| {
            let head = head_of(sentence, mark);
            !scene.is_planned(head) && !scene.is_denied_beside(head, &mark.words)
        };
        if sentence.cues(Cue::Settled).any(|mark| told(&mark)) {
            self.block = Some(sentence.block);
        }
        let settled = self.block == Some(sentence.block);
        let deniers = deniers(scene);
        for draft in drafts {
            draft.standing.settled |= settled && !draft.topic.is_planned();
            draft.standing.denying |= draft.speaker.as_ref().is_some_and(|speaker| deniers.contains(speaker));
        }
    }
}

/// Whoever denies something in a sentence: "The union disputes that, insisting that barely half went back".
fn deniers(scene: &Scene<'_, '_>) -> Vec<String> {
    let sentence = scene.sentence;
    let verbs = sentence.cues(Cue::Deny).filter_map(|mark| {
        let verb = head_of(sentence, mark);
        (sentence.upos(verb) == Upos::Verb && !scene.is_negated_beside(verb, &mark.words)).then_some(verb)
    });
    let subjects = verbs.filter_map(|verb| subject_of(sentence, verb));
    subjects.filter_map(|s| speaker_name(sentence, &scene.mentions, scene.lexicon, s)).collect()
}
