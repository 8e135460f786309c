//! The report in every form it is wanted in.
//!
//! Renderers decide nothing: each takes a finished [`Report`](crate::pipeline::Report) and a sink, and writes. What is a
//! contradiction, how grave it is and in which order findings stand was settled before. None of them prints; that is
//! the business of the command line.

mod cite;
mod cross;
mod csv;
mod exempt;
mod paint;
mod plain;
mod question;
mod uri;
mod wire;

pub mod annotation;
pub mod claims;
pub mod concept;
pub mod evaluation;
pub mod explain;
pub mod findings;
pub mod github;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod rdjson;
pub mod rule;
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
