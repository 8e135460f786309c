//! What time excuses between sources, and does not excuse in a draft.

use crate::desk::{Desk, Run};

/// A report of a fire with its number of dead.
fn report(published: &str, dead: &str) -> Vec<u8> {
    let published = if published.is_empty() { String::new() } else { format!("published: {published}\n") };
    let title = "Fire in Lorvik";
    format!("---\ntitle: {title}\n{published}---\n# {title}\n\nThe fire killed {dead} people in Lorvik on 15 July 2024.\n")
        .into_bytes()
}

/// A draft against sources.
fn gate(draft: (&str, &str), sources: &[(&str, &str)], more: &[&str]) -> (Desk, Run) {
    let desk = Desk::new(&[("draft.md", &report(draft.0, draft.1))]);
    for (at, (published, dead)) in sources.iter().enumerate() {
        desk.put(&format!("sources/{at}.md"), &report(published, dead));
    }
    let run = desk.run(&[&["check", "draft.md", "--against", "sources/", "--format", "csv"], more].concat());
    (desk, run)
}

/// Relation and severity of every finding that is no agreement.
fn found(run: &Run) -> Vec<String> {
    let row = |line: &str| line.split(',').skip(1).step_by(2).take(2).collect::<Vec<_>>().join(" ");
    run.stdout.lines().skip(1).map(row).filter(|row| !row.starts_with("agreement")).collect()
}

#[test]
fn a_figure_of_a_draft_that_no_source_gives_is_no_update() {
    let monday = [("2024-07-15", "seven"), ("2024-07-15", "seven")];
    for written in ["2024-07-16", "2024-07-14", ""] {
        for dead in ["nine", "five", "40"] {
            let (_, run) = gate((written, dead), &monday, &[]);
            assert_eq!(
                (run.status, found(&run)),
                (1, vec!["contradiction error".to_owned()]),
                "{written} {dead}"
            );
        }
    }
    let (_, run) = gate(("2024-07-16", "nine"), &[("", "seven"), ("2024-07-15", "seven")], &[]);
    assert_eq!((run.status, found(&run)), (1, vec!["contradiction error".to_owned()]));
}

#[test]
fn a_figure_that_a_source_gives_stands_to_the_others_as_that_source_does() {
    let rising = [("2024-07-15", "seven"), ("2024-07-16", "nine")];
    for written in ["2024-07-16", ""] {
        let (_, run) = gate((written, "nine"), &rising, &[]);
        assert_eq!((run.status, found(&run)), (0, vec!["update note".to_owned()]), "{written}");
        let (_, run) = gate((written, "seven"), &rising, &[]);
        assert_eq!((run.status, found(&run)), (1, vec!["contradiction error".to_owned()]), "{written}");
    }
}

#[test]
fn what_a_draft_ascribes_to_somebody_may_be_later_than_its_sources() {
    let desk = Desk::new(&[("sources/a.md", &report("2024-07-15", "seven"))]);
    let draft = String::from_utf8(report("2024-07-17", "nine")).unwrap();
    desk.put("draft.md", draft.replace("2024.\n", "2024, the ministry said on Tuesday.\n").as_bytes());
    let run = desk.run(&["check", "draft.md", "--against", "sources/", "--format", "csv"]);
    assert_eq!((run.status, found(&run)), (0, vec!["update note".to_owned()]));
}

#[test]
fn findings_without_a_draft_are_not_looked_for() {
    let (desk, run) = gate(("2024-07-16", "nine"), &[("2024-07-16", "nine"), ("2024-07-16", "seven")], &[]);
    let id = run.stdout.lines().nth(1).and_then(|row| row.split(',').next()).unwrap();
    assert_eq!(found(&run), ["contradiction error"]);
    let run = desk.run(&["explain", id, "draft.md", "--against", "sources/"]);
    assert!(run.status == 0 && run.stdout.contains("draft.md:7"), "{}{}", run.stdout, run.stderr);
    assert!(!run.stdout.contains("sources/0.md"), "{}", run.stdout);
}

#[test]
fn a_missing_date_that_makes_a_note_is_told() {
    let desk = Desk::new(&[("a.md", &report("2024-07-15", "seven")), ("b.md", &report("", "nine"))]);
    let reason = "b.md has no date, and the count may have grown between the two; give it one";
    for format in ["text", "markdown", "html", "json", "csv", "sarif", "junit", "github", "rdjson"] {
        let run = desk.run(&["check", "a.md", "b.md", "--format", format]);
        assert_eq!(run.status, 0);
        let words = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(reason), "{format}: {}", run.stdout);
        assert_eq!(run.stderr.matches("b.md: has no date").count(), 1, "{}", run.stderr);
    }
    let id = desk.run(&["check", "a.md", "b.md", "--format", "json"]).json()["findings"][0]["id"].to_string();
    assert!(desk.run(&["explain", id.trim_matches('"'), "a.md", "b.md"]).stdout.contains("b.md has no date"));
    assert_eq!(desk.run(&["check", "a.md", "a.md"]).stderr, "");
}

