//! The relation of every word to its head, and the form of every verb, once the tree stands.
//!
//! Both are choices among a few dozen classes by a table of weights. They look at what the tree brings together and the
//! word order may keep apart: the auxiliaries of a verb, the preposition of a noun, the sister to the left.

use super::labels::{Rel, Upos};
use super::lexical::Token;
use super::table::{Table, best};
use super::tagger::feature as f;

/// Templates of the labeller.
pub(super) const FEATURES: usize = 34;
/// Templates of the verb-form chooser.
pub(super) const FORM_FEATURES: usize = 17;

const NOBODY: usize = usize::MAX;

/// A sentence with its tree, and for each word the children that labels depend on.
pub(super) struct Tree<'a> {
    tokens: &'a [Token],
    tags: &'a [Upos],
    heads: &'a [Option<usize>],
    kids: Vec<Kids>,
}

#[derive(Clone, Copy)]
struct Kids {
    first: usize,
    last: usize,
    aux: usize,
    auxes: u64,
    nouns_left: u64,
    sister: usize,
}

impl<'a> Tree<'a> {
    pub(super) fn new(tokens: &'a [Token], tags: &'a [Upos], heads: &'a [Option<usize>]) -> Self {
        let nobody =
            Kids { first: NOBODY, last: NOBODY, aux: NOBODY, auxes: 0, nouns_left: 0, sister: NOBODY };
        let mut kids = vec![nobody; tokens.len()];
        for (i, head) in heads.iter().enumerate() {
            let Some(head) = *head else { continue };
            let parent = &mut kids[head];
            let sister = parent.last;
            if parent.first == NOBODY {
                parent.first = i;
            }
            parent.last = i;
            if tags[i] == Upos::Aux {
                parent.aux = i;
                parent.auxes += 1;
            }
            if i < head && matches!(tags[i], Upos::Noun | Upos::Propn | Upos::Pron) {
                parent.nouns_left += 1;
            }
            kids[i].sister = sister;
        }
        Self { tokens, tags, heads, kids }
    }

    fn word(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |token| token.word)
    }

    fn tag(&self, at: usize) -> u64 {
        self.tags.get(at).map_or(31, |&tag| tag as u64)
    }

    fn token(&self, at: usize) -> Token {
        self.tokens.get(at).copied().unwrap_or_default()
    }

    /// The features of word `d`, whose left sister has the label `sister`.
    fn features(&self, d: usize, sister: u64) -> [u64; FEATURES] {
        let h = self.heads[d].unwrap_or(NOBODY);
        let kids = self.kids[d];
        let up = self.kids.get(h).copied().unwrap_or(Kids { sister: NOBODY, ..kids });
        let above = self.heads.get(h).copied().flatten().unwrap_or(NOBODY);
        let (w, t) = (|at| self.word(at), |at| self.tag(at));
        let (dw, dt, hw, ht) = (w(d), t(d), w(h), t(h));
        let right = u64::from(h > d);
        let span = h.abs_diff(d);
        let far = right * 8 + if span > 7 { 5 } else { span.min(4) as u64 };
        let pair = dt * 32 + ht + right * 1024;
        let (cw, ct) = (w(kids.first), t(kids.first));
        let (aux, hs) = (w(up.aux), self.token(h));
        let ds = self.token(d);
        let before = d.wrapping_sub(1);
        [
            f(1, pair, 0, 0),
            f(2, dw, ht, right),
            f(3, hw, dt, right),
            f(4, dw, hw, right),
            f(5, pair, far, 0),
            f(6, pair, cw, 0),
            f(7, cw, hw, dt),
            f(8, pair, ct, t(kids.last)),
            f(9, pair, sister, 0),
            f(10, pair, aux, up.auxes),
            f(11, pair, aux, hs.suffix[1]),
            f(12, pair, aux, hs.suffix[2]),
            f(13, dw, pair, up.nouns_left),
            f(14, pair, w(before), 0),
            f(15, pair, w(d + 1), 0),
            f(16, pair, t(before), t(d + 1)),
            f(17, pair, ds.suffix[1], 0),
            f(18, pair, ds.suffix[2], ds.shape & 15),
            f(19, pair, hs.suffix[2], 0),
            f(20, pair, t(above), h.cmp(&above) as u64 & 3),
            f(21, cw, dw, ht),
            f(22, pair, w(kids.last), 0),
            f(23, pair, up.nouns_left, up.auxes),
            f(24, sister, hw, dt),
            f(25, pair, w(kids.aux), kids.auxes),
            f(26, dw, 0, 0),
            f(27, dw, far, ht),
            f(28, pair, ds.shape, hs.shape),
            f(29, pair, w(up.first), 0),
            f(30, pair, w(up.sister), t(above)),
            f(31, cw, pair, sister),
            f(32, pair, ds.classes, 0),
            f(33, cw, w(above), dt),
            f(34, w(h.wrapping_add(1)), dw, pair),
        ]
    }

    /// The relation of every word, each chosen by `score` from its features.
    pub(super) fn labels_with(&self, mut score: impl FnMut(usize, &[u64]) -> usize) -> Vec<Rel> {
        let mut labels: Vec<Rel> = Vec::with_capacity(self.tokens.len());
        for d in 0..self.tokens.len() {
            if self.heads[d].is_none() {
                labels.push(Rel::Root);
                continue;
            }
            let sister = labels.get(self.kids[d].sister).map_or(60, |&label| label as u64);
            let label = Rel::from_index(score(d, &self.features(d, sister))).unwrap_or(Rel::Dep);
            labels.push(if label == Rel::Root { Rel::Dep } else { label });
        }
        labels
    }

    /// The relations by a trained table.
    pub(super) fn labels(&self, table: &Table) -> Vec<Rel> {
        self.labels_with(|_, features| best(&table.score::<{ Rel::COUNT }>(features)))
    }

    /// The features that tell the form of verb `i`, whose relation is `rel`.
    pub(super) fn form_features(&self, i: usize, rel: Rel) -> [u64; FORM_FEATURES] {
        let kids = self.kids[i];
        let token = self.token(i);
        let before = i.wrapping_sub(1);
        let (w, t) = (|at| self.word(at), |at| self.tag(at));
        let aux = self.token(kids.aux).form;
        let rel = rel as u64;
        let verb = u64::from(self.tags[i] == Upos::Aux);
        [
            f(1, token.form, 0, verb),
            f(2, token.suffix[0], aux, verb),
            f(3, token.suffix[1], aux, verb),
            f(4, token.suffix[2], aux, 0),
            f(5, token.suffix[3], 0, 0),
            f(6, token.suffix[4], 0, 0),
            f(7, token.suffix[1], rel, kids.auxes),
            f(8, token.form, rel, kids.auxes),
            f(9, token.form, w(before), 0),
            f(10, token.suffix[1], w(before), 0),
            f(11, token.suffix[1], w(kids.first), kids.nouns_left),
            f(12, token.form, kids.nouns_left, kids.auxes),
            f(13, token.suffix[1], t(before), kids.auxes),
            f(14, rel, kids.auxes, kids.nouns_left),
            f(15, token.suffix[2], t(before), t(i + 1)),
            f(16, token.form, t(self.heads[i].unwrap_or(NOBODY)), rel),
            f(17, token.suffix[1], 0, verb),
        ]
    }
}
