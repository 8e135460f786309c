//! From sentences to a model: lexicon, tagger, then parser, labeller and verb forms on the tags that a tagger gives
//! sentences it has not been trained on, since those are the tags they will meet.

use super::conllu::Sentence;
use super::lexicon::build;
use super::perceptron::{Seeded, Weights, best_of};
use super::treebank::{Example, augment};
use crate::syntax::labeller::Tree;
use crate::syntax::labels::{Feats, Rel, Upos};
use crate::syntax::lexical::{Token, tokens};
use crate::syntax::lexicon::Lexicon;
use crate::syntax::model::{Parser, best_move};
use crate::syntax::table::Table;
use crate::syntax::tagger;
use crate::syntax::transition::{self, LEFT, MOVES, SHIFT, Seen, State};

/// What to train.
#[derive(Debug, Clone)]
pub struct Options {
    /// Passes over the examples for the tagger, the parser and the labeller.
    pub passes: [usize; 3],
    /// Hash bits of the tables of tags, moves, labels and verb forms.
    pub bits: [u32; 4],
    /// Weights of this magnitude or less are dropped, table by table.
    pub prune: [i8; 4],
    /// Start of all randomness.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { passes: [8, 12, 8], bits: [16, 20, 16, 16], prune: [3, 5, 3, 2], seed: 7 }
    }
}

const FOLDS: usize = 4;

/// An example ready for training.
struct Ready {
    tokens: Vec<Token>,
    tags: Vec<Upos>,
    heads: Vec<Option<usize>>,
    labels: Vec<Rel>,
    forms: Vec<Feats>,
}

/// Trains a model on these sentences.
#[must_use]
pub fn train(sentences: &[Sentence], options: &Options) -> Parser {
    let examples = augment(sentences);
    let lexicon = build(&sentences.iter().collect::<Vec<_>>());
    let form_sets = form_sets(sentences);
    let (tags, jackknifed) = std::thread::scope(|scope| {
        let folds = scope.spawn(|| jackknife(sentences, &examples, options));
        let all: Vec<&Example> = examples.iter().collect();
        let table = train_tagger(&all, &lexicon, options);
        (table, folds.join().unwrap_or_default())
    });
    let ready: Vec<Ready> =
        examples.iter().zip(jackknifed).map(|(example, tags)| ready(example, tags, &lexicon)).collect();
    let (moves, labels, forms) = std::thread::scope(|scope| {
        let moves = scope.spawn(|| train_moves(&ready, options));
        let labels = train_labels(&ready, options);
        let forms = train_forms(&ready, &form_sets, options);
        (moves.join(), labels, forms)
    });
    let moves = moves.unwrap_or_else(|_| Table::quantise(options.bits[1], transition::COLUMNS, &[], 0));
    Parser { lexicon, tags, moves, labels, forms, form_sets }
}

fn ready(example: &Example, tags: Vec<Upos>, lexicon: &Lexicon) -> Ready {
    Ready {
        tokens: tokens_of(&example.words, lexicon),
        tags,
        heads: example.words.iter().map(|word| word.head).collect(),
        labels: example.words.iter().map(|word| word.rel).collect(),
        forms: example.words.iter().map(|word| verb_form(word.feats)).collect(),
    }
}

fn tokens_of(words: &Sentence, lexicon: &Lexicon) -> Vec<Token> {
    tokens(&words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>(), lexicon)
}

fn verb_form(feats: Feats) -> Feats {
    Feats(feats.0 & Feats::VERB_FORM.0)
}

/// The verb forms of the treebank, the rarest left out.
fn form_sets(sentences: &[Sentence]) -> Vec<Feats> {
    let mut counts = std::collections::BTreeMap::<u16, u32>::new();
    for word in sentences.iter().flatten().filter(|word| matches!(word.upos, Upos::Verb | Upos::Aux)) {
        *counts.entry(verb_form(word.feats).0).or_default() += 1;
    }
    counts.into_iter().filter(|&(_, count)| count >= 5).map(|(set, _)| Feats(set)).take(64).collect()
}

/// The tags of each example by a tagger trained on the other folds.
fn jackknife(sentences: &[Sentence], examples: &[Example], options: &Options) -> Vec<Vec<Upos>> {
    let fold_of = |origin: usize| origin / 10 % FOLDS;
    let mut tags = vec![Vec::new(); examples.len()];
    for fold in 0..FOLDS {
        let kept = |origin: usize| fold_of(origin) != fold;
        let others: Vec<&Sentence> =
            sentences.iter().enumerate().filter(|(i, _)| kept(*i)).map(|(_, words)| words).collect();
        let lexicon = build(&others);
        let others: Vec<&Example> = examples.iter().filter(|example| kept(example.origin)).collect();
        let table = train_tagger(&others, &lexicon, options);
        for (slot, example) in tags.iter_mut().zip(examples).filter(|(_, example)| !kept(example.origin)) {
            *slot = tagger::tag(&tokens_of(&example.words, &lexicon), &table);
        }
    }
    tags
}

