//! What `calendar.toml` of a language says, compiled to word numbers.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::rules::{Packs, RuleError};
use crate::text::{Phrases, TextRules, Word};
use crate::value::time::{Cut, Period};

/// Schema of `languages/CODE/calendar.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarPack {
    /// `03/04` is the third of April rather than the fourth of March.
    day_first: bool,
    /// Names and abbreviations of the twelve months.
    months: [Vec<String>; 12],
    /// Names and abbreviations of the seven days, from Monday.
    weekdays: [Vec<String>; 7],
    /// Names above, and of seasons, that are also other words: read only beside a number or after `in`.
    ambiguous: Vec<String>,
    /// Names above that need a capital, so common is the other word.
    cased: Vec<String>,
    /// Numbers that look like dates and are names.
    never: Vec<String>,
    seasons: Vec<SeasonEntry>,
    parts: Vec<PartEntry>,
    days: Vec<DayEntry>,
    units: Vec<UnitEntry>,
    shifts: Vec<ShiftEntry>,
    cuts: Vec<CutEntry>,
    clocks: Vec<ClockEntry>,
    holidays: Vec<HolidayEntry>,
    decades: Vec<DecadeEntry>,
    /// Endings of a century's rank in roman numerals.
    century_endings: Vec<String>,
    /// Letters glued to the number of a period: "Q3".
    numbered: Vec<UnitEntry>,
    roles: BTreeMap<Role, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeasonEntry {
    words: Vec<String>,
    /// First and last day, `[month, day]`; the first may be in the year before.
    from: (i8, i8),
    to: (i8, i8),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartEntry {
    words: Vec<String>,
    /// First and last minute, `HH:MM`.
    from: String,
    to: String,
    /// Days from the published day, where the words say it.
    days: Option<i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DayEntry {
    words: Vec<String>,
    /// Days from the published day.
    days: i32,
    /// Counted from a day the story speaks of rather than from the published one.
    #[serde(default)]
    told: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    words: Vec<String>,
    unit: Period,
    #[serde(default = "one")]
    times: i32,
}

fn one() -> i32 {
    1
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShiftEntry {
    words: Vec<String>,
    /// Periods from the present one.
    by: i32,
    /// With a weekday: that of the week so far away, rather than the nearest in that direction.
    #[serde(default)]
    by_week: bool,
    /// May stand behind what it moves.
    #[serde(default)]
    behind: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CutEntry {
    words: Vec<String>,
    cut: Cut,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockEntry {
    words: Vec<String>,
    at: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecadeEntry {
    words: Vec<String>,
    /// Its first year within the century.
    from: i16,
}

#[derive(Debug, Deserialize)]
struct HolidayEntry {
    words: Vec<String>,
    #[serde(flatten)]
    rule: HolidayRule,
}

/// When a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum HolidayRule {
    /// The same day of every year.
    Fixed { month: i8, day: i8 },
    /// The `nth` such weekday of a month (from the end where negative), and `plus` days.
    Weekday {
        month: i8,
        weekday: i8,
        nth: i8,
        #[serde(default)]
        plus: i32,
    },
    /// Days from Easter Sunday.
    Easter { easter: i32 },
}

/// What a function word does in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    /// Joins a part to its whole: "of", "de".
    Of,
    /// Stands before a time of day.
    At,
    /// Stands before an hour so surely that the hour needs no unit.
    AtHour,
    /// Stands before a day.
    On,
    /// Stands before a month or year.
    In,
    /// Stands before a year so weakly that a count may follow instead.
    InWeak,
    The,
    /// Opens a range that `to` closes.
    From,
    To,
    /// Opens a range that `and` closes.
    Between,
    And,
    /// Makes an interval without a beginning.
    Until,
    /// Before and after a span that is counted back from the published day.
    AgoBefore,
    AgoAfter,
    /// Before and after a span that is counted on from it.
    LaterBefore,
    LaterAfter,
    /// Between a span and the date it is counted from.
    AfterDate,
    BeforeDate,
    /// What is left of a period.
    Rest,
    About,
    /// Some, of no stated number.
    Few,
    /// Before a length at the end of which, at the latest, something falls.
    Within,
    Am,
    Pm,
    /// Between hours and minutes, or after hours.
    Hour,
    /// After minutes.
    MinuteUnit,
    HalfHour,
    QuarterHour,
    /// Between minutes and the hour they follow, or the hour they precede.
    MinutesPast,
    MinutesTo,
    /// Between an hour and the minutes taken off it.
    Minus,
    /// The hours that follow are what something lasts.
    Lasting,
    Zone,
    /// Before a year, a decade; after a century.
    YearNoun,
    DecadeNoun,
    DecadeEnd,
    CenturyNoun,
    /// Counts from the end of a period.
    Last,
    /// Makes a repeated day, which is no date.
    Each,
    /// A verb that makes a bare weekday after it a coming one, or a past one.
    Future,
    Past,
}

/// What a phrase of the calendar means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Term {
    Month(i8),
    Weekday(i8),
    Season((i8, i8), (i8, i8)),
    /// First and last minute.
    Part(u16, u16, Option<i32>),
    Day {
        days: i32,
        told: bool,
    },
    /// So many of a period.
    Unit(Period, i32),
    Shift {
        by: i32,
        by_week: bool,
        behind: bool,
    },
    Cut(Cut),
    /// A minute of the day with a name.
    Clock(u16),
    Holiday(HolidayRule),
    Decade(i16),
    Century(i16),
    /// Its number follows, glued.
    Numbered(Period),
    Role(Role),
}

/// What `calendar.toml` of one language says.
#[derive(Debug, Default)]
pub(in crate::value::read) struct DateRules {
    pub(super) day_first: bool,
    pub(super) terms: Phrases<Term>,
    pub(super) ambiguous: FxHashSet<Word>,
    pub(super) cased: FxHashSet<Word>,
    pub(super) never: FxHashSet<String>,
    triggers: Vec<Word>,
    content: Vec<Word>,
}

impl DateRules {
    /// Reads the calendar of a language and interns its words; a language without one reads no dates.
    pub(in crate::value::read) fn compile(packs: &Packs, text: &mut TextRules) -> Result<Self, RuleError> {
        let Some(pack) = packs.language(&text.code, "calendar") else { return Ok(Self::default()) };
        let calendar: CalendarPack = pack.read()?;
        let mut rules = Self { day_first: calendar.day_first, ..Self::default() };
        rules.names(&calendar, text);
        for part in &calendar.parts {
            let ends = clock(&part.from).zip(clock(&part.to));
            let (from, to) =
                ends.ok_or_else(|| pack.error_at(&part.from, "a time of day is written HH:MM"))?;
            rules.add(&part.words, Term::Part(from, to, part.days), text);
        }
        for entry in &calendar.clocks {
            let at =
                clock(&entry.at).ok_or_else(|| pack.error_at(&entry.at, "a time of day is written HH:MM"))?;
            rules.add(&entry.words, Term::Clock(at), text);
        }
        for (&role, phrases) in &calendar.roles {
            rules.add(phrases, Term::Role(role), text);
        }
        rules.never = calendar.never.into_iter().collect();
        rules.triggers.sort_unstable();
        rules.triggers.dedup();
        Ok(rules)
    }

    /// The words without one of which, or digits, there is no date: those that do more than join others.
    pub(in crate::value::read) fn content(&self) -> &[Word] {
        &self.content
    }

    /// The words a date may begin with: the driver asks at these and at digits.
    pub(in crate::value::read) fn triggers(&self) -> &[Word] {
        &self.triggers
    }

    fn names(&mut self, calendar: &CalendarPack, text: &mut TextRules) {
        for (number, words) in (1..).zip(&calendar.months) {
            self.add(words, Term::Month(number), text);
        }
        for (number, words) in (1..).zip(&calendar.weekdays) {
            self.add(words, Term::Weekday(number), text);
        }
        for entry in &calendar.seasons {
            self.add(&entry.words, Term::Season(entry.from, entry.to), text);
        }
        for entry in &calendar.days {
            self.add(&entry.words, Term::Day { days: entry.days, told: entry.told }, text);
        }
        for entry in &calendar.units {
            self.add(&entry.words, Term::Unit(entry.unit, entry.times), text);
        }
        for entry in &calendar.shifts {
            self.add(
                &entry.words,
                Term::Shift { by: entry.by, by_week: entry.by_week, behind: entry.behind },
                text,
            );
        }
        for entry in &calendar.cuts {
            self.add(&entry.words, Term::Cut(entry.cut), text);
        }
        for entry in &calendar.holidays {
            self.add(&entry.words, Term::Holiday(entry.rule), text);
        }
        for entry in &calendar.decades {
            self.add(&entry.words, Term::Decade(entry.from), text);
        }
        for entry in &calendar.numbered {
            self.add(&entry.words, Term::Numbered(entry.unit), text);
        }
        for (rank, roman) in (1..).zip(ROMAN) {
            let ranks = calendar.century_endings.iter().map(|ending| format!("{roman}{ending}"));
            self.add(&ranks.collect::<Vec<_>>(), Term::Century(rank), text);
        }
        let mut set = |words: &[String]| words.iter().map(|word| text.vocabulary.intern(word)).collect();
        (self.ambiguous, self.cased) = (set(&calendar.ambiguous), set(&calendar.cased));
    }

    fn add(&mut self, phrases: &[String], term: Term, text: &mut TextRules) {
        let opens = match term {
            Term::Role(role) => role.opens(),
            _ => true,
        };
        for phrase in phrases {
            let words = text.intern_phrase(&phrase.replace('-', " "));
            self.triggers.extend(words.first().filter(|_| opens));
            // The longest word of a phrase is no function word.
            let longest = phrase.split([' ', '-']).max_by_key(|word| word.chars().count());
            if let Some(word) = longest.filter(|_| !matches!(term, Term::Role(_))) {
                self.content.extend(text.intern_phrase(word).first());
            }
            self.terms.insert(&words, term);
        }
    }
}

impl Role {
    /// Whether a date may begin with such a word; those that only stand inside one cost the driver nothing.
    fn opens(self) -> bool {
        use Role::{Between, DecadeNoun, From, HalfHour, Last, LaterBefore, QuarterHour, Rest, Within};
        matches!(
            self,
            Within
                | From
                | Between
                | Self::AgoBefore
                | LaterBefore
                | Rest
                | DecadeNoun
                | HalfHour
                | QuarterHour
                | Last
        )
    }
}

/// The ranks that centuries have.
const ROMAN: [&str; 21] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
    "xvii", "xviii", "xix", "xx", "xxi",
];

/// Minute of the day of `HH:MM`.
fn clock(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
