//! Which concept a value answers: from the value to what it counts, and from there to the word that governs both.
//!
//! The links are those in which questions are put (verb and number, noun and number, attribute, nominal event, tally,
//! idiom). Each is looked for in the tree first, then in the order of the words, which is weaker evidence.

mod strength;

use std::cmp::Reverse;

use super::lexicon::{ClassId, Concept, Cue, Lexicon, Meaning, Role};
use super::sentence::{Mark, Parsed, Placed};
use crate::claim::ClaimKind;
use crate::syntax::{Feats, Rel, Upos};
use crate::value::{Kind, Value};

pub use strength::is_passive;
use strength::strength;

/// A concept that a value answers, and on what evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Number of the concept.
    pub concept: usize,
    /// The part the word plays.
    pub role: Role,
    /// The word of the family that was found.
    pub trigger: usize,
    /// How sure the link is, 0 to 1.
    pub strength: f64,
}

/// A value with the noun it counts.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'p, 't> {
    /// The value.
    pub value: &'p Placed<'t>,
    /// The noun counted; `None` where it is left out, or the value carries a unit.
    pub noun: Option<usize>,
}

impl Counted<'_, '_> {
    /// The word that stands for the value in the tree: its noun, else its last word.
    #[must_use]
    pub fn anchor(&self) -> usize {
        self.noun.unwrap_or(self.value.words.end.saturating_sub(1))
    }

    /// The first and one past the last word of value and noun.
    #[must_use]
    pub fn extent(&self) -> std::ops::Range<usize> {
        let noun = self.noun.unwrap_or(self.value.words.start);
        self.value.words.start.min(noun)..self.value.words.end.max(noun + 1)
    }
}

/// Most words between a number and the noun it counts.
const NOUN_REACH: usize = 4;

/// The noun a plain number counts: the next noun that no verb, comma or preposition but a partitive parts from it. A part
/// counts what its whole does: "eleven of the fourteen ships".
#[must_use]
pub fn counted_noun(sentence: &Parsed<'_>, value: &Placed<'_>) -> Option<usize> {
    if !matches!(value.reading.kind, Kind::Number | Kind::Ordinal | Kind::Percent | Kind::Ratio) {
        return None;
    }
    let end = whole(sentence, value).unwrap_or(value).words.end;
    let inside = value
        .words
        .clone()
        .rev()
        .find(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn) && sentence.class(w).is_some());
    if inside.is_some() {
        return inside;
    }
    let joined = value.words.end.checked_sub(1).filter(|&w| sentence.is_joined(w));
    if joined.is_some() {
        return joined;
    }
    let mut last = None;
    for at in end..sentence.words.len().min(end + NOUN_REACH) {
        if sentence.value_at(at).is_some() {
            break;
        }
        match sentence.upos(at) {
            Upos::Noun | Upos::Propn => {
                last = Some(at);
                let next = sentence.upos(at + 1);
                let compound = sentence.rel(at) == Rel::Compound
                    && sentence.head(at).is_some_and(|h| h > at && h <= at + 2);
                if !(compound || (sentence.upos(at) == Upos::Propn && next == Upos::Noun)) {
                    break;
                }
            }
            // Another determiner opens another phrase, but for "des".
            Upos::Adp | Upos::Det if at == end && !sentence.is_cue(at, Cue::Of) => break,
            Upos::Adj | Upos::Det | Upos::Adv | Upos::Num => {}
            // "None of its ships."
            Upos::Pron if at > end && sentence.is_cue(at, Cue::Partitive) => {}
            Upos::Adp if at == end => {}
            _ => break,
        }
    }
    last
}

/// The best concept for a value, if any word of a family reaches it.
#[must_use]
pub fn link(sentence: &Parsed<'_>, lexicon: &Lexicon, counted: Counted<'_, '_>) -> Option<Link> {
    best(sentence, lexicon, counted, |_| true).or_else(|| implied(lexicon, counted))
}

