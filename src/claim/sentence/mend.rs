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
/// All of it, and all that hangs from it, hangs from the one of its words that stands highest.
fn unite(words: &mut [Term<'_>], date: &Range<usize>) {
    let Some(top) = date.clone().find(|&w| above(words, w).all(|head| !date.contains(&head))) else { return };
    for (at, word) in words.iter_mut().enumerate() {
        let inside = date.contains(&at);
        let node = &mut word.node;
        if inside && node.upos == Upos::Aux {
            node.upos = Upos::Propn;
        }
        let within = node.head.is_some_and(|head| date.contains(&head));
        if at != top && inside != within {
            (node.head, node.rel) = (Some(top), if inside { Rel::Nmod } else { node.rel });
        }
    }
    open_by_preposition(words, top, date);
}

/// "In custody since 8 January, he": before a date that no clause follows, no word opens one.
fn open_by_preposition(words: &mut [Term<'_>], top: usize, date: &Range<usize>) {
    let Some(opens) = date.start.checked_sub(1).filter(|&w| words[w].node.upos == Upos::Sconj) else {
        return;
    };
    let ends = words.get(date.end).is_none_or(|w| w.node.upos == Upos::Punct);
    if ends && above(words, top).all(|head| head != opens) {
        let node = &mut words[opens].node;
        (node.upos, node.rel, node.head) = (Upos::Adp, Rel::Case, Some(top));
    }
}

/// The words above one, nearest first.
fn above(words: &[Term<'_>], word: usize) -> impl Iterator<Item = usize> {
    let head = |w: usize| words.get(w).and_then(|term| term.node.head);
    std::iter::successors(head(word), move |&w| head(w)).take(words.len())
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

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;

    use super::*;
    use crate::span::Span;
    use crate::syntax::{Feats, Node};

    /// Words that hang as told, each a noun that is an oblique.
    fn tree(heads: &[Option<usize>]) -> Vec<Term<'static>> {
        let node = |&head: &Option<usize>| Node {
            upos: Upos::Noun,
            head,
            rel: Rel::Obl,
            lemma: String::new(),
            feats: Feats::default(),
        };
        let term = |node| Term { span: Span::new(0, 0), form: "", node, owner: None, bare: OnceCell::new() };
        heads.iter().map(node).map(term).collect()
    }

    /// Every tree of five words with one root, however its words hang.
    fn trees() -> impl Iterator<Item = Vec<Option<usize>>> {
        let heads = |code: usize| -> Vec<Option<usize>> {
            (0..5).map(|w| Some(code / 6usize.pow(w) % 6).filter(|&head| head < 5)).collect()
        };
        let is_tree = |heads: &Vec<Option<usize>>| {
            let words = tree(heads);
            let roots = heads.iter().filter(|head| head.is_none()).count();
            roots == 1 && (0..5).all(|w| above(&words, w).count() < 5)
        };
        (0..6usize.pow(5)).map(heads).filter(is_tree)
    }

    #[test]
    fn a_date_becomes_one_phrase_and_the_tree_stays_a_tree() {
        for heads in trees() {
            let mut words = tree(&heads);
            words[0].node.upos = Upos::Sconj;
            unite(&mut words, &(1..3));
            assert!((0..5).all(|w| above(&words, w).count() < 5), "{heads:?}");
            let outside = (1..3).filter(|&w| words[w].node.head.is_none_or(|head| !(1..3).contains(&head)));
            assert_eq!(outside.count(), 1, "{heads:?}");
        }
    }
}
