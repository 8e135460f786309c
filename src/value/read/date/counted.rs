//! Lengths counted from a day: "il y a trois jours", "two weeks after Easter", "three Fridays from now".

use jiff::civil::Date;

use super::relative::{FEW, one_day};
use super::{Dates, Node, Role};
use crate::value::time::{Grain, Moment, Period, weekday_of};

/// A length of time counted in periods of the calendar: "1 month 21 days".
pub(super) struct Length {
    parts: Vec<(Period, i32)>,
    about: bool,
}

impl Dates<'_> {
    /// "il y a trois jours", "three days ago", "in 3 weeks", "two days after tomorrow".
    pub(super) fn counted(self, at: usize) -> Option<(Moment, usize)> {
        if let Some(found) = self.counted_weekday(at) {
            return Some(found);
        }
        if let Some(next) = self.role(at, Role::AgoBefore) {
            let hedge = self.hedge(next).filter(|&(_, next)| self.length(next).is_some());
            let (bound, next) = hedge.map_or((None, next), |(bound, next)| (Some(bound), next));
            let (length, end) = self.length(next)?;
            let today = self.today();
            return Some((self.bounded(bound, today, self.far(today, &length, -1), -1), end));
        }
        if let Some(next) = self.role(at, Role::Within) {
            let (length, end) = self.length(self.shift(next).map_or(next, |(_, next)| next))?;
            let last = self.far(self.today(), &length, 1);
            let days = self.today().zip(last.interval.and_then(|when| when.day()));
            let whole = days.map(|(first, last)| Moment::days(first, last, Grain::Interval));
            return Some((whole.unwrap_or(last), end));
        }
        // "Was built in three weeks", "the worst in ten years" tell how long, not when.
        let maybe = || self.role(at, Role::LaterMaybe).filter(|_| self.told_forward(at));
        if let Some(next) = self.role(at, Role::LaterBefore).or_else(maybe) {
            let (length, end) = self.length(next).filter(|(length, end)| !self.owns(length, *end))?;
            return Some((self.far(self.today(), &length, 1), end));
        }
        let (length, next) = self.length(at)?;
        if let Some(end) = self.role(next, Role::AgoAfter) {
            let today = self.today();
            return Some((self.bounded(self.hedge_before(), today, self.far(today, &length, -1), -1), end));
        }
        let from_date = [(Role::AfterDate, 1), (Role::BeforeDate, -1)];
        for (role, sign) in from_date {
            let Some((node, end)) = self.role(next, role).and_then(|next| self.day_node(next)) else {
                continue;
            };
            let from = self.resolve(node).interval.and_then(|when| when.dates()).map(|(first, _)| first);
            return Some((self.bounded(self.hedge_before(), from, self.far(from, &length, sign), sign), end));
        }
        if let Some(end) = self.role(next, Role::LaterAfter) {
            return Some((self.far(self.today(), &length, 1), end));
        }
        // Counted from a day of the story: the published one is only supposed.
        let from_story = [(Role::LaterInStory, 1), (Role::AgoInStory, -1)];
        let (sign, end) = from_story.iter().find_map(|&(role, sign)| Some((sign, self.role(next, role)?)))?;
        if length.parts.iter().all(|(unit, _)| unit.grain() < Grain::Day) {
            return None;
        }
        Some((Moment { assumed: true, ..self.far(self.today(), &length, sign) }, end))
    }

    /// Whether the verb looks forward, or the length opens its sentence and no verb says otherwise.
    fn told_forward(self, at: usize) -> bool {
        let opens = || self.cursor.text.sentence_of(at).is_none_or(|s| s.tokens.start == at);
        self.looks_forward().unwrap_or_else(opens)
    }

    /// Whether a length before token `at` is a property, or a fraction of what follows: "in a quarter of cases".
    fn owns(self, length: &Length, at: usize) -> bool {
        let fraction = matches!(length.parts.last(), Some((Period::Quarter | Period::Half, _)));
        self.cursor.str(at) == "-" && self.cursor.glued(at) || fraction && self.role(at, Role::Of).is_some()
    }

    /// "three Fridays from now", "il y a deux mardis": so many such days from the published one.
    fn counted_weekday(self, at: usize) -> Option<(Moment, usize)> {
        let before = self.role(at, Role::AgoBefore).map(|next| (-1, next));
        let before = before.or_else(|| self.role(at, Role::LaterBefore).map(|next| (1, next)));
        let from = before.map_or(at, |(_, next)| next);
        let few = || self.role(from, Role::Few).map(|next| (FEW, next));
        let (count, next) = self.plain_count(from).or_else(few)?;
        let (weekday, next) = self.weekdays(next)?;
        let behind = || {
            let ago = self.role(next, Role::AgoAfter).map(|end| (-1, end));
            ago.or_else(|| self.role(next, Role::LaterAfter).map(|end| (1, end)))
        };
        let (sign, end) = before.map(|(sign, _)| (sign, next)).or_else(behind)?;
        let day = self.today().and_then(|today| today.nth_weekday(sign * count, weekday_of(weekday)?).ok());
        Some((Moment { weekday: Some(weekday), ..one_day(day) }, end))
    }

    pub(super) fn day_node(self, at: usize) -> Option<(Node, usize)> {
        self.node(self.skip(at, Role::The)).filter(|(node, _)| node.is_day())
    }

    /// One or more counted periods: "two years", "1 month 21 days", "a week".
    pub(super) fn length(self, at: usize) -> Option<(Length, usize)> {
        const MAX_PARTS: usize = 6;
        let start = self.skip(at, Role::About);
        let mut length = Length { parts: Vec::new(), about: start > at };
        let mut end = start;
        while length.parts.len() < MAX_PARTS {
            let joined = if length.parts.is_empty() { end } else { self.skip(end, Role::And) };
            let counted =
                self.count(joined).filter(|(count, _)| !count.rank).map(|(count, next)| (count.value, next));
            let one = || self.article(joined).map(|next| (1, next));
            let part = counted.or_else(one).and_then(|(count, next)| {
                let ((unit, times), next) = self.unit(self.past_hyphen(next))?;
                Some((unit, count.checked_mul(times)?, next))
            });
            let Some((unit, count, next)) = part else { break };
            length.parts.push((unit, count));
            end = next;
        }
        (!length.parts.is_empty()).then_some((length, end))
    }

    /// The day a length before or after another; as rough as the coarsest unit it is told in.
    pub(super) fn far(self, from: Option<Date>, length: &Length, sign: i32) -> Moment {
        let add =
            |day: Option<Date>, &(unit, count): &(Period, i32)| unit.add(day?, count.checked_mul(sign)?);
        let day = length.parts.iter().fold(from, add);
        let grain =
            length.parts.iter().map(|(unit, _)| unit.grain()).max().unwrap_or_default().max(Grain::Day);
        let finest = length.parts.iter().map(|(unit, _)| unit.grain()).min().unwrap_or_default();
        let grain = if length.parts.len() > 1 { finest.max(Grain::Day) } else { grain };
        Moment { grain, approximate: length.about || finest != Grain::Day, ..one_day(day) }
    }
}
