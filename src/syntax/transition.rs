//! The tree of a sentence, built left to right by three moves (arc-hybrid): put the next word on a stack, make the top of
//! the stack a dependent of the next word, or make it a dependent of the word beneath it. Work grows with the length of
//! the sentence, and every end state is a tree.

use super::labels::Upos;
use super::lexical::Token;
use super::tagger::feature as f;

/// No such word.
pub(super) const NONE: u32 = u32::MAX;

/// A move of the parser.
pub(super) const SHIFT: usize = 0;
/// Top of the stack becomes a dependent of the next word.
pub(super) const LEFT: usize = 1;
/// Top of the stack becomes a dependent of the word beneath it.
pub(super) const RIGHT: usize = 2;
/// How many moves there are.
pub(super) const MOVES: usize = 3;
/// Columns of the parser's table: the moves, padded so that a row is four bytes.
pub(super) const COLUMNS: usize = 4;

/// What the parser sees of a word: its word hash and its tag. The root stands behind the last word.
pub(super) struct Seen {
    words: Vec<u64>,
    tags: Vec<u64>,
}

impl Seen {
    pub(super) fn new(tokens: &[Token], tags: &[Upos]) -> Self {
        let mut words: Vec<u64> = tokens.iter().map(|token| token.word).collect();
        let mut tags: Vec<u64> = tags.iter().map(|&tag| tag as u64 + 1).collect();
        words.push(1);
        tags.push(30);
        Self { words, tags }
    }

    #[inline]
    fn word(&self, at: u32) -> u64 {
        self.words.get(at as usize).copied().unwrap_or(0)
    }

    #[inline]
    fn tag(&self, at: u32) -> u64 {
        self.tags.get(at as usize).copied().unwrap_or(0)
    }
}

#[derive(Clone, Copy)]
struct Links {
    head: u32,
    left: [u32; 2],
    right: [u32; 2],
    lefts: u8,
    rights: u8,
}

const UNLINKED: Links = Links { head: NONE, left: [NONE; 2], right: [NONE; 2], lefts: 0, rights: 0 };

/// A state of the parser: the stack, the next word, the arcs so far.
#[derive(Clone)]
pub(super) struct State {
    stack: Vec<u32>,
    next: u32,
    length: u32,
    links: Vec<Links>,
}

impl State {
    pub(super) fn new(length: usize) -> Self {
        let links = vec![UNLINKED; length + 1];
        Self { stack: Vec::with_capacity(16), next: 0, length: length as u32, links }
    }

    /// Whether the tree is complete.
    pub(super) fn done(&self) -> bool {
        self.stack.is_empty() && self.next >= self.length
    }

    pub(super) fn can(&self, action: usize) -> bool {
        match action {
            SHIFT => self.next < self.length,
            LEFT => !self.stack.is_empty(),
            _ => self.stack.len() >= 2,
        }
    }

    /// The word `depth` below the top of the stack.
    #[inline]
    pub(super) fn stack(&self, depth: usize) -> u32 {
        let n = self.stack.len();
        if depth < n { self.stack[n - 1 - depth] } else { NONE }
    }

    /// The words on the stack, bottom first.
    pub(super) fn stacked(&self) -> &[u32] {
        &self.stack
    }

