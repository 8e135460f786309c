//! What stops a draft and what lets it through.

use std::fs;
use std::io::BufRead;

use serde_json::Value;

use crate::desk::{Desk, Run};

const SOURCE: &str = "Fire in Lorvik\n\nThe fire killed 12 people in Lorvik on 15 July 2024.\n";
const DRAFT: &str = "# Fire in Lorvik\n\nThe fire killed 19 people in Lorvik on 15 July 2024.\n";

/// A draft that contradicts its source.
fn desk() -> Desk {
    Desk::new(&[("source.txt", SOURCE.as_bytes()), ("draft.md", DRAFT.as_bytes())])
}

fn check(desk: &Desk, more: &[&str]) -> Run {
    desk.run(&[&["check", "draft.md", "--against", "source.txt"], more].concat())
}

fn findings(desk: &Desk, more: &[&str]) -> Vec<Value> {
    check(desk, &[&["--format", "json"], more].concat()).json()["findings"].as_array().unwrap().clone()
}

/// The id of the one contradiction.
fn id(desk: &Desk) -> String {
    let all = findings(desk, &[]);
    let one: Vec<_> = all.iter().filter(|finding| finding["relation"] == "contradiction").collect();
    assert_eq!(one.len(), 1, "{all:#?}");
    one[0]["id"].as_str().unwrap().to_owned()
}

fn waiver(id: &str, more: &str) -> String {
    format!(
        "# why we differ\n[[waiver]]\nfinding = \"{id}\"\nreason = \"The later count.\"\nowner = \"desk\"\n{more}\n"
    )
}

