//! How often a model is right on sentences it has not seen.

use super::conllu::Sentence;
use super::lexicon::reference_lemma;
use crate::syntax::labels::{Feats, Rel, Upos};
use crate::syntax::model::{Node, Parser};
use std::time::{Duration, Instant};

/// Counts of right answers, out of [`words`](Self::words) unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Scores {
    /// Words in the test.
    pub words: usize,
    /// Right parts of speech.
    pub upos: usize,
    /// Right heads.
    pub heads: usize,
    /// Right heads with the right relation.
    pub labelled: usize,
    /// Right lemmas.
    pub lemmas: usize,
    /// Nouns, verbs and adjectives, and those with the right lemma.
    pub content: [usize; 2],
    /// Verbs and auxiliaries by the treebank, and those with the right form.
    pub forms: [usize; 2],
    /// Numbers governed by a verb, and those where the verb is right.
    pub governors: [usize; 2],
    /// For subjects, passive subjects, objects, obliques: in the treebank, in the answer, in both.
    pub relations: [(Rel, [usize; 3]); 6],
    /// Bytes of text.
    pub bytes: usize,
    /// Time taken to parse.
    pub time: Duration,
}

const RELATIONS: [Rel; 6] = [Rel::Nsubj, Rel::NsubjPass, Rel::Obj, Rel::Obl, Rel::Nummod, Rel::AclRelcl];

impl Scores {
    fn none() -> Self {
        Self {
            words: 0,
            upos: 0,
            heads: 0,
            labelled: 0,
            lemmas: 0,
            content: [0; 2],
            forms: [0; 2],
            governors: [0; 2],
            relations: RELATIONS.map(|rel| (rel, [0; 3])),
            bytes: 0,
            time: Duration::ZERO,
        }
    }
}

/// Parses the sentences and compares.
#[must_use]
pub fn evaluate(parser: &Parser, sentences: &[Sentence]) -> Scores {
    let mut scores = Scores::none();
    for sentence in sentences {
        let words: Vec<&str> = sentence.iter().map(|word| word.form.as_str()).collect();
        let start = Instant::now();
        let nodes = parser.parse(&words);
        scores.time += start.elapsed();
        scores.bytes += sentence.iter().map(|word| word.form.len() + usize::from(!word.glued)).sum::<usize>();
        compare(&mut scores, sentence, &nodes);
    }
    scores
}

fn compare(scores: &mut Scores, sentence: &Sentence, nodes: &[Node]) {
    for (i, (gold, node)) in sentence.iter().zip(nodes).enumerate() {
        let head = gold.head == node.head;
        let lemma = reference_lemma(&gold.lemma, gold.upos) == node.lemma;
        scores.words += 1;
        scores.upos += usize::from(gold.upos == node.upos);
        scores.heads += usize::from(head);
        scores.labelled += usize::from(head && gold.rel == node.rel);
        scores.lemmas += usize::from(lemma);
        if matches!(gold.upos, Upos::Noun | Upos::Verb | Upos::Adj) {
            scores.content[0] += 1;
            scores.content[1] += usize::from(lemma);
        }
        if matches!(gold.upos, Upos::Verb | Upos::Aux) {
            let form = |feats: Feats| feats.0 & Feats::VERB_FORM.0;
            scores.forms[0] += 1;
            scores.forms[1] += usize::from(form(gold.feats) == form(node.feats));
        }
        for (rel, counts) in &mut scores.relations {
            counts[0] += usize::from(gold.rel == *rel);
            counts[1] += usize::from(node.rel == *rel);
            counts[2] += usize::from(gold.rel == *rel && node.rel == *rel && head);
        }
        if gold.rel == Rel::Nummod {
            let truth = governor(i, |at| (sentence[at].upos, sentence[at].head));
            let guess = governor(i, |at| (nodes[at].upos, nodes[at].head));
            scores.governors[0] += usize::from(truth.is_some());
            scores.governors[1] += usize::from(truth.is_some() && truth == guess);
        }
    }
}

/// The nearest verb above the head of a number.
fn governor(number: usize, node: impl Fn(usize) -> (Upos, Option<usize>)) -> Option<usize> {
    let mut at = node(node(number).1?).1;
    while let Some(above) = at {
        let (upos, head) = node(above);
        if upos == Upos::Verb {
            return Some(above);
        }
        at = head;
    }
    None
}
