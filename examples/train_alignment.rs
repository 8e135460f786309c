//! Trains and measures the weights by which claims outside the packs are compared.
//!
//! ```text
//! cargo run --release --example train_alignment -- CLUSTER... > rules/alignment.toml
//! ```
//!
//! A cluster is a folder with `gold.json` and its documents (docs/eval.md). Two claims that stand on a pair labelled
//! otherwise than as a trap answer one question; every other pair of claims does not. Logistic regression with a penalty
//! on large weights; measured by leaving each cluster out in turn. Once more for the pairs so joined whose answers
//! contradict each other: those labelled as contradictions are, the others are not. `--quick` leaves the measuring out,
//! `--verbose` shows each pair, `--rules DIR` reads rules over those built in, `--keep` learns the second only, on what
//! the weights in the rules join.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::path::Path;

use anyhow::{Result, bail};
use recoupe::align::{
    Candidate, DOUBTS, Doubts, EVIDENCE, Evidence, Group, Pair, Ruled, Weights, candidates, pairs,
    probability, ruled,
};
use recoupe::claim::Claim;
use recoupe::eval::{Cluster, Label};
use recoupe::pipeline::{Knowledge, read_all};
use recoupe::rules::Packs;
use recoupe::source::Labels;
use recoupe::value::{Tolerance, Value, Verdict, compare};

const ROUNDS: usize = 12;
/// What large weights cost.
const PENALTY: f64 = 1.0;

/// One pair of claims: its evidence, whether it is one question, and for people what it is.
struct Example {
    group: Group,
    evidence: Evidence,
    same: bool,
    told: String,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let verbose = arguments.iter().any(|a| a == "--verbose");
    let mut packs = Packs::builtin();
    if let Some(at) = arguments.iter().position(|a| a == "--rules") {
        packs.overlay(Path::new(&arguments[at + 1]))?;
    }
    let folders: Vec<&String> =
        arguments.iter().filter(|a| Path::new(a).join("gold.json").exists()).collect();
    if folders.len() < 2 {
        bail!("train_alignment needs two labelled clusters or more; see docs/eval.md");
    }
    let labels = Labels::compile(&packs)?;
    let knowledge = Knowledge::compile(packs)?;
    let mut clusters = Vec::new();
    for folder in folders {
        let cluster = Cluster::load(Path::new(folder), &labels)?;
        clusters.push((cluster.name.clone(), Story::read(cluster, &knowledge)?));
    }
    let keep = arguments.iter().any(|a| a == "--keep");
    let quick = keep || arguments.iter().any(|a| a == "--quick");
    for (left_out, (name, held)) in clusters.iter().enumerate().filter(|_| !quick) {
        let others = clusters.iter().enumerate().filter(|(n, _)| *n != left_out);
        let rest: Vec<&Example> = others.flat_map(|(_, (_, s))| &s.examples).collect();
        measure(name, &held.examples.iter().collect::<Vec<_>>(), &train(&rest), verbose);
    }
    let all: Vec<&Example> = clusters.iter().flat_map(|(_, s)| &s.examples).collect();
    let same = if keep { knowledge.weights.same } else { train(&all) };
    let weights = Weights { same, ..Weights::none() };
    measure("all", &all, &weights.same, false);
    let contradictions: Vec<_> =
        clusters.iter().flat_map(|(_, story)| story.contradictions(&weights)).collect();
    let right = contradictions.iter().filter(|(_, right)| *right).count();
    eprintln!("{} pairs contradict each other, {right} rightly", contradictions.len());
    println!(
        "# What each piece of evidence weighs when claims outside the packs are compared; written by examples/train_alignment.rs."
    );
    println!("\n[despite]");
    for (name, weight) in
        DOUBTS.iter().zip(regress(contradictions.iter().map(|(doubts, right)| (doubts, *right))))
    {
        println!("{name} = {weight:.3}");
    }
    for (group, weights) in Group::ALL.iter().zip(weights.same) {
        println!("\n[{}]", group.name());
        for (name, weight) in EVIDENCE.iter().zip(weights) {
            println!("{name} = {weight:.3}");
        }
    }
    Ok(())
}

/// One labelled story, read.
struct Story {
    cluster: Cluster,
    claims: Vec<Claim>,
    ruled: Vec<Ruled>,
    candidates: Vec<Candidate>,
    examples: Vec<Example>,
}

impl Story {
    fn read(mut cluster: Cluster, knowledge: &Knowledge) -> Result<Self> {
        let (claims, principals) = read_all(&mut cluster.sources, knowledge)?;
        let ruled = ruled(&claims, &principals, &knowledge.lexicon);
        let candidates = candidates(&claims, &principals, &knowledge.lexicon, &ruled);
        let mut story = Self { cluster, claims, ruled, candidates, examples: Vec::new() };
        let open = story.candidates.iter().filter(|c| c.told.is_none());
        story.examples = open.map(|c| story.example(c)).collect();
        Ok(story)
    }

