//! Claims that arithmetic holds against each other: what follows from the figures of a sentence and what it states; a part
//! and its whole.
//!
//! Here values are looked at: a part says nothing of its whole but that it is no greater, so only a greater one answers
//! the question of the whole.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::instance::Stories;
use super::{Crowd, Doubts, LEAST, Pair, fit, is_comparable};
use crate::claim::{Claim, ClaimKind};
use crate::span::Span;
use crate::value::{Detail, Reason, Tolerance, Value, Verdict, compare};

/// Whether a claim answers to one of its own sentence alone.
pub(super) fn is_tied(claim: &Claim) -> bool {
    claim.reckoning.as_ref().is_some_and(|reckoning| reckoning.against.is_some())
}

/// Each claim that has to fit another of its sentence, with that: the words tie them together, so nothing else is asked.
/// O(claims).
pub(super) fn pairs(claims: &[Claim]) -> Vec<Pair> {
    let mut stated: FxHashMap<(usize, Span), Vec<usize>> = FxHashMap::default();
    for (at, claim) in claims.iter().enumerate().filter(|(_, c)| c.reckoning.is_none()) {
        stated.entry((claim.source, claim.span)).or_default().push(at);
    }
    let pair = |(at, claim): (usize, &Claim)| {
        let against = claim.reckoning.as_ref()?.against?;
        let same = |&&other: &&usize| {
            claims.get(other).is_some_and(|c| c.topic == claim.topic && c.kind == claim.kind)
        };
        let other = *stated.get(&(claim.source, against))?.iter().find(same)?;
        let reasons = vec![Reason::new("question.one_sentence")];
        let (a, b) = (at.min(other), at.max(other));
        Some(Pair {
            a,
            b,
            confidence: claim.strength,
            despite: claim.strength,
            doubts: Doubts::default(),
            reasons,
        })
    };
    claims.iter().enumerate().filter_map(pair).collect()
}

/// How much surer one has to be of the event where a part is held against a whole that stands elsewhere.
const PART: f64 = 0.7;

/// Each count of a part with the counts of the whole that it exceeds, where its own document gives none that holds it, and
/// which is compared already. Only what happens once, and is counted until it is over, has one whole.
pub(super) fn parts(claims: &[Claim], stories: &Stories<'_>) -> Vec<Pair> {
    let mut blocks: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    let counts = |c: &Claim| {
        c.kind == ClaimKind::Number
            && c.topic.known
            && c.topic.cumulative
            && is_comparable(c)
            && !c.topic.is_planned()
    };
    let mut crowd = Crowd::default();
    for (at, claim) in claims.iter().enumerate().filter(|(_, c)| counts(c)) {
        if !crowd.admits(&claim.topic.concept, claim) {
            continue;
        }
        let (parts, wholes) = blocks.entry(&claim.topic.concept).or_default();
        match (&claim.qualifiers.subset, &claim.reckoning) {
            (None, None) => wholes.push(at),
            _ => parts.push(at),
        }
    }
    let pair = |part: usize, whole: usize| {
        let (of, all) = (claims.get(part)?, claims.get(whole)?);
        if !exceeds(of, all)
            || of.qualifiers.subset.is_none() && (of.source, &of.voice) != (all.source, &all.voice)
        {
            return None;
        }
        let known = |subset: &String| stories.lexicon.class(subset).is_some();
        if is_far(of, all) || !of.qualifiers.subset.as_ref().is_none_or(known) {
            return None;
        }
        let (confidence, mut reasons) = fit(of, all, stories)?;
        let confidence = confidence * PART;
        reasons.push(match &of.qualifiers.subset {
            Some(subset) => Reason::new("question.part").with("part", Detail::Term(subset.clone())),
            None => Reason::new("question.parts"),
        });
        let (a, b) = (part.min(whole), part.max(whole));
        let doubts = Doubts::default();
        (confidence >= LEAST).then_some(Pair { a, b, confidence, despite: confidence, doubts, reasons })
    };
    let each = |(parts, wholes): &(Vec<usize>, Vec<usize>)| {
        let alone = |part: &&usize| {
            let of = claims.get(**part);
            let holds = |whole: &usize| {
                of.zip(claims.get(*whole))
                    .is_some_and(|(of, all)| of.source == all.source && !exceeds(of, all))
            };
            !wholes.iter().any(holds)
        };
        parts
            .iter()
            .filter(alone)
            .flat_map(|&part| wholes.iter().filter_map(move |&whole| pair(part, whole)))
            .collect::<Vec<_>>()
    };
    blocks.values().flat_map(each).collect()
}

/// From this ratio on, a part is more likely one of another event than greater than its whole.
const FAR: i64 = 2;

/// Whether a count is so much greater than another that both are hardly of one event.
fn is_far(part: &Claim, whole: &Claim) -> bool {
    let number = |claim: &Claim| match &claim.value {
        Value::Quantity(q) => q.nominal.or(q.low),
        _ => None,
    };
    let far =
        |(part, whole): (Decimal, Decimal)| whole.checked_mul(FAR.into()).is_some_and(|far| part >= far);
    number(part).zip(number(whole)).is_none_or(far)
}

/// Whether a count is greater than another can be.
fn exceeds(part: &Claim, whole: &Claim) -> bool {
    let (Value::Quantity(of), Value::Quantity(all)) = (&part.value, &whole.value) else { return false };
    let greater =
        of.nominal.or(of.low).zip(all.nominal.or(all.high)).is_some_and(|(part, whole)| part > whole);
    greater && compare(&part.value, &whole.value, &Tolerance::default()).verdict == Verdict::Contradict
}
