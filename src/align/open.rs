//! Pairs of claims that no concept of the packs joins: found by the words their questions share, weighed by likeness.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::distance::{are_days_apart, are_rivals, first_day, move_on, same_time};
use super::holder::{self, Fit};
use super::instance::{self, Stories};
use super::likeness::{Circumstances, Evidence, Fits, Group, Weights, doubts, evidence};
use super::rivals::Rivals;
use super::wording::alike;
use super::{CROWD, LEAST, Pair, Ruled, counts_apart, is_comparable, may_differ, same_sort};
use crate::claim::gist::{Key, Word};
use crate::claim::lexicon::Lexicon;
use crate::claim::{Claim, ClaimKind, Principal, Voice};
use crate::value::{Bound, Detail, Quantity, Reason, TimeSet, Tolerance, Value, Verdict, compare};

/// Two claims that may answer one question, with the evidence for it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Index of the first claim, the smaller.
    pub a: usize,
    /// Index of the second.
    pub b: usize,
    /// What sort of answer both give.
    pub kind: ClaimKind,
    /// Days between the publication of their documents; 0 where one is undated.
    pub days: f64,
    /// What speaks for and against one question.
    pub evidence: Evidence,
    /// How sure the rules of a concept are, where they alone decide and no words.
    pub told: Option<f64>,
    /// Whether both give one figure, or one far date, that documents hardly give by chance.
    pub repeated: bool,
    /// What is known of the instance and the holder.
    reasons: Vec<Reason>,
}

/// Farthest word, in steps through the tree, by which claims are found.
const REACH: u8 = 3;

/// Every pair of claims outside the packs that shares a word, with its evidence, in order.
#[must_use]
pub fn candidates(
    claims: &[Claim],
    principals: &[Principal],
    lexicon: &Lexicon,
    ruled: &[Ruled],
) -> Vec<Candidate> {
    find(claims, &Stories::new(claims, principals, lexicon), ruled)
}

pub(super) fn find(claims: &[Claim], stories: &Stories<'_>, ruled: &[Ruled]) -> Vec<Candidate> {
    let mut blocks: FxHashMap<(ClaimKind, Key), Vec<usize>> = FxHashMap::default();
    let comparable = |c: &Claim| is_comparable(c) && !c.topic.is_proposition();
    for (index, claim) in claims.iter().enumerate().filter(|(_, c)| comparable(c)) {
        for key in keys(claim, stories.of(claim)) {
            blocks.entry((claim.kind, key)).or_default().push(index);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for members in blocks.values().filter(|m| m.len() <= CROWD) {
        for (i, &a) in members.iter().enumerate() {
            pairs.extend(members[i + 1..].iter().map(|&b| (a, b)));
        }
    }
    let ruled: FxHashMap<(usize, usize), &Ruled> = ruled.iter().map(|p| ((p.a, p.b), p)).collect();
    pairs.extend(ruled.keys());
    let mut bench = Bench { claims, stories, rivals: Rivals::new(claims) };
    pairs.into_iter().filter_map(|(a, b)| bench.candidate(a, b, ruled.get(&(a, b)).copied())).collect()
}

/// What is left of a question's likelihood where the events or holders its words name seem to be two.
const DOUBTFUL: f64 = 0.3;

/// The unit's dimension as a key: of most dimensions a story has few values.
pub(super) fn dimension(claim: &Claim) -> Option<Key> {
    let Value::Quantity(quantity) = &claim.value else { return None };
    quantity.unit.as_ref().map(|u| Key::dimension(&u.dimension))
}

/// Highest count that says nothing by being given twice.
const FEW: u32 = 20;
/// The same of counts of one concept.
const FEW_OF_ONE_CONCEPT: u32 = 5;

/// A figure that two documents hardly give by chance: an amount, a share or a measure, or a count of more than a few.
/// Times last a round number of days or years everywhere, unless both are known to be `of_one_concept`.
fn telling(claim: &Claim, of_one_concept: bool) -> Option<&Quantity> {
    let Value::Quantity(q) = &claim.value else { return None };
    let few = if of_one_concept { FEW_OF_ONE_CONCEPT } else { FEW };
    let telling = match claim.kind {
        ClaimKind::Number => q.nominal > Some(few.into()),
        ClaimKind::Duration => of_one_concept,
        _ => q.nominal.is_some(),
    };
    let stated = matches!(q.bound, Bound::Exact | Bound::Approximate);
    (stated && telling && !claim.topic.is_rank()).then_some(q)
}

/// The key of a telling figure.
fn figure(claim: &Claim) -> Option<Key> {
    let q = telling(claim, false)?;
    Some(Key::figure(&q.nominal?.normalize().to_string(), &units(q).join("/")))
}

/// The code of its unit, and that of the unit it is told per.
fn units(q: &Quantity) -> [&str; 2] {
    [&q.unit, &q.per].map(|unit| unit.as_ref().map_or("", |unit| unit.code.as_str()))
}

/// A date that was long past, or far ahead, when its document was written: unlike the days of the news, few events of a
/// story share it.
fn far_date<'c>(claim: &'c Claim, principal: Option<&Principal>) -> Option<&'c TimeSet> {
    let Value::Time(time) = &claim.value else { return None };
    let written = principal?.published?.first();
    ((first_day(time)? - written).get_days().abs() > instance::OLD_DAYS).then_some(time)
}

