//! The packs' own cases, and the page in `docs/` made from them.

use recoupe::rules::Packs;
use recoupe::value::conformance;

#[test]
fn every_case_of_the_value_packs_holds() {
    let outcome = conformance::run_tests(&Packs::builtin(), "").unwrap();
    let failures: Vec<String> =
        outcome.failures.iter().map(|f| format!("{}: {:?}: {}", f.place, f.text, f.reason)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(outcome.cases > 80, "{} cases", outcome.cases);
}

/// Written anew with `UPDATE=1 cargo test --test values`.
#[test]
fn the_conformance_page_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/conformance.md");
    let table = conformance::table(&Packs::builtin()).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == table, "docs/conformance.md is stale");
}
