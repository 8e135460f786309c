//! Propositions that no pack has a concept for: whether one says what the other denies.
//!
//! Two propositions are one question where their predicates mean the same and are said of the same thing, by the same
//! doer. A denial that there was anything of a sort meets whatever tells of such a thing. Two plain statements meet only
//! where somebody denies what both say: of what nobody disputes there is no end.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::instance::Stories;
use super::wording::{alike, cosines, related};
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
        let head = claims[denial].gist.head.iter().flat_map(Word::meanings);
        let lists = head.filter_map(|key| index.get(&key)).filter(|list| list.len() <= CROWD);
        let others: BTreeSet<usize> = lists.flatten().copied().filter(|&c| c != denial).collect();
        let mut met: Vec<Ruled> = others.into_iter().filter_map(|other| bench.pair(denial, other)).collect();
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
        // A word and its opposite in one sentence, or of what nobody disputes in so many words.
        let both_derived =
            a.standing.plain && b.standing.plain && a.sentence == b.sentence && a.source == b.source;
        if at_odds || both_derived || !may_differ(a, b) {
            return None;
        }
        let instance = self.stories.fit(a, b)?;
        let (of_a, of_b) = (self.stories.weighed.get(x)?, self.stories.weighed.get(y)?);
        let around = cosines((&a.gist, of_a), (&b.gist, of_b)).around_frame;
        let rare = (of_a.head / self.rarest - 0.5).max(0.0) * 2.0;
        let Fitness { fit, bound } = said(a, b, UNKNOWN + RARE * rare)?;
        let least = if bound { LEAST_BOUND } else { LEAST_SUPPORT };
        let support = least + (1.0 - least) * (around / ENOUGH).min(1.0);
        let confidence = a.strength.min(b.strength) * fit * adjuncts(a, b) * instance.confidence * support;
        let thing = a.topic.theme.clone().unwrap_or_default();
        let reason = Reason::new("question.alike_of").with("thing", Detail::Term(thing));
        let reasons = std::iter::once(reason).chain(instance.reason).collect();
        (confidence >= LEAST).then_some(Ruled { a: x.min(y), b: x.max(y), confidence, reasons })
    }
}

/// What is left at least of a pair of propositions in whose sentences nothing else is alike.
const LEAST_SUPPORT: f64 = 0.55;
/// The same where something beside the predicate is alike.
const LEAST_BOUND: f64 = 0.9;
/// From this likeness of the words around on, two propositions surely stand in one story.
const ENOUGH: f64 = 0.3;

/// How well what two claims say fits, their answers apart.
struct Fitness {
    fit: f64,
    /// Whether something beside the predicate is alike.
    bound: bool,
}

/// `unknown` is what is left where one of two does not say of what.
fn said(a: &Claim, b: &Claim, unknown: f64) -> Option<Fitness> {
    match (a.standing.existence, b.standing.existence) {
        (false, false) => {
            let themes = themes(a, b);
            let fit = predicates(a, b)? * themes.unwrap_or(unknown) * agents(a, b);
            Some(Fitness { fit, bound: themes.is_some() })
        }
        (true, true) => {
            let kinds = kinds(a, b);
            Some(Fitness {
                fit: predicates(a, b)? * kinds,
                bound: a.gist.theme.is_some() && b.gist.theme.is_some(),
            })
        }
        (true, false) => of_sort(a, b),
        (false, true) => of_sort(b, a),
    }
}

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
    let (x, y) = (a.gist.theme.as_ref()?, b.gist.theme.as_ref()?);
    Some(if alike(x, y) > 0.0 {
        1.0
    } else if related(x, y) > 0.0 || tells_of(a, y) || tells_of(b, x) {
        0.85
    } else {
        0.2
    })
}

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
    let fit = if gist.head.iter().chain(&gist.theme).any(is_it) {
        if of == Some(true) { 1.0 } else { 0.9 }
    } else if gist.agent.as_ref().is_some_and(is_it) {
        0.8
    } else if told(statement).any(is_it) {
        0.6
    } else {
        return None;
    };
    let parted = match (&sort.gist.agent, &gist.agent) {
        (Some(x), Some(y)) if related(x, y) == 0.0 => 0.6,
        _ => 1.0,
    };
    Some(Fitness { fit: fit * parted * if of == Some(false) { 0.5 } else { 1.0 }, bound: of == Some(true) })
}
