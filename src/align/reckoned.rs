//! Claims that follow from other figures of their document, with the claim they have to fit.
//!
//! The words of one sentence tie them together, so nothing else has to be asked.

use rustc_hash::FxHashMap;

use super::{Doubts, Pair};
use crate::claim::Claim;
use crate::span::Span;
use crate::value::Reason;

/// Whether a claim answers to one of its own sentence alone.
pub(super) fn is_tied(claim: &Claim) -> bool {
    claim.reckoning.as_ref().is_some_and(|reckoning| reckoning.against.is_some())
}

/// Each claim that has to fit another, with that. O(claims).
pub(super) fn pairs(claims: &[Claim]) -> Vec<Pair> {
    let mut stated: FxHashMap<(usize, Span), Vec<usize>> = FxHashMap::default();
    for (at, claim) in claims.iter().enumerate().filter(|(_, c)| c.reckoning.is_none()) {
        stated.entry((claim.source, claim.span)).or_default().push(at);
    }
    let pair = |(at, claim): (usize, &Claim)| {
        let against = claim.reckoning.as_ref()?.against?;
        let same = |&&other: &&usize| claims.get(other).is_some_and(|c| c.topic == claim.topic && c.kind == claim.kind);
        let other = *stated.get(&(claim.source, against))?.iter().find(same)?;
        let reasons = vec![Reason::new("question.one_sentence")];
        let (a, b) = (at.min(other), at.max(other));
        Some(Pair { a, b, confidence: claim.strength, despite: claim.strength, doubts: Doubts::default(), reasons })
    };
    claims.iter().enumerate().filter_map(pair).collect()
}
