//! Claims with a quantity: counts, shares, money, measures, durations and ages.

use super::another;
use super::antecedent::{self, Antecedent};
use super::bound;
use super::denied;
use super::echo;
use super::part;
use super::person;
use super::qualify;
use super::scene::{Draft, Scene};
use super::trend;
use rust_decimal::Decimal;

use crate::claim::lexicon::{Concept, Cue, Role};
use crate::claim::link::{self, Counted, Link};
use crate::claim::sentence::Placed;
use crate::claim::voice::subject_of;
use crate::claim::{ClaimKind, Polarity, Principal, Topic};
use crate::syntax::{Rel, Upos};
use crate::value::{Grain, Kind, TimeSet, Value};

/// Reads every quantity of a sentence.
pub(super) fn read(scenes: &[Scene<'_, '_>], at: usize, principal: &Principal, drafts: &mut Vec<Draft>) {
    let Some(scene) = scenes.get(at) else { return };
    let first = drafts.len();
    for value in &scene.sentence.values {
        let (before, here) = drafts.split_at(first);
        let mut counted = Counted { value, noun: link::counted_noun(scene.sentence, value) };
        let mut linked = concept(scene, counted);
        if linked.is_none()
            && let Some(noun) = echo::tallied(scene, counted)
        {
            counted.noun = Some(noun);
            linked = concept(scene, counted);
        }
        let antecedent = antecedent::find(scene, counted, linked.as_ref(), here, before);
        let restored = antecedent.and_then(|a| a.restore(value.reading));
        let restored = restored.as_ref().map(|reading| Placed { reading, words: value.words.clone() });
        let counted = Counted { value: restored.as_ref().unwrap_or(value), ..counted };
        if let Some(antecedent) = antecedent {
            linked = concept(scene, counted).filter(|_| !antecedent.whole);
        }
        let Some(kind) = claim_kind(counted.value.reading.kind) else { continue };
        let draft = match &linked {
            Some(found) => known(scenes, at, counted, kind, found, principal),
            None if is_article(scene, counted) => None,
            None if is_rank(counted) => open(scene, counted, kind, principal),
            None => part::part_of(scene, counted, kind, here, before, principal)
                .or_else(|| elliptic(scene, counted, kind, antecedent, principal)),
        };
        let first = linked.as_ref().filter(|_| draft.is_some());
        let other = first.and_then(|link| link::other_link(scene.sentence, scene.lexicon, counted, link));
        let beside = other.as_ref().and_then(|found| known(scenes, at, counted, kind, found, principal));
        let mut read = Vec::new();
        for (draft, found) in [(draft, linked), (beside, other)] {
            if let Some(mut draft) = draft {
                stand(scene, counted, found.as_ref(), &mut draft, (here, before), principal);
                read.push(draft);
            }
        }
        drafts.append(&mut read);
    }
}

