//! What of the findings may stop a publication: not those that are known, nor those that somebody answers for.
//!
//! The gate never takes a finding out of the report: it marks it. And it says what it no longer finds, so that no
//! exemption outlives its cause in silence.

mod baseline;
mod scope;
mod waiver;

pub use baseline::Baseline;
pub use scope::Scope;
pub use waiver::{Inline, Waiver};

use std::collections::BTreeMap;
use std::fmt;

use crate::judge::{Exemption, Identities, Name};
use crate::partial_date::PartialDate;
use crate::pipeline::Report;
use crate::source::Source;

/// Why a waiver does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staleness {
    /// What it waives is not found any more.
    Gone,
    /// Its last day lies before this one.
    Expired(PartialDate),
    /// It has a last day, and there is no day to hold it against. It holds.
    Undated,
}

/// A waiver that does not hold, or may not.
#[derive(Debug, Clone, Copy)]
pub struct Stale<'w> {
    /// The waiver.
    pub waiver: &'w Waiver,
    /// Why.
    pub why: Staleness,
}

impl fmt::Display for Stale<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Waiver { finding, owner, place, .. } = self.waiver;
        write!(f, "{place}: waiver of {finding} ({owner}) ")?;
        match self.why {
            Staleness::Gone => {
                write!(f, "waives nothing\n  help: the finding is gone, or its words changed; take it out")
            }
            Staleness::Expired(today) => {
                write!(f, "has expired by {today}\n  help: settle the finding, or give it a new date")
            }
            Staleness::Undated => write!(
                f,
                "expires, but nothing says what day it is\n  help: give --today, or sources that are dated"
            ),
        }
    }
}

/// The day expiry is held against where none is given: the newest on which a source was surely published.
#[must_use]
pub fn newest(sources: &[Source]) -> Option<PartialDate> {
    sources.iter().filter_map(|source| source.metadata.published).max_by_key(|date| date.first())
}

/// Marks the findings that stand in the baseline or are waived, the latter winning; gives the waivers that do not hold.
///
/// An inline waiver reaches only findings that involve its own document. O(waivers + pairs of claims of all findings).
pub fn mark<'w>(
    report: &mut Report,
    waivers: &'w [Waiver],
    baseline: Option<&Baseline>,
    today: Option<PartialDate>,
) -> Vec<Stale<'w>> {
    let mut used = vec![false; waivers.len()];
    let identities = Identities::of(&report.sources, &report.claims);
    let mut by_name: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for (at, waiver) in waivers.iter().enumerate() {
        by_name.entry(waiver.finding).or_default().push(at);
    }
    let Report { sources, claims, findings, .. } = report;
    for finding in findings {
        let path =
            |&claim: &usize| claims.get(claim).and_then(|c| Some(sources.get(c.source)?.path.as_str()));
        let mut exempt = None;
        for name in identities.names(finding) {
            if exempt.is_none() && baseline.is_some_and(|known| known.holds(name)) {
                exempt = Some(Exemption::Known);
            }
            for &at in by_name.get(&name).into_iter().flatten() {
                let Some(waiver) = waivers.get(at) else { continue };
                let own = |document: &str| {
                    finding.a.iter().chain(&finding.b).filter_map(path).any(|p| p == document)
                };
                if waiver.inline.as_deref().is_some_and(|document| !own(document)) {
                    continue;
                }
                used[at] = true;
                if !waiver.is_expired(today) && !matches!(exempt, Some(Exemption::Waived(_))) {
                    exempt = Some(Exemption::Waived(waiver.waived()));
                }
            }
        }
        finding.exempt = exempt;
    }
    let stale = |(waiver, used): (&'w Waiver, bool)| {
        let why = match (waiver.expires, today) {
            _ if !used => Staleness::Gone,
            (Some(_), Some(today)) if waiver.is_expired(Some(today)) => Staleness::Expired(today),
            (Some(_), None) => Staleness::Undated,
            _ => return None,
        };
        Some(Stale { waiver, why })
    };
    waivers.iter().zip(used).filter_map(stale).collect()
}
