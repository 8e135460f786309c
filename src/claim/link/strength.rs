//! How firmly a word of a family governs a value, by the part the word plays: in the tree first, then in the order of
//! the words, which is weaker evidence.

use super::{Counted, is_reduced};
use crate::claim::lexicon::{Meaning, Role};
use crate::claim::sentence::{Mark, Parsed};
use crate::syntax::{Feats, Rel, Upos};

/// Most words between a word of a family and a value it may govern without the tree saying so.
const LOOSE_REACH: usize = 5;

/// Most words between a noun and the passive verb that has lost it as its subject.
const FAR_REACH: usize = 10;

/// How firmly a word of a family governs a value, 0 where it does not.
pub(super) fn strength(
    sentence: &Parsed<'_>,
    counted: Counted<'_, '_>,
    mark: &Mark,
    role: Role,
    trigger: usize,
) -> f64 {
    match role {
        Role::Outcome => outcome(sentence, counted, mark),
        Role::State => state(sentence, counted, mark, trigger),
        // A semicolon parts a verb from what it governs, whatever the tree says.
        Role::Object | Role::Subject if is_cut(sentence, counted, trigger) => 0.0,
        Role::Object => object(sentence, counted, trigger),
        Role::Subject => subject(sentence, counted, trigger),
        Role::Event => complement(sentence, counted, mark, trigger),
        Role::Tally => tally(sentence, counted, mark, trigger),
        Role::Idiom => mark.number.filter(|&n| fills(sentence, counted, n)).map_or(0.0, |_| 0.97),
        Role::Attribute => attribute(sentence, counted, mark, trigger),
        Role::Beside => beside(sentence, counted, mark),
        Role::Verb => complement_of_verb(sentence, counted, trigger),
        Role::Affirm | Role::Deny | Role::Holder | Role::Doer => 0.0,
    }
}

/// Whether a semicolon stands between a number and a verb that has a subject of its own behind it.
fn is_cut(sentence: &Parsed<'_>, counted: Counted<'_, '_>, verb: usize) -> bool {
    let start = counted.anchor();
    let cut = (start..verb).rev().find(|&w| sentence.words.get(w).is_some_and(|t| t.form == ";"));
    let own = |cut| sentence.children(verb).any(|c| c > cut && c < verb && sentence.rel(c) == Rel::Nsubj);
    cut.is_some_and(own)
}

/// Whether a number, or that of which it is a part, stands in a slot: "three of the twelve were acquitted".
fn fills(sentence: &Parsed<'_>, counted: Counted<'_, '_>, slot: usize) -> bool {
    let whole = || super::whole(sentence, counted.value);
    counted.value.words.contains(&slot) || whole().is_some_and(|w| w.words.contains(&slot))
}

/// "12 morts": the noun is the outcome.
fn outcome(sentence: &Parsed<'_>, counted: Counted<'_, '_>, mark: &Mark) -> f64 {
    match counted.noun {
        Some(noun) if mark.words.contains(&noun) => 1.0,
        // The noun lies inside a longer turn, or the turn follows the number directly.
        _ if mark.words.start == counted.value.words.end => 0.95,
        Some(_) => 0.0,
        None => {
            let bare = sentence.words.get(mark.words.end).is_some_and(|w| w.form == ":")
                && counted.value.words.start == mark.words.end + 1;
            if bare { 0.8 } else { 0.0 }
        }
    }
}

/// "50 hurt", "12 people dead", "the three are dead".
fn state(sentence: &Parsed<'_>, counted: Counted<'_, '_>, mark: &Mark, trigger: usize) -> f64 {
    let anchor = counted.anchor();
    let extent = counted.extent();
    if mark.words.contains(&anchor) && counted.noun.is_some() {
        // "A 300-seat hall": no state of anything.
        return if sentence.is_joined(anchor) { 0.0 } else { 0.97 };
    }
    let said_of = sentence.head(trigger) == Some(anchor)
        && matches!(sentence.rel(trigger), Rel::Amod | Rel::Acl | Rel::AclRelcl);
    let predicate =
        sentence.head(anchor) == Some(trigger) && matches!(sentence.rel(anchor), Rel::Nsubj | Rel::NsubjPass);
    if said_of || predicate {
        return 0.93;
    }
    let directly = mark.words.start >= extent.end
        && mark.words.start - extent.end <= 1
        && !sentence.split(extent.end.saturating_sub(1), mark.words.start);
    let others = sentence
        .words
        .get(extent.end..mark.words.start)
        .unwrap_or_default()
        .iter()
        .all(|w| matches!(w.node.upos, Upos::Adj | Upos::Adv | Upos::Adp | Upos::Aux));
    if directly && others { 0.9 } else { 0.0 }
}

