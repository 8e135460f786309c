//! Questions that no concept pack asks are told by their words: what meets, across wordings and languages, and what
//! stays apart.

// Clippy spares test functions, not their helpers.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use recoupe::align::{EVIDENCE, Weights};
use recoupe::rules::Packs;

use common::{check, connects};

const ORDER_EN: &str = "Northwind Air orders 60 jets
Harbour Daily, 14 May 2024

Northwind Air said on Tuesday it had ordered 60 single-aisle aircraft from Halberg for $7.2 billion at list prices. \
Deliveries will begin in 2027 and run until 2033. The airline employs 4,300 people and flies to 72 destinations. \
Shares rose 3.4 percent. Chief executive Laura Meckel said the deal would cut fuel burn by 15 percent per seat. \
The new planes seat 186 passengers. Its workshop has 12 hangars.
";
const ORDER_FR: &str = "Northwind commande 55 avions à Halberg
Le Quai, 14 mai 2024

La compagnie Northwind Air a annoncé mardi une commande ferme de 55 monocouloirs auprès de Halberg, pour un montant \
de 6,8 milliards de dollars au prix catalogue. Les premières livraisons sont attendues en 2028. Fondée en 1992, la \
compagnie compte 3 900 salariés. L'action a gagné 2,8 %. Selon la directrice générale, Laura Meckel, la consommation \
de carburant par siège baissera de 20 %. La compagnie possède 12 simulateurs.
";

#[test]
fn open_questions_meet_across_languages() {
    let report = check(ORDER_EN, ORDER_FR);
    assert!(connects(&report, "contradiction", "60 jets", "55 avions"), "{report:#}");
    assert!(connects(&report, "contradiction", "$7.2 billion", "6,8 milliards"), "{report:#}");
}

#[test]
fn equal_figures_of_two_things_stay_apart() {
    let report = check(ORDER_EN, ORDER_FR);
    assert!(!connects(&report, "agreement", "12 hangars", "12 simulateurs"), "{report:#}");
}

/// The claims of an article, as written.
fn claims(text: &str) -> Vec<(String, String)> {
    let report = check(text, "Harbour Daily, 14 May 2024\n\nThe quay was quiet.\n");
    let claims = report["claims"].as_array().unwrap().iter();
    claims.map(|c| (c["text"].as_str().unwrap().to_owned(), c["kind"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn a_bare_figure_takes_over_the_unit_before_it() {
    let read = claims(
        "Harbour Daily, 14 May 2024\n\nThe dockers want a rise of 12 percent; the port has offered eight.\n",
    );
    assert!(read.contains(&("eight".to_owned(), "percent".to_owned())), "{read:?}");
}

#[test]
fn what_an_aftershock_did_is_not_what_the_quake_did() {
    let quake = "Orvale Daily, 3 October 2023\n\nThe earthquake of Monday killed 34 people in Orvale. It had a magnitude of 6.1.\n";
    let later = "Le Quai, 8 octobre 2023\n\nUne réplique de magnitude 4,3 a secoué Orvale samedi. Elle n'a tué personne.\n";
    let quake_too =
        later.replace("Une réplique", "Le séisme").replace("samedi", "lundi").replace("Elle", "Il");
    for (other, contradicts) in [(later, false), (&quake_too, true)] {
        let report = check(quake, other);
        assert_eq!(connects(&report, "contradiction", "34 people", "personne"), contradicts, "{report:#}");
        assert_eq!(connects(&report, "contradiction", "6.1", "4,3"), contradicts, "{report:#}");
    }
}

#[test]
fn none_killed_by_one_cause_leaves_those_killed_by_others() {
    let toll = "Orvale Daily, 3 October 2023\n\nThe storm killed 12 people in Orvale on Monday.\n";
    let narrow = "Le Quai, 3 octobre 2023\n\nLa tempête a frappé Orvale lundi. Personne n'a été tué à cause de cette décision, selon le maire.\n";
    let flat = "Le Quai, 3 octobre 2023\n\nLa tempête a frappé Orvale lundi. Personne n'a été tué, selon le maire.\n";
    assert!(!connects(&check(toll, narrow), "contradiction", "12 people", "ersonne"));
    assert!(connects(&check(toll, flat), "contradiction", "12 people", "ersonne"));
}

#[test]
fn more_people_held_later_is_an_update() {
    let first = "Orvale Daily, 3 October 2023\n\nFive people are in custody after the robbery at the Orvale museum.\n";
    let later = "Orvale Times, 6 October 2023\n\nSeven people are in custody after the robbery at the Orvale museum.\n";
    let report = check(first, later);
    assert!(connects(&report, "update", "Five people", "Seven people"), "{report:#}");
}

#[test]
fn every_sense_has_words_in_both_languages_and_none_twice() {
    let packs = Packs::builtin();
    let mut senses = 0;
    for pack in packs.under("senses/") {
        let table = pack.read::<toml::Table>().unwrap();
        for (part, entries) in table.iter().filter(|(part, _)| {
            !["frame", "opposite", "inception", "once", "befalls", "test"].contains(&part.as_str())
        }) {
            for (id, words) in entries.as_table().unwrap() {
                senses += 1;
                for language in ["en", "fr"] {
                    let mut words: Vec<&str> =
                        words[language].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
                    let all = words.len();
                    words.sort_unstable();
                    words.dedup();
                    assert!(all > 0 && words.len() == all, "{}: {part} {id}, {language}", pack.path);
                }
            }
        }
    }
    assert!(senses > 5_000, "senses are gone: {senses} left");
}

#[test]
fn an_unknown_piece_of_evidence_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let pack = "[count]\nhunch = 2.0\n";
    std::fs::write(folder.path().join("alignment.toml"), pack).unwrap();
    let mut packs = Packs::builtin();
    packs.overlay(Path::new(folder.path())).unwrap();
    let told = Weights::compile(&packs).unwrap_err().to_string();
    assert!(
        told.contains("alignment.toml") && told.contains("hunch") && told.contains(EVIDENCE[1]),
        "{told}"
    );
}
