//! What a number without a noun is a number of: the quantity before it whose words it leaves out.
//!
//! "285 million euros, not 340", "the union counted 260", "of 46 amendments, five passed": writers repeat neither unit nor
//! noun, and where the words around the number say nothing of their own, not the question either. The quantity is looked
//! for in the sentence first, then in the one before; the unit it gives is read as if it were written.

use std::ops::Range;

use rust_decimal::Decimal;

use super::scene::{Draft, Scene};
use crate::claim::ClaimKind;
use crate::claim::gist::Word;
use crate::claim::lexicon::{Cue, Role};
use crate::claim::link::{self, Counted, Link};
use crate::claim::voice::{speaker_name, subject_of};
use crate::syntax::{Feats, Rel, Upos};
use crate::value::{Kind, Quantity, Reading, Value};

/// A quantity given before, whose words a bare number leaves out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Antecedent<'d> {
    /// The claim it makes.
    model: &'d Draft,
    /// Whether the number answers the same question, and not one of its own about the same things.
    pub whole: bool,
    /// What the number is to be multiplied with, where the scale is left out, too.
    scale: Decimal,
}

/// How sure it is that a number answers the question of the quantity before it.
const QUESTION: f64 = 0.85;
/// How sure it is what things a number without a noun counts: those counted before, or any.
pub(super) const THINGS: f64 = 0.55;

/// The antecedent of a value, where it is a bare number that has one. `linked` is what the number answers by itself: where
/// the word for it stands outside the number's own stretch, the question before it is the nearer one.
pub(super) fn find<'d>(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    linked: Option<&Link>,
    here: &'d [Draft],
    before: &'d [Draft],
) -> Option<Antecedent<'d>> {
    let own = bare(counted)?;
    let last = before.last().map(|d| d.sentence);
    let previous = before
        .iter()
        .rev()
        .take_while(|d| Some(d.sentence) == last)
        .filter(|d| d.standing.headline == scene.is_headline());
    let things = counts_things(scene, counted);
    let fits = |model: &'d Draft| {
        let united = !matches!(&model.value, Value::Quantity(q) if q.unit.is_none());
        scale(own, model).filter(|_| !(things && united)).map(|scale| (model, scale))
    };
    let inside = here.iter().rev().find_map(fits);
    let whole = !is_difference(scene, counted)
        && match inside {
            Some(_) => {
                is_contrasted(scene, counted) || is_gapped(scene, counted) || echoes(scene, counted, false)
            }
            None => echoes(scene, counted, true),
        };
    let stands = |link: &Link| {
        let own = segment(scene, counted.value.words.clone()).contains(&link.trigger);
        own || link.role == Role::Idiom || !whole || inside.is_none()
    };
    if linked.is_some_and(stands) {
        return None;
    }
    let (model, scale) = inside.or_else(|| previous.filter_map(fits).next())?;
    // Of what was measured two sentences have little in common but the currency.
    let carried = whole || inside.is_some() || matches!(model.kind, ClaimKind::Money | ClaimKind::Number);
    carried.then_some(Antecedent { model, whole, scale })
}

impl Antecedent<'_> {
    /// The reading with the unit and scale of the antecedent; `None` where it has none.
    pub(super) fn restore(self, reading: &Reading) -> Option<Reading> {
        let (Value::Quantity(own), Value::Quantity(model)) = (&reading.value, &self.model.value) else {
            return None;
        };
        let unit = model.unit.clone()?;
        let kind = match self.model.kind {
            ClaimKind::Money => Kind::Money,
            ClaimKind::Percent => Kind::Percent,
            ClaimKind::Measure => Kind::Measure,
            ClaimKind::Duration => Kind::Duration,
            _ => return None,
        };
        let times = |n: Option<Decimal>| n.map_or(Some(None), |n| n.checked_mul(self.scale).map(Some));
        let value = Quantity {
            low: times(own.low)?,
            high: times(own.high)?,
            nominal: times(own.nominal)?,
            precision: own.precision.checked_mul(self.scale)?,
            unit: Some(unit),
            ..own.clone()
        };
        Some(Reading { kind, value: Value::Quantity(value), ..reading.clone() })
    }

    /// The question of the antecedent, for a claim that says nothing else of its own.
    pub(super) fn take_question(self, scene: &Scene<'_, '_>, counted: Counted<'_, '_>, draft: &mut Draft) {
        let (own, model) = (&mut draft.qualifiers, &self.model.qualifiers);
        let planned = draft.topic.is_planned();
        draft.kind = self.model.kind;
        draft.topic = self.model.topic.clone();
        if planned && !draft.topic.is_planned() {
            draft.topic.plan();
        }
        if own.place.is_empty() && own.entities.is_empty() {
            own.place.clone_from(&model.place);
            own.entities.clone_from(&model.entities);
        }
        own.time = own.time.take().or_else(|| model.time.clone());
        own.event = own.event.take().or_else(|| model.event.clone());
        own.subset.clone_from(&model.subset);
        own.holder.clone_from(&model.holder);
        draft.standing.background |= self.model.standing.background;
        draft.gist.head.clone_from(&self.model.gist.head);
        let known = |w: &Word| draft.gist.words.iter().any(|own| own.keys == w.keys);
        let words: Vec<_> = self.model.gist.words.iter().filter(|w| !known(w)).cloned().collect();
        draft.gist.words.extend(words);
        draft.gist.words.sort_by_key(|w| w.distance);
        draft.speaker = speaker(scene, counted).or(draft.speaker.take());
        draft.strength = QUESTION.min(self.model.strength);
    }

    /// The things counted by the antecedent, for a claim about them.
    pub(super) fn take_things(self, draft: &mut Draft) {
        draft.strength = draft.strength.min(THINGS);
        if self.model.kind == ClaimKind::Number && draft.kind == ClaimKind::Number {
            draft.gist.head.clone_from(&self.model.gist.head);
            draft.topic.theme.clone_from(&self.model.topic.theme);
        }
    }
}

