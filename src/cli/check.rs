//! `recoupe check`: the main job.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::mem::ManuallyDrop;

use recoupe::gate::Scope;
use recoupe::judge::{Severity, UNDATED, UNDATED_DAY};
use recoupe::pipeline::{Knowledge, Report, check_revised};
use recoupe::report::{
    Style, annotation, findings, github, html, json, junit, markdown, rdjson, sarif, text,
};
use recoupe::rules::Packs;
use recoupe::source::{self, Labels, Source, load};
use recoupe::value::Detail;
use recoupe::words::Words;

use super::args::{Check, Inputs, ReportFormat, Weighing};
use super::console::{Output, Progress, complain};
use super::exit::Status;
use super::gate::Gate;
use super::settings::Settings;
use super::watch;

/// Runs the command.
pub fn run(asked: &Check, settings: &Settings<'_>) -> anyhow::Result<Status> {
    if asked.format.iter().filter(|wanted| wanted.file.is_none()).count() > 1 {
        anyhow::bail!(
            "two formats for one output\n  help: give all but one --format a file, as in --format sarif=recoupe.sarif"
        );
    }
    if asked.inputs.sources.is_empty() && asked.inputs.manifest.is_none() && !asked.against.is_empty() {
        anyhow::bail!(
            "no drafts given\n  help: --against takes all up to the next option; put drafts before it, or behind --, as in 'recoupe check --against sources/ -- drafts/'"
        );
    }
    if !asked.watch {
        return once(asked, settings);
    }
    let labels = Labels::compile(&settings.packs()?)?;
    let drafts = settings.inputs(&asked.inputs, &labels)?;
    let sources = source::Inputs { names: asked.against.clone(), manifest: None, ..drafts.clone() };
    if drafts.names.iter().chain(&sources.names).any(|name| name == source::STDIN) {
        anyhow::bail!("standard input cannot be watched\n  help: name files or folders");
    }
    let files = || {
        let entries = [&drafts, &sources].into_iter().flat_map(|inputs| inputs.expand(&labels).0);
        entries.map(|entry| entry.path).collect()
    };
    watch::run(files, || once(asked, settings))
}

fn once(asked: &Check, settings: &Settings<'_>) -> anyhow::Result<Status> {
    let mut job = Job::new(settings)?;
    let words = settings.words(&asked.wording, &job.packs)?;
    let (mut report, own) = job.report(&asked.inputs, &asked.against, &asked.weighing)?;
    tell_undated(&report);
    let gate = Gate::new(&asked.gate, settings);
    job.status = job.status.max(gate.pass(&mut report, |path| own.contains(path))?);
    // What was wrong with each source is told; to a reader, a report on none of them would look like a clean one.
    let unread = report.sources.is_empty() && job.status == Status::Failed;
    for wanted in asked.format.iter().filter(|wanted| !(unread && wanted.format == ReportFormat::Text)) {
        let file = wanted.file.as_deref().or(settings.global.output.as_deref());
        let mut output = Output::open(file)?;
        output.render(|out| write(&report, &words, wanted.format, &gate, settings.style(file), out))?;
        output.finish()?;
    }
    Ok(job.status)
}

fn write(
    report: &Report,
    words: &Words,
    format: ReportFormat,
    gate: &Gate<'_>,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ReportFormat::Text => text::write(report, words, style, out),
        ReportFormat::Json => json::write(report, out),
        ReportFormat::Csv => findings::write_csv(report, out),
        ReportFormat::Markdown => markdown::write(report, words, out),
        ReportFormat::Html => html::write(report, words, out),
        ReportFormat::Sarif => sarif::write(report, words, out),
        ReportFormat::Junit => junit::write(report, words, gate.least().unwrap_or(Severity::Error), out),
        ReportFormat::Github => github::write(report, words, out),
        ReportFormat::Rdjson => rdjson::write(report, words, out),
        ReportFormat::Annotation => annotation::write(report, out),
    }
}

/// More sources than this take a while.
const MANY: usize = 50;

/// Loading and checking, for every command that needs a report. Problems with single sources are told at once.
pub struct Job<'a> {
    pub settings: &'a Settings<'a>,
    pub packs: Packs,
    pub status: Status,
}

impl<'a> Job<'a> {
    /// A job with the packs the settings ask for.
    pub fn new(settings: &'a Settings<'a>) -> anyhow::Result<Self> {
        Ok(Self { settings, packs: settings.packs()?, status: Status::Clean })
    }

    /// The sources of the command line; the status is set where some cannot be read.
    pub fn load(&mut self, asked: &Inputs) -> anyhow::Result<Vec<Source>> {
        let labels = Labels::compile(&self.packs)?;
        let loaded = load(&self.settings.inputs(asked, &labels)?, &labels);
        for problem in &loaded.problems {
            complain(problem);
            self.status = Status::Failed;
        }
        for dropped in loaded.dropped.iter().filter(|_| self.settings.global.verbose) {
            complain(dropped);
        }
        Ok(loaded.sources)
    }

    /// The report on the sources asked for, with their paths; where there are others to check them `against`, only on
    /// what involves one of them.
    pub fn report(
        &mut self,
        asked: &Inputs,
        against: &[String],
        weighing: &Weighing,
    ) -> anyhow::Result<(Report, BTreeSet<String>)> {
        let mut sources = self.load(asked)?;
        let own: BTreeSet<String> = sources.iter().map(|draft| draft.path.clone()).collect();
        let mut policy = self.settings.config.policy(weighing.tolerance);
        if !against.is_empty() {
            policy.drafts.clone_from(&own);
            let inputs = Inputs { sources: against.to_vec(), manifest: None, ..asked.clone() };
            let others = self.load(&inputs)?;
            sources.extend(others.into_iter().filter(|source| !own.contains(&source.path)));
            source::name_copies(&mut sources);
        }
        let work = format!("reading and comparing {} sources", sources.len());
        let _progress = Progress::on(&work, sources.len() > MANY);
        let scope = Scope::of(&self.settings.config);
        // Never freed: the process ends with the report, and taking it apart costs a tenth of a run.
        let knowledge = ManuallyDrop::new(Knowledge::compile_for(self.packs.clone(), &mut sources)?);
        let report =
            check_revised(sources, &knowledge, &policy, |source, claim| scope.revise(source, claim))?;
        Ok((report, own))
    }
}

/// Tells of the sources whose missing date made contradictions less grave.
fn tell_undated(report: &Report) {
    let reasons = report.findings.iter().filter_map(|finding| finding.lowered.as_ref());
    let mut findings: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, detail) in reasons
        .filter(|reason| [UNDATED, UNDATED_DAY].contains(&reason.phrase))
        .flat_map(|reason| &reason.gaps)
    {
        if let Detail::Text(path) = detail {
            *findings.entry(path).or_default() += 1;
        }
    }
    for (path, count) in findings {
        complain(&format_args!(
            "{path}: has no date; contradictions that are less grave for that: {count}\n  help: give it one, in its text, a manifest or recoupe.toml; see docs/inputs.md"
        ));
    }
}
