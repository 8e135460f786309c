//! Intervals that one date opens or closes: "since 2014", "before noon", "2018 or later", "for 3 days from Monday".
//!
//! The date that is named stays the value; which side of it is meant is kept beside it.

use super::{Dates, Role};
use crate::value::time::{Grain, Moment, Side};

impl Dates<'_> {
    /// The moment from `at` to `end` with the side of it that the words before and behind it mean; a date in the middle
    /// of a range has none. The token after it.
    pub(super) fn with_side(self, moment: Moment, at: usize, end: usize) -> (Moment, usize) {
        if let Some(after) = self.role(end, Role::Onward) {
            return (Moment { side: Side::Since, ..moment }, after);
        }
        let sides = [
            (Role::Since, Side::Since),
            (Role::Starting, Side::Since),
            (Role::After, Side::After),
            (Role::BeforeDate, Side::Before),
            (Role::Until, Side::Until),
        ];
        let told = sides.into_iter().find(|&(role, _)| self.follows(at, &[role]));
        (told.map_or(moment, |(_, side)| Moment { side, ..moment }), end)
    }

    /// "for 3 days starting Monday", "pendant deux semaines à partir du 3 mai": from the day on, as long as it lasts.
    pub(super) fn beginning_on(self, at: usize) -> Option<(Moment, usize)> {
        let (length, next) = self.length(at).filter(|_| self.follows(at, &[Role::Lasting]))?;
        let next = self.sign(next, ",").unwrap_or(next);
        let from = self.role(next, Role::Starting).or_else(|| self.role(next, Role::From))?;
        let (node, end) = self.day_node(self.skip(from, Role::On))?;
        let first = self.resolve(node).interval?.day()?;
        let last = self.far(Some(first), &length, 1).interval?.day()?.yesterday().ok()?;
        (first <= last).then(|| (Moment::days(first, last, Grain::Interval), end))
    }
}
