//! Claims of date: when the thing happened that a date's predicate tells of.
//!
//! A date belongs to its predicate. Where the predicate only says that an event took place, it is the event's own date.

use super::dated::{self, says};
use super::echo;
use super::qualify;
use super::scene::{Draft, Scene};
use super::trend;
use crate::claim::lexicon::{Concept, Meaning, Role};
use crate::claim::link::may_count;
use crate::claim::sentence::Placed;
use crate::claim::voice::subject_of;
use crate::claim::{ClaimKind, Principal, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::{Grain, Kind, Moment, Side, TimeSet, Value};

/// Reads every date of a sentence that tells when something happened.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let sentence = scene.sentence;
    let mut dated_deeds = Vec::new();
    for value in sentence.values.iter().filter(|v| v.reading.kind == Kind::Date) {
        if let Some(draft) = taken_up(scene, value, drafts) {
            drafts.push(draft);
            continue;
        }
        let ahead = qualify::is_ahead(&value.reading.value, principal);
        if let Some((other, told)) = dated::pointed_at(scenes, at, value) {
            drafts.extend(of_neighbour(scene, other, told, value, (ahead, principal)));
            continue;
        }
        let Some(predicate) = dated::predicate(scene, value) else { continue };
        let Some(stated) = stated(scenes, at, value, predicate) else { continue };
        // Nothing is said on a day to come: the day is that of the deed right before it.
        let spoken_of = dated::beside(scene, value.words.start)
            .filter(|&w| ahead && says(scene, predicate) && scene.is_deed(w));
        let told = spoken_of.unwrap_or_else(|| dated::told(scene, predicate));
        if told == predicate && sentence.upos(told) != Upos::Verb && !dated::tells_when(scene, value) {
            continue;
        }
        for told in std::iter::once(told).chain(dated::frame_of(scene, told, value)) {
            // "The first is built in 2027, the last in 2031": the second date is not of the same thing.
            let again = dated_deeds.contains(&told);
            dated_deeds.push(told);
            let deed = Deed { told, predicate, ahead, again };
            drafts.extend(draft(scene, &deed, value, stated.clone(), principal));
        }
    }
}

/// What a date is said of.
struct Deed {
    told: usize,
    predicate: usize,
    /// Whether the date lies ahead of the document.
    ahead: bool,
    /// Whether its sentence has dated it before.
    again: bool,
}

/// The claim that a deed was done at the time stated.
fn draft(
    scene: &Scene<'_, '_>,
    deed: &Deed,
    value: &Placed<'_>,
    stated: Value,
    principal: &Principal,
) -> Option<Draft> {
    let sentence = scene.sentence;
    let &Deed { told, predicate, ahead, again } = deed;
    let (mut topic, strength) = topic(scene, told, value)?;
    // "Has owned it since 2018": that is when it was bought.
    let begun = match end(&topic, &stated) {
        Some(Topic::SINCE) => scene.reader().inception(told),
        _ => None,
    };
    let ended = || dated::ends(scene, predicate, told).then_some(Topic::UNTIL);
    if let Some(end) = end(&topic, &stated).or_else(ended).filter(|_| begun.is_none()) {
        topic.bound(end);
    }
    let last = dated::is_last(scene, told);
    if last {
        topic.bound(Topic::LAST);
    }
    topic.lasting = last || scene.happens(told, |sense| sense.once);
    let mut draft = scene.draft(told, value.words.clone(), ClaimKind::Date, topic, stated);
    if begun.is_some() {
        draft.gist.head = begun;
    }
    draft.qualifiers = qualify::qualify(scene, value.words.start, principal);
    draft.qualifiers.time = None;
    draft.standing.background = !ahead && super::count::recalls(scene, predicate);
    draft.standing.superseded = trend::is_superseded(scene, &value.words);
    draft.standing.moved = trend::put_off(scene, &value.words);
    draft.strength = strength;
    let planned = ahead || scene.is_planned(predicate) || scene.is_planned(told);
    // What a noun tells without saying of what is one thing itself.
    let itself = || {
        let definite = planned || scene.is_definite(told);
        Some(told).filter(|_| definite && sentence.upos(told) == Upos::Noun)
    };
    // "The funeral of Ann Sarre took place": whose funeral it was.
    let verb = Some(told).filter(|&w| sentence.upos(w) == Upos::Verb);
    let of = verb.and_then(|w| subject_of(sentence, w)).filter(|&w| scene.event(w).is_some());
    let thing = dated::thing(scene, of.unwrap_or(told)).or_else(itself);
    if let Some(thing) = thing.filter(|&w| !again && dated::is_one(scene, w, planned)) {
        draft.gist.theme = scene.reader().argument(thing);
        draft.qualifiers.holder = qualify::named(scene, thing);
    }
    if planned {
        draft.topic.plan();
    }
    Some(draft)
}

