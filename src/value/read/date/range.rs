//! Ranges: "du 3 au 7 mai", "from 2014 to 2018", "entre 9h30 et 11h".

use jiff::civil::Date;

use super::clock::Clock;
use super::point::Point;
use super::{Dates, Fields, Node, Role};
use crate::value::time::{Grain, Moment, TimeSet, When, weekday_of};

impl Dates<'_> {
    /// The longest date, range or list at token `at`.
    pub(super) fn expression(self, at: usize) -> Option<(TimeSet, usize)> {
        let single = |(moment, end): (Moment, usize)| (TimeSet::from(moment), end);
        if let Some(range) = self.opened_range(at).or_else(|| self.night_between(at)) {
            return Some(single(range));
        }
        if let Some(days) = self.days_of_month(at) {
            return Some(days);
        }
        if let Some(years) = self.years(at) {
            return Some(single(years));
        }
        let (point, next) = self.point(at)?;
        let about = self.follows(at, &[Role::About]);
        let point = Point { approximate: point.approximate || about, ..point };
        let range = self.to(next).or_else(|| self.dash(next)).and_then(|from| self.closed(point, from));
        if let Some(range) = range {
            return Some(single(range));
        }
        if let Some(list) = self.list(point, next) {
            return Some(list);
        }
        let told = point.stands_alone()
            && (point.part.is_none() || !point.is_bare() || self.follows(at, &[Role::In]));
        told.then(|| single(self.with_side(point, at, next)))
    }

    /// "la nuit de mardi à mercredi": a part of the day that begins on one day and ends on the next.
    fn night_between(self, at: usize) -> Option<(Moment, usize)> {
        let (part, next) = self.day_part(at).filter(|(part, _)| part.minutes.0 > part.minutes.1)?;
        let (from, next) = self.weekday(self.skip(self.role(next, Role::Of)?, Role::The))?;
        let (to, end) =
            self.weekday(self.skip(self.to(next)?, Role::The)).filter(|(to, _)| *to == from % 7 + 1)?;
        let morning = self.resolve(Node::Fields(Fields { weekday: Some(to), ..Fields::default() }));
        let evening = morning.interval.and_then(|when| when.day()?.yesterday().ok());
        let day = evening.map(|day| Moment::days(day, day, Grain::Day)).unwrap_or_default();
        let evening = Moment { weekday: Some(from), ..day };
        Some((evening.at(part.minutes, Grain::DayPart), end))
    }

    pub(super) fn to(self, at: usize) -> Option<usize> {
        self.role(at, Role::To)
    }

    pub(super) fn dash(self, at: usize) -> Option<usize> {
        ["-", "\u{2013}", "\u{2014}", "~"].into_iter().find_map(|sign| self.sign(at, sign))
    }

    /// "from the 3rd to 7 May", "entre 2014 et 2018".
    pub(super) fn opened_range(self, at: usize) -> Option<(Moment, usize)> {
        let openers = [(Role::Between, Role::And), (Role::From, Role::To)];
        openers.into_iter().find_map(|(opener, closer)| {
            let from = self.role(at, opener)?;
            let told = self.role(from, Role::The).is_some() || self.role(at, Role::On) == Some(from);
            let (left, next) = self.end_of_range(from)?;
            let next = self.role(next, closer).or_else(|| self.to(next)).or_else(|| self.dash(next))?;
            let (right, end) = self.end_of_range(next)?;
            let (right, end) = self.completed(left, right, end);
            self.span(left, right, told).map(|moment| (moment, end))
        })
    }

    /// The other end of a range whose first end and separator were read.
    fn closed(self, left: Point, at: usize) -> Option<(Moment, usize)> {
        let (right, end) = self.end_of_range(at)?;
        let suffixed = right.node.is_some() && !self.cursor.is_digits(end - 1) && self.cursor.is_digits(at);
        let glued = self.cursor.glued(at) || suffixed || self.to(at.checked_sub(1)?).is_some();
        let bare = matches!(right.node, Some(Node::Fields(f)) if f.month.is_none() && f.year.is_none() && f.weekday.is_none());
        if bare && !glued {
            return None;
        }
        let (right, end) = self.completed(left, right, end);
        self.span(left, right, false).map(|moment| (moment, end))
    }

    /// An end of a range: a point, or a bare number that the other end may complete.
    fn end_of_range(self, at: usize) -> Option<(Point, usize)> {
        let at = self.skip(self.skip(at, Role::The), Role::On);
        if let Some(found) = self.point(at) {
            return Some(found);
        }
        if let (Some(end), Some(today)) = (self.role(at, Role::Now), self.today()) {
            let node = Node::Fixed(Moment::days(today, today, Grain::Day));
            return Some((Point { node: Some(node), ..Point::default() }, end));
        }
        let of = |fields| Point { node: Some(Node::Fields(fields)), ..Point::default() };
        if let Some((day, end)) =
            self.day(at).filter(|&(_, end)| !self.goes_on(end) && !self.counted_noun(end))
        {
            return Some((of(Fields { day: Some(day), ..Fields::default() }), end));
        }
        let (year, end) = self.year(at).filter(|(year, _)| (1400..2150).contains(year))?;
        Some((of(Fields { year: Some(year), ..Fields::default() }), end))
    }

    /// What stands behind a range for both of its ends: "from 4 to 22 of this month", "26 to 28 June in 2020",
    /// "9:30 to 11:00 on Thursday".
    fn completed(self, left: Point, right: Point, at: usize) -> (Point, usize) {
        let next = self.skip(self.skip(at, Role::In), Role::The);
        let next = self.skip(self.skip(next, Role::Of), Role::The);
        let Some(Node::Fields(fields)) = right.node else {
            if let (None, None, Some(_)) = (left.node, right.node, right.clock) {
                let found = self.node(self.skip(at, Role::On)).filter(|(node, _)| node.is_day());
                return found.map_or((right, at), |(node, end)| (Point { node: Some(node), ..right }, end));
            }
            return (right, at);
        };
        let with = |fields| Point { node: Some(Node::Fields(fields)), ..right };
        let left_month = matches!(left.node, Some(Node::Fields(Fields { month: Some(_), year: None, .. })));
        let wanted = fields.year.is_none() && (fields.month.is_some() || fields.day.is_some() && left_month);
        let behind =
            self.sign(at, ",").filter(|&next| left_month && self.cursor.is_digits(next)).unwrap_or(next);
        let year = self.year(behind).filter(|_| wanted);
        if let Some((year, end)) = year {
            return (with(Fields { year: Some(year), ..fields }), end);
        }
        let month = self.month_of_days(at).filter(|_| fields.month.is_none() && fields.day.is_some());
        match month {
            Some((month, end)) => (with(Fields { year: month.year, month: month.month, ..fields }), end),
            None => (right, at),
        }
    }

    /// The interval from one point to another, each completed by what only the other states.
    fn span(self, left: Point, right: Point, told: bool) -> Option<Moment> {
        if left.clock.is_some() || right.clock.is_some() {
            return self.hours(left, right);
        }
        if let (Some(Node::Fields(a)), Some(Node::Fields(b))) = (left.node, right.node) {
            let (a, b) = share(a, b)?;
            let free = |f: Fields| f.month.is_none() && f.year.is_none() && f.weekday.is_none();
            if free(a) && free(b) && !told {
                return None;
            }
            return self
                .between(a, b)
                .map(|m| Moment { approximate: left.approximate || right.approximate, ..m });
        }
        let (a, b) = (self.moment(left), self.moment(right));
        let days = |point: Point| point.node.map(|node| node.is_day());
        if let (Some(Node::Fields(Fields { weekday: Some(weekday), day: None, .. })), Some(when)) =
            (right.node, a.interval)
        {
            let first = when.day()?;
            return Some(Moment::days(
                first,
                first.nth_weekday(1, weekday_of(weekday)?).ok()?,
                Grain::Interval,
            ));
        }
        let told = matches!(right.node, Some(Node::Fixed(_)));
        join(a, b).filter(|_| told || days(left) == days(right))
    }

    /// The days from one date to another.
    pub(super) fn between(self, a: Fields, b: Fields) -> Option<Moment> {
        let (low, high) = (self.resolve(Node::Fields(a)), self.resolve(Node::Fields(b)));
        if let (Fields { month: None, day: None, year: None, .. }, Some(weekday)) =
            (b, b.weekday.and_then(weekday_of))
        {
            let (first, _) = low.interval?.dates()?;
            return Some(Moment::days(first, first.nth_weekday(1, weekday).ok()?, Grain::Interval));
        }
        if let Some(joined) = join(low, high) {
            return Some(joined);
        }
        // "du 28 décembre au 3 janvier": the year only one of them states, or neither, is that of the nearer end.
        let ((first, _), (_, last)) = (low.interval?.dates()?, high.interval?.dates()?);
        let earlier = Date::new(first.year() - 1, first.month(), first.day()).ok()?;
        let yearless = a.year.is_none() || a.year == b.year && a.month.is_some();
        (yearless && earlier <= last).then(|| Moment::days(earlier, last, Grain::Interval))
    }

    /// From one time of day to another.
    fn hours(self, left: Point, right: Point) -> Option<Moment> {
        let hour = |point: Point| match (point.clock, point.node) {
            (Some(clock), _) => Some(clock),
            (
                None,
                Some(Node::Fields(Fields {
                    day: Some(hour @ 1..=23),
                    month: None,
                    year: None,
                    weekday: None,
                    ..
                })),
            ) => {
                let minute = u16::try_from(hour).ok()? * 60;
                Some(Clock { minute, fine: false, sure: hour > 12, lone: true, about: false, zoned: false })
            }
            _ => None,
        };
        let (mut low, high) = (hour(left)?, hour(right)?);
        let part = left.part.or(right.part).map(|part| part.minutes);
        let high = part.map_or(high, |part| high.in_part(part));
        if !low.sure && high.minute >= 12 * 60 && low.minute + 12 * 60 <= high.minute {
            low.minute += 12 * 60;
        }
        let low = part.map_or(low, |part| low.in_part(part));
        let day = |point: Point| point.node.filter(|node| point.clock.is_some() && node.is_day());
        let lone = low.lone && high.lone && part.is_none() && day(left).or(day(right)).is_none();
        // "Entre 15 et 17 heures" is told by the clock, "dure entre 15 et 17 heures" is a length.
        let lone =
            lone && !(low.minute > 12 * 60 && high.sure && !self.follows(self.start, &[Role::Lasting]));
        if lone {
            return None;
        }
        let base = self.moment(Point { node: day(left).or(day(right)), ..Point::default() });
        Some(base.at((low.minute, high.minute), Grain::Minute)).filter(|_| low.minute != high.minute)
    }

    /// "2014-2018", "2018-19".
    fn years(self, at: usize) -> Option<(Moment, usize)> {
        let plausible = |year: &i16| (1800..=2100).contains(year);
        let first =
            self.year(at).filter(|_| self.cursor.is_digits(at)).map(|(year, _)| year).filter(plausible)?;
        let next =
            self.dash(at + 1).or_else(|| self.sign(at + 1, "/")).filter(|_| self.cursor.glued(at + 1))?;
        let count = self.digits(next).filter(|_| self.cursor.glued(next) && !self.goes_on(next + 1))?;
        let joined = |i: usize| self.cursor.glued(i) && matches!(self.cursor.str(i), "/" | "-");
        if joined(next + 1) {
            return None;
        }
        let century = if count.digits == 2 { i32::from(first) / 100 * 100 } else { 0 };
        let last =
            i16::try_from(century + count.value).ok().filter(|last| plausible(last) && *last > first)?;
        let short = count.digits == 2 && (count.value <= 12 || last - first > 10);
        if short || count.digits % 2 == 1 || self.cursor.is_word(next + 1) && self.cursor.glued(next + 1) {
            return None;
        }
        let days = (Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
        Some((Moment::days(days.0, days.1, Grain::Interval), next + 1))
    }
}

/// Completes each end of a range by the fields that only the other has.
fn share(a: Fields, b: Fields) -> Option<(Fields, Fields)> {
    let year_only = |f: Fields| f.month.is_none() && f.day.is_none() && f.weekday.is_none();
    if year_only(a) || year_only(b) {
        return (a.year.is_some() && b.year.is_some()).then_some((a, b));
    }
    let complete = |f: Fields, other: Fields| {
        let month = f.month.or(other.month.filter(|_| f.day.is_some()));
        let year = f.year.or(other.year);
        Fields { year, month, elsewhere: year.is_none() && (f.elsewhere || other.elsewhere), ..f }
    };
    Some((complete(a, b), complete(b, a)))
}

/// From the beginning of one to the end of the other, where they stand in that order.
fn join(a: Moment, b: Moment) -> Option<Moment> {
    let (low, high) = (a.interval?.low?, b.interval?.high?);
    (low <= high).then(|| Moment {
        interval: Some(When { low: Some(low), high: Some(high) }),
        grain: Grain::Interval,
        approximate: a.approximate || b.approximate,
        ..Moment::default()
    })
}
