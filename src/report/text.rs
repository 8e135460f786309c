//! The terminal report: what an editor reads first.
//!
//! Contradictions come first, one block a question: severity, question, confidence; then a line a voice with place and
//! words; then why it is the same question and another answer. Notes, updates and compatible answers follow in a few
//! lines each, agreements in one, and a one-line summary closes, where the eye lands after a long run. A question stands
//! once, under its gravest outcome.

use std::collections::BTreeSet;
use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use unicode_width::UnicodeWidthStr;

use super::Style;
use super::cite::{Cited, answer_of};
use super::exempt;
use super::paint::{Ink, Painter};
use super::plain::printable;
use super::question::{Outcome, Question, Summary, age};
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
    let questions = Question::gather(report);
    let of = |outcome| questions.iter().filter(move |question| question.outcome() == outcome);
    let contradictions: Vec<_> = of(Outcome::Contradiction).collect();
    page.in_full("text.contradictions", Ink::Red, &contradictions, out)?;
    let notes: Vec<_> = of(Outcome::Note).collect();
    if style.verbose {
        page.in_full("text.notes", Ink::Yellow, &notes, out)?;
    } else {
        page.brief("text.notes", Ink::Yellow, " / ", &notes, out)?;
    }
    page.brief("text.updates", Ink::Blue, " → ", &of(Outcome::Update).collect::<Vec<_>>(), out)?;
    page.brief("text.compatible", Ink::Bold, " / ", &of(Outcome::Compatible).collect::<Vec<_>>(), out)?;
    page.brief("text.agreements", Ink::Green, " / ", &of(Outcome::Agreement).collect::<Vec<_>>(), out)?;
    writeln!(out, "{}", page.painter.paint(Ink::Bold, &summary(report, words, style.width)))
}

