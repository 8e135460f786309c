//! The claims of one question by answer, and how many voices give it.

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::{Claim, VoiceKind};

/// The claims of one question, in order.
pub(super) type Members = Vec<usize>;

/// Puts the groups of two members together, under the smaller of their first ones.
pub(super) fn join(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b)] = a.min(b);
}

/// The first member of the group that `at` is of.
pub(super) fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// The claims of a fact by answer, in order of first claim: equal values, written in whatever form, are one side. An
/// answer is the interval itself, not merely one that may hold both.
pub(super) fn sides(claims: &[Claim], members: &[usize]) -> Vec<Members> {
    let mut sides: Vec<Members> = Vec::new();
    let mut by_answer: BTreeMap<String, usize> = BTreeMap::new();
    for &index in members {
        let side = *by_answer.entry(claims[index].value.to_string()).or_insert(sides.len());
        match sides.get_mut(side) {
            Some(side) => side.push(index),
            None => sides.push(vec![index]),
        }
    }
    sides
}

/// The claims that repeat the voice of an earlier one: those citing one agency, or repeating one sentence, count once.
pub(super) fn repeats(claims: &[Claim], members: &[usize], sentence: impl Fn(usize) -> String) -> Vec<usize> {
    let mut repeats = Vec::new();
    let (mut voices, mut sentences) = (BTreeSet::new(), BTreeSet::new());
    for &index in members {
        let claim = &claims[index];
        let who = match (&claim.voice.agency, claim.voice.kind) {
            (Some(agency), VoiceKind::Outlet) => agency,
            _ => &claim.voice.name,
        };
        let words = sentence(index);
        if voices.contains(who) || sentences.contains(&words) {
            repeats.push(index);
        } else {
            voices.insert(who);
            sentences.insert(words);
        }
    }
    repeats
}
