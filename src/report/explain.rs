//! One finding, fact or claim in full: everything a fact-checker needs to redo the comparison by hand.
//!
//! Both reasons, each claim in its context with its words marked, and the steps from those words to the interval that
//! was compared.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use rust_decimal::Decimal;

use super::Style;
use super::cite::Cited;
use super::exempt;
use super::paint::{Ink, Painter};
use super::plain::{head, printable, tail};
use super::wire::{bare, intervals};
use crate::judge::{Fact, Finding, Relation};
use crate::pipeline::Report;
use crate::span::Span;
use crate::value::{Quantity, Value, grouped};

/// Characters of the paragraph shown on either side of a claim's sentence.
const CONTEXT: usize = 240;

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The finding at this index of the report.
    Finding(usize),
    /// The fact at this index of the report.
    Fact(usize),
    /// The claim at this index of the report.
    Claim(usize),
}

/// What `id` names in the report: an id in full, or the start of one that no other shares.
#[must_use]
pub fn find(report: &Report, id: &str) -> Option<Subject> {
    let findings = report.findings.iter().enumerate().map(|(at, x)| (x.id.as_str(), Subject::Finding(at)));
    let facts = report.facts.iter().enumerate().map(|(at, f)| (f.id.as_str(), Subject::Fact(at)));
    let claims = report.claims.iter().enumerate().map(|(at, c)| (c.id.as_str(), Subject::Claim(at)));
    let mut begun = None;
    let mut shared = false;
    for (name, subject) in findings.chain(facts).chain(claims) {
        if name == id {
            return Some(subject);
        }
        if name.starts_with(id) {
            shared |= begun.replace(subject).is_some();
        }
    }
    begun.filter(|_| !shared)
}

/// Writes all there is to say about `subject`.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, subject: Subject, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { report, style, painter: Painter { colour: style.colour } };
    match subject {
        Subject::Finding(at) => report.findings.get(at).map_or(Ok(()), |finding| page.finding(finding, out)),
        Subject::Fact(at) => report.facts.get(at).map_or(Ok(()), |fact| page.fact(fact, out)),
        Subject::Claim(at) => Cited::at(report, at).map_or(Ok(()), |cited| page.claim(cited, out)),
    }
}

struct Page<'a> {
    report: &'a Report,
    style: Style,
    painter: Painter,
}

