//! What can be asked on the command line.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use recoupe::config::{FailOn, Share};
use recoupe::partial_date::PartialDate;
use recoupe::source::Format;

use super::exit::Status;

/// Cross-checks sources: what each article asserts, where they agree, where they contradict each other.
#[derive(Debug, Parser)]
#[command(name = "recoupe", version, max_term_width = 100, arg_required_else_help = true, after_help = after_help())]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

const EXAMPLES: &str = "\
Examples:
  recoupe check articles/                 where do these articles contradict each other?
  recoupe extract articles/               what does each of them assert?
  recoupe extract --values article.md     every number, amount and date of an article
  recoupe eval labelled/                  how often is it right?
  recoupe rules list                      what the program knows, file by file";

fn after_help() -> String {
    let statuses: String =
        Status::TABLE.iter().map(|(status, meaning)| format!("  {}  {meaning}\n", status.code())).collect();
    format!("{EXAMPLES}\n\nExit status:\n{statuses}\n{CONFIGURATION}")
}

const CONFIGURATION: &str = "\
recoupe.toml, in the working directory or above, keeps a project's settings; 'recoupe init' writes one with every key.";

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Lay the rule packs in this folder over the built-in ones.
    #[arg(long, value_name = "DIR", global = true)]
    pub rules: Option<PathBuf>,
    /// Read this configuration instead of the nearest recoupe.toml.
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Write the result to this file instead of standard output.
    #[arg(short, long, value_name = "FILE", global = true)]
    pub output: Option<PathBuf>,
    /// When to colour; NO_COLOR turns colour off too.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto, global = true)]
    pub color: Colour,
    /// Say more.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check sources against each other: the main job.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Print what the sources assert.
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(Extract),
    /// Explain one finding, fact, claim, concept or rule in full: both reasons, both quotes in context, or what it means.
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Measure precision and recall on labelled clusters and sentence pairs.
    #[command(after_help = EVAL_EXAMPLES)]
    Eval(Eval),
    /// Look at the rule packs: all that the program knows of languages, concepts, units and names.
    #[command(after_help = RULES_EXAMPLES)]
    Rules(Rules),
    /// Write a recoupe.toml that explains every setting.
    #[command(after_help = INIT_EXAMPLES)]
    Init {
        /// Replace the file where there is one.
        #[arg(long)]
        force: bool,
    },
    /// Print the manual page, for man.
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// The page of this command instead of the program's.
        command: Option<String>,
    },
    /// Print a script that completes arguments in a shell.
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell.
        shell: Shell,
    },
}

const CHECK_EXAMPLES: &str = "\
Examples:
  recoupe check le-monde.md guardian.md afp.txt
  recoupe check articles/ --format json --output report.json
  recoupe check articles/ --format text --format sarif=recoupe.sarif --format junit=recoupe.xml
  recoupe check draft.md --against sources/ --fail-on warning
  recoupe check draft.md --against sources/ --watch
  recoupe check drafts/ --against sources/ --write-baseline recoupe.baseline.json
  recoupe check drafts/ --against sources/ --baseline recoupe.baseline.json --require-claims
  recoupe check drafts/ --against sources/ --waivers waivers.toml --strict-waivers --today 2026-05-04
  recoupe check articles/ --ui fr --format html=rapport.html
  recoupe check --manifest story.toml --tolerance 10%";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  recoupe explain x1a2b3c articles/       the same sources as those that were checked
  recoupe explain x1a2b3c draft.md --against sources/
  recoupe explain x1a articles/           the start of an id will do while it is unique
  recoupe explain person.killed           a concept: its question and the words that express it
  recoupe explain contradiction.number    a rule, as SARIF and annotations name them";

const EXTRACT_EXAMPLES: &str = "\
Examples:
  recoupe extract articles/
  recoupe extract --values article.md
  recoupe extract --values --format csv --output values.csv articles/
  recoupe extract --values --format jsonl --input-format jsonl - < feed.jsonl

Of a feed, spans count bytes of the item's \"text\"; of any other file, bytes of the file as it is on disk.";

const EVAL_EXAMPLES: &str = "\
Examples:
  recoupe eval labelled/                  every cluster below this folder
  recoupe eval labelled/ferry pairs.tsv --misses 20
  recoupe eval labelled/ --rules my-rules/ --format json --output figures.json

A cluster is a folder with gold.json and its documents; docs/eval.md describes it, the columns of a .tsv file and what
every figure means.";

const RULES_EXAMPLES: &str = "\
Examples:
  recoupe rules list
  recoupe rules show languages/fr/metadata.toml
  recoupe rules test --rules my-rules/";

const RULES_LIST_EXAMPLE: &str = "\
Example:
  recoupe rules list";

const RULES_SHOW_EXAMPLE: &str = "\
Example:
  recoupe rules show concepts/casualties.toml";

const RULES_TEST_EXAMPLES: &str = "\
Examples:
  recoupe rules test
  recoupe rules test concepts/ --rules my-rules/";

const INIT_EXAMPLES: &str = "\
Examples:
  recoupe init                            writes recoupe.toml into the working directory
  recoupe init --output desk/recoupe.toml";

