//! Propositions that no pack has a concept for: whether one says what the other denies.
//!
//! Two propositions are one question where their predicates mean the same and are said of the same thing, by the same
//! doer. A denial that there was anything of a sort meets whatever tells of such a thing. Where predicates differ, a
//! denial meets a sentence of another document that says nearly the same words: then little but the answer is left to
//! differ. Two plain statements meet only where somebody denies what both say: of what nobody disputes there is no end.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::instance::Stories;
use super::wording::{alike, cosines, covered, related};
use super::{CROWD, LEAST, Ruled, may_differ};
use crate::claim::Claim;
use crate::claim::gist::{Key, Part, Word};
use crate::value::{Detail, Reason, Value};

/// Most statements that meet one denial and are then held against each other.
const PARTNERS: usize = 12;
/// Farthest word, in steps through the tree, that a statement tells of.
const NEAR: u8 = 2;

/// Every pair of propositions that may be one question and of which one is denied, or both stated against a denial.
pub(super) fn pairs(claims: &[Claim], stories: &Stories<'_>) -> Vec<Ruled> {
    let rarest = stories.weighed.iter().map(|w| w.head).fold(1.0, f64::max);
    let bench = Bench { claims, stories, rarest };
    let mut index: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    let propositions = || (0..claims.len()).filter(|&c| claims[c].topic.is_proposition());
    for claim in propositions() {
        for key in keys(&claims[claim]) {
            index.entry(key).or_default().push(claim);
        }
    }
    let mut found: Vec<Ruled> = Vec::new();
    let mut stated: BTreeSet<(usize, usize)> = BTreeSet::new();
    for denial in propositions().filter(|&c| claims[c].value == Value::Truth(false)) {
        let lists = keys(&claims[denial]).into_iter().filter_map(|key| index.get(&key));
        let lists = lists.filter(|list| list.len() <= CROWD);
        let others: BTreeSet<usize> = lists.flatten().copied().filter(|&c| c != denial).collect();
        let mut met: Vec<Ruled> = others.into_iter().filter_map(|other| bench.pair(denial, other)).collect();
        drop_echoes(claims, denial, &mut met);
        met.sort_by(|p, q| q.confidence.total_cmp(&p.confidence).then((p.a, p.b).cmp(&(q.a, q.b))));
        let plain: Vec<usize> = met
            .iter()
            .map(|p| if p.a == denial { p.b } else { p.a })
            .filter(|&c| claims[c].value == Value::Truth(true))
            .take(PARTNERS)
            .collect();
        for (at, &x) in plain.iter().enumerate() {
            stated.extend(plain[at + 1..].iter().map(|&y| (x.min(y), x.max(y))));
        }
        found.extend(met);
    }
    found.extend(stated.into_iter().filter_map(|(a, b)| bench.pair(a, b)));
    found.sort_by_key(|p| (p.a, p.b));
    found.dedup_by_key(|p| (p.a, p.b));
    found
}

/// Drops what a sentence that repeats a denial states beside it: it disputes nothing.
fn drop_echoes(claims: &[Claim], denial: usize, met: &mut Vec<Ruled>) {
    let other = |p: &Ruled| if p.a == denial { p.b } else { p.a };
    let place = |p: &Ruled| (claims[other(p)].source, claims[other(p)].sentence.start);
    let mut repeated: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    for pair in met.iter().filter(|p| claims[other(p)].value == Value::Truth(false)) {
        let surest = repeated.entry(place(pair)).or_default();
        *surest = surest.max(pair.confidence);
    }
    met.retain(|p| {
        claims[other(p)].value == Value::Truth(false)
            || repeated.get(&place(p)).is_none_or(|surest| p.confidence > *surest)
    });
}

/// What a proposition may be found by: its predicate, and the things it tells of.
fn keys(claim: &Claim) -> BTreeSet<Key> {
    let gist = &claim.gist;
    let head = gist.head.iter().flat_map(Word::meanings);
    head.chain(told(claim).flat_map(Word::meanings)).collect()
}

