//! Reads the files: bytes to characters, characters to blocks, the head to metadata.

mod containers;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use rayon::prelude::*;

use super::decode::{NotText, decode};
use super::draft::{Draft, Part};
use super::front_matter::{self, ProblemKind};
use super::inputs::{Entry, Format, Inputs, STDIN};
use super::labels::Labels;
use super::unpack::Fault;
use super::{Comment, Decoded, Dropped, Source, SourceError};
use super::{feed, head, html, markdown, newsml, ninjs, plain, syndication, table, titles};
use crate::span::{LineIndex, Span};

/// What came of reading the inputs.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The documents, in the order of the inputs.
    pub sources: Vec<Source>,
    /// What could not be read, in the same order.
    pub problems: Vec<SourceError>,
    /// What was left out of the documents, in the same order.
    pub dropped: Vec<Dropped>,
}

/// Reads all inputs, in parallel. One that cannot be read is a problem and never loses the others.
#[must_use]
pub fn load(inputs: &Inputs, labels: &Labels) -> Loaded {
    let (entries, problems) = inputs.expand(labels);
    let read: Vec<Loaded> = entries.par_iter().map(|entry| load_entry(entry, inputs, labels)).collect();
    let mut all = Loaded { problems, ..Loaded::default() };
    for one in read {
        all.sources.extend(one.sources);
        all.problems.extend(one.problems);
        all.dropped.extend(one.dropped);
    }
    name_copies(&mut all.sources);
    all
}

/// Files of many documents, and packed ones, may be so many times as large as one document.
const MANY: u64 = 16;

/// Reads one file.
#[must_use]
pub fn load_entry(entry: &Entry, inputs: &Inputs, labels: &Labels) -> Loaded {
    match read_bytes(&entry.path, limit(entry.format, inputs)) {
        Ok(bytes) => load_bytes(entry, &bytes, inputs, labels),
        Err(problem) => Loaded { problems: vec![problem], ..Loaded::default() },
    }
}

/// Reads the content of one file; `entry` names it and says how it is written.
#[must_use]
pub fn load_bytes(entry: &Entry, bytes: &[u8], inputs: &Inputs, labels: &Labels) -> Loaded {
    let loaded = Loaded::default();
    let mut reader = Reader { entry, path: entry.path.clone(), inputs, labels, loaded };
    reader.file(entry.format, bytes);
    reader.loaded
}

/// The bytes of a file, or of standard input, up to `limit`.
///
/// # Errors
/// [`SourceError`] where it is missing, cannot be read or is larger.
pub fn read_bytes(path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => SourceError::Missing { path: path.to_owned(), manifest: None },
        _ => SourceError::Unreadable { path: path.to_owned(), source },
    };
    let mut bytes = Vec::new();
    let input: Box<dyn Read> =
        if path == STDIN { Box::new(io::stdin()) } else { Box::new(File::open(path).map_err(unreadable)?) };
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(SourceError::TooLarge { path: path.to_owned(), limit: limit >> 20 });
    }
    Ok(bytes)
}

/// The most bytes a file of a format may have.
fn limit(format: Format, inputs: &Inputs) -> u64 {
    let one = matches!(format, Format::Text | Format::Markdown | Format::Html | Format::Docx | Format::Pdf);
    inputs.max_bytes.saturating_mul(if one { 1 } else { MANY })
}

struct Reader<'r> {
    entry: &'r Entry,
    /// The file being read: the entry's own, or one packed in it.
    path: String,
    inputs: &'r Inputs,
    labels: &'r Labels,
    loaded: Loaded,
}

