//! Front matter: what a document says about itself between `---` (YAML) or `+++` (TOML) lines at its very start.
//!
//! Of YAML, only what such heads are made of is read: one `key: value` a line. Lists and nested keys are passed over.

use toml::Spanned;

use super::decode::Decoded;
use super::feed::unescape;
use super::labels::{Field, Labels};
use super::{Metadata, date};
use crate::span::{LineIndex, Span};

/// The front matter of a document.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// Where the document goes on.
    pub end: usize,
    pub metadata: Metadata,
    /// The title, and where it stands.
    pub title: Option<Decoded>,
    pub problems: Vec<Problem>,
}

/// What is wrong with front matter, at a byte of the document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub at: usize,
    pub kind: ProblemKind,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum ProblemKind {
    Syntax(String),
    Date(String),
    Language(String),
}

/// One key with its value and the bytes that spell the value.
struct Pair {
    key: String,
    value: Decoded,
    at: usize,
}

/// Reads the front matter at the start of a file's characters; `None` where there is none.
pub(super) fn read(text: &str, labels: &Labels) -> Option<FrontMatter> {
    let (fence, rest) = text.split_once('\n')?;
    let fence = fence.trim_end();
    if !matches!(fence, "---" | "+++") {
        return None;
    }
    let start = text.len() - rest.len();
    let mut body_end = None;
    let mut at = start;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence {
            body_end = Some((at, at + line.len()));
            break;
        }
        at += line.len();
    }
    let (body_end, end) = body_end?;
    let body = Span::new(start, body_end);
    let mut found = FrontMatter { end, ..FrontMatter::default() };
    let pairs = if fence == "---" { yaml(text, body, &mut found) } else { toml(text, body, &mut found) };
    for pair in pairs {
        found.add(pair, labels);
    }
    Some(found)
}

impl FrontMatter {
    fn add(&mut self, pair: Pair, labels: &Labels) {
        let value = pair.value.text.trim();
        let Some(field) = labels.field(&pair.key).filter(|_| !value.is_empty()) else { return };
        let owned = || Some(value.to_owned());
        match field {
            Field::Title => {
                self.metadata.title = owned();
                self.title = Some(pair.value);
            }
            Field::Publisher => self.metadata.publisher = owned(),
            Field::Url => self.metadata.url = owned(),
            Field::Published => match date::whole(value, labels) {
                Some(date) => self.metadata.published = Some(date),
                None => {
                    self.problems.push(Problem { at: pair.at, kind: ProblemKind::Date(value.to_owned()) })
                }
            },
            Field::Language => match labels.language(value) {
                Ok(code) => self.metadata.language = Some(code.to_owned()),
                Err(_) => {
                    self.problems.push(Problem { at: pair.at, kind: ProblemKind::Language(value.to_owned()) })
                }
            },
            Field::Updated | Field::Author => {}
        }
    }
}

fn yaml(text: &str, body: Span, found: &mut FrontMatter) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut at = body.start;
    for line in body.of(text).split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        let nested = line.starts_with([' ', '\t', '-', '#', '}', ']']);
        if line.is_empty() || nested {
            continue;
        }
        let Some((key, value)) =
            line.split_once(':').filter(|(_, v)| v.is_empty() || v.starts_with([' ', '\t']))
        else {
            let message = format!("'{}' is not 'key: value'", line.chars().take(40).collect::<String>());
            found.problems.push(Problem { at: start, kind: ProblemKind::Syntax(message) });
            continue;
        };
        let offset = start + key.len() + 1 + (value.len() - value.trim_start().len());
        let key = key.trim_matches(['"', '\'']).to_owned();
        pairs.push(Pair { key, value: scalar(value.trim(), offset), at: offset });
    }
    pairs
}