/// The claim of a date that stands alone in its sentence, and dates a deed of the `other` beside it.
fn of_neighbour(
    scene: &Scene<'_, '_>,
    other: &Scene<'_, '_>,
    predicate: usize,
    value: &Placed<'_>,
    (ahead, principal): (bool, &Principal),
) -> Option<Draft> {
    let told = dated::told(other, predicate);
    let deed = Deed { told, predicate, ahead, again: false };
    let there = Placed { reading: value.reading, words: told..told + 1 };
    let draft = draft(other, &deed, &there, value.reading.value.clone(), principal)?;
    let (span, sentence) = (scene.sentence.span_of(value.words.clone()), scene.sentence.span);
    Some(Draft { span, sentence, strength: draft.strength.min(TAKEN_UP), ..draft })
}

/// The claim of a date that somebody gives without a word of what took place then: that of the last date before it, in its
/// sentence or the one before.
fn taken_up(scene: &Scene<'_, '_>, value: &Placed<'_>, before: &[Draft]) -> Option<Draft> {
    let model = before.iter().rev().find(|d| d.kind == ClaimKind::Date)?;
    let here = scene.sentence.span;
    let last = before.iter().map(|d| d.sentence).rfind(|&s| s != here);
    let (Value::Time(own), Value::Time(other)) = (&value.reading.value, &model.value) else { return None };
    let grain = |time: &TimeSet| time.members.iter().map(|m| m.grain).max();
    let near = model.sentence == here || Some(model.sentence) == last;
    if !near || grain(own) != grain(other) || !echo::is_date_given(scene, value) {
        return None;
    }
    let stated = value.reading.value.clone();
    let draft =
        scene.draft(value.words.start, value.words.clone(), ClaimKind::Date, model.topic.clone(), stated);
    let (gist, qualifiers) = (model.gist.clone(), model.qualifiers.clone());
    Some(Draft { gist, qualifiers, strength: model.strength.min(TAKEN_UP), ..draft })
}

/// How sure it is that a date answers the question of the one before it.
const TAKEN_UP: f64 = 0.85;

/// The date as it is stated of a predicate. What is not done before or until a day is done from then on; what else is
/// denied has no date.
fn stated(scenes: &[Scene<'_, '_>], at: usize, value: &Placed<'_>, predicate: usize) -> Option<Value> {
    let scene = scenes.get(at)?;
    let stated = anchored(scenes, at, value);
    if !matches!(scene.sentence.upos(predicate), Upos::Verb | Upos::Adj) || !scene.is_negated(predicate) {
        return Some(stated);
    }
    let Value::Time(TimeSet { members }) = stated else { return None };
    let ends = |m: &Moment| matches!(m.side, Side::Before | Side::Until);
    let begun = |m: Moment| Moment { side: Side::Within, ..m };
    let begins = members.iter().all(ends);
    begins.then(|| Value::Time(TimeSet { members: members.into_iter().map(begun).collect() }))
}

/// Sentences in which a day that "the day before" counts from is looked for.
const STORY: usize = 20;

/// The date, with its day taken for sure where the sentences before name no other that "the day before" could count from
/// than the document's own.
fn anchored(scenes: &[Scene<'_, '_>], at: usize, value: &Placed<'_>) -> Value {
    let Value::Time(time) = &value.reading.value else { return value.reading.value.clone() };
    let day = |v: &Placed<'_>| matches!(&v.reading.value, Value::Time(t) if t.members.iter().any(|m| m.grain <= Grain::Day));
    let before = |v: &&Placed<'_>| v.reading.span.start < value.reading.span.start;
    let story = scenes.get(at.saturating_sub(STORY)..=at).unwrap_or_default();
    let mut earlier = story.iter().flat_map(|s| &s.sentence.values).filter(before);
    let supposed = |m: &Moment| m.assumed && m.minutes.is_none();
    if !time.members.iter().any(supposed) || earlier.any(day) {
        return value.reading.value.clone();
    }
    let sure = |m: &Moment| Moment { assumed: m.assumed && !supposed(m), ..*m };
    Value::Time(TimeSet { members: time.members.iter().map(sure).collect() })
}

/// Which end of what is asked a date gives, where it is not the whole: its last, or, unless it is an event, its first.
fn end(topic: &Topic, stated: &Value) -> Option<&'static str> {
    let Value::Time(time) = stated else { return None };
    match time.members.first().map(|m| m.side) {
        Some(Side::Until) => Some(Topic::UNTIL),
        Some(Side::Since) if topic.dated().is_none() => Some(Topic::SINCE),
        _ => None,
    }
}

