//! A source as it reads, with its claims marked in the text.

use super::super::cite::Cited;
use super::super::plain::printable;
use super::Edition;
use super::fact::name;
use crate::judge::Fact;
use crate::pipeline::Report;
use crate::source::{BlockKind, Source};
use crate::span::Span;

pub struct SourceView<'a> {
    pub number: usize,
    pub anchor: String,
    pub name: String,
    pub path: String,
    pub published: Option<String>,
    pub language: Option<&'a str>,
    pub claims: String,
    pub blocks: Vec<BlockView>,
}

pub struct BlockView {
    pub class: &'static str,
    pub parts: Vec<Part>,
}

/// A stretch of a block.
pub enum Part {
    Text(String),
    /// Where a claim begins whose words an earlier one has already marked.
    Anchor(String),
    Claim {
        anchor: String,
        fact: Option<String>,
        status: &'static str,
        title: String,
        text: String,
    },
}

/// Every source with its claims marked. O(text + claims log claims).
pub fn views(edition: Edition<'_>) -> Vec<SourceView<'_>> {
    let report = edition.report;
    let facts = facts_of_claims(report);
    let mut claims = vec![Vec::new(); report.sources.len()];
    for (index, claim) in report.claims.iter().enumerate() {
        if let Some(list) = claims.get_mut(claim.source) {
            list.push(index);
        }
    }
    let source = |(number, (source, mut claims)): (usize, (_, Vec<usize>))| {
        claims.sort_by_key(|&at| report.claims.get(at).map(|claim| (claim.span.start, claim.span.end)));
        view(edition, number, source, &claims, &facts)
    };
    report.sources.iter().zip(claims).enumerate().map(source).collect()
}

/// The fact of each claim; of several, the first of those that matter most.
fn facts_of_claims(report: &Report) -> Vec<Option<usize>> {
    let mut gravest: Vec<(usize, &Fact)> = report.facts.iter().enumerate().collect();
    gravest.sort_by_key(|(_, fact)| fact.status);
    let mut facts = vec![None; report.claims.len()];
    for (index, fact) in gravest {
        for &claim in fact.sides.iter().flat_map(|side| &side.claims) {
            if let Some(slot) = facts.get_mut(claim) {
                slot.get_or_insert(index);
            }
        }
    }
    facts
}

fn view<'a>(
    edition: Edition<'a>,
    number: usize,
    source: &'a Source,
    claims: &[usize],
    facts: &[Option<usize>],
) -> SourceView<'a> {
    let report = edition.report;
    let mut marked = claims.iter().copied().peekable();
    let blocks = source.blocks.iter().map(|block| {
        let mut parts = Vec::new();
        let mut at = block.span.start;
        while let Some(index) = marked.next_if(|&index| starts_before(report, index, block.span.end)) {
            let Some(cited) = Cited::at(report, index) else { continue };
            let span = cited.claim.span;
            let fact = facts.get(index).copied().flatten();
            if span.start < at || span.end > block.span.end {
                parts.push(Part::Anchor(anchor(&cited.claim.id)));
                continue;
            }
            parts.push(Part::Text(words(source, at, span.start)));
            parts.push(claim(edition, cited, fact));
            at = span.end;
        }
        parts.push(Part::Text(words(source, at, block.span.end)));
        BlockView { class: class(block.kind), parts }
    });
    SourceView {
        number,
        anchor: anchor(&source.id),
        name: label(source),
        path: printable(&source.path),
        published: source.metadata.published.map(|date| edition.words.published(date)),
        language: language(source),
        claims: edition.words.count("count.claim", claims.len()),
        blocks: blocks.collect(),
    }
}

fn starts_before(report: &Report, claim: usize, end: usize) -> bool {
    report.claims.get(claim).is_none_or(|claim| claim.span.start < end)
}

fn words(source: &Source, start: usize, end: usize) -> String {
    printable(Span { start, end: end.max(start) }.of(&source.text))
}

fn claim(edition: Edition<'_>, cited: Cited<'_>, fact: Option<usize>) -> Part {
    let outcome = fact.and_then(|at| edition.outcomes.get(at)).copied().unwrap_or_default();
    let fact = fact.and_then(|at| edition.report.facts.get(at));
    Part::Claim {
        anchor: anchor(&cited.claim.id),
        fact: fact.map(|fact| anchor(&fact.id)),
        status: name(outcome),
        title: fact.map(|fact| printable(&edition.words.question(&fact.question))).unwrap_or_default(),
        text: printable(cited.quote()),
    }
}

fn class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Item => "item",
    }
}

/// An id as the target of links: letters, digits and hyphens only.
pub fn anchor(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// What a source is called in a heading: its publisher, else its file.
pub fn label(source: &Source) -> String {
    let file = source.path.rsplit(['/', '\\']).next().unwrap_or(&source.path);
    printable(source.metadata.publisher.as_deref().unwrap_or(file))
}

/// The language of a source where it is a plausible code.
pub fn language(source: &Source) -> Option<&str> {
    let code = source.metadata.language.as_deref()?;
    let plausible = !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    plausible.then_some(code)
}
