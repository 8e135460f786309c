//! What `units/*.toml` says: units of measure and currencies, with their names in one language.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::cursor::{Class, Cursor, is_hyphen};
use super::interner::Interner;
use super::lexicon::Short;
use crate::rules::{Pack, Packs, RuleError};
use crate::text::{Phrases, WordSet};
use crate::value::Unit;

/// Schema of `units/*.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitPack {
    dimension: String,
    units: Vec<UnitEntry>,
    #[serde(default)]
    parts: Vec<UnitEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    code: String,
    dimension: Option<String>,
    factor: Option<Decimal>,
    offset: Option<Decimal>,
    months: Option<u32>,
    report: Option<String>,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    glued: Vec<String>,
    #[serde(default)]
    joined: Vec<String>,
    #[serde(default)]
    twins: BTreeMap<String, TwinEntry>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    loose: bool,
    #[serde(default)]
    mention: bool,
    of: Option<String>,
    per: Option<u32>,
    behind: Option<String>,
    #[serde(default)]
    names: BTreeMap<String, Vec<String>>,
    /// Nouns behind its name that make it part of theirs: "23 barrel bombs" are no volume.
    #[serde(default)]
    things: BTreeMap<String, Vec<String>>,
}

/// A name that mostly means another unit, and what makes it mean this one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TwinEntry {
    names: Vec<String>,
    before: Vec<String>,
    never_joined_to: Vec<String>,
}

/// A unit as a text names it.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub unit: Arc<Unit>,
    /// The unit it is reported in, where that is another.
    pub report: Option<Arc<Unit>>,
    /// Spelt with this case; `None` for names.
    symbol: Option<Arc<str>>,
    /// A digit that must follow ("km2").
    power: Option<char>,
    /// Read only where no word follows.
    pub weak: bool,
    /// Read only right behind digits, without a space.
    pub glued: bool,
    /// Read only beside another part of the same measure.
    pub joined: bool,
    /// Needs a number of its own: an article does not count one.
    pub loose: bool,
    /// Worth a reading even where no number stands before it.
    mention: bool,
    /// Multiplies the number, where the symbol says so ("musd").
    pub scale: Option<Decimal>,
    /// A part of a currency: how many make one.
    pub part: Option<Decimal>,
}

/// The units of one language.
#[derive(Debug, Default)]
pub(super) struct Units {
    after: Phrases<Named>,
    before: Phrases<Named>,
    twins: Phrases<Twin>,
    /// By code, the nouns that a unit's name is part of.
    things: BTreeMap<String, WordSet>,
    /// By code, the unit of a bare number behind another: the 80 of "1 m 80".
    behind: BTreeMap<String, Arc<Unit>>,
    /// The unit of a bare fraction.
    pub fraction: Option<Arc<Unit>>,
    /// The unit of a bare age.
    pub age: Option<Arc<Unit>>,
}

/// The other meaning of a unit's name.
#[derive(Debug, Clone)]
struct Twin {
    named: Named,
    /// Shortly before the number, these mean it.
    before: WordSet,
    /// Joined to the number by a hyphen, the name means it but for these nouns: "a 20-pound baby", "a 20-pound fine".
    never_joined_to: WordSet,
}

/// Name of the dimension of money; a currency has its own below it ("money:EUR").
pub(super) const MONEY: &str = "money";
/// Name of the dimension of durations.
pub(super) const DURATION: &str = "duration";
/// Name of the dimension of ages.
pub const AGE: &str = "age";
const YEAR: &str = "a";

impl Units {
    pub(super) fn compile(
        packs: &Packs,
        language: &str,
        shorts: &[Short],
        interner: &mut Interner<'_>,
    ) -> Result<Self, RuleError> {
        let mut units = Self::default();
        for pack in packs.under("units/") {
            let rules: UnitPack = pack.read()?;
            let mut compiler = Compiler { pack, rules: &rules, language, shorts, interner: &mut *interner };
            compiler.compile(&mut units)?;
        }
        Ok(units)
    }

    /// The unit that stands at token `at`, with the token after it: the longest reading.
    pub(super) fn after(&self, cursor: Cursor<'_>, at: usize) -> Option<(&Named, usize)> {
        longest(&self.after, cursor, at)
    }

