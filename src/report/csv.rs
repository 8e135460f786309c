//! Comma-separated tables that are safe to open in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

/// A table under way: a header, then rows of as many cells.
pub struct Sheet<'w> {
    writer: csv::Writer<&'w mut dyn Write>,
}

impl<'w> Sheet<'w> {
    /// Starts a table with its header.
    pub fn new(out: &'w mut dyn Write, columns: &[&str]) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(columns)?;
        Ok(Self { writer })
    }

    /// Goes on with a table whose header stands already.
    pub fn without_header(out: &'w mut dyn Write) -> Self {
        Self { writer: csv::Writer::from_writer(out) }
    }

    /// Adds a row.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cow<'c, str>>) -> io::Result<()> {
        for cell in cells {
            self.writer.write_field(inert(&cell).as_bytes())?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Ends the table.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A cell that no spreadsheet takes for a formula: one that starts like a formula gets an apostrophe in front, unless
/// it is a plain number.
fn inert(cell: &str) -> Cow<'_, str> {
    let risky = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let number = cell.strip_prefix('-').unwrap_or(cell);
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if cell.starts_with(risky) && !plain { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed() {
        for cell in ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "-", "＝1"] {
            assert_eq!(inert(cell), format!("'{cell}"));
        }
        for cell in ["", "-12.5", "12", "a=b", "2024-07-15"] {
            assert_eq!(inert(cell), cell);
        }
    }
}
