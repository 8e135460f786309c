//! Denials that do not repeat what they deny: what was just said, or what whoever denies is accused of.

use super::accusation::RESPONSIBLE;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Cue, Meaning};
use crate::claim::link::head_of;
use crate::claim::names::same_name;
use crate::claim::sentence::Mark;
use crate::claim::voice::{speaker_name, subject_of};
use crate::claim::{Certainty, ClaimKind, Holder, Polarity, Principal, Standing};
use crate::span::Span;
use crate::syntax::{Rel, Upos};
use crate::value::Value;

/// "The ministry denied it", "that is false": what the sentence before, or this one up to the denial, says in another
/// voice's words, denied. Where it says all in its own words, a charge may still be meant.
pub(super) fn contradict(scene: &Scene<'_, '_>, previous: Option<Span>, read: &[Draft]) -> Vec<Draft> {
    let sentence = scene.sentence;
    let elided = elided(scene);
    let Some(word) = sentence.marks.iter().find_map(|mark| denial(scene, mark)).or(elided) else {
        return Vec::new();
    };
    let subject = subject_of(sentence, scene.predicate(word));
    let denier = subject
        .and_then(|s| speaker_name(sentence, &scene.mentions, scene.lexicon, s))
        .or_else(|| scene.speaker(word));
    // "In the castle one denies it: no letter was sent" says itself what is denied, and not who does.
    if denier.is_none() && sentence.words.get(word + 1).is_some_and(|w| w.form == ":") {
        return Vec::new();
    }
    let here = sentence.span_of(word..word + 1);
    let earlier = |d: &&Draft| {
        let said = d.sentence == sentence.span && d.span.end <= here.start;
        said || previous == Some(d.sentence)
    };
    let affirmed = |d: &&Draft| {
        d.kind == ClaimKind::Polarity
            && d.value == Value::Truth(true)
            && !d.dangling
            && !d.aside
            && !d.standing.derived
            && !d.standing.existence
            && (elided.is_some() || d.certainty != Certainty::Asserted || d.topic.concept == RESPONSIBLE)
            && (d.speaker.is_none() || d.speaker != denier)
    };
    let answered = read.iter().filter(earlier).filter(affirmed);
    answered
        .map(|d| Draft {
            value: Value::Truth(false),
            polarity: Polarity::Denied,
            speaker: denier.clone(),
            certainty: Certainty::Reported,
            span: here,
            sentence: sentence.span,
            standing: Standing { plain: false, ..d.standing },
            ..d.clone()
        })
        .collect()
}

/// The word that denies what was said before, where a mark does: a verb of denying with a pronoun, an accusation or
/// nothing for its object, or a word that calls one of these untrue.
fn denial(scene: &Scene<'_, '_>, mark: &Mark) -> Option<usize> {
    let sentence = scene.sentence;
    let word = head_of(sentence, mark);
    let stands_for = |w: usize| {
        sentence.upos(w) == Upos::Pron || (sentence.is_cue(w, Cue::Accusation) && scene.is_definite(w))
    };
    let named = |w: usize| sentence.children(w).any(|c| matches!(sentence.rel(c), Rel::Nmod | Rel::Acl));
    let child = |w: usize, rels: &[Rel]| sentence.children(w).find(|&c| rels.contains(&sentence.rel(c)));
    let takes_up = |w: Option<usize>| w.is_some_and(|w| stands_for(w) && !named(w));
    let denies = match mark.meaning {
        Meaning::Cue(Cue::Deny) => {
            let object = child(word, &[Rel::Obj, Rel::NsubjPass, Rel::Iobj, Rel::Expl]);
            sentence.upos(word) == Upos::Verb
                && (takes_up(object) || (object.is_none() && is_last(scene, mark)))
        }
        Meaning::Cue(Cue::Refute) => {
            let said_of = child(word, &[Rel::Nsubj, Rel::NsubjPass, Rel::Expl]).or_else(|| {
                let above = sentence.head(word)?;
                child(above, &[Rel::Obj]).filter(|&o| o != word).or(Some(above))
            });
            takes_up(said_of)
        }
        _ => false,
    };
    (denies && !scene.is_negated_beside(word, &mark.words)).then_some(word)
}

/// The negation of a sentence that repeats no word of what it denies: "police say they did not", "la direction assure que
/// non", "Non, répond le maire".
fn elided(scene: &Scene<'_, '_>) -> Option<usize> {
    let sentence = scene.sentence;
    let is = |w: Option<usize>, sort: Upos| w.is_some_and(|w| sentence.upos(w) == sort);
    let ends = |m: &Mark| m.words.end >= sentence.words.len() || sentence.upos(m.words.end) == Upos::Punct;
    let stands = |m: &&Mark| {
        let before = m.words.start.checked_sub(1);
        let answers = before.is_none() && sentence.words.get(m.words.end).is_some_and(|w| w.form == ",");
        !m.gapped && ends(m) && (answers || is(before, Upos::Aux) || is(before, Upos::Sconj))
    };
    sentence.cues(Cue::Negation).find(stands).map(|m| m.words.start)
}

/// Whether nothing but signs follows a mark in its sentence, or a quotation or new start right behind it.
fn is_last(scene: &Scene<'_, '_>, mark: &Mark) -> bool {
    let sentence = scene.sentence;
    (mark.words.end..sentence.words.len()).take(1).all(|w| sentence.upos(w) == Upos::Punct)
}

/// Gives every denial without an act the nearest accusation aimed at whoever denies, before it or else after it; where
/// its document tells of none, it answers what others accuse of: the event that the document is about.
pub(super) fn answer(drafts: &mut [Draft], principal: &Principal) {
    let accusations: Vec<Draft> = drafts
        .iter()
        .filter(|d| d.topic.concept == RESPONSIBLE && !d.dangling && d.value == Value::Truth(true))
        // That somebody did something accuses nobody.
        .filter(|d| !d.standing.plain)
        .filter(|d| d.qualifiers.holder.is_some())
        .cloned()
        .collect();
    for draft in drafts.iter_mut().filter(|d| d.dangling) {
        let Some(denier) = draft.qualifiers.holder.clone() else { continue };
        let aimed = |d: &&Draft| {
            let names = d.qualifiers.holder.iter().flat_map(|h| &h.names);
            names.into_iter().any(|n| denier.names.iter().any(|m| same_name(n, m)))
        };
        let here = draft.span.start;
        let before = accusations.iter().rev().filter(|d| d.span.start < here).find(aimed);
        if let Some(found) = before.or_else(|| accusations.iter().find(aimed)) {
            draft.topic.clone_from(&found.topic);
            let names = found.qualifiers.holder.iter().flat_map(|h| h.names.clone()).chain(denier.names);
            draft.qualifiers.holder = Some(Holder { thing: None, names: names.collect() });
            draft.qualifiers.time.clone_from(&found.qualifiers.time);
            draft.standing.background = found.standing.background;
            draft.dangling = false;
        } else if let Some(event) = principal.events.first() {
            draft.topic.theme = Some(event.clone());
            draft.strength *= UNHEARD;
            draft.dangling = false;
        }
    }
}

/// How surely a denial answers an accusation that its document does not tell of.
const UNHEARD: f64 = 0.85;
