//! Which event or time a claim is about: what its clause names, else its own document's principal.
//!
//! Instances are compared, never banned: two documents that recall the same earlier event meet.

use jiff::civil::Date;

use super::distance::{SLACK_DAYS, days_apart, first_day, may_be_mistaken, same_time};
use super::holder::Fit;
use super::wording::{Frequencies, Weighed, alike};
use crate::claim::lexicon::Lexicon;
use crate::claim::names::Names;
use crate::claim::{Claim, ClaimKind, Holder, Principal};
use crate::partial_date::PartialDate;
use crate::value::{Detail, Reason, TimeSet, Value};

/// Minutes by which sources may be mistaken about the hour of one event.
const MISTAKE_MINUTES: u16 = 90;
/// What is left of the likelihood that two plans are one where they lie farther apart.
const FAR: f64 = 0.7;
/// What is left of the likelihood that two documents tell of one event where they share no name and no kind of event.
const STRANGE: f64 = 0.5;
/// How well the instance of a claim that means any time fits.
pub(super) const ANY_TIME: f64 = 0.8;
/// Days from publication from which on a date is no news.
pub(super) const OLD_DAYS: i32 = 60;
/// Days before publication from which on a date is that of another year.
const YEAR_DAYS: i32 = 365;

/// What the documents are about, made ready to hold any two claims of theirs against each other.
pub(super) struct Stories<'c> {
    principals: &'c [Principal],
    pub lexicon: &'c Lexicon,
    pub names: Names<'c>,
    /// The words of each claim, by how telling they are.
    pub weighed: Vec<Weighed>,
}

impl<'c> Stories<'c> {
    /// `principals` holds one entry a source.
    pub fn new(claims: &'c [Claim], principals: &'c [Principal], lexicon: &'c Lexicon) -> Self {
        let narrowing = claims.iter().map(|c| &c.qualifiers).flat_map(|q| {
            let held = q.holder.iter().flat_map(|h| &h.names);
            q.place.iter().chain(&q.entities).chain(held)
        });
        let announced = principals.iter().flat_map(|p| p.places.iter().chain(&p.names));
        let frequencies = Frequencies::new(claims);
        let weighed = claims.iter().map(|claim| frequencies.weigh(&claim.gist)).collect();
        Self { principals, lexicon, names: narrowing.chain(announced).collect(), weighed }
    }

