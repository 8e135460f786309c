//! How well the report on a labelled cluster meets its labels.
//!
//! A finding connects a labelled pair when a claim of one of its sides stands on one passage and a claim of the other
//! side on the other. A reported contradiction, that is one of severity warning or error, is right when it connects a
//! pair labelled as one and none labelled otherwise: where it connects no pair at all it is wrong, for the labels of a
//! cluster are meant to hold every contradiction. They need not hold every agreement, update or compatible pair:
//! findings of these relations count where they connect some labelled pair.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::figures::Figures;
use super::gold::{Cluster, Label, LabelledPair, Passage};
use super::loss::{connects, loss};
use super::measure::Share;
use super::miss::{Miss, Quoted, Wrong, gravest_first, told, worst_first};
use crate::judge::{Finding, Policy, Relation, Severity};
use crate::pipeline::{Knowledge, KnowledgeError, Report, check};

/// What came of one cluster.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClusterScore {
    /// Its name.
    pub name: String,
    /// Its folder, as named.
    pub path: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// What was missed, the worst first.
    #[serde(skip)]
    pub missed: Vec<Miss>,
    /// What was reported and is not right, the most confident first.
    #[serde(skip)]
    pub wrong: Vec<Wrong>,
}

/// Checks the documents of a cluster against each other, and the report against the labels. The work grows with labelled
/// pairs times findings.
///
/// # Errors
/// [`KnowledgeError`] where the rules of a document's language cannot be used.
pub fn score(
    cluster: &Cluster,
    knowledge: &Knowledge,
    policy: &Policy,
) -> Result<ClusterScore, KnowledgeError> {
    let report = check(cluster.sources.clone(), knowledge, policy)?;
    let scorer = Scorer::new(cluster, &report);
    Ok(ClusterScore {
        name: cluster.name.clone(),
        path: cluster.folder.display().to_string(),
        figures: scorer.figures(),
        missed: scorer.missed(),
        wrong: scorer.wrong(),
    })
}

/// Whether a finding is a contradiction grave enough to be reported as one.
pub(super) fn is_reported(finding: &Finding) -> bool {
    finding.relation == Relation::Contradiction && finding.severity > Severity::Note
}

/// A labelled pair with the claims that stand on its passages, by index in the report.
struct Placed<'a> {
    pair: &'a LabelledPair,
    a: Vec<usize>,
    b: Vec<usize>,
}

impl Placed<'_> {
    /// Whether a finding connects the pair. All claims of an agreement agree with each other, so that both passages may
    /// stand on one side of it.
    fn is_connected(&self, finding: &Finding) -> bool {
        let among = |claims: &[usize]| finding.a.iter().chain(&finding.b).any(|claim| claims.contains(claim));
        connects(finding, &self.a, &self.b)
            || (finding.relation == Relation::Agreement && among(&self.a) && among(&self.b))
    }

    fn is_wanted(&self) -> bool {
        self.pair.must || self.pair.label != Label::Contradiction
    }
}

struct Scorer<'a> {
    cluster: &'a Cluster,
    report: &'a Report,
    pairs: Vec<Placed<'a>>,
    /// The pairs that each finding connects, by index.
    connected: Vec<Vec<usize>>,
}

