//! The person that an age or a sentence is told of.
//!
//! A person has a name of their own; what hangs from the noun for them ("a girl from Lyon") names somebody or something
//! else. A pronoun, and a noun that points at somebody ("the actor", "the 34-year-old"), stand for the one whom
//! the paragraph has named; where it has named nobody, the noun says all there is.

use std::ops::Range;

use super::qualify::{anchor, before_sign, holder as held, is_nominal, predicate_above};
use super::scene::Scene;
use crate::claim::Holder;
use crate::claim::lexicon::{ClassId, Cue, Facet};
use crate::claim::names::Mention;
use crate::syntax::{Rel, Upos};

/// The person that `value`, the answer to the question of `trigger`, is told of in the sentence `at`; `sort` is the class
/// of such persons.
pub(super) fn holder(
    scenes: &[Scene<'_, '_>],
    at: usize,
    trigger: usize,
    value: &Range<usize>,
    sort: ClassId,
) -> Option<Holder> {
    let scene = scenes.get(at)?;
    let noun = noun(scene, trigger, value, sort);
    let own = noun.and_then(|noun| own_name(scene, noun));
    let thing = noun.filter(|&noun| own.is_none() && is_nominal(scene, noun)).map(|noun| scene.thing(noun));
    let points = || match noun {
        Some(noun) => points_back(scene, noun),
        None => value.start.checked_sub(1).is_some_and(|w| is_article(scene, w)),
    };
    let name = own.or_else(|| points().then(|| named_before(scenes, at, noun.unwrap_or(value.start)))?);
    (thing.is_some() || name.is_some()).then(|| Holder { thing, names: name.into_iter().collect() })
}

/// The noun, name or pronoun for the person: what the value stands in apposition to, what it describes or completes, what
/// the verb does something to, or its subject.
fn noun(scene: &Scene<'_, '_>, trigger: usize, value: &Range<usize>, sort: ClassId) -> Option<usize> {
    let sentence = scene.sentence;
    // "The driver, aged 34".
    let small = |w: usize| sentence.upos(w) == Upos::Adp;
    let leads = trigger < value.start && (trigger + 1..value.start).all(small);
    let whole = if leads { trigger..value.end } else { value.clone() };
    let object = || {
        let verb = predicate_above(sentence, anchor(sentence, value))?;
        let taken = |&c: &usize| matches!(sentence.rel(c), Rel::Obj | Rel::Iobj) && !value.contains(&c);
        sentence.children(verb).filter(taken).find(|&c| may_be(scene, c, sort))
    };
    beside(scene, &whole, sort).or_else(object).or_else(|| held(scene, trigger, value.clone(), Some(sort)))
}

/// The head of the noun phrase or name that a value stands behind: "the mayor of the town, 61,", "Ann Smith, the
/// 34-year-old".
fn beside(scene: &Scene<'_, '_>, value: &Range<usize>, sort: ClassId) -> Option<usize> {
    let sentence = scene.sentence;
    let determined = value.start.checked_sub(1).filter(|&w| sentence.is_cue(w, Cue::Definite));
    let start = determined.unwrap_or(value.start);
    let before = before_sign(scene, &(start..value.end)).filter(|&w| sentence.value_at(w).is_none())?;
    if scene.mentions.iter().any(|m| m.words.contains(&before) && is_own(m)) {
        return Some(before);
    }
    // "L'industriel, 57 ans": an article makes a noun of any word.
    let named = |w: usize| is_nominal(scene, w) || sentence.children(w).any(|c| sentence.rel(c) == Rel::Det);
    let phrase = || sentence.upwards(before).take_while(|&w| named(w));
    let people = || phrase().find(|&w| sentence.class(w).is_some_and(|c| scene.lexicon.is_a(c, sort)));
    let any = || phrase().next().filter(|&w| sentence.class(w).is_none());
    if determined.is_some() { None } else { people().or_else(any) }
}

/// Whether a word may stand for a person: by its class, as a name or as a pronoun.
fn may_be(scene: &Scene<'_, '_>, word: usize, sort: ClassId) -> bool {
    let sentence = scene.sentence;
    let named = || scene.mentions.iter().any(|m| m.words.contains(&word) && is_own(m));
    match sentence.class(word) {
        Some(class) => scene.lexicon.is_a(class, sort),
        None => sentence.is_cue(word, Cue::Anaphor) || sentence.value_at(word).is_none() && named(),
    }
}

/// Whether a name may be a person's.
fn is_own(mention: &Mention) -> bool {
    mention.facet == Facet::Name && !mention.place
}

/// The name of the person that a noun stands for: the noun itself, what it describes, or what stands in apposition to it.
fn own_name(scene: &Scene<'_, '_>, noun: usize) -> Option<String> {
    let sentence = scene.sentence;
    let is_one = |above: usize, below: usize| {
        sentence.head(below) == Some(above)
            && matches!(sentence.rel(below), Rel::Appos | Rel::Flat | Rel::Compound)
    };
    let names = |m: &&Mention| {
        let titled = m.words.start == noun + 1 && sentence.is_cue(noun, Cue::Title);
        let beside = |w: usize| is_one(noun, w) || is_one(w, noun) && sentence.rel(noun) == Rel::Appos;
        m.words.contains(&noun) || titled || m.words.clone().any(beside)
    };
    scene.mentions.iter().filter(|m| is_own(m)).find(names).map(|m| m.name.clone())
}

/// Whether a word stands for somebody spoken of before: a pronoun, or one person that an article points at.
fn points_back(scene: &Scene<'_, '_>, word: usize) -> bool {
    let sentence = scene.sentence;
    let article = || sentence.children(word).any(|c| sentence.rel(c) == Rel::Det && is_article(scene, c));
    let owned = || sentence.children(word).any(|c| sentence.rel(c) == Rel::NmodPoss);
    if sentence.upos(word) == Upos::Pron {
        return sentence.is_cue(word, Cue::Anaphor);
    }
    !scene.is_plural(word).unwrap_or_default() && article() && !owned()
}

/// Whether a word points at somebody, and does not say whose.
fn is_article(scene: &Scene<'_, '_>, word: usize) -> bool {
    scene.sentence.is_cue(word, Cue::Definite) && !scene.sentence.is_cue(word, Cue::Owner)
}

/// Who a noun may point back at: the one person named before it in its paragraph, outside its own clause. Of several, no
/// order of the words tells which one is meant.
fn named_before(scenes: &[Scene<'_, '_>], at: usize, word: usize) -> Option<String> {
    let here = scenes.get(at)?;
    let clause = here.sentence.clause(word);
    let outside = |m: &&Mention| m.words.end <= word && here.sentence.clause(m.words.start) != clause;
    let before = scenes.get(at.saturating_sub(BACK)..at)?;
    let told = before.iter().filter(|s| s.sentence.block == here.sentence.block);
    let mut names: Vec<&str> =
        told.flat_map(persons).chain(persons(here).filter(outside)).map(|m| m.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [one] => Some((*one).to_owned()),
        _ => None,
    }
}

/// Sentences that a noun may point back.
const BACK: usize = 6;

/// The names of a sentence that are written as a person's are: of several words, or behind a title.
fn persons<'s>(scene: &'s Scene<'_, '_>) -> impl Iterator<Item = &'s Mention> {
    let titled =
        |m: &Mention| m.words.start.checked_sub(1).is_some_and(|w| scene.sentence.is_cue(w, Cue::Title));
    scene
        .mentions
        .iter()
        .filter(move |m| is_own(m) && m.entity.is_none() && (m.name.contains(' ') || titled(m)))
}
