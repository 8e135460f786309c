//! Markdown for a comment on a pull request: contradictions in full, the rest folded away.
//!
//! Words of sources are escaped so that they can neither format, link, nor call people or issues; the whole stays below
//! the length a comment may have, and says how much was left out.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::cite::{Cited, Question, Summary};
use super::exempt;
use super::plain::{plural, printable};
use crate::judge::{Finding, Relation, Severity};
use crate::pipeline::Report;

/// Characters a comment may have on GitHub, less room for the closing lines.
const LIMIT: usize = 65_536 - 2_048;
/// Characters of the sentence shown on either side of a claim.
const CONTEXT: usize = 80;

/// Writes the comment.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { text: headline(report), length: 0, left_out: 0 };
    page.length = page.text.chars().count();
    let grave =
        |finding: &Finding| finding.relation == Relation::Contradiction && finding.severity > Severity::Note;
    for question in Question::gather(report, grave) {
        page.add(&block(report, &question));
    }
    let doubtful =
        Question::gather(report, |finding| finding.relation == Relation::Contradiction && !grave(finding));
    page.fold("Worth a look", " / ", &doubtful);
    for (heading, joint, relation) in [
        ("Updates", " → ", Relation::Update),
        ("Compatible", " / ", Relation::Compatible),
        ("Agreements", " / ", Relation::Agreement),
    ] {
        let mut questions = Question::gather(report, |finding| finding.relation == relation);
        if relation == Relation::Update {
            questions.iter_mut().for_each(|update| update.sort_by_date(report));
        }
        page.fold(heading, joint, &questions);
    }
    if page.left_out > 0 {
        let _ = writeln!(page.text, "\n_{} more left out; the full report lists them._", page.left_out);
    }
    out.write_all(page.text.as_bytes())
}

fn headline(report: &Report) -> String {
    let found = Summary::of(report);
    let mut verdict = match (found.errors, found.warnings) {
        (0, 0) => "no contradiction".to_owned(),
        (errors, 0) => plural(errors, "error"),
        (0, warnings) => plural(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
    };
    let exempt = [(found.known, "known"), (found.waived, "waived")];
    for (count, word) in exempt.into_iter().filter(|&(count, _)| count > 0) {
        let _ = write!(verdict, ", {count} {word}");
    }
    let read = [(found.sources, "source"), (found.claims, "claim"), (found.facts, "question")];
    let read = read.map(|(count, noun)| plural(count, noun)).join(", ");
    let (updates, agreements) = (plural(found.updates, "update"), plural(found.agreements, "agreement"));
    format!("### recoupe: {verdict}\n\n{read}; {updates}, {} compatible, {agreements}\n", found.compatible)
}

/// A comment that stops growing at its limit.
struct Page {
    text: String,
    length: usize,
    left_out: usize,
}

impl Page {
    fn add(&mut self, part: &str) {
        let length = part.chars().count();
        if self.left_out > 0 || self.length + length > LIMIT {
            self.left_out += 1;
            return;
        }
        self.text.push_str(part);
        self.length += length;
    }

    fn fold(&mut self, heading: &str, joint: &str, questions: &[Question<'_>]) {
        if questions.is_empty() {
            return;
        }
        let mut part = format!(
            "\n<details><summary>{heading} ({})</summary>\n\n| answer | question |\n|---|---|\n",
            questions.len()
        );
        for question in questions {
            let values: Vec<String> = question.sides.iter().map(|side| escaped(&side.value)).collect();
            let _ = writeln!(part, "| {} | {} |", values.join(joint), escaped(&question.title()));
        }
        part.push_str("\n</details>\n");
        self.add(&part);
    }
}

/// A contradiction: heading, a row a voice, reasons.
fn block(report: &Report, question: &Question<'_>) -> String {
    let Some(first) = question.first() else { return String::new() };
    let label = match &first.exempt {
        Some(exemption) => format!("☑️ {}", exempt::label(exemption)),
        None if first.severity == Severity::Error => "❌ error".to_owned(),
        None => "⚠️ warning".to_owned(),
    };
    let mut text = format!(
        "\n**{label}: {}** (confidence {:.2}, {})\n\n| answer | who | where | words |\n|---|---|---|---|\n",
        escaped(&question.title()),
        first.confidence,
        code(&first.id),
    );
    for side in &question.sides {
        for (at, cited) in Cited::all(report, &side.claims).enumerate() {
            let value = if at == 0 { format!("**{}**", escaped(&side.value)) } else { String::new() };
            let excerpt = cited.excerpt(CONTEXT);
            let _ = writeln!(
                text,
                "| {value} | {} | {} | “{}**{}**{}” |",
                escaped(&cited.voice()),
                code(&cited.place()),
                escaped(&excerpt.before),
                escaped(excerpt.quote.trim()),
                escaped(&excerpt.after),
            );
        }
    }
    text.push('\n');
    for finding in &question.findings {
        let reconcile =
            finding.reconcile.as_deref().map(|way| format!("; {}", escaped(way))).unwrap_or_default();
        let (same, other) = (escaped(&finding.same_question), escaped(&finding.same_answer));
        let _ = writeln!(text, "- same question: {same}; other answer: {other}{reconcile}");
        let told = exempt::told(finding);
        if !told.is_empty() {
            let _ = writeln!(text, "  - {}", escaped(&told));
        }
    }
    text
}

/// Text without a character that Markdown, HTML or a forge would act on.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '!' => out.extend(['\\', c]),
            // A word joiner keeps people, issues and addresses from being linked.
            '@' | '#' => out.extend([c, '\u{2060}']),
            c => out.push(c),
        }
    }
    // Addresses would become links by themselves.
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}

/// Text as code, which is never formatted, in a cell of a table.
fn code(text: &str) -> String {
    format!("`{}`", printable(text).replace('`', "'").replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_sources_do_nothing() {
        assert_eq!(escaped("<b>|[x](y)*"), "&lt;b&gt;\\|\\[x\\](y)\\*");
        assert_eq!(escaped("@all #1"), "@\u{2060}all #\u{2060}1");
        assert_eq!(escaped("https://x"), "https&#58;//x");
    }
}
