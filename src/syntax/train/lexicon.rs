//! Builds the lexicon: which words to keep, and the rules by ending for those not kept.

use super::conllu::Sentence;
use crate::syntax::labels::{Feats, Upos};
use crate::syntax::lexical::{hash_chars, normalise};
use crate::syntax::lexicon::{Edit, LONGEST_ENDING, Lexicon, Reading, key_of};
use std::collections::BTreeMap;

/// A word needs this many occurrences for its parts of speech to be trusted.
const TRUSTED: u32 = 2;
/// A word with this many occurrences of one part of speech has only that.
const FIXED: u32 = 12;

type Analysis = (Edit, Feats);
type Counts<T> = BTreeMap<T, u32>;

#[derive(Default)]
struct Seen {
    forms: BTreeMap<Vec<char>, BTreeMap<usize, Counts<Analysis>>>,
}

fn count(sentences: &[&Sentence]) -> Seen {
    let mut seen = Seen::default();
    let mut form = Vec::new();
    for word in sentences.iter().copied().flatten() {
        normalise(&word.form, &mut form);
        let lemma: Vec<char> = if word.upos == Upos::Propn || word.form.bytes().any(|b| b.is_ascii_digit()) {
            form.clone()
        } else {
            reference_lemma(&word.lemma, word.upos).chars().collect()
        };
        let analysis = (Edit::between(&form, &lemma), word.feats);
        let readings = seen.forms.entry(form.clone()).or_default();
        *readings.entry(word.upos.index()).or_default().entry(analysis).or_default() += 1;
    }
    seen
}

/// A treebank's lemma as this program writes lemmas.
pub(super) fn reference_lemma(lemma: &str, upos: Upos) -> String {
    let plain: String = lemma.chars().map(crate::syntax::lexical::plain).collect();
    if upos == Upos::Propn { plain } else { plain.to_lowercase() }
}

fn most<T: Clone + Ord>(counts: &Counts<T>) -> Option<T> {
    let mut best: Option<(&T, u32)> = None;
    for (value, &count) in counts {
        if best.is_none_or(|(_, top)| count > top) {
            best = Some((value, count));
        }
    }
    best.map(|(value, _)| value.clone())
}

/// The best edit and the best features of a reading, chosen separately.
fn usual(counts: &Counts<Analysis>) -> Option<Analysis> {
    let mut edits: Counts<Edit> = BTreeMap::new();
    let mut feats: Counts<u16> = BTreeMap::new();
    for ((edit, set), count) in counts {
        *edits.entry(edit.clone()).or_default() += count;
        *feats.entry(set.0).or_default() += count;
    }
    Some((most(&edits)?, Feats(most(&feats)?)))
}

/// The lexicon of these sentences.
pub(super) fn build(sentences: &[&Sentence]) -> Lexicon {
    let seen = count(sentences);
    let mut edits: Vec<Edit> = Vec::new();
    let mut numbers: BTreeMap<Edit, u32> = BTreeMap::new();
    let mut number = |edit: Edit| {
        *numbers.entry(edit.clone()).or_insert_with(|| {
            edits.push(edit);
            edits.len() as u32 - 1
        })
    };
    let rules: Vec<(u64, Analysis)> = endings(&seen);
    let rules: Vec<_> = rules.into_iter().map(|(key, (edit, feats))| (key, number(edit), feats)).collect();
    let mut words = Vec::new();
    let mut lemmas = Vec::new();
    for (form, readings) in &seen.forms {
        let total: u32 = readings.values().flat_map(BTreeMap::values).sum();
        let mut classes = 0u64;
        let mut kept = Vec::new();
        for (&upos, counts) in readings {
            let times: u32 = counts.values().sum();
            if times * 50 >= total {
                classes |= 1 << upos;
            }
            if let (Some(upos), Some((edit, feats))) = (Upos::from_index(upos), usual(counts)) {
                if matches!(upos, Upos::Noun | Upos::Verb | Upos::Adj | Upos::Adv | Upos::Aux) {
                    lemmas.extend(edit.apply(form).map(|l| key_of(&l.chars().collect::<Vec<_>>(), upos)));
                }
                kept.push(Reading { upos, edit: number(edit), feats });
            }
        }
        let fixed = if readings.len() == 1 && total >= FIXED { kept.first().map(|r| r.upos) } else { None };
        words.push((hash_chars(form), if total >= TRUSTED { classes } else { 0 }, fixed, kept));
    }
    let mut lexicon = Lexicon::new(edits);
    for (key, edit, feats) in rules {
        lexicon.insert_ending(key, edit, feats);
    }
    lemmas.into_iter().for_each(|lemma| lexicon.insert_lemma(lemma));
    for (form, classes, fixed, readings) in words {
        lexicon.insert(form, classes, fixed, &readings);
    }
    lexicon
}

/// For each part of speech the shortest list of endings that says what longer and longer ones add.
fn endings(seen: &Seen) -> Vec<(u64, Analysis)> {
    let mut counts: BTreeMap<(usize, Vec<char>), Counts<Analysis>> = BTreeMap::new();
    for (form, readings) in &seen.forms {
        if form.iter().any(|c| !c.is_alphabetic() && *c != '-' && *c != '\'') {
            continue;
        }
        for (&upos, analyses) in readings {
            let Some(analysis) = usual(analyses).filter(|_| upos != Upos::Propn.index()) else { continue };
            for length in 0..=form.len().min(LONGEST_ENDING) {
                let ending = form[form.len() - length..].to_vec();
                *counts.entry((upos, ending)).or_default().entry(analysis.clone()).or_default() += 1;
            }
        }
    }
    let mut order: Vec<_> = counts.keys().cloned().collect();
    order.sort_by_key(|(_, ending)| ending.len());
    let mut chosen: BTreeMap<(usize, Vec<char>), Analysis> = BTreeMap::new();
    let mut out = Vec::new();
    for at in order {
        let types: u32 = counts[&at].values().sum();
        let inherited =
            at.1.len().checked_sub(1).and_then(|_| chosen.get(&(at.0, at.1[1..].to_vec()))).cloned();
        let best = if types >= 2 || at.1.is_empty() { usual(&counts[&at]) } else { None };
        let Some(best) = best.or_else(|| inherited.clone()) else { continue };
        if inherited.as_ref() != Some(&best) {
            out.extend(Upos::from_index(at.0).map(|upos| (key_of(&at.1, upos), best.clone())));
        }
        chosen.insert(at, best);
    }
    out
}
