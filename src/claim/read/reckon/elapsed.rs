//! What passes between two dates: a duration between a first and a last day, an age since a birth, "27 years ago".

use jiff::civil::Date;

use super::{Figure, Row, against, against_time};
use crate::claim::lexicon::{Cue, Meaning, Role};
use crate::claim::{Claim, ClaimKind, Principal};
use crate::partial_date::PartialDate;
use crate::syntax::{Feats, Upos};
use crate::value::{Grain, Kind, Moment, Quantity, Reason, TimeSet, Value, arithmetic};

/// Most words between a duration and the dates it lies between.
const REACH: usize = 4;
/// Words before a date in which what happened then is named.
const BESIDE: usize = 4;
/// Days of a year, rounded down, and of the other periods that people count back in.
const YEAR: i32 = 365;
const MONTH: i32 = 31;
const WEEK: i32 = 7;

/// Reads every duration, age and "so long ago" that stands beside the dates it follows from.
pub(super) fn read(row: &Row<'_, '_>, principal: &Principal, found: &mut Vec<Claim>) {
    for two in row.figures.windows(2) {
        let [a, b] = two else { continue };
        found.extend(lasted(row, a, b).or_else(|| lasted(row, b, a)));
        let published = principal.published;
        found.extend(published.and_then(|day| ago(row, a, b, day).or_else(|| ago(row, b, a, day))));
    }
    found.extend(principal.published.and_then(|day| age(row, day)));
}

/// First and last day that a date stands for.
fn days(figure: &Figure<'_>) -> Option<(Date, Date)> {
    moment(figure)?.interval?.dates()
}

/// The one date a figure gives.
fn moment<'s>(figure: &Figure<'s>) -> Option<&'s Moment> {
    match &figure.reading.value {
        Value::Time(time) if time.members.len() == 1 => time.members.first(),
        _ => None,
    }
}

/// The duration between a first and a last day, against the one stated beside them.
fn lasted(row: &Row<'_, '_>, dates: &Figure<'_>, duration: &Figure<'_>) -> Option<Claim> {
    let stated =
        duration.quantity().filter(|q| duration.reading.kind == Kind::Duration && q.per.is_none())?;
    let span = moment(dates).filter(|m| m.grain == Grain::Interval && !m.approximate && !m.assumed)?;
    let (first, last) = span.interval?.dates()?;
    if !is_of_days(stated) || !is_beside(row, dates, duration) {
        return None;
    }
    let rough = roughness(first, last);
    let length = (last - first).get_days();
    let found = arithmetic::days(length.saturating_sub(2 * rough), length.saturating_add(1), stated)?;
    let time = TimeSet::from(*span);
    let steps =
        Reason::new("reckoning.period").with("time", &time).with("result", &Value::Quantity(found.clone()));
    against(duration.claim?, found, row.span(dates.words.clone()), steps)
}

/// How many days each end of a period may be off, told by the months or years it fills.
fn roughness(first: Date, last: Date) -> i32 {
    let month = first.day() == 1 && last == last.last_of_month();
    match month {
        true if first.month() == 1 && last.month() == 12 => YEAR,
        true => MONTH,
        false => 0,
    }
}

/// Whether a duration is told in days or longer.
fn is_of_days(duration: &Quantity) -> bool {
    duration.unit.as_ref().is_some_and(|unit| arithmetic::is_of_days(unit))
}

/// Whether a duration and two dates are told of one thing: nothing but signs and what lasts stands between, or the verb
/// that says how long.
fn is_beside(row: &Row<'_, '_>, dates: &Figure<'_>, duration: &Figure<'_>) -> bool {
    let sentence = row.scene.sentence;
    let first = dates.words.start < duration.words.start;
    let gap =
        if first { dates.words.end..duration.words.start } else { duration.words.end..dates.words.start };
    let end = duration.words.end;
    let closed =
        sentence.upos(end) == Upos::Punct || end >= sentence.words.len() || row.has(Cue::Total, end..end + 1);
    let known = duration.claim.is_some_and(|c| c.topic.known && c.kind == ClaimKind::Duration);
    let fits = |w: usize| match sentence.upos(w) {
        Upos::Punct | Upos::Det => true,
        Upos::Noun | Upos::Adj => !first,
        Upos::Verb | Upos::Aux | Upos::Adp => first && known,
        _ => row.has(Cue::Restated, w..w + 1),
    };
    let signed = row.has_sign(gap.clone(), &[",", "(", "\u{2014}", "\u{2013}"]);
    gap.len() <= REACH
        && gap.clone().all(fits)
        && !row.has(Cue::Difference, end..end + 1)
        && (!first || closed && signed)
}

