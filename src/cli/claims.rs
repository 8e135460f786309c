//! `recoupe extract`: what each source asserts, before anything is compared.

use recoupe::report::claims;

use super::args::{Extract, ExtractFormat, Weighing};
use super::check::Job;
use super::console::Output;
use super::exit::Status;
use super::settings::Settings;

/// Runs the command.
pub fn run(asked: &Extract, settings: &Settings<'_>) -> anyhow::Result<Status> {
    let mut job = Job::new(settings)?;
    let words = settings.words(&asked.wording, &job.packs)?;
    let (report, _) = job.report(&asked.inputs, &[], &Weighing { tolerance: None })?;
    let mut output = Output::open(settings.global.output.as_deref())?;
    match asked.format {
        ExtractFormat::Table => output.render(|out| {
            claims::write_table(&report, &words, settings.style(settings.global.output.as_deref()), out)
        })?,
        ExtractFormat::Jsonl => output.render(|out| claims::write_jsonl(&report, out))?,
        ExtractFormat::Csv => output.render(|out| claims::write_csv(&report, out))?,
    };
    output.finish()?;
    Ok(job.status)
}
