//! Whether something was done at all: deeds denied, and the plain statements such denials answer.
//!
//! Any predicate may be denied, so the packs cannot list them. A deed goes by the stem of its verb or noun, which
//! "detourner" and "detournement" share; a plain statement is kept only to be met by a denial of the same deed.

use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Cue, Meaning, Slot};
use crate::claim::link::head_of;
use crate::claim::voice::{Manner, subject_of};
use crate::claim::{ClaimKind, Polarity, Principal, Topic};
use crate::syntax::{Feats, Rel, Upos};
use crate::value::Value;

/// The concept of a deed's having been done.
const DONE: &str = "event.done";

/// Reads denied deeds, alleged ones, and plain statements of deeds.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let sentence = scene.sentence;
    for word in 0..sentence.words.len() {
        let found = match sentence.upos(word) {
            Upos::Verb => verb(scene, word),
            Upos::Noun => noun(scene, word),
            _ => None,
        };
        let Some((truth, plain)) = found else { continue };
        let topic = Topic::named(DONE.to_owned(), Some(scene.stem(word)), true);
        let theme = argument(scene, word);
        let words = theme.map_or(word..word + 1, |t| word.min(t)..word.max(t) + 1);
        let mut draft = scene.draft(word, words, ClaimKind::Polarity, topic, Value::Truth(truth));
        draft.qualifiers = qualify::qualify(scene, word, principal);
        draft.qualifiers.holder = theme.and_then(|t| qualify::named(scene, t));
        draft.standing.plain = plain;
        draft.standing.background = super::count::recalls(scene, word);
        draft.polarity = if truth { Polarity::Affirmed } else { Polarity::Denied };
        draft.strength = 0.75;
        if scene.is_planned(word) {
            draft.topic.plan();
        }
        drafts.push(draft);
    }
}

/// What a verb says of its deed: whether it was done, and whether that is a plain statement.
fn verb(scene: &Scene<'_, '_>, word: usize) -> Option<(bool, bool)> {
    let sentence = scene.sentence;
    let empty = [Cue::Light, Cue::Report, Cue::Deny, Cue::Confirm, Cue::Happen, Cue::Planned, Cue::Doubt];
    let bare = sentence.feats(word).has(Feats::INFINITIVE) || sentence.feats(word).has(Feats::GERUND);
    let accuses = sentence.marks_at(word).any(|m| matches!(m.meaning, Meaning::Accuse(_)));
    if empty.iter().any(|&cue| sentence.is_cue(word, cue)) || accuses {
        return None;
    }
    let denied = scene.attribution(word).is_some_and(|a| a.manner == Manner::Denies);
    let negated = scene.is_negated(word);
    if bare && !denied {
        return None;
    }
    let truth = denied == negated;
    let has_argument = argument(scene, word).is_some();
    has_argument.then_some((truth, truth))
}

/// A noun is a deed where somebody denies it or is accused of it.
fn noun(scene: &Scene<'_, '_>, word: usize) -> Option<(bool, bool)> {
    let sentence = scene.sentence;
    let verb = sentence.head(word).filter(|&h| {
        sentence.upos(h) == Upos::Verb && matches!(sentence.rel(word), Rel::Obj | Rel::NsubjPass | Rel::Obl)
    })?;
    let is_object = matches!(sentence.rel(word), Rel::Obj | Rel::NsubjPass);
    if sentence.is_cue(word, Cue::Accusation) || is_person(scene, word) {
        return None;
    }
    if is_object && sentence.is_cue(verb, Cue::Deny) {
        return Some((scene.is_negated(verb), false));
    }
    let alleged = sentence.marks_at(verb).any(|m| match m.meaning {
        Meaning::Accuse(id) => scene
            .lexicon
            .accusers
            .get(id)
            .is_some_and(|a| is_object && (a.act.contains(&Slot::Object) || a.accused == Slot::Object)),
        Meaning::Cue(Cue::Doubt) => is_object,
        _ => false,
    });
    (alleged && head_of(sentence, sentence.marks_at(verb).next()?) == verb).then_some((true, false))
}

fn is_person(scene: &Scene<'_, '_>, word: usize) -> bool {
    let named = scene.mentions.iter().any(|m| m.words.contains(&word));
    named || scene.sentence.class(word).is_some_and(|c| scene.is_people(c))
}

/// What a deed is done to, else who does it.
fn argument(scene: &Scene<'_, '_>, word: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let nominal = |&w: &usize| matches!(sentence.upos(w), Upos::Noun | Upos::Propn);
    let child =
        |rels: &[Rel]| sentence.children(word).find(|&c| rels.contains(&sentence.rel(c))).filter(nominal);
    if sentence.upos(word) == Upos::Noun {
        return child(&[Rel::Nmod, Rel::NmodPoss]);
    }
    child(&[Rel::Obj, Rel::NsubjPass]).or_else(|| subject_of(sentence, word).filter(nominal))
}