/// Whether a verb stands in a passive form.
#[must_use]
pub fn is_passive(sentence: &Parsed<'_>, verb: usize) -> bool {
    let helped = sentence.children(verb).any(|c| sentence.rel(c) == Rel::AuxPass);
    helped || sentence.children(verb).any(|c| matches!(sentence.rel(c), Rel::NsubjPass | Rel::OblAgent))
}

fn is_participle(sentence: &Parsed<'_>, verb: usize) -> bool {
    let feats = sentence.feats(verb);
    feats.has(Feats::PARTICIPLE) && feats.has(Feats::PAST)
        || matches!(sentence.upos(verb), Upos::Adj)
        || is_reduced(sentence, verb)
}

/// "killed 12", "12 were killed", "12 civilians killed by the blast".
fn object(sentence: &Parsed<'_>, counted: Counted<'_, '_>, verb: usize) -> f64 {
    let anchor = counted.anchor();
    if governs_through(sentence, anchor, verb, &[Rel::Obj, Rel::NsubjPass]) {
        return 0.95;
    }
    if sentence.head(anchor) == Some(verb) && sentence.rel(anchor) == Rel::Nsubj {
        let passive = is_passive(sentence, verb) || (is_participle(sentence, verb) && anchor < verb);
        return if passive { 0.9 } else { 0.0 };
    }
    if sentence.head(verb) == Some(anchor) && is_participle(sentence, verb) {
        return if matches!(sentence.rel(verb), Rel::Acl | Rel::Amod | Rel::AclRelcl) { 0.92 } else { 0.75 };
    }
    if sentence.hangs_from(anchor, verb) && governs_noun_of(sentence, counted, verb, Rel::Obj) {
        return 0.75;
    }
    loose_object(sentence, counted, verb)
}

/// The tree failed: the verb right before the value, or its participle right behind.
fn loose_object(sentence: &Parsed<'_>, counted: Counted<'_, '_>, verb: usize) -> f64 {
    let extent = counted.extent();
    let agent = sentence.head(counted.anchor()) == Some(verb)
        && matches!(sentence.rel(counted.anchor()), Rel::OblAgent);
    if agent || !is_verbal(sentence, verb) {
        return 0.0;
    }
    if verb < extent.start {
        let between = sentence.words.get(verb + 1..extent.start).unwrap_or_default();
        let clear = between.iter().all(|w| {
            matches!(
                w.node.upos,
                Upos::Adv | Upos::Adp | Upos::Det | Upos::Adj | Upos::Num | Upos::Sym | Upos::Pron
            )
        });
        let to = between.iter().any(|w| w.node.upos == Upos::Adp) && is_passive(sentence, verb);
        return if clear && !to && between.len() <= LOOSE_REACH { 0.7 } else { 0.0 };
    }
    let between = sentence.words.get(extent.end..verb).unwrap_or_default();
    let clear = between.iter().all(|w| {
        matches!(
            w.node.upos,
            Upos::Aux | Upos::Adv | Upos::Adj | Upos::Pron | Upos::Adp | Upos::Propn | Upos::Noun | Upos::Det
        )
    });
    let noun_between = between.iter().filter(|w| matches!(w.node.upos, Upos::Noun | Upos::Propn)).count();
    let participle = is_participle(sentence, verb);
    let has_subject = sentence.children(verb).any(|c| matches!(sentence.rel(c), Rel::Nsubj | Rel::NsubjPass));
    let finite =
        |w: &crate::claim::sentence::Term<'_>| w.node.feats.has(Feats::FINITE) && w.node.upos == Upos::Verb;
    let barred = between
        .iter()
        .enumerate()
        .any(|(at, w)| finite(w) && !is_reduced(sentence, extent.end + at) || w.node.upos == Upos::Punct);
    if is_passive(sentence, verb) && !has_subject && !barred && between.len() <= FAR_REACH {
        return 0.7;
    }
    if participle && clear && noun_between == 0 && between.len() <= LOOSE_REACH {
        0.8
    } else if participle && clear && noun_between <= 2 && between.len() <= LOOSE_REACH + 2 {
        0.6
    } else {
        0.0
    }
}

