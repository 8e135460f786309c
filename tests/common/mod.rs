//! Articles about one story, checked by the program.

// Clippy spares test functions, not their helpers; not every test needs all of them.
#![allow(clippy::unwrap_used, dead_code)]

use std::process::Command;

use serde_json::Value;

/// An article of a day of one October.
pub fn article(day: u8, text: &str) -> String {
    format!("Orvale Daily, {day} October 2023\n\n{text}\n")
}

/// Two articles about one story, as a reader of the report sees them.
pub fn check(first: &str, second: &str) -> Value {
    check_all(&[first, second])
}

/// Articles about one story, as a reader of the report sees them.
pub fn check_all(articles: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let file = |(number, text): (usize, &&str)| {
        let path = folder.path().join(format!("{number}.txt"));
        std::fs::write(&path, text).unwrap();
        path
    };
    let files: Vec<_> = articles.iter().enumerate().map(file).collect();
    let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
    let output =
        command.args(["check", "--fail-on", "never", "--format", "json"]).args(&files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether a finding of that relation connects the two quotes.
pub fn connects(report: &Value, relation: &str, x: &str, y: &str) -> bool {
    connect(report, x, y, |finding| finding["relation"] == relation)
}

/// Whether a contradiction that is more than a note connects the two quotes.
pub fn warns(report: &Value, x: &str, y: &str) -> bool {
    connect(report, x, y, |finding| finding["relation"] == "contradiction" && finding["severity"] != "note")
}

fn connect(report: &Value, x: &str, y: &str, fits: impl Fn(&Value) -> bool) -> bool {
    let text = |id: &Value| {
        let claims = report["claims"].as_array().unwrap();
        claims.iter().find(|c| c["id"] == *id).unwrap()["text"].as_str().unwrap().to_owned()
    };
    let holds =
        |side: &Value, quote: &str| side.as_array().unwrap().iter().any(|id| text(id).contains(quote));
    report["findings"].as_array().unwrap().iter().any(|f| {
        fits(f) && ((holds(&f["a"], x) && holds(&f["b"], y)) || (holds(&f["a"], y) && holds(&f["b"], x)))
    })
}
