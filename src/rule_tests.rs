//! Runs the cases that rule packs carry with them.
//!
//! A case of a pack of concepts or senses is a sentence with the claims that must, or must not, be read from it. The
//! cases are part of the packs, so they live and change with the knowledge they test.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::claim::Claim;
use crate::judge::Policy;
use crate::pipeline::{Knowledge, KnowledgeError, check};
use crate::rules::{self, Outcome, Pack, RuleError};
use crate::source::{Block, BlockKind, Metadata, OffsetMap, Source, labels};
use crate::span::{LineIndex, Span};
use crate::value::{self, Bound, Value, conformance};

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

impl rules::Case for Case {
    fn text(&self) -> &str {
        &self.text
    }
}

/// The packs of a language whose cases are of claims.
const SPOKEN: [&str; 2] = ["/clauses.toml", "/voices.toml"];

/// Runs the cases of every pack of metadata, values, clauses, voices, concepts and senses whose path contains `filter`.
///
/// # Errors
/// [`KnowledgeError`] where a pack's cases do not fit their schema, or a language has no parser.
pub fn run(knowledge: &Knowledge, filter: &str) -> Result<Outcome, KnowledgeError> {
    let packs = knowledge.packs();
    let mut outcome = labels::run_tests(packs, filter)?;
    outcome.add(value::run_tests(packs, filter)?);
    outcome.add(conformance::run_tests(packs, filter)?);
    let spoken = packs.under("languages/").filter(|pack| SPOKEN.iter().any(|file| pack.path.ends_with(file)));
    let claims = packs.under("concepts/").chain(packs.under("senses/")).chain(spoken);
    let claims = claims.filter(|pack| pack.path.contains(filter));
    outcome.add(Outcome::of(claims, |pack, case| hold(pack, case, knowledge))?);
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
        format!("{} = {}{subset} | voice={}", c.topic.concept, c.value, c.voice.name)
    };
    if claims.is_empty() { "nothing".into() } else { claims.iter().map(one).collect::<Vec<_>>().join("; ") }
}

/// A claim as a pack's case writes it: `person.killed = 3 | subset=child | voice=police`.
struct Expected<'c> {
    concept: &'c str,
    operator: &'c str,
    value: &'c str,
    subset: Option<&'c str>,
    voice: Option<&'c str>,
}

impl<'c> Expected<'c> {
    fn parse(text: &'c str) -> Result<Self, String> {
        let (claim, options) = text.split_once('|').map_or((text, None), |(c, o)| (c, Some(o)));
        let mut parts = claim.splitn(3, char::is_whitespace).map(str::trim);
        let (Some(concept), Some(operator), Some(value)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(format!("'{text}' is no claim; write 'concept = value'"));
        };
        if !matches!(operator, "=" | ">=" | ">" | "<=" | "<" | "~") {
            return Err(format!("'{operator}' is no comparison; use =, >=, >, <=, < or ~"));
        }
        let (mut subset, mut voice) = (None, None);
        for option in options.into_iter().flat_map(|o| o.split('|')).map(str::trim) {
            match option.split_once('=') {
                Some(("subset", class)) => subset = Some(class),
                Some(("voice", name)) => voice = Some(name),
                _ => return Err(format!("'{option}' is no option; use subset=CLASS or voice=NAME")),
            }
        }
        Ok(Self { concept, operator, value, subset, voice })
    }

    fn holds(&self, claim: &Claim) -> bool {
        let subset = self.subset.is_none_or(|s| claim.qualifiers.subset.as_deref() == Some(s));
        let voice = self.voice.is_none_or(|name| claim.voice.name == name);
        claim.topic.concept == self.concept && subset && voice && self.value_holds(claim)
    }

    fn value_holds(&self, claim: &Claim) -> bool {
        match &claim.value {
            Value::Truth(truth) => self.value == if *truth { "yes" } else { "no" },
            Value::Name(name) => name == self.value,
            Value::Time(time) => time.to_string().contains(self.value),
            Value::Quantity(q) => {
                let (number, unit) =
                    self.value.split_once(' ').map_or((self.value, None), |(n, u)| (n, Some(u)));
                // As in reports, a plain count is in units of the thing counted.
                let own = q.unit.as_ref().map_or(claim.topic.theme.as_deref(), |unit| Some(&unit.code));
                let unit_holds =
                    unit.is_none_or(|u| own.is_some_and(|own| own == u || own == format!("[{u}]")));
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