    fn example(&self, c: &Candidate) -> Example {
        let labels = self.labels(c.a, c.b);
        Example {
            group: Group::of(self.claims[c.a].kind),
            evidence: c.evidence,
            same: !labels.is_empty() && !labels.contains(&Label::Trap),
            told: format!("{}\n      {}", self.told(c.a), self.told(c.b)),
        }
    }

    fn labels(&self, a: usize, b: usize) -> Vec<Label> {
        let (a, b) = (&self.claims[a], &self.claims[b]);
        let of = self.cluster.pairs.iter().filter(|p| p.is_of(&self.cluster.sources, a, b));
        of.map(|p| p.label).collect()
    }

    fn told(&self, index: usize) -> String {
        let claim = &self.claims[index];
        let text = &self.cluster.sources[claim.source].text;
        format!("{} [{}] «{}»", claim.span.of(text), claim.topic.concept, claim.sentence.of(text))
    }

    /// The pairs that these weights join although their answers differ: what speaks for and against that, and whether
    /// they do so rightly. Counts that rose with time are nothing to learn from.
    fn contradictions(&self, weights: &Weights) -> Vec<(Doubts, bool)> {
        let published =
            |c: &Claim| self.cluster.sources[c.source].metadata.published.map(|date| date.first());
        let size = |c: &Claim| match &c.value {
            Value::Quantity(quantity) => quantity.size(),
            _ => None,
        };
        let differ = |p: &Pair| {
            let (a, b) = (&self.claims[p.a], &self.claims[p.b]);
            let (first, second) = if published(a) <= published(b) { (a, b) } else { (b, a) };
            let later = published(first) < published(second);
            let rose = a.topic.provisional || a.topic.cumulative && size(first) < size(second);
            let verdict = compare(&a.value, &b.value, &Tolerance::default()).verdict;
            verdict == Verdict::Contradict && !(later && rose)
        };
        let told = |p: &Pair| {
            let labels = self.labels(p.a, p.b);
            (p.doubts, !labels.is_empty() && labels.iter().all(|l| *l == Label::Contradiction))
        };
        let joined = pairs(&self.claims, &self.candidates, &self.ruled, weights);
        joined.iter().filter(|p| p.despite > 0.0 && differ(p)).map(told).collect()
    }
}

type All = [Evidence; Group::ALL.len()];

fn chance(weights: &All, example: &Example) -> f64 {
    probability(&weights[example.group as usize], &example.evidence)
}

fn train(examples: &[&Example]) -> All {
    Group::ALL.map(|group| {
        let of = examples.iter().filter(|e| e.group == group);
        regress(of.map(|e| (&e.evidence, e.same)))
    })
}

/// Logistic regression by Newton's method: a few rounds are exact to the last digit kept.
fn regress<'e, const N: usize>(examples: impl Iterator<Item = (&'e [f64; N], bool)> + Clone) -> [f64; N] {
    let mut weights = [0.0; N];
    for _ in 0..ROUNDS {
        let mut gradient = weights.map(|w| PENALTY * w);
        let mut curvature = [[0.0; N]; N];
        for (n, row) in curvature.iter_mut().enumerate() {
            row[n] = PENALTY;
        }
        for (evidence, is) in examples.clone() {
            let p = probability(&weights, evidence);
            let (error, steepness) = (p - f64::from(u8::from(is)), p * (1.0 - p));
            for (n, x) in evidence.iter().enumerate().filter(|(_, x)| **x != 0.0) {
                gradient[n] += error * x;
                for (m, y) in evidence.iter().enumerate() {
                    curvature[n][m] += steepness * x * y;
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curvature, gradient)) {
            *weight -= step;
        }
    }
    weights
}

/// Solves a system of equations by elimination; the matrix is positive definite, so no pivot is zero.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for n in 0..N {
        let (pivot, known) = (matrix[n], right[n]);
        for below in n + 1..N {
            let factor = matrix[below][n] / pivot[n];
            for (cell, above) in matrix[below].iter_mut().zip(&pivot).skip(n) {
                *cell -= factor * above;
            }
            right[below] -= factor * known;
        }
    }
    for n in (0..N).rev() {
        let known: f64 = (n + 1..N).map(|m| matrix[n][m] * right[m]).sum();
        right[n] = (right[n] - known) / matrix[n][n];
    }
    right
}

fn measure(name: &str, examples: &[&Example], weights: &All, verbose: bool) {
    let same = examples.iter().filter(|e| e.same).count();
    eprint!("{:28} {:5} pairs {same:4} same", name.chars().take(28).collect::<String>(), examples.len());
    for least in [0.3, 0.5, 0.7] {
        let taken: Vec<&&Example> = examples.iter().filter(|e| chance(weights, e) >= least).collect();
        let right = taken.iter().filter(|e| e.same).count();
        eprint!("   from {least}: {right:3} of {:3}", taken.len());
    }
    eprintln!();
    if verbose {
        let mut rated: Vec<(f64, &Example)> = examples.iter().map(|e| (chance(weights, e), *e)).collect();
        rated.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (p, e) in rated.iter().filter(|(p, e)| e.same || *p >= 0.4) {
            eprintln!("  {p:.2} {} {}", if e.same { "SAME" } else { "two " }, e.told);
        }
    }
}
