//! What narrows a question: names, places, time and event of the clause a claim stands in.

use std::ops::Range;

use super::scene::Scene;
use crate::claim::lexicon::{ClassId, Cue, Facet, Meaning, Role};
use crate::claim::names::Mention;
use crate::claim::sentence::{Parsed, Placed};
use crate::claim::voice::subject_of;
use crate::claim::{Holder, Principal, Qualifiers};
use crate::syntax::{Feats, Rel, Upos};
use crate::value::{Grain, Kind, Moment, Side, TimeSet, Tolerance, Value, Verdict, compare};

/// The qualifiers of a claim whose value or predicate is at `word`.
pub(super) fn qualify(scene: &Scene<'_, '_>, word: usize, principal: &Principal) -> Qualifiers {
    let sentence = scene.sentence;
    let clause = sentence.clause(word);
    let near = |w: usize| sentence.clause(w) == clause || sentence.hangs_from(clause, sentence.clause(w));
    let speaker = scene.speaker(word);
    let mut qualifiers = Qualifiers { time: time(scene, word, principal), ..Qualifiers::default() };
    for mention in scene.mentions.iter().filter(|m| near(m.words.start)) {
        if speaker.as_deref() == Some(mention.name.as_str()) {
            continue;
        }
        let list = if mention.place { &mut qualifiers.place } else { &mut qualifiers.entities };
        list.push(mention.name.clone());
    }
    for list in [&mut qualifiers.place, &mut qualifiers.entities] {
        list.sort();
        list.dedup();
    }
    qualifiers.event = event(scene, word);
    qualifiers.clock = clock(scene, word);
    if qualifiers.time.as_ref().is_some_and(|t| is_principal_time(t, principal)) {
        qualifiers.time = None;
    }
    qualifiers
}

/// The date that governs a word: in its clause, or in a clause above that is not a verb of saying.
fn time(scene: &Scene<'_, '_>, word: usize, principal: &Principal) -> Option<TimeSet> {
    let sentence = scene.sentence;
    let clause = sentence.clause(word);
    let says = |w: usize| sentence.is_cue(w, Cue::Report) || sentence.is_cue(w, Cue::Deny);
    // "71 %, more than in 2020": the date is that of the other term.
    let is_compared =
        |between: Range<usize>| sentence.cues(Cue::Comparison).any(|m| between.contains(&m.words.start));
    let planned = scene.is_planned(word);
    let candidates = sentence
        .values
        .iter()
        .filter(|v| v.reading.kind == Kind::Date && !v.words.contains(&word))
        .filter_map(|v| {
            let at = v.words.start;
            let outside = || sentence.upwards(at).filter(|w| !v.words.contains(w));
            let governor =
                outside().find(|&w| matches!(sentence.upos(w), Upos::Verb | Upos::Noun | Upos::Adj));
            // A date that holds a verb ("il y a dix ans") makes no clause of its own.
            let own = sentence.clause(outside().next().unwrap_or(at));
            // "its biggest since 2019" says nothing of when.
            let ranked = begins(v) && governor.is_some_and(|g| sentence.upos(g) != Upos::Verb);
            let inserted = insertion(scene, at).is_some_and(|words| !words.contains(&word));
            if ranked || inserted || governor.is_some_and(says) || is_compared(word.min(at)..word.max(at)) {
                return None;
            }
            let opens = at <= 2;
            let distance = if own == clause {
                0
            } else if sentence.hangs_from(clause, own) || opens {
                1
            } else if since(v) {
                2
            } else {
                return None;
            };
            // "Set the trial for next June and let him go on bail": what is to come dates nothing that is told as done.
            if distance > 0 && !planned && is_ahead(&v.reading.value, principal) {
                return None;
            }
            let Value::Time(time) = &v.reading.value else { return None };
            (!is_clock(time)).then_some((distance, at.abs_diff(word), time))
        });
    let nearest = || candidates.min_by_key(|&(distance, gap, _)| (distance, gap)).map(|(_, _, time)| time);
    described(scene, word).or_else(nearest).cloned()
}

/// The date of what a relative clause describes, right before it: "the fire of 2017, in which 14 died", "in 2019, when it
/// sold 20".
fn described<'s>(scene: &'s Scene<'_, '_>, word: usize) -> Option<&'s TimeSet> {
    let sentence = scene.sentence;
    let opens = |w: usize| sentence.is_cue(w, Cue::Relative) || sentence.feats(w).has(Feats::RELATIVE);
    let pronoun = (0..word).rev().take_while(|&w| !sentence.split(w, word)).find(|&w| opens(w))?;
    let small =
        |w: &usize| sentence.upos(*w) == Upos::Adp || sentence.words.get(*w).is_some_and(|t| t.form == ",");
    let end = (0..pronoun).rev().find(|w| !small(w))?;
    match &sentence.value_at(end)?.reading.value {
        Value::Time(time) if !is_clock(time) => Some(time),
        _ => None,
    }
}

