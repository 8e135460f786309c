//! From what the user names (files, folders, patterns, a manifest) to the list of documents to read.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use super::labels::Labels;
use super::{Metadata, SourceError, manifest};

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// JSON lines, each a document.
    Feed,
    /// A web page.
    Html,
    /// RSS or Atom, each item a document.
    Syndication,
    /// Cells parted by commas or tabs, each row a document.
    Table(u8),
    /// The news industry's JSON.
    Ninjs,
    /// The news industry's XML.
    NewsMl,
    /// A Word document.
    Docx,
    /// Pages with a text layer.
    Pdf,
    /// Web pages as they were fetched, each a document.
    Warc,
    /// A file packed by itself.
    Gzip,
    /// Packed files.
    Zip,
}

impl Format {
    /// Extensions of files, and whether folders are looked through for them: others are too often no articles.
    const KNOWN: [(&str, Self, bool); 21] = [
        ("txt", Self::Text, true),
        ("text", Self::Text, true),
        ("md", Self::Markdown, true),
        ("markdown", Self::Markdown, true),
        ("jsonl", Self::Feed, true),
        ("ndjson", Self::Feed, true),
        ("html", Self::Html, true),
        ("htm", Self::Html, true),
        ("xhtml", Self::Html, true),
        ("rss", Self::Syndication, true),
        ("atom", Self::Syndication, true),
        ("docx", Self::Docx, true),
        ("pdf", Self::Pdf, true),
        ("warc", Self::Warc, true),
        ("gz", Self::Gzip, true),
        ("csv", Self::Table(b','), false),
        ("tsv", Self::Table(b'\t'), false),
        ("json", Self::Ninjs, false),
        ("ninjs", Self::Ninjs, false),
        ("xml", Self::NewsMl, false),
        ("zip", Self::Zip, false),
    ];

    fn known(path: &Path) -> Option<(Self, bool)> {
        let extension = path.extension()?;
        let known = Self::KNOWN.iter().find(|(name, ..)| extension.eq_ignore_ascii_case(name));
        known.map(|&(_, format, sought)| (format, sought))
    }

    /// The format a file's name speaks for; plain text where it speaks for none.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        Self::known(path).map_or(Self::Text, |(format, _)| format)
    }

    /// Whether folders and archives are looked through for files of this name.
    pub(super) fn is_sought(path: &Path) -> bool {
        match Self::known(path) {
            Some((Self::Gzip, _)) => Self::is_sought(&path.with_extension("")),
            known => known.is_some_and(|(_, sought)| sought),
        }
    }

    fn sought() -> String {
        let names = Self::KNOWN.iter().filter(|(.., sought)| *sought).map(|(name, ..)| format!(".{name}"));
        names.collect::<Vec<_>>().join(", ")
    }
}

/// What the user asks to be read.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// Files, folders, patterns, or `-` for standard input.
    pub names: Vec<String>,
    /// A list of sources with their metadata.
    pub manifest: Option<PathBuf>,
    /// How the sources are written, whatever their names say.
    pub format: Option<Format>,
    /// Language of the sources that do not say it themselves.
    pub language: Option<String>,
    /// Largest document, in bytes.
    pub max_bytes: u64,
    /// What a project's configuration says of its files.
    pub project: Project,
}

/// What a project's configuration says of its files; patterns match paths below its folder.
#[derive(Debug, Clone, Default)]
pub struct Project {
    /// The configuration's folder.
    pub folder: PathBuf,
    /// What is known of the files that match. It yields to a manifest, and wins over the files themselves.
    pub known: Vec<(GlobMatcher, Metadata)>,
    /// Files that folders and patterns pass over.
    pub ignored: Vec<GlobMatcher>,
}

impl Project {
    /// The path below the project's folder; as it is where it lies elsewhere.
    fn within(&self, path: &Path) -> PathBuf {
        let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let here = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        let path = real(path);
        path.strip_prefix(real(here)).map(Path::to_owned).unwrap_or(path)
    }

    fn is_ignored(&self, path: &Path) -> bool {
        !self.ignored.is_empty() && {
            let path = self.within(path);
            self.ignored.iter().any(|pattern| pattern.is_match(&path))
        }
    }

    fn describe(&self, entry: &mut Entry) {
        if self.known.is_empty() || entry.path == STDIN {
            return;
        }
        let path = self.within(Path::new(&entry.path));
        for (_, metadata) in self.known.iter().filter(|(pattern, _)| pattern.is_match(&path)) {
            entry.metadata.fill_from(metadata.clone());
        }
    }
}

impl Default for Inputs {
    fn default() -> Self {
        Self {
            names: Vec::new(),
            manifest: None,
            format: None,
            language: None,
            max_bytes: 64 << 20,
            project: Project::default(),
        }
    }
}

/// A file to read.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As the user named it, or below the folder the user named; `-` for standard input.
    pub path: String,
    /// How it is written.
    pub format: Format,
    /// What a manifest says of it.
    pub metadata: Metadata,
}

/// The name that stands for standard input.
pub const STDIN: &str = "-";

