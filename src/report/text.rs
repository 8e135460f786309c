//! The terminal report: what an editor reads first.
//!
//! Contradictions come first, one block a question: severity, question, confidence; then a line a voice with place and
//! words; then why it is the same question and another answer. Updates, compatible answers and agreements follow in two
//! lines each, and a one-line summary closes, where the eye lands after a long run.

use std::collections::BTreeSet;
use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use unicode_width::UnicodeWidthStr;

use super::Style;
use super::cite::{Cited, Question, Summary, answer_of};
use super::exempt;
use super::paint::{Ink, Painter};
use super::plain::printable;
use crate::judge::{Finding, Relation, Severity, Side};
use crate::pipeline::Report;
use crate::words::Words;

/// From this width on, place and quote stand beside the voice instead of under it.
const WIDE: u16 = 120;
/// Answers a question gets, lines an answer gets for its voices, and reasons, unless all are asked for.
const SIDES: usize = 6;
const VOICES: usize = 3;
const REASONS: usize = 3;
/// Questions a section of the quiet relations lists, unless all are asked for.
const QUIET: usize = 20;
/// Width of the labels of reasons, so that values and labels line up.
const LABELS: usize = 13;

/// Writes the report for a terminal `style.width` columns wide.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, words: &Words, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { report, words, style, painter: Painter { colour: style.colour } };
    let shown_in_full = |finding: &Finding| {
        finding.relation == Relation::Contradiction && (style.verbose || finding.severity > Severity::Note)
    };
    let doubtful = |finding: &Finding| finding.relation == Relation::Contradiction && !shown_in_full(finding);
    let contradictions = Question::gather(report, shown_in_full);
    let told: BTreeSet<&str> = contradictions.iter().map(|question| question.fact.id.as_str()).collect();
    page.contradictions(&contradictions, out)?;
    let mut doubts = Question::gather(report, doubtful);
    doubts.retain(|question| !told.contains(question.fact.id.as_str()));
    page.brief("text.worth_a_look", Ink::Yellow, " / ", &doubts, out)?;
    let mut updates = Question::gather(report, |finding| finding.relation == Relation::Update);
    updates.iter_mut().for_each(|update| update.sort_by_date(report));
    page.brief("text.updates", Ink::Blue, " → ", &updates, out)?;
    let compatible = Question::gather(report, |finding| finding.relation == Relation::Compatible);
    page.brief("text.compatible", Ink::Bold, " / ", &compatible, out)?;
    // A contradiction lists the voices of each answer already.
    let mut agreements = Question::gather(report, |finding| finding.relation == Relation::Agreement);
    agreements.retain(|question| !told.contains(question.fact.id.as_str()));
    page.brief("text.agreements", Ink::Green, " / ", &agreements, out)?;
    writeln!(out, "{}", page.painter.paint(Ink::Bold, &summary(report, words, style.width)))
}

/// What was read and found, in one line where it fits, else in two.
fn summary(report: &Report, words: &Words, width: u16) -> String {
    let found = Summary::of(report);
    let read = words.fill("labelled", &[("label", &found.read(words)), ("text", &"")]);
    let read = read.trim_end();
    let results = |severities: &str| {
        let contradictions = words.count("count.contradiction", found.contradictions);
        let mut results = vec![format!("{contradictions}{severities}")];
        results.extend((found.updates > 0).then(|| words.count("count.update", found.updates)));
        results.push(words.count("count.compatible", found.compatible));
        results.push(words.count("count.agreement", found.agreements));
        results.join(", ")
    };
    let severities = found.severities(words);
    let graded = if severities.is_empty() { severities } else { format!(" ({severities})") };
    let (full, short) = (results(&graded), results(""));
    let fits = |text: &str| text.width() <= usize::from(width);
    let forms = [format!("{read} {full}"), full, format!("{read} {short}")];
    match forms {
        [line, _, _] if fits(&line) => line,
        [_, full, _] if fits(&full) => format!("{read}\n{full}"),
        [_, _, line] if fits(&line) => line,
        _ => format!("{read}\n{short}"),
    }
}

struct Page<'a> {
    report: &'a Report,
    words: &'a Words,
    style: Style,
    painter: Painter,
}

