//! From aligned pairs to facts and findings.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::gather::{Gathering, facts};
use super::group;
use super::history::History;
use super::identity::Identities;
use super::implied;
use super::policy::Policy;
use super::{Fact, Finding, Question, Relation, Severity, Side, Status};
use crate::align::{Pair, are_rivals};
use crate::claim::names::same_name;
use crate::claim::{Certainty, Claim, ClaimKind};
use crate::source::Source;
use crate::value::{Bound, Reason, Slip, Value, Verdict, compare, slip};

/// From this confidence on two claims are of one question, whatever may be said of their answers.
const JOINED: f64 = 0.38;

/// What judging gives: the questions with their answers, and how the answers stand to each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judgement {
    /// The questions, in order of their first claim.
    pub facts: Vec<Fact>,
    /// The findings, gravest first.
    pub findings: Vec<Finding>,
}

/// One pair with its verdict.
#[derive(Debug, Clone)]
pub(super) struct Judged<'p> {
    pub(super) pair: &'p Pair,
    pub(super) relation: Relation,
    pub(super) severity: Severity,
    lowered: Option<Reason>,
    reason: Reason,
}

impl Judged<'_> {
    /// How likely the question is the same, now that the answers are known.
    fn confidence(&self) -> f64 {
        if self.relation == Relation::Contradiction { self.pair.despite } else { self.pair.confidence }
    }
}

/// Judges every pair. `claims` and `pairs` are in order; `question` gives the question of a claim.
///
/// O(pairs · log pairs). Of a fact with very many sides, the gravest findings are kept.
#[must_use]
pub fn judge(
    sources: &[Source],
    claims: &[Claim],
    pairs: &[Pair],
    policy: &Policy,
    question: impl Fn(&Claim) -> Question,
) -> Judgement {
    let history = History::of(sources, claims, pairs, policy);
    let court = Court { sources, claims, policy, history, identities: Identities::of(sources, claims) };
    let judged: Vec<Judged<'_>> = pairs.iter().filter_map(|pair| court.verdict(pair)).collect();
    let kept: Vec<&Pair> = judged.iter().map(|j| j.pair).collect();
    let facts = facts(claims, &kept, policy.likely.min(JOINED));
    let mut out = Judgement::default();
    for Gathering { claims: members, pairs } in facts {
        let mut judged: Vec<&Judged<'_>> = pairs.iter().map(|&at| &judged[at]).collect();
        if !court.history.concerns(members.iter().filter_map(|&at| claims.get(at))) {
            continue;
        }
        judged.retain(|j| court.history.concerns([&claims[j.pair.a], &claims[j.pair.b]]));
        let sides = group::sides(claims, &members);
        let follow = implied::pairs(claims, &sides, &judged);
        let follow: Vec<Judged<'_>> = follow.iter().filter_map(|pair| court.verdict(pair)).collect();
        judged.extend(follow.iter().filter(|j| j.relation == Relation::Contradiction && j.lowered.is_none()));
        let number = out.facts.len();
        let (mut findings, omitted) = court.findings(&judged, &sides, number);
        findings.retain(|f| f.relation != Relation::Contradiction || f.confidence >= policy.least);
        let status = findings.iter().map(|f| Status::from(f.relation)).min().unwrap_or(Status::Single);
        let id = claims.get(members[0]).map(|c| format!("f-{}", c.id)).unwrap_or_default();
        let mut sides: Vec<Side> = sides
            .into_iter()
            .map(|side| {
                let repeats = court.repeats(&side);
                let (value, voices) = (claims[side[0]].value.to_string(), side.len() - repeats.len());
                Side { value, voices, repeats, claims: side }
            })
            .collect();
        sides.sort_by(|a, b| b.voices.cmp(&a.voices).then(a.claims.cmp(&b.claims)));
        out.facts.push(Fact { id, question: question(&claims[members[0]]), status, sides, omitted });
        out.findings.extend(findings);
    }
    // What a pack asks is asked more often than what a sentence happens to ask.
    let open = |finding: &Finding| !claims[finding.a[0]].topic.known;
    out.findings.sort_by(|a, b| {
        (a.relation, b.severity, open(a))
            .cmp(&(b.relation, a.severity, open(b)))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.a.cmp(&b.a))
            .then(a.b.cmp(&b.b))
    });
    number_namesakes(out.findings.iter_mut().map(|finding| &mut finding.id));
    number_namesakes(out.facts.iter_mut().map(|fact| &mut fact.id));
    out
}

