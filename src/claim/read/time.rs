//! Claims of date: when the thing happened that a date's predicate tells of.
//!
//! A date belongs to its predicate. Where the predicate only says that an event took place, it is the event's own date.

use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Cue, Meaning, Role};
use crate::claim::link::may_count;
use crate::claim::sentence::Placed;
use crate::claim::voice::subject_of;
use crate::claim::{ClaimKind, Principal, Topic};
use crate::syntax::{Feats, Rel, Upos};
use crate::value::{Grain, Kind, Value};

/// Reads every date of a sentence that tells when something happened.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let sentence = scene.sentence;
    for value in sentence.values.iter().filter(|v| v.reading.kind == Kind::Date) {
        let Some(predicate) = predicate(scene, value.words.start) else { continue };
        let Some((concept, theme, strength)) = topic(scene, predicate, value) else { continue };
        let known = strength > 0.7;
        let topic = Topic::named(concept, theme, known);
        let mut draft =
            scene.draft(predicate, value.words.clone(), ClaimKind::Date, topic, value.reading.value.clone());
        draft.qualifiers = qualify::qualify(scene, value.words.start, principal);
        draft.qualifiers.time = None;
        draft.standing.background =
            super::count::recalls(scene, predicate) || qualify::is_history(&value.reading.value, principal);
        draft.strength = strength;
        if scene.is_planned(predicate) {
            draft.topic.plan();
        }
        if scene.is_negated(predicate) {
            continue;
        }
        drafts.push(draft);
    }
}

/// The word a date belongs to: the nearest verb or event noun above it; of a day, any noun.
fn predicate(scene: &Scene<'_, '_>, date: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let value = sentence.value_at(date)?;
    let outside = |w: &usize| !value.words.contains(w);
    let tells = |&w: &usize| match sentence.upos(w) {
        Upos::Verb => true,
        Upos::Noun => scene.event(w).is_some() || names_no_instance(value),
        _ => scene.event(w).is_some(),
    };
    let above = sentence.upwards(date).filter(outside).find(tells);
    above.filter(|&w| !sentence.parted(date, w))
}

/// The topic of a date: the family and theme of its predicate, with how sure it is.
fn topic(
    scene: &Scene<'_, '_>,
    predicate: usize,
    value: &Placed<'_>,
) -> Option<(String, Option<String>, f64)> {
    let sentence = scene.sentence;
    let date = value.words.start;
    if sentence.is_cue(predicate, Cue::Report)
        || sentence.is_cue(predicate, Cue::Deny)
        || sentence.is_cue(predicate, Cue::Confirm)
    {
        return None;
    }
    if let Some(event) = scene.event(predicate) {
        return names_no_instance(value).then(|| (format!("date.{event}"), None, 0.9));
    }
    if sentence.upos(predicate) == Upos::Noun {
        return names_no_instance(value)
            .then(|| (format!("date.open:{}", scene.thing(predicate)), None, 0.6));
    }
    let argument = |rels: &[Rel]| {
        sentence.children(predicate).find(|&c| {
            rels.contains(&sentence.rel(c)) && sentence.value_at(c).is_none_or(|v| !v.words.contains(&date))
        })
    };
    let subject = argument(&[Rel::Nsubj, Rel::NsubjPass]);
    let object = argument(&[Rel::Obj]);
    let actor = subject_of(sentence, predicate)
        .and_then(|s| scene.event(s))
        .or_else(|| scene.event_verb(predicate))
        .or_else(|| event_before(scene, predicate));
    if let Some(event) = actor {
        return Some((format!("date.{event}"), None, 0.9));
    }
    let class = object.or(subject).and_then(|w| sentence.class(w));
    let family = sentence.marks_at(predicate).find_map(|m| match m.meaning {
        Meaning::Concept(id, Role::Object | Role::Subject | Role::Event | Role::Affirm) => {
            let concept = scene.lexicon.concepts.get(id).filter(|c| may_count(scene.lexicon, c, class))?;
            Some(concept.id.clone())
        }
        _ => None,
    });
    if let Some(event) =
        object.and_then(|o| scene.event(o)).filter(|_| sentence.is_cue(predicate, Cue::Light))
    {
        return Some((format!("date.{event}"), None, 0.8));
    }
    let theme = object
        .or(subject)
        .filter(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn))
        .map(|w| theme(scene, w));
    Some(match family {
        Some(family) => (format!("date.{family}"), None, 0.75),
        None => (format!("date.open:{}", scene.thing(predicate)), theme, 0.6),
    })
}

/// The event right before a verb that says it took place, or whose relative clause describes it, where the tree has
/// another subject.
fn event_before(scene: &Scene<'_, '_>, verb: usize) -> Option<String> {
    let sentence = scene.sentence;
    let relative = (verb.saturating_sub(3)..verb).any(|w| sentence.feats(w).has(Feats::RELATIVE));
    let near = (verb.saturating_sub(8)..verb).rev().take_while(|&w| sentence.upos(w) != Upos::Verb);
    near.filter(|_| relative || sentence.is_cue(verb, Cue::Happen)).find_map(|w| scene.event(w))
}

/// Whether a date that stands with an event noun tells when the event was, rather than which one is meant: "the quake
/// of 12 March", not "the 2015 agreement".
fn names_no_instance(value: &Placed<'_>) -> bool {
    let fine =
        |g: Grain| matches!(g, Grain::Minute | Grain::Hour | Grain::DayPart | Grain::Day | Grain::Month);
    matches!(&value.reading.value, Value::Time(time) if time.members.iter().all(|m| fine(m.grain)))
}

fn theme(scene: &Scene<'_, '_>, word: usize) -> String {
    scene
        .mentions
        .iter()
        .find(|m| m.words.contains(&word))
        .map_or_else(|| scene.thing(word), |m| m.name.clone())
}