/// The concept that a value answers beside that of `first`: in "nine men abducted in May were freed" nine is the number of
/// the abducted and of the freed.
#[must_use]
pub fn other_link(
    sentence: &Parsed<'_>,
    lexicon: &Lexicon,
    counted: Counted<'_, '_>,
    first: &Link,
) -> Option<Link> {
    let predicates =
        |link: &Link| matches!(link.role, Role::Object | Role::Subject | Role::Verb | Role::State);
    let describes = |link: &Link| modifies(sentence, counted, link.trigger);
    let other = |link: &Link| {
        link.concept != first.concept
            && predicates(link)
            && describes(link) != describes(first)
            && link.strength >= TIED
    };
    predicates(first).then(|| best(sentence, lexicon, counted, other)).flatten()
}

/// How strong the second of two links must be.
const TIED: f64 = 0.7;

/// The strongest link of those wanted.
fn best(
    sentence: &Parsed<'_>,
    lexicon: &Lexicon,
    counted: Counted<'_, '_>,
    wanted: impl Fn(&Link) -> bool,
) -> Option<Link> {
    let (is_whole, is_part) = (is_whole(sentence, counted.value), is_part(sentence, counted.value));
    let class = counted.noun.and_then(|noun| sentence.class(noun));
    let links = sentence.marks.iter().filter_map(|mark| {
        let Meaning::Concept(id, role) = mark.meaning else { return None };
        let offer = Offer { lexicon, concept: lexicon.concepts.get(id)?, counted, class, role };
        if !offer.admits() {
            return None;
        }
        let trigger = head_of(sentence, mark);
        let said = match role {
            Role::Object | Role::Subject | Role::State => !modifies(sentence, counted, trigger),
            Role::Idiom => is_said(sentence, counted, mark),
            _ => !is_whole,
        };
        if is_whole && said || is_part && !said {
            return None;
        }
        let strength = strength(sentence, counted, mark, role, trigger);
        let link = Link { concept: id, role, trigger, strength };
        let rank = (mark.words.len(), offer.aptness());
        let apart = mark.words.start.abs_diff(counted.anchor());
        (strength > 0.0 && wanted(&link)).then_some((link, rank, Reverse((apart, id))))
    });
    links
        .max_by(|a, b| a.0.strength.total_cmp(&b.0.strength).then((a.1, a.2).cmp(&(b.1, b.2))))
        .map(|(link, ..)| link)
}

/// Whether a turn says something of the number it is told of, and does not only describe what is counted.
fn is_said(sentence: &Parsed<'_>, counted: Counted<'_, '_>, mark: &Mark) -> bool {
    let last = mark.words.end.saturating_sub(1);
    let opens = mark.number == Some(mark.words.start);
    let own = mark.number.is_some_and(|n| counted.value.words.contains(&n));
    (opens || own && !is_whole(sentence, counted.value))
        && (!opens || last >= counted.extent().end)
        && !modifies(sentence, counted, last)
}

/// Whether a participle or adjective describes what is counted, and is no predicate of it: "nine men abducted in May",
/// "eight of those freed".
#[must_use]
pub fn modifies(sentence: &Parsed<'_>, counted: Counted<'_, '_>, trigger: usize) -> bool {
    let verb = sentence.upos(trigger) == Upos::Verb;
    let participle = !verb
        || sentence.feats(trigger).has(Feats::PARTICIPLE) && !is_alone(sentence, trigger)
        || is_reduced(sentence, trigger);
    let tied = sentence.head(trigger) == Some(counted.anchor())
        && (matches!(sentence.rel(trigger), Rel::Acl | Rel::Amod) && participle
            || sentence.rel(trigger) == Rel::AclRelcl);
    let end = taken(sentence, counted.value)
        .map_or(counted.extent().end, |m| m.words.end.max(counted.extent().end));
    let phrase = counted.noun.is_some() || end > counted.value.words.end;
    tied || phrase && trigger == end && verb && participle
}

/// Whether a verb is the only one, and so what the sentence says.
fn is_alone(sentence: &Parsed<'_>, verb: usize) -> bool {
    let other = |w: usize| {
        w != verb && matches!(sentence.upos(w), Upos::Verb | Upos::Aux) && sentence.head(w) != Some(verb)
    };
    !(0..sentence.words.len()).any(other)
}

