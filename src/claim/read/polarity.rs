//! Claims of yes or no: predicates of known families, and negated predicates of any.

use std::ops::Range;

use super::accusation::RESPONSIBLE;
use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::gist::Word;
use crate::claim::lexicon::{Cue, Meaning, Role};
use crate::claim::link::head_of;
use crate::claim::sentence::Mark;
use crate::claim::voice::{speaker_name, subject_of};
use crate::claim::{ClaimKind, Polarity, Principal, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::Value;

/// Reads every predicate of a family whose outcomes are opposites.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let sentence = scene.sentence;
    for mark in &sentence.marks {
        let Meaning::Concept(id, role @ (Role::Affirm | Role::Deny)) = mark.meaning else { continue };
        let Some(concept) =
            scene.lexicon.concepts.get(id).filter(|c| c.kind == ClaimKind::Polarity && c.id != RESPONSIBLE)
        else {
            continue;
        };
        let trigger = head_of(sentence, mark);
        // The subject of a verb of saying or denying is no part of what is said.
        let says = [Cue::Report, Cue::Deny, Cue::Doubt].iter().any(|&cue| sentence.is_cue(trigger, cue))
            || sentence.marks_at(trigger).any(|m| matches!(m.meaning, Meaning::Accuse(_)));
        let theme = theme(scene, trigger, mark);
        let none_at_all = sentence.upos(trigger) == Upos::Noun && scene.is_none_beside(trigger, &mark.words);
        // "Denied any recourse to gas": of nothing in particular.
        let whole = none_at_all || scene.is_denied_by_voice(trigger) && takes_in_all(scene, &mark.words);
        if theme.is_none() && !says && !whole && !is_said_of_pronoun(scene, trigger) {
            continue;
        }
        let told = theme.filter(|&t| !says || !matches!(sentence.rel(t), Rel::Nsubj));
        // What the turn itself names is no more than its question.
        let theme = theme.filter(|&t| !is_own(mark, t) && (!says || !matches!(sentence.rel(t), Rel::Nsubj)));
        // A negation in a gap of the turn is none of its own words.
        let own = if mark.gapped { trigger..trigger } else { mark.words.clone() };
        let denied = scene.is_denied_beside(trigger, &own) || (theme.is_none() && none_at_all);
        let truth = (role == Role::Affirm) != denied;
        let theme = theme.map(|t| bearer(scene, t));
        let holder = theme.and_then(|t| qualify::named(scene, t));
        // A name is compared as a name.
        let thing = theme.filter(|_| holder.as_ref().is_some_and(|h| h.thing.is_some()));
        let topic = Topic::of(concept, thing.map(|t| scene.thing(t)));
        let near = theme.unwrap_or(trigger);
        let words = mark.words.start.min(near)..mark.words.end.max(near + 1);
        let mut draft = scene.draft(trigger, words, ClaimKind::Polarity, topic, Value::Truth(truth));
        if !says || told.is_some() {
            (draft.gist.theme, draft.gist.referents) = said_of(scene, trigger, mark, told);
        }
        draft.qualifiers = qualify::qualify(scene, trigger, principal);
        draft.qualifiers.holder = holder;
        draft.standing.background = super::count::recalls(scene, trigger);
        draft.polarity = if truth { Polarity::Affirmed } else { Polarity::Denied };
        draft.standing.existence = !truth && takes_in_all(scene, &mark.words);
        if says && draft.speaker.is_none() {
            let by = subject_of(sentence, trigger);
            draft.speaker = by.and_then(|s| speaker_name(sentence, &scene.mentions, scene.lexicon, s));
        }
        draft.strength = 0.8;
        if scene.is_planned(trigger) {
            draft.topic.plan();
        }
        drafts.push(draft);
    }
}

/// Whether what a turn denies is all there may be: "denied any fraud", "no fraud".
fn takes_in_all(scene: &Scene<'_, '_>, turn: &Range<usize>) -> bool {
    let sentence = scene.sentence;
    let any = |w: usize| sentence.is_cue(w, Cue::Any) || sentence.is_cue(w, Cue::None);
    turn.clone().flat_map(|w| sentence.children(w)).any(|w| sentence.rel(w) == Rel::Det && any(w))
}

/// Who is meant by a title before a name.
fn bearer(scene: &Scene<'_, '_>, word: usize) -> usize {
    let sentence = scene.sentence;
    let titled = sentence.is_cue(word, Cue::Title);
    let name = sentence
        .children(word)
        .find(|&c| matches!(sentence.rel(c), Rel::Flat | Rel::Appos) && sentence.upos(c) == Upos::Propn);
    name.filter(|_| titled).unwrap_or(word)
}

/// Whether a word is one of a turn's own, and does not merely stand in a gap of it.
fn is_own(turn: &Mark, word: usize) -> bool {
    let ends = [turn.words.start, turn.words.end.saturating_sub(1)];
    if turn.gapped { ends.contains(&word) } else { turn.words.contains(&word) }
}