/// The things a statement tells of beside its predicate.
fn told(claim: &Claim) -> impl Iterator<Item = &Word> {
    let near = claim.gist.words.iter().filter(|w| w.part == Part::Noun && w.distance <= NEAR);
    claim.gist.theme.iter().chain(&claim.gist.agent).chain(near)
}

struct Bench<'c> {
    claims: &'c [Claim],
    stories: &'c Stories<'c>,
    /// What the most telling predicate weighs.
    rarest: f64,
}

impl Bench<'_> {
    fn pair(&self, x: usize, y: usize) -> Option<Ruled> {
        let (a, b) = (self.claims.get(x)?, self.claims.get(y)?);
        let timeless = a.standing.timeless || b.standing.timeless;
        let at_odds = !timeless && a.topic.is_planned() != b.topic.is_planned();
        // A word and its opposite in one sentence, or what follows from two statements that meet themselves.
        let derived = a.standing.derived && b.standing.derived
            || a.standing.plain && b.standing.plain && a.sentence == b.sentence && a.source == b.source;
        if at_odds || derived || !may_differ(a, b) {
            return None;
        }
        let instance = self.stories.fit(a, b)?;
        let (of_a, of_b) = (self.stories.weighed.get(x)?, self.stories.weighed.get(y)?);
        let around = cosines((&a.gist, of_a), (&b.gist, of_b)).around_frame;
        let rare = (of_a.head / self.rarest - 0.5).max(0.0) * 2.0;
        // Sentences of one document are about one thing anyway.
        let covered = if a.source == b.source { 0.0 } else { covered(&a.gist, &b.gist) };
        let Fitness { fit, least } = said(a, b, UNKNOWN + RARE * rare).or_else(|| echoed(a, b, covered))?;
        let support = least + (1.0 - least) * (around / ENOUGH).max(covered).min(1.0);
        let told = fit * adjuncts(a, b) * self.holders(a, b);
        let confidence = a.strength.min(b.strength) * told * instance.confidence * support;
        let thing = a.topic.theme.clone().unwrap_or_default();
        let reason = Reason::new("question.alike_of").with("thing", Detail::Term(thing));
        let reasons = std::iter::once(reason).chain(instance.reason).collect();
        (confidence >= LEAST).then_some(Ruled { a: x.min(y), b: x.max(y), confidence, reasons })
    }

    /// How well what two propositions are said of fits by whose it is: the tomb of one king is not that of another.
    fn holders(&self, a: &Claim, b: &Claim) -> f64 {
        let held = a.qualifiers.holder.as_ref().zip(b.qualifiers.holder.as_ref());
        let two = held.is_some_and(|(x, y)| {
            let named = !x.names.is_empty() && !y.names.is_empty();
            named && x.thing.is_some() && x.thing == y.thing && !self.stories.names.meet(&x.names, &y.names)
        });
        if two { OTHER_HOLDER } else { 1.0 }
    }
}

/// What is left of a question where one thing of two holders is spoken of, as far as their names tell.
const OTHER_HOLDER: f64 = 0.55;

/// What is left at least of a pair of propositions in whose sentences nothing else is alike.
const LEAST_SUPPORT: f64 = 0.55;
/// The same where something beside the predicate is alike.
const LEAST_BOUND: f64 = 0.9;
/// The same where one denies that there was any such thing at all, and the other says that there was.
const LEAST_ANY: f64 = 0.7;
/// From this likeness of the words around on, two propositions surely stand in one story.
const ENOUGH: f64 = 0.3;

/// How well what two claims say fits, their answers apart.
struct Fitness {
    fit: f64,
    /// What is left at least of that where nothing else in their sentences is alike.
    least: f64,
}

/// How much is left where something beside the predicate is alike, or not.
fn least(bound: bool) -> f64 {
    if bound { LEAST_BOUND } else { LEAST_SUPPORT }
}

