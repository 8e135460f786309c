//! The report in every form it is wanted in.
//!
//! Renderers decide nothing: each takes a finished [`Report`](crate::pipeline::Report) and a sink, and writes. What is a
//! contradiction, how grave it is and in which order findings stand was settled before. None of them prints; that is
//! the business of the command line.

use std::collections::{BTreeMap, BTreeSet};

mod cite;
mod cross;
mod csv;
mod fingerprint;
mod paint;
mod plain;
mod uri;
mod wire;

pub mod annotation;
pub mod claims;
pub mod evaluation;
pub mod explain;
pub mod findings;
pub mod github;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod rdjson;
pub mod sarif;
pub mod text;
pub mod values;

/// How a report for people is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal.
    pub width: u16,
    /// Whether to colour with terminal escapes; the caller knows whether the sink is a terminal.
    pub colour: bool,
    /// Whether to show notes and agreements in full, too.
    pub verbose: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, colour: false, verbose: false }
    }
}

/// What is known of findings from elsewhere, by their index in the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// With a baseline: the findings that stand in it.
    pub known: Option<BTreeSet<usize>>,
    /// Waived findings, each with the reason given.
    pub waived: BTreeMap<usize, String>,
}

/// Names of the report's findings that survive moved lines, in the findings' order; what baselines and waivers are
/// keyed on. Empty where a finding has no claims.
#[must_use]
pub fn fingerprints(report: &crate::pipeline::Report) -> Vec<String> {
    let mut names = vec![String::new(); report.findings.len()];
    for (at, cross) in cross::Cross::all(report) {
        if let Some(name) = names.get_mut(at) {
            *name = fingerprint::of(cross);
        }
    }
    names
}
