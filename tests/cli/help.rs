//! What the program says of itself: nothing is promised that no test has tried.

use std::fs;
use std::path::Path;

use regex::Regex;

use crate::desk::Desk;

/// Every command with its help, the program's own first: read from the helps themselves, so that none is forgotten.
fn commands(desk: &Desk) -> Vec<(Vec<String>, String)> {
    let listed = Regex::new(r"(?m)^  ([a-z]+) {2,}\S").unwrap();
    let (mut found, mut open) = (Vec::new(), vec![Vec::new()]);
    while let Some(command) = open.pop() {
        let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        arguments.push("--help");
        let help = desk.run(&arguments).stdout;
        let below = help.split_once("Commands:").and_then(|(_, rest)| rest.split("\n\n").next());
        let names =
            below.into_iter().flat_map(|below| listed.captures_iter(below)).map(|name| name[1].to_owned());
        open.extend(names.filter(|name| name != "help").map(|name| [command.clone(), vec![name]].concat()));
        found.push((command, help));
    }
    found
}

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
    let commands = commands(&desk);
    assert!(commands.len() > 10, "{commands:?}");
    for (_, help) in &commands {
        let flags = flag.captures_iter(help).map(|found| found[1].to_owned());
        untried.extend(flags.filter(|flag| !tests.contains(&format!("\"{flag}\""))));
    }
    untried.retain(|flag| flag != "--help");
    untried.sort();
    untried.dedup();
    assert!(untried.is_empty(), "no test tries {untried:?}");
}

#[test]
fn every_command_shows_examples_that_use_it() {
    for (command, help) in commands(&Desk::new(&[])) {
        let examples = help.split_once("Example").map(|(_, examples)| examples).unwrap_or_default();
        let name = format!("  recoupe {}", command.join(" "));
        assert!(examples.contains(name.trim_end()), "{command:?} has no example");
    }
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let desk = Desk::new(&[]);
    let page = desk.run(&["man"]).stdout;
    assert!(page.contains(".TH recoupe 1") && page.contains("recoupe\\-check(1)"), "{page}");
    for (command, _) in commands(&desk).into_iter().filter(|(command, _)| command.len() == 1) {
        let page = desk.run(&["man", &command[0]]).stdout;
        assert!(page.contains(".SH SYNOPSIS") && page.contains("Example"), "{command:?}");
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
