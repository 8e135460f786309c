//! Why a verdict is what it is, apart from the language it is told in.
//!
//! Who aligns and compares names a phrase and what fills its gaps; the catalogues under `rules/ui/` hold the words.

use rust_decimal::Decimal;

use super::{TimeSet, Value};

/// A phrase with what fills its gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Key of the phrase in the catalogues.
    pub phrase: &'static str,
    /// The gaps by name, each with its filling.
    pub gaps: Vec<(&'static str, Detail)>,
}

/// What fills a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// A name or an id, as it stands.
    Text(String),
    /// Id of what is counted, of an event or of a sense: told by the packs' word for it, where they have one.
    Term(String),
    /// A phrase without gaps.
    Phrase(&'static str),
    /// How many; it decides between singular and plural.
    Count(usize),
    /// A number.
    Number(Decimal),
    /// Numbers to add.
    Sum(Vec<Decimal>),
    /// An answer.
    Answer(Box<Value>),
    /// Dates.
    Times(TimeSet),
}

impl Reason {
    /// A phrase without gaps, or before they are filled.
    #[must_use]
    pub fn new(phrase: &'static str) -> Self {
        Self { phrase, gaps: Vec::new() }
    }

    /// The same with a gap filled.
    #[must_use]
    pub fn with(mut self, gap: &'static str, filling: impl Into<Detail>) -> Self {
        self.gaps.push((gap, filling.into()));
        self
    }
}

impl From<&str> for Detail {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Detail {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<Decimal> for Detail {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<&TimeSet> for Detail {
    fn from(times: &TimeSet) -> Self {
        Self::Times(times.clone())
    }
}

impl From<&Value> for Detail {
    fn from(value: &Value) -> Self {
        Self::Answer(Box::new(value.clone()))
    }
}
