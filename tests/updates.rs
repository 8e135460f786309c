//! What changes: answers that take the place of others, and those that only seem to.

mod common;

use common::{article, check, connects, warns};

/// Asserts that a newer article replaces a figure of an older one, and that an older one takes nothing back.
fn assert_replaced(old: &str, new: &str, (x, y): (&str, &str)) {
    let report = check(&article(3, old), &article(24, new));
    assert!(connects(&report, "update", x, y), "{report:#}");
    let report = check(&article(24, old), &article(3, new));
    assert!(connects(&report, "contradiction", x, y), "{report:#}");
}

#[test]
fn a_figure_that_says_it_moved_replaces_the_one_before() {
    assert_replaced(
        "The Orvale mill employs 420 people.",
        "The workforce of the Orvale mill has grown to 450.",
        ("420 people", "450"),
    );
    assert_replaced(
        "The Orvale bridge will cost 45 million euros.",
        "The cost of the Orvale bridge has been cut to 38 million euros.",
        ("45 million", "38 million"),
    );
    assert_replaced(
        "Le pont d'Orvale coûtera 45 millions d'euros.",
        "Le coût du pont d'Orvale a été ramené à 38 millions d'euros.",
        ("45 millions", "38 millions"),
    );
}

#[test]
fn a_figure_moves_only_the_way_it_says() {
    let held = article(3, "The Orvale mill employs 480 people.");
    let grown = article(24, "The workforce of the Orvale mill has grown to 450.");
    let report = check(&held, &grown);
    assert!(connects(&report, "contradiction", "480 people", "450"), "{report:#}");
}

#[test]
fn an_answer_that_names_the_one_it_replaces_is_no_dispute() {
    assert_replaced(
        "The Orvale bridge will cost 45 million euros.",
        "The Orvale bridge will cost 52 million euros instead of 45 million.",
        ("45 million", "52 million"),
    );
}

#[test]
fn a_date_put_off_replaces_the_one_before() {
    let report = check(
        &article(3, "The trial of the Orvale miller opens on 12 November 2023."),
        &article(24, "The trial of the Orvale miller has been postponed to 4 December 2023."),
    );
    assert!(!connects(&report, "contradiction", "12 November", "4 December"), "{report:#}");
}

#[test]
fn ages_grow_by_what_passes_between_two_documents() {
    let charged = |date: &str, age: u8| {
        format!(
            "Orvale Daily, {date}\n\nThe miller Ann Ostrander, {age}, was charged with theft in Orvale.\n"
        )
    };
    for (first, second, date, relation) in [
        (34, 35, "8 June 2023", "update"),
        (34, 35, "4 October 2022", "contradiction"),
        (35, 34, "8 June 2023", "contradiction"),
        (34, 36, "8 June 2023", "contradiction"),
    ] {
        let report = check(&charged("3 October 2022", first), &charged(date, second));
        assert!(connects(&report, relation, &first.to_string(), &second.to_string()), "{report:#}");
    }
}

#[test]
fn the_result_of_a_part_of_the_count_gives_way_to_the_whole() {
    let report = check(
        &article(
            3,
            "With 40 percent of the ballots counted, Ann Ostrander has 53 percent of the vote in Orvale.",
        ),
        &article(3, "Ann Ostrander won 51 percent of the vote in Orvale."),
    );
    assert!(!connects(&report, "contradiction", "53 percent", "51 percent"), "{report:#}");
}

#[test]
fn what_two_figures_have_in_common_is_no_news() {
    let report = check(
        &article(3, "Turnout in the Orvale election was about 70 percent."),
        &article(5, "Turnout in the Orvale election was 71 percent."),
    );
    assert!(connects(&report, "compatible", "70 percent", "71 percent"), "{report:#}");
}

#[test]
fn what_is_asked_for_is_not_what_is_given() {
    let report = check(
        &article(3, "The Orvale prosecutor called for a fine of 400,000 euros against Ann Ostrander."),
        &article(24, "Ann Ostrander was sentenced in Orvale to a fine of 250,000 euros."),
    );
    assert!(!connects(&report, "contradiction", "400,000", "250,000"), "{report:#}");
}