/// The concept of the packs that a value answers. An article is a number only of people, and a rank of nothing.
fn concept(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> Option<Link> {
    let number = !is_rank(counted) && (!is_article(scene, counted) || part::is_person(scene, counted));
    let linked = number.then(|| link::link(scene.sentence, scene.lexicon, counted)).flatten()?;
    let concept = scene.lexicon.concepts.get(linked.concept)?;
    (!describes_another(scene, counted, concept)).then_some(linked)
}

/// Whether the value describes a thing that cannot have what the concept asks for: "the 35-year-old vessel" and "the
/// ship, some forty years old" are nobody's age.
fn describes_another(scene: &Scene<'_, '_>, counted: Counted<'_, '_>, concept: &Concept) -> bool {
    let sentence = scene.sentence;
    let anchor = counted.anchor();
    let modified = || {
        let modifies = matches!(sentence.rel(anchor), Rel::Amod | Rel::Nummod | Rel::Compound);
        sentence.head(anchor).filter(|_| modifies && counted.noun.is_none())
    };
    let aged = || {
        let predicate = sentence.children(anchor).any(|c| sentence.rel(c) == Rel::Cop);
        let subject = || subject_of(sentence, anchor).filter(|_| predicate);
        let noun = qualify::before_sign(scene, &counted.value.words).or_else(subject);
        noun.filter(|_| counted.value.reading.kind == Kind::Age)
    };
    let described = modified().or_else(aged).and_then(|noun| sentence.class(noun));
    concept.holder.zip(described).is_some_and(|(holder, class)| !scene.lexicon.is_a(class, holder))
}

/// Whether the value says which one rather than how many.
fn is_rank(counted: Counted<'_, '_>) -> bool {
    counted.value.reading.kind == Kind::Ordinal
}

/// Whether the number is no more than an article: "a state", "un bilan".
pub(super) fn is_article(scene: &Scene<'_, '_>, counted: Counted<'_, '_>) -> bool {
    let one = matches!(&counted.value.reading.value, Value::Quantity(q) if q.nominal == Some(Decimal::ONE) && q.unit.is_none());
    let word = counted.value.words.start;
    let stands_for_noun =
        counted.noun.is_none() && matches!(scene.sentence.upos(word + 1), Upos::Aux | Upos::Verb);
    one && counted.value.words.len() == 1 && scene.sentence.upos(word) == Upos::Det && !stands_for_noun
}

/// The sort of claim a value makes; dates make none here.
fn claim_kind(kind: Kind) -> Option<ClaimKind> {
    match kind {
        Kind::Number | Kind::Ordinal => Some(ClaimKind::Number),
        Kind::Percent | Kind::Ratio => Some(ClaimKind::Percent),
        Kind::Money => Some(ClaimKind::Money),
        Kind::Measure => Some(ClaimKind::Measure),
        Kind::Duration | Kind::Age => Some(ClaimKind::Duration),
        Kind::Date => None,
    }
}

/// A claim of a concept the packs know.
fn known(
    scenes: &[Scene<'_, '_>],
    at: usize,
    counted: Counted<'_, '_>,
    kind: ClaimKind,
    found: &Link,
    principal: &Principal,
) -> Option<Draft> {
    let scene = scenes.get(at)?;
    let concept = scene.lexicon.concepts.get(found.concept)?;
    let anchor = counted.anchor();
    let is_count = concept.kind == ClaimKind::Number;
    let share = is_count && kind == ClaimKind::Percent;
    let mut topic = Topic::of(concept, None);
    if share {
        topic.concept.push_str(".share");
        topic.theme = counted.noun.map(|n| scene.thing(n));
    }
    let value = plain(counted.value.reading.value.clone(), concept);
    let kind = if concept.kind == ClaimKind::Measure && !share { ClaimKind::Measure } else { kind };
    let mut draft = scene.draft(anchor, counted.extent(), kind, topic, value);
    draft.strength = found.strength;
    draft.qualifiers = qualify::qualify(scene, anchor, principal);
    if is_count {
        count_theme(scene, counted, concept, found, &mut draft);
    }
    // Who does what the sentence tells has no part in what only describes the things: "police found the stolen paintings".
    let describes = is_count && link::modifies(scene.sentence, counted, found.trigger);
    let happened = is_count && concept.cumulative && counts_people(scene, concept);
    if !describes && !happened {
        draft.qualifiers.holder = match concept.holder.filter(|&sort| scene.is_people(sort)) {
            Some(sort) => person::holder(scenes, at, found.trigger, &counted.extent(), sort),
            None => qualify::holder(scene, found.trigger, counted.extent(), concept.holder)
                .and_then(|noun| qualify::named(scene, noun)),
        };
    }
    let foreseeable = !concept.lasting && !matches!(found.role, Role::Outcome | Role::State);
    if foreseeable && scene.is_planned(found.trigger) {
        draft.topic.plan();
    }
    if draft.value.is_none() {
        draft.qualifiers.narrow_to(scene.cause(anchor));
    }
    Some(draft)
}

/// A number on a scale without units is the same with the scale's name or without.
fn plain(value: Value, concept: &Concept) -> Value {
    match value {
        Value::Quantity(mut q)
            if concept.implied
                && link::is_unitless(concept.dimension.as_deref())
                && q.unit.as_ref().is_some_and(|u| Some(&u.dimension) == concept.dimension.as_ref()) =>
        {
            q.unit = None;
            Value::Quantity(q)
        }
        other => other,
    }
}

/// Whether a concept counts people: where the count is cumulative they belong to the event, not to a holder.
fn counts_people(scene: &Scene<'_, '_>, concept: &Concept) -> bool {
    concept.counts.is_some_and(|c| scene.is_people(c))
}

/// What is counted, where the concept leaves it open, and which part of the whole.
fn count_theme(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    concept: &Concept,
    found: &Link,
    draft: &mut Draft,
) {
    let itself = matches!(found.role, Role::Outcome | Role::Tally | Role::Idiom);
    draft.topic.theme = concept.counts.map(|class| scene.class_id(class));
    let Some(noun) = counted.noun else { return };
    if concept.counts.is_none() && !itself {
        draft.topic.theme = Some(scene.thing(noun));
    }
    // Where a concept leaves open what is counted, the noun says all there is of it.
    let Some(whole) = concept.counts.map(|class| scene.class_id(class)) else { return };
    draft.qualifiers.subset =
        part::class(scene, noun).filter(|part| !(itself && found.trigger == noun) && whole != *part);
}

/// A claim whose concept is made of its own words.
fn open(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    kind: ClaimKind,
    principal: &Principal,
) -> Option<Draft> {
    let sentence = scene.sentence;
    let anchor = counted.anchor();
    let governor = link::governor(sentence, anchor);
    let ranked = is_rank(counted);
    if counted.noun.is_none() && (ranked || scene.sentence.upos(counted.value.words.start) == Upos::Pron) {
        return None;
    }
    let counted_thing = counted.noun.map(|n| scene.thing(n));
    let lemma = governor.map_or_else(|| "-".to_owned(), |g| scene.thing(g));
    let passive =
        governor.is_some_and(|g| sentence.rel(anchor) == Rel::Nsubj && sentence.head(anchor) == Some(g));
    let sort = if ranked { RANK } else { kind_name(kind) };
    let concept = format!("open.{sort}:{lemma}{}", if passive { "<" } else { "" });
    let topic = Topic::named(concept, counted_thing, false);
    let mut draft = scene.draft(anchor, counted.extent(), kind, topic, counted.value.reading.value.clone());
    draft.qualifiers = qualify::qualify(scene, anchor, principal);
    let aged = || {
        let described = || scene.sentence.head(anchor).filter(|_| scene.sentence.rel(anchor) == Rel::Amod);
        let before = || qualify::before_sign(scene, &counted.value.words);
        let noun = counted.noun.or_else(described).or_else(before);
        noun.filter(|&w| counted.value.reading.kind == Kind::Age && qualify::is_nominal(scene, w))
    };
    let holder = qualify::holder(scene, counted.noun.unwrap_or(anchor), counted.extent(), None).or_else(aged);
    draft.qualifiers.holder = holder.and_then(|noun| qualify::named(scene, noun));
    draft.strength = 0.7;
    if governor.is_some_and(|g| scene.is_planned(g)) {
        draft.topic.plan();
    }
    Some(draft)
}

/// The sort of claim that a rank makes: which one, counted from the first.
const RANK: &str = "rank";

fn kind_name(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Number => "count",
        ClaimKind::Money => "money",
        ClaimKind::Percent => "share",
        ClaimKind::Measure => "measure",
        ClaimKind::Duration => "duration",
        ClaimKind::Date => "date",
        ClaimKind::Polarity => "truth",
        ClaimKind::Identity => "identity",
        ClaimKind::Place => "place",
    }
}

