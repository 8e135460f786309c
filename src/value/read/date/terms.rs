//! What the phrases of a calendar mean, and the table of them: one look tells whether a word begins any of a kind.

use serde::Deserialize;

use crate::text::{Phrases, Word};
use crate::value::time::{Cut, Period};

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
    /// Stands before a year or a count, which a noun then follows.
    For,
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
    /// Before a span that is counted on from the published day where the verb looks forward, and is a length elsewhere.
    LaterMaybe,
    /// After a span that is counted from a day of the story: which one, the words do not say.
    AgoInStory,
    LaterInStory,
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
    /// Before a word that is "last" as an adjective: here it is the verb.
    Lasts,
    /// Before a date that opens an interval ("since", "after"), and behind one that does ("onwards").
    Since,
    After,
    Onward,
    /// Joins a length to its first day: "starting".
    Starting,
    /// The day of publication, where it is the end of a range.
    Now,
    /// Behind a year counted back from the first, and behind one counted on.
    BeforeEra,
    Era,
    Zone,
    /// Before a year, a decade; after a century.
    YearNoun,
    DecadeNoun,
    DecadeEnd,
    /// Makes an age of the decade behind it: "in his 60s".
    Owner,
    CenturyNoun,
    /// Behind a period: of the time that the story speaks of ("cette année-là").
    There,
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
        from_today: bool,
        behind: bool,
        amid: bool,
        told: bool,
    },
    Cut(Cut),
    /// A minute of the day with a name.
    Clock(u16),
    /// By its place among the holidays.
    Holiday(usize),
    Decade(i16),
    Century(i16),
    /// Its number follows, glued.
    Numbered(Period),
    /// The plural of a weekday, of which so many are counted.
    Weekdays(i8),
    /// A rank counted from the end of a period.
    FromEnd(i32),
    Role(Role),
}

/// A set of kinds of meaning: one bit for each role, one for each other kind of term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kinds(u128);

/// Bits below this belong to roles.
const ROLES: u32 = 64;
const _: () = assert!((Role::Past as u32) < ROLES, "a kind needs a bit of its own");

impl Kinds {
    pub const MONTH: Self = Self(1 << ROLES);
    pub const WEEKDAY: Self = Self(2 << ROLES);
    pub const SEASON: Self = Self(4 << ROLES);
    pub const PART: Self = Self(8 << ROLES);
    pub const DAY: Self = Self(16 << ROLES);
    pub const UNIT: Self = Self(32 << ROLES);
    pub const SHIFT: Self = Self(64 << ROLES);
    pub const CUT: Self = Self(128 << ROLES);
    pub const CLOCK: Self = Self(256 << ROLES);
    pub const HOLIDAY: Self = Self(512 << ROLES);
    pub const DECADE: Self = Self(1024 << ROLES);
    pub const CENTURY: Self = Self(2048 << ROLES);
    pub const NUMBERED: Self = Self(4096 << ROLES);
    pub const WEEKDAYS: Self = Self(8192 << ROLES);
    pub const FROM_END: Self = Self(16384 << ROLES);
    /// Whatever means more than a function word.
    pub const NAMES: Self = Self(u128::MAX << ROLES);
    pub const ALL: Self = Self(u128::MAX);

    /// Function words that open a date where a number or a name stands right behind them.
    pub const JOINTS: Self = Self::roles(&[Role::From, Role::Between, Role::About]);
    /// Whatever else opens a date: any name, and the function words that need nothing before them.
    pub const OPENERS: Self = Self::NAMES.with(Self::roles(&[
        Role::AgoBefore,
        Role::LaterBefore,
        Role::LaterMaybe,
        Role::Within,
        Role::Rest,
        Role::DecadeNoun,
        Role::HalfHour,
        Role::QuarterHour,
    ]));

    /// The kind of one role.
    pub const fn role(role: Role) -> Self {
        Self(1 << role as u32)
    }

    /// The kinds of several roles.
    pub const fn roles(roles: &[Role]) -> Self {
        let mut kinds = Self(0);
        let mut rest = roles;
        while let [first, others @ ..] = rest {
            kinds = kinds.with(Self::role(*first));
            rest = others;
        }
        kinds
    }

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets share a kind.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Term {
    pub(super) const fn kind(self) -> Kinds {
        match self {
            Self::Month(_) => Kinds::MONTH,
            Self::Weekday(_) => Kinds::WEEKDAY,
            Self::Season(..) => Kinds::SEASON,
            Self::Part(..) => Kinds::PART,
            Self::Day { .. } => Kinds::DAY,
            Self::Unit(..) => Kinds::UNIT,
            Self::Shift { .. } => Kinds::SHIFT,
            Self::Cut(_) => Kinds::CUT,
            Self::Clock(_) => Kinds::CLOCK,
            Self::Holiday(_) => Kinds::HOLIDAY,
            Self::Decade(_) => Kinds::DECADE,
            Self::Century(_) => Kinds::CENTURY,
            Self::Numbered(_) => Kinds::NUMBERED,
            Self::Weekdays(_) => Kinds::WEEKDAYS,
            Self::FromEnd(_) => Kinds::FROM_END,
            Self::Role(role) => Kinds::role(role),
        }
    }
}

/// The phrases of a calendar.
#[derive(Debug, Default)]
pub(super) struct Terms {
    phrases: Phrases<Term>,
    /// By word, the kinds of all phrases that begin with it.
    kinds: Vec<Kinds>,
}

impl Terms {
    /// Adds a phrase; of two of one kind and length, the earlier one counts.
    pub fn insert(&mut self, words: &[Word], term: Term) {
        let Some(&first) = words.first() else { return };
        if self.kinds.len() <= first.index() {
            self.kinds.resize(first.index() + 1, Kinds::default());
        }
        if let Some(kinds) = self.kinds.get_mut(first.index()) {
            *kinds = kinds.with(term.kind());
        }
        self.phrases.insert(words, term);
    }

    /// Whether a phrase of one of these kinds begins with `word`. O(1).
    #[inline]
    pub fn begins(&self, word: Word, kinds: Kinds) -> bool {
        self.kinds.get(word.index()).is_some_and(|own| own.meets(kinds))
    }

    /// The phrases of these kinds at the first of `words`, longest first, with how many words each takes.
    pub fn all(
        &self,
        words: impl Iterator<Item = Word> + Clone,
        kinds: Kinds,
    ) -> impl Iterator<Item = (usize, Term)> {
        self.phrases.matching(words, move |term| term.kind().meets(kinds)).map(|(count, &term)| (count, term))
    }
}