/// Of several of one name, all but the first get a number behind it: findings of a document that says the same thing
/// twice, and facts that begin with one claim.
fn number_namesakes<'i>(ids: impl Iterator<Item = &'i mut String>) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for id in ids {
        let count = seen.entry(id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            *id = format!("{id}-{count}");
        }
    }
}

/// The claims of two sides with the pairs that connect them.
struct Block<'j, 'p> {
    relation: Relation,
    /// Whether it is the agreement inside one side.
    one_side: bool,
    a: Vec<usize>,
    b: Vec<usize>,
    best: &'j Judged<'p>,
}

/// Findings between two sides that a fact has at most, or a few more: with so many answers it is hardly one question,
/// and the pairs of its sides grow with the square of their number. The gravest are kept, and how many are not is said.
const MOST: usize = 1000;

/// All that is needed to judge one fact after the other.
struct Court<'c> {
    sources: &'c [Source],
    claims: &'c [Claim],
    policy: &'c Policy,
    history: History<'c>,
    identities: Identities,
}

impl Court<'_> {
    /// A pair with its relation; `None` where its values do not compare.
    fn verdict<'p>(&self, pair: &'p Pair) -> Option<Judged<'p>> {
        let (a, b) = (self.claims.get(pair.a)?, self.claims.get(pair.b)?);
        let tolerance = self.policy.tolerance_of(a);
        let found = match (&a.value, &b.value) {
            (Value::Name(x), Value::Name(y)) if same_name(x, y) => compare(&a.value, &a.value, &tolerance),
            (x, y) => compare(x, y, &tolerance),
        };
        let relation = match found.verdict {
            Verdict::Incomparable => return None,
            Verdict::Agree if a.voice == b.voice && a.source == b.source => return None,
            Verdict::Agree => Relation::Agreement,
            Verdict::Compatible if states_number(a) && states_number(b) => Relation::Compatible,
            _ if self.history.is_update(pair, a, b) => Relation::Update,
            Verdict::Compatible => Relation::Compatible,
            Verdict::Contradict if pair.despite <= 0.0 => return None,
            Verdict::Contradict => Relation::Contradiction,
        };
        let (severity, lowered) = match relation {
            Relation::Contradiction => self.severity(pair, a, b),
            _ => (Severity::Note, None),
        };
        Some(Judged { pair, relation, severity, lowered, reason: found.reason })
    }

    /// How much a contradiction matters: by how sure the question is, and how firmly both answers are given; and why it
    /// matters less than the question is sure, where it does.
    fn severity(&self, pair: &Pair, a: &Claim, b: &Claim) -> (Severity, Option<Reason>) {
        let hedged = |c: &Claim| {
            c.certainty == Certainty::Alleged
                || matches!(&c.value, Value::Quantity(q) if q.bound == Bound::Approximate)
        };
        let lower = |severity, phrase| (severity, Some(Reason::new(phrase)));
        let sure = pair.despite >= self.policy.sure;
        if pair.despite < self.policy.likely {
            (Severity::Note, None)
        } else if let Some(fixed) = self.policy.severity_of(a) {
            (fixed, None)
        } else if let Some(excuse) = self.history.excuse(pair, a, b) {
            (Severity::Note, Some(excuse))
        } else if a.kind == ClaimKind::Date && (a.is_vague() || b.is_vague()) && !are_rivals(a, b) {
            // What stands around two dates is mostly alike, and tells of two days.
            lower(Severity::Note, "lowered.open")
        } else if let Some(either_day) = self.history.half_dated(pair, a, b).filter(|_| !sure) {
            (Severity::Note, Some(either_day))
        } else if !sure {
            (Severity::Warning, None)
        } else if hedged(a) || hedged(b) {
            lower(Severity::Warning, "lowered.hedged")
        } else if !a.topic.known && !is_reckoned(a) && !is_reckoned(b) {
            lower(Severity::Warning, "lowered.open")
        } else if let Some(timeless) = self.history.timeless(pair, a, b) {
            (Severity::Warning, Some(timeless))
        } else {
            (Severity::Error, None)
        }
    }

    /// The claims that repeat the voice of another.
    fn repeats(&self, members: &[usize]) -> Vec<usize> {
        let words = |index: usize| {
            let claim = self.claims.get(index)?;
            Some(claim.sentence.of(&self.sources.get(claim.source)?.text).to_lowercase())
        };
        group::repeats(self.claims, members, |index| words(index).unwrap_or_default())
    }

    /// The findings of a fact: one a pair of sides and relation, and one for the agreement inside each side; and how
    /// many were left out.
    fn findings(
        &self,
        judged: &[&Judged<'_>],
        sides: &[group::Members],
        fact: usize,
    ) -> (Vec<Finding>, usize) {
        let side_of: BTreeMap<usize, usize> =
            sides.iter().enumerate().flat_map(|(n, side)| side.iter().map(move |&c| (c, n))).collect();
        let mut groups: BTreeMap<(usize, usize, Relation), Vec<&Judged<'_>>> = BTreeMap::new();
        for &j in judged {
            let (Some(&x), Some(&y)) = (side_of.get(&j.pair.a), side_of.get(&j.pair.b)) else { continue };
            groups.entry((x.min(y), x.max(y), j.relation)).or_default().push(j);
        }
        let mut blocks: Vec<Block<'_, '_>> = groups
            .iter()
            .flat_map(|(&(x, y, relation), group)| {
                self.blocks(relation, group, |c| side_of.get(&c) == Some(&x), x == y)
            })
            .collect();
        let most = MOST + sides.len();
        let omitted = blocks.len().saturating_sub(most);
        if omitted > 0 {
            // Stable: of equally grave ones the first answers stay. What agrees inside a side comes before all others.
            blocks.sort_by(|p, q| {
                (!p.one_side, p.relation, q.best.severity)
                    .cmp(&(!q.one_side, q.relation, p.best.severity))
                    .then(q.best.confidence().total_cmp(&p.best.confidence()))
            });
            blocks.truncate(most);
        }
        (blocks.into_iter().map(|block| self.finding(block, fact)).collect(), omitted)
    }

    /// Splits the pairs between two sides into blocks in which every claim of one side is paired with every one of the
    /// other, so that a finding never says more than its pairs do.
    fn blocks<'j, 'p>(
        &self,
        relation: Relation,
        group: &[&'j Judged<'p>],
        in_first: impl Fn(usize) -> bool,
        one_side: bool,
    ) -> Vec<Block<'j, 'p>> {
        let block = |a, b, best: &'j Judged<'p>| Block { relation, one_side, a, b, best };
        if one_side {
            let mut all: Vec<usize> = group.iter().flat_map(|j| [j.pair.a, j.pair.b]).collect();
            all.sort_unstable();
            all.dedup();
            let best = group.iter().copied().max_by(graver);
            return best.map(|best| block(vec![all[0]], all[1..].to_vec(), best)).into_iter().collect();
        }
        let mut partners: BTreeMap<usize, (Vec<usize>, &'j Judged<'p>)> = BTreeMap::new();
        for &j in group {
            let (a, b) = if in_first(j.pair.a) { (j.pair.a, j.pair.b) } else { (j.pair.b, j.pair.a) };
            let (others, best) = partners.entry(a).or_insert((Vec::new(), j));
            others.push(b);
            *best = std::cmp::max_by(*best, j, graver);
        }
        let mut by_partners: BTreeMap<Vec<usize>, (Vec<usize>, &'j Judged<'p>)> = BTreeMap::new();
        for (a, (mut b, own)) in partners {
            b.sort_unstable();
            let (side, best) = by_partners.entry(b).or_insert((Vec::new(), own));
            side.push(a);
            *best = std::cmp::max_by(*best, own, graver);
        }
        by_partners.into_iter().map(|(b, (a, best))| block(a, b, best)).collect()
    }

    fn finding(&self, block: Block<'_, '_>, fact: usize) -> Finding {
        let Block { relation, a, b, best, .. } = block;
        let kind = self.claims[best.pair.a].kind;
        let steps =
            [best.pair.a, best.pair.b].into_iter().filter_map(|at| self.claims[at].reckoning.as_ref());
        let mut same_answer: Vec<Reason> = steps.map(|reckoning| reckoning.steps.clone()).collect();
        same_answer.push(best.reason.clone());
        if relation == Relation::Agreement {
            let all: Vec<usize> = a.iter().chain(&b).copied().collect();
            let voices = all.len() - self.repeats(&all).len();
            same_answer.push(Reason::new("independent").with("n", voices));
        }
        Finding {
            id: self.identities.name(relation, kind, a[0], b[0]).to_string(),
            fact,
            relation,
            kind,
            severity: best.severity,
            lowered: best.lowered.clone(),
            confidence: best.confidence(),
            a,
            b,
            same_question: best.pair.reasons.clone(),
            same_answer,
            reconcile: reconcile(self.claims, best),
            exempt: None,
        }
    }
}

