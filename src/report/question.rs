//! Findings gathered by question, and questions counted: every format counts the same things in the same way.
//!
//! A question stands once, under its gravest outcome, however many findings there are about it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cite::Cited;
use super::plain::printable;
use crate::judge::{Exemption, Fact, Finding, Relation, Severity, Side};
use crate::pipeline::Report;
use crate::words::Words;

/// How a question turns out: by its gravest finding, contradictions that are only notes apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Contradiction,
    Note,
    Update,
    Compatible,
    Agreement,
    /// Nothing was found about it: one voice, one answer.
    #[default]
    Single,
}

impl Outcome {
    pub const ALL: [Self; 6] =
        [Self::Contradiction, Self::Note, Self::Update, Self::Compatible, Self::Agreement, Self::Single];

    /// The outcome of each fact of a report.
    pub fn of_facts(report: &Report) -> Vec<Self> {
        let mut outcomes = vec![Self::Single; report.facts.len()];
        for finding in &report.findings {
            if let Some(outcome) = outcomes.get_mut(finding.fact) {
                *outcome = (*outcome).min(finding.into());
            }
        }
        outcomes
    }
}

impl From<&Finding> for Outcome {
    fn from(finding: &Finding) -> Self {
        match finding.relation {
            Relation::Contradiction if finding.severity == Severity::Note => Self::Note,
            Relation::Contradiction => Self::Contradiction,
            Relation::Update => Self::Update,
            Relation::Compatible => Self::Compatible,
            Relation::Agreement => Self::Agreement,
        }
    }
}

/// Of findings about one question, gravest first, that which stands for it: of those that make its outcome, the first
/// that is neither known nor waived, else the first.
pub fn foremost<'a>(findings: impl Iterator<Item = &'a Finding> + Clone) -> Option<&'a Finding> {
    let first = findings.clone().next()?;
    let mut grave = findings.take_while(|finding| Outcome::from(*finding) == Outcome::from(first));
    Some(grave.find(|finding| finding.exempt.is_none()).unwrap_or(first))
}

/// Findings about one question, with the answers they compare.
pub struct Question<'a> {
    pub fact: &'a Fact,
    /// Never empty; in the report's order, gravest first.
    pub findings: Vec<&'a Finding>,
    /// The answers that take part, those of the gravest findings first.
    pub sides: Vec<&'a Side>,
}

impl<'a> Question<'a> {
    /// The findings of a report by question; questions stand where their first finding stands.
    /// O(findings + claims of their facts).
    pub fn gather(report: &'a Report) -> Vec<Self> {
        let mut place = vec![None; report.facts.len()];
        let mut questions: Vec<Self> = Vec::new();
        for finding in &report.findings {
            let (Some(fact), Some(slot)) = (report.facts.get(finding.fact), place.get_mut(finding.fact))
            else {
                continue;
            };
            let at = *slot.get_or_insert_with(|| {
                questions.push(Self { fact, findings: Vec::new(), sides: Vec::new() });
                questions.len() - 1
            });
            if let Some(question) = questions.get_mut(at) {
                question.findings.push(finding);
            }
        }
        for question in &mut questions {
            question.sides = question.sides_in_order();
        }
        questions
    }

    /// The answers that take part, those of the gravest findings first; of one finding, in the fact's order.
    fn sides_in_order(&self) -> Vec<&'a Side> {
        let mut rank: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, finding) in self.findings.iter().enumerate() {
            for &claim in finding.a.iter().chain(&finding.b) {
                rank.entry(claim).or_insert(at);
            }
        }
        let foremost = |side: &Side| side.claims.iter().filter_map(|claim| rank.get(claim)).min().copied();
        let mut sides: Vec<_> =
            self.fact.sides.iter().filter_map(|side| Some((foremost(side)?, side))).collect();
        sides.sort_by_key(|(rank, _)| *rank);
        sides.into_iter().map(|(_, side)| side).collect()
    }

    /// Its gravest outcome.
    pub fn outcome(&self) -> Outcome {
        self.findings.first().map(|finding| Outcome::from(*finding)).unwrap_or_default()
    }

    /// The findings that make its outcome.
    pub fn decisive(&self) -> impl Iterator<Item = &'a Finding> {
        let outcome = self.outcome();
        self.findings.iter().copied().take_while(move |finding| Outcome::from(*finding) == outcome)
    }

    /// The answers that take part; where one updates another, in the order in which they were first given.
    pub fn answers(&self, report: &Report) -> Vec<&'a Side> {
        let mut sides = self.sides.clone();
        if self.outcome() == Outcome::Update {
            sides.sort_by_key(|side| age(report, &side.claims));
        }
        sides
    }

    /// The finding that stands for it.
    pub fn first(&self) -> Option<&'a Finding> {
        foremost(self.findings.iter().copied())
    }

    /// The question, printable.
    pub fn title(&self, words: &Words) -> String {
        printable(&words.question(&self.fact.question))
    }

    /// Why its contradictions are less grave than they might be, each reason once, printable.
    pub fn lowered(&self, words: &Words) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for reason in self.decisive().filter_map(|finding| finding.lowered.as_ref()) {
            let reason = printable(&words.reason(reason));
            if !told.contains(&reason) {
                told.push(reason);
            }
        }
        told
    }
}

