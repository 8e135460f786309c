//! What is one question, and what is two.

use crate::desk::Desk;

/// Relation and severity of what is found in one article.
fn alone(told: &str) -> String {
    let desk = Desk::new(&[("a.md", format!("# Ruins in Lorvik\n\n{told}\n").as_bytes())]);
    let run = desk.run(&["check", "a.md", "--format", "csv"]);
    run.stdout.lines().skip(1).collect()
}

#[test]
fn one_sentence_that_counts_two_things_answers_two_questions() {
    let rescued =
        "\"We pulled thirty-six residents from the ruins this morning,\" said the fire chief, Anton Rahel";
    assert_eq!(alone(&format!("{rescued}, who leads some forty rescuers and six dogs.")), "");
    let disputed = format!("{rescued}. The mayor said that forty residents were pulled from the ruins.");
    assert!(alone(&disputed).contains("contradiction"), "{}", alone(&disputed));
}