/// What was read and found, in one line where it fits, else in two.
fn summary(report: &Report, words: &Words, width: u16) -> String {
    let found = Summary::of(report);
    let read = words.fill("labelled", &[("label", &found.read(words)), ("text", &"")]);
    let read = read.trim_end();
    let results = |severities: &str| {
        let contradictions = words.count("count.contradiction", found.contradictions);
        format!("{contradictions}{severities}, {}", found.others(words))
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
    /// A section whose questions are told with every answer's words and with their reasons.
    fn in_full(
        &self,
        heading: &str,
        ink: Ink,
        questions: &[&Question<'_>],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if questions.is_empty() {
            return Ok(());
        }
        self.heading(heading, ink, questions.len(), out)?;
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
        let speakers = speakers(self.report, [side]);
        let limit = self.limit(VOICES);
        for (at, (_, cited)) in speakers.iter().take(limit).enumerate() {
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
                table.add_row([left, self.voice(*cited, side), place, self.quoted(*cited)]);
            } else {
                table.add_row([
                    left,
                    format!("{}  {place}\n{}", self.voice(*cited, side), self.quoted(*cited)),
                ]);
            }
        }
        if let Some(more) = speakers.len().checked_sub(limit).filter(|&more| more > 0) {
            table.add_row([String::new(), self.words.count("more.and", more)]);
        }
    }

    /// Who says it, and whether an earlier voice has said it already.
    fn voice(&self, cited: Cited<'_>, side: &Side) -> String {
        let voice = cited.voice(self.words);
        let repeats =
            Cited::all(self.report, &side.repeats).any(|repeat| std::ptr::eq(repeat.claim, cited.claim));
        if repeats { self.words.fill("repeats", &[("voice", &voice)]) } else { voice }
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
        let words = self.words;
        let told = |tell: &dyn Fn(&Finding) -> String| question.decisive().map(tell).collect::<Vec<_>>();
        // Told of what the heading says.
        let severity = question.first().map(|finding| finding.severity);
        let lowered = |finding: &Finding| {
            finding
                .lowered
                .as_ref()
                .filter(|_| Some(finding.severity) == severity)
                .map(|why| words.reason(why))
        };
        let labelled = [
            ("label.same_question", told(&|finding| words.reasons(&finding.same_question))),
            ("label.shared_words", told(&|finding| self.shared_words(finding))),
            ("label.other_answer", told(&|finding| self.other_answer(question, finding))),
            ("relation.update", self.updates(question)),
            ("label.reconcile", told(&|finding| words.reasons(finding.reconcile.as_slice()))),
            ("label.lowered", told(&|finding| lowered(finding).unwrap_or_default())),
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

    /// The words that made one question of two that no pack asks.
    fn shared_words(&self, finding: &Finding) -> String {
        let foremost = |claims| Cited::all(self.report, claims).next();
        let pair = foremost(&finding.a).zip(foremost(&finding.b));
        let open = pair.filter(|(a, b)| !(a.claim.topic.known && b.claim.topic.known));
        open.map(|(a, b)| a.shared_words(b)).unwrap_or_default()
    }

    /// Why the answers differ, with the two that do where there are more: `30 ≠ 32: 2 apart, 6 %`.
    fn other_answer(&self, question: &Question<'_>, finding: &Finding) -> String {
        let reasons = self.words.reasons(&finding.same_answer);
        if question.sides.len() <= 2 {
            return reasons;
        }
        let answers = self.first_answers([&finding.a, &finding.b]).join(" ≠ ");
        self.words.fill("labelled", &[("label", &answers), ("text", &reasons)])
    }

    /// The answers that claims give, by the first of each.
    fn first_answers(&self, sides: [&Vec<usize>; 2]) -> [String; 2] {
        let first = sides.map(|claims| Cited::all(self.report, claims).next());
        first.map(|cited| cited.map(|it| it.value(self.words)).unwrap_or_default())
    }

    /// Answers to a question that later ones replace: `7 → 9`.
    fn updates(&self, question: &Question<'_>) -> Vec<String> {
        let updates = question.findings.iter().filter(|finding| finding.relation == Relation::Update);
        let answers = |finding: &&Finding| {
            let mut answers = [&finding.a, &finding.b];
            answers.sort_by_key(|claims| age(self.report, claims));
            self.first_answers(answers).join(" → ")
        };
        updates.map(answers).collect()
    }

    /// A section whose questions are told in a few lines each: values and question, then voices with their places, and
    /// why it is only a note. Of answers that agree, the question alone, unless all is asked for.
    fn brief(
        &self,
        heading: &str,
        ink: Ink,
        joint: &str,
        questions: &[&Question<'_>],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if questions.is_empty() {
            return Ok(());
        }
        self.heading(heading, ink, questions.len(), out)?;
        let mut table = self.table();
        let limit = self.limit(QUIET);
        for question in questions.iter().take(limit) {
            let sides = question.answers(self.report);
            let values: Vec<String> =
                sides.iter().map(|side| answer_of(self.report, side, self.words)).collect();
            let values = self.painter.paint(Ink::Bold, &padded(&values.join(joint)));
            let mut told = vec![question.title(self.words)];
            if self.style.verbose || question.outcome() != Outcome::Agreement {
                told.push(self.voices(&sides));
            } else if let [side] = sides.as_slice() {
                let count = self.words.count("independent", side.voices);
                told = vec![format!("{}  {}", told.concat(), self.painter.paint(Ink::Dim, &count))];
            }
            told.extend(question.lowered(self.words));
            table.add_row([values, told.join("\n")]);
        }
        if let Some(more) = questions.len().checked_sub(limit).filter(|&more| more > 0) {
            table.add_row([String::new(), format!("{} (--verbose)", self.words.count("more.and", more))]);
        }
        self.print(table, out)?;
        writeln!(out)
    }

    /// Who speaks on a question, where; after how many of them are independent if they agree.
    fn voices(&self, sides: &[&Side]) -> String {
        let limit = self.limit(VOICES);
        let mut answers = BTreeSet::new();
        // Every answer has a voice before one has two.
        let (mut speakers, others): (Vec<_>, Vec<_>) = speakers(self.report, sides.iter().copied())
            .into_iter()
            .partition(|(side, _)| answers.insert(side.claims.as_slice()));
        speakers.extend(others);
        let mut named: Vec<String> = speakers
            .iter()
            .take(limit)
            .map(|(side, cited)| {
                format!("{} {}", self.voice(*cited, side), self.painter.paint(Ink::Dim, &cited.place()))
            })
            .collect();
        if let Some(more) = speakers.len().checked_sub(limit).filter(|&more| more > 0) {
            named.push(self.words.count("more.voice", more));
        }
        let count = match sides {
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

/// One claim a voice of each document, the first, with its answer.
fn speakers<'a>(report: &'a Report, sides: impl IntoIterator<Item = &'a Side>) -> Vec<(&'a Side, Cited<'a>)> {
    let mut heard = BTreeSet::new();
    let claims =
        sides.into_iter().flat_map(|side| Cited::all(report, &side.claims).map(move |cited| (side, cited)));
    claims.filter(|(_, cited)| heard.insert((cited.claim.source, &cited.claim.voice))).collect()
}

/// `text` filled up to the width of the labels.
fn padded(text: &str) -> String {
    let gap = LABELS.saturating_sub(text.width());
    format!("{text}{:gap$}", "")
}
