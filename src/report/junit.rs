//! JUnit XML: a test case a question that more than one voice answers, failed where the answers contradict each other.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::cite::Cited;
use super::cross::answer;
use super::exempt;
use super::plain::printable;
use super::question::Question;
use super::wire::bare;
use crate::judge::{Finding, Relation, Severity};
use crate::pipeline::Report;
use crate::words::Words;

/// Writes one suite. A contradiction of severity `fail_at` or above fails its case; a milder one is told in the case's
/// output, with why a known or waived one does not.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, words: &Words, fail_at: Severity, out: &mut dyn Write) -> io::Result<()> {
    let questions = Question::gather(report);
    let fails =
        |question: &Question<'_>| question.findings.iter().any(|finding| is_failure(finding, fail_at));
    let cases = questions.len().to_string();
    let failures = questions.iter().filter(|question| fails(question)).count().to_string();
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let counts =
        [("name", env!("CARGO_PKG_NAME")), ("tests", &cases), ("failures", &failures), ("errors", "0")];
    xml.create_element("testsuites").with_attributes(counts).write_inner_content(|xml| {
        xml.create_element("testsuite").with_attributes(counts).write_inner_content(|xml| {
            questions.iter().try_for_each(|question| case(report, words, question, fail_at, xml))
        })?;
        Ok(())
    })?;
    writeln!(out)
}

fn is_failure(finding: &Finding, fail_at: Severity) -> bool {
    finding.relation == Relation::Contradiction && finding.severity >= fail_at && finding.exempt.is_none()
}

fn case<W: Write>(
    report: &Report,
    words: &Words,
    question: &Question<'_>,
    fail_at: Severity,
    xml: &mut Writer<W>,
) -> io::Result<()> {
    let Some(first) = question.first() else { return Ok(()) };
    let name = format!("{} [{}]", question.title(words), printable(&question.fact.id));
    let class = format!("{}.{}", env!("CARGO_PKG_NAME"), bare(&first.kind));
    let element = xml.create_element("testcase").with_attributes([
        ("name", clean(&name).as_str()),
        ("classname", class.as_str()),
        ("time", "0"),
    ]);
    element.write_inner_content(|xml| {
        let (failures, told): (Vec<&Finding>, Vec<&Finding>) =
            question.findings.iter().partition(|finding| is_failure(finding, fail_at));
        for finding in failures {
            let kind = format!("{}.{}", bare(&finding.relation), bare(&finding.kind));
            xml.create_element("failure")
                .with_attributes([
                    ("type", kind.as_str()),
                    ("message", clean(&printable(&words.reasons(&finding.same_answer))).as_str()),
                ])
                .write_text_content(BytesText::new(&clean(&account(report, words, finding))))?;
        }
        if !told.is_empty() {
            let accounts: Vec<String> =
                told.into_iter().map(|finding| account(report, words, finding)).collect();
            xml.create_element("system-out")
                .write_text_content(BytesText::new(&clean(&accounts.join("\n\n"))))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A finding in a few lines: verdict, a line a claim, reasons.
fn account(report: &Report, words: &Words, finding: &Finding) -> String {
    let confidence = words.fill("confidence", &[("share", &words.probability(finding.confidence))]);
    let verdict = format!(
        "{} ({})",
        words.one_of("relation", &finding.relation),
        words.one_of("severity", &finding.severity)
    );
    let mut lines = vec![format!("{verdict}, {confidence} ({})", finding.id)];
    for cited in Cited::all(report, &finding.a).chain(Cited::all(report, &finding.b)) {
        let quote = words.fill("quoted", &[("text", &printable(cited.quote()))]);
        lines.push(format!("{}  {}  {quote}", answer(cited, words), cited.place()));
    }
    let reasons = [&finding.same_question, &finding.same_answer].map(|reasons| words.reasons(reasons));
    let further = [&finding.reconcile, &finding.lowered].into_iter().flatten();
    let further = further.map(|reason| words.reason(reason));
    lines.extend(reasons.into_iter().chain(further).map(|reason| printable(&reason)));
    lines.extend(Some(exempt::told(finding, words)).filter(|told| !told.is_empty()));
    lines.join("\n")
}

/// Text without the characters that XML 1.0 has no way to write; those of escape sequences are gone already.
fn clean(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
