//! Claims with their place and words, and findings gathered by question: what every renderer starts from.

use crate::align;
use crate::claim::{Claim, VoiceKind};
use crate::judge::{Exemption, Fact, Finding, Side};
use crate::pipeline::Report;
use crate::source::Source;
use crate::span::Span;

use super::plain::{head, printable, tail};
use crate::words::Words;

/// Words named that two claims share.
const SHARED: usize = 8;

/// A claim beside the document it stands in.
#[derive(Clone, Copy)]
pub struct Cited<'a> {
    pub claim: &'a Claim,
    pub source: &'a Source,
}

/// A claim's words with those around them, each part printable.
pub struct Excerpt {
    pub before: String,
    pub quote: String,
    pub after: String,
}

impl<'a> Cited<'a> {
    /// The claim at an index of the report.
    pub fn at(report: &'a Report, index: usize) -> Option<Self> {
        let claim = report.claims.get(index)?;
        let source = report.sources.get(claim.source)?;
        Some(Self { claim, source })
    }

    /// The claims at several indices of the report.
    pub fn all(report: &'a Report, indices: &'a [usize]) -> impl Iterator<Item = Self> {
        indices.iter().filter_map(|&index| Self::at(report, index))
    }

    /// The words of the claim, as they stand in the text.
    pub fn quote(&self) -> &'a str {
        self.claim.span.of(&self.source.text)
    }

    /// The bytes of the claim in its file.
    pub fn in_file(&self) -> Span {
        self.source.offsets.span_to_file(self.claim.span)
    }

    /// Line and column of the claim in its file, both from 1.
    pub fn position(&self) -> (usize, usize) {
        self.source.lines.position(self.in_file().start)
    }

    /// `path:line:column`, as editors and terminals take it.
    pub fn place(&self) -> String {
        let (line, column) = self.position();
        format!("{}:{line}:{column}", printable(&self.source.path))
    }

    /// Who says it; for words the outlet attributes, also in which outlet.
    pub fn voice(&self, words: &Words) -> String {
        let voice = &self.claim.voice;
        let agency = voice.agency.as_deref().map(|agency| format!(" ({agency})")).unwrap_or_default();
        let name = format!("{}{agency}", printable(words.name(&voice.name)));
        match voice.kind {
            VoiceKind::Outlet => name,
            VoiceKind::Attributed => words.fill("voice_in", &[("name", &name), ("outlet", &self.outlet())]),
        }
    }

    /// Its answer, printable.
    pub fn value(&self, words: &Words) -> String {
        printable(&words.value(&self.claim.value))
    }

    /// The outlet's name: its publisher, else the stem of its file.
    pub fn outlet(&self) -> String {
        let path = self.source.path.rsplit(['/', '\\']).next().unwrap_or(&self.source.path);
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        printable(self.source.metadata.publisher.as_deref().unwrap_or(stem))
    }

    /// The words that mean the same in its question and in that of another claim, as both write them:
    /// `paintings = tableaux`; empty where there are none.
    pub fn shared_words(&self, other: Self) -> String {
        let pairs = align::shared(&self.claim.gist, &other.claim.gist).into_iter().take(SHARED);
        let pair = |(a, b): (Span, Span)| {
            let (a, b) = (printable(a.of(&self.source.text)), printable(b.of(&other.source.text)));
            if a.to_lowercase() == b.to_lowercase() { a } else { format!("{a} = {b}") }
        };
        pairs.map(pair).collect::<Vec<_>>().join(", ")
    }

    /// The claim in its sentence, with at most `limit` characters on either side.
    pub fn excerpt(&self, limit: usize) -> Excerpt {
        let Span { start, end } = self.claim.span;
        let sentence = self.claim.sentence.cover(self.claim.span);
        let text = |from, to| printable(Span { start: from, end: to }.of(&self.source.text));
        Excerpt {
            before: tail(&text(sentence.start, start), limit),
            quote: text(start, end),
            after: head(&text(end, sentence.end), limit),
        }
    }
}

/// Findings about one question, with the answers they compare.
pub struct Question<'a> {
    pub fact: &'a Fact,
    /// Never empty; in the report's order, gravest first.
    pub findings: Vec<&'a Finding>,
    /// The answers that take part, in the fact's order.
    pub sides: Vec<&'a Side>,
}

