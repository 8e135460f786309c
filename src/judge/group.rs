//! Facts: the claims of one question gathered, and split into sides by answer.

use std::collections::BTreeMap;

use crate::align::Pair;
use crate::claim::Claim;

/// The claims of one question, in order.
pub(super) type Members = Vec<usize>;

/// Gathers claims that pairs connect into facts. A pair joins two facts only where it is at least `least` probable, so
/// that a doubtful pair never makes one question of two. Facts come in order of their first claim.
pub(super) fn facts(claims: &[Claim], pairs: &[Pair], least: f64) -> Vec<Members> {
    let mut parent: Vec<usize> = (0..claims.len()).collect();
    for pair in pairs.iter().filter(|p| p.confidence >= least) {
        let (a, b) = (root(&mut parent, pair.a), root(&mut parent, pair.b));
        parent[a.max(b)] = a.min(b);
    }
    let mut members: BTreeMap<usize, Members> = BTreeMap::new();
    for claim in 0..claims.len() {
        let top = root(&mut parent, claim);
        members.entry(top).or_default().push(claim);
    }
    members.into_values().collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// The claims of a fact by answer, in order of first claim: equal values, written in whatever form, are one side.
pub(super) fn sides(claims: &[Claim], members: &[usize]) -> Vec<Members> {
    let mut sides: Vec<Members> = Vec::new();
    for &index in members {
        match sides
            .iter_mut()
            .find(|side| side.first().is_some_and(|&first| same_answer(&claims[first], &claims[index])))
        {
            Some(side) => side.push(index),
            None => sides.push(vec![index]),
        }
    }
    sides
}

/// Whether two values are one and the same answer: the same interval, not merely one that may hold both.
fn same_answer(a: &Claim, b: &Claim) -> bool {
    a.value == b.value || (a.value.to_string() == b.value.to_string())
}

/// Number of independent voices among claims: those citing one agency, or repeating one sentence, count once.
pub(super) fn independent(claims: &[Claim], members: &[usize], sentence: impl Fn(usize) -> String) -> usize {
    let mut origins: Vec<(String, String)> = Vec::new();
    for &index in members {
        let claim = &claims[index];
        let who = match (&claim.voice.agency, claim.voice.kind) {
            (Some(agency), crate::claim::VoiceKind::Outlet) => agency.clone(),
            _ => claim.voice.name.clone(),
        };
        let words = sentence(index);
        if !origins.iter().any(|(other, text)| *other == who || *text == words) {
            origins.push((who, words));
        }
    }
    origins.len()
}
