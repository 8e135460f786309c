//! A question as a row of the page, and what opens under it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::cite::{Cited, answer_of};
use super::super::cross::Cross;
use super::super::plain::{head, printable, tail};
use super::super::question::{Outcome, counts, foremost};
use super::super::wire::bare;
use super::super::{exempt, explain};
use super::Edition;
use super::draw;
use super::source::{anchor, language};
use crate::claim::VoiceKind;
use crate::judge::{Fact, Relation, Severity, Side};
use crate::pipeline::Report;
use crate::span::Span;
use crate::words::Words;

/// Characters of the paragraph shown on either side of a claim's sentence.
const CONTEXT: usize = 160;
/// Answers, and voices of each, that a cell for all sources names.
const ANSWERS: usize = 8;
const VOICES: usize = 4;
/// Findings, answers, and claims of each, that open under a question: a page must not grow with the square of an
/// archive. What is left out is counted; the JSON report holds all.
const REASONS: usize = 12;
const SIDES: usize = 16;
const CLAIMS: usize = 12;
/// Tints there are for sides; later sides share the last.
const TINTS: usize = 6;

pub struct FactView {
    pub anchor: String,
    pub status: &'static str,
    pub severity: String,
    pub icon: &'static str,
    pub label: String,
    pub question: String,
    pub kind: String,
    pub confidence: Option<String>,
    /// Numbers of its sources and voices, for the filters.
    pub sources: String,
    pub voices: String,
    pub cells: Vec<Vec<Answer>>,
    pub reasons: Vec<Reason>,
    pub axis: Option<String>,
    pub timeline: Option<String>,
    pub sides: Vec<SideView>,
    /// What is not shown, in a sentence; empty where all is.
    pub left_out: String,
}

/// What one voice answers, in a cell.
pub struct Answer {
    pub letter: char,
    pub tint: usize,
    pub value: String,
    pub voice: String,
    pub attributed: bool,
}

/// A finding.
pub struct Reason {
    pub id: String,
    pub relation: String,
    pub severity: String,
    pub icon: &'static str,
    pub label: String,
    pub answers: String,
    pub confidence: String,
    pub same_question: String,
    /// Words that both claims share; empty where they share none.
    pub shared_words: String,
    pub answer_label: String,
    pub same_answer: String,
    pub reconcile: Option<String>,
    /// Why it matters less than its confidence says, where it does.
    pub lowered: Option<String>,
    /// Why it alarms nobody; empty where it does.
    pub exempt: String,
}

pub struct SideView {
    pub letter: char,
    pub tint: usize,
    pub value: String,
    pub voices: String,
    pub claims: Vec<ClaimView>,
}

pub struct ClaimView {
    pub anchor: String,
    pub voice: String,
    pub place: String,
    pub language: Option<String>,
    pub paragraph_before: String,
    pub before: String,
    pub words: Vec<Run>,
    pub after: String,
    pub paragraph_after: String,
    /// The steps from the words to what was compared.
    pub chain: String,
}

/// Words of a claim that follow each other and either all differ from the other answers' or all do not.
pub struct Run {
    pub text: String,
    pub differs: bool,
}

/// The voices of a report, numbered in the order of their names.
pub struct Voices<'a>(BTreeMap<&'a str, usize>);

impl<'a> Voices<'a> {
    pub fn of(report: &'a Report) -> Self {
        let names: BTreeSet<&str> = report.claims.iter().map(|claim| claim.voice.name.as_str()).collect();
        Self(names.into_iter().zip(0..).collect())
    }

    pub fn names(&self) -> Vec<String> {
        self.0.keys().map(|name| printable(name)).collect()
    }
}

/// Name of an outcome in the page's classes and data.
pub fn name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Contradiction => "contradiction",
        Outcome::Note => "note",
        Outcome::Update => "update",
        Outcome::Compatible => "compatible",
        Outcome::Agreement => "agreement",
        Outcome::Single => "single",
    }
}

/// A sign for an outcome that does not rest on colour.
pub fn icon(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Contradiction => "✖",
        Outcome::Note => "?",
        Outcome::Update => "↗",
        Outcome::Compatible => "≈",
        Outcome::Agreement => "✔",
        Outcome::Single => "–",
    }
}

/// Every fact: those with findings first, gravest first; then the others in the report's order.
pub fn views(edition: Edition<'_>, voices: &Voices<'_>, matrix: bool) -> Vec<FactView> {
    let report = edition.report;
    let mut findings: Vec<Vec<Cross<'_>>> = report.facts.iter().map(|_| Vec::new()).collect();
    let mut order = Vec::with_capacity(report.facts.len());
    for (_, cross) in Cross::all(report) {
        if let Some(list) = findings.get_mut(cross.finding.fact) {
            if list.is_empty() {
                order.push(cross.finding.fact);
            }
            list.push(cross);
        }
    }
    order.extend(findings.iter().enumerate().filter(|(_, list)| list.is_empty()).map(|(at, _)| at));
    let fact = |at: usize| view(edition, at, findings.get(at)?, voices, matrix);
    order.into_iter().filter_map(fact).collect()
}