impl Page<'_> {
    fn contradictions(&self, questions: &[Question<'_>], out: &mut dyn Write) -> io::Result<()> {
        if questions.is_empty() {
            return Ok(());
        }
        self.heading("text.contradictions", Ink::Red, questions.len(), out)?;
        for question in questions {
            self.header(question, out)?;
            let mut table = self.table();
            let limit = self.limit(SIDES);
            for side in question.sides.iter().take(limit) {
                self.side(side, &mut table);
            }
            if question.sides.len() > limit {
                let more = self.words.count("more.answer", question.sides.len() - limit);
                table.add_row([String::new(), format!("{more} (explain {})", printable(&question.fact.id))]);
            }
            if self.style.width >= WIDE {
                self.print(table, out)?;
                table = self.table();
            }
            self.reasons(question, &mut table);
            self.print(table, out)?;
            writeln!(out)?;
        }
        Ok(())
    }

    /// How many of a list to show.
    fn limit(&self, usual: usize) -> usize {
        if self.style.verbose { usize::MAX } else { usual }
    }

    fn heading(&self, name: &str, ink: Ink, count: usize, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "{} {}\n",
            self.painter.paint(ink, self.words.say(name)),
            self.painter.paint(Ink::Dim, &count.to_string())
        )
    }

    /// Severity and question on the left, confidence and id on the right, the latter below where they do not fit.
    fn header(&self, question: &Question<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Some(finding) = question.first() else { return Ok(()) };
        let ink = match finding.severity {
            Severity::Error => Ink::Red,
            Severity::Warning => Ink::Yellow,
            Severity::Note => Ink::Blue,
        };
        let label = self.words.one_of("severity", &finding.severity).to_uppercase();
        let (label, ink) = match &finding.exempt {
            Some(exemption) => (format!("{label} ({})", exempt::label(exemption, self.words)), Ink::Dim),
            None => (label, ink),
        };
        let title = question.title(self.words);
        let sure = self.words.fill("confidence", &[("share", &self.words.probability(finding.confidence))]);
        let right = format!("{sure}  {}", finding.id);
        let used = label.width() + 2 + title.width() + 2 + right.width();
        let (label, title) = (self.painter.paint(ink, &label), self.painter.paint(Ink::Bold, &title));
        let dim = self.painter.paint(Ink::Dim, &right);
        match usize::from(self.style.width.min(WIDE)).checked_sub(used) {
            Some(gap) => writeln!(out, "{label}  {title}  {:gap$}{dim}", ""),
            None => writeln!(out, "{label}  {title}\n  {dim}"),
        }
    }

    /// One answer: a row a voice, its value beside the first.
    fn side(&self, side: &Side, table: &mut Table) {
        let value = self.painter.paint(Ink::Bold, &padded(&answer_of(self.report, side, self.words)));
        let speakers = speakers(Cited::all(self.report, &side.claims));
        let limit = self.limit(VOICES);
        for (at, cited) in speakers.iter().take(limit).enumerate() {
            let left = match at {
                0 => value.clone(),
                // Said where it is not as many as one sees.
                1 if side.voices < speakers.len() => {
                    self.painter.paint(Ink::Dim, &self.words.count("counts_as", side.voices))
                }
                _ => String::new(),
            };
            let place = self.painter.paint(Ink::Dim, &cited.place());
            if self.style.width >= WIDE {
                table.add_row([left, cited.voice(self.words), place, self.quoted(*cited)]);
            } else {
                table.add_row([
                    left,
                    format!("{}  {place}\n{}", cited.voice(self.words), self.quoted(*cited)),
                ]);
            }
        }
        if let Some(more) = speakers.len().checked_sub(limit).filter(|&more| more > 0) {
            table.add_row([String::new(), self.words.count("more.and", more)]);
        }
    }

    fn quoted(&self, cited: Cited<'_>) -> String {
        let around = usize::from(self.style.width) * 3 / 5;
        let excerpt = cited.excerpt(around);
        let quote = self.painter.paint(Ink::Bold, &excerpt.quote);
        self.words.fill("quoted", &[("text", &format!("{}{quote}{}", excerpt.before, excerpt.after))])
    }

    fn reasons(&self, question: &Question<'_>, table: &mut Table) {
        let mut row = |label: &str, text: &str| {
            table.add_row([self.painter.paint(Ink::Dim, &padded(label)), printable(text)]);
        };
        let limit = self.limit(REASONS);
        let findings = &question.findings;
        let words = self.words;
        let told = |tell: &dyn Fn(&Finding) -> String| findings.iter().map(|x| tell(x)).collect::<Vec<_>>();
        let labelled = [
            ("label.same_question", told(&|finding| words.reasons(&finding.same_question))),
            ("label.other_answer", told(&|finding| words.reasons(&finding.same_answer))),
            ("label.reconcile", told(&|finding| words.reasons(finding.reconcile.as_slice()))),
            ("label.no_alarm", told(&|finding| exempt::told(finding, words))),
        ];
        for (label, texts) in labelled {
            let mut seen = BTreeSet::from([""]);
            let texts = texts.iter().filter(|text| seen.insert(text));
            for (at, text) in texts.take(limit).enumerate() {
                row(if at == 0 { words.say(label) } else { "" }, text);
            }
        }
    }

    /// A section whose questions take two lines each: values and question, then voices with their places.
    fn brief(
        &self,
        heading: &str,
        ink: Ink,
        joint: &str,
        questions: &[Question<'_>],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if questions.is_empty() {
            return Ok(());
        }
        self.heading(heading, ink, questions.len(), out)?;
        let mut table = self.table();
        let limit = self.limit(QUIET);
        for question in questions.iter().take(limit) {
            let values: Vec<String> =
                question.sides.iter().map(|side| answer_of(self.report, side, self.words)).collect();
            let values = self.painter.paint(Ink::Bold, &padded(&values.join(joint)));
            table.add_row([values, format!("{}\n{}", question.title(self.words), self.voices(question))]);
        }
        if let Some(more) = questions.len().checked_sub(limit).filter(|&more| more > 0) {
            table.add_row([String::new(), format!("{} (--verbose)", self.words.count("more.and", more))]);
        }
        self.print(table, out)?;
        writeln!(out)
    }

    /// Who speaks on a question, where; after how many of them are independent if they agree.
    fn voices(&self, question: &Question<'_>) -> String {
        let limit = self.limit(VOICES);
        let claims = question.sides.iter().flat_map(|side| Cited::all(self.report, &side.claims));
        let speakers = speakers(claims);
        let mut named: Vec<String> = speakers
            .iter()
            .take(limit)
            .map(|cited| {
                format!("{} {}", cited.voice(self.words), self.painter.paint(Ink::Dim, &cited.place()))
            })
            .collect();
        if let Some(more) = speakers.len().checked_sub(limit).filter(|&more| more > 0) {
            named.push(self.words.count("more.voice", more));
        }
        let count = match question.sides.as_slice() {
            [side] => self.words.count("independent", side.voices),
            _ => return named.join("; "),
        };
        self.words.fill("labelled", &[("label", &count), ("text", &named.join("; "))])
    }

    fn table(&self) -> Table {
        let mut table = Table::new();
        table
            .load_preset(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.style.width);
        table
    }

    /// Writes a table whose first columns leave most of the width to the last, without trailing blanks.
    fn print(&self, mut table: Table, out: &mut dyn Write) -> io::Result<()> {
        let third = self.style.width / 3;
        let upper = |width| ColumnConstraint::UpperBoundary(Width::Fixed(width));
        match table.column_count() {
            4 => table.set_constraints([upper(third / 2), upper(third / 2), upper(third)]),
            _ => table.set_constraints([upper(third)]),
        };
        table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
    }
}

/// One claim a voice of each document, the first.
fn speakers<'a>(claims: impl Iterator<Item = Cited<'a>>) -> Vec<Cited<'a>> {
    let mut heard = BTreeSet::new();
    claims.filter(|cited| heard.insert((cited.claim.source, &cited.claim.voice))).collect()
}

/// `text` filled up to the width of the labels.
fn padded(text: &str) -> String {
    let gap = LABELS.saturating_sub(text.width());
    format!("{text}{:gap$}", "")
}