impl<'a> Question<'a> {
    /// The findings that pass `wanted`, gathered by question; questions stand where their first finding stands.
    /// O(findings + claims of their facts).
    pub fn gather(report: &'a Report, wanted: impl Fn(&Finding) -> bool) -> Vec<Self> {
        let mut place = vec![None; report.facts.len()];
        let mut questions: Vec<Self> = Vec::new();
        for finding in report.findings.iter().filter(|finding| wanted(finding)) {
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
            question.keep_sides();
        }
        questions
    }

    fn keep_sides(&mut self) {
        let mut taking_part: Vec<usize> =
            self.findings.iter().flat_map(|finding| finding.a.iter().chain(&finding.b)).copied().collect();
        taking_part.sort_unstable();
        let takes_part =
            |side: &&Side| side.claims.iter().any(|claim| taking_part.binary_search(claim).is_ok());
        self.sides = self.fact.sides.iter().filter(takes_part).collect();
    }

    /// Puts the answers in the order in which they were first published; undated ones come first.
    pub fn sort_by_date(&mut self, report: &Report) {
        self.sides.sort_by_key(|side| {
            Cited::all(report, &side.claims).filter_map(|cited| cited.source.metadata.published).min()
        });
    }

    /// The gravest finding that is neither known nor waived; the gravest where all are.
    pub fn first(&self) -> Option<&'a Finding> {
        let alarming = self.findings.iter().find(|finding| finding.exempt.is_none());
        alarming.or(self.findings.first()).copied()
    }

    /// The question, printable.
    pub fn title(&self, words: &Words) -> String {
        printable(&words.question(&self.fact.question))
    }
}

/// The answer of a side, printable.
pub fn answer_of(report: &Report, side: &Side, words: &Words) -> String {
    Cited::all(report, &side.claims).next().map(|cited| cited.value(words)).unwrap_or_default()
}

/// What there is any of, counted.
pub fn counts(counts: &[(usize, &str)], words: &Words) -> String {
    let some = counts.iter().filter(|(count, _)| *count > 0);
    some.map(|(count, noun)| words.count(noun, *count)).collect::<Vec<_>>().join(", ")
}

/// How many findings of each sort a report holds, and of what.
#[derive(Default)]
pub struct Summary {
    pub sources: usize,
    pub claims: usize,
    pub facts: usize,
    pub agreements: usize,
    pub compatible: usize,
    pub updates: usize,
    pub contradictions: usize,
    /// Of the contradictions, those of each severity.
    pub errors: usize,
    pub warnings: usize,
    /// Of the contradictions, those that stood in the baseline, and those that are waived.
    pub known: usize,
    pub waived: usize,
}

impl Summary {
    /// The contradictions by severity, then those that alarm nobody: `1 error, 2 notes; 1 waived`. Empty without any.
    pub fn severities(&self, words: &Words) -> String {
        let notes = self.contradictions - self.errors - self.warnings;
        let graded = [(self.errors, "count.error"), (self.warnings, "count.warning"), (notes, "count.note")];
        let parts = [counts(&graded, words), self.exempt(words)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }

    /// The contradictions that alarm nobody: `1 known, 1 waived`. Empty without any.
    pub fn exempt(&self, words: &Words) -> String {
        counts(&[(self.known, "count.known"), (self.waived, "count.waived")], words)
    }

    /// What was read: `5 sources, 61 claims, 40 questions`.
    pub fn read(&self, words: &Words) -> String {
        let read =
            [("count.source", self.sources), ("count.claim", self.claims), ("count.question", self.facts)];
        read.map(|(noun, count)| words.count(noun, count)).join(", ")
    }

    /// Counts a report.
    pub fn of(report: &Report) -> Self {
        use crate::judge::{Relation, Severity};
        let mut summary = Self {
            sources: report.sources.len(),
            claims: report.claims.len(),
            facts: report.facts.len(),
            ..Self::default()
        };
        for finding in &report.findings {
            match finding.relation {
                Relation::Agreement => summary.agreements += 1,
                Relation::Compatible => summary.compatible += 1,
                Relation::Update => summary.updates += 1,
                Relation::Contradiction => {
                    summary.contradictions += 1;
                    match finding.exempt {
                        Some(Exemption::Known) => summary.known += 1,
                        Some(Exemption::Waived(_)) => summary.waived += 1,
                        None => {}
                    }
                    match finding.severity {
                        Severity::Error => summary.errors += 1,
                        Severity::Warning => summary.warnings += 1,
                        Severity::Note => {}
                    }
                }
            }
        }
        summary
    }
}
