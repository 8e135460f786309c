//! What the program says of itself: nothing is promised that no test has tried.

use std::fs;
use std::path::Path;

use regex::Regex;

use crate::desk::Desk;

const COMMANDS: [&str; 7] = ["check", "extract", "explain", "rules", "init", "man", "completions"];

/// All Rust code below a folder of the project.
fn code(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all += &code(&path);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("help.rs") {
            all += &fs::read_to_string(path).unwrap();
        }
    }
    all
}

#[test]
fn every_flag_is_tried_by_a_test() {
    let desk = Desk::new(&[]);
    let tests = code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"));
    let flag = Regex::new(r"(?m)^ +(?:-\w, )?(--[a-z-]+)").unwrap();
    let mut untried = Vec::new();
    for command in COMMANDS {
        let help = desk.run(&[command, "--help"]).stdout;
        let flags = flag.captures_iter(&help).map(|found| found[1].to_owned());
        untried.extend(flags.filter(|flag| !tests.contains(&format!("\"{flag}\""))));
    }
    untried.retain(|flag| flag != "--help");
    untried.sort();
    untried.dedup();
    assert!(untried.is_empty(), "no test tries {untried:?}");
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let desk = Desk::new(&[]);
    let page = desk.run(&["man"]).stdout;
    assert!(page.contains(".TH recoupe 1") && page.contains("recoupe\\-check(1)"), "{page}");
    for command in COMMANDS {
        let page = desk.run(&["man", command]).stdout;
        assert!(page.contains(".SH SYNOPSIS") && page.contains("Example"), "{command}");
    }
    assert_eq!(desk.run(&["man", "check", "--output", "check.1"]).status, 0);
    assert!(desk.path("check.1").exists());
    desk.run(&["man", "dance"]).fails_saying(&["no command 'dance'", "help:"]);
}

#[test]
fn shells_get_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = Desk::new(&[]).run(&["completions", shell]);
        assert!(run.status == 0 && run.stdout.contains("strict-waivers"), "{shell}");
    }
}

#[test]
fn concepts_are_explained_without_sources() {
    let desk = Desk::new(&[]);
    let run = desk.run(&["explain", "person.killed", "--color", "never"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for words in ["rules/concepts/casualties.toml", "en.subject", "fr.subject", "kind", "number"] {
        assert!(run.stdout.contains(words), "no {words:?} in {}", run.stdout);
    }
    let run = desk.run(&["explain", "contradiction.number"]);
    assert!(run.stdout.contains("how many: no value satisfies both"), "{}", run.stdout);
    desk.run(&["explain", "person.dancing"]).fails_saying(&["no sources given"]);
}
