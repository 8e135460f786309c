//! What time explains: a count that grew between two sources is no dispute.
//!
//! A draft and the sources it is checked against are of one time. The sources are all there is to know when the draft
//! goes out, so a figure of its own that none of them gives is an error of the draft, not news. A figure that one of
//! them does give stands to the others as that source does.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::policy::Policy;
use crate::align::Pair;
use crate::claim::{Claim, ClaimKind, Trend, VoiceKind};
use crate::partial_date::PartialDate;
use crate::source::Source;
use crate::value::{Moment, Reason, TimeSet, Tolerance, Value, Verdict, compare, slip};

/// From this ratio on, two figures of one count in two documents are more likely two states of it, or two counts.
const FAR: i64 = 4;
/// From this ratio on, two figures are not of one count.
const ABSURD: i64 = 20;
/// Days after which no count of an event grows any more.
const SETTLED: i32 = 90;

/// Days between two documents from which on a birthday may lie between them.
const MONTH: i32 = 30;
/// Days of a year, and of the longest.
const YEAR: i32 = 365;
const LEAP_YEAR: i32 = 366;

/// When each document was written, and which figures of drafts are news to their sources.
pub(super) struct History<'c> {
    sources: &'c [Source],
    /// Whether each source is a draft; all false where all are checked against each other.
    drafts: Vec<bool>,
    gated: bool,
    /// When each source was written: an undated draft when the newest source was.
    written: Vec<Option<PartialDate>>,
    /// Whether each claim is a draft's own and no source gives its answer.
    unborne: Vec<bool>,
    /// The answers that each sentence, by source and place, gives as ones that no longer hold.
    given_up: BTreeMap<(usize, usize), Vec<&'c Value>>,
}

impl<'c> History<'c> {
    /// The history behind aligned claims. O(sources + claims + pairs).
    pub fn of(sources: &'c [Source], claims: &'c [Claim], pairs: &[Pair], policy: &Policy) -> Self {
        let drafts: Vec<bool> = sources.iter().map(|source| policy.drafts.contains(&source.path)).collect();
        let is_draft = |claim: &Claim| holds(&drafts, claim.source);
        let mut unborne: Vec<bool> =
            claims.iter().map(|c| is_draft(c) && c.voice.kind == VoiceKind::Outlet).collect();
        for pair in pairs.iter().filter(|pair| pair.confidence >= policy.likely) {
            let (Some(a), Some(b)) = (claims.get(pair.a), claims.get(pair.b)) else { continue };
            if is_draft(a) != is_draft(b) && nominal(a) == nominal(b) {
                let own = if is_draft(a) { pair.a } else { pair.b };
                unborne.iter_mut().skip(own).take(1).for_each(|own| *own = false);
            }
        }
        let published = |source: &Source| source.metadata.published;
        let newest = sources.iter().zip(&drafts).filter(|(_, draft)| !**draft);
        let newest = newest.filter_map(|(source, _)| published(source)).max();
        let written = sources.iter().zip(&drafts);
        let written = written.map(|(source, &draft)| published(source).or(newest.filter(|_| draft)));
        let mut given_up: BTreeMap<(usize, usize), Vec<&Value>> = BTreeMap::new();
        for claim in claims.iter().filter(|c| c.standing.superseded) {
            given_up.entry((claim.source, claim.sentence.start)).or_default().push(&claim.value);
        }
        let (gated, written) = (drafts.contains(&true), written.collect());
        Self { sources, gated, written, drafts, unborne, given_up }
    }

