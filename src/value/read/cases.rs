//! Runs the cases that value packs carry with them.

use serde::Deserialize;

use super::{Kind, ValueRules, read};
use crate::partial_date::PartialDate;
use crate::rules::{self, Outcome, Pack, Packs, RuleError};
use crate::source::{Block, BlockKind};
use crate::span::Span;
use crate::text::{Languages, Text};

/// A text with all the dates that must be read from it, in order, as they are shown to people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    published: Option<String>,
    dates: Vec<String>,
}

impl rules::Case for Case {
    fn text(&self) -> &str {
        &self.text
    }
}

const PACK: &str = "calendar";

/// Runs the cases of every calendar whose path contains `filter`.
///
/// # Errors
/// [`RuleError`] where a pack or its cases do not fit their schema.
pub fn run_tests(packs: &Packs, filter: &str) -> Result<Outcome, RuleError> {
    let mut languages = Languages::compile(packs)?;
    let rules = ValueRules::compile(packs, &mut languages, &packs.languages())?;
    let calendars = packs.languages().into_iter().filter_map(|code| packs.language(code, PACK));
    Outcome::of(calendars.filter(|pack| pack.path.contains(filter)), |pack, case| {
        hold(pack, case, &languages, &rules)
    })
}

/// Why a case does not hold, if it does not.
fn hold(
    pack: &Pack,
    case: &Case,
    languages: &Languages,
    rules: &ValueRules,
) -> Result<Option<String>, RuleError> {
    let code = pack.language().unwrap_or_default();
    let Some(language) = languages.get(code) else { return Ok(None) };
    let published = case.published.as_deref().map(str::parse::<PartialDate>).transpose();
    let published = published.map_err(|why| pack.error_at(&case.text, why))?;
    let block = Block { span: Span::new(0, case.text.len()), kind: BlockKind::Paragraph };
    let text = Text::new(&case.text, &[block], language);
    let readings = read(&text, code, rules, published);
    let dates = readings.iter().filter(|reading| reading.kind == Kind::Date);
    let shown: Vec<_> = dates.map(|date| date.value.to_string().replace('\u{a0}', " ")).collect();
    Ok((shown != case.dates).then(|| format!("expected {:?}, read {shown:?}", case.dates)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendars_hold_their_cases() {
        let outcome = run_tests(&Packs::builtin(), "").unwrap();
        assert!(outcome.cases > 0);
        let failures: Vec<_> =
            outcome.failures.iter().map(|f| format!("{}\n  {}", f.text, f.reason)).collect();
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