    /// What the document of a claim is about.
    pub fn of(&self, claim: &Claim) -> Option<&'c Principal> {
        self.principals.get(claim.source)
    }

    /// Whether the document of a claim is about an event of that kind.
    pub fn announce(&self, claim: &Claim, event: &str) -> bool {
        self.of(claim).is_some_and(|principal| principal.events.iter().any(|e| self.are_kin(e, event)))
    }

    /// Days between the publication of the documents of two claims; 0 where one is undated.
    pub fn days_apart(&self, a: &Claim, b: &Claim) -> f64 {
        let day = |c: &Claim| Some(self.of(c)?.published?.first());
        day(a).zip(day(b)).map_or(0.0, |(x, y)| f64::from((x - y).get_days().abs()))
    }

    /// How well the instances of two claims fit; `None` where they are two.
    pub fn fit(&self, a: &Claim, b: &Claim) -> Option<Fit> {
        let (of_a, of_b) = (self.of(a)?, self.of(b)?);
        // Who holds a role is asked of a time, what an event had one of is asked of the event.
        if a.kind == ClaimKind::Identity && a.topic.theme.is_none() && b.topic.theme.is_none() {
            return holds(a, b)
                .then(|| Fit::new(if share(of_a, of_b, &self.names) { 0.95 } else { 0.8 }, None));
        }
        if are_told_apart(a, b) {
            return None;
        }
        let times = self.times(a, b, of_a, of_b);
        let mut fit = times.or_else(|| self.lasts(a, b).then(|| Fit::new(LASTING, None)))?;
        if a.kind == ClaimKind::Date {
            fit.confidence *= placed_apart(a, b, &self.names) * named_apart(a, b, &self.names);
            return Some(fit);
        }
        fit.confidence *= self.events(a, b, of_a, of_b)?;
        fit.confidence *= named_apart(a, b, &self.names);
        Some(fit)
    }

    /// Whether two claims are of what lasts, or of a sum, which is fixed once: two documents about one name ask it of one
    /// thing, whatever day either tells of.
    fn lasts(&self, a: &Claim, b: &Claim) -> bool {
        let of_events = |c: &Claim| c.qualifiers.event.is_some();
        let both_timed = a.qualifiers.time.is_some() && b.qualifiers.time.is_some();
        let related = self.of(a).zip(self.of(b)).is_some_and(|(x, y)| self.names.meet(&x.names, &y.names));
        let fixed = |c: &Claim| c.topic.known && !c.topic.cumulative && !c.topic.provisional;
        let sums = a.kind == ClaimKind::Money && fixed(a) && fixed(b);
        (a.topic.lasting || sums) && !of_events(a) && !of_events(b) && !both_timed && related
    }

    /// How well the events two clauses name fit: two kinds of event are two events, and a kind that the other
    /// document's lead does not speak of is doubtful.
    fn events(&self, a: &Claim, b: &Claim, of_a: &Principal, of_b: &Principal) -> Option<f64> {
        let known = |x: &str, principal: &Principal| {
            principal.events.is_empty() || principal.events.iter().any(|e| self.are_kin(x, e))
        };
        match (a.qualifiers.event.as_deref(), b.qualifiers.event.as_deref()) {
            (Some(x), Some(y)) if self.are_kin(x, y) => Some(1.0),
            (Some(x), Some(y)) => (known(x, of_b) && known(y, of_a)).then_some(0.85),
            (Some(x), None) => Some(if known(x, of_b) { 1.0 } else { 0.6 }),
            (None, Some(y)) => Some(if known(y, of_a) { 1.0 } else { 0.6 }),
            (None, None) => Some(1.0),
        }
    }

    /// How well the times of two claims fit.
    fn times(&self, a: &Claim, b: &Claim, of_a: &Principal, of_b: &Principal) -> Option<Fit> {
        let names = &self.names;
        if a.kind == ClaimKind::Date {
            return dates(a, b, of_a, of_b, names);
        }
        // What lasts is not recalled.
        let fleeting = !(a.topic.lasting && b.topic.lasting);
        match (&a.qualifiers.time, &b.qualifiers.time) {
            (Some(x), Some(y)) => {
                same_time(x, y, 0).then(|| Fit::new(1.0, Reason::new("question.both_at").with("time", x)))
            }
            // Another event of the kind is that of a document which dates its own so, and no other's.
            (Some(_), None) if a.standing.sibling && of_b.time.is_none() => None,
            (None, Some(_)) if b.standing.sibling && of_a.time.is_none() => None,
            (Some(x), None) => self.one_sided((x, of_a), (b, of_b)),
            (None, Some(y)) => self.one_sided((y, of_b), (a, of_a)),
            (None, None) if fleeting && a.standing.background != b.standing.background => {
                recalled(a, b, names)
            }
            (None, None) if fleeting && a.standing.background => {
                places(a, b, names).then(|| Fit::new(0.6, None))
            }
            (None, None) => self.principals(of_a, of_b),
        }
    }

    /// Both claims mean their document's principal. A lead may date a later turn of the story: where the leads share a
    /// name and do not date one kind of event, their dates decide nothing.
    fn principals(&self, a: &Principal, b: &Principal) -> Option<Fit> {
        let kinds = a.events.iter().find(|e| b.events.contains(e));
        let why = kinds.map(|k| Reason::new("question.both_about").with("event", Detail::Term(k.clone())));
        if self.is_yet_to_come(a, b) || self.is_yet_to_come(b, a) || are_hours_apart(a, b) {
            return None;
        }
        match (&a.time, &b.time) {
            (Some(x), Some(y)) if same_time(x, y, SLACK_DAYS) => Some(Fit::new(0.97, why)),
            (Some(_), Some(_)) if self.dates_one_kind(a, b) => None,
            (Some(_), Some(_)) => self.names.meet(&a.names, &b.names).then(|| Fit::new(0.85, why)),
            _ if share(a, b, &self.names) => Some(Fit::new(0.95, why)),
            _ if self.are_strange(a, b) => Some(Fit::new(STRANGE, why)),
            _ if a.names.is_empty() || b.names.is_empty() => Some(Fit::new(0.85, why)),
            _ => Some(Fit::new(NAMELESS, why)),
        }
    }

    /// One claim gives a time, the other means its document's principal. Where both documents are about one day, a longer
    /// time is another's: what the month began with, or what the week adds up to. What a document about the same names recalls is
    /// no news of an undated one.
    fn one_sided(
        &self,
        (time, of_dated): (&TimeSet, &Principal),
        (other, principal): (&Claim, &Principal),
    ) -> Option<Fit> {
        if other.standing.background {
            return Some(Fit::new(0.45, None));
        }
        let undated = principal.published.is_none() && principal.time.as_ref().and_then(first_day).is_none();
        let recalled = of_dated.published.is_some_and(|day| is_of_another_year(time, day.first()));
        if undated && recalled && share(of_dated, principal, &self.names) {
            return None;
        }
        let longer = |own: &TimeSet| time.days_open() > own.days_open();
        if let Some(own) = principal.time.as_ref().filter(|_| self.is_of_lead(other, principal)) {
            if longer(own) && of_dated.time.as_ref().is_some_and(|of| same_time(of, own, 0)) {
                return None;
            }
            return same_time(time, own, SLACK_DAYS)
                .then(|| Fit::new(0.85, Reason::new("question.at").with("time", own)));
        }
        match principal.published {
            Some(day) if is_long_before(time, day.first()) => None,
            _ => Some(Fit::new(if denies_any(other) { ANY_TIME } else { 0.5 }, None)),
        }
    }

    /// Whether a claim may be of the event that its document's lead dates: not one of another kind.
    fn is_of_lead(&self, claim: &Claim, principal: &Principal) -> bool {
        let event = |name: &&String| self.lexicon.class(name).is_some_and(|c| self.lexicon.is_event(c));
        let own = claim.topic.theme.as_ref().filter(event).or(claim.qualifiers.event.as_ref());
        own.zip(principal.dated.as_ref()).is_none_or(|(own, dated)| self.are_kin(own, dated))
    }

    /// Whether two leads speak of events, and of none of one kind.
    fn are_strange(&self, a: &Principal, b: &Principal) -> bool {
        let kin = |x: &String| b.events.iter().any(|y| self.are_kin(x, y));
        !a.events.is_empty() && !b.events.is_empty() && !a.events.iter().any(kin)
    }

    /// Whether two leads date an event of one kind.
    fn dates_one_kind(&self, a: &Principal, b: &Principal) -> bool {
        a.dated.as_deref().zip(b.dated.as_deref()).is_some_and(|(x, y)| self.are_kin(x, y))
    }

    /// Whether one document dates what it is about after the other, about such an event too, was published.
    fn is_yet_to_come(&self, dated: &Principal, other: &Principal) -> bool {
        let ours = dated.dated.as_ref().filter(|of| other.events.iter().any(|e| self.are_kin(of, e)));
        let published = other.published.filter(|_| other.time.is_none());
        let starts = dated.time.as_ref().and_then(first_day);
        ours.is_some() && starts.zip(published).is_some_and(|(day, published)| day > published.last())
    }

    /// Whether one kind of event is the other, or a kind of it.
    fn are_kin(&self, a: &str, b: &str) -> bool {
        let classes = || self.lexicon.class(a).zip(self.lexicon.class(b));
        a == b || classes().is_some_and(|(x, y)| self.lexicon.are_kin(x, y))
    }
}

