//! The axis of a drawing: where a value lies, and at which round values it gets a tick.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::partial_date::PartialDate;
use crate::words::Words;

/// A linear map from values to places.
pub struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

/// A round value with its place and label.
pub struct Tick {
    pub place: f64,
    pub label: String,
}

/// Ticks an axis should have; it may get a few more or less.
const TICKS: f64 = 5.0;
/// Days up to which an axis of dates has days for ticks, and up to which it has months.
const DAYS: f64 = 62.0;
const MONTHS: f64 = 800.0;

impl Scale {
    /// From the least value at `start` to the greatest at `end`; `None` without a value.
    pub fn over(values: impl Iterator<Item = f64> + Clone, start: f64, end: f64) -> Option<Self> {
        let from = values.clone().reduce(f64::min)?;
        let to = values.reduce(f64::max)?;
        (to - from).is_finite().then_some(Self { from, to, start, end })
    }

    pub fn at(&self, value: f64) -> f64 {
        let span = self.to - self.from;
        let share = if span > 0.0 { (value - self.from) / span } else { 0.5 };
        self.start + share * (self.end - self.start)
    }

    fn ticks(&self, values: impl IntoIterator<Item = (f64, String)>) -> Vec<Tick> {
        let within = values.into_iter().filter(|(value, _)| (self.from..=self.to).contains(value));
        within.map(|(value, label)| Tick { place: self.at(value), label }).collect()
    }

    /// Ticks at round numbers at least `least` apart, where one of them measures `unit` on the scale from `offset` on.
    pub fn numbers(&self, unit: f64, offset: f64, least: f64, words: &Words) -> Vec<Tick> {
        let (low, high) = ((self.from - offset) / unit, (self.to - offset) / unit);
        let step = round_step((high - low) / TICKS).max(least);
        if !(step.is_finite() && step > 0.0 && low.abs() / step < 1e15) {
            return Vec::new();
        }
        let first = (low / step).ceil() as i64;
        let label = |number: f64| {
            let decimal = rust_decimal::Decimal::from_f64_retain(number)?.round_sf(12)?.normalize();
            Some((number * unit + offset, words.notation().number(decimal)))
        };
        self.ticks((first..first + 4 * TICKS as i64).filter_map(|at| label(at as f64 * step)))
    }

    /// Ticks at first days of months or years, or at days; values are days, as [`day_number`] counts them.
    pub fn days(&self, words: &Words) -> Vec<Tick> {
        let span = self.to - self.from;
        let Some(first) = day_of(self.from) else { return Vec::new() };
        let months = |step: i8| {
            let start = first.first_of_month();
            let start = if span > MONTHS { first.first_of_year() } else { start };
            start.series(i32::from(step).months())
        };
        let (dates, parts): (Box<dyn Iterator<Item = Date>>, usize) = if span <= DAYS {
            let step = round_step(span / TICKS).max(1.0) as i32;
            (Box::new(first.series(step.days())), 3)
        } else if span <= MONTHS {
            (
                Box::new(months(if span > 400.0 {
                    6
                } else if span > 200.0 {
                    3
                } else {
                    1
                })),
                2,
            )
        } else {
            let years = round_step(span / 365.25 / TICKS).clamp(1.0, 1000.0) as i32;
            (Box::new(first.first_of_year().series(years.years())), 1)
        };
        let label = |date: Date| {
            let month = (parts > 1).then_some(date.month());
            let known = PartialDate::new(date.year(), month, (parts > 2).then_some(date.day()));
            (day_number(date), known.map(|date| words.published(date)).unwrap_or_default())
        };
        self.ticks(dates.take(4 * TICKS as usize).map(label))
    }
}

/// The next step of the sort 1, 2, 5, 10.
fn round_step(step: f64) -> f64 {
    let magnitude = 10_f64.powf(step.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| factor * magnitude >= step);
    factor.unwrap_or(10.0) * magnitude
}

/// Days since the year 0.
pub fn day_number(date: Date) -> f64 {
    date.duration_since(Date::ZERO).as_secs_f64() / 86_400.0
}

fn day_of(number: f64) -> Option<Date> {
    Date::ZERO.checked_add((number as i64).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_counted_has_no_ticks_in_between() {
        let scale = Scale::over([7.0, 9.0].into_iter(), 0.0, 1.0).unwrap();
        let labels = |least| -> Vec<String> {
            let ticks = scale.numbers(1.0, 0.0, least, Words::english());
            ticks.into_iter().map(|tick| tick.label).collect()
        };
        assert_eq!(labels(1.0), ["7", "8", "9"]);
        assert_eq!(labels(0.0), ["7", "7.5", "8", "8.5", "9"]);
    }
}
