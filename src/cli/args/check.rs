//! `recoupe check` as asked on the command line: the report's forms, and the gate.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use recoupe::config::FailOn;
use recoupe::partial_date::PartialDate;

use super::{Inputs, Weighing, Wording};

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Sources to check the others against: only findings that involve one of the others are reported. Drafts that
    /// follow them stand behind --.
    #[arg(long, value_name = "SOURCES", num_args = 1..)]
    pub against: Vec<String>,
    #[command(flatten)]
    pub weighing: Weighing,
    #[command(flatten)]
    pub wording: Wording,
    /// How to write the report: text, json, csv, markdown, html, sarif, junit, github, rdjson or annotation. With =FILE
    /// it goes to a file of its own; may be given several times.
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "text")]
    pub format: Vec<Wanted>,
    /// Check again whenever one of the files changes, until stopped.
    #[arg(long)]
    pub watch: bool,
    #[command(flatten)]
    pub gate: Gate,
}

/// What may let a draft through.
#[derive(Debug, Args)]
#[command(next_help_heading = "The gate (docs/gate.md)")]
pub struct Gate {
    /// From which severity on findings make the exit status 1 [default: error].
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on())]
    pub fail_on: Option<FailOn>,
    /// Findings that somebody lets stand, with reason and owner, as TOML; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub waivers: Vec<PathBuf>,
    /// Let waivers that waive nothing or have expired make the exit status 1.
    #[arg(long)]
    pub strict_waivers: bool,
    /// The day that expiry is held against [default: the newest day on which a source was published].
    #[arg(long, value_name = "DATE", overrides_with = "today")]
    pub today: Option<PartialDate>,
    /// Findings that are known: marked, and no reason to fail.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the findings there are, but for the waived ones, as the baseline of later runs, and take them for known.
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,
    /// Let a source in which no claim is read make the exit status 2.
    #[arg(long)]
    pub require_claims: bool,
}

/// A form of the report, and where it goes.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub format: ReportFormat,
    /// A file of its own; otherwise where the result of every command goes.
    pub file: Option<PathBuf>,
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
        if file == Some("") {
            return Err(format!("a file is missing behind '{text}'"));
        }
        let known = || ReportFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let format = ReportFormat::from_str(name, true).map_err(|_| {
            let names: Vec<String> = known().map(|value| value.get_name().to_owned()).collect();
            format!("there are the formats {}", names.join(", "))
        })?;
        Ok(Self { format, file: file.map(PathBuf::from) })
    }
}

/// How a report is written; see docs/output.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Text,
    Json,
    Csv,
    #[value(alias = "md")]
    Markdown,
    Html,
    Sarif,
    Junit,
    Github,
    Rdjson,
    Annotation,
}

/// The names of [`FailOn`], which the library keeps free of clap.
fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::NAMES.map(|(name, _)| name)).map(|name| {
        FailOn::NAMES.iter().find(|(known, _)| *known == name).map_or(FailOn::Error, |&(_, it)| it)
    })
}
