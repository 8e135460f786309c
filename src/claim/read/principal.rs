//! What a document is mainly about: the instance its title and lead announce.

use super::scene::Scene;
use crate::claim::Principal;
use crate::claim::lexicon::Cue;
use crate::claim::voice::subject_of;
use crate::partial_date::PartialDate;
use crate::source::BlockKind;
use crate::syntax::Upos;
use crate::value::{Grain, Kind, Moment, TimeSet, Value};

/// Sentences of running text that count as the lead.
const LEAD: usize = 3;

/// Reads the principal from title and lead; its date is the first one there that belongs to an event and not to a verb
/// of saying.
pub(super) fn find(scenes: &[Scene<'_, '_>], published: Option<PartialDate>) -> Principal {
    let titles = scenes.iter().filter(|s| s.sentence.kind == BlockKind::Title);
    let body = scenes.iter().filter(|s| s.sentence.kind == BlockKind::Paragraph).take(LEAD);
    let mut principal = Principal::default();
    for scene in titles.chain(body) {
        for mention in &scene.mentions {
            let list = if mention.place { &mut principal.places } else { &mut principal.names };
            list.push(mention.name.clone());
        }
        principal.events.extend((0..scene.sentence.words.len()).filter_map(|w| scene.event(w)));
        if principal.time.is_none()
            && let Some((time, dated)) = event_date(scene)
        {
            (principal.time, principal.dated) = (Some(time), dated);
        }
        principal.clock = principal.clock.or_else(|| event_clock(scene));
    }
    for list in [&mut principal.places, &mut principal.names] {
        list.sort();
        list.dedup();
    }
    principal.events = by_frequency(principal.events);
    principal.published = published;
    principal
}

/// Each once, the most frequent first, then in order.
fn by_frequency(mut events: Vec<String>) -> Vec<String> {
    events.sort();
    let mut counted: Vec<(usize, String)> =
        events.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0].clone())).collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    counted.into_iter().map(|(_, event)| event).collect()
}

/// The first day that a scene gives for what happened, and the kind of event its clause names.
fn event_date(scene: &Scene<'_, '_>) -> Option<(TimeSet, Option<String>)> {
    let fine = |m: &Moment| {
        matches!(m.grain, Grain::Day | Grain::DayPart | Grain::Minute | Grain::Hour)
            && (m.interval.is_some() || m.weekday.is_some())
            && !m.assumed
    };
    let (time, at) = told_times(scene).find(|(time, _)| time.members.iter().all(fine))?;
    Some((time.clone(), event_at(scene, at)))
}

/// The first time of day that a scene gives for what happened, to the minute.
fn event_clock(scene: &Scene<'_, '_>) -> Option<u16> {
    let clock = |m: &Moment| m.minutes.filter(|(from, to)| from == to).map(|(minute, _)| minute);
    told_times(scene).find_map(|(time, _)| time.members.first().and_then(clock))
}

/// The times of a scene that belong to no verb of saying and recall nothing, with where they stand.
fn told_times<'s>(scene: &'s Scene<'_, '_>) -> impl Iterator<Item = (&'s TimeSet, usize)> {
    let sentence = scene.sentence;
    sentence.values.iter().filter(|v| v.reading.kind == Kind::Date).filter_map(|v| {
        let Value::Time(time) = &v.reading.value else { return None };
        let at = v.words.start;
        let said = governor(scene, at).is_some_and(|g| sentence.is_cue(g, Cue::Report));
        let recalled = sentence.cues(Cue::Background).any(|m| m.words.start.abs_diff(at) <= 3);
        (!said && !recalled).then_some((time, at))
    })
}

/// The verb above a word.
fn governor(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    scene.sentence.upwards(at).skip(1).find(|&w| scene.sentence.upos(w) == Upos::Verb)
}

/// The kind of event that the clause of a word names.
fn event_at(scene: &Scene<'_, '_>, at: usize) -> Option<String> {
    let sentence = scene.sentence;
    let governor = governor(scene, at);
    // "The toll of the flood rose on Thursday": then the count moved.
    if governor.is_some_and(|g| sentence.is_cue(g, Cue::Change)) {
        return None;
    }
    let above = sentence.upwards(at).skip(1).find_map(|w| scene.event(w).or_else(|| scene.event_verb(w)));
    let subject = || governor.and_then(|g| subject_of(sentence, g)).and_then(|s| scene.event(s));
    // "Killed on Monday in a car bombing": what its clause names besides.
    let beside = || {
        let clause = governor?;
        let within = |&w: &usize| sentence.clause(w) == clause && sentence.upos(w) == Upos::Noun;
        (0..sentence.words.len()).filter(within).find_map(|w| scene.event(w))
    };
    above.or_else(subject).or_else(beside)
}
