//! Files that hold documents: packed ones, archives, and documents made of parts.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::super::decode::decode;
use super::super::unpack::{self, Fault};
use super::super::{Dropped, SourceError, docx, pdf, warc};
use super::{Format, Reader};
use crate::span::LineIndex;

/// Pages that a web archive may hold.
const MOST_PAGES: usize = 10_000;

/// The path of what an archive holds. Its name is the archive's word, and goes to terminals.
fn member(archive: &str, name: &str) -> String {
    let shown: String = name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    format!("{archive}/{shown}")
}

impl Reader<'_> {
    /// Unpacks a file and reads what was in it, by the name without its last extension.
    pub(super) fn gzip(&mut self, bytes: &[u8]) {
        let inner = Path::new(&self.path).with_extension("");
        let format = match self.inputs.format.unwrap_or_else(|| Format::of(&inner)) {
            Format::Gzip | Format::Zip => Format::Text,
            format => format,
        };
        match unpack::gzip(bytes, self.limit(format)) {
            Ok(bytes) => self.file(format, &bytes),
            Err(fault) => self.fault("gzip", fault, format),
        }
    }

    /// Reads the documents in an archive; archives in it are passed over.
    pub(super) fn zip(&mut self, bytes: &[u8]) {
        let mut archive = match unpack::Archive::open(bytes) {
            Ok(archive) => archive,
            Err(fault) => return self.fault("zip", fault, Format::Zip),
        };
        let outer = self.path();
        let mut left = self.limit(Format::Zip);
        let wanted =
            |name: &String| Format::is_sought(Path::new(name)) && Format::of(Path::new(name)) != Format::Gzip;
        for name in archive.names().into_iter().filter(wanted) {
            let format = Format::of(Path::new(&name));
            self.path = member(&outer, &name);
            match archive.file(&name, left.min(self.limit(format))) {
                Ok(bytes) => {
                    left = left.saturating_sub(bytes.len() as u64);
                    self.file(format, &bytes);
                }
                Err(fault) => self.fault("zip", fault, format),
            }
        }
        self.path = outer;
        if self.loaded.sources.is_empty() && self.loaded.problems.is_empty() {
            let path = self.path();
            self.problem(SourceError::Empty { path, blank: true });
        }
    }

    pub(super) fn docx(&mut self, bytes: &[u8]) {
        let limit = self.limit(Format::Docx);
        let read = || {
            let mut archive = unpack::Archive::open(bytes)?;
            let main = archive.file("word/document.xml", limit)?;
            Ok((main, archive.file("docProps/core.xml", limit).ok()))
        };
        let (main, properties) = match read() {
            Ok(files) => files,
            Err(fault) => return self.fault("a Word document", fault, Format::Docx),
        };
        let properties = properties.and_then(|bytes| Some(decode(&bytes).ok()?.decoded));
        self.parts("a Word document", &main, |file, _| Ok(vec![docx::read(file, properties.as_ref())?]));
    }

    pub(super) fn pdf(&mut self, bytes: &[u8]) {
        let limit = usize::try_from(self.limit(Format::Pdf)).unwrap_or(usize::MAX);
        match pdf::read(bytes, limit, self.labels) {
            Ok((part, pages)) => self.part(part, bytes, Arc::new(pages)),
            Err(fault) => self.fault("PDF", fault, Format::Pdf),
        }
    }

    /// Reads the pages of a web archive. Of its own word, a page is told by its address, and as old as its fetching.
    pub(super) fn warc(&mut self, bytes: &[u8]) {
        let outer = self.path();
        let lines = LineIndex::new(bytes);
        let mut pages = warc::Pages::new(bytes, self.limit(Format::Html));
        for number in 0.. {
            match pages.next() {
                Some(Ok(_)) if number == MOST_PAGES => {
                    let fault = Fault::Damaged(format!("more than {MOST_PAGES} pages; the rest is not read"));
                    self.fault("a web archive", fault, Format::Warc);
                    break;
                }
                Some(Ok(page)) => self.page(page, &outer),
                Some(Err((at, Fault::Damaged(message)))) => {
                    let (path, line) = (outer.clone(), lines.position(at).0);
                    self.problem(SourceError::Malformed { path, line, format: "a web archive", message });
                }
                Some(Err((_, fault))) => self.fault("a web archive", fault, Format::Html),
                None => break,
            }
        }
        self.path = outer;
        if pages.passed_over > 0 {
            let (path, records) = (self.path(), pages.passed_over);
            self.loaded.dropped.push(Dropped { path, parts: BTreeMap::new(), records });
        }
        if self.loaded.sources.is_empty() && self.loaded.problems.is_empty() {
            let path = self.path();
            self.problem(SourceError::Empty { path, blank: true });
        }
    }

    fn page(&mut self, page: warc::Page, archive: &str) {
        self.path = member(archive, &page.url);
        let known = self.loaded.sources.len();
        self.file(Format::Html, &page.body);
        for source in self.loaded.sources.iter_mut().skip(known) {
            source.metadata.url.get_or_insert_with(|| page.url.clone());
            source.metadata.published = source.metadata.published.or(page.fetched);
        }
    }
}