/// The number of a value that gives neither unit nor noun.
fn bare<'v>(counted: Counted<'v, '_>) -> Option<&'v Quantity> {
    let Value::Quantity(quantity) = &counted.value.reading.value else { return None };
    let plain = counted.noun.is_none() && counted.value.reading.kind == Kind::Number;
    (plain && quantity.unit.is_none() && quantity.per.is_none()).then_some(quantity)
}

/// How many times as large, or as small, a number may be as the one whose unit it shares.
const ORDERS: i64 = 20;
/// How many times as large it may be as one whose noun it shares.
const CROWD: i64 = 50;

/// What to multiply a number with to hold it against a quantity; `None` where the two cannot be of one thing.
fn scale(own: &Quantity, model: &Draft) -> Option<Decimal> {
    let Value::Quantity(other) = &model.value else { return None };
    let (number, size) = (own.nominal.or(own.low)?, other.nominal.or(other.low)?);
    let within = |times: Decimal| {
        let (number, most) = (number.checked_mul(times)?, Decimal::from(ORDERS));
        let near = number <= size.checked_mul(most)? && size <= number.checked_mul(most)?;
        near.then_some(times)
    };
    match model.kind {
        ClaimKind::Number => {
            let told = model.topic.known || model.gist.head.is_some();
            let counts = told && !model.standing.existence && !model.topic.is_rank();
            (counts && number <= size.checked_mul(Decimal::from(CROWD))?).then_some(Decimal::ONE)
        }
        ClaimKind::Percent if other.unit.as_ref().is_some_and(|u| u.code == PERCENT) => {
            within(Decimal::ONE).filter(|_| number <= Decimal::ONE_HUNDRED)
        }
        ClaimKind::Money | ClaimKind::Measure => {
            let short = number < Decimal::ONE_THOUSAND;
            let scales = [Decimal::ONE, Decimal::from(1_000_000), Decimal::from(1_000_000_000)];
            scales.into_iter().take(if short { 3 } else { 1 }).find_map(|t| within(t).filter(|_| t <= size))
        }
        ClaimKind::Duration if other.unit.as_ref().is_some_and(|u| u.dimension == DURATION) => {
            within(Decimal::ONE)
        }
        _ => None,
    }
}

/// The dimension of lengths of time; ages are another.
const DURATION: &str = "duration";
/// The code of the unit of shares of a hundred.
const PERCENT: &str = "%";

