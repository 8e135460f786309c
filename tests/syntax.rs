//! Words and trees of sentences, and inputs that must do no harm.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use recoupe::syntax::{Feats, Node, Parser, Rel, Upos, WordRules, words};
use std::sync::LazyLock;

struct Language {
    parser: Parser,
    rules: WordRules,
}

fn language(model: &[u8], rules: &str) -> Language {
    Language { parser: Parser::load(model).unwrap(), rules: WordRules::from_toml(rules).unwrap() }
}

static FRENCH: LazyLock<Language> = LazyLock::new(|| {
    language(
        include_bytes!("../rules/languages/fr/syntax.model"),
        include_str!("../rules/languages/fr/syntax.toml"),
    )
});

static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
    language(
        include_bytes!("../rules/languages/en/syntax.model"),
        include_str!("../rules/languages/en/syntax.toml"),
    )
});

impl Language {
    fn cut<'a>(&self, text: &'a str) -> Vec<&'a str> {
        words(text, &self.rules).into_iter().map(|word| word.of(text)).collect()
    }

    fn parse<'a>(&self, text: &'a str) -> Parsed<'a> {
        let words = self.cut(text);
        Parsed { nodes: self.parser.parse(&words), words }
    }
}

struct Parsed<'a> {
    words: Vec<&'a str>,
    nodes: Vec<Node>,
}

impl Parsed<'_> {
    fn node(&self, word: &str) -> &Node {
        let at = self.words.iter().position(|w| *w == word);
        &self.nodes[at.unwrap_or_else(|| panic!("no {word} in {:?}", self.words))]
    }

    /// Checks `(word, relation, head)`.
    fn expect(&self, arcs: &[(&str, Rel, &str)]) {
        for &(word, rel, head) in arcs {
            let node = self.node(word);
            let found = node.head.map_or("", |head| self.words[head]);
            assert_eq!((node.rel, found), (rel, head), "{word} in {:?}", self.words);
        }
    }
}

fn is_tree(nodes: &[Node]) -> bool {
    let reaches_root = |mut at: usize| {
        for _ in 0..=nodes.len() {
            match nodes[at].head {
                Some(head) if head < nodes.len() => at = head,
                Some(_) => return false,
                None => return true,
            }
        }
        false
    };
    let roots = nodes.iter().filter(|node| node.head.is_none()).count();
    roots == usize::from(!nodes.is_empty()) && (0..nodes.len()).all(reaches_root)
}

#[test]
fn french_words() {
    let cut = |text| FRENCH.cut(text).join("|");
    assert_eq!(cut("L’armée n'a pas tué d'otages."), "L’|armée|n'|a|pas|tué|d'|otages|.");
    assert_eq!(cut("Y a-t-il, aujourd'hui, quelqu’un ?"), "Y|a|-t-il|,|aujourd'hui|,|quelqu’un|?");
    assert_eq!(cut("« Quelque 3 000 membres », dit-elle"), "«|Quelque|3 000|membres|»|,|dit|-elle");
    assert_eq!(
        cut("en 2018 300 blessés, 1,5 % et 12\u{202f}500 €"),
        "en|2018|300|blessés|,|1,5|%|et|12\u{202f}500|€"
    );
    assert_eq!(cut("le rendez-vous des porte-avions"), "le|rendez-vous|des|porte-avions");
    assert_eq!(cut("M. Dupont, jusqu'ici... (S.O.S.)"), "M.|Dupont|,|jusqu'|ici|...|(|S.O.S.|)");
}

#[test]
fn english_words() {
    let cut = |text| ENGLISH.cut(text).join("|");
    assert_eq!(cut("Didn’t they? Cannot say."), "Did|n’t|they|?|Can|not|say|.");
    assert_eq!(cut("The army's 2,700 soldiers' $1.5 million"), "The|army|'s|2,700|soldiers|'|$|1.5|million");
    assert_eq!(cut("U.S. forces, a 36-hour siege at 10:30"), "U.S.|forces|,|a|36-hour|siege|at|10:30");
    assert_eq!(cut("See https://example.org/a?b=1."), "See|https://example.org/a?b=1|.");
    assert_eq!(cut("It fell to -5 or by 3 - maybe."), "It|fell|to|-5|or|by|3|-|maybe|.");
}

