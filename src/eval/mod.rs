//! Measures the program on labelled clusters.

mod gold;

pub use gold::{Cluster, GoldError, Label, LabelledPair, Passage};
