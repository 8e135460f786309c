//! Runs the cases that value packs carry with them, and draws the conformance table from them.
//!
//! A case is a phenomenon, a text, and every value that must be read from it, in order and in one notation:
//! `money ~ 2565..2835 EUR`. Nothing else may be read.

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;
use serde::Deserialize;

use super::{Bound, End, Reading, ValueRules, Wire, read};
use crate::partial_date::PartialDate;
use crate::rules::{Failure, Outcome, Pack, Packs, RuleError};
use crate::source::{Block, BlockKind};
use crate::span::Span;
use crate::text::{Languages, Text};

/// The packs of a language that hold values; calendars have cases of their own.
const PACKS: [&str; 4] = ["contexts", "counts", "hedges", "numerals"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    #[serde(default)]
    test: Vec<Case>,
}

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

/// A case that was run.
struct Ran {
    pack: String,
    phenomenon: String,
    language: String,
    text: String,
    values: Vec<String>,
    found: Vec<String>,
}

impl Ran {
    fn passes(&self) -> bool {
        self.values == self.found
    }
}

/// Runs the cases of every value pack whose path contains `filter`.
///
/// # Errors
/// [`RuleError`] where a pack or its cases do not fit their schema.
pub fn run_tests(packs: &Packs, filter: &str) -> Result<Outcome, RuleError> {
    let ran = run(packs, filter)?;
    let cases = ran.len();
    let failures = ran.into_iter().filter(|case| !case.passes()).map(|case| {
        let reason = format!("expected {}, read {}", show(&case.values), show(&case.found));
        Failure { pack: case.pack, text: case.text, reason }
    });
    Ok(Outcome { cases, failures: failures.collect() })
}

fn show(values: &[String]) -> String {
    if values.is_empty() { "nothing".to_owned() } else { values.join("; ") }
}

fn run(packs: &Packs, filter: &str) -> Result<Vec<Ran>, RuleError> {
    let mut languages = Languages::compile(packs)?;
    let rules = ValueRules::compile(packs, &mut languages)?;
    let own = packs.languages().into_iter().flat_map(|code| PACKS.iter().map(move |name| (code, *name)));
    let of_language = own.filter_map(|(code, name)| Some((packs.language(code, name)?, Some(code))));
    let mut ran = Vec::new();
    for (pack, code) in of_language.chain(packs.under("units/").map(|pack| (pack, None))) {
        if !pack.path.contains(filter) {
            continue;
        }
        let cases: Cases = pack.tests()?;
        let results: Result<Vec<Ran>, RuleError> =
            cases.test.into_par_iter().map(|case| run_case(pack, code, case, &languages, &rules)).collect();
        ran.extend(results?);
    }
    Ok(ran)
}

fn run_case(
    pack: &Pack,
    code: Option<&str>,
    case: Case,
    languages: &Languages,
    rules: &ValueRules,
) -> Result<Ran, RuleError> {
    let language = case.language.as_deref().or(code).unwrap_or_default().to_owned();
    let published = case.published.as_deref().map(str::parse::<PartialDate>).transpose();
    let published = published.map_err(|why| pack.error_at(&case.text, why))?;
    let cutting = languages.get(&language).ok_or_else(|| {
        pack.error_at(&case.text, "a case here needs `language`, the code of one there are rules for")
    })?;
    let block = Block { span: Span::new(0, case.text.len()), kind: BlockKind::Paragraph };
    let text = Text::new(&case.text, &[block], cutting);
    let found = read(&text, &language, rules, published).iter().map(notation).collect();
    let Case { phenomenon, text, values, .. } = case;
    Ok(Ran { pack: pack.path.clone(), phenomenon, language, text, values, found })
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
    let ran = run(packs, "")?;
    let codes = packs.languages();
    let mut rows: BTreeMap<&str, Vec<&Ran>> = BTreeMap::new();
    for case in &ran {
        rows.entry(&case.phenomenon).or_default().push(case);
    }
    let mut out = String::from(INTRODUCTION);
    let _ = writeln!(out, "| phenomenon | {} | cases | holds |", codes.join(" | "));
    let _ = writeln!(out, "|{}", "---|".repeat(codes.len() + 3));
    for (phenomenon, cases) in &rows {
        let _ = write!(out, "| {} ", cell(phenomenon));
        for code in &codes {
            let example = cases.iter().find(|case| case.language == *code);
            let shown = example.map(|c| format!("{} → `{}`", cell(&c.text), show(&c.values)));
            let _ = write!(out, "| {} ", shown.unwrap_or_else(|| "–".to_owned()));
        }
        let holds = if cases.iter().all(|case| case.passes()) { "yes" } else { "**no**" };
        let _ = writeln!(out, "| {} | {holds} |", cases.len());
    }
    Ok(out)
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