fn view(
    edition: Edition<'_>,
    at: usize,
    findings: &[Cross<'_>],
    voices: &Voices<'_>,
    matrix: bool,
) -> Option<FactView> {
    let Edition { report, words, outcomes } = edition;
    let (fact, outcome) = (report.facts.get(at)?, *outcomes.get(at)?);
    let claims = || fact.sides.iter().flat_map(|side| Cited::all(report, &side.claims));
    let numbers = |numbers: BTreeSet<usize>| {
        numbers.into_iter().map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
    };
    let gravest = foremost(findings.iter().map(|cross| cross.finding));
    let severity = gravest.filter(|finding| finding.relation == Relation::Contradiction);
    Some(FactView {
        anchor: anchor(&fact.id),
        status: name(outcome),
        severity: severity.map(|finding| bare(&finding.severity)).unwrap_or_default(),
        icon: icon(outcome),
        label: match severity {
            Some(finding) => {
                let severity = words.one_of("severity", &finding.severity);
                let exempt = finding.exempt.as_ref().map(|exemption| exempt::label(exemption, words));
                exempt.map(|exempt| format!("{severity}, {exempt}")).unwrap_or(severity)
            }
            None => words.one_of("status", &fact.status),
        },
        question: printable(&words.question(&fact.question)),
        kind: claims().next().map(|cited| bare(&cited.claim.kind)).unwrap_or_default(),
        confidence: gravest.map(|finding| confidence(finding.confidence, words)),
        sources: numbers(claims().map(|cited| cited.claim.source).collect()),
        voices: numbers(
            claims().filter_map(|cited| voices.0.get(cited.claim.voice.name.as_str())).copied().collect(),
        ),
        cells: cells(edition, fact, matrix),
        reasons: findings.iter().take(REASONS).map(|&cross| reason(cross, words)).collect(),
        axis: draw::axis(edition, fact),
        timeline: draw::timeline(edition, fact),
        sides: sides(edition, fact),
        left_out: left_out(fact, findings.len() + fact.omitted, words),
    })
}

fn confidence(share: f64, words: &Words) -> String {
    words.fill("confidence", &[("share", &words.probability(share))])
}

/// How much of a fact the page does not show, in words.
fn left_out(fact: &Fact, findings: usize, words: &Words) -> String {
    let claims = fact.sides.iter().take(SIDES).map(|side| side.claims.len().saturating_sub(CLAIMS)).sum();
    let more = [
        (findings.saturating_sub(REASONS), "count.finding"),
        (fact.sides.len().saturating_sub(SIDES), "count.answer"),
        (claims, "count.claim"),
    ];
    let named = counts(&more, words);
    if named.is_empty() { named } else { words.fill("html.not_shown", &[("what", &named)]) }
}

/// The letter and tint of a side.
pub fn sign(side: usize) -> (char, usize) {
    let letter =
        u8::try_from(side).ok().filter(|&side| side < 26).map_or('…', |side| char::from(b'A' + side));
    (letter, side.min(TINTS - 1))
}

/// The answers of each source; or, without a column for each, those of all sources in one cell.
fn cells(edition: Edition<'_>, fact: &Fact, matrix: bool) -> Vec<Vec<Answer>> {
    let Edition { report, words, .. } = edition;
    if !matrix {
        return vec![
            fact.sides.iter().enumerate().take(ANSWERS).map(|side| together(edition, side)).collect(),
        ];
    }
    let mut cells: Vec<Vec<Answer>> = Vec::new();
    cells.resize_with(report.sources.len(), Vec::new);
    let mut heard = BTreeSet::new();
    for (at, side) in fact.sides.iter().enumerate() {
        for cited in Cited::all(report, &side.claims) {
            let new = heard.insert((cited.claim.source, at, &cited.claim.voice));
            let cell = cells.get_mut(cited.claim.source).filter(|cell| new && cell.len() < ANSWERS);
            if let Some(cell) = cell {
                cell.push(answer(cited, at, words));
            }
        }
    }
    cells
}

/// What one voice answers in its outlet's column, where the outlet need not be named again.
fn answer(cited: Cited<'_>, side: usize, words: &Words) -> Answer {
    let (letter, tint) = sign(side);
    let attributed = cited.claim.voice.kind == VoiceKind::Attributed;
    let voice = if attributed { printable(words.name(&cited.claim.voice.name)) } else { String::new() };
    Answer { letter, tint, value: cited.value(words), voice, attributed }
}

/// A side with its foremost voices.
fn together(Edition { report, words, .. }: Edition<'_>, (at, side): (usize, &Side)) -> Answer {
    let (letter, tint) = sign(at);
    let voices: BTreeSet<String> = Cited::all(report, &side.claims).map(|cited| cited.voice(words)).collect();
    let more = voices.len().saturating_sub(VOICES);
    let mut named: Vec<String> = voices.into_iter().take(VOICES).collect();
    if more > 0 {
        named.push(words.count("more.voice", more));
    }
    let value = answer_of(report, side, words);
    Answer { letter, tint, value, voice: named.join("; "), attributed: false }
}

fn reason(cross: Cross<'_>, words: &Words) -> Reason {
    let finding = cross.finding;
    let differ = matches!(finding.relation, Relation::Contradiction | Relation::Update);
    let relation = words.one_of("relation", &finding.relation);
    let label = match finding.severity {
        Severity::Note => relation,
        severity => format!("{relation}, {}", words.one_of("severity", &severity)),
    };
    Reason {
        id: printable(&finding.id),
        relation: bare(&finding.relation),
        severity: bare(&finding.severity),
        icon: icon(finding.into()),
        label,
        answers: format!("{} / {}", cross.a.value(words), cross.b.value(words)),
        confidence: confidence(finding.confidence, words),
        same_question: printable(&words.reasons(&finding.same_question)),
        shared_words: cross.a.shared_words(cross.b),
        answer_label: words.say(if differ { "label.other_answer" } else { "label.same_answer" }).to_owned(),
        same_answer: printable(&words.reasons(&finding.same_answer)),
        reconcile: finding.reconcile.as_ref().map(|way| printable(&words.reason(way))),
        lowered: finding.lowered.as_ref().map(|why| printable(&words.reason(why))),
        exempt: exempt::told(finding, words),
    }
}

fn sides(Edition { report, words, .. }: Edition<'_>, fact: &Fact) -> Vec<SideView> {
    // In how many sides each word stands; one that stands in all tells nothing.
    let mut spread: BTreeMap<String, usize> = BTreeMap::new();
    for side in fact.sides.iter().take(SIDES) {
        let quoted: BTreeSet<String> =
            Cited::all(report, &side.claims).take(CLAIMS).flat_map(|cited| folded(cited.quote())).collect();
        quoted.into_iter().for_each(|word| *spread.entry(word).or_default() += 1);
    }
    let differs = |word: &str| fact.sides.len() > 1 && spread.get(word).is_some_and(|&sides| sides == 1);
    let side = |(at, side): (usize, &Side)| {
        let (letter, tint) = sign(at);
        SideView {
            letter,
            tint,
            value: answer_of(report, side, words),
            voices: words.count("independent", side.voices),
            claims: Cited::all(report, &side.claims)
                .take(CLAIMS)
                .map(|cited| claim(cited, &differs, words))
                .collect(),
        }
    };
    fact.sides.iter().take(SIDES).enumerate().map(side).collect()
}

/// A text's words as they are compared.
fn folded(text: &str) -> Vec<String> {
    text.split_whitespace().map(fold).collect()
}

fn fold(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn claim(cited: Cited<'_>, differs: &dyn Fn(&str) -> bool, words: &Words) -> ClaimView {
    let source = cited.source;
    let excerpt = cited.excerpt(CONTEXT);
    let sentence = cited.claim.sentence.cover(cited.claim.span);
    let block = source.blocks.partition_point(|block| block.span.end <= sentence.start);
    let block = source.blocks.get(block).map_or(sentence, |block| block.span.cover(sentence));
    let part = |start, end| printable(Span { start, end }.of(&source.text));
    ClaimView {
        anchor: anchor(&cited.claim.id),
        voice: cited.voice(words),
        place: cited.place(),
        language: language(source).map(str::to_owned),
        paragraph_before: tail(&part(block.start, sentence.start), CONTEXT),
        before: excerpt.before,
        words: runs(&excerpt.quote, differs),
        after: excerpt.after,
        paragraph_after: head(&part(sentence.end, block.end), CONTEXT),
        chain: chain(cited, words),
    }
}

/// A quote cut where words that differ and words that do not meet.
fn runs(quote: &str, differs: &dyn Fn(&str) -> bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for word in quote.split_inclusive(' ') {
        let folded = fold(word);
        let differs = !folded.is_empty() && differs(&folded);
        match runs.last_mut() {
            Some(run) if run.differs == differs => run.text.push_str(word),
            _ => runs.push(Run { text: word.to_owned(), differs }),
        }
    }
    runs
}

/// From the words to what was compared, in one line.
fn chain(cited: Cited<'_>, words: &Words) -> String {
    let mut steps = vec![(words.say("label.concept"), printable(&cited.claim.topic.concept))];
    steps.extend(explain::chain(cited, words));
    let steps: Vec<String> = steps.into_iter().map(|(label, step)| format!("{label} {step}")).collect();
    steps.join(" → ")
}
