//! `recoupe eval`: how often the program is right, on labelled data.

use std::collections::BTreeSet;

use recoupe::eval::{Cluster, EvalError, Evaluation, Labelled, SentencePairs, score, score_pairs};
use recoupe::judge::Policy;
use recoupe::pipeline::Knowledge;
use recoupe::report::evaluation;
use recoupe::source::Labels;

use super::args::{Eval, EvalFormat};
use super::console::{Output, complain};
use super::exit::Status;
use super::settings::Settings;

/// Runs the command. Labelled data that cannot be used is told of, and never loses the rest.
pub fn run(asked: &Eval, settings: &Settings<'_>) -> anyhow::Result<Status> {
    let policy = settings.config.policy(asked.weighing.tolerance);
    let packs = settings.packs()?;
    let labels = Labels::compile(&packs)?;
    let knowledge = Knowledge::compile(packs)?;
    let measure = Measure { labels, knowledge, policy };
    let mut status = Status::Clean;
    let mut told = |problem: EvalError| {
        complain(&problem);
        status = Status::Failed;
    };
    let mut seen = BTreeSet::new();
    let mut evaluation = Evaluation::default();
    for path in &asked.paths {
        let found = Labelled::find(path).map_err(&mut told).unwrap_or_default();
        for labelled in found.into_iter().filter(|labelled| seen.insert(labelled.clone())) {
            measure.add(&labelled, &mut evaluation)?.unwrap_or_else(&mut told);
        }
    }
    let mut output = Output::open(settings.global.output.as_deref())?;
    let style = settings.style(settings.global.output.as_deref());
    output.render(|out| match asked.format {
        EvalFormat::Text => evaluation::write_text(&evaluation, asked.misses, style, out),
        EvalFormat::Json => evaluation::write_json(&evaluation, asked.misses, out),
    })?;
    output.finish()?;
    Ok(status)
}

/// All that measuring takes.
struct Measure {
    labels: Labels,
    knowledge: Knowledge,
    policy: Policy,
}

impl Measure {
    /// Measures one piece of labelled data; the inner error is its own, the outer one that of the rules.
    fn add(&self, labelled: &Labelled, to: &mut Evaluation) -> anyhow::Result<Result<(), EvalError>> {
        match labelled {
            Labelled::Cluster(folder) => match Cluster::load(folder, &self.labels) {
                Ok(cluster) => to.clusters.push(score(&cluster, &self.knowledge, &self.policy)?),
                Err(problem) => return Ok(Err(problem)),
            },
            Labelled::Pairs(path) => match SentencePairs::load(path) {
                Ok(pairs) => {
                    to.pairs.push(score_pairs(&pairs, &self.knowledge, &self.labels, &self.policy)?);
                }
                Err(problem) => return Ok(Err(problem)),
            },
        }
        Ok(Ok(()))
    }
}
