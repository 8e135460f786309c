//! How alike two questions are that no pack knows as one: the evidence, and what it weighs.
//!
//! Each piece of evidence is a number; their weighted sum on the logistic scale is the probability that the question is
//! the same. The weights stand in `rules/alignment.toml`, where `examples/train_alignment.rs` writes them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::wording::{Cosines, Weighed, alike, cosines, described, names, related};
use crate::claim::{Claim, ClaimKind};
use crate::rules::{Packs, RuleError};
use crate::value::{Tolerance, Value, Verdict, compare, slip};

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

/// What tells rightful contradictions from two questions taken for one: names of the pieces, in order. The labelled
/// stories hold too few contradictions to weigh more.
pub const DOUBTS: [&str; 9] = [
    "bias",
    "log_odds",
    "around_words",
    "magnitude",
    "answers",
    "days_apart",
    "headline",
    "changing",
    "open_claims",
];

/// What speaks for and against a contradiction, in the order of [`DOUBTS`].
pub type Doubts = [f64; DOUBTS.len()];

/// What each piece of evidence weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// For whether the question is the same, by group of questions.
    pub same: [Evidence; Group::ALL.len()],
    /// For whether it still is where the answers contradict each other.
    pub despite: Doubts,
}

/// `alignment.toml`.
#[derive(Deserialize)]
struct WeightsFile {
    #[serde(default)]
    despite: BTreeMap<String, f64>,
    #[serde(flatten)]
    same: BTreeMap<Group, BTreeMap<String, f64>>,
}

impl Weights {
    /// Weights that leave every question open, and believe a contradiction as much as its question.
    #[must_use]
    pub fn none() -> Self {
        let despite = DOUBTS.map(|name| flag(name == "log_odds"));
        Self { same: [[0.0; EVIDENCE.len()]; Group::ALL.len()], despite }
    }

    /// Reads the weights from `alignment.toml`. A piece of evidence that is not named weighs nothing.
    ///
    /// # Errors
    /// [`RuleError::Invalid`] where a piece of evidence is unknown.
    pub fn compile(packs: &Packs) -> Result<Self, RuleError> {
        let mut weights = Self::none();
        for pack in packs.under("alignment") {
            let place = |names: &[&str], name: &str| {
                names.iter().position(|e| *e == name).ok_or_else(|| {
                    let known = names.join(", ");
                    pack.error_at(name, format!("'{name}' is no piece of evidence; there are {known}"))
                })
            };
            let WeightsFile { despite, same } = pack.read()?;
            for (name, weight) in despite {
                weights.despite[place(&DOUBTS, &name)?] = weight;
            }
            for (group, table) in same {
                for (name, weight) in table {
                    weights.same[group as usize][place(&EVIDENCE, &name)?] = weight;
                }
            }
        }
        Ok(weights)
    }

    /// The probability that the question is the same.
    #[must_use]
    pub fn probability(&self, group: Group, evidence: &Evidence) -> f64 {
        probability(&self.same[group as usize], evidence)
    }

    /// The probability that the question is the same once the answers are seen to contradict each other: answers to one
    /// question mostly agree.
    #[must_use]
    pub fn despite(&self, doubts: &Doubts) -> f64 {
        probability(&self.despite, doubts)
    }
}

/// What is known of a contradiction beside the evidence that its question is the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances {
    /// Probability that the question is the same.
    pub question: f64,
    /// How many different answers either voice is held to give to the other's claim, multiplied: of several from one
    /// mouth, hardly all are to one question.
    pub answers: usize,
    /// Days between the publication of the documents.
    pub days: f64,
    /// Whether one claim stands in a headline, which says least of what it means.
    pub headline: bool,
    /// Whether the answer is one that changes as news comes in: two figures of it are often of two moments.
    pub changing: bool,
    /// How many of the two claims no pack knows.
    pub open: usize,
}

/// What speaks for and against a contradiction.
pub(super) fn doubts(evidence: &Evidence, known: Circumstances) -> Doubts {
    let of = |name: &str| EVIDENCE.iter().position(|e| *e == name).map_or(0.0, |n| evidence[n]);
    [
        1.0,
        log_odds(known.question),
        of("around_words"),
        of("magnitude"),
        (known.answers.max(1) as f64).ln(),
        known.days.ln_1p(),
        flag(known.headline),
        flag(known.changing),
        known.open as f64,
    ]
}

fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// The probability that weighed evidence gives, on the logistic scale.
#[must_use]
pub fn probability(weights: &[f64], evidence: &[f64]) -> f64 {
    logistic(weighed(weights, evidence))
}

/// The log-odds of a probability; those of certainty are kept finite.
fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(0.001, 0.999);
    (probability / (1.0 - probability)).ln()
}

fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

fn weighed(weights: &[f64], evidence: &[f64]) -> f64 {
    weights.iter().zip(evidence).map(|(w, e)| w * e).sum()
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
pub(super) fn evidence((a, of_a): (&Claim, &Weighed), (b, of_b): (&Claim, &Weighed), fits: Fits) -> Evidence {
    let (x, y) = (&a.gist, &b.gist);
    let heads = match (&x.head, &y.head) {
        (Some(x), Some(y)) => Some(alike(x, y)),
        _ => None,
    };
    let same_concept = a.topic.known && b.topic.known && a.topic.plain() == b.topic.plain();
    let (shared, apart) = names(x, y);
    let (alike_described, described_apart) = described(x, y);
    let rare = if heads.is_some_and(|h| h >= 1.0) { of_a.head } else { 0.0 };
    let Cosines { near, around, near_frame, around_frame } = cosines((x, of_a), (y, of_b));
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

/// How near two values lie that are one but for a slip.
const SLIPPED: f64 = 0.9;

/// How near two values lie, from 0 to 1: answers to one question, right or wrong, are mostly of one order.
fn magnitude(a: &Value, b: &Value) -> f64 {
    match (a, b) {
        _ if slip(a, b).is_some() => SLIPPED,
        (Value::Quantity(x), Value::Quantity(y)) => match (x.size(), y.size()) {
            (Some(x), Some(y)) if x > 0.0 && y > 0.0 => x.min(y) / x.max(y),
            (Some(x), Some(y)) => f64::from(u8::from(x == y)),
            _ => 0.0,
        },
        (Value::Time(x), Value::Time(y)) => {
            match (x.first_day(), y.first_day()) {
                (Some(x), Some(y)) => {
                    let days = f64::from((x - y).get_days().abs());
                    MONTH / (MONTH + days)
                }
                // Weekdays and times of day of documents without a date.
                _ => match compare(a, b, &Tolerance::default()).verdict {
                    Verdict::Agree => 1.0,
                    Verdict::Compatible => ONE_ORDER,
                    _ => 0.0,
                },
            }
        }
        _ => 0.0,
    }
}
