//! A day with its time of day or part of the day.

use super::clock::{Clock, DayPart};
use super::{Dates, Fields, Node, Role};
use crate::value::time::{Grain, Moment};

/// A day and a time of it, as far as either is told.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Point {
    pub node: Option<Node>,
    pub clock: Option<Clock>,
    pub part: Option<DayPart>,
    pub approximate: bool,
    /// Where its time of day begins.
    pub clock_at: usize,
}

impl Point {
    /// Whether it is a part of a day and no more.
    pub(super) fn is_bare(&self) -> bool {
        self.node.is_none() && self.clock.is_none() && self.part.is_some_and(|part| !part.cut)
    }

    /// Whether it is a date by itself, without a range or a further part.
    pub(super) fn stands_alone(&self) -> bool {
        self.node.is_some() || self.part.is_some() || self.clock.is_some_and(|clock| !clock.lone)
    }
}

impl Dates<'_> {
    /// A day, a time of day, a part of the day, in any order, each at most once.
    pub(super) fn point(self, at: usize) -> Option<(Point, usize)> {
        let mut point = Point::default();
        let mut end = at;
        for round in 0..3 {
            let Some((longer, after)) = self.with_one_more(point, end, round == 0) else { break };
            (point, end) = (longer, after);
        }
        let found = self.year_behind_time(point, end).unwrap_or((point, end));
        (end > at).then_some(found)
    }

    /// The year of a log's stamp, which its time keeps from its day: "Oct 26 15:50:06 2016".
    fn year_behind_time(self, point: Point, at: usize) -> Option<(Point, usize)> {
        let Some(Node::Fields(fields)) = point.node else { return None };
        let whole = fields.day.is_some() && fields.month.is_some() && fields.year.is_none();
        let stamped = point.clock.is_some_and(|clock| clock.fine) && self.cursor.is_digits(at);
        let (year, end) = self.year(at).filter(|_| whole && stamped)?;
        // "At 15:50 2016 sailors came" counts them.
        let counts = self.goes_on(end) || self.cursor.is_word(end);
        let node = Some(Node::Fields(Fields { year: Some(year), ..fields }));
        (!counts).then_some((Point { node, ..point }, end))
    }

    fn with_one_more(self, point: Point, end: usize, first: bool) -> Option<(Point, usize)> {
        let found = self.one_more_at(point, end, first);
        let past = if first || found.is_some() { end } else { self.past_joints(end, point) };
        if past > end { self.one_more_at(point, past, false) } else { found }
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
        // "mardi, dans la nuit de lundi à mardi": that night is another date.
        let part =
            part.filter(|&(_, next)| self.role(next, Role::Of).and_then(|next| self.weekday(next)).is_none());
        if let Some((part, next)) = part {
            let day = point.node.or(part.days.map(|days| Node::Fixed(self.day_of_part(days))));
            let approximate = point.approximate || part.cut;
            return Some((Point { node: day, part: Some(part), approximate, ..point }, next));
        }
        let (clock, next) = self.clock(at).filter(|_| point.clock.is_none() && day)?;
        Some((Point { clock: Some(clock), clock_at: at, ..point }, next))
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
    pub(super) fn moment(self, point: Point) -> Moment {
        let day = point.node.map(|node| self.resolve(node));
        let approximate = point.approximate || point.clock.is_some_and(|clock| clock.about);
        let supposed = || {
            let today = self.today().map(|day| Moment::days(day, day, Grain::Day));
            Moment { assumed: true, ..today.unwrap_or_default() }
        };
        let base = day.unwrap_or_else(supposed);
        let base = Moment { approximate: base.approximate || approximate, ..base };
        let clock = point.clock.map(|clock| point.part.map_or(clock, |part| clock.in_part(part.minutes)));
        match (clock, point.part) {
            (Some(clock), _) => {
                let (minutes, grain) = clock.minutes();
                Moment { zoned: clock.zoned, ..base.at(minutes, grain) }
            }
            (None, Some(part)) => base.at(part.minutes, Grain::DayPart),
            (None, None) => base,
        }
    }
}
