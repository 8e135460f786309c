//! What a date is the date of: the word it belongs to, and what that tells of.
//!
//! A date in a clause dates the clause's verb, or the event noun its phrase hangs from; where the verb says no more than
//! that something is planned, done or took place, what it says so of. The tree is looked at first; where it joins what
//! the order of the words parts, the order decides.

use super::scene::Scene;
use crate::claim::lexicon::{Cue, Meaning, Role};
use crate::claim::sentence::{Mark, Placed};
use crate::claim::voice::subject_of;
use crate::syntax::{Feats, Rel, Upos};
use crate::value::{Grain, Moment, Side, Value};

/// The word a date belongs to: the nearest verb above it, or noun for what happens; of a day, the noun whose name it is
/// ("the letter of 4 May"), or any where there is neither.
pub(super) fn predicate(scene: &Scene<'_, '_>, value: &Placed<'_>) -> Option<usize> {
    let sentence = scene.sentence;
    let fine = tells_when(scene, value);
    let date = value.words.start;
    let presented = || verb_behind(scene, value).filter(|_| is_presented(scene, value));
    let stated = labelled(scene, date).or_else(|| set_off(scene, value)).or_else(|| equated(scene, value));
    let stated = stated.or_else(presented);
    if stated.is_some() {
        return stated;
    }
    let above = || sentence.upwards(date).filter(|w| !value.words.contains(w));
    let noun = |&w: &usize| fine && (sentence.upos(w) == Upos::Noun || scene.event(w).is_some());
    let named = || beside(scene, date).filter(|&w| (w + 1..date).any(|w| sentence.is_cue(w, Cue::Genitive)));
    let own = named().or_else(|| above().next().filter(|w| date < *w)).filter(noun);
    let own = own.or_else(|| lasting(scene, value).filter(|&w| ends_turn(scene, w)));
    let planned = |w: usize| sentence.upos(w) == Upos::Adj && is_to_be(scene, w, value);
    let tells = |&w: &usize| {
        let happens = scene.event(w).is_some() || (fine && scene.is_deed(w));
        sentence.upos(w) == Upos::Verb || (happens && !is_in_turn(scene, w)) || planned(w)
    };
    let found = own.or_else(|| above().find(tells)).or_else(|| above().find(noun));
    let found = found.filter(|&w| !sentence.parted(date, w) && (w < date || !is_inside(scene, date, w)));
    let found = found.or_else(|| verb_before(scene, date)).or_else(|| lasting(scene, value))?;
    Some(main_verb(scene, found, date).unwrap_or(found))
}

/// Whether a noun only completes a verb that tells of an event with it: "supprimera 600 postes".
fn is_in_turn(scene: &Scene<'_, '_>, noun: usize) -> bool {
    let sentence = scene.sentence;
    let verbal = |m: &Mark| m.words.clone().any(|w| sentence.upos(w) == Upos::Verb);
    let mut classes = sentence.marks_at(noun).filter(|m| matches!(m.meaning, Meaning::Class(_))).peekable();
    sentence.upos(noun) == Upos::Noun && classes.peek().is_some() && classes.all(verbal)
}

/// "Will be ready by the end of 2026", "not eligible until 2046": whether an adjective says what something is to be, or
/// since or until when it has been so.
fn is_to_be(scene: &Scene<'_, '_>, adjective: usize, value: &Placed<'_>) -> bool {
    let sentence = scene.sentence;
    let said = sentence.children(adjective).any(|c| sentence.rel(c) == Rel::Cop);
    let ends = |m: &Moment| matches!(m.side, Side::Since | Side::Until | Side::Before);
    let bounds = matches!(&value.reading.value, Value::Time(time) if time.members.iter().all(ends));
    said && (bounds || scene.is_planned(adjective))
}

/// "Hale, in custody since January, denied it": the state that a date says the beginning of.
fn lasting(scene: &Scene<'_, '_>, value: &Placed<'_>) -> Option<usize> {
    let Value::Time(time) = &value.reading.value else { return None };
    let since = time.members.iter().all(|m| m.side == Side::Since);
    let state = |&w: &usize| matches!(scene.sentence.upos(w), Upos::Noun | Upos::Adj);
    beside(scene, value.words.start).filter(state).filter(|_| since)
}

/// Whether a turn that answers yes or no ends at a word.
fn ends_turn(scene: &Scene<'_, '_>, word: usize) -> bool {
    let ends = |m: &Mark| matches!(m.meaning, Meaning::Concept(_, Role::Affirm)) && m.words.end == word + 1;
    scene.sentence.marks_at(word).any(ends)
}

