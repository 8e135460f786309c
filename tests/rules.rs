//! The cases that the rule packs carry: every one of them holds.

use recoupe::pipeline::Knowledge;
use recoupe::rule_tests;
use recoupe::rules::Packs;

#[test]
fn every_case_of_every_pack_holds() {
    let knowledge = Knowledge::compile(Packs::builtin()).unwrap();
    let outcome = rule_tests::run(&knowledge, "").unwrap();
    assert!(outcome.cases > 1_000, "cases are gone: {} left", outcome.cases);
    let failures: Vec<String> =
        outcome.failures.iter().map(|f| format!("{}: {}\n    {}", f.pack, f.text, f.reason)).collect();
    assert!(failures.is_empty(), "{} cases fail:\n{}", failures.len(), failures.join("\n"));
}