impl<'a> Scorer<'a> {
    fn new(cluster: &'a Cluster, report: &'a Report) -> Self {
        let place = |pair: &'a LabelledPair| {
            let standing = |passage: &Passage| {
                let from = report.claims.partition_point(|claim| claim.source < passage.source);
                let to = report.claims.partition_point(|claim| claim.source <= passage.source);
                let claims = report.claims.iter().enumerate().take(to).skip(from);
                let covering = claims.filter(|(_, claim)| pair.covers(&report.sources, passage, claim));
                covering.map(|(index, _)| index).collect()
            };
            Placed { pair, a: standing(&pair.a), b: standing(&pair.b) }
        };
        let pairs: Vec<Placed<'a>> = cluster.pairs.iter().map(place).collect();
        let of = |finding: &Finding| (0..pairs.len()).filter(|&n| pairs[n].is_connected(finding)).collect();
        let connected = report.findings.iter().map(of).collect();
        Self { cluster, report, pairs, connected }
    }

    /// The findings with the pairs that each connects.
    fn findings(&self) -> impl Iterator<Item = (&'a Finding, Vec<&Placed<'a>>)> {
        let pairs = |of: &Vec<usize>| of.iter().filter_map(|&n| self.pairs.get(n)).collect();
        self.report.findings.iter().zip(&self.connected).map(move |(finding, of)| (finding, pairs(of)))
    }

    /// Whether a finding of a relation, grave enough to be reported, connects a pair.
    fn is_found(&self, pair: &Placed<'_>, relation: Relation) -> bool {
        let counts = |finding: &&Finding| {
            finding.relation == relation && (relation != Relation::Contradiction || is_reported(finding))
        };
        self.report.findings.iter().filter(counts).any(|finding| pair.is_connected(finding))
    }

    fn figures(&self) -> Figures {
        let mut figures = Figures::default();
        for relation in [Relation::Contradiction, Relation::Update, Relation::Compatible, Relation::Agreement]
        {
            figures.relations.entry(relation).or_default();
        }
        self.count_pairs(&mut figures);
        self.count_findings(&mut figures);
        let of = |relation| figures.relations.get(&relation).copied().unwrap_or_default();
        let (contradictions, agreements) = (of(Relation::Contradiction), of(Relation::Agreement));
        figures.recall = contradictions.recall;
        figures.precision = contradictions.precision;
        figures.agreements = agreements.recall;
        figures
    }

    fn count_pairs(&self, figures: &mut Figures) {
        let mut asked: BTreeMap<&str, bool> = BTreeMap::new();
        for placed in &self.pairs {
            let pair = placed.pair;
            let disputed = self.is_found(placed, Relation::Contradiction);
            if pair.label != Label::Contradiction {
                figures.false_alarms.count(disputed);
                figures.alarms.entry(pair.label).or_default().count(disputed);
            } else if pair.must {
                *asked.entry(&pair.question).or_default() |= disputed;
                figures.kinds.entry(pair.kind).or_default().recall.count(disputed);
            } else {
                figures.debatable.count(disputed);
            }
            if let Some(relation) = pair.label.relation().filter(|_| placed.is_wanted()) {
                let found = self.is_found(placed, relation);
                figures.relations.entry(relation).or_default().recall.count(found);
                if !found {
                    let loss = loss(self.report, &placed.a, &placed.b, relation);
                    *figures.lost.entry(relation).or_default().entry(loss.stage).or_default() += 1;
                }
            }
        }
        figures.questions =
            Share { part: asked.values().filter(|found| **found).count(), whole: asked.len() };
    }

    fn count_findings(&self, figures: &mut Figures) {
        for (finding, pairs) in self.findings() {
            let right = is_right(finding, &pairs);
            let relation = finding.relation;
            if relation == Relation::Contradiction {
                figures.calibration.count(finding.confidence, right);
                figures.severities.entry(finding.severity).or_default().count(right);
            }
            if is_reported(finding) {
                figures.kinds.entry(finding.kind).or_default().precision.count(right);
            }
            if is_reported(finding) || (relation != Relation::Contradiction && !pairs.is_empty()) {
                figures.relations.entry(relation).or_default().precision.count(right);
            }
        }
    }

    fn missed(&self) -> Vec<Miss> {
        let mut questions: BTreeMap<&str, Vec<&Placed<'a>>> = BTreeMap::new();
        let must = |placed: &&Placed<'a>| placed.pair.must && placed.pair.label == Label::Contradiction;
        for placed in self.pairs.iter().filter(must) {
            questions.entry(&placed.pair.question).or_default().push(placed);
        }
        let mut missed: Vec<Miss> = questions.values().filter_map(|pairs| self.miss(pairs)).collect();
        worst_first(&mut missed);
        missed
    }

    /// The miss of a question, with the first of the pairs that came nearest.
    fn miss(&self, pairs: &[&Placed<'a>]) -> Option<Miss> {
        let lost = pairs.iter().filter(|placed| !self.is_found(placed, Relation::Contradiction));
        let losses: Vec<_> = lost
            .map(|placed| (placed, loss(self.report, &placed.a, &placed.b, Relation::Contradiction)))
            .collect();
        let (placed, loss) = losses.iter().rev().max_by_key(|(_, loss)| loss.stage)?;
        let pair = placed.pair;
        Some(Miss {
            of: self.cluster.folder.display().to_string(),
            pair: pair.id.clone(),
            question: pair.question.clone(),
            kind: Some(pair.kind),
            missed: Share { part: losses.len(), whole: pairs.len() },
            stage: loss.stage,
            found: loss.finding.map(|finding| (finding.relation, finding.confidence)),
            a: self.passage(&pair.a, loss.a),
            b: self.passage(&pair.b, loss.b),
        })
    }

    fn passage(&self, passage: &Passage, claim: Option<usize>) -> Quoted {
        let source = self.report.sources.get(passage.source);
        Quoted {
            file: source.map(|source| self.file(&source.path)).unwrap_or_default(),
            line: source.map_or(0, |source| source.lines.position(passage.bytes.start).0),
            quote: passage.quote.clone(),
            claim: claim.and_then(|claim| self.report.claims.get(claim)).map(told),
        }
    }

    /// The name of a document below the cluster's folder.
    fn file(&self, path: &str) -> String {
        let below = Path::new(path).strip_prefix(&self.cluster.folder);
        below.map_or_else(|_| path.to_owned(), |below| below.display().to_string())
    }

    fn wrong(&self) -> Vec<Wrong> {
        let of = self.cluster.folder.display().to_string();
        let reported =
            self.findings().filter(|(finding, pairs)| is_reported(finding) && !is_right(finding, pairs));
        let mut wrong: Vec<Wrong> = reported
            .filter_map(|(finding, pairs)| {
                let other = pairs.iter().map(|placed| placed.pair).find(|p| p.label != Label::Contradiction);
                let label = other.map(|pair| (pair.id.clone(), pair.label.name().to_owned()));
                Wrong::new(&of, self.report, finding, label, |path| self.file(path))
            })
            .collect();
        gravest_first(&mut wrong);
        wrong
    }
}

/// Whether a finding connects some pair labelled with its relation, and none labelled otherwise.
fn is_right(finding: &Finding, pairs: &[&Placed<'_>]) -> bool {
    let fits = |placed: &&Placed<'_>| placed.pair.label.relation() == Some(finding.relation);
    !pairs.is_empty() && pairs.iter().all(fits)
}