    /// The next word; the sentence's length stands for the root.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// Makes a move that [`can`](Self::can) be made.
    pub(super) fn apply(&mut self, action: usize) {
        if action == SHIFT {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        let head = if action == LEFT { self.next } else { self.stack(1) };
        if let Some(dependent) = self.stack.pop() {
            self.links[dependent as usize].head = head;
            let links = &mut self.links[head as usize];
            if action == LEFT {
                links.left = [dependent, links.left[0]];
                links.lefts = links.lefts.saturating_add(1);
            } else {
                links.right = [dependent, links.right[0]];
                links.rights = links.rights.saturating_add(1);
            }
        }
    }

    /// The head of each word; `None` for the root, of which there is exactly one unless there are no words.
    pub(super) fn heads(&self, tags: &[Upos]) -> Vec<Option<usize>> {
        let n = self.length;
        let headless = |at: u32| self.links[at as usize].head >= n;
        let verb = |at: &u32| tags.get(*at as usize) == Some(&Upos::Verb);
        let root = (0..n).find(|at| headless(*at) && verb(at)).or_else(|| (0..n).find(|&at| headless(at)));
        (0..n)
            .map(|at| match root {
                Some(root) if root == at => None,
                Some(root) if headless(at) => Some(root as usize),
                _ => Some(self.links[at as usize].head as usize),
            })
            .collect()
    }

    #[inline]
    fn links(&self, at: u32) -> Links {
        self.links.get(at as usize).copied().unwrap_or(UNLINKED)
    }
}

/// Templates of the parser.
pub(super) const FEATURES: usize = 60;

#[inline]
fn distance(from: u32, to: u32) -> u64 {
    match to.saturating_sub(from) {
        d @ 0..=4 => u64::from(d),
        5..=7 => 5,
        8..=14 => 6,
        _ => 7,
    }
}

/// The features of a state.
pub(super) fn features(state: &State, seen: &Seen) -> [u64; FEATURES] {
    let (s0, s1, s2) = (state.stack(0), state.stack(1), state.stack(2));
    let b0 = state.next;
    let (k0, k1, kb) = (state.links(s0), state.links(s1), state.links(b0));
    let w = |at| seen.word(at);
    let t = |at| seen.tag(at);
    let (s0w, s0t, s1w, s1t, s2t) = (w(s0), t(s0), w(s1), t(s1), t(s2));
    let (b0w, b0t, b1w, b1t, b2t) = (w(b0), t(b0), w(b0 + 1), t(b0 + 1), t(b0 + 2));
    let (l0, r0, l1, r1, lb) = (k0.left[0], k0.right[0], k1.left[0], k1.right[0], kb.left[0]);
    let near = distance(s0, b0);
    let far = distance(s1, s0);
    let (l0w, l0t, r0t, lbt) = (w(l0), t(l0), t(r0), t(lb));
    let v0 = u64::from(k0.rights.min(3));
    let vl = u64::from(k0.lefts.min(3));
    let vb = u64::from(kb.lefts.min(3));
    let v1 = u64::from(k1.rights.min(3));
    let arcs = s0t * 64 + b0t;
    let pair = s1t * 64 + s0t;
    #[rustfmt::skip]
    let features = [
        f(1, s0w, s0t, 0), f(2, s0t, v0, vl), f(3, b0w, b0t, 0), f(4, b0t, vb, 0), f(5, b1w, b1t, 0),
        f(6, b1t, b0t, 0), f(7, w(b0 + 2), b2t, 0), f(8, s1w, s1t, 0), f(9, s2t, s1t, s0t),
        f(10, s0w, b0w, arcs), f(11, s0w, arcs, 0), f(12, b0w, arcs, 0), f(13, s0w, b0w, 0),
        f(14, arcs, 0, 0), f(15, pair, b0t, 0), f(16, pair, 0, 0), f(17, s1w, pair, 0), f(18, s0w, pair, 0),
        f(19, s1w, s0w, 0), f(20, s1w, b0w, s0t), f(21, s1t, b0t, 0), f(22, arcs, b1t, 0),
        f(23, arcs, b1t, b2t), f(24, pair, b0t, b1t), f(25, arcs, t(l0), 1), f(26, arcs, r0t, 2),
        f(27, arcs, lbt, 3), f(28, pair, t(r1), 4), f(29, pair, t(l1), 5), f(30, pair, l0t, 6),
        f(31, pair, r0t, 7), f(32, s0t, r0t, t(k0.right[1])), f(33, s0t, l0t, t(k0.left[1])),
        f(34, b0t, lbt, t(kb.left[1])), f(35, s0w, near, 0), f(36, b0w, near, 0), f(37, arcs, near, 0),
        f(38, pair, far, 0), f(39, s0w, b0w, near), f(40, s0w, v0, b0t), f(41, s0w, vl, 1),
        f(42, b0w, vb, 2), f(43, s1w, v1, s0t), f(44, s1t, v1, arcs), f(45, s1w, l0w, s0t),
        f(46, s1t, l0w, s0t), f(47, s1w, l0w, s0w), f(48, l0w, arcs, 0), f(49, l0w, b0w, 0),
        f(50, w(r0), arcs, 0), f(51, w(lb), arcs, 0), f(52, w(lb), s0w, b0t),
        f(53, s1t, r0t * 64 + l0t, arcs), f(54, pair, b0w, 0), f(55, b0w, b1w, s0t), f(56, s0w, b1t, b0t),
        f(57, s2t * 64 + s1t, arcs, 0), f(58, s1t * 64 + l0t, arcs, t(r1)), f(59, w(r1), pair, 0),
        f(60, w(s2), pair, 1),
    ];
    features
}
