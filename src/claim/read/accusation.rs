//! Who is said to have done it, and denials of that.
//!
//! An accusation names an act and the one accused; a plain statement that somebody did it is the same claim. A denial
//! that names no act dangles until `reply` finds what it answers.

use super::agent::{accused, agent, agent_of_passive, can_be_accused, names, names_of_speaker};
use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Accuser, ClassId, Cue, Facet, Meaning, Role, Slot};
use crate::claim::link::head_of;
use crate::claim::sentence::Mark;
use crate::claim::voice::{speaker_name, subject_of};
use crate::claim::{Certainty, ClaimKind, Holder, Polarity, Principal, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::Value;

/// The concept of somebody's having done something; the packs give its verbs.
pub(super) const RESPONSIBLE: &str = "event.responsible";
/// The concept of who it was.
const PERPETRATOR: &str = "event.perpetrator";

/// Reads accusations, statements of responsibility, and denials of either.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    for mark in &scene.sentence.marks {
        let found = match mark.meaning {
            Meaning::Accuse(id) => {
                scene.lexicon.accusers.get(id).and_then(|a| accusation(scene, mark, a, principal))
            }
            Meaning::Concept(id, role @ (Role::Affirm | Role::Deny))
                if scene.lexicon.concepts.get(id).is_some_and(|c| c.id == RESPONSIBLE) =>
            {
                deed(scene, mark, role, principal)
            }
            Meaning::Concept(id, Role::Affirm | Role::Object) => {
                let told = scene.lexicon.concepts.get(id).and_then(|concept| concept.act);
                told.and_then(|class| act(scene, mark, class, principal))
            }
            Meaning::Class(class) => act(scene, mark, class, principal),
            Meaning::Cue(Cue::Refute) => refutation(scene, mark, principal),
            Meaning::Cue(Cue::Deny) => rejection(scene, mark, principal),
            _ => None,
        };
        if let Some(draft) = found
            && !drafts.iter().any(|d| d.topic == draft.topic && d.span == draft.span)
        {
            // Many attack in a war: only who answers for an event is said to be the one.
            if !draft.standing.plain {
                drafts.extend(perpetrator(scene, &draft, principal));
            }
            drafts.push(draft);
        }
    }
}

/// What makes somebody responsible for an event also answers who is.
fn perpetrator(scene: &Scene<'_, '_>, draft: &Draft, principal: &Principal) -> Option<Draft> {
    let concept = scene.lexicon.concept(PERPETRATOR)?;
    let holder = draft.qualifiers.holder.as_ref()?;
    let [name] = holder.names.as_slice() else { return None };
    let named = scene.mentions.iter().any(|m| m.name == *name && m.facet != Facet::People);
    let event = draft.topic.theme.as_ref().or(principal.events.first())?;
    let event = Some(event).filter(|act| scene.lexicon.class(act).is_some())?;
    let told = draft.value == Value::Truth(true) && named && !draft.topic.is_planned();
    told.then(|| {
        let mut answer = draft.clone();
        answer.kind = ClaimKind::Identity;
        answer.topic = Topic::of(concept, Some(event.clone()));
        answer.value = Value::Name(name.clone());
        answer.qualifiers.holder = None;
        answer.qualifiers.entities.retain(|other| other != name);
        answer
    })
}

fn claim(
    scene: &Scene<'_, '_>,
    trigger: usize,
    words: std::ops::Range<usize>,
    accused: Vec<String>,
    act: Option<String>,
    truth: bool,
    principal: &Principal,
) -> Draft {
    let topic = Topic::named(RESPONSIBLE.to_owned(), act, true);
    let mut draft = scene.draft(trigger, words, ClaimKind::Polarity, topic, Value::Truth(truth));
    draft.qualifiers = qualify::qualify(scene, trigger, principal);
    draft.qualifiers.holder = Some(Holder { thing: None, names: accused });
    draft.polarity = if truth { Polarity::Affirmed } else { Polarity::Denied };
    draft.strength = 0.85;
    draft
}

