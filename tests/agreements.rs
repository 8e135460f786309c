//! What agrees: figures and dates that tell of one question by being given twice, and what follows from it.

mod common;

use common::{article, check, check_all, connects};

#[test]
fn who_gives_an_answer_is_against_all_who_give_the_other() {
    let mill = "Orvale Daily, 3 October 2023\n\nThe Orvale mill will create 340 jobs.\n";
    let union = "Tarn Courier, 3 October 2023\n\nThe Orvale mill will create 290 jobs. Some 310 families will live off the mill of Orvale.\n";
    let reader = "Vale Post, 4 October 2023\n\nIn all, 340 families will live off the mill of Orvale.\n";
    let all = check_all(&[mill, union, reader]);
    assert!(connects(&all, "agreement", "340 jobs", "340 families"), "{all:#}");
    assert!(connects(&all, "contradiction", "290 jobs", "340 families"), "{all:#}");
    // Without the article that agrees with the one and disputes the other, nothing brings the two together.
    let alone = check(union, reader);
    assert!(!connects(&alone, "contradiction", "290 jobs", "340 families"), "{alone:#}");
}

#[test]
fn a_telling_figure_of_one_concept_agrees_whatever_either_says_of_the_day() {
    let first = article(3, "The miller was freed on Sunday on bail of 15,000 euros.");
    let second =
        article(12, "The judge set the trial for 4 December 2023 and kept the bail of 15,000 euros.");
    let report = check(&first, &second);
    assert!(connects(&report, "agreement", "15,000 euros", "15,000 euros"), "{report:#}");
    // Of few, two may be counted any day.
    let two = |text: &str| article(3, text);
    let report = check(
        &two("Two people were killed in the flood of 2011 at Orvale."),
        &two("A lorry overturned at Orvale on Sunday. Two people were killed."),
    );
    assert!(!connects(&report, "agreement", "Two people", "Two people"), "{report:#}");
}

#[test]
fn one_figure_of_two_parts_is_no_agreement() {
    let fire = |who: &str| article(3, &format!("Twelve {who} were killed in the fire at the Orvale mill."));
    let report = check(&fire("children"), &fire("soldiers"));
    assert!(!connects(&report, "agreement", "Twelve children", "Twelve soldiers"), "{report:#}");
}

#[test]
fn a_far_off_date_that_two_give_is_of_one_event() {
    let told = |date: &str| {
        let thieves =
            format!("The mayor resigned on 9 October 2023. Thieves carried off the bell on {date}.");
        let silence =
            format!("The council met on 10 October 2023. On {date} the valley of the Tarn fell silent.");
        check(&article(12, &thieves), &article(13, &silence))
    };
    let (far, near) = (told("4 March 1996"), told("4 October 2023"));
    assert!(connects(&far, "agreement", "4 March 1996", "4 March 1996"), "{far:#}");
    assert!(!connects(&near, "agreement", "4 October 2023", "4 October 2023"), "{near:#}");
}

#[test]
fn a_day_agrees_with_an_hour_of_it() {
    let first = article(4, "A fire destroyed the mill of Orvale on Tuesday.");
    let second = article(4, "The fire that destroyed the Orvale mill broke out at 6.40 a.m. on Tuesday.");
    let report = check(&first, &second);
    assert!(connects(&report, "agreement", "Tuesday", "6.40 a.m. on Tuesday"), "{report:#}");
}

#[test]
fn growing_counts_of_no_known_day_are_no_error() {
    let severity = |first: &str, second: &str| {
        let report = check(first, second);
        let found =
            report["findings"].as_array().unwrap().iter().find(|f| f["relation"] == "contradiction").cloned();
        found.unwrap_or_else(|| panic!("{report:#}"))["severity"].clone()
    };
    let (nine, twelve) = (
        "Nine people were killed in the fire at the Orvale mill.",
        "Twelve people were killed in the fire at the Orvale mill.",
    );
    assert_eq!(severity(nine, twelve), "warning");
    assert_eq!(severity(&article(4, nine), &article(4, twelve)), "error");
}
