//! Contradictions that follow: who gives the answer of one side of a fact is against all who give the other's, whether or
//! not his own words and theirs are alike.
//!
//! Agreement carries a question from document to document: two claims that share no word are of one question where each
//! agrees with one of two that are.

use std::collections::{BTreeMap, BTreeSet};

use super::find::Judged;
use super::group::{Members, join, root};
use super::{Relation, Severity};
use crate::align::{Pair, could_answer_one};
use crate::claim::Claim;
use crate::value::Reason;

/// How sure a contradiction is that follows from another, beside it.
const FOLLOWS: f64 = 0.99;
/// Contradictions of a fact that are made to follow, at most: their number grows with the square of its claims'.
const MOST: usize = 1000;

/// The pairs of claims of two sides that nothing has joined or parted, where a reported contradiction lies between the
/// sides. `sides` are those of one fact, `judged` its pairs. O(claims + pairs) but for the pairs it gives.
pub(super) fn pairs(claims: &[Claim], sides: &[Members], judged: &[&Judged<'_>]) -> Vec<Pair> {
    let camps = camps(sides, judged);
    let camp_of = places(&camps);
    let met: BTreeSet<(usize, usize)> = judged.iter().map(|j| (j.pair.a, j.pair.b)).collect();
    let mut surest: BTreeMap<(usize, usize), &Pair> = BTreeMap::new();
    let reported = |j: &&&Judged<'_>| j.relation == Relation::Contradiction && j.severity > Severity::Note;
    for j in judged.iter().filter(reported) {
        let (Some(&x), Some(&y)) = (camp_of.get(&j.pair.a), camp_of.get(&j.pair.b)) else { continue };
        let best = surest.entry((x.min(y), x.max(y))).or_insert(j.pair);
        if j.pair.despite > best.despite {
            *best = j.pair;
        }
    }
    let between = surest.iter().flat_map(|(&(x, y), &best)| {
        let (x, y) = (&camps[x], &camps[y]);
        x.iter().flat_map(move |&a| y.iter().map(move |&b| (a.min(b), a.max(b), best)))
    });
    between
        .filter(|&(a, b, _)| !met.contains(&(a, b)) && could_answer_one(&claims[a], &claims[b]))
        .map(|(a, b, best)| {
            let reasons = vec![Reason::new("question.follows")];
            Pair { a, b, despite: best.despite * FOLLOWS, reasons, ..*best }
        })
        .take(MOST)
        .collect()
}

/// The sides put together whose answers agree though they are written otherwise: "340" and "about 340".
fn camps(sides: &[Members], judged: &[&Judged<'_>]) -> Vec<Members> {
    let side_of = places(sides);
    let mut parent: Vec<usize> = (0..sides.len()).collect();
    for j in judged.iter().filter(|j| j.relation == Relation::Agreement) {
        if let (Some(&x), Some(&y)) = (side_of.get(&j.pair.a), side_of.get(&j.pair.b)) {
            join(&mut parent, x, y);
        }
    }
    let mut camps: BTreeMap<usize, Members> = BTreeMap::new();
    for (side, members) in sides.iter().enumerate() {
        camps.entry(root(&mut parent, side)).or_default().extend(members);
    }
    camps.into_values().collect()
}

/// In which of several groups each claim stands.
fn places(groups: &[Members]) -> BTreeMap<usize, usize> {
    groups.iter().enumerate().flat_map(|(n, group)| group.iter().map(move |&c| (c, n))).collect()
}
