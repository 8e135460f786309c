//! What comes of running the cases that packs carry with them, whichever stage runs them.

use std::fmt;

/// A case that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The pack.
    pub pack: String,
    /// The text of the case.
    pub text: String,
    /// What was expected, and what was read.
    pub reason: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rules/{}: {}\n    {}", self.pack, self.text, self.reason)
    }
}

/// How many cases ran, and which did not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Cases run.
    pub cases: usize,
    /// Those that did not hold, in order of pack and case.
    pub failures: Vec<Failure>,
}

impl Outcome {
    /// Adds what came of other packs.
    pub fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.failures.extend(other.failures);
    }
}
