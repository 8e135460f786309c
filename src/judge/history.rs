//! What time explains: a count that grew between two sources is no dispute.
//!
//! A draft and the sources it is checked against are of one time. The sources are all there is to know when the draft
//! goes out, so a figure of its own that none of them gives is an error of the draft, not news. A figure that one of
//! them does give stands to the others as that source does.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::policy::Policy;
use crate::align::Pair;
use crate::claim::{Claim, ClaimKind, VoiceKind};
use crate::partial_date::PartialDate;
use crate::source::Source;
use crate::value::{Moment, Reason, TimeSet, Value};

/// From this ratio on, two figures of one count in two documents are more likely two states of it, or two counts.
const FAR: i64 = 4;
/// From this ratio on, two figures are not of one count.
const ABSURD: i64 = 20;
/// Days after which no count of an event grows any more.
const SETTLED: i32 = 90;

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
}

impl<'c> History<'c> {
    /// The history behind aligned claims. O(sources + claims + pairs).
    pub fn of(sources: &'c [Source], claims: &[Claim], pairs: &[Pair], policy: &Policy) -> Self {
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
        Self { sources, gated: drafts.contains(&true), written: written.collect(), drafts, unborne }
    }

    /// Whether what is said of these claims is asked for: where drafts are checked, one has to be a draft's.
    pub fn concerns<'a>(&self, claims: impl IntoIterator<Item = &'a Claim>) -> bool {
        !self.gated || claims.into_iter().any(|claim| holds(&self.drafts, claim.source))
    }

    /// Whether a plan is put off by the source published later, or a cumulative count is given higher by it, or by one
    /// that says it grew; or one of the two was already superseded.
    pub fn is_update(&self, pair: &Pair, a: &Claim, b: &Claim) -> bool {
        if let Some((x, y)) = planned(a).zip(planned(b)) {
            let (early, late) = if x < y { (a, b) } else { (b, a) };
            return x != y && late.voice.kind == VoiceKind::Outlet && self.is_before(early, late);
        }
        let (Some(x), Some(y)) = (nominal(a), nominal(b)) else { return false };
        if a.standing.superseded != b.standing.superseded {
            return if a.standing.superseded { x < y } else { y < x };
        }
        let provisional = a.topic.provisional || b.topic.provisional;
        let may_change = provisional || a.topic.cumulative || b.topic.cumulative;
        if !may_change || self.is_of_one_time(pair, a, b) || self.is_settled(a) || self.is_settled(b) {
            return false;
        }
        let (low, high) = if x < y { (a, b) } else { (b, a) };
        let (rose, fell) = (self.is_before(low, high), self.is_before(high, low));
        let grew = high.standing.raised && !low.standing.raised && !fell;
        x != y && (rose || grew) || provisional && (rose || fell)
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
        let (Some(x), Some(y)) = (nominal(a), nominal(b)) else { return None };
        let (low, high) = (x.min(y), x.max(y));
        if low <= Decimal::ZERO {
            return None;
        }
        let at_least = |ratio: i64| low.checked_mul(ratio.into()).is_some_and(|low| high >= low);
        if a.kind == ClaimKind::Number && at_least(ABSURD) {
            return Some(Reason::new("lowered.absurd"));
        }
        if !a.topic.cumulative || a.source == b.source || self.is_of_one_time(pair, a, b) {
            return None;
        }
        let (p, q) = (self.written(a), self.written(b));
        // Which figure came first cannot be told.
        let undated = (p.is_some() != q.is_some()).then_some(if p.is_some() { b } else { a });
        if let Some(undated) = undated {
            return self.undated(super::UNDATED, undated);
        }
        ((p.is_none() || p != q) && at_least(FAR)).then(|| Reason::new("lowered.far"))
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
