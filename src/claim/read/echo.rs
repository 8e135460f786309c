//! What the words around a number without a noun say of it: whether it echoes the quantity before it, what it counts where
//! another word says so, and who gives it.

use std::ops::Range;

use super::scene::Scene;
use crate::claim::lexicon::Cue;
use crate::claim::link::{self, Counted};
use crate::claim::sentence::Placed;
use crate::claim::voice::{Manner, names_speaker, speaker_name, subject_of};
use crate::syntax::{Feats, Rel, Upos};
use crate::value::{Kind, Quantity, Value};

/// The number of a value that gives neither unit nor noun.
pub(super) fn bare<'v>(counted: Counted<'v, '_>) -> Option<&'v Quantity> {
    let Value::Quantity(quantity) = &counted.value.reading.value else { return None };
    let plain = counted.noun.is_none() && counted.value.reading.kind == Kind::Number;
    (plain && quantity.unit.is_none() && quantity.per.is_none()).then_some(quantity)
}

/// A quantity with its unit or noun that somebody gives without a word of what it is: "s'en tient à 110 km/h", "spoke of
/// 300 people", "the insurers' figure of 44 million", "it was $4 million".
pub(super) fn given<'v>(scene: &Scene<'_, '_>, counted: Counted<'v, '_>) -> Option<&'v Quantity> {
    let sentence = scene.sentence;
    let Value::Quantity(quantity) = &counted.value.reading.value else { return None };
    let extent = counted.extent();
    let says_more = |c: usize| {
        !extent.contains(&c)
            && match sentence.rel(c) {
                Rel::Obj => sentence.upos(c) != Upos::Pron,
                Rel::Nmod => counted.noun.is_none() && c >= extent.end && sentence.upos(c) == Upos::Noun,
                _ => false,
            }
    };
    let by_somebody = || {
        let giver = given_by(scene, counted)
            .or_else(|| figure_of(scene, counted))
            .or_else(|| given_behind(scene, counted));
        let says = |w: usize| sentence.children(w).any(says_more);
        giver.is_some_and(|giver| !says(giver) && !says(counted.anchor()))
            && speaker(scene, counted).is_some()
    };
    let said = is_all_said(scene, counted) || is_taken_up(scene, counted) || by_somebody();
    (said && !is_owned(scene, counted)).then_some(quantity)
}

/// "The State confirmed its 42 million" says whose they are.
fn is_owned(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    counted.value.words.start.checked_sub(1).is_some_and(|w| scene.sentence.is_cue(w, Cue::Owner))
}

/// Whether a date is all that somebody says, or is said of a pronoun: "inspectors speak of 30 April", "it was on 5 May".
pub(super) fn is_date_given(scene: &Scene<'_, '_>, date: &Placed<'_>) -> bool {
    let counted = Counted { value: date, noun: None };
    let ends = scene.sentence.words.get(date.words.end).is_none_or(|w| w.node.upos == Upos::Punct);
    let given = || given_by(scene, counted).is_some() && speaker(scene, counted).is_some();
    ends && (is_all_said(scene, counted) || is_taken_up(scene, counted) || given())
}