/// Whether what looks like a predicate is a participle, since a predicate without a subject of its own follows it: "nine
/// men abducted in a raid were freed".
pub(super) fn is_reduced(sentence: &Parsed<'_>, verb: usize) -> bool {
    let opens = |w: usize| {
        matches!(sentence.upos(w), Upos::Punct | Upos::Cconj | Upos::Sconj | Upos::Pron)
            || matches!(sentence.rel(w), Rel::Nsubj | Rel::NsubjPass)
    };
    let aids = |w: usize| sentence.upos(w) == Upos::Aux && sentence.feats(w).has(Feats::FINITE);
    let aided = sentence.children(verb).any(|c| c < verb && sentence.upos(c) == Upos::Aux);
    !aided && (verb + 1..sentence.words.len()).take_while(|&w| !opens(w)).any(aids)
}

/// Whether a number only says of how many another is a part: in "eleven of the fourteen were freed" it is the eleven who
/// were.
fn is_whole(sentence: &Parsed<'_>, value: &Placed<'_>) -> bool {
    let start = value.words.start;
    let joins = |w: usize| matches!(sentence.upos(w), Upos::Adp | Upos::Det);
    let part = (0..start).rev().take_while(|&w| joins(w)).take(3).last().and_then(|w| w.checked_sub(1));
    let taken = |v: &Placed<'_>| whole(sentence, v).is_some_and(|w| w.words == value.words);
    part.and_then(|w| sentence.value_at(w)).is_some_and(|v| v.reading.kind == Kind::Number)
        || sentence.values.iter().rfind(|v| v.words.end <= start).is_some_and(taken)
}

/// Whether a number is said to be taken from a whole.
fn is_part(sentence: &Parsed<'_>, value: &Placed<'_>) -> bool {
    whole(sentence, value).is_some() || taken(sentence, value).is_some()
}

/// The words right behind a number that take it from a whole: "of those".
fn taken<'p>(sentence: &'p Parsed<'_>, value: &Placed<'_>) -> Option<&'p Mark> {
    let end = value.words.end;
    let mut marks = [Cue::Partitive, Cue::Subset].into_iter().flat_map(|cue| sentence.cues(cue));
    marks
        .find(|m| m.words.start == end && value.reading.kind == Kind::Number && sentence.is_cue(end, Cue::Of))
}

/// Most words between a number and that of which it is a part: "three of the country's twelve ports".
const WHOLE_REACH: usize = 5;

/// The number of which a number is a part.
#[must_use]
pub fn whole<'p, 't>(sentence: &'p Parsed<'t>, value: &Placed<'_>) -> Option<&'p Placed<'t>> {
    let end = value.words.end;
    let plain = |v: &Placed<'_>| v.reading.kind == Kind::Number;
    let next = sentence.values.iter().find(|v| v.words.start >= end)?;
    let between = end..next.words.start;
    let joins = |w: usize| {
        matches!(sentence.upos(w), Upos::Adp | Upos::Det | Upos::Adj | Upos::Adv | Upos::Part)
            || matches!(sentence.upos(w), Upos::Noun | Upos::Propn | Upos::Pron) && owns(sentence, w)
    };
    let taken = plain(value)
        && plain(next)
        && (1..=WHOLE_REACH).contains(&between.len())
        && sentence.is_cue(end, Cue::Of)
        && between.clone().skip(1).all(joins);
    taken.then_some(next)
}

/// Whether a noun or pronoun says whose what follows is: "the country's", "its".
fn owns(sentence: &Parsed<'_>, word: usize) -> bool {
    let marked = |w: usize| sentence.upos(w) == Upos::Part;
    marked(word + 1)
        || sentence.upos(word) == Upos::Propn && marked(word + 2)
        || sentence.rel(word) == Rel::NmodPoss
}

/// The concept that a unit implies without any word of its family.
fn implied(lexicon: &Lexicon, counted: Counted<'_, '_>) -> Option<Link> {
    let Value::Quantity(quantity) = &counted.value.reading.value else { return None };
    let dimension = quantity.unit.as_ref().map(|u| u.dimension.as_str())?;
    let concept =
        lexicon.concepts.iter().position(|c| c.implied && c.dimension.as_deref() == Some(dimension))?;
    Some(Link { concept, role: Role::Attribute, trigger: counted.anchor(), strength: 0.9 })
}

