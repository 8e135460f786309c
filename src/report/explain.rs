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
use super::wire::intervals;
use crate::judge::{Fact, Finding, Relation};
use crate::pipeline::Report;
use crate::span::Span;
use crate::value::{Quantity, Value};
use crate::words::Words;

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

/// Why an id names nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfound {
    /// No id is or begins so.
    Unknown,
    /// So begin these, in the report's order.
    Shared(Vec<String>),
}

/// What `id` names in the report: an id in full, or the start of one that no other shares.
///
/// # Errors
/// [`Unfound`] where there is none, or several.
pub fn find(report: &Report, id: &str) -> Result<Subject, Unfound> {
    let findings = report.findings.iter().enumerate().map(|(at, x)| (x.id.as_str(), Subject::Finding(at)));
    let facts = report.facts.iter().enumerate().map(|(at, f)| (f.id.as_str(), Subject::Fact(at)));
    let claims = report.claims.iter().enumerate().map(|(at, c)| (c.id.as_str(), Subject::Claim(at)));
    let mut begun = Vec::new();
    for (name, subject) in findings.chain(facts).chain(claims) {
        if name == id {
            return Ok(subject);
        }
        if name.starts_with(id) {
            begun.push((name, subject));
        }
    }
    match begun.as_slice() {
        [] => Err(Unfound::Unknown),
        [(_, subject)] => Ok(*subject),
        several => Err(Unfound::Shared(several.iter().map(|(name, _)| (*name).to_owned()).collect())),
    }
}

/// Writes all there is to say about `subject`.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(
    report: &Report,
    words: &Words,
    subject: Subject,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page { report, words, style, painter: Painter { colour: style.colour } };
    match subject {
        Subject::Finding(at) => report.findings.get(at).map_or(Ok(()), |finding| page.finding(finding, out)),
        Subject::Fact(at) => report.facts.get(at).map_or(Ok(()), |fact| page.fact(fact, out)),
        Subject::Claim(at) => Cited::at(report, at).map_or(Ok(()), |cited| page.claim(cited, out)),
    }
}

struct Page<'a> {
    report: &'a Report,
    words: &'a Words,
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
        let words = self.words;
        let status = words.one_of("status", &fact.status);
        let question = printable(&words.question(&fact.question));
        self.title(&fact.id, &words.fill("labelled", &[("label", &status), ("text", &question)]), out)?;
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
        let words = self.words;
        let severity = words.one_of("severity", &finding.severity);
        let label = format!("{} ({severity})", words.one_of("relation", &finding.relation));
        let question = self.report.facts.get(finding.fact);
        let question = question.map(|fact| printable(&words.question(&fact.question))).unwrap_or_default();
        self.title(&finding.id, &words.fill("labelled", &[("label", &label), ("text", &question)]), out)?;
        let differ = matches!(finding.relation, Relation::Contradiction | Relation::Update);
        let foremost = |claims| Cited::all(self.report, claims).next();
        let shared = foremost(&finding.a).zip(foremost(&finding.b)).map(|(a, b)| a.shared_words(b));
        let mut rows = vec![
            (words.say("label.answers"), self.answers(finding)),
            (words.say("label.kind"), words.one_of("kind", &finding.kind)),
            (words.say("label.confidence"), words.probability(finding.confidence)),
            (words.say("label.same_question"), printable(&words.reasons(&finding.same_question))),
            (words.say("label.shared_words"), shared.unwrap_or_default()),
            (
                words.say(if differ { "label.other_answer" } else { "label.same_answer" }),
                printable(&words.reasons(&finding.same_answer)),
            ),
        ];
        rows.retain(|(_, text)| !text.is_empty());
        if let Some(way) = &finding.reconcile {
            rows.push((words.say("label.reconcile"), printable(&words.reason(way))));
        }
        if let Some(why) = &finding.lowered {
            rows.push((words.say("label.lowered"), printable(&words.reason(why))));
        }
        if let (Some(exemption), Some(why)) = (&finding.exempt, exempt::account(finding, words)) {
            rows.push((exempt::label(exemption, words), why));
        }
        self.rows(rows, out)
    }

    /// The values compared: `≈ 2 700 / ≈ 3 000`.
    fn answers(&self, finding: &Finding) -> String {
        let value = |claims| Cited::all(self.report, claims).next().map(|cited| cited.value(self.words));
        [value(&finding.a), value(&finding.b)].map(Option::unwrap_or_default).join(" / ")
    }

    fn claim(&self, cited: Cited<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (claim, words) = (cited.claim, self.words);
        let published = cited.source.metadata.published.map(|date| format!(", {}", words.published(date)));
        let published = published.unwrap_or_default();
        let title =
            format!("{}{published}  {}", cited.voice(words), self.painter.paint(Ink::Dim, &cited.place()));
        self.title(&claim.id, &title, out)?;
        let family = if claim.topic.known { "" } else { words.say("made_from_words") };
        let concept = format!("{} {family}", printable(&claim.topic.concept));
        let mut rows = vec![
            (words.say("label.in_context"), self.context(cited)),
            (words.say("label.words"), words.fill("quoted", &[("text", &printable(cited.quote()))])),
            (words.say("label.concept"), concept.trim_end().to_owned()),
        ];
        rows.extend(chain(cited, words));
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

/// From the words of a claim to what was compared, a labelled step each.
pub(super) fn chain<'w>(cited: Cited<'_>, words: &'w Words) -> Vec<(&'w str, String)> {
    let claim = cited.claim;
    let stands = [words.one_of("polarity", &claim.polarity), words.one_of("certainty", &claim.certainty)];
    let mut steps = qualifiers(cited, words);
    steps.push((words.say("label.stands"), stands.join(", ")));
    steps.push((words.say("label.value"), cited.value(words)));
    steps.extend(match &claim.value {
        Value::Quantity(quantity) => reading(quantity, words),
        Value::Time(times) => vec![(words.say("label.days"), intervals(times))],
        Value::Name(_) | Value::Truth(_) => Vec::new(),
    });
    steps
}

