//! What `counts.toml` says: groups ("dozen"), vague counts ("several"), shares and the words for none.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::cursor::Class;
use super::interner::Interner;
use super::rates::{RateWords, Rates};
use crate::rules::{Pack, RuleError};
use crate::text::{Phrases, WordSet};

/// Schema of `languages/CODE/counts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountPack {
    groups: Vec<GroupEntry>,
    many: Vec<String>,
    vague: Vec<VagueEntry>,
    shares: Vec<ShareEntry>,
    zero: Vec<String>,
    zero_alone: Vec<String>,
    zero_not: Vec<String>,
    ratio: Vec<String>,
    alone: Vec<String>,
    whole: Vec<String>,
    rates: RateWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    value: u64,
    #[serde(default)]
    about: bool,
    #[serde(default)]
    alone: bool,
    words: Vec<String>,
    #[serde(default)]
    many_words: Vec<String>,
    many: Option<[u64; 2]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VagueEntry {
    words: Vec<String>,
    low: u64,
    high: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareEntry {
    words: Vec<String>,
    low: Decimal,
    high: Decimal,
}

/// A group word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub value: Decimal,
    /// Whether it names an approximate count.
    pub about: bool,
    /// What its bare plural means.
    pub many: Option<(Decimal, Decimal)>,
    /// Whether it may follow a number.
    pub counted: bool,
    /// Whether it counts without a number before it.
    pub alone: bool,
}

/// A vague count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vague {
    pub low: Decimal,
    pub high: Option<Decimal>,
}

/// The counts of one language.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub groups: Phrases<Group>,
    pub many: WordSet,
    pub vague: Phrases<Vague>,
    /// Vague shares of a whole.
    pub shares: Phrases<(Decimal, Decimal)>,
    pub zero: WordSet,
    pub zero_alone: Phrases<()>,
    /// After a word for none, these make it something else ("no longer").
    pub zero_not: WordSet,
    pub ratio: Phrases<()>,
    pub alone: WordSet,
    pub whole: Phrases<()>,
    pub rates: Rates,
}

impl Counts {
    pub(super) fn compile(pack: &Pack, interner: &mut Interner<'_>) -> Result<Self, RuleError> {
        let rules: CountPack = pack.read()?;
        let mut counts = Self {
            many: interner.set(&rules.many, Class::default()),
            zero: interner.set(&rules.zero, Class::OTHER),
            zero_not: interner.set(&rules.zero_not, Class::default()),
            alone: interner.set(&rules.alone, Class::NUMERAL),
            rates: Rates::compile(&rules.rates, interner),
            ..Self::default()
        };
        for entry in &rules.groups {
            let many = entry.many.map(|[low, high]| (low.into(), high.into()));
            let group = Group {
                value: entry.value.into(),
                about: entry.about,
                many,
                counted: true,
                alone: entry.alone,
            };
            let uncounted = Group { counted: false, ..group };
            interner.phrases(&mut counts.groups, &entry.words, Class::NUMERAL, &group);
            interner.phrases(&mut counts.groups, &entry.many_words, Class::NUMERAL, &uncounted);
        }
        for entry in &rules.vague {
            let vague = Vague { low: entry.low.into(), high: entry.high.map(Into::into) };
            interner.phrases(&mut counts.vague, &entry.words, Class::OTHER, &vague);
        }
        for entry in &rules.shares {
            interner.phrases(&mut counts.shares, &entry.words, Class::OTHER, &(entry.low, entry.high));
        }
        interner.phrases(&mut counts.zero_alone, &rules.zero_alone, Class::OTHER, &());
        interner.phrases(&mut counts.ratio, &rules.ratio, Class::default(), &());
        interner.phrases(&mut counts.whole, &rules.whole, Class::OTHER, &());
        Ok(counts)
    }
}