    /// The other unit that the name from `at` to `end`, of a number that begins at `start`, means here.
    pub(super) fn twin(&self, cursor: Cursor<'_>, start: usize, at: usize, end: usize) -> Option<&Named> {
        const REACH: usize = 4;
        let (_, twin) = self.twins.longest(cursor.words(at).map(|(word, _)| word))?;
        let said = (start.saturating_sub(REACH)..start).any(|i| twin.before.contains(cursor.word(i)));
        let hyphen = at.checked_sub(1).is_some_and(|i| cursor.glued(at) && is_hyphen(cursor.str(i)));
        let noun = cursor.is_word(end) && !twin.never_joined_to.contains(cursor.word(end));
        (said || hyphen && noun).then_some(&twin.named)
    }

    /// Whether the name of `unit` that ends before token `end` is only part of a thing's.
    pub(super) fn names_a_thing(&self, cursor: Cursor<'_>, unit: &Unit, end: usize) -> bool {
        self.things.get(&unit.code).is_some_and(|things| things.contains(cursor.word(end)))
    }

    /// The unit of a bare number behind `unit`.
    pub(super) fn behind(&self, unit: &Unit) -> Option<&Arc<Unit>> {
        self.behind.get(&unit.code)
    }

    /// The unit that stands before its number at token `at`.
    pub(super) fn before(&self, cursor: Cursor<'_>, at: usize) -> Option<(&Named, usize)> {
        longest(&self.before, cursor, at)
    }
}

fn longest<'u>(phrases: &'u Phrases<Named>, cursor: Cursor<'_>, at: usize) -> Option<(&'u Named, usize)> {
    if !phrases.begins(cursor.word(at)) {
        return None;
    }
    let ends = |count: usize| cursor.words(at).nth(count - 1).map(|(_, end)| end);
    phrases
        .all(cursor.words(at).map(|(word, _)| word))
        .filter_map(|(count, named)| {
            let end = named.fits(cursor, at, ends(count)?)?;
            Some((named, end))
        })
        .max_by_key(|&(_, end)| end)
}

impl Named {
    /// Whether its name is worth a reading where no number stands before it.
    pub fn is_mention(&self) -> bool {
        self.mention && self.symbol.is_none()
    }

    /// The token after the unit that stands from `at` to `end`; `None` where its case or its power is another.
    fn fits(&self, cursor: Cursor<'_>, at: usize, end: usize) -> Option<usize> {
        let written = cursor.span(at..end).of(cursor.text.raw);
        let visible = |text: &'_ str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        // "A $12 million ransom" is in no Australian dollars.
        let article = cursor.str(at).chars().count() == 1 && cursor.is_word(at) && !cursor.glued(at + 1);
        let spelt = |symbol: &str| symbol == written || !article && visible(symbol) == visible(written);
        if self.symbol.as_deref().is_some_and(|s| !spelt(s)) {
            return None;
        }
        match self.power {
            Some(power) => {
                let follows = cursor.glued(end) && cursor.str(end).chars().eq([power]);
                follows.then_some(end + 1)
            }
            None => Some(end),
        }
    }
}

struct Compiler<'a, 'i> {
    pack: &'a Pack,
    rules: &'a UnitPack,
    language: &'a str,
    shorts: &'a [Short],
    interner: &'a mut Interner<'i>,
}

impl Compiler<'_, '_> {
    fn compile(&mut self, units: &mut Units) -> Result<(), RuleError> {
        let mut known: BTreeMap<&str, Arc<Unit>> = BTreeMap::new();
        for entry in &self.rules.units {
            known.insert(&entry.code, Arc::new(self.unit(entry)));
        }
        for entry in &self.rules.units {
            let named = |code: &Option<String>| match code {
                Some(code) => known.get(code.as_str()).cloned().ok_or_else(|| self.unknown(code)).map(Some),
                None => Ok(None),
            };
            let report = named(&entry.report)?;
            units.behind.extend(named(&entry.behind)?.map(|unit| (entry.code.clone(), unit)));
            if let Some(unit) = known.get(entry.code.as_str()) {
                self.add(units, entry, unit.clone(), report, None);
            }
            if self.rules.dimension == "share" && entry.code == "1" {
                units.fraction = known.get("1").cloned();
            }
            if self.rules.dimension == DURATION && entry.code == YEAR {
                units.age = known
                    .get(YEAR)
                    .map(|year| Arc::new(Unit { dimension: AGE.to_owned(), ..(**year).clone() }));
            }
        }
        for entry in &self.rules.parts {
            let per = Decimal::from(entry.per.unwrap_or(100));
            let dimension = match &entry.of {
                Some(code) if !known.contains_key(code.as_str()) => return Err(self.unknown(code)),
                Some(code) => format!("{}:{code}", self.rules.dimension),
                None => format!("{}:{}", self.rules.dimension, entry.code),
            };
            let factor = if entry.of.is_some() { Decimal::ONE / per } else { Decimal::ONE };
            let unit =
                Unit { code: entry.code.clone(), dimension, factor, offset: Decimal::ZERO, months: None };
            self.add(units, entry, Arc::new(unit), None, Some(per));
        }
        Ok(())
    }

