//! *Same answer?* for dates: by interval where both are anchored, by the fields they share where not.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::{Grain, Moment, TimeSet, When};
use crate::value::{Comparison, Reason, Verdict};

/// Compares two sets of dates. Pure, total; verdict and `subset` are symmetric. O(members of a × members of b).
#[must_use]
pub fn compare(a: &TimeSet, b: &TimeSet) -> Comparison {
    let extra_a = unmatched(a, b);
    let extra_b = unmatched(b, a);
    let both = |phrase| Reason::new(phrase).with("first", a).with("second", b);
    let answer = |verdict, reason| Comparison { verdict, reason, gap: None, subset: false };
    match (extra_a.as_slice(), extra_b.as_slice()) {
        ([], []) if agree(a, b) && agree(b, a) => {
            let coarser = if grain(b) > grain(a) { b } else { a };
            answer(Verdict::Agree, Reason::new("answer.both_say").with("time", coarser))
        }
        ([], []) if comparable(a, b) => answer(Verdict::Compatible, both("answer.dates_can_hold")),
        ([], []) => answer(Verdict::Incomparable, both("answer.no_shared_field")),
        ([], more) => subset("answer.second_adds", more),
        (more, []) => subset("answer.first_adds", more),
        _ => answer(Verdict::Contradict, both("answer.dates_against")),
    }
}

fn subset(phrase: &'static str, more: &[&Moment]) -> Comparison {
    let more = TimeSet { members: more.iter().map(|&&moment| moment).collect() };
    let reason = Reason::new(phrase).with("time", &more);
    Comparison { verdict: Verdict::Contradict, reason, gap: None, subset: true }
}

/// The members of `a` that contradict every member of `b`.
fn unmatched<'a>(a: &'a TimeSet, b: &TimeSet) -> Vec<&'a Moment> {
    let conflicts = |x: &Moment| b.members.iter().all(|y| relate(x, y) == Verdict::Contradict);
    a.members.iter().filter(|x| conflicts(x)).collect()
}

/// Whether every member of `a` has its equal in `b`.
fn agree(a: &TimeSet, b: &TimeSet) -> bool {
    a.members.iter().all(|x| b.members.iter().any(|y| relate(x, y) == Verdict::Agree))
}

/// Whether some member of one says anything of the same kind as one of the other.
fn comparable(a: &TimeSet, b: &TimeSet) -> bool {
    a.members.iter().any(|x| b.members.iter().any(|y| relate(x, y) != Verdict::Incomparable))
}

fn grain(set: &TimeSet) -> Option<Grain> {
    set.members.iter().map(|m| m.grain).max()
}

/// Compares two dates. A time of day answers when for the whole of its day: "on Tuesday" and "on Tuesday morning" agree.
fn relate(a: &Moment, b: &Moment) -> Verdict {
    if a == b || (a.minutes.is_none() || b.minutes.is_none()) && are_of_one_day(a, b) {
        return Verdict::Agree;
    }
    if a.zoned != b.zoned && may_be_zones_apart(a, b) {
        return Verdict::Compatible;
    }
    match (a.anchored(), b.anchored()) {
        (Some(x), Some(y)) if x == y => Verdict::Agree,
        (Some(x), Some(y)) if overlap(a.margin(x), b.margin(y)) => Verdict::Compatible,
        (Some(_), Some(_)) => Verdict::Contradict,
        _ if a.interval.is_some() && a.interval == b.interval => Verdict::Agree,
        _ => by_fields(a, b),
    }
}

/// Whether both lie in one day: that of the calendar, or one that both state by its weekday alone, of which either has no
/// date.
fn are_of_one_day(a: &Moment, b: &Moment) -> bool {
    match (a.anchored(), b.anchored()) {
        (Some(x), Some(y)) => x.day().is_some() && x.day() == y.day(),
        _ => {
            let bare = |m: &Moment| m.weekday.filter(|_| m.month.is_none() && m.day.is_none());
            bare(a).is_some() && bare(a) == bare(b)
        }
    }
}