/// The value of a YAML or TOML scalar that stands at byte `at`.
fn scalar(literal: &str, at: usize) -> Decoded {
    if let Some(value) = unescape(literal, at) {
        return value;
    }
    let file = Decoded { text: literal.to_owned(), offsets: shifted(at) };
    let mut value = Decoded::default();
    match literal.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => {
            let mut start = 1;
            // A quote is written twice.
            for part in quoted.split_inclusive("''") {
                let width = part.strip_suffix('\'').filter(|_| part.ends_with("''")).unwrap_or(part).len();
                value.copy(&file, Span::new(start, start + width));
                start += part.len();
            }
        }
        None => {
            let plain = literal.split(" #").next().unwrap_or_default().trim_end();
            value.copy(&file, Span::new(0, plain.len()));
        }
    }
    value
}

fn shifted(at: usize) -> super::OffsetMap {
    let mut offsets = super::OffsetMap::default();
    offsets.push(0, at, super::Step::COPIED);
    offsets
}

fn toml(text: &str, body: Span, found: &mut FrontMatter) -> Vec<Pair> {
    type Table = std::collections::BTreeMap<String, Spanned<toml::Value>>;
    let table: Table = match toml::from_str(body.of(text)) {
        Ok(table) => table,
        Err(error) => {
            let at = body.start + error.span().map_or(0, |span| span.start);
            found.problems.push(Problem { at, kind: ProblemKind::Syntax(error.message().to_owned()) });
            return Vec::new();
        }
    };
    let pairs = table.into_iter().filter_map(|(key, value)| {
        let at = body.start + value.span().start;
        let literal = text.get(at..body.start + value.span().end)?;
        let value = match value.get_ref() {
            toml::Value::String(_) | toml::Value::Datetime(_) => scalar(literal, at),
            _ => return None,
        };
        Some(Pair { key, value, at })
    });
    pairs.collect()
}

/// The line, from 1, of a problem.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    LineIndex::new(text.as_bytes()).position(at).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Packs;

    fn front(text: &str) -> FrontMatter {
        read(text, &Labels::compile(&Packs::builtin()).unwrap()).unwrap()
    }

    #[test]
    fn yaml_is_read() {
        let text = "---\ntitre: 'L''eau monte'\nsource: \"Le \\\"Phare\\\"\"\ndate: 2021-05-04 # hier\nlangue: fr\ntags:\n  - mer\n---\nTexte";
        let found = front(text);
        assert_eq!(found.metadata.title.as_deref(), Some("L'eau monte"));
        assert_eq!(found.metadata.publisher.as_deref(), Some("Le \"Phare\""));
        assert_eq!(found.metadata.published.unwrap().to_string(), "2021-05-04");
        assert_eq!(found.metadata.language.as_deref(), Some("fr"));
        assert_eq!(&text[found.end..], "Texte");
        assert!(found.problems.is_empty());
        let title = found.title.unwrap();
        assert_eq!(title.offsets.span_to_file(Span::new(2, 5)).of(text), "eau");
    }

    #[test]
    fn toml_is_read() {
        let text = "+++\ntitle = \"Water \\u0026 wind\"\ndate = 2021-05-04\nextra = [1]\n+++\n";
        let found = front(text);
        assert_eq!(found.metadata.title.as_deref(), Some("Water & wind"));
        assert_eq!(found.metadata.published.unwrap().to_string(), "2021-05-04");
        assert_eq!(found.title.unwrap().offsets.span_to_file(Span::new(8, 12)).of(text), "wind");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let text = "---\ndate: soon\noops\nlang: tlh\n---\n";
        let kinds: Vec<_> = front(text).problems.into_iter().map(|p| (line_of(text, p.at), p.kind)).collect();
        assert_eq!(kinds.len(), 3);
        assert_eq!(kinds[0], (3, ProblemKind::Syntax("'oops' is not 'key: value'".into())));
        assert_eq!(kinds[1], (2, ProblemKind::Date("soon".into())));
        assert_eq!(kinds[2], (4, ProblemKind::Language("tlh".into())));
        let broken = "+++\ntitle = \n+++\n";
        assert_eq!(front(broken).problems.len(), 1);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        let labels = Labels::compile(&Packs::builtin()).unwrap();
        assert!(read("---\n\nText without an end", &labels).is_none());
        assert!(read("Text", &labels).is_none());
    }
}
