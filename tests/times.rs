//! Dates of one deed: how far two may lie apart and still be answers to one question.

mod common;

use common::{article, check, connects, warns};

#[test]
fn years_of_one_deed_may_be_mistaken_for_the_next_and_no_others() {
    let fell = |year: &str| article(5, &format!("The Orvale bridge collapsed in {year}."));
    let next = check(&fell("2009"), &fell("2010"));
    assert!(connects(&next, "contradiction", "2009", "2010"), "{next:#}");
    let others = check(&fell("2009"), &fell("2013"));
    assert!(!connects(&others, "contradiction", "2009", "2013"), "{others:#}");
}

#[test]
fn a_plan_told_by_two_names_is_one() {
    let report = check(
        &article(5, "Ferries to Orvale will resume on 4 November."),
        &article(5, "Ferries to Orvale are due to restart on 6 November."),
    );
    assert!(warns(&report, "4 November", "6 November"), "{report:#}");
}

#[test]
fn what_was_over_when_a_plan_was_told_is_no_answer_to_it() {
    let told = |day| article(day, "The Orvale election took place on 1 October 2023.");
    let plan = |day| article(day, "The Orvale election will take place in November 2023.");
    let report = check(&told(2), &plan(24));
    assert!(!connects(&report, "contradiction", "1 October", "November"), "{report:#}");
    let report = check(&told(24), &plan(1));
    assert!(
        connects(&report, "contradiction", "1 October", "November")
            || connects(&report, "update", "1 October", "November"),
        "{report:#}"
    );
}

#[test]
fn whoever_gives_a_date_alone_gives_it_of_what_was_spoken_of() {
    let report = check(
        &article(
            5,
            "The leak at the Orvale mill began on 3 October, the owner said. Inspectors speak of 30 September.",
        ),
        &article(5, "The leak at the Orvale mill began on 3 October."),
    );
    assert!(warns(&report, "30 September", "3 October"), "{report:#}");
}

#[test]
fn who_was_arrested_was_so_in_an_arrest() {
    let report = check(
        &article(20, "Le meunier d'Orvale Paul Sarre a été interpellé le 3 octobre 2023 à son domicile."),
        &article(20, "Paul Sarre, le meunier d'Orvale, arrêté le 6 octobre 2023, a toujours nié."),
    );
    assert!(warns(&report, "3 octobre", "6 octobre"), "{report:#}");
}

#[test]
fn days_of_the_calendar_dispute_where_words_tell_one_deed_and_weekdays_do_not() {
    let fell = |day: &str| article(20, &format!("The first sailor of the Orvale barge fell ill {day}."));
    let showed = |day: &str| {
        article(20, &format!("The first sick sailor of the Orvale barge developed a fever {day}."))
    };
    assert!(warns(&check(&fell("on 8 October"), &showed("on 12 October")), "8 October", "12 October"));
    assert!(!warns(&check(&fell("on Monday"), &showed("on Thursday")), "Monday", "Thursday"));
}

#[test]
fn one_kind_of_event_has_its_day_for_each_name() {
    let of = |name: &str, day: u8| {
        article(20, &format!("The funeral of {name} took place on {day} October in Orvale."))
    };
    let one = check(&of("Ann Sarre", 3), &of("Ann Sarre", 5));
    assert!(warns(&one, "3 October", "5 October"), "{one:#}");
    let two = check(&of("Ann Sarre", 3), &of("Omar Pell", 5));
    assert!(!warns(&two, "3 October", "5 October"), "{two:#}");
}

#[test]
fn what_is_presented_as_the_time_of_a_deed_dates_it() {
    let told = article(5, "Two men broke into the Orvale mill at 2.20am.");
    for presented in [
        "It was 3.20am when two men broke into the Orvale mill.",
        "It was 3.20am. Two men broke into the Orvale mill.",
    ] {
        let report = check(&article(5, presented), &told);
        assert!(warns(&report, "3.20am", "2.20am"), "{report:#}");
    }
    let day = article(5, "Le pont d'Orvale s'est effondré. C'était le 3 octobre.");
    let report = check(&day, &article(5, "Le pont d'Orvale s'est effondré le 1er octobre."));
    assert!(warns(&report, "le 3 octobre", "le 1er octobre"), "{report:#}");
}

#[test]
fn the_end_of_an_event_is_another_day_than_its_beginning() {
    let began = article(8, "The strike at the Orvale mill began on 3 October.");
    let ended = article(8, "The strike at the Orvale mill ended on 5 October.");
    let report = check(&began, &ended);
    assert!(!connects(&report, "contradiction", "3 October", "5 October"), "{report:#}");
    let report = check(&ended, &article(8, "The strike at the Orvale mill lasted until 7 October."));
    assert!(warns(&report, "5 October", "7 October"), "{report:#}");
}

#[test]
fn a_year_that_something_is_planned_for_is_a_date() {
    let report = check(
        &article(5, "The new mill at Orvale will open in 2027."),
        &article(5, "The opening of the new mill at Orvale is planned for 2029."),
    );
    assert!(warns(&report, "2027", "2029"), "{report:#}");
}

#[test]
fn what_goes_on_since_a_year_began_in_it() {
    let report = check(
        &article(5, "The Sarre family has owned the Orvale mill since 2018."),
        &article(5, "The Orvale mill was bought by the Sarre family in 2016."),
    );
    assert!(warns(&report, "2018", "2016"), "{report:#}");
}

#[test]
fn an_age_is_not_recalled_with_a_former_office() {
    let report = check(
        &article(
            5,
            "Le tribunal d'Orvale a condamné Ann Onymous mercredi. L'ancienne maire, 62 ans, a fait appel.",
        ),
        &article(5, "Le tribunal d'Orvale a condamné mercredi la maire, Ann Onymous, âgée de 64 ans."),
    );
    assert!(warns(&report, "62 ans", "64 ans"), "{report:#}");
}
