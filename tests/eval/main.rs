//! `recoupe eval`: that its figures are those of the labels, and that bad labels are told of with a remedy.
#![allow(clippy::unwrap_used)]

mod labelled;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

fn eval(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
    command.arg("eval").args(arguments).current_dir(folder).env_clear().env("NO_COLOR", "1");
    command.output().unwrap()
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn figures(arguments: &[&str]) -> Value {
    let output = eval(here(), &[arguments, &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Part and whole of a share.
fn share(value: &Value) -> [u64; 2] {
    ["part", "whole"].map(|field| value[field].as_u64().unwrap())
}

#[test]
fn a_cluster_is_scored_by_its_labels() {
    let report = figures(&["tests/eval/cluster"]);
    assert_eq!(report["schema"], "recoupe.eval/1");
    let total = &report["clusters"]["total"];
    assert_eq!(share(&total["recall"]), [1, 2]);
    assert_eq!(share(&total["questions"]), [1, 2]);
    assert_eq!(share(&total["precision"]), [1, 1]);
    assert_eq!(share(&total["agreements"]), [1, 1]);
    assert_eq!(share(&total["false_alarms"]), [0, 3]);
    assert_eq!(share(&total["debatable"]), [0, 1]);
    assert_eq!(share(&total["alarms"]["trap"]), [0, 1]);
    assert_eq!(share(&total["relations"]["compatible"]["recall"]), [1, 1]);
    assert_eq!(share(&total["kinds"]["number"]["precision"]), [1, 1]);
    assert_eq!(share(&total["kinds"]["identity"]["recall"]), [0, 1]);
    assert_eq!(total["relations"]["contradiction"]["f1"], json!(0.6667));
    assert_eq!(total["lost"]["contradiction"]["unread"], 1);
    assert_eq!(report["clusters"]["each"][0]["recall"], total["recall"]);
}

#[test]
fn a_miss_says_where_it_was_lost() {
    let report = figures(&["tests/eval/cluster"]);
    let miss = &report["missed"][0];
    assert_eq!(miss["pair"], "calm");
    assert_eq!(miss["stage"], "unread");
    assert_eq!(share(&miss["missed"]), [1, 1]);
    assert_eq!(
        miss["a"],
        json!({"file": "docs/gazette.txt", "line": 3, "quote": "The evening was calm again", "claim": null})
    );
    assert_eq!(report["wrong"], json!([]));
}

#[test]
fn sentence_pairs_are_scored_by_their_labels() {
    let report = figures(&["tests/eval/pairs.tsv"]);
    let total = &report["pairs"]["total"];
    assert_eq!(share(&total["contradictions"]["precision"]), [1, 1]);
    assert_eq!(share(&total["contradictions"]["recall"]), [1, 2]);
    assert_eq!(share(&total["accuracy"]), [3, 4]);
    assert_eq!(share(&total["alarms"]["entailment"]), [0, 1]);
    assert_eq!(share(&total["kinds"]["number"]["recall"]), [1, 1]);
    assert_eq!(report["missed"][0]["pair"], "line 4");
}

#[test]
fn a_folder_stands_for_what_is_labelled_in_it() {
    let whole = figures(&["tests/eval"]);
    assert_eq!(whole["clusters"], figures(&["tests/eval/cluster"])["clusters"]);
    assert_eq!(whole["pairs"]["each"].as_array().unwrap().len(), 1);
    // Named twice, measured once.
    assert_eq!(
        figures(&["tests/eval/cluster/gold.json", "tests/eval/cluster"])["clusters"],
        whole["clusters"]
    );
}

#[test]
fn tables_fit_a_terminal_and_cases_can_be_left_out() {
    let text = |misses: &str| {
        let output = eval(here(), &["tests/eval", "--misses", misses]);
        String::from_utf8(output.stdout).unwrap()
    };
    let (all, none) = (text("5"), text("0"));
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
    assert!(all.contains("MISSED 2"), "{all}");
    assert!(!none.contains("MISSED"), "{none}");
    assert!(all.starts_with(&none));
}

/// A copy of the cluster with some text of its labels replaced.
fn spoilt(from: &str, to: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = here().join("tests/eval/cluster");
    fs::create_dir(folder.path().join("docs")).unwrap();
    for name in ["docs/gazette.txt", "docs/observer.txt"] {
        fs::copy(own.join(name), folder.path().join(name)).unwrap();
    }
    let labels = fs::read_to_string(own.join("gold.json")).unwrap();
    assert!(labels.contains(from));
    fs::write(folder.path().join("gold.json"), labels.replace(from, to)).unwrap();
    folder
}

fn complaint(folder: &TempDir, path: &str) -> String {
    let output = eval(folder.path(), &[path]);
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn bad_labels_are_told_with_file_pair_and_remedy() {
    let cases = [
        ("\"trap\"", "\"trick\"", &["gold.json: pair other: ", "trick", "`trap`", "docs/eval.md"] as &[_]),
        (
            "\"Twelve sailors\"",
            "\"Ten sailors\"",
            &["pair dead: docs/gazette.txt has no \"Ten sailors\"", "copy"],
        ),
        ("\"The evening was calm again\"", "\"\"", &["pair calm: ", "copy"]),
        ("\"2021-05-04\"", "\"May\"", &["gold.json: ", "May", "line 4"]),
        ("\"Marlow ferry\",", "\"Marlow ferry\"", &["gold.json: ", "line 3", "docs/eval.md"]),
    ];
    for (from, to, told) in cases {
        let message = complaint(&spoilt(from, to), ".");
        assert!(told.iter().all(|part| message.contains(part)), "{message}");
    }
}

#[test]
fn documents_that_do_not_fit_are_told() {
    let unlisted = spoilt(
        "  {\"file\": \"docs/observer.txt\", \"published\": \"2021-05-04\", \"publisher\": \"The Observer\"},\n",
        "",
    );
    let message = complaint(&unlisted, ".");
    assert!(message.contains("pair dead: docs/observer.txt is not among the documents"), "{message}");
    let twice = spoilt("{\"file\": \"docs/observer.txt\", \"pub", "{\"file\": \"docs/gazette.txt\", \"pub");
    assert!(complaint(&twice, ".").contains("docs/gazette.txt is listed twice"));
    let missing = spoilt("docs/observer.txt", "docs/absent.txt");
    let message = complaint(&missing, ".");
    assert!(message.contains("absent.txt") && message.contains("gold.json"), "{message}");
}

#[test]
fn bad_pairs_are_told_with_line_and_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        (
            "premise\tlabel_text\nx\ty\n",
            &["pairs.tsv: no column 'hypothesis'", "premise, hypothesis, label_text"] as &[_],
        ),
        (
            "premise\thypothesis\tlabel_text\nx\ty\tneutral\nx\t \tneutral\n",
            &["pairs.tsv:3: ", "'hypothesis' is empty"],
        ),
        (
            "premise\thypothesis\tlabel_text\tkind\nx\ty\tneutral\tsize\n",
            &["pairs.tsv:2: ", "size", "`measure`"],
        ),
    ];
    for (table, told) in cases {
        fs::write(folder.path().join("pairs.tsv"), table).unwrap();
        let message = complaint(&folder, "pairs.tsv");
        assert!(told.iter().all(|part| message.contains(part)), "{message}");
    }
}

#[test]
fn what_cannot_be_used_does_not_lose_the_rest() {
    let output =
        eval(here(), &["tests/absent", "Cargo.toml", "src", "tests/eval/cluster", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("tests/absent: there is no such file"), "{told}");
    assert!(told.contains("Cargo.toml: nothing labelled here") && told.contains("src: nothing"), "{told}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(share(&report["clusters"]["total"]["recall"]), [1, 2]);
}
