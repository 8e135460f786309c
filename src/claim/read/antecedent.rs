//! What a number without a noun is a number of: the quantity before it whose words it leaves out.
//!
//! "285 million euros, not 340", "the union counted 260", "of 46 amendments, five passed": writers repeat neither unit nor
//! noun, and where the words around the number say nothing of their own, not the question either. The quantity is looked
//! for in the sentence first, then in the one before; the unit it gives is read as if it were written.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::echo::{
    bare, counts_things, echoes, given, is_contrasted, is_difference, is_gapped, segment, speaker,
};
use super::scene::{Draft, Scene};
use crate::claim::ClaimKind;
use crate::claim::gist::Word;
use crate::claim::lexicon::{Cue, Meaning, Role};
use crate::claim::link::{Counted, Link};
use crate::syntax::{Rel, Upos};
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

/// The antecedent of a value that leaves out of what it is. `linked` is what it answers by itself: where the word for it
/// stands outside the number's own stretch, the question before it is the nearer one.
pub(super) fn find<'d>(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    linked: Option<&Link>,
    here: &'d [Draft],
    before: &'d [Draft],
) -> Option<Antecedent<'d>> {
    match bare(counted).or_else(|| priced_anew(scene, counted)) {
        Some(own) => of_bare(scene, counted, own, linked, (here, before)),
        None if linked.is_none() => of_full(scene, counted, (here, before)),
        None => None,
    }
}

/// The antecedent of a number without unit and noun.
fn of_bare<'d>(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    own: &Quantity,
    linked: Option<&Link>,
    (here, before): (&'d [Draft], &'d [Draft]),
) -> Option<Antecedent<'d>> {
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
        own || link.role == Role::Idiom || !whole
    };
    if linked.is_some_and(stands) {
        return None;
    }
    let told = || priced(scene, counted).then(|| last_price(own, here, before)).flatten();
    let around = || {
        let mut fitting = previous(scene, before).filter_map(fits);
        if whole { nearest(own, fitting) } else { fitting.find(|(_, scale)| *scale == Decimal::ONE) }
    };
    let (model, scale) = inside.or_else(around).or_else(told)?;
    // Of what was measured two sentences have little in common but the currency.
    let shared = inside.is_some() || matches!(model.kind, ClaimKind::Money | ClaimKind::Number);
    (whole || own.unit.is_none() && shared).then_some(Antecedent { model, whole, scale })
}

/// The antecedent of a quantity with its unit or noun of which no more is said than who gives it.
fn of_full<'d>(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    (here, before): (&'d [Draft], &'d [Draft]),
) -> Option<Antecedent<'d>> {
    let own = given(scene, counted)?;
    let fits = |model: &'d Draft| {
        let near = || nearness(own, (model, Decimal::ONE)) * f64::from(ORDERS) >= 1.0;
        (!model.demands && is_of_sort(scene, counted, model) && near()).then_some((model, Decimal::ONE))
    };
    let inside = here.iter().rev().find_map(fits);
    let (model, scale) = inside.or_else(|| nearest(own, previous(scene, before).filter_map(fits)))?;
    Some(Antecedent { model, whole: true, scale })
}

/// Whether a claim is of a quantity with the unit of another, or counts what its noun names.
fn is_of_sort(scene: &Scene<'_, '_>, counted: Counted<'_, '_>, model: &Draft) -> bool {
    let (Value::Quantity(own), Value::Quantity(other)) = (&counted.value.reading.value, &model.value) else {
        return false;
    };
    let Some(noun) = counted.noun else {
        let dimensions = |q: &Quantity| [&q.unit, &q.per].map(|u| u.as_ref().map(|u| u.dimension.clone()));
        return own.unit.is_some() && dimensions(own) == dimensions(other);
    };
    let counts = model.topic.theme.as_ref().and_then(|id| scene.lexicon.class(id));
    let class = scene.sentence.class(noun);
    let wider = class.zip(counts).is_some_and(|(class, counts)| scene.lexicon.is_a(counts, class));
    wider && own.unit.is_none() && other.unit.is_none()
}

/// The claims of the last sentence that makes any, backwards.
fn previous<'d>(scene: &Scene<'_, '_>, before: &'d [Draft]) -> impl Iterator<Item = &'d Draft> {
    let last = before.last().map(|d| d.sentence);
    let headline = scene.is_headline();
    before
        .iter()
        .rev()
        .take_while(move |d| Some(d.sentence) == last)
        .filter(move |d| d.standing.headline == headline)
}

