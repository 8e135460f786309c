//! How alike two questions are that no pack knows as one: the evidence, and what it weighs.
//!
//! Each piece of evidence is a number; their weighted sum on the logistic scale is the probability that the question is
//! the same. The weights stand in `rules/alignment.toml`, where `examples/train_alignment.rs` writes them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::claim::gist::{Gist, Key, Part, Word};
use crate::claim::{Claim, ClaimKind};
use crate::rules::{Packs, RuleError};
use crate::value::{TimeSet, Value};

/// Names of the pieces of evidence, in order.
pub const EVIDENCE: [&str; 36] = [
    "bias",
    "same_concept",
    "other_concept",
    "half_known",
    "head_same",
    "head_cognate",
    "head_half",
    "near_words",
    "around_words",
    "names_shared",
    "names_apart",
    "instance_fit",
    "holder_fit",
    "strength",
    "described_alike",
    "described_apart",
    "one_document",
    "planned_apart",
    "rare_head",
    "alone",
    "magnitude",
    "rare_alone",
    "around_alone",
    "near_magnitude",
    "around_magnitude",
    "alone_magnitude",
    "rare_magnitude",
    "head_frame",
    "near_frame",
    "around_frame",
    "one_order",
    "same_unit",
    "frame_magnitude",
    "ruled",
    "ruled_alone",
    "ruled_magnitude",
];

/// The evidence of one pair of claims, in the order of [`EVIDENCE`].
pub type Evidence = [f64; EVIDENCE.len()];

/// Groups of questions that the same evidence decides otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// How many.
    Count,
    /// How much, how long, what share.
    Amount,
    /// When.
    Date,
    /// Whether.
    Truth,
}

impl Group {
    /// All groups, in order.
    pub const ALL: [Self; 4] = [Self::Count, Self::Amount, Self::Date, Self::Truth];

    /// The group of a kind of claim.
    #[must_use]
    pub fn of(kind: ClaimKind) -> Self {
        match kind {
            ClaimKind::Number => Self::Count,
            ClaimKind::Date => Self::Date,
            ClaimKind::Polarity => Self::Truth,
            _ => Self::Amount,
        }
    }

    /// Its name in `alignment.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Amount => "amount",
            Self::Date => "date",
            Self::Truth => "truth",
        }
    }
}

/// What each piece of evidence weighs, by group of questions.
#[derive(Debug, Clone)]
pub struct Weights([GroupWeights; Group::ALL.len()]);

#[derive(Debug, Clone, Copy)]
struct GroupWeights {
    evidence: Evidence,
    differ: f64,
}

/// A table of `alignment.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupTable {
    /// How many times likelier answers are to contradict each other where the question is the same.
    differ: f64,
    evidence: BTreeMap<String, f64>,
}

impl Weights {
    /// Reads the weights from `alignment.toml`. A piece of evidence that is not named weighs nothing.
    ///
    /// # Errors
    /// [`RuleError::Invalid`] where a piece of evidence is unknown.
    pub fn compile(packs: &Packs) -> Result<Self, RuleError> {
        let none = GroupWeights { evidence: [0.0; EVIDENCE.len()], differ: 1.0 };
        let mut weights = Self([none; Group::ALL.len()]);
        for pack in packs.under("alignment") {
            for (group, table) in pack.read::<BTreeMap<Group, GroupTable>>()? {
                let of = &mut weights.0[group as usize];
                of.differ = table.differ;
                for (name, weight) in table.evidence {
                    let at = EVIDENCE.iter().position(|e| *e == name).ok_or_else(|| {
                        let known = EVIDENCE.join(", ");
                        pack.error_at(&name, format!("'{name}' is no piece of evidence; there are {known}"))
                    })?;
                    of.evidence[at] = weight;
                }
            }
        }
        Ok(weights)
    }

    /// The probability that the question is the same.
    #[must_use]
    pub fn probability(&self, group: Group, evidence: &Evidence) -> f64 {
        probability(&self.0[group as usize].evidence, evidence)
    }

    /// The probability that the question is the same once the answers are seen to contradict each other, by Bayes' rule:
    /// answers to one question mostly agree.
    #[must_use]
    pub fn despite(&self, group: Group, probability: f64) -> f64 {
        let odds = probability * self.0[group as usize].differ;
        odds / (odds + 1.0 - probability)
    }
}