/// "The leak began on 3 May, the company said": the verb that no sign and no other noun than its object parts from the
/// date, where the tree has tied the date to a word beyond a comma.
fn verb_before(scene: &Scene<'_, '_>, date: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let word = (0..date).rev().find(|&w| !matches!(sentence.upos(w), Upos::Adp | Upos::Det | Upos::Adv))?;
    let verb = |w: &usize| sentence.upos(*w) == Upos::Verb && !says(scene, *w);
    let object = || sentence.head(word).filter(|&h| h < word && sentence.rel(word) == Rel::Obj);
    Some(word).filter(verb).or_else(|| object().filter(verb))
}

/// "Liftoff: 4.12am, 17 May": the deed that a line begins with and dates behind a colon.
fn labelled(scene: &Scene<'_, '_>, date: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let colon = (1..date.min(LABEL)).find(|&w| sentence.words.get(w).is_some_and(|t| t.form == ":"))?;
    let verbless = (0..sentence.words.len()).all(|w| sentence.upos(w) != Upos::Verb);
    (0..colon).find(|&w| verbless && scene.is_deed(w))
}

/// "The vote is on Sunday": the deed that a date is said of.
fn equated(scene: &Scene<'_, '_>, value: &Placed<'_>) -> Option<usize> {
    let sentence = scene.sentence;
    let child = |of: usize, rel: Rel| sentence.children(of).find(|&c| sentence.rel(c) == rel);
    let said = value.words.clone().find(|&w| child(w, Rel::Cop).is_some())?;
    child(said, Rel::Nsubj).filter(|&w| scene.is_deed(w))
}

/// "It was 3.20am", "c'est le 3 mai": whether a sentence opens by giving a date as the time of something else.
fn is_presented(scene: &Scene<'_, '_>, value: &Placed<'_>) -> bool {
    let sentence = scene.sentence;
    let small = |&w: &usize| matches!(sentence.upos(w), Upos::Adp | Upos::Det | Upos::Adv);
    let copula = (0..value.words.start).rev().find(|w| !small(w));
    copula == Some(1) && sentence.upos(1) == Upos::Aux && sentence.upos(0) == Upos::Pron
}

/// The verb of the clause behind a date: "it was 3.20am when two men broke in".
fn verb_behind(scene: &Scene<'_, '_>, value: &Placed<'_>) -> Option<usize> {
    let sentence = scene.sentence;
    (value.words.end..sentence.words.len()).find(|&w| sentence.upos(w) == Upos::Verb)
}

/// The deed that a date dates which stands alone in its sentence: of an hour that of the next sentence of its paragraph,
/// else that of the one before, and of a day the other way round. "It was 3.20am. Two men broke in."
pub(super) fn pointed_at<'x, 's, 't>(
    scenes: &'x [Scene<'s, 't>],
    at: usize,
    value: &Placed<'_>,
) -> Option<(&'x Scene<'s, 't>, usize)> {
    let scene = scenes.get(at)?;
    let alone = is_presented(scene, value) && verb_behind(scene, value).is_none();
    let Value::Time(time) = &value.reading.value else { return None };
    let hour = time.members.iter().all(|m| m.minutes.is_some());
    let beside = [at.checked_add(1), at.checked_sub(1)];
    let order = if hour { beside } else { [beside[1], beside[0]] };
    let here = |other: &&Scene<'_, '_>| alone && other.sentence.block == scene.sentence.block;
    let told = |other: &'x Scene<'s, 't>| {
        let sentence = other.sentence;
        let root = (0..sentence.words.len()).find(|&w| sentence.head(w).is_none())?;
        Some((other, root)).filter(|_| sentence.upos(root) == Upos::Verb && !says(other, root))
    };
    order.into_iter().flatten().filter_map(|n| scenes.get(n)).filter(here).find_map(told)
}

/// Most words of a label and its colon.
const LABEL: usize = 5;

