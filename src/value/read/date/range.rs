//! What dates make together: a day with its time, ranges, lists.

use jiff::civil::Date;

use super::clock::Clock;
use super::{Dates, Fields, Node, Role};
use crate::value::time::{Grain, Moment, TimeSet, When, weekday_of};

/// A day and a time of it, as far as either is told.
#[derive(Debug, Clone, Copy, Default)]
struct Point {
    node: Option<Node>,
    clock: Option<Clock>,
    part: Option<(u16, u16)>,
    approximate: bool,
}

/// How many dates one list may hold.
const MAX_LIST: usize = 31;

impl Dates<'_> {
    /// The longest date, range or list at token `at`.
    pub(super) fn expression(self, at: usize) -> Option<(TimeSet, usize)> {
        let single = |(moment, end): (Moment, usize)| (TimeSet::from(moment), end);
        if let Some(range) = self.opened_range(at) {
            return Some(single(range));
        }
        if let Some(days) = self.days_of_month(at) {
            return Some(days);
        }
        if let Some(years) = self.years(at) {
            return Some(single(years));
        }
        let about = self.role(at, Role::About);
        let (point, next) = self.point(about.unwrap_or(at))?;
        let point = Point { approximate: point.approximate || about.is_some(), ..point };
        let range = self.to(next).or_else(|| self.dash(next)).and_then(|from| self.closed(point, from));
        if let Some(range) = range {
            return Some(single(range));
        }
        if let Some(list) = self.list(point, next) {
            return Some(list);
        }
        point.stands_alone().then(|| single((self.moment(point), next)))
    }

    /// A day, a time of day, a part of the day, in any order, each at most once.
    fn point(self, at: usize) -> Option<(Point, usize)> {
        let mut point = Point::default();
        let mut end = at;
        for round in 0..3 {
            let Some((longer, after)) = self.with_one_more(point, end, round == 0) else { break };
            (point, end) = (longer, after);
        }
        (end > at).then_some((point, end))
    }

    fn with_one_more(self, point: Point, end: usize, first: bool) -> Option<(Point, usize)> {
        let past = if first { self.skip(end, Role::At) } else { self.past_joints(end, point) };
        self.one_more_at(point, end, first)
            .or_else(|| self.one_more_at(point, past, first).filter(|_| past > end))
    }

    fn one_more_at(self, point: Point, at: usize, first: bool) -> Option<(Point, usize)> {
        let day = point.node.is_none_or(|node| node.is_day());
        if point.node.is_none() {
            let found = self.node(at).filter(|(node, _)| first || node.is_day());
            if let Some((node, next)) = found {
                return Some((Point { node: Some(node), ..point }, next));
            }
        }
        let part = if point.part.is_none() && day { self.day_part(at) } else { None };
        if let Some((part, approximate, next)) = part {
            let approximate = point.approximate || approximate;
            return Some((Point { part: Some(part), approximate, ..point }, next));
        }
        let (clock, next) = self.clock(at).filter(|_| point.clock.is_none() && day)?;
        Some((Point { clock: Some(clock), ..point }, next))
    }

    /// Past what may stand between a day and its time: a comma, "at", "on", "in the".
    fn past_joints(self, at: usize, point: Point) -> usize {
        let mut next = at;
        let comma = |i: usize| self.sign(i, ",").or_else(|| self.sign(i, "@"));
        for _ in 0..3 {
            let roles = [Role::At, Role::On, Role::In, Role::Of, Role::The];
            let step = comma(next).filter(|_| next == at).or_else(|| {
                // An approximate time keeps its own hedge.
                roles
                    .iter()
                    .find_map(|&role| self.role(next, role))
                    .filter(|_| point.clock.is_none() || point.node.is_none() || point.part.is_none())
            });
            let Some(after) = step else { break };
            next = after;
        }
        next
    }

    /// A point on the calendar.
    fn moment(self, point: Point) -> Moment {
        let day = point.node.map(|node| self.resolve(node));
        let approximate = point.approximate || point.clock.is_some_and(|clock| clock.about);
        let supposed = || {
            let today = self.today().map(|day| Moment::days(day, day, Grain::Day));
            Moment { assumed: true, ..today.unwrap_or_default() }
        };
        let base = day.unwrap_or_else(supposed);
        let base = Moment { approximate: base.approximate || approximate, ..base };
        let clock = point.clock.map(|clock| point.part.map_or(clock, |part| clock.in_part(part)));
        match (clock, point.part) {
            (Some(clock), _) => {
                let (minutes, grain) = clock.minutes();
                base.at(minutes, grain)
            }
            (None, Some(part)) => base.at(part, Grain::DayPart),
            (None, None) => base,
        }
    }

    fn to(self, at: usize) -> Option<usize> {
        self.role(at, Role::To)
    }

    fn dash(self, at: usize) -> Option<usize> {
        ["-", "\u{2013}", "\u{2014}", "~"].into_iter().find_map(|sign| self.sign(at, sign))
    }

    /// "from the 3rd to 7 May", "entre 2014 et 2018".
    fn opened_range(self, at: usize) -> Option<(Moment, usize)> {
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
        let glued = self.cursor.glued(at) || self.to(at.checked_sub(1)?).is_some();
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
        let of = |fields| Point { node: Some(Node::Fields(fields)), ..Point::default() };
        if let Some((day, end)) = self.day(at).filter(|(_, end)| !self.goes_on(*end)) {
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
        let year = self.year(next).filter(|_| fields.year.is_none() && fields.month.is_some());
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
        join(a, b)
    }

    /// The days from one date to another.
    fn between(self, a: Fields, b: Fields) -> Option<Moment> {
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
                    day: Some(hour @ 1..=12),
                    month: None,
                    year: None,
                    weekday: None,
                })),
            ) => {
                let minute = u16::try_from(hour).ok()? * 60;
                Some(Clock { minute, fine: false, sure: false, lone: true, about: false })
            }
            _ => None,
        };
        let (mut low, high) = (hour(left)?, hour(right)?);
        let part = left.part.or(right.part);
        let high = part.map_or(high, |part| high.in_part(part));
        if !low.sure && high.minute >= 12 * 60 && low.minute + 12 * 60 <= high.minute {
            low.minute += 12 * 60;
        }
        let low = part.map_or(low, |part| low.in_part(part));
        let day = |point: Point| point.node.filter(|node| point.clock.is_some() && node.is_day());
        let lone = low.lone && high.lone && part.is_none() && day(left).or(day(right)).is_none();
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
        let century = if count.digits == 2 { i32::from(first) / 100 * 100 } else { 0 };
        let last =
            i16::try_from(century + count.value).ok().filter(|last| plausible(last) && *last > first)?;
        let short = count.digits == 2 && (count.value <= 12 || last - first > 20);
        if short || count.digits % 2 == 1 || self.cursor.is_word(next + 1) && self.cursor.glued(next + 1) {
            return None;
        }
        let days = (Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
        Some((Moment::days(days.0, days.1, Grain::Interval), next + 1))
    }

    /// Days of one month: "les 3, 4 et 7 mai", "3-7 May", "13 au 15 juillet 2013".
    fn days_of_month(self, at: usize) -> Option<(TimeSet, usize)> {
        let (first, mut next) = self.day(at).filter(|(_, end)| !self.is_time_of_day(*end))?;
        let mut days = vec![first];
        let mut range = false;
        while days.len() < MAX_LIST {
            let and = self.role(next, Role::And).or_else(|| self.sign(next, ","));
            let to = self.to(next).or_else(|| self.dash(next));
            let Some(from) = to.or(and) else { break };
            let Some((day, end)) = self.day(self.skip(from, Role::The)) else { break };
            range |= to.is_some();
            days.push(day);
            next = end;
        }
        if days.len() < 2 || (range && days.len() > 2) {
            return None;
        }
        let (shared, end) = self.month_of_days(next)?;
        let fields = days.iter().map(|&day| Fields { day: Some(day), ..shared });
        if fields.clone().any(Fields::impossible_day) {
            return None;
        }
        if let (true, &[from, to]) = (range, days.as_slice()) {
            let of = |day| Fields { day: Some(day), ..shared };
            return self.between(of(from), of(to)).map(|moment| (moment.into(), end));
        }
        Some((TimeSet { members: fields.map(|f| self.resolve(Node::Fields(f))).collect() }, end))
    }

    /// The month that days before it belong to: by its name, or told from the present one.
    fn month_of_days(self, at: usize) -> Option<(Fields, usize)> {
        let next = self.skip(self.skip(at, Role::Of), Role::The);
        if let Some((month, end)) = self.month(next) {
            return Some(self.with_year(Fields { month: Some(month), ..Fields::default() }, end));
        }
        let next = self.skip(self.skip(next, Role::In), Role::The);
        let (period, end) = self.relative(next).filter(|(period, _)| period.grain == Grain::Month)?;
        let (first, _) = period.interval?.dates()?;
        Some((Fields { year: Some(first.year()), month: Some(first.month()), ..Fields::default() }, end))
    }

    /// Further dates of the same shape, up to an "and": "en 2018 et 2020", "May 3, 4 and 7", "mardi et jeudi".
    fn list(self, point: Point, at: usize) -> Option<(TimeSet, usize)> {
        let Some(Node::Fields(first)) = point.node.filter(|_| point.clock.is_none() && point.part.is_none())
        else {
            return None;
        };
        let mut all = vec![first];
        let mut next = at;
        let mut closed = false;
        while all.len() < MAX_LIST && !closed {
            let and = self.role(next, Role::And);
            let Some(from) = and.or_else(|| self.sign(next, ",")) else { break };
            let Some((fields, end)) = self.another(first, self.skip(self.skip(from, Role::In), Role::The))
            else {
                break;
            };
            all.push(fields);
            (next, closed) = (end, and.is_some());
        }
        if !closed {
            return None;
        }
        // A year stated once, at the end, is the year of all.
        let year = all.last().and_then(|last| last.year);
        let members =
            all.into_iter().map(|f| self.resolve(Node::Fields(Fields { year: f.year.or(year), ..f })));
        Some((TimeSet { members: members.collect() }, next))
    }

    /// A date with the fields of `first`, or a bare day of its month.
    fn another(self, first: Fields, at: usize) -> Option<(Fields, usize)> {
        let shape = |f: Fields| (f.month.is_some(), f.day.is_some(), f.weekday.is_some());
        if let Some((Node::Fields(fields), end)) =
            self.absolute(at).filter(|(_, end)| self.clock(*end).is_none())
        {
            let alike = shape(fields) == shape(first) && (first.year.is_none() || fields.year.is_some());
            if alike {
                return Some((fields, end));
            }
        }
        if shape(first) == (false, false, false) {
            let (year, end) = self.year(at).filter(|(year, _)| (1400..2150).contains(year))?;
            return Some((Fields { year: Some(year), ..first }, end));
        }
        let (day, end) = self.day(at).filter(|_| shape(first) == (true, true, false))?;
        let ends = !self.cursor.is_word(end) || self.role(end, Role::And).is_some();
        let fields = Fields { day: Some(day), ..first };
        (ends && !self.goes_on(end) && !fields.impossible()).then_some((fields, end))
    }
}

impl Point {
    /// Whether it is a date by itself, without a range or a further part.
    fn stands_alone(&self) -> bool {
        self.node.is_some() || self.part.is_some() || self.clock.is_some_and(|clock| !clock.lone)
    }
}

impl Fields {
    fn impossible_day(self) -> bool {
        self.impossible()
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
        Fields { year: f.year.or(other.year), month, ..f }
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
