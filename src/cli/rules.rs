//! `recoupe rules`: what the program knows, and whether it still does.

use recoupe::pipeline::Knowledge;
use recoupe::rule_tests;
use recoupe::rules::Pack;

use super::args::{Rules, RulesAction};
use super::console::{Output, complain};
use super::exit::Status;
use super::settings::Settings;

/// Runs the command.
pub fn run(rules: &Rules, settings: &Settings<'_>) -> anyhow::Result<Status> {
    let packs = settings.packs()?;
    let mut output = Output::open(settings.global.output.as_deref())?;
    let mut status = Status::Clean;
    match &rules.action {
        RulesAction::List => {
            let width = packs.iter().map(|pack| pack.path.len()).max().unwrap_or_default();
            for pack in packs.iter() {
                output.write(format!("{:width$}  {}\n", pack.path, purpose(pack)).as_bytes())?;
            }
        }
        RulesAction::Show { pack } => {
            let known = packs.get(pack).ok_or_else(|| {
                anyhow::anyhow!(
                    "there is no rule pack '{pack}'\n  help: 'recoupe rules list' prints their paths"
                )
            })?;
            output.write(known.text().as_bytes())?;
        }
        RulesAction::Test { filter } => {
            let knowledge = Knowledge::compile(packs)?;
            let outcome = rule_tests::run(&knowledge, filter)?;
            for failure in &outcome.failures {
                complain(failure);
                status = Status::Findings;
            }
            if outcome.cases == 0 {
                anyhow::bail!(
                    "no pack whose path contains '{filter}' has a test case\n  help: 'recoupe rules list' prints the paths; cases are the tables [[test]] at the end of a pack"
                );
            }
            let failed = outcome.failures.len();
            output.write(format!("{} test cases, {failed} failed\n", outcome.cases).as_bytes())?;
        }
    }
    output.finish()?;
    Ok(status)
}

/// The comment a pack opens with.
fn purpose(pack: &Pack) -> &str {
    pack.text().lines().next().and_then(|line| line.strip_prefix('#')).unwrap_or_default().trim()
}
