//! The rules by which tools switch findings on and off, `contradiction.number`: a relation and a kind of answer.

/// What each relation says of two answers.
const RELATIONS: [(&str, &str); 4] = [
    ("contradiction", "no value satisfies both answers"),
    ("update", "a count that may grow or be corrected is given otherwise by a source published later"),
    ("compatible", "the answers differ in precision or bound, and one value satisfies both"),
    ("agreement", "two or more voices give one answer"),
];

/// What each kind of answer tells.
const KINDS: [(&str, &str); 9] = [
    ("number", "how many"),
    ("date", "when"),
    ("duration", "how long"),
    ("money", "how much money"),
    ("percent", "what share"),
    ("measure", "how far, tall, heavy, strong"),
    ("polarity", "whether it is so"),
    ("identity", "who or what"),
    ("place", "where"),
];

/// What a rule is, in a sentence; `None` where there is no such rule.
#[must_use]
pub fn account(rule: &str) -> Option<String> {
    let (relation, kind) = rule.split_once('.')?;
    let told = |table: &[(&str, &'static str)], name| {
        table.iter().find(|(own, _)| *own == name).map(|(_, what)| *what)
    };
    let (relation, kind) = (told(&RELATIONS, relation)?, told(&KINDS, kind)?);
    Some(format!("Of two answers to one question, namely {kind}: {relation}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::ClaimKind;
    use crate::judge::Relation;
    use crate::report::wire::bare;

    #[test]
    fn every_rule_is_told_of() {
        use ClaimKind::{Date, Duration, Identity, Measure, Money, Number, Percent, Place, Polarity};
        for relation in [Relation::Contradiction, Relation::Update, Relation::Compatible, Relation::Agreement]
        {
            for kind in [Number, Date, Duration, Money, Percent, Measure, Polarity, Identity, Place] {
                assert!(
                    account(&format!("{}.{}", bare(&relation), bare(&kind))).is_some(),
                    "{relation:?} {kind:?}"
                );
            }
        }
        assert_eq!(account("person.killed"), None);
    }
}
