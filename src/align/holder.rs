//! An attribute compares for one holder only: two bridges have two lengths.

use super::instance::Stories;
use crate::claim::lexicon::{ClassId, Lexicon};
use crate::claim::names::Names;
use crate::claim::{Claim, ClaimKind, Holder, VoiceKind};
use crate::value::{AGE, Detail, Reason, Value};

/// How well one part of two questions fits, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// Factor on the probability that the question is the same.
    pub confidence: f64,
    /// The reason.
    pub reason: Option<Reason>,
}

impl Fit {
    pub(super) fn new(confidence: f64, reason: impl Into<Option<Reason>>) -> Self {
        Self { confidence, reason: reason.into() }
    }
}

/// How well the holders of two claims fit; `None` where they are two.
pub(super) fn fit(a: &Claim, b: &Claim, stories: &Stories<'_>) -> Option<Fit> {
    let Stories { names, lexicon, .. } = stories;
    let unheld = a.topic.known && a.qualifiers.holder.is_none() && b.qualifiers.holder.is_none();
    // What befalls two befalls them on two days.
    let (x, y) = (named(a), named(b));
    if a.kind == ClaimKind::Date && !x.is_empty() && !y.is_empty() && !names.meet(x, y) {
        return None;
    }
    if a.kind == ClaimKind::Date || (a.kind == ClaimKind::Number && unheld) {
        return Some(Fit::new(1.0, None));
    }
    if fills(a, b, names) || fills(b, a, names) || are_of_two_ages(a, b, names) {
        return None;
    }
    if are_two_persons(a, b, stories) || are_apart(a, b, lexicon) {
        return None;
    }
    // Of a person named by one and not by the other, most documents tell of one.
    let unnamed = named(a).is_empty() != named(b).is_empty();
    if unnamed && !a.topic.lasting && is_of_person(a, lexicon) && is_of_person(b, lexicon) {
        return Some(Fit::new(ONE_PERSON, None));
    }
    match (&a.qualifiers.holder, &b.qualifiers.holder) {
        (Some(x), Some(y)) => both(a, x, y, names),
        (None, None) if a.kind == ClaimKind::Identity => Some(Fit::new(0.75, None)),
        // "The minister" without a country may be any.
        _ if a.kind == ClaimKind::Identity => Some(Fit::new(0.65, None)),
        (None, None) => Some(Fit::new(if a.topic.known { 0.9 } else { 0.7 }, None)),
        (Some(x), None) | (None, Some(x)) if a.topic.known && x.names.is_empty() => {
            Some(Fit::new(0.85, None))
        }
        _ => Some(Fit::new(if a.topic.known { 0.75 } else { 0.5 }, None)),
    }
}

/// How well a person who is named fits one who is not.
const ONE_PERSON: f64 = 0.9;

/// Whether what fills the role of one claim is what the role of the other belongs to: the owner's owner is another.
fn fills(a: &Claim, b: &Claim, names: &Names<'_>) -> bool {
    match (&a.value, &b.qualifiers.holder) {
        (Value::Name(name), Some(holder)) => holder.names.iter().any(|n| names.same(n, name)),
        _ => false,
    }
}

/// Whether two claims of what a person has for good are of two: by name, or because one is given of somebody whom the text
/// brings in to speak, and who is met by name alone.
fn are_two_persons(a: &Claim, b: &Claim, stories: &Stories<'_>) -> bool {
    let names = &stories.names;
    let speaks = |c: &Claim, of: &[String]| {
        c.voice.kind == VoiceKind::Attributed && of.iter().any(|name| names.same(name, &c.voice.name))
    };
    let two = match (named(a), named(b)) {
        ([], []) => false,
        (x, []) => speaks(a, x),
        ([], y) => speaks(b, y),
        (x, y) => !names.meet(x, y),
    };
    two && a.topic.lasting && is_of_person(a, stories.lexicon) && is_of_person(b, stories.lexicon)
}

/// The names of the holder of a claim.
fn named(claim: &Claim) -> &[String] {
    claim.qualifiers.holder.as_ref().map_or(&[], |holder| &holder.names)
}

/// Whether only a person can have what a claim tells.
fn is_of_person(claim: &Claim, lexicon: &Lexicon) -> bool {
    sort(claim, lexicon).is_some_and(|class| lexicon.is_people(class))
}

/// The class of what alone has what a claim tells.
fn sort(claim: &Claim, lexicon: &Lexicon) -> Option<ClassId> {
    lexicon.concept(claim.topic.plain())?.holder
}

/// Whether one of two claims, outside the packs, tells of a thing that cannot have what the other asks for.
pub(super) fn are_apart(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let thing = |c: &Claim| {
        let of = c.qualifiers.holder.as_ref().filter(|_| !c.topic.known);
        of.and_then(|h| lexicon.class(h.thing.as_deref()?))
    };
    let apart = |(sort, thing)| !lexicon.are_kin(sort, thing);
    sort(a, lexicon).zip(thing(b)).is_some_and(apart) || sort(b, lexicon).zip(thing(a)).is_some_and(apart)
}

/// How far apart two ages given of one person lie at most: the smaller as a part of the larger.
const ONE_AGE: f64 = 0.75;

/// Whether two ages are too far apart to be given of one, where no name says that they are: a story has many people.
fn are_of_two_ages(a: &Claim, b: &Claim, names: &Names<'_>) -> bool {
    let age = |c: &Claim| match &c.value {
        Value::Quantity(q) if q.unit.as_ref().is_some_and(|u| u.dimension == AGE) => q.size(),
        _ => None,
    };
    let held = a.qualifiers.holder.as_ref().zip(b.qualifiers.holder.as_ref());
    let one = held.is_some_and(|(x, y)| names.meet(&x.names, &y.names));
    age(a).zip(age(b)).is_some_and(|(x, y)| !one && x.min(y) < ONE_AGE * x.max(y))
}

fn both(claim: &Claim, x: &Holder, y: &Holder, names: &Names<'_>) -> Option<Fit> {
    let shared = x.names.iter().find(|n| y.names.iter().any(|m| names.same(n, m)));
    if let Some(name) = shared {
        return Some(Fit::new(1.0, Reason::new("question.of_name").with("name", name.as_str())));
    }
    let of_thing = || Some(Reason::new("question.of_thing").with("thing", Detail::Term(x.thing.clone()?)));
    let things = match (&x.thing, &y.thing) {
        (Some(a), Some(b)) if a == b => Some(true),
        (Some(_), Some(_)) => Some(false),
        _ => None,
    };
    match (x.names.is_empty() || y.names.is_empty(), things) {
        (true, Some(true)) => Some(Fit::new(0.95, of_thing())),
        (true, None) => Some(Fit::new(0.75, None)),
        (true, Some(false)) => claim.topic.known.then(|| Fit::new(0.55, None)),
        (false, Some(true)) => Some(Fit::new(0.55, of_thing())),
        // Other names: too doubtful to dispute, enough to agree.
        (false, _) => claim.topic.known.then(|| Fit::new(0.45, None)),
    }
}