/// "A accuses B of C": A says that B did C.
fn accusation(scene: &Scene<'_, '_>, mark: &Mark, accuser: &Accuser, principal: &Principal) -> Option<Draft> {
    let sentence = scene.sentence;
    let verb = head_of(sentence, mark);
    let accused_word = fill(scene, verb, &accuser.accused).filter(|&w| can_be_accused(scene, w))?;
    let accused = speaker_name(sentence, &scene.mentions, scene.lexicon, accused_word)?;
    let acts = accuser.act.iter().filter_map(|slot| fill(scene, verb, slot)).filter(|&w| w != accused_word);
    let act = acts.min_by_key(|w| w.abs_diff(accused_word));
    // Who is blamed for nothing in particular is blamed for what all the document is about.
    let thing = match act {
        Some(act) => act_name(scene, act, principal),
        None => principal.events.first().cloned(),
    };
    let ends = [mark.words.start, mark.words.end, accused_word, accused_word + 1];
    let words = ends.iter().min().copied()?..ends.iter().max().copied()?;
    let mut draft = claim(
        scene,
        verb,
        words,
        names(scene, accused, accused_word),
        thing,
        !scene.is_negated(verb),
        principal,
    );
    let by = subject_of(sentence, verb)
        .filter(|&s| s != accused_word)
        .and_then(|s| speaker_name(sentence, &scene.mentions, scene.lexicon, s));
    draft.speaker = by.or(draft.speaker);
    draft.certainty = Certainty::Alleged;
    Some(draft)
}

/// The word in a grammatical place beside a verb; a passive verb keeps its object as subject.
pub(super) fn fill(scene: &Scene<'_, '_>, verb: usize, slot: &Slot) -> Option<usize> {
    let sentence = scene.sentence;
    let child = |rels: &[Rel]| sentence.children(verb).find(|&c| rels.contains(&sentence.rel(c)));
    match slot {
        Slot::Object => {
            child(&[Rel::Obj, Rel::NsubjPass]).map(|w| antecedent(scene, verb, w)).or_else(|| {
                let passive = sentence.children(verb).any(|c| sentence.rel(c) == Rel::AuxPass);
                if passive { child(&[Rel::Nsubj]) } else { nominal_after(scene, verb) }
            })
        }
        Slot::Subject => child(&[Rel::Nsubj, Rel::OblAgent]),
        Slot::Behind(preposition) => behind(scene, verb, preposition),
    }
}

/// The noun a relative pronoun stands for: an event, where the tree has the clause say something of its time or place
/// ("the attack in the square that they blame on rebels").
fn antecedent(scene: &Scene<'_, '_>, verb: usize, word: usize) -> usize {
    let sentence = scene.sentence;
    let relative = sentence.upos(word) == Upos::Pron && sentence.rel(verb) == Rel::AclRelcl;
    let Some(noun) = sentence.head(verb).filter(|_| relative) else { return word };
    let phrase = sentence.upwards(noun).take_while(|&w| sentence.upos(w) != Upos::Verb);
    phrase.into_iter().find(|&w| scene.event(w).is_some()).unwrap_or(noun)
}

/// The first noun or name right of a verb, before any other verb or sign.
fn nominal_after(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let sentence = scene.sentence;
    (verb + 1..sentence.words.len().min(verb + 5))
        .take_while(|&w| !matches!(sentence.upos(w), Upos::Verb | Upos::Punct | Upos::Adp))
        .find(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn))
}

/// The noun, name or verb behind a preposition that stands after the verb.
fn behind(scene: &Scene<'_, '_>, verb: usize, preposition: &str) -> Option<usize> {
    let sentence = scene.sentence;
    let is_it = |w: usize| {
        crate::claim::sentence::same_word(sentence.words[w].form, preposition)
            || sentence.lemma(w) == preposition
    };
    let at = (verb + 1..sentence.words.len().min(verb + 16)).find(|&w| is_it(w))?;
    sentence.head(at).filter(|&h| h > at && matches!(sentence.rel(at), Rel::Case | Rel::Mark)).or_else(|| {
        (at + 1..sentence.words.len().min(at + 6))
            .find(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn | Upos::Verb))
    })
}

/// An act by its event class; a verb by its object's, else its own; `None` for a pronoun.
fn act_name(scene: &Scene<'_, '_>, word: usize, principal: &Principal) -> Option<String> {
    let sentence = scene.sentence;
    let object = (sentence.upos(word) == Upos::Verb)
        .then(|| sentence.children(word).find(|&c| sentence.rel(c) == Rel::Obj))
        .flatten();
    let noun = object.unwrap_or(word);
    match scene.event(noun).or_else(|| scene.event_verb(word)) {
        Some(event) if scene.is_definite(noun) => Some(specific(scene, &event, principal).unwrap_or(event)),
        Some(event) => Some(event),
        // A pronoun names no act: it may be any that the document tells of.
        None => (sentence.upos(noun) != Upos::Pron).then(|| scene.thing(noun)),
    }
}

