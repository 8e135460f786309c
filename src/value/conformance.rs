//! Runs the cases that value packs carry with them, and draws the conformance table from them.
//!
//! A case is a phenomenon, a text, and every value that must be read from it, in order and in one notation:
//! `money ~ 2565..2835 EUR`. Nothing else may be read.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::{Bound, End, Reading, ValueRules, Wire, read};
use crate::partial_date::PartialDate;
use crate::rules::{self, Outcome, Pack, Packs, RuleError};
use crate::source::{Block, BlockKind};
use crate::span::Span;
use crate::text::{Languages, Text};

/// The packs of a language that hold values; calendars have cases of their own.
const PACKS: [&str; 4] = ["contexts", "counts", "hedges", "numerals"];

/// One text with every value it holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows; the row of the conformance table.
    phenomenon: String,
    /// Needed in packs that belong to no language.
    language: Option<String>,
    text: String,
    published: Option<String>,
    values: Vec<String>,
}

impl rules::Case for Case {
    fn text(&self) -> &str {
        &self.text
    }
}

/// What reads the cases.
struct Bench {
    languages: Languages,
    rules: ValueRules,
}

/// Runs the cases of every value pack whose path contains `filter`.
///
/// # Errors
/// [`RuleError`] where a pack or its cases do not fit their schema.
pub fn run_tests(packs: &Packs, filter: &str) -> Result<Outcome, RuleError> {
    let bench = Bench::new(packs)?;
    Outcome::of(with_values(packs).filter(|pack| pack.path.contains(filter)), |pack, case| {
        let found = bench.read(pack, case)?;
        Ok((found != case.values).then(|| format!("expected {}, read {}", show(&case.values), show(&found))))
    })
}

fn show(values: &[String]) -> String {
    if values.is_empty() { "nothing".to_owned() } else { values.join("; ") }
}

/// The packs whose cases are values.
fn with_values(packs: &Packs) -> impl Iterator<Item = &Pack> {
    let own = packs.languages().into_iter().flat_map(|code| PACKS.iter().map(move |name| (code, *name)));
    own.filter_map(|(code, name)| packs.language(code, name)).chain(packs.under("units/"))
}

impl Bench {
    fn new(packs: &Packs) -> Result<Self, RuleError> {
        let mut languages = Languages::compile(packs)?;
        let rules = ValueRules::compile(packs, &mut languages, &packs.languages())?;
        Ok(Self { languages, rules })
    }

    /// All values of a case's text, in the notation of the cases.
    fn read(&self, pack: &Pack, case: &Case) -> Result<Vec<String>, RuleError> {
        let language = case.language_in(pack);
        let published = case.published.as_deref().map(str::parse::<PartialDate>).transpose();
        let published = published.map_err(|why| pack.error_at(&case.text, why))?;
        let cutting = self.languages.get(language).ok_or_else(|| {
            pack.error_at(&case.text, "a case here needs `language`, the code of one there are rules for")
        })?;
        let block = Block { span: Span::new(0, case.text.len()), kind: BlockKind::Paragraph };
        let text = Text::new(&case.text, &[block], cutting);
        Ok(read(&text, language, &self.rules, published).iter().map(notation).collect())
    }
}

impl Case {
    /// The code of its language, which is its pack's where it does not say.
    fn language_in<'c>(&'c self, pack: &'c Pack) -> &'c str {
        self.language.as_deref().or(pack.language()).unwrap_or_default()
    }
}

/// A reading in the notation of the cases: `number = 12400`, `number >= 10`, `duration ~ 82080..90720 s`.
fn notation(reading: &Reading) -> String {
    let wire = Wire::from(&reading.value);
    let end = |end: &Option<End<'_>>| match end {
        Some(end) => serde_json::to_string(end).unwrap_or_default().replace('"', ""),
        None => String::new(),
    };
    let (low, high) = (end(&wire.low), end(&wire.high));
    let (sign, number) = match wire.bound {
        Bound::AtLeast => (">=", low),
        Bound::MoreThan => (">", low),
        Bound::AtMost => ("<=", high),
        Bound::LessThan => ("<", high),
        Bound::Approximate => ("~", format!("{low}..{high}")),
        Bound::Exact | Bound::Range if low == high => ("=", low),
        Bound::Exact | Bound::Range => ("=", format!("{low}..{high}")),
    };
    let kind = serde_json::to_string(&reading.kind).unwrap_or_default().replace('"', "");
    let unit = wire.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{kind} {sign} {number}{unit}").trim_end().to_owned()
}

/// The conformance table in Markdown: a row a phenomenon, the first example of each language, and whether all of its
/// cases hold.
///
/// # Errors
/// [`RuleError`] where a pack or its cases do not fit their schema.
pub fn table(packs: &Packs) -> Result<String, RuleError> {
    let bench = Bench::new(packs)?;
    let codes = packs.languages();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for pack in with_values(packs) {
        for case in pack.tests::<Case>()? {
            let row = rows.entry(case.phenomenon.clone()).or_default();
            row.cases += 1;
            row.failed += usize::from(bench.read(pack, &case)? != case.values);
            let example = || format!("{} → `{}`", cell(&case.text), show(&case.values));
            row.examples.entry(case.language_in(pack).to_owned()).or_insert_with(example);
        }
    }
    let mut out = String::from(INTRODUCTION);
    let _ = writeln!(out, "| phenomenon | {} | cases | holds |", codes.join(" | "));
    let _ = writeln!(out, "|{}", "---|".repeat(codes.len() + 3));
    for (phenomenon, row) in &rows {
        let _ = write!(out, "| {} ", cell(phenomenon));
        for code in &codes {
            let _ = write!(out, "| {} ", row.examples.get(*code).map_or("–", String::as_str));
        }
        let holds = if row.failed == 0 { "yes" } else { "**no**" };
        let _ = writeln!(out, "| {} | {holds} |", row.cases);
    }
    Ok(out)
}

/// What the table says of a phenomenon.
#[derive(Default)]
struct Row {
    /// The first of each language, by its code.
    examples: BTreeMap<String, String>,
    cases: usize,
    failed: usize,
}

const INTRODUCTION: &str = "# What is read as a value\n\n\
Generated from the `[[test]]` cases of the rule packs; a test fails where this page is stale. Each row is a phenomenon \
with one example a language and every value read from it: its kind, how it is bounded (`=` exact or a range, `~` \
approximate, `>=`, `>`, `<=`, `<`), its ends, and its unit. Durations are in seconds, with a month of 30 days and a \
year of 365; an amount in several units is in the smallest of them, where a year is twelve months; money has its ISO \
4217 code, measures their UCUM code, kilograms and milligrams read in grams.\n\n";

/// A table cell's text.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
