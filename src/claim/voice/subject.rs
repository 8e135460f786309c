//! Whose words they are: the subject of a verb of saying, wherever the tree has put it.

use std::ops::Range;

use crate::claim::lexicon::{Cue, Lexicon};
use crate::claim::names::Mention;
use crate::claim::sentence::Parsed;
use crate::syntax::{Feats, Rel, Upos};
use crate::value::Value;

/// How fit a word is to be who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fitness {
    /// A day, an event, a picture: never.
    Mute,
    /// Where a verb says that it does.
    Open,
    /// Somebody.
    Speaks,
}

/// Who speaks a verb of saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Teller {
    /// Nobody: it is told to its subject, or of what cannot speak.
    Nobody,
    /// Whoever spoke last.
    Unnamed,
    /// The word that names them.
    Word(usize),
}

/// Whether a word names somebody who speaks: a noun for such, or a name that is no place.
pub fn names_speaker(sentence: &Parsed<'_>, mentions: &[Mention], word: usize) -> bool {
    sentence.is_cue(word, Cue::Speaker) || mentions.iter().any(|m| m.words.contains(&word) && !m.place)
}

/// The same of a pronoun, too.
pub(super) fn is_speaker(sentence: &Parsed<'_>, mentions: &[Mention], word: usize) -> bool {
    names_speaker(sentence, mentions, word) || sentence.upos(word) == Upos::Pron
}

/// How fit a word is to be who speaks.
pub(super) fn fitness(
    sentence: &Parsed<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    word: usize,
) -> Fitness {
    if is_speaker(sentence, mentions, word) {
        return Fitness::Speaks;
    }
    if sentence.value_at(word).is_some_and(|v| matches!(v.reading.value, Value::Time(_))) {
        return Fitness::Mute;
    }
    let class = sentence.class(word);
    if class.is_some_and(|class| lexicon.speaks(class)) {
        Fitness::Speaks
    } else if sentence.is_cue(word, Cue::Mute) || class.is_some_and(|class| lexicon.is_event(class)) {
        Fitness::Mute
    } else {
        Fitness::Open
    }
}

/// Who speaks a verb of saying: a pronoun beside it, the agent of a passive, who stands behind a verb that closes what is
/// said, or the nearest candidate for its subject that is not mute. `turn` holds the verb and what belongs to it: nobody
/// speaks in "fait état".
pub(super) fn teller(
    sentence: &Parsed<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    verb: usize,
    turn: &Range<usize>,
) -> Teller {
    let fit = |w: usize| fitness(sentence, mentions, lexicon, w);
    if let Some(agent) = sentence.children(verb).find(|&c| sentence.rel(c) == Rel::OblAgent) {
        return Teller::Word(agent);
    }
    let speaks = |w: usize| is_speaker(sentence, mentions, w);
    if is_told(sentence, verb, speaks) {
        return Teller::Nobody;
    }
    let introduces = sentence.is_cue(verb, Cue::Figure)
        || sentence.children(verb).any(|c| c > verb && sentence.rel(c) == Rel::Ccomp);
    let between = || set_off(sentence, verb, speaks).filter(|_| introduces);
    let sure =
        pronoun_beside(sentence, verb).or_else(between).or_else(|| closing(sentence, verb, turn.end, fit));
    if let Some(word) = sure {
        return Teller::Word(word);
    }
    let beside = left_noun(sentence, verb);
    let long = |w: usize| mentions.iter().any(|m| m.words.contains(&w) && m.words.len() > 1);
    let adjacent = beside.filter(|&w| w + 1 == verb);
    let adjacent = adjacent.map(|w| if long(w) { w } else { described_noun(sentence, w) });
    let untagged = beside.filter(|_| sentence.upos(verb) != Upos::Verb);
    let behind = apposed(sentence, verb, speaks);
    let candidates = [subject_of(sentence, verb), inverted(sentence, mentions, verb), behind, untagged];
    let all = || candidates.into_iter().flatten().filter(|w| !turn.contains(w));
    let found =
        all().find(|&w| fit(w) == Fitness::Speaks).or_else(|| all().find(|&w| fit(w) == Fitness::Open));
    match found.or(adjacent.filter(|&w| fit(w) == Fitness::Speaks)) {
        Some(word) => Teller::Word(word),
        None if all().next().is_some() => Teller::Nobody,
        None => Teller::Unnamed,
    }
}

