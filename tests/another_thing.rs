//! Figures of somebody or something else: what looks like another answer, and answers another question.

mod common;

use common::{check, connects};

/// Whether one article contradicts the other there.
fn dispute(first: &str, second: &str, (x, y): (&str, &str)) -> bool {
    connects(&check(first, second), "contradiction", x, y)
}

/// Asserts that two figures dispute in the first pair of articles, and not in the second, whose last article tells them of
/// something else.
fn assert_of_another(first: &str, same: &str, other: &str, quotes: (&str, &str)) {
    assert!(dispute(first, same, quotes), "{same}");
    assert!(!dispute(first, other, quotes), "{other}");
}

#[test]
fn two_persons_have_two_ages() {
    assert_of_another(
        "Orvale miller charged\n\nThe Orvale miller Ann Ostrander, 52, was charged with theft on Monday.\n",
        "Theft in Orvale\n\nAnn Ostrander, 47, was charged with theft in Orvale on Monday.\n",
        "Theft in Orvale\n\nPaul Verrin, 47, was charged with theft in Orvale on Monday.\n",
        ("52", "47"),
    );
}

#[test]
fn a_rival_has_its_own_figures() {
    assert_of_another(
        "Orvale mill\n\nThe Orvale mill employs 420 people.\n",
        "Mill jobs\n\nThe Orvale mill employs 310 people.\n",
        "Mill jobs\n\nThe Orvale mill is hiring. Its rival in Verrin employs 310 people.\n",
        ("420 people", "310 people"),
    );
}

#[test]
fn what_follows_an_earlier_disaster_is_told_of_that_one() {
    assert_of_another(
        "Orvale Daily, 3 October 2023\n\nThe fire in Orvale killed three people on Monday.\n",
        "Orvale Post, 3 October 2023\n\nFire crews left Orvale on Tuesday. Nine people died in the fire.\n",
        "Orvale Post, 3 October 2023\n\nFire crews left Orvale on Tuesday. They recalled the fire of 2011, in which nine people died.\n",
        ("three people", "ine people"),
    );
}

#[test]
fn what_is_asked_for_is_not_what_is_given() {
    assert_of_another(
        "Orvale trial\n\nAnn Ostrander was fined 20,000 euros in Orvale.\n",
        "Ostrander verdict\n\nAnn Ostrander was fined 35,000 euros in Orvale.\n",
        "Ostrander verdict\n\nThe prosecutor in Orvale requested a fine of 35,000 euros for Ann Ostrander.\n",
        ("20,000", "35,000"),
    );
}

#[test]
fn those_who_are_left_are_not_all_there_were() {
    let nine = "Orvale siege\n\nThe gang in Orvale released nine hostages on Monday.\n";
    let some = "Hostages free\n\nThe gang released two hostages in Orvale on Monday.\n";
    let last = "Hostages free\n\nThe gang released the last two hostages in Orvale on Monday.\n";
    assert!(dispute(nine, some, ("nine hostages", "two hostages")));
    assert!(!dispute(nine, last, ("nine hostages", "two hostages")));
}

#[test]
fn whose_niece_somebody_is_did_not_die_with_them() {
    let niece = "Ann Ostrander dies\n\nAnn Ostrander, niece of Paul Verrin, died on 14 February 2002.\n";
    assert!(dispute(niece, "Obituary\n\nAnn Ostrander died in 1999.\n", ("2002", "1999")));
    assert!(!dispute(niece, "Obituary\n\nPaul Verrin died in 1999.\n", ("2002", "1999")));
}
