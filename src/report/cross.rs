//! A finding with its two foremost claims: the unit of every format that lists findings one by one.

use std::fmt::Display;

use super::cite::Cited;
use super::plain::printable;
use super::wire::bare;
use crate::judge::{Fact, Finding, Relation};
use crate::pipeline::Report;
use crate::words::Words;

/// One claim against another.
#[derive(Clone, Copy)]
pub struct Cross<'a> {
    pub report: &'a Report,
    pub finding: &'a Finding,
    pub fact: &'a Fact,
    pub a: Cited<'a>,
    pub b: Cited<'a>,
}

impl<'a> Cross<'a> {
    /// Every finding that has a claim on both sides, with its index, in the report's order: gravest first.
    pub fn all(report: &'a Report) -> impl Iterator<Item = (usize, Self)> {
        report.findings.iter().enumerate().filter_map(move |(at, finding)| {
            let fact = report.facts.get(finding.fact)?;
            let a = Cited::all(report, &finding.a).next()?;
            let b = Cited::all(report, &finding.b).next()?;
            Some((at, Self { report, finding, fact, a, b }))
        })
    }

    /// Those that ask for somebody's attention: contradictions and updates.
    pub fn notable(report: &'a Report) -> impl Iterator<Item = (usize, Self)> {
        Self::all(report)
            .filter(|(_, cross)| matches!(cross.finding.relation, Relation::Contradiction | Relation::Update))
    }

    /// Those that ask for it and that nobody knows or answers for yet.
    pub fn alarming(report: &'a Report) -> impl Iterator<Item = (usize, Self)> {
        Self::notable(report).filter(|(_, cross)| cross.finding.exempt.is_none())
    }

    /// What sort of finding it is, for tools that switch rules on and off: `contradiction.number`.
    pub fn rule(&self) -> String {
        format!("{}.{}", bare(&self.finding.relation), bare(&self.finding.kind))
    }

    /// Both answers, who gives them and why they differ, in one or two sentences.
    pub fn message(&self, words: &Words) -> String {
        let further = [&self.finding.reconcile, &self.finding.lowered].into_iter().flatten();
        let why = words.reasons(&self.finding.same_answer);
        let why = [why].into_iter().chain(further.map(|reason| words.reason(reason)));
        let gaps: [(&str, &dyn Display); 4] = [
            ("question", &words.question(&self.fact.question)),
            ("a", &answer(self.a, words)),
            ("b", &answer(self.b, words)),
            ("why", &why.collect::<Vec<_>>().join("; ")),
        ];
        printable(&words.fill("message.against", &gaps))
    }
}

/// An answer and who gives it: `≈ 2 700 (EuroNews, in Coast Daily)`.
pub fn answer(cited: Cited<'_>, words: &Words) -> String {
    format!("{} ({})", cited.value(words), cited.voice(words))
}