/// "It lost 600 jobs with the closure of the mill, in 2009": the deed at the end of whose phrase a comma sets off a date
/// that ends its clause.
fn set_off(scene: &Scene<'_, '_>, value: &Placed<'_>) -> Option<usize> {
    let sentence = scene.sentence;
    let mark = |w: usize| sentence.words.get(w).filter(|_| sentence.upos(w) == Upos::Punct).map(|t| t.form);
    let comma = (value.words.start.saturating_sub(3)..value.words.start).find(|&w| mark(w) == Some(","))?;
    let ends = mark(value.words.end).is_some_and(|form| matches!(form, "." | "," | ";"));
    let last = comma.checked_sub(1).filter(|_| ends)?;
    let nominal = |&w: &usize| matches!(sentence.upos(w), Upos::Noun | Upos::Propn);
    let phrase = sentence.upwards(last).take_while(nominal).filter(|&w| w <= last);
    phrase.skip(1).find(|&w| scene.is_deed(w))
}

/// Whether a date stands inside a clause that a comma parts from a word behind it, so that it does not open the clause
/// of that word.
fn is_inside(scene: &Scene<'_, '_>, date: usize, word: usize) -> bool {
    let sentence = scene.sentence;
    let small = |&w: &usize| matches!(sentence.upos(w), Upos::Adp | Upos::Det | Upos::Adv);
    let before = (0..date).rev().find(|w| !small(w)).map(|w| sentence.upos(w));
    let opens = matches!(before, None | Some(Upos::Punct | Upos::Sconj | Upos::Cconj));
    !opens && sentence.split(date, word)
}

/// "A rocket built by Lyra lifted off at 4.12am": the verb of a clause whose subject a participle with its doer only
/// describes, where the tree takes the participle for the verb.
fn main_verb(scene: &Scene<'_, '_>, participle: usize, date: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let child = |rels: &[Rel]| sentence.children(participle).any(|c| rels.contains(&sentence.rel(c)));
    let agent = sentence.children(participle).find(|&c| sentence.rel(c) == Rel::OblAgent)?;
    let described = !child(&[Rel::Aux, Rel::AuxPass]) && child(&[Rel::Nsubj, Rel::NsubjPass]);
    let finite = |&w: &usize| sentence.upos(w) == Upos::Verb && !sentence.feats(w).has(Feats::INFINITIVE);
    (agent..date).find(finite).filter(|_| described)
}

/// The word right before a date and its prepositions, article and quotation mark.
pub(super) fn beside(scene: &Scene<'_, '_>, date: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let quotes = |w: usize| sentence.words.get(w).is_some_and(|t| QUOTES.contains(&t.form));
    let small = |&w: &usize| matches!(sentence.upos(w), Upos::Adp | Upos::Det) || quotes(w);
    (date.saturating_sub(BESIDE)..date).rev().find(|w| !small(w))
}

/// Signs that open a quotation.
const QUOTES: [&str; 5] = ["\u{ab}", "\"", "\u{201c}", "\u{201e}", "\u{2018}"];

/// Most words from a date back to the one it is said of.
const BESIDE: usize = 4;

/// Most verbs without a meaning of their own on the way to what is told.
const FRAMES: usize = 3;

/// What a predicate tells of: itself, or, of a verb that says no more than that something is planned, done or took place,
/// the deed it says so of.
pub(super) fn told(scene: &Scene<'_, '_>, predicate: usize) -> usize {
    let steps = std::iter::successors(Some(predicate), |&verb| framed(scene, verb));
    steps.take(FRAMES).last().unwrap_or(predicate)
}

/// Whether a predicate says until when the deed it tells of went on.
pub(super) fn ends(scene: &Scene<'_, '_>, predicate: usize, told: usize) -> bool {
    let sentence = scene.sentence;
    let above = sentence.head(predicate).filter(|_| sentence.rel(predicate) == Rel::Xcomp);
    let steps = std::iter::successors(Some(predicate), |&verb| framed(scene, verb));
    let mut frames = steps.take(FRAMES).take_while(|&verb| verb != told).chain(above);
    // "Stopped flying" may be one turn for an event of its own.
    let one_turn = |m: &Mark| matches!(m.meaning, Meaning::Class(_)) && m.words.contains(&told);
    frames.any(|verb| sentence.is_cue(verb, Cue::End) && !sentence.marks_at(verb).any(one_turn))
}

/// Whether a verb only says what somebody says.
pub(super) fn says(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let cues = [Cue::Report, Cue::Doubt, Cue::Deny, Cue::Confirm];
    scene.sentence.upos(verb) == Upos::Verb && cues.iter().any(|&cue| scene.sentence.is_cue(verb, cue))
}

