//! What a sentence says of the past of an answer: that it has moved to what it is, or was given up for another.

use std::ops::Range;

use super::scene::Scene;
use crate::claim::Trend;
use crate::claim::lexicon::Cue;
use crate::claim::sentence::Placed;
use crate::syntax::Upos;
use crate::value::Kind;

/// Most words between the verb of a figure that moved and the figure it moved to, or that a figure surpasses the plan by.
const REACH: usize = 8;
/// The same where a preposition says that it moved there.
const TARGET: usize = 12;
/// Most words between the preposition and the figure it moved to: "to a magnitude of 6.4".
const NAMED: usize = 3;
/// Most words between the verb of a date that moved and the date.
const BESIDE: usize = 4;
/// Most words between a figure and the turn that opens the one it replaces: "450 employees, up from 420".
const BEHIND: usize = 3;
/// Most words between "at first" and the figure it is said of.
const FIRST: usize = 6;

/// The verbs and nouns of an answer that moved, and which way.
const TRENDS: [(Cue, Trend); 4] = [
    (Cue::Rise, Trend::Up),
    (Cue::Fall, Trend::Down),
    (Cue::Revise, Trend::Either),
    (Cue::Latest, Trend::Either),
];

/// Which way the figure at `words` is said to have moved to what it is. Of what only `grows`, any verb of growth before
/// it says so.
pub(super) fn moved(scene: &Scene<'_, '_>, words: &Range<usize>, grows: bool) -> Option<Trend> {
    let sentence = scene.sentence;
    let target = is_target(scene, words.start);
    let told = TRENDS.iter().flat_map(|&(cue, trend)| {
        let reach = if target { TARGET } else { REACH };
        let near =
            sentence.cues(cue).map(|m| m.words.end).filter(move |&end| is_near(end, words.start, reach));
        near.filter_map(move |end| {
            let announced = (end..words.start).any(|w| sentence.words.get(w).is_some_and(|t| t.form == ":"));
            match cue {
                Cue::Rise if grows && is_near(end, words.start, REACH) => Some((end, trend)),
                Cue::Rise | Cue::Fall if announced => Some((end, Trend::Either)),
                Cue::Latest => (!announced).then_some((end, trend)),
                _ => (target && !announced).then_some((end, trend)),
            }
        })
    });
    let last = told.max_by_key(|&(end, _)| end).map(|(_, trend)| trend);
    last.or_else(|| (replaces_another(scene, words) || is_off_plan(scene, words)).then_some(Trend::Either))
}

/// Whether an answer is told by how it differs from what was planned: "312 million, 27 more than planned".
fn is_off_plan(scene: &Scene<'_, '_>, words: &Range<usize>) -> bool {
    let behind =
        |start: usize| is_near(words.end, start, REACH) && !scene.sentence.parted(words.start, start);
    scene.sentence.cues(Cue::OffPlan).any(|m| behind(m.words.start))
}

/// Whether the date at `words` is said to have been moved there.
pub(super) fn put_off(scene: &Scene<'_, '_>, words: &Range<usize>) -> Option<Trend> {
    let sentence = scene.sentence;
    let by = |end: usize| is_near(end, words.start, BESIDE) && !sentence.split(end - 1, words.start);
    let moved = is_target(scene, words.start) && sentence.cues(Cue::Revise).any(|m| by(m.words.end));
    (moved || is_off_plan(scene, words)).then_some(Trend::Either)
}

/// Whether the answer at `words` is given as one that no longer holds, or of which more may come.
pub(super) fn is_superseded(scene: &Scene<'_, '_>, words: &Range<usize>) -> bool {
    let sentence = scene.sentence;
    let first = sentence.cues(Cue::FirstReport).any(|m| {
        let before = m.words.start < words.start
            && words.start - m.words.start <= FIRST
            && !sentence.split(m.words.start, words.start);
        let after = m.words.start >= words.end
            && m.words.start - words.end <= 2
            && !sentence.split(words.end.saturating_sub(1), m.words.start);
        before || after
    });
    first || scene.cue_before(Cue::Replaced, words.start, 1) || is_left(scene, words)
}

/// Whether what the sentence tells of a count is that of a part of it: not where "all" ballots are counted.
pub(super) fn is_partial(scene: &Scene<'_, '_>) -> bool {
    scene.sentence.cues(Cue::Partial).any(|m| !scene.cue_before(Cue::Any, m.words.start, NAMED))
}

/// Whether a figure is the one that another moved from: "cut from 600 to 450", "cut to 450 from 600".
fn is_left(scene: &Scene<'_, '_>, words: &Range<usize>) -> bool {
    let sentence = scene.sentence;
    let Some(at) = sentence.values.iter().position(|v| v.words == *words) else { return false };
    let Some(kind) = sentence.values.get(at).map(|v| v.reading.kind) else { return false };
    let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let mut others = neighbours.filter_map(|i| sentence.values.get(i));
    let moves = |start: usize| {
        TRENDS.iter().any(|&(cue, _)| sentence.cues(cue).any(|m| is_near(m.words.end, start, TARGET)))
    };
    let moved_to = |other: &Placed<'_>| {
        let (first, last) =
            if other.words.start < words.start { (&other.words, words) } else { (words, &other.words) };
        // "From 2 to 3 euros": the unit stands once.
        (other.reading.kind == kind || kind == Kind::Number)
            && is_near(first.end, last.start, NAMED)
            && !sentence.split(first.start, last.start)
            && is_target(scene, other.words.start)
            && moves(first.start)
    };
    scene.cue_before(Cue::From, words.start, 0) && others.any(moved_to)
}

/// Whether the preposition of a figure that something moved to stands before it, and nothing but words of its own between.
fn is_target(scene: &Scene<'_, '_>, start: usize) -> bool {
    let sentence = scene.sentence;
    let own =
        |w: &usize| sentence.value_at(*w).is_none() && !matches!(sentence.upos(*w), Upos::Punct | Upos::Verb);
    let before = (start.saturating_sub(NAMED)..start).rev().take_while(own);
    sentence.is_cue(start, Cue::To) || before.into_iter().any(|w| sentence.is_cue(w, Cue::To))
}

/// Whether the figure that this one has replaced stands behind it.
fn replaces_another(scene: &Scene<'_, '_>, words: &Range<usize>) -> bool {
    let sentence = scene.sentence;
    let next = sentence.values.iter().find(|v| v.words.start >= words.end);
    next.is_some_and(|next| {
        let opens = |start: usize| is_near(words.end, start, BEHIND) && start < next.words.start;
        sentence
            .cues(Cue::Replaced)
            .any(|m| opens(m.words.start) && is_near(m.words.end, next.words.start, 1))
    })
}

/// Whether `start` lies behind `end`, with at most so many words between.
fn is_near(end: usize, start: usize, reach: usize) -> bool {
    start.checked_sub(end).is_some_and(|gap| gap <= reach)
}