/// The nearest in size of several quantities that a number may echo.
fn nearest<'d>(
    own: &Quantity,
    fitting: impl Iterator<Item = (&'d Draft, Decimal)>,
) -> Option<(&'d Draft, Decimal)> {
    fitting.reduce(|a, b| if nearness(own, b) > nearness(own, a) { b } else { a })
}

/// How near in size a number is to the quantity it may echo: other answers to one question mostly are of one order.
fn nearness(own: &Quantity, (model, scale): (&Draft, Decimal)) -> f64 {
    let Value::Quantity(other) = &model.value else { return 0.0 };
    // Where the unit is left out, it is the other's.
    let stated = |q: &Quantity| q.nominal.or(q.low)?.to_f64();
    let size = |q: &Quantity| if own.unit.is_some() { q.size() } else { stated(q) };
    let (Some(number), Some(other)) = (size(own), size(other)) else { return 0.0 };
    let number = number * scale.to_f64().unwrap_or(1.0);
    if number > 0.0 && other > 0.0 { number.min(other) / number.max(other) } else { 0.0 }
}

impl Antecedent<'_> {
    /// The reading with the unit and scale of the antecedent; `None` where it has none.
    pub(super) fn restore(self, reading: &Reading) -> Option<Reading> {
        let (Value::Quantity(own), Value::Quantity(model)) = (&reading.value, &self.model.value) else {
            return None;
        };
        let unit = model.unit.clone().filter(|_| own.unit.is_none())?;
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
        draft.topic = self.model.topic.affirmed();
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

/// "estimates it at 3 million euros": an amount that a verb of figures gives of what a pronoun takes up.
fn priced_anew<'v>(scene: &Scene<'_, '_>, counted: Counted<'v, '_>) -> Option<&'v Quantity> {
    let Value::Quantity(quantity) = &counted.value.reading.value else { return None };
    let sentence = scene.sentence;
    let anchor = counted.anchor();
    let verb = sentence.upwards(anchor).skip(1).take(2).find(|&w| sentence.is_cue(w, Cue::Figure))?;
    let taken_up = sentence.children(verb).any(|c| {
        sentence.upos(c) == Upos::Pron && matches!(sentence.rel(c), Rel::Obj | Rel::Iobj) && c < anchor
    });
    (taken_up && quantity.unit.is_some() && quantity.per.is_none()).then_some(quantity)
}

/// Least number that is money where the words around it speak of money and no currency is given.
const DEAR: i64 = 10_000;
/// How far it is rounded at least: "order 11,030" is a number of order.
const ROUND: i64 = 1_000;

/// Whether the words right before a number speak of money: "a bill of 365 million".
fn priced(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    const REACH: usize = 3;
    let start = counted.value.words.start;
    let own = segment(scene, counted.value.words.clone());
    let money = |w: usize| {
        scene.sentence.marks_at(w).any(|m| match m.meaning {
            Meaning::Concept(id, Role::Attribute | Role::Verb) => {
                scene.lexicon.concepts.get(id).is_some_and(|c| c.kind == ClaimKind::Money)
            }
            _ => false,
        })
    };
    (own.start.max(start.saturating_sub(REACH))..start).any(money)
}

/// The last sum of money before, for a number large enough to be one.
fn last_price<'d>(own: &Quantity, here: &'d [Draft], before: &'d [Draft]) -> Option<(&'d Draft, Decimal)> {
    let dear = own.nominal.or(own.low).is_some_and(|n| n >= Decimal::from(DEAR));
    let dear = dear && own.precision >= Decimal::from(ROUND);
    let money =
        |d: &&Draft| d.kind == ClaimKind::Money && matches!(&d.value, Value::Quantity(q) if q.unit.is_some());
    let last = here.iter().rev().chain(before.iter().rev()).find(money).filter(|_| dear)?;
    Some((last, Decimal::ONE))
}

/// How many times as large, or as small, a number may be as the one whose unit it shares.
const ORDERS: u32 = 20;
/// How many times as large it may be as one whose noun it shares.
const CROWD: i64 = 50;

/// What to multiply a number with to hold it against a quantity; `None` where the two cannot be of one thing.
fn scale(own: &Quantity, model: &Draft) -> Option<Decimal> {
    let Value::Quantity(other) = &model.value else { return None };
    if own.unit.is_some() {
        return (own.unit == other.unit).then_some(Decimal::ONE);
    }
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