impl Page<'_> {
    fn finding(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        self.verdict(finding, out)?;
        for claims in [&finding.a, &finding.b] {
            for cited in Cited::all(self.report, claims) {
                writeln!(out)?;
                self.claim(cited, out)?;
            }
        }
        Ok(())
    }

    fn fact(&self, fact: &Fact, out: &mut dyn Write) -> io::Result<()> {
        let status = bare(&fact.status);
        self.title(&fact.id, &format!("{status}: {}", printable(&fact.question)), out)?;
        let here =
            |finding: &&Finding| self.report.facts.get(finding.fact).is_some_and(|other| other.id == fact.id);
        for finding in self.report.findings.iter().filter(here) {
            writeln!(out)?;
            self.verdict(finding, out)?;
        }
        for cited in fact.sides.iter().flat_map(|side| Cited::all(self.report, &side.claims)) {
            writeln!(out)?;
            self.claim(cited, out)?;
        }
        Ok(())
    }

    /// A finding without its claims.
    fn verdict(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let (relation, severity) = (bare(&finding.relation), bare(&finding.severity));
        let question = self.report.facts.get(finding.fact).map(|fact| printable(&fact.question));
        let title = format!("{relation} ({severity}): {}", question.unwrap_or_default());
        self.title(&finding.id, &title, out)?;
        let differ = matches!(finding.relation, Relation::Contradiction | Relation::Update);
        let mut rows = vec![
            ("answers", self.answers(finding)),
            ("kind", bare(&finding.kind)),
            ("confidence", format!("{:.2}", finding.confidence)),
            ("same question", printable(&finding.same_question)),
            (if differ { "other answer" } else { "same answer" }, printable(&finding.same_answer)),
        ];
        if let Some(way) = &finding.reconcile {
            rows.push(("reconcile", printable(way)));
        }
        if let (Some(exemption), Some(why)) = (&finding.exempt, exempt::account(finding)) {
            rows.push((exempt::label(exemption), why));
        }
        self.rows(rows, out)
    }

    /// The values compared: `≈ 2 700 / ≈ 3 000`.
    fn answers(&self, finding: &Finding) -> String {
        let value = |claims| {
            Cited::all(self.report, claims).next().map(|cited| printable(&cited.claim.value.to_string()))
        };
        [value(&finding.a), value(&finding.b)].map(Option::unwrap_or_default).join(" / ")
    }

    fn claim(&self, cited: Cited<'_>, out: &mut dyn Write) -> io::Result<()> {
        let claim = cited.claim;
        let published = cited.source.metadata.published.map(|date| format!(", {date}")).unwrap_or_default();
        let title = format!("{}{published}  {}", cited.voice(), self.painter.paint(Ink::Dim, &cited.place()));
        self.title(&claim.id, &title, out)?;
        let family = if claim.topic.known { "" } else { " (made from the words)" };
        let mut rows = vec![
            ("in context", self.context(cited)),
            ("words", format!("“{}”", printable(cited.quote()))),
            ("concept", format!("{}{family}", printable(&claim.topic.concept))),
        ];
        rows.extend(qualifiers(cited));
        rows.push(("stands", format!("{}, {}", bare(&claim.polarity), bare(&claim.certainty))));
        rows.push(("value", printable(&claim.value.to_string())));
        rows.extend(reading(&claim.value));
        self.rows(rows, out)
    }

    /// The claim's sentence between its neighbours, its words between marks.
    fn context(&self, cited: Cited<'_>) -> String {
        let text = &cited.source.text;
        let excerpt = cited.excerpt(usize::MAX / 2);
        let sentence = cited.claim.sentence;
        let block = cited.source.blocks.iter().map(|block| block.span).find(|span| span.contains(sentence));
        let block = block.unwrap_or(sentence);
        let part = |start, end| printable(Span { start, end }.of(text));
        format!(
            "{}{}▸{}◂{}{}",
            tail(&part(block.start, sentence.start), CONTEXT),
            excerpt.before,
            self.painter.paint(Ink::Bold, &excerpt.quote),
            excerpt.after,
            head(&part(sentence.end, block.end), CONTEXT),
        )
    }

    fn title(&self, id: &str, title: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}  {title}", self.painter.paint(Ink::Bold, id))
    }

    fn rows(&self, rows: Vec<(&str, String)>, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::new();
        table
            .load_preset(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.style.width);
        for (label, text) in rows {
            table.add_row([self.painter.paint(Ink::Dim, &format!("{label:<13}")), text]);
        }
        table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
    }
}

/// What narrows the question, a row each.
pub(super) fn qualifiers(cited: Cited<'_>) -> Vec<(&'static str, String)> {
    let narrow = &cited.claim.qualifiers;
    let rows = [
        ("counted", cited.claim.topic.theme.clone()),
        ("about", Some(narrow.entities.join(", "))),
        ("where", Some(narrow.place.join(", "))),
        ("when", narrow.time.as_ref().map(intervals)),
        ("event", narrow.event.clone()),
        ("part", narrow.subset.clone()),
    ];
    rows.into_iter()
        .filter_map(|(label, text)| Some((label, printable(&text?))))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// From the value as stated to what was compared.
pub(super) fn reading(value: &Value) -> Vec<(&'static str, String)> {
    match value {
        Value::Quantity(quantity) => steps(quantity),
        Value::Time(times) => vec![("days", intervals(times))],
        Value::Name(_) | Value::Truth(_) => Vec::new(),
    }
}

fn steps(quantity: &Quantity) -> Vec<(&'static str, String)> {
    let interval = |convert: &dyn Fn(Decimal) -> Option<Decimal>| {
        let end = |number: Option<Decimal>| number.and_then(convert).map_or("…".to_owned(), grouped);
        format!("{} to {}", end(quantity.low), end(quantity.high))
    };
    let mut rows = vec![("bound", bare(&quantity.bound)), ("interval", interval(&Some))];
    if !quantity.precision.is_zero() {
        rows.push(("stated within", grouped(quantity.precision)));
    }
    if let Some(unit) = quantity.unit.as_deref() {
        rows.push(("unit", format!("{} ({})", printable(&unit.code), printable(&unit.dimension))));
        if unit.factor != Decimal::ONE || !unit.offset.is_zero() {
            let base = interval(&|number| number.checked_mul(unit.factor)?.checked_add(unit.offset));
            rows.push(("in base unit", base));
        }
    }
    rows
}
