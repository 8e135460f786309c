//! How findings are weighed: what a project may set otherwise, by concept or by kind of answer.

use std::collections::BTreeSet;

use globset::GlobMatcher;

use super::Severity;
use crate::claim::{Claim, ClaimKind};
use crate::value::Tolerance;

/// How findings are weighed.
#[derive(Debug, Clone)]
pub struct Policy {
    /// How far approximate values may lie apart.
    pub tolerance: Tolerance,
    /// From this confidence on a contradiction may be an error.
    pub sure: f64,
    /// Below this confidence a contradiction is a note.
    pub likely: f64,
    /// Below this confidence answers that differ are not held against each other at all.
    pub least: f64,
    /// What is otherwise for some claims; of several that speak of one claim, the last holds.
    pub weights: Vec<Weight>,
    /// Paths of drafts that are checked against the other sources: only what involves one of them is looked for.
    /// Without any, all are checked against each other.
    pub drafts: BTreeSet<String>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            tolerance: Tolerance::default(),
            sure: 0.7,
            likely: 0.38,
            least: 0.28,
            weights: Vec::new(),
            drafts: BTreeSet::new(),
        }
    }
}

/// What is otherwise for claims of a concept or kind.
#[derive(Debug, Clone, Default)]
pub struct Weight {
    /// Only for concepts that match.
    pub concept: Option<GlobMatcher>,
    /// Only for answers of this kind.
    pub kind: Option<ClaimKind>,
    /// How far their approximate values may lie apart.
    pub tolerance: Option<Tolerance>,
    /// How much their contradictions matter, as soon as the question is likely the same.
    pub severity: Option<Severity>,
}

impl Policy {
    /// How far approximate answers to the question of `claim` may lie apart.
    #[must_use]
    pub fn tolerance_of(&self, claim: &Claim) -> Tolerance {
        self.last(claim, |weight| weight.tolerance).unwrap_or(self.tolerance)
    }

    /// How much a contradiction about `claim` matters, where that is fixed.
    #[must_use]
    pub fn severity_of(&self, claim: &Claim) -> Option<Severity> {
        self.last(claim, |weight| weight.severity)
    }

    fn last<T>(&self, claim: &Claim, what: impl Fn(&Weight) -> Option<T>) -> Option<T> {
        self.weights.iter().rev().filter(|weight| weight.is_for(claim)).find_map(what)
    }
}

impl Weight {
    fn is_for(&self, claim: &Claim) -> bool {
        self.concept.as_ref().is_none_or(|concept| concept.is_match(&claim.topic.concept))
            && self.kind.is_none_or(|kind| kind == claim.kind)
    }
}
