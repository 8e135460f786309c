//! Every format, asked for on the command line.

use std::path::Path;
use std::process::{Command, Output};

const ONE: &str = "Fire in Lorvik\n\nThe fire killed 12 people in Lorvik on 15 July 2024.\n";
const OTHER: &str = "Fire in Lorvik\n\nThe fire killed 19 people in Lorvik on 15 July 2024.\n";
const FORMATS: [&str; 10] =
    ["text", "html", "markdown", "json", "sarif", "junit", "github", "rdjson", "csv", "annotation"];

fn recoupe(folder: &Path, arguments: &[&str]) -> Output {
    std::fs::write(folder.join("one.txt"), ONE).unwrap();
    std::fs::write(folder.join("other.txt"), OTHER).unwrap();
    let program = env!("CARGO_BIN_EXE_recoupe");
    let mut command = Command::new(program);
    command.current_dir(folder).args(["check", "one.txt", "other.txt", "--fail-on", "never"]).args(arguments);
    command.output().unwrap()
}

#[test]
fn every_format_can_be_had_in_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let files = FORMATS.map(|format| format!("{format}=report.{format}"));
    let arguments: Vec<&str> = files.iter().flat_map(|file| ["--format", file]).collect();
    let output = recoupe(folder.path(), &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
    for format in FORMATS {
        let page = std::fs::read_to_string(folder.path().join(format!("report.{format}"))).unwrap();
        assert!(page.ends_with('\n') || format == "github" && page.is_empty(), "{format} is cut short");
    }
}

#[test]
fn one_output_holds_one_format() {
    let folder = tempfile::tempdir().unwrap();
    let output = recoupe(folder.path(), &["--format", "json", "--format", "sarif"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--format sarif=recoupe.sarif"));
}

#[test]
fn an_unknown_format_is_told_with_those_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let output = recoupe(folder.path(), &["--format", "pdf"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there are the formats text, json"));
}
