//! Facts: the claims of one question, gathered from pairs of them.
//!
//! That two claims answer one question is only likely, and what is likely is not transitive: questions are groups of claims
//! most of which go together.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::group::{Members, root};
use crate::align::Pair;
use crate::claim::{Claim, ClaimKind};
use crate::value::{Tolerance, Value, Verdict, compare};

/// One question: its claims, in order, and the pairs of them, by index.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Gathering {
    pub claims: Members,
    pub pairs: Vec<usize>,
}

/// Share of the pairs of claims of two groups that have to be likely, for the groups to be one question.
const LINKED: f64 = 0.15;
/// Answers of a document to one concept that are looked at, to tell concepts apart.
const TOLD: usize = 20;
/// How often what is left over is gathered again: what is doubted so often tells nothing.
const ROUNDS: usize = 8;

/// Gathers claims that pairs connect into facts, in order of their first claim.
///
/// A doubtful pair, one less than `least` probable, never makes one question of two. Nor does a likely one alone: a
/// chain of them leads from any question to any other. Groups are joined where enough of their claims are likely pairs,
/// the surest first; the pairs left between two facts are gathered once more by themselves, so that a claim that may
/// answer two questions stands in both.
///
/// This is agglomerative clustering by average linkage (Sokal & Michener, 1958). O(claims + pairs · log pairs).
pub(super) fn facts(claims: &[Claim], pairs: &[&Pair], least: f64) -> Vec<Gathering> {
    let is_likely = |at: &usize| pairs[*at].confidence >= least;
    let mut left: Vec<usize> = (0..pairs.len()).collect();
    left.sort_by(|&x, &y| {
        let (p, q) = (pairs[x], pairs[y]);
        q.confidence.total_cmp(&p.confidence).then((p.a, p.b).cmp(&(q.a, q.b)))
    });
    let told_apart = told_apart(claims);
    let mut facts: Vec<Gathering> = Vec::new();
    let mut alone = vec![true; claims.len()];
    for _ in 0..ROUNDS {
        if left.is_empty() {
            break;
        }
        let likely = left.iter().filter(|at| is_likely(at));
        let ends: Vec<(usize, usize)> = likely.map(|&at| (pairs[at].a, pairs[at].b)).collect();
        let concepts = claims.iter().map(|claim| known(claim).into_iter().collect()).collect();
        let mut groups = Groups::of(concepts, &ends, &told_apart);
        ends.iter().for_each(|&(a, b)| groups.try_join(a, b));
        let mut found: BTreeMap<usize, Gathering> = BTreeMap::new();
        left.retain(|&at| {
            let Pair { a, b, .. } = *pairs[at];
            let top = groups.root(a);
            if top != groups.root(b) {
                return is_likely(&at);
            }
            let fact = found.entry(top).or_default();
            fact.claims.extend([a, b]);
            fact.pairs.push(at);
            (alone[a], alone[b]) = (false, false);
            false
        });
        facts.extend(found.into_values());
    }
    let single = |claim| Gathering { claims: vec![claim], pairs: Vec::new() };
    facts.extend((0..claims.len()).filter(|&claim| alone[claim]).map(single));
    for fact in &mut facts {
        fact.claims.sort_unstable();
        fact.claims.dedup();
        fact.pairs.sort_unstable();
    }
    facts.sort_by(|x, y| x.claims.cmp(&y.claims).then(x.pairs.cmp(&y.pairs)));
    facts
}

/// The concepts to which some document gives two answers: of one thing by two names, it gives one.
fn told_apart(claims: &[Claim]) -> BTreeSet<(&str, &str)> {
    let mut told: BTreeMap<(usize, ClaimKind), BTreeMap<&str, Vec<&Value>>> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.qualifiers.subset.is_none()) {
        if let Some(concept) = known(claim) {
            let of_document = told.entry((claim.source, claim.kind)).or_default();
            of_document.entry(concept).or_default().push(&claim.value);
        }
    }
    let differ = |x: &Value, y: &Value| compare(x, y, &Tolerance::default()).verdict == Verdict::Contradict;
    let mut apart = BTreeSet::new();
    for answers in told.values() {
        for (&x, of_x) in answers {
            for (&y, of_y) in answers.iter().filter(|(y, _)| **y > x) {
                let (of_x, of_y) = (of_x.iter().take(TOLD), of_y.iter().take(TOLD));
                if of_x.clone().any(|x| of_y.clone().any(|y| differ(x, y))) {
                    apart.insert((x, y));
                }
            }
        }
    }
    apart
}

