//! Where the words of the packs stand in a sentence.

use std::ops::Range;

use super::{Placed, Term, Tools};
use crate::claim::lexicon::{Letters, Meaning, Shape};
use crate::syntax::Upos;

/// A stretch of words the packs give a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub words: Range<usize>,
    /// The meaning.
    pub meaning: Meaning,
    /// Where the number slot of an idiom begins.
    pub number: Option<usize>,
    /// Whether words that are no part of the entry stand between its own.
    pub gapped: bool,
}

/// Looks every word of a sentence up in the packs. Of two marks of one meaning, the longer hides the one inside it.
pub(super) fn all(
    words: &[Term<'_>],
    values: &[Placed<'_>],
    joined: &[usize],
    tools: Tools<'_>,
) -> Vec<Mark> {
    let (shapes, places) = shapes(words, values, joined, tools);
    let mut marks = Vec::new();
    let place = |at: usize| places.get(at).copied().unwrap_or(at);
    for at in 0..shapes.len() {
        for (found, &meaning) in tools.words.patterns.at(&shapes, at) {
            let range = place(found.start)..place(found.end.saturating_sub(1)) + 1;
            if well_written(words, range.clone(), meaning) {
                let (number, gapped) = (found.number.map(place), found.gapped);
                marks.push(Mark { words: range, meaning, number, gapped });
            }
        }
    }
    marks.sort_by(|a, b| {
        (a.words.start, std::cmp::Reverse(a.words.end), a.meaning, a.number).cmp(&(
            b.words.start,
            std::cmp::Reverse(b.words.end),
            b.meaning,
            b.number,
        ))
    });
    marks.dedup();
    drop_hidden(&mut marks);
    marks
}

/// The words as patterns see them, each with the word it stands for: one that is a number and a noun makes two.
fn shapes(
    words: &[Term<'_>],
    values: &[Placed<'_>],
    joined: &[usize],
    tools: Tools<'_>,
) -> (Vec<Shape>, Vec<usize>) {
    let (mut shapes, mut places) = (Vec::new(), Vec::new());
    let mut numbers = vec![None; words.len()];
    for value in values {
        if let Some(number) = numbers.get_mut(value.words.start) {
            *number = Some(value.words.len());
        }
    }
    for ((at, word), number) in words.iter().enumerate().zip(numbers) {
        let known = &tools.words.vocabulary;
        let form = word.owner.unwrap_or_else(|| known.lookup(word.form));
        // A name is no other form of a word.
        let lemma = match word.node.upos {
            Upos::Propn => known.lookup(&word.node.lemma),
            _ => tools.words.lookup(&word.node.lemma),
        };
        if joined.binary_search(&at).is_ok() {
            shapes.push(Shape { form, lemma: form, number });
            shapes.push(Shape { form: lemma, lemma, number: None });
            places.extend([at, at]);
        } else {
            shapes.push(Shape { form, lemma, number });
            places.push(at);
        }
    }
    (shapes, places)
}

/// Drops marks that lie strictly inside a longer mark of the same sort ("minister" in "prime minister").
fn drop_hidden(marks: &mut Vec<Mark>) {
    let hides = |outer: &Mark, inner: &Mark| {
        std::mem::discriminant(&outer.meaning) == std::mem::discriminant(&inner.meaning)
            && outer.words.len() > inner.words.len()
            && outer.words.start <= inner.words.start
            && inner.words.end <= outer.words.end
            && outer.number.is_none()
            && !outer.gapped
            && !matches!(outer.meaning, Meaning::Cue(cue) if inner.meaning != Meaning::Cue(cue))
    };
    let kept: Vec<Mark> =
        marks.iter().filter(|inner| !marks.iter().any(|outer| hides(outer, inner))).cloned().collect();
    *marks = kept;
}

/// Whether a name is written as names are.
fn well_written(words: &[Term<'_>], range: Range<usize>, meaning: Meaning) -> bool {
    let Meaning::Entity(_, _, letters) = meaning else { return true };
    let forms = words.get(range).unwrap_or_default();
    let first = forms.first().and_then(|w| w.form.chars().next());
    match letters {
        Letters::Any => true,
        Letters::Capital => first.is_some_and(char::is_uppercase),
        Letters::Capitals => forms.iter().all(|w| !w.form.chars().any(char::is_lowercase)),
    }
}
