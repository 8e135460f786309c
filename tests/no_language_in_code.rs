//! Knowledge of languages lives in `rules/`, not in code: no string or character of `src/` is a word that a rule pack
//! lists. Tests and comments may hold words; names of fields and messages for the user are no words of a language.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Literals that look like a listed word and are none, each with the reason.
const ALLOWED: &[(&str, &str)] = &[
    ("amount", "a group of questions in alignment.toml"),
    ("headline", "a piece of evidence in alignment.toml"),
    ("list", "a relation of the parser"),
    ("PART", "a tag of the parser"),
    ("base", "an element of HTML"),
    ("case", "a relation of the parser; the name of a test's document"),
    ("count", "beginning of a concept's id"),
    ("date", "beginning of a concept's id"),
    ("distance", "a gap in the phrases of reports"),
    ("duration", "name of a dimension"),
    ("error", "a severity, as the user writes it"),
    ("degrees", "name of a dimension"),
    ("first", "part of a message about two periods"),
    ("flat", "a relation of the parser"),
    ("government", "id of a noun class"),
    ("length", "name of a dimension"),
    ("magnitude", "name of a dimension"),
    ("mark", "a relation of the parser"),
    ("measure", "beginning of a concept's id"),
    ("model", "ending of a trained model's file"),
    ("months", "key of the metadata packs' schema"),
    ("name", "a field of reports and manifests; an attribute of HTML"),
    ("never", "a severity, as the user writes it"),
    ("note", "a severity, as the user writes it"),
    ("nothing", "said to whoever runs the packs' tests"),
    ("number", "name of a dimension"),
    ("object", "a role of the concept packs' schema"),
    ("orphan", "a relation of the parser"),
    ("part", "a gap in the phrases of reports"),
    ("percent", "a gap in the phrases of reports"),
    ("person", "id of a noun class"),
    ("place", "beginning of a concept's id"),
    ("provider", "an element of NewsML"),
    ("second", "part of a message about two periods"),
    ("planned", "ending of a concept's id"),
    ("share", "name of a dimension"),
    ("temperature", "name of a dimension"),
    ("text", "ending of a plain text's file, name of a kind of rule pack"),
    ("thing", "a gap in the phrases of reports"),
    ("time", "a gap in the phrases of reports"),
];

/// Parts of `src/` that read markup and the trade's formats, and the names of elements, attributes and keys there that
/// are words, too.
const MARKUP: &[&str] = &[
    "source/html",
    "source/docx.rs",
    "source/newsml.rs",
    "source/ninjs.rs",
    "source/pdf",
    "source/syndication.rs",
];
const NAMES: &[&str] = &[
    "area",
    "article",
    "bodies",
    "body",
    "canvas",
    "channel",
    "cite",
    "code",
    "content",
    "data",
    "feed",
    "head",
    "headline",
    "item",
    "lang",
    "language",
    "link",
    "meta",
    "modified",
    "option",
    "property",
    "published",
    "publisher",
    "role",
    "source",
    "span",
    "strike",
    "table",
    "time",
    "title",
    "track",
    "type",
    "updated",
    "value",
    "video",
];

/// Parts of `src/` that speak to the user, in English, and name the fields of what they write.
const SPEAKING: &[&str] = &["cli", "eval", "report", "words.rs"];

/// Shorter words are too often something else: units, tags, parts of markup.
const SHORTEST: usize = 4;

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// All words and phrases that a pack lists: strings in lists, and values below the key of a language.
fn listed(value: &toml::Value, inside: bool, languages: &[String], words: &mut BTreeSet<String>) {
    match value {
        // Days of feasts are no words.
        toml::Value::String(text)
            if inside && text.chars().count() >= SHORTEST && text.contains(char::is_alphabetic) =>
        {
            words.insert(text.to_lowercase());
        }
        toml::Value::Array(items) => {
            items.iter().for_each(|item| listed(item, inside || item.is_str(), languages, words))
        }
        toml::Value::Table(table) => {
            for (key, item) in table.iter().filter(|(key, _)| *key != "test") {
                listed(item, inside || languages.contains(key), languages, words);
            }
        }
        _ => {}
    }
}

