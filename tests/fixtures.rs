//! The stories under `fixtures/`: what must be found in them, what must not, and what is still wished for.
//!
//! Each story's `expected.json` says it in four lists:
//!
//! - `must`: findings that have to be there.
//! - `must_not`: pairs of quotes that no contradiction may connect.
//! - `wished`: findings the texts plainly support but the program does not make yet, or (`"relation": "none"`)
//!   contradictions it still makes and should not. Each says why. A wish that has come true fails the test, so that it
//!   is moved up: by hand, or by `FIXTURES=settle cargo test --test fixtures`.
//! - `"complete": true`: no contradiction besides those listed.
//!
//! A finding connects two quotes when a claim of one side covers the first and a claim of the other side the second: with
//! its span, or, for the kinds that have no value of their own, with its sentence.

// Clippy spares test functions, not their helpers.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use recoupe::claim::{Claim, ClaimKind};
use recoupe::judge::{Finding, Policy, Relation};
use recoupe::pipeline::{Knowledge, Report, check};
use recoupe::rules::Packs;
use recoupe::source::{Inputs, Labels, Source, load};
use recoupe::span::Span;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// What the story is for.
    #[serde(rename = "story")]
    _story: String,
    #[serde(default)]
    complete: bool,
    #[serde(default)]
    must: Vec<Expectation>,
    #[serde(default)]
    must_not: Vec<Trap>,
    #[serde(default)]
    wished: Vec<Expectation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    /// A relation, or `none` where no contradiction may connect the two.
    relation: String,
    kind: Option<String>,
    concept: Option<String>,
    a: Quote,
    b: Quote,
    /// Of a wish: what is in the way.
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trap {
    why: String,
    a: Quote,
    b: Quote,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quote {
    /// File of the story, with the item's id behind `#` in a feed.
    #[serde(rename = "in")]
    file: String,
    /// Words of it, found once.
    quote: String,
    /// The value as reports show it, with plain spaces.
    value: Option<String>,
}

/// A quote's place: source and span.
type Place = (usize, Span);

struct Story {
    folder: PathBuf,
    expected: Expected,
    report: Report,
}

impl Story {
    fn read(folder: &Path, knowledge: &Knowledge, labels: &Labels) -> Self {
        let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
        let expected = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let inputs = Inputs { names: vec![folder.display().to_string()], ..Inputs::default() };
        let loaded = load(&inputs, labels);
        assert!(loaded.problems.is_empty(), "{}: {:?}", folder.display(), loaded.problems);
        let report = check(loaded.sources, knowledge, &Policy::default()).unwrap();
        Self { folder: folder.to_owned(), expected, report }
    }

    fn place(&self, quote: &Quote) -> Place {
        let (file, id) =
            quote.file.split_once('#').map_or((quote.file.as_str(), None), |(f, i)| (f, Some(i)));
        let wanted = |source: &Source| {
            Path::new(&source.path) == self.folder.join(file)
                && id.is_none_or(|id| source.metadata.id.as_deref() == Some(id))
        };
        let index = self.report.sources.iter().position(wanted);
        let index = index.unwrap_or_else(|| panic!("{}: no source {}", self.folder.display(), quote.file));
        let mut found = self.report.sources[index].text.match_indices(&quote.quote);
        match (found.next(), found.next()) {
            (Some((at, words)), None) => (index, Span::new(at, at + words.len())),
            (first, _) => {
                let fault = if first.is_none() { "not there" } else { "there more than once" };
                panic!("{}: {}: quote {fault}: {}", self.folder.display(), quote.file, quote.quote)
            }
        }
    }

    fn covers(&self, claim: usize, (source, span): Place) -> bool {
        let Claim { source: of, kind, span: words, sentence, .. } = &self.report.claims[claim];
        let loose = matches!(kind, ClaimKind::Polarity | ClaimKind::Identity | ClaimKind::Place);
        *of == source && (words.overlaps(span) || (loose && sentence.overlaps(span)))
    }

    /// Whether `finding` has a claim that `fits` the first quote on one side and one that fits the second on the other.
    /// An agreement's claims may all stand on one side.
    fn connects(
        &self,
        finding: &Finding,
        a: &Quote,
        b: &Quote,
        fits: impl Fn(usize, &Quote) -> bool,
    ) -> bool {
        let (first, second) = (self.place(a), self.place(b));
        let hit = |side: &[usize], quote: &Quote, place: Place| {
            side.iter().any(|&claim| self.covers(claim, place) && fits(claim, quote))
        };
        let either = |x: &[usize], y: &[usize]| hit(x, a, first) && hit(y, b, second);
        let all = [finding.a.as_slice(), finding.b.as_slice()].concat();
        either(&finding.a, &finding.b)
            || either(&finding.b, &finding.a)
            || (finding.relation == Relation::Agreement && either(&all, &all))
    }

    /// Whether a contradiction connects the two quotes, whatever its kind.
    fn contradicts(&self, a: &Quote, b: &Quote) -> bool {
        let findings = self.report.findings.iter();
        findings
            .filter(|f| f.relation == Relation::Contradiction)
            .any(|f| self.connects(f, a, b, |_, _| true))
    }

    fn is_met(&self, wanted: &Expectation) -> bool {
        if wanted.relation == "none" {
            return !self.contradicts(&wanted.a, &wanted.b);
        }
        self.report.findings.iter().any(|finding| self.is(finding, wanted))
    }

    fn is(&self, finding: &Finding, wanted: &Expectation) -> bool {
        let fits = |claim: usize, quote: &Quote| {
            let claim = &self.report.claims[claim];
            wanted.concept.as_ref().is_none_or(|concept| *concept == claim.topic.concept)
                && quote.value.as_ref().is_none_or(|value| *value == shown(claim))
        };
        name(&finding.relation) == wanted.relation
            && wanted.kind.as_ref().is_none_or(|kind| *kind == name(&finding.kind))
            && self.connects(finding, &wanted.a, &wanted.b, fits)
    }

    /// The story's faults, one a line.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for wanted in self.expected.must.iter().filter(|wanted| !self.is_met(wanted)) {
            faults.push(format!("missing: {}", self.told(wanted)));
        }
        for trap in self.expected.must_not.iter().filter(|trap| self.contradicts(&trap.a, &trap.b)) {
            faults
                .push(format!("contradicted, but {}:\n    {}\n    {}", trap.why, trap.a.quote, trap.b.quote));
        }
        for wish in &self.expected.wished {
            assert!(
                wish.reason.is_some(),
                "{}: a wish without a reason: {}",
                self.folder.display(),
                wish.a.quote
            );
            if self.is_met(wish) {
                faults.push(format!(
                    "no longer only wished, move it to \"must\" (FIXTURES=settle does): {}",
                    self.told(wish)
                ));
            }
        }
        if self.expected.complete {
            let listed = |f: &&Finding| {
                let expected = self.expected.must.iter().chain(&self.expected.wished);
                expected.clone().any(|wanted| self.connects(f, &wanted.a, &wanted.b, |_, _| true))
            };
            let found = self.report.findings.iter().filter(|f| f.relation == Relation::Contradiction);
            faults.extend(
                found.filter(|f| !listed(f)).map(|f| format!("not expected: {}", told(&self.report, f))),
            );
        }
        faults
    }

    fn told(&self, wanted: &Expectation) -> String {
        let side = |quote: &Quote| {
            let place = self.place(quote);
            let claims = (0..self.report.claims.len()).filter(|&claim| self.covers(claim, place));
            let read: Vec<String> = claims
                .map(|claim| {
                    format!(
                        "{} = {}",
                        self.report.claims[claim].topic.concept,
                        shown(&self.report.claims[claim])
                    )
                })
                .collect();
            let value = quote.value.as_deref().unwrap_or("any value");
            format!("\n    {} “{}” ({value}); read there: [{}]", quote.file, quote.quote, read.join(", "))
        };
        let kind = wanted.kind.as_deref().unwrap_or("of any kind");
        let concept = wanted.concept.as_deref().unwrap_or("any concept");
        format!("{} {kind}, {concept}{}{}", wanted.relation, side(&wanted.a), side(&wanted.b))
    }

    /// Moves the wishes that have come true to `must`, or drops them to `must_not` where they are traps no more.
    fn settle(&self) {
        let path = self.folder.join("expected.json");
        let mut file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let Some(Value::Array(wishes)) = file.get_mut("wished").map(Value::take) else { return };
        let (met, kept): (Vec<_>, Vec<_>) = wishes
            .into_iter()
            .zip(&self.expected.wished)
            .map(|(entry, wish)| (entry, self.is_met(wish)))
            .partition(|(_, met)| *met);
        file["wished"] = Value::Array(kept.into_iter().map(|(entry, _)| entry).collect());
        for (mut entry, _) in met {
            let list = if entry["relation"] == "none" {
                entry = json!({"why": entry["reason"], "a": entry["a"], "b": entry["b"]});
                "must_not"
            } else {
                entry.as_object_mut().unwrap().shift_remove("reason");
                "must"
            };
            file.as_object_mut()
                .unwrap()
                .entry(list)
                .or_insert_with(|| json!([]))
                .as_array_mut()
                .unwrap()
                .push(entry);
        }
        std::fs::write(path, tidy(&file, 0) + "\n").unwrap();
    }
}

