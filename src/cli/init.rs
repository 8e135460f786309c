//! `recoupe init`: a configuration to start from.

use std::path::Path;

use recoupe::config::FILE;

use super::args::Global;
use super::console::Output;
use super::exit::Status;

/// The file, with every key there is, each commented out.
const TEMPLATE: &str = include_str!("recoupe.toml");

/// Runs the command.
pub fn run(global: &Global, force: bool) -> anyhow::Result<Status> {
    let path = global.output.as_deref().unwrap_or(Path::new(FILE));
    if path.exists() && !force {
        anyhow::bail!("{}: is there already\n  help: --force replaces it", path.display());
    }
    let mut output = Output::open(Some(path))?;
    output.write(TEMPLATE.as_bytes())?;
    output.finish()?;
    Ok(Status::Clean)
}
