//! The catalogues of the reports' own words say the same things in every language, and nothing that is never said.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use recoupe::rules::Packs;
use recoupe::words::{DEFAULT, Words};
use toml::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text of a catalogue by its key, lists entry by entry.
fn flatten(above: &str, value: &Value, texts: &mut BTreeMap<String, String>) {
    let below = |key: &str| if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") };
    match value {
        Value::Table(table) => table.iter().for_each(|(key, inner)| flatten(&below(key), inner, texts)),
        Value::Array(items) if above != "singular" => {
            items.iter().enumerate().for_each(|(at, inner)| flatten(&below(&at.to_string()), inner, texts));
        }
        Value::String(text) => {
            texts.insert(above.to_owned(), text.clone());
        }
        _ => {}
    }
}

fn catalogue(language: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join(format!("rules/ui/{language}.toml"))).unwrap();
    let mut texts = BTreeMap::new();
    flatten("", &toml::from_str(&text).unwrap(), &mut texts);
    texts.retain(|key, _| key != "vocabulary");
    texts
}

fn gaps(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(gap, _)| gap).collect()
}

/// All code that may name a key: Rust files and templates.
fn code(folder: &Path, out: &mut String) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            code(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs" || end == "html") {
            out.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_language_has_every_phrase_with_its_gaps() {
    let english = catalogue(DEFAULT);
    let packs = Packs::builtin();
    let languages = Words::languages(&packs);
    assert!(languages.len() >= 2);
    for language in languages {
        assert!(Words::of(&packs, language).unwrap().is_some());
        let own = catalogue(language);
        let phrases = |of: &BTreeMap<String, String>| -> BTreeMap<String, String> {
            of.iter()
                .filter(|(key, _)| key.starts_with("phrase."))
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect()
        };
        let (here, there) = (phrases(&own), phrases(&english));
        let keys = |of: &BTreeMap<String, String>| of.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&here), keys(&there), "{language}");
        for (key, text) in &here {
            let needed = gaps(&there[key]);
            // A singular may spell its number out.
            let missing: Vec<_> = needed.difference(&gaps(text)).copied().collect();
            assert!(missing.is_empty() || missing == ["n"], "{language}: {key} lacks {missing:?}");
            assert!(gaps(text).is_subset(&needed), "{language}: {key} has a gap that nothing fills");
        }
        for list in ["notation.months.11", "notation.weekdays.6"] {
            assert!(own.contains_key(list), "{language} lacks {list}");
        }
    }
}

#[test]
fn no_phrase_is_never_said() {
    let mut all = String::new();
    code(&root().join("src"), &mut all);
    for key in catalogue(DEFAULT).keys().filter_map(|key| key.strip_prefix("phrase.")) {
        let key = key.strip_suffix(".one").or(key.strip_suffix(".other")).unwrap_or(key);
        let section = key.rsplit_once('.').map_or("", |(section, _)| section);
        let named = all.contains(&format!("\"{key}\""));
        let chosen = ["one_of(", "named("].iter().any(|call| all.contains(&format!("{call}\"{section}\"")))
            || all.contains(&format!("\"{section}.{{"));
        assert!(named || (!section.is_empty() && chosen), "nothing says {key}");
    }
}

#[test]
fn no_key_lacks_its_phrase() {
    let mut all = String::new();
    code(&root().join("src"), &mut all);
    let words = Words::english();
    let mut asked = 0;
    for call in [".say(\"", ".fill(\"", "Reason::new(\"", "Phrase(\""] {
        for key in all.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
            let plural = words.find(&format!("{key}.other")).is_some();
            assert!(words.find(key).is_some() || plural, "{key} stands in no catalogue");
            asked += 1;
        }
    }
    for key in all.split(".count(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let forms = ["one", "other"].map(|form| words.find(&format!("{key}.{form}")).is_some());
        assert_eq!(forms, [true; 2], "{key} has no singular or no plural");
        asked += 1;
    }
    assert!(asked > 50, "only {asked} keys were seen");
}

#[test]
fn what_fills_a_gap_is_not_filled() {
    let words = Words::english();
    assert_eq!(words.fill("labelled", &[("label", &"{text}"), ("text", &"{label}")]), "{text}: {label}");
}

#[test]
fn numbers_and_dates_are_written_as_readers_do() {
    let french = Words::of(&Packs::builtin(), "fr").unwrap().unwrap();
    assert_eq!(french.notation().number("1234567.5".parse().unwrap()), "1\u{202f}234\u{202f}567,5");
    assert_eq!(french.published("2024-07-01".parse().unwrap()), "1er juillet 2024");
    assert_eq!(french.published("2024-08".parse().unwrap()), "août 2024");
    assert_eq!(french.probability(0.5), "0,50");
    assert_eq!(
        (french.count("count.source", 0), french.count("count.source", 2)),
        ("0 source".into(), "2 sources".into())
    );
    assert_eq!(Words::english().count("count.source", 0), "0 sources");
    assert_eq!((french.term("event.earthquake").as_str(), french.name("Albania")), ("séisme", "Albanie"));
}