/// A claim whose concept is made of its own words, or of those of the quantity it takes up.
fn elliptic(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    kind: ClaimKind,
    antecedent: Option<Antecedent<'_>>,
    principal: &Principal,
) -> Option<Draft> {
    let mut draft = open(scene, counted, kind, principal)?;
    match antecedent {
        Some(a) if a.whole => a.take_question(scene, counted, &mut draft),
        Some(a) => a.take_things(&mut draft),
        None if counted.noun.is_none() && kind == ClaimKind::Number => {
            draft.strength = antecedent::THINGS;
        }
        None => {}
    }
    Some(draft)
}

/// How the claim stands: a part, an addition, a comparison, an earlier state of knowledge, denied.
fn stand(
    scene: &Scene<'_, '_>,
    counted: Counted<'_, '_>,
    found: Option<&Link>,
    draft: &mut Draft,
    (here, before): (&[Draft], &[Draft]),
    principal: &Principal,
) {
    let start = counted.value.words.start;
    let anchor = counted.anchor();
    let extent = counted.extent();
    let repeated =
        here.iter().any(|d| d.topic == draft.topic && d.qualifiers.subset == draft.qualifiers.subset);
    let more = |w: usize| scene.sentence.is_cue(w, Cue::Additional);
    // "More than 35" are 35 and more, not 35 more.
    let beside = extent.clone().filter(|w| !counted.value.words.contains(w));
    draft.standing.additional =
        repeated && (beside.chain(start.checked_sub(1)).any(more) || more(extent.end));
    // Where the demand is the question, all its answers are sought.
    let asks = found.is_some_and(|link| scene.sentence.is_cue(link.trigger, Cue::Sought));
    draft.standing.sought = !asks && scene.is_sought(anchor);
    draft.demands = asks;
    let words = &counted.value.words;
    draft.standing.superseded =
        trend::is_superseded(scene, words) || draft.topic.provisional && trend::is_partial(scene);
    draft.standing.moved = trend::moved(scene, words, draft.topic.cumulative);
    let lasting = found.and_then(|f| scene.lexicon.concepts.get(f.concept)).is_some_and(|c| c.lasting);
    draft.standing.background |= is_compared(scene, start, found) || recalls(scene, anchor);
    draft.standing.sibling |= another::is_meant(scene, &extent, principal);
    // What befalls those who are left befalls a part; that they are left is said of all of them.
    let befalls = found.is_some_and(|f| !matches!(f.role, Role::Outcome | Role::Tally));
    let left = |w: usize| scene.sentence.is_cue(w, Cue::Rest);
    draft.standing.rest =
        befalls && draft.kind == ClaimKind::Number && (start.saturating_sub(1)..extent.end).any(left);
    draft.standing.between =
        draft.kind == ClaimKind::Duration && scene.sentence.is_cue(extent.end, Cue::Offset);
    if lasting {
        // What lasts is of no day.
        let coarse = |time: &TimeSet| time.members.iter().all(|m| m.grain > Grain::Month);
        draft.qualifiers.time = draft.qualifiers.time.take().filter(coarse);
    }
    let parted = matches!(draft.kind, ClaimKind::Number | ClaimKind::Money) || draft.topic.known;
    let introduced = scene.cue_before(Cue::Subset, start, 1) && !scene.cue_before(Cue::Whole, start, 0);
    if draft.qualifiers.subset.is_none() && parted && introduced {
        draft.qualifiers.subset =
            Some(counted.noun.map_or_else(|| part::described(scene, counted), |n| scene.thing(n)));
    }
    let whole = draft.qualifiers.subset.is_none()
        && draft.kind == ClaimKind::Number
        && link::whole(scene.sentence, counted.value).is_none();
    if whole && part::is_introduced_behind(scene, counted) {
        draft.qualifiers.subset = if part::has_predicate(scene, counted) {
            part::of_those_before(scene, counted, here, before).filter(|_| draft.topic.known)
        } else {
            Some(part::described(scene, counted))
        };
    }
    if let Some(value) = bound::by_verb(scene, counted) {
        draft.value = value;
    } else if draft.value.is_none() {
        draft.polarity = Polarity::Denied;
    } else if let Some(denied) = denied::of(scene, counted, draft.kind, found) {
        draft.polarity = Polarity::Denied;
        denied.mark(&mut draft.topic);
    }
}