/// Whether two claims tell of two events or things: another of its kind is no other document's, unless its time says so;
/// what clauses give of other hours is of two moments. Who did it may be asked of both.
pub(super) fn are_told_apart(a: &Claim, b: &Claim) -> bool {
    let undated = |c: &Claim| c.standing.sibling && c.qualifiers.time.is_none();
    let another = a.standing.sibling != b.standing.sibling && (undated(a) || undated(b));
    let clocks = a.qualifiers.clock.zip(b.qualifiers.clock);
    another && a.kind != ClaimKind::Polarity || a.kind != ClaimKind::Date && clocks.is_some_and(hours_apart)
}

/// How well the principals of two documents fit that both name something, and nothing in common.
const NAMELESS: f64 = 0.73;

/// How well two claims of what lasts fit where their times do not.
const LASTING: f64 = 0.5;

/// Whether two documents of no known day tell of events at other hours.
fn are_hours_apart(a: &Principal, b: &Principal) -> bool {
    let undated = |p: &Principal| p.published.is_none() && p.time.as_ref().and_then(first_day).is_none();
    undated(a) && undated(b) && a.clock.zip(b.clock).is_some_and(hours_apart)
}

/// Whether two minutes of the day lie too far apart for either to be a mistake for the other.
fn hours_apart((x, y): (u16, u16)) -> bool {
    x.abs_diff(y) > MISTAKE_MINUTES
}