/// `unknown` is what is left where one of two does not say of what.
fn said(a: &Claim, b: &Claim, unknown: f64) -> Option<Fitness> {
    // Of two things opposites may well hold.
    let one_thing =
        || a.gist.theme.as_ref().zip(b.gist.theme.as_ref()).is_some_and(|(x, y)| alike(x, y) > 0.0);
    if (a.standing.derived || b.standing.derived) && !one_thing() {
        return None;
    }
    match (a.standing.existence, b.standing.existence) {
        (false, false) => {
            let themes = themes(a, b);
            let fit = predicates(a, b)? * themes.unwrap_or(unknown) * agents(a, b);
            Some(Fitness { fit, least: least(themes.is_some()) })
        }
        (true, true) => {
            let kinds = kinds(a, b);
            Some(Fitness {
                fit: predicates(a, b)? * kinds,
                least: least(a.gist.theme.is_some() && b.gist.theme.is_some()),
            })
        }
        (true, false) => of_sort(a, b),
        (false, true) => of_sort(b, a),
    }
}

/// How well a denial fits a statement with another predicate in a sentence of the same words: where what is denied is
/// told of ("did not order the stop", "called for the stop to be ordered"), or where both are deeds of one doer or done
/// to one thing and hardly any other words differ.
fn echoed(a: &Claim, b: &Claim, covered: f64) -> Option<Fitness> {
    let (denial, other) = if a.value == Value::Truth(false) { (a, b) } else { (b, a) };
    let head = denial.gist.head.as_ref()?;
    let at_odds = a.value != b.value && !a.standing.derived && !b.standing.derived;
    let around = || other.gist.words.iter().filter(|w| w.distance <= AROUND);
    let is_told = || told(other).chain(&other.gist.head).chain(around()).any(|w| related(head, w) > 0.0);
    let verbs = || [a, b].iter().all(|c| is_deed(c));
    let argued = || denial.gist.theme.iter().chain(&denial.gist.agent).any(|thing| tells_of(other, thing));
    let fit = if covered >= ECHO && is_told() {
        ECHOED
    } else if covered >= LOUD && verbs() && argued() {
        REWORDED
    } else {
        return None;
    };
    at_odds.then_some(Fitness { fit: fit * covered, least: LEAST_BOUND })
}

/// Whether a claim tells of a deed, and not of what there is or what something is.
fn is_deed(claim: &Claim) -> bool {
    !claim.standing.existence && claim.gist.head.as_ref().is_some_and(|w| w.part == Part::Verb)
}

/// Farthest word, in steps through the tree, in which a statement may tell of a deed.
const AROUND: u8 = 3;
/// From this share of common words on, two sentences speak of one thing.
const ECHO: f64 = 0.5;
/// From this share on, they differ in little but what they say of it.
const LOUD: f64 = 0.75;
/// What is left of a question where what is denied is told of by another predicate.
const ECHOED: f64 = 0.8;
/// What is left of it where it is not.
const REWORDED: f64 = 0.7;

/// What is left of a question where one of two propositions does not say of what, and their predicate is common.
const UNKNOWN: f64 = 0.55;
/// What a predicate found nowhere else makes up for.
const RARE: f64 = 0.3;

/// A denial with an adjunct ("no shot was fired from the camp") leaves the same without it open.
fn adjuncts(a: &Claim, b: &Claim) -> f64 {
    let lone = |x: &Claim, y: &Claim| {
        let denied = x.value == Value::Truth(false);
        let argument = |w: &Word| {
            [&x.gist.theme, &x.gist.agent]
                .iter()
                .any(|own| own.as_ref().is_some_and(|own| own.keys == w.keys))
        };
        let beside =
            x.gist.words.iter().filter(|w| w.distance <= 1 && matches!(w.part, Part::Noun | Part::Name));
        let everywhere = || y.gist.words.iter().chain(&y.gist.theme).chain(&y.gist.agent).chain(&y.gist.head);
        denied && beside.filter(|w| !argument(w)).any(|w| !everywhere().any(|other| related(w, other) > 0.0))
    };
    if lone(a, b) || lone(b, a) { 0.75 } else { 1.0 }
}

/// How well two predicates fit.
fn predicates(a: &Claim, b: &Claim) -> Option<f64> {
    let (x, y) = (a.gist.head.as_ref()?, b.gist.head.as_ref()?);
    match alike(x, y) {
        same if same >= 1.0 => Some(1.0),
        cognate if cognate > 0.0 => Some(0.8),
        // Opposites belong to one scene, too.
        _ => None,
    }
}

