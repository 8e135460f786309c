//! What brought an event about: a thing, as against somebody who is to blame.
//!
//! Three turns say so: a verb between a cause and what it caused, a preposition before the cause of what its clause
//! tells, and a noun for a cause said to be something.

use super::accusation::fill;
use super::agent::can_be_accused;
use super::proposition::roles;
use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::gist::Gist;
use crate::claim::lexicon::{Accuser, Concept, Cue, Meaning};
use crate::claim::link::head_of;
use crate::claim::sentence::Mark;
use crate::claim::{ClaimKind, Principal, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::Value;

/// The concept of what brought an event about.
const CAUSE: &str = "event.cause";

/// A cause, and what it brought about where that is said.
struct Caused {
    cause: usize,
    effect: Option<usize>,
}

/// Reads every cause that a sentence gives for an event.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let Some(concept) = scene.lexicon.concept(CAUSE) else { return };
    for mark in &scene.sentence.marks {
        let found = match mark.meaning {
            Meaning::Cue(Cue::Causes) => by_verb(scene, head_of(scene.sentence, mark)),
            Meaning::Cue(Cue::Cause | Cue::Effect) => by_preposition(scene, mark),
            Meaning::Cue(Cue::CauseNoun) => by_noun(scene, head_of(scene.sentence, mark)),
            Meaning::Accuse(id) => scene.lexicon.accusers.get(id).and_then(|a| blamed(scene, mark, a)),
            _ => None,
        };
        drafts.extend(found.and_then(|found| draft(scene, concept, &found, principal)));
    }
}

/// "Lightning started the fire", "the fire was started by lightning".
fn by_verb(scene: &Scene<'_, '_>, verb: usize) -> Option<Caused> {
    let (doer, thing) = roles(scene, verb);
    let alone = scene.sentence.children(verb).all(|c| scene.sentence.rel(c) != Rel::Xcomp);
    Some(Caused { cause: doer.filter(|_| alone && !scene.is_denied(verb))?, effect: Some(thing?) })
}

/// "The fire resulted from a short circuit", "an outage due to ice", "died of burns".
fn by_preposition(scene: &Scene<'_, '_>, mark: &Mark) -> Option<Caused> {
    let sentence = scene.sentence;
    let last = mark.words.end.checked_sub(1)?;
    let behind = || {
        let near = (mark.words.end..sentence.words.len()).take(REACH);
        near.take_while(|&w| sentence.upos(w) != Upos::Verb).find(|&w| is_noun(scene, w))
    };
    let cause = sentence.head(last).filter(|&noun| noun > last).or_else(behind)?;
    let tells = |&w: &usize| matches!(sentence.upos(w), Upos::Verb | Upos::Noun | Upos::Adj);
    let above = sentence.upwards(cause).skip(1).find(tells);
    let predicate = match head_of(sentence, mark) {
        // What stands in the gap of a turn has complements of its own.
        turn if mark.gapped => turn_over(scene, turn, above?)?,
        _ => above.filter(|_| !is_said(scene, cause)).unwrap_or(cause),
    };
    let effect = match sentence.upos(predicate) {
        Upos::Verb => undergoer(scene, predicate, cause)?,
        Upos::Noun if predicate != cause => predicate,
        _ => subject(scene, predicate)?,
    };
    (!scene.is_denied(predicate)).then_some(Caused { cause, effect: Some(effect) })
}

/// The verb of a turn, where its complement hangs from it, or from its object or a date, as the tree often has it: "put
/// the delay down to ice", "died on Tuesday of a fever".
fn turn_over(scene: &Scene<'_, '_>, verb: usize, above: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let object = sentence.head(above) == Some(verb) && sentence.rel(above) == Rel::Obj;
    (above == verb || object || sentence.value_at(above).is_some()).then_some(verb)
}

/// The event that a verb is about, else what it tells by itself: of what somebody did, a cause is a reason.
fn undergoer(scene: &Scene<'_, '_>, verb: usize, cause: usize) -> Option<usize> {
    let (doer, thing) = roles(scene, verb);
    let told = [thing, doer].into_iter().flatten().filter(|&w| w != cause);
    let event = |&w: &usize| theme(scene, w).is_some();
    told.clone().find(event).or_else(|| doer.is_none().then_some(verb))
}

/// Whether a word is said of a subject.
fn is_said(scene: &Scene<'_, '_>, word: usize) -> bool {
    scene.sentence.children(word).any(|c| scene.sentence.rel(c) == Rel::Cop)
}

fn subject(scene: &Scene<'_, '_>, word: usize) -> Option<usize> {
    scene.sentence.children(word).find(|&c| scene.sentence.rel(c) == Rel::Nsubj)
}

/// Farthest word behind a preposition that may be its noun.
const REACH: usize = 4;