fn train_tagger(examples: &[&Example], lexicon: &Lexicon, options: &Options) -> Table {
    let tokens: Vec<Vec<Token>> = examples.iter().map(|example| tokens_of(&example.words, lexicon)).collect();
    let mut weights = Weights::new(options.bits[0], tagger::COLUMNS);
    let mut random = Seeded(options.seed);
    let mut scores = [0.0; tagger::COLUMNS];
    for _ in 0..options.passes[0] {
        for i in random.order(examples.len()) {
            let gold = &examples[i].words;
            let mut scored = (0..gold.len()).filter(|&k| tokens[i][k].fixed.is_none());
            tagger::tag_with(&tokens[i], |features| {
                weights.score(features, &mut scores);
                let guess = best_of(&scores, |k| k < Upos::COUNT).unwrap_or_default();
                if let Some(right) =
                    scored.next().map(|k| gold[k].upos.index()).filter(|&right| right != guess)
                {
                    weights.update(features, right, guess);
                }
                weights.tick();
                guess
            });
        }
    }
    weights.finish(options.prune[0])
}

/// How many arcs of the true tree each move would put out of reach.
fn costs(state: &State, heads: &[u32]) -> [u32; MOVES] {
    let (top, under, next) = (state.stack(0), state.stack(1), state.next());
    let head = |at: u32| heads.get(at as usize).copied();
    let mut costs = [0; MOVES];
    for (depth, &at) in state.stacked().iter().rev().enumerate() {
        costs[SHIFT] += u32::from(head(at) == Some(next));
        costs[SHIFT] += u32::from(depth > 0 && head(next) == Some(at));
    }
    if let Some(above) = head(top) {
        let waiting = heads.get(next as usize..).unwrap_or_default();
        let children = waiting.iter().filter(|&&head| head == top).count() as u32;
        costs[LEFT] = children + u32::from(above == under || above > next);
        costs[transition::RIGHT] = children + u32::from(above >= next);
    }
    costs
}

fn train_moves(examples: &[Ready], options: &Options) -> Table {
    let mut weights = Weights::new(options.bits[1], transition::COLUMNS);
    let mut random = Seeded(options.seed + 1);
    let mut scores = [0.0; transition::COLUMNS];
    for pass in 0..options.passes[1] {
        for i in random.order(examples.len()) {
            let example = &examples[i];
            let length = example.tokens.len();
            let heads: Vec<u32> = example.heads.iter().map(|head| head.unwrap_or(length) as u32).collect();
            let seen = Seen::new(&example.tokens, &example.tags);
            let mut state = State::new(length);
            while !state.done() {
                let features = transition::features(&state, &seen);
                weights.score(&features, &mut scores);
                let guess = best_move(&state, &scores);
                let costs = costs(&state, &heads);
                let cheapest =
                    (0..MOVES).filter(|&a| state.can(a)).map(|a| costs[a]).min().unwrap_or_default();
                let right =
                    best_of(&scores, |a| a < MOVES && state.can(a) && costs[a] == cheapest).unwrap_or(guess);
                if costs[guess] > cheapest {
                    weights.update(&features, right, guess);
                }
                weights.tick();
                let explore = pass > 0 && !random.next().is_multiple_of(10);
                state.apply(if explore { guess } else { right });
            }
        }
    }
    weights.finish(options.prune[1])
}

fn train_labels(examples: &[Ready], options: &Options) -> Table {
    let mut weights = Weights::new(options.bits[2], Rel::COUNT);
    let mut random = Seeded(options.seed + 2);
    let mut scores = [0.0; Rel::COUNT];
    for _ in 0..options.passes[2] {
        for i in random.order(examples.len()) {
            let example = &examples[i];
            Tree::new(&example.tokens, &example.tags, &example.heads).labels_with(|d, features| {
                weights.score(features, &mut scores);
                let guess = best_of(&scores, |_| true).unwrap_or_default();
                let right = example.labels[d].index();
                if right != guess {
                    weights.update(features, right, guess);
                }
                weights.tick();
                guess
            });
        }
    }
    weights.finish(options.prune[2])
}

fn train_forms(examples: &[Ready], sets: &[Feats], options: &Options) -> Table {
    let mut weights = Weights::new(options.bits[3], sets.len());
    let mut random = Seeded(options.seed + 3);
    let mut scores = vec![0.0; sets.len()];
    for _ in 0..options.passes[2] {
        for i in random.order(examples.len()) {
            let example = &examples[i];
            let tree = Tree::new(&example.tokens, &example.tags, &example.heads);
            for k in 0..example.tokens.len() {
                let Some(right) = sets.iter().position(|&set| set == example.forms[k]) else { continue };
                if !matches!(example.tags[k], Upos::Verb | Upos::Aux) {
                    continue;
                }
                let features = tree.form_features(k, example.labels[k]);
                weights.score(&features, &mut scores);
                let guess = best_of(&scores, |_| true).unwrap_or_default();
                if guess != right {
                    weights.update(&features, right, guess);
                }
                weights.tick();
            }
        }
    }
    weights.finish(options.prune[3])
}