impl Inputs {
    /// The files to read, each once: those of the manifest, then the named ones in the order given, those of a folder
    /// or pattern sorted by path. What cannot be found is a problem and does not stop the rest.
    #[must_use]
    pub fn expand(&self, labels: &Labels) -> (Vec<Entry>, Vec<SourceError>) {
        let mut list =
            List { project: &self.project, entries: Vec::new(), seen: BTreeSet::new(), problems: Vec::new() };
        if let Some(path) = &self.manifest {
            match manifest::read(path, labels) {
                Ok((entries, problems)) => {
                    list.problems.extend(problems);
                    for entry in entries {
                        match std::fs::metadata(&entry.path) {
                            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                                list.problems.push(SourceError::Missing {
                                    path: entry.path,
                                    manifest: Some(path.clone()),
                                })
                            }
                            _ => list.add(entry),
                        }
                    }
                }
                Err(problem) => list.problems.push(problem),
            }
        }
        for name in &self.names {
            list.named(name);
        }
        if let Some(format) = self.format {
            list.entries.iter_mut().for_each(|entry| entry.format = format);
        }
        list.entries.iter_mut().for_each(|entry| self.project.describe(entry));
        (list.entries, list.problems)
    }
}

struct List<'i> {
    project: &'i Project,
    entries: Vec<Entry>,
    seen: BTreeSet<PathBuf>,
    problems: Vec<SourceError>,
}

impl List<'_> {
    fn add(&mut self, entry: Entry) {
        let path = Path::new(&entry.path);
        let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(real) {
            self.entries.push(entry);
        }
    }

    fn file(&mut self, path: &Path) {
        self.add(Entry {
            path: path.display().to_string(),
            format: Format::of(path),
            metadata: Metadata::default(),
        });
    }

    fn named(&mut self, name: &str) {
        let path = Path::new(name);
        if name == STDIN {
            return self.file(path);
        }
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => {
                let count = self.walk(path, Format::is_sought);
                if count == 0 {
                    self.problems
                        .push(SourceError::EmptyFolder { path: name.to_owned(), known: Format::sought() });
                }
            }
            Ok(_) => self.file(path),
            Err(e) if e.kind() == io::ErrorKind::NotFound && name.contains(['*', '?', '[', '{']) => {
                self.pattern(name)
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                self.problems.push(SourceError::Missing { path: name.to_owned(), manifest: None });
            }
            Err(source) => self.problems.push(SourceError::Unreadable { path: name.to_owned(), source }),
        }
    }

    /// Adds the files below `folder` that `wanted` accepts, in path order; hidden ones are passed over.
    fn walk(&mut self, folder: &Path, wanted: impl Fn(&Path) -> bool) -> usize {
        let walker = WalkBuilder::new(folder)
            .standard_filters(false)
            .hidden(true)
            .ignore(true)
            .sort_by_file_path(|a, b| a.cmp(b))
            .build();
        let mut count = 0;
        for found in walker {
            match found {
                Ok(entry)
                    if entry.file_type().is_some_and(|t| !t.is_dir())
                        && wanted(entry.path())
                        && !self.project.is_ignored(entry.path()) =>
                {
                    count += 1;
                    self.file(entry.path());
                }
                Ok(_) => {}
                Err(error) => {
                    let path = folder.display().to_string();
                    let source = io::Error::other(error.to_string());
                    self.problems.push(SourceError::Unreadable { path, source });
                }
            }
        }
        count
    }

    fn pattern(&mut self, pattern: &str) {
        let glob = match GlobBuilder::new(pattern).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => {
                let message = error.kind().to_string();
                self.problems.push(SourceError::BadPattern { pattern: pattern.to_owned(), message });
                return;
            }
        };
        // Only the folder in front of the first wildcard needs to be walked.
        let plain = pattern.split(['*', '?', '[', '{']).next().unwrap_or_default();
        let folder = plain.rfind('/').and_then(|at| plain.get(..=at)).unwrap_or("");
        let root = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
        let found = root.is_dir()
            && self.walk(root, |path| {
                glob.is_match(path.strip_prefix("./").ok().filter(|_| folder.is_empty()).unwrap_or(path))
            }) > 0;
        if !found {
            self.problems.push(SourceError::NoMatch { pattern: pattern.to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Packs;

    fn expand(names: &[String]) -> (Vec<String>, Vec<String>) {
        let labels = Labels::compile(&Packs::builtin()).unwrap();
        let inputs = Inputs { names: names.to_vec(), ..Inputs::default() };
        let (entries, problems) = inputs.expand(&labels);
        let short = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
        (
            entries.into_iter().map(|e| short(e.path)).collect(),
            problems.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn folders_and_patterns_are_sorted_and_nothing_is_read_twice() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::create_dir(at("sub")).unwrap();
        for name in ["b.txt", "a.md", "sub/c.txt", "image.png", ".hidden.txt"] {
            std::fs::write(at(name), "x").unwrap();
        }
        let all = folder.path().display().to_string();
        assert_eq!(expand(&[at("b.txt"), all]).0, ["b.txt", "a.md", "c.txt"]);
        assert_eq!(expand(&[at("*.txt")]).0, ["b.txt"]);
        assert_eq!(expand(&[at("**/*.txt")]).0, ["b.txt", "c.txt"]);
        assert!(expand(&[at("*.doc")]).1[0].contains("no file matches"));
        assert!(expand(&[at("none.txt")]).1[0].contains("no such file"));
        std::fs::create_dir(at("empty")).unwrap();
        assert!(expand(&[at("empty")]).1[0].contains("no document in this folder"));
    }
}