/// Whether the number can only stand for things: it does something, or a part of them is meant.
fn counts_things(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
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
fn is_contrasted(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let sentence = scene.sentence;
    let start = counted.value.words.start;
    let breaks = |w: usize| matches!(sentence.upos(w), Upos::Punct | Upos::Cconj);
    let negated = sentence
        .cues(Cue::Negation)
        .any(|m| m.words.end == start && m.words.start.checked_sub(1).is_some_and(breaks));
    negated || scene.cue_before(Cue::Comparison, start, 1)
}

/// "two more than", "dix-huit de plus que": how much more or less, not how much.
fn is_difference(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let end = counted.value.words.end;
    scene.sentence.cues(Cue::Difference).any(|m| m.words.start == end)
}

/// "the union 260", "700 according to the organisers", "of which 42 paid by the state": between the signs or conjunctions
/// around the number nothing says what became of it.
fn is_gapped(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let sentence = scene.sentence;
    let words = &counted.value.words;
    let segment = segment(scene, words.clone());
    let turned = segment.start.checked_sub(1).is_some_and(|w| sentence.upos(w) == Upos::Cconj);
    let light = |w: usize| match sentence.upos(w) {
        Upos::Verb | Upos::Aux | Upos::Adj => false,
        // "but of 6.1", "of which 12", and not "out of 9,200".
        Upos::Adp => turned || sentence.is_cue(w, Cue::Subset),
        _ => true,
    };
    let predicate = |w: usize| {
        matches!(sentence.upos(w), Upos::Verb | Upos::Aux) && !sentence.feats(w).has(Feats::PARTICIPLE)
    };
    (segment.start..words.start).all(light)
        && !(words.end..segment.end).any(predicate)
        && !acts(scene, counted)
}

/// The words between the signs or conjunctions around a stretch.
fn segment(scene: &Scene<'_, '_>, words: Range<usize>) -> Range<usize> {
    let sentence = scene.sentence;
    let ends = |w: &usize| matches!(sentence.upos(*w), Upos::Punct | Upos::Cconj | Upos::Sconj);
    let start = (0..words.start).rev().find(ends).map_or(0, |w| w + 1);
    let end = (words.end..sentence.words.len()).find(ends).unwrap_or(sentence.words.len());
    start..end
}

/// "puts the figure at 1,500", "n'en compte que 38 000", "they were 12,000": the predicate of a number says no more than
/// that it is the number of what was spoken of.
fn echoes(scene: &Scene<'_, '_>, counted: Counted<'_, '_>, afar: bool) -> bool {
    let sentence = scene.sentence;
    let anchor = counted.anchor();
    let copied = sentence.children(anchor).any(|c| sentence.rel(c) == Rel::Cop);
    let verb = sentence
        .upwards(anchor)
        .skip(1)
        .take(2)
        .find(|&w| sentence.upos(w) == Upos::Verb)
        .filter(|&w| w < anchor);
    let takes_up =
        |w: usize| sentence.upos(w) == Upos::Pron && sentence.is_cue(w, Cue::Anaphor) || is_figure(scene, w);
    if copied {
        let subject = sentence.children(anchor).find(|&c| sentence.rel(c) == Rel::Nsubj);
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
    if sentence.is_cue(verb, Cue::Change) {
        return subject_of(sentence, verb).is_some_and(takes_up);
    }
    let empty = sentence.is_cue(verb, Cue::Light) || sentence.is_cue(verb, Cue::Report);
    !afar && empty && object().is_none_or(|o| is_figure(scene, o))
}

/// Whether a word stands for a number given before: "the figure", with nothing that says of what.
fn is_figure(scene: &Scene<'_, '_>, word: usize) -> bool {
    let sentence = scene.sentence;
    sentence.is_cue(word, Cue::Sum) && tallied_by(scene, word).is_none()
}

/// The noun whose number a word for a number is: "the number of trees".
fn tallied_by(scene: &Scene<'_, '_>, sum: usize) -> Option<usize> {
    let sentence = scene.sentence;
    sentence.children(sum).find(|&c| {
        c > sum
            && sentence.rel(c) == Rel::Nmod
            && sentence.upos(c) == Upos::Noun
            && sentence.value_at(c).is_none()
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
    let several = |w: &usize| nominal(w) && sentence.feats(*w).has(Feats::PLURAL);
    let by_sum = || {
        let sum =
            sentence.cues(Cue::Sum).map(|m| link::head_of(sentence, m)).filter(|&w| w < start).last()?;
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
fn speaker(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> Option<String> {
    let sentence = scene.sentence;
    let anchor = counted.anchor();
    let verb = sentence.upwards(anchor).skip(1).take(3).find(|&w| sentence.is_cue(w, Cue::Figure));
    let gives = verb.filter(|_| !is_gapped(scene, counted)).and_then(|v| subject_of(sentence, v));
    let beside = || {
        let mut words = segment(scene, counted.value.words.clone());
        words.find(|&w| sentence.is_cue(w, Cue::Speaker) && w < anchor)
    };
    let name = |w: usize| speaker_name(sentence, &scene.mentions, scene.lexicon, w);
    gives.or_else(|| is_gapped(scene, counted).then(beside).flatten()).and_then(name)
}
