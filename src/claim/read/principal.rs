//! What a document is mainly about: the instance its title and lead announce.

use super::scene::Scene;
use crate::claim::Principal;
use crate::claim::lexicon::Cue;
use crate::claim::voice::subject_of;
use crate::partial_date::PartialDate;
use crate::source::BlockKind;
use crate::syntax::Upos;
use crate::value::{Grain, Kind, TimeSet, Value};

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
    let sentence = scene.sentence;
    sentence.values.iter().filter(|v| v.reading.kind == Kind::Date).find_map(|v| {
        let Value::Time(time) = &v.reading.value else { return None };
        let fine = time.members.iter().all(|m| {
            matches!(m.grain, Grain::Day | Grain::DayPart | Grain::Minute | Grain::Hour)
                && (m.interval.is_some() || m.weekday.is_some())
                && !m.assumed
        });
        let governor = sentence.upwards(v.words.start).skip(1).find(|&w| sentence.upos(w) == Upos::Verb);
        let said = governor.is_some_and(|g| sentence.is_cue(g, Cue::Report));
        let recalled = sentence.cues(Cue::Background).any(|m| m.words.start.abs_diff(v.words.start) <= 3);
        let above = || sentence.upwards(v.words.start).skip(1);
        // "Killed on Monday in a car bombing": what its clause names besides.
        let beside = || {
            let clause = governor?;
            let within = |&w: &usize| sentence.clause(w) == clause && sentence.upos(w) == Upos::Noun;
            (0..sentence.words.len()).filter(within).find_map(|w| scene.event(w))
        };
        let subject = || governor.and_then(|g| subject_of(sentence, g)).and_then(|s| scene.event(s));
        let kind = above().find_map(|w| scene.event(w).or_else(|| scene.event_verb(w)));
        let kind = kind.or_else(subject).or_else(beside);
        (fine && !said && !recalled).then(|| (time.clone(), kind))
    })
}