/// The deed that an empty verb is about: the verb it plans, else its object, else what it says took place.
fn framed(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let [planned, begins, ends, light] =
        [Cue::Planned, Cue::Happen, Cue::End, Cue::Light].map(|cue| sentence.is_cue(verb, cue));
    let happens = begins || ends;
    let empty = planned || happens || (light && !says(scene, verb));
    if sentence.upos(verb) != Upos::Verb || !empty || scene.event_verb(verb).is_some() {
        return None;
    }
    let child = |rels: &[Rel]| sentence.children(verb).find(|&c| rels.contains(&sentence.rel(c)));
    let verb_below = child(&[Rel::Xcomp]).filter(|&w| (planned || ends) && sentence.upos(w) == Upos::Verb);
    // "They have until 30 June to file a claim."
    let purpose = || {
        let infinitive = |&w: &usize| {
            sentence.upos(w) == Upos::Verb && sentence.feats(w).has(Feats::INFINITIVE) || scene.is_deed(w)
        };
        let done = |&w: &usize| sentence.value_at(w).is_none() && sentence.rel(w) == Rel::Obj;
        let whole = light && !sentence.children(verb).any(|c| done(&c));
        let purposes = [Rel::Advcl, Rel::Acl, Rel::Obl, Rel::Xcomp];
        let mut behind = sentence.children(verb).filter(|&w| whole && verb < w);
        behind.find(|w| purposes.contains(&sentence.rel(*w)) && infinitive(w))
    };
    let described = || sentence.head(verb).filter(|_| sentence.rel(verb) == Rel::Acl);
    let object = || child(&[Rel::Obj, Rel::NsubjPass]).or_else(described);
    let subject = || subject_of(sentence, verb).filter(|_| planned || happens);
    let is_deed = |&w: &usize| scene.is_deed(w);
    verb_below.or_else(purpose).or_else(|| object().filter(is_deed)).or_else(|| subject().filter(is_deed))
}

/// What a deed is done to, or who does what is done to nothing: what a participle describes, the object, else the
/// subject; of a noun, its complement.
pub(super) fn thing(scene: &Scene<'_, '_>, told: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let child = |rels: &[Rel]| {
        let mut nouns = sentence.children(told).filter(|&c| sentence.value_at(c).is_none());
        nouns.find(|&c| rels.contains(&sentence.rel(c)))
    };
    if !matches!(sentence.upos(told), Upos::Verb | Upos::Adj) {
        // "The court will give its ruling": that of whoever gives it.
        let owned = sentence.children(told).any(|c| sentence.is_cue(c, Cue::Owner));
        let owner = || subject_of(sentence, sentence.head(told)?).filter(|_| owned);
        return child(&[Rel::Nmod, Rel::NmodPoss, Rel::Compound])
            .filter(|&c| !sentence.is_cue(c, Cue::Owner) && !sentence.split(told, c))
            .or_else(|| named_behind(scene, told))
            .or_else(owner);
    }
    // Many leave one town, each on another day.
    let town = |w: &usize| scene.mentions.iter().any(|m| m.place && m.words.contains(w));
    let object = || {
        let own = child(&[Rel::Obj]).or_else(|| behind_particle(scene, told)).filter(|w| !town(w));
        own.or_else(|| child(&[Rel::NsubjPass]))
    };
    described(scene, told).or_else(object).or_else(|| subject_of(sentence, told))
}

/// "Will hand down his sentence": the object of a verb and its particle, which the tree takes for a preposition.
fn behind_particle(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let of_turn = |w: usize| sentence.marks_at(w).any(|m| m.words.contains(&verb));
    let particle = |of: usize| {
        let mut cases = sentence.children(of).filter(|&c| sentence.rel(c) == Rel::Case).peekable();
        cases.peek().is_some() && cases.all(of_turn)
    };
    sentence.children(verb).find(|&c| sentence.rel(c) == Rel::Obl && particle(c))
}

/// "The funeral of Ann Sarre took place": the name right behind a noun, wherever the tree has put it.
fn named_behind(scene: &Scene<'_, '_>, noun: usize) -> Option<usize> {
    let of = scene.sentence.is_cue(noun + 1, Cue::Of);
    Some(noun + 2).filter(|w| of && scene.mentions.iter().any(|m| m.words.contains(w) && !m.place))
}