/// A story's expectations as they are kept: a line a side.
fn tidy(value: &Value, depth: usize) -> String {
    let (open, close, entries): (char, char, Vec<String>) = match value {
        Value::Object(fields) if depth < 3 => {
            let told =
                fields.iter().map(|(key, field)| format!("{}: {}", json!(key), tidy(field, depth + 1)));
            ('{', '}', told.collect())
        }
        Value::Array(list) if depth < 3 && !list.is_empty() => {
            ('[', ']', list.iter().map(|entry| tidy(entry, depth + 1)).collect())
        }
        Value::Object(fields) => {
            let told =
                fields.iter().map(|(key, field)| format!("{}: {field}", json!(key))).collect::<Vec<_>>();
            return format!("{{{}}}", told.join(", "));
        }
        other => return other.to_string(),
    };
    let pad = "  ".repeat(depth);
    let lines: Vec<String> = entries.iter().map(|entry| format!("{pad}  {entry}")).collect();
    format!("{open}\n{}\n{pad}{close}", lines.join(",\n"))
}

/// A word as the JSON report writes it.
fn name(word: &impl Serialize) -> String {
    serde_json::to_value(word).unwrap().as_str().unwrap().to_owned()
}

/// A finding with its claims, for people.
fn told(report: &Report, finding: &Finding) -> String {
    let side = |claims: &[usize]| {
        let told = claims.iter().map(|&claim| {
            let claim = &report.claims[claim];
            let source = &report.sources[claim.source];
            format!(
                "\n    {} {} = {} “{}”",
                source.path,
                claim.topic.concept,
                shown(claim),
                claim.sentence.of(&source.text)
            )
        });
        told.collect::<String>()
    };
    format!("{} {}{}{}", name(&finding.relation), name(&finding.kind), side(&finding.a), side(&finding.b))
}