/// Two clauses that date events of two places on two days hardly date one.
fn placed_apart(a: &Claim, b: &Claim, names: &Names<'_>) -> f64 {
    let two_days = match (&a.value, &b.value) {
        (Value::Time(x), Value::Time(y)) => days_apart(x, y).is_some_and(|days| days > 0),
        _ => false,
    };
    if two_days && !places(a, b, names) { 0.5 } else { 1.0 }
}

/// Two clauses that each name places or names, none of them shared, are less likely about one thing.
fn named_apart(a: &Claim, b: &Claim, names: &Names<'_>) -> f64 {
    let named = |c: &Claim| !c.qualifiers.place.is_empty() || !c.qualifiers.entities.is_empty();
    if !named(a) || !named(b) {
        return 1.0;
    }
    let (x, y) = (&a.qualifiers, &b.qualifiers);
    let met = [&x.place, &x.entities].iter().any(|n| names.meet(n, &y.place) || names.meet(n, &y.entities));
    let held = |x: &Holder, y: &Holder| names.meet(&x.names, &y.names);
    let one_holder = x.holder.as_ref().zip(y.holder.as_ref()).is_some_and(|(x, y)| held(x, y));
    if one_holder || met {
        1.0
    } else if a.topic.known && a.kind == ClaimKind::Number {
        0.85
    } else {
        0.55
    }
}