/// Whether a verb of saying is passive and names nobody who says it: "families were told", "damage is estimated at 45
/// million".
fn is_told(sentence: &Parsed<'_>, verb: usize, speaks: impl Fn(usize) -> bool) -> bool {
    let passive = |c: usize| match sentence.rel(c) {
        Rel::AuxPass => c < verb,
        Rel::NsubjPass => !speaks(c),
        _ => false,
    };
    sentence.children(verb).any(passive)
}

/// The noun that the phrase of another describes: "a doctor at the hospital".
fn described_noun(sentence: &Parsed<'_>, noun: usize) -> usize {
    let up = |&w: &usize| sentence.head(w).filter(|&h| h < w && sentence.rel(w) == Rel::Nmod);
    std::iter::successors(Some(noun), up).take(REACH).last().unwrap_or(noun)
}

/// The pronoun that is the subject of a verb by where it stands: right before it but for auxiliaries, or tied to its end.
fn pronoun_beside(sentence: &Parsed<'_>, verb: usize) -> Option<usize> {
    let is_subject = |w: usize| sentence.upos(w) == Upos::Pron && sentence.is_cue(w, Cue::Anaphor);
    let small = |w: &usize| match sentence.upos(*w) {
        Upos::Aux | Upos::Adv | Upos::Part => true,
        Upos::Pron => !sentence.feats(*w).has(Feats::RELATIVE),
        _ => false,
    };
    let tied = |w: &usize| sentence.words.get(*w).is_some_and(|t| t.form.starts_with('-')) && is_subject(*w);
    let before = (verb.saturating_sub(REACH)..verb).rev().take_while(small).find(|&w| is_subject(w));
    before.or_else(|| Some(verb + 1).filter(tied))
}

/// Most words between a verb of saying and its subject beside it.
const REACH: usize = 4;

/// Who stands behind a verb that a comma or the end of a quotation parts from what is said: "..., promised the head of the
/// mill". No verb stands between them and the next sign: "..., said officials had left" has another subject.
/// `after` is where the verb's turn ends.
fn closing(
    sentence: &Parsed<'_>,
    verb: usize,
    after: usize,
    fit: impl Fn(usize) -> Fitness,
) -> Option<usize> {
    let small = |w: &usize| matches!(sentence.upos(*w), Upos::Aux | Upos::Adv | Upos::Part | Upos::Pron);
    let first = (0..verb).rev().take_while(small).last().unwrap_or(verb);
    let sign = first.checked_sub(1).and_then(|w| sentence.words.get(w))?;
    if !matches!(sign.form, "," | "\"" | "\u{bb}" | "\u{201d}" | "\u{2019}" | "'") {
        return None;
    }
    let dated = |w: usize| sentence.value_at(w).is_some_and(|v| matches!(v.reading.value, Value::Time(_)));
    let near = after..sentence.words.len().min(after + REACH + REACH);
    let nominal = |w: usize| matches!(sentence.upos(w), Upos::Noun | Upos::Propn);
    let opens = |w: &usize| {
        dated(*w) || matches!(sentence.upos(*w), Upos::Det | Upos::Adj | Upos::Adv | Upos::Adp | Upos::Part)
    };
    let head = near.clone().find(|w| !opens(w)).filter(|&w| nominal(w))?;
    let head = compound_head(sentence, head);
    let bare = (after..head).all(|w| dated(w) || sentence.upos(w) != Upos::Adp);
    let ends = |w: &usize| sentence.upos(*w) == Upos::Punct;
    let mut rest = (head + 1..sentence.words.len()).take_while(|w| !ends(w));
    let said = rest.any(|w| matches!(sentence.upos(w), Upos::Verb | Upos::Aux));
    let own =
        subject_of(sentence, verb).filter(|&s| s > head && s <= head + REACH && !sentence.split(head, s));
    (bare && !said && fit(head) == Fitness::Speaks).then_some(own.unwrap_or(head))
}

