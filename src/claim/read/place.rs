//! Where an event took place: the place named beside the verb that says it did, or beside the noun for it.

use super::proposition::roles;
use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Concept, Cue};
use crate::claim::names::Mention;
use crate::claim::{ClaimKind, Principal, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::Value;

/// The concept of where an event took place.
const PLACE: &str = "event.place";

/// Reads every place that a sentence gives an event.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let Some(concept) = scene.lexicon.concept(PLACE) else { return };
    let places = scene.mentions.iter().filter(|m| m.place && m.entity.is_some());
    drafts.extend(places.filter_map(|place| draft(scene, concept, place, principal)));
}

/// The claim that the event a place stands beside took place there.
fn draft(scene: &Scene<'_, '_>, concept: &Concept, place: &Mention, principal: &Principal) -> Option<Draft> {
    let sentence = scene.sentence;
    let outer = |&w: &usize| sentence.head(w).is_none_or(|h| !place.words.contains(&h));
    let head = place.words.clone().find(outer)?;
    sentence.children(head).find(|&c| sentence.rel(c) == Rel::Case && sentence.is_cue(c, Cue::Locative))?;
    let listed = |w: usize| sentence.rel(w) == Rel::Conj;
    let alone = !listed(head) && !sentence.children(head).any(listed);
    let governor =
        sentence.head(head).filter(|_| alone && matches!(sentence.rel(head), Rel::Obl | Rel::Nmod))?;
    let event = match sentence.upos(governor) {
        Upos::Verb if sentence.is_cue(governor, Cue::Happen) => {
            let (doer, thing) = roles(scene, governor);
            [thing, doer].into_iter().flatten().find(|&w| scene.event(w).is_some())?
        }
        Upos::Noun if scene.is_definite(governor) => governor,
        _ => return None,
    };
    let theme = scene.event(event).filter(|_| !scene.is_denied(governor))?;
    let words = event.min(place.words.start)..(event + 1).max(place.words.end);
    let topic = Topic::of(concept, Some(theme));
    let mut draft = scene.draft(event, words, ClaimKind::Place, topic, Value::Name(place.name.clone()));
    draft.qualifiers = qualify::qualify(scene, event, principal);
    draft.qualifiers.place.retain(|name| *name != place.name);
    draft.standing.background = super::count::recalls(scene, event);
    draft.strength = 0.8;
    if scene.is_planned(governor) {
        draft.topic.plan();
    }
    Some(draft)
}
