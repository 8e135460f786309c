//! The figures of labelled clusters, in the sense of [`super::score`]: one cluster's, or several added up.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;

use super::gold::Label;
use super::loss::Stage;
use super::measure::{Calibration, Share, Tally, merge};
use crate::claim::ClaimKind;
use crate::judge::{Relation, Severity};

/// The figures of one cluster, or of several added up. What must be found are the pairs labelled so.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Of the contradictions that must be found, those that some reported contradiction connects.
    pub recall: Share,
    /// Of the questions with such a contradiction, those where one of them was found.
    pub questions: Share,
    /// Of the reported contradictions, those that are right.
    pub precision: Share,
    /// Of the labelled agreements, those that a reported agreement connects.
    pub agreements: Share,
    /// Of the pairs labelled otherwise than as contradictions, those that a reported contradiction connects.
    pub false_alarms: Share,
    /// Of the contradictions that need not be found, those that were.
    pub debatable: Share,
    /// Precision and recall of each relation.
    pub relations: BTreeMap<Relation, Tally>,
    /// Precision and recall of contradictions by kind of answer: that of the label for recall, that of the finding for
    /// precision.
    pub kinds: BTreeMap<ClaimKind, Tally>,
    /// Of the contradictions of each severity, notes too, those that are right.
    pub severities: BTreeMap<Severity, Share>,
    /// The false alarms by label.
    pub alarms: BTreeMap<Label, Share>,
    /// Where the pairs of each relation were lost that were not found.
    pub lost: BTreeMap<Relation, BTreeMap<Stage, usize>>,
    /// The confidence of contradictions, notes too, against the share that is right.
    pub calibration: Calibration,
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.recall += other.recall;
        self.questions += other.questions;
        self.precision += other.precision;
        self.agreements += other.agreements;
        self.false_alarms += other.false_alarms;
        self.debatable += other.debatable;
        merge(&mut self.relations, other.relations);
        merge(&mut self.kinds, other.kinds);
        merge(&mut self.severities, other.severities);
        merge(&mut self.alarms, other.alarms);
        for (relation, stages) in other.lost {
            merge(self.lost.entry(relation).or_default(), stages);
        }
        self.calibration += other.calibration;
    }
}