    /// Whether what is said of these claims is asked for: where drafts are checked, one has to be a draft's.
    pub fn concerns<'a>(&self, claims: impl IntoIterator<Item = &'a Claim>) -> bool {
        !self.gated || claims.into_iter().any(|claim| holds(&self.drafts, claim.source))
    }

    /// Whether time explains why two answers differ: one of them says so itself, or what is asked changes and one was
    /// given later.
    pub fn is_update(&self, pair: &Pair, a: &Claim, b: &Claim) -> bool {
        // Who denies does not merely know less.
        if a.standing.denying || b.standing.denying {
            return false;
        }
        if is_earlier_state(a, b) || is_earlier_state(b, a) {
            return true;
        }
        let may_change = !self.is_of_one_time(pair, a, b) && !self.is_settled(a) && !self.is_settled(b);
        let either = |holds: &dyn Fn(&Claim, &Claim) -> bool| holds(a, b) || holds(b, a);
        may_change
            && (either(&|old, new| self.replaces(new, old))
                || either(&|old, new| self.gives_up(old, new))
                || either(&|old, new| {
                    !old.standing.settled && self.is_before(old, new) && has_grown(old, new)
                })
                || either(&|old, new| self.has_aged(old, new))
                || either(&|plan, outcome| self.came_about(plan, outcome))
                || either(&|old, new| self.puts_off(old, new)))
    }

    /// Whether one answer, given no earlier than the other, says itself that it has taken its place.
    fn replaces(&self, new: &Claim, old: &Claim) -> bool {
        let fits = |trend| match (trend, nominal(old).zip(nominal(new))) {
            (Trend::Either, _) => true,
            (Trend::Up, Some((x, y))) => x < y,
            (Trend::Down, Some((x, y))) => x > y,
            (_, None) => false,
        };
        // Two voices of one document differ here and now.
        let may_replace = !self.is_before(new, old) && (new.source != old.source || new.voice == old.voice);
        let moved = new.standing.moved.filter(|_| may_replace && old.standing.moved.is_none());
        // "Revised to 6.4 from 6.3" has not taken the place of 6.5.
        let names_old = moved == Some(Trend::Either) && self.given_up_by(new).next().is_some();
        moved.is_some_and(fits) && (!names_old || self.gives_up(old, new))
    }

    /// Whether the sentence of a later claim gives the answer of the other as one that no longer holds.
    fn gives_up(&self, old: &Claim, new: &Claim) -> bool {
        let is_old =
            |value: &Value| compare(value, &old.value, &Tolerance::default()).verdict == Verdict::Agree;
        !self.is_before(new, old) && self.given_up_by(new).any(is_old)
    }

    /// The answers that the sentence of a claim gives as ones that no longer hold.
    fn given_up_by<'s>(&'s self, claim: &Claim) -> impl Iterator<Item = &'c Value> + use<'s, 'c> {
        self.given_up.get(&(claim.source, claim.sentence.start)).into_iter().flatten().copied()
    }

    /// Whether two ages differ by no more than the time that passed between two documents, at least a month.
    fn has_aged(&self, old: &Claim, new: &Claim) -> bool {
        let passed = |(p, q): (PartialDate, PartialDate)| (q.first() - p.last()).get_days();
        let days = self.written(old).zip(self.written(new)).map(passed).filter(|&days| days >= MONTH);
        days.zip(years_apart(old, new)).is_some_and(|(days, years)| {
            years >= Decimal::from(days / LEAP_YEAR) && years <= Decimal::from(days / YEAR + 1)
        })
    }

    /// Whether one date was foreseen, and the other is told by a later document as the one on which it came about.
    fn came_about(&self, plan: &Claim, outcome: &Claim) -> bool {
        let is_date = plan.kind == ClaimKind::Date;
        is_date && plan.topic.is_planned() && !outcome.topic.is_planned() && self.is_before(plan, outcome)
    }

    /// Whether a later document puts a plan off.
    fn puts_off(&self, old: &Claim, new: &Claim) -> bool {
        let later = planned(old).zip(planned(new)).is_some_and(|(x, y)| x < y);
        later && new.voice.kind == VoiceKind::Outlet && self.is_before(old, new)
    }

    /// Whether one claim was surely written on an earlier day than the other.
    fn is_before(&self, a: &Claim, b: &Claim) -> bool {
        self.written(a).zip(self.written(b)).is_some_and(|(p, q)| p.last() < q.first())
    }

    /// Why two answers that cannot both be true are perhaps no dispute; `None` where they are.
    pub fn excuse(&self, pair: &Pair, a: &Claim, b: &Claim) -> Option<Reason> {
        if let Some(undated) = [a, b].into_iter().find(|c| self.written(c).is_none() && is_unanchored(c)) {
            return self.undated(super::UNDATED_DAY, undated);
        }
        let aging = years_apart(a, b).is_some_and(|years| years.abs() <= Decimal::ONE);
        if let Some(undated) = [a, b].into_iter().find(|c| self.written(c).is_none() && aging) {
            return self.undated(super::UNDATED, undated);
        }
        let (Some(x), Some(y)) = (nominal(a), nominal(b)) else { return None };
        let (low, high) = (x.min(y), x.max(y));
        if low <= Decimal::ZERO {
            return None;
        }
        let at_least = |ratio: i64| low.checked_mul(ratio.into()).is_some_and(|low| high >= low);
        if a.kind == ClaimKind::Number && at_least(ABSURD) && slip(&a.value, &b.value).is_none() {
            return Some(Reason::new("lowered.absurd"));
        }
        if !self.may_have_grown(pair, a, b) {
            return None;
        }
        let (p, q) = (self.written(a), self.written(b));
        ((p.is_none() || p != q) && at_least(FAR)).then(|| Reason::new("lowered.far"))
    }

    /// Why two counts that grow may be of two days, one of which at least is not known: which came first cannot be told.
    pub fn timeless(&self, pair: &Pair, a: &Claim, b: &Claim) -> Option<Reason> {
        let undated = [a, b].into_iter().find(|c| self.written(c).is_none())?;
        self.may_have_grown(pair, a, b).then(|| self.undated(super::UNDATED, undated)).flatten()
    }

    /// The same where one of the days is known: articles of which none is dated mostly come from one collection.
    pub fn half_dated(&self, pair: &Pair, a: &Claim, b: &Claim) -> Option<Reason> {
        let half = self.written(a).is_some() != self.written(b).is_some();
        self.timeless(pair, a, b).filter(|_| half)
    }

    /// Whether one count may have become the other between two documents.
    fn may_have_grown(&self, pair: &Pair, a: &Claim, b: &Claim) -> bool {
        a.topic.cumulative && a.source != b.source && !self.is_of_one_time(pair, a, b)
    }

    /// The reason that the document of a claim has no date.
    fn undated(&self, phrase: &'static str, claim: &Claim) -> Option<Reason> {
        let source = self.sources.get(claim.source)?;
        Some(Reason::new(phrase).with("name", source.path.as_str()))
    }

    /// Whether one of the two is a draft's own figure, and news to the sources.
    fn is_of_one_time(&self, pair: &Pair, a: &Claim, b: &Claim) -> bool {
        let unborne = holds(&self.unborne, pair.a) || holds(&self.unborne, pair.b);
        unborne && holds(&self.drafts, a.source) != holds(&self.drafts, b.source)
    }

    /// Whether a claim tells of what was long over when its document was written.
    fn is_settled(&self, claim: &Claim) -> bool {
        let over = claim.qualifiers.time.as_ref().and_then(TimeSet::last_day);
        let written = self.written(claim).map(PartialDate::first);
        over.zip(written).is_some_and(|(over, written)| (written - over).get_days() > SETTLED)
    }

    fn written(&self, claim: &Claim) -> Option<PartialDate> {
        self.written.get(claim.source).copied().flatten()
    }
}

