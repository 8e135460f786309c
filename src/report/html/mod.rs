//! The report as one page that a fact-checker opens and works from.
//!
//! A single file without network: questions by source, each to be opened for both quotes, reasons and drawings; the
//! sources with their claims marked; filters, search and keys. Templates escape whatever comes from sources, and the
//! page's own policy lets no script or style run but the two it came with, named by their hashes. Without scripts
//! everything is open and readable; with them, what opens under a question is held back as text until it is wanted.

use std::io::{self, Write};

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::question::{Outcome, Summary};
use crate::judge::Severity;
use crate::pipeline::Report;
use crate::words::{Words, bare};

mod draw;
mod fact;
mod scale;
mod source;

use fact::{FactView, Voices};
use source::{Part, SourceView};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Questions in one table. A long list is one table after the other, each with its heads, so that a browser lays out
/// none before it comes into sight.
const ROWS: usize = 50;

/// Up to this many sources, each has a column of its own.
const COLUMNS: usize = 12;

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    words: &'a Words,
    style: &'static str,
    script: &'static str,
    style_hash: String,
    script_hash: String,
    headline: String,
    read: String,
    version: &'static str,
    relations: Vec<Choice>,
    severities: [(String, String); 3],
    kinds: Vec<(String, String)>,
    voices: Vec<String>,
    matrix: bool,
    columns: usize,
    facts: Vec<FactView>,
    sources: Vec<SourceView<'a>>,
}

/// One way a fact may turn out, to be shown or hidden.
struct Choice {
    name: &'static str,
    label: String,
    icon: &'static str,
    count: usize,
    on: bool,
}

/// A report in the words of one language, with the outcome of each fact.
#[derive(Clone, Copy)]
struct Edition<'a> {
    report: &'a Report,
    words: &'a Words,
    outcomes: &'a [Outcome],
}

/// Writes the page.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let voices = Voices::of(report);
    let matrix = report.sources.len() <= COLUMNS;
    let outcomes = Outcome::of_facts(report);
    let edition = Edition { report, words, outcomes: &outcomes };
    let facts = fact::views(edition, &voices, matrix);
    let mut kinds: Vec<String> = facts.iter().map(|fact| fact.kind.clone()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = kinds.into_iter().map(|kind| (words.one_of("kind", &kind), kind));
    let found = Summary::of(report);
    let page = Page {
        words,
        style: STYLE,
        script: SCRIPT,
        style_hash: hash(STYLE),
        script_hash: hash(SCRIPT),
        headline: headline(&found, words),
        read: found.read(words),
        version: env!("CARGO_PKG_VERSION"),
        relations: choices(edition),
        severities: [Severity::Error, Severity::Warning, Severity::Note]
            .map(|severity| (bare(&severity), words.one_of("severity", &severity))),
        kinds: kinds.map(|(label, kind)| (kind, label)).collect(),
        voices: voices.names(),
        matrix,
        columns: 1 + if matrix { report.sources.len() } else { 1 },
        facts,
        sources: source::views(edition),
    };
    page.write_into(out)?;
    writeln!(out)
}

/// The name of an inline script or style in a content security policy.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn headline(found: &Summary, words: &Words) -> String {
    let severities = found.severities(words);
    let contradictions = words.count("count.contradiction", found.contradictions);
    let graded = if severities.is_empty() { severities } else { format!(" ({severities})") };
    format!("{contradictions}{graded}, {}", found.others(words))
}

fn choices(Edition { words, outcomes, .. }: Edition<'_>) -> Vec<Choice> {
    Outcome::ALL
        .map(|outcome| Choice {
            name: fact::name(outcome),
            label: words.one_of("choice", &outcome),
            icon: fact::icon(outcome),
            count: outcomes.iter().filter(|other| **other == outcome).count(),
            on: outcome != Outcome::Single,
        })
        .into()
}