/// The noun for a number that a number stands behind: "the insurers' figure of 44 million".
fn figure_of(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> Option<usize> {
    let sum = counted.extent().start.checked_sub(2).filter(|&w| is_figure(scene, w))?;
    scene.sentence.is_cue(sum + 1, Cue::Of).then_some(sum)
}

/// "The 34 acknowledged by the authorities": the participle of a verb of figures right behind the number.
fn given_behind(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> Option<usize> {
    let (sentence, verb) = (scene.sentence, counted.value.words.end);
    let agent = sentence.children(verb).any(|c| sentence.rel(c) == Rel::OblAgent);
    (agent && sentence.is_cue(verb, Cue::Figure)).then_some(verb)
}

/// "Eight, according to the opposition", "the opposition says eight": the number is all that somebody says.
fn is_all_said(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let sentence = scene.sentence;
    let own = counted.extent();
    let light = |w: usize| {
        own.contains(&w)
            || !matches!(
                sentence.upos(w),
                Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num | Upos::Pron
            )
    };
    let said = |words: &Range<usize>| words.contains(&counted.anchor()) && words.clone().all(light);
    scene.attributions.iter().any(|a| a.manner != Manner::Denies && said(&a.words))
}

/// Whether the number can only stand for things: it does something, or a part of them is meant.
pub(super) fn counts_things(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let end = counted.value.words.end;
    let parts = |cue: Cue| scene.sentence.cues(cue).any(|m| m.words.start == end);
    acts(scene, counted) || parts(Cue::Subset) || parts(Cue::Partitive)
}

/// Whether the number is the subject of a verb.
fn acts(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let (sentence, anchor) = (scene.sentence, counted.anchor());
    matches!(sentence.rel(anchor), Rel::Nsubj | Rel::NsubjPass)
        && sentence.head(anchor).is_some_and(|h| sentence.upos(h) == Upos::Verb)
}

/// "not 11", "against 140", "instead of the 31.50": the words before set the number against the quantity before them.
pub(super) fn is_contrasted(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let sentence = scene.sentence;
    let start = counted.value.words.start;
    let breaks = |w: usize| matches!(sentence.upos(w), Upos::Punct | Upos::Cconj);
    let negated = sentence
        .cues(Cue::Negation)
        .any(|m| m.words.end == start && m.words.start.checked_sub(1).is_some_and(breaks));
    negated || scene.cue_before(Cue::Comparison, start, 1)
}

/// "two more than", "dix-huit de plus que": how much more or less, not how much.
pub(super) fn is_difference(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let end = counted.value.words.end;
    scene.sentence.cues(Cue::Difference).any(|m| m.words.start == end)
}

/// "the union 260", "700 according to the organisers", "of which 42 paid by the state": between the signs or conjunctions
/// around the number nothing says what became of it.
pub(super) fn is_gapped(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let sentence = scene.sentence;
    let words = &counted.value.words;
    let segment = segment(scene, words.clone());
    let turned = segment.start.checked_sub(1).is_some_and(|w| sentence.upos(w) == Upos::Cconj);
    let light = |w: usize| match sentence.upos(w) {
        Upos::Verb | Upos::Aux | Upos::Adj => false,
        // "but of 6.1", "of which 12", "the organisers at 700", and not "out of 9,200".
        Upos::Adp => {
            let speaker = || {
                w.checked_sub(1)
                    .is_some_and(|w| w >= segment.start && names_speaker(sentence, &scene.mentions, w))
            };
            turned || sentence.is_cue(w, Cue::Subset) || w + 1 == words.start && speaker()
        }
        _ => true,
    };
    let predicate = |w: usize| {
        matches!(sentence.upos(w), Upos::Verb | Upos::Aux) && !sentence.feats(w).has(Feats::PARTICIPLE)
    };
    (segment.start..words.start).all(light)
        && !(words.end..segment.end).any(predicate)
        && !acts(scene, counted)
}

/// Whether a sign opens or closes a quotation, which parts no number from its verb.
fn is_quote(sign: char) -> bool {
    matches!(sign, '"' | '\'' | '«' | '»' | '\u{2018}'..='\u{201f}')
}

/// The words between the signs or conjunctions around a stretch.
pub(super) fn segment(scene: &Scene<'_, '_>, words: Range<usize>) -> Range<usize> {
    let sentence = scene.sentence;
    let quotes = |w: usize| sentence.words.get(w).is_some_and(|t| t.form.chars().all(is_quote));
    let ends =
        |w: &usize| matches!(sentence.upos(*w), Upos::Punct | Upos::Cconj | Upos::Sconj) && !quotes(*w);
    let start = (0..words.start).rev().find(ends).map_or(0, |w| w + 1);
    let end = (words.end..sentence.words.len()).find(ends).unwrap_or(sentence.words.len());
    start..end
}

/// "puts the figure at 1,500", "n'en compte que 38 000", "they were 12,000": the predicate of a number says no more than
/// that it is the number of what was spoken of.
pub(super) fn echoes(scene: &Scene<'_, '_>, counted: Counted<'_, '_>, afar: bool) -> bool {
    let sentence = scene.sentence;
    let anchor = counted.anchor();
    let copied = |w: usize| sentence.children(w).any(|c| sentence.rel(c) == Rel::Cop);
    // "The figure is closer to 16,000."
    let said = [Some(anchor), sentence.head(anchor).filter(|&h| sentence.upos(h) == Upos::Adj)];
    let said = said.into_iter().flatten().find(|&w| copied(w));
    let governor = || sentence.upwards(anchor).skip(1).take(2).find(|&w| sentence.upos(w) == Upos::Verb);
    let verb = given_by(scene, counted).or_else(|| governor().filter(|&w| w < anchor));
    let takes_up =
        |w: usize| sentence.upos(w) == Upos::Pron && sentence.is_cue(w, Cue::Anaphor) || is_figure(scene, w);
    if is_owned(scene, counted) {
        return false;
    }
    if is_taken_up(scene, counted)
        || is_all_said(scene, counted)
        || figure_of(scene, counted).or_else(|| given_behind(scene, counted)).is_some()
    {
        return true;
    }
    if let Some(said) = said {
        let subject = sentence.children(said).find(|&c| sentence.rel(c) == Rel::Nsubj);
        return subject.is_some_and(takes_up);
    }
    let Some(verb) = verb else { return false };
    let object = || {
        sentence.children(verb).find(|&c| {
            sentence.rel(c) == Rel::Obj && !counted.value.words.contains(&c) && sentence.upos(c) != Upos::Pron
        })
    };
    if sentence.is_cue(verb, Cue::Figure) {
        return object().is_none_or(|o| is_figure(scene, o));
    }
    if [Cue::Change, Cue::Exceeds, Cue::Reaches].into_iter().any(|cue| sentence.is_cue(verb, cue)) {
        return subject_of(sentence, verb).is_some_and(takes_up);
    }
    let empty = sentence.is_cue(verb, Cue::Light) || sentence.is_cue(verb, Cue::Report);
    !afar && empty && object().is_none_or(|o| is_figure(scene, o))
}

/// "ils étaient 28 000", "there had been 300", "it was $4 million", "the true figure is nearer 90": nothing but a form of
/// being between the number and a word that stands for what was spoken of, or for nothing.
fn is_taken_up(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let sentence = scene.sentence;
    let being = |w: usize| {
        sentence.upos(w) == Upos::Aux || sentence.children(w).any(|c| sentence.rel(c) == Rel::Expl && c < w)
    };
    let back = |from: usize, small: &dyn Fn(usize) -> bool| {
        (0..from).rev().find(|&w| !small(w)).map_or(0, |w| w + 1)
    };
    let slight = |w: usize| matches!(sentence.upos(w), Upos::Adv | Upos::Part | Upos::Sconj);
    let dated = counted.value.reading.kind == Kind::Date;
    let joins = |w: usize| slight(w) || dated && matches!(sentence.upos(w), Upos::Adp | Upos::Det);
    let start = counted.value.words.start;
    let forms = back(start, &joins);
    let first = back(forms, &being);
    let stands = |w: usize| match sentence.upos(w) {
        Upos::Pron => sentence.is_cue(w, Cue::Anaphor) || sentence.rel(w) == Rel::Expl,
        _ => is_figure(scene, w),
    };
    // "Le vrai chiffre avoisine 90."
    let is_verb = || start + 1 < counted.value.words.end && sentence.upos(start) == Upos::Verb;
    (first < forms || is_verb()) && back(first, &slight).checked_sub(1).is_some_and(stands)
}

/// The verb of figures with nothing but small words between it and the number, whatever the tree makes of it.
fn given_by(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> Option<usize> {
    const REACH: usize = 3;
    let sentence = scene.sentence;
    let start = counted.value.words.start;
    let small = |w: usize| match sentence.upos(w) {
        Upos::Adp | Upos::Adv | Upos::Det | Upos::Pron => true,
        // "N'en compte que 300."
        Upos::Sconj => !acts(scene, counted),
        _ => false,
    };
    let word = (start.saturating_sub(REACH)..start).rev().find(|&w| !small(w))?;
    let determined =
        word.checked_sub(1).is_none_or(|w| matches!(sentence.upos(w), Upos::Det | Upos::Adj | Upos::Adp));
    (sentence.is_cue(word, Cue::Figure) && !determined).then_some(word)
}

/// Whether a word stands for a number given before: "the figure", with nothing that says of what.
fn is_figure(scene: &Scene<'_, '_>, word: usize) -> bool {
    let sentence = scene.sentence;
    sentence.is_cue(word, Cue::Sum) && tallied_by(scene, word).is_none()
}

/// The noun whose number a word for a number is: "the number of trees".
fn tallied_by(scene: &Scene<'_, '_>, sum: usize) -> Option<usize> {
    let sentence = scene.sentence;
    let speaks = |c: usize| sentence.is_cue(c, Cue::Speaker) && !sentence.feats(c).has(Feats::PLURAL);
    sentence.children(sum).find(|&c| {
        c > sum
            && sentence.rel(c) == Rel::Nmod
            && sentence.upos(c) == Upos::Noun
            && sentence.value_at(c).is_none()
            && !speaks(c)
    })
}

/// "the number of trees felled was cut to 260", "the thieves, at least two, ...", "the objectors were 300": what a bare
/// number counts where words other than the noun behind it say so.
pub(super) fn tallied(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> Option<usize> {
    bare(counted)?;
    let sentence = scene.sentence;
    let anchor = counted.anchor();
    let start = counted.value.words.start;
    let nominal = |w: &usize| {
        let counted = || sentence.values.iter().any(|v| link::counted_noun(sentence, v) == Some(*w));
        sentence.upos(*w) == Upos::Noun && sentence.value_at(*w).is_none() && !counted()
    };
    let before_is = |at: usize, sort: Upos| at.checked_sub(1).is_some_and(|w| sentence.upos(w) == sort);
    let several = |w: &usize| nominal(w) && sentence.feats(*w).has(Feats::PLURAL);
    let by_sum = || {
        let sums = || sentence.cues(Cue::Sum).map(|m| link::head_of(sentence, m));
        // "Brings to 34 the number of arrests."
        let inverted = |&w: &usize| {
            let end = counted.value.words.end;
            w == end + 1 && sentence.upos(end) == Upos::Det && before_is(start, Upos::Adp)
        };
        if let Some(sum) = sums().find(inverted) {
            return tallied_by(scene, sum);
        }
        let sum = sums().filter(|&w| w < start).last()?;
        let governs = sentence
            .upwards(anchor)
            .skip(1)
            .take(3)
            .any(|up| up == sum || sentence.children(up).any(|c| c == sum));
        tallied_by(scene, sum).filter(|_| governs && !sentence.parted(sum, start))
    };
    let subject = || {
        sentence.children(anchor).find(|&c| sentence.rel(c) == Rel::Cop)?;
        sentence.children(anchor).find(|&c| sentence.rel(c) == Rel::Nsubj).filter(several)
    };
    let apposed = || {
        let opened = start
            .checked_sub(1)
            .is_some_and(|w| matches!(sentence.words.get(w), Some(t) if matches!(t.form, "," | "(")));
        let first = sentence.values.iter().all(|v| v.words.start >= start || v.reading.kind == Kind::Date);
        let said = |w: &usize| sentence.is_cue(*w, Cue::Speaker);
        start
            .checked_sub(2)
            .filter(|_| opened && first && is_gapped(scene, counted))
            .filter(several)
            .filter(|w| !said(w))
    };
    by_sum().or_else(subject).or_else(apposed)
}

/// Who gives a number that echoes another: the subject of the verb that gives it, or the speaker beside it.
pub(super) fn speaker(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> Option<String> {
    let sentence = scene.sentence;
    let anchor = counted.anchor();
    let agent = |verb: usize| sentence.children(verb).find(|&c| sentence.rel(c) == Rel::OblAgent);
    let name = |w: usize| speaker_name(sentence, &scene.mentions, scene.lexicon, w);
    if let Some(agent) = given_behind(scene, counted).and_then(agent) {
        return name(agent);
    }
    let governs = |w: &usize| sentence.is_cue(*w, Cue::Figure) && !is_gapped(scene, counted);
    let verb = given_by(scene, counted).or_else(|| sentence.upwards(anchor).skip(1).take(3).find(governs));
    let gives = verb.and_then(|verb| {
        // Where the tree has lost the verb: whoever stands right before it.
        let noun = |w: &usize| matches!(sentence.upos(*w), Upos::Noun | Upos::Propn);
        subject_of(sentence, verb).or_else(|| verb.checked_sub(1).filter(noun))
    });
    let beside = || {
        // "The region pays 12 million, the state five" is nobody's word.
        let said =
            |w: usize| sentence.is_cue(w, Cue::Speaker) || scene.attributions.iter().any(|a| a.cue < w);
        let mut words = segment(scene, counted.value.words.clone());
        words.find(|&w| names_speaker(sentence, &scene.mentions, w) && said(w) && w < anchor)
    };
    gives.or_else(|| is_gapped(scene, counted).then(beside).flatten()).and_then(name)
}
