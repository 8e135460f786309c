//! From aligned pairs to facts and findings.

use std::collections::BTreeMap;

use super::group;
use super::{Fact, Finding, Relation, Severity, Side, Status};
use crate::align::Pair;
use crate::claim::names::same_name;
use crate::claim::{Certainty, Claim, ClaimKind};
use crate::partial_date::PartialDate;
use crate::source::Source;
use crate::value::{Bound, Tolerance, Value, Verdict, compare};

/// How findings are weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// How far approximate values may lie apart.
    pub tolerance: Tolerance,
    /// From this confidence on a contradiction may be an error.
    pub sure: f64,
    /// Below this confidence a contradiction is a note.
    pub likely: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self { tolerance: Tolerance::default(), sure: 0.75, likely: 0.5 }
    }
}

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
struct Judged<'p> {
    pair: &'p Pair,
    relation: Relation,
    reason: String,
}

impl Judged<'_> {
    /// How likely the question is the same, now that the answers are known.
    fn confidence(&self) -> f64 {
        if self.relation == Relation::Contradiction { self.pair.despite } else { self.pair.confidence }
    }
}

/// Judges every pair. `claims` and `pairs` are in order; `question` words the question of a claim.
#[must_use]
pub fn judge(
    sources: &[Source],
    claims: &[Claim],
    pairs: &[Pair],
    policy: &Policy,
    question: impl Fn(&Claim) -> String,
) -> Judgement {
    let judged: Vec<Judged<'_>> =
        pairs.iter().filter_map(|pair| verdict(sources, claims, pair, policy)).collect();
    let kept: Vec<Pair> = judged.iter().map(|j| j.pair.clone()).collect();
    let sentence = |index: usize| {
        claims
            .get(index)
            .and_then(|c| Some(c.sentence.of(&sources.get(c.source)?.text).to_lowercase()))
            .unwrap_or_default()
    };
    let mut out = Judgement::default();
    for members in group::facts(claims, &kept, policy.likely.min(0.4)) {
        let sides = group::sides(claims, &members);
        let number = out.facts.len();
        let findings = findings(sources, claims, &judged, &sides, number, policy, &sentence);
        let status = findings.iter().map(|f| Status::from(f.relation)).min().unwrap_or(Status::Single);
        let id = claims.get(members[0]).map(|c| format!("f-{}", c.id)).unwrap_or_default();
        let mut sides: Vec<Side> = sides
            .into_iter()
            .map(|side| Side {
                value: claims[side[0]].value.to_string(),
                voices: group::independent(claims, &side, sentence),
                claims: side,
            })
            .collect();
        sides.sort_by(|a, b| b.voices.cmp(&a.voices).then(a.claims.cmp(&b.claims)));
        out.facts.push(Fact { id, question: question(&claims[members[0]]), status, sides });
        out.findings.extend(findings);
    }
    out.findings.sort_by(|a, b| {
        (a.relation, b.severity)
            .cmp(&(b.relation, a.severity))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.a.cmp(&b.a))
            .then(a.b.cmp(&b.b))
    });
    out
}

/// The relation of a pair; `None` where its values do not compare.
fn verdict<'p>(sources: &[Source], claims: &[Claim], pair: &'p Pair, policy: &Policy) -> Option<Judged<'p>> {
    let (a, b) = (claims.get(pair.a)?, claims.get(pair.b)?);
    let found = match (&a.value, &b.value) {
        (Value::Name(x), Value::Name(y)) if same_name(x, y) => compare(&a.value, &a.value, &policy.tolerance),
        (x, y) => compare(x, y, &policy.tolerance),
    };
    let (relation, reason) = match found.verdict {
        Verdict::Incomparable => return None,
        Verdict::Agree if a.voice == b.voice && a.source == b.source => return None,
        Verdict::Agree => (Relation::Agreement, found.reason),
        Verdict::Compatible if is_update(sources, a, b) => (Relation::Update, found.reason),
        Verdict::Compatible => (Relation::Compatible, found.reason),
        Verdict::Contradict if is_update(sources, a, b) => (Relation::Update, found.reason),
        Verdict::Contradict => (Relation::Contradiction, found.reason),
    };
    Some(Judged { pair, relation, reason })
}

