//! Runs the cases that rule packs carry with them.
//!
//! A concept pack's case is a sentence with the claims that must, or must not, be read from it. The cases are part of
//! the packs, so they live and change with the knowledge they test.

use rayon::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::claim::Claim;
use crate::judge::Policy;
use crate::pipeline::{Knowledge, KnowledgeError, check};
use crate::rules::{Failure, Outcome, Pack, RuleError};
use crate::source::{Block, BlockKind, Metadata, OffsetMap, Source, labels};
use crate::span::{LineIndex, Span};
use crate::value::{self, Bound, Value, conformance};

/// The cases of a concept pack.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    #[serde(default)]
    test: Vec<Case>,
}

/// One sentence with what must and must not be read from it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    language: String,
    text: String,
    published: Option<String>,
    #[serde(default)]
    claims: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// Runs the cases of every metadata, value and concept pack whose path contains `filter`.
///
/// # Errors
/// [`KnowledgeError`] where a pack's cases do not fit their schema, or a language has no parser.
pub fn run(knowledge: &Knowledge, filter: &str) -> Result<Outcome, KnowledgeError> {
    let packs: Vec<&Pack> =
        knowledge.packs().under("concepts/").filter(|p| p.path.contains(filter)).collect();
    let mut outcome = labels::run_tests(knowledge.packs(), filter)?;
    for values in
        [value::run_tests(knowledge.packs(), filter)?, conformance::run_tests(knowledge.packs(), filter)?]
    {
        outcome.cases += values.cases;
        outcome.failures.extend(values.failures);
    }
    for pack in packs {
        let cases: Cases = pack.tests()?;
        outcome.cases += cases.test.len();
        let results: Vec<Option<String>> = cases
            .test
            .par_iter()
            .map(|case| hold(pack, case, knowledge))
            .collect::<Result<_, KnowledgeError>>()?;
        let failed = cases.test.iter().zip(results).filter_map(|(case, reason)| {
            Some(Failure { pack: pack.path.clone(), text: case.text.clone(), reason: reason? })
        });
        outcome.failures.extend(failed);
    }
    Ok(outcome)
}

/// Why a case does not hold, if it does not.
fn hold(pack: &Pack, case: &Case, knowledge: &Knowledge) -> Result<Option<String>, KnowledgeError> {
    let claims = check(vec![source(pack, case)?], knowledge, &Policy::default())?.claims;
    for expected in &case.claims {
        let wanted = Expected::parse(expected).map_err(|why| pack.error_at(expected, why))?;
        if !claims.iter().any(|claim| wanted.holds(claim)) {
            return Ok(Some(format!("expected {expected}, read {}", show(&claims))));
        }
    }
    let forbidden = case.not.iter().find(|concept| claims.iter().any(|c| c.topic.concept == **concept));
    Ok(forbidden.map(|concept| format!("expected no {concept}, read {}", show(&claims))))
}

fn source(pack: &Pack, case: &Case) -> Result<Source, RuleError> {
    let published = case
        .published
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|why: String| pack.error_at(&case.text, why))?;
    let block = Block { span: Span::new(0, case.text.len()), kind: BlockKind::Paragraph };
    Ok(Source {
        id: "case".into(),
        path: "case".into(),
        metadata: Metadata { language: Some(case.language.clone()), published, ..Metadata::default() },
        text: case.text.clone(),
        blocks: vec![block],
        comments: Vec::new(),
        offsets: OffsetMap::default(),
        lines: LineIndex::new(case.text.as_bytes()).into(),
        bytes: case.text.len(),
    })
}

fn show(claims: &[Claim]) -> String {
    let one = |c: &Claim| {
        let subset = c.qualifiers.subset.as_ref().map(|s| format!(" | subset={s}")).unwrap_or_default();
        format!("{} = {}{subset}", c.topic.concept, c.value)
    };
    if claims.is_empty() { "nothing".into() } else { claims.iter().map(one).collect::<Vec<_>>().join("; ") }
}

/// A claim as a pack's case writes it: `person.killed = 3 | subset=child`.
struct Expected<'c> {
    concept: &'c str,
    operator: &'c str,
    value: &'c str,
    subset: Option<&'c str>,
}

impl<'c> Expected<'c> {
    fn parse(text: &'c str) -> Result<Self, String> {
        let (claim, option) = text.split_once('|').map_or((text, None), |(c, o)| (c, Some(o.trim())));
        let mut parts = claim.splitn(3, char::is_whitespace).map(str::trim);
        let (Some(concept), Some(operator), Some(value)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(format!("'{text}' is no claim; write 'concept = value'"));
        };
        if !matches!(operator, "=" | ">=" | ">" | "<=" | "<" | "~") {
            return Err(format!("'{operator}' is no comparison; use =, >=, >, <=, < or ~"));
        }
        let subset = option
            .map(|o| o.strip_prefix("subset=").ok_or(format!("'{o}' is no option; use subset=CLASS")))
            .transpose()?;
        Ok(Self { concept, operator, value, subset })
    }

    fn holds(&self, claim: &Claim) -> bool {
        let subset = self.subset.is_none_or(|s| claim.qualifiers.subset.as_deref() == Some(s));
        claim.topic.concept == self.concept && subset && self.value_holds(&claim.value)
    }

    fn value_holds(&self, value: &Value) -> bool {
        match value {
            Value::Truth(truth) => self.value == if *truth { "yes" } else { "no" },
            Value::Name(name) => name == self.value,
            Value::Time(_) => value.to_string().contains(self.value),
            Value::Quantity(q) => {
                let (number, unit) =
                    self.value.split_once(' ').map_or((self.value, None), |(n, u)| (n, Some(u)));
                let unit_holds = unit.is_none_or(|u| {
                    q.unit.as_ref().is_some_and(|own| own.code == u || own.code == format!("[{u}]"))
                });
                let bound = match self.operator {
                    ">=" => q.bound == Bound::AtLeast,
                    ">" => q.bound == Bound::MoreThan,
                    "<=" => q.bound == Bound::AtMost,
                    "<" => q.bound == Bound::LessThan,
                    "~" => q.bound == Bound::Approximate,
                    _ => true,
                };
                let same = match number.split_once("..") {
                    Some((low, high)) => decimal(low) == q.low && decimal(high) == q.high,
                    None => decimal(number).is_some() && decimal(number) == q.nominal.or(q.low),
                };
                bound && unit_holds && same
            }
        }
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    text.trim().parse::<Decimal>().ok().map(|d| d.normalize())
}
