//! The command line: arguments in, a library call, a result out. Nothing but this module prints.

mod args;
mod check;
mod claims;
mod console;
mod eval;
mod exit;
mod explain;
mod gate;
mod init;
mod man;
mod rules;
mod settings;
mod values;
mod watch;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use console::{Output, complain};
use exit::Status;
use settings::Settings;

/// Runs the program on the arguments it was called with.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            // A closed pipe is nobody's to hear.
            let _ = error.print();
            if let Some(path) = path_for_command(&error) {
                let _ = writeln!(io::stderr(), "\n  help: to check it, say 'recoupe check {path}'");
            }
            return if asked { Status::Clean } else { Status::Failed }.into();
        }
    };
    let status = run(&cli).unwrap_or_else(|error| {
        complain(&whole(&error));
        Status::Failed
    });
    status.into()
}

/// The file or folder that stands where a command should.
fn path_for_command(error: &clap::Error) -> Option<&str> {
    match error.get(ContextKind::InvalidSubcommand)? {
        ContextValue::String(given) if Path::new(given).exists() => Some(given),
        _ => None,
    }
}

fn run(cli: &Cli) -> anyhow::Result<Status> {
    let settings = || Settings::find(&cli.global);
    match &cli.command {
        Command::Check(check) => check::run(check, &settings()?),
        Command::Extract(extract) if extract.values => values::run(extract, &settings()?),
        Command::Extract(extract) => claims::run(extract, &settings()?),
        Command::Explain(explain) => explain::run(explain, &settings()?),
        Command::Eval(eval) => eval::run(eval, &settings()?),
        Command::Rules(rules) => rules::run(rules, &settings()?),
        Command::Init { force } => init::run(&cli.global, *force),
        Command::Man { command } => man::run(&cli.global, command.as_deref()),
        Command::Completions { shell } => completions(*shell, cli),
    }
}

/// An error with its causes, each said once.
fn whole(error: &anyhow::Error) -> String {
    let mut message = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !message.contains(&cause) {
            message.push_str(": ");
            message.push_str(&cause);
        }
    }
    message
}

fn completions(shell: clap_complete::Shell, cli: &Cli) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "recoupe", &mut script);
    let mut output = Output::open(cli.global.output.as_deref())?;
    output.write(&script)?;
    output.finish()?;
    Ok(Status::Clean)
}
