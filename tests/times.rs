//! Dates of one deed: how far two may lie apart and still be answers to one question.

mod common;

use common::{article, check, connects};

#[test]
fn years_of_one_deed_may_be_mistaken_for_the_next_and_no_others() {
    let fell = |year: &str| article(5, &format!("The Orvale bridge collapsed in {year}."));
    let next = check(&fell("2009"), &fell("2010"));
    assert!(connects(&next, "contradiction", "2009", "2010"), "{next:#}");
    let others = check(&fell("2009"), &fell("2013"));
    assert!(!connects(&others, "contradiction", "2009", "2013"), "{others:#}");
}