/// When claims first gave their answer, to be sorted by: undated ones come first, and of one day those that were already
/// superseded.
pub fn age(report: &Report, claims: &[usize]) -> impl Ord + use<> {
    let age = |cited: Cited<'_>| (cited.source.metadata.published, !cited.claim.standing.superseded);
    Cited::all(report, claims).map(age).min()
}

/// What there is any of, counted.
pub fn counts(counts: &[(usize, &str)], words: &Words) -> String {
    let some = counts.iter().filter(|(count, _)| *count > 0);
    some.map(|(count, noun)| words.count(noun, *count)).collect::<Vec<_>>().join(", ")
}

/// How many questions of a report turn out how.
#[derive(Default)]
pub struct Summary {
    pub sources: usize,
    pub claims: usize,
    pub facts: usize,
    pub agreements: usize,
    pub compatible: usize,
    pub updates: usize,
    pub notes: usize,
    pub contradictions: usize,
    /// Of the contradictions, those of each severity.
    pub errors: usize,
    pub warnings: usize,
    /// Of the contradictions, those that stood in the baseline, and those that are waived.
    pub known: usize,
    pub waived: usize,
}

impl Summary {
    /// Counts a report.
    pub fn of(report: &Report) -> Self {
        let mut summary = Self {
            sources: report.sources.len(),
            claims: report.claims.len(),
            facts: report.facts.len(),
            ..Self::default()
        };
        for question in Question::gather(report) {
            match question.outcome() {
                Outcome::Single => {}
                Outcome::Agreement => summary.agreements += 1,
                Outcome::Compatible => summary.compatible += 1,
                Outcome::Update => summary.updates += 1,
                Outcome::Note => summary.notes += 1,
                Outcome::Contradiction => summary.contradiction(question.first()),
            }
        }
        summary
    }

    fn contradiction(&mut self, finding: Option<&Finding>) {
        self.contradictions += 1;
        match finding.and_then(|finding| finding.exempt.as_ref()) {
            Some(Exemption::Known) => self.known += 1,
            Some(Exemption::Waived(_)) => self.waived += 1,
            None => {}
        }
        match finding.map(|finding| finding.severity) {
            Some(Severity::Error) => self.errors += 1,
            _ => self.warnings += 1,
        }
    }

    /// The contradictions by severity, then those that alarm nobody: `1 error, 2 warnings; 1 waived`. Empty without any.
    pub fn severities(&self, words: &Words) -> String {
        let graded = [(self.errors, "count.error"), (self.warnings, "count.warning")];
        let parts = [counts(&graded, words), self.exempt(words)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }

    /// The contradictions that alarm nobody: `1 known, 1 waived`. Empty without any.
    pub fn exempt(&self, words: &Words) -> String {
        counts(&[(self.known, "count.known"), (self.waived, "count.waived")], words)
    }

    /// What was found beside the contradictions: `2 notes, 1 update, 3 compatible, 4 agreements`.
    pub fn others(&self, words: &Words) -> String {
        let some = counts(&[(self.notes, "count.note"), (self.updates, "count.update")], words);
        let quiet = [("count.compatible", self.compatible), ("count.agreement", self.agreements)];
        let quiet = quiet.map(|(noun, count)| words.count(noun, count));
        [some].into_iter().filter(|some| !some.is_empty()).chain(quiet).collect::<Vec<_>>().join(", ")
    }

    /// What was read: `5 sources, 61 claims, 40 questions`.
    pub fn read(&self, words: &Words) -> String {
        let read =
            [("count.source", self.sources), ("count.claim", self.claims), ("count.question", self.facts)];
        read.map(|(noun, count)| words.count(noun, count)).join(", ")
    }
}
