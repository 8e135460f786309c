//! Pairs of claims that no concept of the packs joins: found by the words their questions share, weighed by likeness.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::holder::{self, Fit};
use super::likeness::{self, Evidence, Fits, Frequencies, Group, Weights, evidence};
use super::{LEAST, Pair, instance, is_comparable, may_differ, same_sort};
use crate::claim::gist::{Key, Word};
use crate::claim::lexicon::Lexicon;
use crate::claim::{Claim, ClaimKind, Principal};
use crate::value::{Tolerance, Value, Verdict, compare};

/// Two claims that may answer one question, with the evidence for it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Index of the first claim, the smaller.
    pub a: usize,
    /// Index of the second.
    pub b: usize,
    /// What speaks for and against one question.
    pub evidence: Evidence,
    /// What is known of the instance and the holder, for people.
    reasons: Vec<String>,
}

/// Farthest word, in steps through the tree, by which claims are found.
const REACH: u8 = 3;
/// Most claims that are found by one word: words that many more claims share tell nothing.
const CROWD: usize = 400;

/// Every pair of claims outside the packs that shares a word, with its evidence, in order.
#[must_use]
pub fn candidates(claims: &[Claim], principals: &[Principal], lexicon: &Lexicon) -> Vec<Candidate> {
    let frequencies = Frequencies::new(claims);
    let mut blocks: FxHashMap<(ClaimKind, Key), Vec<usize>> = FxHashMap::default();
    for (index, claim) in claims.iter().enumerate().filter(|(_, c)| is_comparable(c)) {
        for key in keys(claim, principals.get(claim.source)) {
            blocks.entry((claim.kind, key)).or_default().push(index);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for members in blocks.values().filter(|m| m.len() <= CROWD) {
        for (i, &a) in members.iter().enumerate() {
            pairs.extend(members[i + 1..].iter().map(|&b| (a, b)));
        }
    }
    let mut rivals = Rivals::default();
    pairs
        .into_iter()
        .filter_map(|(a, b)| candidate(claims, principals, lexicon, &frequencies, &mut rivals, a, b))
        .collect()
}

/// What is left of a question's likelihood where the events or holders its words name seem to be two.
const DOUBTFUL: f64 = 0.3;

/// How many claims of a document could answer a claim of another, by value and by what is counted.
#[derive(Default)]
struct Rivals {
    counted: FxHashMap<(usize, usize), f64>,
}

impl Rivals {
    fn of(&mut self, claims: &[Claim], claim: usize, source: usize) -> f64 {
        let count = || {
            let from = claims.partition_point(|c| c.source < source);
            let theirs = claims[from..].iter().take_while(|c| c.source == source);
            let fit = theirs.filter(|other| could_answer(&claims[claim], other)).count();
            fit.max(1) as f64
        };
        *self.counted.entry((claim, source)).or_insert_with(count)
    }
}

/// Whether two claims have values that can be held against each other, of the same thing.
fn could_answer(a: &Claim, b: &Claim) -> bool {
    let things = match (&a.gist.head, &b.gist.head) {
        (Some(x), Some(y)) if a.kind == ClaimKind::Number => likeness::alike(x, y) > 0.0,
        (x, y) => a.kind != ClaimKind::Number || x.is_some() == y.is_some(),
    };
    a.kind == b.kind
        && things
        && compare(&a.value, &b.value, &Tolerance::default()).verdict != Verdict::Incomparable
}

/// The unit's dimension as a key: of most dimensions a story has few values.
fn dimension(claim: &Claim) -> Option<Key> {
    let Value::Quantity(quantity) = &claim.value else { return None };
    quantity.unit.as_ref().map(|u| Key::dimension(&u.dimension))
}

fn meanings(word: &Word) -> impl Iterator<Item = Key> {
    word.keys.iter().copied().chain(word.cognate)
}

/// What a claim may be found by: its head, the words near it, its dimension and the names its document is about; of yes
/// or no the head alone.
fn keys(claim: &Claim, principal: Option<&Principal>) -> BTreeSet<Key> {
    let reach = match claim.kind {
        ClaimKind::Identity | ClaimKind::Place => return BTreeSet::new(),
        ClaimKind::Polarity => 0,
        _ => REACH,
    };
    let near = claim.gist.words.iter().filter(|w| w.distance <= reach).chain(&claim.gist.head);
    let story =
        principal.filter(|_| reach > 0).into_iter().flat_map(|p| p.names.iter().map(|n| Key::name(n)));
    near.flat_map(meanings).chain(dimension(claim)).chain(story).collect()
}

fn candidate(
    claims: &[Claim],
    principals: &[Principal],
    lexicon: &Lexicon,
    frequencies: &Frequencies,
    rivals: &mut Rivals,
    a: usize,
    b: usize,
) -> Option<Candidate> {
    let (first, second) = (claims.get(a)?, claims.get(b)?);
    let ruled = first.kind == ClaimKind::Polarity
        && first.topic.known
        && second.topic.known
        && first.topic.concept == second.topic.concept
        && first.topic.theme == second.topic.theme;
    let ranks = |c: &Claim| c.topic.concept.starts_with("open.rank");
    let measurable =
        || compare(&first.value, &second.value, &Tolerance::default()).verdict != Verdict::Incomparable;
    if ruled
        || ranks(first) != ranks(second)
        || first.qualifiers.subset != second.qualifiers.subset
        || !may_differ(first, second)
        || !same_sort(first, second)
        || !measurable()
    {
        return None;
    }
    let of = |claim: &Claim| principals.get(claim.source);
    if let (Some(x), Some(y)) = (&first.qualifiers.time, &second.qualifiers.time)
        && !instance::same_time(x, y, 0)
    {
        return None;
    }
    let doubtful = || Fit::new(DOUBTFUL, None);
    let time = instance::times(first, second, of(first)?, of(second)?).unwrap_or_else(doubtful);
    let instance = instance::fit(first, second, of(first)?, of(second)?, lexicon).unwrap_or_else(doubtful);
    let held = holder::fit(first, second).unwrap_or_else(doubtful);
    let alone = 1.0 / (rivals.of(claims, a, second.source) * rivals.of(claims, b, first.source)).sqrt();
    let fits = Fits { instance: instance.confidence, holder: held.confidence, alone };
    let evidence = evidence(first, second, fits, frequencies);
    let reasons = held.reason.into_iter().chain(time.reason).collect();
    Some(Candidate { a, b, evidence, reasons })
}

/// The candidates that most likely answer one question, but for those that rules have `joined` already. Of several that
/// could answer a claim of another document, only the likeliest does.
pub(super) fn pairs(
    claims: &[Claim],
    candidates: &[Candidate],
    joined: &[Pair],
    weights: &Weights,
) -> Vec<Pair> {
    let source = |claim: usize| claims.get(claim).map(|c| c.source);
    let ends = |a: usize, b: usize| [(a, source(b)), (b, source(a))];
    let known: FxHashSet<(usize, usize)> = joined.iter().map(|p| (p.a, p.b)).collect();
    let rated: Vec<(&Candidate, f64)> = candidates
        .iter()
        .filter(|c| !known.contains(&(c.a, c.b)))
        .filter_map(|c| Some((c, weights.probability(Group::of(claims.get(c.a)?.kind), &c.evidence))))
        .filter(|(_, p)| *p >= LEAST)
        .collect();
    let mut best: FxHashMap<(usize, Option<usize>), f64> = FxHashMap::default();
    let all =
        rated.iter().map(|(c, p)| (c.a, c.b, *p)).chain(joined.iter().map(|p| (p.a, p.b, p.confidence)));
    for (a, b, probability) in all {
        for end in ends(a, b) {
            let most = best.entry(end).or_default();
            *most = most.max(probability);
        }
    }
    let likeliest =
        |c: &Candidate, p: f64| ends(c.a, c.b).iter().all(|end| best.get(end).is_none_or(|most| p >= *most));
    rated
        .into_iter()
        .filter(|(c, p)| likeliest(c, *p))
        .map(|(c, confidence)| {
            let reasons =
                std::iter::once("alike words".to_owned()).chain(c.reasons.iter().cloned()).collect();
            Pair { a: c.a, b: c.b, confidence: confidence.min(0.99), reasons }
        })
        .collect()
}
