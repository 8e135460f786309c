//! `recoupe man`: the manual page, made of the same words as `--help`.

use clap::CommandFactory;
use clap_mangen::Man;

use super::args::{Cli, Global};
use super::console::Output;
use super::exit::Status;

/// Writes the page of the program, or of one of its commands.
pub fn run(global: &Global, name: Option<&str>) -> anyhow::Result<Status> {
    let mut program = Cli::command();
    program.build();
    let command = match name {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            anyhow::anyhow!("there is no command '{name}'\n  help: 'recoupe help' lists the commands")
        })?,
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    let mut output = Output::open(global.output.as_deref())?;
    output.write(&page)?;
    output.finish()?;
    Ok(Status::Clean)
}
