//! How well the program tells labelled sentence pairs apart, each checked as two documents of one sentence.
//!
//! A pair is called a contradiction when the report on it holds a contradiction of severity warning or error, whatever
//! the label says of the place where the two differ.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use rayon::prelude::*;
use serde::Serialize;

use super::loss::{Stage, loss};
use super::measure::{Calibration, Share, Tally, merge};
use super::miss::{Miss, Quoted, Wrong, gravest_first, told, worst_first};
use super::pairs::{CONTRADICTION, HYPOTHESIS, PREMISE, SentencePair, SentencePairs};
use super::score::is_reported;
use crate::claim::ClaimKind;
use crate::judge::{Finding, Policy, Relation};
use crate::pipeline::{Knowledge, KnowledgeError, Report, check};
use crate::source::{Entry, Format, Inputs, Labels, Metadata, Source, load_bytes};

/// The figures of one file of sentence pairs, or of several added up.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PairFigures {
    /// Of all pairs.
    #[serde(flatten)]
    pub all: Calls,
    /// Of the pairs with a claim read from either sentence.
    pub both_read: Calls,
    /// Pairs with a sentence in which there is no text to read; called no contradiction.
    pub unreadable: usize,
    /// Precision by kind of the finding; recall by kind of the label, where that is given.
    pub kinds: BTreeMap<ClaimKind, Tally>,
    /// Of the pairs of every other label, those called contradictions.
    pub alarms: BTreeMap<String, Share>,
    /// Where the contradictions were lost that were not found.
    pub lost: BTreeMap<Stage, usize>,
    /// The confidence of the surest contradiction of each pair, notes too, against the share that is right.
    pub calibration: Calibration,
}

impl AddAssign for PairFigures {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.both_read += other.both_read;
        self.unreadable += other.unreadable;
        merge(&mut self.kinds, other.kinds);
        merge(&mut self.alarms, other.alarms);
        merge(&mut self.lost, other.lost);
        self.calibration += other.calibration;
    }
}

/// What pairs were called against what they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Calls {
    /// Precision and recall of the call that two sentences contradict each other.
    pub contradictions: Tally,
    /// Of all pairs, those called rightly, contradictions and others.
    pub accuracy: Share,
}

impl Calls {
    fn count(&mut self, is: bool, called: bool) {
        if is {
            self.contradictions.recall.count(called);
        }
        if called {
            self.contradictions.precision.count(is);
        }
        self.accuracy.count(is == called);
    }
}

impl AddAssign for Calls {
    fn add_assign(&mut self, other: Self) {
        self.contradictions += other.contradictions;
        self.accuracy += other.accuracy;
    }
}

/// What came of one file of pairs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairsScore {
    /// Its name.
    pub name: String,
    /// The file, as named.
    pub path: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: PairFigures,
    /// The contradictions that were missed, those that came nearest first.
    #[serde(skip)]
    pub missed: Vec<Miss>,
    /// The pairs wrongly called contradictions, the most confident first.
    #[serde(skip)]
    pub wrong: Vec<Wrong>,
}

/// What came of one pair.
#[derive(Default)]
struct Outcome {
    figures: PairFigures,
    missed: Option<Miss>,
    wrong: Option<Wrong>,
}

/// Checks every pair, in parallel.
///
/// # Errors
/// [`KnowledgeError`] where the rules of a sentence's language cannot be used.
pub fn score_pairs(
    pairs: &SentencePairs,
    knowledge: &Knowledge,
    labels: &Labels,
    policy: &Policy,
) -> Result<PairsScore, KnowledgeError> {
    let outcomes: Vec<Outcome> = pairs
        .pairs
        .par_iter()
        .map(|pair| match documents(pair, labels) {
            Some(sources) => {
                let report = check(sources, knowledge, policy)?;
                Ok(Judged { of: &pairs.path, pair, report: &report }.outcome())
            }
            None => Ok(unreadable(pair)),
        })
        .collect::<Result<_, KnowledgeError>>()?;
    let mut score = PairsScore {
        name: pairs.name.clone(),
        path: pairs.path.clone(),
        figures: PairFigures::default(),
        missed: Vec::new(),
        wrong: Vec::new(),
    };
    for outcome in outcomes {
        score.figures += outcome.figures;
        score.missed.extend(outcome.missed);
        score.wrong.extend(outcome.wrong);
    }
    score.missed.sort_by_key(|miss| std::cmp::Reverse(miss.stage));
    worst_first(&mut score.missed);
    gravest_first(&mut score.wrong);
    Ok(score)
}

