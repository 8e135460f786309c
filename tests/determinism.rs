//! The same input gives the same bytes: whatever the number of threads, and, apart from the order in which sources are
//! listed, whatever the order of the arguments.

// Clippy spares test functions, not their helpers.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn stories() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// The articles of a story.
fn articles(story: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(story).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension != "json"));
    files.sort();
    files
}

fn check(threads: usize, format: &str, sources: &[PathBuf]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
    command.env("RAYON_NUM_THREADS", threads.to_string()).env("COLUMNS", "100");
    command.args(["check", "--fail-on", "never", "--format", format]).args(sources);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn report(sources: &[PathBuf]) -> Value {
    serde_json::from_slice(&check(2, "json", sources)).unwrap()
}

#[test]
fn threads_change_nothing() {
    for story in stories() {
        for format in ["json", "text"] {
            let sources = [story.clone()];
            assert!(
                check(1, format, &sources) == check(8, format, &sources),
                "{}: {format}",
                story.display()
            );
        }
    }
    let all = stories();
    assert!(check(1, "json", &all) == check(8, "json", &all), "all stories together");
}

#[test]
fn a_second_run_writes_the_same() {
    let all = stories();
    assert!(check(2, "json", &all) == check(2, "json", &all));
}

#[test]
fn the_order_of_arguments_changes_only_the_list_of_sources() {
    for story in stories() {
        let mut files = articles(&story);
        let mut first = report(&files);
        for turn in 0..files.len() {
            if turn % 2 == 0 {
                files.reverse()
            } else {
                files.rotate_left(1)
            }
            let mut other = report(&files);
            for report in [&mut first, &mut other] {
                report["sources"].as_array_mut().unwrap().sort_by_key(|source| source["id"].to_string());
            }
            assert_eq!(first, other, "{}", story.display());
        }
    }
}