fn is_verbal(sentence: &Parsed<'_>, word: usize) -> bool {
    matches!(sentence.upos(word), Upos::Verb | Upos::Aux | Upos::Adj)
}

/// Whether `anchor` is tied to `verb` by one of `rels`, itself or as a conjunct of a word that is.
fn governs_through(sentence: &Parsed<'_>, anchor: usize, verb: usize, rels: &[Rel]) -> bool {
    let mut at = anchor;
    for _ in 0..4 {
        if sentence.head(at) == Some(verb) {
            return rels.contains(&sentence.rel(at));
        }
        match sentence.head(at) {
            Some(head)
                if sentence.rel(at) == Rel::Conj
                    && matches!(sentence.upos(head), Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron) =>
            {
                at = head
            }
            _ => return false,
        }
    }
    false
}

/// "a dozen of the villagers": the value's noun complements a vague noun that is the verb's argument.
fn governs_noun_of(sentence: &Parsed<'_>, counted: Counted<'_, '_>, verb: usize, rel: Rel) -> bool {
    let start = counted.value.words.start;
    (start..counted.extent().end).any(|w| sentence.head(w) == Some(verb) && sentence.rel(w) == rel)
}

/// "12 died".
fn subject(sentence: &Parsed<'_>, counted: Counted<'_, '_>, verb: usize) -> f64 {
    let anchor = counted.anchor();
    if governs_through(sentence, anchor, verb, &[Rel::Nsubj, Rel::NsubjPass])
        || governs_noun_of(sentence, counted, verb, Rel::Nsubj)
    {
        return 0.95;
    }
    if sentence.head(verb) == Some(anchor)
        && matches!(sentence.rel(verb), Rel::Acl | Rel::Amod | Rel::AclRelcl)
    {
        return 0.92;
    }
    let extent = counted.extent();
    let between = sentence.words.get(extent.end..verb).unwrap_or_default();
    let clear = between.iter().all(|w| !matches!(w.node.upos, Upos::Verb | Upos::Punct | Upos::Sconj));
    if verb >= extent.end && clear && between.len() <= LOOSE_REACH && is_verbal(sentence, verb) {
        0.7
    } else {
        0.0
    }
}

/// "the death of 12 civilians": the value's noun is the complement of the event noun.
fn complement(sentence: &Parsed<'_>, counted: Counted<'_, '_>, mark: &Mark, trigger: usize) -> f64 {
    let anchor = counted.anchor();
    let extent = counted.extent();
    if trigger >= extent.start || sentence.upos(trigger) == Upos::Verb {
        return 0.0;
    }
    if sentence.head(anchor) == Some(trigger)
        && matches!(sentence.rel(anchor), Rel::Nmod | Rel::Obl | Rel::NmodPoss)
    {
        return 0.9;
    }
    let between = sentence.words.get(mark.words.end..extent.start).unwrap_or_default();
    let short = !between.is_empty()
        && between.len() <= 2
        && between.iter().all(|w| matches!(w.node.upos, Upos::Adp | Upos::Det | Upos::Adv | Upos::Adj));
    if short { 0.75 } else { 0.0 }
}

/// "the death toll rose to 10", "le nombre de blessés s'établit à 435".
fn tally(sentence: &Parsed<'_>, counted: Counted<'_, '_>, mark: &Mark, trigger: usize) -> f64 {
    if counted.noun.is_some_and(|n| !mark.words.contains(&n) && counts_itself(sentence, n)) {
        return 0.0;
    }
    let start = counted.value.words.start;
    if mark.words.contains(&counted.anchor()) {
        return 0.0;
    }
    let governed = sentence.upwards(counted.anchor()).skip(1).take(3).any(|up| {
        up == trigger
            || sentence
                .children(up)
                .any(|c| c == trigger && matches!(sentence.rel(c), Rel::Nsubj | Rel::NsubjPass | Rel::Obj))
    });
    if mark.words.end <= start && governed && !sentence.parted(mark.words.end, start) {
        return 0.92;
    }
    let between = sentence.words.get(mark.words.end..start).unwrap_or_default();
    let other_value = sentence.values.iter().any(|v| {
        v.words.start >= mark.words.end
            && v.words.end <= start
            && v.reading.kind == counted.value.reading.kind
    });
    let near = mark.words.end <= start
        && between.len() <= 8
        && !other_value
        && !sentence.parted(mark.words.end.saturating_sub(1), start);
    if near { 0.8 } else { 0.0 }
}