/// Whether a deed is the last of several: itself, or the event it says took place.
pub(super) fn is_last(scene: &Scene<'_, '_>, told: usize) -> bool {
    let sentence = scene.sentence;
    let latest = |&c: &usize| {
        let describes = matches!(sentence.rel(c), Rel::Amod | Rel::Advmod);
        describes && sentence.is_cue(c, Cue::Last) && sentence.value_at(c).is_none()
    };
    let event = subject_of(sentence, told).or_else(|| event_before(scene, told));
    event.into_iter().chain(Some(told)).any(|w| sentence.children(w).any(|c| latest(&c)))
}

/// Whether a word means one thing, and no set of things, nor anybody of whom there may be more: to each of them a deed may
/// be done on another day. A plan for a set of things is one.
pub(super) fn is_one(scene: &Scene<'_, '_>, word: usize, planned: bool) -> bool {
    let sentence = scene.sentence;
    let person = sentence.class(word).is_some_and(|class| scene.is_people(class));
    let named = sentence.upos(word) == Upos::Propn;
    let single = !sentence.feats(word).has(Feats::PLURAL) || planned && !person;
    single && (!person || named || scene.is_definite(word))
}

/// What a past participle without a helping verb describes: the noun above it, or before its comma; where it opens its
/// sentence, the first behind its comma.
fn described(scene: &Scene<'_, '_>, participle: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let helped = sentence.children(participle).any(|c| matches!(sentence.rel(c), Rel::Aux | Rel::AuxPass));
    let feats = sentence.feats(participle);
    // The tree may take it for a verb of its own, but that has no subject.
    let argued = sentence
        .children(participle)
        .any(|c| matches!(sentence.rel(c), Rel::Nsubj | Rel::NsubjPass | Rel::Obj));
    let past = feats.has(Feats::PARTICIPLE) && feats.has(Feats::PAST);
    if helped || (!past && argued) {
        return None;
    }
    let nominal = |&w: &usize| matches!(sentence.upos(w), Upos::Noun | Upos::Propn);
    if sentence.rel(participle) == Rel::Acl {
        return sentence.head(participle).filter(nominal);
    }
    let comma = |&w: &usize| sentence.words.get(w).is_some_and(|t| t.form == ",");
    if participle > 0 {
        return participle.checked_sub(1).filter(comma)?.checked_sub(1).filter(nominal);
    }
    let opens = (1..sentence.words.len()).find(comma)?;
    (opens + 1..sentence.words.len()).take(BESIDE).find(nominal)
}

/// The event in which something befell somebody, which was when it befell them: "two people died on Monday in the
/// derailment".
pub(super) fn frame_of(scene: &Scene<'_, '_>, told: usize, value: &Placed<'_>) -> Option<usize> {
    let sentence = scene.sentence;
    let befell = sentence.upos(told) == Upos::Verb
        && !sentence.split(told, value.words.start)
        && scene.happens(told, |sense| sense.befalls);
    let within = |w: usize| {
        let mut small = sentence.children(w).filter(|&c| sentence.rel(c) == Rel::Case);
        scene.event(w).is_some() && small.any(|c| sentence.is_cue(c, Cue::Locative))
    };
    let mut children = sentence.children(told).filter(|_| befell);
    children.find(|&w| sentence.rel(w) == Rel::Obl && within(w))
}

/// The event right before a verb that says it took place, or whose relative clause describes it, where the tree has
/// another subject.
pub(super) fn event_before(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let relative = (verb.saturating_sub(3)..verb).any(|w| sentence.feats(w).has(Feats::RELATIVE));
    let near = (verb.saturating_sub(8)..verb)
        .rev()
        .take_while(|&w| sentence.upos(w) != Upos::Verb || says(scene, w));
    near.filter(|_| relative || sentence.is_cue(verb, Cue::Happen)).find(|&w| scene.event(w).is_some())
}

/// Whether a date that stands with a noun tells when it was, rather than which one is meant: "the quake of 12 March" and
/// "an opening in 2030", not "the 2015 agreement".
pub(super) fn tells_when(scene: &Scene<'_, '_>, value: &Placed<'_>) -> bool {
    let sentence = scene.sentence;
    let fine =
        |g: Grain| matches!(g, Grain::Minute | Grain::Hour | Grain::DayPart | Grain::Day | Grain::Month);
    let preposed = || {
        let mut words = value.words.start.checked_sub(1).into_iter().chain(Some(value.words.start));
        words.any(|w| sentence.upos(w) == Upos::Adp && !sentence.is_cue(w, Cue::Genitive))
    };
    let Value::Time(time) = &value.reading.value else { return false };
    time.members.iter().all(|m| fine(m.grain)) || preposed()
}