/// The last noun of a run of which the first describes the last: "the comparison site", "the mill's owner".
pub(super) fn compound_head(sentence: &Parsed<'_>, noun: usize) -> usize {
    let up = |&w: &usize| {
        let describes = matches!(sentence.rel(w), Rel::Compound | Rel::NmodPoss);
        let head = sentence.head(w).filter(|&h| h > w && describes && sentence.upos(h) == Upos::Noun)?;
        let part = |at| matches!(sentence.upos(at), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Part);
        (w..head).all(part).then_some(head)
    };
    std::iter::successors(Some(noun), up).take(REACH).last().unwrap_or(noun)
}

/// A verb of saying that the tagger takes for something else: what stands right behind a noun and opens what is said, or
/// a figure ("the marchers talk of 700"), is no adjective, adverb or noun.
pub(super) fn mistagged(sentence: &Parsed<'_>, words: &Range<usize>) -> Option<usize> {
    let before = words.start.checked_sub(1).map(|w| sentence.upos(w));
    let opens = match sentence.upos(words.start) {
        Upos::Adj | Upos::Adv => {
            !matches!(sentence.upos(words.end), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adp)
        }
        Upos::Noun => {
            sentence.upos(words.end) == Upos::Sconj
                || is_main_verb(sentence, words)
                || words.len() > 1 && sentence.value_at(words.end).is_some()
        }
        _ => false,
    };
    (opens && matches!(before, Some(Upos::Noun | Upos::Propn))).then_some(words.start)
}

/// "The party claims that nearly 60 died": a noun that heads a whole sentence behind another, and that a clause seems to
/// describe, is the sentence's verb.
fn is_main_verb(sentence: &Parsed<'_>, words: &Range<usize>) -> bool {
    sentence.head(words.start).is_none() && sentence.upos(words.end) == Upos::Pron
}

/// The noun or name right before a word.
pub(super) fn left_noun(sentence: &Parsed<'_>, word: usize) -> Option<usize> {
    let noun = (0..word).rev().take_while(|&w| !sentence.split(w, word));
    noun.take(4).find(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn))
}

/// A speaker behind the verb that the tree takes for its object, or for what describes it.
fn inverted(sentence: &Parsed<'_>, mentions: &[Mention], verb: usize) -> Option<usize> {
    let named = |w: usize| mentions.iter().any(|m| m.words.contains(&w));
    let speaks = |w: usize| sentence.is_cue(w, Cue::Speaker) || named(w);
    let called = |w: usize| sentence.children(w).any(|c| sentence.rel(c) == Rel::Appos && named(c));
    let bare = |w: usize| {
        let nominal = matches!(sentence.upos(w), Upos::Noun | Upos::Propn);
        nominal && sentence.children(w).all(|c| sentence.rel(c) != Rel::Case)
    };
    let stands = |w: usize| match sentence.rel(w) {
        Rel::Obj => speaks(w),
        Rel::Acl | Rel::Appos | Rel::Nmod | Rel::Xcomp => bare(w) && (speaks(w) || called(w)),
        _ => false,
    };
    sentence.children(verb).find(|&c| c > verb && stands(c))
}