/// The word of a mark that carries it in the tree: the one nearest the root.
#[must_use]
pub fn head_of(sentence: &Parsed<'_>, mark: &Mark) -> usize {
    let content =
        mark.words.clone().filter(|&w| !matches!(sentence.upos(w), Upos::Adp | Upos::Det | Upos::Punct));
    content.min_by_key(|&w| (sentence.upwards(w).count(), w)).unwrap_or(mark.words.start)
}

/// A concept that a word of its family offers for a value.
struct Offer<'x, 's> {
    lexicon: &'x Lexicon,
    concept: &'x Concept,
    counted: Counted<'x, 's>,
    /// The class of the noun counted, where it is known.
    class: Option<ClassId>,
    role: Role,
}

impl Offer<'_, '_> {
    /// Whether the concept may have such a value at all.
    fn admits(&self) -> bool {
        let Self { concept, counted, .. } = self;
        let Value::Quantity(quantity) = &counted.value.reading.value else { return false };
        let kind = counted.value.reading.kind;
        let dimension = quantity.unit.as_ref().map(|u| u.dimension.as_str());
        let fits = match concept.kind {
            ClaimKind::Number => kind == Kind::Number || (kind == Kind::Percent && counted.noun.is_some()),
            ClaimKind::Percent => matches!(kind, Kind::Percent | Kind::Ratio),
            ClaimKind::Money => kind == Kind::Money,
            ClaimKind::Duration => matches!(kind, Kind::Duration | Kind::Age),
            ClaimKind::Measure => {
                kind == Kind::Measure
                    || (kind == Kind::Number
                        && (concept.dimension.is_none() || is_unitless(concept.dimension.as_deref())))
            }
            _ => false,
        };
        let measured = match (&concept.dimension, dimension) {
            (Some(wanted), Some(found)) => same_dimension(wanted, found),
            (Some(wanted), None) => is_unitless(Some(wanted)),
            (None, _) => true,
        };
        fits && measured && (self.counts_itself() || may_count(self.lexicon, concept, self.class))
    }

    /// How apt the concept is to count the noun, where one word stands in several: one made for such nouns, the more
    /// narrowly the better, then one for anything, then one that this noun is not known to be for.
    fn aptness(&self) -> usize {
        let wanted = self.concept.counts.or(self.concept.among);
        let Some(wanted) = wanted.filter(|_| !self.counts_itself()) else { return 1 };
        let steps = self.class.and_then(|class| self.lexicon.lineage(class).position(|c| c == wanted));
        steps.map_or(0, |steps| usize::MAX - steps)
    }

    /// Whether words of the role say themselves what they count.
    fn counts_itself(&self) -> bool {
        matches!(self.role, Role::Outcome | Role::Idiom | Role::Tally)
    }
}

/// Whether values of a dimension are written without a unit, or may be.
#[must_use]
pub fn is_unitless(dimension: Option<&str>) -> bool {
    matches!(dimension, Some("number" | "magnitude" | "share"))
}

fn same_dimension(wanted: &str, found: &str) -> bool {
    wanted == found || found.split(':').next() == Some(wanted)
}

/// Whether a concept may count nouns of a class. A noun of no known class may be anything, but for a concept that counts
/// the kinds of a class.
#[must_use]
pub fn may_count(lexicon: &Lexicon, concept: &Concept, class: Option<ClassId>) -> bool {
    let may_be = |wanted| class.is_none_or(|class| lexicon.is_a(class, wanted));
    let is = |wanted| class.is_some_and(|class| lexicon.is_a(class, wanted));
    concept.counts.is_none_or(may_be) && concept.among.is_none_or(is)
}

/// The predicate that governs a word without belonging to a family: the nearest verb above that is not light.
#[must_use]
pub fn governor(sentence: &Parsed<'_>, word: usize) -> Option<usize> {
    sentence.upwards(word).skip(1).take(4).find(|&w| {
        sentence.upos(w) == Upos::Verb && !sentence.is_cue(w, Cue::Light) && !sentence.is_cue(w, Cue::Report)
    })
}
