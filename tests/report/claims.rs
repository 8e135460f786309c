use recoupe::report::{Style, claims};
use recoupe::words::Words;
use serde_json::Value;

use crate::{rendered, sample};

#[test]
fn as_a_table() {
    insta::assert_snapshot!(rendered(|out| claims::write_table(
        &sample::report(),
        Words::english(),
        Style::default(),
        out
    )));
}

#[test]
fn as_lines_of_json() {
    let page = rendered(|out| claims::write_jsonl(&sample::report(), out));
    let lines: Vec<Value> = page.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), sample::report().claims.len());
    insta::assert_json_snapshot!(lines[0]);
}

#[test]
fn as_a_sheet() {
    let mut report = sample::report();
    report.claims[0].voice.name = "=HYPERLINK(\"http://example.invalid\")".to_owned();
    let page = rendered(|out| claims::write_csv(&report, out));
    let mut reader = csv::Reader::from_reader(page.as_bytes());
    for row in reader.records() {
        assert!(!row.unwrap().iter().any(|cell| cell.starts_with('=')));
    }
    insta::assert_snapshot!(page);
}