/// The probability that weighed evidence gives, on the logistic scale.
#[must_use]
pub fn probability(weights: &Evidence, evidence: &Evidence) -> f64 {
    let sum: f64 = weights.iter().zip(evidence).map(|(w, e)| w * e).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// In how many sentences each meaning stands.
#[derive(Debug, Default)]
pub(super) struct Frequencies {
    counts: FxHashMap<Key, u32>,
    sentences: u32,
}

impl Frequencies {
    /// Counts the words of every sentence that holds a claim, once.
    pub fn new(claims: &[Claim]) -> Self {
        let mut found = Self::default();
        let mut last = None;
        for claim in claims {
            let place = Some((claim.source, claim.sentence.start));
            if place == last {
                continue;
            }
            last = place;
            found.sentences += 1;
            let mut keys: Vec<Key> = claim
                .gist
                .words
                .iter()
                .chain(&claim.gist.head)
                .flat_map(|w| w.keys.iter().copied())
                .collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                *found.counts.entry(key).or_default() += 1;
            }
        }
        found
    }

    /// How telling a word is: the logarithm of the share of sentences without it.
    fn rarity(&self, word: &Word) -> f64 {
        let most = word.keys.iter().filter_map(|k| self.counts.get(k)).max().copied().unwrap_or(1).max(1);
        (1.0 + f64::from(self.sentences) / f64::from(most)).ln()
    }
}

/// Farthest word, in steps through the tree, that stands near a value.
const NEAR: u8 = 2;
/// What a cognate counts against a word known to mean the same.
const COGNATE: f64 = 0.7;

/// How far two words mean the same or belong to one scene, 0 to 1.
fn related(a: &Word, b: &Word) -> f64 {
    if a.frames.iter().any(|f| b.frames.binary_search(f).is_ok()) { 1.0 } else { alike(a, b) }
}

/// How far two words mean the same, 0 to 1.
pub(super) fn alike(a: &Word, b: &Word) -> f64 {
    if a.keys.iter().any(|k| b.keys.binary_search(k).is_ok()) {
        1.0
    } else if a.cognate.is_some() && a.cognate == b.cognate {
        COGNATE
    } else {
        0.0
    }
}

/// How well two claims fit by other means than their words, each 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fits {
    /// Event and time.
    pub instance: f64,
    /// What has the attribute.
    pub holder: f64,
    /// One over the number of claims that could stand in either's place.
    pub alone: f64,
    /// How sure the rules of concepts are; 0 where no concept is shared.
    pub ruled: f64,
}

/// The evidence that two claims answer one question.
pub(super) fn evidence(a: &Claim, b: &Claim, fits: Fits, known: &Frequencies) -> Evidence {
    let (x, y) = (&a.gist, &b.gist);
    let heads = match (&x.head, &y.head) {
        (Some(x), Some(y)) => Some(alike(x, y)),
        _ => None,
    };
    let same_concept = a.topic.known && b.topic.known && a.topic.plain() == b.topic.plain();
    let flag = |is: bool| f64::from(u8::from(is));
    let (shared, apart) = names(x, y);
    let (alike_described, described_apart) = described(x, y);
    let rare = x.head.as_ref().filter(|_| heads.is_some_and(|h| h >= 1.0)).map_or(0.0, |h| known.rarity(h));
    let (near, around) = (cosine(x, y, NEAR, known, alike), cosine(x, y, u8::MAX, known, alike));
    let near_frame = cosine(x, y, NEAR, known, related);
    let around_frame = cosine(x, y, u8::MAX, known, related);
    let framed =
        matches!((&x.head, &y.head), (Some(x), Some(y)) if alike(x, y) == 0.0 && related(x, y) > 0.0);
    let magnitude = magnitude(&a.value, &b.value);
    [
        1.0,
        flag(same_concept),
        flag(a.topic.known && b.topic.known && !same_concept),
        flag(a.topic.known != b.topic.known),
        flag(heads.is_some_and(|h| h >= 1.0)),
        flag(heads.is_some_and(|h| h > 0.0 && h < 1.0)),
        flag(x.head.is_some() != y.head.is_some()),
        near,
        around,
        flag(shared),
        flag(apart),
        fits.instance.ln(),
        fits.holder.ln(),
        a.strength.min(b.strength).ln(),
        flag(alike_described),
        flag(described_apart),
        flag(a.source == b.source),
        flag(a.topic.is_planned() != b.topic.is_planned()),
        rare,
        fits.alone,
        magnitude,
        rare * fits.alone,
        around * fits.alone,
        near * magnitude,
        around * magnitude,
        fits.alone * magnitude,
        rare * magnitude,
        flag(framed),
        near_frame,
        around_frame,
        flag(magnitude >= ONE_ORDER),
        flag(same_unit(&a.value, &b.value)),
        around_frame * magnitude,
        fits.ruled,
        fits.ruled * fits.alone,
        fits.ruled * magnitude,
    ]
}