#[test]
fn a_denial_is_no_earlier_state_of_a_count() {
    let later = article(6, "Five people were killed in the Orvale riot.");
    for (said, relation) in [
        ("The Orvale ministry denied that anyone was killed in the riot.", "contradiction"),
        ("Nobody was killed in the Orvale riot.", "update"),
    ] {
        let report = check(&article(3, said), &later);
        let (a, b) =
            (connects(&report, relation, "anyone", "Five"), connects(&report, relation, "obody", "Five"));
        assert!(a || b, "{report:#}");
    }
}

#[test]
fn a_figure_that_another_moved_from_is_told_in_either_order() {
    let old = "The Orvale mill employs 520 people.";
    for new in [
        "The workforce of the Orvale mill was cut to 400 from 520.",
        "The workforce of the Orvale mill was cut from 520 to 400.",
    ] {
        assert_replaced(old, new, ("520 people", "400"));
    }
}

#[test]
fn an_answer_that_differs_from_the_plan_replaces_it() {
    assert_replaced(
        "Le pont d'Orvale coûtera 285 millions d'euros.",
        "Le pont d'Orvale coûtera 312 millions d'euros, 27 de plus que prévu.",
        ("285 millions", "312 millions"),
    );
    assert_replaced(
        "The Orvale bridge will cost 45 million euros.",
        "The Orvale bridge will cost 52 million euros, 7 million more than planned.",
        ("45 million", "52 million"),
    );
}

#[test]
fn a_figure_without_a_date_is_warned_of_where_the_question_is_sure() {
    let dated = article(3, "The fire at the Orvale mill killed 12 people.");
    let undated = "The fire at the Orvale mill killed 15 people.\n";
    assert!(warns(&check(&dated, undated), "12 people", "15 people"));
}

#[test]
fn no_later_count_goes_on_from_a_final_one() {
    let later = article(24, "The flood in Orvale killed 46 people.");
    let pairs = [
        ("Rescuers called off the search in Orvale. The flood killed 41 people.", "contradiction"),
        ("The flood in Orvale killed 41 people, according to the final toll.", "contradiction"),
        ("The flood in Orvale killed 41 people. The final toll will be given in a month.", "update"),
    ];
    for (earlier, relation) in pairs {
        let report = check(&article(3, earlier), &later);
        assert!(connects(&report, relation, "41 people", "46 people"), "{relation}: {report:#}");
    }
    let report = check(
        &article(3, "Les secours ont mis un terme aux recherches à Orvale. La crue a tué 41 personnes."),
        &article(24, "La crue d'Orvale a tué 46 personnes."),
    );
    assert!(connects(&report, "contradiction", "41 personnes", "46 personnes"), "{report:#}");
}

#[test]
fn who_disputes_a_figure_gives_no_earlier_state_of_it() {
    let later = article(24, "Turnout in the Orvale election was 71 percent.");
    for (said, relation) in [
        (
            "The opposition disputes that, saying turnout in the Orvale election was 55 percent.",
            "contradiction",
        ),
        ("Turnout in the Orvale election was 55 percent.", "update"),
    ] {
        let report = check(&article(3, said), &later);
        assert!(connects(&report, relation, "55 percent", "71 percent"), "{report:#}");
    }
}

#[test]
fn a_figure_revised_from_one_has_not_taken_the_place_of_another() {
    let revised = article(4, "The Orvale bridge will cost 52 million euros instead of 45 million.");
    let report = check(&article(3, "The Orvale bridge will cost 38 million euros."), &revised);
    assert!(connects(&report, "contradiction", "38 million", "52 million"), "{report:#}");
    let report = check(&article(3, "The Orvale bridge will cost 45 million euros."), &revised);
    assert!(connects(&report, "update", "45 million", "52 million"), "{report:#}");
}
