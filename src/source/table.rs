//! CSV and TSV: a document a row, its text in one column.

use super::draft::Part;
use super::labels::{Field, Labels};
use super::{Decoded, Metadata, date, plain};
use crate::span::Span;

/// Reads the rows of a table whose first row names the columns. O(length).
///
/// # Errors
/// The offset at which it is no such table, and why.
pub(super) fn read(file: &Decoded, delimiter: u8, labels: &Labels) -> Result<Vec<Part>, (usize, String)> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(file.text.as_bytes());
    let mut record = csv::ByteRecord::new();
    let mut columns: Option<Columns> = None;
    let mut parts = Vec::new();
    loop {
        let start = offset(reader.position());
        let more = reader.read_byte_record(&mut record).map_err(|error| (start, error.to_string()))?;
        if !more {
            return Ok(parts);
        }
        // Blank lines in front of a row are no part of it.
        let rest = file.text.get(start..).unwrap_or_default();
        let start = start + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let cells = cells(file, Span::new(start, offset(reader.position()).max(start)), delimiter);
        match &columns {
            None => columns = Some(Columns::of(&cells, labels).ok_or_else(|| (start, NO_TEXT.to_owned()))?),
            Some(columns) => parts.extend(columns.part(&cells, labels)),
        }
    }
}

const NO_TEXT: &str = "no column is known to hold the text";

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// Which column holds what.
struct Columns {
    text: usize,
    fields: Vec<Option<Field>>,
}

impl Columns {
    fn of(header: &[Decoded], labels: &Labels) -> Option<Self> {
        let text = header.iter().position(|cell| labels.is_text_column(cell.text.trim()))?;
        Some(Self { text, fields: header.iter().map(|cell| labels.field(cell.text.trim())).collect() })
    }

    /// The document of a row; `None` where its text is blank.
    fn part(&self, row: &[Decoded], labels: &Labels) -> Option<Part> {
        let cell = |wanted: Field| {
            let column = self.fields.iter().position(|field| *field == Some(wanted))?;
            row.get(column).filter(|cell| !cell.text.trim().is_empty())
        };
        let told = |field: Field| cell(field).map(|cell| cell.text.trim().to_owned());
        let text = row.get(self.text).filter(|text| !text.text.trim().is_empty())?;
        let mut draft = plain::read(text.clone());
        draft.metadata = Metadata {
            id: None,
            title: told(Field::Title),
            publisher: told(Field::Publisher),
            published: told(Field::Published)
                .and_then(|text| text.parse().ok().or_else(|| date::whole(&text, labels))),
            language: told(Field::Language).and_then(|code| labels.language(&code).ok().map(str::to_owned)),
            url: told(Field::Url),
        };
        Some(Part { draft, title: cell(Field::Title).cloned() })
    }
}

/// The cells of a row, unquoted, each with its way back to the file.
fn cells(file: &Decoded, row: Span, delimiter: u8) -> Vec<Decoded> {
    let end = row.start + row.of(&file.text).trim_end_matches(['\r', '\n']).len();
    let mut cells = vec![Decoded::default()];
    let (mut at, mut quoted, mut fresh) = (row.start, false, true);
    while at < end {
        let rest = Span::new(at, end).of(&file.text);
        let Some(c) = rest.chars().next() else { break };
        let width = c.len_utf8();
        match c {
            '"' if quoted && rest.starts_with("\"\"") => {
                append(&mut cells, file, Span::new(at + 1, at + 2));
                at += 1;
            }
            '"' if quoted => quoted = false,
            '"' if fresh => quoted = true,
            c if !quoted && u32::from(c) == u32::from(delimiter) => cells.push(Decoded::default()),
            _ => append(&mut cells, file, Span::new(at, at + width)),
        }
        fresh = !quoted && u32::from(c) == u32::from(delimiter);
        at += width;
    }
    cells
}

fn append(cells: &mut [Decoded], file: &Decoded, span: Span) {
    if let Some(cell) = cells.last_mut() {
        cell.copy(file, span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_unquoted_and_map_back() {
        let file = Decoded { text: "a;\"b \"\"c\"\";\n d\";é\r\n".to_owned(), ..Decoded::default() };
        let cells = cells(&file, Span::new(0, file.text.len()), b';');
        let texts: Vec<_> = cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["a", "b \"c\";\n d", "é"]);
        let at = cells[1].text.find('d').unwrap();
        assert_eq!(cells[1].offsets.span_to_file(Span::new(at, at + 1)).of(&file.text), "d");
    }
}
