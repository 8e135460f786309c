//! How fast values are read, beside the least that any reader of the same words would need.
//!
//! `cargo bench --bench values` prints MB/s for cutting a French text up, for reading its values with and without that,
//! for a bare aho-corasick pass over the trigger words of the packs on the same text, and the ratio of the two.

#![allow(clippy::expect_used, reason = "a benchmark without its rules has nothing to measure")]
#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, MatchKind};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use recoupe::rules::Packs;
use recoupe::source::{Block, BlockKind};
use recoupe::span::Span;
use recoupe::text::{Languages, Text};
use recoupe::value::{ValueRules, read};

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const LANGUAGE: &str = "fr";
const SIZE: usize = 1 << 20;

static PACKS: LazyLock<Packs> = LazyLock::new(Packs::builtin);

static RULES: LazyLock<(Languages, ValueRules)> = LazyLock::new(|| {
    let mut languages = Languages::compile(&PACKS).expect("built-in packs compile");
    let rules =
        ValueRules::compile(&PACKS, &mut languages, &PACKS.languages()).expect("built-in packs compile");
    (languages, rules)
});

/// The French fixtures, repeated; the sample beside this file where there are none.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut text);
    if text.is_empty() {
        text.push_str(include_str!("sample_fr.txt"));
    }
    text.repeat(SIZE / text.len() + 1)
});

fn gather(folder: &Path, text: &mut String) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, text);
        } else if path.extension().is_some_and(|e| e == "txt") {
            let content = std::fs::read_to_string(&path).unwrap_or_default();
            if RULES.0.detect(&content) == Some(LANGUAGE) {
                text.push_str(&content);
                text.push('\n');
            }
        }
    }
}

fn cut(text: &str) -> Text<'_> {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    Text::new(text, &[block], RULES.0.get(LANGUAGE).expect("a built-in language"))
}

fn main() {
    divan::main();
    let text = TEXT.as_str();
    let automaton = triggers();
    let values = fastest(|| read(&cut(text), LANGUAGE, &RULES.1, None).len());
    let floor = fastest(|| automaton.find_iter(text).count());
    let rate = |time: Duration| text.len() as f64 / 1e6 / time.as_secs_f64();
    println!(
        "values {:.1} MB/s, bare aho-corasick {:.1} MB/s: {:.1} times the floor",
        rate(values),
        rate(floor),
        values.as_secs_f64() / floor.as_secs_f64()
    );
}

/// The shortest of several runs, which the rest of the machine disturbed least.
fn fastest(run: impl Fn() -> usize) -> Duration {
    const RUNS: usize = 10;
    let time = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..RUNS).map(time).min().unwrap_or_default()
}

#[divan::bench]
fn cut_and_read(bencher: Bencher) {
    let text = TEXT.as_str();
    bencher.counter(BytesCount::of_str(text)).bench(|| read(&cut(text), LANGUAGE, &RULES.1, None));
}

#[divan::bench]
fn cut_only(bencher: Bencher) {
    let text = TEXT.as_str();
    bencher.counter(BytesCount::of_str(text)).bench(|| cut(text));
}

#[divan::bench]
fn read_only(bencher: Bencher) {
    let text = cut(&TEXT);
    bencher.counter(BytesCount::of_str(text.raw)).bench(|| read(&text, LANGUAGE, &RULES.1, None));
}

/// The floor: finding the packs' own words, no more.
#[divan::bench]
fn bare_aho_corasick(bencher: Bencher) {
    let (text, automaton) = (TEXT.as_str(), triggers());
    bencher.counter(BytesCount::of_str(text)).bench(|| automaton.find_iter(text).count());
}

/// An automaton of all words of the value packs.
fn triggers() -> AhoCorasick {
    let mut words = BTreeSet::new();
    let language = format!("languages/{LANGUAGE}/");
    for pack in PACKS.under(&language).filter(|p| VALUE_PACKS.iter().any(|name| p.path.ends_with(name))) {
        collect(&pack.read::<toml::Value>().expect("a pack is TOML"), &mut words);
    }
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(&words)
        .expect("an automaton of some hundred words")
}

const VALUE_PACKS: [&str; 5] =
    ["calendar.toml", "contexts.toml", "counts.toml", "hedges.toml", "numerals.toml"];

fn collect(value: &toml::Value, words: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(word) if !word.is_empty() => {
            words.insert(word.clone());
        }
        toml::Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        toml::Value::Table(table) => table.values().for_each(|item| collect(item, words)),
        _ => {}
    }
}
