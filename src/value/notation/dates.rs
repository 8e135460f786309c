//! Dates for people: `2022-07-15`, `2014–2018`, `≈ 2022-07`, and what is known of one that nothing anchors.

use jiff::civil::{Date, DateTime};

use super::Notation;
use crate::value::{Grain, Moment, When};

impl Notation {
    pub(super) fn time(&self, moment: &Moment) -> String {
        match moment.interval.filter(|_| !moment.assumed || moment.minutes.is_none()) {
            Some(when) => match self.period(when) {
                Some(period) if moment.approximate => format!("≈\u{a0}{period}"),
                Some(period) => period,
                None => self.interval(when),
            },
            None => self.unanchored(moment),
        }
    }

    /// The fields that were stated, where nothing anchors them to the calendar.
    fn unanchored(&self, moment: &Moment) -> String {
        let mut parts = Vec::new();
        let weekday = moment.weekday.and_then(|day| usize::try_from(day - 1).ok());
        parts.extend(weekday.and_then(|day| self.weekdays.get(day)).cloned());
        // Any leap year will do to name a month.
        let named = |day, form| Some(self.date(form, Date::new(2000, moment.month?, day).ok()?));
        parts.extend(match moment.day {
            Some(day) => named(day, &self.yearless),
            None => named(1, "{name}"),
        });
        if let Some((first, last)) = moment.minutes {
            parts.push(self.minute(first));
            if moment.grain == Grain::DayPart {
                parts.push(format!("– {}", self.minute(last)));
            }
        }
        if parts.is_empty() {
            parts.push(match moment.grain {
                Grain::Minute | Grain::Hour | Grain::DayPart => "??:??".to_owned(),
                _ => "????-??-??".to_owned(),
            });
        }
        parts.join(" ")
    }

    /// The name of the year, month, day or minute that the interval is, where it is one.
    fn period(&self, when: When) -> Option<String> {
        let (low, high) = (when.low?, when.high?);
        let (first, last) = (low.date(), high.date());
        let minute = |at: DateTime| (at.date(), at.hour(), at.minute());
        if minute(low) == minute(high) {
            return Some(self.end(low, false));
        }
        if !(is_start(low) && is_end(high)) {
            return None;
        }
        if first == last {
            Some(self.date(&self.day, first))
        } else if first == first.first_of_month() && last == first.last_of_month() {
            Some(self.date(&self.month, first))
        } else if first == first.first_of_year() && last == first.last_of_year() {
            Some(self.date(&self.year, first))
        } else {
            None
        }
    }

    /// An interval by its ends; whole years by their numbers.
    fn interval(&self, when: When) -> String {
        let (Some(low), Some(high)) = (when.low, when.high) else {
            let from = when.low.map(|low| format!("{} ", self.end(low, is_start(low))));
            let to = when.high.map(|high| format!(" {}", self.end(high, is_end(high))));
            return format!("{}–{}", from.unwrap_or_default(), to.unwrap_or_default());
        };
        let whole = is_start(low) && is_end(high);
        if whole && (low.month(), low.day()) == (1, 1) && (high.month(), high.day()) == (12, 31) {
            let year = |at: DateTime| self.date(&self.year, at.date());
            return format!("{}–{}", year(low), year(high));
        }
        match &self.days {
            Some(form) if whole && low.date().first_of_month() == high.date().first_of_month() => {
                self.date(form, low.date()).replace("{last}", &high.day().to_string())
            }
            _ => format!("{} – {}", self.end(low, whole), self.end(high, whole)),
        }
    }

    /// One end of an interval, to the day or to the minute.
    fn end(&self, at: DateTime, whole_day: bool) -> String {
        let day = self.date(&self.day, at.date());
        if whole_day { day } else { format!("{day} {}", self.time_of_day(at.hour(), at.minute())) }
    }

    fn minute(&self, minute: u16) -> String {
        self.time_of_day(minute / 60, minute % 60)
    }

    fn time_of_day(&self, hour: impl Into<i64>, minute: impl Into<i64>) -> String {
        let (hour, minute) = (hour.into(), minute.into());
        self.clock
            .replace("{hour}", &format!("{hour:02}"))
            .replace("{h}", &hour.to_string())
            .replace("{minute}", &format!("{minute:02}"))
    }

    pub(super) fn date(&self, form: &str, date: Date) -> String {
        let name = usize::try_from(date.month() - 1).ok().and_then(|month| self.months.get(month));
        let day = if date.day() == 1 { self.first.clone() } else { date.day().to_string() };
        form.replace("{year}", &format!("{:04}", date.year()))
            .replace("{month}", &format!("{:02}", date.month()))
            .replace("{day}", &format!("{:02}", date.day()))
            .replace("{d}", &day)
            .replace("{name}", name.map_or("", String::as_str))
    }
}

fn is_start(at: DateTime) -> bool {
    (at.hour(), at.minute()) == (0, 0)
}

fn is_end(at: DateTime) -> bool {
    (at.hour(), at.minute()) == (23, 59)
}

#[cfg(test)]
mod tests {
    use super::super::{NARROW_SPACE, NEUTRAL};
    use super::*;

    fn when(low: &str, high: &str) -> String {
        let end = |text: &str| text.parse().ok();
        let interval = Some(When { low: end(low), high: end(high) });
        NEUTRAL.time(&Moment { interval, ..Moment::default() }).replace(NARROW_SPACE, " ")
    }

    #[test]
    fn periods_have_short_names() {
        assert_eq!(when("2022-07-15T00:00", "2022-07-15T23:59:59"), "2022-07-15");
        assert_eq!(when("2022-07-01T00:00", "2022-07-31T23:59:59"), "2022-07");
        assert_eq!(when("2022-01-01T00:00", "2022-12-31T23:59:59"), "2022");
        assert_eq!(when("1980-01-01T00:00", "1989-12-31T23:59:59"), "1980–1989");
        assert_eq!(when("2022-07-11T00:00", "2022-07-20T23:59:59"), "2022-07-11 – 2022-07-20");
        assert_eq!(when("2022-07-11T14:30", "2022-07-11T14:30"), "2022-07-11 14:30");
        assert_eq!(when("2014-01-01T00:00", ""), "2014-01-01 –");
    }

    #[test]
    fn a_bare_weekday_is_named() {
        let moment = Moment { weekday: Some(2), ..Moment::default() };
        assert_eq!(moment.to_string(), "Tuesday");
    }
}