/// The two sentences as documents; `None` where one of them holds nothing to read.
fn documents(pair: &SentencePair, labels: &Labels) -> Option<Vec<Source>> {
    let document = |name: &str, text: &str| {
        let entry = Entry { path: name.to_owned(), format: Format::Text, metadata: Metadata::default() };
        let loaded = load_bytes(&entry, format!("{text}\n").as_bytes(), &Inputs::default(), labels);
        loaded.sources.into_iter().next().filter(|_| loaded.problems.is_empty())
    };
    let mut sources = vec![document(PREMISE, &pair.premise)?, document(HYPOTHESIS, &pair.hypothesis)?];
    crate::source::name_copies(&mut sources);
    Some(sources)
}

fn is_contradiction(pair: &SentencePair) -> bool {
    pair.label == CONTRADICTION
}

fn unreadable(pair: &SentencePair) -> Outcome {
    let mut outcome = Outcome::default();
    outcome.figures.unreadable = 1;
    outcome.figures.all.count(is_contradiction(pair), false);
    outcome
}

/// A pair with the report on it.
struct Judged<'a> {
    of: &'a str,
    pair: &'a SentencePair,
    report: &'a Report,
}

impl Judged<'_> {
    fn outcome(&self) -> Outcome {
        let is = is_contradiction(self.pair);
        let mut figures = PairFigures::default();
        let contradictions =
            || self.report.findings.iter().filter(|finding| finding.relation == Relation::Contradiction);
        let surest = |x: &&Finding, y: &&Finding| x.confidence.total_cmp(&y.confidence);
        let called = contradictions().filter(|finding| is_reported(finding)).max_by(surest);
        figures.all.count(is, called.is_some());
        let (premise, hypothesis) = (self.claims(PREMISE), self.claims(HYPOTHESIS));
        if !premise.is_empty() && !hypothesis.is_empty() {
            figures.both_read.count(is, called.is_some());
        }
        if let Some(finding) = contradictions().max_by(surest) {
            figures.calibration.count(finding.confidence, is);
        }
        if let Some(finding) = called {
            figures.kinds.entry(finding.kind).or_default().precision.count(is);
        }
        if !is {
            figures.alarms.entry(self.pair.label.clone()).or_default().count(called.is_some());
        }
        if let Some(kind) = self.pair.kind.filter(|_| is) {
            figures.kinds.entry(kind).or_default().recall.count(called.is_some());
        }
        let missed = (is && called.is_none()).then(|| self.miss(&premise, &hypothesis));
        if let Some(miss) = &missed {
            figures.lost.insert(miss.stage, 1);
        }
        let wrong = called.filter(|_| !is).and_then(|finding| self.wrong(finding));
        Outcome { figures, missed, wrong }
    }

    /// The claims of one of the two documents, by index in the report.
    fn claims(&self, path: &str) -> Vec<usize> {
        let source = self.report.sources.iter().position(|source| source.path == path);
        let claims = self.report.claims.iter().enumerate();
        claims.filter(|(_, claim)| Some(claim.source) == source).map(|(index, _)| index).collect()
    }

    fn miss(&self, premise: &[usize], hypothesis: &[usize]) -> Miss {
        let loss = loss(self.report, premise, hypothesis, Relation::Contradiction);
        let quoted = |file: &str, text: &str, claim: Option<usize>| Quoted {
            file: file.to_owned(),
            line: 1,
            quote: text.to_owned(),
            claim: claim.and_then(|claim| self.report.claims.get(claim)).map(told),
        };
        Miss {
            of: self.of.to_owned(),
            pair: self.pair.id.clone(),
            question: String::new(),
            kind: self.pair.kind,
            missed: Share { part: 1, whole: 1 },
            stage: loss.stage,
            found: loss.finding.map(|finding| (finding.relation, finding.confidence)),
            a: quoted(PREMISE, &self.pair.premise, loss.a),
            b: quoted(HYPOTHESIS, &self.pair.hypothesis, loss.b),
        }
    }

    fn wrong(&self, finding: &Finding) -> Option<Wrong> {
        let label = (self.pair.id.clone(), self.pair.label.clone());
        Wrong::new(self.of, self.report, finding, Some(label), str::to_owned)
    }
}
