//! The averaged perceptron that all tables are trained with, and the fixed-seed shuffle of its examples.

use crate::syntax::table::{Table, row};

/// Weights while training.
pub(super) struct Weights {
    bits: u32,
    columns: usize,
    now: Vec<f32>,
    past: Vec<f64>,
    updates: f64,
}

impl Weights {
    pub(super) fn new(bits: u32, columns: usize) -> Self {
        let cells = columns << bits;
        Self { bits, columns, now: vec![0.0; cells], past: vec![0.0; cells], updates: 1.0 }
    }

    /// The score of every column.
    pub(super) fn score(&self, features: &[u64], scores: &mut [f32]) {
        scores.fill(0.0);
        for &feature in features {
            let start = row(feature, self.bits) * self.columns;
            for (score, weight) in scores.iter_mut().zip(&self.now[start..start + self.columns]) {
                *score += weight;
            }
        }
    }

    /// Rewards the column that should have won, punishes the one that did.
    pub(super) fn update(&mut self, features: &[u64], right: usize, wrong: usize) {
        for &feature in features {
            let start = row(feature, self.bits) * self.columns;
            for (column, step) in [(right, 1.0), (wrong, -1.0)] {
                self.now[start + column] += step;
                self.past[start + column] += f64::from(step) * self.updates;
            }
        }
    }

    /// To be called after each example: weights are averaged over examples.
    pub(super) fn tick(&mut self) {
        self.updates += 1.0;
    }

    /// The averaged weights as a table of bytes.
    pub(super) fn finish(&self, prune: i8) -> Table {
        let average = |(&now, &past): (&f32, &f64)| (f64::from(now) - past / self.updates) as f32;
        let weights: Vec<f32> = self.now.iter().zip(&self.past).map(average).collect();
        Table::quantise(self.bits, self.columns, &weights, prune)
    }
}

/// The highest of the scores that are allowed; the first of equals.
pub(super) fn best_of(scores: &[f32], allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best = None;
    for (k, &score) in scores.iter().enumerate() {
        if allowed(k) && best.is_none_or(|(_, top)| score > top) {
            best = Some((k, score));
        }
    }
    best.map(|(k, _)| k)
}

/// A small deterministic source of randomness.
pub(super) struct Seeded(pub u64);

impl Seeded {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// An order of `length` things.
    pub(super) fn order(&mut self, length: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..length).collect();
        for i in (1..length).rev() {
            order.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
        order
    }
}
