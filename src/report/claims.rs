//! The claims alone, for `extract`: a table for eyes, JSONL and CSV for programs.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;

use super::Style;
use super::cite::Cited;
use super::csv::Sheet;
use super::paint::{Ink, Painter};
use super::plain::printable;
use super::wire::{self, bare, intervals};
use crate::claim::VoiceKind;
use crate::pipeline::Report;
use crate::words::Words;

fn cited(report: &Report) -> impl Iterator<Item = Cited<'_>> {
    (0..report.claims.len()).filter_map(|at| Cited::at(report, at))
}

/// From this width on, every part of a claim has a column of its own.
const WIDE: u16 = 120;

/// Writes a table a source, a row a claim: line and column, answer, words, question, whom the words are attributed to.
///
/// # Errors
/// Whatever the sink reports.
pub fn write_table(report: &Report, words: &Words, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let painter = Painter { colour: style.colour };
    let mut by_source = vec![Vec::new(); report.sources.len()];
    for cited in cited(report) {
        if let Some(claims) = by_source.get_mut(cited.claim.source) {
            claims.push(cited);
        }
    }
    for (source, claims) in report.sources.iter().zip(&by_source).filter(|(_, claims)| !claims.is_empty()) {
        writeln!(out, "{}", painter.paint(Ink::Bold, &printable(&source.path)))?;
        let mut table = Table::new();
        table
            .load_preset(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(style.width);
        claims.iter().for_each(|cited| {
            table.add_row(cells(*cited, words, style, painter));
        });
        table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))?;
        writeln!(out)?;
    }
    Ok(())
}

fn cells(cited: Cited<'_>, words: &Words, style: Style, painter: Painter) -> Vec<String> {
    let (line, column) = cited.position();
    let voice = match cited.claim.voice.kind {
        VoiceKind::Outlet => String::new(),
        VoiceKind::Attributed => printable(words.name(&cited.claim.voice.name)),
    };
    let place = painter.paint(Ink::Dim, &format!("{line}:{column}"));
    let value = painter.paint(Ink::Bold, &cited.value(words));
    let quote = words.fill("quoted", &[("text", &printable(cited.quote()))]);
    let concept = printable(&cited.claim.topic.concept);
    if style.width >= WIDE {
        return vec![place, value, quote, concept, voice];
    }
    let parts = [concept, voice].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    vec![place, value, format!("{quote}\n{}", painter.paint(Ink::Dim, &parts.join(", ")))]
}

/// A claim of the JSON report, with the path of its source.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(flatten)]
    claim: wire::Claim<'a>,
}

/// Writes one JSON object a line: the claim as the JSON report has it, and the `path` of its source.
///
/// # Errors
/// Whatever the sink reports.
pub fn write_jsonl(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for cited in cited(report) {
        let line = Line { path: &cited.source.path, claim: cited.into() };
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Columns of the CSV of claims.
const COLUMNS: [&str; 22] = [
    "id",
    "path",
    "line",
    "column",
    "start",
    "end",
    "voice",
    "voice_kind",
    "agency",
    "concept",
    "kind",
    "value",
    "low",
    "high",
    "unit",
    "polarity",
    "certainty",
    "entities",
    "place",
    "time",
    "subset",
    "words",
];

/// Writes a row a claim under a header; cells cannot act as formulas in a spreadsheet.
///
/// # Errors
/// Whatever the sink reports.
pub fn write_csv(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out, &COLUMNS)?;
    for cited in cited(report) {
        sheet.row(row(cited))?;
    }
    sheet.finish()
}

fn row(cited: Cited<'_>) -> [Cow<'_, str>; COLUMNS.len()] {
    let Cited { claim, source } = cited;
    let span = cited.in_file();
    let (line, column) = cited.position();
    let value = wire::value(claim);
    [
        claim.id.as_str().into(),
        source.path.as_str().into(),
        line.to_string().into(),
        column.to_string().into(),
        span.start.to_string().into(),
        span.end.to_string().into(),
        claim.voice.name.as_str().into(),
        bare(&claim.voice.kind).into(),
        claim.voice.agency.as_deref().unwrap_or_default().into(),
        claim.topic.concept.as_str().into(),
        bare(&claim.kind).into(),
        claim.value.to_string().into(),
        value.low.as_ref().map(bare).unwrap_or_default().into(),
        value.high.as_ref().map(bare).unwrap_or_default().into(),
        value.unit.unwrap_or_default(),
        bare(&claim.polarity).into(),
        bare(&claim.certainty).into(),
        claim.qualifiers.entities.join("; ").into(),
        claim.qualifiers.place.join("; ").into(),
        claim.qualifiers.time.as_ref().map(intervals).unwrap_or_default().into(),
        claim.qualifiers.subset.as_deref().unwrap_or_default().into(),
        cited.quote().into(),
    ]
}
