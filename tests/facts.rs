//! Questions: which claims the report gathers under one.

// Clippy spares test functions, not their helpers.
#![allow(clippy::unwrap_used)]

mod common;

use common::{article, check_all};
use serde_json::Value;

/// The answers, by their quotes, of each question, in order.
fn questions(report: &Value) -> Vec<Vec<String>> {
    let claims = report["claims"].as_array().unwrap();
    let text = |id: &Value| claims.iter().find(|c| c["id"] == *id).unwrap()["text"].as_str().unwrap();
    let sides = |fact: &Value| fact["sides"].as_array().unwrap().clone();
    let quotes =
        |side: &Value| side["claims"].as_array().unwrap().iter().map(text).collect::<Vec<_>>().join("; ");
    report["facts"].as_array().unwrap().iter().map(|fact| sides(fact).iter().map(quotes).collect()).collect()
}

/// Whether some question has answers with both quotes.
fn asks_of_both(report: &Value, x: &str, y: &str) -> bool {
    let has = |answers: &[String], quote: &str| answers.iter().any(|answer| answer.contains(quote));
    questions(report).iter().any(|answers| has(answers, x) && has(answers, y))
}

#[test]
fn a_chain_of_likely_pairs_makes_no_one_question_of_two_that_a_document_tells_apart() {
    let killed = article(3, "The explosion at the Orvale mill killed more than 130 people.");
    let injured = article(
        3,
        "More than 130 people were injured in the explosion at the Orvale mill, and 21 were killed.",
    );
    let vague = article(3, "The explosion at the Orvale mill left dozens of casualties.");
    let both = article(3, "The explosion at the Orvale mill killed 25 people and injured 90.");
    let report = check_all(&[&killed, &injured, &vague, &both]);
    assert!(asks_of_both(&report, "more than 130", "25 people"), "{report:#}");
    assert!(asks_of_both(&report, "More than 130", "90"), "{report:#}");
    assert!(!asks_of_both(&report, "25 people", "90"), "{report:#}");
    assert!(!asks_of_both(&report, "more than 130", "More than 130"), "{report:#}");
}