/// The subject of a verb: its own, the noun its relative clause describes, or that of the verb it continues; else that
/// which the tree gives to a participle before it.
#[must_use]
pub fn subject_of(sentence: &Parsed<'_>, verb: usize) -> Option<usize> {
    let is_subject = |&w: &usize| matches!(sentence.rel(w), Rel::Nsubj | Rel::NsubjPass | Rel::OblAgent);
    let own_subject = |verb: usize| sentence.children(verb).find(is_subject);
    let own = own_subject(verb);
    let relative = own.filter(|&s| sentence.upos(s) == Upos::Pron && sentence.rel(verb) == Rel::AclRelcl);
    if relative.is_some() {
        return sentence.head(verb);
    }
    if own.is_none()
        && let Some(pronoun) =
            (verb.saturating_sub(3)..verb).rev().find(|&w| sentence.feats(w).has(Feats::RELATIVE))
    {
        return (0..pronoun).rev().find(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn));
    }
    own.or_else(|| {
        let above = sentence.head(verb)?;
        let continues = matches!(sentence.rel(verb), Rel::Conj | Rel::Advcl | Rel::Xcomp | Rel::Acl);
        let governs = matches!(sentence.upos(above), Upos::Verb | Upos::Aux);
        // "They believe the leak began": what the tree takes for what is believed.
        let believed = || {
            let between = |&w: &usize| sentence.rel(w) == Rel::Obj && above < w && w < verb;
            sentence.children(above).find(between).filter(|_| sentence.rel(verb) == Rel::Ccomp)
        };
        // "The minister, who spoke on Monday, said 43 had died."
        let told = |s: usize| {
            let relative = sentence.rel(above) == Rel::AclRelcl && sentence.feats(s).has(Feats::RELATIVE);
            if relative { sentence.head(above) } else { Some(s) }
        };
        let shared = || sentence.children(above).find(is_subject).and_then(told);
        (continues && governs).then(shared).flatten().or_else(believed)
    })
    .or_else(|| sentence.children(verb).filter(|&p| describes(sentence, p, verb)).find_map(own_subject))
}

/// Whether a participle without an auxiliary opens the clause of a verb: "the bridges mended in May were not open".
fn describes(sentence: &Parsed<'_>, participle: usize, verb: usize) -> bool {
    let aided = |c: usize| matches!(sentence.rel(c), Rel::Aux | Rel::AuxPass | Rel::Mark);
    participle < verb
        && sentence.feats(participle).has(Feats::PARTICIPLE)
        && !sentence.children(participle).any(aided)
}

/// The speaker between commas in front of a verb of saying ("a rescuer, Ann Doe, said"), or before a relative clause
/// that ends there ("the Union, which runs the camp, said").
pub(super) fn set_off(sentence: &Parsed<'_>, verb: usize, speaks: impl Fn(usize) -> bool) -> Option<usize> {
    let small = |w: &usize| matches!(sentence.upos(*w), Upos::Aux | Upos::Adv);
    let first = (0..verb).rev().take_while(small).last().unwrap_or(verb);
    let is_comma = |w: &usize| sentence.words[*w].form == ",";
    let nominal = |w: &usize| matches!(sentence.upos(*w), Upos::Noun | Upos::Propn);
    let comma = first.checked_sub(1).filter(is_comma)?;
    let opening = (0..comma).rev().find(is_comma);
    let relative = opening.filter(|&c| sentence.feats(c + 1).has(Feats::RELATIVE));
    if let Some(named) = relative.and_then(|c| c.checked_sub(1)).filter(nominal) {
        return Some(named).filter(|&w| speaks(w));
    }
    apposed(sentence, verb, speaks)
}

/// The speaker whose name stands between commas in front of a verb: "a rescuer, Ann Doe, said".
fn apposed(sentence: &Parsed<'_>, verb: usize, speaks: impl Fn(usize) -> bool) -> Option<usize> {
    let comma = verb.checked_sub(1).filter(|&w| sentence.words[w].form == ",")?;
    let last = comma.checked_sub(1).filter(|&w| matches!(sentence.upos(w), Upos::Noun | Upos::Propn))?;
    let named = if sentence.rel(last) == Rel::Appos { sentence.head(last) } else { Some(last) };
    named.filter(|&w| w < verb && speaks(w))
}
