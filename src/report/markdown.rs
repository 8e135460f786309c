//! Markdown for a comment on a pull request: contradictions in full, the rest folded away.
//!
//! Words of sources are escaped so that they can neither format, link, nor call people or issues; the whole stays below
//! the length a comment may have, and says how much was left out.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::cite::{Cited, answer_of};
use super::exempt;
use super::plain::printable;
use super::question::{Outcome, Question, Summary, counts};
use crate::judge::{Severity, Side};
use crate::pipeline::Report;
use crate::words::Words;

/// Characters a comment may have on GitHub, less room for the closing lines.
const LIMIT: usize = 65_536 - 2_048;
/// Characters of the sentence shown on either side of a claim.
const CONTEXT: usize = 80;

/// Writes the comment.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { report, words, text: headline(report, words), length: 0, left_out: 0 };
    page.length = page.text.chars().count();
    let questions = Question::gather(report);
    let of = |outcome| questions.iter().filter(move |question| question.outcome() == outcome);
    for question in of(Outcome::Contradiction) {
        page.add(&block(report, words, question));
    }
    for (heading, joint, outcome) in [
        ("heading.notes", " / ", Outcome::Note),
        ("heading.updates", " → ", Outcome::Update),
        ("heading.compatible", " / ", Outcome::Compatible),
        ("heading.agreements", " / ", Outcome::Agreement),
    ] {
        page.fold(heading, joint, &of(outcome).collect::<Vec<_>>());
    }
    if page.left_out > 0 {
        let _ = writeln!(page.text, "\n_{}_", words.count("more.left_out", page.left_out));
    }
    out.write_all(page.text.as_bytes())
}

fn headline(report: &Report, words: &Words) -> String {
    let found = Summary::of(report);
    let grave = counts(&[(found.errors, "count.error"), (found.warnings, "count.warning")], words);
    let grave = if grave.is_empty() { words.say("no_contradiction").to_owned() } else { grave };
    let verdict = [grave, found.exempt(words)].into_iter().filter(|part| !part.is_empty());
    let verdict = verdict.collect::<Vec<_>>().join(", ");
    let title = words.fill("labelled", &[("label", &env!("CARGO_PKG_NAME")), ("text", &verdict)]);
    format!("### {title}\n\n{}; {}\n", found.read(words), found.others(words))
}

/// A comment that stops growing at its limit.
struct Page<'a> {
    report: &'a Report,
    words: &'a Words,
    text: String,
    length: usize,
    left_out: usize,
}

impl Page<'_> {
    fn add(&mut self, part: &str) {
        let length = part.chars().count();
        if self.left_out > 0 || self.length + length > LIMIT {
            self.left_out += 1;
            return;
        }
        self.text.push_str(part);
        self.length += length;
    }

    fn fold(&mut self, heading: &str, joint: &str, questions: &[&Question<'_>]) {
        if questions.is_empty() {
            return;
        }
        let words = self.words;
        let columns = ["column.answer", "column.question", "column.who"].map(|key| words.say(key));
        let mut part = format!(
            "\n<details><summary>{} ({})</summary>\n\n| {} |\n|---|---|---|\n",
            words.say(heading),
            questions.len(),
            columns.join(" | "),
        );
        for question in questions {
            let sides = question.answers(self.report);
            let values: Vec<String> =
                sides.iter().map(|side| escaped(&answer_of(self.report, side, words))).collect();
            let mut asked = vec![escaped(&question.title(words))];
            asked.extend(question.lowered(words).iter().map(|reason| escaped(reason)));
            let who: Vec<String> = sides.iter().filter_map(|side| self.foremost(side)).collect();
            let _ =
                writeln!(part, "| {} | {} | {} |", values.join(joint), asked.join("; "), who.join("<br>"));
        }
        part.push_str("\n</details>\n");
        self.add(&part);
    }

    /// Who gives an answer first, where and in which words, and how many more do.
    fn foremost(&self, side: &Side) -> Option<String> {
        let words = self.words;
        let first = Cited::all(self.report, &side.claims).next()?;
        let quote = words.fill("quoted", &[("text", &escaped(first.quote().trim()))]);
        let more = side.claims.len().saturating_sub(1);
        let more = if more > 0 { format!("; {}", words.count("more.voice", more)) } else { String::new() };
        Some(format!("{} {}: {quote}{more}", escaped(&first.voice(words)), code(&first.place())))
    }
}

/// A contradiction: heading, a row a voice, reasons.
fn block(report: &Report, words: &Words, question: &Question<'_>) -> String {
    let Some(first) = question.first() else { return String::new() };
    let label = match &first.exempt {
        Some(exemption) => format!("☑️ {}", exempt::label(exemption, words)),
        None if first.severity == Severity::Error => format!("❌ {}", words.say("severity.error")),
        None => format!("⚠️ {}", words.say("severity.warning")),
    };
    let title = words.fill("labelled", &[("label", &label), ("text", &escaped(&question.title(words)))]);
    let sure = words.fill("confidence", &[("share", &words.probability(first.confidence))]);
    let columns = ["column.answer", "column.who", "column.where", "column.words"].map(|key| words.say(key));
    let mut text = format!(
        "\n**{title}** ({sure}, {})\n\n| {} |\n|---|---|---|---|\n",
        code(&first.id),
        columns.join(" | "),
    );
    for side in &question.sides {
        for (at, cited) in Cited::all(report, &side.claims).enumerate() {
            let value = format!("**{}**", escaped(&cited.value(words)));
            let value = if at == 0 { value } else { String::new() };
            let excerpt = cited.excerpt(CONTEXT);
            let [before, quote, after] = [&excerpt.before, excerpt.quote.trim(), &excerpt.after].map(escaped);
            let quoted = words.fill("quoted", &[("text", &format!("{before}**{quote}**{after}"))]);
            let (who, place) = (escaped(&cited.voice(words)), code(&cited.place()));
            let _ = writeln!(text, "| {value} | {who} | {place} | {quoted} |");
        }
    }
    text.push('\n');
    for finding in question.decisive() {
        let mut reasons = [
            ("label.same_question", words.reasons(&finding.same_question)),
            ("label.other_answer", words.reasons(&finding.same_answer)),
        ]
        .map(|(label, told)| {
            words.fill("labelled", &[("label", &words.say(label)), ("text", &escaped(&told))])
        })
        .to_vec();
        let further = [&finding.reconcile, &finding.lowered].into_iter().flatten();
        reasons.extend(further.map(|reason| escaped(&words.reason(reason))));
        let _ = writeln!(text, "- {}", reasons.join("; "));
        let told = exempt::told(finding, words);
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
