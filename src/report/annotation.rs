//! W3C Web Annotations (JSON-LD): every claim as an annotation of its source, every finding as one that joins claims.
//!
//! A claim is found again by its quote with prefix and suffix, or by its position in characters of the source's running
//! text, so that annotation tools can place it in the article as published.

use std::io::{self, Write};

use serde::Serialize;

use super::cite::Cited;
use super::cross::Cross;
use super::uri;
use super::wire::bare;
use crate::pipeline::Report;
use crate::span::Span;
use crate::words::Words;

/// Characters of prefix and suffix that tell like quotes apart.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Page {
    #[serde(rename = "@context")]
    context: &'static str,
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    items: Vec<Annotation>,
}

#[derive(Serialize)]
struct Annotation {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<Body>,
    target: Target,
}

#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Target {
    Words { source: String, selector: [Selector; 2] },
    Claims(Vec<String>),
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector {
    TextQuoteSelector { exact: String, prefix: String, suffix: String },
    TextPositionSelector { start: usize, end: usize },
}

/// Writes one annotation page.
///
/// # Errors
/// Whatever the sink reports.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: Vec<CharCount<'_>> =
        report.sources.iter().map(|source| CharCount::new(&source.text)).collect();
    let claims = (0..report.claims.len()).filter_map(|at| Cited::at(report, at));
    let mut items: Vec<Annotation> =
        claims.filter_map(|cited| Some(claim(cited, counts.get_mut(cited.claim.source)?))).collect();
    items.extend(Cross::all(report).map(|(_, cross)| finding(cross)));
    let page = Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: "urn:recoupe:report",
        kind: "AnnotationPage",
        items,
    };
    serde_json::to_writer_pretty(&mut *out, &page)?;
    writeln!(out)
}

fn name(id: &str) -> String {
    format!("urn:recoupe:{id}")
}

fn body(purpose: &'static str, value: String) -> Body {
    Body { kind: "TextualBody", purpose, value }
}

fn claim(cited: Cited<'_>, count: &mut CharCount<'_>) -> Annotation {
    let Cited { claim, source } = cited;
    let Span { start, end } = claim.span;
    let before = source.text.get(..start).unwrap_or_default();
    let after = source.text.get(end..).unwrap_or_default();
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    let quote = Selector::TextQuoteSelector {
        exact: cited.quote().to_owned(),
        prefix: before.get(from..).unwrap_or_default().to_owned(),
        suffix: after.get(..to).unwrap_or_default().to_owned(),
    };
    let position = Selector::TextPositionSelector { start: count.up_to(start), end: count.up_to(end) };
    let place = source.metadata.url.clone().unwrap_or_else(|| uri::of_path(&source.path));
    Annotation {
        id: name(&claim.id),
        kind: "Annotation",
        motivation: "describing",
        body: vec![
            body("tagging", claim.topic.concept.clone()),
            body("describing", claim.value.to_string()),
            body(
                "commenting",
                format!(
                    "{}: {}, {}",
                    cited.voice(Words::english()),
                    bare(&claim.polarity),
                    bare(&claim.certainty)
                ),
            ),
        ],
        target: Target::Words { source: place, selector: [quote, position] },
    }
}

fn finding(cross: Cross<'_>) -> Annotation {
    let claims = cross.finding.a.iter().chain(&cross.finding.b);
    let claims = claims.filter_map(|&at| Cited::at(cross.report, at)).map(|cited| name(&cited.claim.id));
    Annotation {
        id: name(&cross.finding.id),
        kind: "Annotation",
        motivation: "linking",
        body: vec![body("tagging", cross.rule()), body("assessing", cross.message(Words::english()))],
        target: Target::Claims(claims.collect()),
    }
}

/// Counts characters up to a byte offset; cheap while the offsets asked for stay near each other.
struct CharCount<'a> {
    text: &'a str,
    byte: usize,
    chars: usize,
}

impl<'a> CharCount<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, byte: 0, chars: 0 }
    }

    fn up_to(&mut self, byte: usize) -> usize {
        let between = |from, to| self.text.get(from..to).unwrap_or_default().chars().count();
        self.chars = if byte >= self.byte {
            self.chars + between(self.byte, byte)
        } else {
            self.chars.saturating_sub(between(byte, self.byte))
        };
        self.byte = byte;
        self.chars
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_both_ways() {
        let mut count = CharCount::new("été à 5");
        assert_eq!([count.up_to(5), count.up_to(8), count.up_to(2), count.up_to(0)], [3, 5, 1, 0]);
    }
}
