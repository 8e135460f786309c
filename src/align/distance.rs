//! How far apart two dates lie: near enough to be given for one event, or not.

use jiff::civil::Date;

use crate::claim::Claim;
use crate::value::{Grain, Moment, TimeSet, Tolerance, Value, Verdict, compare, slip};

/// Days that may lie between the dates two documents give for one event: a mistaken date is itself a contradiction.
pub(super) const SLACK_DAYS: i32 = 2;
/// Days by which sources may be mistaken about the day of one event; further apart, they tell of two.
const MISTAKE_DAYS: i32 = 7;

/// Whether one of two dates may have been mistaken for the other: it may be a slip for it, or no more than some days, a
/// month or a year lies between them, by how finely they are stated.
pub(super) fn may_be_mistaken(a: &Claim, b: &Claim) -> bool {
    let (Value::Time(x), Value::Time(y)) = (&a.value, &b.value) else { return false };
    if slip(&a.value, &b.value).is_some() {
        return true;
    }
    let most = match x.members.iter().chain(&y.members).map(|m| m.grain).max() {
        Some(Grain::Minute | Grain::Hour | Grain::DayPart | Grain::Day) => MISTAKE_DAYS,
        Some(Grain::Week | Grain::Month) => 31,
        Some(Grain::Season) => 92,
        Some(Grain::Year) => 366,
        _ => return false,
    };
    days_between(x, y).is_none_or(|days| days <= most)
}

/// Whether two dates may be rival answers where words alone tell that one question is asked: either may be a mistake for
/// the other, and both are days of the calendar, or one is of a deed the packs know.
#[must_use]
pub fn are_rivals(a: &Claim, b: &Claim) -> bool {
    let one_sort = a.topic.end() == b.topic.end();
    let told = is_of_calendar(a) && is_of_calendar(b)
        || is_of_clock(a) && is_of_clock(b)
        || a.topic.known != b.topic.known;
    let plans = a.topic.is_planned()
        && b.topic.is_planned()
        && (are_years(a) && are_years(b) || !are_years_apart(a, b));
    one_sort && told && (plans || may_be_mistaken(a, b))
}

/// Whether two dates move on with the news, as many days as lie between their documents: of such weekdays each tells of
/// another turn of the story.
pub(super) fn move_on(a: &Claim, b: &Claim, days: f64) -> bool {
    let (Value::Time(x), Value::Time(y)) = (&a.value, &b.value) else { return false };
    let apart = || days_apart(x, y).is_some_and(|apart| (f64::from(apart) - days).abs() <= 1.0);
    days > 0.0 && !(is_of_calendar(a) && is_of_calendar(b)) && apart()
}

/// Whether a date is stated by month or year, and not as a weekday or an hour of the news.
fn is_of_calendar(claim: &Claim) -> bool {
    let stated = |m: &Moment| m.weekday.is_none() && (m.grain >= Grain::Month || m.month.is_some());
    matches!(&claim.value, Value::Time(time) if time.members.iter().all(stated))
}

/// Whether a date is an hour of the clock, whatever the day.
fn is_of_clock(claim: &Claim) -> bool {
    matches!(&claim.value, Value::Time(time) if time.members.iter().all(|m| m.minutes.is_some()))
}

/// Whether a date is stated by the year: such plans may be for any.
fn are_years(claim: &Claim) -> bool {
    matches!(&claim.value, Value::Time(time) if time.members.iter().all(|m| m.grain == Grain::Year))
}

/// Whether two dates lie too far apart for a plan to have been put off from one to the other.
pub(super) fn are_years_apart(a: &Claim, b: &Claim) -> bool {
    let (Value::Time(x), Value::Time(y)) = (&a.value, &b.value) else { return false };
    days_between(x, y).is_some_and(|days| days > PLAN_DAYS)
}

/// Days by which a plan is put off at most.
const PLAN_DAYS: i32 = 2 * 366;

/// Days from the end of one time to the beginning of the other, where both are known.
fn days_between(x: &TimeSet, y: &TimeSet) -> Option<i32> {
    let from = |x: &TimeSet, y: &TimeSet| Some((y.first_day()? - x.last_day()?).get_days());
    from(x, y).max(from(y, x))
}

/// Whether two dates are so near that one event may be told of by two names.
pub(super) fn are_days_apart(a: &Claim, b: &Claim) -> bool {
    let (Value::Time(x), Value::Time(y)) = (&a.value, &b.value) else { return false };
    days_apart(x, y).is_none_or(|days| days <= SLACK_DAYS)
}

/// Days between the first days of two times, where both state one.
pub(super) fn days_apart(x: &TimeSet, y: &TimeSet) -> Option<i32> {
    Some((first_day(x)? - first_day(y)?).get_days().abs())
}

/// The first day of a time, where it is stated.
pub(super) fn first_day(time: &TimeSet) -> Option<Date> {
    time.members.first().filter(|m| !m.assumed)?;
    time.first_day()
}

/// Whether two times may be one, give or take some days.
pub(super) fn same_time(x: &TimeSet, y: &TimeSet, slack: i32) -> bool {
    let verdict = compare(&Value::Time(x.clone()), &Value::Time(y.clone()), &Tolerance::default()).verdict;
    verdict != Verdict::Contradict
        || (slack > 0 && days_apart(x, y).is_some_and(|days| days <= slack))
        || overlap(x, y)
}

/// Whether some member of one set meets one of the other.
fn overlap(x: &TimeSet, y: &TimeSet) -> bool {
    let one = |m: &Moment| Value::Time(TimeSet { members: vec![*m] });
    x.members.iter().any(|m| {
        y.members.iter().any(|n| {
            matches!(
                compare(&one(m), &one(n), &Tolerance::default()).verdict,
                Verdict::Agree | Verdict::Compatible
            )
        })
    })
}