/// Whether a claim states a number or a range rather than a bound: what two such have in common is no news.
fn states_number(claim: &Claim) -> bool {
    let stated = [Bound::Exact, Bound::Approximate, Bound::Range];
    matches!(&claim.value, Value::Quantity(q) if stated.contains(&q.bound))
}

fn is_reckoned(claim: &Claim) -> bool {
    claim.reckoning.is_some()
}

/// Which of two pairs is graver, else surer; of equal ones, the first.
fn graver(p: &&Judged<'_>, q: &&Judged<'_>) -> Ordering {
    let surer = p.confidence().total_cmp(&q.confidence());
    p.severity.cmp(&q.severity).then(surer).then((q.pair.a, q.pair.b).cmp(&(p.pair.a, p.pair.b)))
}

/// How a contradiction could be reconciled, where there is a way.
fn reconcile(claims: &[Claim], judged: &Judged<'_>) -> Option<Reason> {
    if judged.relation != Relation::Contradiction {
        return None;
    }
    let (a, b) = (&claims[judged.pair.a], &claims[judged.pair.b]);
    match slip(&a.value, &b.value) {
        Some(Slip::Shifted) => return Some(Reason::new("reconcile.shifted")),
        Some(Slip::Swapped) => return Some(Reason::new("reconcile.swapped")),
        Some(Slip::OtherMonth) => return Some(Reason::new("reconcile.other_month")),
        None => {}
    }
    match (&a.qualifiers.time, &b.qualifiers.time) {
        (Some(x), Some(y)) if x != y => {
            Some(Reason::new("reconcile.other_times").with("first", x).with("second", y))
        }
        (Some(x), None) | (None, Some(x)) => Some(Reason::new("reconcile.one_time").with("time", x)),
        _ if a.voice != b.voice && a.source == b.source => Some(Reason::new("reconcile.two_voices")),
        _ => None,
    }
}

impl From<Relation> for Status {
    fn from(relation: Relation) -> Self {
        match relation {
            Relation::Contradiction => Self::Contradiction,
            Relation::Update => Self::Update,
            Relation::Compatible => Self::Compatible,
            Relation::Agreement => Self::Agreement,
        }
    }
}
