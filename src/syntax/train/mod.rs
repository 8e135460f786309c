//! Makes a model from treebanks. Used by the training command only; nothing at run time calls it.
//!
//! Everything is deterministic: the order of the examples comes from a fixed seed, and ties go to the first.

mod conllu;
mod evaluate;
mod lexicon;
mod perceptron;
mod pipeline;
mod treebank;

pub use conllu::{Gold, Sentence, read_conllu};
pub use evaluate::{Scores, evaluate};
pub use pipeline::{Options, train};
