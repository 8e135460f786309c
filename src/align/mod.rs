//! *Same question?* Finds the pairs of claims that answer one question, and says why.
//!
//! Values are never looked at here, but for four things: a claim that there was some answers whether, not how many, and
//! so only meets claims of none; where words decide, the scale of a value is part of its question; a figure that
//! documents hardly give by chance finds its equal, whatever the words; and a part is held against a whole that it
//! exceeds. Claims of one concept of the packs are compared by rule; the others, whose questions are told by their words
//! alone, by how alike these are. Both are blocked by what they share first, so the work grows with the number of
//! comparable claims.

mod dated;
mod distance;
mod holder;
mod instance;
mod likeness;
mod open;
mod proposition;
mod reckoned;
mod rivals;
mod wording;

use rustc_hash::FxHashMap;

use crate::claim::gist::Word;
use crate::claim::lexicon::Lexicon;
use crate::claim::{Claim, ClaimKind, Principal, Topic};
use crate::value::{Detail, Reason, Value};

pub use distance::are_rivals;
use holder::Fit;
use instance::{ANY_TIME, Stories};
pub use likeness::{DOUBTS, Doubts, EVIDENCE, Evidence, Group, Weights, probability};
pub use open::{Candidate, candidates, could_answer_one, pairs};
pub use wording::shared;

/// Two claims that answer one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Index of the first claim, the smaller.
    pub a: usize,
    /// Index of the second.
    pub b: usize,
    /// Probability that it is one question.
    pub confidence: f64,
    /// The same where the answers contradict each other; 0 where they could only do so as answers to two questions.
    pub despite: f64,
    /// What speaks for and against that.
    pub doubts: Doubts,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Two claims that the rules of one concept join, or those of propositions and of dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruled {
    /// Index of the first claim, the smaller.
    pub a: usize,
    /// Index of the second.
    pub b: usize,
    /// How sure the rules are.
    pub confidence: f64,
    reasons: Vec<Reason>,
}

/// What is left of a rule's confidence where one claim foresees what the other saw: mostly one question.
const FORESEEN: f64 = 0.8;
/// Most claims that are found by one word, and that one document makes of one concept: words that many more claims share
/// tell nothing, and who gives a question so many answers asks many.
const CROWD: usize = 400;
/// Below this, two claims are not held to answer one question at all.
const LEAST: f64 = 0.2;

/// The claims, and every pair of them that may answer one question, in order. `principals` holds one entry a source.
///
/// Plain statements of deeds, which are read only to be met by a denial, are dropped where none meets them.
#[must_use]
pub fn align(
    claims: Vec<Claim>,
    principals: &[Principal],
    lexicon: &Lexicon,
    weights: &Weights,
) -> (Vec<Claim>, Vec<Pair>) {
    let stories = Stories::new(&claims, principals, lexicon);
    let ruled = rules(&claims, &stories);
    let candidates = open::find(&claims, &stories, &ruled);
    let mut pairs = pairs(&claims, &candidates, &ruled, weights);
    pairs.extend(reckoned::pairs(&claims));
    pairs.extend(reckoned::parts(&claims, &stories));
    pairs.sort_by_key(|p| (p.a, p.b));
    let mut met = vec![false; claims.len()];
    for pair in &pairs {
        (met[pair.a], met[pair.b]) = (true, true);
    }
    let keep: Vec<bool> = claims.iter().zip(&met).map(|(c, &met)| met || !c.standing.plain).collect();
    let mut place = 0;
    let places: Vec<usize> = keep
        .iter()
        .map(|&kept| {
            let here = place;
            place += usize::from(kept);
            here
        })
        .collect();
    let moved = pairs.into_iter().map(|p| Pair { a: places[p.a], b: places[p.b], ..p }).collect();
    (claims.into_iter().zip(keep).filter(|(_, kept)| *kept).map(|(c, _)| c).collect(), moved)
}

