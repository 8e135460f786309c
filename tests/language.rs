//! Which language a document is read in.

// Clippy spares test functions, not their helpers.
#![allow(clippy::unwrap_used)]

mod common;

use common::check_all;

#[test]
fn a_few_words_are_read_in_their_language() {
    let report = check_all(&["It closed on 4 September.\n", "Fermé le 4 mai avec la gare.\n"]);
    let language = |number: usize| report["sources"][number]["language"].as_str().unwrap().to_owned();
    assert_eq!((language(0), language(1)), ("en".to_owned(), "fr".to_owned()), "{report:#}");
}
