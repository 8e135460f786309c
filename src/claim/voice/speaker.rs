//! Who speaks: the subject of a verb of saying, wherever the tree has put it, and the name it goes by.

use std::ops::Range;

use crate::claim::lexicon::{Cue, EntityKind, Facet, Lexicon, Meaning};
use crate::claim::names::{Mention, can_act};
use crate::claim::sentence::Parsed;
use crate::syntax::{Feats, Rel, Upos};

/// Whether a subject can be somebody who speaks.
pub(super) fn may_speak(sentence: &Parsed<'_>, mentions: &[Mention], subject: usize) -> bool {
    sentence.is_cue(subject, Cue::Speaker)
        || mentions.iter().any(|m| m.words.contains(&subject) && !m.place)
        || sentence.upos(subject) == Upos::Pron
}

/// A verb of saying that the tagger takes for something else: what stands right behind a noun and opens what is said, or
/// a figure ("the marchers talk of 700"), is no adjective, adverb or noun.
pub(super) fn mistagged(sentence: &Parsed<'_>, words: &Range<usize>) -> Option<usize> {
    let before = words.start.checked_sub(1).map(|w| sentence.upos(w));
    let opens = match sentence.upos(words.start) {
        Upos::Adj | Upos::Adv => {
            !matches!(sentence.upos(words.end), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adp)
        }
        Upos::Noun => {
            sentence.upos(words.end) == Upos::Sconj
                || is_main_verb(sentence, words)
                || words.len() > 1 && sentence.value_at(words.end).is_some()
        }
        _ => false,
    };
    (opens && matches!(before, Some(Upos::Noun | Upos::Propn))).then_some(words.start)
}

/// "The party claims that nearly 60 died": a noun that heads a whole sentence behind another, and that a clause seems to
/// describe, is the sentence's verb.
fn is_main_verb(sentence: &Parsed<'_>, words: &Range<usize>) -> bool {
    sentence.head(words.start).is_none() && sentence.upos(words.end) == Upos::Pron
}

/// The noun or name right before a word.
pub(super) fn left_noun(sentence: &Parsed<'_>, word: usize) -> Option<usize> {
    let noun = (0..word).rev().take_while(|&w| !sentence.split(w, word));
    noun.take(4).find(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn))
}

/// A speaker behind the verb that the tree takes for its object, or for what describes it.
pub(super) fn inverted(sentence: &Parsed<'_>, mentions: &[Mention], verb: usize) -> Option<usize> {
    let named = |w: usize| mentions.iter().any(|m| m.words.contains(&w));
    let speaks = |w: usize| sentence.is_cue(w, Cue::Speaker) || named(w);
    let called = |w: usize| sentence.children(w).any(|c| sentence.rel(c) == Rel::Appos && named(c));
    let bare = |w: usize| {
        let nominal = matches!(sentence.upos(w), Upos::Noun | Upos::Propn);
        nominal && sentence.children(w).all(|c| sentence.rel(c) != Rel::Case)
    };
    let stands = |w: usize| match sentence.rel(w) {
        Rel::Obj => speaks(w),
        Rel::Acl | Rel::Appos | Rel::Nmod | Rel::Xcomp => bare(w) && (speaks(w) || called(w)),
        _ => false,
    };
    sentence.children(verb).find(|&c| c > verb && stands(c))
}

/// The subject of a verb: its own, the noun its relative clause describes, or that of the verb it continues; else that
/// which the tree gives to a participle before it.
#[must_use]
pub fn subject_of(sentence: &Parsed<'_>, verb: usize) -> Option<usize> {
    let is_subject = |&w: &usize| matches!(sentence.rel(w), Rel::Nsubj | Rel::NsubjPass | Rel::OblAgent);
    let own_subject = |verb: usize| sentence.children(verb).find(is_subject);
    let own = own_subject(verb);
    let relative = own.filter(|&s| sentence.upos(s) == Upos::Pron && sentence.rel(verb) == Rel::AclRelcl);
    if relative.is_some() {
        return sentence.head(verb);
    }
    if own.is_none()
        && let Some(pronoun) =
            (verb.saturating_sub(3)..verb).rev().find(|&w| sentence.feats(w).has(Feats::RELATIVE))
    {
        return (0..pronoun).rev().find(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn));
    }
    own.or_else(|| {
        let above = sentence.head(verb)?;
        let continues = matches!(sentence.rel(verb), Rel::Conj | Rel::Advcl | Rel::Xcomp | Rel::Acl);
        let governs = matches!(sentence.upos(above), Upos::Verb | Upos::Aux);
        // "They believe the leak began": what the tree takes for what is believed.
        let believed = || {
            let between = |&w: &usize| sentence.rel(w) == Rel::Obj && above < w && w < verb;
            sentence.children(above).find(between).filter(|_| sentence.rel(verb) == Rel::Ccomp)
        };
        // "The minister, who spoke on Monday, said 43 had died."
        let told = |s: usize| {
            let relative = sentence.rel(above) == Rel::AclRelcl && sentence.feats(s).has(Feats::RELATIVE);
            if relative { sentence.head(above) } else { Some(s) }
        };
        let shared = || sentence.children(above).find(is_subject).and_then(told);
        (continues && governs).then(shared).flatten().or_else(believed)
    })
    .or_else(|| sentence.children(verb).filter(|&p| describes(sentence, p, verb)).find_map(own_subject))
}

