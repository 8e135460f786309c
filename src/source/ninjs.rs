//! ninjs, the news industry's JSON: one object, or a list of them.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::draft::Part;
use super::feed::unescape;
use super::labels::Labels;
use super::{Decoded, Metadata, html, plain};
use crate::span::Span;

type Object<'a> = BTreeMap<String, &'a RawValue>;

/// Reads the objects of a file. O(length).
///
/// # Errors
/// The offset at which it is no ninjs, and why.
pub(super) fn read(file: &Decoded, labels: &Labels) -> Result<Vec<Part>, (usize, String)> {
    let reader = Reader { file, labels };
    let wrong = |error: serde_json::Error| {
        let before = file.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len);
        (before.sum::<usize>() + error.column().saturating_sub(1), error.to_string())
    };
    let one: Result<Object<'_>, _> = serde_json::from_str(&file.text);
    let objects = match one {
        Ok(object) => match object.get("items").map(|items| serde_json::from_str(items.get())) {
            Some(Ok(items)) => items,
            _ => vec![object],
        },
        Err(_) => serde_json::from_str::<Vec<Object<'_>>>(&file.text).map_err(wrong)?,
    };
    let parts: Vec<Part> = objects.iter().filter_map(|object| reader.part(object)).collect();
    if parts.is_empty() { Err((0, "no body_text, body_xhtml or bodies".to_owned())) } else { Ok(parts) }
}

struct Reader<'r> {
    file: &'r Decoded,
    labels: &'r Labels,
}

impl Reader<'_> {
    /// The document that an object holds; `None` where it holds no text.
    fn part(&self, object: &Object<'_>) -> Option<Part> {
        let bodies = self.list(object, "bodies");
        let of_kind = |kind: &str| {
            let fits = |body: &&Object<'_>| {
                self.first(body, &["contenttype", "contentType"]).is_some_and(|own| own.text.contains(kind))
            };
            bodies.iter().find(fits).and_then(|body| self.first(body, &["value"]))
        };
        let markup = self.first(object, &["body_xhtml", "body_html"]).or_else(|| of_kind("html"));
        let text = self.first(object, &["body_text"]).or_else(|| of_kind("plain"));
        let mut draft = match (text, markup) {
            (Some(text), _) => plain::read(text),
            (None, Some(markup)) => html::fragment(&markup),
            (None, None) => return None,
        };
        let headlines = self.list(object, "headlines");
        let title = self.first(object, &["headline"]).or_else(|| self.first(headlines.first()?, &["value"]));
        let line = |text: Decoded| text.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = |names: &[&str]| self.first(object, names).map(line).filter(|text| !text.is_empty());
        let sources = self.list(object, "infosources");
        let sources = if sources.is_empty() { self.list(object, "infosource") } else { sources };
        let source = sources.first().and_then(|source| self.first(source, &["name"])).map(line);
        let language =
            told(&["language"]).and_then(|code| self.labels.language(&code).ok().map(str::to_owned));
        draft.metadata = Metadata {
            id: told(&["uri", "guid"]),
            title: title.clone().map(line),
            publisher: told(&["provider"]).or(source).or_else(|| told(&["copyrightholder"])),
            published: told(&["firstcreated", "firstCreated", "versioncreated", "versionCreated"])
                .and_then(|text| text.parse().ok()),
            language,
            url: told(&["url"]),
        };
        Some(Part { draft, title })
    }

    /// The first of several keys that holds a text.
    fn first(&self, object: &Object<'_>, names: &[&str]) -> Option<Decoded> {
        names.iter().find_map(|name| {
            let raw = object.get(*name)?.get();
            let start = raw.as_ptr() as usize - self.file.text.as_ptr() as usize;
            let mut text = Decoded::default();
            let read = unescape(raw, start)?;
            text.copy(&read, Span::new(0, read.text.len()));
            Some(text.through(self.file)).filter(|text| !text.text.trim().is_empty())
        })
    }

    fn list<'a>(&self, object: &Object<'a>, name: &str) -> Vec<Object<'a>> {
        object.get(name).and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default()
    }
}
