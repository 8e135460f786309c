//! The wire contract `recoupe.report/1`: what machines read, apart from the types the program works with.
//!
//! These structs change only when the contract does; `docs/report.schema.json` describes them and tests hold the two
//! together. Spans count bytes of the file on disk; lines and columns count from 1, columns in bytes. Sentences in it are
//! English, whatever the language of the reader.

use serde::Serialize;

use super::cite::Cited;
use crate::claim::{self, Certainty, ClaimKind, Polarity, VoiceKind};
use crate::judge::{self, Relation, Severity, Status};
use crate::pipeline;
use crate::source;
use crate::span::Span;
use crate::value::{TimeSet, Wire};
use crate::words::Words;

pub use crate::words::bare;

/// Name and version of the contract.
pub const SCHEMA: &str = "recoupe.report/1";

#[derive(Serialize)]
pub struct Report<'a> {
    schema: &'static str,
    tool: Tool,
    sources: Vec<Source<'a>>,
    claims: Vec<Claim<'a>>,
    facts: Vec<Fact<'a>>,
    findings: Vec<Finding<'a>>,
    summary: Counts,
}

/// The program that wrote.
#[derive(Serialize)]
pub struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// This program.
    pub fn this() -> Self {
        Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") }
    }
}

#[derive(Serialize)]
struct Source<'a> {
    id: &'a str,
    path: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    published: Option<String>,
    language: Option<&'a str>,
    bytes: usize,
}

#[derive(Serialize)]
pub struct Claim<'a> {
    id: &'a str,
    source: &'a str,
    voice: Voice<'a>,
    concept: &'a str,
    kind: ClaimKind,
    text: &'a str,
    span: Place,
    sentence: Span,
    sentence_text: &'a str,
    qualifiers: Qualifiers<'a>,
    value: Wire<'a>,
    polarity: Polarity,
    certainty: Certainty,
    #[serde(skip_serializing_if = "Option::is_none")]
    reckoning: Option<String>,
}

#[derive(Serialize)]
struct Voice<'a> {
    name: &'a str,
    kind: VoiceKind,
    agency: Option<&'a str>,
}

#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Qualifiers<'a> {
    entities: &'a [String],
    place: &'a [String],
    time: Option<String>,
    event: Option<&'a str>,
    subset: Option<&'a str>,
}

#[derive(Serialize)]
struct Fact<'a> {
    id: &'a str,
    question: String,
    status: Status,
    sides: Vec<Side<'a>>,
    #[serde(skip_serializing_if = "is_zero")]
    omitted: usize,
}

#[derive(Serialize)]
struct Side<'a> {
    value: &'a str,
    claims: Vec<&'a str>,
    voices: usize,
}

#[derive(Serialize)]
struct Exempt<'a> {
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    waiver: Option<Waiver<'a>>,
}

#[derive(Serialize)]
struct Waiver<'a> {
    reason: &'a str,
    owner: &'a str,
    expires: Option<String>,
    inline: bool,
}

#[derive(Serialize)]
struct Finding<'a> {
    id: &'a str,
    fact: &'a str,
    relation: Relation,
    kind: ClaimKind,
    severity: Severity,
    confidence: f64,
    a: Vec<&'a str>,
    b: Vec<&'a str>,
    same_question: String,
    same_answer: String,
    reconcile: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lowered: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exempt: Option<Exempt<'a>>,
}

/// Findings by relation; a question may have several.
#[derive(Serialize)]
struct Counts {
    sources: usize,
    claims: usize,
    facts: usize,
    agreements: usize,
    compatible: usize,
    updates: usize,
    contradictions: usize,
}

impl<'a> From<&'a pipeline::Report> for Report<'a> {
    fn from(report: &'a pipeline::Report) -> Self {
        Self {
            schema: SCHEMA,
            tool: Tool::this(),
            sources: report.sources.iter().map(Source::from).collect(),
            claims: (0..report.claims.len())
                .filter_map(|at| Cited::at(report, at))
                .map(Claim::from)
                .collect(),
            facts: report.facts.iter().map(|fact| Fact::of(report, fact)).collect(),
            findings: report.findings.iter().map(|finding| Finding::of(report, finding)).collect(),
            summary: Counts::of(report),
        }
    }
}

impl<'a> From<&'a source::Source> for Source<'a> {
    fn from(source: &'a source::Source) -> Self {
        let known = &source.metadata;
        Self {
            id: &source.id,
            path: &source.path,
            title: known.title.as_deref(),
            publisher: known.publisher.as_deref(),
            published: known.published.map(|date| date.to_string()),
            language: known.language.as_deref(),
            bytes: source.bytes,
        }
    }
}

