//! What can be wrong with a source: each message names the file and says what to do about it.

use std::path::PathBuf;

/// Why a source, or a part of what was said about it, could not be used. The other sources are still read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Nothing of that name.
    #[error("{path}: there is no such file or folder\n  help: check the path; it is looked up from the current folder{}", manifest_note(.manifest))]
    Missing {
        /// As the user named it.
        path: String,
        /// The manifest that names it, where one does.
        manifest: Option<PathBuf>,
    },
    /// The system would not hand it over.
    #[error("{path}: cannot be read: {source}\n  help: check that it is a file you have the right to read")]
    Unreadable {
        /// As the user named it.
        path: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A folder without any document.
    #[error(
        "{path}: no document in this folder\n  help: documents end in {known}; name other files one by one"
    )]
    EmptyFolder {
        /// As the user named it.
        path: String,
        /// The extensions looked for.
        known: String,
    },
    /// A pattern that matches no file.
    #[error(
        "{pattern}: no file matches this pattern\n  help: check the pattern; it is looked up from the current folder"
    )]
    NoMatch {
        /// As the user wrote it.
        pattern: String,
    },
    /// A pattern that is none.
    #[error(
        "{pattern}: not a file, and not a pattern either: {message}\n  help: check the name; a pattern is made of *, ?, [...] and {{...}}"
    )]
    BadPattern {
        /// As the user wrote it.
        pattern: String,
        /// What is wrong with it.
        message: String,
    },
    /// More than the limit.
    #[error("{path}: larger than {limit} MiB\n  help: split it, or raise max_megabytes in recoupe.toml")]
    TooLarge {
        /// As the user named it.
        path: String,
        /// The limit in MiB.
        limit: u64,
    },
    /// Not text at all.
    #[error(
        "{path}: binary data, not text (byte {at} is zero)\n  help: --input-format says how a file is written that its name does not tell"
    )]
    Binary {
        /// As the user named it.
        path: String,
        /// Where the first zero byte stands.
        at: usize,
    },
    /// A file that is not what its name or `--input-format` says.
    #[error(
        "{path}:{line}: cannot be read as {format}: {message}\n  help: check the file; --input-format says how it is written, whatever its name"
    )]
    Malformed {
        /// As the user named it.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What it should be.
        format: &'static str,
        /// What is wrong.
        message: String,
    },
    /// UTF-8 with broken bytes in it; the source is read with a mark in their place.
    #[error(
        "{path}:{line}: invalid UTF-8 (byte {at}); what is broken is read as \u{fffd}\n  help: save the file as UTF-8"
    )]
    Damaged {
        /// As the user named it.
        path: String,
        /// Line of the first broken byte, from 1.
        line: usize,
        /// Offset of that byte.
        at: usize,
    },
    /// No text in it.
    #[error("{path}: {}\n  help: leave it out, or give a file with the article's text", if *.blank { "no text to read" } else { "empty file" })]
    Empty {
        /// As the user named it.
        path: String,
        /// Whether there are bytes, but no text.
        blank: bool,
    },
    /// A line of a feed that is no item.
    #[error(
        "{path}:{line}: not an item of a feed: {message}\n  help: one JSON object a line, with at least \"text\""
    )]
    FeedLine {
        /// As the user named it.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A manifest that cannot be used.
    #[error("{}:{line}: {message}\n  help: a manifest is JSON or TOML: sources = [{{ path, title, publisher, published, url, language }}]", .path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// Metadata at the head of a document that is neither YAML nor TOML.
    #[error(
        "{path}:{line}: front matter: {message}\n  help: write one 'key: value' a line between --- lines, or TOML between +++ lines"
    )]
    FrontMatter {
        /// As the user named it.
        path: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A date that cannot be read. A document is used without it; a line of a feed is left out.
    #[error("{path}:{line}: '{text}' is not a date\n  help: write YYYY, YYYY-MM or YYYY-MM-DD")]
    Date {
        /// As the user named it.
        path: String,
        /// Line, from 1.
        line: usize,
        /// As written.
        text: String,
    },
    /// A language without rules; the source is left out.
    #[error(
        "{path}: no rules for the language '{code}'\n  help: the rule packs know {known}; add a folder languages/{code} with --rules, or leave the language out to have it detected"
    )]
    Language {
        /// As the user named it.
        path: String,
        /// The code asked for.
        code: String,
        /// Those there are.
        known: String,
    },
}

fn manifest_note(manifest: &Option<PathBuf>) -> String {
    manifest
        .as_ref()
        .map(|m| format!("; it is listed in {} and looked up from that file's folder", m.display()))
        .unwrap_or_default()
}