/// How well what two propositions are said of fits; `None` where one does not say.
fn themes(a: &Claim, b: &Claim) -> Option<f64> {
    let (Some(x), Some(y)) = (&a.gist.theme, &b.gist.theme) else { return may_stand_for_one(a, b) };
    Some(if alike(x, y) > 0.0 {
        1.0
    } else if related(x, y) > 0.0 || tells_of(a, y) || tells_of(b, x) {
        0.85
    } else {
        0.2
    })
}

/// How well two propositions fit of which one is said of a pronoun, where it may stand for what the other is said of.
pub(super) fn may_stand_for_one(a: &Claim, b: &Claim) -> Option<f64> {
    fn things(claim: &Claim) -> impl Iterator<Item = &Word> {
        claim.gist.theme.iter().chain(&claim.gist.referents)
    }
    things(a).any(|x| things(b).any(|y| alike(x, y) > 0.0)).then_some(STANDS_FOR)
}

/// How surely a pronoun stands for what the sentence before, or the clause above, is said of.
const STANDS_FOR: f64 = 0.85;

/// How well two sorts of thing fit by what they are of.
fn kinds(a: &Claim, b: &Claim) -> f64 {
    match (&a.gist.theme, &b.gist.theme) {
        (Some(x), Some(y)) if related(x, y) > 0.0 || tells_of(a, y) || tells_of(b, x) => 1.0,
        (Some(_), Some(_)) => 0.3,
        (None, None) => 0.95,
        _ => 0.8,
    }
}

/// Whether a thing stands near the predicate of a claim: what a part is of ("a share of the aid") is told of, too.
fn tells_of(claim: &Claim, thing: &Word) -> bool {
    told(claim).any(|w| alike(thing, w) > 0.0)
}

/// How well the doers of two propositions fit.
fn agents(a: &Claim, b: &Claim) -> f64 {
    match (&a.gist.agent, &b.gist.agent) {
        (Some(x), Some(y)) if related(x, y) > 0.0 => 1.0,
        (Some(x), Some(y)) if x.part == Part::Name && y.part == Part::Name => 0.3,
        (Some(_), Some(_)) => 0.7,
        _ => 0.9,
    }
}

/// How well a claim that there is something of a sort, or nothing, fits a statement that may tell of it.
fn of_sort(sort: &Claim, statement: &Claim) -> Option<Fitness> {
    let noun = sort.gist.head.as_ref()?;
    let is_it = |w: &Word| alike(noun, w) > 0.0;
    let gist = &statement.gist;
    let is_near = |of: &Word| told(statement).any(|w| related(of, w) > 0.0);
    let of = sort.gist.theme.as_ref().map(is_near);
    // What did nothing, or to which nothing was done, may well be.
    let of_deed = sort.value == Value::Truth(true) && statement.value == Value::Truth(false);
    let is_deed = gist.head.as_ref().is_some_and(is_it);
    let fit = if is_deed || !of_deed && gist.theme.as_ref().is_some_and(is_it) {
        if of == Some(true) { 1.0 } else { 0.9 }
    } else if of_deed {
        return None;
    } else if gist.agent.as_ref().is_some_and(is_it) {
        0.8
    } else if gist.referents.iter().any(is_it) {
        STANDS_FOR
    } else if told(statement).any(is_it) {
        0.6
    } else {
        return None;
    };
    // Who has received no warning was not warned.
    let concerned = sort.gist.agent.as_ref().is_some_and(is_near);
    let parted = if concerned || sort.gist.agent.is_none() || gist.agent.is_none() { 1.0 } else { 0.6 };
    let least = match of {
        Some(true) => LEAST_BOUND,
        None if concerned => LEAST_BOUND,
        None if is_deed => LEAST_ANY,
        _ => LEAST_SUPPORT,
    };
    Some(Fitness { fit: fit * parted * if of == Some(false) { 0.5 } else { 1.0 }, least })
}
