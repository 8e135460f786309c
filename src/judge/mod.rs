//! *Same answer?* From questions with several answers to findings with their reasons.

mod find;
mod gather;
mod group;
mod history;
mod identity;
mod implied;
mod policy;

pub use find::{Judgement, judge};
pub use identity::{Identities, Name};
pub use policy::{Policy, Weight};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::claim::ClaimKind;
use crate::partial_date::PartialDate;
use crate::value::{Detail, Reason};

/// How two sides of a fact stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// No value satisfies both.
    Contradiction,
    /// A cumulative count that a later source gives higher.
    Update,
    /// Different precision or bound, no conflict.
    Compatible,
    /// The same value from two or more voices.
    Agreement,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a look.
    Note,
    /// Incompatible, but a value is hedged, a scope differs, or the question is only probably the same.
    Warning,
    /// Plainly incompatible answers to surely the same question.
    Error,
}

/// The outcome of a fact as a whole: its gravest relation, or `Single` where only one answer was given by one voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Some sides contradict each other.
    Contradiction,
    /// Some side updates another.
    Update,
    /// Sides differ without conflict.
    Compatible,
    /// All voices give one answer.
    Agreement,
    /// One voice, one answer.
    Single,
}

/// All claims of one answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The answer for people: `≈ 2 700`.
    pub value: String,
    /// Indices of its claims in the report, in order.
    pub claims: Vec<usize>,
    /// Number of independent voices: copies of one text, and outlets that cite one agency, count once.
    pub voices: usize,
    /// Those of its claims whose voice has been counted with an earlier one, in order.
    pub repeats: Vec<usize>,
}

/// What a fact asks, apart from the language it is asked in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// How the packs word it, by language.
    pub wording: BTreeMap<String, String>,
    /// How it is put in a language in which they do not.
    pub plain: Reason,
    /// What narrows it.
    pub about: Vec<Detail>,
}

/// All claims that answer one question, grouped by answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Stable id.
    pub id: String,
    /// What it asks.
    pub question: Question,
    /// Its gravest relation.
    pub status: Status,
    /// Its answers, the one with most voices first.
    pub sides: Vec<Side>,
    /// Findings left out, because so many answers are hardly to one question; the gravest are there.
    pub omitted: usize,
}

/// A relation between two sides of a fact, with both of its reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Stable id, made of what is said and by whom, not of where: it survives moved lines.
    pub id: String,
    /// Index of its fact in the report.
    pub fact: usize,
    /// The relation.
    pub relation: Relation,
    /// What sort of answers differ.
    pub kind: ClaimKind,
    /// How much it matters.
    pub severity: Severity,
    /// Why it matters less than its confidence says, where it does.
    pub lowered: Option<Reason>,
    /// Probability that both claims answer the same question and that the relation is right.
    pub confidence: f64,
    /// Indices of the claims on one side.
    pub a: Vec<usize>,
    /// Indices of the claims on the other; for an agreement, the claims of the other voices.
    pub b: Vec<usize>,
    /// Why it is the same question.
    pub same_question: Vec<Reason>,
    /// Why the answers agree or not.
    pub same_answer: Vec<Reason>,
    /// How the two could both be true, where there is a way.
    pub reconcile: Option<Reason>,
    /// Why it does not make a run fail though it stands, where there is a reason.
    pub exempt: Option<Exemption>,
}

/// The reason of a finding that is only a note because one of its documents has no date: it is `name`, by path.
pub const UNDATED: &str = "lowered.undated";

/// The same where it tells a weekday or an hour, of whatever day.
pub const UNDATED_DAY: &str = "lowered.undated_day";

/// Why a finding that stands is nobody's alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exemption {
    /// It stood in the baseline.
    Known,
    /// Somebody answers for it.
    Waived(Waived),
}

/// Who lets a finding stand, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it holds.
    pub expires: Option<PartialDate>,
    /// Whether the document itself says so, in a comment, rather than a file of waivers.
    pub inline: bool,
}