/// "The attack" is what the sentence before was about, where that was an attack, and else, in a document about one
/// cyberattack, that cyberattack.
fn specific(scene: &Scene<'_, '_>, event: &str, principal: &Principal) -> Option<String> {
    let class = scene.lexicon.class(event)?;
    let is_kind = |e: &&String| {
        e.as_str() != event && scene.lexicon.class(e).is_some_and(|c| scene.lexicon.is_a(c, class))
    };
    let mut kinds = principal.events.iter().filter(is_kind);
    let of_document = kinds.next().filter(|_| kinds.next().is_none());
    scene.antecedent.as_ref().filter(is_kind).or(of_document).cloned()
}

/// "B carried out C", "C was carried out by B", "B was behind C", "B had nothing to do with C".
fn deed(scene: &Scene<'_, '_>, mark: &Mark, role: Role, principal: &Principal) -> Option<Draft> {
    let sentence = scene.sentence;
    let verb = predicate_of(scene, mark);
    let child = |rels: &[Rel]| sentence.children(verb).find(|&c| rels.contains(&sentence.rel(c)));
    let own = |w: usize| mark.words.contains(&w);
    let agent = agent(scene, verb, own)?;
    let by = agent_of_passive(scene, verb);
    let object = child(&[Rel::Obj, Rel::NsubjPass]).or_else(|| by.and_then(|_| subject_of(sentence, verb)));
    let is_act = |w: &usize| *w != agent && !own(*w) && !sentence.is_cue(*w, Cue::Involvement);
    let itself = || scene.event(verb).map(|_| verb);
    let behind = || event_behind(scene, mark.words.end);
    let act = object.filter(is_act).or_else(itself).or_else(behind);
    // "The guild was guilty": of what all the document is about.
    let predicative = child(&[Rel::Cop]).is_some() && child(&[Rel::Obl, Rel::Nmod, Rel::Xcomp]).is_none();
    let event = match act {
        Some(act) => scene.event(act)?,
        None => principal.events.first().filter(|_| predicative)?.clone(),
    };
    let accused = accused(scene, verb, agent)?;
    let ends = [Some(verb), act, Some(agent), Some(mark.words.start)];
    let words = ends.iter().flatten().min().copied()?..ends.iter().flatten().max().copied()? + 1;
    let own = if mark.gapped { verb..verb } else { mark.words.clone() };
    let truth = (role == Role::Affirm) != scene.is_denied_beside(verb, &own);
    Some(claim(scene, verb, words, names(scene, accused, agent), Some(event), truth, principal))
}

/// "B bombed the town", "the town was bombed by B", "B denied bombing the town": the verb is the act.
fn act(scene: &Scene<'_, '_>, mark: &Mark, class: ClassId, principal: &Principal) -> Option<Draft> {
    let sentence = scene.sentence;
    let verb = head_of(sentence, mark);
    // "Denied bombing the town": a noun for the tree, which has an object.
    let told = |w: usize| {
        sentence.upos(w) == Upos::Verb || sentence.children(w).any(|c| sentence.rel(c) == Rel::Obj)
    };
    if !scene.lexicon.is_act(class) || !told(verb) || scene.is_planned(verb) {
        return None;
    }
    // What somebody is accused of is read with the accusation.
    let accuses = |w: usize| sentence.marks_at(w).any(|m| matches!(m.meaning, Meaning::Accuse(_)));
    if sentence.head(verb).is_some_and(accuses) {
        return None;
    }
    let agent = agent(scene, verb, |w| mark.words.contains(&w))?;
    let accused = accused(scene, verb, agent)?;
    let words = verb.min(agent).min(mark.words.start)..verb.max(agent).max(mark.words.end - 1) + 1;
    let truth = !scene.is_denied_beside(verb, &mark.words);
    let event = scene.class_id(class);
    let event = specific(scene, &event, principal).unwrap_or(event);
    let mut draft = claim(scene, verb, words, names(scene, accused, agent), Some(event), truth, principal);
    draft.standing.plain = truth;
    Some(draft)
}

/// The word that carries what a turn says: what a copula or a preposition in it belongs to.
fn predicate_of(scene: &Scene<'_, '_>, mark: &Mark) -> usize {
    let sentence = scene.sentence;
    let head = head_of(sentence, mark);
    let above = sentence.head(head).filter(|_| matches!(sentence.rel(head), Rel::Cop | Rel::Case | Rel::Aux));
    above.unwrap_or(head)
}

