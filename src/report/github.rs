//! Annotations for GitHub Actions: workflow commands on standard output.
//!
//! The platform shows ten annotations a step and drops the rest in silence; so the gravest ten are sent, and how many
//! were not is said in the log.

use std::io::{self, Write};

use super::cross::Cross;
use crate::judge::Severity;
use crate::pipeline::Report;
use crate::words::Words;

/// Annotations the platform shows a step.
pub const CAP: usize = 10;

/// Writes a command for each of the gravest contradictions and updates that are neither known nor waived, at most
/// [`CAP`], then the number left out.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let mut left_out = 0;
    for (rank, (_, cross)) in Cross::alarming(report).enumerate() {
        if rank >= CAP {
            left_out += 1;
            continue;
        }
        let command = match cross.finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let (line, column) = cross.a.position();
        let (path, title) = (property(&cross.a.source.path), property(&cross.rule()));
        let message = data(&format!("{} [{}]", cross.message(words), cross.b.place()));
        writeln!(out, "::{command} file={path},line={line},col={column},title={title}::{message}")?;
    }
    if left_out > 0 {
        writeln!(out, "{}", words.count("more.not_annotated", left_out))?;
    }
    Ok(())
}

/// A message as the runner reads it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command as the runner reads it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_command_early() {
        assert_eq!(data("100 %\r\n::error::x"), "100 %25%0D%0A::error::x");
        assert_eq!(property("a,b:c\n"), "a%2Cb%3Ac%0A");
    }
}
