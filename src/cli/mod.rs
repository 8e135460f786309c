//! The command line: arguments in, a library call, a result out. Nothing but this module prints.

mod args;
mod console;
mod exit;
mod values;

use std::process::ExitCode;

use clap::Parser;
use recoupe::rules::Packs;

use args::{Cli, Command, Global};
use console::complain;
use exit::Status;

/// Runs the program on the arguments it was called with.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let status = run(&cli).unwrap_or_else(|error| {
        complain(&format_args!("{error:#}"));
        Status::Failed
    });
    status.into()
}

fn run(cli: &Cli) -> anyhow::Result<Status> {
    match &cli.command {
        Command::Extract(extract) => values::run(extract, &cli.global),
    }
}

/// The built-in rule packs with those of `--rules` laid over them.
fn packs(global: &Global) -> anyhow::Result<Packs> {
    let mut packs = Packs::builtin();
    if let Some(dir) = &global.rules {
        packs.overlay(dir)?;
    }
    Ok(packs)
}
