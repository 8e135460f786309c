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
use super::cite::{Cited, Question, Summary};
use super::exempt;
use super::paint::{Ink, Painter};
use super::plain::{plural, printable};
use crate::judge::{Finding, Relation, Severity, Side};
use crate::pipeline::Report;

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
pub fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { report, style, painter: Painter { colour: style.colour } };
    let shown_in_full = |finding: &Finding| {
        finding.relation == Relation::Contradiction && (style.verbose || finding.severity > Severity::Note)
    };
    let doubtful = |finding: &Finding| finding.relation == Relation::Contradiction && !shown_in_full(finding);
    let contradictions = Question::gather(report, shown_in_full);
    let told: BTreeSet<&str> = contradictions.iter().map(|question| question.fact.id.as_str()).collect();
    page.contradictions(&contradictions, out)?;
    let mut doubts = Question::gather(report, doubtful);
    doubts.retain(|question| !told.contains(question.fact.id.as_str()));
    page.brief("WORTH A LOOK", Ink::Yellow, " / ", &doubts, out)?;
    let mut updates = Question::gather(report, |finding| finding.relation == Relation::Update);
    updates.iter_mut().for_each(|update| update.sort_by_date(report));
    page.brief("UPDATES", Ink::Blue, " → ", &updates, out)?;
    let compatible = Question::gather(report, |finding| finding.relation == Relation::Compatible);
    page.brief("COMPATIBLE", Ink::Bold, " / ", &compatible, out)?;
    // A contradiction lists the voices of each answer already.
    let mut agreements = Question::gather(report, |finding| finding.relation == Relation::Agreement);
    agreements.retain(|question| !told.contains(question.fact.id.as_str()));
    page.brief("AGREEMENTS", Ink::Green, " / ", &agreements, out)?;
    writeln!(out, "{}", page.painter.paint(Ink::Bold, &summary(report, style.width)))
}

/// What was read and found, in one line where it fits, else in two.
fn summary(report: &Report, width: u16) -> String {
    let found = Summary::of(report);
    let read = [(found.sources, "source"), (found.claims, "claim"), (found.facts, "question")];
    let read = read.map(|(count, noun)| plural(count, noun)).join(", ");
    let updates =
        if found.updates == 0 { String::new() } else { format!("{}, ", plural(found.updates, "update")) };
    let results = |severities: &str| {
        let contradictions = plural(found.contradictions, "contradiction");
        let agreements = plural(found.agreements, "agreement");
        format!("{contradictions}{severities}, {updates}{} compatible, {agreements}", found.compatible)
    };
    let severities = found.severities();
    let graded = if severities.is_empty() { severities } else { format!(" ({severities})") };
    let (full, short) = (results(&graded), results(""));
    let fits = |text: &str| text.len() <= usize::from(width);
    let forms = [format!("{read}: {full}"), full, format!("{read}: {short}")];
    match forms {
        [line, _, _] if fits(&line) => line,
        [_, full, _] if fits(&full) => format!("{read}:\n{full}"),
        [_, _, line] if fits(&line) => line,
        _ => format!("{read}:\n{short}"),
    }
}

struct Page<'a> {
    report: &'a Report,
    style: Style,
    painter: Painter,
}

