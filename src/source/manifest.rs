//! Manifests: a list of sources with what is known about them. What a manifest says wins over the documents.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::inputs::{Entry, Format};
use super::labels::Labels;
use super::{Metadata, SourceError, date};
use crate::span::LineIndex;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    sources: Vec<Listed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    path: PathBuf,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    published: Option<Written>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    language: Option<String>,
}

/// A date in quotes, or one of TOML's own.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Toml(toml::value::Datetime),
}

/// Reads a manifest: its entries in order, and what is wrong with single ones.
///
/// # Errors
/// [`SourceError::Unreadable`] or [`SourceError::Manifest`] where it cannot be used at all.
pub(super) fn read(path: &Path, labels: &Labels) -> Result<(Vec<Entry>, Vec<SourceError>), SourceError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| SourceError::Unreadable { path: path.display().to_string(), source })?;
    let manifest = parse(path, &text)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut problems = Vec::new();
    let mut entries = Vec::with_capacity(manifest.sources.len());
    for listed in manifest.sources {
        let wrong = |written: &str| {
            let line = LineIndex::new(text.as_bytes()).position(text.find(written).unwrap_or(0)).0;
            (path.display().to_string(), line)
        };
        let mut metadata = Metadata {
            title: listed.title,
            publisher: listed.publisher,
            url: listed.url,
            ..Metadata::default()
        };
        if let Some(written) = listed.published {
            let written = match written {
                Written::Text(text) => text,
                Written::Toml(date) => date.to_string(),
            };
            metadata.published = date::whole(&written, labels);
            if metadata.published.is_none() {
                let (path, line) = wrong(&written);
                problems.push(SourceError::Date { path, line, text: written });
            }
        }
        if let Some(given) = listed.language {
            match labels.language(&given) {
                Ok(code) => metadata.language = Some(code.to_owned()),
                Err(known) => {
                    let (path, line) = wrong(&given);
                    problems.push(SourceError::Language {
                        path: format!("{path}:{line}"),
                        code: given,
                        known,
                    });
                    continue;
                }
            }
        }
        let path = folder.join(&listed.path);
        let format = Format::of(&path);
        entries.push(Entry { path: path.display().to_string(), format, metadata });
    }
    Ok((entries, problems))
}

fn parse(path: &Path, text: &str) -> Result<Manifest, SourceError> {
    let wrong = |line, message: String| SourceError::Manifest { path: path.to_owned(), line, message };
    let is_json = !path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"))
        && text.trim_start().starts_with(['{', '[']);
    if is_json {
        return serde_json::from_str(text).map_err(|e| {
            let message = e.to_string();
            let bare = message.rfind(" at line ").and_then(|at| message.get(..at)).unwrap_or(&message);
            wrong(e.line().max(1), bare.to_owned())
        });
    }
    toml::from_str(text).map_err(|e| {
        let at = e.span().map_or(0, |span| span.start);
        wrong(LineIndex::new(text.as_bytes()).position(at).0, e.message().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Packs;

    fn read_text(name: &str, text: &str) -> Result<(Vec<Entry>, Vec<SourceError>), SourceError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        read(&path, &Labels::compile(&Packs::builtin()).unwrap())
    }

    #[test]
    fn json_and_toml_say_the_same() {
        let json = r#"{"sources": [{"path": "a.md", "publisher": "The Gull", "published": "2021-05-04", "title": null}]}"#;
        let toml = "[[sources]]\npath = \"a.md\"\npublisher = \"The Gull\"\npublished = 2021-05-04\n";
        for (name, text) in [("m.json", json), ("m.toml", toml)] {
            let (entries, problems) = read_text(name, text).unwrap();
            assert!(problems.is_empty());
            assert_eq!(entries[0].metadata.published.unwrap().to_string(), "2021-05-04");
            assert!(entries[0].path.ends_with("a.md") && entries[0].path.len() > 4);
            assert_eq!(entries[0].format, Format::Markdown);
        }
    }

    #[test]
    fn a_bad_manifest_says_where() {
        let message = read_text("m.json", "{\"sources\": [\n{\"file\": \"a\"}]}").unwrap_err().to_string();
        assert!(message.contains("m.json:2: unknown field `file`"), "{message}");
        let message = read_text("m.toml", "[[sources]]\npath = 3\n").unwrap_err().to_string();
        assert!(message.contains("m.toml:2:"), "{message}");
    }

    #[test]
    fn a_bad_date_costs_the_date_and_a_bad_language_the_source() {
        let text = "[[sources]]\npath = \"a\"\npublished = \"soon\"\n[[sources]]\npath = \"b\"\nlanguage = \"tlh\"\n";
        let (entries, problems) = read_text("m.toml", text).unwrap();
        assert_eq!((entries.len(), problems.len()), (1, 2));
        assert!(problems[0].to_string().contains("m.toml:3: 'soon'"));
        assert!(problems[1].to_string().contains("m.toml:6: no rules"));
    }
}
