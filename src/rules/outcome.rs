//! Running the cases that packs carry with them, whichever stage knows what they mean.

use std::fmt;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::{Pack, RuleError};

/// A case of a pack.
pub trait Case: DeserializeOwned + Sync {
    /// The text that is read.
    fn text(&self) -> &str;
}

/// A case that did not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// File and line of the case.
    pub place: String,
    /// The text of the case.
    pub text: String,
    /// What was expected, and what was read.
    pub reason: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    {}", self.place, self.text, self.reason)
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
    /// Runs the cases of `packs`; `hold` says why one does not hold, if it does not.
    ///
    /// # Errors
    /// [`RuleError`] where cases do not fit their schema, and what `hold` fails with.
    pub fn of<'p, C: Case, E: From<RuleError> + Send>(
        packs: impl IntoIterator<Item = &'p Pack>,
        hold: impl Fn(&Pack, &C) -> Result<Option<String>, E> + Sync,
    ) -> Result<Self, E> {
        let mut outcome = Self::default();
        for pack in packs {
            let cases: Vec<C> = pack.tests()?;
            let reasons: Vec<_> = cases.par_iter().map(|case| hold(pack, case)).collect::<Result<_, E>>()?;
            let failed = cases.iter().zip(reasons).filter_map(|(case, reason)| {
                let text = case.text().to_owned();
                Some(Failure { reason: reason?, place: pack.place_of(&text), text })
            });
            outcome.failures.extend(failed);
            outcome.cases += cases.len();
        }
        Ok(outcome)
    }

    /// Adds what came of other packs.
    pub fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.failures.extend(other.failures);
    }
}
