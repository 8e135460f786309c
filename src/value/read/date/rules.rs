//! What `calendar.toml` of a language says, compiled to word numbers.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::terms::{Kinds, Role, Term, Terms};
use crate::rules::{Packs, RuleError};
use crate::text::{TextRules, Word, WordSet};
use crate::value::time::{Cut, Holiday, Period};

/// Schema of `languages/CODE/calendar.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarPack {
    /// `03/04` is the third of April rather than the fourth of March.
    day_first: bool,
    /// The last day of a month that is told by its rank.
    last_ranked_day: i8,
    /// Names and abbreviations of the twelve months.
    months: [Vec<String>; 12],
    /// Names and abbreviations of the seven days, from Monday.
    weekdays: [Vec<String>; 7],
    /// Ending of the plural of the first name of each.
    weekday_plural: String,
    /// Words behind that plural where several days are meant; before any other the day has lost its apostrophe. None where
    /// the language has no such form.
    #[serde(default)]
    behind_weekdays: Vec<String>,
    /// Names above, and of seasons, that are also other words: read only beside a number or after `in`.
    ambiguous: Vec<String>,
    /// Names above that need a capital, so common is the other word.
    cased: Vec<String>,
    /// Numbers that look like dates and are names.
    never: Vec<String>,
    /// Endings of verbs that look forward, and of those that look back.
    #[serde(default)]
    future_endings: Vec<String>,
    #[serde(default)]
    past_endings: Vec<String>,
    /// Words that take the tense from the verb behind them: "be", "to".
    #[serde(default)]
    tenseless: Vec<String>,
    seasons: Vec<SeasonEntry>,
    parts: Vec<PartEntry>,
    days: Vec<DayEntry>,
    units: Vec<UnitEntry>,
    shifts: Vec<ShiftEntry>,
    from_end: Vec<FromEndEntry>,
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
    /// With a weekday: counted from the published day, which may itself be the first.
    #[serde(default)]
    from_today: bool,
    /// May stand behind what it moves.
    #[serde(default)]
    behind: bool,
    /// May stand between a number and its unit, as all do that stand behind.
    #[serde(default)]
    amid: bool,
    /// Means a time that the story speaks of rather than the present.
    #[serde(default)]
    told: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FromEndEntry {
    words: Vec<String>,
    /// Rank from the end of a period: 1 for the last.
    rank: i32,
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
    when: Holiday,
}

/// What `calendar.toml` of one language says.
#[derive(Debug, Default)]
pub(in crate::value::read) struct DateRules {
    pub(super) day_first: bool,
    pub(super) last_ranked_day: i8,
    pub(super) terms: Terms,
    pub(super) holidays: Vec<Holiday>,
    pub(super) ambiguous: WordSet,
    pub(super) cased: WordSet,
    pub(super) never: FxHashSet<String>,
    pub(super) future_endings: Vec<String>,
    pub(super) past_endings: Vec<String>,
    pub(super) tenseless: WordSet,
    pub(super) behind_weekdays: WordSet,
    triggers: Vec<Word>,
    content: Vec<Word>,
}

impl DateRules {
    /// Reads the calendar of a language and interns its words; a language without one reads no dates.
    pub(in crate::value::read) fn compile(packs: &Packs, text: &mut TextRules) -> Result<Self, RuleError> {
        let Some(pack) = packs.language(&text.code, "calendar") else { return Ok(Self::default()) };
        let calendar: CalendarPack = pack.read()?;
        let mut rules = Self {
            day_first: calendar.day_first,
            last_ranked_day: calendar.last_ranked_day,
            ..Self::default()
        };
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
        (rules.future_endings, rules.past_endings) = (calendar.future_endings, calendar.past_endings);
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
            let plurals = words.first().map(|word| format!("{word}{}", calendar.weekday_plural));
            self.add(plurals.as_slice(), Term::Weekdays(number), text);
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
            let ShiftEntry { by, by_week, from_today, behind, told, .. } = *entry;
            let shift = Term::Shift { by, by_week, from_today, behind, amid: behind || entry.amid, told };
            self.add(&entry.words, shift, text);
        }
        for entry in &calendar.from_end {
            self.add(&entry.words, Term::FromEnd(entry.rank), text);
        }
        for entry in &calendar.cuts {
            self.add(&entry.words, Term::Cut(entry.cut), text);
        }
        for entry in &calendar.holidays {
            self.add(&entry.words, Term::Holiday(self.holidays.len()), text);
            self.holidays.push(entry.when.clone());
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
        self.tenseless = set(&calendar.tenseless);
        self.behind_weekdays = set(&calendar.behind_weekdays);
    }

    fn add(&mut self, phrases: &[String], term: Term, text: &mut TextRules) {
        let opens = term.kind().meets(Kinds::OPENERS.with(Kinds::JOINTS));
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
