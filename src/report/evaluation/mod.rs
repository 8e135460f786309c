//! What came of measuring the program on labelled data: for eyes, and as the contract `recoupe.eval/1`.

mod cases;
mod tables;

use std::io::{self, Write};

use serde::Serialize;

use super::Style;
use super::wire::Tool;
use crate::eval::{ClusterScore, Evaluation, Figures, Miss, PairFigures, PairsScore, Wrong};
use tables::Page;

/// Name and version of the contract.
const SCHEMA: &str = "recoupe.eval/1";

/// Writes tables of the figures, then the `cases` worst misses and as many wrong findings, in words.
///
/// # Errors
/// Whatever the sink reports.
pub fn write_text(
    evaluation: &Evaluation,
    cases: usize,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = Page::new(style);
    if !evaluation.clusters.is_empty() {
        page.clusters(evaluation, out)?;
    }
    if !evaluation.pairs.is_empty() {
        page.pairs(evaluation, out)?;
    }
    page.missed(&evaluation.missed(), cases, out)?;
    page.wrong(&evaluation.wrong(), cases, out)
}

#[derive(Serialize)]
struct Wire<'a> {
    schema: &'static str,
    tool: Tool,
    clusters: Group<'a, Figures, ClusterScore>,
    pairs: Group<'a, PairFigures, PairsScore>,
    missed: Vec<&'a Miss>,
    wrong: Vec<&'a Wrong>,
}

/// Scores with their figures added up.
#[derive(Serialize)]
struct Group<'a, F, S> {
    total: F,
    each: &'a [S],
}

/// Writes everything as one indented JSON object: all figures, the `cases` worst misses and as many wrong findings.
///
/// # Errors
/// Whatever the sink reports.
pub fn write_json(evaluation: &Evaluation, cases: usize, out: &mut dyn Write) -> io::Result<()> {
    let wire = Wire {
        schema: SCHEMA,
        tool: Tool::this(),
        clusters: Group { total: evaluation.figures(), each: &evaluation.clusters },
        pairs: Group { total: evaluation.pair_figures(), each: &evaluation.pairs },
        missed: evaluation.missed().into_iter().take(cases).collect(),
        wrong: evaluation.wrong().into_iter().take(cases).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &wire)?;
    writeln!(out)
}