/// "The cause of the fire was a short circuit", "a short circuit was the cause of the fire".
fn by_noun(scene: &Scene<'_, '_>, noun: usize) -> Option<Caused> {
    let sentence = scene.sentence;
    let of_subject = is_said(scene, noun);
    let cause = if of_subject {
        subject(scene, noun)?
    } else {
        sentence.head(noun).filter(|&w| is_said(scene, w) && subject(scene, w) == Some(noun))?
    };
    let effect = sentence.children(noun).find(|&c| sentence.rel(c) == Rel::Nmod);
    let said = if of_subject { noun } else { cause };
    let placed = sentence.children(cause).any(|c| sentence.rel(c) == Rel::Case);
    (!placed && !scene.is_denied(said)).then_some(Caused { cause, effect })
}

/// "The owner blamed a freak wave": what nobody can be accused of being.
fn blamed(scene: &Scene<'_, '_>, mark: &Mark, accuser: &Accuser) -> Option<Caused> {
    let verb = head_of(scene.sentence, mark);
    let turned = scene.sentence.is_cue(verb, Cue::Effect);
    let cause = fill(scene, verb, &accuser.accused)?;
    let acts = accuser.act.iter().filter_map(|slot| fill(scene, verb, slot)).filter(|&w| w != cause);
    let effect = acts.min_by_key(|w| w.abs_diff(cause));
    (!turned && !scene.is_denied(verb)).then_some(Caused { cause, effect })
}

fn is_noun(scene: &Scene<'_, '_>, word: usize) -> bool {
    scene.sentence.upos(word) == Upos::Noun
}

/// What happened, as one word for nouns and verbs of both languages; a thing that is pointed at may be one.
fn theme(scene: &Scene<'_, '_>, effect: usize) -> Option<String> {
    let event = scene.event(effect).or_else(|| scene.event_verb(effect)).or_else(|| scene.deed(effect));
    let told = || match scene.sentence.upos(effect) {
        Upos::Noun => scene.is_definite(effect),
        upos => upos == Upos::Verb,
    };
    event.or_else(|| told().then(|| scene.thing(effect)))
}

/// A cause with what tells it from others of its kind: "short circuit", « fuite de gaz ».
fn named(scene: &Scene<'_, '_>, cause: usize) -> String {
    let sentence = scene.sentence;
    let tells = |c: usize| match sentence.rel(c) {
        Rel::Amod | Rel::Compound | Rel::Flat => true,
        Rel::Nmod => sentence.children(c).all(|below| sentence.rel(below) == Rel::Case),
        _ => false,
    };
    let ends = || sentence.children(cause).filter(|&c| tells(c) && c.abs_diff(cause) <= REACH).chain([cause]);
    let (first, last) = (ends().min().unwrap_or(cause), ends().max().unwrap_or(cause));
    let mut name = String::new();
    for word in sentence.words.get(first..=last).unwrap_or_default() {
        if !name.is_empty() && !name.ends_with(['\'', '\u{2019}']) {
            name.push(' ');
        }
        name.push_str(&word.form.to_lowercase());
    }
    name
}

/// Whom or what befell the event that a verb tells.
fn suffered(scene: &Scene<'_, '_>, effect: usize) -> Option<usize> {
    roles(scene, effect).1.filter(|_| scene.sentence.upos(effect) == Upos::Verb)
}

/// The claim that an event has a cause; `None` where the cause is somebody, or what it caused no event.
fn draft(scene: &Scene<'_, '_>, concept: &Concept, found: &Caused, principal: &Principal) -> Option<Draft> {
    let sentence = scene.sentence;
    let &Caused { cause, effect } = found;
    let counted = sentence.children(cause).any(|c| sentence.rel(c) == Rel::Nummod);
    let clause = |c: usize| sentence.children(c).any(|m| sentence.rel(m) == Rel::Mark);
    let told = sentence.children(cause).any(clause);
    let vague = sentence.is_cue(cause, Cue::CauseNoun);
    if !is_noun(scene, cause)
        || vague
        || can_be_accused(scene, cause)
        || counted
        || told
        || scene.is_none(cause)
    {
        return None;
    }
    let what = effect.map_or_else(|| principal.events.first().cloned(), |effect| theme(scene, effect))?;
    let anchor = effect.unwrap_or(cause);
    let words = cause.min(anchor)..cause.max(anchor) + 1;
    let answer = Value::Name(named(scene, cause));
    let mut draft = scene.draft(anchor, words, ClaimKind::Identity, Topic::of(concept, Some(what)), answer);
    let reader = scene.reader();
    let phrase =
        |&w: &usize| sentence.hangs_from(w, cause) && (w == cause || !sentence.hangs_from(anchor, w));
    draft.gist = reader.gist(None, anchor..anchor + 1);
    draft.gist.head = effect.and_then(|effect| reader.predicate(effect));
    draft.gist.answer =
        (0..sentence.words.len()).filter(phrase).filter_map(|w| reader.content(w, 0)).collect();
    let Gist { answer, words, .. } = &mut draft.gist;
    words.retain(|word| answer.iter().all(|own| own.span != word.span));
    draft.qualifiers = qualify::qualify(scene, anchor, principal);
    draft.qualifiers.holder = effect.and_then(|e| suffered(scene, e)).and_then(|w| qualify::named(scene, w));
    draft.standing.background = super::count::recalls(scene, anchor);
    draft.strength = if scene.is_planned(anchor) { 0.6 } else { 0.8 };
    Some(draft)
}
