//! How alone a claim stands in another document: the fewer claims there could answer its question, the likelier it is
//! that one of them does.

use rustc_hash::{FxHashMap, FxHashSet};

use super::open::dimension;
use super::wording::alike;
use crate::claim::gist::{Key, Word};
use crate::claim::{Claim, ClaimKind};
use crate::value::{Tolerance, Verdict, compare};

/// Most rivals that are told apart: beside so many a claim is as good as lost.
const MOST: usize = 100;

/// Where in a document the claims stand that might answer another: counts by what they count, all else by its dimension.
type Place = (usize, ClaimKind, Option<Key>);

/// The claims of each document, by what they could answer.
pub(super) struct Rivals<'c> {
    claims: &'c [Claim],
    places: FxHashMap<Place, Vec<usize>>,
    counted: FxHashMap<(usize, usize), usize>,
}

impl<'c> Rivals<'c> {
    /// O(claims).
    pub fn new(claims: &'c [Claim]) -> Self {
        let mut places: FxHashMap<Place, Vec<usize>> = FxHashMap::default();
        for (index, claim) in claims.iter().enumerate().filter(|(_, c)| c.reckoning.is_none()) {
            for key in keys(claim) {
                places.entry((claim.source, claim.kind, key)).or_default().push(index);
            }
        }
        Self { claims, places, counted: FxHashMap::default() }
    }

    /// How many claims of a source could answer what a claim does, at least 1, at most [`MOST`].
    pub fn of(&mut self, claim: usize, source: usize) -> usize {
        let Some(own) = self.claims.get(claim) else { return 1 };
        let count = || {
            let mut seen = FxHashSet::default();
            let found = keys(own).into_iter().filter_map(|key| self.places.get(&(source, own.kind, key)));
            let others = found.flatten().filter(|other| seen.insert(**other));
            let answers = others.filter(|other| could_answer(own, &self.claims[**other]));
            answers.take(MOST).count().max(1)
        };
        *self.counted.entry((claim, source)).or_insert_with(count)
    }
}

/// By what a claim is found.
fn keys(claim: &Claim) -> Vec<Option<Key>> {
    match &claim.gist.head {
        Some(head) if claim.kind == ClaimKind::Number => head.meanings().map(Some).collect(),
        _ if claim.kind == ClaimKind::Number => vec![None],
        _ => vec![dimension(claim)],
    }
}

/// Whether two claims of one kind have values that can be held against each other, of the same thing.
fn could_answer(a: &Claim, b: &Claim) -> bool {
    let one = |(x, y): (&Word, &Word)| alike(x, y) > 0.0;
    let things =
        a.kind != ClaimKind::Number || a.gist.head.as_ref().zip(b.gist.head.as_ref()).is_none_or(one);
    things && compare(&a.value, &b.value, &Tolerance::default()).verdict != Verdict::Incomparable
}