/// From this nearness on two values are of one order.
const ONE_ORDER: f64 = 0.5;

/// Whether both values are stated in one unit.
fn same_unit(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Quantity(x), Value::Quantity(y)) if x.unit == y.unit)
}

/// Days after which the nearness of two times tells nothing more.
const MONTH: f64 = 30.0;

/// How near two values lie, from 0 to 1: answers to one question, right or wrong, are mostly of one order.
fn magnitude(a: &Value, b: &Value) -> f64 {
    match (a, b) {
        (Value::Quantity(x), Value::Quantity(y)) => match (x.size(), y.size()) {
            (Some(x), Some(y)) if x > 0.0 && y > 0.0 => x.min(y) / x.max(y),
            (Some(x), Some(y)) => f64::from(u8::from(x == y)),
            _ => 0.0,
        },
        (Value::Time(x), Value::Time(y)) => {
            let first = |t: &TimeSet| t.members.first().and_then(|m| m.interval?.low);
            match (first(x), first(y)) {
                (Some(x), Some(y)) => {
                    let days = f64::from((x.date() - y.date()).get_days().abs());
                    MONTH / (MONTH + days)
                }
                _ => 0.0,
            }
        }
        _ => 0.0,
    }
}

/// Whether the two share a name, and whether both name things near their values and share none.
fn names(x: &Gist, y: &Gist) -> (bool, bool) {
    let (near_x, near_y) = (some(x, Part::Name, NEAR + 1), some(y, Part::Name, NEAR + 1));
    let shared = meet(&some(x, Part::Name, u8::MAX), &some(y, Part::Name, u8::MAX));
    (shared, !near_x.is_empty() && !near_y.is_empty() && !meet(&near_x, &near_y))
}

/// The words of one sort up to `within` steps from the value.
fn some(gist: &Gist, part: Part, within: u8) -> Vec<&Word> {
    gist.words.iter().filter(|w| w.part == part && w.distance <= within).collect()
}

/// Whether some word of one list means what one of the other means.
fn meet(x: &[&Word], y: &[&Word]) -> bool {
    x.iter().any(|a| y.iter().any(|b| alike(a, b) > 0.0))
}

/// Whether both values are described by an adjective or complement right beside them, alike or not.
fn described(x: &Gist, y: &Gist) -> (bool, bool) {
    let (x, y) = (some(x, Part::Adjective, 1), some(y, Part::Adjective, 1));
    let alike = meet(&x, &y);
    (alike, !alike && (!x.is_empty() || !y.is_empty()))
}

/// Cosine of the words of two gists up to `within` steps, near and rare words weighing more.
fn cosine(x: &Gist, y: &Gist, within: u8, known: &Frequencies, alike: fn(&Word, &Word) -> f64) -> f64 {
    let (x, y) = (weighed(x, within, known), weighed(y, within, known));
    let length = |words: &[(&Word, f64)]| words.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
    let norm = length(&x) * length(&y);
    if norm == 0.0 {
        return 0.0;
    }
    let best = |(a, weight): &(&Word, f64)| {
        y.iter().map(|(b, other)| alike(a, b) * weight * other).fold(0.0, f64::max)
    };
    (x.iter().map(best).sum::<f64>() / norm).min(1.0)
}

/// The words of a gist up to `within` steps, each with its weight.
fn weighed<'g>(gist: &'g Gist, within: u8, known: &Frequencies) -> Vec<(&'g Word, f64)> {
    let near = gist.words.iter().filter(|w| w.distance <= within);
    near.map(|w| (w, known.rarity(w) / f64::from(w.distance.max(1)))).collect()
}
