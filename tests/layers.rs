//! The pipeline runs one way: a module uses only those that stand before it in the picture in `src/lib.rs`.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of the picture: the indented block of the crate's documentation.
fn order(lib: &str) -> Vec<String> {
    let picture =
        lib.lines().skip_while(|line| *line != "//! ```text").skip(1).take_while(|line| *line != "//! ```");
    let names = picture.flat_map(|line| line.trim_start_matches("//!").split(['─', '►', ',', ' ']));
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// All Rust files below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The top modules that a file names, given the names of modules that lead to the file.
fn uses(code: &str, place: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut depth = place.len();
    for line in code.lines() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            depth = place.len() + 1;
        }
        let line = line.split("//").next().unwrap_or_default();
        let up = "super::".repeat(depth);
        for (mark, at) in ["crate::", up.as_str()]
            .iter()
            .flat_map(|mark| line.match_indices(mark).map(move |(at, _)| (mark, at)))
        {
            let before = line[..at].chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':' && c != '$') {
                found.extend(named(&line[at + mark.len()..]));
            }
        }
    }
    found
}

/// The names a path goes on with: `a::b` gives `a`, `{a::{x, y}, b}` gives `a` and `b`.
fn named(rest: &str) -> Vec<String> {
    let name =
        |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let mut nesting = 0_i32;
    let mut names = vec![String::new()];
    for c in group.chars() {
        match c {
            '{' => nesting += 1,
            '}' if nesting == 0 => break,
            '}' => nesting -= 1,
            ',' if nesting == 0 => names.push(String::new()),
            c => names.last_mut().unwrap().push(c),
        }
    }
    names.iter().map(|part| name(part)).filter(|name| !name.is_empty()).collect()
}

/// What is wrong with one file.
fn upward(order: &[String], place: &[&str], code: &str) -> Vec<String> {
    let rank = |module: &str| order.iter().position(|name| name == module);
    let own = rank(place[0]);
    let wrong = |used: &String| own.is_none() || rank(used).is_none_or(|rank| Some(rank) > own);
    uses(code, place).into_iter().filter(|used| used != place[0] && wrong(used)).collect()
}

#[test]
fn no_module_uses_a_later_one() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lib = fs::read_to_string(src.join("lib.rs")).unwrap();
    let order = order(&lib);
    for module in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')) {
        assert!(order.iter().any(|name| name == module), "{module} is not in the picture in src/lib.rs");
    }
    let mut wrong = Vec::new();
    for file in files(&src) {
        let name = file.strip_prefix(&src).unwrap().with_extension("").to_string_lossy().replace('\\', "/");
        let place: Vec<&str> = name.split('/').filter(|part| *part != "mod").collect();
        if matches!(place[0], "lib" | "main" | "cli") {
            // The program is another crate: the compiler keeps the library from seeing it.
            continue;
        }
        let code = fs::read_to_string(&file).unwrap();
        wrong.extend(upward(&order, &place, &code).iter().map(|used| format!("src/{name}.rs uses {used}")));
    }
    assert!(wrong.is_empty(), "upward uses:\n{}", wrong.join("\n"));
}

#[test]
fn an_upward_use_is_seen() {
    let order: Vec<String> = ["span", "text", "value"].map(str::to_owned).to_vec();
    let check = |code: &str| upward(&order, &["text", "token"], code);
    assert_eq!(check("use crate::value::Value;"), ["value"]);
    assert_eq!(check("use crate::{span::Span, value::{Unit, Value}};"), ["value"]);
    assert_eq!(check("let v = super::super::value::read();"), ["value"]);
    assert_eq!(check("use crate::span::Span; // crate::value\nuse super::word::Word;"), [""; 0]);
    assert_eq!(check("use crate::unknown::X;"), ["unknown"]);
    assert_eq!(check("#[cfg(test)]\nmod tests { use super::super::Text; }"), [""; 0]);
}