/// What a predicate is said of: its object or passive subject, else its subject, else the noun it describes; something
/// that its turn does not name, where there is any.
fn theme(scene: &Scene<'_, '_>, trigger: usize, turn: &Mark) -> Option<usize> {
    let sentence = scene.sentence;
    let child = |rels: &[Rel]| {
        let fits = |&c: &usize| rels.contains(&sentence.rel(c)) && !is_circumstance(scene, c);
        let other = sentence.children(trigger).filter(|&c| !is_own(turn, c)).find(fits);
        other.or_else(|| sentence.children(trigger).find(fits))
    };
    let nominal = |&w: &usize| matches!(sentence.upos(w), Upos::Noun | Upos::Propn);
    child(&[Rel::Obj, Rel::NsubjPass])
        .or_else(|| child(&[Rel::Nsubj]))
        .or_else(|| shared_subject(scene, trigger))
        .or_else(
            || if sentence.upos(trigger) == Upos::Noun { child(&[Rel::Nmod, Rel::NmodPoss]) } else { None },
        )
        .or_else(|| sentence.head(trigger).filter(|_| matches!(sentence.rel(trigger), Rel::Amod | Rel::Acl)))
        .or_else(|| called(scene, trigger))
        .or_else(|| before(scene, trigger, &SMALL).filter(|_| sentence.upos(trigger) == Upos::Verb))
        .filter(nominal)
}

/// Whether a word that the tree takes for an object is none: a day, or the verb's own pronoun.
fn is_circumstance(scene: &Scene<'_, '_>, word: usize) -> bool {
    let value = scene.sentence.value_at(word);
    let day = value.is_some_and(|v| matches!(v.reading.value, Value::Time(_)));
    day || scene.sentence.is_cue(word, Cue::Reflexive)
}

/// The subject that a predicate has from the clause it continues: "gave up appealing".
fn shared_subject(scene: &Scene<'_, '_>, trigger: usize) -> Option<usize> {
    let continues = matches!(scene.sentence.rel(trigger), Rel::Xcomp | Rel::Conj | Rel::Advcl);
    subject_of(scene.sentence, trigger).filter(|&s| continues && s < trigger)
}

/// What a claim is said of by its word, and what a pronoun may stand for: where the turn names its own object, its
/// subject.
fn said_of(
    scene: &Scene<'_, '_>,
    trigger: usize,
    turn: &Mark,
    theme: Option<usize>,
) -> (Option<Word>, Vec<Word>) {
    let sentence = scene.sentence;
    let own = theme.is_some_and(|t| is_own(turn, t) && sentence.rel(t) == Rel::Obj);
    let subject = || subject_of(sentence, trigger).or_else(|| before(scene, trigger, &SMALL_OF_PHRASE));
    let said_of = theme.filter(|_| !own).or_else(subject);
    let Some(word) = said_of.map(|word| bearer(scene, word)) else { return (None, Vec::new()) };
    match scene.reader().argument(word) {
        Some(word) => (Some(word), Vec::new()),
        None => (None, scene.referents(word).into_iter().map(|r| r.word).collect()),
    }
}

/// What may stand between a verb and its subject.
const SMALL: [Upos; 3] = [Upos::Aux, Upos::Adv, Upos::Part];
/// The same before a phrase that a preposition opens: "il n'était pas au courant".
const SMALL_OF_PHRASE: [Upos; 4] = [Upos::Aux, Upos::Adv, Upos::Part, Upos::Adp];

/// The word before a predicate but for small ones: its subject, where the tree knows none.
fn before(scene: &Scene<'_, '_>, predicate: usize, small: &[Upos]) -> Option<usize> {
    (0..predicate).rev().find(|&w| !small.contains(&scene.sentence.upos(w)))
}

/// What a verb calls something, it says of its object: "called the vote fair".
fn called(scene: &Scene<'_, '_>, word: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let verb = sentence.head(word).filter(|_| {
        sentence.rel(word) == Rel::Xcomp && matches!(sentence.upos(word), Upos::Adj | Upos::Noun)
    })?;
    sentence.children(verb).find(|&c| c != word && matches!(sentence.rel(c), Rel::Obj | Rel::NsubjPass))
}

/// Whether a predicate is said of a pronoun: of somebody or something, if not of what is known here.
fn is_said_of_pronoun(scene: &Scene<'_, '_>, word: usize) -> bool {
    let sentence = scene.sentence;
    let pronoun = |w: usize| sentence.upos(w) == Upos::Pron && sentence.is_cue(w, Cue::Anaphor);
    let subject = subject_of(sentence, word).or_else(|| before(scene, word, &SMALL_OF_PHRASE));
    // "One of the three" is no pronoun for them.
    let bare = |c: usize| sentence.upos(c) == Upos::Pron && sentence.children(c).next().is_none();
    let object = |c: usize| sentence.rel(c) == Rel::Obj && bare(c) && !is_circumstance(scene, c);
    subject.is_some_and(pronoun) || sentence.children(word).any(object)
}
