//! What was missed and what was wrongly reported, each with its words, so that people can see why.

use std::borrow::Borrow;
use std::cmp::Reverse;

use serde::Serialize;

use super::loss::Stage;
use super::measure::Share;
use crate::claim::{Claim, ClaimKind};
use crate::judge::{Finding, Relation, Severity};
use crate::pipeline::Report;
use crate::words::Words;

/// A passage of a miss or of a wrong finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quoted {
    /// Its document, below the cluster's folder; of sentence pairs, the column.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its words.
    pub quote: String,
    /// The claim read from it, where one was.
    pub claim: Option<String>,
}

/// Contradictions of one question that had to be found and were not, with the pair that came nearest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Miss {
    /// The cluster's folder, or the file of sentence pairs, as named.
    pub of: String,
    /// Id of the pair that came nearest.
    pub pair: String,
    /// The question, as labelled.
    pub question: String,
    /// What sort of answers they are, where that is labelled.
    pub kind: Option<ClaimKind>,
    /// Of the question's contradictions, those that were missed.
    pub missed: Share,
    /// Where that pair was lost.
    pub stage: Stage,
    /// The finding that connects it after all: its relation and confidence.
    pub found: Option<(Relation, f64)>,
    /// One passage.
    pub a: Quoted,
    /// The other.
    pub b: Quoted,
}

impl Miss {
    /// What makes one miss worse than another: nothing found of a whole question, then the number of pairs missed.
    fn weight(&self) -> (bool, usize) {
        (self.missed.part == self.missed.whole, self.missed.part)
    }
}

/// A reported contradiction that is not right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wrong {
    /// The cluster's folder, or the file of sentence pairs, as named.
    pub of: String,
    /// The pair that it connects and should not, with its label; none where nothing is labelled there.
    pub label: Option<(String, String)>,
    /// How grave it was said to be.
    pub severity: Severity,
    /// Its confidence.
    pub confidence: f64,
    /// What sort of answers differ.
    pub kind: ClaimKind,
    /// Why the question was held to be the same.
    pub same_question: String,
    /// One side's first claim.
    pub a: Quoted,
    /// The other's.
    pub b: Quoted,
}

/// Sorts misses, the worst first; among equals the order stays.
pub(super) fn worst_first<M: Borrow<Miss>>(misses: &mut [M]) {
    misses.sort_by_key(|miss| Reverse(miss.borrow().weight()));
}

/// Sorts wrong findings, the gravest and most confident first; among equals the order stays.
pub(super) fn gravest_first<W: Borrow<Wrong>>(wrong: &mut [W]) {
    wrong.sort_by(|x, y| {
        let (x, y) = (x.borrow(), y.borrow());
        y.severity.cmp(&x.severity).then(y.confidence.total_cmp(&x.confidence))
    });
}

/// A claim for people: `person.killed = 12 (child)`.
pub(super) fn told(claim: &Claim) -> String {
    let subset = claim.qualifiers.subset.as_ref().map(|subset| format!(" ({subset})")).unwrap_or_default();
    format!("{} = {}{subset}", claim.topic.concept, claim.value)
}

/// The claim at an index of the report, as a passage of the document that `file` names by its path.
fn quoted(report: &Report, index: usize, file: &impl Fn(&str) -> String) -> Option<Quoted> {
    let claim = report.claims.get(index)?;
    let source = report.sources.get(claim.source)?;
    let start = source.offsets.span_to_file(claim.span).start;
    Some(Quoted {
        file: file(&source.path),
        line: source.lines.position(start).0,
        quote: claim.span.of(&source.text).to_owned(),
        claim: Some(told(claim)),
    })
}

impl Wrong {
    /// A finding that is not right; `file` names documents by their paths. `None` where a side has no claim.
    pub(super) fn new(
        of: &str,
        report: &Report,
        finding: &Finding,
        label: Option<(String, String)>,
        file: impl Fn(&str) -> String,
    ) -> Option<Self> {
        Some(Self {
            of: of.to_owned(),
            label,
            severity: finding.severity,
            confidence: finding.confidence,
            kind: finding.kind,
            same_question: Words::english().reasons(&finding.same_question),
            a: quoted(report, *finding.a.first()?, &file)?,
            b: quoted(report, *finding.b.first()?, &file)?,
        })
    }
}
