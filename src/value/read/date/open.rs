//! Intervals that one date opens or closes: "since 2014", "before noon", "2018 or later", "for 3 days from Monday".
//!
//! The date that is named stays the value; which side of it is meant is kept beside it.

use jiff::civil::Date;

use super::point::Point;
use super::{Dates, Role};
use crate::value::Bound;
use crate::value::read::number::phrase;
use crate::value::time::{Cut, Grain, Moment, Side};

impl Dates<'_> {
    /// The point from `at` to `end` with the side of it that the words before, inside and behind it mean, and the token
    /// after it: "since 2014", "Thursday after 9:30", "2018 or later".
    pub(super) fn with_side(self, point: Point, at: usize, end: usize) -> (Moment, usize) {
        let moment = self.moment(point);
        let onward = self.role(end, Role::Onward).filter(|&after| !self.cursor.is_digits(after));
        if let Some(after) = onward {
            return (Moment { side: Side::Since, ..moment }, after);
        }
        let noun = (1..=2).filter_map(|back| at.checked_sub(back));
        let noun = noun.filter(|&from| self.role(from, Role::YearNoun) == Some(at));
        // "After Sunday's vote" tells when the vote was.
        let owns =
            self.cursor.glued(end) && matches!(self.cursor.str(end), "'" | "\u{2019}" | "'s" | "\u{2019}s");
        if owns {
            return (moment, end);
        }
        let inside = point.clock.map(|_| point.clock_at);
        let side = std::iter::once(at).chain(noun).chain(inside).find_map(|at| self.side_before(at));
        // Before the end of a period is before its last day; after its beginning, from its first.
        let side = side.unwrap_or(moment.side);
        let side = match (side, self.cut(at)) {
            (Side::Before, Some((Cut::LastThird, _))) => Side::Until,
            (Side::After, Some((Cut::FirstThird, _))) => Side::Since,
            (side, _) => side,
        };
        (Moment { side, ..moment }, end)
    }

    fn side_before(self, at: usize) -> Option<Side> {
        const SIDES: [(Role, Side); 5] = [
            (Role::Since, Side::Since),
            (Role::Starting, Side::Since),
            (Role::After, Side::After),
            (Role::BeforeDate, Side::Before),
            (Role::Until, Side::Until),
        ];
        SIDES.into_iter().find(|&(role, _)| self.follows(at, &[role])).map(|(_, side)| side)
    }

    /// A day so far from another as the number before the length bounds it: "more than two weeks after 3 May" is from
    /// that day on, "less than a year ago" between the two.
    pub(super) fn bounded(self, bound: Option<Bound>, from: Option<Date>, far: Moment, sign: i32) -> Moment {
        match bound {
            Some(Bound::AtLeast | Bound::MoreThan) => {
                Moment { side: if sign > 0 { Side::Since } else { Side::Until }, ..far }
            }
            Some(Bound::AtMost | Bound::LessThan) => {
                let days = far.interval.and_then(|when| when.day()).zip(from);
                days.map_or(far, |(a, b)| Moment::days(a.min(b), a.max(b), Grain::Interval))
            }
            _ => far,
        }
    }

    /// The bound of a hedge at token `at`, and the token after it.
    pub(super) fn hedge(self, at: usize) -> Option<(Bound, usize)> {
        phrase(self.cursor, &self.cursor.lexicon.hedges.before, at)
    }

    /// The bound of the hedge right before the reading.
    pub(super) fn hedge_before(self) -> Option<Bound> {
        const LONGEST: usize = 4;
        let ends_here = |back: usize| self.hedge(self.start - back).filter(|&(_, end)| end == self.start);
        (1..=LONGEST.min(self.start)).find_map(ends_here).map(|(bound, _)| bound)
    }

    /// "for 3 days starting Monday", "pendant deux semaines à partir du 3 mai": from the day on, as long as it lasts.
    pub(super) fn beginning_on(self, at: usize) -> Option<(Moment, usize)> {
        let (length, next) = self.length(at).filter(|_| self.follows(at, &[Role::Lasting]))?;
        let next = self.sign(next, ",").unwrap_or(next);
        let from = self.role(next, Role::Starting).or_else(|| self.role(next, Role::From))?;
        // "Three days, from Monday to Friday" are two answers.
        if self.opened_range(next).is_some() {
            return None;
        }
        let (node, end) = self.day_node(self.skip(from, Role::On))?;
        let first = self.resolve(node).interval?.day()?;
        let last = self.far(Some(first), &length, 1).interval?.day()?.yesterday().ok()?;
        (first <= last).then(|| (Moment::days(first, last, Grain::Interval), end))
    }
}