/// Whether the packs know two claims for answers to two questions.
fn known_apart(a: &Claim, b: &Claim) -> bool {
    a.topic.known && b.topic.known && !a.topic.is_one_known(&b.topic)
}

/// Whether two documents give one telling figure, and the packs do not know it for two things. Of one concept any figure
/// tells that is no small count, in whatever unit.
fn is_repeated(a: &Claim, b: &Claim) -> bool {
    if a.source == b.source || known_apart(a, b) {
        return false;
    }
    let of_one_concept = a.topic.is_one_known(&b.topic);
    let equal = || compare(&a.value, &b.value, &Tolerance::default()).verdict == Verdict::Agree;
    let both = telling(a, of_one_concept).zip(telling(b, of_one_concept));
    both.is_some_and(|(x, y)| x.nominal == y.nominal && units(x) == units(y) || of_one_concept && equal())
}

/// What a claim may be found by: its head, the words near it, its dimension, its figure or far date and the names its
/// document is about; of yes or no the head alone.
fn keys(claim: &Claim, principal: Option<&Principal>) -> BTreeSet<Key> {
    let reach = match claim.kind {
        ClaimKind::Identity | ClaimKind::Place => return BTreeSet::new(),
        ClaimKind::Polarity => 0,
        _ => REACH,
    };
    let near = claim.gist.words.iter().filter(|w| w.distance <= reach).chain(&claim.gist.head);
    let story =
        principal.filter(|_| reach > 0).into_iter().flat_map(|p| p.names.iter().map(|n| Key::name(n)));
    let date = far_date(claim, principal).map(|time| Key::date(&time.to_string()));
    near.flat_map(Word::meanings)
        .chain(dimension(claim))
        .chain(figure(claim))
        .chain(date)
        .chain(story)
        .collect()
}

/// All that the evidence of one pair after the other is drawn from.
struct Bench<'c> {
    claims: &'c [Claim],
    stories: &'c Stories<'c>,
    rivals: Rivals<'c>,
}

impl Bench<'_> {
    /// The pair with its evidence; `None` where it cannot be one question.
    fn candidate(&mut self, a: usize, b: usize, rule: Option<&Ruled>) -> Option<Candidate> {
        let (first, second) = (self.claims.get(a)?, self.claims.get(b)?);
        let dated = rule.is_some() && is_open_date(first, second);
        let told = dated || is_told_by_rule(first, second);
        if told && rule.is_none()
            || !told && !could_meet(first, second, rule.is_some())
            || counts_apart(first, second, self.stories.lexicon)
            || holder::are_apart(first, second, self.stories.lexicon)
        {
            return None;
        }
        let doubtful = || Fit::new(DOUBTFUL, None);
        let instance = self.stories.fit(first, second).unwrap_or_else(doubtful);
        let held = holder::fit(first, second, self.stories).unwrap_or_else(doubtful);
        let rivals = self.rivals.of(a, second.source) * self.rivals.of(b, first.source);
        let alone = 1.0 / (rivals as f64).sqrt();
        let ruled = rule.map_or(0.0, |r| r.confidence);
        let fits = Fits { instance: instance.confidence, holder: held.confidence, alone, ruled };
        let weighed = |claim: usize| self.stories.weighed.get(claim);
        let evidence = evidence((first, weighed(a)?), (second, weighed(b)?), fits);
        let thing = first.topic.theme.as_ref().filter(|_| first.topic.theme == second.topic.theme);
        let alike = thing.map_or_else(
            || Reason::new("question.alike"),
            |t| Reason::new("question.alike_of").with("thing", Detail::Term(t.clone())),
        );
        let words = || [Some(alike), held.reason, instance.reason].into_iter().flatten().collect();
        let reasons = rule.map_or_else(words, |r| r.reasons.clone());
        let kind = first.kind;
        let days = self.stories.days_apart(first, second);
        Some(Candidate {
            a,
            b,
            kind,
            days,
            evidence,
            told: rule.filter(|_| told).map(|r| r.confidence),
            repeated: is_repeated(first, second) || self.share_far_date(first, second),
            reasons,
        })
    }

    /// Whether two documents give one date far from both.
    fn share_far_date(&self, a: &Claim, b: &Claim) -> bool {
        let date = |claim| far_date(claim, self.stories.of(claim));
        a.source != b.source && date(a).is_some() && date(a) == date(b)
    }
}

