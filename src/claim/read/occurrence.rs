//! Counts without a number: that there was some, and that there was none.
//!
//! "A man was killed" says at least one; "denied that anyone was hurt" says none. Such claims only ever meet claims of
//! the other sort: they answer whether, not how many.

use rust_decimal::Decimal;

use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Concept, Cue, Meaning, Role};
use crate::claim::link::{head_of, is_passive};
use crate::claim::sentence::Mark;
use crate::claim::{ClaimKind, Polarity, Principal, Topic};
use crate::syntax::{Feats, Rel, Upos};
use crate::value::{Bound, Quantity, Value};

/// Reads every word of a counted family that stands without a number.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let sentence = scene.sentence;
    let mut seen: Vec<usize> = Vec::new();
    for mark in &sentence.marks {
        let Meaning::Concept(id, role) = mark.meaning else { continue };
        let Some(concept) =
            scene.lexicon.concepts.get(id).filter(|c| c.kind == ClaimKind::Number && c.counts.is_some())
        else {
            continue;
        };
        if !matches!(role, Role::Object | Role::Subject | Role::Outcome | Role::State)
            || mark.number.is_some()
        {
            continue;
        }
        let trigger = head_of(sentence, mark);
        let here = sentence.span_of(mark.words.clone());
        let counted = drafts.iter().any(|d| {
            d.sentence == sentence.span && d.topic.concept == concept.id && near(scene, d, trigger, here)
        });
        let Some(phrase) =
            phrase(scene, mark, role, trigger).filter(|_| !counted && !seen.contains(&trigger))
        else {
            continue;
        };
        if scene.is_planned(trigger) {
            continue;
        }
        seen.push(trigger);
        let without = role == Role::Outcome && scene.cue_before(Cue::None, mark.words.start, 2);
        let none = without || scene.is_denied(trigger);
        // Who denies having hit that one does not say that nobody was hit.
        let additional = phrase.clone().any(|w| sentence.is_cue(w, Cue::Additional));
        let particular = phrase.clone().any(|w| scene.is_definite(w) || sentence.is_cue(w, Cue::Anaphor));
        if none && particular {
            continue;
        }
        let value =
            if none { count(Decimal::ZERO, Bound::Exact) } else { count(Decimal::ONE, Bound::AtLeast) };
        let topic = Topic::of(concept, concept.counts.map(|class| scene.class_id(class)));
        let mut draft = scene.draft(trigger, phrase, ClaimKind::Number, topic, value);
        draft.qualifiers = qualify::qualify(scene, trigger, principal);
        if none {
            draft.qualifiers.narrow_to(scene.cause(trigger));
        }
        draft.standing.existence = true;
        draft.standing.denying = none && scene.is_denied_by_voice(trigger);
        // No further casualties are none on top of those there were.
        draft.standing.additional = none && additional;
        draft.standing.background = super::count::recalls(scene, trigger);
        draft.polarity = if none { Polarity::Denied } else { Polarity::Affirmed };
        draft.strength = 0.8;
        drafts.push(draft);
    }
}

/// What follows from there having been none: where nobody was hurt, nobody was badly hurt either. That nobody has told
/// of any yet says nothing so firm. It is kept only where another claim meets it.
pub(super) fn among_none(scene: &Scene<'_, '_>, read: &[Draft]) -> Vec<Draft> {
    let (sentence, lexicon) = (scene.sentence, scene.lexicon);
    let reported = |w: usize| sentence.upos(w) == Upos::Noun && sentence.is_cue(w, Cue::Accusation);
    let open = |d: &Draft| {
        let before = |m: &Mark| sentence.span_of(m.words.clone()).start <= d.span.start;
        let mut own = (0..sentence.words.len()).filter(|&w| d.span.contains(sentence.words[w].span));
        [Cue::Void, Cue::FirstReport].iter().any(|&cue| sentence.cues(cue).any(before))
            || own.any(|w| sentence.upwards(w).any(reported))
    };
    let none = |d: &&Draft| {
        let counted = d.kind == ClaimKind::Number && d.topic.known && !d.standing.additional;
        counted && d.value.is_none() && !open(d)
    };
    let derive = |draft: &Draft, concept: &Concept| {
        let mut derived = draft.clone();
        derived.topic = Topic::of(concept, draft.topic.theme.clone());
        derived.standing.plain = true;
        derived.standing.derived = true;
        derived.strength *= AMONG;
        derived
    };
    let nones = read.iter().filter(none);
    nones
        .flat_map(|draft| lexicon.narrower(&draft.topic.concept).map(move |concept| derive(draft, concept)))
        .collect()
}