/// A claim's value with plain spaces.
fn shown(claim: &Claim) -> String {
    claim.value.to_string().replace(['\u{202f}', '\u{a0}'], " ")
}

/// The stories, in order.
fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    assert!(folders.len() >= 6, "stories are gone");
    folders
}

/// Contradictions between articles on unrelated stories that are still found. Only ever lower it: there should be none.
const STRAY: usize = 3;

#[test]
fn unrelated_stories_do_not_contradict_each_other() {
    let knowledge = Knowledge::compile(Packs::builtin()).unwrap();
    let labels = Labels::compile(knowledge.packs()).unwrap();
    let names = folders().iter().map(|folder| folder.display().to_string()).collect();
    let loaded = load(&Inputs { names, ..Inputs::default() }, &labels);
    let report = check(loaded.sources, &knowledge, &Policy::default()).unwrap();
    let story = |&claim: &usize| Path::new(&report.sources[report.claims[claim].source].path).parent();
    let strays: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| finding.relation == Relation::Contradiction)
        .filter(|finding| !finding.a.iter().any(|a| finding.b.iter().any(|b| story(a) == story(b))))
        .map(|finding| told(&report, finding))
        .collect();
    assert!(strays.len() <= STRAY, "{} instead of {STRAY}:\n{}", strays.len(), strays.join("\n"));
}

#[test]
fn none_of_one_thing_answers_no_question_of_another() {
    let knowledge = Knowledge::compile(Packs::builtin()).unwrap();
    let labels = Labels::compile(knowledge.packs()).unwrap();
    let mut nones = 0;
    for folder in folders() {
        let inputs = Inputs { names: vec![folder.display().to_string()], ..Inputs::default() };
        let report = check(load(&inputs, &labels).sources, &knowledge, &Policy::default()).unwrap();
        for fact in &report.facts {
            let claims: Vec<&Claim> =
                fact.sides.iter().flat_map(|side| &side.claims).map(|&at| &report.claims[at]).collect();
            let known = claims.iter().filter(|claim| claim.topic.known);
            for none in known.clone().filter(|claim| claim.value.is_none()) {
                nones += 1;
                let other = known.clone().find(|claim| !claim.topic.is_one_known(&none.topic));
                assert!(other.is_none(), "{}: {none:?}\n{other:?}", folder.display());
            }
        }
    }
    assert!(nones > 3, "no story tells of none");
}

#[test]
fn every_story_gives_what_it_must() {
    let knowledge = Knowledge::compile(Packs::builtin()).unwrap();
    let labels = Labels::compile(knowledge.packs()).unwrap();
    let settle = std::env::var_os("FIXTURES").is_some_and(|wanted| wanted == "settle");
    let mut faults = String::new();
    for folder in folders() {
        let story = Story::read(&folder, &knowledge, &labels);
        if settle {
            story.settle();
        }
        for fault in story.faults() {
            faults.push_str(&format!("\n{}: {fault}", folder.file_name().unwrap().display()));
        }
    }
    assert!(settle || faults.is_empty(), "{faults}\n");
}