/// Whether nothing that both say keeps two claims from answering one question, and no pack knows them for two.
#[must_use]
pub fn could_answer_one(a: &Claim, b: &Claim) -> bool {
    a.kind != ClaimKind::Polarity && !known_apart(a, b) && could_meet(a, b, false)
}

/// Whether nothing that both say keeps two claims from answering one question. What the rules of one concept part, no
/// words join.
fn could_meet(a: &Claim, b: &Claim, ruled: bool) -> bool {
    let at_once = match (&a.qualifiers.time, &b.qualifiers.time) {
        (Some(x), Some(y)) => same_time(x, y, 0),
        _ => true,
    };
    // Yes and no mean what their concept makes of them.
    let comparable = a.kind != ClaimKind::Polarity || a.topic.concept == b.topic.concept;
    let parted =
        a.topic.is_one_known(&b.topic) && !ruled && a.kind != ClaimKind::Polarity && !is_repeated(a, b);
    // None of one thing is told in the words that tell of none of another.
    let none = a.value.is_none() || b.value.is_none();
    let parted = parted || none && known_apart(a, b);
    // What the packs ask lasts; what lies between two events is no answer.
    let lasted = a.topic.known || b.topic.known;
    comparable
        && !parted
        && a.topic.is_rank() == b.topic.is_rank()
        && a.topic.is_negated() == b.topic.is_negated()
        && may_be_one_part(a, b)
        && may_differ(a, b)
        && same_sort(a, b)
        && at_once
        && !are_beside(a, b)
        && !(lasted && !ruled && a.standing.between != b.standing.between)
        && !instance::are_told_apart(a, b)
        && compare(&a.value, &b.value, &Tolerance::default()).verdict != Verdict::Incomparable
}

/// Whether two claims may count one part of a whole: the same, or one that either does not name and gives the figure of.
fn may_be_one_part(a: &Claim, b: &Claim) -> bool {
    let (x, y) = (&a.qualifiers.subset, &b.qualifiers.subset);
    x == y || (x.is_none() || y.is_none()) && is_repeated(a, b)
}

/// Whether one sentence counts two things.
fn are_beside(a: &Claim, b: &Claim) -> bool {
    let two = |(x, y): (&Word, &Word)| alike(x, y) == 0.0;
    a.source == b.source
        && a.sentence == b.sentence
        && a.gist.head.as_ref().zip(b.gist.head.as_ref()).is_some_and(two)
}

/// How sure it is at least that what two documents hardly give by chance answers one question.
const REPEATED: f64 = 0.5;
/// Below this probability by its words, a pair that a rule has joined is doubted.
const UNLIKELY: f64 = 0.3;
/// What is left at least of a rule's confidence that the words do not support.
const LEAST_SUPPORT: f64 = 0.3;

/// Whether two dates are of no one concept.
fn is_open_date(a: &Claim, b: &Claim) -> bool {
    let events = a.topic.dated().is_some() && b.topic.dated().is_some();
    a.kind == ClaimKind::Date && !events && !a.topic.is_one_known(&b.topic)
}

/// Whether rules alone join two claims: those without figures, and those of one concept where two voices of one document
/// answer, or one says that there was none.
fn is_told_by_rule(a: &Claim, b: &Claim) -> bool {
    let known = a.topic.is_one_known(&b.topic);
    let none = |c: &Claim| c.standing.existence || c.value.is_none();
    match a.kind {
        ClaimKind::Identity | ClaimKind::Place => true,
        ClaimKind::Polarity => a.topic.is_proposition() || known,
        _ => known && (a.source == b.source || none(a) || none(b)),
    }
}

