//! The stages of the pipeline timed apart, on the articles of `fixtures/tirana`: `cargo bench`.

// Clippy spares test functions, not benches.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use recoupe::align::align;
use recoupe::claim::sentence::Tools;
use recoupe::claim::{Claim, Document, Principal, read};
use recoupe::judge::{Policy, Question, judge};
use recoupe::pipeline::{self, Knowledge};
use recoupe::rules::Packs;
use recoupe::source::{Inputs, Labels, Source};
use recoupe::text::Text;
use recoupe::value::{self, Detail, Reading, Reason};

/// Everything a stage needs from those before it.
struct Stage {
    knowledge: Knowledge,
    labels: Labels,
    inputs: Inputs,
    sources: Vec<Source>,
}

static STAGE: LazyLock<Stage> = LazyLock::new(|| {
    let knowledge = Knowledge::compile(Packs::builtin()).unwrap();
    let labels = Labels::compile(knowledge.packs()).unwrap();
    let story = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/tirana");
    let inputs = Inputs { names: vec![story.to_owned()], ..Inputs::default() };
    let sources = recoupe::source::load(&inputs, &labels).sources;
    Stage { knowledge, labels, inputs, sources }
});

impl Stage {
    fn bytes(&self) -> BytesCount {
        BytesCount::new(self.sources.iter().map(|source| source.bytes).sum::<usize>())
    }

    fn language<'a>(&self, source: &'a Source) -> &'a str {
        source.metadata.language.as_deref().unwrap_or("en")
    }

    fn text<'a>(&self, source: &'a Source) -> Text<'a> {
        Text::new(&source.text, &source.blocks, self.knowledge.languages.get(self.language(source)).unwrap())
    }

    fn readings(&self, source: &Source, text: &Text<'_>) -> Vec<Reading> {
        value::read(text, self.language(source), &self.knowledge.values, source.metadata.published)
    }

    fn document(&self, at: usize, source: &Source, text: &Text<'_>, readings: &[Reading]) -> Document {
        let (parser, rules) = self.knowledge.parser(self.language(source)).unwrap();
        let lexicon = &self.knowledge.lexicon;
        let words = lexicon.words(self.language(source)).unwrap();
        let stemmer = self.knowledge.languages.get(self.language(source)).unwrap().stemmer();
        read::read(at, source, text, readings, Tools { parser, rules, words, lexicon, stemmer: &stemmer })
    }
}

fn main() {
    divan::main();
}

/// All packs, from TOML to compiled lexicons; parsers are not among them.
#[divan::bench]
fn compile_knowledge() -> Knowledge {
    Knowledge::compile(Packs::builtin()).unwrap()
}

/// One parser, from its bytes.
#[divan::bench(args = ["fr", "en"])]
fn load_parser(bencher: Bencher<'_, '_>, language: &str) {
    bencher.with_inputs(|| Knowledge::compile(Packs::builtin()).unwrap()).bench_refs(|knowledge| {
        knowledge.parser(language).unwrap();
    });
}

#[divan::bench]
fn stage_1_load(bencher: Bencher<'_, '_>) {
    let stage = &*STAGE;
    bencher.counter(stage.bytes()).bench(|| recoupe::source::load(&stage.inputs, &stage.labels));
}

#[divan::bench]
fn stage_2_text(bencher: Bencher<'_, '_>) {
    let stage = &*STAGE;
    bencher
        .counter(stage.bytes())
        .bench(|| stage.sources.iter().map(|s| stage.text(s).tokens.len()).sum::<usize>());
}

#[divan::bench]
fn stage_3_values(bencher: Bencher<'_, '_>) {
    let stage = &*STAGE;
    let texts: Vec<(&Source, Text<'_>)> = stage.sources.iter().map(|s| (s, stage.text(s))).collect();
    bencher
        .counter(stage.bytes())
        .bench(|| texts.iter().map(|(source, text)| stage.readings(source, text).len()).sum::<usize>());
}

/// Parsing and reading claims: one stage, for a sentence is parsed when its claims are read.
#[divan::bench]
fn stage_4_claims(bencher: Bencher<'_, '_>) {
    let stage = &*STAGE;
    let ready: Vec<_> = stage.sources.iter().map(|s| (s, stage.text(s))).collect();
    let ready: Vec<_> = ready
        .into_iter()
        .map(|(s, text)| {
            let readings = stage.readings(s, &text);
            (s, text, readings)
        })
        .collect();
    bencher.counter(stage.bytes()).bench(|| {
        let read = ready.iter().enumerate();
        read.map(|(at, (source, text, readings))| stage.document(at, source, text, readings).claims.len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn stage_5_align_and_judge(bencher: Bencher<'_, '_>) {
    let stage = &*STAGE;
    let mut claims: Vec<Claim> = Vec::new();
    let mut principals: Vec<Principal> = Vec::new();
    for (at, source) in stage.sources.iter().enumerate() {
        let text = stage.text(source);
        let document = stage.document(at, source, &text, &stage.readings(source, &text));
        claims.extend(document.claims);
        principals.push(document.principal);
    }
    bencher.counter(divan::counter::ItemsCount::new(claims.len())).bench(|| {
        let (claims, pairs) =
            align(claims.clone(), &principals, &stage.knowledge.lexicon, &stage.knowledge.weights);
        let asked = |claim: &Claim| Question {
            wording: BTreeMap::new(),
            plain: Reason::new("asked.concept"),
            about: vec![Detail::Text(claim.topic.concept.clone())],
        };
        judge(&stage.sources, &claims, &pairs, &Policy::default(), asked)
    });
}

/// The whole way, rules compiled and files read before.
#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let stage = &*STAGE;
    bencher
        .counter(stage.bytes())
        .with_inputs(|| stage.sources.clone())
        .bench_values(|sources| pipeline::check(sources, &stage.knowledge, &Policy::default()).unwrap());
}
