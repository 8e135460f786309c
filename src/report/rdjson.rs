//! Reviewdog's diagnostic format. Its columns count UTF-8 bytes from 1, as recoupe's own do.

use std::io::{self, Write};

use serde::Serialize;

use super::cite::Cited;
use super::cross::{Cross, answer};
use crate::judge::Severity;
use crate::pipeline::Report;
use crate::words::Words;

#[derive(Serialize)]
struct Diagnostics<'a> {
    source: Tool,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code,
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Code {
    value: String,
}

#[derive(Serialize)]
struct Related<'a> {
    message: String,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

/// Writes one object with a diagnostic for every contradiction and update that is neither known nor waived.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let diagnostics = Cross::alarming(report).map(|(_, cross)| diagnostic(cross, words)).collect();
    serde_json::to_writer_pretty(
        &mut *out,
        &Diagnostics { source: Tool { name: env!("CARGO_PKG_NAME") }, diagnostics },
    )?;
    writeln!(out)
}

fn diagnostic<'a>(cross: Cross<'a>, words: &Words) -> Diagnostic<'a> {
    Diagnostic {
        message: cross.message(words),
        location: location(cross.a),
        severity: match cross.finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        code: Code { value: cross.rule() },
        related_locations: vec![Related { message: answer(cross.b, words), location: location(cross.b) }],
    }
}

fn location(cited: Cited<'_>) -> Location<'_> {
    let position = |offset| {
        let (line, column) = cited.source.lines.position(offset);
        Position { line, column }
    };
    let span = cited.in_file();
    Location {
        path: &cited.source.path,
        range: Range { start: position(span.start), end: position(span.end) },
    }
}
