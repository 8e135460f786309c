//! Dates of what no pack asks for: two of one deed that is done to one thing answer one question.
//!
//! What happens to a thing but once disputes at any distance. All else happens again: two of its dates are of one day
//! only where either may be a mistake for the other, or both tell of a plan.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::distance::{are_years_apart, may_be_mistaken};
use super::instance::Stories;
use super::wording::alike;
use super::{CROWD, FORESEEN, LEAST, Ruled, concept_reason, is_comparable, may_differ};
use crate::claim::gist::{Key, Part, Word};
use crate::claim::{Claim, ClaimKind};

/// How surely a deed done to one by name is one deed.
const NAMED: f64 = 0.95;
/// The same of things of one word, of which a story may have several.
const THING: f64 = 0.85;
/// The same of a name and the thing that both documents may call by it.
const CALLED: f64 = 0.8;

/// Every pair of dates of one deed that the rules of no concept join, in order.
pub(super) fn pairs(claims: &[Claim], stories: &Stories<'_>) -> Vec<Ruled> {
    let mut blocks: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    let dated = |c: &Claim| c.kind == ClaimKind::Date && is_comparable(c);
    for (index, claim) in claims.iter().enumerate().filter(|(_, c)| dated(c)) {
        for &key in claim.gist.head.iter().flat_map(|head| &head.keys) {
            blocks.entry(key).or_default().push(index);
        }
    }
    let mut met: BTreeSet<(usize, usize)> = BTreeSet::new();
    for members in blocks.values().filter(|m| m.len() <= CROWD) {
        for (i, &a) in members.iter().enumerate() {
            met.extend(members[i + 1..].iter().map(|&b| (a, b)));
        }
    }
    met.into_iter().filter_map(|(a, b)| pair(claims, stories, a, b)).collect()
}

fn pair(claims: &[Claim], stories: &Stories<'_>, a: usize, b: usize) -> Option<Ruled> {
    let (first, second) = (claims.get(a)?, claims.get(b)?);
    let ruled = first.topic.is_one_known(&second.topic)
        || first.topic.dated().is_some() && second.topic.dated().is_some();
    let ends = first.topic.end() == second.topic.end();
    if ruled || !ends || !may_differ(first, second) || !are_of_one_time(first, second) {
        return None;
    }
    let thing = one_thing(first, second, stories)?;
    let instance = stories.fit(first, second)?;
    let planned = first.topic.is_planned() == second.topic.is_planned();
    let foreseen = if planned { 1.0 } else { FORESEEN };
    let confidence = thing * instance.confidence * foreseen;
    (confidence >= LEAST).then(|| Ruled { a, b, confidence, reasons: vec![concept_reason(first)] })
}

/// Whether two dates may be given for one deed: for one that happens but once at any distance, for a plan, which is put
/// off, at a long one.
fn are_of_one_time(a: &Claim, b: &Claim) -> bool {
    let once = a.topic.lasting && b.topic.lasting;
    let plans = a.topic.is_planned() && b.topic.is_planned();
    once || plans && !are_years_apart(a, b) || may_be_mistaken(a, b)
}

/// How surely two deeds are done to one thing: to one by name, or of one word where no name tells them apart.
fn one_thing(a: &Claim, b: &Claim, stories: &Stories<'_>) -> Option<f64> {
    let (x, y) = (a.qualifiers.holder.as_ref()?, b.qualifiers.holder.as_ref()?);
    let (of_a, of_b) = (a.gist.theme.as_ref()?, b.gist.theme.as_ref()?);
    if x.names.iter().any(|n| y.names.iter().any(|m| stories.names.same(n, m))) {
        return Some(NAMED);
    }
    match (x.names.is_empty(), y.names.is_empty()) {
        (false, false) => None,
        _ if alike(of_a, of_b) >= 1.0 => Some(THING),
        (true, false) => is_called(b, of_a, stories, a).then_some(CALLED),
        (false, true) => is_called(a, of_b, stories, b).then_some(CALLED),
        (true, true) => None,
    }
}

/// Whether a name is one that both documents are about, so that the other may call it by a common noun.
fn is_called(named: &Claim, noun: &Word, stories: &Stories<'_>, other: &Claim) -> bool {
    let holder = named.qualifiers.holder.as_ref();
    let about = |c: &Claim| {
        let announced = stories.of(c).map(|p| &p.names);
        holder.zip(announced).is_some_and(|(h, names)| stories.names.meet(&h.names, names))
    };
    noun.part == Part::Noun && about(named) && about(other)
}
