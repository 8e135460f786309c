//! Contradictions that follow: who gives the answer of one side of a fact is against all who give the other's, whether or
//! not his own words and theirs are alike.
//!
//! Agreement carries a question from document to document: two claims that share no word are of one question where each
//! agrees with one of two that are.

use std::collections::{BTreeMap, BTreeSet};

use super::find::Judged;
use super::group::Members;
use super::{Relation, Severity};
use crate::align::{Pair, could_answer_one};
use crate::claim::Claim;

/// How sure a contradiction is that follows from another, beside it.
const FOLLOWS: f64 = 0.99;
/// Contradictions of a fact that are made to follow, at most: their number grows with the square of its claims'.
const MOST: usize = 1000;

/// The pairs of claims of two sides that nothing has joined or parted, where a reported contradiction lies between the
/// sides. `sides` are those of one fact, `judged` its pairs.
pub(super) fn pairs(claims: &[Claim], sides: &[Members], judged: &[&Judged<'_>]) -> Vec<Pair> {
    let side_of: BTreeMap<usize, usize> =
        sides.iter().enumerate().flat_map(|(n, side)| side.iter().map(move |&c| (c, n))).collect();
    let met: BTreeSet<(usize, usize)> = judged.iter().map(|j| (j.pair.a, j.pair.b)).collect();
    let mut surest: BTreeMap<(usize, usize), &Pair> = BTreeMap::new();
    let reported = |j: &&&Judged<'_>| j.relation == Relation::Contradiction && j.severity > Severity::Note;
    for j in judged.iter().filter(reported) {
        let (Some(&x), Some(&y)) = (side_of.get(&j.pair.a), side_of.get(&j.pair.b)) else { continue };
        let best = surest.entry((x.min(y), x.max(y))).or_insert(j.pair);
        if j.pair.despite > best.despite {
            *best = j.pair;
        }
    }
    let between = surest.into_iter().flat_map(|((x, y), best)| {
        sides[x].iter().flat_map(move |&a| sides[y].iter().map(move |&b| (a.min(b), a.max(b), best)))
    });
    between
        .filter(|&(a, b, _)| !met.contains(&(a, b)) && could_answer_one(&claims[a], &claims[b]))
        .map(|(a, b, best)| Pair { a, b, despite: best.despite * FOLLOWS, ..best.clone() })
        .take(MOST)
        .collect()
}
