//! Claims of date: when the thing happened that a date's predicate tells of.
//!
//! A date belongs to its predicate. Where the predicate only says that an event took place, it is the event's own date.

use super::qualify;
use super::scene::{Draft, Scene};
use super::trend;
use crate::claim::lexicon::{Concept, Cue, Meaning, Role};
use crate::claim::link::may_count;
use crate::claim::sentence::Placed;
use crate::claim::voice::subject_of;
use crate::claim::{ClaimKind, Principal, Topic};
use crate::syntax::{Feats, Rel, Upos};
use crate::value::{Grain, Kind, Moment, Side, TimeSet, Value};

/// Reads every date of a sentence that tells when something happened.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let sentence = scene.sentence;
    for value in sentence.values.iter().filter(|v| v.reading.kind == Kind::Date) {
        let ahead = qualify::is_ahead(&value.reading.value, principal);
        let Some(predicate) = predicate(scene, value) else { continue };
        // Nothing is said on a day to come: the day is that of the deed right before it.
        let spoken_of =
            beside(scene, value.words.start).filter(|&w| ahead && says(scene, predicate) && scene.is_deed(w));
        let told = spoken_of.unwrap_or_else(|| told(scene, predicate));
        if told == predicate && sentence.upos(told) != Upos::Verb && !names_no_instance(value) {
            continue;
        }
        let Some((mut topic, strength)) = topic(scene, told, value) else { continue };
        let part = part(&topic, value);
        topic.concept.push_str(part);
        let stated = anchored(scenes, at, value);
        let mut draft = scene.draft(told, value.words.clone(), ClaimKind::Date, topic, stated);
        draft.qualifiers = qualify::qualify(scene, value.words.start, principal);
        draft.qualifiers.time = None;
        draft.standing.background = !ahead && super::count::recalls(scene, predicate);
        draft.standing.superseded = trend::is_superseded(scene, &value.words);
        draft.standing.moved = trend::put_off(scene, &value.words);
        draft.strength = strength;
        if ahead || scene.is_planned(predicate) || scene.is_planned(told) {
            draft.topic.plan();
        }
        if sentence.upos(predicate) == Upos::Verb && scene.is_negated(predicate) {
            continue;
        }
        drafts.push(draft);
    }
}

/// The word a date belongs to: the nearest verb above it, or noun for what happens; of a day, the noun whose name it is
/// ("the letter of 4 May"), or any where there is neither.
fn predicate(scene: &Scene<'_, '_>, value: &Placed<'_>) -> Option<usize> {
    let sentence = scene.sentence;
    let fine = names_no_instance(value);
    let date = value.words.start;
    let above = || sentence.upwards(date).filter(|w| !value.words.contains(w));
    let noun = |&w: &usize| fine && sentence.upos(w) == Upos::Noun;
    let named = || beside(scene, date).filter(|&w| (w + 1..date).any(|w| sentence.is_cue(w, Cue::Genitive)));
    let own = above().next().filter(|w| date < *w).or_else(named).filter(noun);
    let tells =
        |&w: &usize| sentence.upos(w) == Upos::Verb || scene.event(w).is_some() || (fine && scene.is_deed(w));
    let found = own.or_else(|| above().find(tells)).or_else(|| above().find(noun));
    found.filter(|&w| !sentence.parted(date, w))
}

/// The word right before a date and its prepositions and article.
fn beside(scene: &Scene<'_, '_>, date: usize) -> Option<usize> {
    let small = |&w: &usize| matches!(scene.sentence.upos(w), Upos::Adp | Upos::Det);
    (date.saturating_sub(BESIDE)..date).rev().find(|w| !small(w))
}

/// Most words from a date back to the one it is said of.
const BESIDE: usize = 4;

/// Most verbs without a meaning of their own on the way to what is told.
const FRAMES: usize = 3;

/// What a predicate tells of: itself, or, of a verb that says no more than that something is planned, done or took place,
/// the deed it says so of.
fn told(scene: &Scene<'_, '_>, predicate: usize) -> usize {
    let steps = std::iter::successors(Some(predicate), |&verb| framed(scene, verb));
    steps.take(FRAMES).last().unwrap_or(predicate)
}

/// Whether a verb only says what somebody says.
fn says(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let cues = [Cue::Report, Cue::Doubt, Cue::Deny, Cue::Confirm];
    scene.sentence.upos(verb) == Upos::Verb && cues.iter().any(|&cue| scene.sentence.is_cue(verb, cue))
}

/// The deed that an empty verb is about: the verb it plans, else its object, else what it says took place.
fn framed(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let [planned, happens, light] =
        [Cue::Planned, Cue::Happen, Cue::Light].map(|cue| sentence.is_cue(verb, cue));
    if sentence.upos(verb) != Upos::Verb || !(planned || happens || (light && !says(scene, verb))) {
        return None;
    }
    let child = |rels: &[Rel]| sentence.children(verb).find(|&c| rels.contains(&sentence.rel(c)));
    let planned_verb = child(&[Rel::Xcomp]).filter(|&w| planned && sentence.upos(w) == Upos::Verb);
    let described = || sentence.head(verb).filter(|_| sentence.rel(verb) == Rel::Acl);
    let object = || child(&[Rel::Obj, Rel::NsubjPass]).or_else(described);
    let subject = || subject_of(sentence, verb).filter(|_| planned || happens);
    let is_deed = |&w: &usize| scene.is_deed(w);
    planned_verb.or_else(|| object().filter(is_deed)).or_else(|| subject().filter(is_deed))
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

/// Which part of what is asked a date gives, where it is not the whole: its end, or, unless it is an event, its beginning.
fn part(topic: &Topic, value: &Placed<'_>) -> &'static str {
    let Value::Time(time) = &value.reading.value else { return "" };
    match time.members.first().map(|m| m.side) {
        Some(Side::Until) => ".until",
        Some(Side::Since) if topic.dated().is_none() => ".since",
        _ => "",
    }
}

/// The topic of a date: the family and theme of what it tells of, with how sure it is.
fn topic(scene: &Scene<'_, '_>, told: usize, value: &Placed<'_>) -> Option<(Topic, f64)> {
    let sentence = scene.sentence;
    if says(scene, told) {
        return None;
    }
    if let Some(event) = scene.event(told) {
        return Some(of_event(&event));
    }
    if sentence.upos(told) == Upos::Noun {
        return Some(open(scene, told, None));
    }
    Some(verbal_topic(scene, told, value))
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
        .or_else(|| event_before(scene, verb));
    if let Some(event) = actor {
        return of_event(&event);
    }
    let target = argument(&[Rel::Obj]).or_else(|| argument(&[Rel::Nsubj, Rel::NsubjPass]));
    let class = target.and_then(|w| sentence.class(w));
    let family = sentence.marks_at(verb).find_map(|m| match m.meaning {
        Meaning::Concept(id, Role::Object | Role::Subject | Role::Event | Role::Affirm) => {
            scene.lexicon.concepts.get(id).filter(|c| may_count(scene.lexicon, c, class))
        }
        _ => None,
    });
    // What is counted happens many times: its date is asked of one that has a name, or a pronoun for it.
    let one =
        |t: usize| sentence.upos(t) == Upos::Pron || scene.mentions.iter().any(|m| m.words.contains(&t));
    let named = |c: &&Concept| c.kind != ClaimKind::Number || target.is_some_and(one);
    let family = family.filter(named).map(|c| c.id.clone());
    let theme =
        target.filter(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn)).map(|w| theme(scene, w));
    match family {
        Some(family) => (Topic::named(format!("date.{family}"), None, true), 0.75),
        None => open(scene, verb, theme),
    }
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
