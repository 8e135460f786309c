//! Trains and measures the weights by which claims outside the packs are compared.
//!
//! ```text
//! cargo run --release --example train_alignment -- CLUSTER... > rules/alignment.toml
//! ```
//!
//! A cluster is a folder with `gold.json` and its documents (docs/eval.md). Two claims that stand on a pair labelled
//! otherwise than as a trap answer one question; every other pair of claims does not. Logistic regression with a penalty
//! on large weights; measured by leaving each cluster out in turn.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::path::Path;

use anyhow::{Result, bail};
use recoupe::align::{EVIDENCE, Evidence, Group, candidates, probability, ruled};
use recoupe::eval::{Cluster, Label};
use recoupe::pipeline::{Knowledge, read_all};
use recoupe::rules::Packs;
use recoupe::source::Labels;
use recoupe::value::{Tolerance, Verdict, compare};

const ROUNDS: usize = 12;
/// What large weights cost.
const PENALTY: f64 = 1.0;

/// One pair of claims: its evidence, whether it is one question, and for people what it is.
struct Example {
    group: Group,
    evidence: Evidence,
    same: bool,
    differ: bool,
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
        clusters.push((cluster.name.clone(), examples(cluster, &knowledge)?));
    }
    for (left_out, (name, held)) in clusters.iter().enumerate() {
        let rest: Vec<&Example> =
            clusters.iter().enumerate().filter(|(n, _)| *n != left_out).flat_map(|(_, (_, e))| e).collect();
        measure(name, held, &train(&rest), verbose);
    }
    let all: Vec<&Example> = clusters.iter().flat_map(|(_, e)| e).collect();
    let weights = train(&all);
    let examples: Vec<Example> = clusters.into_iter().flat_map(|(_, e)| e).collect();
    measure("all, seen", &examples, &weights, false);
    println!(
        "# What each piece of evidence weighs when claims outside the packs are compared; written by examples/train_alignment.rs."
    );
    for (group, weights) in Group::ALL.iter().zip(weights) {
        println!("\n[{}]\ndiffer = {:.3}", group.name(), differ(&examples, *group, &weights));
        println!("[{}.evidence]", group.name());
        for (name, weight) in EVIDENCE.iter().zip(weights) {
            println!("{name} = {weight:.3}");
        }
    }
    Ok(())
}

fn examples(mut cluster: Cluster, knowledge: &Knowledge) -> Result<Vec<Example>> {
    let (claims, principals) = read_all(&mut cluster.sources, knowledge)?;
    let ruled = ruled(&claims, &principals, &knowledge.lexicon);
    let found = candidates(&claims, &principals, &knowledge.lexicon, &ruled);
    let told = |index: usize| {
        let claim = &claims[index];
        let text = &cluster.sources[claim.source].text;
        format!("{} [{}] «{}»", claim.span.of(text), claim.topic.concept, claim.sentence.of(text))
    };
    let labelled = |c: &recoupe::align::Candidate| {
        let (a, b) = (&claims[c.a], &claims[c.b]);
        let of: Vec<Label> =
            cluster.pairs.iter().filter(|p| p.is_of(&cluster.sources, a, b)).map(|p| p.label).collect();
        !of.is_empty() && !of.contains(&Label::Trap)
    };
    Ok(found
        .iter()
        .map(|c| Example {
            group: Group::of(claims[c.a].kind),
            evidence: c.evidence,
            same: labelled(c),
            differ: compare(&claims[c.a].value, &claims[c.b].value, &Tolerance::default()).verdict
                == Verdict::Contradict,
            told: format!("{}\n      {}", told(c.a), told(c.b)),
        })
        .collect())
}

type All = [Evidence; Group::ALL.len()];

fn chance(weights: &All, example: &Example) -> f64 {
    probability(&weights[example.group as usize], &example.evidence)
}

fn train(examples: &[&Example]) -> All {
    Group::ALL.map(|group| {
        let of: Vec<&Example> = examples.iter().filter(|e| e.group == group).copied().collect();
        train_group(&of)
    })
}

/// Logistic regression by Newton's method: a few rounds are exact to the last digit kept.
fn train_group(examples: &[&Example]) -> Evidence {
    let mut weights: Evidence = [0.0; EVIDENCE.len()];
    for _ in 0..ROUNDS {
        let mut gradient: Evidence = weights.map(|w| PENALTY * w);
        let mut curvature = [[0.0; EVIDENCE.len()]; EVIDENCE.len()];
        for (n, row) in curvature.iter_mut().enumerate() {
            row[n] = PENALTY;
        }
        for Example { evidence, same, .. } in examples.iter().copied() {
            let p = probability(&weights, evidence);
            let (error, steepness) = (p - f64::from(u8::from(*same)), p * (1.0 - p));
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

/// From this probability on, pairs are told apart by how often their answers differ.
const LIKELY: f64 = 0.3;

/// How many times likelier answers are to contradict each other where the question is the same than where it is not.
fn differ(examples: &[Example], group: Group, weights: &Evidence) -> f64 {
    let share = |same: bool| {
        let likely =
            |e: &&Example| e.group == group && e.same == same && probability(weights, &e.evidence) >= LIKELY;
        let all = examples.iter().filter(likely).count();
        let differ = examples.iter().filter(likely).filter(|e| e.differ).count();
        // One more of each, so that few examples never give certainty.
        (differ + 1) as f64 / (all + 2) as f64
    };
    share(true) / share(false)
}

/// Solves a system of equations by elimination; the matrix is positive definite, so no pivot is zero.
fn solve(mut matrix: [Evidence; EVIDENCE.len()], mut right: Evidence) -> Evidence {
    let size = right.len();
    for n in 0..size {
        let (pivot, known) = (matrix[n], right[n]);
        for below in n + 1..size {
            let factor = matrix[below][n] / pivot[n];
            for (cell, above) in matrix[below].iter_mut().zip(&pivot).skip(n) {
                *cell -= factor * above;
            }
            right[below] -= factor * known;
        }
    }
    for n in (0..size).rev() {
        let known: f64 = (n + 1..size).map(|m| matrix[n][m] * right[m]).sum();
        right[n] = (right[n] - known) / matrix[n][n];
    }
    right
}

fn measure(name: &str, examples: &[Example], weights: &All, verbose: bool) {
    let same = examples.iter().filter(|e| e.same).count();
    eprint!("{:28} {:5} pairs {same:4} same", name.chars().take(28).collect::<String>(), examples.len());
    for least in [0.3, 0.5, 0.7] {
        let taken: Vec<&Example> = examples.iter().filter(|e| chance(weights, e) >= least).collect();
        let right = taken.iter().filter(|e| e.same).count();
        eprint!("   from {least}: {right:3} of {:3}", taken.len());
    }
    eprintln!();
    if verbose {
        let mut rated: Vec<(f64, &Example)> = examples.iter().map(|e| (chance(weights, e), e)).collect();
        rated.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (p, e) in rated.iter().filter(|(p, e)| e.same || *p >= 0.4) {
            eprintln!("  {p:.2} {} {}", if e.same { "SAME" } else { "two " }, e.told);
        }
    }
}
