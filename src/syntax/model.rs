//! The trained model of one language and what it makes of a sentence.

use super::codec::{ModelError, Reader, checksum, put_varint};
use super::labeller::Tree;
use super::labels::{Feats, Rel, Upos};
use super::lexical::{Token, tokens};
use super::lexicon::Lexicon;
use super::table::{Table, best};
use super::tagger::{self, tag};
use super::transition::{self, LEFT, RIGHT, SHIFT, Seen, State, features};
use super::word_rules::{Finite, WordRules};

const MAGIC: &[u8; 4] = b"RSYN";
const FORMAT: u8 = 2;

/// A sentence is parsed in pieces of at most this many words, so that no input makes one tree without end.
const LONGEST: usize = 200;

/// One word of an analysed sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Part of speech.
    pub upos: Upos,
    /// Index of the word this one depends on; `None` for the root, which every sentence has exactly one of.
    pub head: Option<usize>,
    /// Relation to the head.
    pub rel: Rel,
    /// Dictionary form, in lower case unless the word is a proper noun; a number as written, without spaces.
    pub lemma: String,
    /// Grammatical features.
    pub feats: Feats,
}

/// A tagger, parser and lemmatiser for one language. Immutable once loaded, so threads may share it.
pub struct Parser {
    pub(super) lexicon: Lexicon,
    pub(super) tags: Table,
    pub(super) moves: Table,
    pub(super) labels: Table,
    pub(super) forms: Table,
    pub(super) form_sets: Vec<Feats>,
}

impl std::fmt::Debug for Parser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parser").finish_non_exhaustive()
    }
}

impl Parser {
    /// Reads a model file.
    ///
    /// # Errors
    /// If the bytes are not a model of this format, or are damaged.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let (&found, rest) = rest.split_first().ok_or(ModelError::Damaged("it ends too early"))?;
        if found != FORMAT {
            return Err(ModelError::Version { found, expected: FORMAT });
        }
        let (sum, body) = rest.split_first_chunk::<8>().ok_or(ModelError::Damaged("it ends too early"))?;
        if u64::from_le_bytes(*sum) != checksum(body) {
            return Err(ModelError::Checksum);
        }
        let mut reader = Reader::new(body);
        let lexicon = Lexicon::read(&mut reader)?;
        let mut form_sets = Vec::new();
        for _ in 0..reader.bounded(64, "too many verb forms")? {
            form_sets.push(Feats(reader.bounded(usize::from(u16::MAX), "unknown features")? as u16));
        }
        Ok(Self {
            lexicon,
            tags: Table::read(&mut reader, tagger::COLUMNS)?,
            moves: Table::read(&mut reader, transition::COLUMNS)?,
            labels: Table::read(&mut reader, Rel::COUNT)?,
            forms: Table::read(&mut reader, form_sets.len())?,
            form_sets,
        })
    }

    /// Teaches the tagger the verbs that a language's rules list; what training has seen of a form stands.
    #[must_use]
    pub fn with_verbs(mut self, rules: &WordRules) -> Self {
        for (form, lemma) in rules.finite.iter().flat_map(Finite::forms) {
            self.lexicon.learn_verb(&form, lemma);
        }
        self
    }

    /// The bytes that [`load`](Self::load) reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        self.lexicon.write(&mut body);
        put_varint(&mut body, self.form_sets.len() as u64);
        for set in &self.form_sets {
            put_varint(&mut body, u64::from(set.0));
        }
        for table in [&self.tags, &self.moves, &self.labels, &self.forms] {
            table.write(&mut body);
        }
        let mut out = MAGIC.to_vec();
        out.push(FORMAT);
        out.extend_from_slice(&checksum(&body).to_le_bytes());
        out.extend_from_slice(&body);
        out
    }

    /// Analyses the words of one sentence. The nodes correspond to the words and form one tree. Very long sentences are
    /// taken in pieces, the roots of later pieces hanging from the first as [`Rel::Parataxis`].
    #[must_use]
    pub fn parse(&self, words: &[&str]) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(words.len());
        let mut root = None;
        for piece in words.chunks(LONGEST) {
            let offset = nodes.len();
            for mut node in self.parse_piece(piece) {
                node.head = match (node.head, root) {
                    (Some(head), _) => Some(head + offset),
                    (None, None) => {
                        root = Some(nodes.len());
                        None
                    }
                    (None, Some(_)) => {
                        node.rel = Rel::Parataxis;
                        root
                    }
                };
                nodes.push(node);
            }
        }
        nodes
    }

    fn parse_piece(&self, words: &[&str]) -> Vec<Node> {
        let tokens = tokens(words, &self.lexicon);
        let tags = tag(&tokens, &self.tags);
        let heads = self.heads(&tokens, &tags);
        let tree = Tree::new(&tokens, &tags, &heads);
        let labels = tree.labels(&self.labels);
        let mut chars = Vec::new();
        let mut nodes = Vec::with_capacity(words.len());
        for (i, word) in words.iter().enumerate() {
            let rel = labels[i];
            // What an auxiliary helps that is no copula is a participle, however rare its form.
            let helped = || {
                (0..words.len()).any(|c| heads[c] == Some(i) && tags[c] == Upos::Aux && labels[c] != Rel::Cop)
            };
            let upos = if tags[i] == Upos::Adj && helped() { Upos::Verb } else { tags[i] };
            let (lemma, mut feats) = self.lexicon.analyse(word, tokens[i].form, upos, &mut chars);
            if matches!(upos, Upos::Verb | Upos::Aux) {
                feats = feats.without(Feats::VERB_FORM).with(self.form(&tree, i, rel));
            }
            nodes.push(Node { upos, head: heads[i], rel, lemma, feats });
        }
        nodes
    }

    /// The heads of a tagged sentence, always taking the best move.
    pub(super) fn heads(&self, tokens: &[Token], tags: &[Upos]) -> Vec<Option<usize>> {
        let seen = Seen::new(tokens, tags);
        let mut state = State::new(tokens.len());
        while !state.done() {
            let scores = self.moves.score::<{ transition::COLUMNS }>(&features(&state, &seen));
            state.apply(best_move(&state, &scores));
        }
        state.heads(tags)
    }

    fn form(&self, tree: &Tree, i: usize, rel: Rel) -> Feats {
        let mut scores = [0i16; 64];
        let scores = &mut scores[..self.form_sets.len()];
        self.forms.add(&tree.form_features(i, rel), scores);
        if scores.is_empty() { Feats::default() } else { self.form_sets[best(scores)] }
    }
}

/// The best move that can be made.
pub(super) fn best_move<S: PartialOrd + Copy>(state: &State, scores: &[S; transition::COLUMNS]) -> usize {
    let mut chosen = SHIFT;
    let mut score = state.can(SHIFT).then_some(scores[SHIFT]);
    for action in [LEFT, RIGHT] {
        if state.can(action) && score.is_none_or(|best| scores[action] > best) {
            chosen = action;
            score = Some(scores[action]);
        }
    }
    chosen
}
