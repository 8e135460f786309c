//! The gate of `recoupe check`: which findings stop a publication.

use std::path::{Path, PathBuf};

use recoupe::config::FailOn;
use recoupe::gate::{Baseline, Inline, Staleness, Waiver, mark, newest};
use recoupe::judge::{Finding, Relation, Severity};
use recoupe::pipeline::Report;

use super::args;
use super::console::{Output, complain};
use super::exit::Status;
use super::settings::Settings;

/// What flags and configuration ask for.
pub struct Gate<'a> {
    asked: &'a args::Gate,
    settings: &'a Settings<'a>,
    /// From which severity on findings make the run fail.
    pub fail_on: FailOn,
}

impl<'a> Gate<'a> {
    /// The flags with the configuration behind them.
    pub fn new(asked: &'a args::Gate, settings: &'a Settings<'a>) -> Self {
        let fail_on = asked.fail_on.or(settings.config.fail_on).unwrap_or_default();
        Self { asked, settings, fail_on }
    }

    /// Marks the findings that are known or waived, and gives the status the run ends with. Only waivers in documents
    /// that `is_draft` count: a source must not waive what a draft says of it.
    pub fn pass(&self, report: &mut Report, is_draft: impl Fn(&str) -> bool) -> anyhow::Result<Status> {
        let mut status = self.silent_sources(report);
        let mut waivers = self.waivers()?;
        for source in report.sources.iter().filter(|source| is_draft(&source.path)) {
            let inline = Inline::of(source);
            waivers.extend(inline.waivers);
            for problem in inline.problems {
                complain(&problem);
                status = Status::Failed;
            }
        }
        let today = self.asked.today.or_else(|| newest(&report.sources));
        if let Some(path) = &self.asked.write_baseline {
            mark(report, &waivers, None, today);
            let mut output = Output::open(Some(path))?;
            let baseline = Baseline::of(report);
            output.render(|out| baseline.write(out))?;
            output.finish()?;
        }
        let baseline = self.baseline().map(Baseline::read).transpose()?;
        let strict = self.asked.strict_waivers || self.settings.config.strict_waivers;
        for stale in mark(report, &waivers, baseline.as_ref(), today) {
            complain(&stale);
            if strict && stale.why != Staleness::Undated {
                status = status.max(Status::Findings);
            }
        }
        if report.findings.iter().any(|finding| self.stops(finding)) {
            status = status.max(Status::Findings);
        }
        Ok(status)
    }

    /// Tells of sources without claims, which nothing can contradict.
    fn silent_sources(&self, report: &Report) -> Status {
        let mut speaks = vec![false; report.sources.len()];
        for claim in &report.claims {
            if let Some(source) = speaks.get_mut(claim.source) {
                *source = true;
            }
        }
        let mut status = Status::Clean;
        for (source, _) in report.sources.iter().zip(speaks).filter(|(_, speaks)| !speaks) {
            complain(&format_args!("{}: no claim was read in it, so nothing in it was checked", source.path));
            if self.asked.require_claims || self.settings.config.require_claims {
                status = Status::Failed;
            }
        }
        status
    }

    fn waivers(&self) -> anyhow::Result<Vec<Waiver>> {
        let configured = self.settings.config.waivers.iter().filter(|_| self.asked.waivers.is_empty());
        let mut waivers = Vec::new();
        for path in self.asked.waivers.iter().chain(configured) {
            waivers.extend(Waiver::read(path)?);
        }
        Ok(waivers)
    }

    /// The baseline to read: that of the flags, else that of the configuration.
    fn baseline(&self) -> Option<&Path> {
        let flags = self.asked.write_baseline.as_ref().or(self.asked.baseline.as_ref());
        flags.or(self.settings.config.baseline.as_ref()).map(PathBuf::as_path)
    }

    /// The least severity that makes the run fail.
    pub fn least(&self) -> Option<Severity> {
        match self.fail_on {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Note => Some(Severity::Note),
            FailOn::Never => None,
        }
    }

    /// Whether a finding makes the run fail. Agreements never do, nor what is known or waived.
    fn stops(&self, finding: &Finding) -> bool {
        let disagrees = matches!(finding.relation, Relation::Contradiction | Relation::Update);
        let reaches = self.least().is_some_and(|least| finding.severity >= least);
        disagrees && reaches && finding.exempt.is_none()
    }
}
