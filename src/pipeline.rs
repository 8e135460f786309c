//! The whole way through, from sources to a report; the one place that knows every stage.

use crate::claim::Claim;
use crate::judge::{Fact, Finding};
use crate::source::Source;

/// Everything a run found. Sources, claims, facts and findings are each in a total order that does not depend on the
/// order of the inputs; they refer to each other by index.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The documents read.
    pub sources: Vec<Source>,
    /// What they assert.
    pub claims: Vec<Claim>,
    /// The questions they answer.
    pub facts: Vec<Fact>,
    /// How the answers stand to each other, gravest first.
    pub findings: Vec<Finding>,
}
