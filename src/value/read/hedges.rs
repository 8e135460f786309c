//! What `hedges.toml` says: how firmly a number is stated, and how ranges are built.

use serde::Deserialize;

use super::cursor::Class;
use super::interner::Interner;
use crate::rules::{Pack, RuleError};
use crate::text::{Phrases, WordSet};
use crate::value::Bound;

/// Schema of `languages/CODE/hedges.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HedgePack {
    before: BoundWords,
    after: BoundWords,
    range: RangeWords,
    words: OtherWords,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct BoundWords {
    about: Vec<String>,
    exact: Vec<String>,
    at_least: Vec<String>,
    more_than: Vec<String>,
    at_most: Vec<String>,
    less_than: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RangeWords {
    between: Vec<String>,
    and: Vec<String>,
    to: Vec<String>,
    or: Vec<String>,
    by: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherWords {
    fillers: Vec<String>,
    of: Vec<String>,
    more: Vec<String>,
    and_bounds: Vec<String>,
    below_zero: Vec<String>,
}

/// The hedges of one language.
#[derive(Debug, Default)]
pub(super) struct Hedges {
    pub before: Phrases<Bound>,
    pub after: Phrases<Bound>,
    pub between: Phrases<()>,
    pub and: WordSet,
    pub to: WordSet,
    pub or: WordSet,
    pub by: WordSet,
    pub fillers: WordSet,
    pub of: WordSet,
    pub more: WordSet,
    pub and_bounds: WordSet,
    pub below_zero: Phrases<()>,
}

impl Hedges {
    pub(super) fn compile(pack: &Pack, interner: &mut Interner<'_>) -> Result<Self, RuleError> {
        let HedgePack { before, after, range, words } = pack.read()?;
        let none = Class::default();
        let mut hedges = Self {
            and: interner.set(&range.and, none),
            to: interner.set(&range.to, none),
            or: interner.set(&range.or, none),
            by: interner.set(&range.by, none),
            fillers: interner.set(&words.fillers, none),
            of: interner.set(&words.of, none),
            more: interner.set(&words.more, none),
            and_bounds: interner.set(&words.and_bounds, none),
            ..Self::default()
        };
        interner.phrases(&mut hedges.between, &range.between, Class::BOUND, &());
        interner.phrases(&mut hedges.below_zero, &words.below_zero, none, &());
        bounds(&mut hedges.before, &before, Class::BOUND, interner);
        bounds(&mut hedges.after, &after, none, interner);
        Ok(hedges)
    }
}

fn bounds(into: &mut Phrases<Bound>, words: &BoundWords, class: Class, interner: &mut Interner<'_>) {
    let lists = [
        (Bound::Approximate, &words.about),
        (Bound::Exact, &words.exact),
        (Bound::AtLeast, &words.at_least),
        (Bound::MoreThan, &words.more_than),
        (Bound::AtMost, &words.at_most),
        (Bound::LessThan, &words.less_than),
    ];
    for (bound, phrases) in lists {
        interner.phrases(into, phrases, class, &bound);
    }
}
