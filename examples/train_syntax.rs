//! Trains and measures the syntax model of a language.
//!
//! ```text
//! cargo run --release --example train_syntax -- --language fr --train A.conllu B.conllu --test C.conllu --out fr.model
//! cargo run --release --example train_syntax -- --model fr.model --test C.conllu
//! ```
#![allow(clippy::print_stdout)]

use anyhow::{Context, Result, bail};
use clap::Parser as _;
use recoupe::syntax::Parser;
use recoupe::syntax::train::{Options, Scores, Sentence, evaluate, read_conllu, train};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(clap::Parser)]
#[command(about = "Trains and measures the syntax model of a language")]
struct Arguments {
    /// Language, for the messages only
    #[arg(long, default_value = "")]
    language: String,
    /// Treebank files to train on
    #[arg(long, num_args = 1..)]
    train: Vec<PathBuf>,
    /// Treebank files to measure on
    #[arg(long, num_args = 1..)]
    test: Vec<PathBuf>,
    /// Where to write the model
    #[arg(long)]
    out: Option<PathBuf>,
    /// A model to measure instead of training one
    #[arg(long, conflicts_with = "train")]
    model: Option<PathBuf>,
    /// Passes over the examples: tagger, parser, labeller
    #[arg(long, num_args = 3)]
    passes: Vec<usize>,
    /// Hash bits: tags, moves, labels, verb forms
    #[arg(long, num_args = 4)]
    bits: Vec<u32>,
    /// Weights to drop: tags, moves, labels, verb forms
    #[arg(long, num_args = 4)]
    prune: Vec<i8>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let parser = match &arguments.model {
        Some(path) => load(path)?,
        None => trained(&arguments)?,
    };
    for path in &arguments.test {
        let sentences = read(path)?;
        report(path, &evaluate(&parser, &sentences));
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(read_conllu(&text))
}

fn load(path: &Path) -> Result<Parser> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Parser::load(&bytes)?;
    let start = Instant::now();
    let parser = Parser::load(&bytes)?;
    println!("{}: {} bytes, loaded in {:.1?}", path.display(), bytes.len(), start.elapsed());
    Ok(parser)
}

fn trained(arguments: &Arguments) -> Result<Parser> {
    let mut sentences = Vec::new();
    for path in &arguments.train {
        sentences.extend(read(path)?);
    }
    if sentences.is_empty() {
        bail!("nothing to train on: give --train with treebank files, or --model");
    }
    let mut options = Options::default();
    options.passes = arguments.passes.clone().try_into().unwrap_or(options.passes);
    options.bits = arguments.bits.clone().try_into().unwrap_or(options.bits);
    options.prune = arguments.prune.clone().try_into().unwrap_or(options.prune);
    let words: usize = sentences.iter().map(Vec::len).sum();
    println!("{} training on {} sentences, {words} words", arguments.language, sentences.len());
    let start = Instant::now();
    let bytes = train(&sentences, &options).to_bytes();
    println!("trained in {:.1?}, {} bytes", start.elapsed(), bytes.len());
    if let Some(path) = &arguments.out {
        std::fs::write(path, &bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(Parser::load(&bytes)?)
}

fn report(path: &Path, scores: &Scores) {
    let percent = |right: usize, all: usize| 100.0 * right as f64 / all.max(1) as f64;
    let of_words = |right| percent(right, scores.words);
    println!(
        "{}: {} words, UPOS {:.1}, UAS {:.1}, LAS {:.1}, lemma {:.1} (nouns, verbs, adjectives {:.1}), \
         verb form {:.1}, governor of a number {:.1} ({}), {:.1} MB/s",
        path.file_name().unwrap_or_default().to_string_lossy(),
        scores.words,
        of_words(scores.upos),
        of_words(scores.heads),
        of_words(scores.labelled),
        of_words(scores.lemmas),
        percent(scores.content[1], scores.content[0]),
        percent(scores.forms[1], scores.forms[0]),
        percent(scores.governors[1], scores.governors[0]),
        scores.governors[0],
        scores.bytes as f64 / 1e6 / scores.time.as_secs_f64(),
    );
    for (rel, [gold, found, both]) in scores.relations {
        println!(
            "    {:<12} recall {:.0} precision {:.0}",
            rel.as_str(),
            percent(both, gold),
            percent(both, found)
        );
    }
}
