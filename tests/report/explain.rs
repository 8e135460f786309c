use recoupe::report::Style;
use recoupe::report::explain::{Subject, Unfound, find, write};
use recoupe::words::Words;

use crate::{rendered, sample};

fn page(id: &str) -> String {
    let report = sample::report();
    let subject = find(&report, id).unwrap();
    rendered(|out| write(&report, Words::english(), subject, Style::default(), out))
}

#[test]
fn a_finding() {
    insta::assert_snapshot!(page("x1"));
}

#[test]
fn a_fact() {
    insta::assert_snapshot!(page("f2"));
}

#[test]
fn a_claim_with_a_unit() {
    insta::assert_snapshot!(page("c13"));
}

#[test]
fn ids_may_be_cut_short_while_they_are_unique() {
    let mut report = sample::report();
    report.claims[2].id = "c3f09".to_owned();
    assert_eq!(find(&report, "c3f"), Ok(Subject::Claim(2)));
    assert_eq!(find(&report, "c1"), Ok(Subject::Claim(0)));
    assert!(matches!(find(&report, "c"), Err(Unfound::Shared(ids)) if ids.len() > 1));
    assert_eq!(find(&report, "z"), Err(Unfound::Unknown));
}