/// The topic of a date: the family and theme of what it tells of, with how sure it is.
fn topic(scene: &Scene<'_, '_>, told: usize, value: &Placed<'_>) -> Option<(Topic, f64)> {
    let sentence = scene.sentence;
    if let Some(event) = scene.event(told) {
        return Some(of_event(&event));
    }
    if says(scene, told) && scene.event_verb(told).is_none() && !is_to_be_done(scene, told) {
        // Who was found or informed was so on a day; who found that something is so only says it.
        let passive = sentence.children(told).any(|c| sentence.rel(c) == Rel::AuxPass);
        let done = || passive.then(|| verbal_topic(scene, told, value));
        return announced(scene, told).or_else(done);
    }
    if sentence.upos(told) == Upos::Noun {
        return Some(state(scene, told).unwrap_or_else(|| open(scene, told, None)));
    }
    Some(verbal_topic(scene, told, value))
}

/// "Must find a buyer by June": what a verb of saying does to a thing, where it is yet to be done.
fn is_to_be_done(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let sentence = scene.sentence;
    let is_thing = |c: usize| sentence.rel(c) == Rel::Obj && sentence.upos(c) == Upos::Noun;
    scene.is_planned(verb) && sentence.children(verb).any(is_thing)
}

/// "In custody since January", "ceased operations on Monday": the topic of a noun in a turn that answers yes or no.
fn state(scene: &Scene<'_, '_>, noun: usize) -> Option<(Topic, f64)> {
    let concept = scene.sentence.marks_at(noun).find_map(|m| match m.meaning {
        Meaning::Concept(id, Role::Affirm) if m.words.len() > 1 || !scene.is_deed(noun) => {
            scene.lexicon.concepts.get(id)
        }
        _ => None,
    })?;
    Some((Topic::named(format!("date.{}", concept.id), None, true), 0.75))
}

/// "The merger was announced on Monday": the topic of the date on which an event was made known.
fn announced(scene: &Scene<'_, '_>, verb: usize) -> Option<(Topic, f64)> {
    let sentence = scene.sentence;
    let mut told = sentence.children(verb).filter(|&c| matches!(sentence.rel(c), Rel::Obj | Rel::NsubjPass));
    let (mut topic, strength) = of_event(&told.find_map(|w| scene.event(w))?);
    topic.bound(Topic::ANNOUNCED);
    Some((topic, strength))
}

/// The topic of the date of an event.
fn of_event(event: &str) -> (Topic, f64) {
    (Topic::named(format!("date.{event}"), None, true), 0.9)
}

/// The topic of the date of what no pack knows.
fn open(scene: &Scene<'_, '_>, told: usize, theme: Option<String>) -> (Topic, f64) {
    let deed = scene.deed(told).unwrap_or_else(|| scene.thing(told));
    (Topic::named(format!("date.open:{deed}"), theme, false), 0.6)
}

/// The topic of the date of what a verb tells: an event's, where its subject or it itself is one; else its family's.
fn verbal_topic(scene: &Scene<'_, '_>, verb: usize, value: &Placed<'_>) -> (Topic, f64) {
    let sentence = scene.sentence;
    let argument = |rels: &[Rel]| {
        sentence.children(verb).find(|&c| rels.contains(&sentence.rel(c)) && !value.words.contains(&c))
    };
    let actor = subject_of(sentence, verb)
        .and_then(|s| scene.event(s))
        .or_else(|| scene.event_verb(verb))
        .or_else(|| scene.event(dated::event_before(scene, verb)?));
    if let Some(event) = actor {
        return of_event(&event);
    }
    let target = argument(&[Rel::Obj]).or_else(|| argument(&[Rel::Nsubj, Rel::NsubjPass]));
    let class = target.and_then(|w| sentence.class(w));
    let family = sentence.marks_at(verb).find_map(|m| match m.meaning {
        Meaning::Concept(id, Role::Object | Role::Subject | Role::Event | Role::Affirm) => {
            let holds =
                |c: &&Concept| c.holder.zip(class).is_none_or(|(h, class)| scene.lexicon.is_a(class, h));
            scene.lexicon.concepts.get(id).filter(|c| may_count(scene.lexicon, c, class)).filter(holds)
        }
        _ => None,
    });
    // What is counted happens many times: its date is asked of one that has a name, or a pronoun for it.
    let one =
        |t: usize| sentence.upos(t) == Upos::Pron || scene.mentions.iter().any(|m| m.words.contains(&t));
    let named = |c: &&Concept| c.kind != ClaimKind::Number || target.is_some_and(one);
    let family = family.filter(named);
    if let Some(event) = family.and_then(|c| c.tells) {
        return of_event(&scene.class_id(event));
    }
    let family = family.map(|c| c.id.clone());
    let theme =
        target.filter(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn)).map(|w| theme(scene, w));
    match family {
        Some(family) => (Topic::named(format!("date.{family}"), None, true), 0.75),
        None => open(scene, verb, theme),
    }
}

fn theme(scene: &Scene<'_, '_>, word: usize) -> String {
    scene
        .mentions
        .iter()
        .find(|m| m.words.contains(&word))
        .map_or_else(|| scene.thing(word), |m| m.name.clone())
}