/// Every pair of claims that the rules of one concept join, or those of propositions, in order.
#[must_use]
pub fn ruled(claims: &[Claim], principals: &[Principal], lexicon: &Lexicon) -> Vec<Ruled> {
    rules(claims, &Stories::new(claims, principals, lexicon))
}

fn rules(claims: &[Claim], stories: &Stories<'_>) -> Vec<Ruled> {
    let mut blocks: FxHashMap<(&str, ClaimKind), Vec<usize>> = FxHashMap::default();
    let mut crowd = Crowd::default();
    for (index, claim) in claims.iter().enumerate() {
        if claim.topic.known && is_comparable(claim) {
            let family = family(&claim.topic, stories.lexicon);
            if crowd.admits(family, claim) {
                blocks.entry((family, claim.kind)).or_default().push(index);
            }
        }
    }
    let mut pairs: Vec<Ruled> = Vec::new();
    for members in blocks.values() {
        for (i, &a) in members.iter().enumerate() {
            pairs.extend(members[i + 1..].iter().filter_map(|&b| pair(claims, stories, a, b)));
        }
    }
    pairs.extend(proposition::pairs(claims, stories));
    pairs.extend(dated::pairs(claims, stories));
    pairs.sort_by_key(|p| (p.a, p.b));
    pairs
}

/// How often each document answers each concept.
#[derive(Default)]
struct Crowd<'t>(FxHashMap<(&'t str, ClaimKind, usize), usize>);

impl<'t> Crowd<'t> {
    /// Whether one more claim of a concept is not one too many of its document.
    fn admits(&mut self, concept: &'t str, claim: &Claim) -> bool {
        let told = self.0.entry((concept, claim.kind, claim.source)).or_default();
        *told += 1;
        *told <= CROWD
    }
}

/// What topics of one question share: the concept; of the dates of events, the widest kind of event.
fn family<'t>(topic: &'t Topic, lexicon: &'t Lexicon) -> &'t str {
    let widest = || lexicon.lineage(lexicon.class(topic.dated()?.0)?).last();
    widest().and_then(|class| lexicon.classes.get(class)).map_or(topic.plain(), |class| &class.id)
}

/// How surely two topics are one: of one concept, or of the dates of an event and of its kind.
fn kin(a: &Topic, b: &Topic, lexicon: &Lexicon) -> Option<f64> {
    if a.plain() == b.plain() {
        return Some(1.0);
    }
    let ((x, of_x), (y, of_y)) = a.dated().zip(b.dated())?;
    let (x, y) = lexicon.class(x).zip(lexicon.class(y))?;
    (of_x == of_y && lexicon.are_kin(x, y)).then_some(KIN)
}

/// How surely an event is the one that another document calls by a wider name.
const KIN: f64 = 0.85;

/// Whether a claim can be compared at all: parts added to a count and denials of a figure give no figure, and what has to
/// fit a claim of its own sentence meets no other.
fn is_comparable(claim: &Claim) -> bool {
    !claim.standing.additional && !claim.topic.is_denied() && !reckoned::is_tied(claim)
}

fn pair(claims: &[Claim], stories: &Stories<'_>, a: usize, b: usize) -> Option<Ruled> {
    let (first, second) = (claims.get(a)?, claims.get(b)?);
    let parts = first.standing.rest != second.standing.rest;
    if parts || !may_differ(first, second) || first.qualifiers.subset != second.qualifiers.subset {
        return None;
    }
    let (confidence, mut reasons) = fit(first, second, stories)?;
    if let Some(subset) = &first.qualifiers.subset {
        reasons.push(Reason::new("question.same_part").with("part", Detail::Term(subset.clone())));
    }
    (confidence >= LEAST).then_some(Ruled { a, b, confidence, reasons })
}

