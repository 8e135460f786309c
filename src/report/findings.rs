//! The findings as a sheet.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cite::Cited;
use super::cross::Cross;
use super::csv::Sheet;
use super::exempt;
use super::wire::bare;
use crate::pipeline::Report;

const COLUMNS: [&str; 22] = [
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
    "standing",
];

/// Writes a row a finding under a header; cells cannot act as formulas in a spreadsheet.
///
/// # Errors
/// Whatever the sink reports.
pub fn write_csv(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out, &COLUMNS)?;
    for (_, cross) in Cross::all(report) {
        let finding = cross.finding;
        let head = [
            Cow::from(finding.id.as_str()),
            bare(&finding.relation).into(),
            bare(&finding.kind).into(),
            bare(&finding.severity).into(),
            format!("{:.3}", finding.confidence).into(),
            cross.fact.question.as_str().into(),
        ];
        let tail = [
            Cow::from(finding.same_question.as_str()),
            finding.same_answer.as_str().into(),
            finding.reconcile.as_deref().unwrap_or_default().into(),
            exempt::told(finding).into(),
        ];
        sheet.row(head.into_iter().chain(side(cross.a)).chain(side(cross.b)).chain(tail))?;
    }
    sheet.finish()
}

fn side(cited: Cited<'_>) -> [Cow<'_, str>; 6] {
    let (line, column) = cited.position();
    [
        cited.claim.value.to_string().into(),
        cited.voice().into(),
        cited.source.path.as_str().into(),
        line.to_string().into(),
        column.to_string().into(),
        cited.quote().into(),
    ]
}