/// Whether the number at `start` is the other term of a comparison. In "38 for and 14 against" the word asks the question.
fn is_compared(scene: &Scene<'_, '_>, start: usize, found: Option<&Link>) -> bool {
    let asks = found.is_some_and(|link| scene.sentence.is_cue(link.trigger, Cue::Comparison));
    !asks && scene.cue_before(Cue::Comparison, start, 1)
}

/// Whether the clause recalls another event or time. An adjective does so for the event it describes, or for what hangs
/// from its noun: "a former judge was appointed" is news.
pub(super) fn recalls(scene: &Scene<'_, '_>, word: usize) -> bool {
    let sentence = scene.sentence;
    let clause = sentence.clause(word);
    let described = |w: usize| {
        let noun = sentence.head(w).filter(|_| sentence.rel(w) == Rel::Amod && sentence.upos(w) == Upos::Adj);
        let person = |n: usize| sentence.class(n).is_some_and(|class| scene.is_people(class));
        noun.is_none_or(|n| scene.event(n).is_some() || !person(n) && sentence.hangs_from(word, n))
    };
    // "Last week" says itself when, and "against 600 last year" of what.
    let dated = |w: usize| {
        let time = sentence.value_at(w).map(|v| &v.reading.value);
        matches!(time, Some(Value::Time(time)) if time.members.iter().all(|m| m.interval.is_some()))
    };
    let compared = |w: usize| {
        sentence
            .cues(Cue::Comparison)
            .any(|m| m.words.start > word && m.words.end <= w && !sentence.parted(word, w))
    };
    sentence.cues(Cue::Background).filter(|m| !m.words.clone().all(dated) && !compared(m.words.start)).any(
        |m| m.words.clone().any(|w| sentence.clause(w) == clause) && described(link::head_of(sentence, m)),
    )
}
