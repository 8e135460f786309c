//! Claims of identity: who holds a role.

use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Cue, Facet, Meaning, Role};
use crate::claim::link::head_of;
use crate::claim::names::Mention;
use crate::claim::{ClaimKind, Holder, Principal, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::Value;

/// Most words between a role and the name of its holder: the body or country the role belongs to.
const REACH: usize = 6;

/// Reads every role with the name beside it.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let sentence = scene.sentence;
    for mark in &sentence.marks {
        let Meaning::Concept(id, Role::Holder) = mark.meaning else { continue };
        let Some(concept) = scene.lexicon.concepts.get(id).filter(|c| c.kind == ClaimKind::Identity) else {
            continue;
        };
        let role = head_of(sentence, mark);
        // Of many, none is the one.
        if scene.is_plural(role) == Some(true) {
            continue;
        }
        let beside = || person(scene, mark.words.clone(), role);
        let found = said(scene, role).or_else(|| installed(scene, mark.words.start)).or_else(beside);
        let Some(holder) = found else { continue };
        let words = mark.words.start.min(holder.words.start)..mark.words.end.max(holder.words.end);
        let topic = Topic::of(concept, None);
        let mut draft =
            scene.draft(role, words, ClaimKind::Identity, topic, Value::Name(holder.name.clone()));
        draft.qualifiers = qualify::qualify(scene, role, principal);
        draft.qualifiers.holder = body(scene, role, holder);
        draft.standing.background = super::count::recalls(scene, role);
        // Who holds a role is introduced in full; a single word is more often no name at all.
        draft.strength = if holder.name.contains(' ') { 0.8 } else { 0.4 };
        drafts.push(draft);
    }
}

/// The name of whoever is said to hold the role, or to have come to: "the buyer is Ann Onymous", "Ann Onymous was named
/// chairwoman". One of several who hold it is not the one.
fn said<'s>(scene: &'s Scene<'_, '_>, role: usize) -> Option<&'s Mention> {
    let sentence = scene.sentence;
    let is_said = |w: usize| sentence.children(w).any(|c| sentence.rel(c) == Rel::Cop);
    let subject =
        |w: usize| sentence.children(w).find(|&c| matches!(sentence.rel(c), Rel::Nsubj | Rel::NsubjPass));
    let object = |w: usize| sentence.children(w).find(|&c| sentence.rel(c) == Rel::Obj && c != role);
    let above = sentence.head(role);
    let one_of_many =
        sentence.children(role).any(|c| sentence.rel(c) == Rel::Det && !sentence.is_cue(c, Cue::Definite));
    let (predicate, bearer) = if is_said(role) {
        (role, subject(role)?)
    } else {
        let above = above?;
        let led = sentence.children(above).any(|c| sentence.rel(c) == Rel::Case);
        match sentence.rel(role) {
            Rel::Nsubj if is_said(above) && !led => (above, above),
            Rel::Obj | Rel::Xcomp | Rel::Obl if sentence.is_cue(above, Cue::Becomes) => {
                (above, object(above).or_else(|| subject(above))?)
            }
            _ => return None,
        }
    };
    let told = !scene.is_denied(predicate) && !scene.is_conditional(predicate) && !one_of_many;
    let named = |m: &&Mention| m.facet == Facet::Name && !m.place && m.words.contains(&bearer);
    scene.mentions.iter().find(named).filter(|_| told)
}

/// The name between a verb that gives a role and the role: "named Ann Onymous as mayor".
fn installed<'s>(scene: &'s Scene<'_, '_>, role: usize) -> Option<&'s Mention> {
    let sentence = scene.sentence;
    let small = |w: usize| matches!(sentence.upos(w), Upos::Adp | Upos::Det | Upos::Sconj);
    let given = |m: &&Mention| {
        let verb = m.words.start.checked_sub(1);
        let behind = m.words.end <= role && role - m.words.end <= 2 && (m.words.end..role).all(small);
        m.facet == Facet::Name
            && behind
            && verb.is_some_and(|verb| {
                sentence.is_cue(verb, Cue::Becomes) && !scene.is_denied(verb) && !scene.is_conditional(verb)
            })
    };
    scene.mentions.iter().find(given)
}

/// The name of whoever holds the role: in apposition to it, or right beside it.
fn person<'s>(
    scene: &'s Scene<'_, '_>,
    role_words: std::ops::Range<usize>,
    role: usize,
) -> Option<&'s Mention> {
    let sentence = scene.sentence;
    // "Said Governor Earlier reports": a common word at the start of a sentence whose stop is lost.
    let common = |m: &Mention| {
        m.words.len() == 1
            && sentence.marks_at(m.words.start).any(|mark| matches!(mark.meaning, Meaning::Cue(_)))
    };
    let personal = |m: &&Mention| m.entity.is_none() && m.facet == Facet::Name && !m.place && !common(m);
    let tied = |m: &&Mention| {
        let first = m.words.start;
        let head = m
            .words
            .clone()
            .find(|&w| sentence.head(w).is_none_or(|h| !m.words.contains(&h)))
            .unwrap_or(first);
        let below = sentence.head(head) == Some(role)
            && matches!(sentence.rel(head), Rel::Appos | Rel::Flat | Rel::Nmod | Rel::Compound);
        let above = sentence.head(role) == Some(head)
            && matches!(sentence.rel(role), Rel::Appos | Rel::Compound | Rel::Flat | Rel::Nmod);
        (below || above) && !sentence.children(head).any(|c| sentence.rel(c) == Rel::Case)
    };
    let after = |m: &&Mention| {
        let between = sentence.words.get(role_words.end..m.words.start).unwrap_or_default();
        m.words.start >= role_words.end
            && between.len() <= REACH
            && between.iter().all(|w| {
                matches!(
                    w.node.upos,
                    Upos::Adj | Upos::Adp | Upos::Noun | Upos::Propn | Upos::Det | Upos::Cconj
                ) || w.form == ","
            })
            && sentence.words.get(m.words.start.wrapping_sub(1)).is_none_or(|w| w.node.upos != Upos::Adp)
    };
    let before = |m: &&Mention| {
        let between = sentence.words.get(m.words.end..role_words.start).unwrap_or_default();
        m.words.end <= role_words.start
            && between.len() <= 3
            && between.first().is_some_and(|w| w.form == ",")
            && between
                .iter()
                .all(|w| matches!(w.node.upos, Upos::Det | Upos::Adj | Upos::Propn | Upos::Punct))
    };
    let named = || scene.mentions.iter().filter(personal);
    named().find(tied).or_else(|| named().find(after)).or_else(|| named().rev().find(before))
}

/// Whose role it is: the country or body named with it.
fn body(scene: &Scene<'_, '_>, role: usize, holder: &Mention) -> Option<Holder> {
    let names: Vec<String> = scene.names_under(role).into_iter().filter(|n| *n != holder.name).collect();
    (!names.is_empty()).then_some(Holder { thing: None, names })
}