    fn unknown(&self, code: &str) -> RuleError {
        self.pack.error_at(&format!("\"{code}\""), format!("no unit of this pack has the code '{code}'"))
    }

    fn unit(&self, entry: &UnitEntry) -> Unit {
        let own = || entry.dimension.clone().unwrap_or_else(|| self.rules.dimension.clone());
        let money = self.rules.dimension == MONEY;
        Unit {
            code: entry.code.clone(),
            dimension: if money { format!("{MONEY}:{}", entry.code) } else { own() },
            factor: entry.factor.unwrap_or(Decimal::ONE),
            offset: entry.offset.unwrap_or_default(),
            months: entry.months,
        }
    }

    fn add(
        &mut self,
        units: &mut Units,
        entry: &UnitEntry,
        unit: Arc<Unit>,
        report: Option<Arc<Unit>>,
        part: Option<Decimal>,
    ) {
        let name = Named {
            unit,
            report,
            symbol: None,
            power: None,
            weak: false,
            glued: false,
            joined: false,
            loose: entry.loose,
            mention: entry.mention,
            scale: None,
            part,
        };
        for text in entry.names.get(self.language).into_iter().flatten() {
            let single = entry.mention && !text.contains(' ');
            let class = if single { Class::OTHER } else { Class::default() };
            self.insert(&mut units.after, class, text, name.clone());
        }
        let symbols = [
            (&entry.symbols, name.clone()),
            (&entry.weak, Named { weak: true, ..name.clone() }),
            (&entry.glued, Named { glued: true, ..name.clone() }),
            (&entry.joined, Named { joined: true, ..name.clone() }),
        ];
        for (texts, named) in symbols {
            for text in texts {
                let named = Named { symbol: Some(text.as_str().into()), ..named.clone() };
                self.insert(&mut units.after, Class::default(), text, named);
            }
        }
        if let Some(things) = entry.things.get(self.language) {
            let things = self.interner.set(things, Class::default());
            units.things.insert(entry.code.clone(), things);
        }
        if let Some(entry) = entry.twins.get(self.language) {
            let twin = Twin {
                named: name.clone(),
                before: self.interner.set(&entry.before, Class::default()),
                never_joined_to: self.interner.set(&entry.never_joined_to, Class::default()),
            };
            self.interner.phrases(&mut units.twins, &entry.names, Class::default(), &twin);
        }
        for text in &entry.before {
            let symbol = text.chars().any(|c| !c.is_lowercase() && c != ' ').then(|| text.as_str().into());
            self.insert(&mut units.before, Class::UNIT, text, Named { symbol, ..name.clone() });
            self.scaled_codes(units, text, &name);
        }
    }

    /// A currency code with a short scale before it: "musd" is a million dollars.
    fn scaled_codes(&mut self, units: &mut Units, code: &str, name: &Named) {
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_lowercase()) {
            return;
        }
        for short in self.shorts.iter().filter(|s| s.money_only && s.text.len() == 1) {
            let text = format!("{}{code}", short.text);
            let scaled = Named { scale: Some(short.scale), ..name.clone() };
            self.insert(&mut units.before, Class::UNIT, &text, scaled.clone());
            self.insert(&mut units.after, Class::default(), &text, scaled);
        }
    }

    /// Adds one spelling; a digit at its end is matched by itself, for runs of digits have no word number.
    fn insert(&mut self, into: &mut Phrases<Named>, class: Class, text: &str, mut name: Named) {
        let power = text.chars().last().filter(char::is_ascii_digit);
        let spelling = text.trim_end_matches(|c: char| c.is_ascii_digit());
        if power.is_some() {
            name.power = power;
            name.symbol = name.symbol.map(|_| spelling.into());
        }
        let words = self.interner.exact(spelling, class);
        into.insert(&words, name);
    }
}
