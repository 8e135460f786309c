//! What can be asked on the command line.

mod check;
mod examples;
mod inputs;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use recoupe::config::Share;

pub use check::{Check, Gate, ReportFormat};
pub use inputs::Inputs;

/// Cross-checks sources: what each article asserts, where they agree, where they contradict each other.
#[derive(Debug, Parser)]
#[command(name = "recoupe", version, max_term_width = 100, arg_required_else_help = true, after_help = examples::program())]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

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
    /// Say more: every finding in full, and what was left out of the sources.
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
    #[command(after_help = examples::CHECK)]
    Check(Check),
    /// Print what the sources assert.
    #[command(after_help = examples::EXTRACT)]
    Extract(Extract),
    /// Explain one finding, fact, claim, concept or rule in full: both reasons, both quotes in context, or what it means.
    #[command(after_help = examples::EXPLAIN)]
    Explain(Explain),
    /// Measure precision and recall on labelled clusters and sentence pairs.
    #[command(after_help = examples::EVAL)]
    Eval(Eval),
    /// Look at the rule packs: all that the program knows of languages, concepts, units and names.
    #[command(after_help = examples::RULES)]
    Rules(Rules),
    /// Write a recoupe.toml that explains every setting into the working directory, or to the file of --output.
    #[command(after_help = examples::INIT)]
    Init {
        /// Replace the file where there is one.
        #[arg(long)]
        force: bool,
    },
    /// Print the manual page, for man.
    #[command(after_help = examples::MAN)]
    Man {
        /// The page of this command instead of the program's.
        command: Option<String>,
    },
    /// Print a script that completes arguments in a shell.
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// The shell.
        shell: Shell,
    },
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
    #[command(after_help = examples::RULES_LIST)]
    List,
    /// Print one pack.
    #[command(after_help = examples::RULES_SHOW)]
    Show {
        /// Its path, as `rules list` prints it.
        pack: String,
    },
    /// Run the test cases that the packs hold.
    #[command(after_help = examples::RULES_TEST)]
    Test {
        /// Only those of packs whose path contains this.
        #[arg(value_name = "PART", default_value = "", hide_default_value = true)]
        filter: String,
    },
}