/// Minutes within which a time of day still says when something happened.
const HOUR: u16 = 60;

/// The time of day that the clause of a word gives or one it hangs from.
fn clock(scene: &Scene<'_, '_>, word: usize) -> Option<u16> {
    let sentence = scene.sentence;
    let says = |w: usize| sentence.is_cue(w, Cue::Report) || sentence.is_cue(w, Cue::Deny);
    let near = |at: usize| sentence.hangs_from(sentence.clause(word), sentence.clause(at));
    sentence.values.iter().find_map(|v| {
        let Value::Time(time) = &v.reading.value else { return None };
        let at = v.words.start;
        let governor = sentence.upwards(at).skip(1).find(|&w| sentence.upos(w) == Upos::Verb);
        let told = near(at) && !governor.is_some_and(says);
        let (from, to) = time.members.first().filter(|_| told)?.minutes?;
        (from.abs_diff(to) <= HOUR).then_some(from)
    })
}

/// The words of a participle or relative clause set off by commas that hold `word`: what they date is their own.
/// "Opened in 1974, the mine employs 600."
fn insertion(scene: &Scene<'_, '_>, word: usize) -> Option<Range<usize>> {
    let sentence = scene.sentence;
    let breaks = |w: &usize| sentence.words.get(*w).is_some_and(|t| t.form == ",");
    let start = (0..word).rev().find(breaks).map_or(0, |comma| comma + 1);
    let end = (word..sentence.words.len()).find(breaks)?;
    let named = start.checked_sub(2).is_some_and(|w| is_nominal(scene, w));
    let verb = sentence.upos(start) == Upos::Verb;
    let participle = verb && (named || start == 0 && sentence.feats(start).has(Feats::PARTICIPLE));
    let relative = start > 0 && sentence.is_cue(start, Cue::Relative);
    (participle || relative).then_some(start..end)
}

/// Whether a value only says since when.
fn begins(value: &Placed<'_>) -> bool {
    let from = |m: &Moment| m.side == Side::Since;
    since(value) || matches!(&value.reading.value, Value::Time(time) if time.members.iter().any(from))
}

/// Whether a value is a time that goes on ("since 2011"), which bears on the whole sentence.
fn since(value: &Placed<'_>) -> bool {
    let goes_on = |m: &Moment| m.interval.is_some_and(|interval| interval.high.is_none());
    matches!(&value.reading.value, Value::Time(time) if time.members.iter().any(goes_on))
}

/// Whether all it says is a time of day.
fn is_clock(time: &TimeSet) -> bool {
    time.members.iter().all(|m| {
        matches!(m.grain, Grain::Minute | Grain::Hour | Grain::DayPart)
            && m.day.is_none()
            && m.weekday.is_none()
    })
}

/// Days before publication that a date may lie and still be that of news, where the lead gives no date of its own.
const NEWS_DAYS: i32 = 7;

/// Whether a date may be that of the document's principal event.
pub(super) fn is_principal_time(time: &TimeSet, principal: &Principal) -> bool {
    let coarse = time
        .members
        .iter()
        .all(|m| matches!(m.grain, Grain::Year | Grain::Decade | Grain::Century | Grain::Interval));
    if coarse {
        return false;
    }
    if let Some(own) = &principal.time {
        let verdict =
            compare(&Value::Time(time.clone()), &Value::Time(own.clone()), &Tolerance::default()).verdict;
        // Of a day, "early in the month" tells no more that it is meant than that it is not.
        return verdict == Verdict::Agree
            || (verdict == Verdict::Compatible && time.days_open() <= own.days_open());
    }
    let published = principal.published.and_then(|p| p.exact());
    let first = time.first_day();
    match (published, first) {
        (Some(day), Some(first)) => (0..=NEWS_DAYS).contains(&(day - first).get_days()),
        (_, None) => true,
        (None, Some(_)) => false,
    }
}

/// Whether a date lies after the document's own: it tells of what is to come.
pub(super) fn is_ahead(value: &Value, principal: &Principal) -> bool {
    let Value::Time(time) = value else { return false };
    principal.published.zip(time.first_day()).is_some_and(|(published, day)| day > published.last())
}

/// The kind of event that governs a word, or that its clause is about.
fn event(scene: &Scene<'_, '_>, word: usize) -> Option<String> {
    let sentence = scene.sentence;
    let counted = |w: usize| {
        sentence.marks_at(w).any(|m| matches!(m.meaning, Meaning::Concept(_, Role::Outcome | Role::State)))
    };
    let above = sentence.upwards(word).skip(1).filter(|&w| !counted(w)).find_map(|w| scene.event(w));
    above.or_else(|| scene.subject_event(sentence.clause(word)))
}

