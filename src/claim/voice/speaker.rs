//! The name that who speaks goes by.

use super::subject::{Fitness, compound_head, fitness};
use crate::claim::lexicon::{Cue, EntityKind, Facet, Lexicon, Meaning};
use crate::claim::names::{Mention, can_act};
use crate::claim::sentence::Parsed;
use crate::syntax::{Rel, Upos};

/// The noun or name right of an according-phrase.
pub(super) fn speaker_head(sentence: &Parsed<'_>, from: usize) -> Option<usize> {
    let near = from..sentence.words.len().min(from + 6);
    let nominal = |&w: &usize| matches!(sentence.upos(w), Upos::Noun | Upos::Propn | Upos::Pron | Upos::X);
    near.into_iter().find(nominal).map(|w| compound_head(sentence, w))
}

/// Whose words or figures a noun phrase is: "the union's count", "a statement by the port".
pub(super) fn owner(
    sentence: &Parsed<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    head: usize,
) -> Option<usize> {
    let owns = |&c: &usize| {
        matches!(sentence.rel(c), Rel::Nmod | Rel::NmodPoss | Rel::Compound)
            && sentence.upos(c) != Upos::Pron
            && !sentence.is_cue(c, Cue::Utterance)
            && sentence.children(c).all(|n| sentence.rel(n) != Rel::Nummod)
            && fitness(sentence, mentions, lexicon, c) == Fitness::Speaks
            && !sentence.split(c, head)
    };
    sentence.is_cue(head, Cue::Utterance).then(|| sentence.children(head).find(owns)).flatten()
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
    if let Some(owner) = owner(sentence, mentions, lexicon, head) {
        return speaker_name(sentence, mentions, lexicon, owner);
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
        if !matches!(sentence.upos(at), Upos::Adp | Upos::Det | Upos::Punct | Upos::Cconj | Upos::Part) {
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
        // "According to a source in the town the blast was ...": what is said opens without a sign.
        let opens = sentence.upos(at) == Upos::Det
            && matches!(sentence.upos(at - 1), Upos::Noun | Upos::Propn)
            && sentence.upos(head) != Upos::Pron;
        if sentence.words[at].form == "," || !sentence.hangs_from(at, head) || opens && at > head {
            break;
        }
        last = at;
    }
    last
}