impl Page<'_> {
    fn contradictions(&self, questions: &[Question<'_>], out: &mut dyn Write) -> io::Result<()> {
        if questions.is_empty() {
            return Ok(());
        }
        self.heading("CONTRADICTIONS", Ink::Red, questions.len(), out)?;
        for question in questions {
            self.header(question, out)?;
            let mut table = self.table();
            let limit = self.limit(SIDES);
            for side in question.sides.iter().take(limit) {
                self.side(side, &mut table);
            }
            if question.sides.len() > limit {
                let more = plural(question.sides.len() - limit, "more answer");
                table.add_row([
                    String::new(),
                    format!("and {more} (explain {})", printable(&question.fact.id)),
                ]);
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
            self.painter.paint(ink, name),
            self.painter.paint(Ink::Dim, &count.to_string())
        )
    }

    /// Severity and question on the left, confidence and id on the right, the latter below where they do not fit.
    fn header(&self, question: &Question<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Some(finding) = question.first() else { return Ok(()) };
        let (label, ink) = match finding.severity {
            Severity::Error => ("ERROR", Ink::Red),
            Severity::Warning => ("WARNING", Ink::Yellow),
            Severity::Note => ("NOTE", Ink::Blue),
        };
        let (label, ink) = match &finding.exempt {
            Some(exemption) => (format!("{label} ({})", exempt::label(exemption)), Ink::Dim),
            None => (label.to_owned(), ink),
        };
        let title = question.title();
        let right = format!("confidence {:.2}  {}", finding.confidence, finding.id);
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
        let value = self.painter.paint(Ink::Bold, &padded(&printable(&side.value)));
        let speakers = speakers(Cited::all(self.report, &side.claims));
        let limit = self.limit(VOICES);
        for (at, cited) in speakers.iter().take(limit).enumerate() {
            let left = match at {
                0 => value.clone(),
                1 => self.painter.paint(Ink::Dim, &format!("{} independent", side.voices)),
                _ => String::new(),
            };
            let place = self.painter.paint(Ink::Dim, &cited.place());
            if self.style.width >= WIDE {
                table.add_row([left, cited.voice(), place, self.quoted(*cited)]);
            } else {
                table.add_row([left, format!("{}  {place}\n{}", cited.voice(), self.quoted(*cited))]);
            }
        }
        if let Some(more) = speakers.len().checked_sub(limit).filter(|&more| more > 0) {
            table.add_row([String::new(), format!("and {more} more")]);
        }
    }

    fn quoted(&self, cited: Cited<'_>) -> String {
        let around = usize::from(self.style.width) * 3 / 5;
        let excerpt = cited.excerpt(around);
        format!("“{}{}{}”", excerpt.before, self.painter.paint(Ink::Bold, &excerpt.quote), excerpt.after)
    }

    fn reasons(&self, question: &Question<'_>, table: &mut Table) {
        let mut row = |label: &str, text: &str| {
            table.add_row([self.painter.paint(Ink::Dim, &padded(label)), printable(text)]);
        };
        let limit = self.limit(REASONS);
        let findings = &question.findings;
        let same_question = findings.iter().map(|finding| finding.same_question.as_str()).collect::<Vec<_>>();
        let other_answer = findings.iter().map(|finding| finding.same_answer.as_str()).collect();
        let reconcile = findings.iter().filter_map(|finding| finding.reconcile.as_deref()).collect();
        let exempt: Vec<String> = findings.iter().map(|finding| exempt::told(finding)).collect();
        let labelled = [
            ("same question", same_question),
            ("other answer", other_answer),
            ("reconcile", reconcile),
            ("no alarm", exempt.iter().map(String::as_str).collect()),
        ];
        for (label, texts) in labelled {
            let mut seen = BTreeSet::from([""]);
            let texts = texts.into_iter().filter(|text| seen.insert(text));
            for (at, text) in texts.take(limit).enumerate() {
                row(if at == 0 { label } else { "" }, text);
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
            let values: Vec<String> = question.sides.iter().map(|side| printable(&side.value)).collect();
            let values = self.painter.paint(Ink::Bold, &padded(&values.join(joint)));
            table.add_row([values, format!("{}\n{}", question.title(), self.voices(question))]);
        }
        if let Some(more) = questions.len().checked_sub(limit).filter(|&more| more > 0) {
            table.add_row([String::new(), format!("and {more} more (--verbose)")]);
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
            .map(|cited| format!("{} {}", cited.voice(), self.painter.paint(Ink::Dim, &cited.place())))
            .collect();
        if let Some(more) = speakers.len().checked_sub(limit).filter(|&more| more > 0) {
            named.push(format!("{more} more"));
        }
        let count = match question.sides.as_slice() {
            [side] => format!("{}: ", plural(side.voices, "independent voice")),
            _ => String::new(),
        };
        format!("{count}{}", named.join("; "))
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
