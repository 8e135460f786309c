//! What holds for a run: the flags, and behind them the nearest `recoupe.toml`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::Context;
use recoupe::config::{Config, Known};
use recoupe::report::Style;
use recoupe::rules::Packs;
use recoupe::source;
use recoupe::words::{self, Words};

use super::args::{Colour, Global, Inputs, Wording};

/// The configuration file with the flags laid over it.
pub struct Settings<'a> {
    pub global: &'a Global,
    pub config: Config,
    /// The folder of the configuration file.
    folder: PathBuf,
}

impl<'a> Settings<'a> {
    /// Finds and reads the configuration.
    pub fn find(global: &'a Global) -> anyhow::Result<Self> {
        let path = match &global.config {
            Some(path) => Some(path.clone()),
            None => Config::find(&std::env::current_dir().context("the working directory cannot be found")?),
        };
        let config = path.as_deref().map(Config::read).transpose()?.unwrap_or_default();
        let folder = path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
        Ok(Self { global, config, folder })
    }

    /// The built-in rule packs with the project's or the user's laid over them.
    pub fn packs(&self) -> anyhow::Result<Packs> {
        let mut packs = Packs::builtin();
        if let Some(dir) = self.global.rules.as_ref().or(self.config.rules.as_ref()) {
            packs.overlay(dir)?;
        }
        Ok(packs)
    }

    /// The words in which reports are told.
    pub fn words(&self, asked: &Wording, packs: &Packs) -> anyhow::Result<Words> {
        let language = asked.ui.as_deref().or(self.config.ui.as_deref()).unwrap_or(words::DEFAULT);
        Words::of(packs, language)?.ok_or_else(|| {
            let known = Words::languages(packs).join(", ");
            anyhow::anyhow!(
                "no report can be told in '{language}'\n  help: --ui and ui in recoupe.toml take {known}"
            )
        })
    }

    /// What the user asks to be read.
    pub fn inputs(&self, asked: &Inputs, labels: &source::Labels) -> anyhow::Result<source::Inputs> {
        if asked.sources.is_empty() && asked.manifest.is_none() {
            anyhow::bail!(
                "no sources given\n  help: name files, folders or patterns, - for standard input, or a --manifest"
            );
        }
        let language = asked.language.as_ref().or(self.config.language.as_ref());
        let language = language.map(|given| self::language(given, labels));
        let mut inputs = source::Inputs {
            names: asked.sources.clone(),
            manifest: asked.manifest.clone(),
            format: asked.input_format.map(Into::into),
            language: language.transpose()?,
            ..source::Inputs::default()
        };
        inputs.project = self.project(labels)?;
        if let Some(megabytes) = self.config.max_megabytes {
            inputs.max_bytes = megabytes.saturating_mul(1 << 20);
        }
        Ok(inputs)
    }

    /// What the configuration says of files.
    fn project(&self, labels: &source::Labels) -> anyhow::Result<source::Project> {
        let known = |known: &Known| {
            let language = known.language.as_ref().map(|given| language(given, labels)).transpose()?;
            let metadata = source::Metadata {
                title: known.title.clone(),
                publisher: known.publisher.clone(),
                published: known.published.map(|day| day.0),
                language,
                ..source::Metadata::default()
            };
            Ok((known.path.0.clone(), metadata))
        };
        Ok(source::Project {
            folder: self.folder.clone(),
            known: self.config.source.iter().map(known).collect::<anyhow::Result<_>>()?,
            ignored: self.config.ignore.paths.iter().map(|paths| paths.0.clone()).collect(),
        })
    }

    /// How a report for people is laid out in `file`, or on standard output.
    pub fn style(&self, file: Option<&Path>) -> Style {
        let terminal = file.is_none() && std::io::stdout().is_terminal();
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = match self.global.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !unwanted,
        };
        let width = if terminal { comfy_table::Table::new().width() } else { None };
        let default = Style::default();
        Style { width: width.unwrap_or(default.width), colour, verbose: self.global.verbose }
    }
}

/// The code of a language there are rules for.
fn language(given: &str, labels: &source::Labels) -> anyhow::Result<String> {
    labels.language(given).map(str::to_owned).map_err(|known| {
        anyhow::anyhow!("no rules for the language '{given}'\n  help: the rule packs know {known}")
    })
}
