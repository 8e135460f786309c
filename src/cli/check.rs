//! `recoupe check`: the main job.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::mem::ManuallyDrop;

use recoupe::gate::Scope;
use recoupe::judge::Severity;
use recoupe::pipeline::{Knowledge, Report, check_revised};
use recoupe::report::{
    Style, annotation, findings, github, html, json, junit, markdown, rdjson, sarif, text,
};
use recoupe::rules::Packs;
use recoupe::source::{self, Labels, Source, load};
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
    let drafts = job.load(&asked.inputs)?;
    let own: BTreeSet<String> = drafts.iter().map(|draft| draft.path.clone()).collect();
    let mut report = if asked.against.is_empty() {
        job.check(drafts, &asked.weighing)?
    } else {
        job.check_against(drafts, &own, asked)?
    };
    let gate = Gate::new(&asked.gate, settings);
    job.status = job.status.max(gate.pass(&mut report, |path| own.contains(path))?);
    for wanted in &asked.format {
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

    /// The report on `sources`.
    pub fn check(&self, sources: Vec<Source>, weighing: &Weighing) -> anyhow::Result<Report> {
        let work = format!("reading and comparing {} sources", sources.len());
        let _progress = Progress::on(&work, sources.len() > MANY);
        let policy = self.settings.config.policy(weighing.tolerance);
        let scope = Scope::of(&self.settings.config);
        // Never freed: the process ends with the report, and taking it apart costs a tenth of a run.
        let knowledge = ManuallyDrop::new(Knowledge::compile_for(self.packs.clone(), &sources)?);
        Ok(check_revised(sources, &knowledge, &policy, |source, claim| scope.revise(source, claim))?)
    }

    /// The report on drafts and what they are checked against, without the findings that involve no draft.
    fn check_against(
        &mut self,
        drafts: Vec<Source>,
        own: &BTreeSet<String>,
        asked: &Check,
    ) -> anyhow::Result<Report> {
        let inputs = Inputs { sources: asked.against.clone(), manifest: None, ..asked.inputs.clone() };
        let mut sources = self.load(&inputs)?;
        sources.retain(|source| !own.contains(&source.path));
        sources.extend(drafts);
        recoupe::source::name_copies(&mut sources);
        let mut report = self.check(sources, &asked.weighing)?;
        let Report { sources, claims, findings, .. } = &mut report;
        let of_draft = |&claim: &usize| {
            let source = claims.get(claim).and_then(|claim| sources.get(claim.source));
            source.is_some_and(|source| own.contains(&source.path))
        };
        findings.retain(|finding| finding.a.iter().chain(&finding.b).any(of_draft));
        Ok(report)
    }
}