/// The string literals of Rust code outside comments and tests, with their lines.
fn literals(code: &str) -> Vec<(usize, String)> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let bytes: Vec<char> = code.chars().collect();
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    while at < bytes.len() {
        let rest = &bytes[at..];
        match rest {
            ['/', '/', ..] => at += rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
            ['\'', _, '\'', ..] => at += 3,
            ['\'', '\\', ..] => at += 2 + rest[2..].iter().skip(1).position(|c| *c == '\'').unwrap_or(0) + 2,
            ['r', '#', '"', ..] | ['r', '"', ..] => {
                let hashes = rest.iter().skip(1).take_while(|c| **c == '#').count();
                let close: String = format!("\"{}", "#".repeat(hashes));
                let body: String = rest[2 + hashes..].iter().collect();
                let end = body.find(&close).unwrap_or(body.len());
                found.push((line, body[..end].to_owned()));
                line += body[..end].matches('\n').count();
                at += 2 + hashes + body[..end].chars().count() + close.len();
            }
            ['"', ..] => {
                let mut end = 1;
                while end < rest.len() && rest[end] != '"' {
                    end += if rest[end] == '\\' { 2 } else { 1 };
                }
                let end = end.min(rest.len());
                let body: String = rest[1..end].iter().collect();
                line += body.matches('\n').count();
                found.push((line, body));
                at += end + 1;
            }
            [c, ..] => {
                line += usize::from(*c == '\n');
                at += 1;
            }
            [] => break,
        }
    }
    found
}

fn lexicon() -> BTreeSet<String> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let folders = fs::read_dir(rules.join("languages")).unwrap();
    let languages: Vec<String> =
        folders.map(|f| f.unwrap().file_name().to_string_lossy().into_owned()).collect();
    let mut words = BTreeSet::new();
    let (mut other, mut common) = (BTreeSet::new(), BTreeSet::new());
    for file in files(&rules, "toml") {
        let pack: toml::Value = toml::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        if file.starts_with(rules.join("senses")) {
            senses(&pack, &mut other, &mut common);
        } else {
            listed(&pack, false, &languages, &mut words);
        }
    }
    words.extend(other.difference(&common).cloned());
    words
}

/// The words of the sense packs, but for those of English: its common words are what code itself is written in.
fn senses(pack: &toml::Value, words: &mut BTreeSet<String>, common: &mut BTreeSet<String>) {
    let words_of = |(part, _): &(&String, &toml::Value)| {
        !["frame", "opposite", "inception", "once", "befalls", "test"].contains(&part.as_str())
    };
    let tables = pack.as_table().unwrap().iter().filter(words_of);
    for languages in tables.flat_map(|(_, senses)| senses.as_table().unwrap().values()) {
        for (language, entries) in languages.as_table().unwrap() {
            let into: &mut BTreeSet<String> = if language == "en" { common } else { words };
            let entries = entries.as_array().unwrap().iter().filter_map(|e| e.as_str());
            into.extend(entries.filter(|e| e.chars().count() >= SHORTEST).map(str::to_lowercase));
        }
    }
}

/// The literals of a file that are words of the lexicon, and not allowed.
fn words_in(code: &str, lexicon: &BTreeSet<String>) -> Vec<(usize, String)> {
    let mut found = literals(code);
    found.retain(|(_, literal)| {
        let allowed = ALLOWED.iter().any(|(word, _)| word == literal);
        !allowed && lexicon.contains(&literal.trim().to_lowercase())
    });
    found
}

#[test]
fn code_holds_no_word_of_a_rule_pack() {
    let lexicon = lexicon();
    assert!(lexicon.len() > 1000, "the rule packs were not read");
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for file in files(&src, "rs") {
        if SPEAKING.iter().any(|part| file.starts_with(src.join(part))) {
            continue;
        }
        let code = fs::read_to_string(&file).unwrap();
        let markup = MARKUP.iter().any(|part| file.starts_with(src.join(part)));
        for (line, word) in words_in(&code, &lexicon) {
            if markup && NAMES.contains(&word.to_lowercase().as_str()) {
                continue;
            }
            wrong.push(format!("{}:{line}: \"{word}\"", file.strip_prefix(&src).unwrap().display()));
        }
    }
    assert!(wrong.is_empty(), "words that belong in rules/:\n{}", wrong.join("\n"));
}

#[test]
fn a_planted_word_is_found() {
    let lexicon = lexicon();
    let plant = |code: &str| words_in(code, &lexicon);
    assert_eq!(plant("fn f() {\n let c = '\"'; g(\"Janvier\");\n}"), [(2, "Janvier".to_owned())]);
    assert_eq!(plant("const A: &str = r#\"january\"#;").len(), 1);
    assert_eq!(plant("// \"january\"\n#[cfg(test)]\nmod tests { const A: &str = \"january\"; }"), []);
}
