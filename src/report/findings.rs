//! The findings as a sheet.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cite::Cited;
use super::cross::Cross;
use super::csv::Sheet;
use super::exempt;
use super::wire::bare;
use crate::pipeline::Report;
use crate::words::Words;

const COLUMNS: [&str; 23] = [
    "id",
    "relation",
    "kind",
    "severity",
    "confidence",
    "question",
    "a_value",
    "a_voice",
    "a_path",
    "a_line",
    "a_column",
    "a_words",
    "b_value",
    "b_voice",
    "b_path",
    "b_line",
    "b_column",
    "b_words",
    "same_question",
    "same_answer",
    "reconcile",
    "lowered",
    "standing",
];

/// Writes a row a finding under a header; cells cannot act as formulas in a spreadsheet.
///
/// # Errors
/// Whatever the sink reports.
pub fn write_csv(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let words = Words::english();
    let mut sheet = Sheet::new(out, &COLUMNS)?;
    for (_, cross) in Cross::all(report) {
        let finding = cross.finding;
        let head = [
            Cow::from(finding.id.as_str()),
            bare(&finding.relation).into(),
            bare(&finding.kind).into(),
            bare(&finding.severity).into(),
            format!("{:.3}", finding.confidence).into(),
            words.question(&cross.fact.question).into(),
        ];
        let tail = [
            Cow::from(words.reasons(&finding.same_question)),
            words.reasons(&finding.same_answer).into(),
            finding.reconcile.as_ref().map(|way| words.reason(way)).unwrap_or_default().into(),
            finding.lowered.as_ref().map(|why| words.reason(why)).unwrap_or_default().into(),
            exempt::told(finding, words).into(),
        ];
        sheet.row(head.into_iter().chain(side(cross.a)).chain(side(cross.b)).chain(tail))?;
    }
    sheet.finish()
}

fn side(cited: Cited<'_>) -> [Cow<'_, str>; 6] {
    let (line, column) = cited.position();
    [
        cited.claim.value.to_string().into(),
        cited.voice(Words::english()).into(),
        cited.source.path.as_str().into(),
        line.to_string().into(),
        column.to_string().into(),
        cited.quote().into(),
    ]
}
