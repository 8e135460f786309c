//! Claims of identity that a deed tells: who bought the mill is its buyer, whatever they are called.

use std::ops::Range;

use super::proposition::roles;
use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Concept, Cue, Facet, Meaning, Role};
use crate::claim::link::{head_of, is_passive};
use crate::claim::names::Mention;
use crate::claim::sentence::Mark;
use crate::claim::{ClaimKind, Holder, Principal, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::Value;

/// Reads the doer of every deed that makes somebody the holder of a role.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    for mark in &scene.sentence.marks {
        let Meaning::Concept(id, Role::Doer) = mark.meaning else { continue };
        let identity = |c: &&Concept| c.kind == ClaimKind::Identity;
        let Some(concept) = scene.lexicon.concepts.get(id).filter(identity) else { continue };
        drafts.extend(deed(scene, mark).and_then(|deed| draft(scene, concept, mark, &deed, principal)));
    }
}

/// A deed with who did it and what it was done to.
struct Deed {
    head: usize,
    doer: usize,
    thing: Option<usize>,
}

/// What a mark for a deed tells; `None` where it did not happen.
fn deed(scene: &Scene<'_, '_>, mark: &Mark) -> Option<Deed> {
    let sentence = scene.sentence;
    let head = head_of(sentence, mark);
    let own = |w: &usize| mark.words.contains(w) && (!mark.gapped || *w == head);
    let (doer, thing) = match sentence.upos(head) {
        Upos::Verb => match (led(scene, head), roles(scene, head)) {
            (Some(by), (_, thing)) => (by, thing.filter(|&w| w != by).or_else(|| described(scene, head))),
            (None, (Some(doer), thing)) => (doer, thing),
            // "Succeeded to Ann Onymous": the turn ends in a preposition, and what is behind it is its object.
            (None, (None, subject)) => {
                (subject.filter(|_| !is_passive(sentence, head))?, within(scene, mark, head))
            }
        },
        Upos::Noun => (led(scene, head).or_else(|| owner(scene, head))?, complement(scene, head)),
        _ => return None,
    };
    let thing = thing.map(|w| antecedent(scene, head, w)).filter(|w| !own(w) && *w != doer);
    let told = !scene.is_denied(head) && !scene.is_conditional(head);
    told.then_some(Deed { head, doer: antecedent(scene, head, doer), thing })
}

/// What a participle describes: "the engines supplied by the firm".
pub(super) fn described(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    scene.sentence.head(verb).filter(|_| scene.sentence.rel(verb) == Rel::Acl)
}

/// What stands behind the preposition that a turn ends in.
fn within(scene: &Scene<'_, '_>, mark: &Mark, verb: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let last = mark.words.end.checked_sub(1)?;
    sentence.head(last).filter(|&w| w > last && sentence.head(w) == Some(verb))
}

/// The doer behind a preposition: "bought by Ann Onymous", "the purchase of the mill by Ann Onymous".
fn led(scene: &Scene<'_, '_>, deed: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let by = |c: usize| sentence.rel(c) == Rel::Case && sentence.is_cue(c, Cue::By);
    let direct = sentence.children(deed).find(|&w| sentence.children(w).any(by));
    // The tree often hangs it from what stands between.
    let nested =
        || sentence.children(deed).flat_map(|w| sentence.children(w)).find(|&w| sentence.children(w).any(by));
    direct.or_else(|| if sentence.upos(deed) == Upos::Noun { nested() } else { None })
}

/// "Ann Onymous's purchase of the mill".
fn owner(scene: &Scene<'_, '_>, noun: usize) -> Option<usize> {
    scene.sentence.children(noun).find(|&c| scene.sentence.rel(c) == Rel::NmodPoss)
}

/// What a deed that a noun tells is done to.
fn complement(scene: &Scene<'_, '_>, noun: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let of = |c: usize| sentence.rel(c) == Rel::Case && sentence.is_cue(c, Cue::Genitive);
    sentence.children(noun).find(|&w| sentence.children(w).any(of))
}

