//! The date grammar: months, days, years, periods, times of day, relative dates.

use crate::rules::{Packs, RuleError};
use crate::text::{TextRules, Word};

use super::Reading;
use super::cursor::Cursor;

/// What `calendar.toml` of one language says.
#[derive(Debug, Default)]
pub(super) struct DateRules {
    triggers: Vec<Word>,
}

impl DateRules {
    /// Reads the calendar of a language and interns its words.
    pub(super) fn compile(_packs: &Packs, _text: &mut TextRules) -> Result<Self, RuleError> {
        Ok(Self::default())
    }

    /// The words a date may begin with: the driver asks [`read_at`] at these and at digits.
    pub(super) fn triggers(&self) -> &[Word] {
        &self.triggers
    }
}

/// The date, period or time of day that begins at token `at`, if any. Asked before the number grammar.
pub(super) fn read_at(_cursor: Cursor<'_>, _at: usize) -> Option<Reading> {
    None
}
