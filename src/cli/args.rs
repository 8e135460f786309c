//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use recoupe::source::Format;

/// Cross-checks sources: what each article asserts, where they agree, where they contradict each other.
#[derive(Debug, Parser)]
#[command(name = "recoupe", version, max_term_width = 100, arg_required_else_help = true, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

const EXAMPLES: &str = "\
Examples:
  recoupe extract --values article.md     every number, amount and date of an article
  recoupe rules list                      what the program knows, file by file

Exit status:
  0  nothing at or above --fail-on
  1  a finding at or above --fail-on
  2  bad arguments, an input that cannot be read, broken rules or configuration

recoupe.toml, in the working directory or above, may set tolerance, language, fail_on, rules and max_megabytes.";

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
    /// Print what the sources assert.
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(Extract),
    /// Look at the rule packs: all that the program knows of languages, concepts, units and names.
    #[command(after_help = RULES_EXAMPLES)]
    Rules(Rules),
    /// Print a script that completes arguments in a shell.
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell.
        shell: Shell,
    },
}

const EXTRACT_EXAMPLES: &str = "\
Examples:
  recoupe extract --values article.md
  recoupe extract --values --format csv --output values.csv articles/
  recoupe extract --values --format jsonl --input-format jsonl - < feed.jsonl

Of a feed, spans count bytes of the item's \"text\"; of any other file, bytes of the file as it is on disk.";

const RULES_EXAMPLES: &str = "\
Examples:
  recoupe rules list
  recoupe rules show languages/fr/metadata.toml
  recoupe rules test --rules my-rules/";

const COMPLETIONS_EXAMPLES: &str = "\
Example:
  recoupe completions bash > ~/.local/share/bash-completion/completions/recoupe";

/// What to read.
#[derive(Debug, Args)]
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
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Text => Self::Text,
            InputFormat::Markdown => Self::Markdown,
            InputFormat::Jsonl => Self::Feed,
        }
    }
}

#[derive(Debug, Args)]
pub struct Extract {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Print single values (numbers, amounts, dates) instead of claims.
    #[arg(long)]
    pub values: bool,
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
pub struct Rules {
    #[command(subcommand)]
    pub action: RulesAction,
}

#[derive(Debug, Subcommand)]
pub enum RulesAction {
    /// List the packs, with what each is for.
    List,
    /// Print one pack.
    Show {
        /// Its path, as `rules list` prints it.
        pack: String,
    },
    /// Run the test cases that the packs hold.
    Test,
}