/// A date told as so long ago, against the same one told by the calendar.
fn ago(row: &Row<'_, '_>, date: &Figure<'_>, back: &Figure<'_>, published: PartialDate) -> Option<Claim> {
    let exact = moment(date).filter(|m| !m.approximate && !m.assumed && m.grain >= Grain::Day)?;
    let rough = moment(back).filter(|m| m.approximate && !m.assumed)?;
    let day = rough.interval?.day().filter(|day| *day < published.first())?;
    let unit = match rough.grain {
        Grain::Year => YEAR,
        Grain::Month => MONTH,
        Grain::Week => WEEK,
        _ => return None,
    };
    let gap = date.words.end.min(back.words.end)..date.words.start.max(back.words.start);
    let signed = row.has_sign(gap.clone(), &[",", "(", "\u{2014}", "\u{2013}"]);
    let small = |w: usize| matches!(row.scene.sentence.upos(w), Upos::Punct | Upos::Adp | Upos::Det);
    // A date without its month or year is of no year that can be told.
    if !signed || !gap.clone().all(small) || gap.len() > REACH || exact.grain == Grain::Interval {
        return None;
    }
    // The first and last day that so many periods, rounded, may mean.
    let (first, last) = (published.first(), published.last());
    let width = unit
        .saturating_add((last - day).get_days().checked_div(TWENTIETH)?)
        .saturating_add((last - first).get_days());
    let low = day.checked_sub(jiff::Span::new().try_days(width).ok()?).ok()?;
    let high = day.checked_add(jiff::Span::new().try_days(width).ok()?).ok()?;
    let counted = TimeSet::from(Moment::days(low, high, Grain::Interval));
    let told = TimeSet::from(Moment::days(first, last, Grain::Day));
    let steps = Reason::new("reckoning.ago").with("day", &told).with("result", &counted);
    against_time(date.claim?, counted, row.span(back.words.clone()), steps)
}

/// One part in twenty: the usual tolerance.
const TWENTIETH: i32 = 20;

/// The age that follows from a birth, against the one stated in the same sentence for the day of publication.
fn age(row: &Row<'_, '_>, published: PartialDate) -> Option<Claim> {
    let mut ages = row.figures.iter().filter(|f| since(row, f).is_some());
    let mut dates = row.figures.iter().filter(|f| f.reading.kind == Kind::Date);
    let (Some(age), None, Some(birth), None) = (ages.next(), ages.next(), dates.next(), dates.next()) else {
        return None;
    };
    let born = since(row, age)?;
    let named = (birth.words.start.saturating_sub(BESIDE)..birth.words.start).find(|&w| {
        let is_birth = |class| row.scene.lexicon.is_a(class, born);
        row.scene.sentence.marks_at(w).any(|m| matches!(m.meaning, Meaning::Class(class) if is_birth(class)))
    })?;
    if !is_present(row, age) {
        return None;
    }
    let (first, last) = days(birth)?;
    let least = completed(last, published.first())?;
    let most = completed(first, published.last())?;
    let stated = age.quantity()?;
    let found = arithmetic::years(least, most, stated)?;
    let told = TimeSet::from(Moment::days(published.first(), published.last(), Grain::Day));
    let result = Value::Quantity(found.clone());
    let steps = Reason::new("reckoning.age")
        .with("day", &told)
        .with("first", &TimeSet::from(*moment(birth)?))
        .with("result", &result);
    against(age.claim?, found, row.span(named..birth.words.end), steps)
}

/// The class of events from which the concept of a figure counts the time.
fn since(row: &Row<'_, '_>, figure: &Figure<'_>) -> Option<usize> {
    let claim = figure.claim.filter(|c| c.kind == ClaimKind::Duration && c.topic.known)?;
    row.scene.lexicon.concept(&claim.topic.concept)?.since
}

/// Whether an age is that of today: beside a name or sign, or behind a verb of the present. "Died aged 60" is none.
fn is_present(row: &Row<'_, '_>, age: &Figure<'_>) -> bool {
    let sentence = row.scene.sentence;
    let own = |w: usize| {
        sentence.upos(w) == Upos::Adp
            || sentence
                .marks_at(w)
                .any(|m| matches!(m.meaning, Meaning::Concept(_, Role::Beside | Role::Attribute)))
    };
    match (0..age.words.start).rev().find(|&w| !own(w)) {
        None => true,
        Some(w) => match sentence.upos(w) {
            Upos::Punct | Upos::Noun | Upos::Propn => true,
            Upos::Verb | Upos::Aux => {
                sentence.feats(w).has(Feats::PRESENT) && !sentence.feats(w).has(Feats::PARTICIPLE)
            }
            _ => false,
        },
    }
}

/// Whole years from one day to another.
fn completed(from: Date, to: Date) -> Option<i32> {
    let had = (to.month(), to.day()) >= (from.month(), from.day());
    let years = i32::from(to.year()) - i32::from(from.year()) - i32::from(!had);
    (years >= 0).then_some(years)
}