/// The first noun for an event in the words from `from` on, before any other verb.
fn event_behind(scene: &Scene<'_, '_>, from: usize) -> Option<usize> {
    let near = from..scene.sentence.words.len().min(from + 5);
    near.take_while(|&w| scene.sentence.upos(w) != Upos::Verb).find(|&w| scene.event(w).is_some())
}

/// "Baseless", said by somebody: they deny what they are accused of.
fn refutation(scene: &Scene<'_, '_>, mark: &Mark, principal: &Principal) -> Option<Draft> {
    let sentence = scene.sentence;
    let word = head_of(sentence, mark);
    // "False invoices", "the accounts were false": no answer to anybody, but in the words of whoever answers.
    let is_said = || sentence.children(word).any(|c| sentence.rel(c) == Rel::Cop);
    let of = match sentence.rel(word) {
        Rel::Amod if mark.words.len() == 1 => sentence.head(word),
        _ => subject_of(sentence, word).filter(|&w| is_said() && sentence.upos(w) == Upos::Noun),
    };
    let is_told =
        |w: usize| [Cue::Accusation, Cue::Denial, Cue::Report].iter().any(|&cue| sentence.is_cue(w, cue));
    if of.is_some_and(|thing| !is_told(thing)) && scene.speaker(word).is_none() {
        return None;
    }
    // Who lied has done something himself.
    let is_subject = |c: usize| sentence.rel(c) == Rel::Nsubj;
    if sentence.upos(word) == Upos::Verb && sentence.children(word).any(is_subject) {
        return None;
    }
    let spoken = || scene.speaker(word).map(|name| vec![name]);
    let above = sentence.upwards(word).skip(1).find(|&w| sentence.upos(w) == Upos::Verb);
    let told = above.and_then(|verb| subject_of(sentence, verb)).and_then(|s| {
        speaker_name(sentence, &scene.mentions, scene.lexicon, s).map(|name| names_of_speaker(scene, name, s))
    });
    let denier = spoken().or(told)?;
    let start = sentence.head(word).filter(|&h| h < word && word - h <= 3).unwrap_or(word);
    Some(dangling(claim(scene, word, start..mark.words.end, denier, None, false, principal)))
}

/// "B rejected the accusation": the same, by a verb of denying whose object is an accusation or left out.
fn rejection(scene: &Scene<'_, '_>, mark: &Mark, principal: &Principal) -> Option<Draft> {
    let sentence = scene.sentence;
    let verb = head_of(sentence, mark);
    if sentence.upos(verb) != Upos::Verb {
        return None;
    }
    let object = sentence.children(verb).find(|&c| matches!(sentence.rel(c), Rel::Obj | Rel::NsubjPass));
    let part = object.filter(|&o| sentence.is_cue(o, Cue::Involvement));
    // "Denied the attack": that it was they.
    let deed = object.filter(|&o| sentence.class(o).is_some_and(|class| scene.lexicon.is_act(class)));
    let accusation = part.is_some()
        || deed.is_some()
        || object.is_none_or(|o| sentence.is_cue(o, Cue::Accusation) || sentence.upos(o) == Upos::Pron);
    let complement = sentence
        .children(verb)
        .any(|c| matches!(sentence.rel(c), Rel::Ccomp | Rel::Xcomp) || scene.is_deed_of(c, verb));
    let subject = subject_of(sentence, verb)?;
    let denier = speaker_name(sentence, &scene.mentions, scene.lexicon, subject)?;
    let end = object.map_or(mark.words.end, |o| (o + 1).max(mark.words.end));
    (accusation && !complement && !scene.is_negated(verb)).then(|| {
        let named = || deed.and_then(|deed| act_name(scene, deed, principal));
        let act = part.and_then(|part| part_in(scene, part, principal)).or_else(named);
        let answers = act.is_none();
        let by = names_of_speaker(scene, denier.clone(), subject);
        let mut draft = claim(scene, verb, mark.words.start..end, by, act, false, principal);
        draft.dangling = answers;
        // To deny all responsibility says something even where nobody has accused.
        draft.standing.existence = part.or(deed).is_some();
        draft.speaker = Some(denier);
        draft
    })
}

/// The act that a noun for somebody's part in it names.
fn part_in(scene: &Scene<'_, '_>, part: usize, principal: &Principal) -> Option<String> {
    act_name(scene, event_behind(scene, part + 1)?, principal)
}

fn dangling(draft: Draft) -> Draft {
    Draft { dangling: true, ..draft }
}