impl Reader<'_> {
    fn problem(&mut self, problem: SourceError) {
        self.loaded.problems.push(problem);
    }

    fn path(&self) -> String {
        self.path.clone()
    }

    fn limit(&self, format: Format) -> u64 {
        limit(format, self.inputs)
    }

    fn file(&mut self, format: Format, bytes: &[u8]) {
        match format {
            // Whatever it is called, it can be nothing else.
            format if format != Format::Pdf && bytes.starts_with(b"%PDF-") => self.file(Format::Pdf, bytes),
            _ if bytes.is_empty() => {
                let path = self.path();
                self.problem(SourceError::Empty { path, blank: false });
            }
            Format::Gzip => self.gzip(bytes),
            Format::Zip => self.zip(bytes),
            Format::Docx => self.docx(bytes),
            Format::Pdf => self.pdf(bytes),
            Format::Warc => self.warc(bytes),
            Format::Feed => self.feed(bytes),
            Format::Text | Format::Markdown | Format::Html => self.document(format, bytes),
            Format::Syndication => self.parts("a feed", bytes, syndication::read),
            Format::Table(delimiter) => {
                self.parts("a table", bytes, |file, labels| table::read(file, delimiter, labels));
            }
            Format::Ninjs => self.parts("ninjs", bytes, ninjs::read),
            // Feeds come as .xml, too.
            Format::NewsMl => self.parts("NewsML-G2 or a feed", bytes, |file, labels| {
                newsml::read(file, labels).or_else(|error| syndication::read(file, labels).map_err(|_| error))
            }),
        }
    }

    fn fault(&mut self, format: &'static str, fault: Fault, inner: Format) {
        let path = self.path();
        self.problem(match fault {
            Fault::Damaged(message) => SourceError::Malformed { path, line: 1, format, message },
            Fault::TooLarge => SourceError::TooLarge { path, limit: self.limit(inner) >> 20 },
        });
    }

    /// The characters of a file; what is wrong with them is told.
    fn decoded(&mut self, bytes: &[u8]) -> Option<(Decoded, Arc<LineIndex>)> {
        let outcome = match decode(bytes) {
            Ok(outcome) => outcome,
            Err(NotText::Binary { at }) => {
                let path = self.path();
                self.problem(SourceError::Binary { path, at });
                return None;
            }
        };
        let lines = Arc::new(LineIndex::new(bytes));
        if let Some(at) = outcome.damaged {
            let (path, line) = (self.path(), lines.position(at).0);
            self.problem(SourceError::Damaged { path, line, at });
        }
        Some((outcome.decoded, lines))
    }

    fn document(&mut self, format: Format, bytes: &[u8]) {
        let Some((file, lines)) = self.decoded(bytes) else { return };
        if format == Format::Html {
            let part = html::read(&file, self.labels);
            return self.part(part, bytes, lines);
        }
        let Some(front) = self.front_matter(&file) else { return };
        let title = front.title.map(|title| title.through(&file));
        let body = Span::new(front.end, file.text.len());
        let mut draft = match format {
            Format::Markdown => markdown::read(&file, body),
            _ => plain::read(file.part(body)),
        };
        draft.metadata = front.metadata;
        self.part(Part { draft, title }, bytes, lines);
    }

    /// A file of several documents, which `read` finds in it.
    fn parts(
        &mut self,
        format: &'static str,
        bytes: &[u8],
        read: impl FnOnce(&Decoded, &Labels) -> Result<Vec<Part>, (usize, String)>,
    ) {
        let Some((file, lines)) = self.decoded(bytes) else { return };
        match read(&file, self.labels) {
            Ok(parts) => {
                if parts.is_empty() {
                    let path = self.path();
                    self.problem(SourceError::Empty { path, blank: true });
                }
                for part in parts {
                    let own = part.draft.decoded.text.clone();
                    self.part(part, own.as_bytes(), Arc::clone(&lines));
                }
            }
            Err((at, message)) => {
                let (path, line) = (self.path(), lines.position(file.offsets.to_file(at)).0);
                self.problem(SourceError::Malformed { path, line, format, message });
            }
        }
    }

    fn part(&mut self, part: Part, bytes: &[u8], lines: Arc<LineIndex>) {
        let Part { mut draft, title } = part;
        head::strip(&mut draft, self.labels, &self.entry.metadata);
        self.finish(draft, title.as_ref(), bytes, lines);
    }

    /// The front matter of a document, empty where there is none; `None` where the document cannot be used.
    fn front_matter(&mut self, file: &Decoded) -> Option<front_matter::FrontMatter> {
        let mut front = front_matter::read(&file.text, self.labels).unwrap_or_default();
        // What a manifest says of date and language makes the document's own word irrelevant.
        let known = &self.entry.metadata;
        for problem in std::mem::take(&mut front.problems) {
            let (path, line) = (self.path(), front_matter::line_of(&file.text, problem.at));
            match problem.kind {
                ProblemKind::Syntax(message) => {
                    self.problem(SourceError::FrontMatter { path, line, message })
                }
                ProblemKind::Date(text) if known.published.is_none() => {
                    self.problem(SourceError::Date { path, line, text });
                }
                ProblemKind::Language(code) if known.language.is_none() => {
                    let known = self.labels.known_languages();
                    self.problem(SourceError::Language { path: format!("{path}:{line}"), code, known });
                    return None;
                }
                _ => {}
            }
        }
        Some(front)
    }

    fn feed(&mut self, bytes: &[u8]) {
        let lines = Arc::new(LineIndex::new(bytes));
        for (line, start, content) in feed::lines(bytes) {
            match feed::Item::parse(content, start) {
                Ok(item) => self.item(item, line, content, &lines),
                Err(message) => {
                    let path = self.path();
                    self.problem(SourceError::FeedLine { path, line, message });
                }
            }
        }
        if self.loaded.sources.is_empty() && self.loaded.problems.is_empty() {
            let path = self.path();
            self.problem(SourceError::Empty { path, blank: true });
        }
    }

    fn item(&mut self, item: feed::Item, line: usize, content: &[u8], lines: &Arc<LineIndex>) {
        match item.metadata(self.entry, line, self.inputs, self.labels) {
            Ok(metadata) => {
                let mut draft = plain::read(item.text);
                draft.metadata = metadata;
                self.part(Part { draft, title: item.title }, content, Arc::clone(lines));
            }
            Err(problem) => self.problem(problem),
        }
    }

    /// Makes a source of a draft; `title` is one that stands outside the running text.
    fn finish(&mut self, mut draft: Draft, title: Option<&Decoded>, bytes: &[u8], lines: Arc<LineIndex>) {
        let mut metadata = self.entry.metadata.clone();
        metadata.fill_from(std::mem::take(&mut draft.metadata));
        let given = self.inputs.language.clone();
        metadata.language = metadata.language.or(given);
        if !draft.dropped.is_empty() {
            let (path, parts) = (self.path(), std::mem::take(&mut draft.dropped));
            self.loaded.dropped.push(Dropped { path, parts, records: 0 });
        }
        let place = |(at, text)| Comment { text, line: lines.position(at).0 };
        let comments = std::mem::take(&mut draft.comments).into_iter().map(place).collect();
        let draft = titles::mark(draft, title, &mut metadata);
        let (decoded, blocks) = draft.finish();
        if blocks.is_empty() {
            let path = self.path();
            return self.problem(SourceError::Empty { path, blank: true });
        }
        self.loaded.sources.push(Source {
            id: format!("s{:08x}", fingerprint(bytes) >> 32),
            path: self.path(),
            metadata,
            text: decoded.text,
            blocks,
            comments,
            offsets: decoded.offsets,
            lines,
            bytes: bytes.len(),
        });
    }
}

/// FNV-1a: fixed for ever, so that ids stay the same from run to run and machine to machine.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Gives copies of one content different ids, whatever the order of the inputs: to be called on all sources of a run.
pub fn name_copies(sources: &mut [Source]) {
    let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, source) in sources.iter().enumerate() {
        let base = source.id.split('-').next().unwrap_or_default();
        by_id.entry(base.to_owned()).or_default().push(at);
    }
    for (id, mut copies) in by_id.into_iter().filter(|(_, copies)| copies.len() > 1) {
        let place = |at: &usize| {
            sources.get(*at).map(|s| (s.path.clone(), s.metadata.id.clone(), s.offsets.to_file(0)))
        };
        copies.sort_by_key(place);
        for (number, at) in copies.into_iter().enumerate().skip(1) {
            if let Some(source) = sources.get_mut(at) {
                source.id = format!("{id}-{}", number + 1);
            }
        }
    }
}
