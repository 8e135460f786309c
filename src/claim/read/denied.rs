//! What a denial does to a figure. It denies the figure where that is what the denied predicate says ("did not cost 3
//! million"), counts those of which the predicate is not true where the figure is its subject ("twelve did not return"),
//! and leaves alone what else the clause holds ("was not told after six days").

use super::scene::Scene;
use crate::claim::lexicon::{Cue, Meaning, Role};
use crate::claim::link::{Counted, Link};
use crate::claim::sentence::Mark;
use crate::claim::{ClaimKind, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::Kind;

/// What is left of a figure in a clause that denies something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Denied {
    /// Nothing: the voice gives none of its own.
    Figure,
    /// All but its question: it counts those of which the predicate is not true.
    Predicate,
}

impl Denied {
    /// Makes the question of a figure what the denial leaves of it.
    pub fn mark(self, topic: &mut Topic) {
        match self {
            Self::Figure => topic.deny(),
            Self::Predicate => topic.negate(),
        }
    }
}

/// What a denial does to a figure; `None` where it touches something else.
pub(super) fn of(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    kind: ClaimKind,
    found: Option<&Link>,
) -> Option<Denied> {
    if is_carried(scene, counted, found) || is_set_right(scene, counted) {
        return None;
    }
    if is_rejected(scene, counted) {
        return Some(Denied::Figure);
    }
    let (anchor, sentence) = (counted.anchor(), scene.sentence);
    let voiced = scene.is_denied_by_voice(anchor);
    // "Twelve did not survive" is a count of the dead: the turn's own negation denies nothing.
    let turn = found.and_then(|link| {
        let asked = Meaning::Concept(link.concept, link.role);
        sentence.marks_at(link.trigger).find(|m| m.meaning == asked)
    });
    let own = turn.map_or(anchor..anchor, |m| m.words.clone());
    if !voiced && !scene.is_void(anchor) && !scene.is_negated_beside(anchor, &own) {
        return None;
    }
    let predicate = scene.predicate(anchor);
    let way: Vec<usize> = sentence.upwards(anchor).take_while(|&w| w != predicate).collect();
    let aside =
        |w: usize| matches!(sentence.rel(w), Rel::Appos | Rel::AclRelcl | Rel::Advcl | Rel::Parataxis);
    let told = sentence.is_cue(predicate, Cue::Deny);
    if !voiced && (way.iter().any(|&w| aside(w)) || sentence.parted(predicate, anchor)) {
        return None;
    }
    let counts = matches!(kind, ClaimKind::Number | ClaimKind::Duration);
    match way.last().map(|&top| (top, sentence.rel(top))) {
        Some((top, Rel::Nsubj | Rel::NsubjPass)) if !voiced && top < predicate => Some(Denied::Predicate),
        // "Rejected it by 12 votes", "denied two charges": the number of what is denied is not.
        Some((_, Rel::Obl | Rel::OblAgent | Rel::Advmod)) if counts && (told || !voiced) => None,
        Some((top, Rel::Obj)) if told && top == anchor => None,
        _ => Some(Denied::Figure),
    }
}

/// Whether a figure stands whatever is said of its noun, which carries it along: "the 6.4 quake", "the two bridges", "a
/// 60-metre wall".
fn is_carried(scene: &Scene<'_, '_>, counted: Counted<'_, '_>, found: Option<&Link>) -> bool {
    let (anchor, sentence) = (counted.anchor(), scene.sentence);
    let describes = matches!(sentence.rel(anchor), Rel::Amod | Rel::Compound)
        && sentence.head(anchor).is_some_and(|noun| sentence.upos(noun) == Upos::Noun);
    let above = sentence.upwards(anchor).take_while(|&w| sentence.rel(w) == Rel::Nmod);
    let holders = above.filter_map(|w| sentence.head(w));
    let pointed_at = |w: usize| sentence.rel(w) != Rel::Nsubj && scene.is_definite(w);
    let ranked = counted.value.reading.kind == Kind::Ordinal;
    // "Twelve of the workers" are some twelve, though the workers are known.
    let figure = counted.value.words.end.saturating_sub(1);
    let noun = counted.noun.filter(|&noun| noun == figure || !sentence.hangs_from(noun, figure));
    let named = |link: &Link| {
        matches!(link.role, Role::Attribute | Role::Beside | Role::Event)
            && sentence.upos(link.trigger) != Upos::Verb
    };
    found.is_some_and(named) || describes || !ranked && noun.into_iter().chain(holders).any(pointed_at)
}

/// Whether a negation stands right before a figure, which is given only to be rejected: "nine, not 12".
fn is_rejected(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let (sentence, start) = (scene.sentence, counted.value.words.start);
    let before =
        |m: &&Mark| (m.words.end..m.words.end + 2).contains(&start) && !sentence.split(m.words.start, start);
    sentence.cues(Cue::Negation).filter(|m| !m.gapped).filter(before).any(|m| !scene.narrows(m.words.start))
}

/// Most words between the word that sets a figure right and the figure.
const SET_RIGHT: usize = 3;

/// Whether a figure is what is said instead of a denied one: "not three million, but five".
fn is_set_right(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    scene.cue_before(Cue::Contrast, counted.value.words.start, SET_RIGHT)
}
