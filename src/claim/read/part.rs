//! Counts that lean on the count before them: parts of a whole, and figures whose words are left out.

use super::qualify;
use super::scene::{Draft, Scene};
use crate::claim::lexicon::{Cue, Meaning, Role};
use crate::claim::link::{self, Counted};
use crate::claim::{ClaimKind, Principal, Topic};
use crate::syntax::{Feats, Rel, Upos};
use crate::value::{Kind, Value};

/// How sure a part is of its whole.
const STRENGTH: f64 = 0.85;

/// The class of a noun whose count is always a part of the whole, where it is one.
pub(super) fn class(scene: &Scene<'_, '_>, noun: usize) -> Option<String> {
    let class = scene.sentence.class(noun)?;
    scene.lexicon.classes.get(class).filter(|c| c.part).map(|c| c.id.clone())
}

/// Whether what is counted is a person.
pub(super) fn is_person(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let class = counted.noun.and_then(|n| scene.sentence.class(n));
    class.is_some_and(|c| scene.is_people(c))
}

/// "104 dead: 83 adults and 21 children", "among them, 12 women", "a dozen children are among the victims": a part of
/// what was counted before in the sentence, or in the one before it, or of what the sentence names as the whole.
pub(super) fn part_of(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    kind: ClaimKind,
    here: &[Draft],
    before: &[Draft],
    principal: &Principal,
) -> Option<Draft> {
    if kind != ClaimKind::Number {
        return None;
    }
    let start = counted.value.words.start;
    let opens = scene.sentence.cues(Cue::Subset).any(|m| m.words.start <= 1);
    let introduced = scene.cue_before(Cue::Subset, start, 3) || (opens && here.is_empty());
    let part = counted.noun.and_then(|n| class(scene, n));
    let listed = part.is_some()
        && (link::governor(scene.sentence, counted.anchor()).is_none() || is_listed(scene, here, start));
    let named = part.is_some().then(|| named_whole(scene, counted)).flatten();
    if !introduced && !listed && named.is_none() {
        return None;
    }
    let is_whole = |d: &&Draft| d.kind == ClaimKind::Number && d.topic.known && d.qualifiers.subset.is_none();
    let last = before.last().map(|d| d.sentence);
    let previous = || before.iter().rev().filter(|d| introduced && Some(d.sentence) == last).find(is_whole);
    let whole = here.iter().rev().find(is_whole).or_else(previous);
    let topic = named.or_else(|| whole.map(|w| w.topic.clone()))?;
    let anchor = counted.anchor();
    let mut draft = scene.draft(anchor, counted.extent(), kind, topic, counted.value.reading.value.clone());
    draft.qualifiers = qualify::qualify(scene, anchor, principal);
    draft.qualifiers.subset = Some(part.unwrap_or_else(|| described(scene, counted)));
    if let Some(whole) = whole {
        draft.qualifiers.time.clone_from(&whole.qualifiers.time);
        draft.standing.background = whole.standing.background;
        draft.speaker.clone_from(&whole.speaker);
    }
    draft.strength = STRENGTH;
    Some(draft)
}

/// Whether a colon or bracket that opens a list of parts stands between the last count and the value.
fn is_listed(scene: &Scene<'_, '_>, here: &[Draft], start: usize) -> bool {
    let sentence = scene.sentence;
    let whole = here.iter().rev().find(|d| d.qualifiers.subset.is_none());
    let from = whole.map_or(start, |d| sentence.words.partition_point(|w| w.span.end <= d.span.start));
    let between = sentence.words.get(from..start).unwrap_or_default();
    between.iter().any(|w| matches!(w.form, ":" | "(" | "\u{2014}"))
}

/// The whole that a part is said to be among: the outcome noun behind a word that opens it.
fn named_whole(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> Option<Topic> {
    let sentence = scene.sentence;
    let cue = sentence.cues(Cue::Subset).find(|m| m.words.start >= counted.extent().end)?;
    let outcome = sentence.marks.iter().find_map(|m| match m.meaning {
        Meaning::Concept(id, Role::Outcome)
            if m.words.start >= cue.words.end && m.words.start - cue.words.end <= 2 =>
        {
            Some(id)
        }
        _ => None,
    })?;
    let concept = scene.lexicon.concepts.get(outcome).filter(|c| c.kind == ClaimKind::Number)?;
    let theme = concept.counts.map(|class| scene.class_id(class));
    Some(Topic::of(concept, theme))
}

/// A part told by its description: the content words behind the number.
pub(super) fn described(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> String {
    let sentence = scene.sentence;
    let end = counted.value.words.end;
    let words = (end..sentence.words.len().min(end + 5))
        .take_while(|&w| !matches!(sentence.upos(w), Upos::Punct | Upos::Cconj));
    let content =
        words.filter(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Adj | Upos::Verb | Upos::Propn));
    content.map(|w| scene.thing(w)).collect::<Vec<_>>().join(" ")
}

/// "60 of them critically", "two of the bombers": what makes it a part follows the number.
pub(super) fn is_introduced_behind(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let end = counted.value.words.end;
    let exact = matches!(&counted.value.reading.value, Value::Quantity(q) if q.unit.is_none());
    let starts = |cue: Cue| scene.sentence.cues(cue).any(|m| m.words.start == end);
    starts(Cue::Subset) || (exact && counted.value.reading.kind == Kind::Number && starts(Cue::Partitive))
}

/// Whether a clause of its own says something of the number: in "nine of them were hurt" the nine are the answer, and no
/// part of another, as in "40 hurt, nine of them badly burnt".
pub(super) fn has_predicate(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let sentence = scene.sentence;
    let aided = |w: usize| sentence.children(w).any(|c| matches!(sentence.rel(c), Rel::Aux | Rel::AuxPass));
    let start = counted.value.words.start;
    let apposed = start.checked_sub(1).is_some_and(|w| sentence.upos(w) == Upos::Punct);
    let finite = |w: usize| {
        sentence.feats(w).has(Feats::FINITE) && !sentence.feats(w).has(Feats::PARTICIPLE) && !apposed
    };
    let verbal = |w: usize| sentence.upos(w) == Upos::Verb && (finite(w) || aided(w));
    counted.extent().any(|w| {
        let Some(verb) = sentence.head(w).filter(|&h| verbal(h)) else { return false };
        match sentence.rel(w) {
            Rel::Nsubj | Rel::NsubjPass => verb > w,
            Rel::Obj => verb < w && !sentence.split(verb, w),
            _ => false,
        }
    })
}

/// "Nine of them were hurt": the class of those counted before, where counting it counts a part.
pub(super) fn of_those_before(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    here: &[Draft],
    before: &[Draft],
) -> Option<String> {
    let of = |cue: Cue| scene.sentence.cues(cue).any(|m| m.words.start == counted.value.words.end);
    let counts = |d: &&Draft| d.kind == ClaimKind::Number && !d.standing.existence;
    let last = here.iter().rev().chain(before.iter().rev()).find(counts)?;
    let theme = last.topic.theme.as_deref().filter(|t| {
        scene.lexicon.class(t).and_then(|c| scene.lexicon.classes.get(c)).is_some_and(|c| c.part)
    });
    let class = last.qualifiers.subset.as_deref().or(theme)?;
    (counted.noun.is_none() && of(Cue::Subset)).then(|| class.to_owned())
}