/// Whether two times of day, of which one names its zone, may be one instant by two clocks.
fn may_be_zones_apart(a: &Moment, b: &Moment) -> bool {
    let ((Some(x), Some(y)), grain) = ((a.minutes, b.minutes), a.grain.max(b.grain)) else { return false };
    let days = a
        .anchored()
        .zip(b.anchored())
        .and_then(|(x, y)| Some(x.low?.date().until(y.low?.date()).ok()?.get_days()));
    let clocks = x.0.abs_diff(y.0) % ZONE_STEP;
    grain <= Grain::Hour && clocks == 0 && days.is_none_or(|days| days.abs() <= 1)
}

/// Minutes by which the clocks of two zones differ, at least.
const ZONE_STEP: u16 = 30;

fn overlap(x: When, y: When) -> bool {
    let reaches = |low: Option<DateTime>, high: Option<DateTime>| match (low, high) {
        (Some(low), Some(high)) => low <= high,
        _ => true,
    };
    reaches(x.low, y.high) && reaches(y.low, x.high)
}

/// Compares what both state: two bare weekdays by name, a yearless day with a full one by day and month.
fn by_fields(a: &Moment, b: &Moment) -> Verdict {
    let (x, y) = (Fields::of(a), Fields::of(b));
    let shared = [
        same(x.month, y.month),
        same(x.day, y.day),
        same(x.weekday, y.weekday),
        x.minutes.zip(y.minutes).map(|(m, n)| meet(m, n)),
    ];
    if shared.contains(&Some(false)) {
        Verdict::Contradict
    } else if shared == [None; 4] {
        Verdict::Incomparable
    } else if x == y && a.minutes == b.minutes {
        Verdict::Agree
    } else {
        Verdict::Compatible
    }
}

fn same(a: Option<i8>, b: Option<i8>) -> Option<bool> {
    a.zip(b).map(|(a, b)| a == b)
}

/// Whether two stretches of the day share a minute; either may run past midnight.
fn meet((a, b): (u16, u16), (c, d): (u16, u16)) -> bool {
    let inside = |minute: u16, (low, high): (u16, u16)| {
        if low <= high { (low..=high).contains(&minute) } else { minute >= low || minute <= high }
    };
    inside(a, (c, d)) || inside(c, (a, b))
}

/// What is known of a date without its year.
#[derive(PartialEq)]
struct Fields {
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<i8>,
    minutes: Option<(u16, u16)>,
}

impl Fields {
    /// The stated fields, and those that follow from where the interval lies.
    fn of(moment: &Moment) -> Self {
        let dates = moment.anchored().and_then(|when| when.dates());
        let day = dates.filter(|(first, last)| first == last).map(|(first, _)| first);
        let in_month =
            dates.filter(|(first, last)| (first.year(), first.month()) == (last.year(), last.month()));
        Self {
            month: moment.month.or(in_month.map(|(first, _)| first.month())),
            day: moment.day.or(day.map(Date::day)),
            weekday: moment.weekday.or(day.map(|day| day.weekday().to_monday_one_offset())),
            minutes: moment
                .minutes
                .map(|minutes| if moment.approximate { widened(minutes) } else { minutes }),
        }
    }
}

/// Half an hour more on either side.
fn widened((first, last): (u16, u16)) -> (u16, u16) {
    const DAY: u16 = 24 * 60;
    const ALL: (u16, u16) = (0, DAY - 1);
    let length = (last + DAY - first) % DAY;
    if length + 2 * MARGIN_MINUTES >= DAY {
        return ALL;
    }
    ((first + DAY - MARGIN_MINUTES) % DAY, (last + MARGIN_MINUTES) % DAY)
}

const MARGIN_MINUTES: u16 = 30;

impl Moment {
    /// The interval, unless its day is only supposed.
    fn anchored(&self) -> Option<When> {
        self.interval.filter(|_| !self.assumed)
    }

    /// How far beyond `when` an approximate date may lie: half an hour, a day, or a fifth of its own length.
    fn margin(&self, when: When) -> When {
        if !self.approximate {
            return when;
        }
        let Some((first, last)) = when.dates() else { return when };
        let span = if self.grain <= Grain::DayPart {
            i64::from(MARGIN_MINUTES).minutes()
        } else {
            let days = first.until(last).map_or(0, |span| span.get_days());
            i64::from(days / 5 + 1).days()
        };
        When {
            low: when.low.and_then(|low| low.checked_sub(span).ok()),
            high: when.high.and_then(|high| high.checked_add(span).ok()),
        }
    }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
