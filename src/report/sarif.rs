//! SARIF 2.1.0 for code scanning: only the parts of the format that are used.
//!
//! Contradictions and updates are results; agreements are no matter for an alert. A known or waived finding is marked,
//! never dropped: a result that disappears would close its alert and open it again later.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;

use super::cite::Cited;
use super::cross::{Cross, answer};
use super::plain::printable;
use super::{exempt, rule, uri};
use crate::judge::{Exemption, Finding, Severity};
use crate::pipeline::Report;
use crate::span::Span;
use crate::words::Words;

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    short_description: Message,
    full_description: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    rank: f64,
    message: Message,
    locations: [Location; 1],
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    message: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    byte_offset: usize,
    byte_length: usize,
    snippet: Message,
}

/// Writes one run.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<String> =
        Cross::notable(report).map(|(_, cross)| cross.rule()).collect::<BTreeSet<_>>().into_iter().collect();
    let compared = report.findings.iter().any(|finding| finding.exempt == Some(Exemption::Known));
    let results = Cross::notable(report).map(|(_, cross)| result(cross, words, &rules, compared)).collect();
    let described = |id: &String| Rule {
        id: id.clone(),
        short_description: Message { text: rule::title(id, words) },
        full_description: Message { text: rule::account(id, words).unwrap_or_default() },
    };
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        rules: rules.iter().map(described).collect(),
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// Name of the way in which ids of findings are made; changes with it.
const FINGERPRINT: &str = "recoupe/v1";

/// `compared` says whether a baseline holds some of the findings.
fn result(cross: Cross<'_>, words: &Words, rules: &[String], compared: bool) -> SarifResult {
    let finding = cross.finding;
    let rule_id = cross.rule();
    let rest = |claims: &[usize]| -> Vec<Cited<'_>> {
        claims.iter().skip(1).filter_map(|&at| Cited::at(cross.report, at)).collect()
    };
    let related = std::iter::once(cross.b).chain(rest(&finding.b)).chain(rest(&finding.a));
    SarifResult {
        rule_index: rules.binary_search(&rule_id).unwrap_or_default(),
        rule_id,
        level: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        rank: (finding.confidence * 1000.0).round() / 10.0,
        message: Message { text: message(cross, words) },
        locations: [location(cross.a, words, None)],
        related_locations: related
            .enumerate()
            .map(|(id, cited)| location(cited, words, Some(id + 1)))
            .collect(),
        partial_fingerprints: BTreeMap::from([(FINGERPRINT, finding.id.clone())]),
        baseline_state: compared.then_some(match finding.exempt {
            Some(Exemption::Known) => "unchanged",
            _ => "new",
        }),
        suppressions: suppression(finding, words).into_iter().collect(),
    }
}

/// A waiver as the standard has it: in the source or outside it, accepted by whoever answers for it.
fn suppression(finding: &Finding, words: &Words) -> Option<Suppression> {
    let Some(Exemption::Waived(waived)) = &finding.exempt else { return None };
    Some(Suppression {
        kind: if waived.inline { "inSource" } else { "external" },
        status: "accepted",
        justification: exempt::account(finding, words)?,
    })
}

/// The finding in words, with a link to the other side; brackets of sources must not make links of their own.
fn message(cross: Cross<'_>, words: &Words) -> String {
    let plain = cross.message(words).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    words.fill(
        "message.linked",
        &[("message", &plain), ("share", &words.probability(cross.finding.confidence))],
    )
}

fn location(cited: Cited<'_>, words: &Words, id: Option<usize>) -> Location {
    let span = cited.in_file();
    let (line, _) = cited.position();
    let columns = columns(cited);
    Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri::of_path(&cited.source.path) },
            region: Region {
                start_line: line,
                start_column: columns.map(|(start, _)| start),
                end_column: columns.map(|(_, end)| end),
                byte_offset: span.start,
                byte_length: span.len(),
                snippet: Message { text: printable(cited.quote()) },
            },
        },
        message: Message {
            text: format!("{} – {}", answer(cited, words), words.one_of("certainty", &cited.claim.certainty)),
        },
    }
}

/// Lines longer than this get no columns: counting them again for every claim would not be linear.
const LONGEST_LINE: usize = 1 << 14;

/// First and past-the-end column of a claim on one line, in characters from 1.
///
/// The file itself is gone; its columns are known in bytes. The characters of the running text say how many bytes each
/// takes in the file; markup between them counts a byte a column.
fn columns(cited: Cited<'_>) -> Option<(usize, usize)> {
    let Cited { claim, source } = cited;
    let (line, column) = cited.position();
    let last = source.lines.position(cited.in_file().end.saturating_sub(1)).0;
    if last != line || column > LONGEST_LINE {
        return None;
    }
    let before = source.text.get(..claim.span.start)?;
    let surplus = |at: usize, c: char| {
        let bytes = source.offsets.span_to_file(Span::new(at, at + c.len_utf8())).len();
        bytes.saturating_sub(1)
    };
    let line_start = cited.in_file().start + 1 - column;
    let extra: usize = before
        .char_indices()
        .rev()
        .take_while(|&(at, _)| source.offsets.to_file(at) >= line_start)
        .map(|(at, c)| surplus(at, c))
        .sum();
    let start = column - extra.min(column - 1);
    Some((start, start + cited.quote().chars().count()))
}
