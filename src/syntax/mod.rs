//! Who does what to whom: parts of speech, a dependency tree and lemmas for one sentence.
//!
//! A number says nothing until one knows what it counts and which verb governs that, and the nearest verb is the wrong one
//! in every third case. A small model, trained offline on treebanks and shipped as a
//! data file beside each language's rules, answers that at some megabytes a second. It is right about four times in five,
//! so callers should treat a tree as evidence, not as fact.
//!
//! The code knows no language. [`words`] cuts a sentence by rules that are data, [`Parser`] holds a trained model,
//! [`train`] makes one.

mod codec;
mod labeller;
mod labels;
mod lexical;
mod lexicon;
mod model;
mod table;
mod tagger;
pub mod train;
mod transition;
mod word_rules;
mod words;

pub use codec::ModelError;
pub use labels::{Feats, Rel, Upos};
pub use model::{Node, Parser};
pub use word_rules::WordRules;
pub use words::{Word, words};
