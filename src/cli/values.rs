//! `recoupe extract --values`: every number, amount, measure and date of the sources, one a line.
//!
//! A feed is streamed: chunks of lines are read in order, their items in parallel, and the answers written in order.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use anyhow::Context;
use rayon::prelude::*;
use recoupe::partial_date::PartialDate;
use recoupe::source::feed::{Chunks, Item};
use recoupe::source::{Block, BlockKind, SourceError};
use recoupe::span::Span;
use recoupe::text::{Languages, Text};
use recoupe::value::{Kind, Reading, ValueRules, Wire, read};
use rust_decimal::Decimal;
use serde::Serialize;

use super::args::{Extract, Global};
use super::console::{Output, complain};
use super::exit::Status;

/// One line of output.
#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    text: &'a str,
    span: Span,
    kind: Kind,
    value: Wire<'a>,
    amount: Option<recoupe::value::End<'a>>,
    unit_text: Option<&'a str>,
}

/// What is needed to read values.
struct Reader {
    languages: Languages,
    rules: ValueRules,
}

/// Runs the command.
pub fn run(extract: &Extract, global: &Global) -> anyhow::Result<Status> {
    let packs = super::packs(global)?;
    let mut languages = Languages::compile(&packs)?;
    let rules = ValueRules::compile(&packs, &mut languages)?;
    let reader = Reader { languages, rules };
    let mut output = Output::open(global.output.as_deref())?;
    let mut status = Status::Clean;
    for path in &extract.inputs.sources {
        let input: Box<dyn BufRead> = match path.as_str() {
            "-" => Box::new(io::stdin().lock()),
            _ => Box::new(BufReader::new(File::open(path).with_context(|| path.clone())?)),
        };
        status = status.max(reader.stream(path, input, &mut output)?);
    }
    output.finish()?;
    Ok(status)
}

const MAX_LINE: usize = 64 << 20;

impl Reader {
    fn stream(&self, path: &str, input: impl BufRead, output: &mut Output) -> anyhow::Result<Status> {
        let mut chunks = Chunks::new(input, MAX_LINE);
        let mut status = Status::Clean;
        while let Some(chunk) = chunks.next_chunk().with_context(|| path.to_owned())? {
            let lines: Vec<_> = chunk.lines().collect();
            let answers: Vec<_> = lines
                .par_iter()
                .map(|&(line, start, bytes)| {
                    self.item(bytes, start, line).map_err(|message| SourceError::FeedLine {
                        path: path.to_owned(),
                        line,
                        message,
                    })
                })
                .collect();
            for answer in answers {
                match answer {
                    Ok(lines) if !output.write(&lines)? => return Ok(status),
                    Ok(_) => {}
                    Err(problem) => {
                        complain(&problem);
                        status = Status::Failed;
                    }
                }
            }
        }
        Ok(status)
    }

    /// The output lines of one item.
    fn item(&self, bytes: &[u8], start: usize, number: usize) -> Result<Vec<u8>, String> {
        let item = Item::parse(bytes, start)?;
        let text = item.text.text.as_str();
        let published = item.published.as_deref().map(str::parse::<PartialDate>).transpose()?;
        let language = match item.language.as_deref() {
            Some(code) => code,
            None => self.languages.detect(text).unwrap_or_default(),
        };
        let rules = self.languages.get(language).ok_or_else(|| {
            let known: Vec<_> = self.languages.codes().collect();
            format!("no rules for the language '{language}'; there are rules for {}", known.join(", "))
        })?;
        let document = item.id.unwrap_or_else(|| number.to_string());
        let blocks = [Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
        let cut = Text::new(text, &blocks, rules);
        let mut out = Vec::new();
        for reading in read(&cut, language, &self.rules, published) {
            let line = line_of(&document, text, &reading, reading.span);
            serde_json::to_writer(&mut out, &line).map_err(|e| e.to_string())?;
            out.push(b'\n');
        }
        Ok(out)
    }
}

fn line_of<'a>(document: &'a str, text: &'a str, reading: &'a Reading, span: Span) -> Line<'a> {
    Line {
        document,
        text: reading.span.of(text),
        span,
        kind: reading.kind,
        value: Wire::from(&reading.value),
        amount: reading.amount.map(|a: Decimal| recoupe::value::End::Number(a.normalize())),
        unit_text: reading.unit_span.map(|at| at.of(text)),
    }
}
