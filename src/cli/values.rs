//! `recoupe extract --values`: every number, amount, measure and date of the sources.
//!
//! Nothing is held longer than needed: feeds go through in chunks of lines, files in batches; within one, documents are
//! read in parallel and written in order.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use rayon::prelude::*;
use recoupe::report::Style;
use recoupe::report::values::Values;
use recoupe::source::feed::{Chunks, Item};
use recoupe::source::{Block, BlockKind, Entry, Format, Inputs, Labels, Source, SourceError, load_entry};
use recoupe::span::Span;
use recoupe::text::{Languages, Text};
use recoupe::value::{ValueRules, read};

use super::args::{Extract, ExtractFormat};
use super::console::{Output, complain};
use super::exit::Status;
use super::settings::Settings;

/// Runs the command.
pub fn run(extract: &Extract, settings: &Settings<'_>) -> anyhow::Result<Status> {
    let packs = settings.packs()?;
    let labels = Labels::compile(&packs)?;
    let inputs = settings.inputs(&extract.inputs, &labels)?;
    let mut languages = Languages::compile(&packs)?;
    let rules = ValueRules::compile(&packs, &mut languages, &packs.languages())?;
    let reader = Reader {
        labels,
        languages,
        rules,
        inputs,
        format: extract.format,
        style: settings.style(settings.global.output.as_deref()),
    };
    let mut writer =
        Writer { output: Output::open(settings.global.output.as_deref())?, status: Status::Clean };
    if extract.format == ExtractFormat::Csv {
        writer.put(Ok(reader.header()?))?;
    }
    let (entries, problems) = reader.inputs.expand(&reader.labels);
    problems.into_iter().for_each(|problem| writer.problem(&problem));
    for batch in entries.chunk_by(|a, b| a.format != Format::Feed && b.format != Format::Feed) {
        let go_on = match batch {
            [entry] if entry.format == Format::Feed => reader.feed(entry, &mut writer)?,
            files => reader.files(files, &mut writer)?,
        };
        if !go_on {
            break;
        }
    }
    writer.output.finish()?;
    Ok(writer.status)
}

/// Where answers and problems go, in the order of the inputs.
struct Writer {
    output: Output,
    status: Status,
}

impl Writer {
    fn problem(&mut self, problem: &SourceError) {
        complain(problem);
        self.status = Status::Failed;
    }

    /// `false` once nobody reads any more.
    fn put(&mut self, answer: Result<Vec<u8>, SourceError>) -> anyhow::Result<bool> {
        match answer {
            Ok(part) => self.output.write(&part),
            Err(problem) => {
                self.problem(&problem);
                Ok(true)
            }
        }
    }
}

/// All that is needed to read values.
struct Reader {
    labels: Labels,
    languages: Languages,
    rules: ValueRules,
    inputs: Inputs,
    format: ExtractFormat,
    style: Style,
}

/// Files read before their values are written.
const BATCH: usize = 256;

impl Reader {
    fn header(&self) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        Values { document: "", text: "", readings: &[], file: None }.write_csv(true, &mut out)?;
        Ok(out)
    }

    fn files(&self, entries: &[Entry], writer: &mut Writer) -> anyhow::Result<bool> {
        for batch in entries.chunks(BATCH) {
            let read = |entry| {
                let loaded = load_entry(entry, &self.inputs, &self.labels);
                let parts: io::Result<Vec<_>> =
                    loaded.sources.iter().map(|source| self.source(source)).collect();
                (parts, loaded.problems)
            };
            let answers: Vec<_> = batch.par_iter().map(read).collect();
            for (parts, problems) in answers {
                problems.iter().for_each(|problem| writer.problem(problem));
                for part in parts? {
                    if !writer.put(Ok(part))? {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(true)
    }

    fn feed(&self, entry: &Entry, writer: &mut Writer) -> anyhow::Result<bool> {
        let path = entry.path.as_str();
        let unreadable = |source| SourceError::Unreadable { path: path.to_owned(), source };
        let input: Box<dyn BufRead> = match path {
            "-" => Box::new(io::stdin().lock()),
            _ => match File::open(path) {
                Ok(file) => Box::new(BufReader::new(file)),
                Err(error) => return writer.put(Err(unreadable(error))),
            },
        };
        let limit = usize::try_from(self.inputs.max_bytes).unwrap_or(usize::MAX);
        let mut chunks = Chunks::new(input, limit);
        loop {
            let chunk = match chunks.next_chunk() {
                Ok(Some(chunk)) => chunk,
                Ok(None) => return Ok(true),
                Err(error) => return writer.put(Err(unreadable(error))),
            };
            let lines: Vec<_> = chunk.lines().collect();
            let answers: Vec<_> =
                lines.par_iter().map(|&(line, start, bytes)| self.item(entry, line, start, bytes)).collect();
            for answer in answers {
                if !writer.put(answer)? {
                    return Ok(false);
                }
            }
        }
    }

    /// The values of one item; their spans count bytes of its text.
    fn item(&self, entry: &Entry, line: usize, start: usize, bytes: &[u8]) -> Result<Vec<u8>, SourceError> {
        let wrong = |message| SourceError::FeedLine { path: entry.path.clone(), line, message };
        let item = Item::parse(bytes, start).map_err(wrong)?;
        let metadata = item.metadata(entry, line, &self.inputs, &self.labels)?;
        let blocks = [Block { span: Span::new(0, item.text.text.len()), kind: BlockKind::Paragraph }];
        let document = item.id.clone().unwrap_or_else(|| line.to_string());
        let text = item.text.text.as_str();
        let values = Values { document: &document, text, readings: &[], file: None };
        self.values(values, &blocks, metadata.language.as_deref(), metadata.published)
            .map_err(|e| wrong(e.to_string()))
    }

    /// The values of one file.
    fn source(&self, source: &Source) -> io::Result<Vec<u8>> {
        let Source { path, text, blocks, offsets, lines, metadata, .. } = source;
        let values = Values { document: path, text, readings: &[], file: Some((offsets, lines)) };
        self.values(values, blocks, metadata.language.as_deref(), metadata.published)
    }

    fn values(
        &self,
        document: Values<'_>,
        blocks: &[Block],
        language: Option<&str>,
        published: Option<recoupe::partial_date::PartialDate>,
    ) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        let language = language.or_else(|| self.languages.detect(document.text)).unwrap_or_default();
        let Some(rules) = self.languages.get(language) else { return Ok(out) };
        let text = Text::new(document.text, blocks, rules);
        let readings = read(&text, language, &self.rules, published);
        let values = Values { readings: &readings, ..document };
        match self.format {
            ExtractFormat::Jsonl => values.write_jsonl(&mut out)?,
            ExtractFormat::Csv => values.write_csv(false, &mut out)?,
            ExtractFormat::Table => values.write_table(self.style, &mut out)?,
        }
        Ok(out)
    }
}