/// The noun of who or what has the attribute whose value stands on `value`: the complement of the attribute noun, the
/// subject of the verb, or the noun the value modifies or stands in apposition to. Where the concept says what sort of
/// thing has it, only such a thing is taken.
pub(super) fn holder(
    scene: &Scene<'_, '_>,
    trigger: usize,
    value: Range<usize>,
    sort: Option<ClassId>,
) -> Option<usize> {
    let sentence = scene.sentence;
    let own = |w: usize| value.contains(&w) || w == trigger || is_attribute(scene, w);
    let fits = |w: &usize| {
        let of_sort = |class: ClassId| sentence.class(*w).is_none_or(|c| scene.lexicon.is_a(c, class));
        is_nominal(scene, *w) && !own(*w) && sentence.value_at(*w).is_none() && sort.is_none_or(of_sort)
    };
    let complement = sentence
        .children(trigger)
        .filter(|&c| matches!(sentence.rel(c), Rel::Nmod | Rel::NmodPoss))
        .find(&fits);
    let anchor = anchor(sentence, &value);
    let above =
        || sentence.upwards(anchor).skip(1).take_while(|&w| sentence.upos(w) != Upos::Verb).find(&fits);
    let subject = || subject_of(sentence, predicate_above(sentence, anchor)?).filter(&fits);
    complement.or_else(|| apposed(scene, &value)).or_else(above).or_else(subject)
}

/// The word of a value that the others hang from.
pub(super) fn anchor(sentence: &Parsed<'_>, value: &Range<usize>) -> usize {
    value.clone().find(|&w| sentence.head(w).is_none_or(|h| !value.contains(&h))).unwrap_or(value.start)
}

/// The verb that a word hangs from, or what stands with a verb of being: it may be the word itself.
pub(super) fn predicate_above(sentence: &Parsed<'_>, word: usize) -> Option<usize> {
    let predicate = |w: usize| {
        sentence.upos(w) == Upos::Verb || sentence.children(w).any(|c| sentence.rel(c) == Rel::Cop)
    };
    sentence.upwards(word).find(|&w| predicate(w))
}

/// "Ann Smith, 34,": the name that a value stands beside, behind a comma or bracket.
fn apposed(scene: &Scene<'_, '_>, value: &Range<usize>) -> Option<usize> {
    let before = before_sign(scene, value)?;
    scene.mentions.iter().any(|m| m.words.contains(&before)).then_some(before)
}

/// The word that a value stands behind with a comma or bracket between.
pub(super) fn before_sign(scene: &Scene<'_, '_>, value: &Range<usize>) -> Option<usize> {
    let opens = |w: usize| matches!(scene.sentence.words.get(w), Some(t) if matches!(t.form, "," | "("));
    value.start.checked_sub(2).filter(|before| opens(before + 1))
}

/// Whether a word names an attribute rather than what has it.
fn is_attribute(scene: &Scene<'_, '_>, word: usize) -> bool {
    scene
        .sentence
        .marks_at(word)
        .any(|m| matches!(m.meaning, Meaning::Concept(_, Role::Attribute | Role::Beside)))
}

pub(super) fn is_nominal(scene: &Scene<'_, '_>, word: usize) -> bool {
    matches!(scene.sentence.upos(word), Upos::Noun | Upos::Propn)
}

/// A noun phrase as a holder; `None` for a speaker, who has no attribute by speaking.
pub(super) fn named(scene: &Scene<'_, '_>, head: usize) -> Option<Holder> {
    let own_name = scene.mentions.iter().find(|m| m.words.contains(&head) && m.facet != Facet::People);
    let thing = if own_name.is_some() { None } else { Some(scene.thing(head)) };
    let names = if own_name.is_some() { names_of(scene, head) } else { scene.names_under(head) };
    Some(Holder { thing, names })
}

/// The names of those a name stands for: its own, and those beside it, but not those of whoever is only spoken of with
/// them ("Ann Smith, niece of Paul Verrin").
fn names_of(scene: &Scene<'_, '_>, head: usize) -> Vec<String> {
    let sentence = scene.sentence;
    let beside = |w: usize| matches!(sentence.rel(w), Rel::Appos | Rel::Flat | Rel::Compound | Rel::Conj);
    let held = |m: &&Mention| {
        let first = m.words.start;
        m.words.contains(&head)
            || sentence.hangs_from(first, head)
                && sentence.upwards(first).take_while(|&w| w != head).all(beside)
    };
    let mut names: Vec<String> = scene.mentions.iter().filter(held).map(|m| m.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}