#[test]
fn french_trees() {
    let active = FRENCH.parse("L'armée a tué douze civils dans la capitale.");
    active.expect(&[
        ("armée", Rel::Nsubj, "tué"),
        ("civils", Rel::Obj, "tué"),
        ("douze", Rel::Nummod, "civils"),
        ("tué", Rel::Root, ""),
    ]);
    let passive = FRENCH.parse("Trois soldats auraient été blessés par des manifestants.");
    passive.expect(&[
        ("soldats", Rel::NsubjPass, "blessés"),
        ("été", Rel::AuxPass, "blessés"),
        ("manifestants", Rel::OblAgent, "blessés"),
    ]);
    assert!(passive.node("auraient").feats.has(Feats::CONDITIONAL));
    assert!(passive.node("blessés").feats.has(Feats::PARTICIPLE.with(Feats::PAST)));
    assert!(passive.node("soldats").feats.has(Feats::PLURAL));
}

#[test]
fn english_trees() {
    let active = ENGLISH.parse("The government expelled four diplomats on Monday.");
    active.expect(&[
        ("government", Rel::Nsubj, "expelled"),
        ("diplomats", Rel::Obj, "expelled"),
        ("four", Rel::Nummod, "diplomats"),
        ("expelled", Rel::Root, ""),
    ]);
    let passive = ENGLISH.parse("Twelve people were killed by soldiers in the capital.");
    passive.expect(&[
        ("people", Rel::NsubjPass, "killed"),
        ("were", Rel::AuxPass, "killed"),
        ("soldiers", Rel::OblAgent, "killed"),
    ]);
    assert!(passive.node("killed").feats.has(Feats::PARTICIPLE));
}

#[test]
fn lemmas() {
    let french = FRENCH.parse("Deux femmes expulsées ont dit qu'elles étaient mortes de peur aux journaux.");
    for (word, lemma) in [("femmes", "femme"), ("ont", "avoir"), ("étaient", "être"), ("aux", "à")] {
        assert_eq!(french.node(word).lemma, lemma);
    }
    assert_eq!(FRENCH.parse("Les diplomates furent expulsées hier.").node("expulsées").lemma, "expulser");
    let english = ENGLISH.parse("The children said they were taken by men who wounded two wives.");
    for (word, lemma) in
        [("children", "child"), ("said", "say"), ("were", "be"), ("taken", "take"), ("wounded", "wound")]
    {
        assert_eq!(english.node(word).lemma, lemma);
    }
    assert_eq!(FRENCH.parse("Il y a 3\u{202f}000 otages.").node("3\u{202f}000").lemma, "3000");
    assert_eq!(ENGLISH.parse("Paris cheered.").node("Paris").lemma, "Paris");
}

#[test]
fn odd_input_does_no_harm() {
    let long = "mot ".repeat(10_000);
    for text in [
        "",
        " ",
        "\0",
        "👩‍👩‍👧 🎉",
        "''''",
        "-",
        "l'",
        "'s",
        "n't",
        "\u{202f}3\u{202f}",
        &long,
        &"'".repeat(3000),
    ] {
        for language in [&*FRENCH, &*ENGLISH] {
            let parsed = language.parse(text);
            assert_eq!(parsed.nodes.len(), parsed.words.len());
            assert!(is_tree(&parsed.nodes));
        }
    }
    assert!(is_tree(&FRENCH.parser.parse(&["", "", "\u{301}"])));
}

#[test]
fn damaged_models_are_errors() {
    let model = include_bytes!("../rules/languages/en/syntax.model");
    assert!(Parser::load(&[]).is_err());
    assert!(Parser::load(&model[..model.len() / 2]).is_err());
    for at in [0, 4, 6, 20, 5000, model.len() - 1] {
        let mut bytes = model.to_vec();
        bytes[at] ^= 0x41;
        assert!(Parser::load(&bytes).is_err(), "byte {at}");
    }
}

#[test]
fn labels_have_numbers() {
    for (i, &upos) in Upos::ALL.iter().enumerate() {
        assert_eq!((Upos::from_index(i), Upos::from_exact(upos.as_str())), (Some(upos), Some(upos)));
    }
    for (i, &rel) in Rel::ALL.iter().enumerate() {
        assert_eq!((Rel::from_index(i), Rel::from_exact(rel.as_str())), (Some(rel), Some(rel)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_words_make_one_tree(list in proptest::collection::vec("\\PC{0,12}", 0..60)) {
        let words: Vec<&str> = list.iter().map(String::as_str).collect();
        prop_assert!(is_tree(&FRENCH.parser.parse(&words)));
    }

    #[test]
    fn words_lie_in_order(text in ".{0,80}|[a-z0-9' .’-]{0,80}|([ldn]'|-t-il|3 0|0 000|\\PC){0,30}") {
        for rules in [&FRENCH.rules, &ENGLISH.rules] {
            let mut last = 0;
            for word in words(&text, rules) {
                prop_assert!(word.start >= last && word.end > word.start);
                prop_assert!(text.get(word.start..word.end).is_some());
                last = word.end;
            }
        }
    }
}