/// Whether a cumulative count is given higher by the source published later, or one of the two was already superseded.
fn is_update(sources: &[Source], a: &Claim, b: &Claim) -> bool {
    let (Some(x), Some(y)) = (nominal(a), nominal(b)) else { return false };
    if a.standing.superseded != b.standing.superseded {
        return if a.standing.superseded { x < y } else { y < x };
    }
    if !a.topic.cumulative && !a.topic.provisional {
        return false;
    }
    let date = |c: &Claim| sources.get(c.source).and_then(|s| s.metadata.published);
    match (date(a), date(b)) {
        (Some(p), Some(q)) if is_before(p, q) => a.topic.provisional || x < y,
        (Some(p), Some(q)) if is_before(q, p) => a.topic.provisional || y < x,
        _ => false,
    }
}

fn is_before(a: PartialDate, b: PartialDate) -> bool {
    a.last() < b.first()
}

fn is_zero(claim: &Claim) -> bool {
    nominal(claim).is_some_and(|n| n.is_zero())
}

fn nominal(claim: &Claim) -> Option<rust_decimal::Decimal> {
    match &claim.value {
        Value::Quantity(q) => q.nominal.or(q.low),
        _ => None,
    }
}

/// The findings of a fact: one a pair of sides and relation, and one for the agreement inside each side.
fn findings(
    sources: &[Source],
    claims: &[Claim],
    judged: &[Judged<'_>],
    sides: &[Vec<usize>],
    fact: usize,
    policy: &Policy,
    sentence: &impl Fn(usize) -> String,
) -> Vec<Finding> {
    let side_of: BTreeMap<usize, usize> =
        sides.iter().enumerate().flat_map(|(n, side)| side.iter().map(move |&c| (c, n))).collect();
    let mut groups: BTreeMap<(usize, usize, Relation), Vec<&Judged<'_>>> = BTreeMap::new();
    for j in judged {
        let (Some(&x), Some(&y)) = (side_of.get(&j.pair.a), side_of.get(&j.pair.b)) else { continue };
        groups.entry((x.min(y), x.max(y), j.relation)).or_default().push(j);
    }
    let mut found = Vec::new();
    for ((x, y, relation), group) in groups {
        for block in blocks(&group, |c| side_of.get(&c) == Some(&x), x == y) {
            found.push(finding(sources, claims, block, fact, relation, policy, sentence));
        }
    }
    found
}

/// The claims of two sides with the pairs that connect them.
struct Block<'j, 'p> {
    a: Vec<usize>,
    b: Vec<usize>,
    best: &'j Judged<'p>,
}

/// Splits the pairs between two sides into blocks in which every claim of one side is paired with every one of the
/// other, so that a finding never says more than its pairs do.
fn blocks<'j, 'p>(
    group: &[&'j Judged<'p>],
    in_first: impl Fn(usize) -> bool,
    one_side: bool,
) -> Vec<Block<'j, 'p>> {
    let best = |pairs: &[&'j Judged<'p>]| {
        pairs.iter().copied().max_by(|p, q| {
            p.confidence().total_cmp(&q.confidence()).then((q.pair.a, q.pair.b).cmp(&(p.pair.a, p.pair.b)))
        })
    };
    if one_side {
        let mut all: Vec<usize> = group.iter().flat_map(|j| [j.pair.a, j.pair.b]).collect();
        all.sort_unstable();
        all.dedup();
        return best(group)
            .map(|best| Block { a: vec![all[0]], b: all[1..].to_vec(), best })
            .into_iter()
            .collect();
    }
    let mut partners: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for j in group {
        let (a, b) = if in_first(j.pair.a) { (j.pair.a, j.pair.b) } else { (j.pair.b, j.pair.a) };
        partners.entry(a).or_default().push(b);
    }
    let mut by_partners: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (a, mut b) in partners {
        b.sort_unstable();
        by_partners.entry(b).or_default().push(a);
    }
    let blocks = by_partners.into_iter().filter_map(|(b, a)| {
        let own: Vec<&'j Judged<'p>> =
            group.iter().copied().filter(|j| a.contains(&j.pair.a) || a.contains(&j.pair.b)).collect();
        Some(Block { best: best(&own)?, a, b })
    });
    blocks.collect()
}

fn finding(
    sources: &[Source],
    claims: &[Claim],
    block: Block<'_, '_>,
    fact: usize,
    relation: Relation,
    policy: &Policy,
    sentence: &impl Fn(usize) -> String,
) -> Finding {
    let Block { a, b, best } = block;
    let kind = claims[best.pair.a].kind;
    let confidence = best.confidence();
    let severity = if relation == Relation::Contradiction {
        severity(sources, claims, best, policy)
    } else {
        Severity::Note
    };
    let id = format!("x-{}-{}-{}", claims[a[0]].id, claims[b[0]].id, relation_letter(relation));
    let mut same_answer = best.reason.clone();
    if relation == Relation::Agreement {
        let all: Vec<usize> = a.iter().chain(&b).copied().collect();
        let voices = group::independent(claims, &all, sentence);
        same_answer =
            format!("{same_answer}; {voices} independent {}", if voices == 1 { "voice" } else { "voices" });
    }
    Finding {
        id,
        fact,
        relation,
        kind,
        severity,
        confidence,
        a,
        b,
        same_question: best.pair.reasons.join("; "),
        same_answer,
        reconcile: reconcile(claims, best),
    }
}

fn relation_letter(relation: Relation) -> char {
    match relation {
        Relation::Contradiction => 'c',
        Relation::Update => 'u',
        Relation::Compatible => 'k',
        Relation::Agreement => 'a',
    }
}

/// How much a contradiction matters: by how sure the question is, and how firmly both answers are given.
fn severity(sources: &[Source], claims: &[Claim], judged: &Judged<'_>, policy: &Policy) -> Severity {
    let (a, b) = (&claims[judged.pair.a], &claims[judged.pair.b]);
    let dated = |c: &Claim| sources.get(c.source).is_some_and(|s| s.metadata.published.is_some());
    // Of a rising count, one figure dated and one not: which came first cannot be told.
    let undated_toll =
        a.topic.cumulative && dated(a) != dated(b) && a.source != b.source && !is_zero(a) && !is_zero(b);
    let hedged = |c: &Claim| {
        c.certainty == Certainty::Alleged
            || matches!(&c.value, Value::Quantity(q) if q.bound == Bound::Approximate)
    };
    if judged.confidence() < policy.likely || is_early_and_late(sources, a, b) || undated_toll {
        Severity::Note
    } else if judged.confidence() < policy.sure || hedged(a) || hedged(b) || !a.topic.known {
        Severity::Warning
    } else {
        Severity::Error
    }
}

/// From this ratio on, two figures of one count in two documents are more likely two states of it, or two counts.
const FAR: i64 = 4;
/// From this ratio on, two figures are not of one count.
const ABSURD: i64 = 20;

/// Whether a cumulative count differs so much between two documents that time, not dispute, explains it best.
fn is_early_and_late(sources: &[Source], a: &Claim, b: &Claim) -> bool {
    let date = |c: &Claim| sources.get(c.source).and_then(|s| s.metadata.published);
    let same_day = date(a).is_some() && date(a) == date(b);
    let (Some(x), Some(y)) = (nominal(a), nominal(b)) else { return false };
    let (low, high) = (x.min(y), x.max(y));
    if low <= rust_decimal::Decimal::ZERO {
        return false;
    }
    let at_least = |ratio: i64| low.checked_mul(ratio.into()).is_some_and(|l| high >= l);
    (a.topic.cumulative && !same_day && a.source != b.source && at_least(FAR))
        || (a.kind == ClaimKind::Number && at_least(ABSURD))
}

/// How a contradiction could be reconciled, where there is a way.
fn reconcile(claims: &[Claim], judged: &Judged<'_>) -> Option<String> {
    if judged.relation != Relation::Contradiction {
        return None;
    }
    let (a, b) = (&claims[judged.pair.a], &claims[judged.pair.b]);
    match (&a.qualifiers.time, &b.qualifiers.time) {
        (Some(x), Some(y)) if x != y => Some(format!("one covers {x}, the other {y}")),
        (Some(x), None) | (None, Some(x)) => Some(format!("one is about {x}, the other names no time")),
        _ if a.voice != b.voice && a.source == b.source => Some("two voices in one document".to_owned()),
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