const MAN_EXAMPLES: &str = "\
Examples:
  recoupe man | man -l -
  recoupe man check --output recoupe-check.1";

const COMPLETIONS_EXAMPLES: &str = "\
Example:
  recoupe completions bash > ~/.local/share/bash-completion/completions/recoupe";

/// What to read.
#[derive(Debug, Clone, Args)]
pub struct Inputs {
    /// Files, folders, patterns, or - for standard input.
    #[arg(value_name = "SOURCES")]
    pub sources: Vec<String>,
    /// A list of sources with what is known of them, as JSON or TOML; it wins over what the sources say.
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Language of the sources that do not say it themselves [default: detected].
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
    /// How the sources are written [default: told by their names].
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input_format: Option<InputFormat>,
}

/// How a source is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// One JSON object a line, each a document.
    Jsonl,
    /// A web page.
    Html,
    /// RSS or Atom, each item a document.
    Rss,
    /// Cells parted by commas under a row of names, each row a document.
    Csv,
    /// The same, parted by tabs.
    Tsv,
    /// The news industry's JSON.
    Ninjs,
    /// The news industry's XML, NewsML-G2.
    Newsml,
    /// A Word document.
    Docx,
    /// A PDF with a text layer.
    Pdf,
    /// A web archive, each page a document.
    Warc,
    /// A zip archive of documents.
    Zip,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Text => Self::Text,
            InputFormat::Markdown => Self::Markdown,
            InputFormat::Jsonl => Self::Feed,
            InputFormat::Html => Self::Html,
            InputFormat::Rss => Self::Syndication,
            InputFormat::Csv => Self::Table(b','),
            InputFormat::Tsv => Self::Table(b'\t'),
            InputFormat::Ninjs => Self::Ninjs,
            InputFormat::Newsml => Self::NewsMl,
            InputFormat::Docx => Self::Docx,
            InputFormat::Pdf => Self::Pdf,
            InputFormat::Warc => Self::Warc,
            InputFormat::Zip => Self::Zip,
        }
    }
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Sources to check the others against: only findings that involve one of the others are reported.
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
    #[arg(long, value_name = "DATE")]
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

/// In which words people are told.
#[derive(Debug, Args)]
pub struct Wording {
    /// Language of the report's own words, as of rules/ui/: en, fr [default: en].
    #[arg(long, value_name = "CODE")]
    pub ui: Option<String>,
}

/// How answers are weighed.
#[derive(Debug, Args)]
pub struct Weighing {
    /// How far approximate values may lie apart, as a share: 0.05 or 5% [default: 5%].
    #[arg(long, value_name = "SHARE")]
    pub tolerance: Option<Share>,
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

#[derive(Debug, Args)]
pub struct Explain {
    /// Id of a finding (x...), fact (f...) or claim (c...), or its start; or a concept or rule.
    pub id: String,
    #[command(flatten)]
    pub inputs: Inputs,
    /// More sources: those that 'recoupe check' was given behind the same flag.
    #[arg(long, value_name = "SOURCES", num_args = 1..)]
    pub against: Vec<String>,
    #[command(flatten)]
    pub weighing: Weighing,
    #[command(flatten)]
    pub wording: Wording,
}

#[derive(Debug, Args)]
pub struct Extract {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Print single values (numbers, amounts, dates) instead of claims.
    #[arg(long)]
    pub values: bool,
    #[command(flatten)]
    pub wording: Wording,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = ExtractFormat::Table)]
    pub format: ExtractFormat,
}

/// How extracted claims or values are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    /// A table a source, for eyes.
    Table,
    /// One JSON object a line.
    Jsonl,
    /// One row a claim or value.
    Csv,
}

#[derive(Debug, Args)]
pub struct Eval {
    /// Folders with a gold.json, folders of such folders, or .tsv files of sentence pairs.
    #[arg(value_name = "PATHS", required = true)]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub weighing: Weighing,
    /// How to write the figures.
    #[arg(long, value_enum, default_value_t = EvalFormat::Text)]
    pub format: EvalFormat,
    /// How many of the worst misses and of the wrong findings to show.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub misses: usize,
}

/// How the figures of an evaluation are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EvalFormat {
    /// Tables and cases, for eyes.
    Text,
    /// One JSON object.
    Json,
}

#[derive(Debug, Args)]
pub struct Rules {
    #[command(subcommand)]
    pub action: RulesAction,
}

#[derive(Debug, Subcommand)]
pub enum RulesAction {
    /// List the packs, with what each is for.
    #[command(after_help = RULES_LIST_EXAMPLE)]
    List,
    /// Print one pack.
    #[command(after_help = RULES_SHOW_EXAMPLE)]
    Show {
        /// Its path, as `rules list` prints it.
        pack: String,
    },
    /// Run the test cases that the packs hold.
    #[command(after_help = RULES_TEST_EXAMPLES)]
    Test {
        /// Only those of packs whose path contains this.
        #[arg(value_name = "PART", default_value = "")]
        filter: String,
    },
}