/// How surely two claims of one family are of one thing and one event, whatever part of it they count; and why.
fn fit(first: &Claim, second: &Claim, stories: &Stories<'_>) -> Option<(f64, Vec<Reason>)> {
    // What is asked for is not what is given.
    if !same_sort(first, second) || first.standing.sought != second.standing.sought {
        return None;
    }
    let mut reasons = vec![concept_reason(first)];
    let mut confidence =
        first.strength.min(second.strength) * kin(&first.topic, &second.topic, stories.lexicon)?;
    let theme = theme(first, second, stories)?;
    confidence *= theme;
    if may_be_one(first, second, stories) {
        return None;
    }
    if first.topic.is_planned() != second.topic.is_planned() {
        confidence *= FORESEEN;
    }
    let mut take = |fit: Fit| {
        confidence *= fit.confidence;
        reasons.extend(fit.reason);
    };
    take(holder::fit(first, second, stories)?);
    let instance = stories.fit(first, second)?;
    // Whoever denies all responsibility names no time, and means that of which all speak.
    let any_time = |c: &Claim| c.kind == ClaimKind::Polarity && c.standing.existence;
    let least = if any_time(first) || any_time(second) { ANY_TIME } else { 0.0 };
    take(Fit { confidence: instance.confidence.max(least), ..instance });
    Some((confidence.min(0.99), reasons))
}

/// Whether two answers in other words may well be one: those that share a word, and places of which one may lie in the
/// other.
fn may_be_one(a: &Claim, b: &Claim, stories: &Stories<'_>) -> bool {
    let shared = |x: &Word| b.gist.answer.iter().any(|y| wording::alike(x, y) > 0.0);
    let nested = || match (&a.value, &b.value) {
        (Value::Name(x), Value::Name(y)) => {
            a.kind == ClaimKind::Place && !stories.names.same(x, y) && !lie_apart((a, x), (b, y), stories)
        }
        _ => false,
    };
    a.value != b.value && (a.gist.answer.iter().any(shared) || nested())
}

/// Whether two places are known to be two, or either is the only one of the two that its document tells of: a village is
/// told of with the province around it.
fn lie_apart((a, x): (&Claim, &String), (b, y): (&Claim, &String), stories: &Stories<'_>) -> bool {
    let lexicon = stories.lexicon;
    let listed = |name: &str| lexicon.entities.iter().any(|e| e.id == name);
    let tells_of = |claim: &Claim, name: &String| {
        let own = &claim.qualifiers;
        let told = stories.of(claim).into_iter().flat_map(|p| p.places.iter().chain(&p.names));
        told.chain(&own.place).chain(&own.entities).any(|n| stories.names.same(n, name))
    };
    let strangers = || !listed(x) && !listed(y) && !tells_of(a, y) && !tells_of(b, x);
    lexicon.lie_apart(x, y) || strangers()
}

/// How well what a claim that means any is said of fits.
const ANY_THING: f64 = 0.95;
/// How well two kinds of event fit, each of which its own document is about.
const ANNOUNCED: f64 = 0.8;

/// Two claims of one voice in one document tell of two things, unless one of them is the headline.
fn may_differ(a: &Claim, b: &Claim) -> bool {
    a.source != b.source || a.voice != b.voice || a.standing.headline != b.standing.headline
}

/// Whether both give a figure, or one of them none.
fn same_sort(a: &Claim, b: &Claim) -> bool {
    if a.kind == ClaimKind::Polarity {
        return true;
    }
    match (a.standing.existence && !a.value.is_none(), b.standing.existence && !b.value.is_none()) {
        (false, false) => true,
        (true, true) => false,
        (true, false) => b.value.is_none(),
        (false, true) => a.value.is_none(),
    }
}