/// How surely who speaks of none means none of those counted among them, too.
const AMONG: f64 = 0.9;

/// Whether a claim already read is about this very mention.
fn near(scene: &Scene<'_, '_>, draft: &Draft, trigger: usize, here: crate::span::Span) -> bool {
    let sentence = scene.sentence;
    let clause = sentence.clause(trigger);
    draft.span.overlaps(here)
        || sentence.words.iter().enumerate().any(|(i, w)| {
            draft.span.contains(w.span) && (sentence.clause(i) == clause || sentence.hangs_from(i, trigger))
        })
}

fn count(number: Decimal, bound: Bound) -> Value {
    let high = (bound == Bound::Exact).then_some(number);
    Value::Quantity(Quantity::new(bound, (Some(number), high), Some(number)))
}

/// The words that say it: the family's word with its subject or object; `None` where the mention asserts nothing by
/// itself (an infinitive, an event only named).
fn phrase(scene: &Scene<'_, '_>, mark: &Mark, role: Role, trigger: usize) -> Option<std::ops::Range<usize>> {
    let sentence = scene.sentence;
    let feats = sentence.feats(trigger);
    let argument = match role {
        Role::Outcome => return outcome_phrase(scene, mark, trigger),
        Role::Object => sentence
            .children(trigger)
            .find(|&c| {
                matches!(sentence.rel(c), Rel::Obj | Rel::NsubjPass)
                    || (sentence.rel(c) == Rel::Nsubj && is_passive(sentence, trigger))
            })
            .or_else(|| participle_head(scene, trigger)),
        _ => sentence
            .children(trigger)
            .find(|&c| matches!(sentence.rel(c), Rel::Nsubj | Rel::NsubjPass))
            .or_else(|| participle_head(scene, trigger)),
    }?;
    let verbal = sentence.upos(trigger) == Upos::Verb || matches!(role, Role::State);
    let bare = feats.has(Feats::INFINITIVE)
        && !sentence.children(trigger).any(|c| matches!(sentence.rel(c), Rel::Aux | Rel::AuxPass));
    let person = is_counted_thing(scene, argument, mark);
    (verbal && !bare && person).then(|| argument.min(mark.words.start)..(argument + 1).max(mark.words.end))
}

/// The noun a participle describes ("the man killed").
fn participle_head(scene: &Scene<'_, '_>, trigger: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let describes = matches!(sentence.rel(trigger), Rel::Acl | Rel::Amod)
        && sentence.feats(trigger).has(Feats::PARTICIPLE);
    sentence.head(trigger).filter(|&h| describes && matches!(sentence.upos(h), Upos::Noun | Upos::Propn))
}

/// Whether the argument may be what the concept counts: of the right class, or a name or pronoun.
fn is_counted_thing(scene: &Scene<'_, '_>, argument: usize, mark: &Mark) -> bool {
    let Meaning::Concept(id, _) = mark.meaning else { return false };
    let wanted = scene.lexicon.concepts.get(id).and_then(|c| c.counts);
    match (scene.sentence.class(argument), wanted) {
        (Some(class), Some(wanted)) => scene.lexicon.is_a(class, wanted),
        (_, wanted) => {
            let people = wanted.is_none_or(|w| scene.is_people(w));
            people && matches!(scene.sentence.upos(argument), Upos::Propn | Upos::Pron)
        }
    }
}

/// A bare outcome noun counts only in the scope of a denial ("denied any deaths") or after a word for none.
fn outcome_phrase(scene: &Scene<'_, '_>, mark: &Mark, trigger: usize) -> Option<std::ops::Range<usize>> {
    let denied = scene.is_denied(trigger) || scene.cue_before(Cue::None, mark.words.start, 2);
    let start = mark.words.start.saturating_sub(1);
    (denied && matches!(scene.sentence.upos(trigger), Upos::Noun | Upos::Adj | Upos::Verb))
        .then_some(start..mark.words.end)
}
