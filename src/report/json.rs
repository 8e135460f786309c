//! The JSON report: the contract of `docs/report.schema.json`, one object.

use std::io::{self, Write};

use super::wire;
use crate::pipeline::Report;

/// Writes the report as indented JSON with a newline at its end.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &wire::Report::from(report))?;
    writeln!(out)
}