#[test]
fn a_waived_finding_is_marked_and_stops_nothing() {
    let desk = desk();
    assert_eq!(check(&desk, &[]).status, 1);
    desk.put("w.toml", waiver(&id(&desk), "").as_bytes());
    let run = check(&desk, &["--waivers", "w.toml", "--strict-waivers"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("ERROR (waived)") && run.stdout.contains("by desk: The later count."));
    // Lines that move, words around it and further sources change nothing.
    desk.put("draft.md", format!("# Fire in Lorvik\n\nMore below.\n\n{}", &DRAFT[18..]).as_bytes());
    desk.put("another.txt", SOURCE.as_bytes());
    let run = desk.run(&["check", "draft.md", "--against", "*.txt", "--waivers", "w.toml"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    desk.put("draft.md", DRAFT.replace("19", "21").as_bytes());
    assert_eq!(check(&desk, &["--waivers", "w.toml"]).status, 1);
}

#[test]
fn stale_waivers_are_told_and_fail_where_they_must() {
    let desk = desk();
    let gone = waiver("x0123456789abcdef", "");
    desk.put("w.toml", format!("{}{gone}", waiver(&id(&desk), "")).as_bytes());
    let run = check(&desk, &["--waivers", "w.toml"]);
    assert_eq!(run.status, 0);
    assert!(
        run.stderr.contains("w.toml:8: waiver of x0123456789abcdef (desk) waives nothing"),
        "{}",
        run.stderr
    );
    assert_eq!(check(&desk, &["--waivers", "w.toml", "--strict-waivers"]).status, 1);
    desk.put("recoupe.toml", b"waivers = \"w.toml\"\nstrict_waivers = true\n");
    assert_eq!(check(&desk, &[]).status, 1);
}

#[test]
fn waivers_end_on_their_last_day() {
    let desk = desk();
    desk.put("w.toml", waiver(&id(&desk), "expires = 2024-08-31").as_bytes());
    let on = |day: &str| check(&desk, &["--waivers", "w.toml", "--today", day]);
    assert_eq!(on("2024-08-31").status, 0);
    let run = on("2024-09-01");
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("has expired by 2024-09-01"), "{}", run.stderr);
    // Without a day, the newest source tells it; without that, it cannot be told.
    let run = check(&desk, &["--waivers", "w.toml"]);
    assert!(run.status == 0 && run.stderr.contains("--today"), "{}", run.stderr);
    desk.put("source.txt", format!("Published: 3 October 2024\n\n{SOURCE}").as_bytes());
    let run = check(&desk, &["--waivers", "w.toml", "--fail-on", "note"]);
    assert!(run.status == 1 && run.stderr.contains("has expired by 2024-10-03"), "{}", run.stderr);
    check(&desk, &["--today", "soon"]).fails_saying(&["'soon'", "--today"]);
}

#[test]
fn a_draft_may_waive_for_itself_and_a_source_may_not() {
    let desk = desk();
    let id = id(&desk);
    let comment =
        format!("<!-- recoupe-waiver: finding = \"{id}\",\n reason = \"Later.\", owner = \"desk\" -->\n\n");
    desk.put("draft.md", format!("{comment}{DRAFT}").as_bytes());
    let run = check(&desk, &[]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let sarif: Value = serde_json::from_str(&check(&desk, &["--format", "sarif"]).stdout).unwrap();
    let suppression = &sarif["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(
        (&suppression["kind"], &suppression["justification"]),
        (&"inSource".into(), &"by desk: Later.".into())
    );
    desk.put("draft.md", DRAFT.as_bytes());
    desk.put("source.md", format!("{comment}{SOURCE}").as_bytes());
    fs::remove_file(desk.path("source.txt")).unwrap();
    assert_eq!(desk.run(&["check", "draft.md", "--against", "source.md"]).status, 1);
    desk.put("draft.md", format!("{DRAFT}\n<!-- recoupe-waiver: finding = \"{id}\" -->\n").as_bytes());
    desk.run(&["check", "draft.md", "--against", "source.md"])
        .fails_saying(&["draft.md:5: missing field `reason`", "help:"]);
}

#[test]
fn broken_waivers_are_named_with_their_line() {
    let desk = desk();
    let says = |text: &str, words: &[&str]| {
        desk.put("w.toml", text.as_bytes());
        check(&desk, &["--waivers", "w.toml"]).fails_saying(words);
    };
    says("[[waiver]]\nfinding = \"12\"\n", &["w.toml:2: '12' is not the id of a finding", "help:"]);
    says(&waiver("x0123456789abcdef", "until = 2024-01-01"), &["w.toml:6: unknown field `until`"]);
    says(
        &waiver("x0123456789abcdef", "").replace("desk", " "),
        &["w.toml:5: a waiver needs a reason and an owner"],
    );
    says(&waiver("x0123456789abcdef", "expires = \"soon\""), &["w.toml:6: 'soon' is not a date"]);
    check(&desk, &["--waivers", "gone.toml"]).fails_saying(&["gone.toml: cannot be read", "help:"]);
}

#[test]
fn known_findings_are_marked_and_new_ones_stop() {
    let desk = desk();
    let run = check(&desk, &["--write-baseline", "base.json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("ERROR (known)"), "{}", run.stdout);
    let first = fs::read(desk.path("base.json")).unwrap();
    assert_eq!(check(&desk, &["--baseline", "base.json"]).status, 0);
    assert_eq!(findings(&desk, &["--baseline", "base.json"]).len(), findings(&desk, &[]).len());
    desk.put("recoupe.toml", b"baseline = \"base.json\"\n");
    assert_eq!(check(&desk, &[]).status, 0);
    desk.put(
        "draft.md",
        format!("{DRAFT}\nThe fire injured 30 people in Lorvik on 15 July 2024.\n").as_bytes(),
    );
    desk.put(
        "source.txt",
        format!("{SOURCE}\nThe fire injured 90 people in Lorvik on 15 July 2024.\n").as_bytes(),
    );
    let run = check(&desk, &["--fail-on", "warning"]);
    assert!(run.status == 1 && run.stdout.contains("(known)"), "{}", run.stdout);
    // Written again, it is the same.
    desk.put("draft.md", DRAFT.as_bytes());
    check(&desk, &["--write-baseline", "base.json"]);
    assert_eq!(first, fs::read(desk.path("base.json")).unwrap());
    check(&desk, &["--baseline", "gone.json"]).fails_saying(&["gone.json: cannot be read"]);
    desk.put("base.json", b"{\"schema\": \"x\",\n \"findings\": 3}");
    check(&desk, &[]).fails_saying(&["base.json:2:", "--write-baseline"]);
}

#[test]
fn a_gate_does_not_pass_by_accident() {
    let desk = desk();
    desk.put("draft.md", b"Nothing is counted here.\n");
    let run = check(&desk, &[]);
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("draft.md: no claim was read in it"), "{}", run.stderr);
    assert_eq!(check(&desk, &["--require-claims"]).status, 2);
    desk.put("recoupe.toml", b"require_claims = true\n");
    assert_eq!(check(&desk, &[]).status, 2);
}

#[test]
fn severity_and_tolerance_are_set_by_concept_and_kind() {
    let desk = desk();
    let status = |config: &str| {
        desk.put("recoupe.toml", config.as_bytes());
        let run = check(&desk, &[]);
        assert_eq!(run.stderr, "");
        run.status
    };
    assert_eq!(status("[[weigh]]\nconcept = \"person.*\"\nseverity = \"warning\"\n"), 0);
    assert_eq!(status("[[weigh]]\nconcept = \"money.*\"\nseverity = \"warning\"\n"), 1);
    assert_eq!(
        status(
            "[[weigh]]\nkind = \"number\"\nseverity = \"note\"\n[[weigh]]\nconcept = \"person.killed\"\nseverity = \"error\"\n"
        ),
        1
    );
    desk.put("draft.md", DRAFT.replace("19", "about 19").as_bytes());
    let fail = "fail_on = \"warning\"\n";
    assert_eq!(status(fail), 1);
    assert_eq!(status(&format!("{fail}[[weigh]]\nconcept = \"person.*\"\ntolerance = \"60%\"\n")), 0);
}

#[test]
fn configuration_knows_sources_and_passes_over_what_it_must() {
    let desk = desk();
    desk.put("old/a.txt", SOURCE.as_bytes());
    desk.put(
        "recoupe.toml",
        b"[[source]]\npath = \"sou*.txt\"\npublisher = \"The Gull\"\npublished = 2024-07-16\n[ignore]\npaths = [\"old/**\"]\n",
    );
    let report = desk.run(&["check", ".", "--format", "json"]).json();
    let sources = report["sources"].as_array().unwrap();
    assert_eq!(sources.len(), 2, "{sources:#?}");
    assert_eq!(
        (&sources[1]["publisher"], &sources[1]["published"]),
        (&"The Gull".into(), &"2024-07-16".into())
    );
    for section in ["sentences = [\"fire killed\"]", "concepts = [\"person.*\"]"] {
        desk.put("recoupe.toml", format!("[ignore]\n{section}\n").as_bytes());
        assert_eq!(check(&desk, &[]).status, 0, "{section}");
    }
    desk.put("recoupe.toml", b"[[source]]\npath = \"*\"\nlanguage = \"tlh\"\n");
    check(&desk, &[]).fails_saying(&["no rules for the language 'tlh'"]);
}

#[test]
fn voices_of_one_house_count_once() {
    let desk = desk();
    desk.put("draft.md", SOURCE.as_bytes());
    let voices = |config: &str| {
        desk.put("recoupe.toml", config.as_bytes());
        let report = check(&desk, &["--format", "json"]).json();
        let facts = report["facts"].as_array().unwrap();
        let killed = facts.iter().find(|f| f["question"].as_str().unwrap().contains("killed")).unwrap();
        killed["sides"][0]["voices"].as_u64().unwrap()
    };
    desk.put(
        "draft.md",
        b"---\npublisher: The Gull\n---\nIn Lorvik, 12 people died in the fire on 15 July 2024.\n",
    );
    desk.put("source.txt", format!("The Tern | Published: 16 July 2024\n\n{SOURCE}").as_bytes());
    assert_eq!(voices(""), 2);
    assert_eq!(voices("[[voice]]\nname = \"Seabirds\"\nalso = [\"the gull\", \"The Tern\"]\n"), 1);
}

#[test]
fn a_watched_draft_is_checked_again_when_it_changes() {
    let desk = desk();
    let mut child =
        desk.command(&["check", "draft.md", "--against", "source.txt", "--watch"]).spawn().unwrap();
    let (sender, lines) = std::sync::mpsc::channel();
    let output = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        for line in std::io::BufReader::new(output).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    let heard = |words: &str| {
        let next = || lines.recv_timeout(std::time::Duration::from_secs(60)).ok();
        std::iter::from_fn(next).any(|line| line.contains(words))
    };
    let first = heard("1 contradiction (1 error)");
    desk.put("draft.md", DRAFT.replace("19", "12").as_bytes());
    let second = heard("0 contradictions");
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
    assert!(first && second, "{first} {second}");
    desk.run(&["check", "-", "--watch"]).fails_saying(&["standard input cannot be watched", "help:"]);
}

#[test]
fn init_writes_a_configuration_that_holds() {
    let desk = desk();
    assert_eq!(desk.run(&["init"]).status, 0);
    let written = fs::read_to_string(desk.path("recoupe.toml")).unwrap();
    desk.run(&["init"]).fails_saying(&["recoupe.toml: is there already", "--force"]);
    assert_eq!(desk.run(&["init", "--force"]).status, 0);
    assert_eq!(check(&desk, &[]).status, 1, "nothing is set by itself");
    // Every setting, put in force: the paragraphs that are not prose.
    let setting = |line: &&str| {
        line.starts_with("# [")
            || line.split(" = ").next().is_some_and(|key| key.len() > 2 && !key[2..].contains(' '))
    };
    let forced: String = written
        .lines()
        .filter(setting)
        .filter(|l| l.contains(['=', '[']))
        .map(|line| format!("{}\n", &line[2..]))
        .collect();
    for key in [
        "fail_on",
        "waivers",
        "strict_waivers",
        "baseline",
        "[[weigh]]",
        "[[source]]",
        "[ignore]",
        "[[voice]]",
    ] {
        assert!(forced.contains(key), "no {key} in {forced}");
    }
    desk.put("recoupe.toml", forced.as_bytes());
    fs::create_dir(desk.path("rules")).unwrap();
    desk.put("recoupe.waivers.toml", b"");
    assert_eq!(check(&desk, &["--write-baseline", "recoupe.baseline.json"]).status, 0, "{forced}");
    assert_eq!(desk.run(&["init", "--output", "other.toml"]).status, 0);
    assert!(desk.path("other.toml").exists());
}