/// A date claim is an answer itself: it fits where both documents are about that kind of event and share a name, and
/// neither recalls another. A bare time of day only says something of one and the same day.
fn dates(a: &Claim, b: &Claim, of_a: &Principal, of_b: &Principal, names: &Names<'_>) -> Option<Fit> {
    let apart = match (&a.value, &b.value) {
        (Value::Time(x), Value::Time(y)) => days_apart(x, y),
        _ => None,
    };
    let lasting = a.topic.lasting && b.topic.lasting;
    let recalls = |c: &Claim, of: &Principal| {
        let day = of.published.map(PartialDate::first);
        let old = |day| matches!(&c.value, Value::Time(time) if is_long_before(time, day));
        c.standing.background || day.is_some_and(old)
    };
    // What one recalls and the other tells is one event only on one day.
    if recalls(a, of_a) != recalls(b, of_b) && apart != Some(0) && !lasting {
        return None;
    }
    // What took place before a document foresees such an event is another.
    let is_over = |plan: &Claim, of_plan: &Principal, told: &Claim| {
        let (Value::Time(day), Value::Time(time)) = (&plan.value, &told.value) else { return false };
        let Some(written) = of_plan.published.map(PartialDate::first) else { return false };
        let foreseen = plan.topic.is_planned() && !told.topic.is_planned();
        let ahead = foreseen && day.last_day().is_none_or(|day| day >= written);
        ahead && time.last_day().is_some_and(|day| day < written)
    };
    if is_over(a, of_a, b) || is_over(b, of_b, a) {
        return None;
    }
    let far = !lasting && !may_be_mistaken(a, b);
    // Plans are put off by weeks, an event is misdated by days.
    let planned = a.topic.is_planned() && b.topic.is_planned();
    if far && a.topic.known && b.topic.known && !planned {
        return None;
    }
    let shared = share(of_a, of_b, names);
    let clock = |c: &Claim| matches!(&c.value, Value::Time(t) if t.members.iter().all(|m| m.minutes.is_some() && (m.assumed || m.interval.is_none())));
    let one_day = of_a.time.as_ref().zip(of_b.time.as_ref()).map(|(x, y)| same_time(x, y, 0));
    let published = of_a.published.zip(of_b.published).map(|(x, y)| (x.first() - y.first()).get_days().abs());
    let unsaid = if published.is_some_and(|days| days <= 1) { 0.9 } else { 0.65 };
    let timed =
        if clock(a) || clock(b) { one_day.map_or(unsaid, |one| if one { 1.0 } else { 0.5 }) } else { 1.0 };
    let of_one_thing =
        a.gist.theme.as_ref().zip(b.gist.theme.as_ref()).is_some_and(|(x, y)| alike(x, y) > 0.0);
    let sure = if shared {
        0.95
    } else if of_one_thing {
        0.85
    } else {
        0.6
    };
    Some(Fit::new(if far { FAR } else { timed } * sure, None))
}

/// Whether two roles may be held at one time: who held one before is another question, who does on another day is not.
fn holds(a: &Claim, b: &Claim) -> bool {
    let apart = |x: &TimeSet, y: &TimeSet| days_apart(x, y).is_some_and(|days| days > OLD_DAYS);
    let times = a.qualifiers.time.as_ref().zip(b.qualifiers.time.as_ref());
    a.standing.background == b.standing.background && !times.is_some_and(|(x, y)| apart(x, y))
}

/// Whether a claim denies something, and gives no time: it means that of which all speak.
fn denies_any(claim: &Claim) -> bool {
    claim.kind == ClaimKind::Polarity
        && claim.qualifiers.time.is_none()
        && (claim.standing.existence || claim.value == Value::Truth(false))
}

/// One claim is recalled without a date, the other is not.
fn recalled(a: &Claim, b: &Claim, names: &Names<'_>) -> Option<Fit> {
    let named = names.meet(&a.qualifiers.entities, &b.qualifiers.entities);
    (named && places(a, b, names)).then(|| Fit::new(0.5, None))
}

/// Whether the places of two clauses leave room for one event.
fn places(a: &Claim, b: &Claim, names: &Names<'_>) -> bool {
    let (x, y) = (&a.qualifiers.place, &b.qualifiers.place);
    x.is_empty() || y.is_empty() || names.meet(x, y)
}

/// Whether two documents are about one place or one name.
fn share(a: &Principal, b: &Principal, names: &Names<'_>) -> bool {
    names.meet(&a.places, &b.places) || names.meet(&a.names, &b.names)
}

/// Whether a time ends a year or more before a day of publication.
fn is_of_another_year(time: &TimeSet, day: Date) -> bool {
    time.last_day().is_some_and(|end| (day - end).get_days() > YEAR_DAYS)
}

/// Whether a time ends long before a day of publication, so that it cannot be that of the news.
fn is_long_before(time: &TimeSet, day: Date) -> bool {
    time.last_day().is_some_and(|end| (day - end).get_days() > OLD_DAYS)
}

#[cfg(test)]
#[path = "instance_tests.rs"]
mod tests;
