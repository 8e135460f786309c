//! Every renderer, run on one hand-made report and compared with a stored page.

// Clippy spares test functions, not their helpers.
#![allow(clippy::unwrap_used, clippy::panic)]

mod claims;
mod cli;
mod explain;
mod formats;
mod html;
mod json;
mod sample;
mod text;

/// The words of reports for French readers.
fn french() -> recoupe::words::Words {
    recoupe::words::Words::of(&recoupe::rules::Packs::builtin(), "fr").unwrap().unwrap()
}

/// What a renderer writes, as text.
fn rendered(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}