/// Relations and severities between two reports of one storm, by their dates and their last sentences.
fn storm(first: (&str, &str), second: (&str, &str)) -> Vec<String> {
    let text = |(published, told): (&str, &str)| {
        let published =
            if published.is_empty() { String::new() } else { format!("published: {published}\n") };
        format!("---\ntitle: Storm in Lorvik\n{published}---\n# Storm in Lorvik\n\n{told}\n").into_bytes()
    };
    let desk = Desk::new(&[("a.md", &text(first)), ("b.md", &text(second))]);
    found(&desk.run(&["check", "a.md", "b.md", "--format", "csv"]))
}

#[test]
fn counts_of_what_was_long_over_grow_no_more() {
    let of = |dead: &str, time: &str| format!("The storm of {time} killed {dead} people in Lorvik.");
    let dates = ["2024-07-15", "2024-07-19"];
    for (time, relation) in [("July 2024", "update note"), ("1998", "contradiction error")] {
        let [before, after] = [of("seven", time), of("nine", time)];
        assert_eq!(storm((dates[0], &before), (dates[1], &after)), [relation], "{time}");
    }
}

#[test]
fn a_count_that_grew_is_later_than_the_lower_one_of_its_day() {
    let day = "2024-07-15";
    let killed = |dead: &str| format!("The storm killed {dead} people in Lorvik, the prefect said.");
    let rose =
        |dead: &str| format!("The death toll of the storm in Lorvik rose to {dead}, the prefect said.");
    assert_eq!(storm((day, &killed("seven")), (day, &rose("nine"))), ["update note"]);
    assert_eq!(storm((day, &killed("nine")), (day, &rose("seven"))), ["contradiction error"]);
    assert_eq!(storm((day, &killed("seven")), (day, &killed("nine"))), ["contradiction error"]);
}

#[test]
fn a_count_grows_in_whatever_words() {
    let before = "Some 450 firefighters, helped by rain, struggled with the fire in the hills of Lorvik.";
    let after = "Close to 600 firefighters were deployed against the fire in the hills of Lorvik.";
    assert_eq!(storm(("2024-07-15", before), ("2024-07-16", after)), ["update note"]);
    assert_eq!(storm(("2024-07-15", before), ("2024-07-15", after)), ["contradiction warning"]);
}

#[test]
fn a_weekday_of_no_known_week_disputes_no_day() {
    let on = |day: &str| format!("The storm struck Lorvik on {day} and tore up trees.");
    let [tuesday, wednesday] = [on("Tuesday"), on("Wednesday")];
    assert_eq!(storm(("", &tuesday), ("", &wednesday)), ["contradiction note"]);
    assert_eq!(storm(("2024-07-19", &tuesday), ("2024-07-19", &wednesday)), ["contradiction error"]);
}

#[test]
fn a_weight_makes_no_error_of_what_is_hardly_one_question() {
    let desk =
        Desk::new(&[("a.md", &report("2024-07-15", "seven")), ("b.md", &report("2024-07-15", "about nine"))]);
    let severities = |desk: &Desk| {
        let report = desk.run(&["check", "a.md", "b.md", "--format", "json"]).json();
        let contradictions = report["findings"].as_array().unwrap().clone().into_iter();
        let contradictions = contradictions.filter(|finding| finding["relation"] == "contradiction");
        contradictions
            .map(|finding| (finding["severity"].to_string(), finding["confidence"].as_f64().unwrap() >= 0.38))
            .collect::<Vec<_>>()
    };
    assert_eq!(severities(&desk), [("\"warning\"".to_owned(), true)]);
    desk.put("recoupe.toml", b"[[weigh]]\nconcept = \"*\"\nseverity = \"error\"\n");
    assert_eq!(severities(&desk), [("\"error\"".to_owned(), true)]);
    // Another town and another day: hardly the same fire.
    let other = String::from_utf8(report("2024-07-15", "nine")).unwrap();
    desk.put("b.md", other.replace("on 15 July 2024", "in a forest").as_bytes());
    for (severity, likely) in severities(&desk) {
        assert_eq!(severity == "\"error\"", likely);
    }
}
