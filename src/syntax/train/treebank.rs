//! Variants of treebank sentences that look like headlines: without a final stop, In Title Case, ALL IN CAPITALS.

use super::conllu::{Gold, Sentence};
use crate::syntax::labels::Upos;

/// A training sentence and the sentence of the treebank it was made from, which decides its fold.
pub(super) struct Example {
    pub words: Sentence,
    pub origin: usize,
}

/// The sentences and, for a fixed share of them, a variant of each kind.
pub(super) fn augment(sentences: &[Sentence]) -> Vec<Example> {
    let mut out = Vec::new();
    for (origin, words) in sentences.iter().enumerate() {
        out.push(Example { words: words.clone(), origin });
        let variant = match origin % 24 {
            3 | 9 | 15 => unstopped(words),
            5 | 17 => unstopped(&recased(words, title)),
            11 => recased(words, str::to_uppercase),
            _ => continue,
        };
        if variant.len() > 1 {
            out.push(Example { words: variant, origin });
        }
    }
    out
}

fn recased(words: &Sentence, change: impl Fn(&str) -> String) -> Sentence {
    words.iter().map(|word| Gold { form: change(&word.form), ..word.clone() }).collect()
}

fn title(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if word.chars().count() > 3 => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

fn unstopped(words: &Sentence) -> Sentence {
    let mut words = words.clone();
    let last = words.len().saturating_sub(1);
    let leaf = words.iter().all(|word| word.head != Some(last));
    if leaf && words.last().is_some_and(|word| word.upos == Upos::Punct && word.head.is_some()) {
        words.pop();
    }
    words
}
