//! Documents that name files name ones that are there, and links between documents lead somewhere.

// Clippy spares test functions, not their helpers.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;

/// The documents whose paths are held to be there.
const DOCUMENTS: [&str; 9] = [
    "README.md",
    "docs/architecture.md",
    "docs/ci.md",
    "docs/gate.md",
    "docs/inputs.md",
    "docs/output.md",
    "docs/rules.md",
    "docs/syntax.md",
    "rules/README.md",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// Whether anything in the project fits a path with `*` for one name, or `CODE` and the like for any.
fn is_there(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let mut places = vec![root().to_owned()];
    for part in parts {
        let pattern = regex::escape(part).replace(r"\*", ".*").replace("CODE", ".*");
        let pattern = Regex::new(&format!("^{pattern}$")).unwrap();
        let below = places.iter().filter_map(|place| std::fs::read_dir(place).ok()).flatten();
        let fits =
            below.map(|entry| entry.unwrap()).filter(|e| pattern.is_match(&e.file_name().to_string_lossy()));
        places = fits.map(|entry| entry.path()).collect();
    }
    !places.is_empty()
}

#[test]
fn the_paths_that_documents_name_exist() {
    let path = Regex::new(r"`((?:\.ci|benches|docs|examples|fixtures|rules|src|tests)/[\w./*-]*|build\.rs)`")
        .unwrap();
    let mut missing = Vec::new();
    for name in DOCUMENTS {
        let text = document(name);
        let named = path.captures_iter(&text).map(|found| found[1].to_owned());
        missing.extend(named.filter(|path| !is_there(path)).map(|path| format!("{name}: {path}")));
    }
    assert!(missing.is_empty(), "not there: {missing:#?}");
}

#[test]
fn links_lead_somewhere() {
    let link = Regex::new(r"\]\(([^)#]+)(?:#[^)]*)?\)").unwrap();
    let mut broken = Vec::new();
    for name in DOCUMENTS {
        let folder: PathBuf = root().join(name).parent().unwrap().to_owned();
        let text = document(name);
        let targets = link.captures_iter(&text).map(|found| found[1].to_owned());
        let inside = targets.filter(|target| !target.contains("://"));
        broken.extend(inside.filter(|target| !folder.join(target).exists()).map(|t| format!("{name}: {t}")));
    }
    assert!(broken.is_empty(), "broken: {broken:#?}");
}

#[test]
fn every_module_has_its_line_in_the_architecture() {
    let text = document("docs/architecture.md");
    let library = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let module = Regex::new(r"(?m)^pub mod (\w+);").unwrap();
    for found in module.captures_iter(&library) {
        let (file, folder) = (format!("`src/{}.rs`", &found[1]), format!("`src/{}/`", &found[1]));
        assert!(
            text.contains(&file) || text.contains(&folder),
            "docs/architecture.md has no line for {}",
            &found[1]
        );
    }
}

#[test]
fn the_rule_packs_are_all_told_of() {
    let text = document("rules/README.md");
    let folder = root().join("rules/languages");
    for language in std::fs::read_dir(folder).unwrap() {
        for pack in std::fs::read_dir(language.unwrap().path()).unwrap() {
            let name = pack.unwrap().file_name().to_string_lossy().into_owned();
            assert!(text.contains(&name), "rules/README.md does not tell of {name}");
        }
    }
}

#[test]
fn the_commands_of_the_readme_are_those_of_ci() {
    let (readme, ci) = (document("README.md"), document(".ci/run"));
    assert!(readme.contains("cargo test --release") && ci.contains("step cargo test --release\n"));
    assert!(readme.contains("cargo run --release -- check fixtures/tirana"));
}

#[test]
fn the_readme_shows_what_the_program_writes() {
    let shown = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .current_dir(root())
        .args(["check", "--fail-on", "never", "fixtures/tirana"])
        .output()
        .unwrap();
    // Confidences, ids and reasons move with every refinement of the reading; what is said, where and by whom does not.
    let moving = Regex::new(r"[ \n]+confidence [0-9.]+\s+x\S+").unwrap();
    let settled = |text: &str| moving.replace_all(text, "").replace(['\u{202f}', '\u{a0}'], " ");
    let output = settled(&String::from_utf8_lossy(&shown.stdout));
    let readme = document("README.md");
    let excerpt = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let totals = settled(excerpt).split_once("\n...\n").map(|(_, totals)| totals.to_owned());
    assert_eq!(totals.as_deref().map(str::trim), output.trim().rsplit("\n\n").next(), "README.md's totals");
    for block in settled(excerpt).trim().split("\n\n") {
        let block = block.split("\n same question").next().unwrap();
        assert!(
            output.contains(block),
            "README.md shows what the program does not write:\n{block}\n\nit writes:\n{output}"
        );
    }
}