impl<'a> From<Cited<'a>> for Claim<'a> {
    fn from(cited: Cited<'a>) -> Self {
        let Cited { claim, source } = cited;
        let in_file = cited.in_file();
        let (line, column) = cited.position();
        Self {
            id: &claim.id,
            source: &source.id,
            voice: Voice::from(&claim.voice),
            concept: &claim.topic.concept,
            kind: claim.kind,
            text: cited.quote(),
            span: Place { start: in_file.start, end: in_file.end, line, column },
            sentence: source.offsets.span_to_file(claim.sentence),
            sentence_text: claim.sentence.of(&source.text),
            qualifiers: Qualifiers::from(&claim.qualifiers),
            value: value(claim),
            polarity: claim.polarity,
            certainty: claim.certainty,
            reckoning: claim.reckoning.as_ref().map(|r| Words::english().reason(&r.steps)),
        }
    }
}

/// The answer of a claim; a plain count is in units of the thing counted.
pub fn value(claim: &claim::Claim) -> Wire<'_> {
    let mut value = Wire::from(&claim.value);
    if claim.kind == ClaimKind::Number {
        value.unit = value.unit.or(claim.topic.theme.as_deref().map(Into::into));
    }
    value
}

impl<'a> From<&'a claim::Voice> for Voice<'a> {
    fn from(voice: &'a claim::Voice) -> Self {
        Self { name: &voice.name, kind: voice.kind, agency: voice.agency.as_deref() }
    }
}

impl<'a> From<&'a claim::Qualifiers> for Qualifiers<'a> {
    fn from(qualifiers: &'a claim::Qualifiers) -> Self {
        Self {
            entities: &qualifiers.entities,
            place: &qualifiers.place,
            time: qualifiers.time.as_ref().map(intervals),
            event: qualifiers.event.as_deref(),
            subset: qualifiers.subset.as_deref(),
        }
    }
}

/// ISO 8601 intervals of days, `..` where open: `2018-01-01/2018-12-31,2020-01-01/..`; what nothing anchors to the
/// calendar stands as stated.
pub fn intervals(times: &TimeSet) -> String {
    let interval = |member: &crate::value::Moment| match member.interval {
        None => member.to_string(),
        Some(when) => {
            let day = |end: Option<jiff::civil::DateTime>| {
                end.map_or_else(|| "..".to_owned(), |at| at.date().to_string())
            };
            let (low, high) = (day(when.low), day(when.high));
            if low == high { low } else { format!("{low}/{high}") }
        }
    };
    times.members.iter().map(interval).collect::<Vec<_>>().join(",")
}

impl<'a> Fact<'a> {
    fn of(report: &'a pipeline::Report, fact: &'a judge::Fact) -> Self {
        let side = |side: &'a judge::Side| Side {
            value: &side.value,
            claims: ids(report, &side.claims),
            voices: side.voices,
        };
        Self {
            id: &fact.id,
            question: Words::english().question(&fact.question),
            status: fact.status,
            sides: fact.sides.iter().map(side).collect(),
            omitted: fact.omitted,
        }
    }
}

impl<'a> Finding<'a> {
    fn of(report: &'a pipeline::Report, finding: &'a judge::Finding) -> Self {
        let words = Words::english();
        Self {
            id: &finding.id,
            fact: report.facts.get(finding.fact).map_or("", |fact| &fact.id),
            relation: finding.relation,
            kind: finding.kind,
            severity: finding.severity,
            confidence: (finding.confidence * 1000.0).round() / 1000.0,
            a: ids(report, &finding.a),
            b: ids(report, &finding.b),
            same_question: words.reasons(&finding.same_question),
            same_answer: words.reasons(&finding.same_answer),
            reconcile: finding.reconcile.as_ref().map(|way| words.reason(way)),
            lowered: finding.lowered.as_ref().map(|why| words.reason(why)),
            exempt: finding.exempt.as_ref().map(Exempt::from),
        }
    }
}

impl<'a> From<&'a judge::Exemption> for Exempt<'a> {
    fn from(exemption: &'a judge::Exemption) -> Self {
        match exemption {
            judge::Exemption::Known => Self { by: "baseline", waiver: None },
            judge::Exemption::Waived(waived) => Self {
                by: "waiver",
                waiver: Some(Waiver {
                    reason: &waived.reason,
                    owner: &waived.owner,
                    expires: waived.expires.map(|date| date.to_string()),
                    inline: waived.inline,
                }),
            },
        }
    }
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn ids<'a>(report: &'a pipeline::Report, claims: &[usize]) -> Vec<&'a str> {
    claims.iter().filter_map(|&at| report.claims.get(at)).map(|claim| claim.id.as_str()).collect()
}

impl Counts {
    fn of(report: &pipeline::Report) -> Self {
        let of = |relation| report.findings.iter().filter(|finding| finding.relation == relation).count();
        Self {
            sources: report.sources.len(),
            claims: report.claims.len(),
            facts: report.facts.len(),
            agreements: of(Relation::Agreement),
            compatible: of(Relation::Compatible),
            updates: of(Relation::Update),
            contradictions: of(Relation::Contradiction),
        }
    }
}
