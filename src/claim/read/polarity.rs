//! Claims of yes or no: predicates of known families, and negated predicates of any.

use super::accusation::RESPONSIBLE;
use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Meaning, Role};
use crate::claim::link::head_of;
use crate::claim::{ClaimKind, Polarity, Principal, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::Value;

/// Reads every predicate of a family whose outcomes are opposites.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let sentence = scene.sentence;
    for mark in &sentence.marks {
        let Meaning::Concept(id, role @ (Role::Affirm | Role::Deny)) = mark.meaning else { continue };
        let Some(concept) =
            scene.lexicon.concepts.get(id).filter(|c| c.kind == ClaimKind::Polarity && c.id != RESPONSIBLE)
        else {
            continue;
        };
        let trigger = head_of(sentence, mark);
        let Some(theme) = theme(scene, trigger) else { continue };
        let denied = scene.is_denied(trigger);
        let truth = (role == Role::Affirm) != denied;
        let topic = Topic::of(concept, Some(scene.thing(theme)));
        let words = mark.words.start.min(theme)..mark.words.end.max(theme + 1);
        let mut draft = scene.draft(trigger, words, ClaimKind::Polarity, topic, Value::Truth(truth));
        draft.qualifiers = qualify::qualify(scene, trigger, principal);
        draft.qualifiers.holder = qualify::named(scene, theme);
        draft.standing.background = super::count::recalls(scene, trigger);
        draft.polarity = if truth { Polarity::Affirmed } else { Polarity::Denied };
        draft.strength = 0.8;
        if scene.is_planned(trigger) {
            draft.topic.plan();
        }
        drafts.push(draft);
    }
}

/// What a predicate is said of: its object or passive subject, else its subject, else the noun it describes.
fn theme(scene: &Scene<'_, '_>, trigger: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let child = |rels: &[Rel]| sentence.children(trigger).find(|&c| rels.contains(&sentence.rel(c)));
    let nominal = |&w: &usize| matches!(sentence.upos(w), Upos::Noun | Upos::Propn);
    child(&[Rel::Obj, Rel::NsubjPass])
        .or_else(|| child(&[Rel::Nsubj]))
        .or_else(
            || if sentence.upos(trigger) == Upos::Noun { child(&[Rel::Nmod, Rel::NmodPoss]) } else { None },
        )
        .or_else(|| sentence.head(trigger).filter(|_| matches!(sentence.rel(trigger), Rel::Amod | Rel::Acl)))
        .filter(nominal)
}