/// What narrows the question, a row each.
fn qualifiers<'w>(cited: Cited<'_>, words: &'w Words) -> Vec<(&'w str, String)> {
    let narrow = &cited.claim.qualifiers;
    let term = |id: &Option<String>| id.as_deref().map(|id| words.term(id));
    let names =
        |names: &[String]| Some(names.iter().map(|name| words.name(name)).collect::<Vec<_>>().join(", "));
    let rows = [
        ("label.counted", term(&cited.claim.topic.theme)),
        ("label.about", names(&narrow.entities)),
        ("label.where", names(&narrow.place)),
        ("label.when", narrow.time.as_ref().map(intervals)),
        ("label.event", term(&narrow.event)),
        ("label.part", term(&narrow.subset)),
    ];
    rows.into_iter()
        .filter_map(|(label, text)| Some((words.say(label), printable(&text?))))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// From a quantity as stated to the interval that was compared.
fn reading<'w>(quantity: &Quantity, words: &'w Words) -> Vec<(&'w str, String)> {
    let number = |number| words.notation().number(number);
    let interval = |convert: &dyn Fn(Decimal) -> Option<Decimal>| {
        let end = |end: Option<Decimal>| end.and_then(convert).map_or("…".to_owned(), number);
        words.fill("interval", &[("low", &end(quantity.low)), ("high", &end(quantity.high))])
    };
    let mut rows = vec![
        (words.say("label.bound"), words.one_of("bound", &quantity.bound)),
        (words.say("label.interval"), interval(&Some)),
    ];
    if !quantity.precision.is_zero() {
        rows.push((words.say("label.stated_within"), number(quantity.precision)));
    }
    if let Some(unit) = quantity.unit.as_deref() {
        let dimension = printable(&unit.dimension);
        rows.push((words.say("label.unit"), format!("{} ({dimension})", printable(&unit.code))));
        if unit.factor != Decimal::ONE || !unit.offset.is_zero() {
            let base = interval(&|number| number.checked_mul(unit.factor)?.checked_add(unit.offset));
            rows.push((words.say("label.in_base_unit"), base));
        }
    }
    rows
}