/// How well the things two claims speak of fit: the same, or one a kind of the other.
fn theme(a: &Claim, b: &Claim, stories: &Stories<'_>) -> Option<f64> {
    let lexicon = stories.lexicon;
    let kin =
        |x: &str, y: &str| lexicon.class(x).zip(lexicon.class(y)).is_some_and(|(x, y)| lexicon.are_kin(x, y));
    let tells = matches!(a.kind, ClaimKind::Polarity | ClaimKind::Identity | ClaimKind::Place);
    // Who denies that there was any means whatever anybody says there was.
    let any = |c: &Claim| c.kind == ClaimKind::Polarity && c.standing.existence && c.topic.theme.is_none();
    match (&a.topic.theme, &b.topic.theme) {
        (Some(x), Some(y)) if x == y => Some(1.0),
        _ if any(a) || any(b) => Some(ANY_THING),
        // One word may have several senses, and lend either claim another of them.
        (Some(_), Some(_)) if a.kind == ClaimKind::Number && counts_alike(a, b) => Some(1.0),
        (Some(x), Some(y)) if tells && kin(x, y) => Some(0.9),
        (Some(_), Some(_)) if a.kind == ClaimKind::Identity && counts_alike(a, b) => Some(0.9),
        // One calls an attack what the other calls an explosion.
        (Some(x), Some(y))
            if a.kind == ClaimKind::Polarity && stories.announce(a, x) && stories.announce(b, y) =>
        {
            Some(ANNOUNCED)
        }
        (Some(_), Some(_)) => None,
        (None, None) if a.kind != ClaimKind::Polarity || are_named(a, b) => Some(1.0),
        (x, y) if a.kind == ClaimKind::Polarity => {
            let event = x.as_ref().or(y.as_ref());
            Some(said_of_one(a, b).unwrap_or_else(|| unsaid(a, b, event, stories)))
        }
        _ => Some(0.8),
    }
}

/// How well what two claims say fits where at least one of them is said of nothing the packs know, by what the other is
/// said of.
fn unsaid(a: &Claim, b: &Claim, theme: Option<&String>, stories: &Stories<'_>) -> f64 {
    match theme {
        // Where neither is said of anything, their turns name all there is to ask.
        None if is_unheld(a) && is_unheld(b) => 0.85,
        None => 0.7,
        // What is said of nothing is said of what its document is about.
        Some(event) if means(a, event, stories) || means(b, event, stories) => ANNOUNCED,
        Some(_) => 0.55,
    }
}

/// How surely two claims are said of one thing by the words for it, where both say or a pronoun may stand for it.
fn said_of_one(a: &Claim, b: &Claim) -> Option<f64> {
    let themes = a.gist.theme.as_ref().zip(b.gist.theme.as_ref());
    if themes.is_some_and(|(x, y)| wording::alike(x, y) > 0.0) {
        return Some(ANY_THING);
    }
    proposition::may_stand_for_one(a, b)
}

/// Whether a claim that is said of nothing may be said of an event.
fn means(claim: &Claim, event: &str, stories: &Stories<'_>) -> bool {
    is_unheld(claim) && stories.lexicon.class(event).is_some() && stories.announce(claim, event)
}

fn is_unheld(claim: &Claim) -> bool {
    claim.qualifiers.holder.is_none()
}

/// Whether what two claims count means the same by one of its senses.
fn counts_alike(a: &Claim, b: &Claim) -> bool {
    a.gist.head.as_ref().zip(b.gist.head.as_ref()).is_some_and(|(x, y)| wording::alike(x, y) >= 1.0)
}

/// Whether both claims are said of somebody or something by name.
fn are_named(a: &Claim, b: &Claim) -> bool {
    [a, b]
        .iter()
        .all(|c| c.qualifiers.holder.as_ref().is_some_and(|h| h.thing.is_none() && !h.names.is_empty()))
}

/// Whether a concept counts one class of things and the other claim another: the dead are no lorries.
fn counts_apart(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let class = |c: &Claim| lexicon.class(c.topic.theme.as_deref()?);
    a.kind == ClaimKind::Number
        && a.topic.known != b.topic.known
        && class(a).zip(class(b)).is_some_and(|(x, y)| !lexicon.are_kin(x, y))
}

fn concept_reason(claim: &Claim) -> Reason {
    let concept = claim.topic.concept.as_str();
    match &claim.topic.theme {
        Some(theme) if !claim.topic.known || claim.kind == ClaimKind::Polarity => {
            let thing = Detail::Term(theme.clone());
            Reason::new("question.concept_of").with("concept", concept).with("thing", thing)
        }
        _ => Reason::new("question.concept").with("concept", concept),
    }
}