/// Whether a participle without an auxiliary opens the clause of a verb: "the bridges mended in May were not open".
fn describes(sentence: &Parsed<'_>, participle: usize, verb: usize) -> bool {
    let aided = |c: usize| matches!(sentence.rel(c), Rel::Aux | Rel::AuxPass | Rel::Mark);
    participle < verb
        && sentence.feats(participle).has(Feats::PARTICIPLE)
        && !sentence.children(participle).any(aided)
}

/// The speaker between commas in front of a verb of saying to which the tree gives no subject: "a rescuer, Ann Doe, said".
pub(super) fn set_off(sentence: &Parsed<'_>, mentions: &[Mention], verb: usize) -> Option<usize> {
    let comma = verb.checked_sub(1).filter(|&w| sentence.words[w].form == ",")?;
    let last = comma.checked_sub(1).filter(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn))?;
    let named = if sentence.rel(last) == Rel::Appos { sentence.head(last) } else { Some(last) };
    named.filter(|&w| w < verb && may_speak(sentence, mentions, w))
}

/// The noun or name right of an according-phrase.
pub(super) fn speaker_head(sentence: &Parsed<'_>, from: usize) -> Option<usize> {
    let near = from..sentence.words.len().min(from + 6);
    near.into_iter().find(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn | Upos::Pron | Upos::X))
}

/// Who a noun phrase names, for people: a name in it, a government, or the phrase itself.
#[must_use]
pub fn speaker_name(
    sentence: &Parsed<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    head: usize,
) -> Option<String> {
    if sentence.upos(head) == Upos::Pron {
        return None;
    }
    if let Some(state) = government(sentence, mentions, lexicon, head) {
        return Some(state);
    }
    let inside = |m: &&Mention| sentence.hangs_from(m.words.start, head) || m.words.contains(&head);
    let acts = |m: &&Mention| match m.entity {
        None => true,
        Some(id) => lexicon.entities.get(id).is_some_and(|e| can_act(e.kind)) || m.facet == Facet::Government,
    };
    let at_head = mentions.iter().find(|m| m.words.contains(&head));
    if let Some(name) = at_head.filter(|m| acts(m) || m.facet == Facet::People) {
        return Some(name.name.clone());
    }
    let apposed =
        mentions.iter().filter(inside).filter(|m| m.facet == Facet::Name && m.entity.is_none()).find(|m| {
            let rel = sentence.rel(m.words.start);
            m.words.clone().any(|w| matches!(sentence.rel(w), Rel::Appos | Rel::Flat))
                || (matches!(rel, Rel::Appos | Rel::Flat | Rel::Compound | Rel::Nmod)
                    && sentence.is_cue(head, Cue::Speaker)
                    && m.words.len() > 1)
        });
    if let Some(name) = apposed {
        return Some(name.name.clone());
    }
    let mut words: Vec<&str> = Vec::new();
    let mut whole = 0;
    // "The police say 300, the union 700."
    let figure = |&at: &usize| at <= head || sentence.value_at(at).is_none();
    for at in phrase(sentence, head).take_while(figure) {
        words.push(sentence.words[at].form);
        if !matches!(sentence.upos(at), Upos::Adp | Upos::Det | Upos::Punct | Upos::Cconj) {
            whole = words.len();
        }
    }
    words.truncate(whole);
    (!words.is_empty()).then(|| words.join(" ").replace("' ", "'").replace("\u{2019} ", "\u{2019}"))
}

/// The state that a capital, a seat of power, or a word for government with a country's name stands for.
fn government(sentence: &Parsed<'_>, mentions: &[Mention], lexicon: &Lexicon, head: usize) -> Option<String> {
    let governs = sentence.class(head).is_some_and(|c| {
        lexicon.lineage(c).any(|c| lexicon.classes.get(c).is_some_and(|c| c.id == GOVERNMENT))
    });
    if governs {
        let of = |m: &&Mention| {
            m.words.start != head
                && sentence.head(m.words.start) == Some(head)
                && m.entity
                    .is_some_and(|id| lexicon.entities.get(id).is_some_and(|e| e.kind == EntityKind::Country))
        };
        return mentions.iter().find(of).map(|m| m.name.clone());
    }
    let id = sentence.marks_at(head).find_map(|m| match m.meaning {
        Meaning::Entity(id, Facet::Government, _) => Some(id),
        _ => None,
    })?;
    lexicon.entities.get(id).map(|e| e.id.clone())
}

/// The words of a speaker's noun phrase: its head with the adjectives right before it and what follows, up to a comma
/// or clause.
fn phrase<'s>(sentence: &'s Parsed<'_>, head: usize) -> impl Iterator<Item = usize> + 's {
    let close = |&w: &usize| {
        matches!(sentence.upos(w), Upos::Adj | Upos::Num | Upos::Propn | Upos::Noun)
            && sentence.hangs_from(w, head)
    };
    let left = (0..head).rev().take_while(close).last().unwrap_or(head);
    let right = right_edge(sentence, head, head);
    (left..=right).take_while(|&w| !matches!(sentence.upos(w), Upos::Verb | Upos::Sconj)).take(8)
}

/// The class of nouns that, with a country's name or adjective, mean its state.
const GOVERNMENT: &str = "government";

/// The last word of the phrase headed by `head`, before any comma.
pub(super) fn right_edge(sentence: &Parsed<'_>, from: usize, head: usize) -> usize {
    let mut last = head;
    for at in from.max(head + 1)..sentence.words.len() {
        if sentence.words[at].form == "," || !sentence.hangs_from(at, head) {
            break;
        }
        last = at;
    }
    last
}
