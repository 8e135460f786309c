//! Single values, for `extract --values`: every number, amount, measure and date of a document, whatever it is about.
//!
//! Each document is written on its own, so that an archive of any size can be streamed.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;

use super::Style;
use super::csv::Sheet;
use super::paint::{Ink, Painter};
use super::plain::printable;
use super::wire::bare;
use crate::source::OffsetMap;
use crate::span::{LineIndex, Span};
use crate::value::{End, Kind, Reading, Wire};

/// A document with the values read from it.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// Its name: a feed item's id, a file's path.
    pub document: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its values, in order.
    pub readings: &'a [Reading],
    /// The way back to its file, with the file's lines; `None` where spans count bytes of the text itself.
    pub file: Option<(&'a OffsetMap, &'a LineIndex)>,
}

/// One line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    text: &'a str,
    span: Span,
    kind: Kind,
    value: Wire<'a>,
    amount: Option<End<'a>>,
    unit_text: Option<&'a str>,
}

impl<'a> Values<'a> {
    /// A line a value: the dates of a list are told one by one, with the span of the whole.
    fn lines(&self, reading: &'a Reading) -> impl Iterator<Item = Line<'a>> {
        let (document, text, span) = (self.document, reading.span.of(self.text), self.span(reading));
        let unit_text = reading.unit_span.map(|at| at.of(self.text));
        Wire::each(&reading.value).into_iter().map(move |value| Line {
            document,
            text,
            span,
            kind: reading.kind,
            value,
            amount: reading.amount.map(|amount| End::Number(amount.normalize())),
            unit_text,
        })
    }

    /// Where a reading stands in its file.
    fn span(&self, reading: &Reading) -> Span {
        self.file.map_or(reading.span, |(offsets, _)| offsets.span_to_file(reading.span))
    }

    /// Writes one JSON object a value, each on its line.
    ///
    /// # Errors
    /// Whatever the sink reports.
    pub fn write_jsonl(&self, mut out: &mut dyn Write) -> io::Result<()> {
        for line in self.readings.iter().flat_map(|reading| self.lines(reading)) {
            serde_json::to_writer(&mut out, &line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Writes a row a value, under a header where `header` is set.
    ///
    /// # Errors
    /// Whatever the sink reports.
    pub fn write_csv(&self, header: bool, out: &mut dyn Write) -> io::Result<()> {
        let mut sheet = if header { Sheet::new(out, &COLUMNS)? } else { Sheet::without_header(out) };
        for line in self.readings.iter().flat_map(|reading| self.lines(reading)) {
            sheet.row(row(&line))?;
        }
        sheet.finish()
    }

    /// Writes a table: place, value, kind, words. Nothing for a document without values.
    ///
    /// # Errors
    /// Whatever the sink reports.
    pub fn write_table(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        if self.readings.is_empty() {
            return Ok(());
        }
        let painter = Painter { colour: style.colour };
        writeln!(out, "{}", painter.paint(Ink::Bold, &printable(self.document)))?;
        let mut table = Table::new();
        table
            .load_preset(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(style.width);
        for reading in self.readings {
            let span = self.span(reading);
            let place = match self.file {
                Some((_, lines)) => {
                    let (line, column) = lines.position(span.start);
                    format!("{line}:{column}")
                }
                None => format!("{}-{}", span.start, span.end),
            };
            table.add_row([
                painter.paint(Ink::Dim, &place),
                painter.paint(Ink::Bold, &printable(&reading.value.to_string())),
                bare(&reading.kind),
                format!("“{}”", printable(reading.span.of(self.text))),
            ]);
        }
        table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))?;
        writeln!(out)
    }
}

/// Columns of the CSV of values.
const COLUMNS: [&str; 12] = [
    "document",
    "start",
    "end",
    "text",
    "kind",
    "low",
    "high",
    "nominal",
    "bound",
    "unit",
    "amount",
    "unit_text",
];

fn row<'a>(line: &Line<'a>) -> [Cow<'a, str>; COLUMNS.len()] {
    let end = |end: &Option<End<'_>>| Cow::Owned(end.as_ref().map(bare).unwrap_or_default());
    [
        line.document.into(),
        line.span.start.to_string().into(),
        line.span.end.to_string().into(),
        line.text.into(),
        bare(&line.kind).into(),
        end(&line.value.low),
        end(&line.value.high),
        end(&line.value.nominal),
        bare(&line.value.bound).into(),
        line.value.unit.as_deref().unwrap_or_default().to_owned().into(),
        end(&line.amount),
        line.unit_text.unwrap_or_default().into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Step;
    use crate::value::{Bound, Quantity, Value};

    fn written(write: impl Fn(&Values<'_>, &mut Vec<u8>) -> io::Result<()>) -> String {
        let text = "About 12 boats";
        let twelve = Some(12.into());
        let reading = Reading {
            span: Span::new(0, 8),
            tokens: 0..2,
            kind: Kind::Number,
            value: Value::Quantity(Quantity::new(
                Bound::Approximate,
                (Some(11.into()), Some(13.into())),
                twelve,
            )),
            amount: twelve,
            unit_span: Some(Span::new(9, 14)),
        };
        let mut offsets = OffsetMap::default();
        offsets.push(0, 5, Step::COPIED);
        let lines = LineIndex::new(b"# \n\n About 12 boats");
        let values = Values { document: "a.md", text, readings: &[reading], file: Some((&offsets, &lines)) };
        let mut out = Vec::new();
        write(&values, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_form_says_the_same() {
        assert_eq!(
            written(|values, out| values.write_jsonl(out)),
            "{\"document\":\"a.md\",\"text\":\"About 12\",\"span\":{\"start\":5,\"end\":13},\"kind\":\"number\",\
             \"value\":{\"low\":11,\"high\":13,\"nominal\":12,\"bound\":\"approximate\",\"unit\":null},\
             \"amount\":12,\"unit_text\":\"boats\"}\n"
        );
        let csv = written(|values, out| values.write_csv(true, out));
        assert_eq!(csv.lines().nth(1), Some("a.md,5,13,About 12,number,11,13,12,approximate,,12,boats"));
        assert_eq!(written(|values, out| values.write_csv(false, out)).lines().count(), 1);
        let table = written(|values, out| values.write_table(Style::default(), out));
        assert!(
            table.starts_with("a.md\n") && table.contains("3:2") && table.contains("“About 12”"),
            "{table}"
        );
    }
}