/// Whether a noun is itself an outcome that is counted, so that no tally beside it decides.
fn counts_itself(sentence: &Parsed<'_>, noun: usize) -> bool {
    sentence.marks_at(noun).any(|m| matches!(m.meaning, Meaning::Concept(_, Role::Outcome)))
}

/// "magnitude 6,4", "a depth of 10 km", "la profondeur est de 10 km".
fn attribute(sentence: &Parsed<'_>, counted: Counted<'_, '_>, mark: &Mark, trigger: usize) -> f64 {
    let words = &counted.value.words;
    if words.start <= mark.words.start && mark.words.end <= words.end {
        return 0.97;
    }
    let gap_before = words.start.checked_sub(mark.words.end);
    let gap_after = mark.words.start.checked_sub(words.end);
    let light = |range: std::ops::Range<usize>| {
        sentence.words.get(range).unwrap_or_default().iter().all(|w| {
            matches!(w.node.upos, Upos::Adp | Upos::Adv | Upos::Aux | Upos::Adj | Upos::Det | Upos::Sym)
                || w.form == "-"
                || w.form == ":"
        })
    };
    if gap_before.is_some_and(|g| g <= 3) && light(mark.words.end..words.start) {
        return 0.95;
    }
    if gap_after.is_some_and(|g| g <= 1) && light(words.end..mark.words.start) {
        return 0.93;
    }
    let anchor = counted.value.words.end.saturating_sub(1);
    let close = |up: usize| {
        up == trigger
            || sentence
                .children(up)
                .any(|c| c == trigger && matches!(sentence.rel(c), Rel::Nsubj | Rel::NsubjPass))
    };
    let governed = (words.start..=anchor).any(|w| sentence.upwards(w).skip(1).take(2).any(close));
    let other = sentence.values.iter().any(|v| {
        v.words.start >= mark.words.end
            && v.words.end <= words.start
            && v.reading.kind == counted.value.reading.kind
    });
    if governed && mark.words.end <= words.start && !other && !sentence.parted(mark.words.end, words.start) {
        0.85
    } else {
        0.0
    }
}

/// "10 km deep", "a 340-metre bridge".
fn beside(sentence: &Parsed<'_>, counted: Counted<'_, '_>, mark: &Mark) -> f64 {
    let words = &counted.value.words;
    let after = mark.words.start.checked_sub(words.end).filter(|&g| g <= 2);
    let before = words.start.checked_sub(mark.words.end).filter(|&g| g <= 1);
    let range = if after.is_some() { words.end..mark.words.start } else { mark.words.end..words.start };
    let clear = sentence
        .words
        .get(range)
        .unwrap_or_default()
        .iter()
        .all(|w| matches!(w.node.upos, Upos::Adp | Upos::Adv | Upos::Adj) || w.form == "-");
    if (after.is_some() || before.is_some()) && clear { 0.9 } else { 0.0 }
}

/// "the bridge measures 310 m".
fn complement_of_verb(sentence: &Parsed<'_>, counted: Counted<'_, '_>, verb: usize) -> f64 {
    let words = &counted.value.words;
    let tied = words.clone().any(|w| {
        sentence.head(w) == Some(verb)
            && matches!(sentence.rel(w), Rel::Obj | Rel::Obl | Rel::Xcomp | Rel::Advmod | Rel::Nmod)
    });
    if tied {
        return 0.92;
    }
    let between = sentence.words.get(verb + 1..words.start).unwrap_or_default();
    let clear = verb < words.start
        && between
            .iter()
            .all(|w| !matches!(w.node.upos, Upos::Verb | Upos::Punct | Upos::Noun | Upos::Propn));
    if clear && between.len() <= LOOSE_REACH && is_verbal(sentence, verb) { 0.75 } else { 0.0 }
}
