//! Yes and no: whether what one affirms is what another denies.

mod common;

use common::{article, check, warns};

#[test]
fn a_thing_that_no_pack_knows_is_one_by_its_word() {
    let report = check(
        &article(5, "The water of Orvale is safe to drink, the town says."),
        &article(5, "The water of Orvale is contaminated, according to a laboratory."),
    );
    assert!(warns(&report, "safe to drink", "contaminated"), "{report:#}");
}

#[test]
fn a_pronoun_stands_for_what_somebody_said_something_of() {
    let denied = article(5, "The barge was built for 40 guests. Its owner denied it had been overloaded.");
    let told = article(
        5,
        "The mayor of Orvale admits that the barge carried many. \"It was overloaded,\" she said.",
    );
    let report = check(&denied, &told);
    assert!(warns(&report, "it had been overloaded", "It was overloaded"), "{report:#}");
}

#[test]
fn who_gives_something_up_is_who_does_not_do_it() {
    let report = check(
        &article(5, "La minoterie d'Orvale fera appel, a dit son avocat."),
        &article(5, "La minoterie d'Orvale a renoncé à faire appel."),
    );
    assert!(warns(&report, "fera appel", "renoncé à faire appel"), "{report:#}");
}

#[test]
fn what_follows_another_verb_is_nothing_that_was_done_to_the_subject() {
    let report = check(
        &article(5, "The owner of the Orvale barge denied it had been overloaded and blamed a gust."),
        &article(5, "The Orvale barge was overloaded, the mayor says."),
    );
    assert!(warns(&report, "overloaded", "overloaded"), "{report:#}");
}

#[test]
fn no_day_is_what_something_is_said_of() {
    let report = check(
        &article(6, "Les meuniers d'Orvale ont débrayé jeudi."),
        &article(6, "Les meuniers d'Orvale ont repris le travail jeudi."),
    );
    assert!(warns(&report, "débrayé", "repris le travail"), "{report:#}");
}

#[test]
fn a_chain_of_pronouns_does_not_gather_without_bound() {
    let chain = format!("The Orvale barge hit the pier. {}It sank.", "It saw it. ".repeat(60));
    let report = check(&article(5, &chain), &article(5, "The Orvale barge did not sink."));
    assert!(report["claims"].as_array().is_some_and(|claims| !claims.is_empty()), "{report:#}");
}

#[test]
fn who_is_said_to_have_done_something_denies_it_in_other_words() {
    let pairs = [
        (
            "Rebels accused the army of shelling the market.",
            "The army said it had nothing to do with the airstrike.",
            "accused the army",
            "had nothing to do",
        ),
        (
            "The coalition bombed the village, state media said.",
            "The coalition denied carrying out the strike.",
            "coalition bombed",
            "denied carrying out",
        ),
        (
            "The registry was hacked. The attack was orchestrated and sponsored by Iran, officials said.",
            "Tehran called the accusations over the attack on the registry baseless.",
            "attack was orchestrated",
            "baseless",
        ),
    ];
    for (told, denied, x, y) in pairs {
        let report = check(&article(5, told), &article(5, denied));
        assert!(warns(&report, x, y), "{told} / {denied}: {report:#}");
    }
}

#[test]
fn who_accuses_somebody_of_an_act_is_not_said_to_have_done_it() {
    let report = check(
        &article(5, "India accused Brazil of attacking the tanker."),
        &article(5, "India denied attacking the tanker."),
    );
    assert!(!warns(&report, "of attacking", "denied attacking"), "{report:#}");
}

#[test]
fn the_attack_is_the_one_that_was_just_spoken_of() {
    let denied = article(5, "Brazil denied the gas attack in Orvale.");
    for told in [
        "India fired missiles in response to the gas attack in a rebel-held area that it has blamed on Brazil.",
        "Missiles hit an airbase in Orvale on Wednesday. A gas attack in Tolmin had killed 80 people a day before. India blamed Brazil for the attack.",
    ] {
        let report = check(&article(5, told), &denied);
        assert!(warns(&report, "blamed", "denied the gas attack"), "{told}: {report:#}");
    }
}
