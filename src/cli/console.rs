//! Where a command writes: its result to standard output or `--output`, complaints to standard error.
//!
//! A reader that goes away (`recoupe ... | head`) is no error: the rest is not wanted.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anyhow::Context;

/// The place for a command's result.
pub struct Output {
    writer: BufWriter<Box<dyn Write>>,
}

impl Output {
    /// Standard output, or the file of `--output`.
    pub fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let target: Box<dyn Write> = match path {
            None => Box::new(io::stdout()),
            Some(path) => {
                let file = File::create(path).with_context(|| {
                    format!("{}: cannot be written; name a file in a folder that exists", path.display())
                })?;
                Box::new(file)
            }
        };
        Ok(Self { writer: BufWriter::with_capacity(1 << 16, target) })
    }

    /// Writes a part of the result. `false` once nobody reads any more.
    pub fn write(&mut self, part: &[u8]) -> anyhow::Result<bool> {
        heard(self.writer.write_all(part))
    }

    /// Lets a renderer write its part.
    pub fn render(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<bool> {
        heard(write(&mut self.writer))
    }

    /// Hands over what is still held back.
    pub fn finish(mut self) -> anyhow::Result<()> {
        heard(self.writer.flush()).map(|_| ())
    }
}

fn heard(result: io::Result<()>) -> anyhow::Result<bool> {
    match result {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(e) => Err(e).context("the result cannot be written"),
    }
}

/// A word on what takes long, on a terminal that standard error is; gone when the work is done.
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Says what is being done, where it may take a while.
    pub fn on(work: &str, long: bool) -> Self {
        let shown = long && io::stderr().is_terminal();
        if shown {
            let _ = write!(io::stderr(), "recoupe: {work} ...");
        }
        Self { shown }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// Tells the user what went wrong; a standard error that is closed is nobody's to hear.
pub fn complain(message: &dyn std::fmt::Display) {
    let _ = writeln!(io::stderr(), "recoupe: {message}");
}
