//! Claims with their place and words: what every renderer starts from.

use crate::align;
use crate::claim::{Claim, VoiceKind};
use crate::judge::Side;
use crate::pipeline::Report;
use crate::source::Source;
use crate::span::Span;

use super::plain::{head, printable, tail};
use crate::words::Words;

/// Words named that two claims share.
const SHARED: usize = 8;

/// A claim beside the document it stands in.
#[derive(Clone, Copy)]
pub struct Cited<'a> {
    pub claim: &'a Claim,
    pub source: &'a Source,
}

/// A claim's words with those around them, each part printable.
pub struct Excerpt {
    pub before: String,
    pub quote: String,
    pub after: String,
}

impl<'a> Cited<'a> {
    /// The claim at an index of the report.
    pub fn at(report: &'a Report, index: usize) -> Option<Self> {
        let claim = report.claims.get(index)?;
        let source = report.sources.get(claim.source)?;
        Some(Self { claim, source })
    }

    /// The claims at several indices of the report.
    pub fn all(report: &'a Report, indices: &'a [usize]) -> impl Iterator<Item = Self> {
        indices.iter().filter_map(|&index| Self::at(report, index))
    }

    /// The words of the claim, as they stand in the text.
    pub fn quote(&self) -> &'a str {
        self.claim.span.of(&self.source.text)
    }

    /// The bytes of the claim in its file.
    pub fn in_file(&self) -> Span {
        self.source.offsets.span_to_file(self.claim.span)
    }

    /// Line and column of the claim in its file, both from 1.
    pub fn position(&self) -> (usize, usize) {
        self.source.lines.position(self.in_file().start)
    }

    /// `path:line:column`, as editors and terminals take it.
    pub fn place(&self) -> String {
        let (line, column) = self.position();
        format!("{}:{line}:{column}", printable(&self.source.path))
    }

    /// Who says it; for words the outlet attributes, also in which outlet.
    pub fn voice(&self, words: &Words) -> String {
        let voice = &self.claim.voice;
        let agency = voice.agency.as_deref().map(|agency| format!(" ({agency})")).unwrap_or_default();
        let name = format!("{}{agency}", printable(words.name(&voice.name)));
        match voice.kind {
            VoiceKind::Outlet => name,
            VoiceKind::Attributed => words.fill("voice_in", &[("name", &name), ("outlet", &self.outlet())]),
        }
    }

    /// Its answer, printable.
    pub fn value(&self, words: &Words) -> String {
        printable(&words.value(&self.claim.value))
    }

    /// The word for what is counted, as it stands in the text; printable.
    pub fn counted(&self) -> Option<String> {
        let head = self.claim.gist.head.as_ref()?;
        Some(printable(head.span.of(&self.source.text)))
    }

    /// The outlet's name: its publisher, else the stem of its file.
    pub fn outlet(&self) -> String {
        let path = self.source.path.rsplit(['/', '\\']).next().unwrap_or(&self.source.path);
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        printable(self.source.metadata.publisher.as_deref().unwrap_or(stem))
    }

    /// The words that mean the same in its question and in that of another claim, as both write them:
    /// `paintings = tableaux`; empty where there are none.
    pub fn shared_words(&self, other: Self) -> String {
        let pairs = align::shared(&self.claim.gist, &other.claim.gist).into_iter().take(SHARED);
        let pair = |(a, b): (Span, Span)| {
            let (a, b) = (printable(a.of(&self.source.text)), printable(b.of(&other.source.text)));
            if a.to_lowercase() == b.to_lowercase() { a } else { format!("{a} = {b}") }
        };
        pairs.map(pair).collect::<Vec<_>>().join(", ")
    }

    /// The claim in its sentence, with at most `limit` characters on either side.
    pub fn excerpt(&self, limit: usize) -> Excerpt {
        let Span { start, end } = self.claim.span;
        let sentence = self.claim.sentence.cover(self.claim.span);
        let text = |from, to| printable(Span { start: from, end: to }.of(&self.source.text));
        Excerpt {
            before: tail(&text(sentence.start, start), limit),
            quote: text(start, end),
            after: head(&text(end, sentence.end), limit),
        }
    }
}

/// The answer of a side, printable.
pub fn answer_of(report: &Report, side: &Side, words: &Words) -> String {
    Cited::all(report, &side.claims).next().map(|cited| cited.value(words)).unwrap_or_default()
}