/// The concept that the packs know a claim for. Events are dated under names of kin.
fn known(claim: &Claim) -> Option<&str> {
    (claim.topic.known && claim.topic.dated().is_none()).then(|| claim.topic.plain())
}

/// Claims on their way to becoming facts.
struct Groups<'c> {
    parent: Vec<usize>,
    /// Of the first member of each group: how many claims it has, and the concepts of those that the packs know.
    size: Vec<usize>,
    concepts: Vec<BTreeSet<&'c str>>,
    /// The same: how many likely pairs lie between it and each other group.
    links: Vec<FxHashMap<usize, usize>>,
    told_apart: &'c BTreeSet<(&'c str, &'c str)>,
}

impl<'c> Groups<'c> {
    /// Each claim alone, by the concept that the packs know it for, and the likely pairs of them.
    fn of(
        concepts: Vec<BTreeSet<&'c str>>,
        likely: &[(usize, usize)],
        told_apart: &'c BTreeSet<(&'c str, &'c str)>,
    ) -> Self {
        let mut links = vec![FxHashMap::default(); concepts.len()];
        for &(a, b) in likely {
            links[a].insert(b, 1);
            links[b].insert(a, 1);
        }
        let count = concepts.len();
        Self { parent: (0..count).collect(), size: vec![1; count], concepts, links, told_apart }
    }

    fn root(&mut self, claim: usize) -> usize {
        root(&mut self.parent, claim)
    }

    /// Joins the groups of two claims if they are one question.
    fn try_join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b || !self.are_one(a, b) {
            return;
        }
        // The group with fewer links is moved, so that none is moved often.
        let (stays, goes) = if self.links[a].len() < self.links[b].len() { (b, a) } else { (a, b) };
        self.parent[goes] = stays;
        self.size[stays] += self.size[goes];
        let concepts = std::mem::take(&mut self.concepts[goes]);
        self.concepts[stays].extend(concepts);
        self.links[stays].remove(&goes);
        for (other, count) in std::mem::take(&mut self.links[goes]) {
            if other != stays {
                *self.links[stays].entry(other).or_default() += count;
                *self.links[other].entry(stays).or_default() += count;
                self.links[other].remove(&goes);
            }
        }
    }

    /// Whether enough of the pairs of two groups are likely, and nobody tells their concepts apart.
    fn are_one(&self, a: usize, b: usize) -> bool {
        let links = self.links[a].get(&b).copied().unwrap_or_default();
        let apart = |x: &&str, y: &&str| self.told_apart.contains(&(*x.min(y), *x.max(y)));
        let (x, y) = (&self.concepts[a], &self.concepts[b]);
        links as f64 >= LINKED * (self.size[a] * self.size[b]) as f64
            && !x.iter().any(|x| y.iter().any(|y| apart(x, y)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether all of `claims` come out as one question, where pairs join them in order.
    fn are_one(claims: usize, pairs: &[(usize, usize)]) -> bool {
        let told_apart = BTreeSet::new();
        let mut groups = Groups::of(vec![BTreeSet::new(); claims], pairs, &told_apart);
        pairs.iter().for_each(|&(a, b)| groups.try_join(a, b));
        let top = groups.root(0);
        (0..claims).all(|claim| groups.root(claim) == top)
    }

    #[test]
    fn one_pair_makes_no_one_question_of_two_that_many_answer() {
        let of_four =
            |first: usize| (0..4).flat_map(move |i| (i + 1..4).map(move |j| (first + i, first + j)));
        let mut pairs: Vec<(usize, usize)> = of_four(0).chain(of_four(4)).collect();
        assert!(!are_one(8, &pairs));
        pairs.push((3, 4));
        assert!(!are_one(8, &pairs));
        pairs.extend([(2, 4), (3, 5)]);
        assert!(are_one(8, &pairs));
        // One claim more needs one pair.
        assert!(are_one(5, &of_four(0).chain([(3, 4)]).collect::<Vec<_>>()));
    }
}
