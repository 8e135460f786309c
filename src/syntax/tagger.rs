//! Parts of speech, left to right: each word is scored from its form, its neighbours and the two tags before it.

use super::labels::Upos;
use super::lexical::Token;
use super::table::{Table, best};

/// Columns of the tagger's table: the tags, padded so that a row is a whole number of eight bytes.
pub(super) const COLUMNS: usize = Upos::COUNT.next_multiple_of(8);
/// Templates of the tagger.
pub(super) const FEATURES: usize = 31;

/// A hashed feature: template number and up to three values.
#[inline]
pub(super) fn feature(template: u64, a: u64, b: u64, c: u64) -> u64 {
    let sum = a
        .wrapping_mul(0x517c_c1b7_2722_0a95)
        .wrapping_add(b.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_add(c.wrapping_mul(0xc2b2_ae3d_27d4_eb4f))
        .wrapping_add(template.wrapping_mul(0xd6e8_feb8_6659_fd93));
    (sum ^ (sum >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The features of word `i`, the two tags before it being `t1` (nearest) and `t2`.
pub(super) fn features(tokens: &[Token], i: usize, t1: u64, t2: u64) -> [u64; FEATURES] {
    let none = Token::default();
    let at = |k: Option<usize>| k.and_then(|k| tokens.get(k)).unwrap_or(&none);
    let w = at(Some(i));
    let (p1, p2) = (at(i.checked_sub(1)), at(i.checked_sub(2)));
    let (n1, n2) = (at(Some(i + 1)), at(Some(i + 2)));
    let f = feature;
    [
        f(1, w.form, 0, 0),
        f(2, w.form, w.shape, 0),
        f(3, w.suffix[0], w.shape & 15, 0),
        f(4, w.suffix[1], 0, 0),
        f(5, w.suffix[2], 0, 0),
        f(6, w.suffix[3], 0, 0),
        f(7, w.suffix[4], 0, 0),
        f(8, w.prefix[0], w.suffix[1], 0),
        f(9, w.prefix[1], 0, 0),
        f(10, w.prefix[2], 0, 0),
        f(11, w.shape, t1, 0),
        f(12, p1.form, 0, 0),
        f(13, n1.form, 0, 0),
        f(14, p2.form, t1, 0),
        f(15, n2.form, 0, 0),
        f(16, t1, 0, 0),
        f(17, t1, t2, 0),
        f(18, t1, w.form, 0),
        f(19, t1, w.classes, n1.classes),
        f(20, w.classes, w.shape, 0),
        f(21, w.classes, n1.classes, 0),
        f(22, t1, n1.classes, w.suffix[2]),
        f(23, p1.form, w.form, 0),
        f(24, w.form, n1.form, 0),
        f(25, p1.suffix[2], w.suffix[2], 0),
        f(26, n1.suffix[2], w.suffix[2], 0),
        f(27, n1.shape, w.shape, p1.shape),
        f(28, t1, t2, w.classes),
        f(29, n1.classes, n2.classes, w.classes),
        f(30, p1.form, n1.form, 0),
        f(31, n1.suffix[1], t1, w.classes),
    ]
}

/// The tags of a sentence, each chosen by `score` from the features of its word unless the word has only one.
pub(super) fn tag_with(tokens: &[Token], mut score: impl FnMut(&[u64]) -> usize) -> Vec<Upos> {
    let (mut t1, mut t2) = (20, 20);
    let mut tags = Vec::with_capacity(tokens.len());
    for (i, token) in tokens.iter().enumerate() {
        let tag = token
            .fixed
            .unwrap_or_else(|| Upos::from_index(score(&features(tokens, i, t1, t2))).unwrap_or(Upos::X));
        tags.push(tag);
        (t2, t1) = (t1, tag as u64);
    }
    tags
}

/// The tags of a sentence by a trained table.
pub(super) fn tag(tokens: &[Token], table: &Table) -> Vec<Upos> {
    tag_with(tokens, |features| best(&table.score::<COLUMNS>(features)))
}
