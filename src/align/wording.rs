//! How alike the wordings of two questions are: their heads, the words near their values, and all around.

use rustc_hash::FxHashMap;

use crate::claim::Claim;
use crate::claim::gist::{Gist, Key, Part, Word};
use crate::span::Span;

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

    /// Weighs the words of a gist.
    pub fn weigh(&self, gist: &Gist) -> Weighed {
        let weight = |w: &Word| self.rarity(w) / f64::from(w.distance.max(1));
        let around: Vec<f64> = gist.words.iter().map(weight).collect();
        let near = gist.words.partition_point(|w| w.distance <= NEAR);
        let length = |weights: &[f64]| weights.iter().map(|w| w * w).sum::<f64>().sqrt();
        Weighed {
            head: gist.head.as_ref().map_or(0.0, |head| self.rarity(head)),
            near,
            near_length: length(&around[..near]),
            around_length: length(&around),
            around,
        }
    }
}

/// What the words of one gist weigh: near and rare ones more.
#[derive(Debug)]
pub(super) struct Weighed {
    /// How telling the head is.
    pub head: f64,
    /// How many words stand near the value.
    near: usize,
    /// Of each word, nearest first.
    around: Vec<f64>,
    near_length: f64,
    around_length: f64,
}

/// Farthest word, in steps through the tree, that stands near a value.
const NEAR: u8 = 2;
/// What a cognate counts against a word known to mean the same.
const COGNATE: f64 = 0.7;

/// How far two words mean the same or belong to one scene, 0 to 1.
pub(super) fn related(a: &Word, b: &Word) -> f64 {
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

/// How much of the gist with fewer words the other says, too, 0 to 1; a few words tell no sentence. O(words²).
pub(super) fn covered(x: &Gist, y: &Gist) -> f64 {
    let (fewer, more) = if x.words.len() <= y.words.len() { (x, y) } else { (y, x) };
    let said = |word: &Word| content(more).map(|other| related(word, other)).fold(0.0, f64::max);
    let all = content(fewer).count();
    if all < SENTENCE { 0.0 } else { content(fewer).map(said).sum::<f64>() / all as f64 }
}

/// Fewest words that a sentence is known by.
const SENTENCE: usize = 4;

/// All the words of a gist.
fn content(gist: &Gist) -> impl Iterator<Item = &Word> {
    gist.head.iter().chain(&gist.words)
}

/// The words of two gists that mean the same, where each stands in its source; those nearest to the value of the first
/// come first. O(words²) of a sentence.
#[must_use]
pub fn shared(x: &Gist, y: &Gist) -> Vec<(Span, Span)> {
    let mut left: Vec<&Word> = y.head.iter().chain(&y.words).collect();
    let mut pairs = Vec::new();
    for word in x.head.iter().chain(&x.words) {
        if let Some(at) = left.iter().position(|other| alike(word, other) > 0.0) {
            pairs.push((word.span, left.remove(at).span));
        }
    }
    pairs
}

/// Whether the two share a name, and whether both name things near their values and share none.
pub(super) fn names(x: &Gist, y: &Gist) -> (bool, bool) {
    let named = |gist, within| some(gist, Part::Name, within);
    let (near_x, near_y) = (named(x, NEAR + 1), named(y, NEAR + 1));
    let apart = near_x.clone().next().is_some() && near_y.clone().next().is_some() && !meet(near_x, near_y);
    (meet(named(x, u8::MAX), named(y, u8::MAX)), apart)
}

/// The words of one sort up to `within` steps from the value.
fn some(gist: &Gist, part: Part, within: u8) -> impl Iterator<Item = &Word> + Clone {
    gist.words.iter().filter(move |w| w.part == part && w.distance <= within)
}

/// Whether some word of one list means what one of the other means.
fn meet<'g>(mut x: impl Iterator<Item = &'g Word>, y: impl Iterator<Item = &'g Word> + Clone) -> bool {
    x.any(|a| y.clone().any(|b| alike(a, b) > 0.0))
}

/// Whether both values are described by an adjective or complement right beside them, alike or not.
pub(super) fn described(x: &Gist, y: &Gist) -> (bool, bool) {
    let (x, y) = (some(x, Part::Adjective, 1), some(y, Part::Adjective, 1));
    let alike = meet(x.clone(), y.clone());
    (alike, !alike && x.chain(y).next().is_some())
}

/// Cosines of the words of two gists, those near their values and all; by what they mean, and by the scenes they belong
/// to.
#[derive(Debug, Default)]
pub(super) struct Cosines {
    pub near: f64,
    pub around: f64,
    pub near_frame: f64,
    pub around_frame: f64,
}

/// Sets every word of one gist against the one most like it of the other. O(words²) of a sentence.
pub(super) fn cosines((x, of_x): (&Gist, &Weighed), (y, of_y): (&Gist, &Weighed)) -> Cosines {
    let mut sums = Cosines::default();
    for (i, (a, weight)) in x.words.iter().zip(&of_x.around).enumerate() {
        let mut best = Cosines::default();
        for (j, (b, other)) in y.words.iter().zip(&of_y.around).enumerate() {
            let framed = related(a, b);
            if framed == 0.0 {
                continue;
            }
            let (alike, framed) = (alike(a, b) * weight * other, framed * weight * other);
            best.around = best.around.max(alike);
            best.around_frame = best.around_frame.max(framed);
            if i < of_x.near && j < of_y.near {
                best.near = best.near.max(alike);
                best.near_frame = best.near_frame.max(framed);
            }
        }
        sums.near += best.near;
        sums.around += best.around;
        sums.near_frame += best.near_frame;
        sums.around_frame += best.around_frame;
    }
    let share = |sum: f64, norm: f64| if norm == 0.0 { 0.0 } else { (sum / norm).min(1.0) };
    let (near, around) = (of_x.near_length * of_y.near_length, of_x.around_length * of_y.around_length);
    Cosines {
        near: share(sums.near, near),
        around: share(sums.around, around),
        near_frame: share(sums.near_frame, near),
        around_frame: share(sums.around_frame, around),
    }
}
