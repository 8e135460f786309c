//! `recoupe explain`: one finding, fact or claim in full.

use recoupe::report::explain::Unfound;
use recoupe::report::{concept, explain, rule};

use super::args::Explain;
use super::check::Job;
use super::console::Output;
use super::exit::Status;
use super::settings::Settings;

/// Runs the command.
pub fn run(asked: &Explain, settings: &Settings<'_>) -> anyhow::Result<Status> {
    let mut job = Job::new(settings)?;
    let words = settings.words(&asked.wording, &job.packs)?;
    let style = settings.style(settings.global.output.as_deref());
    if let Some(account) = rule::account(&asked.id, &words) {
        let mut output = Output::open(settings.global.output.as_deref())?;
        output.write(format!("{}  {account}\n", asked.id).as_bytes())?;
        output.finish()?;
        return Ok(job.status);
    }
    if let Some(concept) = concept::find(&job.packs, &asked.id) {
        let mut output = Output::open(settings.global.output.as_deref())?;
        output.render(|out| concept::write(&concept, style, out))?;
        output.finish()?;
        return Ok(job.status);
    }
    if asked.inputs.sources.is_empty() && asked.inputs.manifest.is_none() && asked.against.is_empty() {
        anyhow::bail!(
            "no sources given, and '{}' is no concept or rule\n  help: give the sources that were checked, as in 'recoupe explain {} articles/'",
            asked.id,
            asked.id
        );
    }
    let mut inputs = asked.inputs.clone();
    let mut against = asked.against.clone();
    if inputs.sources.is_empty() && inputs.manifest.is_none() {
        // Without drafts, what they were checked against is all there is.
        inputs.sources = std::mem::take(&mut against);
    }
    let (report, _) = job.report(&inputs, &against, &asked.weighing)?;
    let subject = explain::find(&report, &asked.id).map_err(|why| unfound(&asked.id, why))?;
    let mut output = Output::open(settings.global.output.as_deref())?;
    output.render(|out| explain::write(&report, &words, subject, style, out))?;
    output.finish()?;
    Ok(job.status)
}

/// How many of the ids that begin alike are named.
const NAMED: usize = 5;

fn unfound(id: &str, why: Unfound) -> anyhow::Error {
    match why {
        Unfound::Unknown => anyhow::anyhow!(
            "nothing in these sources goes by the id '{id}'\n  help: give the sources that were checked, with the same --against, --rules and --tolerance, and an id as 'recoupe check' prints it"
        ),
        Unfound::Shared(ids) => {
            let named = ids.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if ids.len() > NAMED { " ..." } else { "" };
            anyhow::anyhow!(
                "{} ids begin with '{id}': {named}{more}\n  help: give more of the one you mean",
                ids.len()
            )
        }
    }
}