/// The pairs that most likely answer one question, in order. Of several candidates that could answer a claim of another
/// document, only the likeliest does, unless a rule has joined the others.
#[must_use]
pub fn pairs(claims: &[Claim], candidates: &[Candidate], ruled: &[Ruled], weights: &Weights) -> Vec<Pair> {
    let source = |claim: usize| claims.get(claim).map(|c| c.source);
    let ends = |c: &Candidate| [(c.a, source(c.b)), (c.b, source(c.a))];
    let joined: FxHashMap<(usize, usize), f64> = ruled.iter().map(|p| ((p.a, p.b), p.confidence)).collect();
    let likelihood = |c: &Candidate| {
        let told = c.told.unwrap_or_else(|| weights.probability(Group::of(c.kind), &c.evidence));
        let told = if c.repeated { told.max(REPEATED) } else { told };
        let support = (told / UNLIKELY).clamp(LEAST_SUPPORT, 1.0);
        let rule = joined.get(&(c.a, c.b)).filter(|_| c.told.is_none());
        rule.map_or(told, |rule| rule * support).min(0.99)
    };
    let rated = candidates.iter().map(|c| (c, likelihood(c))).filter(|(_, p)| *p >= LEAST);
    let rated: Vec<(&Candidate, f64)> = rated.collect();
    let mut best: FxHashMap<(usize, Option<usize>), f64> = FxHashMap::default();
    for (c, probability) in rated.iter().filter(|(c, _)| c.told.is_none()) {
        for end in ends(c) {
            let most = best.entry(end).or_default();
            *most = most.max(*probability);
        }
    }
    let likeliest = |c: &Candidate, p: f64| {
        c.repeated
            || joined.contains_key(&(c.a, c.b))
            || ends(c).iter().all(|end| best.get(end).is_none_or(|most| p >= *most))
    };
    let taken: Vec<(&Candidate, f64)> = rated.into_iter().filter(|(c, p)| likeliest(c, *p)).collect();
    let answered_by = |claim: usize, other: usize| claims.get(other).map(|o| (claim, o.source, &o.voice));
    let mut answers: FxHashMap<(usize, usize, &Voice), Vec<&Value>> = FxHashMap::default();
    for (claim, other) in taken.iter().flat_map(|(c, _)| [(c.a, c.b), (c.b, c.a)]) {
        if let (Some(end), Some(answer)) = (answered_by(claim, other), claims.get(other)) {
            answers.entry(end).or_default().push(&answer.value);
        }
    }
    let answers: FxHashMap<_, usize> = answers.into_iter().map(|(end, v)| (end, different(&v))).collect();
    let answered = |claim, other| answered_by(claim, other).and_then(|end| answers.get(&end)).copied();
    let either = |c: &Candidate, is: fn(&Claim) -> bool| [c.a, c.b].map(|n| claims.get(n).is_some_and(is));
    let changes = |c: &Claim| c.topic.cumulative || c.topic.provisional;
    let could_dispute = |c: &Candidate| {
        let both = claims.get(c.a).zip(claims.get(c.b));
        let asked = |a, b| are_asked_one_day(a, b, c, joined.contains_key(&(c.a, c.b)), weights);
        both.is_some_and(|(a, b)| !a.topic.shared && !b.topic.shared && asked(a, b))
    };
    let pair = |(c, confidence): (&Candidate, f64)| {
        let doubts = doubts(
            &c.evidence,
            Circumstances {
                question: confidence,
                answers: answered(c.a, c.b).unwrap_or(1) * answered(c.b, c.a).unwrap_or(1),
                days: c.days,
                headline: either(c, |c| c.standing.headline).contains(&true),
                changing: either(c, changes).contains(&true),
                open: either(c, |c| !c.topic.known).into_iter().filter(|&open| open).count(),
            },
        );
        Pair {
            a: c.a,
            b: c.b,
            confidence,
            despite: if could_dispute(c) { weights.despite(&doubts) } else { 0.0 },
            doubts,
            reasons: c.reasons.clone(),
        }
    };
    taken.into_iter().map(pair).collect()
}

/// Whether two claims, where they are dates, are surely of one day: what stands around two dates is mostly alike, and
/// tells of two. `joined` are those that a rule has joined.
fn are_asked_one_day(a: &Claim, b: &Claim, c: &Candidate, joined: bool, weights: &Weights) -> bool {
    let alike = || weights.probability(Group::of(c.kind), &c.evidence) >= AS_LIKELY;
    a.kind != ClaimKind::Date
        || are_rivals(a, b) && !move_on(a, b, c.days) && alike()
        || a.topic.concept == b.topic.concept && (a.is_vague() || b.is_vague())
        || joined && (is_open_date(a, b) || !known_apart(a, b) || are_days_apart(a, b))
}

/// From this probability on, words alone tell that two rival dates are of one deed.
const AS_LIKELY: f64 = 0.5;

/// Most answers that are told apart: so many are no question's.
const ANSWERS: usize = 16;

/// How many of several answers contradict each other.
fn different(values: &[&Value]) -> usize {
    let mut apart: Vec<&Value> = Vec::new();
    for value in values {
        let contradicts =
            |v: &&Value| compare(v, value, &Tolerance::default()).verdict == Verdict::Contradict;
        if apart.len() < ANSWERS && apart.iter().all(contradicts) {
            apart.push(value);
        }
    }
    apart.len()
}
