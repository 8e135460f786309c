//! What is said to somebody who stumbles: the cause, by its true name, and the way on.

use crate::desk::{ARTICLE, Desk};

#[test]
fn a_path_in_place_of_a_command_is_sent_to_check() {
    let desk = Desk::with_article(&[]);
    desk.run(&["good.txt"]).fails_saying(&["help: to check it, say 'recoupe check good.txt'"]);
    assert!(!desk.run(&["chekc"]).stderr.contains("to check it"));
}

#[test]
fn drafts_that_against_has_swallowed_are_missed() {
    let desk = Desk::with_article(&[("draft.md", ARTICLE.as_bytes())]);
    desk.run(&["check", "--against", "good.txt", "draft.md"]).fails_saying(&[
        "no drafts given",
        "--against takes all up to the next option",
        "-- drafts/",
    ]);
    assert_eq!(desk.run(&["check", "--against", "good.txt", "--", "draft.md"]).status, 0);
}

#[test]
fn a_report_on_nothing_is_not_written() {
    let desk = Desk::with_article(&[]);
    let run = desk.run(&["check", "gone.txt"]);
    run.fails_saying(&["gone.txt"]);
    assert_eq!(run.stdout, "");
    assert_eq!(desk.run(&["check", "gone.txt", "--format", "json"]).json()["summary"]["sources"], 0);
    assert!(desk.run(&["check", "gone.txt", "good.txt"]).stdout.contains("1 source"));
}

#[test]
fn markdown_goes_by_its_short_name() {
    let desk = Desk::with_article(&[]);
    let long = desk.run(&["check", "good.txt", "--format", "markdown"]).stdout;
    assert_eq!(desk.run(&["check", "good.txt", "--format", "md"]).stdout, long);
}

#[test]
fn an_id_that_names_nothing_is_told_from_one_that_names_several() {
    let desk = Desk::with_article(&[("other.txt", ARTICLE.replace("Twelve", "Thirteen").as_bytes())]);
    desk.run(&["explain", "x0000", "good.txt"]).fails_saying(&[
        "nothing in these sources goes by the id 'x0000'",
        "--against",
        "--rules",
    ]);
    desk.run(&["explain", "f", "good.txt", "other.txt"])
        .fails_saying(&["ids begin with 'f': f-", "give more"]);
}

#[test]
fn the_last_day_given_holds() {
    let desk = Desk::with_article(&[]);
    assert_eq!(desk.run(&["check", "good.txt", "--today", "2024-01-01", "--today", "2025-01-01"]).status, 0);
}

#[test]
fn packs_of_ones_own_go_by_the_path_they_are_read_from() {
    let concept = "[[concept]]\nid = \"bridge.inspected\"\nkind = \"number\"\n\
                   question = { en = \"how many bridges were inspected\" }\n[concept.en]\nobject = [\"inspect\"]\n";
    let case =
        "\n[[test]]\nlanguage = \"en\"\ntext = \"Two bridges fell.\"\nclaims = [\"bridge.inspected = 2\"]\n";
    let desk = Desk::new(&[("my/concepts/a.toml", format!("{concept}{case}").as_bytes())]);
    let run = desk.run(&["rules", "test", "concepts/a.toml", "--rules", "my"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("my/concepts/a.toml:10: Two bridges fell."), "{}", run.stderr);
    let run = desk.run(&["explain", "bridge.inspected", "--rules", "my"]);
    assert!(run.stdout.contains("my/concepts/a.toml:2"), "{}", run.stdout);
    // Of two, that which did not come with the program is at fault, wherever it stands in the order of paths.
    for name in ["aaa", "zzz"] {
        let desk = Desk::new(&[(
            &format!("my/concepts/{name}.toml"),
            b"[[class]]\nid = \"person\"\nen = [\"folk\"]\n",
        )]);
        desk.run(&["rules", "test", "--rules", "my"]).fails_saying(&[&format!(
            "my/concepts/{name}.toml:2:6: class 'person' is given twice, also at rules/concepts/classes"
        )]);
    }
}
