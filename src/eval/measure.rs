//! The figures of an evaluation: shares, precision with recall, and how far confidence can be believed.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// A part of a whole; both are counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many of them.
    pub part: usize,
    /// How many there are.
    pub whole: usize,
}

impl Share {
    /// Counts one more, which belongs to the part or not.
    pub fn count(&mut self, belongs: bool) {
        self.whole += 1;
        self.part += usize::from(belongs);
    }

    /// The share, 0 to 1; `None` of nothing.
    #[must_use]
    pub fn ratio(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Share", 3)?;
        object.serialize_field("part", &self.part)?;
        object.serialize_field("whole", &self.whole)?;
        object.serialize_field("ratio", &self.ratio().map(rounded))?;
        object.end()
    }
}

/// Four places are enough for a figure that rests on some hundred cases.
fn rounded(ratio: f64) -> f64 {
    (ratio * 1e4).round() / 1e4
}

/// How many of the labelled were found, and how many of the reported are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of the labelled, those found.
    pub recall: Share,
    /// Of the reported, those that are right.
    pub precision: Share,
}

impl Tally {
    /// The harmonic mean of precision and recall, 0 to 1; `None` where either is of nothing.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        let (precision, recall) = (self.precision.ratio()?, self.recall.ratio()?);
        Some(if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 })
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.recall += other.recall;
        self.precision += other.precision;
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Tally", 3)?;
        object.serialize_field("precision", &self.precision)?;
        object.serialize_field("recall", &self.recall)?;
        object.serialize_field("f1", &self.f1().map(rounded))?;
        object.end()
    }
}

/// Adds the figures of `other` to those of the same name.
pub(super) fn merge<K: Ord, V: Default + AddAssign>(into: &mut BTreeMap<K, V>, other: BTreeMap<K, V>) {
    for (name, figure) in other {
        *into.entry(name).or_default() += figure;
    }
}

/// Findings of about one confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Bin {
    right: Share,
    sum: f64,
}

/// Bins of confidence, each as wide as the others.
const BINS: usize = 10;

/// Findings by confidence, against the share of them that is right: where confidence means something, the two are equal.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Calibration([Bin; BINS]);

/// One row of a calibration table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// Least confidence.
    pub from: f64,
    /// Confidence below which a finding falls in it.
    pub to: f64,
    /// Mean confidence of its findings.
    pub mean: f64,
    /// Of its findings, those that are right.
    pub right: Share,
}

impl Calibration {
    /// Counts a finding of a confidence from 0 to 1.
    pub fn count(&mut self, confidence: f64, right: bool) {
        // A cast of a float saturates, and of what is no number gives 0.
        let at = ((confidence * BINS as f64) as usize).min(BINS - 1);
        if let Some(bin) = self.0.get_mut(at) {
            bin.right.count(right);
            bin.sum += confidence;
        }
    }

    /// The bands that hold findings, in order.
    pub fn bands(&self) -> impl Iterator<Item = Band> {
        let edge = |n: usize| n as f64 / BINS as f64;
        self.0.iter().enumerate().filter(|(_, bin)| bin.right.whole > 0).map(move |(n, bin)| Band {
            from: edge(n),
            to: edge(n + 1),
            mean: rounded(bin.sum / bin.right.whole as f64),
            right: bin.right,
        })
    }

    /// How far confidence and the share that is right lie apart, in the mean over all findings; `None` without any.
    #[must_use]
    pub fn error(&self) -> Option<f64> {
        let findings: usize = self.0.iter().map(|bin| bin.right.whole).sum();
        let apart: f64 = self.0.iter().map(|bin| (bin.sum - bin.right.part as f64).abs()).sum();
        (findings > 0).then(|| apart / findings as f64)
    }
}

impl AddAssign for Calibration {
    fn add_assign(&mut self, other: Self) {
        for (bin, more) in self.0.iter_mut().zip(other.0) {
            bin.right += more.right;
            bin.sum += more.sum;
        }
    }
}

impl Serialize for Calibration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Calibration", 2)?;
        object.serialize_field("bands", &self.bands().collect::<Vec<_>>())?;
        object.serialize_field("error", &self.error().map(rounded))?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_nothing_are_none() {
        assert_eq!(Share::default().ratio(), None);
        assert_eq!(Tally::default().f1(), None);
        let mut share = Share::default();
        share.count(true);
        share.count(false);
        assert_eq!(share.ratio(), Some(0.5));
        assert_eq!(Tally { recall: share, precision: share }.f1(), Some(0.5));
    }

    #[test]
    fn confidence_that_holds_has_no_error() {
        let mut calibration = Calibration::default();
        assert_eq!(calibration.error(), None);
        for right in [true, true, true, false] {
            calibration.count(0.75, right);
        }
        assert_eq!(calibration.error(), Some(0.0));
        calibration.count(1.0, true);
        calibration.count(f64::NAN, false);
        let bands: Vec<(f64, Share)> = calibration.bands().map(|band| (band.from, band.right)).collect();
        let of = |part, whole| Share { part, whole };
        assert_eq!(bands, [(0.0, of(0, 1)), (0.7, of(3, 4)), (0.9, of(1, 1))]);
    }
}
