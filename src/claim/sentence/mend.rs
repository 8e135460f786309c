//! Attachments that the parser gets wrong in ways its own labels show.

use std::ops::Range;

use super::{Placed, Term};
use crate::syntax::{Rel, Upos};
use crate::value::Kind;

/// Mends the tree of a sentence in place. O(words²).
pub(super) fn mend(words: &mut [Term<'_>], values: &[Placed<'_>]) {
    for value in values.iter().filter(|v| v.reading.kind == Kind::Date) {
        unite(words, &value.words);
    }
    for at in 0..words.len() {
        let Some(head) = words[at].node.head else { continue };
        match words[at].node.rel {
            Rel::Obj => {
                if let Some(verb) = later_verb(words, head, at) {
                    words[at].node.head = Some(verb);
                }
            }
            Rel::Mark if is_subject(words, head, at) => words[at].node.rel = Rel::Nsubj,
            _ => {}
        }
    }
}

/// Makes one phrase of a date that the tree takes apart or for a verb's helper: "the collapse on 14 May left them jobless".
fn unite(words: &mut [Term<'_>], date: &Range<usize>) {
    let outside = |word: &Term<'_>| word.node.head.is_none_or(|head| !date.contains(&head));
    let Some(top) = date.clone().find(|&w| words.get(w).is_some_and(outside)) else { return };
    // "In custody since 8 January, he": no clause follows.
    let ends = words.get(date.end).is_none_or(|w| w.node.upos == Upos::Punct);
    if let Some(before) = date.start.checked_sub(1).and_then(|w| words.get_mut(w))
        && before.node.upos == Upos::Sconj
        && ends
    {
        (before.node.upos, before.node.rel, before.node.head) = (Upos::Adp, Rel::Case, Some(top));
    }
    for at in 0..words.len() {
        let inside = date.contains(&at);
        let node = &mut words[at].node;
        if inside && matches!(node.upos, Upos::Aux) {
            node.upos = Upos::Propn;
        }
        let strays = inside && node.head.is_none_or(|head| !date.contains(&head));
        let hangs = !inside && node.head.is_some_and(|head| date.contains(&head) && head != top);
        if at != top && node.head.is_some() && (strays || hangs) {
            node.head = Some(top);
            if inside {
                node.rel = Rel::Nmod;
            }
        }
    }
}

/// The verb that an object behind it belongs to, where the tree gives it to the passive joined with that verb: "was
/// overloaded and hit a rock".
fn later_verb(words: &[Term<'_>], passive: usize, object: usize) -> Option<usize> {
    let mut depends = (0..words.len()).filter(|&w| words[w].node.head == Some(passive));
    let is_passive = depends.clone().any(|w| matches!(words[w].node.rel, Rel::AuxPass | Rel::NsubjPass));
    let joined =
        |&w: &usize| words[w].node.rel == Rel::Conj && words[w].node.upos == Upos::Verb && w < object;
    depends.find(joined).filter(|_| is_passive)
}

/// Whether a name before a verb that has no subject opens its clause, as no name does: "Ann Doe never spoke, they say".
fn is_subject(words: &[Term<'_>], verb: usize, name: usize) -> bool {
    let nominal = matches!(words[name].node.upos, Upos::Noun | Upos::Propn);
    let has_subject = (0..words.len()).any(|w| {
        words[w].node.head == Some(verb) && matches!(words[w].node.rel, Rel::Nsubj | Rel::NsubjPass)
    });
    nominal && words[verb].node.upos == Upos::Verb && name < verb && !has_subject
}
