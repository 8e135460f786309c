//! The program as its users meet it: inputs of every form, bad ones above all, and what it says and returns.
#![allow(clippy::unwrap_used, clippy::panic)]

mod desk;
mod formats;
mod gate;
mod gate_time;
mod help;
mod hints;
mod pages;
mod questions;

use std::fs;
use std::io::Read;
use std::path::Path;

use serde_json::Value;

use desk::{ARTICLE, Desk, Run};

/// Checks a bad file together with a good one: the good one is still checked.
#[track_caller]
fn bad_source(name: &str, content: &[u8], words: &[&str]) {
    let desk = Desk::with_article(&[(name, content)]);
    let run = desk.run(&["check", "--format", "json", name, "good.txt"]);
    run.fails_saying(words);
    let report = run.json();
    let paths: Vec<_> =
        report["sources"].as_array().unwrap().iter().map(|s| s["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"good.txt"), "{paths:?}");
}

#[test]
fn bad_sources_are_named_and_the_rest_is_checked() {
    bad_source("empty.txt", b"", &["empty.txt: empty file", "help:"]);
    bad_source("blank.md", b"\n \n", &["blank.md: no text to read", "help:"]);
    bad_source("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &["image.txt: binary data", "byte 8", "help:"]);
    bad_source(
        "torn.txt",
        b"\xc3\xa9t\xc3\xa9\n\xff \xc3\xa0 terre",
        &["torn.txt:2: invalid UTF-8 (byte 6)", "help:"],
    );
    bad_source(
        "feed.jsonl",
        b"{\"text\": \"One.\"}\n{oops}\n",
        &["feed.jsonl:2: not an item of a feed", "help:"],
    );
    bad_source(
        "klingon.md",
        b"---\nlang: tlh\n---\nText.",
        &["klingon.md:2: no rules for the language 'tlh'", "en, fr"],
    );
    bad_source(
        "dated.md",
        b"---\ndate: soon\n---\nText.",
        &["dated.md:2: 'soon' is not a date", "YYYY-MM-DD"],
    );
}

#[test]
fn missing_paths_are_named_and_the_rest_is_checked() {
    let desk = Desk::with_article(&[("empty/.keep", b"")]);
    let run = desk.run(&["check", "--format", "json", "gone.txt", "empty", "*.doc", "good.txt"]);
    run.fails_saying(&[
        "gone.txt: there is no such file",
        "empty: no document in this folder",
        "*.doc: no file matches",
    ]);
    assert_eq!(run.json()["sources"].as_array().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_article(&[("locked.txt", b"Text.")]);
    fs::set_permissions(desk.path("locked.txt"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(desk.path("locked.txt")).is_ok() {
        // The superuser may read everything.
        return;
    }
    desk.run(&["check", "locked.txt", "good.txt"]).fails_saying(&["locked.txt: cannot be read", "help:"]);
}

#[test]
fn one_source_is_enough_and_none_is_not() {
    let desk = Desk::with_article(&[]);
    assert_eq!(desk.run(&["check", "good.txt"]).status, 0);
    desk.run(&["check"]).fails_saying(&["no sources given", "help:"]);
}

#[test]
fn a_source_that_is_too_large_is_refused() {
    let desk = Desk::with_article(&[("recoupe.toml", b"max_megabytes = 1\n")]);
    desk.put("large.txt", "More of the same. ".repeat(70_000).as_bytes());
    desk.run(&["extract", "--values", "large.txt"])
        .fails_saying(&["large.txt: larger than 1 MiB", "max_megabytes"]);
}

#[test]
fn broken_rules_are_named_with_their_line() {
    let desk = Desk::with_article(&[("my/languages/fr/text.toml", b"name = \"French\"\niso3 = 4\n")]);
    let run = desk.run(&["check", "--rules", "my", "good.txt"]);
    run.fails_saying(&["languages/fr/text.toml:2:", "iso3 = 4"]);
    desk.run(&["check", "--rules", "gone", "good.txt"]).fails_saying(&["cannot read gone", "help:"]);
}

#[test]
fn a_misspelt_key_of_a_concept_is_named_with_its_line() {
    let concept = b"[[concept]]\nid = \"ship.crew\"\nkind = \"number\"\ncumulatif = true\n";
    let desk = Desk::with_article(&[("my/concepts/mine.toml", concept)]);
    let run = desk.run(&["check", "--rules", "my", "good.txt"]);
    run.fails_saying(&["concepts/mine.toml:4:1", "'cumulatif'"]);
    desk.put("my/concepts/mine.toml", b"[[concept]]\nid = \"x.y\"\nkind = \"number\"\ncount = \"person\"\n");
    let run = desk.run(&["check", "--rules", "my", "good.txt"]);
    run.fails_saying(&["concepts/mine.toml:4:1", "'count'", "expected a key of a concept"]);
}

#[test]
fn a_pack_that_would_be_passed_over_or_clash_is_named() {
    let concept = b"[[concept]]\nid = \"person.killed\"\nkind = \"number\"\n";
    let desk = Desk::with_article(&[("my/mine.toml", concept)]);
    let run = desk.run(&["check", "--rules", "my", "good.txt"]);
    run.fails_saying(&["mine.toml: this pack would not be read", "DIR/concepts/"]);
    fs::rename(desk.path("my"), desk.path("concepts")).unwrap();
    let run = desk.run(&["check", "--rules", ".", "good.txt"]);
    run.fails_saying(&["concepts/mine.toml:2:", "'person.killed' is given twice", "at the same path"]);
}

/// The code blocks of a page of docs/ in one language that begin so, joined.
fn blocks(page: &str, language: &str, wanted: &[&str]) -> String {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page)).unwrap();
    let opening = format!("```{language}\n");
    let blocks =
        page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split_once("```")).map(|it| it.0);
    blocks.filter(|block| wanted.iter().any(|start| block.starts_with(start))).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_pack_that_the_guide_writes_holds_its_cases() {
    let pack = blocks("rules.md", "toml", &["[[concept]]", "[[test]]"]);
    let desk = Desk::new(&[("my-rules/concepts/bridges.toml", pack.as_bytes())]);
    let run = desk.run(&["rules", "test", "--rules", "my-rules/", "concepts/bridges"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "2 test cases, 0 failed\n"), "{}", run.stderr);
    desk.run(&["rules", "test", "concepts/bridges"]).fails_saying(&["'concepts/bridges'", "rules list"]);
}

#[test]
fn a_broken_configuration_is_named_with_its_line() {
    let desk = Desk::with_article(&[("recoupe.toml", b"language = \"fr\"\ncolour = 1\n")]);
    desk.run(&["check", "good.txt"]).fails_saying(&["recoupe.toml:2: unknown field `colour`", "help:"]);
    desk.run(&["check", "--config", "gone.toml", "good.txt"]).fails_saying(&["gone.toml: cannot be read"]);
}

#[test]
fn configuration_is_found_above_and_flags_win() {
    let desk = Desk::new(&[("recoupe.toml", b"language = \"fr\"\n"), ("sub/a.txt", b"12 3 12\n\n")]);
    let language = |arguments: &[&str]| {
        let run = Run::of(desk.command(arguments).current_dir(desk.path("sub")).output().unwrap());
        run.json()["sources"][0]["language"].as_str().unwrap().to_owned()
    };
    assert_eq!(language(&["check", "--format", "json", "a.txt"]), "fr");
    assert_eq!(language(&["check", "--format", "json", "--language", "en", "a.txt"]), "en");
}

#[test]
fn a_manifest_says_what_sources_are() {
    let manifest = br#"{"sources": [
        {"path": "good.txt", "publisher": "The Gull", "published": "2021-05-05", "title": null},
        {"path": "gone.txt"}]}"#;
    let desk = Desk::with_article(&[("lists/m.json", manifest)]);
    fs::rename(desk.path("good.txt"), desk.path("lists/good.txt")).unwrap();
    let run = desk.run(&["check", "--format", "json", "--manifest", "lists/m.json"]);
    run.fails_saying(&["gone.txt: there is no such file", "listed in lists/m.json"]);
    let source = run.json()["sources"][0].clone();
    assert_eq!((&source["publisher"], &source["published"]), (&"The Gull".into(), &"2021-05-05".into()));
    desk.put("bad.toml", b"[[sources]]\nfile = \"a\"\n");
    desk.run(&["check", "--manifest", "bad.toml"])
        .fails_saying(&["bad.toml:2: unknown field `file`", "help:"]);
}

/// The bytes on disk of the value whose amount is 12.
fn twelve(desk: &Desk, name: &str) -> Vec<u8> {
    let run = desk.run(&["extract", "--values", "--format", "jsonl", name]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let lines = run.lines();
    let value = lines.iter().find(|v| v["amount"] == 12).unwrap_or_else(|| panic!("{name}: {}", run.stdout));
    let at = |end: &str| usize::try_from(value["span"][end].as_u64().unwrap()).unwrap();
    fs::read(desk.path(name)).unwrap()[at("start")..at("end")].to_vec()
}

#[test]
fn spans_point_into_the_bytes_on_disk() {
    let utf16: Vec<u8> =
        "\u{feff}Les équipes ont sauvé 12 marins.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let desk = Desk::new(&[
        ("utf8.txt", "Les équipes ont sauvé 12 marins.".as_bytes()),
        ("latin1.txt", b"Les \xe9quipes d\xe9p\xeach\xe9es \xe0 la c\xf4te ont sauv\xe9 12 marins."),
        ("utf16.txt", &utf16),
        (
            "titled.md",
            "---\ntitle: \"Équipage : 12 marins sauvés\"\nlang: fr\n---\n\nRien de plus.".as_bytes(),
        ),
        ("marked.md", "# Naufrage\n\nLes *équipes* ont [sauvé](x) **12** marins.".as_bytes()),
    ]);
    for name in ["utf8.txt", "latin1.txt", "titled.md", "marked.md"] {
        assert_eq!(twelve(&desk, name), b"12", "{name}");
    }
    assert_eq!(twelve(&desk, "utf16.txt"), b"1\x002\x00");
}

#[test]
fn values_of_a_feed_count_bytes_of_their_text() {
    let desk = Desk::new(&[]);
    let feed = "{\"id\": \"a\", \"text\": \"\\u00c9t\\u00e9 : 12 marins\", \"language\": \"fr\"}\noops\n{\"id\": 7, \"text\": \"12 boats\"}\n";
    let run = desk.run_with(
        &["extract", "--values", "--format", "jsonl", "--input-format", "jsonl", "-"],
        feed.as_bytes(),
    );
    run.fails_saying(&["-:2: not an item of a feed"]);
    let found: Vec<_> =
        run.lines().iter().map(|v| (v["document"].clone(), v["span"]["start"].clone())).collect();
    assert_eq!(found, [("a".into(), 8.into()), ("7".into(), 0.into())]);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let desk = Desk::new(&[]);
    desk.put("long.jsonl", "{\"text\": \"12 boats and 13 ferries\"}\n".repeat(50_000).as_bytes());
    let mut child =
        desk.command(&["extract", "--values", "--format", "jsonl", "long.jsonl"]).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

#[test]
fn order_and_threads_change_nothing() {
    let desk = Desk::with_article(&[
        ("b.txt", b"Ferry lost\n\nThirteen sailors were rescued when the ferry sank off Marlow."),
        ("c.md", "# Naufrage\n\nDouze marins ont été sauvés.".as_bytes()),
        ("copy.txt", ARTICLE.as_bytes()),
    ]);
    let report = |threads: &str, sources: &[&str]| {
        let arguments = [&["check", "--format", "json", "--fail-on", "never"], sources].concat();
        Run::of(desk.command(&arguments).env("RAYON_NUM_THREADS", threads).output().unwrap()).stdout
    };
    let one = report("1", &["good.txt", "b.txt", "c.md", "copy.txt"]);
    assert_eq!(one, report("8", &["good.txt", "b.txt", "c.md", "copy.txt"]));
    assert_eq!(one, report("2", &["copy.txt", "c.md", "b.txt", "good.txt"]));
}

#[test]
fn bad_arguments_fail_and_help_does_not() {
    let desk = Desk::with_article(&[]);
    desk.run(&["check", "--format", "runes", "good.txt"]).fails_saying(&["there are the formats text, json"]);
    desk.run(&["check", "--tolerance", "7", "good.txt"]).fails_saying(&["'7' is not a share"]);
    desk.run(&["check", "--language", "tlh", "good.txt"])
        .fails_saying(&["no rules for the language 'tlh'", "en, fr"]);
    desk.run(&["explain", "x0", "good.txt"]).fails_saying(&["id 'x0'", "help:"]);
    desk.run(&["explain", "x0", "--against", "good.txt"]).fails_saying(&["id 'x0'", "help:"]);
    desk.run(&["explain", "x0"])
        .fails_saying(&["no sources given, and 'x0' is no concept", "explain x0 articles/"]);
    desk.run(&["check", "good.txt", "--output", "gone/report"])
        .fails_saying(&["gone/report: cannot be written"]);
    assert_eq!(desk.run(&["check", "--help"]).status, 0);
    let version = desk.run(&["--version"]);
    assert!(version.status == 0 && version.stdout.starts_with("recoupe "), "{}", version.stdout);
}

#[test]
fn rule_packs_can_be_looked_at() {
    let desk = Desk::new(&[]);
    let list = desk.run(&["rules", "list"]);
    assert!(list.stdout.contains("languages/fr/text.toml  "), "{}", list.stdout);
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/languages/fr/text.toml");
    let shown = desk.run(&["rules", "show", "languages/fr/text.toml"]).stdout;
    assert_eq!(shown, fs::read_to_string(shipped).unwrap());
    desk.run(&["rules", "show", "gone.toml"]).fails_saying(&["no rule pack 'gone.toml'", "rules list"]);
    let test = desk.run(&["rules", "test", "metadata"]);
    assert_eq!(test.status, 0, "{}", test.stderr);
    assert!(test.stdout.ends_with("0 failed\n"));
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let desk = Desk::with_article(&[]);
    let coloured = |when: &str| desk.run(&["check", "--color", when, "good.txt"]).stdout.contains('\u{1b}');
    assert_eq!(["always", "auto", "never"].map(coloured), [true, false, false]);
}

#[test]
fn countless_answers_to_one_question_do_not_make_countless_findings() {
    let answer = |n: usize| {
        let text = format!("Fire in Lorvik\\n\\nThe fire killed {n} people in Lorvik on 15 July 2024.");
        format!("{{\"text\": \"{text}\", \"publisher\": \"Voice {n}\", \"language\": \"en\"}}\n")
    };
    let desk = Desk::new(&[]);
    desk.put("archive.jsonl", (100..180).map(answer).collect::<String>().as_bytes());
    let report = desk.run(&["check", "--format", "json", "archive.jsonl"]).json();
    let findings = report["findings"].as_array().unwrap().len();
    let omitted: u64 = report["facts"].as_array().unwrap().iter().filter_map(|f| f["omitted"].as_u64()).sum();
    assert!((1000..1200).contains(&findings), "{findings}");
    assert!(omitted > 1000, "{omitted}");
}

#[test]
fn several_forms_go_to_several_files() {
    let desk = Desk::with_article(&[]);
    let run = desk.run(&["check", "--format", "json=out.json", "--format", "text", "good.txt"]);
    assert!(run.stdout.contains("1 source"), "{}", run.stdout);
    let report: Value = serde_json::from_slice(&fs::read(desk.path("out.json")).unwrap()).unwrap();
    assert_eq!(report["schema"], "recoupe.report/1");
}

#[test]
fn reports_are_told_in_the_language_of_the_reader() {
    let other = b"Ferry sinks off Marlow\n\nNine sailors were rescued when the ferry sank on 4 May 2021.\n";
    let desk = Desk::with_article(&[("other.txt", other)]);
    let check = |more: &[&str]| {
        desk.run(&[&["check", "good.txt", "other.txt", "--fail-on", "never"], more].concat()).stdout
    };
    let french = check(&["--ui", "fr"]);
    assert!(french.contains("même question") && french.contains("2 sources"), "{french}");
    // What programs read does not depend on who reads reports.
    assert_eq!(check(&["--format", "json", "--ui", "fr"]), check(&["--format", "json"]));
    desk.put("recoupe.toml", b"ui = \"fr\"");
    assert_eq!(check(&[]), french);
    assert!(check(&["--ui", "en"]).contains("same question"));
    assert!(desk.run(&["explain", "contradiction.number"]).stdout.contains("combien"));
    desk.run(&["check", "good.txt", "--ui", "tlh"])
        .fails_saying(&["no report can be told in 'tlh'", "en, fr"]);
}
