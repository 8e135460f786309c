//! The rule packs: every case they carry holds, and none is left out in silence.

use recoupe::judge::Policy;
use recoupe::pipeline::{Knowledge, KnowledgeError, check};
use recoupe::rule_tests;
use recoupe::rules::Packs;
use recoupe::source::{Inputs, Labels, load};

#[test]
fn every_case_of_every_pack_holds() {
    let knowledge = Knowledge::compile(Packs::builtin()).unwrap();
    let outcome = rule_tests::run(&knowledge, "").unwrap();
    assert!(outcome.cases > 1_000, "cases are gone: {} left", outcome.cases);
    let failures: Vec<String> =
        outcome.failures.iter().map(|f| format!("{}: {}\n    {}", f.place, f.text, f.reason)).collect();
    assert!(failures.is_empty(), "{} cases fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn rules_compiled_for_one_language_refuse_another() {
    let packs = Packs::builtin();
    let mut inputs = Inputs { names: vec!["fixtures/seisme/matin.txt".to_owned()], ..Inputs::default() };
    let labels = Labels::compile(&packs).unwrap();
    let mut french = load(&inputs, &labels).sources;
    inputs.names = vec!["fixtures/seisme/rescue.md".to_owned()];
    let english = load(&inputs, &labels).sources;

    let knowledge = Knowledge::compile_for(packs, &mut french).unwrap();
    assert!(!check(french, &knowledge, &Policy::default()).unwrap().claims.is_empty());
    let refused = check(english, &knowledge, &Policy::default());
    assert!(
        matches!(&refused, Err(KnowledgeError::NotCompiled { language }) if language == "en"),
        "{refused:?}"
    );
}