fn holds(marks: &[bool], at: usize) -> bool {
    marks.get(at).is_some_and(|&mark| mark)
}

/// Whether one answer was given as superseded and the other was not: of what comes and goes, or is put off, by any other;
/// of a count or sum by a higher.
fn is_earlier_state(old: &Claim, new: &Claim) -> bool {
    let any = old.topic.provisional || old.kind == ClaimKind::Date;
    let counted = matches!(old.kind, ClaimKind::Number | ClaimKind::Money);
    let lower = counted && nominal(old).zip(nominal(new)).is_some_and(|(x, y)| x < y);
    old.standing.superseded && !new.standing.superseded && (any || lower)
}

/// Whether what is asked changes with time, and a later answer may be the newer state of it.
fn has_grown(old: &Claim, new: &Claim) -> bool {
    let provisional = old.topic.provisional || new.topic.provisional;
    let cumulative = old.topic.cumulative || new.topic.cumulative;
    let higher = nominal(old).zip(nominal(new)).is_some_and(|(x, y)| x < y);
    provisional && nominal(old).is_some() && nominal(new).is_some() || cumulative && higher
}

/// By how many years the second of two ages is the higher.
fn years_apart(a: &Claim, b: &Claim) -> Option<Decimal> {
    let of_years = |c: &Claim| match &c.value {
        Value::Quantity(q) => c.topic.aging && q.unit.as_ref().is_some_and(|u| u.months == Some(12)),
        _ => false,
    };
    let (x, y) = nominal(a).zip(nominal(b)).filter(|_| of_years(a) && of_years(b))?;
    y.checked_sub(x)
}

/// Whether a claim tells a weekday or an hour of no known day.
fn is_unanchored(claim: &Claim) -> bool {
    let unknown = |m: &Moment| m.interval.is_none() && (m.month.is_none() || m.day.is_none());
    matches!(&claim.value, Value::Time(time) if time.members.iter().any(unknown))
}

/// The day that a claim tells a plan is for.
fn planned(claim: &Claim) -> Option<Date> {
    match &claim.value {
        Value::Time(time) if claim.topic.is_planned() => time.first_day(),
        _ => None,
    }
}

/// The number a claim gives.
fn nominal(claim: &Claim) -> Option<Decimal> {
    match &claim.value {
        Value::Quantity(q) => q.nominal.or(q.low),
        _ => None,
    }
}