/// The noun that a relative pronoun stands for.
fn antecedent(scene: &Scene<'_, '_>, verb: usize, word: usize) -> usize {
    let sentence = scene.sentence;
    let relative = sentence.upos(word) == Upos::Pron && sentence.rel(verb) == Rel::AclRelcl;
    sentence.head(verb).filter(|_| relative).unwrap_or(word)
}

/// The one name of a doer: its own, or that in apposition to it. Of several, or of one who acts with others, none does
/// it alone.
fn name<'s>(scene: &'s Scene<'_, '_>, doer: usize) -> Option<&'s Mention> {
    let sentence = scene.sentence;
    let joined = sentence.children(doer).any(|c| sentence.rel(c) == Rel::Conj);
    let named = |w: usize| scene.mentions.iter().find(|m| m.facet != Facet::People && m.words.contains(&w));
    let beside = |c: &usize| matches!(sentence.rel(*c), Rel::Appos | Rel::Flat | Rel::Compound);
    let tied = || sentence.children(doer).filter(beside).find_map(named);
    named(doer).or_else(tied).filter(|_| !joined)
}

/// Whether a thing is one in particular, or all of its kind: one of many has each its own doer.
fn is_particular(scene: &Scene<'_, '_>, thing: usize) -> bool {
    let sentence = scene.sentence;
    let article = |c: usize| sentence.rel(c) == Rel::Det && !sentence.is_cue(c, Cue::Definite);
    let counted = sentence.children(thing).any(|c| sentence.rel(c) == Rel::Nummod);
    let nominal = matches!(sentence.upos(thing), Upos::Noun | Upos::Propn);
    nominal && (scene.is_definite(thing) || !counted && !sentence.children(thing).any(article))
}

/// The claim that the doer holds the role; `None` where it is of no name, or of nothing in particular.
fn draft(
    scene: &Scene<'_, '_>,
    concept: &Concept,
    mark: &Mark,
    deed: &Deed,
    principal: &Principal,
) -> Option<Draft> {
    let &Deed { head, doer, thing } = deed;
    let holder = name(scene, doer)?;
    // What a turn names itself needs no object.
    let whole = mark.words.len() > 1 && thing.is_none() && !ends_open(scene, mark);
    thing.filter(|&t| is_particular(scene, t)).or_else(|| whole.then_some(head))?;
    let of = thing.and_then(|t| qualify::named(scene, t));
    let class = thing.and_then(|t| scene.sentence.class(t));
    let fits = |wanted| class.is_some_and(|class| scene.lexicon.is_a(class, wanted));
    if concept.holder.is_some_and(|wanted| !fits(wanted)) {
        return None;
    }
    let theme = of.as_ref().and_then(|of| of.thing.clone());
    let ends = [Some(head), Some(doer), thing];
    let words: Range<usize> =
        ends.iter().flatten().min().copied()?..ends.iter().flatten().max().copied()? + 1;
    let topic = Topic::of(concept, theme);
    let mut draft = scene.draft(head, words, ClaimKind::Identity, topic, Value::Name(holder.name.clone()));
    draft.qualifiers = qualify::qualify(scene, head, principal);
    draft.qualifiers.entities.retain(|name| *name != holder.name);
    let names = of.map(|of| of.names).unwrap_or_default();
    draft.qualifiers.holder =
        (!names.is_empty() && !names.contains(&holder.name)).then_some(Holder { thing: None, names });
    draft.standing.background = super::count::recalls(scene, head);
    draft.strength = if holder.entity.is_some() || holder.name.contains(' ') { 0.8 } else { 0.6 };
    if scene.is_planned(head) {
        draft.topic.plan();
    }
    Some(draft)
}

/// Whether a turn ends in a preposition, and so has its object behind it.
fn ends_open(scene: &Scene<'_, '_>, mark: &Mark) -> bool {
    mark.words.end.checked_sub(1).is_some_and(|last| scene.sentence.upos(last) == Upos::Adp)
}
