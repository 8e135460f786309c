//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Cross-checks sources: what each article asserts, where they agree, where they contradict each other.
#[derive(Debug, Parser)]
#[command(name = "recoupe", version, max_term_width = 100, arg_required_else_help = true)]
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
    /// Write the result to this file instead of standard output.
    #[arg(short, long, value_name = "FILE", global = true)]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print what the sources assert.
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(Extract),
}

const EXTRACT_EXAMPLES: &str = "\
Examples:
  recoupe extract --values --format jsonl --input-format jsonl - < feed.jsonl

Of a feed, spans count bytes of the item's \"text\"; of any other file, bytes of the file as it is on disk.";

/// What to read.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files, folders, patterns, or - for standard input.
    #[arg(value_name = "SOURCES")]
    pub sources: Vec<String>,
    /// How the sources are written [default: told by their names].
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input_format: Option<InputFormat>,
}

/// How a source is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// One JSON object a line, each a document.
    Jsonl,
}

#[derive(Debug, Args)]
pub struct Extract {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Print single values (numbers, amounts, dates) instead of claims.
    #[arg(long)]
    pub values: bool,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = ExtractFormat::Jsonl)]
    pub format: ExtractFormat,
}

/// How extracted claims or values are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    /// One JSON object a line.
    Jsonl,
}
